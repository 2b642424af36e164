package xlsx

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"bieu/sync/workbook"
)

// The ends of relationship types; what stands before them differs between the
// transitional and the strict form of the format.
const (
	relWorkbook  = "/officeDocument"
	relSheet     = "/worksheet"
	relStrings   = "/sharedStrings"
	relStyles    = "/styles"
	relCalcChain = "/calcChain"
)

// relation is one line of a .rels part; target is a part's name.
type relation struct{ id, kind, target string }

// relations reads the .rels part that belongs to a part; "" is the package.
func (a *archive) relations(of string) ([]relation, error) {
	name := relsName(of)
	if !a.has(name) {
		return nil, nil
	}
	b, err := a.part(name)
	if err != nil {
		return nil, err
	}
	var rels []relation
	s := &scanner{b: b}
	for s.next() {
		if string(s.name) != "Relationship" || s.kind == closeTag {
			continue
		}
		if mode, _ := s.attr("TargetMode"); string(mode) == "External" {
			continue
		}
		rels = append(rels, relation{
			id:     attrText(s, "Id"),
			kind:   attrText(s, "Type"),
			target: resolveTarget(of, attrText(s, "Target")),
		})
	}
	if s.err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", name, workbook.ErrFormat, s.err)
	}
	return rels, nil
}

func relsName(of string) string {
	dir, file := path.Split(of)
	return dir + "_rels/" + file + ".rels"
}

// resolveTarget turns a target, absolute or relative to its part, into a name.
func resolveTarget(of, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(of), target), "/")
}

func attrText(s *scanner, name string) string {
	raw, _ := s.attr(name)
	return string(resolve(raw))
}

func firstTarget(rels []relation, kind string) string {
	for _, r := range rels {
		if strings.HasSuffix(r.kind, kind) {
			return r.target
		}
	}
	return ""
}

// sheetRef is one tab as the workbook part names it.
type sheetRef struct {
	title  string
	part   string // "" for a tab that is no sheet of cells (a chart)
	id     int    // sheetId, which calcChain names
	hidden bool
}

// book is what the workbook part and its relations say.
type book struct {
	*archive
	name      string // of the workbook part
	rels      []relation
	sheets    []sheetRef
	date1904  bool
	strings   string // part names, "" when absent
	styles    string
	calcChain string
}

// openBook finds the workbook and its tabs in an archive.
func openBook(a *archive) (*book, error) {
	top, err := a.relations("")
	if err != nil {
		return nil, err
	}
	b := &book{archive: a, name: firstTarget(top, relWorkbook)}
	if b.name == "" {
		b.name = "xl/workbook.xml"
	}
	if !a.has(b.name) {
		return nil, a.notWorkbook()
	}
	if b.rels, err = a.relations(b.name); err != nil {
		return nil, err
	}
	b.strings = b.existing(relStrings)
	b.styles = b.existing(relStyles)
	b.calcChain = b.existing(relCalcChain)
	return b, b.readWorkbook()
}

func (b *book) existing(kind string) string {
	if name := firstTarget(b.rels, kind); name != "" && b.has(name) {
		return name
	}
	return ""
}

// readWorkbook takes the tabs and the date system from the workbook part.
func (b *book) readWorkbook() error {
	xml, err := b.part(b.name)
	if err != nil {
		return err
	}
	s := &scanner{b: xml}
	if !s.next() || string(s.name) != "workbook" {
		return b.notWorkbook()
	}
	prefix := s.prefix
	for s.next() {
		switch {
		case s.kind == closeTag:
		case s.is(prefix, "workbookPr"):
			b.date1904 = isTrue(attrText(s, "date1904"))
		case s.is(prefix, "sheet"):
			ref, err := b.sheetRef(s)
			if err != nil {
				return err
			}
			b.sheets = append(b.sheets, ref)
		}
	}
	if s.err != nil {
		return fmt.Errorf("part %s: %w: %w", b.name, workbook.ErrFormat, s.err)
	}
	if len(b.sheets) == 0 {
		return fmt.Errorf("part %s names no tab: %w", b.name, workbook.ErrFormat)
	}
	return nil
}

func (b *book) sheetRef(s *scanner) (sheetRef, error) {
	state := attrText(s, "state")
	ref := sheetRef{
		title: attrText(s, "name"), id: attrInt(s, "sheetId", 0),
		hidden: state == "hidden" || state == "veryHidden",
	}
	id := relationID(s.attrs)
	for _, r := range b.rels {
		if r.id != id {
			continue
		}
		if strings.HasSuffix(r.kind, relSheet) {
			if !b.has(r.target) {
				return ref, fmt.Errorf("part %s of tab %q is missing: %w", r.target, ref.title, workbook.ErrFormat)
			}
			ref.part = r.target
		}
		return ref, nil
	}
	return ref, fmt.Errorf("tab %q has no part: %w", ref.title, workbook.ErrFormat)
}

// relationID returns the attribute id of whatever prefix the part gives to the
// namespace of relations.
func relationID(attrs []byte) string {
	for i := 0; ; {
		key, from, to, next := nextAttr(attrs, i)
		if next < 0 {
			return ""
		}
		if bytes.HasSuffix(key, []byte(":id")) {
			return string(resolve(attrs[from:to]))
		}
		i = next
	}
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }

func (b *book) titles() []string {
	titles := make([]string, 0, len(b.sheets))
	for _, s := range b.sheets {
		titles = append(titles, s.title)
	}
	return titles
}
