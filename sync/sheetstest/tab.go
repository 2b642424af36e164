package sheetstest

import "slices"

// line is what a row and a column have in common.
type line struct {
	pixels int // 0: the default size
	hidden bool
	filter bool // hidden by the filter
	meta   []metadata
}

func (l line) plain() bool { return l.pixels == 0 && !l.hidden && !l.filter && len(l.meta) == 0 }

// row is one row: its cells from the left, as far as there are any.
type row struct {
	line
	cells []*cell
}

// ranged is an object that lies on a range of a tab and moves with it: a
// protected range, a banding, a filter view, a table …
type ranged struct {
	id   any // a number, or text where the service uses text
	at   span
	data map[string]any // its members besides the id and the range
}

// rule is a conditional format, on one range or several.
type rule struct {
	at   []span
	data map[string]any
}

// group is a group of rows or columns, deeper ones lie inside.
type group struct {
	from, to, depth int
	collapsed       bool
}

// tab is one sheet of a spreadsheet.
type tab struct {
	id int
	// props are the members of SheetProperties save sheetId, index and the two
	// counts, which follow from the tab itself.
	props map[string]any

	rows []*row // nil: a row with nothing to it
	cols []line

	merges    []span
	protected []ranged
	bandings  []ranged
	views     []ranged
	tables    []ranged
	objects   []object // charts and slicers, the lower ones first
	filter    *ranged
	rules     []rule
	groups    [2][]group // by axis
	meta      []metadata
}

func newTab(id int, title string, rows, columns int) *tab {
	return &tab{
		id:    id,
		props: map[string]any{"title": title, "sheetType": "GRID"},
		rows:  make([]*row, rows),
		cols:  make([]line, columns),
	}
}

func (t *tab) title() string { s, _ := t.props["title"].(string); return s }
func (t *tab) hidden() bool  { b, _ := t.props["hidden"].(bool); return b }

// all is the tab's whole grid.
func (t *tab) all() span { return span{0, len(t.rows), 0, len(t.cols)} }

// cell returns a cell of the grid, nil when nothing was ever put there.
func (t *tab) cell(r, c int) *cell {
	if r >= len(t.rows) || t.rows[r] == nil || c >= len(t.rows[r].cells) {
		return nil
	}
	return t.rows[r].cells[c]
}

// put sets a cell; a void one is forgotten.
func (t *tab) put(r, c int, value *cell) {
	if value.void() {
		value = nil
	}
	if t.rows[r] == nil {
		if value == nil {
			return
		}
		t.rows[r] = &row{}
	}
	cells := t.rows[r].cells
	for len(cells) <= c {
		if value == nil {
			return
		}
		cells = append(cells, nil)
	}
	cells[c] = value
	t.rows[r].cells = cells
}

// ownRow returns row r, made real so that it can be changed.
func (t *tab) ownRow(r int) *row {
	if t.rows[r] == nil {
		t.rows[r] = &row{}
	}
	return t.rows[r]
}

// lineAt returns the row or column at a place, for reading.
func (t *tab) lineAt(a axis, i int) line {
	if a == columnAxis {
		return t.cols[i]
	}
	if t.rows[i] == nil {
		return line{}
	}
	return t.rows[i].line
}

// ownLine returns the row or column at a place, for changing.
func (t *tab) ownLine(a axis, i int) *line {
	if a == columnAxis {
		return &t.cols[i]
	}
	return &t.ownRow(i).line
}

func (t *tab) size(a axis) int {
	if a == columnAxis {
		return len(t.cols)
	}
	return len(t.rows)
}

// grow makes the grid at least so large; new lines come at the end.
func (t *tab) grow(rows, columns int) {
	for len(t.rows) < rows {
		t.rows = append(t.rows, nil)
	}
	for len(t.cols) < columns {
		t.cols = append(t.cols, line{})
	}
}

// clone copies the tab so that changes of the copy are not seen in the original.
// Cells and the maps of objects are shared: neither is ever changed in place.
func (t *tab) clone() *tab {
	c := *t
	c.rows = make([]*row, len(t.rows))
	for i, r := range t.rows {
		if r != nil {
			c.rows[i] = &row{line: r.line.clone(), cells: slices.Clone(r.cells)}
		}
	}
	c.cols = make([]line, len(t.cols))
	for i, l := range t.cols {
		c.cols[i] = l.clone()
	}
	c.merges = slices.Clone(t.merges)
	c.protected = slices.Clone(t.protected)
	c.bandings = slices.Clone(t.bandings)
	c.views = slices.Clone(t.views)
	c.tables = slices.Clone(t.tables)
	c.objects = slices.Clone(t.objects)
	if t.filter != nil {
		f := *t.filter
		c.filter = &f
	}
	c.rules = make([]rule, len(t.rules))
	for i, r := range t.rules {
		c.rules[i] = rule{at: slices.Clone(r.at), data: r.data}
	}
	for a := range t.groups {
		c.groups[a] = slices.Clone(t.groups[a])
	}
	c.meta = slices.Clone(t.meta)
	return &c
}

func (l line) clone() line {
	l.meta = slices.Clone(l.meta)
	return l
}
