package gsheets

import (
	"strconv"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// errorMarks are the errors as people see them.
var errorMarks = map[string]string{
	"ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!",
	"REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "#LOADING!",
}

// newCell takes over one cell. The format that counts is the one in effect: a
// formula's result has a format that nobody set.
func newCell(data *sheets.CellData) cell {
	var c cell
	format := numberFormatOf(data.UserEnteredFormat)
	if format == nil {
		format = numberFormatOf(data.EffectiveFormat)
	}
	c.shows = lookOf(numberFormatOf(data.UserEnteredFormat))
	c.looks = hasLook(data.UserEnteredFormat)
	date, elapsed := isDateFormat(format)
	c.date = date
	if entered := data.UserEnteredValue; entered != nil && entered.FormulaValue != nil {
		c.Formula, c.formula = true, *entered.FormulaValue
	}
	if value := data.EffectiveValue; value != nil {
		c.Kind, c.Value = valueOf(value, date, elapsed)
	}
	if c.Kind != workbook.Blank {
		c.Format = formatCode(format)
	}
	return c
}

func valueOf(value *sheets.ExtendedValue, date, elapsed bool) (workbook.Kind, string) {
	switch {
	case value.NumberValue != nil:
		if date {
			if text, ok := dateOf(*value.NumberValue, elapsed); ok {
				return workbook.Date, text
			}
		}
		return workbook.Number, decimal(*value.NumberValue)
	case value.BoolValue != nil:
		b := workbook.BoolCell(*value.BoolValue)
		return b.Kind, b.Value
	case value.ErrorValue != nil:
		mark := errorMarks[value.ErrorValue.Type]
		if mark == "" {
			mark = errorMarks["ERROR"]
		}
		return workbook.Error, mark
	case value.StringValue != nil && *value.StringValue != "":
		return workbook.Text, *value.StringValue
	}
	return workbook.Blank, ""
}

func decimal(n float64) string {
	if n == 0 {
		return "0"
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func numberFormatOf(f *sheets.CellFormat) *sheets.NumberFormat {
	if f == nil {
		return nil
	}
	return f.NumberFormat
}

// hasLook reports whether a person or the worker gave the cell a look. Fonts
// do not count: a new tab has them everywhere.
func hasLook(f *sheets.CellFormat) bool {
	if f == nil {
		return false
	}
	bordered := f.Borders != nil && f.Borders.Bottom != nil && f.Borders.Bottom.Style != ""
	emphasis := f.TextFormat != nil && (f.TextFormat.Bold || f.TextFormat.Italic)
	return f.NumberFormat != nil || f.HorizontalAlignment != "" || f.VerticalAlignment != "" ||
		f.WrapStrategy != "" || f.BackgroundColorStyle != nil || bordered || emphasis
}

// entered is a value as the service takes it beside a format. Text is never
// parsed on this way.
func entered(c workbook.Cell) (*sheets.ExtendedValue, error) {
	switch c.Kind {
	case workbook.Text:
		return &sheets.ExtendedValue{StringValue: &c.Value}, nil
	case workbook.Number, workbook.Date:
		n, err := numberOf(c)
		return &sheets.ExtendedValue{NumberValue: &n}, err
	case workbook.Bool:
		b := c.Value == "TRUE"
		return &sheets.ExtendedValue{BoolValue: &b}, nil
	}
	return nil, nil
}

// raw is a value as the service takes it in a call of values: typed, so that
// nothing is parsed, and "" to clear a cell.
func raw(c workbook.Cell) (any, error) {
	switch c.Kind {
	case workbook.Text:
		return c.Value, nil
	case workbook.Number, workbook.Date:
		return numberOf(c)
	case workbook.Bool:
		return c.Value == "TRUE", nil
	}
	return "", nil
}

func numberOf(c workbook.Cell) (float64, error) {
	if c.Kind == workbook.Date {
		return serialOf(c.Value)
	}
	return strconv.ParseFloat(c.Value, 64)
}

// holds reports whether a cell shows what was written into it. A date in a
// cell whose format shows plain numbers is still that date.
func (c cell) holds(value workbook.Cell) bool {
	if c.Formula {
		return false
	}
	if c.Same(value) {
		return true
	}
	if c.Kind != workbook.Number && c.Kind != workbook.Date || value.Kind != workbook.Number && value.Kind != workbook.Date {
		return false
	}
	a, errA := numberOf(c.Cell)
	b, errB := numberOf(value)
	return errA == nil && errB == nil && a == b
}
