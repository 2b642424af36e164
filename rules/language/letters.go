package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A syllable is compared as its letters without the tone, plus the tone. That
// makes "hòa" and "hoà", composed and decomposed, upper and lower case one and
// the same without a pass of normalisation of its own.

// letter is a folded letter: 1–26 are a–z, the seven Vietnamese ones follow.
type letter uint8

const (
	letterBreveA letter = 27 + iota
	letterHatA
	letterBarD
	letterHatE
	letterHatO
	letterHornO
	letterHornU
	letterForeign // any other letter
)

// tone is 0 for the level tone, else 1 + its place in toneMarks.
type tone uint8

// toneMarks are the combining marks of the five written tones.
var toneMarks = [...]rune{0x0301, 0x0300, 0x0309, 0x0303, 0x0323}

const (
	markHat   = 0x0302
	markBreve = 0x0306
	markHorn  = 0x031B
)

// folded is what a rune contributes to a syllable.
type folded struct {
	letter letter // 0: not a letter
	tone   tone
	traits traits
}

// traits are what else there is to say about a rune.
type traits uint8

const (
	traitUpper traits = 1 << iota
	// traitOdd marks ƣ and ð, which stand for ư and đ.
	traitOdd
	// traitAlien marks a rune that no Vietnamese word holds; inside a word it
	// gives away a legacy encoding.
	traitAlien
	// traitAccented marks whatever plain ASCII does not have.
	traitAccented
)

func (f folded) is(t traits) bool { return f.traits&t != 0 }

// The folding of U+0000–U+024F and of U+1E00–U+1EFF, where Vietnamese lives.
var (
	foldLatin = foldRange(0)
	foldExtra = foldRange(firstExtra)
)

const (
	latinRunes = 0x250
	firstExtra = 0x1E00
	lastExtra  = 0x1EFF
)

func foldRange(from rune) (table [latinRunes]folded) {
	for i := range table {
		f := foldSlowly(from + rune(i))
		if f.letter > 26 || f.tone != 0 || f.is(traitAlien) {
			f.traits |= traitAccented
		}
		table[i] = f
	}
	return table
}

// fold returns the folding of one rune.
func fold(r rune) folded {
	switch {
	case r < latinRunes:
		return foldLatin[r]
	case r >= firstExtra && r <= lastExtra:
		return foldExtra[r-firstExtra]
	case legacyRunes[r]:
		return folded{traits: traitAlien | traitAccented}
	case unicode.IsLetter(r):
		return folded{letter: letterForeign, traits: traitAccented}
	}
	return folded{}
}

// foldAt folds the rune at a byte of a text and tells how many bytes it has.
// Nearly all runes lie in the two tables, and the first byte tells in which.
func foldAt(text string, at int) (folded, int) {
	c := text[at]
	if c < utf8.RuneSelf {
		return foldLatin[c], 1
	}
	if at+2 < len(text) {
		second, third := rune(text[at+1])^0x80, rune(text[at+2])^0x80
		switch {
		case second > 0x3F: // not the rest of a rune
		case c >= 0xC2 && c <= 0xC8:
			return foldLatin[rune(c&0x1F)<<6|second], 2
		case c == 0xE1 && second >= 0x38 && second <= 0x3B && third <= 0x3F:
			return foldExtra[second<<6|third-(firstExtra&0xFFF)], 3
		}
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	return fold(r), size
}

// vietnameseLatin1 are the letters of U+0080–U+00FF that Vietnamese uses.
const vietnameseLatin1 = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÐð"

// legacyRunes turn up inside words when TCVN3, VNI or misread UTF-8 is shown as
// text. The signs that a sentence may hold on its own (« » · © °) are told
// apart by standing between letters.
var legacyRunes = map[rune]bool{
	'®': true, '¬': true, 'µ': true, '¸': true, '¹': true, '»': true, '«': true,
	'¨': true, '©': true, '¶': true, '·': true, '¢': true, '£': true, '¤': true, '¥': true,
	'¦': true, '§': true, 'ª': true, '¯': true, '¡': true, '¼': true, '½': true, '¾': true,
	'´': true, '¿': true, '×': true, '÷': true,
	'‡': true, '„': true, 'ˆ': true, '†': true, '€': true, '™': true,
}

func foldSlowly(r rune) (f folded) {
	if unicode.IsUpper(r) {
		f.traits = traitUpper
	}
	switch r {
	case 'đ', 'Đ':
		f.letter = letterBarD
		return f
	case 'ð', 'Ð':
		f.letter, f.traits = letterBarD, f.traits|traitOdd
		return f
	case 'ƣ', 'Ƣ':
		f.letter, f.traits = letterHornU, f.traits|traitOdd
		return f
	}
	if legacyRunes[r] {
		return folded{traits: traitAlien}
	}
	if !unicode.IsLetter(r) {
		return folded{}
	}
	for i, part := range norm.NFD.String(string(unicode.ToLower(r))) {
		switch {
		case i == 0 && part >= 'a' && part <= 'z':
			f.letter = letter(part-'a') + 1
		case i == 0:
			f.letter = letterForeign
		default:
			f.letter, f.tone = addMark(f.letter, f.tone, part)
		}
	}
	if r >= 0x80 && r < 0x100 && !strings.ContainsRune(vietnameseLatin1, r) || strings.ContainsRune("œšž", r) {
		f.traits |= traitAlien
	}
	return f
}

// addMark puts a combining mark on a letter.
func addMark(l letter, t tone, mark rune) (letter, tone) {
	for i, m := range toneMarks {
		if m == mark {
			return l, tone(i + 1)
		}
	}
	switch {
	case mark == markHat && l == 1:
		l = letterHatA
	case mark == markHat && l == 5:
		l = letterHatE
	case mark == markHat && l == 15:
		l = letterHatO
	case mark == markBreve && l == 1:
		l = letterBreveA
	case mark == markHorn && l == 15:
		l = letterHornO
	case mark == markHorn && l == 21:
		l = letterHornU
	}
	return l, t
}

// isMark reports whether r is a combining mark, which belongs to the letter
// before it.
func isMark(r rune) bool {
	if r < 0x0300 || r >= firstExtra && r <= lastExtra {
		return false
	}
	return r <= 0x036F || unicode.Is(unicode.M, r)
}

// isHidden reports whether r takes no room: it is read as if it were not there.
func isHidden(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD:
		return true
	}
	return false
}

// isBlank reports whether r separates words.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\v', '\f', 0x00A0, 0x202F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// wordKey is a folded word, packed six bits a letter with the tone below them.
// The zero wordKey is a word too long to be Vietnamese.
type wordKey uint64

// wordBuilder packs one word, six bits a letter. It is passed by value, so that
// a loop over letters keeps it in registers.
type wordBuilder struct {
	letters uint64
	count   int
	tone    tone
}

// with returns the word with one more letter.
func (b wordBuilder) with(f folded) wordBuilder {
	b.letters = b.letters<<6 | uint64(f.letter)
	b.count++
	if f.tone != 0 {
		b.tone = f.tone
	}
	return b
}

// fromEnd returns the letter that many places before the last.
func (b wordBuilder) fromEnd(places int) letter { return letter(b.letters >> (6 * places) & 63) }

// marked returns the word with a combining mark on its last letter; false when
// Vietnamese does not know the mark there.
func (b wordBuilder) marked(m rune) (wordBuilder, bool) {
	last := b.fromEnd(0)
	if last == 0 || last == letterForeign {
		return b, false
	}
	l, t := addMark(last, b.tone, m)
	changed := l != last || t != b.tone
	b.letters = b.letters&^63 | uint64(l)
	b.tone = t
	return b, changed
}

const (
	letterI letter = 'i' - 'a' + 1
	letterY letter = 'y' - 'a' + 1
	letterU letter = 'u' - 'a' + 1
	letterQ letter = 'q' - 'a' + 1
)

// longestWord is how many letters a wordKey holds.
const longestWord = 10

// key returns the key of the word. A final y that is the only vowel is written i by half
// of the country (tỷ, tỉ; quý, quí), so it is folded to i.
func (b wordBuilder) key() wordKey {
	if b.count > longestWord {
		return 0
	}
	if b.fromEnd(0) == letterY {
		before := b.fromEnd(1)
		if !before.vowel() || before == letterU && b.fromEnd(2) == letterQ {
			b.letters = b.letters&^63 | uint64(letterI)
		}
	}
	return wordKey(b.letters<<3 | uint64(b.tone))
}

func (l letter) vowel() bool {
	switch l {
	case 1, 5, letterI, 15, letterU, letterY:
		return true
	}
	return l >= letterBreveA && l < letterForeign && l != letterBarD
}

// toneless returns the key without its tone.
func (k wordKey) toneless() wordKey { return k &^ 7 }

// plainLetters maps every letter to the one typed without Vietnamese marks.
var plainLetters = [...]letter{
	letterBreveA: 1, letterHatA: 1, letterBarD: 4, letterHatE: 5, letterHatO: 15, letterHornO: 15, letterHornU: 21,
}

// plain returns the key of the word typed without any Vietnamese mark.
func (k wordKey) plain() wordKey {
	var out uint64
	for shift := 57; shift >= 3; shift -= 6 {
		l := letter(uint64(k) >> shift & 63)
		if l == 0 && out == 0 {
			continue
		}
		if int(l) < len(plainLetters) && plainLetters[l] != 0 {
			l = plainLetters[l]
		}
		out = out<<6 | uint64(l)
	}
	return wordKey(out << 3)
}

// keyOf folds one word given as text.
func keyOf(word string) wordKey {
	var b wordBuilder
	for _, r := range word {
		if isMark(r) {
			b, _ = b.marked(r)
			continue
		}
		if f := fold(r); f.letter != 0 {
			b = b.with(f)
		}
	}
	return b.key()
}

// Key returns what two texts are compared by: composed, in lower case, blanks
// folded to one space, hidden characters dropped, tones where the older
// spelling puts them, ƣ and ð as ư and đ, a final y that is the only vowel as i.
// It is no text to show to people.
func Key(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	word := make([]folded, 0, 16)
	gap := false
	flush := func() {
		writeWord(&out, word)
		word = word[:0]
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if r >= 0x300 && !(r >= firstExtra && r <= lastExtra) && !norm.NFC.IsNormalString(text) {
			return Key(norm.NFC.String(text))
		}
		f := folded{}
		if r >= 0x80 || isASCIILetter(r) {
			f = fold(r)
		}
		switch {
		case isHidden(r):
			continue
		case isMark(r) && len(word) > 0:
			last := &word[len(word)-1]
			last.letter, last.tone = addMark(last.letter, last.tone, r)
			continue
		}
		known := f.letter != 0 && f.letter != letterForeign
		if (isBlank(r) || r == '\n') && !known {
			flush()
			gap = out.Len() > 0
			continue
		}
		if gap {
			out.WriteByte(' ')
			gap = false
		}
		if known {
			word = append(word, f)
			continue
		}
		flush()
		out.WriteRune(plainRune(r))
	}
	flush()
	return out.String()
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// plainRune folds full-width digits and the many dashes; other runes go to
// lower case.
func plainRune(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '–' || r == '—' || r == '−' || r == '‐' || r == '‑':
		return '-'
	}
	return unicode.ToLower(r)
}

// letterRunes spells the letters back.
var letterRunes = [...]rune{
	letterBreveA: 'ă', letterHatA: 'â', letterBarD: 'đ', letterHatE: 'ê',
	letterHatO: 'ô', letterHornO: 'ơ', letterHornU: 'ư',
}

func (l letter) rune() rune {
	if l <= 26 {
		return 'a' + rune(l) - 1
	}
	return letterRunes[l]
}

// writeWord spells a folded syllable with its tone in the place that the older
// spelling gives it.
func writeWord(out *strings.Builder, word []folded) {
	if len(word) == 0 {
		return
	}
	var t tone
	for _, f := range word {
		if f.tone != 0 {
			t = f.tone
		}
	}
	last := len(word) - 1
	if word[last].letter == letterY {
		alone := last == 0 || !word[last-1].letter.vowel() ||
			word[last-1].letter == letterU && last > 1 && word[last-2].letter == letterQ
		if alone {
			word[last].letter = letterI
		}
	}
	place := -1
	if t != 0 {
		place = tonePlace(word)
	}
	for i, f := range word {
		if i == place {
			out.WriteRune(toned[f.letter][t])
			continue
		}
		out.WriteRune(f.letter.rune())
	}
}

// toned spells every letter with every tone; a consonant keeps none.
var toned = spellTones()

func spellTones() (table [letterForeign][len(toneMarks) + 1]rune) {
	for l := letter(1); l < letterForeign; l++ {
		for t := range table[l] {
			table[l][t] = l.rune()
			if t > 0 && l.vowel() {
				composed := norm.NFC.String(string([]rune{l.rune(), toneMarks[t-1]}))
				table[l][t] = []rune(composed)[0]
			}
		}
	}
	return table
}

// tonePlace returns the index of the letter that bears the tone.
func tonePlace(word []folded) int {
	first, end := -1, -1
	for i, f := range word {
		if !f.letter.vowel() {
			continue
		}
		// The u of qu and the i of gi belong to the consonant.
		next := i+1 < len(word) && word[i+1].letter.vowel()
		if i == 1 && next && (f.letter == letterU && word[0].letter == letterQ ||
			f.letter == letterI && word[0].letter == 'g'-'a'+1) {
			continue
		}
		if first < 0 {
			first = i
		}
		end = i
	}
	if first < 0 {
		return 0
	}
	for i := end; i >= first; i-- {
		if l := word[i].letter; l > 26 && l.vowel() {
			return i
		}
	}
	if count := end - first + 1; count == 3 || count == 2 && end < len(word)-1 {
		return first + 1
	}
	return first
}
