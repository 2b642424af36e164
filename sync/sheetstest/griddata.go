package sheetstest

import "bieu/sync/sheetstest/discovery"

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
		out["rowMetadata"] = lineData(t, rowAxis, at.r0, at.r1)
	}
	if v.wants("sheets", "data", "columnMetadata") {
		out["columnMetadata"] = lineData(t, columnAxis, at.c0, at.c1)
	}
	return out
}

func (s *spreadsheet) rowData(t *tab, at span, v view) []any {
	var rows []any
	mask, _ := v.mask.Below("sheets", "data", "rowData", "values")
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
			values = append(values, s.cellData(t, one, mask))
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

// cellData writes what the mask selects of a CellData.
func (s *spreadsheet) cellData(t *tab, c *cell, mask discovery.Mask) map[string]any {
	all := mask.All()
	wants := func(name string) bool { return all || mask.Has(name) }
	out := make(map[string]any, 8)
	for name, value := range c.attrs {
		if wants(name) {
			out[name] = value
		}
	}
	if !c.blank() {
		if c.formula != "" {
			out["userEnteredValue"] = map[string]any{"formulaValue": c.formula}
			if link := linkIn.FindStringSubmatch(c.formula); link != nil && wants("hyperlink") {
				out["hyperlink"] = link[1] // documented
			}
		} else {
			out["userEnteredValue"] = scalarJSON(c.input)
		}
		if wants("effectiveValue") {
			if shown := scalarJSON(s.effective(t, c)); shown != nil {
				out["effectiveValue"] = shown
			}
		}
		if wants("formattedValue") {
			out["formattedValue"] = s.formatted(t, c)
		}
	}
	if wants("effectiveFormat") {
		out["effectiveFormat"] = c.effectiveFormat()
	}
	return out
}

// plainFormat is the format that an unformatted cell shows. It is shared by all
// cells, as nothing that is shown is ever changed in place.
var plainFormat = overlay(defaultFormat(), map[string]any{
	"textFormat": defaultTextFormat("Arial"), "hyperlinkDisplayType": "PLAIN_TEXT",
})

// effectiveFormat is the default format with the cell's own laid over it. It is
// worked out once, since a cell never changes.
func (c *cell) effectiveFormat() map[string]any {
	if c.look == nil {
		c.look = plainFormat
		if own, _ := c.attrs["userEnteredFormat"].(map[string]any); len(own) > 0 {
			c.look = overlay(plainFormat, own)
		}
	}
	return c.look
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

// The sizes of lines that nothing was done to, shared by all of them.
var plainLines = [2]map[string]any{rowAxis: {"pixelSize": rowPixels}, columnAxis: {"pixelSize": columnPixels}}

func lineData(t *tab, a axis, from, to int) []any {
	out := make([]any, 0, to-from)
	for i := from; i < to; i++ {
		l := t.lineAt(a, i)
		if l.plain() {
			out = append(out, plainLines[a])
			continue
		}
		one := map[string]any{"pixelSize": l.pixels}
		if l.pixels == 0 {
			one["pixelSize"] = plainLines[a]["pixelSize"]
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
