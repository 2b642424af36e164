package gsheets

import (
	"strconv"
	"strings"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

const (
	fontFamily = "Times New Roman"
	fontSize   = 12
)

// alignments by the seam's own names.
var alignments = map[workbook.Align]string{
	workbook.Left: "LEFT", workbook.Center: "CENTER", workbook.Right: "RIGHT",
}

// cellFormat is a look as the service takes it.
func cellFormat(s workbook.Style) *sheets.CellFormat {
	size := s.Size
	if size == 0 {
		size = fontSize
	}
	f := &sheets.CellFormat{
		TextFormat:          &sheets.TextFormat{FontFamily: fontFamily, FontSize: int64(size), Bold: s.Bold, Italic: s.Italic},
		HorizontalAlignment: alignments[s.Align],
		VerticalAlignment:   "MIDDLE",
		NumberFormat:        numberFormat(s.Format),
	}
	if s.Top {
		f.VerticalAlignment = "TOP"
	}
	if s.Wrap {
		f.WrapStrategy = "WRAP"
	}
	if s.Fill != "" {
		f.BackgroundColorStyle = &sheets.ColorStyle{RgbColor: colour(s.Fill)}
	}
	if s.Border {
		side := &sheets.Border{Style: "SOLID", ColorStyle: &sheets.ColorStyle{RgbColor: &sheets.Color{}}}
		f.Borders = &sheets.Borders{Top: side, Bottom: side, Left: side, Right: side}
	}
	return f
}

// colour reads "RRGGBB". What is not a colour comes out black, as a printer
// would have it.
func colour(hex string) *sheets.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		return &sheets.Color{}
	}
	share := func(shift uint) float64 { return float64(n>>shift&0xff) / 0xff }
	return &sheets.Color{Red: share(16), Green: share(8), Blue: share(0)}
}

// datePattern is the format of a date in a cell whose own shows plain numbers.
func datePattern(date string) string {
	switch len(date) {
	case len(clockLayout):
		return ownPatterns[typeTime]
	case len(dayLayout):
		return ownPatterns[typeDate]
	default:
		return ownPatterns[typeDateTime]
	}
}
