package form

import "slices"

// BieuDifference is where a Biểu in the workbook and the closed one differ.
// Without a column it is a row that only one of them has; under ColumnOrder, and
// without a TT, the rows stand in another order.
type BieuDifference struct {
	Bieu, TT, Column string
	// Shown is what the workbook says, Closed what is closed.
	Shown, Closed string
	// Edited says that what the workbook says is a person's.
	Edited bool
}

// Differing lists where the table as it is shown now differs from the closed
// one, which Close made of b and of what was shown then.
func (b Bieu) Differing(closed Bieu, then, now []Shown) []BieuDifference {
	_, keys := byRow(then)
	if len(keys) == 0 {
		keys = b.rowKeys()
	}
	texts, order := byRow(now)
	if len(order) == 0 {
		return nil
	}
	var list []BieuDifference
	for i, key := range keys {
		r := closed.Rows[i]
		if !slices.Contains(order, key) {
			list = append(list, BieuDifference{Bieu: b.Tab, TT: r.TT, Closed: r.Text})
			continue
		}
		for _, t := range r.texts(b.Judged) {
			if s, ok := texts[key][t.column]; ok && t.column != columnTT && !sameText(s.Text, t.text) {
				list = append(list, BieuDifference{b.Tab, r.TT, t.column, s.Text, t.text, s.Edited})
			}
		}
	}
	for _, key := range order {
		if !slices.Contains(keys, key) {
			r := addedRow(key, texts[key])
			list = append(list, BieuDifference{Bieu: b.Tab, TT: r.TT, Shown: r.Text, Edited: true})
		}
	}
	if !slices.Equal(common(keys, order), common(order, keys)) {
		list = append(list, BieuDifference{Bieu: b.Tab, Column: ColumnOrder})
	}
	return list
}

// common is what of one list the other has too, in the order of the first.
func common(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(other, s) })
}
