package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words returns the words of a text as keys, in order, punctuation dropped and
// abbreviations written out (BHYT gives bảo hiểm y tế).
func Words(text string) []string {
	p := open(text)
	defer p.close()
	var words []string
	for i, t := range p.tokens {
		switch {
		case t.kind == tokenWord && t.caps && longWords[t.key] != "":
			words = append(words, strings.Fields(longWords[t.key])...)
		case t.kind == tokenWord, p.isNumberAt(i):
			words = append(words, Key(p.text[t.start:t.end]))
		}
	}
	return words
}

// longWords are the abbreviations' long forms as keys.
var longWords = foldLongWords()

func foldLongWords() map[wordKey]string {
	long := make(map[wordKey]string, len(abbreviations))
	for short, words := range abbreviations {
		if !strings.Contains(short, "-") {
			long[keyOf(short)] = Key(words)
		}
	}
	return long
}

// Bare takes every mark of tone and letter from a key: "kết quả" gives "ket
// qua". Two texts with one bare form differ in marks alone.
func Bare(key string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, norm.NFD.String(key))
}
