package xlsx

import (
	"bytes"
	"fmt"
	"strconv"

	"bieu/sync/workbook"
)

// patchRow sets the cells of one existing row, whose tag was just read, and
// passes over the others.
func (p *sheetPatcher) patchRow() {
	p.rowLook = -1
	if raw, _ := p.attr("customFormat"); isTrue(string(raw)) {
		p.rowLook = attrInt(&p.scanner, "s", 0)
	}
	tag := p.rowTag()
	p.placed = p.placed[:0]
	if p.kind == emptyTag {
		if p.rowCreates() {
			p.widenSpans()
			p.splice(p.pos-len("/>"), p.pos, func(b []byte) []byte {
				b = append(b, '>')
				b = p.newCells(b, maxCols)
				return p.end(b, "row")
			})
			p.fitRow(tag)
		}
		p.sets = p.sets[p.inRow():]
		return
	}
	p.widenSpans()
	col := -1
	for p.next() {
		switch {
		case p.kind == closeTag:
			p.insertCells(maxCols)
			p.fitRow(tag)
			return
		case !p.is(p.main, "c"):
			// Only extensions stand here, behind the cells.
			p.insertCells(maxCols)
			p.skip()
		default:
			here, ok := col+1, true
			if raw, has := p.attr("r"); has {
				here, ok = parseColumn(raw)
			}
			if !ok || here <= col || here >= maxCols {
				p.err = fmt.Errorf("row %d: %w", p.row+1, errOrder)
				return
			}
			col = here
			p.insertCells(col)
			p.patchCell(col)
		}
	}
	if p.err == nil {
		p.fail("open row")
	}
}

func (p *sheetPatcher) insertCells(end int) {
	if len(p.sets) > 0 && p.sets[0].row == p.row && p.sets[0].col < end {
		p.splice(p.start, p.start, func(b []byte) []byte { return p.newCells(b, end) })
	}
}

// widenSpans lets the columns that the row states to reach over grow with the
// cells that come.
func (p *sheetPatcher) widenSpans() {
	from, to, ok := p.attrSpan("spans")
	if !ok || p.inRow() == 0 {
		return
	}
	first, last, ok := bytes.Cut(p.b[from:to], []byte(":"))
	low, ok1 := parseUint(first)
	high, ok2 := parseUint(last)
	if !ok || !ok1 || !ok2 {
		return
	}
	for _, c := range p.sets[:p.inRow()] {
		if c.creates() {
			low, high = min(low, c.col+1), max(high, c.col+1)
		}
	}
	p.replace(from, to, strconv.Itoa(low)+":"+strconv.Itoa(high))
}

// patchCell passes over one existing cell, whose tag was just read, or puts
// what it is to hold in its place.
func (p *sheetPatcher) patchCell(col int) {
	start, style := p.start, 0
	if raw, ok := p.attr("s"); ok {
		style, _ = parseUint(raw)
	}
	if col < len(p.above) {
		p.above[col] = style
	}
	set := len(p.sets) > 0 && p.sets[0].row == p.row && p.sets[0].col == col
	f := p.readCell(col)
	if p.err != nil {
		return
	}
	if !set {
		p.adopt(f, col)
		return
	}
	c := p.sets[0]
	p.sets = p.sets[1:]
	if !p.outsideArrays(c) {
		return
	}
	if f.present {
		p.lost = append(p.lost, workbook.Address{Row: p.row, Col: col})
		if f.kind == "shared" && f.text != "" {
			p.orphan(f, col)
		}
	}
	p.placed = append(p.placed, placed{col, style, c.value, start, p.pos})
	p.splice(start, p.pos, func(b []byte) []byte { return p.cell(b, c.row, c.col, style, c.value) })
}

// formula is the f element of a cell.
type formula struct {
	present  bool
	from, to int // of the whole element
	kind     string
	group    string // of a shared formula
	text     string
}

// readCell moves behind the cell whose tag was just read and returns its
// formula. An array formula over more than one cell is remembered.
func (p *sheetPatcher) readCell(col int) formula {
	var f formula
	if p.kind != openTag {
		return f
	}
	for p.next() && p.kind != closeTag {
		if !p.is(p.main, "f") {
			p.skip()
			continue
		}
		f = formula{present: true, from: p.start, kind: attrText(&p.scanner, "t"), group: attrText(&p.scanner, "si")}
		if ref, ok := parseArea(attrText(&p.scanner, "ref")); ok && (f.kind == "array" || f.kind == "dataTable") {
			if one := (workbook.Area{Top: p.row, Left: col, Bottom: p.row + 1, Right: col + 1}); ref != one {
				p.arrays = append(p.arrays, ref)
			}
		}
		f.text = string(p.scanner.text())
		f.to = p.pos
	}
	if p.kind != closeTag && p.err == nil {
		p.fail("open cell")
	}
	return f
}

// sharedFormula is the text of a shared formula and the cell that had it.
type sharedFormula struct {
	text     string
	row, col int
}

func (p *sheetPatcher) orphan(f formula, col int) {
	if p.orphans == nil {
		p.orphans = map[string]sharedFormula{}
	}
	p.orphans[f.group] = sharedFormula{f.text, p.row, col}
}

// adopt gives a cell that shared the formula of a replaced cell a formula of
// its own.
func (p *sheetPatcher) adopt(f formula, col int) {
	shared, ok := p.orphans[f.group]
	if !ok || f.kind != "shared" || f.text != "" {
		return
	}
	text := shiftFormula(shared.text, p.row-shared.row, col-shared.col)
	p.splice(f.from, f.to, func(b []byte) []byte {
		b = p.tag(b, "f", "")
		b = append(b, escapeFormula(text)...)
		return p.end(b, "f")
	})
}
