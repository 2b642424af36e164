package language

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"
)

// seed gives a fuzz target the corpus and what people do to text.
func seed(f *testing.F, name string) {
	f.Helper()
	for _, line := range readCorpus(f, name) {
		f.Add(line.text)
	}
	for _, text := range []string{
		"", " ", "\n", "\xff\xfe", "5\u200b5 h\u00adộ", "1\u00a0727\u202fngười", strings.Repeat("(", 40) + "5 hộ", "５，５％",
		"12.34.56", "1,2,3,4", "0" + strings.Repeat("9", 60), "-", "5-", "5/", "5/0", "5/0 hộ, đạt 0%", "0/0 hộ đạt 5%",
		"từ 5 đến", "tăng", "trở lên", "5 tỷ 5 tỷ 5 triệu", "mức độ", "hạng", "(((5)))", "5%5%5%", "=5+5", "5 ha m2 m3", "k", "đ",
		"1. ", "2)", "1.1.1", "31/12/2024", "00/00/0000", "9999999999999999999", "còn", "vượt mức 5/4%", "%0", "5%0",
	} {
		f.Add(text)
	}
}

// respell returns a text as another keyboard would store it: decomposed, and
// half of it decomposed.
func respell(text string) []string {
	half := len(text) / 2
	for half < len(text) && !utf8.RuneStart(text[half]) {
		half++
	}
	return []string{norm.NFD.String(text), text[:half] + norm.NFD.String(text[half:])}
}

func inside(t *testing.T, text string, spans ...Span) {
	t.Helper()
	length := utf8.RuneCountInString(text)
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > length {
			t.Errorf("span %v is not inside %q of %d runes", s, text, length)
		}
	}
}

func FuzzTargets(f *testing.F) {
	seed(f, "targets.tsv")
	f.Fuzz(func(t *testing.T, text string) {
		reading := ReadTargets(text)
		for _, x := range reading.Targets {
			inside(t, text, x.Span)
		}
		for _, q := range reading.Questions {
			inside(t, text, q.Span)
		}
		if !utf8.ValidString(text) || norm.NFC.String(text) != text {
			return
		}
		for _, other := range respell(text) {
			if diff := cmp.Diff(keyedTargets(reading), keyedTargets(ReadTargets(other))); diff != "" {
				t.Errorf("%q is read differently when decomposed:\n%s", text, diff)
			}
		}
	})
}

// keyedTargets drops what depends on the spelling of the text.
func keyedTargets(reading TargetReading) []targetLine {
	lines := targetLines(reading)
	for i := range lines {
		l := &lines[i]
		l.Label, l.Words, l.Giver, l.Unit = Key(l.Label), Key(l.Words), Key(l.Giver), Key(l.Unit)
	}
	return lines
}

func FuzzResults(f *testing.F) {
	seed(f, "results.tsv")
	f.Fuzz(func(t *testing.T, text string) {
		reading := ReadResult(text, Known{})
		for _, x := range reading.Figures {
			inside(t, text, x.Span)
		}
		for _, c := range reading.Claims {
			inside(t, text, c.Span)
		}
		if !utf8.ValidString(text) || norm.NFC.String(text) != text {
			return
		}
		for _, other := range respell(text) {
			if diff := cmp.Diff(keyedFigures(reading), keyedFigures(ReadResult(other, Known{}))); diff != "" {
				t.Errorf("%q is read differently when decomposed:\n%s", text, diff)
			}
		}
	})
}

func keyedFigures(reading ResultReading) []string {
	var lines []string
	for _, x := range reading.Figures {
		lines = append(lines, x.Value.String()+" "+Key(x.Unit)+" "+string(x.Role)+" "+Key(x.Qualifier)+" "+Key(x.Label))
	}
	for _, c := range reading.Claims {
		lines = append(lines, string(c.Kind)+" "+plain(c.Stated)+" "+string(c.Verdict))
	}
	return lines
}

func FuzzCells(f *testing.F) {
	seed(f, "cells.tsv")
	f.Fuzz(func(t *testing.T, text string) {
		reading := ReadCell(text, Known{})
		if !reading.Number.Valid || reading.Action != ActionAccept {
			return
		}
		// What we would write ourselves is read as the same figure.
		if knownGrain(reading.Unit) == grainFine && reading.Number.Decimal.Abs().GreaterThan(decimal.New(999, 0)) {
			return // 1.234 % is taken for a rate with three decimals
		}
		if g := knownGrain(reading.Unit); g != grainFine && g != grainMeasured && g != grainVast && g != grainEach && !reading.Number.Decimal.IsInteger() {
			return // 1,001 đồng is taken for 1.001 đồng
		}
		again := FormatUnit(reading.Number.Decimal, reading.Unit)
		second := ReadCell(again, Known{Unit: reading.Unit})
		if !second.Number.Valid || !second.Number.Decimal.Equal(reading.Number.Decimal) && !second.Other.Decimal.Equal(reading.Number.Decimal) {
			t.Errorf("%q is %s %s, but %q is %s", text, reading.Value, reading.Unit, again, second.Value)
		}
	})
}

func FuzzKey(f *testing.F) {
	seed(f, "targets.tsv")
	f.Fuzz(func(t *testing.T, text string) {
		key := Key(text)
		if again := Key(key); again != key {
			t.Errorf("the key of %q is %q, but the key of that is %q", text, key, again)
		}
		if l := Likeness(text, text); l != 0 && l != 1 {
			t.Errorf("Likeness(%q, itself) = %v", text, l)
		}
		for _, clause := range Clauses(text) {
			if !strings.Contains(text, clause) {
				t.Errorf("clause %q is not in %q", clause, text)
			}
		}
	})
}
