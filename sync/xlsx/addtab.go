package xlsx

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"

	"bieu/sync/workbook"
)

// addedTab is a tab on its way into the workbook.
type addedTab struct {
	title    string
	part     string
	relation string // id
	names    []definedName
}

type definedName struct{ name, refersTo string }

// addTabs lays the new tabs out in a file of their own and moves their sheets
// over, with the styles that the workbook already has.
func (e *editing) addTabs(sets map[string][]cellSet) error {
	from, err := drawnBook(e.edit.Tabs)
	if err != nil {
		return err
	}
	move := mover{e: e, from: from}
	if err := move.prepare(); err != nil {
		return err
	}
	ids, err := e.freeRelations(len(e.edit.Tabs))
	if err != nil {
		return err
	}
	for i, tab := range e.edit.Tabs {
		xml, err := move.sheet(from.sheets[i], autoHeights(tab))
		if err != nil {
			return fmt.Errorf("add %q: %w", tab.Title, err)
		}
		if todo := sets[tab.Title]; len(todo) > 0 {
			p, err := e.setCells(xml, todo)
			if err != nil {
				return fmt.Errorf("add %q: %w", tab.Title, err)
			}
			xml = p.bytes()
		}
		name := e.freeName(func(n int) string {
			return path.Join(path.Dir(e.name), "worksheets", "sheet"+strconv.Itoa(n)+".xml")
		}, e.added)
		e.added = append(e.added, newPart{name, xml})
		e.tabs = append(e.tabs, addedTab{title: tab.Title, part: name, relation: ids[i], names: move.names[i]})
	}
	return e.enter()
}

// drawnBook makes a workbook of the tabs and reads it as any other.
func drawnBook(tabs []workbook.Layout) (*book, error) {
	f, err := draw(tabs)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	a, err := openArchive(data.Bytes(), defaultMaxUnpacked)
	if err != nil {
		return nil, err
	}
	return openBook(a)
}

// mover rewrites sheets of one workbook for another.
type mover struct {
	e       *editing
	from    *book
	strings []string
	formats *formats
	styles  []int // of the target, by style of the source; by look
	rules   []int // likewise for conditions, -1 where there is none
	names   [][]definedName
}

func (m *mover) prepare() error {
	var err error
	if m.strings, err = m.from.readStrings(); err != nil {
		return err
	}
	if m.formats, err = m.from.readFormats(); err != nil {
		return err
	}
	drawn, err := m.from.readLooks()
	if err != nil {
		return err
	}
	base, own := pick(drawn.cells, 0), pick(m.e.looks.cells, 0)
	for _, l := range drawn.cells {
		// What asks for nothing special is to look like the rest of the workbook.
		if l.font.name == base.font.name {
			l.font.name = own.font.name
		}
		if l.font.size == base.font.size {
			l.font.size = own.font.size
		}
		if l.vertical == "" {
			l.vertical = own.vertical
		}
		m.styles = append(m.styles, m.e.looks.nearest(l))
	}
	for _, fill := range drawn.rules {
		m.rules = append(m.rules, m.e.looks.rule(fill))
	}
	return m.readNames()
}

// rule returns the style for conditions that fills with a colour; -1 for none.
func (l *looks) rule(fill string) int {
	for i, have := range l.rules {
		if have == fill && fill != "" {
			return i
		}
	}
	return -1
}

// readNames collects the names that belong to each tab of the source.
func (m *mover) readNames() error {
	m.names = make([][]definedName, len(m.from.sheets))
	xml, err := m.from.part(m.from.name)
	if err != nil {
		return err
	}
	s := &scanner{b: xml}
	for s.next() {
		if string(s.name) != "definedName" || s.kind != openTag {
			continue
		}
		tab, name := attrInt(s, "localSheetId", -1), attrText(s, "name")
		text := string(s.text())
		if tab >= 0 && tab < len(m.names) {
			m.names[tab] = append(m.names[tab], definedName{name, text})
		}
	}
	return s.err
}

// sheet returns a sheet of the source as a part of the target, with heights
// stated for the rows that need one.
func (m *mover) sheet(ref sheetRef, heights map[int]float64) ([]byte, error) {
	xml, err := m.from.part(ref.part)
	if err != nil {
		return nil, err
	}
	p := &patch{src: xml}
	s := &scanner{b: xml}
	row, col := 0, 0
	for s.next() {
		if s.kind == closeTag {
			continue
		}
		switch string(s.name) {
		case "worksheet":
			m.namespace(p, s)
		case "sheetView":
			if from, to, ok := s.attrSpan("tabSelected"); ok {
				p.replace(from, to, "0")
			}
		case "col":
			m.style(p, s, "style")
		case "row":
			row = attrInt(s, "r", row+2) - 1
			setHeight(p, s, heights[row])
			m.style(p, s, "s")
		case "c":
			raw, _ := s.attr("r")
			col, _ = parseColumn(raw)
			m.cell(p, s, row, col)
		case "conditionalFormatting":
			m.condition(p, s)
		}
	}
	return p.bytes(), s.err
}

// namespace gives the sheet the namespaces of a strict workbook.
func (m *mover) namespace(p *patch, s *scanner) {
	if !m.e.isStrict() {
		return
	}
	attrs := string(s.attrs)
	attrs = strings.ReplaceAll(attrs, transitionalMain, strictMain)
	attrs = strings.ReplaceAll(attrs, transitionalRelations, strictRelations)
	p.replace(s.attrsAt(), s.attrsAt()+len(s.attrs), attrs)
}

func (m *mover) style(p *patch, s *scanner, attr string) {
	from, to, ok := s.attrSpan(attr)
	if !ok {
		return
	}
	if old, ok := parseUint(p.src[from:to]); ok && old < len(m.styles) {
		p.replace(from, to, strconv.Itoa(m.styles[old]))
	}
}

// cell brings one cell over: shared strings become inline, and a date whose
// format the target does not have says by itself that it is one.
func (m *mover) cell(p *patch, s *scanner, row, col int) {
	start, old := s.start, attrInt(s, "s", 0)
	style := 0
	if old < len(m.styles) {
		style = m.styles[old]
	}
	if s.kind == emptyTag {
		m.style(p, s, "s")
		return
	}
	kind := typeOf([]byte(attrText(s, "t")))
	stored := m.stored(s)
	if s.err != nil {
		return
	}
	var value workbook.Cell
	switch kind {
	case 's':
		i, ok := parseUint(stored)
		if !ok || i >= len(m.strings) {
			s.fail("shared string")
			return
		}
		value = workbook.TextCell(m.strings[i])
	case 'b':
		value = workbook.BoolCell(isTrue(string(stored)))
	default:
		value = workbook.NumberCell(string(stored))
		if k := m.formats.kind(old); k != noDate {
			if date, ok := dateValue(string(stored), k, false); ok {
				value = workbook.Cell{Kind: workbook.Date, Value: date}
			}
		}
	}
	w := cellWriter{formats: m.e.formats, date1904: m.e.date1904}
	p.splice(start, s.pos, func(b []byte) []byte { return w.cell(b, row, col, style, value) })
}

// stored returns the v element's characters and moves behind the cell.
func (m *mover) stored(s *scanner) (v []byte) {
	for s.next() && s.kind != closeTag {
		if string(s.name) == "v" {
			v = bytes.TrimSpace(s.text())
		} else {
			s.skip()
		}
	}
	return v
}

// condition points a rule to a style of the target, or takes it out when the
// target has none like it.
func (m *mover) condition(p *patch, s *scanner) {
	start := s.start
	var from, to, rule int
	for s.next() && (s.kind != closeTag || string(s.name) != "conditionalFormatting") {
		if string(s.name) == "cfRule" && s.kind == openTag {
			from, to, _ = s.attrSpan("dxfId")
			rule = attrInt(s, "dxfId", -1)
		}
	}
	if rule < 0 || rule >= len(m.rules) || m.rules[rule] < 0 {
		p.replace(start, s.pos, "")
		return
	}
	p.replace(from, to, strconv.Itoa(m.rules[rule]))
}
