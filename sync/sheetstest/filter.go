package sheetstest

import (
	"maps"
	"slices"

	"bieu/sync/sheetstest/discovery"
)

// hideFiltered hides the rows that the basic filter leaves out and shows all
// others: a row is left out when it shows one of the hidden values of a column
// (documented). Conditions are kept and not looked at. That columns count from
// the sheet's first is inferred from how sorting counts them (measured).
func (s *spreadsheet) hideFiltered(t *tab, at span, filter map[string]any) {
	for _, r := range t.rows {
		if r != nil {
			r.filter = false
		}
	}
	at = at.closed(len(t.rows), len(t.cols))
	for col, values := range hiddenValues(filter) {
		for r := at.r0 + 1; r < at.r1; r++ {
			shown := ""
			if c := t.cell(r, col); c != nil {
				shown = s.formatted(t, c)
			}
			if !values[shown] {
				continue
			}
			if t.rows[r] == nil {
				t.rows[r] = &row{}
			}
			t.rows[r].filter = true
		}
	}
}

// hiddenValues are the values that a filter leaves out, by column. Clients use
// either of two members for them: filterSpecs, or the older criteria.
func hiddenValues(filter map[string]any) map[int]map[string]bool {
	out := map[int]map[string]bool{}
	take := func(col int, criteria any) {
		c, _ := criteria.(map[string]any)
		for _, v := range listOf(c["hiddenValues"]) {
			if out[col] == nil {
				out[col] = map[string]bool{}
			}
			out[col][v.(string)] = true
		}
	}
	for _, spec := range listOf(filter["filterSpecs"]) {
		one, _ := spec.(map[string]any)
		col, _ := one["columnIndex"].(int)
		take(col, one["filterCriteria"])
	}
	criteria, _ := filter["criteria"].(map[string]any)
	for col, one := range criteria {
		take(atoi(col), one)
	}
	return out
}

// bothFilters completes a filter with the other way of saying its criteria, as
// both are shown (documented); filterSpecs win where both are given.
func bothFilters(filter map[string]any) map[string]any {
	out := maps.Clone(filter)
	if specs := listOf(filter["filterSpecs"]); len(specs) > 0 {
		criteria := map[string]any{}
		for _, item := range specs {
			spec, _ := item.(map[string]any)
			column, _ := spec["columnIndex"].(int)
			criteria[itoa(column)] = spec["filterCriteria"]
		}
		out["criteria"] = criteria
		return out
	}
	criteria, _ := filter["criteria"].(map[string]any)
	columns := make([]int, 0, len(criteria))
	for column := range criteria {
		columns = append(columns, atoi(column))
	}
	slices.Sort(columns)
	var specs []any
	for _, column := range columns {
		spec := map[string]any{"filterCriteria": criteria[itoa(column)]}
		count(spec, "columnIndex", column)
		specs = append(specs, spec)
	}
	if specs != nil {
		out["filterSpecs"] = specs
	}
	return out
}

// forgetFilters drops the way of saying the criteria that a mask does not name
// when it names the other.
func forgetFilters(mask discovery.Mask, filter map[string]any) map[string]any {
	out := maps.Clone(filter)
	if mask.Has("criteria") {
		delete(out, "filterSpecs")
	}
	if mask.Has("filterSpecs") {
		delete(out, "criteria")
	}
	return out
}
