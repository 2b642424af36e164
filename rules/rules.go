// Package rules says what is met and what is missed: Evaluate takes a plan and
// what the units wrote, and answers with a verdict and its reason. It is pure:
// no I/O, no clock, no settings, no cell address. Input and output are
// positional: what stands at place i of the answer speaks of place i of the
// plan. form, history, example, engine and cmd import it.
//
// The way of one indicator: every part is heard (hearing.go), its figures are
// matched to its target (match.go, fraction.go, cell.go), the parts settle
// whose figure is whose (settle.go), and each is judged (judge.go against
// goal.go; affirm.go and grade.go for targets in words).
package rules

import (
	"time"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// Status is where an indicator or one of its parts stands.
type Status string

// The statuses.
const (
	Met        Status = "met"
	Exceeded   Status = "exceeded"
	InProgress Status = "in_progress"
	NotMet     Status = "not_met"
	NotDue     Status = "not_due"
	CannotTell Status = "cannot_tell"
)

// Statuses lists every status in the order in which people are told.
var Statuses = []Status{Met, Exceeded, InProgress, NotMet, NotDue, CannotTell}

// Report is what the units wrote for one indicator; Parts[i] belongs to the
// indicator's part i.
type Report struct {
	Parts []PartReport
}

// PartReport is what a unit wrote for one part.
type PartReport struct {
	// Figure is the reading of the number cell; its zero value is a blank cell.
	Figure language.CellReading
	// Sentence is the part's own sentence, Head the sentence beside the whole
	// indicator in the same unit's tab.
	Sentence, Head string
	// Estimate is true when the unit marked the figure as an estimate (Ước).
	Estimate bool
	// Unread is true when the unit's tab was refused, so that nothing is known.
	Unread bool
	// OtherPeriod names the period of another year that the unit's tab stands
	// for, "" for none: nothing is judged by it.
	OtherPeriod string
}

// AsOf is the instant at which a plan is judged.
type AsOf struct {
	At time.Time
	// CutOff is the end of the period's data: the target version valid on the
	// last day before it counts.
	CutOff time.Time
	// PeriodEnded is true when the reported period is over at At, YearEnded
	// when the plan's year is.
	PeriodEnded, YearEnded bool
	// Closed is true once the plan's year is closed: what is not met then is
	// missed.
	Closed bool
}

// Verdict is the judgement of one indicator.
type Verdict struct {
	Status    Status
	Why       string // one Vietnamese line
	Questions []string
	Parts     []PartVerdict
}

// PartVerdict is the judgement of one part.
type PartVerdict struct {
	Status Status
	// Actual is the figure that was judged, in Unit; absent when there is none.
	// A change is positive in the direction that the target asks for.
	Actual decimal.NullDecimal
	// ActualWords is what was judged for a target in words.
	ActualWords string
	Unit        string
	// Ratio is Actual as a percentage of the target, where more means further
	// on; it is not rounded.
	Ratio     decimal.NullDecimal
	Why       string
	Questions []string
	// Doubts are what does not fit together and a person must settle: a figure
	// and a sentence that differ, a claim that does not add up.
	Doubts []string
	// Remarks belong into Kiểm tra beside the reason and wait for nobody: an
	// estimate, a giver's level, a figure that was cut and not rounded.
	Remarks []string
	// Estimate is true when the judgement rests on an estimate.
	Estimate bool
	// Missing is true when nothing was written for the part.
	Missing bool
}
