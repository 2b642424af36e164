package rules

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

func dec(text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	if err != nil {
		panic(err)
	}
	return d
}

func null(text string) decimal.NullDecimal {
	if text == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(dec(text))
}

func TestGoalOutcome(t *testing.T) {
	const higher, lower = language.HigherIsBetter, language.LowerIsBetter
	for _, tt := range []struct {
		op       language.Op
		polarity language.Polarity
		low      string
		high     string
		value    string
		want     outcome
	}{
		{language.OpEq, higher, "10", "", "9.99", short},
		{language.OpEq, higher, "10", "", "10.00", reached},
		{language.OpEq, higher, "10", "", "10.01", beyond},
		{language.OpEq, lower, "10", "", "9.99", beyond},
		{language.OpEq, lower, "10", "", "10", reached},
		{language.OpEq, lower, "10", "", "10.01", short},
		{language.OpMaintain, higher, "3", "", "2", short},
		{language.OpMaintain, higher, "3", "", "3", reached},
		{language.OpMaintain, higher, "3", "", "4", beyond},
		{language.OpGe, higher, "10", "", "9", short},
		{language.OpGe, higher, "10", "", "10", reached},
		{language.OpGe, higher, "10", "", "11", reached},
		{language.OpGe, lower, "10", "", "9", short},
		{language.OpGe, lower, "10", "", "10", reached},
		{language.OpGe, lower, "10", "", "11", reached},
		{language.OpGt, higher, "10", "", "10", short},
		{language.OpGt, higher, "10", "", "10.0001", reached},
		{language.OpGt, lower, "10", "", "10", short},
		{language.OpGt, lower, "10", "", "9", short},
		{language.OpGt, lower, "10", "", "11", reached},
		{language.OpLe, higher, "10", "", "10", reached},
		{language.OpLe, higher, "10", "", "9", reached},
		{language.OpLe, higher, "10", "", "10.1", short},
		{language.OpLe, lower, "10", "", "10", reached},
		{language.OpLe, lower, "10", "", "11", short},
		{language.OpLt, higher, "10", "", "9.9", reached},
		{language.OpLt, lower, "10", "", "10", short},
		{language.OpLt, lower, "10", "", "9.9", reached},
		{language.OpRange, higher, "15", "20", "14.9", short},
		{language.OpRange, higher, "15", "20", "15", reached},
		{language.OpRange, higher, "15", "20", "20", reached},
		{language.OpRange, higher, "15", "20", "20.1", beyond},
		{language.OpRange, lower, "15", "20", "14.9", beyond},
		{language.OpRange, lower, "15", "20", "15", reached},
		{language.OpRange, lower, "15", "20", "20", reached},
		{language.OpRange, lower, "15", "20", "20.1", short},
		{language.OpIncEq, higher, "5", "", "4", short},
		{language.OpIncEq, higher, "5", "", "5", reached},
		{language.OpIncEq, higher, "5", "", "6", reached},
		{language.OpIncEq, lower, "5", "", "6", short},
		{language.OpIncEq, lower, "5", "", "4", reached},
		{language.OpIncGe, higher, "5", "", "5", reached},
		{language.OpIncGe, higher, "5", "", "-5", short},
		{language.OpIncGt, higher, "5", "", "5", short},
		{language.OpIncRange, higher, "15", "20", "14", short},
		{language.OpIncRange, higher, "15", "20", "15.2", reached},
		{language.OpIncRange, higher, "15", "20", "21", reached},
		{language.OpIncRange, lower, "15", "20", "21", short},
		{language.OpDecEq, lower, "0.5", "", "0.4", short},
		{language.OpDecEq, lower, "0.5", "", "0.5", reached},
		{language.OpDecEq, lower, "0.5", "", "0.6", reached},
		{language.OpDecEq, higher, "0.5", "", "0.6", reached},
		{language.OpDecGe, lower, "0.5", "", "0.5", reached},
		{language.OpDecGe, lower, "0.5", "", "-0.5", short},
		{language.OpDecGt, lower, "0.5", "", "0.5", short},
		{language.OpDecRange, lower, "1", "2", "0.9", short},
		{language.OpDecRange, lower, "1", "2", "1.5", reached},
		{language.OpDecRange, lower, "1", "2", "3", reached},
		{language.OpDownTo, lower, "0.7", "", "0.7", reached},
		{language.OpDownTo, lower, "0.7", "", "0.6", reached},
		{language.OpDownTo, lower, "0.7", "", "0.8", short},
		{language.OpDownTo, higher, "0.7", "", "0.8", short},
		{language.OpUpTo, higher, "70", "", "70", reached},
		{language.OpUpTo, higher, "70", "", "69", short},
		{language.OpUpTo, higher, "70", "", "71", reached},
		{language.OpMult, higher, "2", "", "1.9", short},
		{language.OpMult, higher, "2", "", "2", reached},
		{language.OpMult, higher, "2", "", "2.1", reached},
		{language.OpComplete, higher, "100", "", "99.99", short},
		{language.OpComplete, higher, "100", "", "100", reached},
		{language.OpComplete, higher, "100", "", "100.01", beyond},
		{language.OpComplete, lower, "100", "", "100.01", beyond},
	} {
		target := language.Target{Op: tt.op, Low: null(tt.low), High: null(tt.high)}
		if got := goalOf(target, tt.polarity).of(dec(tt.value), 0); got != tt.want {
			t.Errorf("%s polarity %d low %s high %s: %s gives outcome %d, want %d",
				tt.op, tt.polarity, tt.low, tt.high, tt.value, got, tt.want)
		}
	}
}

// "gần 95%" is less than 95%, "hơn 95%" is more; neither is ever beyond a
// target it only stands beside.
func TestGoalNudge(t *testing.T) {
	for _, tt := range []struct {
		op    language.Op
		nudge int
		want  outcome
	}{
		{language.OpEq, -1, short},
		{language.OpEq, 1, reached},
		{language.OpGe, -1, short},
		{language.OpGe, 1, reached},
		{language.OpGt, 0, short},
		{language.OpGt, 1, reached},
		{language.OpLt, -1, reached},
		{language.OpLt, 0, short},
		{language.OpLe, 1, short},
	} {
		target := language.Target{Op: tt.op, Low: null("95")}
		polarity := language.HigherIsBetter
		if got := goalOf(target, polarity).of(dec("95"), tt.nudge); got != tt.want {
			t.Errorf("%s nudge %d: outcome %d, want %d", tt.op, tt.nudge, got, tt.want)
		}
	}
}

func TestTogether(t *testing.T) {
	for _, tt := range []struct {
		parts []Status
		want  Status
	}{
		{[]Status{Met}, Met},
		{[]Status{Met, Met}, Met},
		{[]Status{Exceeded, Exceeded}, Exceeded},
		{[]Status{Exceeded, Met}, Met},
		{[]Status{NotDue}, NotDue},
		{[]Status{NotDue, NotDue}, NotDue},
		{[]Status{NotDue, Met}, InProgress},
		{[]Status{NotDue, InProgress}, InProgress},
		{[]Status{Exceeded, InProgress}, InProgress},
		{[]Status{Met, NotMet}, NotMet},
		{[]Status{InProgress, NotMet}, NotMet},
		{[]Status{NotMet, CannotTell}, CannotTell},
		{[]Status{Met, CannotTell, NotDue}, CannotTell},
		{nil, CannotTell},
	} {
		var parts []PartVerdict
		for _, s := range tt.parts {
			parts = append(parts, PartVerdict{Status: s})
		}
		if got := together(parts); got != tt.want {
			t.Errorf("%v together: %s, want %s", tt.parts, got, tt.want)
		}
	}
}

func TestAppendNew(t *testing.T) {
	var lines []string
	for _, line := range []string{"a", "", "b", "a"} {
		lines = appendNew(lines, line)
	}
	if len(lines) != 2 || lines[0] != "a" || lines[1] != "b" {
		t.Errorf("%q", lines)
	}
}

// The figure that decides is the one that has come least far, on either side.
func TestBinding(t *testing.T) {
	at := func(op language.Op, polarity language.Polarity, value string) reply {
		target := language.Target{Op: op, Low: null("10")}
		return reply{readings: []measure{{goal: goalOf(target, polarity), value: dec(value)}}}
	}
	for _, tt := range []struct {
		op       language.Op
		polarity language.Polarity
		values   []string
		want     string
	}{
		{language.OpGe, language.HigherIsBetter, []string{"12", "11", "13"}, "11"},
		{language.OpGe, language.HigherIsBetter, []string{"12", "9", "8"}, "8"},
		{language.OpLe, language.LowerIsBetter, []string{"8", "9", "7"}, "9"},
		{language.OpLe, language.LowerIsBetter, []string{"8", "11", "12"}, "12"},
	} {
		var replies []reply
		for _, v := range tt.values {
			replies = append(replies, at(tt.op, tt.polarity, v))
		}
		if got := binding(replies).readings[0].value; !got.Equal(dec(tt.want)) {
			t.Errorf("%s %v: %s decides, want %s", tt.op, tt.values, got, tt.want)
		}
	}
}

// A share of the plan that stands in for a level is held against all of it.
func TestPlanShare(t *testing.T) {
	const higher, lower = language.HigherIsBetter, language.LowerIsBetter
	for _, tt := range []struct {
		op       language.Op
		polarity language.Polarity
		value    string
		want     outcome
	}{
		{language.OpEq, higher, "99", short},
		{language.OpEq, higher, "100", reached},
		{language.OpEq, higher, "101", beyond},
		{language.OpGe, higher, "101", reached},
		{language.OpGt, higher, "100", short},
		{language.OpRange, higher, "99", short},
		{language.OpRange, higher, "105", reached},
		{language.OpRange, lower, "100", reached},
		{language.OpRange, lower, "101", short},
		{language.OpLe, lower, "100", reached},
		{language.OpLe, lower, "101", short},
		{language.OpIncRange, higher, "100", reached},
	} {
		target := language.Target{Op: tt.op, Low: null("15"), High: null("20")}
		if got := planShare(target, tt.polarity).of(dec(tt.value), 0); got != tt.want {
			t.Errorf("%s polarity %d: %s%% of the plan gives outcome %d, want %d", tt.op, tt.polarity, tt.value, got, tt.want)
		}
	}
}
