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
	g.goals, g.anchors = map[place]bool{}, map[int64]int{}
	for row, id := range g.after.rowAnchors {
		g.anchors[id] = row
	}
	for _, e := range g.group {
		if row, col, ok := g.to(e.row, e.col); ok {
			g.goals[place{e.tab, row, col}] = true
		}
	}
	for _, e := range g.group {
		row, col, ok := g.to(e.row, e.col)
		if !ok {
			g.gone++
			g.lookForHit(e)
			continue
		}
		now := g.after.at(row, col)
		switch {
		case e.stands(now):
			g.proven++
			continue
		case g.mayOverwrite(e, now):
			again := e
			again.row, again.col = row, col
			g.todo = append(g.todo, again)
		default:
			g.overtaken++
		}
		g.lookForHit(e)
	}
}

// mayOverwrite reports whether a cell that lacks its value holds nothing that
// a person typed since: its old value, or one that came there because rows and
// columns moved.
func (g *groupProof) mayOverwrite(e entry, now cell) bool {
	if sameCell(now, g.before.at(e.row, e.col)) {
		return true
	}
	for _, other := range g.group {
		if other.stands(now) {
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

// sameCell reports whether nobody changed a cell. What a formula gives is no
// change, nor is a number shown as a date.
func sameCell(a, b cell) bool {
	if a.Formula || b.Formula {
		return a.Formula == b.Formula && a.formula == b.formula
	}
	return a.holds(b.Cell)
}

// lookForHit finds the cell into which a value went instead of its own, first
// where the write came down, then where its row or column may have gone since.
func (g *groupProof) lookForHit(e entry) {
	row, ok := g.landingRow(e)
	if ok && g.putBackAt(e, row, e.col) {
		return
	}
	// A blank is not looked for: any cell that a person cleared would do.
	if e.value.Kind == workbook.Blank {
		return
	}
	if ok && row < len(g.after.cells) {
		for col := range g.after.cells[row] {
			if g.putBackAt(e, row, col) {
				return
			}
		}
	}
	for _, col := range []int{e.col, g.colTo[e.col]} {
		for r := range g.after.cells {
			if col >= 0 && g.putBackAt(e, r, col) {
				return
			}
		}
	}
	if ok {
		g.noteLost(e, row)
	}
}

// putBackAt restores what a person had in a cell, if it still holds exactly
// what was written there.
func (g *groupProof) putBackAt(e entry, row, col int) bool {
	at, was, now := place{e.tab, row, col}, g.was(row, col), g.after.at(row, col)
	if g.goals[at] || !e.stands(now) || sameCell(was, now) {
		return false
	}
	g.hit++
	g.goals[at] = true
	value := was.Cell
	if was.Formula {
		value = workbook.Cell{}
	}
	g.todo = append(g.todo, entry{tab: e.tab, row: row, col: col, value: value, formula: was.formula})
	if other := g.wasThere(row, col, !g.stayed[col]); g.doubtful[col] && !sameCell(was, other) {
		g.lost = append(g.lost, Displaced{g.address(row, col), other.Cell, was.Cell})
	}
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
// at its position when it had none.
func (g *groupProof) landingRow(e entry) (int, bool) {
	id, anchored := g.before.rowAnchors[e.row]
	if !anchored {
		return e.row, e.row < len(g.after.cells)
	}
	row, ok := g.anchors[id]
	return row, ok
}
