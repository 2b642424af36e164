package sheetstest

import (
	"maps"
	"slices"
)

// ruleFrom reads a ConditionalFormatRule. Its ranges must lie on one tab.
func (e *edit) ruleFrom(object map[string]any) (*tab, rule, *apiError) {
	var on *tab
	r := rule{data: map[string]any{}}
	for _, item := range listOf(object["ranges"]) {
		t, at, err := e.gridRange(item)
		if err != nil {
			return nil, r, err
		}
		if on != nil && on != t {
			return nil, r, invalid("All ranges must be on the same sheet")
		}
		on = t
		r.at = append(r.at, at)
	}
	for name, value := range object {
		if name != "ranges" {
			r.data[name] = value
		}
	}
	if gradient, ok := r.data["gradientRule"].(map[string]any); ok {
		colours, err := scale(gradient)
		if err != nil {
			return nil, r, err
		}
		r.data["gradientRule"] = colours
	}
	r.data = styled(r.data)
	if on == nil {
		return nil, r, invalid("No ranges specified for the conditional format rule")
	}
	return on, r, nil
}

// scale checks a scale of colours and drops the value of points that have none
// by their type; both are measured.
func scale(gradient map[string]any) (map[string]any, *apiError) {
	out := map[string]any{}
	for _, name := range []string{"minpoint", "midpoint", "maxpoint"} {
		point, given := gradient[name].(map[string]any)
		if !given && name == "midpoint" {
			continue
		}
		point = maps.Clone(point)
		switch point["type"] {
		case nil, "INTERPOLATION_POINT_TYPE_UNSPECIFIED":
			return nil, invalid("No interpolationPointType specified.")
		case "MIN", "MAX":
			delete(point, "value")
		default:
			if value, _ := point["value"].(string); value == "" {
				return nil, invalid("InterpolationPoint.value is required.")
			}
		}
		out[name] = point
	}
	return out, nil
}

func addConditionalFormatRule(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["rule"].(map[string]any)
	t, r, err := e.ruleFrom(object)
	if err != nil {
		return nil, err
	}
	at, _ := in["index"].(int)
	if at < 0 || at > len(t.rules) {
		return nil, invalid("No conditional format on sheet: %d at index: %d", t.id, at)
	}
	t.rules = slices.Insert(slices.Clone(t.rules), at, r)
	return nil, nil
}

// updateConditionalFormatRule replaces a rule or gives it another place; the
// reply shows what it was and what it is.
func updateConditionalFormatRule(e *edit, in map[string]any) (map[string]any, *apiError) {
	at, _ := in["index"].(int)
	object, replacing := in["rule"].(map[string]any)
	id := in["sheetId"]
	if replacing && id == nil {
		if t, _, err := e.ruleFrom(object); err == nil {
			id = t.id
		}
	}
	t, err := e.tab(id)
	if err != nil {
		return nil, err
	}
	if at < 0 || at >= len(t.rules) {
		return nil, invalid("No conditional format on sheet: %d at index: %d", t.id, at)
	}
	old := t.rules[at]
	out := map[string]any{}
	if replacing {
		_, r, err := e.ruleFrom(object)
		if err != nil {
			return nil, err
		}
		t.rules[at] = r
		out["oldRule"], out["newRule"] = old.json(t), r.json(t)
		count(out, "newIndex", at)
		return out, nil
	}
	to, _ := in["newIndex"].(int)
	rest := slices.Delete(slices.Clone(t.rules), at, at+1)
	t.rules = slices.Insert(rest, min(max(to, 0), len(rest)), old)
	out["newRule"] = old.json(t)
	count(out, "oldIndex", at)
	count(out, "newIndex", to)
	return out, nil
}

func deleteConditionalFormatRule(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, err := e.tab(in["sheetId"])
	if err != nil {
		return nil, err
	}
	at, _ := in["index"].(int)
	if at < 0 || at >= len(t.rules) {
		return nil, invalid("No conditional format on sheet: %d at index: %d", t.id, at)
	}
	gone := t.rules[at].json(t)
	t.rules = slices.Delete(slices.Clone(t.rules), at, at+1)
	return map[string]any{"rule": gone}, nil
}
