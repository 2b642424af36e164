package engine

import (
	"strings"

	"bieu/sync/history"
	"bieu/sync/workbook"
)

// percentKind is a number in a cell whose format shows it as a percentage:
// what was read of it depends on that.
const percentKind = "percent"

var kindWords = map[workbook.Kind]string{
	workbook.Blank: "blank", workbook.Text: "text", workbook.Number: "number",
	workbook.Bool: "bool", workbook.Date: "date", workbook.Error: "error",
}

// kindOfCell is the history's word for what a cell holds.
func kindOfCell(c workbook.Cell) string {
	if c.Kind == workbook.Number && strings.Contains(c.Format, "%") {
		return percentKind
	}
	return kindWords[c.Kind]
}

// cellOf is the cell that was observed.
func cellOf(o history.Observation) workbook.Cell {
	if o.Kind == percentKind {
		return workbook.Cell{Kind: workbook.Number, Value: o.Raw, Format: "0%"}
	}
	for kind, word := range kindWords {
		if word == o.Kind && kind != workbook.Blank {
			return workbook.Cell{Kind: kind, Value: o.Raw}
		}
	}
	return workbook.Cell{}
}
