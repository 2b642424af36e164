package workbooktest

import (
	"fmt"
	"maps"
	"slices"

	"bieu/sync/workbook"
)

// memoryTab is one tab of a Memory. A nil cell does not exist; a cell that
// exists may be blank and still have a look.
type memoryTab struct {
	title      string
	rows       [][]*memoryCell
	columns    []workbook.Column
	merges     []workbook.Area
	hiddenRows map[int]bool
	hidden     bool
}

type memoryCell struct {
	value workbook.Cell
	style workbook.Style
}

func newTab(l workbook.Layout) *memoryTab {
	t := &memoryTab{
		title:      l.Title,
		columns:    slices.Clone(l.Columns),
		merges:     slices.Clone(l.Merges),
		hiddenRows: map[int]bool{},
	}
	for r, row := range l.Rows {
		for c, cell := range row.Cells {
			value, err := cell.Value.Normal()
			if err != nil {
				panic(fmt.Sprintf("workbooktest: %s: %v", workbook.Address{Tab: l.Title, Row: r, Col: c}, err))
			}
			style := cell.Style
			if style.Format == "" {
				style.Format = value.Format
			}
			*t.at(r, c) = memoryCell{value, style}
		}
	}
	return t
}

// at returns a cell, which comes into being when it did not exist.
func (t *memoryTab) at(row, col int) *memoryCell {
	for len(t.rows) <= row {
		t.rows = append(t.rows, nil)
	}
	for len(t.rows[row]) <= col {
		t.rows[row] = append(t.rows[row], nil)
	}
	if t.rows[row][col] == nil {
		t.rows[row][col] = &memoryCell{}
	}
	return t.rows[row][col]
}

func (t *memoryTab) existing(row, col int) *memoryCell {
	if row < 0 || row >= len(t.rows) || col >= len(t.rows[row]) {
		return nil
	}
	return t.rows[row][col]
}

// write sets one cell as a driver does: a cell that exists keeps its look, a
// new one gets the edit's or that of the nearest cell above.
func (t *memoryTab) write(edit workbook.CellEdit, value workbook.Cell) {
	value.Formula = false
	if old := t.existing(edit.Row, edit.Col); old != nil {
		old.value = value
		return
	}
	if value.Kind == workbook.Blank && edit.Style == nil {
		return
	}
	style := t.lookAbove(edit.Row, edit.Col)
	if edit.Style != nil {
		style = *edit.Style
	}
	*t.at(edit.Row, edit.Col) = memoryCell{value, style}
}

func (t *memoryTab) lookAbove(row, col int) workbook.Style {
	for r := min(row, len(t.rows)) - 1; r >= 0; r-- {
		if c := t.existing(r, col); c != nil {
			return c.style
		}
	}
	if col < len(t.columns) {
		return t.columns[col].Style
	}
	return workbook.Style{}
}

// grid copies the values that lie in one of the areas; no areas, or an empty
// one, stand for the whole tab.
func (t *memoryTab) grid(areas []workbook.Area) *workbook.Grid {
	all := len(areas) == 0 || slices.ContainsFunc(areas, workbook.Area.Empty)
	var rows [][]workbook.Cell
	for r, row := range t.rows {
		var cells []workbook.Cell
		for c, cell := range row {
			wanted := all || slices.ContainsFunc(areas, func(a workbook.Area) bool { return a.Has(r, c) })
			if cell == nil || !wanted || cell.value.Same(workbook.Cell{}) && !cell.value.Formula {
				continue
			}
			for len(cells) < c {
				cells = append(cells, workbook.Cell{})
			}
			value := cell.value
			value.Format = cell.style.Format
			cells = append(cells, value)
		}
		if cells != nil {
			for len(rows) < r {
				rows = append(rows, nil)
			}
			rows = append(rows, cells)
		}
	}
	g := workbook.NewGrid(t.title, rows)
	g.Merges = slices.Clone(t.merges)
	g.Hidden = t.hidden
	if len(t.hiddenRows) > 0 {
		g.HiddenRows = maps.Clone(t.hiddenRows)
	}
	return g
}
