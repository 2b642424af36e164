package config

import (
	"net"
	"strconv"
	"time"

	"bieu/rules/calendar"
	"bieu/rules/chase"
)

// Schedule is when a worker runs a plan.
type Schedule struct {
	// HoursFrom and HoursTo are the working hours of a working day.
	HoursFrom, HoursTo chase.Clock
	// Every is how often a plan is run in working hours, Otherwise at other
	// times.
	Every, Otherwise time.Duration
	// ReadsPerMinute is how many looks at plans one account may spend.
	ReadsPerMinute int
	// Reports are the times of day at which a report is compiled on the last
	// day on which it is on time.
	Reports []chase.Clock
}

// defaultListen can be reached from this machine alone.
const defaultListen = "127.0.0.1:8750"

// mostMinutes is a day: a worker that looks less often is no worker.
const mostMinutes = 24 * 60

func defaultSchedule() Schedule {
	return Schedule{
		HoursFrom: chase.ClockOf(7, 0), HoursTo: chase.ClockOf(17, 30), Every: time.Minute, Otherwise: 15 * time.Minute,
		ReadsPerMinute: 30, Reports: []chase.Clock{chase.ClockOf(16, 0)},
	}
}

// schedule reads when a worker runs.
func (r *reader) schedule(v value, s *Schedule) {
	minutes := func(place *time.Duration) func(value) {
		return func(v value) {
			if n, ok := r.number(v, 1, mostMinutes); ok {
				*place = time.Duration(n) * time.Minute
			}
		}
	}
	r.section(v, []entry{
		{"hours", func(v value) { s.HoursFrom, s.HoursTo = r.hours(v, s.HoursFrom, s.HoursTo) }},
		{"every", minutes(&s.Every)},
		{"otherwise", minutes(&s.Otherwise)},
		{"reads_per_minute", func(v value) {
			if n, ok := r.number(v, 1, mostQuota); ok {
				s.ReadsPerMinute = n
			}
		}},
		{"reports", func(v value) { s.Reports = r.clocks(v, s.Reports) }},
	})
}

// clocks reads a list of times of day, which may be empty.
func (r *reader) clocks(v value, otherwise []chase.Clock) []chase.Clock {
	if isNull(v.node) {
		return otherwise
	}
	var list []chase.Clock
	r.items(v, func(item value) { list = append(list, r.clock(item, 0)) })
	return list
}

// listen reads an address to listen at.
func (r *reader) listen(v value, place *string) {
	s, ok := r.text(v)
	if !ok {
		return
	}
	if !Listenable(s) {
		r.report(v.node.Line, CodeListen, key(v.path), short(s))
		return
	}
	*place = s
}

// Listenable reports whether a text is an address to listen at: a host, which
// may be empty, and a port.
func Listenable(s string) bool {
	_, port, err := net.SplitHostPort(s)
	n, bad := strconv.Atoi(port)
	return err == nil && bad == nil && n >= 0 && n <= 65535
}

// IntervalAt is how often a plan is run at an instant.
func (s Schedule) IntervalAt(rule calendar.Rule, at time.Time) time.Duration {
	if s.working(rule, at) {
		return s.Every
	}
	return s.Otherwise
}

func (s Schedule) working(rule calendar.Rule, at time.Time) bool {
	local := at.In(rule.Location)
	clock := chase.ClockOf(local.Hour(), local.Minute())
	if !rule.Working(calendar.DayOf(at, rule.Location)) {
		return false
	}
	if s.HoursFrom <= s.HoursTo {
		return clock >= s.HoursFrom && clock < s.HoursTo
	}
	return clock >= s.HoursFrom || clock < s.HoursTo // hours that pass midnight
}
