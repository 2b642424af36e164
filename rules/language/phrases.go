package language

import (
	"sort"
	"strings"
)

// phrase is a fixed expression and what it stands for.
type phrase struct {
	keys  []wordKey
	value int32
	// loose marks a spelling that lacks one tone.
	loose bool
}

// phraseTable finds the longest phrase that begins at a word.
type phraseTable map[wordKey][]phrase

// entry is one line of a table as people keep it: what is meant, and the ways
// of writing it, separated by "|".
type entry struct {
	value int32
	forms string
}

// newPhraseTable builds a table for texts with their accents. Of two equal
// forms the first one given wins. slips are forms that count as misspelt.
func newPhraseTable(entries []entry, slips ...entry) phraseTable {
	table := phraseTable{}
	for _, e := range entries {
		for _, keys := range e.keys() {
			table.add(phrase{keys: keys, value: e.value})
		}
	}
	for _, e := range slips {
		for _, keys := range e.keys() {
			table.add(phrase{keys: keys, value: e.value, loose: true})
		}
	}
	for _, e := range entries {
		for _, keys := range e.keys() {
			table.addLoose(keys, e.value)
		}
	}
	table.sort()
	return table
}

// newPlainTable builds the same table for texts typed without any accents.
func newPlainTable(entries []entry) phraseTable {
	table := phraseTable{}
	for _, e := range entries {
		for _, keys := range e.keys() {
			for i, k := range keys {
				if k < 1<<63 {
					keys[i] = k.plain()
				}
			}
			table.add(phrase{keys: keys, value: e.value})
		}
	}
	table.sort()
	return table
}

// keys folds every form of an entry.
func (e entry) keys() [][]wordKey {
	var all [][]wordKey
	for form := range strings.SplitSeq(e.forms, "|") {
		p := open(form)
		var keys []wordKey
		for _, t := range p.tokens {
			keys = append(keys, t.key)
		}
		p.close()
		all = append(all, keys)
	}
	return all
}

func (t phraseTable) add(p phrase) {
	for _, q := range t[p.keys[0]] {
		if sameKeys(p.keys, q.keys) {
			return
		}
	}
	t[p.keys[0]] = append(t[p.keys[0]], p)
}

// addLoose adds the spellings of a longer phrase that lack one tone.
func (t phraseTable) addLoose(keys []wordKey, value int32) {
	if len(keys) < 2 {
		return
	}
	for i, k := range keys {
		if k >= 1<<63 || k == k.toneless() {
			continue
		}
		bare := append([]wordKey(nil), keys...)
		bare[i] = k.toneless()
		t.add(phrase{keys: bare, value: value, loose: true})
	}
}

// sort puts longer phrases before shorter ones, exact before loose.
func (t phraseTable) sort() {
	for _, list := range t {
		sort.SliceStable(list, func(i, j int) bool {
			if len(list[i].keys) != len(list[j].keys) {
				return len(list[i].keys) > len(list[j].keys)
			}
			return !list[i].loose && list[j].loose
		})
	}
}

func sameKeys(a, b []wordKey) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// match returns the longest phrase that begins at token i.
func (t phraseTable) match(tokens []token, i int) (phrase, bool) {
	for _, p := range t[tokens[i].key] {
		if p.fits(tokens[i:]) {
			return p, true
		}
	}
	return phrase{}, false
}

// fits reports whether the tokens begin with the phrase. A phrase does not run
// over the end of a line.
func (p phrase) fits(tokens []token) bool {
	if len(tokens) < len(p.keys) {
		return false
	}
	for i, k := range p.keys[1:] {
		if t := &tokens[i+1]; t.key != k || t.line {
			return false
		}
	}
	return true
}
