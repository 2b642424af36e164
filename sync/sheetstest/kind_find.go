package sheetstest

import (
	"regexp"
	"strings"
)

// findReplace replaces in the values and, when asked, in the formulas of a range,
// a tab or all tabs (documented).
func findReplace(e *edit, in map[string]any) (map[string]any, *apiError) {
	areas, err := e.findIn(in)
	if err != nil {
		return nil, err
	}
	pattern, replacement, err := findPattern(in)
	if err != nil {
		return nil, err
	}
	var values, formulas, occurrences, rows, tabs int
	for _, a := range areas {
		before := occurrences
		for r := a.at.r0; r < a.at.r1; r++ {
			hit := false
			for c := a.at.c0; c < a.at.c1; c++ {
				old := a.tab.cell(r, c)
				if old.blank() || old.formula != "" && !truthy(in["includeFormulas"]) {
					continue
				}
				shown := old.formula
				if shown == "" {
					shown = e.s.formatted(a.tab, old)
				}
				n := len(pattern.FindAllStringIndex(shown, -1))
				if n == 0 {
					continue
				}
				if old.formula != "" {
					formulas++
				} else {
					values++
				}
				occurrences += n
				hit = true
				a.tab.put(r, c, e.s.entered(old, pattern.ReplaceAllString(shown, replacement), true, e.now.Year()))
			}
			if hit {
				rows++
			}
		}
		if occurrences > before {
			tabs++
		}
	}
	out := map[string]any{}
	count(out, "valuesChanged", values)
	count(out, "formulasChanged", formulas)
	count(out, "occurrencesChanged", occurrences)
	count(out, "rowsChanged", rows)
	count(out, "sheetsChanged", tabs)
	return out, nil
}

func (e *edit) findIn(in map[string]any) ([]area, *apiError) {
	switch {
	case in["range"] != nil:
		t, at, err := e.gridRange(in["range"])
		if err != nil {
			return nil, err
		}
		return []area{{t, at}}, e.guard(t, at)
	case in["sheetId"] != nil:
		t, err := e.tab(in["sheetId"])
		if err != nil {
			return nil, err
		}
		return []area{{t, t.all()}}, e.guard(t, t.all())
	case truthy(in["allSheets"]):
		var all []area
		for _, t := range e.s.tabs {
			all = append(all, area{t, t.all()})
		}
		return all, nil
	}
	return nil, invalid("Must specify a range, sheetId or allSheets to search")
}

func findPattern(in map[string]any) (*regexp.Regexp, string, *apiError) {
	find, _ := in["find"].(string)
	replacement, _ := in["replacement"].(string)
	if find == "" {
		return nil, "", invalid("find must be specified")
	}
	if !truthy(in["searchByRegex"]) {
		find = regexp.QuoteMeta(find)
		replacement = strings.ReplaceAll(replacement, "$", "$$")
	}
	if truthy(in["matchEntireCell"]) {
		find = "^(?:" + find + ")$"
	}
	if !truthy(in["matchCase"]) {
		find = "(?i)" + find
	}
	pattern, err := regexp.Compile(find)
	if err != nil {
		return nil, "", invalid("Invalid regular expression: %s", find)
	}
	return pattern, replacement, nil
}

// trimWhitespace drops blanks at both ends and doubled ones inside.
func trimWhitespace(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err != nil {
		return nil, err
	}
	changed := 0
	for r := at.r0; r < at.r1; r++ {
		for c := at.c0; c < at.c1; c++ {
			old := t.cell(r, c)
			if old == nil || old.input.kind != textValue {
				continue
			}
			if tidy := strings.Join(strings.Fields(old.input.text), " "); tidy != old.input.text {
				t.put(r, c, old.withValue(text(tidy), ""))
				changed++
			}
		}
	}
	out := map[string]any{}
	count(out, "cellsChangedCount", changed)
	return out, nil
}
