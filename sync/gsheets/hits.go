package gsheets

import (
	"bieu/sync/workbook"
)

// lookForHits finds the cells into which values went instead of their own:
// first where a write came down, then where people have carried it since.
func (g *groupProof) lookForHits(strays []entry) {
	var carried []entry
	landed := map[int]int{} // the column that was hit instead of another
	for _, e := range strays {
		col, ok := g.hitInRow(e)
		if ok {
			landed[e.col] = col
		} else {
			carried = append(carried, e)
		}
	}
	for _, e := range carried {
		// A blank is not looked for: any cell that a person cleared would do.
		// Nor is a text of a person, who may have put it elsewhere.
		if e.value.Kind != workbook.Blank && !e.back() && g.hitElsewhere(e, landed) {
			continue
		}
		if row, ok := g.landingRow(e); ok {
			g.noteLost(e, row)
		}
	}
}

// hitInRow looks where the write came down, and in the same row in case that
// columns have moved since.
func (g *groupProof) hitInRow(e entry) (int, bool) {
	row, ok := g.landingRow(e)
	if !ok || g.putBackAt(e, row, e.col) {
		return e.col, ok
	}
	if e.value.Kind == workbook.Blank || row >= len(g.after.cells) {
		return 0, false
	}
	for col := range g.after.cells[row] {
		if g.putBackAt(e, row, col) {
			return col, true
		}
	}
	return 0, false
}

// hitElsewhere looks for a value that was carried away from where it came
// down. Beside its own key it was sorted along; anywhere else a single cell was
// moved, and what the value took the place of belongs where it is now.
func (g *groupProof) hitElsewhere(e entry, landed map[int]int) bool {
	columns := []int{e.col, g.colTo[e.col]}
	if hit, ok := landed[e.col]; ok {
		columns = append([]int{hit}, columns...)
	}
	row, ok := g.landingRow(e)
	_, anchored := g.before.rowAnchors[e.row]
	for _, col := range columns {
		for r := range g.after.cells {
			was := g.was(r, col)
			if ok && anchored && r != g.rowTo[e.row] {
				was = g.was(row, col)
			}
			if col >= 0 && g.putBack(e, r, col, was) {
				return true
			}
		}
	}
	return false
}

// lookForTwin finds the cell that a value hit although the same value stands
// in its own cell: another of the same text, or another blank, came down there.
func (g *groupProof) lookForTwin(e entry, own place) {
	if row, ok := g.landingRow(e); ok && own != (place{e.tab, row, e.col}) {
		g.putBackAt(e, row, e.col)
	}
}

// lookForRest finds a value that had hit the cell of a person and was carried
// away before this cell was put back. What belongs there is for people to say.
func (g *groupProof) lookForRest(e entry) {
	if !e.back() || e.over.Kind == workbook.Blank {
		return
	}
	rest := entry{tab: e.tab, row: e.row, col: e.col, value: *e.over}
	for r, row := range g.after.cells {
		for c, now := range row {
			if g.putBackAt(rest, r, c) {
				g.lost = append(g.lost, Displaced{g.address(r, c), e.value, now.Cell})
				return
			}
		}
	}
}

// putBackAt restores what a person had in a cell, if it still holds exactly
// what was written there.
func (g *groupProof) putBackAt(e entry, row, col int) bool {
	was := g.was(row, col)
	if !g.putBack(e, row, col, was) {
		return false
	}
	if other := g.wasThere(row, col, !g.stayed[col]); g.doubtful[col] && !sameCell(was, other) {
		g.lost = append(g.lost, Displaced{g.address(row, col), other.Cell, was.Cell})
	}
	return true
}

func (g *groupProof) putBack(e entry, row, col int, was cell) bool {
	at, now := place{e.tab, row, col}, g.after.at(row, col)
	if g.goals[at] || !e.stands(now) || sameCell(was, now) {
		return false
	}
	g.hit++
	g.goals[at] = true
	value := was.Cell
	if was.Formula {
		value = workbook.Cell{}
	}
	g.todo = append(g.todo, entry{tab: e.tab, row: row, col: col, value: value, over: &e.value, formula: was.formula})
	return true
}

func (g *groupProof) address(row, col int) workbook.Address {
	return workbook.Address{Tab: g.after.title, Row: row, Col: col}
}

// noteLost reports the cell where a write came down when somebody has changed
// it since.
func (g *groupProof) noteLost(e entry, row int) {
	was, now := g.was(row, e.col), g.after.at(row, e.col)
	if !g.applied || !g.moved || g.goals[place{e.tab, row, e.col}] || was.empty() || sameCell(was, now) {
		return
	}
	g.lost = append(g.lost, Displaced{g.address(row, e.col), was.Cell, now.Cell})
}

// landingRow is the row that a write reached: that of its anchor, or the one
// at its position when it had none. Formulas always go by position.
func (g *groupProof) landingRow(e entry) (int, bool) {
	id, anchored := g.before.rowAnchors[e.row]
	if !anchored || e.formula != "" {
		return e.row, e.row < len(g.after.cells)
	}
	row, ok := g.anchors[id]
	return row, ok
}
