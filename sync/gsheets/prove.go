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

// prove compares what was written with what stands there, and looks for the
// cells that were hit by values which do not stand in their own.
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
			g.lookForTwin(e, place{e.tab, row, col})
			g.lookForRest(e)
			continue
		case g.mayOverwrite(e, row, col, now):
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
func (g *groupProof) mayOverwrite(e entry, row, col int, now cell) bool {
	if e.back() {
		return now.holds(*e.over) || g.hitAgain(place{e.tab, row, col}, now)
	}
	if sameCell(now, g.before.at(e.row, e.col)) {
		return !g.typedAgain(e, row, col)
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

// typedAgain reports whether a cell holds its old text because somebody typed it
// anew since the write: who ticks a box again at once, or goes back to the
// wording of before where people may word things. In a column of the worker
// alone, an old verdict gives way to the new one whoever typed it.
func (g *groupProof) typedAgain(e entry, row, col int) bool {
	switch {
	case e.value.Kind == workbook.Blank:
		return g.cameBeside(e, row, col)
	case e.shared:
		return !g.moved && !g.before.at(e.row, e.col).empty() && g.cameAnywhere(e)
	}
	return false
}

// cameBeside reports whether the write came to the row of a cell, seen by what
// it wrote beside it.
func (g *groupProof) cameBeside(e entry, row, col int) bool {
	for _, beside := range g.group {
		if beside.row != e.row || !g.came(beside) {
			continue
		}
		if r, c, _ := g.goal(beside); r == row && c-beside.col == col-e.col {
			return true
		}
	}
	return false
}

// cameAnywhere reports whether the write came to the tab, seen by another of its
// values. Where nothing has moved it then came to every cell of the tab: a call
// is applied as a whole.
func (g *groupProof) cameAnywhere(e entry) bool {
	for _, other := range g.group {
		if (other.row != e.row || other.col != e.col) && g.came(other) {
			return true
		}
	}
	return false
}

// came reports whether an entry stands in its cell and did not do so before.
// That a cell is blank says nothing of it.
func (g *groupProof) came(e entry) bool {
	if e.back() || e.value.Kind == workbook.Blank || e.stands(g.before.at(e.row, e.col)) {
		return false
	}
	row, col, ok := g.goal(e)
	return ok && e.stands(g.after.at(row, col))
}

// hitAgain reports whether something else of the same row has come down on a
// cell that was hit before. What belongs to another row was carried there.
func (g *groupProof) hitAgain(at place, now cell) bool {
	for _, other := range g.group {
		row, ok := g.landingRow(other)
		// A blank says nothing of itself, only that it came down right here.
		if ok && row == at.row && other.stands(now) && (other.value.Kind != workbook.Blank || other.col == at.col) {
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
