package sheetstest

import (
	"slices"
)

// protection keeps of a ProtectedRange what is stored: not its id and range, not
// what depends on the one who asks, and nothing that is empty.
func protection(object map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range object {
		switch name {
		case "protectedRangeId", "range", "requestingUserCanEdit":
			continue
		}
		if value != false && value != "" {
			out[name] = value
		}
	}
	return out
}

// addProtectedRange: the reply shows no editors and a later reading shows the
// account that asked (recorded).
func addProtectedRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["protectedRange"].(map[string]any)
	t, at, err := e.protectedSpan(object)
	if err != nil {
		return nil, err
	}
	whole := at == wholeTab
	for _, p := range t.protected {
		if whole && p.at == wholeTab {
			return nil, invalid("Sheet \"%s\" already has sheet protection.", t.title()) // from issues
		}
	}
	editors, _ := object["editors"].(map[string]any)
	if truthy(object["warningOnly"]) && (len(listOf(editors["users"])) > 0 || len(listOf(editors["groups"])) > 0) {
		return nil, invalid("ProtectedRange is warningOnly. Editors cannot be set on it.") // from issues
	}
	id, given := object["protectedRangeId"].(int)
	if !given {
		id = e.srv.newID()
	}
	p := ranged{id: id, at: at, data: protection(object)}
	reply := map[string]any{}
	for name, value := range p.data {
		reply[name] = value
	}
	reply["editors"] = map[string]any{}
	p.data["editors"] = withUser(editors, e.user)
	t.protected = append(t.protected, p)
	reply["protectedRangeId"], reply["range"], reply["requestingUserCanEdit"] = id, at.json(t.id), true
	return map[string]any{"protectedRange": reply}, nil
}

// protectedSpan is what an object protects: a range, or the range of a name.
func (e *edit) protectedSpan(object map[string]any) (*tab, span, *apiError) {
	if id, ok := object["namedRangeId"].(string); ok {
		i, err := e.s.namedIndex(id)
		if err != nil {
			return nil, span{}, err
		}
		t, err := e.tab(e.s.named[i].tab)
		return t, e.s.named[i].at, err
	}
	return e.openRange(object["range"])
}

// withUser adds the account to the editors: whoever protects can edit.
func withUser(editors map[string]any, user string) map[string]any {
	out := map[string]any{}
	for name, value := range editors {
		if list, isList := value.([]any); !isList || len(list) > 0 {
			out[name] = value
		}
	}
	users := listOf(out["users"])
	if !slices.Contains(users, any(user)) {
		users = append(slices.Clone(users), user)
	}
	out["users"] = users
	return out
}

func (e *edit) protectedByID(id any) (*tab, int, *apiError) {
	for _, t := range e.s.tabs {
		for i, p := range t.protected {
			if p.id == id {
				return t, i, nil
			}
		}
	}
	return nil, 0, invalid("No protected range with id: %v", id) // inferred
}

func updateProtectedRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["protectedRange"].(map[string]any)
	t, i, err := e.protectedByID(object["protectedRangeId"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "ProtectedRange")
	if err != nil {
		return nil, err
	}
	p := t.protected[i]
	if !e.s.mayEditProtected(p, e.user) {
		return nil, protectedCell()
	}
	if mask.Has("range") && object["range"] != nil {
		_, at, err := e.openRange(object["range"])
		if err != nil {
			return nil, err
		}
		p.at = at
	}
	p.data = protection(mask.Merge(p.data, object))
	editors, _ := p.data["editors"].(map[string]any)
	p.data["editors"] = withUser(editors, e.user)
	t.protected[i] = p
	return nil, nil
}

func deleteProtectedRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, i, err := e.protectedByID(in["protectedRangeId"])
	if err != nil {
		return nil, err
	}
	if !e.s.mayEditProtected(t.protected[i], e.user) {
		return nil, protectedCell()
	}
	t.protected = slices.Delete(slices.Clone(t.protected), i, i+1)
	return nil, nil
}

// mayEditProtected says whether a user may edit what a protection covers: always
// under a mere warning, always as the owner (from issues), else as an editor.
func (s *spreadsheet) mayEditProtected(p ranged, user string) bool {
	if truthy(p.data["warningOnly"]) || user == s.owner {
		return true
	}
	editors, _ := p.data["editors"].(map[string]any)
	return slices.Contains(listOf(editors["users"]), any(user))
}

// blocked says whether a protection keeps the user from a span of a tab.
func (s *spreadsheet) blocked(t *tab, at span, user string) bool {
	for _, p := range t.protected {
		if s.mayEditProtected(p, user) || !p.at.closed(len(t.rows), len(t.cols)).meets(at) {
			continue
		}
		free := false
		for _, item := range listOf(p.data["unprotectedRanges"]) {
			_, u := spanFromJSON(item.(map[string]any))
			free = free || u.closed(len(t.rows), len(t.cols)).holds(at)
		}
		if !free {
			return true
		}
	}
	return false
}
