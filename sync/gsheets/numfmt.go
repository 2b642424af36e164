package gsheets

import (
	"strings"

	sheets "google.golang.org/api/sheets/v4"
)

// The types of number formats.
const (
	typeText     = "TEXT"
	typeNumber   = "NUMBER"
	typePercent  = "PERCENT"
	typeDate     = "DATE"
	typeTime     = "TIME"
	typeDateTime = "DATE_TIME"
)

// ownPatterns stand for formats that name a type and leave the pattern to the
// locale. The seam wants a code; the look of the cell is not touched by it.
var ownPatterns = map[string]string{
	typeText: "@", typeNumber: "#,##0.###", typePercent: "0.00%", "CURRENCY": "#,##0",
	typeDate: "d/m/yyyy", typeTime: "h:mm:ss", typeDateTime: "d/m/yyyy h:mm:ss", "SCIENTIFIC": "0.00E+00",
}

// formatCode is the number format as the seam writes it; "" for none.
func formatCode(f *sheets.NumberFormat) string {
	switch {
	case f == nil:
		return ""
	case f.Type == typeText || f.Pattern == "":
		return ownPatterns[f.Type]
	default:
		return f.Pattern
	}
}

// isDateFormat reports whether numbers in this format are dates or times, and
// whether hours may pass 24.
func isDateFormat(f *sheets.NumberFormat) (date, elapsed bool) {
	if f == nil {
		return false, false
	}
	switch f.Type {
	case typeDate, typeTime, typeDateTime:
		pattern := strings.ToLower(f.Pattern)
		return true, strings.Contains(pattern, "[h") || strings.Contains(pattern, "[m") || strings.Contains(pattern, "[s")
	}
	return false, false
}

// numberFormat is the way back: the service wants to be told what kind of
// format a code is.
func numberFormat(code string) *sheets.NumberFormat {
	if code == "" || strings.EqualFold(code, "General") {
		return nil
	}
	return &sheets.NumberFormat{Type: formatType(code), Pattern: code}
}

func formatType(code string) string {
	if code == "@" {
		return typeText
	}
	bare := strings.ToLower(bareCode(code))
	day := strings.ContainsAny(bare, "dy")
	clock := strings.ContainsAny(bare, "hs")
	switch {
	case day && clock:
		return typeDateTime
	case day || strings.Contains(bare, "m") && !clock:
		return typeDate
	case clock:
		return typeTime
	case strings.Contains(bare, "%"):
		return typePercent
	default:
		return typeNumber
	}
}

// bareCode leaves out what a code shows as it is: quoted and escaped
// characters and everything in brackets but elapsed time.
func bareCode(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return b.String()
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return b.String()
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return b.String()
			}
			if inside := code[i+1 : i+n]; strings.Trim(strings.ToLower(inside), "hms") == "" {
				b.WriteString(inside)
			}
			i += n
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
