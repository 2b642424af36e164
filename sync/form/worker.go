package form

import (
	"slices"

	"bieu/sync/workbook"
)

// WorkerColumns says which columns of a unit's tab the worker writes, from the
// left, and below which row of headers; none when the headers cannot be read.
func WorkerColumns(g *workbook.Grid, s Settings) (header int, cols []int) {
	c, problems := find(g, unitColumns, s)
	if stops(problems) {
		return 0, nil
	}
	for _, column := range unitColumns {
		if col, ok := c.at[column.name]; ok && workerUnitColumns[column.name] {
			cols = append(cols, col)
		}
	}
	slices.Sort(cols)
	return c.header, cols
}

// IsOverview reports whether a tab is laid out as Tổng quan.
func IsOverview(g *workbook.Grid) bool {
	_, _, ok := findText(g, labelLastRead)
	return ok
}
