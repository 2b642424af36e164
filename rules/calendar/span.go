package calendar

import "time"

// Window says which days the data of a month covers.
type Window string

// The windows.
const (
	// CalendarMonth is from the 1st to the end of the month.
	CalendarMonth Window = "month"
	// MidMonth is from the 15th of the month before to the end of the 14th, as
	// decree 09/2019/NĐ-CP, article 12, has it for regular reports.
	MidMonth Window = "15-14"
)

// Span is a half-open stretch of time: From belongs to it, To does not.
type Span struct{ From, To time.Time }

// Has reports whether at lies in the span.
func (s Span) Has(at time.Time) bool { return !at.Before(s.From) && at.Before(s.To) }

// Span returns the stretch of time whose data belongs to the period. A longer
// period runs from the start of its first month's data to the end of its
// last month's.
func (p Period) Span(w Window, loc *time.Location) Span {
	first, last := p.First(), p.Last()
	if w == MidMonth {
		return Span{
			From: Day{first.Year, time.Month(first.Number) - 1, 15}.Start(loc),
			To:   Day{last.Year, time.Month(last.Number), 15}.Start(loc),
		}
	}
	return Span{
		From: Day{first.Year, time.Month(first.Number), 1}.Start(loc),
		To:   Day{last.Year, time.Month(last.Number) + 1, 1}.Start(loc),
	}
}
