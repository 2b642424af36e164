package config

import (
	"regexp"
	"slices"
	"strings"
)

// Where a history lies, when not in a file.
var (
	// databaseSchemes begin the address of a database.
	databaseSchemes = []string{"postgres://", "postgresql://"}
	// environment names a variable that holds such an address: a password has
	// no place in a file that others read.
	environment  = "env:"
	variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
)

// HistoryPath is where the history lies when it is a file, else "".
func (c *Config) HistoryPath() string {
	if elsewhere(c.History) {
		return ""
	}
	return c.resolve(c.History)
}

// HistoryVariable is the environment variable that says where the history
// lies, else "".
func (c *Config) HistoryVariable() string {
	name, ok := strings.CutPrefix(c.History, environment)
	if !ok {
		return ""
	}
	return name
}

func elsewhere(place string) bool {
	return strings.HasPrefix(place, environment) ||
		slices.ContainsFunc(databaseSchemes, func(s string) bool { return strings.HasPrefix(place, s) })
}

// history reads the place of the history. What might be an address is never
// repeated in a problem.
func (r *reader) history(v value, c *Config) {
	s, ok := r.text(v)
	if !ok {
		return
	}
	name, isVariable := strings.CutPrefix(s, environment)
	switch {
	case isVariable && !variableName.MatchString(name):
		r.report(v.node.Line, CodeVariable, key(v.path))
	case strings.Contains(s, "://") && !elsewhere(s):
		r.report(v.node.Line, CodeAddress, key(v.path))
	default:
		c.History = s
	}
}

// mostDays is a hundred years.
const mostDays = 36525

func (r *reader) keepLogs(v value, c *Config) {
	if n, ok := r.number(v, 0, mostDays); ok {
		c.KeepLogsDays = n
	}
}

var (
	// userinfo finds the password in an address.
	userinfo = regexp.MustCompile(`(://[^/\s:@]*):[^/\s]*@`)
	// labelled finds one that stands behind its name.
	labelled = regexp.MustCompile(`(?i)((?:password|secret)\s*:).*`)
)

// concealed is a text without passwords: one may stand where it does not
// belong.
func concealed(text string) string {
	return labelled.ReplaceAllString(userinfo.ReplaceAllString(text, "$1:…@"), "$1…")
}
