package workbooktest

import (
	"fmt"
	"slices"

	"bieu/sync/workbook"
)

// Set types a value into a cell, as "F7" names it; the cell keeps its look.
// With Formula set the value is what a formula gave.
func (m *Memory) Set(tab, a1 string, value workbook.Cell) {
	row, col := place(a1)
	normal, err := value.Normal()
	if err != nil {
		panic(fmt.Sprintf("workbooktest: %s!%s: %v", tab, a1, err))
	}
	cell := m.tab(tab).at(row, col)
	cell.value = normal
	cell.value.Formula = value.Formula
	if value.Format != "" {
		cell.style.Format = value.Format
	}
	m.revision++
}

// Get returns what a cell holds.
func (m *Memory) Get(tab, a1 string) workbook.Cell {
	row, col := place(a1)
	return m.tab(tab).grid(nil).At(row, col)
}

// Look returns the look of a cell; false when the cell does not exist.
func (m *Memory) Look(tab, a1 string) (workbook.Style, bool) {
	row, col := place(a1)
	cell := m.tab(tab).existing(row, col)
	if cell == nil {
		return workbook.Style{}, false
	}
	return cell.style, true
}

// InsertRow puts an empty row before the row, counted from 0.
func (m *Memory) InsertRow(tab string, row int) {
	t := m.tab(tab)
	if row < len(t.rows) {
		t.rows = slices.Insert(t.rows, row, nil)
	}
	t.shiftRows(row, 1)
	m.revision++
}

// DeleteRow takes a row out, counted from 0.
func (m *Memory) DeleteRow(tab string, row int) {
	t := m.tab(tab)
	if row < len(t.rows) {
		t.rows = slices.Delete(t.rows, row, row+1)
	}
	delete(t.hiddenRows, row)
	t.shiftRows(row, -1)
	m.revision++
}

// MoveRow takes a row in use up to before another, counted from 0. Merges
// are shifted as by taking it out and putting it in.
func (m *Memory) MoveRow(tab string, from, to int) {
	t := m.tab(tab)
	row, hidden := t.rows[from], t.hiddenRows[from]
	m.DeleteRow(tab, from)
	m.InsertRow(tab, to)
	t.rows[to] = row
	if hidden {
		t.hiddenRows[to] = true
	}
}

// shiftRows lets merges and hidden rows follow a row put in before at (by 1),
// or the row at itself taken out (by -1).
func (t *memoryTab) shiftRows(at, by int) {
	for i, a := range t.merges {
		if a.Top > at || a.Top == at && by > 0 {
			t.merges[i].Top += by
		}
		if a.Bottom > at {
			t.merges[i].Bottom += by
		}
	}
	hidden := map[int]bool{}
	for row := range t.hiddenRows {
		if row >= at {
			row += by
		}
		hidden[row] = true
	}
	t.hiddenRows = hidden
}

// InsertColumn puts an empty column before the column, counted from 0.
func (m *Memory) InsertColumn(tab string, col int) {
	t := m.tab(tab)
	for r, row := range t.rows {
		if col < len(row) {
			t.rows[r] = slices.Insert(row, col, nil)
		}
	}
	if col < len(t.columns) {
		t.columns = slices.Insert(t.columns, col, workbook.Column{})
	}
	for i, a := range t.merges {
		if a.Left >= col {
			t.merges[i].Left++
		}
		if a.Right > col {
			t.merges[i].Right++
		}
	}
	m.revision++
}

// HideRow hides a row, counted from 0.
func (m *Memory) HideRow(tab string, row int) {
	m.tab(tab).hiddenRows[row] = true
	m.revision++
}

// Hide hides a tab.
func (m *Memory) Hide(tab string) {
	m.tab(tab).hidden = true
	m.revision++
}

// Merge merges an area; what stood beyond its first cell is gone.
func (m *Memory) Merge(tab string, area workbook.Area) {
	t := m.tab(tab)
	for r := area.Top; r < area.Bottom; r++ {
		for c := area.Left; c < area.Right; c++ {
			if cell := t.existing(r, c); cell != nil && (r != area.Top || c != area.Left) {
				cell.value = workbook.Cell{}
			}
		}
	}
	t.merges = append(t.merges, area)
	m.revision++
}

// AddTab adds a tab behind the last.
func (m *Memory) AddTab(l workbook.Layout) {
	m.tabs = append(m.tabs, newTab(l))
	m.revision++
}

// RemoveTab removes a tab.
func (m *Memory) RemoveTab(tab string) {
	gone := m.tab(tab)
	m.tabs = slices.DeleteFunc(m.tabs, func(t *memoryTab) bool { return t == gone })
	m.revision++
}

// RenameTab gives a tab another title.
func (m *Memory) RenameTab(tab, title string) {
	m.tab(tab).title = title
	m.revision++
}
