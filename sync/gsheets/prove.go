package gsheets

import (
	"bieu/sync/workbook"
)

// proof is what a look at the spreadsheet after a write shows.
type proof struct {
	// todo is what is still to be written, in terms of the later picture:
	// values that did not reach their cells, and what people had in the cells
	// that were hit instead.
	todo []entry
	// lost are cells that were hit and that somebody has changed since, or of
	// which it is not certain what stood there.
	lost []Displaced
	// proven values stand in their cells; gone ones had their row or column
	// deleted; overtaken ones gave way to what a person typed after the write.
	// hit counts cells of todo that are put back.
	proven, gone, overtaken, hit int
	// keys are the columns that name the rows, in the later picture.
	keys map[int64]int
}

// prove compares what was written with what stands there. A value that stands
// in its own cell has hit no other, because a write sets one cell; only for
// the others the cell that was hit is looked for.
// A write of unknown fate may have hit none at all, so that a cell which
// changed is not taken for lost.
func prove(before, after *picture, entries []entry, keys map[int64]int, applied bool) proof {
	p := proof{keys: map[int64]int{}}
	for _, group := range byTab(entries) {
		b, a := before.byID(group[0].tab), after.byID(group[0].tab)
		if b == nil || a == nil {
			p.gone += len(group)
			continue
		}
		g := groupProof{proof: &p, trace: newTrace(b, a, group, keyOf(keys, b)), group: group, applied: applied}
		g.run()
		if key, ok := keys[b.id]; ok && key < len(g.colTo) {
			p.keys[b.id] = g.colTo[key]
		}
	}
	return p
}

// keyOf is the column that names the rows of a tab, -1 when nobody said it.
func keyOf(keys map[int64]int, t *tab) int {
	if key, ok := keys[t.id]; ok {
		return key
	}
	return -1
}

// groupProof is the proof for one tab.
type groupProof struct {
	*proof
	*trace
	group   []entry
	applied bool
	goals   map[place]bool // the cells where the entries belong
	anchors map[int64]int  // the rows of the later picture by anchor
}

func (g *groupProof) run() {
	g.goals, g.anchors = g.trace.goals(g.group), map[int64]int{}
	for row, id := range g.after.rowAnchors {
		g.anchors[id] = row
	}
	var strays []entry
	for _, e := range g.group {
		row, col, ok := g.goal(e)
		now := g.after.at(row, col)
		switch {
		case !ok:
			g.gone++
		case e.stands(now):
			g.proven++
			g.lookForRest(e)
			continue
		case g.mayOverwrite(e, row, now):
			again := e
			again.row, again.col = row, col
			if e.back() {
				again.over = &now.Cell // the mark by which it is found again
			}
			g.todo = append(g.todo, again)
		default:
			g.overtaken++
		}
		strays = append(strays, e)
	}
	g.lookForHits(strays)
}

// mayOverwrite reports whether a cell that lacks its value holds nothing that
// a person typed since: its old value, or one that came there because rows and
// columns moved.
func (g *groupProof) mayOverwrite(e entry, row int, now cell) bool {
	if e.back() {
		return now.holds(*e.over) || g.hitAgain(row, now)
	}
	if sameCell(now, g.before.at(e.row, e.col)) {
		return true
	}
	for _, other := range g.group {
		if !other.back() && other.stands(now) {
			return true
		}
	}
	if !g.moved {
		return false
	}
	for r := range g.before.cells {
		if sameCell(now, g.before.at(r, e.col)) {
			return true
		}
	}
	return false
}

// hitAgain reports whether something else of the same row has come down on a
// cell that was hit before. What belongs to another row was carried there.
func (g *groupProof) hitAgain(row int, now cell) bool {
	for _, other := range g.group {
		if at, ok := g.landingRow(other); ok && at == row && other.stands(now) {
			return true
		}
	}
	return false
}

// sameCell reports whether nobody changed a cell. What a formula gives is no
// change, nor is a number shown as a date.
func sameCell(a, b cell) bool {
	if a.Formula || b.Formula {
		return a.Formula == b.Formula && a.formula == b.formula
	}
	return a.holds(b.Cell)
}

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
