package sheetstest

import "fmt"

// clear empties the values of a span; formats, notes and rules stay.
func (t *tab) clear(at span) {
	for r := at.r0; r < at.r1; r++ {
		if t.rows[r] == nil {
			continue
		}
		for c := at.c0; c < min(at.c1, len(t.rows[r].cells)); c++ {
			if old := t.cell(r, c); old != nil {
				t.put(r, c, old.withValue(scalar{}, ""))
			}
		}
	}
}

func handleValuesClear(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	t, at, err := s.find(r.path["range"])
	if err == nil {
		at, err = s.within(t, at)
	}
	if err == nil {
		err = r.mayEdit(s, t, at)
	}
	if err != nil {
		return nil, err
	}
	t.clear(at)
	r.touch(s)
	return map[string]any{"spreadsheetId": s.id, "clearedRange": echo(t, at)}, nil
}

func handleValuesBatchClear(r *request) (any, *apiError) {
	s, err := r.open(writing)
	if err != nil {
		return nil, err
	}
	ranges, _ := r.body["ranges"].([]any)
	var tabs []*tab
	var spans []span
	for i, item := range ranges {
		t, at, err := s.find(item.(string))
		if err == nil {
			at, err = s.within(t, at)
		}
		if err == nil {
			err = r.mayEdit(s, t, at)
		}
		if err != nil {
			return nil, err.in(fmt.Sprintf("ranges[%d]", i))
		}
		tabs, spans = append(tabs, t), append(spans, at)
	}
	out := map[string]any{"spreadsheetId": s.id}
	var cleared []any
	for i, t := range tabs {
		t.clear(spans[i])
		cleared = append(cleared, echo(t, spans[i]))
	}
	if cleared != nil {
		out["clearedRanges"] = cleared
		r.touch(s)
	}
	return out, nil
}
