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
)

// ParseCell reads the Kỳ báo cáo cell: a month ("9/2023", "09/2023",
// "T9/2023", "tháng 9 năm 2023"), a year ("năm 2023", "2023"), a date, which
// stands for its month, or what ParsePeriod takes. Its error is ErrPeriod.
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
	return Period{}, fmt.Errorf("cell %q: %w", text, ErrPeriod)
}

// fold takes away what differs only in how it was typed: composed or
// decomposed letters, capitals, runs of blanks of any kind.
func fold(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(text))), " ")
}
