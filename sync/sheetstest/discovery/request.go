package discovery

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// CheckBody holds a request's body against the method's schema and returns it in
// canonical form: members in camelCase, integers as int, numbers as float64,
// absent where the body says null. The leniency of protocol-buffer JSON is kept:
// "true" is a boolean and "0" an integer, as real traffic shows.
func (m *Method) CheckBody(body map[string]any) (map[string]any, []Violation) {
	if m.Request == nil {
		return map[string]any{}, nil
	}
	c := &checker{doc: m.document}
	return c.object(m.document.Resolve(m.Request), body, m.bodyField()), c.found
}

// bodyField is the name under which the body hangs in the request message, seen
// in error texts: a method whose body is one resource shows that resource's
// field, a method whose body is the whole message shows none.
func (m *Method) bodyField() string {
	switch m.ID {
	case "sheets.spreadsheets.values.update", "sheets.spreadsheets.values.append":
		return "data" // recorded for update
	case "sheets.spreadsheets.create":
		return "spreadsheet" // inferred from the same rule
	}
	return ""
}

type checker struct {
	doc   *Document
	found []Violation
}

func (c *checker) object(s *Schema, value map[string]any, path string) map[string]any {
	out := map[string]any{}
	names := make([]string, 0, len(value))
	for name := range value {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		key := name
		prop := s.Properties[key]
		if prop == nil {
			key = camel(name)
			prop = s.Properties[key]
		}
		if prop == nil && s.Additional != nil {
			key, prop = name, s.Additional
		}
		if prop == nil {
			// Drive overlooks what it does not know, as it does with parameters
			// (inferred from those).
			if c.doc.Name != "drive" {
				c.found = append(c.found, unknownName(path, name))
			}
			continue
		}
		if value[name] == nil {
			continue
		}
		if v, ok := c.value(prop, value[name], join(path, snake(key)), s.ID, key); ok {
			out[key] = v
		}
	}
	return out
}

func (c *checker) value(s *Schema, value any, path, owner, field string) (any, bool) {
	s = c.doc.Resolve(s)
	switch {
	case s.Type == "any":
		return value, true
	case s.Type == "array":
		return c.list(s, value, path, owner, field)
	case s.Type == "object":
		object, ok := value.(map[string]any)
		if !ok {
			c.bad(path, "type.googleapis.com/google.apps.sheets.v4."+s.ID, value)
			return nil, false
		}
		return c.object(s, object, path), true
	case len(s.Enum) > 0:
		return c.enum(s, value, path, owner, field)
	case s.Type == "boolean":
		switch v := value.(type) {
		case bool:
			return v, true
		case string:
			if b, err := strconv.ParseBool(v); err == nil && len(v) > 1 {
				return b, true
			}
		}
		c.bad(path, "TYPE_BOOL", value)
	case s.Type == "integer" || s.Format == "int64":
		if n, ok := whole(value); ok {
			if s.Type == "string" {
				return strconv.Itoa(n), true
			}
			return n, true
		}
		c.bad(path, strings.ToUpper("TYPE_"+s.Format), value)
	case s.Type == "number":
		switch v := value.(type) {
		case float64:
			return v, true
		case string:
			if n, err := strconv.ParseFloat(v, 64); err == nil {
				return n, true
			}
		}
		c.bad(path, strings.ToUpper("TYPE_"+s.Format), value)
	default:
		if text, ok := value.(string); ok {
			return text, true
		}
		c.bad(path, "TYPE_STRING", value)
	}
	return nil, false
}

// list checks an array. The rows of a ValueRange are google.protobuf.ListValue,
// and the recorded text for a wrong one shows the field without an index when
// the whole field is not a list.
func (c *checker) list(s *Schema, value any, path, owner, field string) (any, bool) {
	items, ok := value.([]any)
	inner := c.doc.Resolve(s.Items)
	if !ok {
		kind := "type.googleapis.com/google.apps.sheets.v4." + inner.ID
		if inner.Type == "array" {
			kind = "type.googleapis.com/google.protobuf.ListValue"
		} else if inner.ID == "" {
			kind = "TYPE_STRING"
		}
		c.bad(path, kind, value)
		return nil, false
	}
	out := make([]any, 0, len(items))
	for i, item := range items {
		at := fmt.Sprintf("%s[%d]", path, i)
		if inner.Type == "array" {
			row, ok := item.([]any)
			if !ok {
				c.bad(at, "type.googleapis.com/google.protobuf.ListValue", item)
				continue
			}
			out = append(out, row)
			continue
		}
		if item == nil {
			item = map[string]any{}
		}
		if v, ok := c.value(inner, item, at, owner, field); ok {
			out = append(out, v)
		}
	}
	return out, true
}

func (c *checker) enum(s *Schema, value any, path, owner, field string) (any, bool) {
	switch v := value.(type) {
	case string:
		for _, name := range s.Enum {
			if name == v {
				return v, true
			}
		}
	case float64: // the number of the enum's value is accepted too
		if n := int(v); float64(n) == v && n >= 0 && n < len(s.Enum) {
			return s.Enum[n], true
		}
	}
	c.bad(path, EnumType(owner, field), value)
	return nil, false
}

// EnumType names an enum as error texts do. The discovery document does not hold
// the names; they are inferred from the field, which is right for the enums that
// stand alone.
func EnumType(owner, field string) string {
	name := strings.ToUpper(field[:1]) + field[1:]
	switch field {
	case "majorDimension":
		name = "Dimension"
	case "responseValueRenderOption":
		name = "ValueRenderOption"
	case "responseDateTimeRenderOption", "dateTimeRenderOption":
		name = "DateTimeRenderOption"
	case "type", "mergeType":
		name = owner + "." + name
	}
	return "type.googleapis.com/google.apps.sheets.v4." + name
}

func (c *checker) bad(path, kind string, value any) {
	got, err := json.Marshal(value)
	if err != nil {
		got = []byte("?")
	}
	c.found = append(c.found, invalidValue(path, kind, string(got)))
}

// whole reads an integer from JSON: a number without a fraction, or its digits
// in a string.
func whole(value any) (int, bool) {
	switch v := value.(type) {
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int(v), true
		}
	case string:
		n, err := strconv.Atoi(v)
		return n, err == nil
	}
	return 0, false
}
