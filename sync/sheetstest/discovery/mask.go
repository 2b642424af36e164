package discovery

import (
	"fmt"
	"sort"
	"strings"
)

// Mask is a parsed field mask: the members that it selects, each with what is
// selected below it. An empty mask below a name selects all of it.
type Mask map[string]Mask

// ParseMask reads a field mask: "a,b(c,d)", "a/b/c", "a.b.c", "*".
func ParseMask(text string) (Mask, error) {
	p := &maskParser{text: text}
	mask, err := p.list()
	if err != nil {
		return nil, err
	}
	if p.at < len(p.text) {
		return nil, fmt.Errorf("field mask %q: unexpected %q", text, p.text[p.at])
	}
	return mask, nil
}

type maskParser struct {
	text string
	at   int
}

func (p *maskParser) list() (Mask, error) {
	mask := Mask{}
	for {
		if err := p.item(mask); err != nil {
			return nil, err
		}
		if p.at >= len(p.text) || p.text[p.at] != ',' {
			return mask, nil
		}
		p.at++
	}
}

// item reads one path and what stands in brackets behind it.
func (p *maskParser) item(mask Mask) error {
	for {
		start := p.at
		for p.at < len(p.text) && !strings.ContainsRune(",()/.", rune(p.text[p.at])) {
			p.at++
		}
		name := camel(strings.TrimSpace(p.text[start:p.at]))
		if name == "" {
			return fmt.Errorf("field mask %q: a name is missing", p.text)
		}
		below, seen := mask[name]
		if p.at >= len(p.text) || p.text[p.at] == ',' || p.text[p.at] == ')' {
			mask[name] = Mask{} // the whole member, whatever was asked before
			return nil
		}
		switch {
		case !seen:
			below = Mask{}
			mask[name] = below
		case len(below) == 0:
			below = Mask{} // all of it is selected already; read on, keep that
		}
		open := p.text[p.at] == '('
		p.at++
		if open {
			inner, err := p.list()
			if err != nil {
				return err
			}
			if p.at >= len(p.text) || p.text[p.at] != ')' {
				return fmt.Errorf("field mask %q: a bracket is not closed", p.text)
			}
			p.at++
			for k, v := range inner {
				below[k] = v
			}
			return nil
		}
		mask = below
	}
}

// UnknownPath checks the mask against a schema and returns the first path that the
// schema does not know, "" when all are known.
func (d *Document) UnknownPath(s *Schema, mask Mask) string { return d.unknownPath(s, mask, "") }

func (d *Document) unknownPath(s *Schema, mask Mask, path string) string {
	s = d.Resolve(s)
	for s != nil && s.Type == "array" {
		s = d.Resolve(s.Items)
	}
	names := make([]string, 0, len(mask))
	for name := range mask {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if name == "*" {
			continue
		}
		var prop *Schema
		if s != nil {
			prop = s.Properties[name]
			if prop == nil {
				prop = s.Additional
			}
		}
		if prop == nil {
			return join(path, name)
		}
		if bad := d.unknownPath(prop, mask[name], join(path, name)); bad != "" {
			return bad
		}
	}
	return ""
}

// All says whether the mask selects all of what it is held against.
func (m Mask) All() bool {
	_, all := m["*"]
	return all || len(m) == 0
}

// Below returns the mask for the member at the path, and whether anything of it
// is selected.
func (m Mask) Below(path ...string) (Mask, bool) {
	for _, name := range path {
		if m.All() {
			return nil, true
		}
		below, ok := m[name]
		if !ok {
			return nil, false
		}
		m = below
	}
	return m, true
}

// Select returns the part of a reply that the mask selects. Objects of a list
// stay in it even when nothing of them is selected, as the service does.
func (m Mask) Select(value any) any {
	if m.All() {
		return value
	}
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, below := range m {
			if inner, ok := v[name]; ok {
				out[name] = below.Select(inner)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = m.Select(v[i])
		}
		return out
	}
	return value
}

// Has says whether the mask selects the member at the path, or something of it.
func (m Mask) Has(path ...string) bool {
	_, has := m.Below(path...)
	return has
}

// Merge writes into dst what the mask selects of src: members that src lacks are
// removed from dst, as an update with a field mask does. dst is not changed; the
// merged object is returned.
func (m Mask) Merge(dst, src map[string]any) map[string]any {
	if _, all := m["*"]; all {
		out := make(map[string]any, len(src))
		for k, v := range src {
			out[k] = v
		}
		return out
	}
	out := make(map[string]any, len(dst)+len(m))
	for k, v := range dst {
		out[k] = v
	}
	for name, below := range m {
		value, ok := src[name]
		inner, isObject := value.(map[string]any)
		if len(below) == 0 || ok && !isObject {
			if ok {
				out[name] = value
			} else {
				delete(out, name)
			}
			continue
		}
		old, _ := out[name].(map[string]any)
		merged := below.Merge(old, inner)
		if len(merged) == 0 && !ok {
			delete(out, name)
		} else {
			out[name] = merged
		}
	}
	return out
}
