// Package chase says on which days who is reminded of a report that is not in
// yet. It is pure: days and instants in, steps out; it knows no unit, no text
// and no channel. config, engine and cmd import it.
package chase

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"bieu/rules/calendar"
)

// Ladder is how an office reminds its units.
type Ladder struct {
	// Before are working days before the last day on which the report is on
	// time; OnDay adds that day itself.
	Before []int
	OnDay  bool
	// After are days after it, and LeaderAfter those on which the unit's leader
	// is told too.
	After, LeaderAfter []int
	// At is the time of day of every step.
	At Clock
	// Nothing is sent from QuietFrom until QuietTo; equal times are no rest.
	QuietFrom, QuietTo Clock
}

// Clock is a time of day in minutes since midnight.
type Clock int

// ClockOf makes a time of day.
func ClockOf(hour, minute int) Clock { return Clock(hour*60 + minute) }

// String writes "08:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// on returns the instant at which the time of day comes on a day.
func (c Clock) on(d calendar.Day, loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, int(c)/60, int(c)%60, 0, 0, loc)
}

// Default is the ladder of an office that has not said otherwise.
func Default() Ladder {
	return Ladder{
		Before: []int{5, 2}, OnDay: true, After: []int{1}, LeaderAfter: []int{2},
		At: ClockOf(8, 0), QuietFrom: ClockOf(20, 0), QuietTo: ClockOf(7, 0),
	}
}

// Step is one reminder of a report.
type Step struct {
	// Name is stable: "before-5", "day", "after-1".
	Name string
	At   time.Time
	// Leader is true when the unit's leader is told too.
	Leader bool
}

// Steps are the reminders of the period's report, in the order in which they
// come. Two that fall on one day are one: the later by name.
func (l Ladder) Steps(rule calendar.Rule, p calendar.Period) []Step {
	loc := rule.Location
	late := calendar.DayOf(rule.Deadlines(p).LateFrom, loc)
	last := late.Add(-1)
	var steps []Step
	add := func(name string, day calendar.Day, leader bool) {
		steps = append(steps, Step{name, l.At.on(day, loc), leader})
	}
	for _, n := range l.Before {
		add("before-"+strconv.Itoa(n), workingDaysBefore(rule, last, n), false)
	}
	if l.OnDay {
		add("day", last, false)
	}
	for _, n := range l.After {
		add("after-"+strconv.Itoa(n), last.Add(n), slices.Contains(l.LeaderAfter, n))
	}
	for _, n := range l.LeaderAfter {
		if !slices.Contains(l.After, n) {
			add("after-"+strconv.Itoa(n), last.Add(n), true)
		}
	}
	slices.SortStableFunc(steps, func(a, b Step) int { return a.At.Compare(b.At) })
	return oneADay(steps)
}

// oneADay keeps the last of the steps of one instant: the one that is closer
// to the deadline.
func oneADay(steps []Step) []Step {
	var kept []Step
	for _, s := range steps {
		if n := len(kept); n > 0 && kept[n-1].At.Equal(s.At) {
			s.Leader = s.Leader || kept[n-1].Leader
			kept[n-1] = s
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// workingDaysBefore goes back from a day by so many working days.
func workingDaysBefore(rule calendar.Rule, d calendar.Day, n int) calendar.Day {
	for n > 0 {
		d = d.Add(-1)
		if rule.Working(d) {
			n--
		}
	}
	return d
}

// Due returns the step that is to be taken at an instant: the last one whose
// time has come. Steps before it that nobody took, as while the machine was
// off, are passed over: one reminder is enough. It is false before the first
// step and from until on, when the next report's reminders begin; a zero until
// is never.
func Due(steps []Step, at, until time.Time) (Step, bool) {
	var due Step
	found := false
	for _, s := range steps {
		if s.At.After(at) {
			break
		}
		due, found = s, true
	}
	if !until.IsZero() && !at.Before(until) {
		return Step{}, false
	}
	return due, found
}

// NotBefore returns when a message that is made at an instant may be sent: at
// once, or when the quiet hours end.
func (l Ladder) NotBefore(at time.Time, loc *time.Location) time.Time {
	local := at.In(loc)
	now := ClockOf(local.Hour(), local.Minute())
	today := calendar.DayOf(at, loc)
	switch {
	case l.QuietFrom == l.QuietTo:
	case l.QuietFrom < l.QuietTo && now >= l.QuietFrom && now < l.QuietTo, // within one day
		l.QuietFrom > l.QuietTo && now < l.QuietTo: // since last night
		return l.QuietTo.on(today, loc)
	case l.QuietFrom > l.QuietTo && now >= l.QuietFrom:
		return l.QuietTo.on(today.Add(1), loc)
	}
	return at
}
