package sheetstest

// Sizes of rows and columns that nobody has changed, in pixels (columns recorded).
const (
	rowPixels    = 21
	columnPixels = 100
)

// gridData writes the GridData of one range: rows down to the last with a cell,
// cells up to the last in their row, and the size of every row and column.
func (s *spreadsheet) gridData(t *tab, at span, v view) map[string]any {
	out := map[string]any{}
	count(out, "startRow", at.r0)
	count(out, "startColumn", at.c0)
	if v.wants("sheets", "data", "rowData") {
		if rows := s.rowData(t, at, v); len(rows) > 0 {
			out["rowData"] = rows
		}
	}
	if v.wants("sheets", "data", "rowMetadata") {
		out["rowMetadata"] = s.lineData(t, rowAxis, at.r0, at.r1)
	}
	if v.wants("sheets", "data", "columnMetadata") {
		out["columnMetadata"] = s.lineData(t, columnAxis, at.c0, at.c1)
	}
	return out
}

func (s *spreadsheet) rowData(t *tab, at span, v view) []any {
	var rows []any
	for r := at.r0; r < at.r1; r++ {
		if t.rows[r] == nil {
			continue
		}
		var values []any
		for c := at.c0; c < min(at.c1, len(t.rows[r].cells)); c++ {
			one := t.cell(r, c)
			if one == nil {
				continue
			}
			for len(values) < c-at.c0 {
				values = append(values, map[string]any{})
			}
			values = append(values, s.cellData(t, one, v))
		}
		if values == nil {
			continue
		}
		for len(rows) < r-at.r0 {
			rows = append(rows, map[string]any{})
		}
		rows = append(rows, map[string]any{"values": values})
	}
	return rows
}

// cellData writes a CellData.
func (s *spreadsheet) cellData(t *tab, c *cell, v view) map[string]any {
	out := map[string]any{}
	for name, value := range c.attrs {
		out[name] = value
	}
	if c.formula != "" {
		out["userEnteredValue"] = map[string]any{"formulaValue": c.formula}
	} else if entered := scalarJSON(c.input); entered != nil {
		out["userEnteredValue"] = entered
	}
	if !c.blank() {
		if shown := scalarJSON(s.effective(t, c)); shown != nil {
			out["effectiveValue"] = shown
		}
		out["formattedValue"] = s.formatted(t, c)
	}
	if v.wants("sheets", "data", "rowData", "values", "effectiveFormat") {
		out["effectiveFormat"] = effectiveFormat(c)
	}
	return out
}

// plainFormat is the format that an unformatted cell shows. It is shared by all
// cells, as nothing that is shown is ever changed in place.
var plainFormat = overlay(defaultFormat(), map[string]any{
	"textFormat": defaultTextFormat("Arial"), "hyperlinkDisplayType": "PLAIN_TEXT",
})

// effectiveFormat is the default format with the cell's own laid over it.
func effectiveFormat(c *cell) map[string]any {
	own, _ := c.attrs["userEnteredFormat"].(map[string]any)
	if len(own) == 0 {
		return plainFormat
	}
	return overlay(plainFormat, own)
}

func overlay(base, over map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range base {
		out[k] = v
	}
	for k, v := range over {
		inner, isObject := v.(map[string]any)
		below, has := out[k].(map[string]any)
		if isObject && has && k != "backgroundColor" && k != "backgroundColorStyle" && k != "foregroundColor" && k != "foregroundColorStyle" {
			out[k] = overlay(below, inner)
		} else {
			out[k] = v
		}
	}
	return out
}

func (s *spreadsheet) lineData(t *tab, a axis, from, to int) []any {
	out := make([]any, 0, to-from)
	for i := from; i < to; i++ {
		l := t.lineAt(a, i)
		one := map[string]any{"pixelSize": l.pixels}
		if l.pixels == 0 {
			one["pixelSize"] = rowPixels
			if a == columnAxis {
				one["pixelSize"] = columnPixels
			}
		}
		if l.hidden {
			one["hiddenByUser"] = true
		}
		if l.filter {
			one["hiddenByFilter"] = true
		}
		var meta []any
		for _, m := range l.meta {
			meta = append(meta, located{m, t, a, i}.json())
		}
		if meta != nil {
			one["developerMetadata"] = meta
		}
		out = append(out, one)
	}
	return out
}
