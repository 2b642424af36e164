package locale

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Show renders a number under a number format: its type (DATE, PERCENT …) and
// its pattern, "" for the type's own. Recorded: M/d/yyyy, h:mm:ss am/pm,
// [h]:mm:ss, 0.00% and the accounting pattern, all in en_US.
func (l Locale) Show(n float64, format, pattern string) string {
	if pattern == "" {
		pattern = l.defaultPattern(format)
	}
	if pattern == "" || strings.EqualFold(pattern, "general") {
		return l.General(n)
	}
	section, value := pickSection(pattern, n)
	tokens := scan(section)
	for _, t := range tokens {
		if t.kind == dateToken {
			return l.showMoment(tokens, value)
		}
	}
	return l.showNumber(tokens, value)
}

// ShowText renders text under a pattern: only the fourth section, or a lone @,
// says something about text.
func ShowText(text, pattern string) string {
	sections := splitSections(pattern)
	section := ""
	if len(sections) == 4 {
		section = sections[3]
	} else if len(sections) == 1 && strings.Contains(pattern, "@") {
		section = pattern
	}
	if section == "" {
		return text
	}
	var out strings.Builder
	for _, t := range scan(section) {
		switch {
		case t.kind == textToken:
			out.WriteString(text)
		case t.kind == literal:
			out.WriteString(t.text)
		}
	}
	return out.String()
}

func (l Locale) defaultPattern(format string) string {
	switch format {
	case "PERCENT":
		return "0.00%"
	case "CURRENCY":
		return `"` + l.Currency + `"#,##0.00`
	case "NUMBER":
		return "#,##0.00"
	case "DATE":
		return l.DatePattern
	case "TIME":
		return "h:mm:ss am/pm"
	case "DATE_TIME":
		return l.DatePattern + " H:mm:ss"
	case "SCIENTIFIC":
		return "0.00E+00"
	}
	return ""
}

// pickSection chooses among "positive;negative;zero;text"; a negative number in
// a section of its own is shown without its sign.
func pickSection(pattern string, n float64) (string, float64) {
	sections := splitSections(pattern)
	switch {
	case n < 0 && len(sections) > 1:
		return sections[1], -n
	case n == 0 && len(sections) > 2:
		return sections[2], n
	}
	return sections[0], n
}

func splitSections(pattern string) []string {
	var sections []string
	start, quoted := 0, false
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '"':
			quoted = !quoted
		case '\\':
			i++
		case ';':
			if !quoted {
				sections = append(sections, pattern[start:i])
				start = i + 1
			}
		}
	}
	return append(sections, pattern[start:])
}

type tokenKind int

const (
	literal   tokenKind = iota
	digits              // a run of 0 # ? , .
	percent             // %
	exponent            // E+00
	dateToken           // y M d h m s, am/pm, [h]
	textToken           // @
)

type token struct {
	kind tokenKind
	text string
}

// scan splits a section into tokens. Colours and conditions in square brackets
// are dropped; "_" leaves the width of a character, shown as a blank, and "*"
// fills with a character, shown once, as recorded for the accounting pattern.
func scan(section string) []token {
	var tokens []token
	add := func(kind tokenKind, text string) { tokens = append(tokens, token{kind, text}) }
	for i := 0; i < len(section); {
		c, rest := section[i], section[i:]
		switch {
		case c == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				end = len(rest) - 1
			}
			add(literal, rest[1:1+end])
			i += end + 2
		case strings.IndexByte(`\_*`, c) >= 0 && len(rest) > 1:
			// Escaped, as wide as, or filled with: one character follows.
			_, size := utf8.DecodeRuneInString(rest[1:])
			shown := rest[1 : 1+size]
			if c == '_' {
				shown = " "
			}
			add(literal, shown)
			i += 1 + size
		case c == '[':
			end := strings.IndexByte(rest, ']')
			if end < 0 {
				end = len(rest) - 1
			}
			inner := strings.ToLower(rest[1:end])
			if inner != "" && (strings.Trim(inner, "h") == "" || strings.Trim(inner, "m") == "" || strings.Trim(inner, "s") == "") {
				add(dateToken, "["+inner+"]")
			}
			i += end + 1
		case strings.HasPrefix(strings.ToLower(rest), "am/pm"):
			add(dateToken, rest[:5])
			i += 5
		case strings.HasPrefix(strings.ToLower(rest), "a/p"):
			add(dateToken, rest[:3])
			i += 3
		case (c == 'E' || c == 'e') && len(rest) > 2 && (rest[1] == '+' || rest[1] == '-') && rest[2] == '0':
			end := 2
			for end < len(rest) && rest[end] == '0' {
				end++
			}
			add(exponent, rest[:end])
			i += end
		case strings.IndexByte("yMmdDhHsS", c) >= 0:
			end := i
			for end < len(section) && section[end] == c {
				end++
			}
			add(dateToken, section[i:end])
			i = end
		case strings.IndexByte("0#?", c) >= 0 || (c == '.' || c == ',') && len(tokens) > 0 && tokens[len(tokens)-1].kind == digits:
			if len(tokens) > 0 && tokens[len(tokens)-1].kind == digits {
				tokens[len(tokens)-1].text += string(c)
			} else {
				add(digits, string(c))
			}
			i++
		case c == '%':
			add(percent, "%")
			i++
		case c == '@':
			add(textToken, "@")
			i++
		default:
			size := 1
			for i+size < len(section) && section[i+size]&0xC0 == 0x80 {
				size++
			}
			add(literal, section[i:i+size])
			i += size
		}
	}
	return tokens
}

func (l Locale) showNumber(tokens []token, n float64) string {
	mask, exp := "", ""
	for _, t := range tokens {
		switch t.kind {
		case digits:
			mask += t.text
		case percent:
			n *= 100
		case exponent:
			exp = t.text
		}
	}
	if mask == "" {
		return l.literals(tokens, l.General(n))
	}
	negative := n < 0
	if negative {
		n = -n
	}
	wholeMask, fractionMask, _ := strings.Cut(mask, ".")
	tail := ""
	if exp != "" {
		text := strconv.FormatFloat(n, 'E', len(fractionMask), 64)
		mantissa, power, _ := strings.Cut(text, "E")
		n, _ = strconv.ParseFloat(mantissa, 64)
		tail = "E" + power
	}
	text := l.fixed(n, wholeMask, fractionMask) + tail
	shown := l.literals(tokens, text)
	if negative && strings.ContainsAny(text, "123456789") {
		shown = "-" + shown
	}
	return shown
}

// fixed writes the digits of a number as the mask asks: least digits, groups,
// places.
func (l Locale) fixed(n float64, wholeMask, fractionMask string) string {
	places := strings.Count(fractionMask, "0") + strings.Count(fractionMask, "#") + strings.Count(fractionMask, "?")
	text := strconv.FormatFloat(roundHalfUp(n, places), 'f', places, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	least := strings.Count(wholeMask, "0")
	if whole == "0" && least == 0 {
		whole = ""
	}
	for len(whole) < least {
		whole = "0" + whole
	}
	if strings.Contains(wholeMask, ",") {
		whole = l.group(whole)
	}
	keep := strings.Count(fractionMask, "0")
	for len(fraction) > keep && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	if fraction == "" {
		return whole
	}
	return whole + string(l.Decimal) + fraction
}

func (l Locale) group(whole string) string {
	var out strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteRune(l.Group)
		}
		out.WriteRune(r)
	}
	return out.String()
}

// literals puts the number in the place of the first run of digits (and its
// exponent) and keeps everything written around it.
func (l Locale) literals(tokens []token, number string) string {
	var out strings.Builder
	placed := false
	for _, t := range tokens {
		switch t.kind {
		case literal, percent:
			out.WriteString(t.text)
		case digits, textToken:
			if !placed {
				out.WriteString(number)
				placed = true
			}
		}
	}
	if !placed && out.Len() == 0 {
		return number
	}
	return out.String()
}
