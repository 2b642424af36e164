package xlsx

import (
	"bytes"
	"strconv"

	"bieu/sync/workbook"
)

// fitter knows what the height of a row depends on besides its cells. It reads
// the parts that tell it when it is first asked.
type fitter struct {
	book  *book
	looks *looks
	xml   []byte // of the sheet

	merges  []workbook.Area
	strings []string
	// Whether looks and merges, and whether strings have been read.
	hasLooks, hasStrings bool
}

func (f *fitter) readLooks() (err error) {
	if f.hasLooks {
		return nil
	}
	f.hasLooks = true
	if f.looks == nil {
		if f.looks, err = f.book.readLooks(); err != nil {
			return err
		}
	}
	return f.readMerges()
}

func (f *fitter) readStrings() (err error) {
	if !f.hasStrings {
		f.hasStrings = true
		f.strings, err = f.book.readStrings()
	}
	return err
}

// readMerges looks for merged areas, which stand behind the rows.
func (f *fitter) readMerges() error {
	at := bytes.LastIndex(f.xml, []byte("sheetData>"))
	if at < 0 {
		return nil
	}
	s := &scanner{b: f.xml, pos: at}
	for s.next() {
		if string(s.name) == "mergeCell" && s.kind != closeTag {
			if area, ok := parseArea(attrText(s, "ref")); ok {
				f.merges = append(f.merges, area)
			}
		}
	}
	return s.err
}

func (f *fitter) face(style int) typeface {
	l := pick(f.looks.cells, style)
	if l.font.size == 0 {
		l.font.size = formatFontSize
	}
	return typeface{size: l.font.size, bold: l.font.bold, wrap: l.wrap}
}

// rowTag is what the tag of the row at hand says of its height.
type rowTag struct {
	attrsAt  int
	from, to int // of the height's value; equal when none is stated
	height   float64
	fixed    bool // set by a person
	inside   int  // where the cells begin
}

func (p *sheetPatcher) rowTag() rowTag {
	t := rowTag{attrsAt: p.attrsAt(), inside: p.pos}
	t.from, t.to, _ = p.attrSpan("ht")
	t.height, _ = strconv.ParseFloat(string(p.b[t.from:t.to]), 64)
	raw, _ := p.attr("customHeight")
	t.fixed = isTrue(string(raw))
	return t
}

// fitRow makes the row that was just patched high enough for what was set, and
// lower when what made it high is gone. It leaves a height that a person set,
// and a row that has none and needs none.
func (p *sheetPatcher) fitRow(tag rowTag) {
	if tag.fixed || len(p.placed) == 0 || p.err != nil {
		return
	}
	needed, height := p.placedHeight(), tag.height
	stated := tag.height > 0
	switch {
	case !stated && p.placedLines() > 1:
		height = max(needed, p.otherHeight(tag))
	case stated && needed > tag.height:
		height = needed
	case stated && tag.height > usualRowHeight && p.formerHeight() >= tag.height:
		height = max(needed, p.otherHeight(tag), usualRowHeight)
	}
	if height == tag.height || p.err != nil {
		return
	}
	if stated {
		p.replace(tag.from, tag.to, formatHeight(height))
	} else {
		p.insert(tag.attrsAt, ` ht="`+formatHeight(height)+`"`)
	}
}

// placedHeight is the height that the cells set in the row at hand need.
func (p *sheetPatcher) placedHeight() float64 {
	h := 0.0
	for _, c := range p.placed {
		if c.value.Kind == workbook.Text {
			h = max(h, p.textHeight(c.col, c.style, c.value.Value))
		}
	}
	return h
}

// placedLines is the most lines that one of these cells needs.
func (p *sheetPatcher) placedLines() int {
	lines := 0.0
	for _, c := range p.placed {
		if c.value.Kind == workbook.Text {
			h := p.textHeight(c.col, c.style, c.value.Value)
			lines = max(lines, h/p.fit.face(c.style).lineHeight())
		}
	}
	return int(lines)
}

// formerHeight is the height that the same cells needed before.
func (p *sheetPatcher) formerHeight() float64 {
	h := 0.0
	for _, c := range p.placed {
		if c.to > c.from {
			h = max(h, p.storedHeight(p.b[c.from:c.to], c.col))
		}
	}
	return h
}

// otherHeight is the height that the cells of the row need that were not set.
func (p *sheetPatcher) otherHeight(tag rowTag) float64 {
	h, col := 0.0, -1
	s := &scanner{b: p.b[:p.pos], pos: tag.inside}
	for s.next() && !s.is(p.main, "row") {
		start := s.start
		col++
		if raw, ok := s.attr("r"); ok {
			col, _ = parseColumn(raw)
		}
		s.skip()
		if !p.wasPlaced(start) {
			h = max(h, p.storedHeight(p.b[start:s.pos], col))
		}
	}
	return h
}

func (p *sheetPatcher) wasPlaced(start int) bool {
	for _, c := range p.placed {
		if c.to > c.from && c.from == start {
			return true
		}
	}
	return false
}

// storedHeight is the height that an existing c element needs.
func (p *sheetPatcher) storedHeight(element []byte, col int) float64 {
	if err := p.fit.readStrings(); err != nil {
		p.err = err
		return 0
	}
	g := gridReader{
		scanner: scanner{b: element}, prefix: p.main, strings: p.fit.strings,
		formats: p.formats, date1904: p.date1904, row: p.row, col: col - 1,
	}
	g.next()
	style := attrInt(&g.scanner, "s", 0)
	g.readCell()
	if g.err != nil || col >= len(g.cells) || g.cells[col].Kind != workbook.Text {
		return 0
	}
	text := g.cells[col].Value
	if len(g.values) > 0 {
		text = string(g.values)
	}
	return p.textHeight(col, style, text)
}

// textHeight is the height that a text needs in a column of the sheet; 0 for
// what does not make a row higher.
func (p *sheetPatcher) textHeight(col, style int, text string) float64 {
	if err := p.fit.readLooks(); err != nil {
		p.err = err
		return 0
	}
	face := p.fit.face(style)
	if !face.wrap || inMerge(p.fit.merges, p.row, col) {
		return 0
	}
	width := usualColumnWidth
	for _, c := range p.columns {
		if col >= c.first && col <= c.last && c.width > 0 {
			width = c.width
		}
	}
	return face.height(text, columnPoints(width, pick(p.fit.looks.cells, 0).font))
}
