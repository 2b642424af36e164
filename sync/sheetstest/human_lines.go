package sheetstest

import "strings"

// InsertRows puts empty rows in above a row (counted from 1).
func (h *Human) InsertRows(tab string, above, n int) error {
	return h.insert(tab, rowAxis, above-1, n)
}

// InsertColumns puts empty columns in to the left of a column (by letter).
func (h *Human) InsertColumns(tab, leftOf string, n int) error {
	return h.insert(tab, columnAxis, column(leftOf), n)
}

func (h *Human) insert(title string, a axis, at, n int) error {
	return h.onTab("insert into "+title, title, func(e *edit, t *tab) *apiError {
		_, err := insertDimension(e, lineRequest("range", t, a, at, at+n))
		return err
	})
}

// DeleteRows deletes rows from the one given on (counted from 1).
func (h *Human) DeleteRows(tab string, from, n int) error {
	return h.remove(tab, rowAxis, from-1, n)
}

// DeleteColumns deletes columns from the one given on (by letter).
func (h *Human) DeleteColumns(tab, from string, n int) error {
	return h.remove(tab, columnAxis, column(from), n)
}

func (h *Human) remove(title string, a axis, from, n int) error {
	return h.onTab("delete from "+title, title, func(e *edit, t *tab) *apiError {
		_, err := deleteDimension(e, lineRequest("range", t, a, from, from+n))
		return err
	})
}

// MoveRows drags rows to above another row; all are counted from 1 as they stand
// before the move.
func (h *Human) MoveRows(tab string, from, n, above int) error {
	return h.move(tab, rowAxis, from-1, n, above-1)
}

// MoveColumns drags columns to the left of another.
func (h *Human) MoveColumns(tab, from string, n int, leftOf string) error {
	return h.move(tab, columnAxis, column(from), n, column(leftOf))
}

func (h *Human) move(title string, a axis, from, n, at int) error {
	return h.onTab("move in "+title, title, func(e *edit, t *tab) *apiError {
		in := lineRequest("source", t, a, from, from+n)
		in["destinationIndex"] = at
		_, err := moveDimension(e, in)
		return err
	})
}

// HideRows hides rows or shows them again.
func (h *Human) HideRows(title string, from, n int, hidden bool) error {
	return h.onTab("hide rows of "+title, title, func(e *edit, t *tab) *apiError {
		in := lineRequest("range", t, rowAxis, from-1, from-1+n)
		in["properties"], in["fields"] = map[string]any{"hiddenByUser": hidden}, "hiddenByUser"
		_, err := updateDimensionProperties(e, in)
		return err
	})
}

// InsertCells makes room for a range: the cells below it move down, those
// beside it stay.
func (h *Human) InsertCells(reference string) error { return h.shift(reference, insertRange) }

// DeleteCells takes a range out: the cells below it move up.
func (h *Human) DeleteCells(reference string) error { return h.shift(reference, deleteRange) }

func (h *Human) shift(reference string, k kind) error {
	return h.act("shift at "+reference, writing, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err == nil {
			_, err = k(e, map[string]any{"range": at.json(t.id), "shiftDimension": "ROWS"})
		}
		return err
	})
}

// Filter puts the filter on a range, whose first row is the header, and hides
// the rows that show one of the values in a column (by letter).
func (h *Human) Filter(reference, by string, values ...string) error {
	return h.act("filter "+reference, writing, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err != nil {
			return err
		}
		hide := make([]any, len(values))
		for i, v := range values {
			hide[i] = v
		}
		_, err = setBasicFilter(e, map[string]any{"filter": map[string]any{
			"range": at.json(t.id),
			"filterSpecs": []any{map[string]any{
				"columnIndex": column(by), "filterCriteria": map[string]any{"hiddenValues": hide},
			}},
		}})
		return err
	})
}

// Unfilter takes the filter off a tab.
func (h *Human) Unfilter(title string) error {
	return h.onTab("take the filter off "+title, title, func(e *edit, t *tab) *apiError {
		_, err := clearBasicFilter(e, map[string]any{"sheetId": t.id})
		return err
	})
}

func lineRequest(name string, t *tab, a axis, from, to int) map[string]any {
	return map[string]any{name: map[string]any{"sheetId": t.id, "dimension": a.String(), "startIndex": from, "endIndex": to}}
}

// SortSheet sorts all rows of a tab from the one given on (counted from 1) by a
// column (by letter), as the menu "sort sheet" does: whole rows move.
func (h *Human) SortSheet(title string, from int, by string, descending bool) error {
	return h.onTab("sort "+title, title, func(e *edit, t *tab) *apiError {
		return e.sortBy(t, span{from - 1, len(t.rows), 0, len(t.cols)}, by, descending)
	})
}

// SortRange sorts the rows of a range by one of its columns, as the menu "sort
// range" does: cells outside of the range stay where they are.
func (h *Human) SortRange(reference, by string, descending bool) error {
	return h.act("sort "+reference, writing, func(e *edit) *apiError {
		t, at, err := e.place(reference)
		if err != nil {
			return err
		}
		return e.sortBy(t, at, by, descending)
	})
}

func (e *edit) sortBy(t *tab, at span, by string, descending bool) *apiError {
	order := "ASCENDING"
	if descending {
		order = "DESCENDING"
	}
	_, err := sortRange(e, map[string]any{
		"range":     at.json(t.id),
		"sortSpecs": []any{map[string]any{"dimensionIndex": column(strings.TrimSpace(by)), "sortOrder": order}},
	})
	return err
}

// Cut moves cells: the upper left corner of the range goes to another cell.
// Ranges such as 5:5 and C:C cut whole rows and columns.
func (h *Human) Cut(reference, to string) error {
	return h.act("cut "+reference, writing, func(e *edit) *apiError {
		from, source, err := e.place(reference)
		if err != nil {
			return err
		}
		target, corner, err := e.place(to)
		if err == nil {
			err = e.guard(from, source)
		}
		if err == nil {
			err = e.guard(target, source.at(corner.r0, corner.c0))
		}
		if err == nil {
			e.s.cut(from, source, target, corner.r0, corner.c0, "PASTE_NORMAL")
		}
		return err
	})
}

// Copy copies cells to where another range begins.
func (h *Human) Copy(reference, to string) error {
	return h.act("copy "+reference, writing, func(e *edit) *apiError {
		from, source, err := e.place(reference)
		if err != nil {
			return err
		}
		target, corner, err := e.place(to)
		if err != nil {
			return err
		}
		_, err = copyPaste(e, map[string]any{"source": source.json(from.id), "destination": corner.json(target.id)})
		return err
	})
}
