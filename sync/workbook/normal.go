package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The layouts of a Date cell's value.
const (
	dateLayout     = "2006-01-02"
	dateTimeLayout = "2006-01-02T15:04:05"
	timeLayout     = "15:04:05"
)

// Normal returns the cell as every driver gives it back after writing it: a
// number in its shortest form, line breaks of a text as "\n", an empty text as
// a blank cell. It fails when Value does not fit Kind.
func (c Cell) Normal() (Cell, error) {
	switch c.Kind {
	case Blank:
		c.Value, c.Formula = "", false
	case Text:
		c.Value = plainBreaks(c.Value)
		if c.Value == "" {
			c.Kind = Blank
		}
	case Number:
		n, err := ShortestDecimal(c.Value)
		if err != nil {
			return Cell{}, err
		}
		c.Value = n
	case Bool:
		if c.Value != "TRUE" && c.Value != "FALSE" {
			return Cell{}, fmt.Errorf("%q is neither TRUE nor FALSE", c.Value)
		}
	case Date:
		if !isDate(c.Value) {
			return Cell{}, fmt.Errorf("%q is not a date", c.Value)
		}
	case Error:
		if !strings.HasPrefix(c.Value, "#") {
			return Cell{}, fmt.Errorf("%q is not an error mark", c.Value)
		}
	default:
		return Cell{}, fmt.Errorf("unknown kind %d of a cell", c.Kind)
	}
	return c, nil
}

// ShortestDecimal rewrites a stored number as the shortest decimal, without
// exponent, that names the same binary number: "0.58499999999999996" and
// "5.85E-1" become "0.585".
func ShortestDecimal(stored string) (string, error) {
	if strings.Trim(stored, "0123456789+-.eE") != "" {
		return "", fmt.Errorf("%q is not a decimal number", stored)
	}
	f, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return "", fmt.Errorf("%q is not a decimal number", stored)
	}
	if f == 0 {
		return "0", nil
	}
	return strconv.FormatFloat(f, 'f', -1, 64), nil
}

func plainBreaks(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func isDate(s string) bool {
	for _, layout := range []string{dateLayout, dateTimeLayout, timeLayout} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
