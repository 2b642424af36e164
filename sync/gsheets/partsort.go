package gsheets

// findStayed finds the columns that were left out when people sorted a part of
// the tab: there the keys moved away from the anchors, and the cells of the
// other columns did not. A column that was written over is judged by its
// neighbours, because what is sorted is one block of columns; between one that
// went and one that stayed nobody can tell.
func (t *trace) findStayed() {
	rows := t.partedRows()
	if len(rows) == 0 {
		return
	}
	t.stayed, t.doubtful = map[int]bool{}, map[int]bool{}
	votes := make([]int, t.after.width())
	for col := range votes {
		votes[col] = t.vote(col, rows)
	}
	for col, vote := range votes {
		if vote == 0 {
			left, right := nearest(votes, col, -1), nearest(votes, col, 1)
			t.doubtful[col] = left < 0 != (right < 0)
			vote = min(left, right)
		}
		t.stayed[col] = vote < 0
	}
}

// partedRows are the rows of after whose key came from elsewhere than their
// anchor.
func (t *trace) partedRows() []int {
	before := map[int64]int{}
	for row, id := range t.before.rowAnchors {
		before[id] = row
	}
	t.heldFrom = map[int]int{}
	var parted []int
	for row := range t.after.cells {
		id, ok := t.after.rowAnchors[row]
		held, known := before[id]
		if !ok || !known {
			continue
		}
		t.heldFrom[row] = held
		if from, ok := t.rowFrom[row]; ok && from != held {
			parted = append(parted, row)
		}
	}
	return parted
}

// vote tells whether the cells of a column went with the keys (above 0) or
// stayed with the anchors (below 0).
func (t *trace) vote(col int, rows []int) int {
	c, ok := t.colFrom[col]
	if !ok {
		return 0
	}
	votes := 0
	for _, row := range rows {
		now := t.after.at(row, col)
		from, held := t.rowFrom[row], t.heldFrom[row]
		if written := t.values[now.Value]; now.empty() || written != nil {
			// A value came down beside its anchor. If it stands beside its
			// key, it was sorted along since.
			if written[from] && !written[held] {
				votes++
			}
			continue
		}
		went := sameCell(now, t.before.at(from, c))
		kept := sameCell(now, t.before.at(held, c))
		switch {
		case went && !kept:
			votes++
		case kept && !went:
			votes--
		}
	}
	return votes
}

// nearest is the vote of the next column on one side that has any; the edge of
// the tab was not sorted.
func nearest(votes []int, col, step int) int {
	for i := col + step; i >= 0 && i < len(votes); i += step {
		if votes[i] != 0 {
			return votes[i]
		}
	}
	return -1
}
