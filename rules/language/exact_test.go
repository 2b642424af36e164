package language

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

// same reports whether two decimals are written alike, zeros at the end
// included.
func same(a, b decimal.Decimal) bool { return a.Equal(b) && a.Exponent() == b.Exponent() }

// Numbers of every size, so that some fit an int64 and some do not.
func someDecimals(count int) []decimal.Decimal {
	random := rand.New(rand.NewPCG(3, 9))
	all := []decimal.Decimal{{}, decimal.Zero, decimal.New(1, 0), decimal.New(-1, 2), decimal.New(5, -1), decimal.New(999_999_999_999_999_999, 0)}
	for len(all) < count {
		digits := random.Int64N(powersInt64[1+random.IntN(mostDigits)])
		if random.IntN(3) == 0 {
			digits = -digits
		}
		d := decimal.New(digits, int32(random.IntN(13)-9))
		if random.IntN(20) == 0 {
			d = decimal.NewFromBigInt(new(big.Int).Mul(big.NewInt(digits), big.NewInt(1<<62)), d.Exponent())
		}
		all = append(all, d)
	}
	return all
}

func TestWholeNumbersGiveWhatDecimalsGive(t *testing.T) {
	all := someDecimals(150)
	for _, a := range all {
		if got, want := roughly(a), a.InexactFloat64(); got != want {
			t.Errorf("roughly(%s) = %v, want %v", a, got, want)
		}
		for decimals := int32(0); decimals < 6; decimals++ {
			if got, want := roundTo(a, decimals), a.Round(decimals); !same(got, want) {
				t.Errorf("roundTo(%s, %d) = %s, want %s", a, decimals, got, want)
			}
		}
		for _, b := range all {
			if got, want := plus(a, b), a.Add(b); !same(got, want) {
				t.Errorf("plus(%s, %s) = %s, want %s", a, b, got, want)
			}
			if got, want := minus(a, b), a.Sub(b); !same(got, want) {
				t.Errorf("minus(%s, %s) = %s, want %s", a, b, got, want)
			}
			if b.IsZero() {
				continue
			}
			if got, want := ratio(a, b), a.Mul(hundred).DivRound(b, precision); !same(got, want) {
				t.Errorf("ratio(%s, %s) = %s, want %s", a, b, got, want)
			}
		}
	}
}

func TestWithinGivesWhatDecimalsGive(t *testing.T) {
	all := someDecimals(40)
	for _, a := range all {
		for _, apart := range all {
			for _, margin := range []decimal.Decimal{apart.Abs(), apart.Abs().Sub(decimal.New(1, -3)), half(a)} {
				b := a.Add(apart)
				if got, want := within(a, b, margin), !a.Sub(b).Abs().GreaterThan(margin); got != want {
					t.Errorf("within(%s, %s, %s) = %v, want %v", a, b, margin, got, want)
				}
			}
		}
	}
}
