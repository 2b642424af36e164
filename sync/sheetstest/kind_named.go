package sheetstest

import (
	"regexp"
	"slices"
	"strings"
)

var namePattern = regexp.MustCompile(`^[\pL_][\pL\pN_.]*$`)

func addNamedRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["namedRange"].(map[string]any)
	name, _ := object["name"].(string)
	if err := e.s.nameFree(name, ""); err != nil {
		return nil, err
	}
	t, at, err := e.openRange(object["range"])
	if err != nil {
		return nil, err
	}
	id, _ := object["namedRangeId"].(string)
	if id == "" {
		id = e.srv.newTextID()
	}
	n := namedRange{id, name, t.id, at}
	e.s.named = append(e.s.named, n)
	return map[string]any{"namedRange": n.json()}, nil
}

// nameFree checks a name. The text for one that is taken is from issues, the
// other is inferred.
func (s *spreadsheet) nameFree(name, but string) *apiError {
	if !namePattern.MatchString(name) || likeA1.MatchString(name) || likeR1C1.MatchString(name) {
		return invalid("The name \"%s\" is invalid.", name)
	}
	for _, n := range s.named {
		if n.id != but && strings.EqualFold(n.name, name) {
			return invalid("Cannot add named range with name %s, a named range with that name already exists.", name)
		}
	}
	return nil
}

func (s *spreadsheet) namedIndex(id any) (int, *apiError) {
	i := slices.IndexFunc(s.named, func(n namedRange) bool { return n.id == id })
	if i < 0 {
		return 0, invalid("Cannot find named range with id: %v", id)
	}
	return i, nil
}

func updateNamedRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["namedRange"].(map[string]any)
	i, err := e.s.namedIndex(object["namedRangeId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "NamedRange")
	if err != nil {
		return nil, err
	}
	n := e.s.named[i]
	if mask.Has("name") {
		name, _ := object["name"].(string)
		if err := e.s.nameFree(name, n.id); err != nil {
			return nil, err
		}
		n.name = name
	}
	if mask.Has("range") {
		t, at, err := e.openRange(object["range"])
		if err != nil {
			return nil, err
		}
		n.tab, n.at = t.id, at
	}
	e.s.named[i] = n
	return nil, nil
}

func deleteNamedRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	i, err := e.s.namedIndex(in["namedRangeId"])
	if err != nil {
		return nil, err
	}
	e.s.named = slices.Delete(slices.Clone(e.s.named), i, i+1)
	return nil, nil
}
