package sheetstest

import "slices"

// family is a kind of object that lies on ranges: where a tab keeps it, what its
// id is called and what its schema is.
type family struct {
	list   func(t *tab) *[]ranged
	member string // in requests: bandedRange
	idName string
	schema string
}

var (
	bandingFamily = family{func(t *tab) *[]ranged { return &t.bandings }, "bandedRange", "bandedRangeId", "BandedRange"}
	viewFamily    = family{func(t *tab) *[]ranged { return &t.views }, "filter", "filterViewId", "FilterView"}
	tableFamily   = family{func(t *tab) *[]ranged { return &t.tables }, "table", "tableId", "Table"}
)

func (f family) find(s *spreadsheet, id any) (*tab, int, *apiError) {
	for _, t := range s.tabs {
		for i, o := range *f.list(t) {
			if o.id == id {
				return t, i, nil
			}
		}
	}
	return nil, 0, invalid("Cannot find %s with %s: %v", f.member, f.idName, id) // inferred
}

// data is an object without its id and range.
func (f family) data(object map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range object {
		if name != f.idName && name != "range" {
			out[name] = value
		}
	}
	return styled(out)
}

func (f family) add(e *edit, object map[string]any, id any) (*tab, ranged, *apiError) {
	t, at, err := e.gridRange(object["range"])
	if err != nil {
		return nil, ranged{}, err
	}
	if given := object[f.idName]; given != nil {
		id = given
	}
	o := ranged{id: id, at: at, data: f.data(object)}
	if f.schema == viewFamily.schema {
		o.data = bothFilters(o.data)
	}
	list := f.list(t)
	*list = append(*list, o)
	return t, o, nil
}

func (f family) update(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in[f.member].(map[string]any)
	t, i, err := f.find(e.s, object[f.idName])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, f.schema)
	if err != nil {
		return nil, err
	}
	o := (*f.list(t))[i]
	if mask.Has("range") && object["range"] != nil {
		if _, o.at, err = e.gridRange(object["range"]); err != nil {
			return nil, err
		}
	}
	before := o.data
	if f.schema == viewFamily.schema {
		before = forgetFilters(mask, before)
	}
	o.data = f.data(mergeStyled(mask, before, object))
	if f.schema == viewFamily.schema {
		o.data = bothFilters(o.data)
	}
	(*f.list(t))[i] = o
	return nil, nil
}

func (f family) remove(e *edit, id any) (map[string]any, *apiError) {
	t, i, err := f.find(e.s, id)
	if err != nil {
		return nil, err
	}
	list := f.list(t)
	*list = slices.Delete(slices.Clone(*list), i, i+1)
	return nil, nil
}

// addBanding refuses a range that has alternating colours already (recorded
// elsewhere; the text is known from there).
func addBanding(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["bandedRange"].(map[string]any)
	t, at, err := e.gridRange(object["range"])
	if err != nil {
		return nil, err
	}
	for _, b := range t.bandings {
		if b.at.closed(len(t.rows), len(t.cols)).meets(at) {
			return nil, invalid("You cannot add alternating background colors to a range that already has alternating background colors.")
		}
	}
	t, o, err := bandingFamily.add(e, object, e.srv.newID())
	if err != nil {
		return nil, err
	}
	return map[string]any{"bandedRange": o.json(t, "bandedRangeId")}, nil
}

func updateBanding(e *edit, in map[string]any) (map[string]any, *apiError) {
	return bandingFamily.update(e, in)
}

func deleteBanding(e *edit, in map[string]any) (map[string]any, *apiError) {
	return bandingFamily.remove(e, in["bandedRangeId"])
}

func addFilterView(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["filter"].(map[string]any)
	t, o, err := viewFamily.add(e, object, e.srv.newID())
	if err != nil {
		return nil, err
	}
	return map[string]any{"filter": o.json(t, "filterViewId")}, nil
}

func updateFilterView(e *edit, in map[string]any) (map[string]any, *apiError) {
	return viewFamily.update(e, in)
}

func deleteFilterView(e *edit, in map[string]any) (map[string]any, *apiError) {
	return viewFamily.remove(e, in["filterId"])
}

// setBasicFilter: one filter a tab; an open range is filled in on reading
// (recorded).
func setBasicFilter(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["filter"].(map[string]any)
	t, at, err := e.gridRange(object["range"])
	if err != nil {
		return nil, err
	}
	data := map[string]any{}
	for name, value := range object {
		if name != "range" && name != "tableId" {
			data[name] = value
		}
	}
	t.filter = &ranged{at: at, data: bothFilters(styled(data))}
	e.s.hideFiltered(t, at, object)
	if specs := listOf(object["sortSpecs"]); len(specs) > 0 && at.rows() > 1 {
		below := span{at.r0 + 1, at.r1, at.c0, at.c1}
		return sortRange(e, map[string]any{"range": below.json(t.id), "sortSpecs": specs})
	}
	return nil, nil
}

func clearBasicFilter(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, err := e.tab(in["sheetId"])
	if err != nil {
		return nil, err
	}
	t.filter = nil
	e.s.hideFiltered(t, span{}, nil)
	return nil, nil
}
