package language

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokenKind tells words, numbers and everything else apart.
type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenNumber
	tokenMark
)

// token is a word, a number as written, or a single other sign. Both offsets
// are kept: bytes to cut the author's text, runes for the spans we report.
type token struct {
	kind      tokenKind
	glued     bool   // nothing stands between it and the token before
	line      bool   // first of its line
	upper     bool   // begins with a capital
	caps      bool   // at least two letters, all of them capitals
	letters   uint8  // how many letters a word has
	opening   uint16 // its number in the vocabulary
	key       wordKey
	mark      rune
	number    int32 // index into page.numbers
	start     int32
	end       int32
	runeStart int32
	runeEnd   int32
}

// markKey lets a sign stand inside a phrase ("tr.đ").
func markKey(r rune) wordKey { return wordKey(1<<63 | uint64(r)) }

// page is one text after the only pass that reads its runes. Every reader
// starts from it.
type page struct {
	text    string
	tokens  []token
	numbers []number
	items   []item
	pieces  []piece // lent to the reader of targets
	// lent to the reader of results
	clauses  []span
	places   []place
	findings []finding
	figures  []figure
	reader   reader // lent to whoever itemises
	// unit is the one read last, unitToken one more than the token it begins at.
	unit      unit
	unitToken int
	manner
}

// manner is how a text is typed.
type manner struct {
	words int
	// accented is true once a word has a letter that ASCII does not have.
	accented bool
	// legacy is true when words hold signs of an old encoding, odd when ƣ or ð
	// stand for ư and đ.
	legacy, odd bool
	// loose is a phrase that was understood although a tone is missing.
	loose span
	// unaccented is true once a phrase was understood without any marks.
	unaccented bool
}

// span is a half-open range of tokens.
type span struct{ from, to int }

func (s span) empty() bool { return s.from >= s.to }

var pages = sync.Pool{New: func() any { return new(page) }}

// open scans a text into a page; close gives the page back.
func open(text string) *page {
	p := pages.Get().(*page)
	p.text, p.manner, p.unitToken = text, manner{}, 0
	p.tokens, p.numbers = p.tokens[:0], p.numbers[:0]
	p.items, p.figures = p.items[:0], p.figures[:0]
	p.pieces, p.clauses, p.places, p.findings = p.pieces[:0], p.clauses[:0], p.places[:0], p.findings[:0]
	p.scan()
	return p
}

// longestKept is how many tokens a page may hold to be used again: room for every
// text of the length that offices send, but one huge text does not make every later
// page huge.
const longestKept = 1 << 17

func (p *page) close() {
	if cap(p.tokens) > longestKept {
		return
	}
	// Figures hold strings cut from the text: let go of it.
	clear(p.figures)
	clear(p.places)
	clear(p.findings)
	p.text, p.unit = "", unit{}
	pages.Put(p)
}

// scanner walks over a text, counting bytes and runes.
type scanner struct {
	page  *page
	text  string
	at    int // byte
	runes int
	glued bool
	line  bool
}

func (p *page) scan() {
	s := scanner{page: p, text: p.text, line: true}
	for s.at < len(s.text) {
		if s.text[s.at] == ' ' {
			s.skip(1)
			s.glued = false
		} else if f, _ := foldAt(s.text, s.at); f.letter != 0 {
			s.word(f)
		} else {
			s.other(f)
		}
	}
}

// other takes whatever is no letter.
func (s *scanner) other(f folded) {
	r, size := s.peek(s.at)
	switch {
	case isDigit(r):
		s.number()
	case r == '\n' || r == 0x2028:
		s.skip(size)
		s.line = true
		s.glued = false
	case isBlank(r):
		s.skip(size)
		s.glued = false
	case isHidden(r):
		s.skip(size)
	default:
		s.sign(r, size, f.is(traitAlien))
	}
}

func (s *scanner) peek(at int) (rune, int) {
	if c := s.text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

func (s *scanner) skip(size int) {
	s.at += size
	s.runes++
}

// begin adds the token that starts here; it may be filled in until the next.
func (s *scanner) begin(kind tokenKind) *token {
	p := s.page
	p.tokens = append(p.tokens, token{})
	t := &p.tokens[len(p.tokens)-1]
	t.kind, t.glued, t.line = kind, s.glued, s.line
	t.start, t.runeStart = int32(s.at), int32(s.runes)
	s.glued, s.line = true, false
	return t
}

// finish ends a token where the scanner stands.
func (s *scanner) finish(t *token) {
	t.end, t.runeEnd = int32(s.at), int32(s.runes)
}

// word takes letters and the marks on them. It runs over nearly all of a text,
// so it keeps few counters, and to itself until the word ends.
func (s *scanner) word(first folded) {
	t := s.begin(tokenWord)
	var b wordBuilder
	any, all := traits(0), traitUpper // of any of its letters, of all of them
	text, at, runes := s.text, s.at, s.runes
	for at < len(text) {
		f, size := foldLatin[text[at]], 1
		if text[at] >= utf8.RuneSelf {
			f, size = foldAt(text, at)
		}
		if f.letter == 0 {
			var more bool
			if b, more = s.goesOn(b, f, at, size); !more {
				break
			}
		} else {
			if all == 0 && f.is(traitUpper) && f.is(traitAccented) {
				any |= traitAlien // TCVN3 shows as accented capitals inside words
			}
			any, all = any|f.traits, all&f.traits
			b = b.with(f)
		}
		at, runes = at+size, runes+1
	}
	s.at, s.runes = at, runes
	t.upper, t.caps = first.is(traitUpper), all != 0 && b.count > 1
	t.key, t.letters = b.key(), uint8(min(b.count, 255))
	t.opening = vocabulary.find(t.key)
	s.finish(t)
	s.page.typed(any)
}

// goesOn reports whether a word goes on with the rune at a byte of the text,
// which is no letter: a combining mark, or one that takes no room.
func (s *scanner) goesOn(b wordBuilder, f folded, at, size int) (wordBuilder, bool) {
	if size == 1 {
		return b, false
	}
	r, _ := s.peek(at)
	switch {
	case isMark(r):
		marked, changed := b.marked(r)
		s.page.accented = s.page.accented || changed || s.foreign(at, size)
		return marked, true
	case isHidden(r):
		return b, true
	}
	s.page.legacy = s.page.legacy || f.is(traitAlien) && s.insideWord(at+size)
	return b, false
}

// foreign reports whether the letter before a byte of the text and the mark there
// are one of the letters that are not ours but have a mark, such as Û.
func (s *scanner) foreign(at, size int) bool {
	_, before := utf8.DecodeLastRuneInString(s.text[:at])
	whole, _ := utf8.DecodeRuneInString(norm.NFC.String(s.text[at-before : at+size]))
	return fold(whole).is(traitAccented)
}

// typed adds to the manner of a text what the letters of one word show.
func (m *manner) typed(any traits) {
	m.words++
	m.accented = m.accented || any&traitAccented != 0
	m.odd = m.odd || any&traitOdd != 0
	m.legacy = m.legacy || any&traitAlien != 0
}

// insideWord reports whether a letter stands at the given place, behind a sign
// that follows a letter.
func (s *scanner) insideWord(at int) bool {
	if at >= len(s.text) {
		return true
	}
	r, _ := s.peek(at)
	f := fold(r)
	return f.letter != 0 || f.is(traitAlien)
}

// sign takes one rune that is neither letter nor digit.
func (s *scanner) sign(r rune, size int, alien bool) {
	t := s.begin(tokenMark)
	if alien && s.at+size < len(s.text) {
		// A word may begin with such a sign ("®Êt"), but « and » also quote.
		next, _ := s.peek(s.at + size)
		if r != '«' && r != '»' && r != '·' && fold(next).letter != 0 {
			s.page.legacy = true
		}
	}
	if isDash(r) {
		r = '-'
	}
	t.mark, t.key = r, markKey(r)
	t.opening = vocabulary.find(t.key)
	s.skip(size)
	s.finish(t)
}

func isDash(r rune) bool {
	switch r {
	case '–', '—', '−', '‐', '‑', '‒':
		return true
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// digit returns the value of a digit rune.
func digit(r rune) int64 {
	if r >= '０' {
		return int64(r - '０')
	}
	return int64(r - '0')
}

// number takes digits, and dots and commas that stand between digits.
func (s *scanner) number() {
	t := s.begin(tokenNumber)
	t.number = int32(len(s.page.numbers))
	s.page.numbers = append(s.page.numbers, number{})
	n := &s.page.numbers[t.number]
	group := s.digits(n)
	for s.at+1 < len(s.text) && (s.text[s.at] == '.' || s.text[s.at] == ',') {
		if next, _ := s.peek(s.at + 1); !isDigit(next) {
			break
		}
		n.separator(s.text[s.at], group)
		s.skip(1)
		group = s.digits(n)
	}
	n.close(group)
	s.finish(t)
}

// digits takes one group of digits and returns how many they are.
func (s *scanner) digits(n *number) (group int32) {
	for s.at < len(s.text) {
		r, size := s.peek(s.at)
		switch {
		case isDigit(r):
			n.digit(r)
			group++
		case !isHidden(r):
			return group
		}
		s.skip(size)
	}
	return group
}

// cut returns the author's text of a span of tokens.
func (p *page) cut(from, to int) string {
	if from >= to {
		return ""
	}
	return p.text[p.tokens[from].start:p.tokens[to-1].end]
}

// runes returns the span of runes that tokens cover.
func (p *page) runes(from, to int) Span {
	if from >= to {
		return Span{}
	}
	return Span{Start: int(p.tokens[from].runeStart), End: int(p.tokens[to-1].runeEnd)}
}

// isMarkAt reports whether token i is the given sign.
func (p *page) isMarkAt(i int, mark rune) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == tokenMark && p.tokens[i].mark == mark
}

// isNumberAt reports whether token i is a number.
func (p *page) isNumberAt(i int) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == tokenNumber
}

// isWordAt reports whether token i is a word.
func (p *page) isWordAt(i int) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == tokenWord
}
