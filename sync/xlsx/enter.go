package xlsx

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"
)

const (
	transitionalMain      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	transitionalRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictMain            = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictRelations       = "http://purl.oclc.org/ooxml/officeDocument/relationships"

	contentTypes = "[Content_Types].xml"
	sheetType    = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
)

// isStrict reports whether the workbook uses the strict form of the format.
func (b *book) isStrict() bool {
	for _, r := range b.rels {
		if strings.HasPrefix(r.kind, strictRelations) {
			return true
		}
	}
	return false
}

// freeRelations returns ids that the workbook's relations do not use yet.
func (b *book) freeRelations(n int) ([]string, error) {
	taken := map[string]bool{}
	xml, err := b.part(relsName(b.name))
	if err != nil {
		return nil, err
	}
	s := &scanner{b: xml}
	for s.next() {
		taken[attrText(s, "Id")] = true
	}
	var ids []string
	for i := 1; len(ids) < n; i++ {
		if id := "rId" + strconv.Itoa(i); !taken[id] {
			ids = append(ids, id)
		}
	}
	return ids, s.err
}

// enter makes the new sheets known to the package: in the workbook's relations
// and in the list of content types.
func (e *editing) enter() error {
	kind := transitionalRelations + relSheet
	if e.isStrict() {
		kind = strictRelations + relSheet
	}
	err := e.appendToRoot(relsName(e.name), func(prefix string, tab addedTab) string {
		target := strings.TrimPrefix(tab.part, path.Dir(e.name)+"/")
		return fmt.Sprintf(`<%sRelationship Id="%s" Type="%s" Target="%s"/>`, prefix, tab.relation, kind, target)
	})
	if err != nil {
		return err
	}
	return e.appendToRoot(contentTypes, func(prefix string, tab addedTab) string {
		return fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, prefix, tab.part, sheetType)
	})
}

// appendToRoot puts an element for each new tab before the closing tag of a
// part's root, whose prefix the element takes.
func (e *editing) appendToRoot(part string, element func(prefix string, tab addedTab) string) error {
	p, err := e.patchOf(part)
	if err != nil {
		return err
	}
	s := &scanner{b: p.src}
	if !s.next() || s.kind != openTag {
		return fmt.Errorf("part %s is empty: %w", part, errMalformed)
	}
	prefix := ""
	if len(s.prefix) > 0 {
		prefix = string(s.prefix) + ":"
	}
	at := bytes.LastIndex(p.src, []byte("</"+prefix+string(s.name)))
	if at < 0 {
		return fmt.Errorf("part %s: %w", part, errMalformed)
	}
	for _, tab := range e.tabs {
		p.insert(at, element(prefix, tab))
	}
	return nil
}

// patchOf returns the patch of a part, begun on the first call.
func (e *editing) patchOf(part string) (*patch, error) {
	if p := e.patched[partKey(part)]; p != nil {
		return p, nil
	}
	xml, err := e.part(part)
	if err != nil {
		return nil, err
	}
	p := &patch{src: xml}
	e.patched[partKey(part)] = p
	return p, nil
}

// forget takes a dropped part out of the workbook's relations and out of the
// list of content types.
func (e *editing) forget(part string) error {
	err := e.removeElement(relsName(e.name), "Relationship", func(s *scanner) bool {
		return partKey(resolveTarget(e.name, attrText(s, "Target"))) == partKey(part)
	})
	if err != nil {
		return err
	}
	return e.removeElement(contentTypes, "Override", func(s *scanner) bool {
		return partKey(attrText(s, "PartName")) == partKey(part)
	})
}

func (e *editing) removeElement(part, name string, is func(*scanner) bool) error {
	p, err := e.patchOf(part)
	if err != nil {
		return err
	}
	s := &scanner{b: p.src}
	for s.next() {
		if string(s.name) == name && s.kind != closeTag && is(s) {
			start := s.start
			s.skip()
			p.replace(start, s.pos, "")
		}
	}
	return s.err
}
