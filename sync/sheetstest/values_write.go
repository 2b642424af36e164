package sheetstest

import (
	"unicode/utf8"
)

// longest is how many characters a cell holds; one more is refused (measured).
const longest = 50000

// block is a set of values to be written: its place, checked before anything is
// changed.
type block struct {
	tab    *tab
	anchor span // where it goes; one cell means "from here on"
	values [][]any
	typed  bool // USER_ENTERED
	major  string
}

// written is what became of a block.
type written struct {
	tab     *tab
	at      span
	rows    map[int]bool
	columns map[int]bool
	cells   int
}

// newBlock reads a ValueRange's values for a resolved range.
func newBlock(t *tab, at span, valueRange map[string]any, option string) (block, *apiError) {
	b := block{tab: t, anchor: at, typed: option == "USER_ENTERED"}
	b.major, _ = valueRange["majorDimension"].(string)
	lines, _ := valueRange["values"].([]any)
	for i, l := range lines {
		items, _ := l.([]any)
		for j, item := range items {
			switch v := item.(type) {
			case nil, float64, bool:
			case string:
				if utf8.RuneCountInString(v) > longest {
					return b, invalid("Your input contains more than the maximum of %d characters in a single cell.", longest)
				}
			default:
				return b, badCell(i, j, item)
			}
		}
		b.values = append(b.values, items)
	}
	return b, nil
}

// badCell refuses a list or an object in a cell's place (text known from issues,
// not recorded).
func badCell(i, j int, item any) *apiError {
	return invalid("Invalid values[%d][%d]: %s", i, j, protoText(item, 0))
}

// extent is how many rows and columns the values take.
func (b block) extent() (rows, columns int) {
	widest := 0
	for _, l := range b.values {
		widest = max(widest, len(l))
	}
	if b.major == "COLUMNS" {
		return widest, len(b.values)
	}
	return len(b.values), widest
}

// fit checks that the values go into the range and the grid and returns the
// rectangle that they take. One cell is only an anchor (recorded). The texts of
// the refusals are measured and from issues.
func (b block) fit() (span, *apiError) {
	rows, columns := b.extent()
	full := b.anchor.closed(1<<40, 1<<40)
	if full.r0 >= len(b.tab.rows) || full.c0 >= len(b.tab.cols) ||
		b.anchor.r1 != open && b.anchor.r1 > len(b.tab.rows) || b.anchor.c1 != open && b.anchor.c1 > len(b.tab.cols) {
		return span{}, beyondGrid(b.tab, b.anchor)
	}
	rect := span{full.r0, full.r0 + max(rows, 1), full.c0, full.c0 + max(columns, 1)}
	if full.rows() != 1 || full.columns() != 1 {
		if rect.c1 > full.c1 {
			return span{}, invalid("Requested writing within range [%s], but tried writing to column [%s]", echo(b.tab, b.anchor), letters(full.c1))
		}
		if rect.r1 > full.r1 {
			return span{}, invalid("Requested writing within range [%s], but tried writing to row [%d]", echo(b.tab, b.anchor), full.r1+1)
		}
	}
	if rect.r1 > len(b.tab.rows) || rect.c1 > len(b.tab.cols) {
		return span{}, beyondGrid(b.tab, rect)
	}
	return rect, nil
}

// write puts the values into the grid: null leaves a cell as it is, "" empties
// it (documented), and both kinds of nothing keep format and note. The rectangle
// comes from fit.
func (s *spreadsheet) write(b block, rect span, year int) written {
	w := written{tab: b.tab, at: rect, rows: map[int]bool{}, columns: map[int]bool{}}
	for i, l := range b.values {
		for j, item := range l {
			if item == nil && s.deviates(NullClears) {
				item = ""
			}
			if item == nil {
				continue
			}
			r, c := rect.r0+i, rect.c0+j
			if b.major == "COLUMNS" {
				r, c = rect.r0+j, rect.c0+i
			}
			b.tab.put(r, c, s.entered(b.tab.cell(r, c), item, b.typed, year))
			w.rows[r], w.columns[c] = true, true
			w.cells++
		}
	}
	return w
}

// entered is a cell after one JSON value was written into it. Numbers and
// booleans are what they are; only text is looked at, and only when typed.
func (s *spreadsheet) entered(old *cell, item any, typed bool, year int) *cell {
	switch v := item.(type) {
	case float64:
		return old.withValue(number(v), "")
	case bool:
		return old.withValue(truth(v), "")
	case string:
		if v == "" {
			return old.withValue(scalar{}, "")
		}
		if typed || s.deviates(RawIsTyped) {
			return s.typed(old, v, year)
		}
		return old.withValue(text(v), "")
	}
	return old
}

// reply is an UpdateValuesResponse; counts of nothing are left out.
func (s *spreadsheet) reply(w written) map[string]any {
	out := map[string]any{"spreadsheetId": s.id, "updatedRange": echo(w.tab, w.at)}
	if s.flaws != nil && s.flaws.wrongRange {
		out["updatedRange"] = echo(w.tab, w.tab.all())
	}
	count(out, "updatedRows", len(w.rows))
	count(out, "updatedColumns", len(w.columns))
	count(out, "updatedCells", w.cells)
	return out
}

// count writes a member unless it is zero, as protocol-buffer JSON does.
func count(out map[string]any, name string, n int) {
	if n != 0 {
		out[name] = n
	}
}
