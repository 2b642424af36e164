package locale

import (
	"strconv"
	"strings"
)

// Kind is what a typed text turned out to be.
type Kind int

// The kinds of typed input.
const (
	Text Kind = iota
	Number
	Bool
	Formula
)

// Typed is a typed text as understood: its value and, where the text itself says
// how the number is to look, the format that the cell takes on.
type Typed struct {
	Kind    Kind
	Text    string
	Number  float64
	Bool    bool
	Format  string // NUMBER, PERCENT, CURRENCY, DATE, TIME, DATE_TIME or ""
	Pattern string
}

// Read understands a text as if a person had typed it into a cell; year is the
// year that a date without one falls in.
func (l Locale) Read(text string, year int) Typed {
	trimmed := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(text, "'"):
		// The apostrophe marks text and is not part of it (measured, en_US).
		return Typed{Kind: Text, Text: text[1:]}
	case strings.HasPrefix(trimmed, "=") && len(trimmed) > 1:
		return Typed{Kind: Formula, Text: trimmed}
	case strings.EqualFold(trimmed, "true"), strings.EqualFold(trimmed, "false"):
		return Typed{Kind: Bool, Bool: strings.EqualFold(trimmed, "true")}
	}
	if t, ok := l.number(trimmed); ok {
		return t
	}
	if t, ok := l.moment(trimmed, year); ok {
		return t
	}
	return Typed{Kind: Text, Text: text}
}

// number reads plain numbers, percentages, money and exponents. A group mark is
// dropped wherever it stands between digits, whatever the grouping: "58,5" in
// en_US becomes 585 (inferred from a report that "1234,1234" became 12,341,234).
// In a locale with the point as group mark, groups must be of three, else the
// text stays text (inferred; there a dotted text may also become a date).
func (l Locale) number(text string) (Typed, bool) {
	t := Typed{Kind: Number}
	body, negative := text, false
	if strings.HasPrefix(body, "(") && strings.HasSuffix(body, ")") && len(body) > 2 {
		body, negative = body[1:len(body)-1], true
	}
	for strings.HasPrefix(body, "-") || strings.HasPrefix(body, "+") {
		negative = negative != (body[0] == '-')
		body = strings.TrimSpace(body[1:])
	}
	if rest, ok := strings.CutPrefix(body, l.Currency); ok {
		body, t.Format = strings.TrimSpace(rest), "CURRENCY"
	} else if rest, ok := strings.CutSuffix(body, l.Currency); ok && l.Decimal == ',' {
		body, t.Format = strings.TrimSpace(rest), "CURRENCY"
	}
	if rest, ok := strings.CutSuffix(body, "%"); ok && t.Format == "" {
		body, t.Format = strings.TrimSpace(rest), "PERCENT"
	}
	digits, grouped, decimals, ok := l.digits(body)
	if !ok {
		return Typed{}, false
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return Typed{}, false
	}
	if negative {
		n = -n
	}
	t.Number = n
	l.look(&t, grouped, decimals, strings.ContainsAny(digits, "eE"))
	return t, true
}

// look chooses the number format that a typed number brings along.
func (l Locale) look(t *Typed, grouped bool, decimals int, exponent bool) {
	fraction := ""
	if decimals > 0 {
		fraction = ".00"
	}
	switch {
	case t.Format == "PERCENT":
		t.Number, _ = strconv.ParseFloat(strconv.FormatFloat(t.Number/100, 'g', 15, 64), 64)
		t.Pattern = "0" + fraction + "%"
	case t.Format == "CURRENCY" && l.Decimal == '.':
		t.Pattern = `"` + l.Currency + `"#,##0` + fraction
	case t.Format == "CURRENCY":
		t.Pattern = `#,##0` + fraction + ` "` + l.Currency + `"`
	case exponent:
		t.Format, t.Pattern = "SCIENTIFIC", "0.00E+00"
	case grouped:
		t.Format, t.Pattern = "NUMBER", "#,##0"+fraction
	}
}

// digits rewrites a number in the locale's marks to plain digits with a point.
func (l Locale) digits(body string) (plain string, grouped bool, decimals int, ok bool) {
	var out strings.Builder
	seenDecimal, seenExponent, any := false, false, false
	run := 0 // digits since the last group mark
	runes := []rune(body)
	for i, r := range runes {
		switch {
		case r >= '0' && r <= '9':
			out.WriteRune(r)
			any = true
			run++
			if seenDecimal && !seenExponent {
				decimals++
			}
		case r == l.Decimal && !seenDecimal && !seenExponent:
			if grouped && l.Group == '.' && run != 3 {
				return "", false, 0, false
			}
			seenDecimal = true
			out.WriteByte('.')
		case r == l.Group && !seenDecimal && !seenExponent && any && i+1 < len(runes):
			if l.Group == '.' && (grouped && run != 3 || !grouped && run > 3) {
				return "", false, 0, false
			}
			grouped, run = true, 0
		case (r == 'e' || r == 'E') && any && !seenExponent && i+1 < len(runes):
			seenExponent = true
			out.WriteByte('e')
		case (r == '+' || r == '-') && seenExponent && (runes[i-1] == 'e' || runes[i-1] == 'E'):
			out.WriteRune(r)
		default:
			return "", false, 0, false
		}
	}
	if grouped && !seenDecimal && l.Group == '.' && run != 3 {
		return "", false, 0, false
	}
	return out.String(), grouped, decimals, any
}
