package gsheets

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

func TestSpreadsheetID(t *testing.T) {
	tests := []struct{ text, want string }{
		{"1AbC-_9x", "1AbC-_9x"},
		{" 1AbC-_9x ", "1AbC-_9x"},
		{"abc", ""},
		{"https://docs.google.com/spreadsheets/d/1AbC-_9/edit#gid=0", "1AbC-_9"},
		{"https://docs.google.com/spreadsheets/d/1AbC-_9", "1AbC-_9"},
		{"https://docs.google.com/spreadsheets/u/1/d/1AbC/edit?usp=sharing", "1AbC"},
		{"https://drive.google.com/file/d/1AbC/view", "1AbC"},
		{"https://drive.google.com/open?id=1AbC", "1AbC"},
		{"https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml", ""},
		{"https://docs.google.com/spreadsheets/", ""},
		{"sổ.xlsx", ""},
		{"", ""},
	}
	for _, test := range tests {
		got, err := SpreadsheetID(test.text)
		if got != test.want || (test.want == "") != errors.Is(err, ErrLink) {
			t.Errorf("%q: got %q, error %v; want %q", test.text, got, err, test.want)
		}
	}
	if IsLink("sổ.xlsx") || !IsLink("https://docs.google.com/spreadsheets/d/1/edit") {
		t.Error("links are told from paths wrongly")
	}
}

func TestDates(t *testing.T) {
	tests := []struct {
		serial  float64
		elapsed bool
		date    string
	}{
		{45199, false, "2023-09-30"},
		{45199.5, false, "2023-09-30T12:00:00"},
		{45199.711921296296, false, "2023-09-30T17:05:10"},
		{1, false, "1899-12-31"},
		{61, false, "1900-03-01"},
		{0.25, false, "06:00:00"},
		{0, false, "00:00:00"},
		{1.5, true, "36:00:00"},
	}
	for _, test := range tests {
		got, ok := dateOf(test.serial, test.elapsed)
		if !ok || got != test.date {
			t.Errorf("%v: got %q, want %q", test.serial, got, test.date)
		}
		if test.elapsed {
			continue
		}
		back, err := serialOf(test.date)
		if diff := back - test.serial; err != nil || diff > 1e-5 || diff < -1e-5 {
			t.Errorf("%s: got %v, error %v; want %v", test.date, back, err, test.serial)
		}
	}
	for _, serial := range []float64{-1, 3e6} {
		if got, ok := dateOf(serial, false); ok {
			t.Errorf("%v was read as %s", serial, got)
		}
	}
	if got, err := serialOf("1899-01-01"); err == nil {
		t.Errorf("a day before the calendar was written as %v", got)
	}
}

func TestFormatTypes(t *testing.T) {
	tests := []struct{ code, want string }{
		{"@", "TEXT"}, {"0", "NUMBER"}, {"#,##0.00", "NUMBER"}, {"0.0%", "PERCENT"}, {`0 "%"`, "NUMBER"},
		{"d/m/yyyy", "DATE"}, {"dd/mm/yyyy", "DATE"}, {"mmm-yy", "DATE"}, {"h:mm", "TIME"}, {"[h]:mm:ss", "TIME"},
		{"d/m/yyyy h:mm:ss", "DATE_TIME"}, {`0 "đồng"`, "NUMBER"}, {"[Red]0;[Blue]-0", "NUMBER"}, {`\d0`, "NUMBER"},
	}
	for _, test := range tests {
		f := numberFormat(test.code)
		if f.Type != test.want || formatCode(f) != test.code {
			t.Errorf("%s: type %s, read back as %s; want %s", test.code, f.Type, formatCode(f), test.want)
		}
	}
	for _, code := range []string{"", "General"} {
		if f := numberFormat(code); f != nil {
			t.Errorf("%q: got %+v", code, f)
		}
	}
	if got := formatCode(&sheets.NumberFormat{Type: "DATE"}); got != "d/m/yyyy" {
		t.Errorf("a date without a pattern: got %q", got)
	}
}

func TestCells(t *testing.T) {
	number := func(n float64) *sheets.ExtendedValue { return &sheets.ExtendedValue{NumberValue: &n} }
	text := func(s string) *sheets.ExtendedValue { return &sheets.ExtendedValue{StringValue: &s} }
	formula := func(s string) *sheets.ExtendedValue { return &sheets.ExtendedValue{FormulaValue: &s} }
	date := &sheets.CellFormat{NumberFormat: &sheets.NumberFormat{Type: "DATE", Pattern: "dd/mm"}}
	tests := []struct {
		name string
		data sheets.CellData
		want workbook.Cell
	}{
		{"nothing", sheets.CellData{}, workbook.Cell{}},
		{"a look only", sheets.CellData{UserEnteredFormat: date}, workbook.Cell{}},
		{"a number", sheets.CellData{EffectiveValue: number(0.585)}, workbook.NumberCell("0.585")},
		{"a large number", sheets.CellData{EffectiveValue: number(4.457e12)}, workbook.NumberCell("4457000000000")},
		{"zero", sheets.CellData{EffectiveValue: number(0)}, workbook.NumberCell("0")},
		{"a date", sheets.CellData{EffectiveValue: number(45199), UserEnteredFormat: date}, workbook.Cell{Kind: workbook.Date, Value: "2023-09-30", Format: "dd/mm"}},
		{
			"a date that a formula gives", sheets.CellData{EffectiveValue: number(45199), UserEnteredValue: formula("=TODAY()"), EffectiveFormat: date},
			workbook.Cell{Kind: workbook.Date, Value: "2023-09-30", Format: "dd/mm", Formula: true},
		},
		{"a negative date", sheets.CellData{EffectiveValue: number(-3), UserEnteredFormat: date}, workbook.Cell{Kind: workbook.Number, Value: "-3", Format: "dd/mm"}},
		{"a text", sheets.CellData{EffectiveValue: text("007")}, workbook.TextCell("007")},
		{"a formula without a result", sheets.CellData{EffectiveValue: text(""), UserEnteredValue: formula(`=""`)}, workbook.Cell{Formula: true}},
		{
			"an error", sheets.CellData{EffectiveValue: &sheets.ExtendedValue{ErrorValue: &sheets.ErrorValue{Type: "DIVIDE_BY_ZERO"}}, UserEnteredValue: formula("=1/0")},
			workbook.Cell{Kind: workbook.Error, Value: "#DIV/0!", Formula: true},
		},
		{"an unknown error", sheets.CellData{EffectiveValue: &sheets.ExtendedValue{ErrorValue: &sheets.ErrorValue{Type: "NEW"}}}, workbook.Cell{Kind: workbook.Error, Value: "#ERROR!"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, newCell(&test.data).Cell); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestLinesAreFound(t *testing.T) {
	labels := func(list ...string) map[int]string {
		m := map[int]string{}
		for i, l := range list {
			if l != "" {
				m[i] = l
			}
		}
		return m
	}
	tests := []struct {
		name          string
		before, after lines
		want          []int
	}{
		{"nothing changed", lines{n: 3, labels: labels("a", "b", "c")}, lines{n: 3, labels: labels("a", "b", "c")}, []int{0, 1, 2}},
		{"sorted", lines{n: 3, labels: labels("a", "b", "c")}, lines{n: 3, labels: labels("c", "a", "b")}, []int{1, 2, 0}},
		{"one came", lines{n: 2, labels: labels("a", "b")}, lines{n: 3, labels: labels("a", "", "b")}, []int{0, 2}},
		{"one went", lines{n: 3, labels: labels("a", "b", "c")}, lines{n: 2, labels: labels("a", "c")}, []int{0, -1, 1}},
		{"one renamed", lines{n: 3, labels: labels("a", "b", "c")}, lines{n: 3, labels: labels("a", "x", "c")}, []int{0, 1, 2}},
		{"the last went", lines{n: 2, labels: labels("a", "b")}, lines{n: 1, labels: labels("a")}, []int{0, -1}},
		{"below the last", lines{n: 3, labels: labels("a", "b")}, lines{n: 3, labels: labels("", "a", "b")}, []int{1, 2, 3}},
		{"above the first", lines{n: 2, labels: labels("", "b")}, lines{n: 3, labels: labels("", "", "b")}, []int{-1, 2}},
		{
			"doubled labels by anchors", lines{n: 2, labels: labels("a", "a"), anchors: map[int]int64{0: 5, 1: 6}},
			lines{n: 2, labels: labels("a", "a"), anchors: map[int]int64{0: 6, 1: 5}}, []int{1, 0},
		},
		{
			"a label counts before an anchor", lines{n: 2, labels: labels("a", "b"), anchors: map[int]int64{0: 5, 1: 6}},
			lines{n: 2, labels: labels("b", "a"), anchors: map[int]int64{0: 5, 1: 6}}, []int{1, 0},
		},
		{
			"an anchor that went", lines{n: 2, labels: labels("", "b"), anchors: map[int]int64{0: 5, 1: 6}},
			lines{n: 1, labels: labels("b"), anchors: map[int]int64{0: 6}}, []int{-1, 0},
		},
		{
			"cells that were cut leave the anchor behind", lines{n: 1, labels: labels("a"), anchors: map[int]int64{0: 5}},
			lines{n: 1, anchors: map[int]int64{0: 5}, bare: map[int]bool{0: true}}, []int{-1},
		},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, lineUp(test.before, test.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestEveryKindHasWords(t *testing.T) {
	for _, err := range []error{
		ErrLink, ErrKey, ErrKeyRefused, ErrClock, ErrScope, ErrSignIn, ErrAPIOff, ErrProtected, ErrQuota, ErrBusy, ErrUnproven,
		&AccessError{Account: "a@b", Err: errors.New("403")}, &AccessError{Account: "a@b", Revoked: true, Err: errors.New("403")},
		&DisplacedError{},
	} {
		wrapped := &workbook.OpError{Op: "write", Ref: "x", Err: err}
		if words, ok := Words(wrapped); !ok || words == "" {
			t.Errorf("%v has no words", err)
		}
	}
	if words, ok := Words(workbook.ErrNoTab); ok {
		t.Errorf("a kind of the seam has words here: %q", words)
	}
	for _, code := range []string{WarnKeyOpen, WarnLocale, WarnTimeZone} {
		if text := (Warning{code, "x"}).Text(); text == code {
			t.Errorf("warning %s has no words", code)
		}
	}
}
