package form

import (
	"slices"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// Bieu is one consolidated table as the sources now give it.
type Bieu struct {
	// Number is "01" or "02": the name of the table, whatever its tab is called.
	Number string
	Tab    string
	// Title is the printed title, Judged whether there is a column Đánh giá.
	Title  string
	Judged bool
	Rows   []BieuRow
	// Provisional is the line that says why the table is not complete yet, "".
	Provisional string
	// Period is the period for which it is compiled, as the history writes it.
	Period string
}

// BieuRow is one row of a Biểu.
type BieuRow struct {
	TT, Text          string
	Result, Judgement string
	// Group rows are bold and carry no result.
	Group bool
	// Hold keeps the cells as they are: a unit whose tab could not be read
	// reports on this row.
	Hold bool
}

// The columns of a Biểu in which the worker writes.
const (
	columnTT        = "TT"
	columnText      = "Nhiệm vụ"
	columnResult    = "Kết quả"
	columnJudgement = "Đánh giá"
	columnNote      = "Ghi chú VP"
)

// ColumnJudgement is the column in which a Biểu judges.
const ColumnJudgement = columnJudgement

// columnGone is no column of a Biểu: under it the worker remembers the period
// in which it first missed a row, "" once the row is back.
const columnGone = "(thiếu dòng từ kỳ)"

// texts returns what the row should say, by column.
func (r BieuRow) texts(judged bool) []bieuText {
	list := []bieuText{{columnTT, r.TT}, {columnText, r.Text}, {columnResult, r.Result}}
	if judged {
		list = append(list, bieuText{columnJudgement, r.Judgement})
	}
	return list
}

type bieuText struct{ column, text string }

// Written is a cell of a Biểu as the worker left it, named by what it says and
// not by where it stands.
type Written struct {
	Bieu, Row, Column string // Row is the TT
	Text              string
}

// Base is what the worker wrote into a cell before.
type Base struct {
	// Text is what the cell last held by the worker's hand; Settled is false
	// when it may never have come into being.
	Text    string
	Settled bool
	// Pending are later texts of which it is not known whether they reached
	// the sheet.
	Pending []string
}

// ours reports whether a text may stand in the cell by the worker's hand.
func (b Base) ours(text string) bool {
	return b.Settled && sameText(b.Text, text) ||
		slices.ContainsFunc(b.Pending, func(p string) bool { return sameText(p, text) })
}

// BaseKey names a cell of a Biểu.
type BaseKey struct{ Bieu, Row, Column string }

// Merged is the outcome of bringing a Biểu into its tab.
type Merged struct {
	Edits []workbook.CellEdit
	// Written is every cell that the worker will have written or found to say
	// what it would have written.
	Written []Written
	// Shown is the table as its reader sees it once the edits are carried out.
	Shown    []Shown
	Problems []Problem
	// Kept counts the cells where a person's edit stays.
	Kept int
}

// Merge brings a Biểu into the tab that stands in g. A cell that a person
// edited stays, a formula too; a note beside it says so and, when its source
// changed since, what that says now. A row the worker wrote before and a person deleted is not put back;
// it is asked about while the period lasts in which it was first missed.
func Merge(g *workbook.Grid, b Bieu, bases map[BaseKey]Base, s Settings) Merged {
	c, problems := find(g, bieuColumns, s)
	if b.Judged && !stops(problems) && !c.has(columnJudgement) {
		problems = append(problems, problemMissingHeader(g.Tab, c.header, columnJudgement, nil, ""))
	}
	if stops(problems) {
		return Merged{Problems: problems}
	}
	m := merger{
		g: g, c: c, b: b, bases: bases, out: Merged{Problems: problems},
		kept: map[cellPlace]bool{}, now: map[cellPlace]string{},
	}
	m.findRows()
	if stops(m.out.Problems) {
		return Merged{Problems: m.out.Problems}
	}
	for _, row := range b.Rows {
		m.row(row)
	}
	m.provisional()
	m.show()
	return m.out
}

// merger carries one merge.
type merger struct {
	g     *workbook.Grid
	c     columns
	b     Bieu
	bases map[BaseKey]Base
	out   Merged

	rows map[string]int // by the rows' keys
	end  int            // the first row below the table
	// repeated are the TT that several rows of the Biểu have, as where the
	// numbers begin anew in each group: these rows go by their text as well.
	repeated map[string]bool
	// kept are the cells where a person's edit stays, by row and column; now
	// is what the edits make of the others.
	kept map[cellPlace]bool
	now  map[cellPlace]string
}

// row brings one row into the tab.
func (m *merger) row(r BieuRow) {
	key := m.key(r.TT, r.Text)
	at, exists := m.rows[key]
	if !exists {
		if m.base(r, columnText).Settled {
			m.miss(key, r)
			return
		}
		m.append(r)
		return
	}
	if m.missedSince(key) != "" {
		m.written(key, columnGone, "") // the office put the row back
	}
	if r.Hold {
		return
	}
	var kept []keptCell
	for _, t := range r.texts(m.b.Judged) {
		if t.column == columnTT {
			continue
		}
		if cell, stays := m.cell(at, r, t); stays {
			kept = append(kept, cell)
		}
	}
	m.notes(at, r, kept)
}

// keptCell is a cell of a row where a person's edit stays, with what its source
// says now and whether that is another text than the worker wrote there last.
type keptCell struct {
	column, source string
	changed        bool
}

// cell merges one cell and tells whether a person's edit stays in it.
func (m *merger) cell(row int, r BieuRow, t bieuText) (kept keptCell, stays bool) {
	have := m.c.cell(m.g, row, t.column)
	key := m.key(r.TT, r.Text)
	base := m.base(r, t.column)
	shown := shownText(have)
	switch {
	case have.Formula: // nobody but a person puts one there
	case sameText(shown, t.text):
		m.written(key, t.column, t.text)
		return keptCell{}, false
	case have.Kind == workbook.Blank, base.ours(shown):
		m.set(row, t.column, t.text, bieuStyle(t.column, false))
		m.written(key, t.column, t.text)
		return keptCell{}, false
	}
	m.out.Kept++
	m.kept[cellPlace{row, t.column}] = true
	return keptCell{t.column, t.text, !base.ours(t.text) && !sameText(shown, t.text)}, true
}

// append adds a row of the Biểu below the table.
func (m *merger) append(r BieuRow) {
	key := m.key(r.TT, r.Text)
	for _, t := range r.texts(m.b.Judged) {
		if r.Hold && (t.column == columnResult || t.column == columnJudgement) {
			continue
		}
		m.set(m.end, t.column, t.text, bieuStyle(t.column, r.Group))
		if t.column != columnTT {
			m.written(key, t.column, t.text)
		}
	}
	m.rows[key] = m.end
	m.end++
}

func (m *merger) address(row int, column string) workbook.Address {
	return workbook.Address{Tab: m.g.Tab, Row: row, Col: m.c.at[column]}
}

func (m *merger) set(row int, column, text string, style workbook.Style) {
	m.now[cellPlace{row, column}] = text
	m.out.Edits = append(m.out.Edits, workbook.CellEdit{
		Address: m.address(row, column),
		Value:   workbook.TextCell(text), Style: &style, Shared: true,
	})
}

func (m *merger) written(key, column, text string) {
	m.out.Written = append(m.out.Written, Written{Bieu: m.b.Number, Row: key, Column: column, Text: text})
}

// provisional keeps the line above the table that says the Biểu is not
// complete yet: where such a line stands, else in the blank row above the
// headers.
func (m *merger) provisional() {
	mark := language.Key(provisionalMark)
	row := m.c.header - 1
	col := 0
	for r := 0; r < m.c.header; r++ {
		for cc, cell := range m.g.Row(r) {
			if cell.Kind == workbook.Text && hasPrefix(language.Key(cell.Value), mark) {
				row, col = r, cc
			}
		}
	}
	have := m.g.At(max(row, 0), col)
	ours := have.Kind == workbook.Blank || hasPrefix(language.Key(have.Value), mark)
	if row < 0 || !ours {
		if m.b.Provisional != "" {
			m.out.Problems = append(m.out.Problems, problemNoRoom(m.g.Tab, m.b.Provisional))
		}
		return
	}
	if !sameText(shownText(have), m.b.Provisional) {
		style := workbook.Style{Italic: true, Bold: true, Align: workbook.Center}
		m.out.Edits = append(m.out.Edits, workbook.CellEdit{
			Address: workbook.Address{Tab: m.g.Tab, Row: row, Col: col},
			Value:   workbook.TextCell(m.b.Provisional), Style: &style,
		})
	}
}

// shownText is what a cell of a Biểu says to its reader.
func shownText(c workbook.Cell) string {
	if c.Kind == workbook.Number {
		return shownNumber(c)
	}
	return c.Value
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
