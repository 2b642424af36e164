package config

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Broken is one of a file's plans that cannot be used for what its own part of
// the file says.
type Broken struct {
	Name     string
	Problems Problems
}

// plans reads the list of plans. What the file says before is the default of
// each; what is wrong with one plan is that plan's and keeps no other from its
// work.
func (r *reader) plans(v value, c *Config) {
	lines, books := map[string]int{}, map[string]int{}
	r.items(v, func(item value) {
		own := &reader{file: r.file}
		plan := c.clone()
		seen := own.planSettings(plan, item)
		for _, name := range []string{"name", "organisation", "year", "workbook"} {
			if !slices.Contains(seen, name) && !c.says(name) {
				about := required[name]
				own.report(item.node.Line, CodeMissing, key(name), about.meaning, about.example)
			}
		}
		own.needsKeyAt(item.node.Line, plan, slices.Contains(seen, "credentials") || c.Google.Credentials != "")
		if plan.Name != "" && lines[plan.Name] > 0 {
			own.report(item.node.Line, CodeRepeated, key("name"), short(plan.Name), lines[plan.Name])
		}
		same := plan.identity()
		if same != "" && books[same] > 0 {
			own.report(item.node.Line, CodeSameWorkbook, key("workbook"), short(plan.place()), books[same])
		}
		if len(own.problems) > 0 {
			slices.SortStableFunc(own.problems, byLine)
			c.Broken = append(c.Broken, Broken{plan.Name, own.problems})
			return
		}
		lines[plan.Name], books[same] = item.node.Line, item.node.Line
		c.Plans = append(c.Plans, plan)
	})
	if len(c.Plans)+len(c.Broken) == 0 && len(r.problems) == 0 && !isNull(v.node) {
		r.report(v.node.Line, CodeEmpty, key(v.path))
	}
}

// planSettings reads what a plan says of its own.
func (r *reader) planSettings(c *Config, v value) []string {
	if v.node.Kind != yaml.MappingNode {
		r.wrongType(v, wantSection)
		return []string{"name", "organisation", "year", "workbook"}
	}
	seen := r.section(value{node: v.node}, append([]entry{{"name", r.intoText(&c.Name)}}, r.planEntries(c)...))
	c.Calendar.Location = r.location(c.Timezone, v.node)
	return seen
}

// says reports whether the file says for all plans what each needs.
func (c *Config) says(name string) bool {
	switch name {
	case "organisation":
		return c.Organisation != ""
	case "year":
		return c.Year != 0
	}
	return false // a name and a workbook are each plan's own
}

// clone is a copy that shares nothing with c that reading may change.
func (c *Config) clone() *Config {
	d := *c
	d.Plans, d.Broken = nil, nil
	d.Workbook, d.Google.Spreadsheet = "", ""
	d.Statuses = maps.Clone(c.Statuses)
	d.Headers = maps.Clone(c.Headers)
	d.Calendar.Dates = maps.Clone(c.Calendar.Dates)
	d.Calendar.Holidays = slices.Clone(c.Calendar.Holidays)
	return &d
}

// place is where the plan's workbook lies, as it was written.
func (c *Config) place() string { return c.Workbook + c.Google.Spreadsheet }

// identity is what the history knows a plan by: its spreadsheet, or the name
// of its file whatever the folder.
func (c *Config) identity() string {
	if c.Google.Spreadsheet != "" {
		return "google " + c.Google.Spreadsheet
	}
	return strings.ToLower(c.Workbook[strings.LastIndexAny(c.Workbook, `/\`)+1:])
}
