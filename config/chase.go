package config

import (
	"bieu/rules/chase"
)

// Chase is how units are reminded of reports that are not in yet.
type Chase struct {
	Ladder chase.Ladder
	// Office is the address that hears of units that cannot be written to and of
	// letters that did not come; "" is the address that letters come from.
	Office string
}

// mostChaseDays is longer than anyone is reminded before or after a deadline.
const mostChaseDays = 60

func defaultChase() Chase { return Chase{Ladder: chase.Default()} }

func (r *reader) chase(v value, c *Chase) {
	l := &c.Ladder
	r.section(v, []entry{
		{"before", func(v value) { l.Before = r.days(v, l.Before) }},
		{"on_day", func(v value) { l.OnDay = r.yes(v, l.OnDay) }},
		{"after", func(v value) { l.After = r.days(v, l.After) }},
		{"leader_after", func(v value) { l.LeaderAfter = r.days(v, l.LeaderAfter) }},
		{"hour", func(v value) { l.At = r.clock(v, l.At) }},
		{"quiet", func(v value) { l.QuietFrom, l.QuietTo = r.hours(v, l.QuietFrom, l.QuietTo) }},
		{"office", func(v value) { c.Office = r.email(v) }},
	})
}

// days reads a list of numbers of days, which may be empty.
func (r *reader) days(v value, otherwise []int) []int {
	if isNull(v.node) {
		return otherwise
	}
	var days []int
	lines := map[int]int{}
	r.items(v, func(item value) {
		n, ok := r.number(item, 1, mostChaseDays)
		switch {
		case !ok:
		case lines[n] > 0:
			r.report(item.node.Line, CodeRepeated, key(item.path), item.node.Value, lines[n])
		default:
			lines[n] = item.node.Line
			days = append(days, n)
		}
	})
	return days
}

// yes reads true or false.
func (r *reader) yes(v value, otherwise bool) bool {
	if s, ok := r.choice(v, []string{"true", "false"}); ok {
		return s == "true"
	}
	return otherwise
}
