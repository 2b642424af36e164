package sheetstest

import (
	"slices"
	"strings"
	"time"
)

// namedRange is a name for a range of one tab.
type namedRange struct {
	id   string
	name string
	tab  int
	at   span
}

// spreadsheet is one spreadsheet with its file in Drive.
type spreadsheet struct {
	id    string
	props map[string]any // SpreadsheetProperties, the title included
	tabs  []*tab
	named []namedRange
	meta  []metadata

	owner    string
	sharing  []permission
	created  time.Time
	modified time.Time
	version  int
	modifier string
	trashed  bool
	parents  []string

	flaws *flaws
}

func (s *spreadsheet) title() string { t, _ := s.props["title"].(string); return t }

// tabByID finds a tab.
func (s *spreadsheet) tabByID(id int) *tab {
	for _, t := range s.tabs {
		if t.id == id {
			return t
		}
	}
	return nil
}

// tabByTitle finds a tab by its title, exactly first and then without regard to
// case (inferred).
func (s *spreadsheet) tabByTitle(title string) *tab {
	for _, t := range s.tabs {
		if t.title() == title {
			return t
		}
	}
	for _, t := range s.tabs {
		if strings.EqualFold(t.title(), title) {
			return t
		}
	}
	return nil
}

// index is the place of a tab among the tabs.
func (s *spreadsheet) index(t *tab) int { return slices.Index(s.tabs, t) }

// clone copies the spreadsheet, so that a batch can be thrown away when one of
// its requests is refused.
func (s *spreadsheet) clone() *spreadsheet {
	c := *s
	c.tabs = make([]*tab, len(s.tabs))
	for i, t := range s.tabs {
		c.tabs[i] = t.clone()
	}
	c.named = slices.Clone(s.named)
	c.meta = slices.Clone(s.meta)
	c.sharing = slices.Clone(s.sharing)
	return &c
}

// cells counts the cells of all grids, which the limit of ten million is on.
func (s *spreadsheet) cells() int {
	n := 0
	for _, t := range s.tabs {
		n += len(t.rows) * len(t.cols)
	}
	return n
}

// newSpreadsheet makes what files.create makes: one tab Sheet1 of 1000 rows and
// 26 columns, en_US, Etc/GMT, the default format and theme (recorded).
func newSpreadsheet(id, title string) *spreadsheet {
	return &spreadsheet{
		id: id,
		props: map[string]any{
			"title": title, "locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT",
			"defaultFormat": defaultFormat(), "spreadsheetTheme": defaultTheme(),
		},
		tabs: []*tab{newTab(0, "Sheet1", 1000, 26)},
	}
}
