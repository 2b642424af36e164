package config

import (
	"time"

	"go.yaml.in/yaml/v4"

	"bieu/rules/calendar"
)

// maxLockDays keeps a period from locking later than anyone would wait for.
const maxLockDays = 366

func (r *reader) calendar(v value, rule *calendar.Rule) {
	r.section(v, []entry{
		{"window", func(v value) {
			if s, ok := r.choice(v, []string{string(calendar.CalendarMonth), string(calendar.MidMonth)}); ok {
				rule.Window = calendar.Window(s)
			}
		}},
		{"month", func(v value) { r.monthRule(v, &rule.Month) }},
		{"year", func(v value) { r.yearRule(v, &rule.Year) }},
		{"dates", func(v value) { rule.Dates = r.dates(v) }},
		{"holidays", func(v value) { rule.Holidays = r.holidays(v) }},
		{"shift", func(v value) {
			choices := []string{string(calendar.ShiftNone), string(calendar.ShiftPrevious), string(calendar.ShiftNext)}
			if s, ok := r.choice(v, choices); ok {
				rule.Shift = calendar.Shift(s)
			}
		}},
	})
}

// monthRule reads the days of the month after the period. Where only one of
// due and late is given, the other is the same day.
func (r *reader) monthRule(v value, rule *calendar.MonthRule) {
	due, late := 0, 0
	r.section(v, []entry{
		{"due_day", func(v value) { due, _ = r.number(v, 1, 31) }},
		{"late_from_day", func(v value) { late, _ = r.number(v, 1, 31) }},
		{"lock_after_days", func(v value) { rule.LockAfterDays, _ = r.number(v, 0, maxLockDays) }},
	})
	switch {
	case due > 0 && late > 0 && late < due:
		r.order(v, "late_from_day", "due_day")
	case due > 0:
		rule.DueDay, rule.LateFromDay = due, late
	case late > 0:
		rule.DueDay = late
	}
}

// yearRule reads days of the year itself, with the same rule as monthRule.
func (r *reader) yearRule(v value, rule *calendar.YearRule) {
	var due, late calendar.Day
	r.section(v, []entry{
		{"due", func(v value) { due = r.monthDay(v) }},
		{"late_from", func(v value) { late = r.monthDay(v) }},
		{"lock_after_days", func(v value) { rule.LockAfterDays, _ = r.number(v, 0, maxLockDays) }},
	})
	switch {
	case !due.IsZero() && !late.IsZero() && before(late, due):
		r.order(v, "late_from", "due")
	case !due.IsZero():
		rule.DueMonth, rule.DueDay = due.Month, due.Day
		rule.LateMonth, rule.LateDay = late.Month, late.Day
	case !late.IsZero():
		rule.DueMonth, rule.DueDay = late.Month, late.Day
	}
}

// dates reads explicit days by period.
func (r *reader) dates(v value) map[calendar.Period]calendar.Dates {
	dates := map[calendar.Period]calendar.Dates{}
	r.pairs(v, func(k *yaml.Node, child value) {
		period, err := calendar.ParsePeriod(k.Value)
		if err != nil {
			r.reportErr(err, k.Line, CodePeriod, key(v.path), short(k.Value))
			return
		}
		var d calendar.Dates
		r.section(child, []entry{
			{"due", func(v value) { d.Due = r.day(v) }},
			{"late_from", func(v value) { d.LateFrom = r.day(v) }},
			{"locked_from", func(v value) { d.LockedFrom = r.day(v) }},
		})
		switch {
		case before(d.LateFrom, d.Due):
			r.order(child, "late_from", "due")
		case before(d.LockedFrom, d.LateFrom):
			r.order(child, "locked_from", "late_from")
		case before(d.LockedFrom, d.Due):
			r.order(child, "locked_from", "due")
		case d != calendar.Dates{}:
			dates[period] = d
		}
	})
	if len(dates) == 0 {
		return nil
	}
	return dates
}

func (r *reader) holidays(v value) []calendar.Day {
	var days []calendar.Day
	lines := map[calendar.Day]int{}
	r.items(v, func(item value) {
		d := r.day(item)
		switch {
		case d.IsZero():
		case lines[d] > 0:
			r.report(item.node.Line, CodeRepeated, key(item.path), item.node.Value, lines[d])
		default:
			lines[d] = item.node.Line
			days = append(days, d)
		}
	})
	return days
}

// day reads a date; the zero Day stands for one with a problem.
func (r *reader) day(v value) calendar.Day {
	s, ok := r.scalar(v, wantText)
	if !ok {
		return calendar.Day{}
	}
	d, err := calendar.ParseDay(s)
	if err != nil {
		r.reportErr(err, v.node.Line, CodeDate, key(v.path), short(s))
	}
	return d
}

// monthDay reads a day of any year; 29 February is not one.
func (r *reader) monthDay(v value) calendar.Day {
	s, ok := r.scalar(v, wantText)
	if !ok {
		return calendar.Day{}
	}
	t, err := time.Parse("01-02", s)
	if err != nil || t.Month() == time.February && t.Day() == 29 {
		r.reportErr(err, v.node.Line, CodeMonthDay, key(v.path), short(s))
		return calendar.Day{}
	}
	return calendar.Day{Year: 1, Month: t.Month(), Day: t.Day()}
}

// before reports whether a is an earlier day than b; a day that is not given
// is neither early nor late.
func before(a, b calendar.Day) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	return a.Start(time.UTC).Before(b.Start(time.UTC))
}

// order reports two keys of a section whose days are the wrong way round, at
// the line of the first.
func (r *reader) order(v value, early, late string) {
	line, values := v.node.Line, map[string]string{}
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		k, child := v.node.Content[i], v.node.Content[i+1]
		values[k.Value] = child.Value
		if k.Value == early {
			line = k.Line
		}
	}
	r.report(line, CodeOrder, key(join(v.path, early)), values[early], key(join(v.path, late)), values[late])
}
