package gsheets

import (
	sheets "google.golang.org/api/sheets/v4"
)

// numberLook is the number format that somebody gave a cell; the zero value is
// none. It alone of all looks changes what a number says: 58.5 shown as a date
// is another value to whoever reads it.
type numberLook struct{ kind, pattern string }

func lookOf(f *sheets.NumberFormat) numberLook {
	if f == nil {
		return numberLook{}
	}
	return numberLook{f.Type, f.Pattern}
}

func (l numberLook) format() *sheets.NumberFormat {
	if l == (numberLook{}) {
		return nil
	}
	return &sheets.NumberFormat{Type: l.kind, Pattern: l.pattern}
}

// onlyNumberFormat limits a request to the number format.
const onlyNumberFormat = "userEnteredFormat.numberFormat"

// laidLook is a number format on its way to a cell.
type laidLook struct {
	entry entry
	shows numberLook
}

// looksBack lists what puts number formats back: looks are laid by position,
// and where rows or columns moved in that instant they came down on cells of
// people. A cell is put back only while it shows exactly what was laid.
func looksBack(before, after *picture, laid []laidLook, keys map[int64]int) []*sheets.Request {
	entries, formats := make([]entry, len(laid)), map[numberLook]bool{}
	for i, l := range laid {
		entries[i], formats[l.shows] = l.entry, true
	}
	var requests []*sheets.Request
	for _, group := range byTab(entries) {
		b, a := before.byID(group[0].tab), after.byID(group[0].tab)
		if b == nil || a == nil {
			continue
		}
		tr := newTrace(b, a, group, keyOf(keys, b))
		if !tr.moved {
			continue
		}
		goals := tr.goals(group)
		for r, row := range a.cells {
			for c, now := range row {
				was := tr.was(r, c).shows
				if now.shows != was && formats[now.shows] && !goals[place{a.id, r, c}] {
					format := &sheets.CellFormat{NumberFormat: was.format()}
					requests = append(requests, setLook(entry{tab: a.id, row: r, col: c}, format, onlyNumberFormat))
				}
			}
		}
	}
	return requests
}
