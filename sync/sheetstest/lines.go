package sheetstest

import "slices"

// insertLines puts n empty rows or columns in before line at. What lies on the
// tab moves along; the new lines take the size of the line before or behind.
func (s *spreadsheet) insertLines(t *tab, a axis, at, n int, fromBefore bool) {
	if n <= 0 {
		return
	}
	pattern := line{}
	switch {
	case fromBefore && at > 0:
		pattern.pixels = t.lineAt(a, at-1).pixels
	case !fromBefore && at < t.size(a):
		pattern.pixels = t.lineAt(a, at).pixels
	}
	if a == rowAxis {
		fresh := make([]*row, n)
		if !pattern.plain() {
			for i := range fresh {
				fresh[i] = &row{line: pattern}
			}
		}
		t.rows = slices.Insert(t.rows, at, fresh...)
	} else {
		t.cols = slices.Insert(t.cols, at, slices.Repeat([]line{pattern}, n)...)
		for _, r := range t.rows {
			if r != nil && len(r.cells) > at {
				r.cells = slices.Insert(r.cells, at, make([]*cell, n)...)
			}
		}
	}
	s.reshape(t, func(at0 span) span { return at0.afterInsert(a, at, n) })
	t.reshapeGroups(a, func(g span) span { return g.afterInsert(rowAxis, at, n) })
	t.inheritFormat(a, at, n, fromBefore)
}

// inheritFormat gives the cells of new lines the format of the neighbouring
// line, as inserting does (documented: inheritFromBefore).
func (t *tab) inheritFormat(a axis, at, n int, fromBefore bool) {
	source := at + n
	if fromBefore {
		source = at - 1
	}
	if source < 0 || source >= t.size(a) {
		return
	}
	across := t.size(columnAxis)
	if a == columnAxis {
		across = t.size(rowAxis)
	}
	for k := range across {
		r, c := source, k
		if a == columnAxis {
			r, c = k, source
		}
		old := t.cell(r, c)
		if old == nil || old.attrs["userEnteredFormat"] == nil && old.attrs["dataValidation"] == nil {
			continue
		}
		kept := map[string]any{}
		for _, name := range []string{"userEnteredFormat", "dataValidation"} {
			if v := old.attrs[name]; v != nil {
				kept[name] = v
			}
		}
		for i := range n {
			if a == columnAxis {
				t.put(k, at+i, &cell{attrs: kept})
			} else {
				t.put(at+i, k, &cell{attrs: kept})
			}
		}
	}
}

// deleteLines takes rows or columns away, with their metadata (documented).
func (s *spreadsheet) deleteLines(t *tab, a axis, from, to int) {
	if a == rowAxis {
		t.rows = slices.Delete(t.rows, from, to)
	} else {
		t.cols = slices.Delete(t.cols, from, to)
		for _, r := range t.rows {
			if r != nil && len(r.cells) > from {
				r.cells = slices.Delete(r.cells, from, min(to, len(r.cells)))
			}
		}
	}
	s.reshape(t, func(at span) span { return at.afterDelete(a, from, to) })
	t.reshapeGroups(a, func(g span) span { return g.afterDelete(rowAxis, from, to) })
}

// moveLines puts rows or columns elsewhere: before line at, counted before the
// move (documented). Metadata goes along (documented and measured).
func (s *spreadsheet) moveLines(t *tab, a axis, from, to, at int) {
	if a == rowAxis {
		t.rows = moved(t.rows, from, to, at)
	} else {
		t.cols = moved(t.cols, from, to, at)
		for _, r := range t.rows {
			if r != nil {
				for len(r.cells) < len(t.cols) {
					r.cells = append(r.cells, nil)
				}
				r.cells = moved(r.cells, from, to, at)
			}
		}
	}
	s.reshape(t, func(x span) span { return x.afterMove(a, from, to, at) })
}

func moved[T any](list []T, from, to, at int) []T {
	block := slices.Clone(list[from:to])
	rest := slices.Delete(slices.Clone(list), from, to)
	if at >= to {
		at -= to - from
	} else if at > from {
		at = from
	}
	return slices.Insert(rest, at, block...)
}

// reshape carries everything that lies on ranges of the tab through a change of
// its grid; what is left without a cell is dropped. What becomes of a name whose
// range is wholly deleted is not known; it is dropped (inferred).
func (s *spreadsheet) reshape(t *tab, change func(span) span) {
	move := func(list []ranged) []ranged {
		kept := list[:0:0]
		for _, o := range list {
			if o.at = change(o.at); !o.at.empty() {
				kept = append(kept, o)
			}
		}
		return kept
	}
	merges := t.merges[:0:0]
	for _, m := range t.merges {
		if m = change(m); !m.empty() && (m.rows() > 1 || m.columns() > 1) {
			merges = append(merges, m)
		}
	}
	t.merges = merges
	t.protected, t.bandings, t.views, t.tables = move(t.protected), move(t.bandings), move(t.views), move(t.tables)
	if t.filter != nil {
		f := *t.filter
		if f.at = change(f.at); f.at.empty() {
			t.filter = nil
		} else {
			t.filter = &f
		}
	}
	rules := t.rules[:0:0]
	for _, r := range t.rules {
		var spans []span
		for _, at := range r.at {
			if at = change(at); !at.empty() {
				spans = append(spans, at)
			}
		}
		if len(spans) > 0 {
			rules = append(rules, rule{spans, r.data})
		}
	}
	t.rules = rules
	named := s.named[:0:0]
	for _, n := range s.named {
		if n.tab == t.id {
			if n.at = change(n.at); n.at.empty() {
				continue
			}
		}
		named = append(named, n)
	}
	s.named = named
}

// reshapeGroups carries the groups of one axis along, as spans of rows.
func (t *tab) reshapeGroups(a axis, change func(span) span) {
	kept := t.groups[a][:0:0]
	for _, g := range t.groups[a] {
		at := change(span{g.from, g.to, open, open})
		if at.r0 < at.r1 {
			g.from, g.to = at.r0, at.r1
			kept = append(kept, g)
		}
	}
	t.groups[a] = kept
}
