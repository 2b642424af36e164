package sheetstest

import "fmt"

// area is one range that a data filter selects.
type area struct {
	tab *tab
	at  span
}

// areas resolves a DataFilter when it is used, not when it was made: that is what
// lets a writer hit the right row after others have moved it.
func (s *spreadsheet) areas(filter map[string]any) ([]area, *apiError) {
	switch {
	case filter["developerMetadataLookup"] != nil:
		found, err := s.lookup(filter["developerMetadataLookup"].(map[string]any))
		if err != nil {
			return nil, err
		}
		var list []area
		seen := map[string]bool{}
		for _, l := range found {
			if l.tab == nil {
				continue
			}
			at := l.span().closed(len(l.tab.rows), len(l.tab.cols))
			key := fmt.Sprint(l.tab.id, at)
			if !seen[key] {
				seen[key] = true
				list = append(list, area{l.tab, at})
			}
		}
		return list, nil
	case filter["a1Range"] != nil:
		t, at, err := s.find(filter["a1Range"].(string))
		if err == nil {
			at, err = s.within(t, at)
		}
		if err != nil {
			return nil, err
		}
		return []area{{t, at}}, nil
	case filter["gridRange"] != nil:
		id, at := spanFromJSON(filter["gridRange"].(map[string]any))
		t := s.tabByID(id)
		if t == nil {
			return nil, noGrid(id) // from issues
		}
		at, err := s.within(t, at)
		if err != nil {
			return nil, err
		}
		return []area{{t, at}}, nil
	}
	return nil, invalid("Must specify at least one of developerMetadataLookup, a1Range, or gridRange in dataFilter")
}

// metadataIn selects metadata by a filter: by lookup, or everything that lies in
// a range.
func (s *spreadsheet) metadataIn(filter map[string]any) ([]located, *apiError) {
	if look, ok := filter["developerMetadataLookup"].(map[string]any); ok {
		return s.lookup(look)
	}
	areas, err := s.areas(filter)
	if err != nil {
		return nil, err
	}
	var found []located
	for _, l := range s.metadataEach() {
		for _, a := range areas {
			if l.tab == a.tab && a.at.meets(l.span().closed(len(l.tab.rows), len(l.tab.cols))) {
				found = append(found, l)
				break
			}
		}
	}
	return found, nil
}

// matchedArea is one range with all filters that select it.
type matchedArea struct {
	area
	filters []any
}

// matchAll resolves several filters; ranges selected more than once come once.
func (s *spreadsheet) matchAll(filters []any) ([]matchedArea, *apiError) {
	var all []matchedArea
	for _, f := range filters {
		filter := f.(map[string]any)
		areas, err := s.areas(filter)
		if err != nil {
			return nil, err
		}
	next:
		for _, a := range areas {
			for i := range all {
				if all[i].area == a {
					all[i].filters = append(all[i].filters, filter)
					continue next
				}
			}
			all = append(all, matchedArea{a, []any{filter}})
		}
	}
	return all, nil
}

func handleValuesBatchGetByDataFilter(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	filters, _ := r.body["dataFilters"].([]any)
	matched, err := s.matchAll(filters)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"spreadsheetId": s.id}
	var ranges []any
	for _, m := range matched {
		ranges = append(ranges, map[string]any{
			"valueRange":  s.readValues(m.tab, m.at, lookIn(r.body, "")),
			"dataFilters": m.filters,
		})
	}
	if ranges != nil {
		out["valueRanges"] = ranges
	}
	return out, nil
}

// handleValuesBatchUpdateByDataFilter writes to wherever the filters lead at this
// moment, all or nothing. A filter that selects nothing writes nothing and is
// not in the reply (measured); values that do not fit the selected range are
// refused, fewer values leave the rest alone (documented).
func handleValuesBatchUpdateByDataFilter(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	option, err := inputOption(r.body["valueInputOption"])
	if err != nil {
		return nil, err
	}
	data, _ := r.body["data"].([]any)
	var blocks []block
	var rects []span
	var filters []any
	for i, item := range data {
		part := item.(map[string]any)
		filter, _ := part["dataFilter"].(map[string]any)
		areas, err := s.areas(filter)
		if err == nil && len(areas) == 0 && s.deviates(LostAnchorFails) {
			err = invalid("Requested entity was not found.")
		}
		for _, a := range areas {
			b, bad := newBlock(a.tab, a.at, part, option)
			var rect span
			if bad == nil {
				rect, bad = b.fit()
			}
			if bad == nil {
				bad = r.mayWrite(s, b, rect)
			}
			if bad != nil {
				err = bad
				break
			}
			blocks, rects, filters = append(blocks, b), append(rects, rect), append(filters, filter)
		}
		if err != nil {
			return nil, err.in(fmt.Sprintf("data[%d]", i))
		}
	}
	var all []written
	var replies []any
	for i, b := range blocks {
		all = append(all, s.write(b, rects[i], r.now.Year()))
	}
	for i, w := range all {
		reply := s.reply(w)
		delete(reply, "spreadsheetId")
		reply["dataFilter"] = filters[i]
		if truthy(r.body["includeValuesInResponse"]) {
			reply["updatedData"] = s.readValues(w.tab, w.at, lookIn(r.body, "response"))
		}
		replies = append(replies, reply)
	}
	out := totals(s.id, all)
	if replies != nil {
		out["responses"] = replies
		r.touch(s)
	}
	return out, nil
}

func handleValuesBatchClearByDataFilter(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	filters, _ := r.body["dataFilters"].([]any)
	matched, err := s.matchAll(filters)
	if err != nil {
		return nil, err
	}
	for _, m := range matched {
		if err := r.mayEdit(s, m.tab, m.at); err != nil {
			return nil, err
		}
	}
	out := map[string]any{"spreadsheetId": s.id}
	var cleared []any
	for _, m := range matched {
		m.tab.clear(m.at)
		cleared = append(cleared, echo(m.tab, m.at))
	}
	if cleared != nil {
		out["clearedRanges"] = cleared
		r.touch(s)
	}
	return out, nil
}
