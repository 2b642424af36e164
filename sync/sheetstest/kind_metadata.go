package sheetstest

import "bieu/sync/sheetstest/discovery"

func createDeveloperMetadata(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["developerMetadata"].(map[string]any)
	l, err := e.s.addMetadata(object, e.srv.newID)
	if err != nil {
		return nil, err
	}
	return map[string]any{"developerMetadata": l.json()}, nil
}

// selectedMetadata is all that the filters of a request select, each once.
func (e *edit) selectedMetadata(filters []any) ([]located, *apiError) {
	var all []located
	seen := map[int]bool{}
	for _, f := range filters {
		found, err := e.s.metadataIn(f.(map[string]any))
		if err != nil {
			return nil, err
		}
		for _, l := range found {
			if !seen[l.id] {
				seen[l.id] = true
				all = append(all, l)
			}
		}
	}
	return all, nil
}

func updateDeveloperMetadata(e *edit, in map[string]any) (map[string]any, *apiError) {
	found, err := e.selectedMetadata(listOf(in["dataFilters"]))
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "DeveloperMetadata")
	if err != nil {
		return nil, err
	}
	object, _ := in["developerMetadata"].(map[string]any)
	var changed []any
	for _, l := range found {
		next, err := e.changedMetadata(l, object, mask)
		if err != nil {
			return nil, err
		}
		e.s.removeMetadata(map[int]bool{l.id: true})
		list := e.s.slot(next)
		*list = append(*list, next.metadata)
		changed = append(changed, next.json())
	}
	out := map[string]any{}
	if changed != nil {
		out["developerMetadata"] = changed
	}
	return out, nil
}

func (e *edit) changedMetadata(l located, object map[string]any, mask discovery.Mask) (located, *apiError) {
	if mask.Has("metadataKey") {
		l.key, _ = object["metadataKey"].(string)
	}
	if mask.Has("metadataValue") {
		l.value, _ = object["metadataValue"].(string)
	}
	if v, ok := object["visibility"].(string); ok && mask.Has("visibility") {
		l.visibility = v
	}
	if place, ok := object["location"].(map[string]any); ok && mask.Has("location") {
		at, err := e.s.place(place)
		if err != nil {
			return l, err
		}
		l.tab, l.axis, l.at = at.tab, at.axis, at.at
	}
	return l, nil
}

func deleteDeveloperMetadata(e *edit, in map[string]any) (map[string]any, *apiError) {
	filter, _ := in["dataFilter"].(map[string]any)
	found, err := e.s.metadataIn(filter)
	if err != nil {
		return nil, err
	}
	gone := map[int]bool{}
	var deleted []any
	for _, l := range found {
		gone[l.id] = true
		deleted = append(deleted, l.json())
	}
	e.s.removeMetadata(gone)
	out := map[string]any{}
	if deleted != nil {
		out["deletedDeveloperMetadata"] = deleted
	}
	return out, nil
}
