package sheetstest

import (
	"regexp"
	"strings"
)

var (
	conditionPattern = regexp.MustCompile(`^(not\s+)?(\w+)\s*(=|!=|>=|<=|>|<|contains)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(true|false))$`)
	memberPattern    = regexp.MustCompile(`^(?:"([^"]*)"|'([^']*)')\s+in\s+(\w+)$`)
)

// parseQuery reads the search language of files.list as far as the recordings
// use it: conditions joined by "and".
func parseQuery(q, user string) (func(*spreadsheet) bool, *apiError) {
	var conditions []func(*spreadsheet) bool
	for _, part := range splitAnd(q) {
		condition, ok := parseCondition(strings.TrimSpace(part), user)
		if !ok {
			return nil, legacyError(400, "invalid", "Invalid Value", "parameter", "q")
		}
		conditions = append(conditions, condition)
	}
	return func(s *spreadsheet) bool {
		for _, holds := range conditions {
			if !holds(s) {
				return false
			}
		}
		return true
	}, nil
}

// splitAnd splits at "and" outside of quotes.
func splitAnd(q string) []string {
	var parts []string
	start, quote := 0, byte(0)
	for i := 0; i < len(q); i++ {
		switch c := q[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.HasPrefix(strings.ToLower(q[i:]), " and "):
			parts = append(parts, q[start:i])
			start = i + 5
			i += 4
		}
	}
	if rest := strings.TrimSpace(q[start:]); rest != "" {
		parts = append(parts, rest)
	}
	return parts
}

func parseCondition(text, user string) (func(*spreadsheet) bool, bool) {
	if m := memberPattern.FindStringSubmatch(text); m != nil {
		value := m[1] + m[2]
		switch m[3] {
		case "parents":
			return func(s *spreadsheet) bool {
				for _, p := range s.parents {
					if p == value {
						return true
					}
				}
				return value == "root" && len(s.parents) == 1 && strings.HasPrefix(s.parents[0], "0A")
			}, true
		case "owners":
			return func(s *spreadsheet) bool { return s.owner == value || value == "me" && s.owner == user }, true
		case "writers", "readers":
			return func(s *spreadsheet) bool { return s.roleOf(value) != "" }, true
		}
		return nil, false
	}
	m := conditionPattern.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	value := unescape(m[4] + m[5] + m[6])
	read, known := queryTerms(user)[m[2]]
	if !known {
		return nil, false
	}
	negate := m[1] != "" || m[3] == "!="
	return func(s *spreadsheet) bool {
		has := read(s)
		holds := false
		switch m[3] {
		case "=", "!=":
			holds = has == value
		case "contains":
			holds = strings.Contains(strings.ToLower(has), strings.ToLower(value))
		case ">":
			holds = has > value
		case ">=":
			holds = has >= value
		case "<":
			holds = has < value
		case "<=":
			holds = has <= value
		}
		return holds != negate
	}, true
}

func queryTerms(user string) map[string]func(*spreadsheet) string {
	return map[string]func(*spreadsheet) string{
		"mimeType":     func(*spreadsheet) string { return spreadsheetType },
		"name":         func(s *spreadsheet) string { return s.title() },
		"trashed":      func(s *spreadsheet) string { return boolText(s.trashed) },
		"starred":      func(*spreadsheet) string { return "false" },
		"sharedWithMe": func(s *spreadsheet) string { return boolText(s.owner != user) },
		"modifiedTime": func(s *spreadsheet) string { return stamp(s.modified) },
		"createdTime":  func(s *spreadsheet) string { return stamp(s.created) },
	}
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func unescape(text string) string {
	return strings.NewReplacer(`\'`, `'`, `\"`, `"`, `\\`, `\`).Replace(text)
}

func compareText(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }
