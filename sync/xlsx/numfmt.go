package xlsx

import "strings"

// builtinFormats are the number formats a file need not spell out (ECMA-376
// part 1, 18.8.30). Those that follow the reader's country are given as one of
// their forms.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"$"#,##0_);\("$"#,##0\)`, 6: `"$"#,##0_);[Red]\("$"#,##0\)`,
	7: `"$"#,##0.00_);\("$"#,##0.00\)`, 8: `"$"#,##0.00_);[Red]\("$"#,##0.00\)`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm",
	27: "m/d/yyyy", 28: "m/d/yyyy", 29: "m/d/yyyy", 30: "m/d/yyyy", 31: "m/d/yyyy",
	32: "h:mm:ss", 33: "h:mm:ss", 34: "h:mm:ss", 35: "h:mm:ss", 36: "m/d/yyyy",
	37: `#,##0_);\(#,##0\)`, 38: `#,##0_);[Red]\(#,##0\)`,
	39: `#,##0.00_);\(#,##0.00\)`, 40: `#,##0.00_);[Red]\(#,##0.00\)`,
	41: `_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)`,
	42: `_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)`,
	43: `_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)`,
	44: `_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: "m/d/yyyy", 51: "m/d/yyyy", 52: "m/d/yyyy", 53: "m/d/yyyy", 54: "m/d/yyyy",
	55: "m/d/yyyy", 56: "m/d/yyyy", 57: "m/d/yyyy", 58: "m/d/yyyy",
}

// dateKind says what a number format makes of a number.
type dateKind uint8

const (
	noDate  dateKind = iota
	onClock          // a day, a time of day, or both
	elapsed          // hours, minutes or seconds that may pass 24 or 60
)

// dateKindOf reads a number format's first section.
func dateKindOf(format string) dateKind {
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case ';':
			return noDate
		case '"':
			n := strings.IndexByte(format[i+1:], '"')
			if n < 0 {
				return noDate
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case '[':
			n := strings.IndexByte(format[i:], ']')
			if n < 0 {
				return noDate
			}
			if strings.Trim(strings.ToLower(format[i+1:i+n]), "h") == "" ||
				strings.Trim(strings.ToLower(format[i+1:i+n]), "m") == "" ||
				strings.Trim(strings.ToLower(format[i+1:i+n]), "s") == "" {
				return elapsed
			}
			i += n
		case 'G', 'g':
			if len(format)-i >= len("General") && strings.EqualFold(format[i:i+len("General")], "General") {
				i += len("General") - 1
			}
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return onClock
		}
	}
	return noDate
}
