package rules

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// candidates returns the figures of the sentence that may answer the part's
// target, by kind and unit. A level beats a share of the plan; the sides of a
// fraction answer a rate only where no rate is stated.
func (h *hearing) candidates() []reply {
	want := kindOf(h.target().Op)
	if want == 0 || h.inWords() {
		return nil
	}
	if found := h.figures(want); len(found) > 0 {
		return found
	}
	if want != share {
		if found := h.fractions(h.ownGoal()); len(found) > 0 && isRate(h.unit()) {
			return found
		}
		return h.figures(share)
	}
	return h.assigned()
}

func (h *hearing) ownGoal() goal { return goalOf(h.target(), h.version.Polarity) }

// figures returns the figures of one kind. Figures in brackets count only
// where there are no others; one that its writer calls another way of
// reckoning is another reading of the one before it.
func (h *hearing) figures(want kind) []reply {
	var found, bracketed []reply
	last := &found
	for _, f := range h.read.Figures {
		other := f.Alternative && len(*last) > 0 && sameUnit(f, (*last)[len(*last)-1])
		if !other && !h.isKind(f, want) {
			continue
		}
		r, ok := h.replyOf(f, want)
		switch {
		case !ok:
		case other:
			before := &(*last)[len(*last)-1]
			before.readings = append(before.readings, r.readings...)
		case f.Bracketed:
			bracketed = append(bracketed, r)
			last = &bracketed
		default:
			found = append(found, r)
			last = &found
		}
	}
	if len(found) == 0 {
		found = bracketed
	}
	return distinct(h.left(found))
}

// left keeps, where less is better, what the sentence says is left: of "thoát
// nghèo 18 hộ, còn 12 hộ" the level is 12.
func (h *hearing) left(replies []reply) []reply {
	if h.version.Polarity != language.LowerIsBetter {
		return replies
	}
	var kept []reply
	for _, r := range replies {
		if r.role == language.RoleRemainder {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return replies
	}
	return kept
}

// sameUnit reports whether a figure is in the unit of the reply it may be
// another reading of.
func sameUnit(f language.Figure, r reply) bool { return f.Unit == r.readings[0].shown.unit }

// isKind reports whether the figure is of the wanted kind. Bases, the plan's
// own figures, parts of a total and what is only mentioned are of none.
func (h *hearing) isKind(f language.Figure, want kind) bool {
	switch f.Role {
	case language.RoleShare:
		return want == share
	case language.RoleChange:
		return want == change || want == multiple && f.Unit == times || want == level && isRate(f.Unit) && namesGrowth(h.label())
	case language.RoleValue:
		return want == level || want == multiple && f.Unit == times || want == change && isRate(f.Unit) && namesGrowth(f.Label)
	case language.RoleRemainder: // "còn 0,45%" is the level of what is to shrink
		return want == level && h.version.Polarity == language.LowerIsBetter
	}
	return false
}

// times is the unit of a multiple.
const times = "lần"

// growthWords name a rate of growth, which is a level of that rate and a
// change of what grows.
var growthWords = phrases("tốc độ", "tăng trưởng", "tỷ lệ tăng", "tỷ lệ giảm", "mức tăng", "mức giảm")

func namesGrowth(label string) bool {
	words := phrased(label)
	return slices.ContainsFunc(growthWords, func(w string) bool { return strings.Contains(words, w) })
}

// replyOf brings a figure into the terms of the goal; it is no reply when its
// unit cannot be.
func (h *hearing) replyOf(f language.Figure, want kind) (reply, bool) {
	r := reply{label: f.Label, role: f.Role, at: f.Span, clause: f.Clause, estimate: h.isEstimate(f)}
	unit := h.unit()
	m := measure{goal: h.ownGoal(), nudge: nudge(f.Qualifier), shown: shown{value: f.Value, unit: f.Unit}}
	switch {
	case want == share:
		m.goal, m.value, m.shown.ofPlan = planShare(h.target(), h.version.Polarity), f.Value, true
	default:
		value, ok := convert(f.Value, f.Unit, unit)
		if !ok {
			return reply{}, false
		}
		m.value = value
		if f.Unit == "" {
			m.shown.unit = unit
		}
	}
	if want == change {
		m.shown.moved, m.shown.falls = true, downwards(h.target().Op)
	}
	m.value = h.signed(m.value, f)
	r.readings = h.fractionBehind(f, m)
	r.thing = h.counted(f, r.readings[0].shown)
	if f.Other.Valid {
		r.readings = append(r.readings, h.otherReading(m, f)...)
	}
	r.likeness = r.like(h.label())
	return r, true
}

// counted is what a figure counts, or what the fraction behind it does.
func (h *hearing) counted(f language.Figure, s shown) string {
	if s.over.Valid {
		for _, g := range h.read.Figures {
			if g.Span.Start < f.Span.Start && g.Value.Equal(s.over.Decimal) {
				f = g
			}
		}
	}
	if !plan.CountsThings(f.Unit) {
		return ""
	}
	return f.Unit
}

// isEstimate reports whether the writer calls the figure an estimate, or one
// before it in the same clause: a share worked out from an estimate is one too.
func (h *hearing) isEstimate(f language.Figure) bool {
	return slices.ContainsFunc(h.read.Figures, func(g language.Figure) bool {
		return g.Clause == f.Clause && g.Span.Start <= f.Span.Start && estimated(g.Qualifier)
	})
}

// convert turns a figure into the unit of the target. A figure without a unit
// is taken to be in the plan's. Counts of things are taken as they are: "03
// trường" is answered by "03 THCS, Tiểu học".
func convert(v decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	switch {
	case from == "" || from == to:
		return v, true
	case to == "":
		return v, plan.CountsThings(from)
	}
	if d, ok := language.Convert(v, from, to); ok {
		return d, true
	}
	if isPercent(from) && isPercent(to) { // a change of a rate, worded either way
		return v, true
	}
	return v, plan.CountsThings(from) && plan.CountsThings(to)
}

func isPercent(unit string) bool { return unit == "%" || unit == "điểm %" }

func isRate(unit string) bool { return isPercent(unit) || unit == "‰" }

// signed turns a change round that goes the other way than the target's: a
// fall where growth is wanted, growth where a fall is.
func (h *hearing) signed(v decimal.Decimal, f language.Figure) decimal.Decimal {
	if f.Role == language.RoleChange && f.Falling != downwards(h.target().Op) {
		return v.Neg()
	}
	return v
}

// otherReading returns the second reading of a figure that has two.
func (h *hearing) otherReading(m measure, f language.Figure) []measure {
	other := m
	other.shown.value = f.Other.Decimal
	other.shown.over, other.shown.under = decimal.NullDecimal{}, decimal.NullDecimal{}
	value, ok := convert(f.Other.Decimal, f.Unit, h.unit())
	if m.shown.ofPlan {
		value, ok = f.Other.Decimal, true
	}
	other.value = h.signed(value, f)
	if !ok {
		return nil
	}
	return []measure{other}
}

// distinct drops figures that say the same thing again.
func distinct(replies []reply) []reply {
	var kept []reply
	for _, r := range replies {
		i := slices.IndexFunc(kept, func(k reply) bool {
			return len(k.readings) == len(r.readings) && k.readings[0].value.Equal(r.readings[0].value)
		})
		switch {
		case i < 0:
			kept = append(kept, r)
		case r.likeness > kept[i].likeness:
			kept[i] = r
		}
	}
	return kept
}
