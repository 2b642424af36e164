package rules

import (
	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// kind is what sort of figure answers a target.
type kind uint8

const (
	level    kind = iota + 1 // how much there is
	change                   // how much it rose or fell
	multiple                 // how many times as much
	share                    // how much of the plan is done
)

// kindOf returns the sort of figure that answers an operator; a target in
// words has none.
func kindOf(op language.Op) kind {
	switch op {
	case language.OpIncEq, language.OpIncGe, language.OpIncGt, language.OpIncRange,
		language.OpDecEq, language.OpDecGe, language.OpDecGt, language.OpDecRange:
		return change
	case language.OpMult:
		return multiple
	case language.OpComplete:
		return share
	case language.OpText, "":
		return 0
	}
	return level
}

// downwards reports whether the operator speaks of a decrease.
func downwards(op language.Op) bool {
	switch op {
	case language.OpDecEq, language.OpDecGe, language.OpDecGt, language.OpDecRange:
		return true
	}
	return false
}

// relation is how a figure must stand to its target.
type relation uint8

const (
	equal   relation = iota + 1 // the good side of it satisfies too
	atLeast                     //
	above                       //
	atMost                      //
	below                       //
	between                     // the good side of it satisfies too
)

// goal is a target reduced to numbers: what a figure is held against.
type goal struct {
	rel       relation
	low, high decimal.Decimal
	// lower is true when the good side is below.
	lower bool
	// beyondCounts is true when going past the target is a status of its own.
	beyondCounts bool
}

var hundred = decimal.New(100, 0)

// goalOf returns what the target's own figures ask for.
func goalOf(t language.Target, polarity language.Polarity) goal {
	g := goal{low: t.Low.Decimal, high: t.High.Decimal, lower: polarity == language.LowerIsBetter}
	switch t.Op {
	case language.OpEq, language.OpMaintain:
		g.rel, g.beyondCounts = equal, true
	case language.OpRange:
		g.rel, g.beyondCounts = between, true
	case language.OpComplete:
		return planDone(true)
	case language.OpIncEq:
		g.rel = equal
	case language.OpIncRange:
		g.rel = between
	case language.OpDecEq: // more of a decrease is never the bad side
		g.rel, g.lower = equal, false
	case language.OpDecRange:
		g.rel, g.lower = between, false
	case language.OpGe, language.OpIncGe, language.OpDecGe, language.OpUpTo, language.OpMult:
		g.rel, g.lower = atLeast, false
	case language.OpGt, language.OpIncGt, language.OpDecGt:
		g.rel, g.lower = above, false
	case language.OpLe, language.OpDownTo:
		g.rel, g.lower = atMost, true
	case language.OpLt:
		g.rel, g.lower = below, true
	}
	return g
}

// planDone is the goal of a figure that is a share of the plan: all of it.
func planDone(beyondCounts bool) goal {
	return goal{rel: equal, low: hundred, beyondCounts: beyondCounts}
}

// planShare is the goal of a share of the plan that stands in for a level.
func planShare(t language.Target, polarity language.Polarity) goal {
	g := goalOf(t, polarity)
	switch g.rel {
	case between:
		g.rel = equal
	}
	g.low, g.high = hundred, decimal.Decimal{}
	g.beyondCounts = t.Op == language.OpEq || t.Op == language.OpComplete
	return g
}

// outcome is how far a figure is from its goal.
type outcome uint8

const (
	unheard outcome = iota // nothing that could be held against the goal
	short
	reached
	beyond
)

// of holds a value against the goal. nudge is -1 or 1 where the writer's word
// ("gần", "hơn") says that the true value lies just below or above.
func (g goal) of(v decimal.Decimal, nudge int) outcome {
	low := compare(v, g.low, nudge)
	switch g.rel {
	case atLeast:
		return when(low >= 0)
	case above:
		return when(low > 0)
	case atMost:
		return when(low <= 0)
	case below:
		return when(low < 0)
	case between:
		return g.side(low, compare(v, g.high, nudge), v)
	}
	return g.side(low, low, v)
}

// side places a value that stands at low against the bottom of the goal and at
// high against its top.
func (g goal) side(low, high int, v decimal.Decimal) outcome {
	switch {
	case low >= 0 && high <= 0:
		return reached
	case g.lower != (low < 0):
		return short
	case g.beyondCounts && !v.Equal(g.low) && !v.Equal(g.high):
		return beyond
	}
	return reached
}

func compare(v, bound decimal.Decimal, nudge int) int {
	if c := v.Cmp(bound); c != 0 {
		return c
	}
	return nudge
}

func when(ok bool) outcome {
	if ok {
		return reached
	}
	return short
}

// upperLimit reports whether the goal is a ceiling, which a growing count can
// still break as long as its period runs.
func (g goal) upperLimit() bool { return g.lower }
