package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bieu/config"
	"bieu/rules"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/gsheets"
	"bieu/sync/workbook"
)

// settingsFile is the settings file that is used when none is named.
const settingsFile = "bieu.yaml"

// settings are the settings a command works with.
type settings struct {
	*config.Config
	// example is true when they are the embedded ones.
	example bool
}

// settings reads the settings of the one plan that a command is about.
func (a *app) settings(name string) (*settings, error) {
	all, err := a.allSettings(name)
	if err != nil {
		return nil, err
	}
	return a.chosen(all)
}

// allSettings reads the named file, else bieu.yaml of the current folder, else
// the embedded example.
func (a *app) allSettings(name string) (*settings, error) {
	if name == "" {
		if _, err := os.Stat(settingsFile); errors.Is(err, fs.ErrNotExist) {
			c, err := config.Parse(settingsFile, example.Settings())
			return &settings{c, true}, err
		}
		name = settingsFile
	}
	c, err := config.Load(name)
	return &settings{c, false}, err
}

// form hands the form package its part of the settings.
func (s *settings) form() form.Settings {
	f := form.Settings{
		Organisation: s.Organisation, Year: s.Year, Location: s.Calendar.Location,
		Words: map[rules.Status]string{}, Headers: s.Headers,
		Tabs: form.Tabs(s.Tabs), Titles: form.DefaultTitles(s.Organisation, s.Year),
	}
	for code, words := range s.Statuses {
		f.Words[rules.Status(code)] = words
	}
	for _, t := range []struct {
		to   *string
		text string
	}{
		{&f.Titles.Bieu01, s.Titles.Bieu01}, {&f.Titles.Bieu02, s.Titles.Bieu02}, {&f.Titles.Attached, s.Titles.Attached},
	} {
		if t.text != "" {
			*t.to = t.text
		}
	}
	return f
}

// plan names the settings' plan in the history: its workbook, so that the
// plans of several years may stand in one folder. A spreadsheet goes by its
// id, whatever link leads to it.
func (s *settings) plan(book workbook.Workbook) string {
	if sheet, ok := book.(*gsheets.Book); ok {
		return sheet.ID()
	}
	name := filepath.Base(s.WorkbookPath())
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// instant is when a run judges: at says so, else the settings, else it is now.
func (a *app) instant(c *cobra.Command, at string, asOf time.Time) (time.Time, bool, error) {
	if at != "" {
		t, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return t, false, usage(c, "--at cần một thời điểm dạng 2023-09-30T17:00:00+07:00, không phải “"+at+"”")
		}
		return t, true, nil
	}
	if !asOf.IsZero() {
		return asOf, true, nil
	}
	return a.now(), false, nil
}
