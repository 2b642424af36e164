// Package config reads bieu.yaml, the settings of one office's plan, and
// writes the commented file an office starts from. cmd alone imports it and
// hands each package the part it needs; other packages take their own options.
// It opens no workbook, looks at no clock and holds no secret.
package config

import (
	"path/filepath"
	"strings"
	"time"

	"bieu/rules/calendar"
)

// Config is a settings file that was read without a problem, with defaults
// filled in.
type Config struct {
	// File is the settings file as it was named to Load or Parse. Relative
	// paths in it count from its folder.
	File string

	// Name is what a plan of a list is called; "" where the file is one plan.
	Name         string
	Organisation string
	Year         int
	// Workbook and History are paths as written; WorkbookPath and HistoryPath
	// say where they lie. History may also be the address of a Postgres
	// database, or env: and the name of a variable that holds one.
	Workbook, History string
	// KeepLogsDays is for how many days the logs of runs stay; 0 is for good.
	KeepLogsDays int
	// Google says where the plan lies when Workbook is "".
	Google Google
	// Timezone is the IANA name of Calendar.Location.
	Timezone string
	// AsOf is the instant runs judge at; zero is the present.
	AsOf time.Time
	// Statuses are the words people read, by status code. All six are there.
	Statuses map[string]string
	// Headers are further texts that stand for one of our headers, by header.
	Headers map[string][]string
	Tabs    Tabs
	Titles  Titles
	// Chase is whole too. Mail and Webhook are the ways to people and programs.
	Chase   Chase
	Mail    Mail
	Webhook Webhook
	// Listen is the address at which a worker can be reached.
	Listen   string
	Schedule Schedule
	// Plans are the plans of a file that lists several, each whole; Broken those
	// that cannot be used. The file itself is a plan only where both are empty.
	Plans  []*Config
	Broken []Broken
	// Calendar is a whole rule: what the file leaves out is calendar.Default.
	Calendar calendar.Rule
}

// Tabs are the titles of the fixed tabs.
type Tabs struct{ Overview, Plan, Units, Bieu01, Bieu02 string }

// Titles are the printed lines on top of the Biểu. A title that the file does
// not give is "": whoever compiles the Biểu has a default for it.
type Titles struct{ Bieu01, Bieu02, Attached string }

// WorkbookPath is where the workbook lies.
func (c *Config) WorkbookPath() string { return c.resolve(c.Workbook) }

func (c *Config) resolve(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(filepath.Dir(c.File), path)
}

// besideWorkbook names a file in the workbook's folder. Both separators count
// on every system, since the text comes from a person.
func besideWorkbook(workbook, name string) string {
	return workbook[:strings.LastIndexAny(workbook, `/\`)+1] + name
}
