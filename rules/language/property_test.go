package language

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestFormattedDecimalsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mantissa := rapid.Int64Range(-1_000_000_000_000, 1_000_000_000_000).Draw(t, "mantissa")
		d := decimal.New(mantissa, -rapid.Int32Range(0, 6).Draw(t, "decimals"))
		text := Format(d)
		got := ReadCell(text, Known{})
		if !got.Number.Valid {
			t.Fatalf("%q is no number", text)
		}
		if !got.Number.Decimal.Equal(d) && !(got.Other.Valid && got.Other.Decimal.Equal(d)) {
			t.Fatalf("%s is written %q and read as %s", d, text, got.Value)
		}
		if got.Action != ActionAccept && got.Action != ActionAsk {
			t.Fatalf("house style %q gives %s", text, got.Action)
		}
	})
}

// stated writes a share the way people do: rounded to some digits.
func stated(t *rapid.T, a, b int) decimal.Decimal {
	digits := rapid.Int32Range(0, 2).Draw(t, "digits")
	return decimal.New(int64(a)*100, 0).DivRound(decimal.New(int64(b), 0), digits)
}

var fractionSentences = []string{
	"Đã giải quyết %d/%d hồ sơ, đạt %s%%.",
	"Có %d/%d hộ đạt chuẩn, bằng %s%% kế hoạch",
	"Vận động %d/%d người tham gia (đạt %s%%)",
	"Kiểm tra %d trên tổng số %d cơ sở, đạt %s%%",
}

func TestConsistentSharesAreNeverWarnedAbout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.IntRange(1, 5000).Draw(t, "b")
		a := rapid.IntRange(0, 2*b).Draw(t, "a")
		sentence := rapid.SampledFrom(fractionSentences).Draw(t, "sentence")
		text := fmt.Sprintf(sentence, a, b, Format(stated(t, a, b)))
		for _, c := range ReadResult(text, Known{}).Claims {
			if c.Verdict == VerdictWarn {
				t.Fatalf("%q: %s", text, c.Why)
			}
		}
	})
}

func TestInconsistentSharesAreAlwaysWarnedAbout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.IntRange(3, 1800).Draw(t, "b")
		a := rapid.IntRange(1, b).Draw(t, "a")
		right := stated(t, a, b)
		// Off by more than rounding or cutting could explain.
		off := decimal.New(rapid.Int64Range(2, 30).Draw(t, "off"), 0)
		wrong := right.Add(off)
		if rapid.Bool().Draw(t, "below") && right.GreaterThan(off) {
			wrong = right.Sub(off)
		}
		sentence := rapid.SampledFrom(fractionSentences).Draw(t, "sentence")
		text := fmt.Sprintf(sentence, a, b, Format(wrong))
		claims := ReadResult(text, Known{}).Claims
		if len(claims) != 1 || claims[0].Verdict != VerdictWarn {
			t.Fatalf("%q: %+v", text, claims)
		}
	})
}

func TestConsistentRemaindersAreNeverWarnedAbout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(2, 900).Draw(t, "total")
		done := rapid.IntRange(1, total-1).Draw(t, "done")
		text := fmt.Sprintf("Tiếp nhận %d đơn, đã giải quyết %d đơn, còn %d đơn.", total, done, total-done)
		claims := ReadResult(text, Known{}).Claims
		if len(claims) != 1 || claims[0].Verdict != VerdictOK {
			t.Fatalf("%q: %+v", text, claims)
		}
		text = fmt.Sprintf("Tiếp nhận %d đơn, đã giải quyết %d đơn, còn %d đơn.", total, done, total+done)
		claims = ReadResult(text, Known{}).Claims
		if len(claims) != 1 || claims[0].Verdict != VerdictWarn {
			t.Fatalf("%q: %+v", text, claims)
		}
	})
}

func TestConsistentGrowthIsNeverWarnedAbout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.IntRange(1, 900).Draw(t, "before")
		now := rapid.IntRange(1, 900).Draw(t, "now")
		change := decimal.New(int64(now-before)*100, 0).DivRound(decimal.New(int64(before), 0), 1)
		word := "tăng"
		if change.IsNegative() {
			word, change = "giảm", change.Neg()
		}
		text := fmt.Sprintf("Xảy ra %d vụ, %s %s%% so với cùng kỳ (%d vụ).", now, word, Format(change), before)
		claims := ReadResult(text, Known{}).Claims
		if len(claims) != 1 || claims[0].Verdict == VerdictWarn {
			t.Fatalf("%q: %+v", text, claims)
		}
	})
}

func TestRatioIsExactEitherWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.Int32Range(0, 4).Draw(t, "digits")
		a := decimal.New(rapid.Int64Range(0, 1_000_000_000_000).Draw(t, "a"), -digits)
		b := decimal.New(rapid.Int64Range(1, 1_000_000_000_000).Draw(t, "b"), -digits)
		want := a.Mul(hundred).DivRound(b, precision)
		if got := ratio(a, b); !got.Equal(want) {
			t.Fatalf("ratio(%s, %s) = %s, want %s", a, b, got, want)
		}
	})
}
