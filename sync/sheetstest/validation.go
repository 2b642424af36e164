package sheetstest

import (
	"slices"
	"strconv"
)

// mayWrite refuses values for cells that the caller may not edit, and, when the
// server was told so, values that break a strict validation rule. The service's
// pages refuse those; whether its API does is not known.
func (r *request) mayWrite(s *spreadsheet, b block, rect span) *apiError {
	if err := r.mayEdit(s, b.tab, rect); err != nil {
		return err
	}
	if !r.srv.opts.strictValidation {
		return nil
	}
	for i, line := range b.values {
		for j, item := range line {
			row, col := rect.r0+i, rect.c0+j
			if b.major == "COLUMNS" {
				row, col = rect.r0+j, rect.c0+i
			}
			old := b.tab.cell(row, col)
			if item == nil || item == "" || old == nil {
				continue
			}
			next := s.entered(old, item, b.typed, r.now.Year())
			if rule, ok := old.attrs["dataValidation"].(map[string]any); ok && truthy(rule["strict"]) && !s.obeys(b.tab, next, rule) {
				return invalid("The data you entered in cell %s violates the data validation rules set on this cell.",
					body(span{row, row + 1, col, col + 1}))
			}
		}
	}
	return nil
}

// obeys says whether a cell's value satisfies a rule; kinds of conditions that
// are not known here are taken as satisfied.
func (s *spreadsheet) obeys(t *tab, c *cell, rule map[string]any) bool {
	condition, _ := rule["condition"].(map[string]any)
	var allowed []string
	for _, item := range listOf(condition["values"]) {
		object, _ := item.(map[string]any)
		value, _ := object["userEnteredValue"].(string)
		allowed = append(allowed, value)
	}
	v := s.effective(t, c)
	switch condition["type"] {
	case "ONE_OF_LIST":
		return slices.Contains(allowed, s.formatted(t, c))
	case "BOOLEAN":
		return v.kind == boolValue || slices.Contains(allowed, s.formatted(t, c))
	case "NUMBER_GREATER", "NUMBER_GREATER_THAN_EQ", "NUMBER_LESS", "NUMBER_LESS_THAN_EQ", "NUMBER_EQ":
		limit, err := strconv.ParseFloat(allowed[0], 64)
		if err != nil || v.kind != numberValue {
			return false
		}
		switch condition["type"] {
		case "NUMBER_GREATER":
			return v.num > limit
		case "NUMBER_GREATER_THAN_EQ":
			return v.num >= limit
		case "NUMBER_LESS":
			return v.num < limit
		case "NUMBER_LESS_THAN_EQ":
			return v.num <= limit
		}
		return v.num == limit
	}
	return true
}
