package form

import (
	"regexp"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// labelReceipt stands before the receipt in the line of Kỳ báo cáo.
const labelReceipt = "Biên nhận"

// receiptColumn is where a new tab has the label of its receipt.
const receiptColumn = 4

// receiptForm is how a receipt reads: whatever else stands in its cell is a
// person's.
var receiptForm = regexp.MustCompile(`^kỳ .+ đủ số liệu lúc .+; mã số liệu [0-9a-f]+(?:; sau đó còn thiếu .+)?$`)

// ReceiptEdits returns the cells that show a receipt: the one beside its label
// or, in a tab that has none, two blank cells to the right in the line of Kỳ
// báo cáo. Where neither can be had the problem says so.
func (t UnitTab) ReceiptEdits(receipt string) ([]workbook.CellEdit, *Problem) {
	if t.Refused || receipt == "" {
		return nil, nil
	}
	if row, col, ok := t.findReceipt(); ok {
		have := t.grid.At(row, t.rightOf(row, col))
		at := workbook.Address{Tab: t.grid.Tab, Row: row, Col: t.rightOf(row, col)}
		switch {
		case sameValue(have, workbook.TextCell(receipt)):
			return nil, nil
		case have == workbook.Cell{Format: have.Format}, have.Kind == workbook.Text && !have.Formula && receiptForm.MatchString(textKey(have.Value)):
			return []workbook.CellEdit{receiptCell(at, receipt, false)}, nil
		}
		return nil, t.noReceipt(at, receipt)
	}
	at, ok := t.receiptRoom()
	if !ok {
		return nil, t.noReceipt(workbook.Address{Tab: t.grid.Tab, Row: -1}, receipt)
	}
	beside := at
	beside.Col++
	return []workbook.CellEdit{receiptCell(at, labelReceipt, true), receiptCell(beside, receipt, false)}, nil
}

func (t UnitTab) noReceipt(at workbook.Address, receipt string) *Problem {
	p := problemNoReceipt(at, receipt)
	p.File = t.Unit.File
	return &p
}

func receiptCell(at workbook.Address, text string, label bool) workbook.CellEdit {
	style := receiptStyle(label)
	return workbook.CellEdit{Address: at, Value: workbook.TextCell(text), Style: &style}
}

// findReceipt looks for the label of the receipt above the table.
func (t UnitTab) findReceipt() (row, col int, ok bool) {
	for row := 0; row < t.cols.header; row++ {
		for col, cell := range t.grid.Row(row) {
			if headerKey(cell) == language.Key(labelReceipt) {
				return row, col, true
			}
		}
	}
	return 0, 0, false
}

// receiptRoom returns the first of two blank cells of the line of Kỳ báo cáo,
// above the table, one cell away from what stands there.
func (t UnitTab) receiptRoom() (workbook.Address, bool) {
	line := t.PeriodSeen.At
	if t.PeriodSeen.Column == "" {
		return line, false
	}
	last := 0
	for _, col := range t.cols.at {
		last = max(last, col)
	}
	first := max(line.Col+1, len(t.grid.Row(line.Row)))
	for first > line.Col+1 && t.free(line.Row, first-1) {
		first--
	}
	for col := first + 1; col < last; col++ {
		if t.free(line.Row, col) && (t.free(line.Row, col+1) || t.beginsMerge(line.Row, col+1)) {
			line.Col = col
			return line, true
		}
	}
	return line, false
}

// beginsMerge reports whether a blank cell begins an area merged in its row.
func (t UnitTab) beginsMerge(row, col int) bool {
	m, merged := t.grid.MergedWith(row, col)
	cell := t.grid.At(row, col)
	return merged && m.Left == col && m.Top == row && m.Bottom == row+1 && cell.Kind == workbook.Blank && !cell.Formula
}

// free reports whether nothing stands in a cell and no merged area covers it.
func (t UnitTab) free(row, col int) bool {
	cell := t.grid.At(row, col)
	_, merged := t.grid.MergedWith(row, col)
	return cell.Kind == workbook.Blank && !cell.Formula && !merged
}
