package language

import (
	"testing"
	"unicode/utf8"
)

func TestFoldAtReadsWhatTheDecoderReads(t *testing.T) {
	check := func(text string) {
		t.Helper()
		r, size := utf8.DecodeRuneInString(text)
		if got, gotSize := foldAt(text, 0); got != fold(r) || gotSize != size {
			t.Errorf("foldAt(%q) = %+v, %d bytes, want %+v, %d", text, got, gotSize, fold(r), size)
		}
	}
	for r := rune(0); r <= utf8.MaxRune; r++ {
		check(string(r) + "a")
		if r < 0x3000 {
			check(string(r))
		}
	}
	for first := range 256 {
		for second := range 256 {
			// No rune begins or ends here, or only half of one.
			check(string([]byte{byte(first), byte(second)}))
			check(string([]byte{byte(first), byte(second), 'a'}))
			check(string([]byte{byte(first), byte(second), 0x80, 'a'}))
		}
	}
}
