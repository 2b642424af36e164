package sheetstest

import (
	"bieu/sync/sheetstest/discovery"
)

// setFields changes a cell under a field mask over CellData.
func (srv *Server) setFields(old *cell, data map[string]any, mask discovery.Mask) *cell {
	next := old
	if mask.Has("userEnteredValue") {
		value, _ := data["userEnteredValue"].(map[string]any)
		v, formula := scalarFromJSON(value)
		next = next.withValue(v, formula)
	}
	below := discovery.Mask{}
	for name, inner := range mask {
		if name != "userEnteredValue" {
			below[name] = inner
		}
	}
	if len(below) == 0 {
		return next
	}
	var attrs map[string]any
	if next != nil {
		attrs = next.attrs
	}
	changed := map[string]any{}
	for name, value := range mergeStyled(below, attrs, data) {
		if kept(name, value) {
			changed[name] = value
		}
	}
	return next.withAttrs(changed)
}

// kept says which members of CellData belong to a cell: what a user writes, and
// of that not what is empty.
func kept(name string, value any) bool {
	switch name {
	case "userEnteredValue", "effectiveValue", "formattedValue", "effectiveFormat", "hyperlink":
		return false
	}
	switch v := value.(type) {
	case string:
		return v != ""
	case map[string]any:
		return len(v) > 0
	case []any:
		return len(v) > 0
	}
	return value != nil
}

// fits refuses rows of CellData that are larger than the place for them (column
// from issues, row inferred from it).
func fits(at span, rows []any) *apiError {
	for i, item := range rows {
		if at.r0+i >= at.r1 {
			return invalid("Attempting to write row: %d, beyond the last requested row of: %d", at.r0+i, at.r1-1)
		}
		line, _ := item.(map[string]any)
		if at.c0+len(listOf(line["values"])) > at.c1 {
			return invalid("Attempting to write column: %d, beyond the last requested column of: %d", at.c1, at.c1-1)
		}
	}
	return nil
}

// corner resolves a GridCoordinate; the texts of the refusals are measured.
func (e *edit) corner(value any) (t *tab, r, c int, err *apiError) {
	object, _ := value.(map[string]any)
	if t, err = e.grid(object["sheetId"]); err != nil {
		return nil, 0, 0, err
	}
	r, _ = object["rowIndex"].(int)
	c, _ = object["columnIndex"].(int)
	if r >= len(t.rows) {
		err = invalid("GridCoordinate.rowIndex[%d] is after last row in grid[%d]", r, len(t.rows)-1)
	} else if c >= len(t.cols) {
		err = invalid("GridCoordinate.columnIndex[%d] is after last column in grid[%d]", c, len(t.cols)-1)
	}
	return t, r, c, err
}

// fill writes rows of CellData from a corner of the tab.
func (srv *Server) fill(t *tab, r0, c0 int, rows []any, mask discovery.Mask) *apiError {
	if err := fits(span{r0, len(t.rows), c0, len(t.cols)}, rows); err != nil {
		return err
	}
	for i, item := range rows {
		line, _ := item.(map[string]any)
		for j, value := range listOf(line["values"]) {
			data, _ := value.(map[string]any)
			t.put(r0+i, c0+j, srv.setFields(t.cell(r0+i, c0+j), data, mask))
		}
	}
	return nil
}

func repeatCell(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "CellData")
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	data, _ := in["cell"].(map[string]any)
	for r := at.r0; r < at.r1; r++ {
		for c := at.c0; c < at.c1; c++ {
			t.put(r, c, e.srv.setFields(t.cell(r, c), data, mask))
		}
	}
	return nil, nil
}

// updateCells writes from a corner, or into a range: there, cells for which no
// data is given are emptied of the fields named (documented).
func updateCells(e *edit, in map[string]any) (map[string]any, *apiError) {
	mask, err := e.mask(in, "CellData")
	if err != nil {
		return nil, err
	}
	rows := listOf(in["rows"])
	if in["start"] != nil {
		t, r0, c0, err := e.corner(in["start"])
		if err != nil {
			return nil, err
		}
		if err := e.guard(t, span{r0, r0 + len(rows), c0, c0 + widest(rows)}.closed(len(t.rows), len(t.cols))); err != nil {
			return nil, err
		}
		return nil, e.srv.fill(t, r0, c0, rows, mask)
	}
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	if err := fits(at, rows); err != nil {
		return nil, err
	}
	for r := at.r0; r < at.r1; r++ {
		var values []any
		if r-at.r0 < len(rows) {
			values = listOf(rows[r-at.r0].(map[string]any)["values"])
		}
		for c := at.c0; c < at.c1; c++ {
			data := map[string]any{}
			if c-at.c0 < len(values) {
				data, _ = values[c-at.c0].(map[string]any)
			}
			t.put(r, c, e.srv.setFields(t.cell(r, c), data, mask))
		}
	}
	return nil, nil
}

func widest(rows []any) int {
	n := 0
	for _, item := range rows {
		line, _ := item.(map[string]any)
		n = max(n, len(listOf(line["values"])))
	}
	return n
}

// appendCells writes below the last row with data, growing the grid as needed
// (documented).
func appendCells(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, err := e.tab(in["sheetId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "CellData")
	if err != nil {
		return nil, err
	}
	rows := listOf(in["rows"])
	at := 0
	if last, ok := t.lastFilled(t.all()); ok {
		at = last.r1
	}
	if err := t.resize(e.s, max(len(t.rows), at+len(rows)), max(len(t.cols), widest(rows))); err != nil {
		return nil, err
	}
	return nil, e.srv.fill(t, at, 0, rows, mask)
}

func setDataValidation(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err != nil {
		return nil, err
	}
	if err := e.guard(t, at); err != nil {
		return nil, err
	}
	mask := discovery.Mask{"dataValidation": {}}
	data := map[string]any{}
	if in["rule"] != nil {
		data["dataValidation"] = tidyRule(in["rule"].(map[string]any))
	}
	for r := at.r0; r < at.r1; r++ {
		for c := at.c0; c < at.c1; c++ {
			t.put(r, c, e.srv.setFields(t.cell(r, c), data, mask))
		}
	}
	return nil, nil
}

// tidyRule leaves out what is false.
func tidyRule(rule map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range rule {
		if value != false {
			out[name] = value
		}
	}
	return out
}

// updateBorders draws the outer and the inner borders of a range.
func updateBorders(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err != nil {
		return nil, err
	}
	for r := at.r0; r < at.r1; r++ {
		for c := at.c0; c < at.c1; c++ {
			side := func(edge bool, outer, inner string) any {
				if edge {
					return in[outer]
				}
				return in[inner]
			}
			borders := map[string]any{
				"top":    side(r == at.r0, "top", "innerHorizontal"),
				"bottom": side(r == at.r1-1, "bottom", "innerHorizontal"),
				"left":   side(c == at.c0, "left", "innerVertical"),
				"right":  side(c == at.c1-1, "right", "innerVertical"),
			}
			mask, data := discovery.Mask{}, map[string]any{}
			for name, border := range borders {
				if object, ok := border.(map[string]any); ok {
					mask[name] = discovery.Mask{}
					if object["style"] != "NONE" {
						data[name] = object
					}
				}
			}
			if len(mask) == 0 {
				continue
			}
			t.put(r, c, e.srv.setFields(t.cell(r, c),
				map[string]any{"userEnteredFormat": map[string]any{"borders": data}},
				discovery.Mask{"userEnteredFormat": {"borders": mask}}))
		}
	}
	return nil, nil
}
