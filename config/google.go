package config

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// Google is where a plan's spreadsheet lies when it is no local file.
type Google struct {
	// Spreadsheet is the id or link; "" for a local workbook.
	Spreadsheet string
	// Credentials is the path of a service-account key, or the name of an
	// environment variable that holds such a path or the key itself.
	Credentials string
	// Endpoint is the address of another server that speaks like Google's; it
	// is only ever explicit.
	Endpoint string
	// Reads and Writes are requests per minute of the service account; 0 is
	// what Google allows one account.
	Reads, Writes int
	// Strict refuses people's edits of the worker's cells instead of warning.
	Strict bool
}

// mostQuota is beyond what Google grants anybody.
const mostQuota = 6000

// workbookOrLink reads where the workbook is: a path, or a section that names
// a Google spreadsheet.
func (r *reader) workbookOrLink(v value, c *Config) {
	if v.node.Kind == yaml.MappingNode {
		r.section(v, []entry{{"google", r.intoText(&c.Google.Spreadsheet)}})
		return
	}
	c.Workbook = r.workbook(v)
}

func (r *reader) quota(v value, g *Google) {
	into := func(place *int) func(value) {
		return func(v value) {
			if n, ok := r.number(v, 1, mostQuota); ok {
				*place = n
			}
		}
	}
	r.section(v, []entry{{"reads", into(&g.Reads)}, {"writes", into(&g.Writes)}})
}

// protections are what happens to people who type into the worker's cells.
var protections = []string{"warn", "strict"}

func (r *reader) protection(v value, g *Google) {
	if s, ok := r.choice(v, protections); ok {
		g.Strict = s == "strict"
	}
}

// needsKey reports a spreadsheet without a key to open it.
func (r *reader) needsKey(c *Config, seen []string) {
	r.needsKeyAt(0, c, slices.Contains(seen, "credentials"))
}

func (r *reader) needsKeyAt(line int, c *Config, said bool) {
	if c.Google.Spreadsheet != "" && !said {
		r.report(line, CodeMissing, key("credentials"), "khóa của tài khoản dịch vụ", "credentials: khoa-bieu.json")
	}
}
