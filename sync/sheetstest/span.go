package sheetstest

// open marks a side of a span that has no bound.
const open = -1

// span is a rectangle of one tab, half open: rows r0 to before r1, columns c0 to
// before c1. A side may be open.
type span struct{ r0, r1, c0, c1 int }

// wholeTab is the span without any bound.
var wholeTab = span{open, open, open, open}

// spanFromJSON reads a GridRange and the tab that it names.
func spanFromJSON(object map[string]any) (tabID int, s span) {
	bound := func(name string) int {
		if n, ok := object[name].(int); ok {
			return n
		}
		return open
	}
	s = span{bound("startRowIndex"), bound("endRowIndex"), bound("startColumnIndex"), bound("endColumnIndex")}
	id, _ := object["sheetId"].(int)
	return id, s
}

// json writes a GridRange. A tab with id 0 is not named and bounds that are open
// are left out, as recorded; a start of 0 is written.
func (s span) json(tabID int) map[string]any {
	out := map[string]any{}
	if tabID != 0 {
		out["sheetId"] = tabID
	}
	put := func(name string, n int) {
		if n != open {
			out[name] = n
		}
	}
	put("startRowIndex", s.r0)
	put("endRowIndex", s.r1)
	put("startColumnIndex", s.c0)
	put("endColumnIndex", s.c1)
	return out
}

// closed fills open sides from the size of the grid and cuts what hangs over.
func (s span) closed(rows, columns int) span {
	s.r0, s.r1 = closedSide(s.r0, s.r1, rows)
	s.c0, s.c1 = closedSide(s.c0, s.c1, columns)
	return s
}

func closedSide(from, to, size int) (int, int) {
	if from == open {
		from = 0
	}
	if to == open || to > size {
		to = size
	}
	return from, to
}

func (s span) empty() bool {
	return s.r0 != open && s.r1 != open && s.r0 >= s.r1 || s.c0 != open && s.c1 != open && s.c0 >= s.c1
}

func (s span) rows() int    { return s.r1 - s.r0 }
func (s span) columns() int { return s.c1 - s.c0 }

// meets says whether two closed spans share a cell.
func (s span) meets(o span) bool {
	return s.r0 < o.r1 && o.r0 < s.r1 && s.c0 < o.c1 && o.c0 < s.c1
}

// holds says whether a closed span lies wholly inside.
func (s span) holds(o span) bool {
	return s.r0 <= o.r0 && o.r1 <= s.r1 && s.c0 <= o.c0 && o.c1 <= s.c1
}

// at moves a closed span so that it begins at the given cell.
func (s span) at(row, column int) span {
	return span{row, row + s.rows(), column, column + s.columns()}
}

// axis is the direction of rows or of columns.
type axis int

const (
	rowAxis axis = iota
	columnAxis
)

func axisOf(dimension any) axis {
	if dimension == "COLUMNS" {
		return columnAxis
	}
	return rowAxis
}

func (a axis) String() string {
	if a == columnAxis {
		return "COLUMNS"
	}
	return "ROWS"
}

// along returns the two bounds of the span along an axis.
func (s span) along(a axis) (from, to int) {
	if a == columnAxis {
		return s.c0, s.c1
	}
	return s.r0, s.r1
}

// with returns the span with other bounds along an axis.
func (s span) with(a axis, from, to int) span {
	if a == columnAxis {
		s.c0, s.c1 = from, to
	} else {
		s.r0, s.r1 = from, to
	}
	return s
}

// afterInsert is the span when n lines have been put in before line at: behind
// it moves, across it grows.
func (s span) afterInsert(a axis, at, n int) span {
	from, to := s.along(a)
	if to != open && to > at {
		to += n
	}
	if from != open && from >= at {
		from += n
	}
	return s.with(a, from, to)
}

// afterDelete is the span when the lines from i to before j are gone; it may be
// left empty.
func (s span) afterDelete(a axis, i, j int) span {
	shrink := func(n int) int {
		switch {
		case n == open || n <= i:
			return n
		case n >= j:
			return n - (j - i)
		}
		return i
	}
	from, to := s.along(a)
	return s.with(a, shrink(from), shrink(to))
}

// afterMove is the span when the lines from i to before j have been put before
// line at (counted before the move): a span inside the moved block or wholly
// outside goes along, one that is torn covers what its first and last line cover
// (inferred).
func (s span) afterMove(a axis, i, j, at int) span {
	place := func(n int) int { return movedTo(n, i, j, at) }
	from, to := s.along(a)
	if from == open || to == open || from >= to {
		return s
	}
	first, last := place(from), place(to-1)
	if first > last {
		first, last = last, first
	}
	return s.with(a, first, last+1)
}

// movedTo is where line n stands after lines i to before j moved before line at.
func movedTo(n, i, j, at int) int {
	size := j - i
	switch {
	case n >= i && n < j && at > i:
		return n - i + at - size
	case n >= i && n < j:
		return n - i + at
	case at >= j && n >= j && n < at:
		return n - size
	case at < i && n >= at && n < i:
		return n + size
	}
	return n
}
