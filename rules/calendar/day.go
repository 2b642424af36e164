package calendar

import (
	"fmt"
	"time"
)

// Day is a date of the civil calendar, in no time zone. Days are compared
// with ==.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDay reads "2023-12-05".
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Day{}, fmt.Errorf("day %q: want year-month-day", text)
	}
	return dayOf(t), nil
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// String writes "2023-12-05".
func (d Day) String() string { return d.in(time.UTC).Format(time.DateOnly) }

// Words writes the day as an official does: "05/12/2023".
func (d Day) Words() string { return d.in(time.UTC).Format("02/01/2006") }

// Start is the instant at which the day begins in loc.
func (d Day) Start(loc *time.Location) time.Time { return d.in(loc) }

func (d Day) in(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// Add returns the day so many days later, or earlier for a negative number.
func (d Day) Add(days int) Day {
	return dayOf(time.Date(d.Year, d.Month, d.Day+days, 0, 0, 0, 0, time.UTC))
}

func dayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day{year, month, day}
}

// DayOf returns the day that t falls on in loc.
func DayOf(t time.Time, loc *time.Location) Day { return dayOf(t.In(loc)) }

// nextMonth returns the first day of the month after d's.
func (d Day) nextMonth() Day { return Day{d.Year, d.Month + 1, 1}.Add(0) }

// atDay returns a day of d's month, or the first of the next month where the
// month is shorter.
func (d Day) atDay(day int) Day {
	if next := d.nextMonth(); d.Add(day - d.Day).in(time.UTC).After(next.in(time.UTC)) {
		return next
	}
	return d.Add(day - d.Day)
}
