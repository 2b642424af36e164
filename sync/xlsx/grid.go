package xlsx

import (
	"bytes"
	"fmt"
	"slices"

	"bieu/sync/workbook"
)

// gridReader turns one sheet part into a grid.
type gridReader struct {
	scanner
	prefix   []byte // of the format's main namespace in this part
	tab      string
	strings  []string
	formats  *formats
	date1904 bool
	areas    []workbook.Area // wanted; none for all
	slots    int             // cells the grid may still hold, blank ones included

	rows   [][]workbook.Cell
	hidden map[int]bool
	merges []workbook.Area

	row, col int             // of the cell being read
	cells    []workbook.Cell // of the row being read
	// Values of a row are cut from one string, made at the row's end.
	values []byte
	cuts   []cut
	slab   []workbook.Cell
}

// cut says that a cell's value is values[from:to].
type cut struct{ col, from, to int }

// read reads the whole part.
func (g *gridReader) read() (*workbook.Grid, error) {
	if !g.next() || string(g.name) != "worksheet" {
		return nil, fmt.Errorf("tab %q holds no sheet: %w", g.tab, workbook.ErrFormat)
	}
	g.prefix = g.scanner.prefix
	closed, seen := g.kind == emptyTag, false
	for g.next() {
		switch {
		case g.kind == closeTag:
			closed = closed || g.is(g.prefix, "worksheet")
		case g.is(g.prefix, "sheetData") && !seen:
			seen = true
			g.readRows()
		case g.is(g.prefix, "sheetData"):
			g.fail("second list of rows")
		case g.is(g.prefix, "mergeCell"):
			if area, ok := parseArea(attrText(&g.scanner, "ref")); ok {
				g.merges = append(g.merges, area)
			}
		case g.is(g.prefix, "mergeCells"):
		default:
			g.skip()
		}
	}
	if g.err == nil && !closed {
		g.fail("open end")
	}
	if g.err != nil {
		return nil, fmt.Errorf("tab %q: %w", g.tab, wrapFormat(g.err))
	}
	grid := workbook.NewGrid(g.tab, g.rows)
	grid.Merges = g.merges
	grid.HiddenRows = g.hidden
	return grid, nil
}

func (g *gridReader) readRows() {
	if g.kind != openTag {
		return
	}
	g.row = -1
	for g.next() {
		switch {
		case g.kind == closeTag:
			return
		case g.is(g.prefix, "row"):
			g.readRow()
		default:
			g.skip()
		}
	}
}

func (g *gridReader) readRow() {
	g.row++
	if raw, ok := g.attr("r"); ok {
		n, ok := parseUint(raw)
		if !ok || n == 0 {
			g.fail("row number")
			return
		}
		g.row = n - 1
	}
	if g.row >= maxRows {
		g.fail("row number")
		return
	}
	if raw, ok := g.attr("hidden"); ok && isTrue(string(raw)) {
		if g.hidden == nil {
			g.hidden = map[int]bool{}
		}
		g.hidden[g.row] = true
	}
	if g.kind != openTag {
		return
	}
	g.cells, g.values, g.cuts, g.col = g.cells[:0], g.values[:0], g.cuts[:0], -1
	for g.next() {
		switch {
		case g.kind == closeTag:
			g.endRow()
			return
		case g.is(g.prefix, "c"):
			g.readCell()
		default:
			g.skip()
		}
	}
}

// endRow cuts the row's values and keeps the row up to its last cell in use.
func (g *gridReader) endRow() {
	all := string(g.values)
	for _, c := range g.cuts {
		g.cells[c.col].Value = all[c.from:c.to]
	}
	n := len(g.cells)
	for n > 0 && g.cells[n-1] == (workbook.Cell{}) {
		n--
	}
	if n == 0 {
		return
	}
	g.slots -= n + max(0, g.row-len(g.rows))
	if g.slots < 0 {
		g.err = workbook.ErrTooLarge
		return
	}
	if len(g.slab) < n {
		g.slab = make([]workbook.Cell, max(n, 4096))
	}
	kept := g.slab[:n:n]
	g.slab = g.slab[n:]
	copy(kept, g.cells)
	for len(g.rows) <= g.row {
		g.rows = append(g.rows, nil)
	}
	// A second element for the same row is not allowed, but some writers make
	// one; its cells win.
	if old := g.rows[g.row]; old != nil {
		kept = merged(old, kept)
	}
	g.rows[g.row] = kept
}

func merged(old, over []workbook.Cell) []workbook.Cell {
	both := make([]workbook.Cell, max(len(old), len(over)))
	copy(both, old)
	for i, c := range over {
		if c != (workbook.Cell{}) {
			both[i] = c
		}
	}
	return both
}

// readCell reads one c element into its place in the row.
func (g *gridReader) readCell() {
	g.col++
	style, kind := 0, byte('n')
	for i := 0; ; {
		key, from, to, next := nextAttr(g.attrs, i)
		if next < 0 {
			break
		}
		i = next
		if len(key) != 1 {
			continue
		}
		value := g.attrs[from:to]
		switch key[0] {
		case 'r':
			col, ok := parseColumn(value)
			if !ok {
				g.fail("cell reference")
				return
			}
			g.col = col
		case 's':
			style, _ = parseUint(value)
		case 't':
			kind = typeOf(value)
		}
	}
	if g.col >= maxCols {
		g.fail("cell reference")
		return
	}
	if g.kind == openTag {
		g.readContent(kind, style)
	}
}

// typeOf shortens a cell's type to one letter: n number, s shared string,
// t inline string, f text of a formula, b truth, e error, d date.
func typeOf(t []byte) byte {
	switch string(t) {
	case "inlineStr":
		return 't'
	case "str":
		return 'f'
	case "s", "b", "e", "d":
		return t[0]
	default:
		return 'n'
	}
}

func (g *gridReader) readContent(kind byte, style int) {
	var cell workbook.Cell
	from := len(g.values)
	var stored []byte
	for g.next() {
		if g.kind == closeTag {
			break
		}
		switch {
		case g.is(g.prefix, "v"):
			stored = g.text()
		case g.is(g.prefix, "is"):
			g.values = g.appendRich(g.values, g.prefix)
			kind = 't'
		case g.is(g.prefix, "f"):
			cell.Formula = true
			g.skip()
		default:
			g.skip()
		}
	}
	if g.err != nil || !g.wanted() {
		return
	}
	if kind != 't' {
		g.store(&cell, kind, style, stored)
	} else if len(g.values) > from {
		cell.Kind = workbook.Text
	}
	if cell.Kind == workbook.Blank && !cell.Formula {
		return
	}
	if cell.Kind != workbook.Blank {
		cell.Format = g.formats.code(style)
	}
	for len(g.cells) <= g.col {
		g.cells = append(g.cells, workbook.Cell{})
	}
	g.cells[g.col] = cell
	if len(g.values) > from {
		g.cuts = append(g.cuts, cut{g.col, from, len(g.values)})
	}
}

func (g *gridReader) wanted() bool {
	return len(g.areas) == 0 ||
		slices.ContainsFunc(g.areas, func(a workbook.Area) bool { return a.Has(g.row, g.col) })
}

// store puts the stored characters of a v element into the cell: strings that
// are made already directly, others by way of the row's values.
func (g *gridReader) store(cell *workbook.Cell, kind byte, style int, stored []byte) {
	if kind != 'f' {
		stored = bytes.TrimSpace(stored)
	}
	if len(stored) == 0 {
		return
	}
	switch kind {
	case 's':
		i, ok := parseUint(stored)
		if !ok || i >= len(g.strings) {
			g.fail(fmt.Sprintf("cell %s names shared string %s of %d",
				workbook.Address{Row: g.row, Col: g.col}.A1(), stored, len(g.strings)))
			return
		}
		if g.strings[i] != "" {
			cell.Kind = workbook.Text
			cell.Value = g.strings[i]
		}
	case 'f':
		cell.Kind = workbook.Text
		g.values = append(g.values, cellText(stored)...)
	case 'b':
		cell.Kind, cell.Value = workbook.Bool, "FALSE"
		if isTrue(string(stored)) {
			cell.Value = "TRUE"
		}
	case 'e':
		cell.Kind = workbook.Error
		g.values = append(g.values, stored...)
	case 'd':
		g.storeDate(cell, stored)
	default:
		g.storeNumber(cell, style, stored)
	}
}

func (g *gridReader) storeDate(cell *workbook.Cell, stored []byte) {
	cell.Kind = workbook.Text
	value := string(stored)
	if iso, ok := isoDate(value); ok {
		cell.Kind, value = workbook.Date, iso
	}
	g.values = append(g.values, value...)
}

func (g *gridReader) storeNumber(cell *workbook.Cell, style int, stored []byte) {
	if kind := g.formats.kind(style); kind != noDate {
		if value, ok := dateValue(string(stored), kind, g.date1904); ok {
			cell.Kind = workbook.Date
			g.values = append(g.values, value...)
			return
		}
	}
	cell.Kind = workbook.Number
	if isShortest(stored) {
		g.values = append(g.values, stored...)
		return
	}
	value, err := workbook.ShortestDecimal(string(stored))
	if err != nil {
		cell.Kind, value = workbook.Text, string(stored)
	}
	g.values = append(g.values, value...)
}

// isShortest reports whether digits stand in the seam's form already, so that
// the long way through a binary number can be spared.
func isShortest(b []byte) bool {
	if len(b) > 1 && b[0] == '-' && b[1] != '0' || len(b) > 2 && b[0] == '-' {
		b = b[1:]
	}
	point := -1
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
		case c == '.' && point < 0:
			point = i
		default:
			return false
		}
	}
	whole := len(b)
	if point >= 0 {
		whole = point
		if b[len(b)-1] == '0' || point == len(b)-1 {
			return false
		}
	}
	// Fifteen digits survive the way to binary and back.
	return whole > 0 && len(b) <= 15 && (b[0] != '0' || whole == 1 && point > 0 || len(b) == 1 && b[0] == '0')
}
