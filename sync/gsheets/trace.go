package gsheets

import (
	"maps"

	"bieu/sync/workbook"
)

// trace tells for each row and column of a tab as it was where it stands in
// the same tab as it is. People may have inserted, deleted, sorted, moved and
// cut in between; what a row or column says about itself (its key, its header)
// counts before its anchor, because cut cells leave the anchor behind.
type trace struct {
	before, after *tab
	rowTo, colTo  []int // -1 for gone
	rowFrom       map[int]int
	heldFrom      map[int]int  // by anchors alone
	stayed        map[int]bool // columns of after whose cells kept to the anchors
	doubtful      map[int]bool // columns of which that is a guess
	colFrom       map[int]int
	moved         bool
	// columns were written in before; values are what was written, and in
	// which rows.
	columns map[int]bool
	values  map[string]map[int]bool
	hits    map[string]int // how many cells of people each value hit
	// own are the cells where values of the worker belong now, landing those
	// where they came down just now.
	own, landing map[place]bool
	// blanked are the anchors of rows in which a cell was cleared.
	blanked map[int64]bool
}

// newTrace compares two pictures of a tab. The entries are what the worker
// wrote in between: what stands in those cells tells nothing. Key is the
// column that names the rows, -1 when none is known.
func newTrace(before, after *tab, entries []entry, key int) *trace {
	rows, cols := len(before.cells), before.width()
	tr := &trace{before: before, after: after, columns: map[int]bool{}, values: map[string]map[int]bool{}, blanked: map[int64]bool{}, hits: map[string]int{}}
	firstRow := rows
	for _, e := range entries {
		rows, cols = max(rows, e.row+1), max(cols, e.col+1)
		firstRow = min(firstRow, e.row)
		written := e.value
		if e.back() {
			// What a person had tells as much as ever; what hit it does not.
			written = *e.over
			tr.hits[written.Value]++
		} else {
			tr.columns[e.col] = true
		}
		for _, text := range shownAs(written) {
			if tr.values[text] == nil {
				tr.values[text] = map[int]bool{}
			}
			tr.values[text][e.row] = true
		}
		if e.value.Kind == workbook.Blank && e.formula == "" {
			tr.blanked[before.rowAnchors[e.row]] = true
		}
	}
	headBefore := headerOf(before, min(firstRow, headerRows))
	headAfter := sameRow(before, headBefore, after)
	tr.colTo = lineUp(
		lines{n: cols, labels: rowLabels(before, headBefore), anchors: before.colAnchors},
		lines{n: after.width(), labels: rowLabels(after, headAfter), anchors: after.colAnchors},
	)
	if key < 0 || key >= len(tr.colTo) || tr.colTo[key] < 0 {
		key = keyColumn(before, entries, tr.columns)
	}
	var keysBefore, keysAfter map[int]string
	if key >= 0 && tr.colTo[key] >= 0 {
		keysBefore, keysAfter = columnLabels(before, key), columnLabels(after, tr.colTo[key])
		// A value that came down on a key is no key.
		maps.DeleteFunc(keysAfter, func(_ int, label string) bool { return tr.values[label] != nil })
	}
	tr.rowTo = lineUp(
		lines{n: rows, labels: keysBefore, anchors: before.rowAnchors, alike: tr.alike},
		lines{n: len(after.cells), labels: keysAfter, anchors: after.rowAnchors, bare: tr.bareRows(key)},
	)
	tr.findColumns(headBefore)
	var rowsMoved, colsMoved bool
	tr.rowFrom, rowsMoved = inverse(tr.rowTo)
	tr.colFrom, colsMoved = inverse(tr.colTo)
	tr.moved = rowsMoved || colsMoved
	tr.findStayed()
	tr.own, tr.landing = map[place]bool{}, map[place]bool{}
	rowOf := map[int64]int{}
	for row, id := range after.rowAnchors {
		rowOf[id] = row
	}
	for _, e := range entries {
		row, ok := e.row, true
		if id, anchored := before.rowAnchors[e.row]; anchored {
			row, ok = rowOf[id]
		}
		if ok && !e.back() {
			tr.landing[place{e.tab, row, e.col}] = true
		}
		if row, col, ok := tr.to(e.row, e.col); ok && !e.back() {
			tr.own[place{e.tab, row, col}] = true
		}
	}
	return tr
}

// to returns where a cell of before stands now; false when its row or column
// is gone.
func (t *trace) to(row, col int) (int, int, bool) {
	r, c := t.rowTo[row], t.colTo[col]
	return r, c, r >= 0 && c >= 0
}

// shownAs is what a value looks like in a cell: a date where the format shows
// plain numbers is one of them.
func shownAs(c workbook.Cell) []string {
	if c.Kind == workbook.Date {
		if serial, err := serialOf(c.Value); err == nil {
			return []string{c.Value, decimal(serial)}
		}
	}
	return []string{c.Value}
}

// goal is where an entry belongs now: a value of the worker beside its key,
// what a person had in the cell where it was.
func (t *trace) goal(e entry) (int, int, bool) {
	row, col, ok := t.to(e.row, e.col)
	if !e.back() {
		return row, col, ok
	}
	if ok && t.stayed[col] {
		for at, held := range t.heldFrom {
			if held == e.row {
				row = at
			}
		}
	}
	now := t.after.at(row, col)
	if ok && (e.stands(now) || now.holds(*e.over)) {
		return row, col, true
	}
	if r, c, found := t.mark(e, col); found {
		return r, c, true
	}
	return row, col, ok
}

// mark finds what hit a cell, by which it is known: where people have carried
// it, there belongs what it took the place of. It is looked for in the column,
// or everywhere when that is gone.
func (t *trace) mark(e entry, col int) (int, int, bool) {
	if e.over.Kind == workbook.Blank || t.hits[e.over.Value] > 1 {
		return 0, 0, false
	}
	for r, row := range t.after.cells {
		for c, now := range row {
			if (col < 0 || c == col) && now.holds(*e.over) && !t.own[place{e.tab, r, c}] && !t.landing[place{e.tab, r, c}] {
				return r, c, true
			}
		}
	}
	return 0, 0, false
}

// goals are the cells where entries belong now.
func (t *trace) goals(group []entry) map[place]bool {
	goals := map[place]bool{}
	for _, e := range group {
		if row, col, ok := t.goal(e); ok {
			goals[place{e.tab, row, col}] = true
		}
	}
	return goals
}

// was returns what stood in a cell of after; a cell that is new was blank. A
// column that was not sorted along kept its cells; a status belongs to its key.
func (t *trace) was(row, col int) cell {
	return t.wasThere(row, col, t.stayed[col])
}

func (t *trace) wasThere(row, col int, stayed bool) cell {
	c, okCol := t.colFrom[col]
	r, okRow := t.rowFrom[row]
	if stayed && !t.columns[c] {
		r, okRow = t.heldFrom[row]
	}
	if !okRow || !okCol {
		return cell{}
	}
	return t.before.at(r, c)
}

// alike compares rows by what people wrote into them: two cells, and half of
// what the row held, must be the same. Columns that are gone do not count, nor
// do cells on which a value came down.
func (t *trace) alike(i, at int) int {
	if i >= len(t.before.cells) {
		return 0
	}
	held, same := 0, 0
	for c, was := range t.before.cells[i] {
		if t.columns[c] || was.empty() || t.colTo[c] < 0 {
			continue
		}
		switch now := t.after.at(at, t.colTo[c]); {
		case sameCell(was, now):
			held, same = held+1, same+1
		case t.values[now.Value] == nil:
			held++
		}
	}
	if same < 2 || 2*same < held {
		return 0
	}
	return same
}

// findColumns looks for columns that people added a moment ago, which have
// neither a header nor an anchor yet, by what stands in them.
func (t *trace) findColumns(header int) {
	taken := map[int]bool{}
	for _, at := range t.colTo {
		taken[at] = true
	}
	labels := rowLabels(t.before, header)
	for col, at := range t.colTo {
		_, labelled := labels[col]
		if _, anchored := t.before.colAnchors[col]; at >= 0 || labelled || anchored {
			continue
		}
		for to := range t.after.width() {
			if !taken[to] && t.sameColumn(col, to) {
				t.colTo[col], taken[to] = to, true
				break
			}
		}
	}
}

// sameColumn reports whether most of what a column held stands in another.
func (t *trace) sameColumn(col, to int) bool {
	held, same := 0, 0
	for row := range t.before.cells {
		was := t.before.at(row, col)
		if was.empty() || t.rowTo[row] < 0 {
			continue
		}
		held++
		if sameCell(was, t.after.at(t.rowTo[row], to)) {
			same++
		}
	}
	return same > 0 && 2*same > held
}

// bareRows finds the rows of after that hold nothing but what was written: in
// the columns of the worker, or where a value came down instead.
func (t *trace) bareRows(key int) map[int]bool {
	columns := map[int]bool{}
	for col := range t.columns {
		columns[col], columns[t.colTo[col]] = true, true
	}
	bare := map[int]bool{}
	for r, row := range t.after.cells {
		used := false
		for c, at := range row {
			used = used || !columns[c] && !at.empty() && t.values[at.Value] == nil
		}
		// A row may be bare because a write cleared the rest of it, or came
		// down on its key.
		cleared := t.blanked[t.after.rowAnchors[r]]
		if key >= 0 && t.colTo[key] >= 0 {
			at := t.after.at(r, t.colTo[key])
			cleared = cleared || !at.empty() && t.values[at.Value] != nil
		}
		if !used && !cleared {
			bare[r] = true
		}
	}
	return bare
}

func inverse(to []int) (from map[int]int, moved bool) {
	from = map[int]int{}
	for i, at := range to {
		if at >= 0 {
			from[at] = i
		}
		moved = moved || at != i
	}
	return from, moved
}
