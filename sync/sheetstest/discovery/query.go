package discovery

import (
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strconv"
)

// CheckQuery holds the query string against the method's parameters and those
// that every method has. Drive v3 takes parameters that its document does not
// know (recorded: includeItemsFromAllDrives on files.get), Sheets does not.
func (m *Method) CheckQuery(query url.Values) []Violation {
	var found []Violation
	names := make([]string, 0, len(query))
	for name := range query {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		param := m.Parameters[name]
		if param == nil || param.Location != "query" {
			param = m.document.Parameters[name]
		}
		if param == nil && m.Parameters[camel(name)] != nil {
			param = m.Parameters[camel(name)]
		}
		if param == nil {
			if m.document.Name == "drive" {
				continue
			}
			found = append(found, Violation{Description: fmt.Sprintf(
				"Invalid JSON payload received. Unknown name %q: Cannot bind query parameter. Field '%s' could not be found in request message.",
				name, name)})
			continue
		}
		for _, value := range query[name] {
			if v, ok := param.checkText(snake(name), name, value); !ok {
				found = append(found, v)
			}
		}
	}
	return found
}

func (s *Schema) checkText(path, name, value string) (Violation, bool) {
	switch {
	case len(s.Enum) > 0 && name != "alt" && name != "$.xgafv":
		if !slices.Contains(s.Enum, value) {
			return invalidValue(path, EnumType("", name), strconv.Quote(value)), false
		}
	case s.Type == "boolean":
		// True and False with a capital are taken: Python clients send them (recorded).
		if _, err := strconv.ParseBool(value); err != nil {
			return invalidValue(path, "TYPE_BOOL", strconv.Quote(value)), false
		}
	case s.Type == "integer":
		if _, err := strconv.Atoi(value); err != nil {
			return invalidValue(path, "TYPE_INT32", strconv.Quote(value)), false
		}
	}
	return Violation{}, true
}
