package xlsx

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"bieu/sync/workbook"
)

// patchWorkbook enters new tabs into the workbook part and has Excel calculate
// anew when it opens a workbook with formulas: what they last gave may no
// longer fit the cells that changed.
func (e *editing) patchWorkbook() error {
	formulas, err := e.hasFormulas()
	if err != nil || !formulas && len(e.tabs) == 0 {
		return err
	}
	xml, err := e.part(e.name)
	if err != nil {
		return err
	}
	places, err := findPlaces(xml)
	if err != nil {
		return fmt.Errorf("part %s: %w", e.name, wrapFormat(err))
	}
	p := &patch{src: xml}
	if len(e.tabs) > 0 {
		p.insert(places.sheetsEnd, e.sheetTags(&places))
		e.insertNames(p, places)
	}
	if formulas {
		places.forceCalculation(p)
	}
	if p.changed() {
		e.patched[partKey(e.name)] = p
	}
	return nil
}

// hasFormulas looks for f elements in the sheets. It looks at the bytes only:
// a workbook that is calculated once too often does no harm.
func (e *editing) hasFormulas() (bool, error) {
	if e.calcChain != "" {
		return true, nil
	}
	for _, ref := range e.sheets {
		if ref.part == "" {
			continue
		}
		var xml []byte
		if p := e.patched[partKey(ref.part)]; p != nil {
			xml = p.src
		} else {
			var err error
			if xml, err = e.part(ref.part); err != nil {
				return false, err
			}
		}
		if holdsFormula(xml) {
			return true, nil
		}
	}
	return false, nil
}

func holdsFormula(xml []byte) bool {
	for _, mark := range []string{"<f>", "<f ", ":f>", ":f "} {
		if bytes.Contains(xml, []byte(mark)) {
			return true
		}
	}
	return false
}

// places are the spots of the workbook part where something is put in.
type places struct {
	prefix     string // of element names: "" or "x:"
	relations  string // the prefix that new tabs may use for relations; "" when none is bound
	sheetsEnd  int    // before the closing tag of sheets
	namesEnd   int    // before the closing tag of definedNames; -1 when absent
	emptyNames [2]int // an empty definedNames element
	afterNames int    // where definedNames would stand
	calc       [2]int // the value of fullCalcOnLoad
	calcAttrs  int    // behind calcPr's name; -1 when absent
	afterCalc  int    // where calcPr would stand
	maxSheet   int
}

// findPlaces walks over the workbook part's top elements, whose order the
// format fixes (ECMA-376 part 1, 18.2.27).
func findPlaces(xml []byte) (places, error) {
	at := places{namesEnd: -1, calcAttrs: -1, sheetsEnd: -1}
	s := &scanner{b: xml}
	if !s.next() {
		return at, s.err
	}
	main := s.prefix
	if len(main) > 0 {
		at.prefix = string(main) + ":"
	}
	at.bindRelations(s.attrs)
	for s.next() {
		if s.kind == closeTag {
			continue
		}
		switch name := string(s.name); {
		case !bytes.Equal(s.prefix, main):
			s.skip()
		case name == "sheets":
			at.bindRelations(s.attrs)
			at.readSheets(s)
			at.afterNames, at.afterCalc = s.pos, s.pos
		case name == "functionGroups" || name == "externalReferences":
			s.skip()
			at.afterNames, at.afterCalc = s.pos, s.pos
		case name == "definedNames":
			at.readNames(s)
			at.afterCalc = s.pos
		case name == "calcPr":
			at.calcAttrs = s.attrsAt()
			at.calc[0], at.calc[1], _ = s.attrSpan("fullCalcOnLoad")
			if at.calc[0] == at.calcAttrs {
				at.calc = [2]int{}
			}
			s.skip()
		default:
			s.skip()
		}
	}
	if s.err == nil && at.sheetsEnd < 0 {
		s.fail("no sheets")
	}
	return at, s.err
}

func (at *places) readSheets(s *scanner) {
	for s.next() && s.kind != closeTag {
		at.maxSheet = max(at.maxSheet, attrInt(s, "sheetId", 0))
		s.skip()
	}
	at.sheetsEnd = s.start
}

// bindRelations notes the prefix that an element around the new tabs gives to
// the namespace of relations. What a single tab declares does not count: it
// ends with that tab. An inner element may give the prefix to something else.
func (at *places) bindRelations(attrs []byte) {
	for i := 0; ; {
		key, from, to, next := nextAttr(attrs, i)
		if next < 0 {
			return
		}
		i = next
		prefix, declares := strings.CutPrefix(string(key), "xmlns:")
		if !declares {
			continue
		}
		switch string(resolve(attrs[from:to])) {
		case transitionalRelations, strictRelations:
			at.relations = prefix
		default:
			if prefix == at.relations {
				at.relations = ""
			}
		}
	}
}

func (at *places) readNames(s *scanner) {
	if s.kind == emptyTag {
		at.emptyNames = [2]int{s.start, s.pos}
		return
	}
	for s.next() && s.kind != closeTag {
		s.skip()
	}
	at.namesEnd = s.start
}

// forceCalculation sets fullCalcOnLoad. It must come behind the other changes
// of the part.
func (at *places) forceCalculation(p *patch) {
	switch {
	case at.calc[0] > 0:
		if !isTrue(string(p.src[at.calc[0]:at.calc[1]])) {
			p.replace(at.calc[0], at.calc[1], "1")
		}
	case at.calcAttrs > 0:
		p.insert(at.calcAttrs, ` fullCalcOnLoad="1"`)
	default:
		p.insert(at.afterCalc, "<"+at.prefix+`calcPr fullCalcOnLoad="1"/>`)
	}
}

// sheetTags names the new tabs, one behind the other.
func (e *editing) sheetTags(at *places) string {
	prefix, declared := at.relations, ""
	if prefix == "" {
		prefix, declared = e.declareRelations(at)
	}
	var out []byte
	for i, tab := range e.tabs {
		out = append(out, "<"+at.prefix+"sheet"+declared+` name="`...)
		out = appendAttr(out, tab.title)
		out = append(out, `" sheetId="`+strconv.Itoa(at.maxSheet+i+1)+`" `+prefix+`:id="`+tab.relation+`"/>`...)
	}
	return string(out)
}

// declareRelations returns a prefix for relations and the attribute by which a
// new tab declares it for itself. The prefix may not be that of the tab's own
// name.
func (e *editing) declareRelations(at *places) (prefix, attr string) {
	prefix = "r"
	if at.prefix == "r:" {
		prefix = "rel"
	}
	namespace := transitionalRelations
	if e.isStrict() {
		namespace = strictRelations
	}
	return prefix, " xmlns:" + prefix + `="` + namespace + `"`
}

// insertNames adds the names that say which rows are repeated and what is
// printed.
func (e *editing) insertNames(p *patch, at places) {
	var out strings.Builder
	for i, tab := range e.tabs {
		for _, name := range tab.names {
			fmt.Fprintf(&out, `<%sdefinedName name="%s" localSheetId="%d">%s</%[1]sdefinedName>`,
				at.prefix, name.name, len(e.sheets)+i, escapeFormula(name.refersTo))
		}
	}
	switch list := out.String(); {
	case list == "":
	case at.namesEnd >= 0:
		p.insert(at.namesEnd, list)
	default:
		list = "<" + at.prefix + "definedNames>" + list + "</" + at.prefix + "definedNames>"
		if at.emptyNames[1] > 0 {
			p.replace(at.emptyNames[0], at.emptyNames[1], list)
		} else {
			p.insert(at.afterNames, list)
		}
	}
}

// patchCalcChain takes the cells whose formula was replaced out of the order
// of calculation: Excel calls a workbook damaged whose order names a cell
// without a formula. An order without cells goes as a whole.
func (e *editing) patchCalcChain() error {
	lost := map[string]bool{}
	for id, cells := range e.lost {
		for _, a := range cells {
			lost[strconv.Itoa(id)+"!"+a.A1()] = true
		}
	}
	if e.calcChain == "" || len(lost) == 0 {
		return nil
	}
	xml, err := e.part(e.calcChain)
	if err != nil {
		return err
	}
	p, left, err := withoutCells(xml, lost)
	if err != nil {
		return fmt.Errorf("part %s: %w: %w", e.calcChain, workbook.ErrFormat, err)
	}
	if left > 0 {
		e.patched[partKey(e.calcChain)] = p
		return nil
	}
	e.dropped[partKey(e.calcChain)] = true
	return e.forget(e.calcChain)
}

// withoutCells takes cells, named as in "1!F7", out of a calculation chain. An
// entry without a sheet stands in the sheet of the one before it.
func withoutCells(xml []byte, lost map[string]bool) (p *patch, left int, err error) {
	p = &patch{src: xml}
	s := &scanner{b: xml}
	sheet, stated := "", ""
	for s.next() {
		if string(s.name) != "c" || s.kind == closeTag {
			continue
		}
		id, has := s.attr("i")
		if has {
			sheet = string(id)
		}
		start, attrsAt := s.start, s.attrsAt()
		gone := lost[sheet+"!"+attrText(s, "r")]
		s.skip()
		switch {
		case gone:
			p.replace(start, s.pos, "")
		default:
			left++
			if !has && stated != sheet {
				p.insert(attrsAt, ` i="`+sheet+`"`)
			}
			stated = sheet
		}
	}
	return p, left, s.err
}
