package xlsx

import (
	"fmt"
	"strconv"

	"bieu/sync/workbook"
)

// formats gives the number format of each style of a workbook.
type formats struct {
	codes []string // by style
	kinds []dateKind
}

func (f *formats) code(style int) string {
	if style < 0 || style >= len(f.codes) {
		return ""
	}
	return f.codes[style]
}

func (f *formats) kind(style int) dateKind {
	if style < 0 || style >= len(f.kinds) {
		return noDate
	}
	return f.kinds[style]
}

// readFormats reads the number formats of the workbook's styles.
func (b *book) readFormats() (*formats, error) {
	f := &formats{}
	if b.styles == "" {
		return f, nil
	}
	xml, err := b.part(b.styles)
	if err != nil {
		return nil, err
	}
	custom := map[int]string{}
	inCells := false
	s := &scanner{b: xml}
	for s.next() {
		switch string(s.name) {
		case "numFmt":
			if !inCells && s.kind != closeTag {
				custom[attrInt(s, "numFmtId", -1)] = attrText(s, "formatCode")
			}
		case "cellXfs":
			inCells = s.kind == openTag
		case "dxfs":
			// The formats in there belong to conditions and have ids of their own.
			s.skip()
		case "xf":
			if inCells && s.kind != closeTag {
				code := formatCode(attrInt(s, "numFmtId", 0), custom)
				f.codes = append(f.codes, code)
				f.kinds = append(f.kinds, dateKindOf(code))
			}
		}
	}
	if s.err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", b.styles, workbook.ErrFormat, s.err)
	}
	return f, nil
}

// formatCode returns the code of a number format; "" is General.
func formatCode(id int, custom map[int]string) string {
	code, ok := custom[id]
	if !ok {
		code = builtinFormats[id]
	}
	if code == "General" || code == "GENERAL" {
		return ""
	}
	return code
}

func attrInt(s *scanner, name string, absent int) int {
	raw, ok := s.attr(name)
	if !ok {
		return absent
	}
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		return absent
	}
	return n
}
