package sheetstest

import (
	"fmt"
	"slices"

	"bieu/sync/sheetstest/discovery"
)

func handleSpreadsheetGet(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	v := view{mask: r.mask, grid: yes(r.query.Get("includeGridData")), user: r.user}
	for _, reference := range r.query["ranges"] {
		t, at, err := s.find(reference)
		if err == nil {
			at, err = s.within(t, at)
		}
		if err != nil {
			return nil, err
		}
		v.areas = append(v.areas, area{t, at})
	}
	return s.json(v), nil
}

func handleSpreadsheetGetByDataFilter(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	v := view{mask: r.mask, grid: truthy(r.body["includeGridData"]), user: r.user}
	filters, _ := r.body["dataFilters"].([]any)
	matched, err := s.matchAll(filters)
	if err != nil {
		return nil, err
	}
	if len(filters) > 0 {
		v.areas = []area{}
	}
	for _, m := range matched {
		v.areas = append(v.areas, m.area)
	}
	return s.json(v), nil
}

// handleSpreadsheetCreate makes a spreadsheet from its properties, its tabs and
// names; what a new one has by default is recorded.
func handleSpreadsheetCreate(r *request) (any, *apiError) {
	s := newSpreadsheet(r.srv.newFileID(), "Untitled spreadsheet")
	if props, ok := r.body["properties"].(map[string]any); ok {
		s.props = overlay(s.props, props)
	}
	if tabs, _ := r.body["sheets"].([]any); len(tabs) > 0 {
		s.tabs = nil
		for i, item := range tabs {
			if err := r.createTab(s, i, item.(map[string]any)); err != nil {
				return nil, err
			}
		}
	}
	named, _ := r.body["namedRanges"].([]any)
	for _, item := range named {
		object := item.(map[string]any)
		rng, _ := object["range"].(map[string]any)
		id, at := spanFromJSON(rng)
		name, _ := object["name"].(string)
		s.named = append(s.named, namedRange{r.srv.newTextID(), name, id, at})
	}
	r.srv.adopt(s, r.user, r.now)
	return s.json(view{user: r.user}), nil
}

// createTab makes one of the tabs that create was given.
func (r *request) createTab(s *spreadsheet, at int, object map[string]any) *apiError {
	props, _ := object["properties"].(map[string]any)
	t, err := r.srv.tabFrom(s, props)
	if err != nil {
		return err
	}
	s.tabs = append(s.tabs, t)
	data, _ := object["data"].([]any)
	for i, item := range data {
		grid := item.(map[string]any)
		r0, _ := grid["startRow"].(int)
		c0, _ := grid["startColumn"].(int)
		rows, _ := grid["rowData"].([]any)
		if err := r.srv.fill(t, r0, c0, rows, discovery.Mask{"*": {}}); err != nil {
			return err.in(fmt.Sprintf("sheets[%d].data[%d]", at, i)) // from issues
		}
	}
	for _, item := range listOf(object["merges"]) {
		_, at := spanFromJSON(item.(map[string]any))
		t.merges = append(t.merges, at.closed(len(t.rows), len(t.cols)))
	}
	return nil
}

func handleCopyTo(r *request) (any, *apiError) {
	s, err := r.open(reading)
	if err != nil {
		return nil, err
	}
	t := s.tabByID(atoi(r.path["sheetId"]))
	if t == nil {
		return nil, noTab(atoi(r.path["sheetId"]))
	}
	target, _ := r.body["destinationSpreadsheetId"].(string)
	to, err := r.openFile(target, writing)
	if err != nil {
		return nil, err
	}
	c := r.srv.copyTab(t, to.freeTitle("Copy of "+t.title()))
	to.tabs = append(to.tabs, c)
	r.touch(to)
	return to.propertiesJSON(c), nil
}

// copyTab copies a tab with its values, formats and objects, which get new ids;
// metadata is not copied (measured).
func (srv *Server) copyTab(t *tab, title string) *tab {
	c := t.clone()
	c.id = srv.newID()
	c.props = overlay(t.props, map[string]any{"title": title})
	c.meta = nil
	for i := range c.cols {
		c.cols[i].meta = nil
	}
	for _, r := range c.rows {
		if r != nil {
			r.meta = nil
		}
	}
	for _, list := range [][]ranged{c.protected, c.bandings, c.views, c.tables} {
		for i := range list {
			if _, isNumber := list[i].id.(int); isNumber {
				list[i].id = srv.newID()
			} else {
				list[i].id = srv.newTextID()
			}
		}
	}
	for i := range c.objects {
		c.objects[i].id = srv.newID()
	}
	return c
}

// freeTitle is the title, with a number behind it when a tab has it already.
func (s *spreadsheet) freeTitle(title string) string {
	taken := func(name string) bool {
		return slices.ContainsFunc(s.tabs, func(t *tab) bool { return t.title() == name })
	}
	free := title
	for n := 2; taken(free); n++ {
		free = title + " " + itoa(n)
	}
	return free
}

func listOf(value any) []any {
	list, _ := value.([]any)
	return list
}
