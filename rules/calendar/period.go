package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ErrPeriod is returned for text that names no period.
var ErrPeriod = errors.New("not a period")

// Kind is the length of a period.
type Kind uint8

// The kinds of a period. The zero Kind is no period.
const (
	Month Kind = iota + 1
	Quarter
	Half
	NineMonths
	Year
)

// Period is a stretch of one year that is reported as a whole. Number counts
// from 1 within its kind: the month, the quarter, the half; nine months and a
// year are always 1. Periods are compared with ==.
type Period struct {
	Kind   Kind
	Year   int
	Number int
}

// MonthOf returns the period of one calendar month.
func MonthOf(year int, month time.Month) Period {
	return Period{Kind: Month, Year: year, Number: int(month)}
}

// YearOf returns the period of one year.
func YearOf(year int) Period { return Period{Kind: Year, Year: year, Number: 1} }

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p.Kind == 0 }

// String writes the period as JSON, options and history do: "2023-09",
// "2023-Q3", "2023-H1", "2023-9M", "2023". No period is "".
func (p Period) String() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Number)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Number)
	case Half:
		return fmt.Sprintf("%04d-H%d", p.Year, p.Number)
	case NineMonths:
		return fmt.Sprintf("%04d-9M", p.Year)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	}
	return ""
}

// ParsePeriod reads what String writes, and nothing else. Its error is
// ErrPeriod.
func ParsePeriod(text string) (Period, error) {
	head, tail, cut := strings.Cut(text, "-")
	year, err := parseYear(head)
	if err != nil {
		return Period{}, fmt.Errorf("period %q: %w", text, ErrPeriod)
	}
	p := Period{Year: year}
	switch {
	case !cut:
		p.Kind, p.Number = Year, 1
	case tail == "9M":
		p.Kind, p.Number = NineMonths, 1
	case len(tail) == 2 && tail[0] == 'Q' && tail[1] >= '1' && tail[1] <= '4':
		p.Kind, p.Number = Quarter, int(tail[1]-'0')
	case len(tail) == 2 && tail[0] == 'H' && tail[1] >= '1' && tail[1] <= '2':
		p.Kind, p.Number = Half, int(tail[1]-'0')
	default:
		month, ok := parseMonth(tail)
		if !ok || len(tail) != 2 {
			return Period{}, fmt.Errorf("period %q: %w", text, ErrPeriod)
		}
		p.Kind, p.Number = Month, month
	}
	return p, nil
}

// First returns the calendar month that begins the period.
func (p Period) First() Period { return MonthOf(p.Year, p.last()-time.Month(p.months()-1)) }

// Last returns the calendar month that ends the period.
func (p Period) Last() Period { return MonthOf(p.Year, p.last()) }

// months is how many calendar months the period holds.
func (p Period) months() int {
	switch p.Kind {
	case Quarter:
		return 3
	case Half:
		return 6
	case NineMonths:
		return 9
	case Year:
		return 12
	}
	return 1
}

func (p Period) last() time.Month { return time.Month(p.Number * p.months()) }

// Compare orders periods by their end, a shorter one before a longer one that
// ends with it.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.Year, q.Year), cmp.Compare(p.last(), q.last()), cmp.Compare(p.Kind, q.Kind))
}

// A plan's year is written with four digits; others are slips of the pen.
func parseYear(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || year < 1900 {
		return 0, ErrPeriod
	}
	return year, nil
}

func parseMonth(text string) (int, bool) {
	month, err := strconv.Atoi(text)
	return month, err == nil && len(text) <= 2 && text[0] != '+' && text[0] != '-' && month >= 1 && month <= 12
}
