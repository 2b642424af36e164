package form

import (
	"strings"
	"unicode/utf8"

	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/workbook"
)

// KeptText is a cell of a Biểu that goes into the closed one as a person wrote
// it, beside what the worker compiled. A row that the office deleted has no
// column.
type KeptText struct{ Bieu, TT, Column, Text, Source string }

// Close brings a compiled Biểu to what its readers saw last: rows in the
// office's order, without those that it deleted, with those that it added, and
// with the texts that it changed. Without anything shown it stays as compiled.
func (b Bieu) Close(shown []Shown) (Bieu, []KeptText) {
	texts, order := byRow(shown)
	if len(order) == 0 {
		return b, nil
	}
	keys := b.rowKeys()
	compiled := map[string]BieuRow{}
	for i, key := range keys {
		compiled[key] = b.Rows[i]
	}
	var rows []BieuRow
	var kept []KeptText
	in := map[string]bool{}
	for _, key := range order {
		in[key] = true
		r, ours := compiled[key]
		if !ours {
			rows = append(rows, addedRow(key, texts[key]))
			continue
		}
		kept = append(kept, r.keep(b, texts[key])...)
		rows = append(rows, r)
	}
	for i, key := range keys {
		if !in[key] {
			kept = append(kept, KeptText{Bieu: b.Tab, TT: b.Rows[i].TT, Source: b.Rows[i].Text})
		}
	}
	b.Rows = rows
	return b, kept
}

// byRow sorts what is shown by row and column, beside the order of the rows.
func byRow(shown []Shown) (texts map[string]map[string]Shown, order []string) {
	texts = map[string]map[string]Shown{}
	for _, s := range shown {
		if s.Row == "" && s.Column == ColumnOrder {
			if s.Text != "" {
				order = strings.Split(s.Text, "\n")
			}
			continue
		}
		if texts[s.Row] == nil {
			texts[s.Row] = map[string]Shown{}
		}
		texts[s.Row][s.Column] = s
	}
	return texts, order
}

// rowKeys names the rows as the merge does.
func (b Bieu) rowKeys() []string {
	count := map[string]int{}
	for _, r := range b.Rows {
		count[rowKey(r.TT)]++
	}
	keys := make([]string, len(b.Rows))
	for i, r := range b.Rows {
		keys[i] = rowKey(r.TT)
		if count[keys[i]] > 1 {
			keys[i] = rowKey(r.TT) + " " + language.Key(r.Text)
		}
	}
	return keys
}

// keep takes the texts over that people changed.
func (r *BieuRow) keep(b Bieu, texts map[string]Shown) []KeptText {
	var kept []KeptText
	for _, t := range []struct {
		column string
		to     *string
	}{{columnText, &r.Text}, {columnResult, &r.Result}, {columnJudgement, &r.Judgement}} {
		s, ok := texts[t.column]
		if !ok || !s.Edited || sameText(s.Text, *t.to) || t.column == columnJudgement && !b.Judged {
			continue
		}
		kept = append(kept, KeptText{Bieu: b.Tab, TT: r.TT, Column: t.column, Text: s.Text, Source: *t.to})
		*t.to = s.Text
	}
	return kept
}

// addedRow is a row that the office added to the Biểu.
func addedRow(key string, texts map[string]Shown) BieuRow {
	tt, _, _ := strings.Cut(key, "#")
	if strings.HasPrefix(tt, "+") {
		tt = ""
	}
	return BieuRow{TT: tt, Text: texts[columnText].Text, Result: texts[columnResult].Text, Judgement: texts[columnJudgement].Text}
}

// faceLineHeight is the height in points of one more line above the table.
const faceLineHeight = 16

// ClosedLayout lays out a closed Biểu under a title of its own: the Biểu as it
// is, with its results, and all of it the worker's.
func ClosedLayout(b Bieu, title string, s Settings) workbook.Layout {
	l := BieuLayout(b, s)
	l.Title = title
	l.Columns = l.Columns[:len(l.Columns)-1] // nothing is noted here any more
	l.Rows[2].Cells[0].Value = workbook.TextCell(b.Provisional)
	// What is closed names every unit it lacks, and stands by itself.
	if lines := utf8.RuneCountInString(b.Provisional) / faceRunes; lines > 0 {
		l.Rows[2].Height += float64(lines) * faceLineHeight
	}
	first := len(l.Rows) - len(b.Rows)
	for i, r := range b.Rows {
		for col, t := range r.texts(b.Judged) {
			l.Rows[first+i].Cells[col].Value = workbook.TextCell(t.text)
		}
	}
	l.Warned = []workbook.Area{{Bottom: len(l.Rows) + 2, Right: len(l.Columns)}}
	return l
}

// Sealed returns the layout with the seal as its last line.
func Sealed(l workbook.Layout, seal string) workbook.Layout {
	at := len(l.Rows) + 1
	rows := append([]workbook.LayoutRow(nil), l.Rows...)
	l.Rows = append(rows, workbook.LayoutRow{}, workbook.LayoutRow{Cells: []workbook.LayoutCell{
		{Value: workbook.TextCell(seal), Style: workbook.Style{Italic: true, Size: 11}},
	}})
	merges := append([]workbook.Area(nil), l.Merges...)
	l.Merges = append(merges, workbook.Area{Top: at, Bottom: at + 1, Left: 0, Right: len(l.Columns)})
	return l
}

// HasSeal reports whether a tab is a closed Biểu of ours with that code.
func HasSeal(g *workbook.Grid, code string) bool {
	for row := g.Rows() - 1; row >= 0; row-- {
		for _, cell := range g.Row(row) {
			if cell.Kind == workbook.Text && strings.HasSuffix(strings.TrimRight(cell.Value, " ."), sealMark+code) {
				return true
			}
		}
	}
	return false
}

// ClosedTitle is the title of a closed Biểu's tab, the first that is not taken:
// "Biểu 02 (T9-2023)"; time counts the closings of the period from 1.
func ClosedTitle(tab string, p calendar.Period, time int, taken func(string) bool) string {
	suffix := closedSuffix(p, time)
	if r := []rune(tab); len(r)+len([]rune(suffix)) > longestTitle {
		tab = strings.TrimSpace(string(r[:longestTitle-len([]rune(suffix))]))
	}
	title := tab + suffix
	for n := 2; taken(title); n++ {
		title = numberedTitle(tab+suffix, n)
	}
	return title
}
