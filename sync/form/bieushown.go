package form

import (
	"strconv"
	"strings"

	"bieu/rules/language"
)

// Shown is one cell of a Biểu as its reader sees it after a run, named by what
// it says and not by where it stands.
type Shown struct {
	// Row is the row's key. A row that the office added goes by its TT too or,
	// without one, by "+" and its text; a second one of a name has "#2" behind.
	Row, Column, Text string
	// Edited says that the text is a person's.
	Edited bool
	Cell   string
}

// ColumnOrder names what is shown of the table as a whole, under a blank row
// key: the keys of its rows from top to bottom, a line each.
const ColumnOrder = "Thứ tự"

// cellPlace is a cell of the table by its row and the name of its column.
type cellPlace struct {
	row    int
	column string
}

// show tells what the table says once the edits are carried out, row by row.
// Rows below the table, such as a line to sign on, are no part of it.
func (m *merger) show() {
	byPlace := map[int]BieuRow{}
	keys := map[int]string{}
	for _, r := range m.b.Rows {
		key := m.key(r.TT, r.Text)
		if at, ok := m.rows[key]; ok {
			byPlace[at], keys[at] = r, key
		}
	}
	taken := map[string]int{}
	for _, key := range keys {
		taken[key] = 1
	}
	var order []string
	for row := m.c.header + 1; row < m.end; row++ {
		key, ours := keys[row]
		if !ours {
			if key = m.nameOf(row); key == "" {
				continue
			}
			if taken[key]++; taken[key] > 1 {
				key += "#" + strconv.Itoa(taken[key])
			}
		}
		order = append(order, key)
		m.showRow(row, key, byPlace[row], ours)
	}
	m.out.Shown = append(m.out.Shown, Shown{Column: ColumnOrder, Text: strings.Join(order, "\n"), Cell: m.g.Tab})
}

// nameOf names a row that is not the plan's, "" for a blank one.
func (m *merger) nameOf(row int) string {
	if tt := codeKey(m.c.cell(m.g, row, columnTT)); tt != "" {
		return tt
	}
	if text := language.Key(shownText(m.c.cell(m.g, row, columnText))); text != "" {
		return "+" + text
	}
	if shownText(m.c.cell(m.g, row, columnResult)) != "" {
		return "+"
	}
	return ""
}

func (m *merger) showRow(row int, key string, r BieuRow, ours bool) {
	for _, column := range []string{columnText, columnResult, columnJudgement, columnNote} {
		if !m.c.has(column) {
			continue
		}
		place := cellPlace{row, column}
		s := Shown{Row: key, Column: column, Cell: m.address(row, column).String()}
		now, set := m.now[place]
		switch {
		case set:
			s.Text = now
		default:
			s.Text = shownText(m.c.cell(m.g, row, column))
			s.Edited = m.kept[place]
			if !ours || r.Hold || column == columnNote {
				base := m.bases[BaseKey{m.b.Number, key, column}]
				if ours {
					base = m.base(r, column)
				}
				s.Edited = s.Text != "" && !base.ours(s.Text)
			}
		}
		m.out.Shown = append(m.out.Shown, s)
	}
}
