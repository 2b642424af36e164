package gsheets

import (
	"errors"
	"fmt"
	"unicode/utf16"

	"bieu/sync/workbook"
)

// maxText is the service's own limit of one cell.
const maxText = 50_000

// entry is one value on its way into a cell. Row and col are those of the
// picture that the entry goes with.
type entry struct {
	tab      int64
	row, col int
	value    workbook.Cell // in Normal form
	style    *workbook.Style
	shared   bool // people write there, too
	// over is set when a person's cell is put back: the value that hit it.
	// Formula is then what the cell calculated, if it did.
	over    *workbook.Cell
	formula string
}

// back reports whether the entry puts back what a person had.
func (e entry) back() bool { return e.over != nil }

// place is one cell, or with col left at 0 one row.
type place struct {
	tab      int64
	row, col int
}

// stands reports whether the cell holds what the entry puts there.
func (e entry) stands(c cell) bool {
	if e.formula != "" {
		return c.formula == e.formula
	}
	return c.holds(e.value)
}

// job is an edit in terms of a picture.
type job struct {
	tabs    []newTabJob
	entries []entry
	keys    map[int64]int // the column that tells the rows of a tab apart
}

// newTabJob is a tab to be made, with the cells that go into it at once.
type newTabJob struct {
	layout workbook.Layout
	id     int64
	// takeOver is true when a blank tab of that id becomes this one.
	takeOver bool
}

// newJob checks an edit against the picture from which its addresses come.
//
// Errors: ErrNoTab, ErrTabExists, ErrTooLong.
func newJob(edit workbook.Edit, p *picture) (*job, error) {
	if err := edit.Check(p.titles()); err != nil {
		return nil, err
	}
	j := &job{keys: map[int64]int{}}
	fresh, taken := map[string]int{}, p.ids()
	for i, l := range edit.Tabs {
		id := newTabID(l.Title, taken)
		fresh[l.Title], taken[id] = i, true
		j.tabs = append(j.tabs, newTabJob{layout: copied(l), id: id})
	}
	for _, c := range edit.Cells {
		value, err := c.Value.Normal()
		if err == nil {
			err = storable(value)
		}
		if err != nil {
			return nil, fmt.Errorf("set %s: %w", c.Address, err)
		}
		if i, ok := fresh[c.Tab]; ok {
			setInLayout(&j.tabs[i].layout, c, value)
			continue
		}
		t := p.byTitle(c.Tab)
		old := t.at(c.Row, c.Col)
		if !old.Formula && old.Same(value) {
			continue
		}
		j.entries = append(j.entries, entry{tab: t.id, row: c.Row, col: c.Col, value: value, style: c.Style, shared: c.Shared})
	}
	for title, col := range edit.Keys {
		if t := p.byTitle(title); t != nil {
			j.keys[t.id] = col
		}
	}
	return j, nil
}

// storable refuses what the service cannot take as a value.
func storable(c workbook.Cell) error {
	switch c.Kind {
	case workbook.Text:
		if len(c.Value) <= maxText {
			return nil
		}
		if n := len(utf16.Encode([]rune(c.Value))); n > maxText {
			return fmt.Errorf("%d characters, %d at most: %w", n, maxText, workbook.ErrTooLong)
		}
	case workbook.Date:
		_, err := serialOf(c.Value)
		return err
	case workbook.Error:
		return errors.New("an error mark is the result of a formula and cannot be written")
	}
	return nil
}

// copied returns a layout whose rows can be changed.
func copied(l workbook.Layout) workbook.Layout {
	rows := make([]workbook.LayoutRow, len(l.Rows))
	for i, r := range l.Rows {
		rows[i] = workbook.LayoutRow{Height: r.Height, Cells: append([]workbook.LayoutCell{}, r.Cells...)}
	}
	l.Rows = rows
	return l
}

// setInLayout puts a cell of the edit into a tab that the same edit makes.
func setInLayout(l *workbook.Layout, c workbook.CellEdit, value workbook.Cell) {
	for len(l.Rows) <= c.Row {
		l.Rows = append(l.Rows, workbook.LayoutRow{})
	}
	row := &l.Rows[c.Row]
	isNew := len(row.Cells) <= c.Col
	for len(row.Cells) <= c.Col {
		row.Cells = append(row.Cells, workbook.LayoutCell{})
	}
	value.Format = ""
	row.Cells[c.Col].Value = value
	switch {
	case !isNew:
	case c.Style != nil:
		row.Cells[c.Col].Style = *c.Style
	default:
		row.Cells[c.Col].Style = styleAbove(l, c.Row, c.Col)
	}
}

func styleAbove(l *workbook.Layout, row, col int) workbook.Style {
	for r := row - 1; r >= 0; r-- {
		if col < len(l.Rows[r].Cells) {
			return l.Rows[r].Cells[col].Style
		}
	}
	if col < len(l.Columns) {
		return l.Columns[col].Style
	}
	return workbook.Style{}
}
