package workbook

// Grid is the used part of one tab, from cell A1.
type Grid struct {
	Tab string
	// Merges are the merged areas; only the first cell of each holds a value.
	Merges []Area
	// HiddenRows holds the rows that are hidden or filtered out. Nil when none.
	HiddenRows map[int]bool
	// Hidden is true when the tab itself is hidden.
	Hidden bool
	// PointLocale names the locale of a spreadsheet that takes a typed 58,5 for
	// 585 and 1.727 for a decimal; "" where the comma is the decimal mark, and
	// for files, which have no locale.
	PointLocale string

	rows [][]Cell
	cols int
}

// NewGrid returns a grid over rows, which it keeps. Rows may differ in length.
func NewGrid(tab string, rows [][]Cell) *Grid {
	g := &Grid{Tab: tab, rows: rows}
	for _, r := range rows {
		g.cols = max(g.cols, len(r))
	}
	return g
}

// Rows returns the number of rows up to the last one in use.
func (g *Grid) Rows() int { return len(g.rows) }

// Cols returns the number of columns up to the last one in use.
func (g *Grid) Cols() int { return g.cols }

// At returns a cell; beyond the used part every cell is blank.
func (g *Grid) At(row, col int) Cell {
	if row < 0 || row >= len(g.rows) || col < 0 || col >= len(g.rows[row]) {
		return Cell{}
	}
	return g.rows[row][col]
}

// Row returns the cells of a row up to its last one in use. The slice belongs
// to the grid and must not be changed.
func (g *Grid) Row(row int) []Cell {
	if row < 0 || row >= len(g.rows) {
		return nil
	}
	return g.rows[row]
}

// MergedWith returns the merged area that covers the cell, if one does.
func (g *Grid) MergedWith(row, col int) (Area, bool) {
	for _, m := range g.Merges {
		if m.Has(row, col) {
			return m, true
		}
	}
	return Area{}, false
}
