package sheetstest

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// deepest bounds how far formulas that refer to formulas are followed.
const deepest = 64

// effective is the value that a cell shows: what was entered, or what its
// formula comes to. There is no formula engine: arithmetic, joining of text,
// references and a few sums are understood, which is what recorded traffic asks;
// everything else shows #NAME?. A reference keeps its text when rows or columns
// move.
func (s *spreadsheet) effective(t *tab, c *cell) scalar { return s.evaluate(t, c, 0) }

func (s *spreadsheet) evaluate(t *tab, c *cell, depth int) scalar {
	if c == nil {
		return scalar{}
	}
	if c.formula == "" {
		return c.input
	}
	if depth > deepest {
		return fault("#REF!")
	}
	f := &formula{text: strings.TrimPrefix(c.formula, "="), sheet: s, tab: t, depth: depth}
	v := f.joined()
	f.blanks()
	if f.broken || f.at < len(f.text) {
		return fault("#ERROR!")
	}
	if v.kind == noValue {
		return number(0)
	}
	return v
}

type formula struct {
	text   string
	at     int
	broken bool
	sheet  *spreadsheet
	tab    *tab
	depth  int
}

func (f *formula) blanks() {
	for f.at < len(f.text) && (f.text[f.at] == ' ' || f.text[f.at] == '\n') {
		f.at++
	}
}

// next says which of the characters stands next and steps over it.
func (f *formula) next(set string) byte {
	f.blanks()
	if f.at < len(f.text) && strings.IndexByte(set, f.text[f.at]) >= 0 {
		f.at++
		return f.text[f.at-1]
	}
	return 0
}

func (f *formula) joined() scalar {
	v := f.sum()
	for f.next("&") != 0 {
		v = text(f.plain(v) + f.plain(f.sum()))
	}
	return v
}

func (f *formula) sum() scalar {
	v := f.product()
	for {
		switch f.next("+-") {
		case '+':
			v = arithmetic(v, f.product(), func(a, b float64) scalar { return number(a + b) })
		case '-':
			v = arithmetic(v, f.product(), func(a, b float64) scalar { return number(a - b) })
		default:
			return v
		}
	}
}

func (f *formula) product() scalar {
	v := f.power()
	for {
		switch f.next("*/") {
		case '*':
			v = arithmetic(v, f.power(), func(a, b float64) scalar { return number(a * b) })
		case '/':
			v = arithmetic(v, f.power(), func(a, b float64) scalar {
				if b == 0 {
					return fault("#DIV/0!")
				}
				return number(a / b)
			})
		default:
			return v
		}
	}
}

func (f *formula) power() scalar {
	v := f.value()
	if f.next("^") != 0 {
		return arithmetic(v, f.power(), func(a, b float64) scalar { return number(math.Pow(a, b)) })
	}
	return v
}

func (f *formula) value() scalar {
	switch f.next("-+(\"") {
	case '-':
		return arithmetic(number(0), f.value(), func(a, b float64) scalar { return number(a - b) })
	case '+':
		return f.value()
	case '(':
		v := f.joined()
		if f.next(")") == 0 {
			f.broken = true
		}
		return v
	case '"':
		end := strings.IndexByte(f.text[f.at:], '"')
		if end < 0 {
			f.broken = true
			return scalar{}
		}
		v := text(f.text[f.at : f.at+end])
		f.at += end + 1
		return v
	}
	word := f.word()
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		if f.next("%") != 0 {
			n /= 100
		}
		return number(n)
	}
	switch upper := strings.ToUpper(word); {
	case word == "":
		f.broken = true
		return scalar{}
	case upper == "TRUE" || upper == "FALSE":
		return truth(upper == "TRUE")
	case f.next("(") != 0:
		return f.call(upper)
	}
	cells, ok := f.refer(word)
	if !ok {
		return fault("#NAME?")
	}
	if len(cells) == 0 {
		return scalar{}
	}
	return cells[0]
}

// word reads a number, a name or a reference with its tab.
func (f *formula) word() string {
	f.blanks()
	start := f.at
	for f.at < len(f.text) {
		c := f.text[f.at]
		if c == '\'' {
			if end := strings.IndexByte(f.text[f.at+1:], '\''); end >= 0 {
				f.at += end + 2
				continue
			}
		}
		if strings.IndexByte("+-*/^&(), \"%=<>;", c) >= 0 {
			break
		}
		f.at++
	}
	return f.text[start:f.at]
}

// refer returns the values of the cells that a reference names.
func (f *formula) refer(reference string) ([]scalar, bool) {
	t := f.tab
	at, ok := parseA1(strings.ReplaceAll(reference, "$", ""))
	if !ok {
		var err *apiError
		if t, at, err = f.sheet.find(reference); err != nil {
			return nil, false
		}
	}
	at = at.closed(len(t.rows), len(t.cols))
	var values []scalar
	for r := at.r0; r < at.r1; r++ {
		for c := at.c0; c < at.c1; c++ {
			values = append(values, f.sheet.evaluate(t, t.cell(r, c), f.depth+1))
		}
	}
	return values, true
}

// call reads the arguments of a function and sums them up.
func (f *formula) call(name string) scalar {
	var values []scalar
	for f.next(")") == 0 {
		start := f.at
		if cells, ok := f.refer(strings.TrimSpace(f.word())); ok {
			values = append(values, cells...)
		} else {
			f.at = start
			values = append(values, f.joined())
		}
		if f.next(",;") == 0 && (f.at >= len(f.text) || f.text[f.at] != ')') {
			f.broken = true
			return scalar{}
		}
	}
	total, count, least, most := 0.0, 0.0, math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v.kind == errorValue {
			return v
		}
		if v.kind == numberValue {
			total += v.num
			count++
			least, most = min(least, v.num), max(most, v.num)
		}
	}
	switch name {
	case "HYPERLINK":
		if len(values) == 0 {
			return fault("#N/A")
		}
		return text(f.plain(values[min(len(values), 2)-1]))
	case "SUM":
		return number(total)
	case "COUNT":
		return number(count)
	case "AVERAGE":
		if count == 0 {
			return fault("#DIV/0!")
		}
		return number(total / count)
	case "MIN", "MAX":
		if count == 0 {
			return number(0)
		}
		if name == "MIN" {
			return number(least)
		}
		return number(most)
	}
	return fault("#NAME?")
}

// linkIn finds the address of a formula that is one link.
var linkIn = regexp.MustCompile(`(?i)^=\s*HYPERLINK\(\s*"([^"]*)"[^()]*\)$`)

// arithmetic works on two values as numbers; an error goes through.
func arithmetic(a, b scalar, work func(a, b float64) scalar) scalar {
	x, bad := asNumber(a)
	if bad.kind == errorValue {
		return bad
	}
	y, bad := asNumber(b)
	if bad.kind == errorValue {
		return bad
	}
	return work(x, y)
}

func asNumber(v scalar) (float64, scalar) {
	switch v.kind {
	case numberValue:
		return v.num, scalar{}
	case boolValue:
		if v.yes {
			return 1, scalar{}
		}
		return 0, scalar{}
	case errorValue:
		return 0, v
	case textValue:
		n, err := strconv.ParseFloat(v.text, 64)
		if err != nil {
			return 0, fault("#VALUE!")
		}
		return n, scalar{}
	}
	return 0, scalar{}
}

func (f *formula) plain(v scalar) string {
	if v.kind == numberValue {
		return f.sheet.marks().General(v.num)
	}
	return f.sheet.formatted(f.tab, &cell{input: v})
}
