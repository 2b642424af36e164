package xlsx

import (
	"bytes"
	"fmt"

	"bieu/sync/workbook"
)

// readStrings reads the table of shared strings.
func (b *book) readStrings() ([]string, error) {
	if b.strings == "" {
		return nil, nil
	}
	xml, err := b.part(b.strings)
	if err != nil {
		return nil, err
	}
	s := &scanner{b: xml}
	if !s.next() || string(s.name) != "sst" {
		return nil, fmt.Errorf("part %s holds no strings: %w", b.strings, workbook.ErrFormat)
	}
	prefix := s.prefix
	// All strings are cut from one, made at the end, to spare the allocations.
	var all []byte
	var ends []int
	closed := s.kind == emptyTag
	for s.next() {
		switch {
		case s.is(prefix, "si") && s.kind != closeTag:
			all = s.appendRich(all, prefix)
			ends = append(ends, len(all))
		case s.is(prefix, "sst"):
			closed = true
		case s.kind == openTag:
			s.skip()
		}
	}
	if s.err == nil && !closed {
		s.fail("open end")
	}
	if s.err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", b.strings, workbook.ErrFormat, s.err)
	}
	joined := string(all)
	table := make([]string, len(ends))
	begin := 0
	for i, end := range ends {
		table[i] = joined[begin:end]
		begin = end
	}
	return table, nil
}

// appendRich reads a string item (an si or is element, whose opening tag was
// just read) and appends its text: the plain text or all runs joined, without
// the phonetic readings.
func (s *scanner) appendRich(out []byte, prefix []byte) []byte {
	if s.kind != openTag {
		return out
	}
	depth := 1
	for depth > 0 && s.next() {
		switch {
		case s.kind == closeTag:
			depth--
		case s.kind == emptyTag:
		case s.is(prefix, "t"):
			space, _ := s.attr("xml:space")
			keep := string(space) == "preserve"
			text := s.text()
			if !keep {
				text = bytes.Trim(text, " \t\r\n")
			}
			out = append(out, cellText(text)...)
		case s.is(prefix, "r"):
			depth++
		default:
			s.skip()
		}
	}
	if depth > 0 && s.err == nil {
		s.fail("open string")
	}
	return out
}
