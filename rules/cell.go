package rules

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// cellReply brings the figure of the number cell into the terms of the goal;
// ok is false when it cannot be held against the target.
func (h *hearing) cellReply() (r reply, ok bool) {
	r.clause = noClause
	cell := h.said.Figure
	values, over, under := cellValues(cell)
	unit := cell.Unit
	if unit == "" {
		unit = h.cellUnit()
	}
	for _, v := range values {
		m := measure{goal: h.ownGoal(), shown: shown{
			value: v, unit: unit, moved: kindOf(h.target().Op) == change, falls: downwards(h.target().Op),
		}}
		if under.Valid && isRate(h.unit()) {
			m.shown.value, m.shown.unit = percent(over.Decimal, under.Decimal), "%"
			m.shown.over, m.shown.under = over, under
		}
		if kindOf(h.target().Op) == share {
			m.shown.ofPlan = true
			m.value, ok = h.cellShare(&m.shown)
		} else {
			m.value, ok = convert(m.shown.value, m.shown.unit, h.unit())
		}
		if !ok {
			return reply{}, false
		}
		if m.shown.under.Valid {
			m.shown.value = m.rounded()
		}
		r.readings = append(r.readings, m)
	}
	return r, len(r.readings) > 0
}

// cellUnit is the unit of a number typed without one: that of the plan's
// column, in which the unit's tab asks for it.
func (h *hearing) cellUnit() string {
	if u, ok := language.NormalUnit(h.part.Unit); ok {
		return u
	}
	if h.part.Unit != "" {
		return h.part.Unit
	}
	return h.target().Unit
}

// cellShare turns a figure of the number cell into a share of the plan.
func (h *hearing) cellShare(s *shown) (decimal.Decimal, bool) {
	given := h.target().Given
	if isRate(s.unit) || s.unit == "" {
		return s.value, true
	}
	if !given.Valid || given.Decimal.IsZero() {
		return decimal.Decimal{}, false
	}
	s.over, s.under = decimal.NewNullDecimal(s.value), given
	s.value, s.unit = percent(s.value, given.Decimal), "%"
	return s.value, true
}

// cellValues returns every reading of a number cell: "117/200" is a rate or a
// count by what the target asks, "15..20" is both of its ends. over and under
// are the sides of a fraction.
func cellValues(cell language.CellReading) (values []decimal.Decimal, over, under decimal.NullDecimal) {
	if cell.Number.Valid {
		values = append(values, cell.Number.Decimal)
		if cell.Other.Valid {
			values = append(values, cell.Other.Decimal)
		}
		return values, over, under
	}
	if a, b, cut := strings.Cut(cell.Value, "/"); cut {
		x, errX := decimal.NewFromString(a)
		y, errY := decimal.NewFromString(b)
		if errX == nil && errY == nil && !y.IsZero() {
			return []decimal.Decimal{x}, decimal.NewNullDecimal(x), decimal.NewNullDecimal(y)
		}
		return nil, over, under
	}
	for _, end := range strings.SplitN(cell.Value, "..", 2) {
		d, err := decimal.NewFromString(end)
		if err != nil {
			return nil, over, under
		}
		values = append(values, d)
	}
	return values, over, under
}

// differs reports whether the sentence gives figures for the target and none
// of them is the cell's.
func (h *hearing) differs(cell reply) bool {
	if len(h.replies) == 0 {
		return false
	}
	for _, r := range h.replies {
		for _, m := range r.readings {
			for _, c := range cell.readings {
				if m.shown.ofPlan != c.shown.ofPlan || m.value.Equal(c.value) || m.stated().Equal(c.value) {
					return false
				}
			}
		}
	}
	return true
}

// stated is the measure's value with what was typed in place of what the
// fraction behind it gives.
func (m measure) stated() decimal.Decimal {
	if m.shown.under.Valid {
		return m.shown.value
	}
	return m.value
}
