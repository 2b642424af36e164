package sheetstest

import "maps"

// copyPaste copies cells; a destination that is a multiple of the source is
// filled with repeats (documented). Formulas keep their text.
func copyPaste(e *edit, in map[string]any) (map[string]any, *apiError) {
	from, source, err := e.gridRange(in["source"])
	if err != nil {
		return nil, err
	}
	to, target, err := e.gridRange(in["destination"])
	if err != nil {
		return nil, err
	}
	transpose := in["pasteOrientation"] == "TRANSPOSE"
	high, wide := source.rows(), source.columns()
	if transpose {
		high, wide = wide, high
	}
	if target.rows()%high != 0 || target.rows() < high {
		target.r1 = target.r0 + high
	}
	if target.columns()%wide != 0 || target.columns() < wide {
		target.c1 = target.c0 + wide
	}
	target = target.closed(len(to.rows), len(to.cols))
	if err := e.guard(to, target); err != nil {
		return nil, err
	}
	pasteType, _ := in["pasteType"].(string)
	copied := from.clone()
	for r := target.r0; r < target.r1; r++ {
		for c := target.c0; c < target.c1; c++ {
			i, j := (r-target.r0)%high, (c-target.c0)%wide
			if transpose {
				i, j = j, i
			}
			one := copied.cell(source.r0+i, source.c0+j)
			to.put(r, c, e.s.pasted(copied, to.cell(r, c), one, pasteType))
		}
	}
	return nil, nil
}

// pasted is a cell after another was pasted over it in a given way.
func (s *spreadsheet) pasted(source *tab, old, one *cell, pasteType string) *cell {
	if one == nil {
		one = &cell{}
	}
	part := func(names ...string) *cell {
		var attrs map[string]any
		if old != nil {
			attrs = maps.Clone(old.attrs)
		}
		if attrs == nil {
			attrs = map[string]any{}
		}
		for _, name := range names {
			delete(attrs, name)
			if v := one.attrs[name]; v != nil {
				attrs[name] = v
			}
		}
		return old.withAttrs(attrs)
	}
	switch pasteType {
	case "PASTE_VALUES":
		return old.withValue(s.effective(source, one), "")
	case "PASTE_FORMULA":
		return old.withValue(one.input, one.formula)
	case "PASTE_FORMAT":
		return part("userEnteredFormat")
	case "PASTE_DATA_VALIDATION":
		return part("dataValidation")
	case "PASTE_NO_BORDERS", "PASTE_CONDITIONAL_FORMATTING":
		return part("userEnteredFormat").withValue(one.input, one.formula)
	}
	return one
}

// cutPaste moves cells. Names and merges inside go along (recorded for names);
// developer metadata stays with its row (measured).
func cutPaste(e *edit, in map[string]any) (map[string]any, *apiError) {
	from, source, err := e.gridRange(in["source"])
	if err != nil {
		return nil, err
	}
	corner, _ := in["destination"].(map[string]any)
	to, err := e.grid(corner["sheetId"])
	if err != nil {
		return nil, err
	}
	r0, _ := corner["rowIndex"].(int)
	c0, _ := corner["columnIndex"].(int)
	if r0 >= len(to.rows) || c0 >= len(to.cols) {
		return nil, beyondGrid(to, span{r0, r0 + 1, c0, c0 + 1})
	}
	if err := e.guard(from, source); err != nil {
		return nil, err
	}
	if err := e.guard(to, source.at(r0, c0).closed(len(to.rows), len(to.cols))); err != nil {
		return nil, err
	}
	pasteType, _ := in["pasteType"].(string)
	e.s.cut(from, source, to, r0, c0, pasteType)
	return nil, nil
}

func (s *spreadsheet) cut(from *tab, source span, to *tab, r0, c0 int, pasteType string) {
	to.grow(r0+source.rows(), c0+source.columns())
	copied := from.clone()
	for r := source.r0; r < source.r1; r++ {
		for c := source.c0; c < source.c1; c++ {
			from.put(r, c, nil)
		}
	}
	for i := range source.rows() {
		for j := range source.columns() {
			one := copied.cell(source.r0+i, source.c0+j)
			to.put(r0+i, c0+j, s.pasted(copied, to.cell(r0+i, c0+j), one, pasteType))
		}
	}
	follow := func(at span) (span, bool) {
		at = at.closed(len(copied.rows), len(copied.cols))
		if !source.holds(at) {
			return at, false
		}
		return at.at(at.r0-source.r0+r0, at.c0-source.c0+c0), true
	}
	for i, n := range s.named {
		if n.tab == from.id {
			if at, ok := follow(n.at); ok {
				s.named[i].at, s.named[i].tab = at, to.id
			}
		}
	}
	merges := from.merges
	from.merges = nil
	for _, m := range merges {
		if at, ok := follow(m); ok {
			to.merges = append(to.merges, at)
		} else {
			from.merges = append(from.merges, m)
		}
	}
}

// insertRange and deleteRange shift cells, not whole lines, so that metadata of
// rows stays where it is (inferred).
func insertRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	if axisOf(in["shiftDimension"]) == columnAxis {
		for r := at.r0; r < at.r1; r++ {
			for c := len(t.cols) - 1; c >= at.c0; c-- {
				t.shift(r, c, r, c-at.columns(), c-at.columns() >= at.c0)
			}
		}
		return nil, nil
	}
	for r := len(t.rows) - 1; r >= at.r0; r-- {
		for c := at.c0; c < at.c1; c++ {
			t.shift(r, c, r-at.rows(), c, r-at.rows() >= at.r0)
		}
	}
	return nil, nil
}

func deleteRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	if axisOf(in["shiftDimension"]) == columnAxis {
		for r := at.r0; r < at.r1; r++ {
			for c := at.c0; c < len(t.cols); c++ {
				t.shift(r, c, r, c+at.columns(), c+at.columns() < len(t.cols))
			}
		}
		return nil, nil
	}
	for r := at.r0; r < len(t.rows); r++ {
		for c := at.c0; c < at.c1; c++ {
			t.shift(r, c, r+at.rows(), c, r+at.rows() < len(t.rows))
		}
	}
	return nil, nil
}

// shift puts into one cell what another holds, or nothing.
func (t *tab) shift(r, c, fromRow, fromColumn int, exists bool) {
	if exists {
		t.put(r, c, t.cell(fromRow, fromColumn))
	} else {
		t.put(r, c, nil)
	}
}
