package rules

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// fractionBehind returns the readings of a stated percentage that comes from a
// fraction in the same sentence. What is compared is the fraction itself, for
// "189/199, đạt 95%" is less than 95%; where the two do not agree, both
// readings are open.
func (h *hearing) fractionBehind(f language.Figure, m measure) []measure {
	if !isRate(f.Unit) {
		return []measure{m}
	}
	for _, c := range h.read.Claims {
		if c.Kind != language.ClaimFrac || c.Span != f.Span || !c.A.Valid || !c.B.Valid || c.B.Decimal.IsZero() {
			continue
		}
		exact := m
		exact.value = percent(c.A.Decimal, c.B.Decimal)
		exact.shown.over, exact.shown.under = c.A, c.B
		switch c.Verdict {
		case language.VerdictOK, language.VerdictNote:
			if exact.outcome() != m.outcome() { // rounding hid on which side it stands
				exact.shown.value = exact.rounded()
			}
			return []measure{exact}
		case language.VerdictWarn:
			exact.shown.value = exact.rounded()
			return []measure{m, exact}
		}
	}
	return []measure{m}
}

func percent(a, b decimal.Decimal) decimal.Decimal { return a.Mul(hundred).Div(b) }

// fractions returns the rates that the sentence's fractions give: 9/10 đơn is
// 90%.
func (h *hearing) fractions(g goal) []reply {
	var found []reply
	for i, over := range h.read.Figures {
		under, ok := h.under(i)
		if !ok || over.Role != language.RoleValue {
			continue
		}
		found = append(found, h.fractionReply(over, under, measure{goal: g}))
	}
	return distinct(found)
}

func (h *hearing) fractionReply(over, under language.Figure, m measure) reply {
	m.value = percent(over.Value, under.Value)
	m.shown.value, m.shown.unit = m.rounded(), "%"
	m.shown.over, m.shown.under = decimal.NewNullDecimal(over.Value), decimal.NewNullDecimal(under.Value)
	r := reply{
		readings: []measure{m},
		label:    over.Label,
		thing:    h.counted(over, shown{}),
		at:       language.Span{Start: over.Span.Start, End: under.Span.End},
		clause:   over.Clause,
		estimate: h.isEstimate(over),
	}
	r.likeness = r.like(h.label())
	return r
}

// under returns the figure that figure i of the sentence is a fraction of.
func (h *hearing) under(i int) (language.Figure, bool) {
	if i+1 >= len(h.read.Figures) {
		return language.Figure{}, false
	}
	over, under := h.read.Figures[i], h.read.Figures[i+1]
	if under.Value.IsZero() || under.Span.Start <= over.Span.Start {
		return language.Figure{}, false
	}
	// A figure's span may or may not take in its unit.
	end := min(under.Span.Start, len(h.runes))
	between := strings.TrimSpace(string(h.runes[min(over.Span.Start, end):end]))
	return under, strings.HasSuffix(between, "/")
}

// assigned returns the shares of the plan that can be worked out where none is
// stated: a fraction of the plan's figure, or a figure in the unit in which
// the giver assigned one. A fraction of anything else may be one of the plan;
// only a person can tell.
func (h *hearing) assigned() []reply {
	var found []reply
	given := h.target().Given
	for i, f := range h.read.Figures {
		under, ok := h.under(i)
		if !ok || f.Role != language.RoleValue {
			continue
		}
		r := h.fractionReply(f, under, fullPlan)
		r.unsure = under.Role != language.RolePlan && !(given.Valid && under.Value.Equal(given.Decimal))
		found = append(found, r)
	}
	if len(found) > 0 || !given.Valid || given.Decimal.IsZero() || isRate(h.part.Unit) || h.part.Unit == "" {
		return distinct(found)
	}
	for _, f := range h.read.Figures {
		if value, ok := convert(f.Value, f.Unit, h.part.Unit); ok && f.Role == language.RoleValue {
			f.Value = value
			found = append(found, h.fractionReply(f, language.Figure{Value: given.Decimal, Span: f.Span}, fullPlan))
		}
	}
	return distinct(found)
}

// fullPlan is the measure of a share of the plan that is still to be filled in.
var fullPlan = measure{goal: planDone(true), shown: shown{ofPlan: true}}
