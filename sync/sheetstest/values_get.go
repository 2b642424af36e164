package sheetstest

// look is how values are asked for.
type look struct {
	columns bool // major dimension COLUMNS
	render  string
	dates   string
}

// readValues is a ValueRange: trailing empty rows and cells are left out, a gap
// inside is "", an empty row inside is [], and where there is nothing at all
// there is no member values (recorded).
func (s *spreadsheet) readValues(t *tab, at span, how look) map[string]any {
	out := map[string]any{"range": echo(t, at), "majorDimension": "ROWS"}
	if s.flaws != nil && s.flaws.noClamping && at.r1 == len(t.rows) {
		out["range"] = echo(t, span{at.r0, at.r1 + 1, at.c0, at.c1})
	}
	if how.columns {
		out["majorDimension"] = "COLUMNS"
	}
	if values := s.grid(t, at, how); len(values) > 0 {
		out["values"] = values
	}
	return out
}

func (s *spreadsheet) grid(t *tab, at span, how look) []any {
	major, minor := at.rows(), at.columns()
	if how.columns {
		major, minor = minor, major
	}
	if !how.columns {
		// Rows that were never touched need not be looked at cell by cell.
		for major > 0 && t.rows[at.r0+major-1] == nil {
			major--
		}
	}
	var lines []any
	for i := range major {
		var cells []any
		for j := range minor {
			r, c := at.r0+i, at.c0+j
			if how.columns {
				r, c = at.r0+j, at.c0+i
			}
			one := t.cell(r, c)
			if one.blank() {
				continue
			}
			for len(cells) < j {
				cells = append(cells, "")
			}
			cells = append(cells, s.render(t, one, how))
		}
		if cells == nil {
			continue
		}
		for len(lines) < i {
			lines = append(lines, []any{})
		}
		lines = append(lines, cells)
	}
	if s.flaws != nil && s.flaws.noTrimming {
		lines = append(lines, []any{})
	}
	return lines
}

// render is one value as asked for. Recorded: dates under UNFORMATTED_VALUE and
// FORMULA are serial numbers unless asked for as text; under FORMATTED_VALUE that
// option is not looked at.
func (s *spreadsheet) render(t *tab, c *cell, how look) any {
	if how.render == "" || how.render == "FORMATTED_VALUE" {
		return s.formatted(t, c)
	}
	if how.render == "FORMULA" && c.formula != "" {
		return c.formula
	}
	v := s.effective(t, c)
	switch v.kind {
	case numberValue:
		if kind, _ := c.numberFormat(); how.dates == "FORMATTED_STRING" && isMoment(kind) {
			return s.formatted(t, c)
		}
		return v.num
	case boolValue:
		return v.yes
	}
	return v.text
}

func handleValuesGet(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	t, at, err := s.find(r.path["range"])
	if err == nil {
		at, err = s.within(t, at)
	}
	if err != nil {
		return nil, err
	}
	return s.readValues(t, at, r.look("")), nil
}

func handleValuesBatchGet(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	ranges := []any{}
	for _, reference := range r.query["ranges"] {
		t, at, err := s.find(reference)
		if err == nil {
			at, err = s.within(t, at)
		}
		if err != nil {
			return nil, err
		}
		ranges = append(ranges, s.readValues(t, at, r.look("")))
	}
	out := map[string]any{"spreadsheetId": s.id}
	if len(ranges) > 0 {
		out["valueRanges"] = ranges
	}
	return out, nil
}

// look reads the options of a request from its query; prefix is "response" where
// a writing method is asked to show what it wrote.
func (r *request) look(prefix string) look {
	render, dates := "valueRenderOption", "dateTimeRenderOption"
	if prefix != "" {
		render, dates = "responseValueRenderOption", "responseDateTimeRenderOption"
	}
	return look{
		columns: r.query.Get("majorDimension") == "COLUMNS",
		render:  r.query.Get(render),
		dates:   r.query.Get(dates),
	}
}

// lookIn reads the same options from a body.
func lookIn(body map[string]any, prefix string) look {
	get := func(name string) string {
		value, _ := body[name].(string)
		return value
	}
	if prefix != "" {
		return look{render: get("responseValueRenderOption"), dates: get("responseDateTimeRenderOption")}
	}
	return look{columns: get("majorDimension") == "COLUMNS", render: get("valueRenderOption"), dates: get("dateTimeRenderOption")}
}
