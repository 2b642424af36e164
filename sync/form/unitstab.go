package form

import (
	"path"
	"strings"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// Unit is one row of the Đơn vị tab: who reports, and where.
type Unit struct {
	Code, Name string
	Tab        string
	File       string // "" for the main workbook
	Contact, Email,
	Leader, LeaderEmail string
	At workbook.Address
}

// ReadUnits reads the Đơn vị tab, in its order.
func ReadUnits(g *workbook.Grid, s Settings) ([]Unit, []Problem) {
	c, problems := find(g, unitsColumns, s)
	if stops(problems) {
		return nil, problems
	}
	var units []Unit
	seen := map[string]workbook.Address{}
	tabs := map[string]workbook.Address{}
	for row := c.header + 1; row < g.Rows(); row++ {
		text := func(name string) string { return plainText(c.cell(g, row, name)) }
		u := Unit{
			Code: text("Mã đơn vị"), Name: text("Đơn vị"), Tab: text("Trang"), File: cleanFile(text("Tệp")),
			Contact: text("Người phụ trách"), Email: text("Email"),
			Leader: text("Lãnh đạo"), LeaderEmail: text("Email lãnh đạo"),
			At: workbook.Address{Tab: g.Tab, Row: row, Col: c.at["Đơn vị"]},
		}
		if u.Name == "" {
			continue
		}
		if u.Tab == "" {
			u.Tab = u.Name
		}
		key := language.Key(u.Name)
		if first, ok := seen[key]; ok {
			problems = append(problems, problemDoubledUnit(u.At, u.Name, first))
			continue
		}
		seen[key] = u.At
		place := u.File + "!" + language.Key(u.Tab)
		if first, ok := tabs[place]; ok {
			problems = append(problems, problemSharedTab(u.At, u.Tab, first))
			continue
		}
		tabs[place] = u.At
		units = append(units, u)
	}
	return units, problems
}

// cleanFile brings the ways of writing one path to one; links stay as they are.
func cleanFile(name string) string {
	if name == "" || strings.Contains(name, "://") {
		return name
	}
	return path.Clean(strings.ReplaceAll(name, `\\`, "/"))
}

// Roster finds units by the names the plan uses.
type Roster struct {
	Units []Unit
	byKey map[string]int
	// found remembers the names as they are written, which repeat row by row.
	found map[string]int
}

// NewRoster indexes units by name and code. Where a code is another unit's
// name, the name counts.
func NewRoster(units []Unit) *Roster {
	r := &Roster{Units: units, byKey: map[string]int{}, found: map[string]int{}}
	for i, u := range units {
		r.byKey[language.Key(u.Name)] = i
	}
	for i, u := range units {
		if _, taken := r.byKey[language.Key(u.Code)]; u.Code != "" && !taken {
			r.byKey[language.Key(u.Code)] = i
		}
	}
	return r
}

// Find returns the place of the unit that the plan's Đơn vị names.
func (r *Roster) Find(name string) (int, bool) {
	if r == nil || name == "" {
		return 0, false
	}
	i, known := r.found[name]
	if !known {
		var ok bool
		if i, ok = r.byKey[language.Key(name)]; !ok {
			i = -1
		}
		r.found[name] = i
	}
	return max(i, 0), i >= 0
}
