package config

import (
	"regexp"

	"bieu/rules/chase"
)

var (
	clockForm = regexp.MustCompile(`^([01]?[0-9]|2[0-3]):([0-5][0-9])$`)
	hoursForm = regexp.MustCompile(`^([^-]+?) ?- ?([^-]+)$`)
)

// parseClock reads "08:00".
func parseClock(text string) (chase.Clock, bool) {
	m := clockForm.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	return chase.ClockOf(twoDigits(m[1]), twoDigits(m[2])), true
}

// twoDigits is the number that one or two digits write.
func twoDigits(text string) int {
	n := 0
	for _, d := range text {
		n = 10*n + int(d-'0')
	}
	return n
}

func (r *reader) clock(v value, otherwise chase.Clock) chase.Clock {
	s, ok := r.scalar(v, wantText)
	if !ok {
		return otherwise
	}
	at, ok := parseClock(s)
	if !ok {
		r.report(v.node.Line, CodeClock, key(v.path), short(s))
		return otherwise
	}
	return at
}

// hours reads a stretch of the day, which may pass midnight: "20:00-07:00".
func (r *reader) hours(v value, from, to chase.Clock) (chase.Clock, chase.Clock) {
	s, ok := r.scalar(v, wantText)
	if !ok {
		return from, to
	}
	if m := hoursForm.FindStringSubmatch(s); m != nil {
		begin, isBegin := parseClock(m[1])
		end, isEnd := parseClock(m[2])
		if isBegin && isEnd {
			return begin, end
		}
	}
	r.report(v.node.Line, CodeHours, key(v.path), short(s))
	return from, to
}
