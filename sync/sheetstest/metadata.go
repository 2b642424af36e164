package sheetstest

import (
	"slices"
	"unicode/utf8"
)

// metadata is one piece of developer metadata. It is kept at its place (the
// spreadsheet, a tab, a row, a column), so that it goes where its place goes: it
// follows inserted, deleted and moved rows (documented) and a sort of whole rows
// (measured three times); it is gone with a deleted row, is not copied with a
// tab and stays behind when cells are cut (measured).
type metadata struct {
	id         int
	key        string
	value      string
	visibility string
}

// storage is how many characters of keys and values a spreadsheet and each tab
// may hold (documented).
const storage = 30000

// located is a piece of metadata with the place where it is.
type located struct {
	metadata
	tab  *tab // nil: the spreadsheet
	axis axis
	at   int // open: the tab itself
}

// metadataEach lists all metadata: the spreadsheet's, then tab by tab the tab's,
// its rows' and its columns'.
func (s *spreadsheet) metadataEach() []located {
	var all []located
	for _, m := range s.meta {
		all = append(all, located{metadata: m, at: open})
	}
	for _, t := range s.tabs {
		for _, m := range t.meta {
			all = append(all, located{metadata: m, tab: t, at: open})
		}
		for i, r := range t.rows {
			if r != nil {
				for _, m := range r.meta {
					all = append(all, located{m, t, rowAxis, i})
				}
			}
		}
		for i, l := range t.cols {
			for _, m := range l.meta {
				all = append(all, located{m, t, columnAxis, i})
			}
		}
	}
	return all
}

// kind is the location type as the service names it.
func (l located) kind() string {
	switch {
	case l.tab == nil:
		return "SPREADSHEET"
	case l.at == open:
		return "SHEET"
	case l.axis == columnAxis:
		return "COLUMN"
	}
	return "ROW"
}

// span is the part of the tab that the place covers.
func (l located) span() span {
	if l.at == open {
		return wholeTab
	}
	return wholeTab.with(l.axis, l.at, l.at+1)
}

// json writes a DeveloperMetadata.
func (l located) json() map[string]any {
	place := map[string]any{"locationType": l.kind()}
	switch {
	case l.tab == nil:
		place["spreadsheet"] = true
	case l.at == open:
		place["sheetId"] = l.tab.id
	default:
		at := map[string]any{"dimension": l.axis.String(), "startIndex": l.at, "endIndex": l.at + 1}
		if l.tab.id != 0 {
			at["sheetId"] = l.tab.id
		}
		place["dimensionRange"] = at
	}
	out := map[string]any{"metadataId": l.id, "metadataKey": l.key, "location": place, "visibility": l.visibility}
	if l.value != "" {
		out["metadataValue"] = l.value
	}
	return out
}

// slot is the list that holds the metadata of a place.
func (s *spreadsheet) slot(l located) *[]metadata {
	switch {
	case l.tab == nil:
		return &s.meta
	case l.at == open:
		return &l.tab.meta
	}
	return &l.tab.ownLine(l.axis, l.at).meta
}

// place reads a DeveloperMetadataLocation. The texts of the refusals are measured.
func (s *spreadsheet) place(object map[string]any) (located, *apiError) {
	if rng, ok := object["dimensionRange"].(map[string]any); ok {
		from, hasFrom := rng["startIndex"].(int)
		to, hasTo := rng["endIndex"].(int)
		id, _ := rng["sheetId"].(int)
		t := s.tabByID(id)
		switch {
		case t == nil:
			return located{}, noTab(id)
		case !hasFrom || !hasTo:
			return located{}, invalid("DimensionRange must specify both a startIndex and an endIndex")
		case to != from+1:
			return located{}, invalid("DimensionRange must represent a single row or column.")
		case to > t.size(axisOf(rng["dimension"])) || from < 0:
			return located{}, invalid("DimensionRange is beyond the grid of the sheet")
		}
		return located{tab: t, axis: axisOf(rng["dimension"]), at: from}, nil
	}
	if id, ok := object["sheetId"].(int); ok {
		t := s.tabByID(id)
		if t == nil {
			return located{}, noTab(id)
		}
		return located{tab: t, at: open}, nil
	}
	if truthy(object["spreadsheet"]) {
		return located{at: open}, nil
	}
	return located{}, invalid("Developer metadata must always have a location specified.")
}

func noTab(id int) *apiError  { return invalid("No sheet with id: %d", id) }
func noGrid(id int) *apiError { return invalid("No grid with id: %d", id) }

// addMetadata puts a piece of metadata at its place.
func (s *spreadsheet) addMetadata(object map[string]any, newID func() int) (located, *apiError) {
	location, _ := object["location"].(map[string]any)
	l, err := s.place(location)
	if err != nil {
		return l, err
	}
	l.key, _ = object["metadataKey"].(string)
	l.value, _ = object["metadataValue"].(string)
	l.visibility, _ = object["visibility"].(string)
	id, given := object["metadataId"].(int)
	switch {
	case l.key == "":
		return l, invalid("Developer metadata must always have a key specified.")
	case l.visibility == "" || l.visibility == "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED":
		return l, invalid("Developer metadata must always have visibility specified.")
	case given && s.hasMetadata(id):
		return l, invalid("Developer metadata with ID %d already exists", id)
	case !given:
		id = newID()
	}
	l.id = id
	if err := s.metadataFits(l); err != nil {
		return l, err
	}
	list := s.slot(l)
	*list = append(*list, l.metadata)
	return l, nil
}

func (s *spreadsheet) hasMetadata(id int) bool {
	return slices.ContainsFunc(s.metadataEach(), func(l located) bool { return l.id == id })
}

// metadataFits keeps to the storage limit; the text of the refusal is inferred.
func (s *spreadsheet) metadataFits(l located) *apiError {
	used := utf8.RuneCountInString(l.key) + utf8.RuneCountInString(l.value)
	for _, other := range s.metadataEach() {
		if other.tab == l.tab {
			used += utf8.RuneCountInString(other.key) + utf8.RuneCountInString(other.value)
		}
	}
	if used > storage {
		return invalid("Developer metadata storage limit of %d characters exceeded", storage)
	}
	return nil
}

// removeMetadata takes every piece that keep does not keep.
func (s *spreadsheet) removeMetadata(gone map[int]bool) {
	for _, l := range s.metadataEach() {
		if gone[l.id] {
			list := s.slot(l)
			*list = slices.DeleteFunc(slices.Clone(*list), func(m metadata) bool { return m.id == l.id })
		}
	}
}

// lookup finds the metadata that a DeveloperMetadataLookup selects; an empty one
// selects all (measured).
func (s *spreadsheet) lookup(object map[string]any) ([]located, *apiError) {
	match, err := s.matcher(object)
	if err != nil {
		return nil, err
	}
	var found []located
	for _, l := range s.metadataEach() {
		if match(l) {
			found = append(found, l)
		}
	}
	return found, nil
}

func (s *spreadsheet) matcher(object map[string]any) (func(located) bool, *apiError) {
	place, hasPlace := object["metadataLocation"].(map[string]any)
	strategy, _ := object["locationMatchingStrategy"].(string)
	var at located
	if hasPlace {
		if truthy(place["spreadsheet"]) && strategy == "INTERSECTING_LOCATION" {
			return nil, invalid("DeveloperMetadataLookup.spreadsheet is true, but locationMatchingStrategy was specified as INTERSECTING.")
		}
		var err *apiError
		if at, err = s.place(place); err != nil {
			return nil, err
		}
	}
	return func(l located) bool {
		if id, ok := object["metadataId"].(int); ok && id != l.id {
			return false
		}
		if key, ok := object["metadataKey"].(string); ok && key != l.key {
			return false
		}
		if value, ok := object["metadataValue"].(string); ok && value != l.value {
			return false
		}
		if v, ok := object["visibility"].(string); ok && v != "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED" && v != l.visibility {
			return false
		}
		if kind, ok := object["locationType"].(string); ok && kind != "DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED" && kind != l.kind() {
			return false
		}
		return !hasPlace || matchesPlace(l, at, strategy)
	}, nil
}

// matchesPlace compares a place with the one looked for: exactly, or (unless
// asked otherwise) also places that cross it. The spreadsheet crosses nothing.
func matchesPlace(l, want located, strategy string) bool {
	if l.tab != want.tab {
		return false
	}
	if l.tab == nil || l.at == want.at && (l.at == open || l.axis == want.axis) {
		return true
	}
	if strategy == "EXACT_LOCATION" {
		return false
	}
	return l.at == open || want.at == open || l.axis != want.axis
}

func handleMetadataGet(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	id := atoi(r.path["metadataId"])
	for _, l := range s.metadataEach() {
		if l.id == id {
			return l.json(), nil
		}
	}
	return nil, &apiError{code: 404, status: "NOT_FOUND", message: "No developer metadata with ID " + r.path["metadataId"]}
}

// handleMetadataSearch lists each piece once, with all filters that select it.
func handleMetadataSearch(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	filters, _ := r.body["dataFilters"].([]any)
	var order []int
	hits := map[int]map[string]any{}
	for _, f := range filters {
		filter := f.(map[string]any)
		found, err := s.metadataIn(filter)
		if err != nil {
			return nil, err
		}
		for _, l := range found {
			if hits[l.id] == nil {
				hits[l.id] = map[string]any{"developerMetadata": l.json(), "dataFilters": []any{}}
				order = append(order, l.id)
			}
			hits[l.id]["dataFilters"] = append(hits[l.id]["dataFilters"].([]any), filter)
		}
	}
	out := map[string]any{}
	var matched []any
	for _, id := range order {
		matched = append(matched, hits[id])
	}
	if matched != nil {
		out["matchedDeveloperMetadata"] = matched
	}
	return out, nil
}
