package gsheets

import (
	"context"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// layout is what a call is to lay out before values can be written. Laid are
// the number formats among it, which go to cells that exist already.
type layout struct {
	requests []*sheets.Request
	laid     []laidLook
}

// missing lists what must be laid out in the picture before the job's values
// can be written: tabs, room in the grid, looks of new cells, anchors. It is
// empty for most writes.
func (b *Book) missing(ctx context.Context, j *job, p *picture) (layout, error) {
	var l layout
	for _, t := range j.tabs {
		d := &drawing{id: t.id, layout: t.layout, strict: b.strict, editor: b.account.Email()}
		if err := d.draw(t.takeOver); err != nil {
			return l, err
		}
		l.requests = append(l.requests, d.requests...)
	}
	for _, group := range byTab(j.entries) {
		t := p.byID(group[0].tab)
		if t == nil {
			continue
		}
		l.requests = append(l.requests, room(t, group)...)
		l.looks(t, group)
		l.requests = append(l.requests, b.anchors(ctx, t, group)...)
	}
	return l, nil
}

// byTab groups entries by tab, in the order in which the tabs first come.
func byTab(entries []entry) [][]entry {
	var groups [][]entry
	at := map[int64]int{}
	for _, e := range entries {
		i, ok := at[e.tab]
		if !ok {
			i = len(groups)
			at[e.tab] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], e)
	}
	return groups
}

// room makes the grid large enough: the service grows it for nobody who writes
// values. What is blank beyond the grid stays so without it.
func room(t *tab, group []entry) []*sheets.Request {
	rows, cols := t.rows, t.cols
	for _, e := range group {
		if e.value.Kind != workbook.Blank {
			rows, cols = max(rows, e.row+1), max(cols, e.col+1)
		}
	}
	var requests []*sheets.Request
	grow := func(dimension string, by int) {
		if by > 0 {
			requests = append(requests, &sheets.Request{AppendDimension: &sheets.AppendDimensionRequest{
				SheetId: t.id, Dimension: dimension, Length: int64(by), ForceSendFields: []string{"SheetId"},
			}})
		}
	}
	grow(rowsDimension, rows-t.rows)
	grow(columnsDimension, cols-t.cols)
	return requests
}

// looks gives new cells the look that was asked for, or that of the nearest
// cell above, and lets cells that will hold a date show it as one.
func (l *layout) looks(t *tab, group []entry) {
	for _, e := range group {
		old := t.at(e.row, e.col)
		if e.value.Kind == workbook.Blank {
			continue
		}
		shows, isDate := old.shows, old.date
		if !old.exists() {
			if e.style != nil {
				f := numberFormat(e.style.Format)
				shows = lookOf(f)
				isDate, _ = isDateFormat(f)
				l.requests = append(l.requests, lookAhead(t, e))
			} else if above, ok := t.lookAbove(e.row, e.col); ok {
				shows, isDate = t.at(above, e.col).shows, t.at(above, e.col).date
				l.requests = append(l.requests, copyLook(e, above))
			}
		}
		if e.value.Kind == workbook.Date && !isDate {
			f := numberFormat(datePattern(e.value.Value))
			shows = lookOf(f)
			l.requests = append(l.requests, setLook(e, &sheets.CellFormat{NumberFormat: f}, onlyNumberFormat))
		}
		if shows != old.shows {
			l.laid = append(l.laid, laidLook{e, shows})
		}
	}
}

// lookAbove finds the nearest cell above that exists; false when it is plain.
func (t *tab) lookAbove(row, col int) (above int, found bool) {
	for r := min(row, len(t.cells)) - 1; r >= 0; r-- {
		if c := t.at(r, col); c.exists() {
			return r, c.looks
		}
	}
	return 0, false
}

func setLook(e entry, format *sheets.CellFormat, fields string) *sheets.Request {
	return &sheets.Request{RepeatCell: &sheets.RepeatCellRequest{
		Range:  gridRange(e.tab, workbook.Area{Top: e.row, Left: e.col, Bottom: e.row + 1, Right: e.col + 1}),
		Cell:   &sheets.CellData{UserEnteredFormat: format},
		Fields: fields,
	}}
}

// rowsAhead is how many further rows of a list get its look at once, so that
// one line more does not cost a call more.
const rowsAhead = 10

// lookAhead gives a cell its look, and with it the blank ones below that nobody
// has touched.
func lookAhead(t *tab, e entry) *sheets.Request {
	r := setLook(e, cellFormat(*e.style), "userEnteredFormat")
	for n := 1; n <= rowsAhead && e.row+n < t.rows && !t.at(e.row+n, e.col).exists(); n++ {
		r.RepeatCell.Range.EndRowIndex++
	}
	return r
}

func copyLook(e entry, above int) *sheets.Request {
	return &sheets.Request{CopyPaste: &sheets.CopyPasteRequest{
		Source:      gridRange(e.tab, workbook.Area{Top: above, Left: e.col, Bottom: above + 1, Right: e.col + 1}),
		Destination: gridRange(e.tab, workbook.Area{Top: e.row, Left: e.col, Bottom: e.row + 1, Right: e.col + 1}),
		PasteType:   "PASTE_FORMAT",
	}}
}

// anchors asks for anchors on the rows to be written, and on every column up
// to the last one in use: a column that moved is then found again. The rows of
// a tab that is too large for them go without.
func (b *Book) anchors(ctx context.Context, t *tab, group []entry) []*sheets.Request {
	if b.bare[t.id] == bareAll {
		return nil
	}
	var rows, columns []*sheets.Request
	width := t.width()
	asked := map[int]bool{}
	for _, e := range group {
		width = max(width, e.col+1)
		if _, ok := t.rowAnchors[e.row]; !ok && !asked[e.row] {
			asked[e.row] = true
			rows = append(rows, layAnchor(t.id, rowsDimension, e.row))
		}
	}
	for col := range width {
		if _, ok := t.colAnchors[col]; !ok {
			columns = append(columns, layAnchor(t.id, columnsDimension, col))
		}
	}
	have := len(t.rowAnchors) + len(t.colAnchors)
	if b.bare[t.id] == bareNone && have+len(rows)+len(columns) > maxAnchors {
		b.bare[t.id] = bareRows
		b.once(ctx, "too many rows for anchors, they are found by their key column", "tab", t.title, "rows", len(asked))
	}
	if b.bare[t.id] == bareRows {
		return columns
	}
	return append(rows, columns...)
}
