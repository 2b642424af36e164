package sheetstest

import (
	"math"
	"slices"
	"strings"
)

func appendDimension(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, err := e.tab(in["sheetId"])
	if err != nil {
		return nil, err
	}
	n, _ := in["length"].(int)
	if n < 1 {
		return nil, invalid("length must be greater than 0")
	}
	rows, columns := len(t.rows), len(t.cols)
	if axisOf(in["dimension"]) == columnAxis {
		columns += n
	} else {
		rows += n
	}
	return nil, t.resize(e.s, rows, columns)
}

func insertDimension(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["range"])
	if err != nil {
		return nil, err
	}
	before := truthy(in["inheritFromBefore"])
	switch {
	// The first text is from issues.
	case from > t.size(a), from == t.size(a) && !before:
		return nil, invalid("range.startIndex[%d] must be less than the grid size (%d) if inheritFromBefore is false.", from, t.size(a))
	case before && from == 0:
		return nil, invalid("Cannot inherit from before when inserting at index 0.")
	}
	if e.s.cells()+(to-from)*max(len(t.rows), len(t.cols)) > 2*mostCells {
		return nil, invalid("This action would increase the number of cells in the workbook above the limit of %d cells.", mostCells)
	}
	e.s.insertLines(t, a, from, to-from, before)
	return nil, nil
}

func deleteDimension(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["range"])
	if err != nil {
		return nil, err
	}
	name := "row"
	if a == columnAxis {
		name = "column"
	}
	switch { // the texts are from issues
	case from >= t.size(a):
		return nil, invalid("Cannot delete a %s that doesn't exist. Tried to delete %s index %d but there are only %d %ss.", name, name, from, t.size(a), name)
	case from == 0 && to >= t.size(a):
		return nil, invalid("You can't delete all the %ss on the sheet.", name)
	}
	to = min(to, t.size(a))
	if frozen := t.frozen(a); frozen > 0 && from <= frozen && to >= t.size(a) {
		return nil, allFrozen(a)
	}
	if err := e.guard(t, wholeTab.with(a, from, to).closed(len(t.rows), len(t.cols))); err != nil {
		return nil, err
	}
	e.s.deleteLines(t, a, from, to)
	return nil, nil
}

// allFrozen refuses to leave nothing but frozen lines (from issues).
func allFrozen(a axis) *apiError {
	return invalid("Sorry, it is not possible to delete all non-frozen %s.", strings.ToLower(a.String()))
}

var frozenNames = [2]string{rowAxis: "frozenRowCount", columnAxis: "frozenColumnCount"}

func (t *tab) frozen(a axis) int {
	grid, _ := t.props["gridProperties"].(map[string]any)
	return frozenIn(grid, a)
}

func frozenIn(grid map[string]any, a axis) int {
	n, _ := grid[frozenNames[a]].(int)
	return n
}

func moveDimension(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["source"])
	if err != nil {
		return nil, err
	}
	at, _ := in["destinationIndex"].(int)
	if to > t.size(a) || at < 0 || at > t.size(a) {
		return nil, invalid("Cannot move beyond the grid: from %d to %d before %d, the sheet has %d.", from, to, at, t.size(a))
	}
	e.s.moveLines(t, a, from, to, at)
	return nil, nil
}

func updateDimensionProperties(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["range"])
	if err != nil {
		return nil, err
	}
	mask, err := e.mask(in, "DimensionProperties")
	if err != nil {
		return nil, err
	}
	props, _ := in["properties"].(map[string]any)
	for i := from; i < min(to, t.size(a)); i++ {
		l := t.ownLine(a, i)
		if mask.Has("hiddenByUser") {
			l.hidden = truthy(props["hiddenByUser"])
		}
		if mask.Has("pixelSize") {
			l.pixels, _ = props["pixelSize"].(int)
		}
	}
	return nil, nil
}

// autoResizeDimensions sets the size by the longest text. Column widths are
// worked out from the letter widths of the default font; one recorded width
// (1024 letters A: 8691 pixels) sets the scale, the rest is inferred.
func autoResizeDimensions(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["dimensions"])
	if err != nil {
		return nil, err
	}
	for i := from; i < min(to, t.size(a)); i++ {
		if a == rowAxis {
			t.ownLine(a, i).pixels = 0
			continue
		}
		widest := 0.0
		for r := range t.rows {
			if c := t.cell(r, i); !c.blank() {
				widest = max(widest, textWidth(e.s.formatted(t, c)))
			}
		}
		if widest > 0 {
			t.cols[i].pixels = int(math.Round(widest)) + 6
		}
	}
	return nil, nil
}

// textWidth is the width of a text in pixels.
func textWidth(shown string) float64 {
	width := 0.0
	for _, r := range shown {
		switch {
		case r == 'A':
			width += 8.4814
		case r >= 'B' && r <= 'Z':
			width += 9
		case r == 'i' || r == 'l' || r == 'j' || r == '.' || r == ',' || r == ' ':
			width += 3.3
		default:
			width += 7
		}
	}
	return width
}

// addDimensionGroup groups rows or columns; inside or around another group the
// depth grows. The mark rowGroupControlAfter stays for good (recorded).
func addDimensionGroup(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["range"])
	if err != nil {
		return nil, err
	}
	fresh := group{from: from, to: min(to, t.size(a)), depth: 1}
	list := slices.Clone(t.groups[a])
	for i, g := range list {
		switch {
		case g.from <= fresh.from && fresh.to <= g.to:
			fresh.depth = max(fresh.depth, g.depth+1)
		case fresh.from <= g.from && g.to <= fresh.to:
			list[i].depth++
		}
	}
	list = append(list, fresh)
	slices.SortStableFunc(list, func(x, y group) int { return (x.from-y.from)*1000 + x.depth - y.depth })
	t.groups[a] = list
	mark := "rowGroupControlAfter"
	if a == columnAxis {
		mark = "columnGroupControlAfter"
	}
	t.props = merged(t.props, "gridProperties", map[string]any{mark: true})
	return map[string]any{"dimensionGroups": groupsJSON(t, a)}, nil
}

func updateDimensionGroup(e *edit, in map[string]any) (map[string]any, *apiError) {
	object, _ := in["dimensionGroup"].(map[string]any)
	t, a, from, to, err := e.lines(object["range"])
	if err != nil {
		return nil, err
	}
	depth, _ := object["depth"].(int)
	for i, g := range t.groups[a] {
		if g.from == from && g.to == to && g.depth == depth {
			t.groups[a][i].collapsed = truthy(object["collapsed"])
			for n := from; n < to; n++ {
				t.ownLine(a, n).hidden = truthy(object["collapsed"])
			}
			return nil, nil
		}
	}
	return nil, invalid("Cannot find a group with the given range and depth")
}

func deleteDimensionGroup(e *edit, in map[string]any) (map[string]any, *apiError) {
	t, a, from, to, err := e.lines(in["range"])
	if err != nil {
		return nil, err
	}
	hit := -1
	for i, g := range t.groups[a] {
		if g.from <= from && to <= g.to && (hit < 0 || g.depth > t.groups[a][hit].depth) {
			hit = i
		}
	}
	if hit < 0 {
		return nil, invalid("You must specify a range that contains a group")
	}
	t.groups[a] = slices.Delete(slices.Clone(t.groups[a]), hit, hit+1)
	out := map[string]any{}
	if left := groupsJSON(t, a); left != nil {
		out["dimensionGroups"] = left
	}
	return out, nil
}
