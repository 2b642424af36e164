package gsheets

import "bieu/sync/workbook"

// headerRows is how far down a header is looked for.
const headerRows = 20

// headerOf finds the row above end with the most different texts; -1 for none.
func headerOf(t *tab, end int) int {
	best, found := 1, -1
	for r := range min(end, len(t.cells)) {
		if n := len(texts(t, r)); n > best {
			best, found = n, r
		}
	}
	return found
}

// sameRow finds the row that shares most texts with a header, and at least
// half of them.
func sameRow(before *tab, header int, after *tab) int {
	if header < 0 {
		return -1
	}
	wanted := texts(before, header)
	best, found := (len(wanted)+1)/2-1, -1
	for r := range min(len(after.cells), header+3*headerRows) {
		n := 0
		for text := range texts(after, r) {
			if wanted[text] {
				n++
			}
		}
		if n > best {
			best, found = n, r
		}
	}
	return found
}

func texts(t *tab, row int) map[string]bool {
	found := map[string]bool{}
	for _, c := range t.cells[row] {
		if c.Kind == workbook.Text && !c.Formula {
			found[c.Value] = true
		}
	}
	return found
}

func rowLabels(t *tab, row int) map[int]string {
	labels := map[int]string{}
	if row < 0 {
		return labels
	}
	for c, at := range t.cells[row] {
		if label, ok := labelOf(at); ok {
			labels[c] = label
		}
	}
	return labels
}

func columnLabels(t *tab, col int) map[int]string {
	labels := map[int]string{}
	for r := range t.cells {
		if label, ok := labelOf(t.at(r, col)); ok {
			labels[r] = label
		}
	}
	return labels
}

// labelOf is what a cell says about its row or column. A formula says what its
// place makes it say.
func labelOf(c cell) (string, bool) {
	if c.Formula || c.Kind != workbook.Text && c.Kind != workbook.Number {
		return "", false
	}
	return c.Value, true
}

// keyColumn finds the column that tells most of the written rows apart, the
// leftmost of several; -1 when none does.
func keyColumn(t *tab, entries []entry, written map[int]bool) int {
	rows := map[int]bool{}
	for _, e := range entries {
		rows[e.row] = true
	}
	best, found := 0, -1
	for col := range t.width() {
		if written[col] {
			continue
		}
		labels := columnLabels(t, col)
		count := map[string]int{}
		for _, label := range labels {
			count[label]++
		}
		n := 0
		for row := range rows {
			if label, ok := labels[row]; ok && count[label] == 1 {
				n++
			}
		}
		if n > best {
			best, found = n, col
		}
	}
	return found
}
