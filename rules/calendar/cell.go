package calendar

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// The forms people give a period in the Kỳ báo cáo cell, after fold. A cell
// typed as 9/2023 may have been turned into a date by the spreadsheet, and
// then arrives as that date.
var (
	monthForm = regexp.MustCompile(`^(?:tháng ?|t\.? ?)?(\d{1,2}) ?/ ?(\d{4})$|^tháng ?(\d{1,2}),? năm (\d{4})$`)
	yearForm  = regexp.MustCompile(`^(?:năm )?(\d{4})$`)
	dateForms = []string{"2006-01-02", "2006-01-02T15:04:05"}

	quarterForm = regexp.MustCompile(`^(?:qu[ýí]|q\.?) ?(i{1,3}|iv|[1-4])` + ofYear)
	monthsForm  = regexp.MustCompile(`^(6|sáu|9|chín) tháng(?: (đầu|cuối))?` + ofYear)
)

// ofYear is how a longer period goes on: "/2023", " 2023", " năm 2023".
const ofYear = `(?: ?/ ?| |,? (?:của )?năm )(\d{4})$`

// ParseCell reads the Kỳ báo cáo cell: a month ("9/2023", "09/2023",
// "T9/2023", "tháng 9 năm 2023"), a quarter ("quý I/2023", "quý 1 năm 2023"),
// six or nine months ("6 tháng đầu năm 2023", "9 tháng 2023"), a year ("năm
// 2023", "2023"), a date, which stands for its month, or what ParsePeriod
// takes. Its error is ErrPeriod.
func ParseCell(text string) (Period, error) {
	folded := fold(text)
	if p, err := ParsePeriod(strings.ToUpper(folded)); err == nil {
		return p, nil
	}
	for _, form := range dateForms {
		if day, err := time.Parse(form, strings.ToUpper(folded)); err == nil && day.Year() >= 1900 {
			return MonthOf(day.Year(), day.Month()), nil
		}
	}
	if m := yearForm.FindStringSubmatch(folded); m != nil {
		if year, err := parseYear(m[1]); err == nil {
			return YearOf(year), nil
		}
	}
	if m := monthForm.FindStringSubmatch(folded); m != nil {
		month, ok := parseMonth(m[1] + m[3])
		if year, err := parseYear(m[2] + m[4]); err == nil && ok {
			return MonthOf(year, time.Month(month)), nil
		}
	}
	if p, ok := parseLonger(folded); ok {
		return p, nil
	}
	return Period{}, fmt.Errorf("cell %q: %w", text, ErrPeriod)
}

var quarterNumbers = map[string]int{"1": 1, "i": 1, "2": 2, "ii": 2, "3": 3, "iii": 3, "4": 4, "iv": 4}

// parseLonger reads quarters, halves and nine months as officials write them.
func parseLonger(folded string) (Period, bool) {
	if m := quarterForm.FindStringSubmatch(folded); m != nil {
		year, err := parseYear(m[2])
		return Period{Kind: Quarter, Year: year, Number: quarterNumbers[m[1]]}, err == nil
	}
	m := monthsForm.FindStringSubmatch(folded)
	if m == nil {
		return Period{}, false
	}
	year, err := parseYear(m[3])
	p := Period{Kind: Half, Year: year, Number: 1}
	switch nine := m[1] == "9" || m[1] == "chín"; {
	case nine && m[2] == "cuối":
		return Period{}, false // there is no report of the last nine months
	case nine:
		p.Kind = NineMonths
	case m[2] == "cuối":
		p.Number = 2
	}
	return p, err == nil
}

// fold takes away what differs only in how it was typed: composed or
// decomposed letters, capitals, runs of blanks of any kind.
func fold(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(text))), " ")
}
