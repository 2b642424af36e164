package form

import (
	"slices"

	"bieu/rules/calendar"
	"bieu/sync/workbook"
)

// Past is one cell of a unit's tab as it once stood, wherever that was.
type Past struct {
	Code, Column string
	Cell         workbook.Cell
	PointLocale  string // as Seen has it
}

// Recorded reads a unit's tab as it once stood. The cells are laid out as a tab
// and read like one, so that a figure means the same in both; the addresses in
// the answer are those of that layout and lead nowhere.
func Recorded(u Unit, expected []PlanRow, period calendar.Period, cells []Past, s Settings) UnitTab {
	byRow, typedIn := map[string]map[string]workbook.Cell{}, map[string]string{}
	for _, c := range cells {
		if c.Column == ColumnFigure {
			typedIn[c.Code] = c.PointLocale
		}
		if byRow[c.Code] == nil {
			byRow[c.Code] = map[string]workbook.Cell{}
		}
		byRow[c.Code][c.Column] = c.Cell
	}
	rows := [][]workbook.Cell{textCells(labelPeriod, period.String()), nil, nil}
	for _, c := range unitColumns {
		rows[2] = append(rows[2], workbook.TextCell(c.name))
	}
	for _, line := range expected {
		row := make([]workbook.Cell, len(unitColumns))
		for i, c := range unitColumns {
			row[i] = byRow[line.Code][c.name]
		}
		row[0] = workbook.TextCell(line.Code)
		rows = append(rows, row)
	}
	t := UnitTab{Unit: u, grid: workbook.NewGrid(u.Tab, rows), Expected: len(expected), typedIn: typedIn}
	return readUnit(t, expected, s)
}

// Frozen is a period whose figures no longer change.
type Frozen struct {
	Period calendar.Period
	// Locked says that it was not closed but takes nothing more.
	Locked bool
	// Seen tells, for a cell of a Mã, when it was first seen to say what it
	// says now.
	Seen func(cell Seen, code string) string
	// LetIn tells, for a cell of a Mã, whether what counts was taken when the
	// unit was let in again after closing; nil for no cell.
	LetIn func(cell Seen, code string) bool
}

// Freeze puts what a period was closed with in the place of what the tab says
// now. Every cell that is another by now becomes a problem that names both and
// when the present one was seen; the cells themselves stay in Seen as they
// are. Rows that the tab no longer has count all the same.
func (t *UnitTab) Freeze(closed UnitTab, f Frozen) {
	if t.Refused {
		return
	}
	lines := map[int]int{} // from the closed tab's rows to the places in t.Rows
	answers := t.answerRows()
	t.Problems = slices.DeleteFunc(t.Problems, func(p Problem) bool { return answers[p.At.Row] && p.Level < StopTab })
	for _, c := range closed.Rows {
		at := slices.IndexFunc(t.Rows, func(r UnitRow) bool { return r.Plan.Code == c.Plan.Code })
		if at < 0 {
			if c.Blank() {
				continue
			}
			at = len(t.Rows)
			t.Rows = append(t.Rows, UnitRow{Plan: c.Plan, row: -1})
		}
		r := &t.Rows[at]
		lines[c.row] = at
		r.Figure, r.Sentence, r.Estimate, r.Told = c.Figure, c.Sentence, c.Estimate, slices.Clone(c.Told)
		t.closedEdits(r, c, f)
	}
	for _, p := range closed.Problems {
		if at, ok := lines[p.At.Row]; ok && t.Rows[at].row >= 0 {
			p.At = t.at(t.Rows[at].row, unitColumns[p.At.Col].name)
			t.Problems = append(t.Problems, t.place([]Problem{p})...)
		}
	}
}

// answerRows are the tab's rows in which units write.
func (t *UnitTab) answerRows() map[int]bool {
	rows := map[int]bool{}
	for _, r := range t.Rows {
		rows[r.row] = true
	}
	return rows
}

// closedEdits tells of the cells of one row that people changed since.
func (t *UnitTab) closedEdits(r *UnitRow, c UnitRow, f Frozen) {
	for _, now := range r.Seen {
		was := c.Seen[slices.IndexFunc(c.Seen, func(s Seen) bool { return s.Column == now.Column })].Cell
		if SameRecord(was, now.Cell) {
			continue
		}
		letIn := f.LetIn != nil && f.LetIn(now, r.Plan.Code)
		p := problemClosedEdit(now.At, f, letIn, was, now.Cell, f.Seen(now, r.Plan.Code))
		t.Problems = append(t.Problems, t.place([]Problem{p})...)
		r.Told = append(r.Told, p.Text)
	}
}

// SameRecord reports whether a cell still says what was recorded of it, typed
// or worked out by a formula.
func SameRecord(was, now workbook.Cell) bool {
	was.Formula, now.Formula = false, false
	return sameValue(now, was)
}
