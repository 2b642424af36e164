package config

import (
	"path"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone table of its own
	"unicode/utf16"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// settings reads the whole file into c, which holds the defaults, and returns
// the top keys it saw; what the plans of a list say for themselves counts too.
func (r *reader) settings(c *Config, v value) []string {
	if v.node.Kind != yaml.MappingNode {
		r.report(v.node.Line, CodeNoColon)
		return []string{"organisation", "year", "workbook"}
	}
	var plans value
	seen := r.section(v, append(r.planEntries(c), []entry{
		{"quota", func(v value) { r.quota(v, &c.Google) }},
		{"history", func(v value) { r.history(v, c) }},
		{"keep_logs_days", func(v value) { r.keepLogs(v, c) }},
		{"timezone", r.intoText(&c.Timezone)},
		{"as_of", func(v value) { c.AsOf = r.instant(v) }},
		{"chase", func(v value) { r.chase(v, &c.Chase) }},
		{"mail", func(v value) { r.mail(v, &c.Mail) }},
		{"webhook", func(v value) { r.webhook(v, &c.Webhook) }},
		{"listen", func(v value) { r.listen(v, &c.Listen) }},
		{"schedule", func(v value) { r.schedule(v, &c.Schedule) }},
		{"plans", func(v value) { plans = v }},
	}...))
	c.Calendar.Location = r.location(c.Timezone, v.node)
	if c.History == "" {
		c.History = besideWorkbook(c.Workbook, historyName)
	}
	if plans.node != nil && !isNull(plans.node) {
		// They build on what the whole file says, wherever it says it.
		r.plans(plans, c)
		seen = append(seen, "organisation", "year", "workbook")
	}
	return seen
}

// planEntries are the keys that each plan of a file may say for itself.
func (r *reader) planEntries(c *Config) []entry {
	return []entry{
		{"organisation", r.intoText(&c.Organisation)},
		{"year", func(v value) { c.Year, _ = r.number(v, 2000, 2100) }},
		{"workbook", func(v value) { r.workbookOrLink(v, c) }},
		{"credentials", r.intoText(&c.Google.Credentials)},
		{"endpoint", r.intoText(&c.Google.Endpoint)},
		{"protection", func(v value) { r.protection(v, &c.Google) }},
		{"statuses", func(v value) { r.statuses(v, c.Statuses) }},
		{"headers", func(v value) { c.Headers = r.headers(v) }},
		{"tabs", func(v value) { r.tabs(v, &c.Tabs) }},
		{"titles", func(v value) { r.titles(v, &c.Titles) }},
		{"calendar", func(v value) { r.calendar(v, &c.Calendar) }},
	}
}

// intoText reads a text into its place; a text with a problem leaves the
// default there.
func (r *reader) intoText(place *string) func(value) {
	return func(v value) {
		if s, ok := r.text(v); ok {
			*place = s
		}
	}
}

func (r *reader) workbook(v value) string {
	s, ok := r.text(v)
	if ok && !strings.EqualFold(path.Ext(s), ".xlsx") {
		r.report(v.node.Line, CodeWorkbook, key(v.path), short(s))
	}
	return s
}

func (r *reader) location(name string, root *yaml.Node) *time.Location {
	loc, err := time.LoadLocation(name)
	if err == nil && name != "Local" {
		return loc
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "timezone" {
			r.reportErr(err, root.Content[i+1].Line, CodeTimezone, key("timezone"), short(name))
			break
		}
	}
	return nil
}

func (r *reader) instant(v value) time.Time {
	s, ok := r.scalar(v, wantText)
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		r.reportErr(err, v.node.Line, CodeInstant, key(v.path), short(s))
	}
	return t
}

func (r *reader) statuses(v value, words map[string]string) {
	var entries []entry
	for _, code := range statusCodes {
		entries = append(entries, entry{code, func(v value) {
			if s, ok := r.text(v); ok {
				words[code] = s
			}
		}})
	}
	r.section(v, entries)
}

// headers reads the aliases. A header is known by its letters, however its
// marks are encoded.
func (r *reader) headers(v value) map[string][]string {
	headers := map[string][]string{}
	r.pairs(v, func(k *yaml.Node, child value) {
		name := norm.NFC.String(strings.TrimSpace(k.Value))
		if !slices.Contains(headerNames, name) {
			r.unknown(k, headerNames)
			return
		}
		lines := map[string]int{}
		r.items(child, func(item value) {
			alias, ok := r.text(item)
			switch {
			case !ok:
			case lines[alias] > 0:
				r.report(item.node.Line, CodeRepeated, key(item.path), short(alias), lines[alias])
			default:
				lines[alias] = item.node.Line
				headers[name] = append(headers[name], alias)
			}
		})
	})
	if len(headers) == 0 {
		return nil
	}
	return headers
}

func (r *reader) titles(v value, titles *Titles) {
	r.section(v, []entry{
		{"bieu_01", r.intoText(&titles.Bieu01)},
		{"bieu_02", r.intoText(&titles.Bieu02)},
		{"attached", r.intoText(&titles.Attached)},
	})
}

// tabs reads the titles of the fixed tabs, which must be such as a spreadsheet
// takes and differ from each other, defaults included.
func (r *reader) tabs(v value, tabs *Tabs) {
	names := []string{"overview", "plan", "units", "bieu_01", "bieu_02"}
	places := []*string{&tabs.Overview, &tabs.Plan, &tabs.Units, &tabs.Bieu01, &tabs.Bieu02}
	lines := make([]int, len(names))
	var entries []entry
	for i, name := range names {
		entries = append(entries, entry{name, func(v value) {
			s, ok := r.text(v)
			if ok && (len(utf16.Encode([]rune(s))) > 31 || strings.ContainsAny(s, `[]:*?/\`)) {
				r.report(v.node.Line, CodeTabName, key(v.path), short(s))
			}
			if ok {
				*places[i], lines[i] = s, v.node.Line
			}
		}})
	}
	r.section(v, entries)
	for i := range names {
		for j := range names[:i] {
			if line := max(lines[i], lines[j]); line > 0 && strings.EqualFold(*places[i], *places[j]) {
				r.report(line, CodeSameTab, key("tabs."+names[i]), key("tabs."+names[j]))
			}
		}
	}
}
