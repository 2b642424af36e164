package form

import (
	"math"
	"regexp"
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

// overviewTable is a table of Tổng quan, found by its headers. ours tells a row
// that the worker wrote, by its first cells, from one that people did.
type overviewTable struct {
	headers []string
	ours    func(first, second, third workbook.Cell) bool
}

var (
	countTable = overviewTable{[]string{"Đánh giá", "Số chỉ tiêu"}, func(words, n, _ workbook.Cell) bool {
		return words.Kind == workbook.Text && n.Kind == workbook.Number
	}}
	unitTable = overviewTable{[]string{"Đơn vị", "Tình trạng", "Đã có", "Việc cần làm"}, func(name, _, have workbook.Cell) bool {
		return name.Kind == workbook.Text && share.MatchString(have.Value)
	}}
	openTable = overviewTable{[]string{"Ô", "Nội dung cần xem"}, func(cell, text, _ workbook.Cell) bool {
		return cell.Kind == workbook.Text && text.Kind == workbook.Text
	}}
	overviewTables = []overviewTable{countTable, unitTable, openTable}
)

// share is how many rows of how many a unit has answered.
var share = regexp.MustCompile(`^\d+/\d+$`)

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
	words := countTable
	words.ours = func(first, n, third workbook.Cell) bool {
		return countTable.ours(first, n, third) || o.counts(first.Value)
	}
	e.table(words, counts)
	e.table(unitTable, units)
	e.table(openTable, open)
	return e.list
}

// counts reports whether a text is one of the words that are counted: a new
// tab holds them with no number beside them yet.
func (o Overview) counts(text string) bool {
	for _, c := range o.Counts {
		if c.Words == text {
			return true
		}
	}
	return text == labelSum
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
// earlier, longer list. Rows in which people wrote stay as they are: the list
// goes on below them. A table never grows into the one below it.
func (e *overviewEdits) table(t overviewTable, rows [][]workbook.Cell) {
	top, left, ok := findTable(e.g, t.headers)
	if !ok {
		return
	}
	end := e.below(top, left, len(t.headers))
	for row := top + 1; row < end && (len(rows) > 0 || row < e.g.Rows()); row++ {
		ours := t.ours(e.g.At(row, left), e.g.At(row, left+1), e.g.At(row, left+2))
		switch {
		case len(rows) > 0 && (ours || blankBlock(e.g, row, left, len(t.headers))):
			for j, cell := range rows[0] {
				e.set(row, left+j, cell)
			}
			rows = rows[1:]
		case ours:
			for j := range t.headers {
				e.set(row, left+j, workbook.Cell{})
			}
		}
	}
}

// below returns the row of the next table under the same columns, or a row
// that no list reaches.
func (e *overviewEdits) below(top, left, width int) int {
	for row := top + 1; row < e.g.Rows(); row++ {
		for _, t := range overviewTables {
			for col := left; col < left+width; col++ {
				if headersAt(e.g, row, col, t.headers) {
					return row
				}
			}
		}
	}
	return math.MaxInt
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
		for col := range g.Row(row) {
			if headersAt(g, row, col, headers) {
				return row, col, true
			}
		}
	}
	return 0, 0, false
}

func headersAt(g *workbook.Grid, row, col int, headers []string) bool {
	for i, h := range headers {
		if headerKey(g.At(row, col+i)) != language.Key(h) {
			return false
		}
	}
	return true
}

func blankBlock(g *workbook.Grid, row, left, width int) bool {
	for col := left; col < left+width; col++ {
		if g.At(row, col).Kind != workbook.Blank {
			return false
		}
	}
	return true
}
