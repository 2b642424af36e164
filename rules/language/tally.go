package language

import (
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// tally compares what a sentence states with what its figures give.
type tally struct {
	stated decimal.Decimal
	rough  bool // stated as an approximation: "ước 270 tấn"
	value  decimal.Decimal
	// low and high bound the value when its operands were rounded themselves;
	// open is true once they are set.
	low, high decimal.Decimal
	open      bool
}

// tally begins the comparison of figure k with a computed value.
func (r *resultReader) tally(k int, value decimal.Decimal) tally {
	f := &r.reading.Figures[k]
	return tally{stated: f.Value, rough: f.Qualifier != "", value: value}
}

// precision is how many decimals are kept of a quotient; scale is what moves it
// and the per cent before the point.
const (
	precision = 8
	scale     = 100 * 100_000_000
)

// ratio returns a/b in per cent. Operands of everyday size are divided as
// integers, everything else as decimals: the result is the same.
func ratio(a, b decimal.Decimal) decimal.Decimal {
	if x, y, _, ok := aligned(a, b); ok && x >= 0 && y > 0 {
		high, low := bits.Mul64(uint64(x), scale)
		if high < uint64(y) {
			quotient, rest := bits.Div64(high, low, uint64(y))
			if rest >= uint64(y)-rest {
				quotient++
			}
			if quotient <= math.MaxInt64 {
				return decimal.New(int64(quotient), -precision)
			}
		}
	}
	return a.Mul(hundred).DivRound(b, precision)
}

// half returns half a unit in the last stated digit of d.
func half(d decimal.Decimal) decimal.Decimal {
	if places := int(-d.Exponent()); places >= 0 && places < len(halves) {
		return halves[places]
	}
	return decimal.New(5, d.Exponent()-1)
}

// halves are half a unit of numbers without decimals, with one, and so on.
var halves = func() (all [precision]decimal.Decimal) {
	for places := range all {
		all[places] = decimal.New(5, int32(-places-1))
	}
	return all
}()

// roundedBy returns how far a measured figure may be off: half a unit in its last
// digit. A whole number below ten is rarely rounded that far.
func roundedBy(d decimal.Decimal) decimal.Decimal {
	if d.Exponent() >= 0 && d.Abs().LessThan(ten) {
		return d.Abs().Mul(decimal.New(5, -2))
	}
	return half(d)
}

// halfIn returns the same of d as typed, in the unit that d was converted to.
func halfIn(typed, converted decimal.Decimal) decimal.Decimal {
	if typed.IsZero() {
		return decimal.Zero
	}
	if typed.Equal(converted) {
		return roundedBy(typed) // the same unit
	}
	return roundedBy(typed).Mul(converted).DivRound(typed, precision).Abs()
}

// within says that the value may be off by slack either way.
func (t *tally) within(slack decimal.Decimal) {
	t.low, t.high, t.open = t.value.Sub(slack), t.value.Add(slack), true
}

// bounds sets how far the quotient a/b in per cent may be off because a and b
// are rounded to within ha and hb; less takes 100 from it.
func (t *tally) bounds(a, ha, b, hb decimal.Decimal, less bool) {
	if !b.Sub(hb).IsPositive() {
		return
	}
	t.low = ratio(a.Sub(ha), b.Add(hb))
	t.high = ratio(a.Add(ha), b.Sub(hb))
	if less {
		t.low, t.high = t.low.Sub(hundred), t.high.Sub(hundred)
	}
	t.open = true
}

// negate turns the value round, for a fall that is stated without its sign.
func (t *tally) negate() {
	t.value = t.value.Neg()
	t.low, t.high = t.high.Neg(), t.low.Neg()
}

// margin is how far a figure may be off when it was rounded as stated.
func (t *tally) margin() decimal.Decimal {
	if t.stated.Exponent() > 0 {
		return decimal.New(5, -1)
	}
	return half(t.stated)
}

// exact reports whether the figure is the value, rounded as stated.
func (t *tally) exact() bool {
	return within(t.stated, t.value, t.margin())
}

// close reports whether the figure is off by so little that figures which no word
// ties together may be meant; rounding explains more only where one does.
func (t *tally) close() bool {
	return within(t.stated, t.value, decimal.NewFromInt(1))
}

// verdict is ok within half a unit of the last stated digit, note when the
// figure was cut instead of rounded, is called approximate, or is within reach
// of rounded operands; else warn.
func (t *tally) verdict() Verdict {
	p := t.stated
	switch {
	case t.exact():
		return VerdictOK
	case t.value.Truncate(max(0, -p.Exponent())).Equal(p):
		return VerdictNote
	case t.open && !p.Add(t.margin()).LessThan(t.low) && !p.Sub(t.margin()).GreaterThan(t.high):
		return VerdictNote
	case t.rough && !p.Sub(t.value).Abs().Mul(decimal.New(20, 0)).GreaterThan(p.Abs()):
		return VerdictNote
	}
	return VerdictWarn
}

// shown returns the value with two digits more than stated.
func (t *tally) shown() decimal.Decimal {
	return roundTo(t.value, max(0, -t.stated.Exponent())+2)
}
