package sheetstest

import "bieu/sync/sheetstest/discovery"

// view is how much of a spreadsheet is asked for.
type view struct {
	mask  discovery.Mask // nil: everything that is asked for without a mask
	grid  bool           // grid data, asked for without a mask
	areas []area         // limit tabs and grid data to these; nil: all
	user  string
}

func (v view) wants(path ...string) bool { return v.mask == nil || v.mask.Has(path...) }

// wantsGrid: with a mask the mask alone decides (documented).
func (v view) wantsGrid() bool {
	if v.mask == nil {
		return v.grid
	}
	return v.mask.Has("sheets", "data")
}

// json writes a Spreadsheet.
func (s *spreadsheet) json(v view) map[string]any {
	out := map[string]any{
		"spreadsheetId":  s.id,
		"properties":     s.props,
		"spreadsheetUrl": "https://docs.google.com/spreadsheets/d/" + s.id + "/edit",
	}
	var sheets []any
	for _, t := range s.tabs {
		spans, shown := v.spansOf(t)
		if shown {
			sheets = append(sheets, s.tabJSON(t, v, spans))
		}
	}
	if sheets != nil {
		out["sheets"] = sheets
	}
	var named []any
	for _, n := range s.named {
		named = append(named, n.json())
	}
	if named != nil {
		out["namedRanges"] = named
	}
	var meta []any
	for _, m := range s.meta {
		meta = append(meta, located{metadata: m, at: open}.json())
	}
	if meta != nil {
		out["developerMetadata"] = meta
	}
	return out
}

// spansOf says which parts of a tab are asked for, and whether any is.
func (v view) spansOf(t *tab) ([]span, bool) {
	if v.areas == nil {
		return []span{t.all()}, true
	}
	var spans []span
	for _, a := range v.areas {
		if a.tab == t {
			spans = append(spans, a.at)
		}
	}
	return spans, len(spans) > 0
}

func (n namedRange) json() map[string]any {
	return map[string]any{"namedRangeId": n.id, "name": n.name, "range": n.at.json(n.tab)}
}

// tabJSON writes a Sheet.
func (s *spreadsheet) tabJSON(t *tab, v view, spans []span) map[string]any {
	out := map[string]any{"properties": s.propertiesJSON(t)}
	put := func(name string, list []any) {
		if len(list) > 0 {
			out[name] = list
		}
	}
	var merges []any
	for _, m := range t.merges {
		merges = append(merges, m.json(t.id))
	}
	put("merges", merges)
	put("protectedRanges", s.protectedJSON(t, v.user))
	put("bandedRanges", rangedJSON(t, t.bandings, "bandedRangeId"))
	put("filterViews", rangedJSON(t, t.views, "filterViewId"))
	put("tables", rangedJSON(t, t.tables, "tableId"))
	put(charts.list, objectsJSON(t, charts))
	put(slicers.list, objectsJSON(t, slicers))
	if t.filter != nil {
		out["basicFilter"] = t.filter.json(t, "")
	}
	var rules []any
	for _, r := range t.rules {
		rules = append(rules, r.json(t))
	}
	put("conditionalFormats", rules)
	put("rowGroups", groupsJSON(t, rowAxis))
	put("columnGroups", groupsJSON(t, columnAxis))
	var meta []any
	for _, m := range t.meta {
		meta = append(meta, located{metadata: m, tab: t, at: open}.json())
	}
	put("developerMetadata", meta)
	if v.wantsGrid() {
		var data []any
		for _, at := range spans {
			data = append(data, s.gridData(t, at, v))
		}
		put("data", data)
	}
	return out
}

// propertiesJSON writes SheetProperties: sheetId and index always, zeroes and
// false never (recorded).
func (s *spreadsheet) propertiesJSON(t *tab) map[string]any {
	out := map[string]any{}
	for k, v := range t.props {
		out[k] = v
	}
	grid := map[string]any{"rowCount": len(t.rows), "columnCount": len(t.cols)}
	own, _ := t.props["gridProperties"].(map[string]any)
	for k, v := range own {
		grid[k] = v
	}
	out["gridProperties"] = grid
	out["sheetId"] = t.id
	out["index"] = s.index(t)
	return out
}

// json writes an object with its id and its range, the range closed: an open one
// is filled in on reading (recorded for filters and conditional formats).
func (o ranged) json(t *tab, idName string) map[string]any {
	out := map[string]any{}
	for k, v := range o.data {
		out[k] = v
	}
	if idName != "" && o.id != nil {
		out[idName] = o.id
	}
	out["range"] = o.at.closed(len(t.rows), len(t.cols)).json(t.id)
	return out
}

func rangedJSON(t *tab, list []ranged, idName string) []any {
	var out []any
	for _, o := range list {
		out = append(out, o.json(t, idName))
	}
	return out
}

func (r rule) json(t *tab) map[string]any {
	out := map[string]any{}
	for k, v := range r.data {
		out[k] = v
	}
	var ranges []any
	for _, at := range r.at {
		ranges = append(ranges, at.closed(len(t.rows), len(t.cols)).json(t.id))
	}
	out["ranges"] = ranges
	return out
}

func groupsJSON(t *tab, a axis) []any {
	var out []any
	for _, g := range t.groups[a] {
		at := map[string]any{"dimension": a.String(), "startIndex": g.from, "endIndex": g.to}
		if t.id != 0 {
			at["sheetId"] = t.id
		}
		one := map[string]any{"range": at, "depth": g.depth}
		if g.collapsed {
			one["collapsed"] = true
		}
		out = append(out, one)
	}
	return out
}

// protectedJSON writes protected ranges as the user sees them. A whole tab stays
// open. Editors are listed with the one who asked for the protection and the
// owner, as recorded for a spreadsheet that the account itself owns.
func (s *spreadsheet) protectedJSON(t *tab, user string) []any {
	var out []any
	for _, p := range t.protected {
		one := map[string]any{}
		for k, v := range p.data {
			one[k] = v
		}
		one["protectedRangeId"] = p.id
		one["range"] = p.at.json(t.id)
		if s.mayEditProtected(p, user) {
			one["requestingUserCanEdit"] = true
		}
		out = append(out, one)
	}
	return out
}
