// Package form stands between sheets and meaning: it finds the columns of the
// tabs people fill in, reads their rows, says which cells must change, lays
// out new tabs, compiles the Biểu and merges what people edited in them. It is
// pure: grids in, cells and problems out. engine, example and cmd import it;
// it opens no file and knows no driver.
package form

import (
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/workbook"
)

// Settings are the words and names an office may choose.
type Settings struct {
	Organisation string
	Year         int
	Location     *time.Location
	// Words are what people read for each status.
	Words map[rules.Status]string
	// Headers are further texts that stand for one of our headers, by header.
	Headers map[string][]string
	Tabs    Tabs
	Titles  Titles
	// Asked is the period that units are asked to report for, named where they
	// are told how to write one; zero for any month.
	Asked calendar.Period
}

// asked is the period that stands as the example of one.
func (s Settings) asked() calendar.Period {
	if s.Asked.IsZero() {
		return calendar.MonthOf(s.Year, time.September)
	}
	return s.Asked
}

// Tabs are the titles of the fixed tabs.
type Tabs struct {
	Overview, Plan, Units, Bieu01, Bieu02 string
}

// Titles are the printed lines on top of the Biểu.
type Titles struct {
	Bieu01, Bieu02 string
	Attached       string // the line "(Kèm theo …)"
}

// DefaultTabs are the titles of design and example.
func DefaultTabs() Tabs {
	return Tabs{Overview: "Tổng quan", Plan: "Kế hoạch", Units: "Đơn vị", Bieu01: "Biểu 01", Bieu02: "Biểu 02"}
}

// DefaultTitles are the printed lines of an office that has not said otherwise.
func DefaultTitles(organisation string, year int) Titles { return defaultTitles(organisation, year) }

// DefaultWords are the words of the statuses an office starts with.
func DefaultWords() map[rules.Status]string {
	return map[rules.Status]string{
		rules.Met:        "Đạt chỉ tiêu KH",
		rules.Exceeded:   "Đạt chỉ tiêu KH",
		rules.InProgress: "Đang tiếp tục thực hiện",
		rules.NotDue:     "Đang tiếp tục thực hiện",
		rules.NotMet:     "Không đạt chỉ tiêu KH",
		rules.CannotTell: "Cần xác nhận",
	}
}

// Problem is one thing in a sheet that a person must look at.
type Problem struct {
	// At is the cell; a problem of a whole tab has Row -1.
	At    workbook.Address
	Code  string
	Text  string // Vietnamese: what was found, what is expected, what to do
	Level Level
	// File is the workbook's name when the cell is not in the main one.
	File string
}

// Level says what a problem stops.
type Level uint8

// The levels of a problem.
const (
	Note    Level = iota // read all the same
	Ask                  // the cell waits for a person's answer
	Refuse               // the cell or row is not read
	StopTab              // the whole tab is not read
)

// Cell returns where the problem is, as people write it.
func (p Problem) Cell() string {
	where := p.At.Tab
	if p.At.Row >= 0 {
		where = p.At.String()
	}
	if p.File != "" {
		return "[" + p.File + "]" + where
	}
	return where
}

// stops reports whether one of the problems stops its tab.
func stops(problems []Problem) bool {
	for _, p := range problems {
		if p.Level == StopTab {
			return true
		}
	}
	return false
}
