package calendar

import "time"

// Rule says when the reports of an office are due. Its zero values are not
// defaults: begin with Default.
type Rule struct {
	Location *time.Location
	Window   Window
	// Month is the rule of every period shorter than a year; it counts from
	// the month that ends the period.
	Month MonthRule
	Year  YearRule
	// Dates are explicit days; each overrides the rule for its period.
	Dates map[Period]Dates
	// Holidays are days off beside Saturdays and Sundays. They move a deadline
	// only where Shift says so.
	Holidays []Day
	Shift    Shift
}

// MonthRule counts days of the month after the period.
type MonthRule struct {
	// DueDay is the day before which a report is due, LateFromDay the day from
	// which it is late; 0 stands for DueDay. A day the month does not have is
	// the first of the next month.
	DueDay, LateFromDay int
	// LockAfterDays is how many days after LateFrom the period locks; 0 is
	// never by itself.
	LockAfterDays int
}

// YearRule names days of the year itself, before it ends.
type YearRule struct {
	DueMonth time.Month
	DueDay   int
	// LateMonth and LateDay stand for the due day when they are 0.
	LateMonth     time.Month
	LateDay       int
	LockAfterDays int
}

// Dates are explicit days for one period. A zero day leaves the rule as it is;
// where only LateFrom is given, Due is the same day.
type Dates struct{ Due, LateFrom, LockedFrom Day }

// Shift says what becomes of a deadline whose last day is a day off.
type Shift string

// The shifts.
const (
	ShiftNone     Shift = "none"
	ShiftPrevious Shift = "previous" // the last day moves back to a working day
	ShiftNext     Shift = "next"     // the last day moves on to a working day
)

// Default is the rule of an office that has not said otherwise: a month's
// report before the 10th of the next month, the year's before 5 December of
// the year itself, days off move nothing, no period locks by itself.
func Default(loc *time.Location) Rule {
	return Rule{
		Location: loc,
		Window:   CalendarMonth,
		Month:    MonthRule{DueDay: 10},
		Year:     YearRule{DueMonth: time.December, DueDay: 5},
		Shift:    ShiftNone,
	}
}

// Deadlines are the instants of one period's report: it is on time before
// Due, late from LateFrom on, and takes nothing more from LockedFrom on. A
// zero LockedFrom is never.
type Deadlines struct{ Due, LateFrom, LockedFrom time.Time }

// Late reports whether a report that comes at this instant is late.
func (d Deadlines) Late(at time.Time) bool { return !at.Before(d.LateFrom) }

// Locked reports whether the period takes nothing more at this instant.
func (d Deadlines) Locked(at time.Time) bool {
	return !d.LockedFrom.IsZero() && !at.Before(d.LockedFrom)
}

// Span returns the stretch of time whose data belongs to the period.
func (r Rule) Span(p Period) Span { return p.Span(r.Window, r.Location) }

// Deadlines returns the instants of the period's report.
func (r Rule) Deadlines(p Period) Deadlines {
	due, late, lockAfter := r.byRule(p)
	due, late = r.shifted(due), r.shifted(late)
	said := r.Dates[p]
	switch {
	case !said.Due.IsZero() && said.LateFrom.IsZero():
		due, late = said.Due, said.Due
	case said.Due.IsZero() && !said.LateFrom.IsZero():
		due, late = said.LateFrom, said.LateFrom
	case !said.Due.IsZero():
		due, late = said.Due, said.LateFrom
	}
	d := Deadlines{Due: due.Start(r.Location), LateFrom: late.Start(r.Location)}
	switch {
	case !said.LockedFrom.IsZero():
		d.LockedFrom = said.LockedFrom.Start(r.Location)
	case lockAfter > 0:
		d.LockedFrom = late.Add(lockAfter).Start(r.Location)
	}
	return d
}

func (r Rule) byRule(p Period) (due, late Day, lockAfter int) {
	if p.Kind == Year {
		due = Day{p.Year, r.Year.DueMonth, r.Year.DueDay}
		late = due
		if r.Year.LateDay > 0 {
			late = Day{p.Year, r.Year.LateMonth, r.Year.LateDay}
		}
		return due, late, r.Year.LockAfterDays
	}
	next := Day{p.Year, time.Month(p.Last().Number), 1}.nextMonth()
	due = next.atDay(r.Month.DueDay)
	late = due
	if r.Month.LateFromDay > 0 {
		late = next.atDay(r.Month.LateFromDay)
	}
	return due, late, r.Month.LockAfterDays
}

// shifted moves a day before which something is due. What must be a working
// day is the last day on which a report still is on time, the day before.
func (r Rule) shifted(before Day) Day {
	step := 0
	switch r.Shift {
	case ShiftPrevious:
		step = -1
	case ShiftNext:
		step = 1
	default:
		return before
	}
	last := before.Add(-1)
	for r.dayOff(last) {
		last = last.Add(step)
	}
	return last.Add(1)
}

// Working reports whether the day is neither a weekend nor a holiday.
func (r Rule) Working(d Day) bool { return !r.dayOff(d) }

func (r Rule) dayOff(d Day) bool {
	switch d.in(time.UTC).Weekday() {
	case time.Saturday, time.Sunday:
		return true
	}
	for _, h := range r.Holidays {
		if h == d {
			return true
		}
	}
	return false
}

// Current returns the month whose lateness begins next after at: the month a
// run works for. Where two begin together it is the earlier month.
func (r Rule) Current(at time.Time) Period {
	var best Period
	var bestLate time.Time
	consider := func(p Period) {
		late := r.Deadlines(p).LateFrom
		if !at.Before(late) {
			return
		}
		if best.IsZero() || late.Before(bestLate) || late.Equal(bestLate) && p.Compare(best) < 0 {
			best, bestLate = p, late
		}
	}
	// A month is late about a month after it ended; two more on each side make
	// room for days off and for any day the rule may name.
	today := DayOf(at, r.Location)
	for i := -3; i <= 2; i++ {
		m := Day{today.Year, today.Month + time.Month(i), 1}.Add(0)
		consider(MonthOf(m.Year, m.Month))
	}
	for p := range r.Dates {
		if p.Kind == Month {
			consider(p)
		}
	}
	return best
}
