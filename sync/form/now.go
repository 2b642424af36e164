package form

import (
	"strings"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// NowAsked reports whether somebody ticked Tổng hợp ngay: with the mark of its
// list, or with a box that a spreadsheet shows for true and false.
func NowAsked(g *workbook.Grid) bool {
	row, col, ok := findText(g, labelNow)
	if !ok {
		return false
	}
	return ticked(g.At(row, col+1))
}

func ticked(c workbook.Cell) bool {
	switch c.Kind {
	case workbook.Bool:
		return c.Value == workbook.BoolCell(true).Value
	case workbook.Text:
		key := language.Key(strings.TrimSpace(c.Value))
		return key != "" && key != language.Key("false")
	case workbook.Number:
		return c.Value != "0"
	}
	return false
}

// NowEdits unticks Tổng hợp ngay and says beside it what became of the request.
// It is nothing where nobody ticked it.
func NowEdits(g *workbook.Grid, text string) []workbook.CellEdit {
	row, col, ok := findText(g, labelNow)
	if !ok || !ticked(g.At(row, col+1)) {
		return nil
	}
	var off workbook.Cell
	if g.At(row, col+1).Kind == workbook.Bool {
		off = workbook.BoolCell(false)
	}
	edits := []workbook.CellEdit{{Address: workbook.Address{Tab: g.Tab, Row: row, Col: col + 1}, Value: off}}
	if said := g.At(row, col+2); said.Formula || said.Kind == workbook.Text && !nowSaid(said.Value) {
		return edits // somebody uses the cell for something else
	}
	style := workbook.Style{Italic: true, Size: 11}
	return append(edits, workbook.CellEdit{
		Address: workbook.Address{Tab: g.Tab, Row: row, Col: col + 2}, Value: workbook.TextCell(text), Style: &style,
	})
}
