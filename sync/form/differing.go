package form

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"bieu/sync/workbook"
)

// differing returns the cells of a row that do not yet say what they should,
// from left to right. Columns that the tab does not have are left out.
func differing(g *workbook.Grid, row int, c columns, want map[string]workbook.Cell) []workbook.CellEdit {
	var edits []workbook.CellEdit
	for name, cell := range want {
		col, ok := c.at[name]
		if !ok || sameValue(g.At(row, col), cell) {
			continue
		}
		edits = append(edits, workbook.CellEdit{
			Address: workbook.Address{Tab: g.Tab, Row: row, Col: col}, Value: cell,
		})
	}
	slices.SortFunc(edits, func(a, b workbook.CellEdit) int { return cmp.Compare(a.Col, b.Col) })
	return edits
}

// sameValue reports whether a cell already says what it should. A formula
// never does, whatever it shows: the worker writes values.
func sameValue(have, want workbook.Cell) bool {
	if have.Formula {
		return false
	}
	if have.Kind == workbook.Text && want.Kind == workbook.Text {
		return sameText(have.Value, want.Value)
	}
	if have.Kind == workbook.Number && want.Kind == workbook.Number && have.Value != want.Value {
		a, errA := decimal.NewFromString(have.Value)
		b, errB := decimal.NewFromString(want.Value)
		return errA == nil && errB == nil && a.Equal(b)
	}
	return have.Same(want)
}

// sameText compares what two cells say: line ends and the way in which marks
// are encoded change when a program saves a file, and are not an edit.
func sameText(a, b string) bool { return a == b || textKey(a) == textKey(b) }

func textKey(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.TrimRight(norm.NFC.String(s), " \n")
}
