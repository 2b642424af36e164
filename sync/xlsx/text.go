package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// resolve replaces entities and unifies line breaks as an XML reader does.
func resolve(raw []byte) []byte {
	raw = unifyBreaks(raw)
	amp := bytes.IndexByte(raw, '&')
	if amp < 0 {
		return raw
	}
	out := append(make([]byte, 0, len(raw)), raw[:amp]...)
	for i := amp; i < len(raw); {
		if raw[i] == '&' {
			if r, n := entity(raw[i:]); n > 0 {
				out = utf8.AppendRune(out, r)
				i += n
				continue
			}
		}
		out = append(out, raw[i])
		i++
	}
	return out
}

// entity reads the entity at the start of b; n is 0 when there is none that is
// known.
func entity(b []byte) (r rune, n int) {
	end := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := string(b[1:end]); name {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		if name[0] != '#' || len(name) < 2 {
			return 0, 0
		}
		digits, base := name[1:], 10
		if digits[0] == 'x' || digits[0] == 'X' {
			digits, base = digits[1:], 16
		}
		code, err := strconv.ParseUint(digits, base, 32)
		if err != nil || code > utf8.MaxRune {
			return 0, 0
		}
		return rune(code), end + 1
	}
}

// unifyBreaks turns CR LF and CR into LF.
func unifyBreaks(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
}

// cellText turns the characters of a text element into what the person typed:
// escapes such as _x000D_ (ECMA-376 part 1, 22.9.2.19) are undone, and breaks
// are "\n" as the seam wants them.
func cellText(b []byte) []byte {
	if i := bytes.Index(b, []byte("_x")); i >= 0 {
		b = unescape(b, i)
	}
	return unifyBreaks(b)
}

func unescape(b []byte, first int) []byte {
	out := append(make([]byte, 0, len(b)), b[:first]...)
	for i := first; i < len(b); {
		if unit, ok := escapeAt(b[i:]); ok {
			i += escapeLen
			if low, ok := escapeAt(b[i:]); ok && isHigh(unit) && isLow(low) {
				i += escapeLen
				out = utf8.AppendRune(out, (unit-0xD800)<<10+(low-0xDC00)+0x10000)
				continue
			}
			out = utf8.AppendRune(out, unit)
			continue
		}
		out = append(out, b[i])
		i++
	}
	return out
}

const escapeLen = len("_x0000_")

// escapeAt reads an escape _xHHHH_ at the start of b.
func escapeAt[T string | []byte](b T) (unit rune, ok bool) {
	if len(b) < escapeLen || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	for i := 2; i < 6; i++ {
		c := b[i]
		switch {
		case c >= '0' && c <= '9':
			unit = unit<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			unit = unit<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return unit, true
}

func isHigh(r rune) bool { return r >= 0xD800 && r < 0xDC00 }
func isLow(r rune) bool  { return r >= 0xDC00 && r < 0xE000 }

// appendText writes a cell's text as XML. What XML cannot hold is written as
// an escape; what reads like an escape has its underscore escaped, so that
// cellText gives back exactly what went in. NUL and bytes that are not UTF-8
// become U+FFFD.
func appendText(out []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '<':
			out = append(out, "&lt;"...)
		case c == '>':
			out = append(out, "&gt;"...)
		case c == '&':
			out = append(out, "&amp;"...)
		case c == '_':
			if _, ok := escapeAt(s[i:]); ok {
				out = append(out, "_x005F"...)
			}
			out = append(out, '_')
		case c == 0:
			out = append(out, "\uFFFD"...)
		case c < 0x20 && c != '\t' && c != '\n':
			out = append(out, "_x00"...)
			out = append(out, "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15], '_')
		case c < utf8.RuneSelf:
			out = append(out, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == 0xFFFE || r == 0xFFFF {
				r = utf8.RuneError
			}
			out = utf8.AppendRune(out, r)
			i += n
			continue
		}
		i++
	}
	return out
}

// appendAttr writes an attribute's value as XML.
func appendAttr(out []byte, s string) []byte {
	for _, r := range s {
		switch r {
		case '<':
			out = append(out, "&lt;"...)
		case '&':
			out = append(out, "&amp;"...)
		case '"':
			out = append(out, "&quot;"...)
		case '\n', '\t', '\r':
			out = append(out, "&#"...)
			out = strconv.AppendInt(out, int64(r), 10)
			out = append(out, ';')
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// utf16Len counts characters as Excel does.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
