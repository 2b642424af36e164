package rules

import (
	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// measure is one reading of a figure, brought into the terms of its goal.
type measure struct {
	goal  goal
	value decimal.Decimal // in the goal's unit
	nudge int             // see goal.of
	// shown is the figure as people are told it.
	shown shown
}

func (m measure) outcome() outcome { return m.goal.of(m.value, m.nudge) }

// rounded is the value with two decimals, or with as many more as it takes to
// stand on the same side of the goal as the value itself.
func (m measure) rounded() decimal.Decimal {
	for places := int32(2); places < 12; places++ {
		if short := m.value.Round(places); m.goal.of(short, m.nudge) == m.outcome() {
			return short
		}
	}
	return m.value
}

// shown is what people are told of a measure.
type shown struct {
	value decimal.Decimal // as stated
	unit  string
	// over and under are the two sides of the fraction the figure comes from.
	over, under decimal.NullDecimal
	// ofPlan is true for a share of the plan, moved for a change; falls is
	// true where the target counts a decrease as positive.
	ofPlan, moved, falls bool
}

// reply is one thing a unit said that answers the target, in all readings that
// are still open. The first reading is the one that was typed.
type reply struct {
	readings []measure
	// label is the words that name the figure; thing is what it counts, which
	// may be the better half of its name ("12/13 tổ dân phố văn hóa").
	label, thing string
	// likeness is how like the name is to the words of the target.
	likeness float64
	// at is where the figure stands in its sentence; clause is its clause.
	at     language.Span
	clause int
	role   language.Role
	// estimate is true for a figure the writer calls one, unsure where even its
	// kind is not certain.
	estimate, unsure bool
}

// outcomes is a set of outcomes, a bit for each.
type outcomes uint8

func (o outcomes) has(x outcome) bool { return o&(1<<x) != 0 }

// possible returns what the reply may turn out to be.
func (r reply) possible() outcomes {
	var set outcomes
	for _, m := range r.readings {
		set |= 1 << m.outcome()
	}
	return set
}

// all returns what replies may turn out to be together: figures that answer
// equally must all satisfy, so the least of them counts.
func all(replies []reply) outcomes {
	if len(replies) == 0 {
		return 1 << unheard
	}
	set := outcomes(1 << beyond)
	for _, r := range replies {
		var least outcomes
		one := r.possible()
		for a := unheard; a <= beyond; a++ {
			for b := unheard; b <= beyond; b++ {
				if set.has(a) && one.has(b) {
					least |= 1 << min(a, b)
				}
			}
		}
		set = least
	}
	return set
}

// like tells how like the reply's name is to the words of a target.
func (r reply) like(label string) float64 {
	plain := language.Likeness(label, r.label)
	if r.thing == "" {
		return plain
	}
	return max(plain, language.Likeness(label, r.thing+" "+r.label))
}

// binding returns the reply that decides: the one with the least outcome as
// typed, and of those the one that has come least far.
func binding(replies []reply) reply {
	least := replies[0]
	for _, r := range replies[1:] {
		a, b := r.readings[0], least.readings[0]
		if a.outcome() < b.outcome() || a.outcome() == b.outcome() && a.worse(b) {
			least = r
		}
	}
	return least
}

// worse reports whether m has come less far than n towards the same goal.
func (m measure) worse(n measure) bool {
	if m.goal.lower {
		return m.value.GreaterThan(n.value)
	}
	return m.value.LessThan(n.value)
}

// nudge tells which side of a round figure the writer's word puts the true
// one on: "gần 95%" lies below it, "hơn 95%" above.
func nudge(qualifier string) int {
	for _, w := range language.Words(qualifier) {
		switch w {
		case "gần", "dưới":
			return -1
		case "hơn", "trên", "quá", "vượt":
			return 1
		}
	}
	return 0
}

// estimated reports whether the word before a figure makes it an estimate.
func estimated(qualifier string) bool {
	for _, w := range language.Words(qualifier) {
		if w == "ước" || w == "dự" {
			return true
		}
	}
	return false
}
