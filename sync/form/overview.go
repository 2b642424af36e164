package form

import (
	"strconv"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// Overview is what the tab Tổng quan says.
type Overview struct {
	LastRead string // when the sheets were last read
	Period   string
	Due      string // the deadline's date
	YearDue  string
	Coverage string // "đọc 40/40 dòng, …"
	Counts   []Count
	Units    []UnitLine
	Open     []OpenLine
}

// Count is how many indicators stand at one of the office's words.
type Count struct {
	Words string
	N     int
}

// UnitLine is where one unit stands in this period.
type UnitLine struct{ Name, State, Have, ToDo string }

// OpenLine is one thing that waits for a person.
type OpenLine struct{ Cell, Text string }

// The labels by which the cells of Tổng quan are found.
const (
	labelLastRead = "Đọc lần cuối"
	labelPeriod   = "Kỳ báo cáo"
	labelDue      = "Hạn nộp"
	labelYearDue  = "Hạn báo cáo năm"
	labelCoverage = "Đã đọc"
	labelNow      = "Tổng hợp ngay"
	labelSum      = "Cộng"
)

// The tables of Tổng quan, each found by its headers.
var (
	countHeaders = []string{"Đánh giá", "Số chỉ tiêu"}
	unitHeaders  = []string{"Đơn vị", "Tình trạng", "Đã có", "Việc cần làm"}
	openHeaders  = []string{"Ô", "Nội dung cần xem"}
)

// Edits returns the cells of Tổng quan that differ. A label or table that
// people removed is left out. The time of reading is not among them.
func (o Overview) Edits(g *workbook.Grid) []workbook.CellEdit {
	e := overviewEdits{g: g}
	e.value(labelPeriod, o.Period)
	e.value(labelDue, o.Due)
	e.value(labelYearDue, o.YearDue)
	e.value(labelCoverage, o.Coverage)
	var counts, units, open [][]workbook.Cell
	sum := 0
	for _, c := range o.Counts {
		sum += c.N
		counts = append(counts, []workbook.Cell{workbook.TextCell(c.Words), workbook.NumberCell(strconv.Itoa(c.N))})
	}
	counts = append(counts, []workbook.Cell{workbook.TextCell(labelSum), workbook.NumberCell(strconv.Itoa(sum))})
	for _, u := range o.Units {
		units = append(units, textCells(u.Name, u.State, u.Have, u.ToDo))
	}
	for _, l := range o.Open {
		open = append(open, textCells(l.Cell, l.Text))
	}
	e.table(countHeaders, counts)
	e.table(unitHeaders, units)
	e.table(openHeaders, open)
	return e.list
}

// LastReadEdit returns the edit that renews the time of reading, if it differs.
func (o Overview) LastReadEdit(g *workbook.Grid) []workbook.CellEdit {
	e := overviewEdits{g: g}
	e.value(labelLastRead, o.LastRead)
	return e.list
}

// LastRead returns the time of reading that the tab shows now.
func LastRead(g *workbook.Grid) string {
	if row, col, ok := findText(g, labelLastRead); ok {
		return shownText(g.At(row, col+1))
	}
	return ""
}

type overviewEdits struct {
	g    *workbook.Grid
	list []workbook.CellEdit
}

// value sets the cell to the right of a label.
func (e *overviewEdits) value(label, text string) {
	if row, col, ok := findText(e.g, label); ok {
		e.set(row, col+1, workbook.TextCell(text))
	}
}

// table sets the rows below a table's headers and clears what is left of an
// earlier, longer list.
func (e *overviewEdits) table(headers []string, rows [][]workbook.Cell) {
	top, left, ok := findTable(e.g, headers)
	if !ok {
		return
	}
	for i, cells := range rows {
		for j, cell := range cells {
			e.set(top+1+i, left+j, cell)
		}
	}
	for row := top + 1 + len(rows); row < e.g.Rows() && !blankBlock(e.g, row, left, len(headers)); row++ {
		for j := range headers {
			e.set(row, left+j, workbook.Cell{})
		}
	}
}

func (e *overviewEdits) set(row, col int, cell workbook.Cell) {
	if sameValue(e.g.At(row, col), cell) {
		return
	}
	style := overviewStyle(false)
	e.list = append(e.list, workbook.CellEdit{
		Address: workbook.Address{Tab: e.g.Tab, Row: row, Col: col}, Value: cell, Style: &style,
	})
}

func textCells(texts ...string) []workbook.Cell {
	cells := make([]workbook.Cell, len(texts))
	for i, t := range texts {
		cells[i] = workbook.TextCell(t)
	}
	return cells
}

// findText returns the first cell that says text.
func findText(g *workbook.Grid, text string) (row, col int, ok bool) {
	key := language.Key(text)
	for row := range g.Rows() {
		for col, cell := range g.Row(row) {
			if cell.Kind == workbook.Text && len(cell.Value) < 4*len(text) && language.Key(cell.Value) == key {
				return row, col, true
			}
		}
	}
	return 0, 0, false
}

// findTable returns the place of the first of adjoining headers.
func findTable(g *workbook.Grid, headers []string) (row, col int, ok bool) {
	for row := range g.Rows() {
	cells:
		for col := range g.Row(row) {
			for i, h := range headers {
				if headerKey(g.At(row, col+i)) != language.Key(h) {
					continue cells
				}
			}
			return row, col, true
		}
	}
	return 0, 0, false
}

func blankBlock(g *workbook.Grid, row, left, width int) bool {
	for col := left; col < left+width; col++ {
		if g.At(row, col).Kind != workbook.Blank {
			return false
		}
	}
	return true
}
