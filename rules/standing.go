package rules

import "time"

// Standing is where one unit's report for one period stands. It follows from
// what is in the sheet and on record, never from a button.
type Standing string

// The standings, in the order in which a report goes through them.
const (
	NotSubmitted Standing = "not_submitted" // chưa nộp
	Entering     Standing = "entering"      // đang nhập
	Complete     Standing = "complete"      // đủ số liệu
	Explain      Standing = "explain"       // cần giải trình
	OnTime       Standing = "on_time"       // đã nộp đúng hạn
	Late         Standing = "late"          // đã nộp trễ
	Closed       Standing = "closed"        // đã chốt
	Reopened     Standing = "reopened"      // mở lại
)

// Standings lists every standing in the order in which people are told.
var Standings = []Standing{NotSubmitted, Entering, Complete, Explain, OnTime, Late, Closed, Reopened}

// Evidence is what a standing follows from.
type Evidence struct {
	// InPeriod says that the period cell names the period, PeriodBlank that it
	// is blank. Neither: it names another period, or none that can be read.
	InPeriod, PeriodBlank bool
	// Have of Want compulsory rows are readable.
	Have, Want int
	// Changed says that a row differs from what stood for the period before,
	// or that nothing stood there before.
	Changed bool
	// FirstComplete is the instant of the receipt, zero for none; a receipt
	// from LateFrom on is late. A zero LateFrom is never.
	FirstComplete, LateFrom time.Time
	// Closed says that the period is closed, Reopened that the unit may mend
	// its figures all the same.
	Closed, Reopened bool
}

// full reports whether every compulsory row is readable.
func (e Evidence) full() bool { return e.Have >= e.Want }

// Stand says where a report stands.
//
// Rows that are all there make it handed in only together with the period
// cell: while that is blank, or no receipt was given yet, the report is
// complete and no more. A tab that still names another period has not been
// handed in, whatever its rows say: they belong to that other period. Where
// the period cell moved on and no row did, the unit is asked to explain, also
// after a receipt; a blank period cell above such rows says nothing at all.
func Stand(e Evidence) Standing {
	switch {
	case e.Reopened:
		return Reopened
	case e.Closed:
		return Closed
	case !e.InPeriod && !e.PeriodBlank, e.Have == 0 && e.Want > 0:
		return NotSubmitted
	case !e.Changed && e.PeriodBlank:
		return NotSubmitted
	case !e.Changed:
		return Explain
	case !e.full():
		return Entering
	case e.PeriodBlank || e.FirstComplete.IsZero():
		return Complete
	case e.LateFrom.IsZero() || e.FirstComplete.Before(e.LateFrom):
		return OnTime
	}
	return Late
}

// Reported says whether the unit has reported: handed in, or closed with every
// row there.
func Reported(e Evidence) bool {
	switch Stand(e) {
	case OnTime, Late:
		return true
	case Closed, Reopened:
		return e.full()
	}
	return false
}
