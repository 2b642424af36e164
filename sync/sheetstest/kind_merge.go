package sheetstest

// mergeCells joins cells; only the upper left keeps its value (recorded). Merges
// inside the range give way to the new one (recorded), one that hangs over its
// edge is refused (documented; text known from issues).
func mergeCells(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = e.guard(t, at)
	}
	if err == nil {
		err = t.unmerge(at)
	}
	if err != nil {
		return nil, err
	}
	var parts []span
	switch in["mergeType"] {
	case "MERGE_COLUMNS":
		for c := at.c0; c < at.c1; c++ {
			parts = append(parts, span{at.r0, at.r1, c, c + 1})
		}
	case "MERGE_ROWS":
		for r := at.r0; r < at.r1; r++ {
			parts = append(parts, span{r, r + 1, at.c0, at.c1})
		}
	default:
		parts = []span{at}
	}
	for _, part := range parts {
		if part.rows() == 1 && part.columns() == 1 {
			continue
		}
		t.merges = append(t.merges, part)
		for r := part.r0; r < part.r1; r++ {
			for c := part.c0; c < part.c1; c++ {
				if old := t.cell(r, c); old != nil && (r > part.r0 || c > part.c0) {
					t.put(r, c, old.withValue(scalar{}, ""))
				}
			}
		}
	}
	return nil, nil
}

func unmergeCells(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err == nil {
		err = t.unmerge(at)
	}
	return nil, err
}

func (t *tab) unmerge(at span) *apiError {
	kept := t.merges[:0:0]
	for _, m := range t.merges {
		switch {
		case at.holds(m):
		case at.meets(m):
			return invalid("You must select all cells in a merged range to merge or unmerge them.")
		default:
			kept = append(kept, m)
		}
	}
	t.merges = kept
	return nil
}
