package language

import "github.com/shopspring/decimal"

// settle decides the figures with two readings where the plan or the last
// period tells which one is meant.
func (r *resultReader) settle() {
	for k := range r.reading.Figures {
		f := &r.reading.Figures[k]
		if f.Other.Valid && r.settledByPair(k) {
			continue
		}
		if f.Other.Valid && settleBy(r.known, f.Unit, &f.Value, &f.Other) {
			r.page.figures[k].other = decimal.NullDecimal{}
		}
	}
}

// settledByPair settles one side of a fraction by the size of the other.
func (r *resultReader) settledByPair(k int) bool {
	other := k + 1
	switch r.places[k].pairing {
	case pairDenominator:
		other = k - 1
	case pairNumerator:
	default:
		return false
	}
	f, beside := &r.reading.Figures[k], r.reading.Figures[other]
	if beside.Other.Valid || beside.Unit != f.Unit {
		return false
	}
	known := Known{Unit: f.Unit, Plan: decimal.NewNullDecimal(beside.Value)}
	return settleBy(known, f.Unit, &f.Value, &f.Other)
}

// settleBy picks the reading that is of the size that known leads to expect;
// it reports whether that settled the doubt.
func settleBy(known Known, unit string, value *decimal.Decimal, other *decimal.NullDecimal) bool {
	for _, expected := range []decimal.NullDecimal{known.Plan, known.Last} {
		if !expected.Valid || !expected.Decimal.IsPositive() {
			continue
		}
		level := expected.Decimal
		if unit != "" && known.Unit != "" {
			converted, ok := Convert(level, known.Unit, unit)
			if !ok {
				continue
			}
			level = converted
		}
		first, second := ofSize(*value, level), ofSize(other.Decimal, level)
		if first == second {
			continue
		}
		if second {
			*value = other.Decimal
		}
		*other = decimal.NullDecimal{}
		return true
	}
	return false
}

// ofSize reports whether a figure is between a thirtieth and thirty times of
// what is expected: readings that differ a thousandfold never both are.
func ofSize(d, expected decimal.Decimal) bool {
	limit := decimal.New(30, 0)
	return d.Mul(limit).GreaterThan(expected) && d.LessThan(expected.Mul(limit))
}

// settleBySiblings settles the figures that are still in doubt by those of the
// same unit beside them that are not: "lúa 3.596 tấn, ngô 1.080 tấn".
func (r *resultReader) settleBySiblings() {
	for k := range r.reading.Figures {
		f := &r.reading.Figures[k]
		if !f.Other.Valid {
			continue
		}
		first, second, settled := 0, 0, 0
		from, to := r.near(k)
		for j := from; j < to; j++ {
			beside := &r.reading.Figures[j]
			if j == k || beside.Unit != f.Unit || beside.Other.Valid || beside.Value.IsZero() {
				continue
			}
			settled++
			first += r.likeSize(f.Value, beside, f)
			second += r.likeSize(f.Other.Decimal, beside, f)
		}
		if settled > 0 && (first == settled) != (second == settled) {
			if second == settled {
				r.take(k, f.Other.Decimal)
			}
			f.Other = decimal.NullDecimal{}
		}
	}
}

// likeSize returns 1 where a reading of figure f goes with the figure beside it: of
// its size, or where that is a rise, at least as large as it.
func (r *resultReader) likeSize(reading decimal.Decimal, beside, f *Figure) int {
	limit := decimal.New(10, 0)
	switch {
	case beside.Role == RoleChange && f.Role == RoleValue:
		if beside.Falling || !reading.LessThan(beside.Value) {
			return 1
		}
	case reading.Mul(limit).GreaterThan(beside.Value) && reading.LessThan(beside.Value.Mul(limit)):
		return 1
	}
	return 0
}
