package xlsx

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"bieu/sync/workbook"
)

var (
	errArray = errors.New("cell is part of an array formula")
	errOrder = errors.New("rows or cells stand out of order")
)

// cellSet is one cell to set; the value is in its Normal form.
type cellSet struct {
	row, col int
	value    workbook.Cell
	style    *workbook.Style
}

// creates reports whether setting the cell makes it exist.
func (c *cellSet) creates() bool { return c.value.Kind != workbook.Blank || c.style != nil }

// sheetPatcher sets cells in one sheet part. It walks over the rows once, up
// to the last one that it has to change.
type sheetPatcher struct {
	scanner
	patch
	cellWriter
	match func(workbook.Style) int // the style nearest to a look
	fit   *fitter
	sets  []cellSet // to do, in order of place

	main    []byte // prefix of the main namespace
	columns []columnSpan
	above   []int // style of the nearest cell above, by column; -1 for none
	row     int
	rowLook int // style of the row, -1 for none
	placed  []placed

	// lost are the formulas that were replaced.
	lost   []workbook.Address
	arrays []workbook.Area
	// orphans are shared formulas whose first cell was replaced.
	orphans map[string]sharedFormula
}

// columnSpan is what the sheet says of columns first to last.
type columnSpan struct {
	first, last, style int
	width              float64 // in characters
}

// placed is a cell of the row at hand that was set. Its former c element
// stands at src[from:to].
type placed struct {
	col, style int
	value      workbook.Cell
	from, to   int
}

// run makes the patch.
func (p *sheetPatcher) run() error {
	p.src = p.b
	slices.SortFunc(p.sets, func(a, b cellSet) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	p.above = make([]int, 1+slices.MaxFunc(p.sets, func(a, b cellSet) int { return cmp.Compare(a.col, b.col) }).col)
	for i := range p.above {
		p.above[i] = -1
	}
	if !p.next() || string(p.name) != "worksheet" {
		return fmt.Errorf("no sheet: %w", workbook.ErrFormat)
	}
	p.main = p.scanner.prefix
	if len(p.main) > 0 {
		p.cellWriter.prefix = string(p.main) + ":"
	}
	for p.next() {
		switch {
		case p.kind == closeTag:
		case p.is(p.main, "dimension"):
			p.dimension()
			p.skip()
		case p.is(p.main, "cols"):
		case p.is(p.main, "col"):
			p.column()
		case p.is(p.main, "sheetData"):
			p.sheetData()
			return p.failure()
		default:
			p.skip()
		}
	}
	p.fail("no rows")
	return p.failure()
}

func (p *sheetPatcher) failure() error {
	if errors.Is(p.err, errMalformed) || errors.Is(p.err, errOrder) {
		return wrapFormat(p.err)
	}
	return p.err
}

func (p *sheetPatcher) column() {
	width, _ := strconv.ParseFloat(attrText(&p.scanner, "width"), 64)
	p.columns = append(p.columns, columnSpan{
		first: attrInt(&p.scanner, "min", 0) - 1,
		last:  attrInt(&p.scanner, "max", 0) - 1,
		style: attrInt(&p.scanner, "style", 0),
		width: width,
	})
	p.skip()
}

// dimension widens the stated used part of the sheet to the cells that come.
func (p *sheetPatcher) dimension() {
	from, to, ok := p.attrSpan("ref")
	if !ok {
		return
	}
	area, ok := parseArea(string(p.b[from:to]))
	if !ok {
		return
	}
	wide := area
	for i := range p.sets {
		if c := &p.sets[i]; c.creates() {
			wide.Top, wide.Left = min(wide.Top, c.row), min(wide.Left, c.col)
			wide.Bottom, wide.Right = max(wide.Bottom, c.row+1), max(wide.Right, c.col+1)
		}
	}
	if wide != area {
		p.replace(from, to, areaRef(wide))
	}
}

func (p *sheetPatcher) sheetData() {
	if p.kind == emptyTag {
		if from := p.start; slices.ContainsFunc(p.sets, func(c cellSet) bool { return c.creates() }) {
			p.splice(from, p.pos, func(b []byte) []byte {
				b = p.tag(b, "sheetData", "")
				b = p.newRows(b, maxRows)
				return p.end(b, "sheetData")
			})
		}
		return
	}
	last := -1
	for p.next() {
		switch {
		case p.kind == closeTag:
			p.insertRows(maxRows)
			return
		case !p.is(p.main, "row"):
			p.skip()
		default:
			row := attrInt(&p.scanner, "r", last+2) - 1
			if row <= last {
				p.err = fmt.Errorf("row %d: %w", row+1, errOrder)
				return
			}
			p.insertRows(row)
			if len(p.sets) == 0 && len(p.orphans) == 0 {
				return
			}
			p.row, last = row, row
			p.patchRow()
		}
	}
	if p.err == nil {
		p.fail("open rows")
	}
}

// insertRows puts the rows before end that do not exist yet before the tag
// that was just read.
func (p *sheetPatcher) insertRows(end int) {
	if len(p.sets) > 0 && p.sets[0].row < end {
		p.splice(p.start, p.start, func(b []byte) []byte { return p.newRows(b, end) })
	}
}

func (p *sheetPatcher) newRows(b []byte, end int) []byte {
	for len(p.sets) > 0 && p.sets[0].row < end {
		p.row, p.rowLook = p.sets[0].row, -1
		if !p.rowCreates() {
			p.sets = p.sets[p.inRow():]
			continue
		}
		p.placed = p.placed[:0]
		b = p.tag(b, "row", ` r="`+strconv.Itoa(p.row+1)+`"`)
		attrsEnd := len(b) - len(">")
		b = p.newCells(b, maxCols)
		b = p.end(b, "row")
		if p.placedLines() > 1 {
			b = slices.Insert(b, attrsEnd, []byte(` ht="`+formatHeight(p.placedHeight())+`"`)...)
		}
	}
	return b
}

// inRow counts the cells still to be set in the row at hand.
func (p *sheetPatcher) inRow() int {
	n := 0
	for n < len(p.sets) && p.sets[n].row == p.row {
		n++
	}
	return n
}

func (p *sheetPatcher) rowCreates() bool {
	return slices.ContainsFunc(p.sets[:p.inRow()], func(c cellSet) bool { return c.creates() })
}

// newCells writes the cells of the row at hand that come before end and do not
// exist yet.
func (p *sheetPatcher) newCells(b []byte, end int) []byte {
	for len(p.sets) > 0 && p.sets[0].row == p.row && p.sets[0].col < end {
		c := p.sets[0]
		p.sets = p.sets[1:]
		if !c.creates() || !p.outsideArrays(c) {
			continue
		}
		style := p.inherited(c.col)
		if c.style != nil {
			style = p.match(*c.style)
		}
		p.above[c.col] = style
		p.placed = append(p.placed, placed{col: c.col, style: style, value: c.value})
		b = p.cell(b, c.row, c.col, style, c.value)
	}
	return b
}

// inherited is the style of a new cell that asks for none.
func (p *sheetPatcher) inherited(col int) int {
	if style := p.above[col]; style >= 0 {
		return style
	}
	if p.rowLook >= 0 {
		return p.rowLook
	}
	for _, c := range p.columns {
		if col >= c.first && col <= c.last {
			return c.style
		}
	}
	return 0
}

func (p *sheetPatcher) outsideArrays(c cellSet) bool {
	for _, a := range p.arrays {
		if a.Has(c.row, c.col) {
			p.err = fmt.Errorf("%s: %w over %s", cellRef(c.row, c.col), errArray, areaRef(a))
			return false
		}
	}
	return true
}
