package discovery

import (
	"fmt"
	"slices"
	"sort"
)

// CheckResponse says what in a reply's body the method's schema does not allow:
// one line for each, nothing when the reply is right. Tests hold every reply of
// the server against it.
func (m *Method) CheckResponse(body any) []string {
	if m.Response == nil {
		return nil
	}
	var found []string
	m.document.strict(m.Response, body, "", &found)
	return found
}

func (d *Document) strict(s *Schema, value any, path string, found *[]string) {
	s = d.Resolve(s)
	complain := func(want string) {
		*found = append(*found, fmt.Sprintf("%s: want %s, got %T", path, want, value))
	}
	switch s.Type {
	case "any":
	case "array":
		items, ok := value.([]any)
		if !ok {
			complain("a list")
			return
		}
		for i, item := range items {
			d.strict(s.Items, item, fmt.Sprintf("%s[%d]", path, i), found)
		}
	case "object":
		object, ok := value.(map[string]any)
		if !ok {
			complain("an object")
			return
		}
		names := make([]string, 0, len(object))
		for name := range object {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			prop := s.Properties[name]
			if prop == nil {
				prop = s.Additional
			}
			if prop == nil {
				*found = append(*found, fmt.Sprintf("%s: no member %q in %s", path, name, s.ID))
				continue
			}
			d.strict(prop, object[name], join(path, name), found)
		}
	case "boolean":
		if _, ok := value.(bool); !ok {
			complain("a boolean")
		}
	case "integer":
		if n, ok := value.(float64); !ok || n != float64(int(n)) {
			complain("an integer")
		}
	case "number":
		if _, ok := value.(float64); !ok {
			complain("a number")
		}
	default:
		text, ok := value.(string)
		if !ok {
			complain("a string")
		} else if len(s.Enum) > 0 && !slices.Contains(s.Enum, text) {
			complain("one of the enum, not " + text)
		}
	}
}
