package xlsx

import (
	"bytes"
	"io"
)

// patch is a part with some of its bytes replaced. The bytes between the
// replacements are the part's own, never copied until they are written.
type patch struct {
	src     []byte
	splices []splice
	text    []byte // of all replacements, one behind the other
}

// splice puts text[lo:hi] in the place of src[from:to].
type splice struct{ from, to, lo, hi int }

// splice replaces src[from:to] with what make appends to the text it is given.
// Replacements must not overlap; of those at one spot the earlier comes first.
// What comes out the same as it was is no replacement.
func (p *patch) splice(from, to int, make func(text []byte) []byte) {
	lo := len(p.text)
	p.text = make(p.text)
	if bytes.Equal(p.src[from:to], p.text[lo:]) {
		p.text = p.text[:lo]
		return
	}
	p.splices = append(p.splices, splice{from, to, lo, len(p.text)})
	// Most come in order; one that does not belongs a few places before.
	for i := len(p.splices) - 1; i > 0 && p.splices[i-1].from > from; i-- {
		p.splices[i-1], p.splices[i] = p.splices[i], p.splices[i-1]
	}
}

func (p *patch) insert(at int, text string) {
	p.splice(at, at, func(b []byte) []byte { return append(b, text...) })
}

func (p *patch) replace(from, to int, text string) {
	p.splice(from, to, func(b []byte) []byte { return append(b, text...) })
}

// changed reports whether there is any replacement.
func (p *patch) changed() bool { return len(p.splices) > 0 }

// size is the length of the patched part.
func (p *patch) size() int {
	n := len(p.src) + len(p.text)
	for _, s := range p.splices {
		n -= s.to - s.from
	}
	return n
}

// writeTo writes the patched part.
func (p *patch) writeTo(w io.Writer) error {
	done := 0
	for _, s := range p.splices {
		if _, err := w.Write(p.src[done:s.from]); err != nil {
			return err
		}
		if _, err := w.Write(p.text[s.lo:s.hi]); err != nil {
			return err
		}
		done = s.to
	}
	_, err := w.Write(p.src[done:])
	return err
}

// bytes returns the patched part.
func (p *patch) bytes() []byte {
	if !p.changed() {
		return p.src
	}
	out := make([]byte, 0, p.size())
	done := 0
	for _, s := range p.splices {
		out = append(out, p.src[done:s.from]...)
		out = append(out, p.text[s.lo:s.hi]...)
		done = s.to
	}
	return append(out, p.src[done:]...)
}
