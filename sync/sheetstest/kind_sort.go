package sheetstest

import (
	"slices"
	"strings"
)

// sortSpec is one criterion: a column of the sheet (counted from its first, not
// from the range's: measured) and a direction.
type sortSpec struct {
	column     int
	descending bool
}

func sortRange(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, at, err := e.gridRange(in["range"])
	if err != nil {
		return nil, err
	}
	var specs []sortSpec
	for _, item := range listOf(in["sortSpecs"]) {
		object := item.(map[string]any)
		n, _ := object["dimensionIndex"].(int)
		if n < at.c0 || n >= at.c1 {
			return nil, invalid("sortSpecs.dimensionIndex %d is not within the range", n)
		}
		specs = append(specs, sortSpec{n, object["sortOrder"] == "DESCENDING"})
	}
	if err := e.guard(t, at); err != nil {
		return nil, err
	}
	if e.forbidden(t, at) {
		return nil, protectedCell()
	}
	for _, m := range t.merges {
		if m.meets(at) && m.rows() > 1 {
			return nil, invalid("You can't sort a range with vertical merges in it.")
		}
	}
	e.s.sortRows(t, at, specs, e.srv.opts.partialSortMovesAnchors)
	return nil, nil
}

// sortRows orders the rows of a span. Over the full width of the grid the rows
// themselves move, with their metadata (measured three times). Over a part of
// it only the cells move; whether metadata goes along then is not measured, so
// it stays unless an option says otherwise. Names do not move (inferred).
func (s *spreadsheet) sortRows(t *tab, at span, specs []sortSpec, partialMoves bool) {
	order := make([]int, at.rows())
	for i := range order {
		order[i] = at.r0 + i
	}
	keys := map[int][]scalar{}
	for _, r := range order {
		for _, spec := range specs {
			keys[r] = append(keys[r], s.effective(t, t.cell(r, spec.column)))
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		for i, spec := range specs {
			if d := compareScalars(keys[x][i], keys[y][i], spec.descending); d != 0 {
				return d
			}
		}
		return 0
	})
	if at.c0 == 0 && at.c1 == len(t.cols) && !s.deviates(SortLeavesAnchors) {
		before := slices.Clone(t.rows)
		for i, r := range order {
			t.rows[at.r0+i] = before[r]
		}
		return
	}
	t.permute(at, order, partialMoves)
}

// permute puts the cells of rows in another order, within the span's columns.
func (t *tab) permute(at span, order []int, withAnchors bool) {
	before := make([][]*cell, len(order))
	anchors := make([][]metadata, len(order))
	for i, r := range order {
		for c := at.c0; c < at.c1; c++ {
			before[i] = append(before[i], t.cell(r, c))
		}
		anchors[i] = t.lineAt(rowAxis, r).meta
	}
	for i := range order {
		for j, one := range before[i] {
			t.put(at.r0+i, at.c0+j, one)
		}
	}
	if withAnchors {
		for i := range order {
			if anchors[i] != nil || t.rows[at.r0+i] != nil {
				t.ownRow(at.r0 + i).meta = anchors[i]
			}
		}
	}
}

// compareScalars orders numbers before text before truth values; blanks come
// last in both directions. Recorded for text and numbers written as text.
func compareScalars(a, b scalar, descending bool) int {
	rank := func(v scalar) int {
		switch v.kind {
		case numberValue:
			return 1
		case textValue:
			return 2
		case boolValue:
			return 3
		case errorValue:
			return 4
		}
		return 9
	}
	x, y := rank(a), rank(b)
	if x == 9 || y == 9 {
		return x - y
	}
	d := x - y
	if d == 0 {
		switch a.kind {
		case numberValue:
			d = sign(a.num - b.num)
		case textValue:
			d = strings.Compare(strings.ToLower(a.text), strings.ToLower(b.text))
		case boolValue:
			d = boolRank(a.yes) - boolRank(b.yes)
		}
	}
	if descending {
		return -d
	}
	return d
}

func sign(n float64) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}
