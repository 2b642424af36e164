package sheetstest

import (
	"strconv"

	"bieu/sync/sheetstest/locale"
)

// scalarKind is the kind of a cell's value.
type scalarKind int

const (
	noValue scalarKind = iota
	numberValue
	textValue
	boolValue
	errorValue
)

// scalar is one value: what was entered, or what a formula came to.
type scalar struct {
	kind scalarKind
	num  float64
	text string // text, or the error as the sheet shows it
	yes  bool
}

func number(n float64) scalar { return scalar{kind: numberValue, num: n} }
func text(s string) scalar    { return scalar{kind: textValue, text: s} }
func truth(b bool) scalar     { return scalar{kind: boolValue, yes: b} }
func fault(s string) scalar   { return scalar{kind: errorValue, text: s} }

// cell is one cell. A cell is never changed in place: an edit makes a new one,
// so that copies of a spreadsheet may share cells.
type cell struct {
	input   scalar
	formula string
	// attrs are the members of CellData that a user writes and that are not the
	// value: userEnteredFormat, note, dataValidation, textFormatRuns …
	attrs map[string]any
	look  map[string]any // the effective format, once it has been asked for
}

func (c *cell) blank() bool {
	return c == nil || c.input.kind == noValue && c.formula == ""
}

func (c *cell) void() bool { return c.blank() && (c == nil || len(c.attrs) == 0) }

// withValue is the cell with another value and the same attributes.
func (c *cell) withValue(v scalar, formula string) *cell {
	next := &cell{input: v, formula: formula}
	if c != nil {
		next.attrs, next.look = c.attrs, c.look
	}
	return next
}

// withAttrs is the cell with the same value and other attributes.
func (c *cell) withAttrs(attrs map[string]any) *cell {
	next := &cell{attrs: attrs}
	if c != nil {
		next.input, next.formula = c.input, c.formula
	}
	return next
}

// numberFormat is the type and pattern of the cell's own number format.
func (c *cell) numberFormat() (kind, pattern string) {
	if c == nil {
		return "", ""
	}
	format, _ := c.attrs["userEnteredFormat"].(map[string]any)
	own, _ := format["numberFormat"].(map[string]any)
	kind, _ = own["type"].(string)
	pattern, _ = own["pattern"].(string)
	return kind, pattern
}

// isMoment says whether the format shows a date or a time.
func isMoment(kind string) bool { return kind == "DATE" || kind == "TIME" || kind == "DATE_TIME" }

// formatted is what the grid shows.
func (s *spreadsheet) formatted(t *tab, c *cell) string {
	kind, pattern := c.numberFormat()
	v := s.effective(t, c)
	switch v.kind {
	case numberValue:
		return s.marks().Show(v.num, kind, pattern)
	case boolValue:
		if v.yes {
			return "TRUE"
		}
		return "FALSE"
	case textValue:
		if pattern != "" {
			return locale.ShowText(v.text, pattern)
		}
		return v.text
	}
	return v.text
}

// typed is what entering a text by hand leaves in the cell.
func (s *spreadsheet) typed(c *cell, entered string, year int) *cell {
	kind, _ := c.numberFormat()
	if kind == "TEXT" && !s.deviates(PlainTextIsTyped) {
		// A cell of plain text keeps what is typed (documented for the page).
		return c.withValue(text(entered), "")
	}
	t := s.marks().Read(entered, year)
	switch t.Kind {
	case locale.Formula:
		return c.withValue(scalar{}, t.Text)
	case locale.Bool:
		return c.withValue(truth(t.Bool), "")
	case locale.Text:
		return c.withValue(text(t.Text), "")
	}
	next := c.withValue(number(t.Number), "")
	if t.Format != "" && kind == "" {
		format := map[string]any{"numberFormat": map[string]any{"type": t.Format, "pattern": t.Pattern}}
		return next.withAttrs(merged(next.attrs, "userEnteredFormat", format))
	}
	return next
}

// merged returns a copy of attrs whose object at name holds the members of more
// besides its own.
func merged(attrs map[string]any, name string, more map[string]any) map[string]any {
	out := make(map[string]any, len(attrs)+1)
	for k, v := range attrs {
		out[k] = v
	}
	old, _ := out[name].(map[string]any)
	inner := make(map[string]any, len(old)+len(more))
	for k, v := range old {
		inner[k] = v
	}
	for k, v := range more {
		inner[k] = v
	}
	out[name] = inner
	return out
}

// marks is the locale of the spreadsheet.
func (s *spreadsheet) marks() locale.Locale {
	name, _ := s.props["locale"].(string)
	return locale.For(name)
}

// scalarJSON writes an ExtendedValue.
func scalarJSON(v scalar) map[string]any {
	switch v.kind {
	case numberValue:
		return map[string]any{"numberValue": v.num}
	case textValue:
		return map[string]any{"stringValue": v.text}
	case boolValue:
		return map[string]any{"boolValue": v.yes}
	case errorValue:
		return map[string]any{"errorValue": map[string]any{"type": errorType(v.text), "message": errorMessage(v.text)}}
	}
	return nil
}

// scalarFromJSON reads an ExtendedValue into a value or a formula.
func scalarFromJSON(object map[string]any) (scalar, string) {
	if n, ok := object["numberValue"].(float64); ok {
		return number(n), ""
	}
	if b, ok := object["boolValue"].(bool); ok {
		return truth(b), ""
	}
	if f, ok := object["formulaValue"].(string); ok {
		return scalar{}, f
	}
	if t, ok := object["stringValue"].(string); ok && t != "" {
		return text(t), ""
	}
	return scalar{}, ""
}

func errorType(shown string) string {
	switch shown {
	case "#DIV/0!":
		return "DIVIDE_BY_ZERO"
	case "#VALUE!":
		return "VALUE"
	case "#REF!":
		return "REF"
	case "#NAME?":
		return "NAME"
	case "#NUM!":
		return "NUM"
	case "#N/A":
		return "N_A"
	}
	return "ERROR"
}

// errorMessage stands in for the page's explanations, which differ by function;
// the texts are inferred.
func errorMessage(shown string) string {
	switch shown {
	case "#DIV/0!":
		return "Function DIVIDE parameter 2 cannot be zero."
	case "#ERROR!":
		return "Formula parse error."
	case "#NAME?":
		return "Unknown function."
	case "#REF!":
		return "Reference does not exist."
	}
	return "The formula has an error: " + strconv.Quote(shown) + "."
}
