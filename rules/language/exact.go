package language

import (
	"math"

	"github.com/shopspring/decimal"
)

// Every step of decimal arithmetic makes objects. Figures that people write fit
// an int64, in which the same sums make none; what does not fit is left to the
// decimals, with the same result.

// powersInt64 are the powers of ten that an int64 holds.
var powersInt64 = func() (powers [mostDigits + 1]int64) {
	powers[0] = 1
	for i := 1; i < len(powers); i++ {
		powers[i] = 10 * powers[i-1]
	}
	return powers
}()

// digitsAt returns how many units of 10^exponent d is; false when that is no
// int64.
func digitsAt(d decimal.Decimal, exponent int32) (int64, bool) {
	up := int(d.Exponent() - exponent)
	if up < 0 || d.NumDigits()+up > mostDigits {
		return 0, false
	}
	return d.CoefficientInt64() * powersInt64[up], true
}

// aligned returns the digits of a and b in units of the same size, and its
// exponent.
func aligned(a, b decimal.Decimal) (x, y int64, exponent int32, ok bool) {
	exponent = min(a.Exponent(), b.Exponent())
	x, okX := digitsAt(a, exponent)
	y, okY := digitsAt(b, exponent)
	return x, y, exponent, okX && okY
}

// exactly returns x units of 10^exponent.
func exactly(x int64, exponent int32) decimal.Decimal {
	if x >= 0 && x < smallLimit && exponent <= 0 && int(-exponent) < len(smallDecimals) {
		return smallDecimals[-exponent][x]
	}
	return decimal.New(x, exponent)
}

// plus returns a + b.
func plus(a, b decimal.Decimal) decimal.Decimal {
	if x, y, exponent, ok := aligned(a, b); ok {
		return exactly(x+y, exponent)
	}
	return a.Add(b)
}

// minus returns a − b.
func minus(a, b decimal.Decimal) decimal.Decimal {
	if x, y, exponent, ok := aligned(a, b); ok {
		return exactly(x-y, exponent)
	}
	return a.Sub(b)
}

// within reports whether a and b are at most margin apart.
func within(a, b, margin decimal.Decimal) bool {
	exponent := min(a.Exponent(), b.Exponent(), margin.Exponent())
	x, okA := digitsAt(a, exponent)
	y, okB := digitsAt(b, exponent)
	most, okMargin := digitsAt(margin, exponent)
	if okA && okB && okMargin {
		return max(x-y, y-x) <= most
	}
	return !a.Sub(b).Abs().GreaterThan(margin)
}

// roundTo rounds d to so many decimals, half away from zero.
func roundTo(d decimal.Decimal, decimals int32) decimal.Decimal {
	down := -decimals - d.Exponent()
	if padded, ok := digitsAt(d, -decimals); ok {
		return exactly(padded, -decimals)
	}
	digits, ok := digitsAt(d, d.Exponent())
	if !ok || down < 0 || down > mostDigits {
		return d.Round(decimals)
	}
	unit := powersInt64[down]
	whole, rest := digits/unit, digits%unit
	switch {
	case rest >= unit-rest:
		whole++
	case -rest >= unit+rest:
		whole--
	}
	return exactly(whole, -decimals)
}

// roughly returns d as a floating-point number, to sort out what cannot be
// meant before it is computed exactly.
func roughly(d decimal.Decimal) float64 {
	decimals := -int(d.Exponent())
	if decimals < 0 || decimals > mostDigits || d.NumDigits() > mostDigits {
		return d.InexactFloat64()
	}
	digits := d.CoefficientInt64()
	if digits > 1<<53 || digits < -1<<53 {
		return d.InexactFloat64()
	}
	return float64(digits) / math.Pow10(decimals)
}
