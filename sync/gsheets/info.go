package gsheets

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Info is what a spreadsheet says about itself, as last read.
type Info struct {
	Title, Locale, TimeZone string
	// DecimalComma is true when 58,5 typed by people is read as 58.5. In other
	// locales the service makes 585 of it before anybody can ask.
	DecimalComma bool
}

// Info returns what the last read showed; false before the first.
func (b *Book) Info() (Info, bool) {
	if b.last == nil {
		return Info{}, false
	}
	return Info{
		Title: b.last.title, Locale: b.last.locale, TimeZone: b.last.zone,
		DecimalComma: hasDecimalComma(b.last.locale),
	}, true
}

// hasDecimalComma writes a number as the locale does. A locale that nobody
// knows is taken for one without the comma, so that it is reported.
func hasDecimalComma(locale string) bool {
	tag, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil {
		return false
	}
	return strings.Contains(message.NewPrinter(tag).Sprint(number.Decimal(1.5)), ",")
}

// Warning is something that works and should still be put right.
type Warning struct {
	Code string // one of the Warn constants
	Arg  string // the path, locale or time zone that it is about
}

// The codes of a Warning.
const (
	WarnKeyOpen  = "key_readable_by_others"
	WarnLocale   = "locale_without_decimal_comma"
	WarnTimeZone = "time_zone_of_another_country"
)

// vietnamZones have the time of Vietnam all year round, under the names that
// the service gives them.
var vietnamZones = []string{
	"Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Phnom_Penh", "Asia/Vientiane", "Etc/GMT-7",
}

// Warnings tells what should be put right about the account.
func (a *Account) Warnings() []Warning {
	if a.key.open {
		return []Warning{{WarnKeyOpen, a.key.path}}
	}
	return nil
}

// Warnings tells what should be put right in the spreadsheet, as last read.
func (b *Book) Warnings() []Warning {
	info, ok := b.Info()
	if !ok {
		return nil
	}
	var list []Warning
	if !info.DecimalComma {
		list = append(list, Warning{WarnLocale, info.Locale})
	}
	known := false
	for _, zone := range vietnamZones {
		known = known || zone == info.TimeZone
	}
	if !known {
		list = append(list, Warning{WarnTimeZone, info.TimeZone})
	}
	return list
}
