package discovery

import (
	"fmt"
	"strings"
	"unicode"
)

// Violation is one thing in a request that its schema does not allow, worded as
// Google's front end words it.
type Violation struct {
	Field       string // where, in snake case: requests[0].add_sheet.properties
	Description string
}

// unknownName is the text for a member that no schema knows.
func unknownName(path, name string) Violation {
	if path == "" {
		return Violation{Description: fmt.Sprintf("Invalid JSON payload received. Unknown name %q: Cannot find field.", name)}
	}
	return Violation{
		Field:       path,
		Description: fmt.Sprintf("Invalid JSON payload received. Unknown name %q at '%s': Cannot find field.", name, path),
	}
}

// invalidValue is the text for a value of the wrong kind; got is the value as
// JSON writes it.
func invalidValue(path, kind, got string) Violation {
	return Violation{Field: path, Description: fmt.Sprintf("Invalid value at '%s' (%s), %s", path, kind, got)}
}

// snake turns the camelCase of JSON into the names of the protocol buffer, which
// is what error texts show.
func snake(name string) string {
	var out strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) {
			if i > 0 {
				out.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		out.WriteRune(r)
	}
	return out.String()
}

// camel is the other way about: requests may use either spelling.
func camel(name string) string {
	var out strings.Builder
	up := false
	for _, r := range name {
		if r == '_' {
			up = true
			continue
		}
		if up {
			r, up = unicode.ToUpper(r), false
		}
		out.WriteRune(r)
	}
	return out.String()
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
