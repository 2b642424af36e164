package xlsx

import (
	"strconv"
	"strings"

	"bieu/sync/workbook"
)

// shiftFormula moves the relative references of a formula as Excel does when
// it shares the formula over several cells. References that leave the sheet
// wrap around, as Excel's do.
func shiftFormula(text string, rows, cols int) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			n := quotedLen(text[i:])
			out.WriteString(text[i : i+n])
			i += n
		case c == '[':
			// A table's column or another workbook: nothing in there moves.
			n := bracketLen(text[i:])
			out.WriteString(text[i : i+n])
			i += n
		case isNameByte(c):
			n := 1
			for i+n < len(text) && isNameByte(text[i+n]) {
				n++
			}
			word, next := text[i:i+n], byte(0)
			if i+n < len(text) {
				next = text[i+n]
			}
			before := byte(0)
			if i > 0 {
				before = text[i-1]
			}
			out.WriteString(shiftWord(word, before, next, rows, cols))
			i += n
		default:
			out.WriteByte(c)
			i++
		}
	}
	return out.String()
}

func quotedLen(s string) int {
	if n := strings.IndexByte(s[1:], s[0]); n >= 0 {
		return n + 2
	}
	return len(s)
}

func bracketLen(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

func isNameByte(c byte) bool {
	return c == '$' || c == '_' || c == '.' || c == '\\' || c >= 0x80 ||
		c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// shiftWord moves a word of a formula if it is a reference: A1, $A$1, or one
// end of A:B or 1:2. Names of functions and sheets stay.
func shiftWord(word string, before, next byte, rows, cols int) string {
	if next == '(' || next == '!' {
		return word
	}
	rest := word
	fixedCol := strings.HasPrefix(rest, "$")
	rest = strings.TrimPrefix(rest, "$")
	n := 0
	for n < len(rest) && rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' {
		n++
	}
	letters, digits := rest[:n], rest[n:]
	fixedRow := strings.HasPrefix(digits, "$")
	digits = strings.TrimPrefix(digits, "$")
	inRange := before == ':' || next == ':'
	if len(letters) > 3 || letters == "" && digits == "" || !inRange && (letters == "" || digits == "") {
		return word
	}
	row, col := 0, 0
	if digits != "" {
		var ok bool
		if row, ok = parseUint([]byte(digits)); !ok || row == 0 || row > maxRows {
			return word
		}
	}
	if letters != "" {
		if col, _ = parseColumn([]byte(letters)); col >= maxCols {
			return word
		}
	} else {
		// "$1:2": the sign before a row alone.
		fixedRow, fixedCol = fixedRow || fixedCol, false
	}
	var out strings.Builder
	if letters != "" {
		if fixedCol {
			out.WriteByte('$')
		} else {
			col = wrap(col+cols, maxCols)
		}
		out.WriteString(workbook.ColumnName(col))
	}
	if digits != "" {
		if fixedRow {
			out.WriteByte('$')
		} else {
			row = wrap(row-1+rows, maxRows) + 1
		}
		out.WriteString(strconv.Itoa(row))
	}
	return out.String()
}

func wrap(n, size int) int { return ((n % size) + size) % size }

var formulaEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeFormula(text string) string { return formulaEscapes.Replace(text) }
