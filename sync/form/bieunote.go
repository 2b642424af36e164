package form

import (
	"slices"

	"bieu/sync/workbook"
)

// notes writes, changes or takes away the note beside a row. What a person
// wrote in its place stays; a source that changed is then told in the run.
func (m *merger) notes(at int, r BieuRow, kept []keptCell) {
	text := noteKept(kept)
	if !m.c.has(columnNote) {
		if text == "" {
			return
		}
		m.addNoteColumn()
	}
	key := m.key(r.TT, r.Text)
	cell := m.c.cell(m.g, at, columnNote)
	have := shownText(cell)
	base := m.base(r, columnNote)
	switch {
	case !cell.Formula && sameText(have, text):
		if text != "" || base.Settled || len(base.Pending) > 0 {
			m.written(key, columnNote, text)
		}
	case !cell.Formula && (have == "" || base.ours(have)):
		m.set(at, columnNote, text, bieuStyle(columnNote, false))
		m.written(key, columnNote, text)
	default:
		kept = slices.DeleteFunc(kept, func(c keptCell) bool { return !c.changed })
		if len(kept) > 0 {
			m.out.Problems = append(m.out.Problems, problemNoteTaken(m.address(at, columnNote), noteKept(kept)))
		}
	}
}

// unnote takes the worker's note away from a row that goes by the key.
func (m *merger) unnote(row int, key string) {
	if !m.c.has(columnNote) {
		return
	}
	have := m.c.cell(m.g, row, columnNote)
	base := m.bases[BaseKey{m.b.Number, key, columnNote}]
	if have.Kind == workbook.Blank || have.Formula || !base.ours(shownText(have)) {
		return
	}
	m.set(row, columnNote, "", bieuStyle(columnNote, false))
	m.written(key, columnNote, "")
}

// addNoteColumn puts the helper column to the right of the table, past columns
// in which people wrote without giving them a header.
func (m *merger) addNoteColumn() {
	col := 0
	for _, at := range m.c.at {
		col = max(col, at+1)
	}
	for !m.freeColumn(col) {
		col++
	}
	m.c.at[columnNote] = col
	m.set(m.c.header, columnNote, columnNote, headerStyle())
}

// freeColumn reports whether a column of the table holds nothing but, perhaps,
// old notes of the worker whose header was taken away.
func (m *merger) freeColumn(col int) bool {
	if m.g.At(m.c.header, col).Kind != workbook.Blank {
		return false
	}
	notes := map[int]Base{}
	for _, r := range m.b.Rows {
		if at, ok := m.rows[m.key(r.TT, r.Text)]; ok {
			notes[at] = m.base(r, columnNote)
		}
	}
	for row := m.c.header + 1; row < m.end; row++ {
		cell := m.g.At(row, col)
		if cell.Kind != workbook.Blank && (cell.Formula || !notes[row].ours(shownText(cell))) {
			return false
		}
	}
	return true
}
