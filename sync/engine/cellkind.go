package engine

import (
	"strings"

	"bieu/sync/form"
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

// seenKind is the history's word for what a cell of a unit holds. A number that
// was asked about for its locale names that, as what was read of it depends on it
// too: "number:en_US".
func seenKind(s form.Seen) string {
	kind := kindOfCell(s.Cell)
	if s.PointLocale != "" {
		kind += localeMark + s.PointLocale
	}
	return kind
}

const localeMark = ":"

// pastOf is what was observed, as form reads it again.
func pastOf(o history.Observation) form.Past {
	_, locale, _ := strings.Cut(o.Kind, localeMark)
	return form.Past{Code: o.Code, Column: o.Column, Cell: cellOf(o), PointLocale: locale}
}

// plainKind is the kind of an observation without its locale.
func plainKind(o history.Observation) string {
	kind, _, _ := strings.Cut(o.Kind, localeMark)
	return kind
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
	observed := plainKind(o)
	if observed == percentKind {
		return workbook.Cell{Kind: workbook.Number, Value: o.Raw, Format: "0%"}
	}
	for kind, word := range kindWords {
		if word == observed && kind != workbook.Blank {
			return workbook.Cell{Kind: kind, Value: o.Raw}
		}
	}
	return workbook.Cell{}
}
