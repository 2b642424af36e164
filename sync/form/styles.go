package form

import (
	"bieu/rules"
	"bieu/sync/workbook"
)

// The colours of the tabs: pale, so that a black-and-white print stays clear.
const (
	fillHeader = "D9E2F3"
	fillWorker = "F2F2F2"
	fillGood   = "E2EFDA"
	fillOpen   = "FFF2CC"
	fillMissed = "F8CBAD"
	fillAsk    = "DDEBF7"
)

func headerStyle() workbook.Style {
	return workbook.Style{Bold: true, Wrap: true, Border: true, Align: workbook.Center, Size: 12}
}

func titleStyle() workbook.Style {
	return workbook.Style{Bold: true, Wrap: true, Align: workbook.Center, Size: 14}
}

func italicStyle() workbook.Style {
	return workbook.Style{Italic: true, Wrap: true, Align: workbook.Center, Size: 12}
}

// bieuStyle is the look of a cell of a Biểu.
func bieuStyle(column string, group bool) workbook.Style {
	s := workbook.Style{Bold: group, Wrap: true, Border: true, Size: 12}
	if column == columnTT || column == columnJudgement {
		s.Align = workbook.Center
	}
	return s
}

// peopleStyle is the look of a cell people fill in; text stays as typed.
func peopleStyle(text bool) workbook.Style {
	s := workbook.Style{Wrap: true, Border: true, Size: 12, Top: true}
	if text {
		s.Format = "@"
	}
	return s
}

// workerStyle is the look of a cell the worker fills in.
func workerStyle() workbook.Style {
	return workbook.Style{Wrap: true, Border: true, Size: 12, Top: true, Fill: fillWorker}
}

func overviewStyle(bold bool) workbook.Style {
	return workbook.Style{Bold: bold, Wrap: true, Border: true, Size: 12, Top: true}
}

// statusOrder is the order in which counts are told: what is done, what goes
// on, what is missed, what waits for a person.
var statusOrder = []rules.Status{
	rules.Met, rules.Exceeded, rules.InProgress, rules.NotDue, rules.NotMet, rules.CannotTell,
}

var statusFills = map[rules.Status]string{
	rules.Met: fillGood, rules.Exceeded: fillGood, rules.InProgress: fillOpen,
	rules.NotDue: fillOpen, rules.NotMet: fillMissed, rules.CannotTell: fillAsk,
}

// receiptStyle is the look of the receipt in the line of Kỳ báo cáo.
func receiptStyle(label bool) workbook.Style {
	return workbook.Style{Bold: label, Italic: !label, Size: 12, Fill: fillWorker, Align: workbook.Left}
}
