package sheetstest

// defaultFormat is the format of a cell that nobody has formatted (recorded).
func defaultFormat() map[string]any {
	return map[string]any{
		"backgroundColor":      rgb(1, 1, 1),
		"padding":              map[string]any{"top": 2, "right": 3, "bottom": 2, "left": 3},
		"verticalAlignment":    "BOTTOM",
		"wrapStrategy":         "OVERFLOW_CELL",
		"textFormat":           defaultTextFormat("arial,sans,sans-serif"),
		"backgroundColorStyle": map[string]any{"rgbColor": rgb(1, 1, 1)},
	}
}

func defaultTextFormat(family string) map[string]any {
	return map[string]any{
		"foregroundColor": map[string]any{}, "fontFamily": family, "fontSize": 10,
		"bold": false, "italic": false, "strikethrough": false, "underline": false,
		"foregroundColorStyle": map[string]any{"rgbColor": map[string]any{}},
	}
}

// defaultTheme is the theme of a new spreadsheet (recorded).
func defaultTheme() map[string]any {
	colour := func(kind string, value map[string]any) any {
		return map[string]any{"colorType": kind, "color": map[string]any{"rgbColor": value}}
	}
	return map[string]any{
		"primaryFontFamily": "Arial",
		"themeColors": []any{
			colour("TEXT", map[string]any{}),
			colour("BACKGROUND", rgb(1, 1, 1)),
			colour("ACCENT1", rgb(0.25882354, 0.52156866, 0.95686275)),
			colour("ACCENT2", rgb(0.91764706, 0.2627451, 0.20784314)),
			colour("ACCENT3", rgb(0.9843137, 0.7372549, 0.015686275)),
			colour("ACCENT4", rgb(0.20392157, 0.65882355, 0.3254902)),
			colour("ACCENT5", rgb(1, 0.42745098, 0.003921569)),
			colour("ACCENT6", rgb(0.27450982, 0.7411765, 0.7764706)),
			colour("LINK", rgb(0.06666667, 0.33333334, 0.8)),
		},
	}
}

func rgb(red, green, blue float64) map[string]any {
	return map[string]any{"red": red, "green": green, "blue": blue}
}
