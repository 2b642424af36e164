package form

import (
	"slices"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

func rowKey(tt string) string { return codeKey(workbook.TextCell(tt)) }

// key names a row of the Biểu by its TT and, where that does not suffice, by
// its text.
func (m *merger) key(tt, text string) string {
	key := rowKey(tt)
	if m.repeated[key] {
		return textualKey(tt, text)
	}
	return key
}

func textualKey(tt, text string) string { return rowKey(tt) + " " + language.Key(text) }

// base is what the worker wrote into a cell of a row before; the zero Base for
// a cell it never wrote. A row whose TT came to be repeated, or is no longer,
// goes by another key than it did: then it is what was written under that one,
// provided that it was this row's.
func (m *merger) base(r BieuRow, column string) Base {
	if base, known := m.bases[BaseKey{m.b.Number, m.key(r.TT, r.Text), column}]; known {
		return base
	}
	other := textualKey(r.TT, r.Text)
	if m.repeated[rowKey(r.TT)] {
		other = rowKey(r.TT)
	}
	if !m.bases[BaseKey{m.b.Number, other, columnText}].ours(r.Text) {
		return Base{}
	}
	return m.bases[BaseKey{m.b.Number, other, column}]
}

// findRows finds the table's rows by TT, wherever people moved them. Rows the
// office added stay as they are, also one whose TT is that of a row which
// another row says word for word. Rows that nothing tells apart leave no way to
// go on.
func (m *merger) findRows() {
	m.rows = map[string]int{}
	m.end = m.c.header + 1
	m.repeated = map[string]bool{}
	seen := map[string]bool{}
	for _, row := range m.b.Rows {
		tt := rowKey(row.TT)
		m.repeated[tt] = m.repeated[tt] || seen[tt]
		seen[tt] = true
	}
	places := map[string][]int{}
	for _, row := range m.b.Rows {
		places[m.key(row.TT, row.Text)] = nil
	}
	for row := m.c.header + 1; row < m.g.Rows(); row++ {
		tt := codeKey(m.c.cell(m.g, row, columnTT))
		if tt == "" {
			continue
		}
		key := m.key(tt, shownText(m.c.cell(m.g, row, columnText)))
		if _, known := places[key]; !known {
			m.withdraw(row, key)
			continue
		}
		places[key] = append(places[key], row)
	}
	for _, row := range m.b.Rows {
		key := m.key(row.TT, row.Text)
		if at, ok := m.choose(key, row.Text, places[key]); ok {
			m.rows[key] = at
			m.end = max(m.end, at+1)
		}
	}
	for m.end < m.g.Rows() && !blankRow(m.g.Row(m.end)) {
		m.end++
	}
}

// choose returns the row of the tab that is the Biểu's: of several with its TT
// the one that says its text, where the others say what no row of the Biểu does.
// Otherwise a TT was mistyped, and it says so.
func (m *merger) choose(key, text string, places []int) (int, bool) {
	if len(places) < 2 {
		return append(places, 0)[0], len(places) == 1
	}
	var alike []int
	mistyped := false
	for _, row := range places {
		says := shownText(m.c.cell(m.g, row, columnText))
		if sameText(says, text) {
			alike = append(alike, row)
			continue
		}
		mistyped = mistyped || slices.ContainsFunc(m.b.Rows, func(r BieuRow) bool { return sameText(says, r.Text) })
	}
	if len(alike) != 1 || mistyped {
		m.out.Problems = append(m.out.Problems, problemDoubledTT(m.address(places[1], columnTT), key, places[0]))
		return 0, false
	}
	return alike[0], true
}

// withdraw marks a row that the worker wrote and the plan no longer has, and
// takes its own note away. A judgement that the office rewrote stays.
func (m *merger) withdraw(row int, key string) {
	m.unnote(row, key)
	base := m.bases[BaseKey{m.b.Number, key, columnJudgement}]
	have := m.c.cell(m.g, row, columnJudgement)
	if !m.b.Judged || have.Formula || !base.ours(shownText(have)) {
		return
	}
	if shownText(have) != WithdrawnMark {
		m.set(row, columnJudgement, WithdrawnMark, bieuStyle(columnJudgement, false))
	}
	m.written(key, columnJudgement, WithdrawnMark)
}

// miss asks about a row that a person deleted, as long as the period lasts in
// which it was first missed.
func (m *merger) miss(key string, r BieuRow) {
	since := m.missedSince(key)
	if since == "" {
		since = m.b.Period
	}
	m.written(key, columnGone, since)
	if since == m.b.Period {
		m.out.Problems = append(m.out.Problems, problemRowGone(m.b.Tab, r))
	}
}

// missedSince is the period in which a row was first missed, "" for a row that
// was not.
func (m *merger) missedSince(key string) string {
	base := m.bases[BaseKey{m.b.Number, key, columnGone}]
	if base.Text == "" && len(base.Pending) > 0 {
		return base.Pending[0]
	}
	return base.Text
}
