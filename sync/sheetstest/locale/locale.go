// Package locale is what a spreadsheet's locale decides: how typed text is
// understood and how a number is shown. Only sheetstest imports it. It is pure:
// it knows no sheet and no clock, the current year is an argument.
//
// Recorded traffic proves only a handful of inputs, all in en_US; what stands on
// less says so where it is done.
package locale

import "strings"

// Locale holds the marks and the order of dates of one locale.
type Locale struct {
	Decimal  rune
	Group    rune
	DayFirst bool
	Currency string // the sign that typed money may carry
	// Pattern of a date typed with slashes.
	DatePattern string
}

// commas are the languages that write the decimal comma; the group mark follows.
var commas = map[string]rune{
	"vi": '.', "de": '.', "es": '.', "it": '.', "pt": '.', "nl": '.', "id": '.', "tr": '.', "da": '.', "el": '.',
	"fr": '\u202f', "ru": '\u00a0', "uk": '\u00a0', "pl": '\u00a0', "cs": '\u00a0', "sv": '\u00a0', "nb": '\u00a0', "no": '\u00a0',
	"fi": '\u00a0', "hu": '\u00a0', "bg": '\u00a0', "sk": '\u00a0', "ro": '.', "hr": '.', "sl": '.', "sr": '.',
}

// For returns the locale of a name such as en_US or vi_VN. Marks other than those
// of en_US are inferred: no recording parses under another locale.
func For(name string) Locale {
	language, region, _ := strings.Cut(name, "_")
	l := Locale{Decimal: '.', Group: ',', Currency: "$", DatePattern: "M/d/yyyy"}
	if group, ok := commas[language]; ok {
		l.Decimal, l.Group, l.DayFirst = ',', group, true
		l.Currency, l.DatePattern = "€", "dd/mm/yyyy"
	}
	switch {
	case language == "vi":
		l.Currency, l.DatePattern = "₫", "dd/mm/yyyy"
	case language == "en" && region != "US" && region != "":
		l.DayFirst, l.DatePattern, l.Currency = true, "dd/mm/yyyy", "£"
	}
	return l
}
