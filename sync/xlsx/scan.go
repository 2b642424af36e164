package xlsx

import (
	"bytes"
	"errors"
	"fmt"
)

var errMalformed = errors.New("malformed XML")

// tagKind says which of the three forms a tag has.
type tagKind uint8

const (
	openTag tagKind = iota
	closeTag
	emptyTag
)

// scanner walks over the tags of one XML part without copying it. It knows as
// much of XML as spreadsheets use: tags, attributes, comments, instructions and
// CDATA sections, but no document types.
type scanner struct {
	b   []byte
	pos int
	err error

	// The tag that next found: b[start:pos] is its text, prefix and name are
	// the parts of its name, attrs what stands behind it.
	kind         tagKind
	start        int
	prefix, name []byte
	attrs        []byte
}

// next moves to the next tag. It returns false at the end and on an error.
func (s *scanner) next() bool {
	for s.err == nil {
		i := bytes.IndexByte(s.b[s.pos:], '<')
		if i < 0 {
			s.pos = len(s.b)
			return false
		}
		s.start = s.pos + i
		switch s.at(s.start + 1) {
		case '!', '?':
			s.skipAside()
		case '/':
			s.kind = closeTag
			return s.readTag(s.start + 2)
		default:
			s.kind = openTag
			return s.readTag(s.start + 1)
		}
	}
	return false
}

func (s *scanner) at(i int) byte {
	if i < len(s.b) {
		return s.b[i]
	}
	return 0
}

// skipAside passes over a comment, an instruction or a CDATA section.
func (s *scanner) skipAside() {
	rest := s.b[s.start:]
	end := ""
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		end = "-->"
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		end = "]]>"
	case rest[1] == '?':
		end = "?>"
	default:
		s.fail("declaration")
		return
	}
	i := bytes.Index(rest, []byte(end))
	if i < 0 {
		s.fail("open end")
		return
	}
	s.pos = s.start + i + len(end)
}

// readTag reads the tag whose name begins at from.
func (s *scanner) readTag(from int) bool {
	b := s.b
	i, colon := from, -1
	for ; i < len(b); i++ {
		c := b[i]
		if c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			break
		}
		if c == ':' {
			colon = i
		}
	}
	s.prefix, s.name = nil, b[from:i]
	if colon >= 0 {
		s.prefix, s.name = b[from:colon], b[colon+1:i]
	}
	if len(s.name) == 0 {
		return s.fail("tag without a name")
	}
	attrs := i
	for i < len(b) && b[i] != '>' {
		if quote := b[i]; quote == '"' || quote == '\'' {
			n := bytes.IndexByte(b[i+1:], quote)
			if n < 0 {
				return s.fail("open quote")
			}
			i += n + 1
		}
		i++
	}
	if i >= len(b) {
		return s.fail("open tag")
	}
	s.pos = i + 1
	if b[i-1] == '/' && i > attrs {
		i--
		if s.kind == openTag {
			s.kind = emptyTag
		}
	}
	s.attrs = b[attrs:i]
	return true
}

func (s *scanner) fail(what string) bool {
	s.err = fmt.Errorf("%w: %s at byte %d", errMalformed, what, s.start)
	return false
}

// is reports whether the tag is the named element of the given prefix, in
// whatever form.
func (s *scanner) is(prefix []byte, name string) bool {
	return string(s.name) == name && bytes.Equal(s.prefix, prefix)
}

// attr returns an attribute's raw value by its full name ("r", "r:id").
func (s *scanner) attr(name string) ([]byte, bool) {
	from, to, ok := findAttr(s.attrs, name)
	return s.attrs[from:to], ok
}

// attrSpan returns where an attribute's value stands in the part.
func (s *scanner) attrSpan(name string) (from, to int, ok bool) {
	from, to, ok = findAttr(s.attrs, name)
	return s.attrsAt() + from, s.attrsAt() + to, ok
}

// attrsAt returns where the text behind the tag's name begins in the part.
func (s *scanner) attrsAt() int {
	end := s.pos - len(">")
	if s.kind == emptyTag {
		end -= len("/")
	}
	return end - len(s.attrs)
}

// findAttr finds an attribute in the text behind a tag's name.
func findAttr(attrs []byte, name string) (from, to int, ok bool) {
	for i := 0; i < len(attrs); {
		key, from, to, next := nextAttr(attrs, i)
		if next < 0 {
			break
		}
		if string(key) == name {
			return from, to, true
		}
		i = next
	}
	return 0, 0, false
}

// nextAttr returns the attribute that begins at or behind i: its full name,
// where its value stands, and where to look for the next one; -1 when there is
// none.
func nextAttr(attrs []byte, i int) (key []byte, from, to, next int) {
	for i < len(attrs) && isSpace(attrs[i]) {
		i++
	}
	begin := i
	for i < len(attrs) && attrs[i] != '=' && !isSpace(attrs[i]) {
		i++
	}
	key = attrs[begin:i]
	for i < len(attrs) && attrs[i] != '"' && attrs[i] != '\'' {
		i++
	}
	if i >= len(attrs) {
		return nil, 0, 0, -1
	}
	from = i + 1
	n := bytes.IndexByte(attrs[from:], attrs[i])
	if n < 0 {
		return nil, 0, 0, -1
	}
	return key, from, from + n, from + n + 1
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// skip passes over the rest of the element whose opening tag was just read.
func (s *scanner) skip() {
	if s.kind != openTag {
		return
	}
	for depth := 1; depth > 0; {
		if !s.next() {
			if s.err == nil {
				s.fail("open element")
			}
			return
		}
		switch s.kind {
		case openTag:
			depth++
		case closeTag:
			depth--
		}
	}
}

// text returns the characters of the element whose opening tag was just read
// and moves behind its closing tag. The result may be part of the scanner's
// bytes; entities are resolved, line breaks are as XML wants them.
func (s *scanner) text() []byte {
	if s.kind != openTag {
		return nil
	}
	from := s.pos
	i := bytes.IndexByte(s.b[from:], '<')
	if i < 0 {
		s.fail("open text")
		return nil
	}
	if s.at(from+i+1) == '/' {
		s.next()
		return resolve(s.b[from : from+i])
	}
	return s.brokenText()
}

// brokenText is text for an element with comments, CDATA sections or elements
// among its characters.
func (s *scanner) brokenText() []byte {
	var out []byte
	for depth := 1; ; {
		i := bytes.IndexByte(s.b[s.pos:], '<')
		if i < 0 {
			s.fail("open text")
			return nil
		}
		out = append(out, resolve(s.b[s.pos:s.pos+i])...)
		s.start = s.pos + i
		switch s.at(s.start + 1) {
		case '!', '?':
			s.skipAside()
			if s.err != nil {
				return nil
			}
			if whole := s.b[s.start:s.pos]; bytes.HasPrefix(whole, []byte("<![CDATA[")) {
				out = append(out, unifyBreaks(whole[len("<![CDATA["):len(whole)-len("]]>")])...)
			}
		default:
			if !s.next() {
				return nil
			}
			switch s.kind {
			case openTag:
				depth++
			case closeTag:
				depth--
			}
			if depth == 0 {
				return out
			}
		}
	}
}
