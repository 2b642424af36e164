package rules

import (
	"fmt"
	"testing"
	"time"
)

// TestStand goes through every combination of evidence. Each of them is
// decided by exactly one line of the table; "*" stands for any value.
func TestStand(t *testing.T) {
	const (
		reopened, closed                   = "reopened", "closed"
		in, blank, other                   = "in", "blank", "other"
		none, some, all                    = "none", "some", "all"
		changed, same                      = "changed", "same"
		noReceipt, lastSecond, lateReceipt = "no receipt", "before", "from"
	)
	late := time.Date(2023, 10, 10, 0, 0, 0, 0, time.FixedZone("+07", 7*3600))
	receipts := map[string]time.Time{noReceipt: {}, lastSecond: late.Add(-time.Nanosecond), lateReceipt: late}
	have := map[string]int{none: 0, some: 3, all: 4}
	table := []struct {
		closing, period, rows, change, receipt string
		want                                   Standing
		reported                               bool
	}{
		{reopened, "*", none, "*", "*", Reopened, false},
		{reopened, "*", some, "*", "*", Reopened, false},
		{reopened, "*", all, "*", "*", Reopened, true},
		{closed, "*", none, "*", "*", Closed, false},
		{closed, "*", some, "*", "*", Closed, false},
		{closed, "*", all, "*", "*", Closed, true},
		{"open", other, "*", "*", "*", NotSubmitted, false},
		{"open", blank, none, "*", "*", NotSubmitted, false},
		{"open", blank, some, same, "*", NotSubmitted, false},
		{"open", blank, some, changed, "*", Entering, false},
		{"open", blank, all, same, "*", NotSubmitted, false},
		{"open", blank, all, changed, "*", Complete, false},
		{"open", in, none, "*", "*", NotSubmitted, false},
		{"open", in, some, same, "*", Explain, false},
		{"open", in, some, changed, "*", Entering, false},
		{"open", in, all, same, "*", Explain, false},
		{"open", in, all, changed, noReceipt, Complete, false},
		{"open", in, all, changed, lastSecond, OnTime, true},
		{"open", in, all, changed, lateReceipt, Late, true},
	}
	fits := func(pattern, value string) bool { return pattern == "*" || pattern == value }
	combinations := 0
	for _, closing := range []string{"open", closed, reopened} {
		for _, period := range []string{in, blank, other} {
			for _, rows := range []string{none, some, all} {
				for _, change := range []string{changed, same} {
					for _, receipt := range []string{noReceipt, lastSecond, lateReceipt} {
						combinations++
						name := fmt.Sprint(closing, ", ", period, ", ", rows, ", ", change, ", ", receipt)
						e := Evidence{
							InPeriod: period == in, PeriodBlank: period == blank, Have: have[rows], Want: 4,
							Changed: change == changed, FirstComplete: receipts[receipt], LateFrom: late,
							Closed: closing != "open", Reopened: closing == reopened,
						}
						lines := 0
						for _, line := range table {
							if !fits(line.closing, closing) || !fits(line.period, period) || !fits(line.rows, rows) ||
								!fits(line.change, change) || !fits(line.receipt, receipt) {
								continue
							}
							lines++
							if got := Stand(e); got != line.want || Reported(e) != line.reported {
								t.Errorf("%s: %s, reported %v; want %s, %v", name, got, Reported(e), line.want, line.reported)
							}
						}
						if lines != 1 {
							t.Errorf("%s: %d lines of the table decide it", name, lines)
						}
					}
				}
			}
		}
	}
	if combinations != 162 {
		t.Errorf("%d combinations", combinations)
	}
}

// A unit that the plan asks nothing of has handed in once its period cell says
// so; without a day from which it is late, a receipt never is.
func TestStandAtTheEdges(t *testing.T) {
	at := time.Date(2023, 10, 10, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name string
		e    Evidence
		want Standing
	}{
		{"nothing wanted", Evidence{InPeriod: true, Changed: true, FirstComplete: at, LateFrom: at.Add(1)}, OnTime},
		{"nothing wanted, period blank", Evidence{PeriodBlank: true, Changed: true}, Complete},
		{"never late", Evidence{InPeriod: true, Changed: true, Have: 1, Want: 1, FirstComplete: at}, OnTime},
	} {
		if got := Stand(tt.e); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
