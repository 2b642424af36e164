// Package plan is a year's plan as the office keeps it: indicators with their
// parts, tasks, and targets that may change in the course of the year. It is
// plain data with the few rules that need nothing else. The other rooms of
// rules, form and engine import it.
package plan

import (
	"time"

	"bieu/rules/language"
)

// Plan is one office's plan of one year, in the office's order.
type Plan struct {
	Year       int
	Indicators []Indicator
	Tasks      []Task
}

// Indicator is one row of Biểu 02: a sentence with one or several parts.
type Indicator struct {
	TT    string
	Text  string
	Parts []Part
}

// Part is one measured thing of an indicator, reported by one unit.
type Part struct {
	Code  string // Mã: "12", or "13.1" where the indicator has several parts
	Text  string // the part's own words
	Owner string // the reporting unit, as the plan names it
	Unit  string // ĐVT as the plan gives it, "" when it gives none
	// Versions are the targets by the day they came into force, oldest first.
	Versions []Version
}

// Version is a target as valid from a day on.
type Version struct {
	Target   language.Target
	Polarity language.Polarity
	Counting Counting
	Judged   Judged
	From     time.Time // zero: from the start of the year
	Basis    string    // Căn cứ
	// Questions are left from reading the sentence.
	Questions []language.Question
}

// Counting says how figures of successive periods relate (Cách tính).
type Counting uint8

// The ways of counting. The zero Counting is not stated by the plan.
const (
	CountingUnstated Counting = iota
	Cumulative                // lũy kế: from the start of the year, may not fall
	Latest                    // mới nhất: stands alone
	Average                   // bình quân
)

// Judged says at the end of which period a target falls due (Kỳ đánh giá).
type Judged uint8

// The periods of judging. The zero Judged is the year.
const (
	JudgedYearly Judged = iota
	JudgedMonthly
)

// Task is one row of Biểu 01. A group has no owner and is not reported.
type Task struct {
	Code  string // "N1.1"
	TT    string
	Text  string
	Owner string
}

// At returns the version in force on the day of cut: the last one whose From
// is not after it. A part has at least one version.
func (p Part) At(cut time.Time) Version {
	v := p.Versions[0]
	for _, w := range p.Versions[1:] {
		if !w.From.After(cut) {
			v = w
		}
	}
	return v
}
