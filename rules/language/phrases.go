package language

import (
	"math/bits"
	"sort"
	"strings"
)

// phrase is a fixed expression and what it stands for.
type phrase struct {
	keys   []wordKey
	second wordKey // keys[1], which most often tells two phrases apart
	value  int32
	// loose marks a spelling that lacks one tone.
	loose bool
}

// phraseTable finds the longest phrase that begins at a word. The phrases
// themselves lie in the vocabulary, under their first word.
type phraseTable struct {
	bit uint64 // the table's own in openings.tables
}

// phraseList holds the phrases of one table that begin with one word.
type phraseList struct {
	phrases []phrase // longer ones first
	alone   int      // where those begin that have no second word
	seconds uint64   // the bits of all second words
}

// bit returns the bit that stands for a word in phraseList.seconds. Words share
// bits: it only tells which words do not occur.
func (k wordKey) bit() uint64 { return 1 << (k.hash() >> 58) }

func newPhraseList(phrases []phrase) phraseList {
	l := phraseList{phrases: phrases}
	for l.alone < len(phrases) && len(phrases[l.alone].keys) > 1 {
		l.seconds |= phrases[l.alone].keys[1].bit()
		l.alone++
	}
	return l
}

// starting returns the phrases whose first word is that of the token, nil when
// there are none.
func (t *phraseTable) starting(first *token) *phraseList {
	tables := vocabulary.tables[first.opening]
	if tables&t.bit == 0 {
		return nil
	}
	return &vocabulary.lists[first.opening][bits.OnesCount64(tables&(t.bit-1))]
}

// newTable enters the lists into the vocabulary.
func newTable(lists phraseLists) *phraseTable {
	t := &phraseTable{bit: vocabulary.nextTable()}
	for key, phrases := range lists {
		vocabulary.enter(key, t.bit, newPhraseList(phrases))
	}
	return t
}

// phraseLists gathers phrases by their first word while a table is built.
type phraseLists map[wordKey][]phrase

// entry is one line of a table as people keep it: what is meant, and the ways
// of writing it, separated by "|".
type entry struct {
	value int32
	forms string
}

// newPhraseTable builds a table for texts with their accents. Of two equal
// forms the first one given wins.
func newPhraseTable(entries []entry) *phraseTable {
	table := phraseLists{}
	table.addAll(entries)
	table.sort()
	return newTable(table)
}

// newForgivingTable builds a table that also holds the spellings which lack a
// tone, and slips, forms that count as misspelt.
func newForgivingTable(entries, slips []entry) *phraseTable {
	table := phraseLists{}
	table.addAll(entries)
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
	return newTable(table)
}

// newPlainTable builds the same table for texts typed without any accents.
func newPlainTable(entries []entry) *phraseTable {
	table := phraseLists{}
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
	return newTable(table)
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

func (t phraseLists) addAll(entries []entry) {
	for _, e := range entries {
		for _, keys := range e.keys() {
			t.add(phrase{keys: keys, value: e.value})
		}
	}
}

func (t phraseLists) add(p phrase) {
	if len(p.keys) > 1 {
		p.second = p.keys[1]
	}
	for _, q := range t[p.keys[0]] {
		if sameKeys(p.keys, q.keys) {
			return
		}
	}
	t[p.keys[0]] = append(t[p.keys[0]], p)
}

// addLoose adds the spellings of a longer phrase that lack one tone.
func (t phraseLists) addLoose(keys []wordKey, value int32) {
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
func (t phraseLists) sort() {
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
func (t *phraseTable) match(tokens []token, i int) (found *phrase, ok bool) {
	list := t.starting(&tokens[i])
	if list == nil {
		return nil, false
	}
	if i+1 < len(tokens) && list.seconds&tokens[i+1].key.bit() != 0 {
		for k := range list.phrases[:list.alone] {
			if p := &list.phrases[k]; p.second == tokens[i+1].key && p.fits(tokens[i:]) {
				return p, true
			}
		}
	}
	if list.alone < len(list.phrases) {
		return &list.phrases[list.alone], true
	}
	return nil, false
}

// whole returns the phrase that the tokens are from the first to the last.
func (t *phraseTable) whole(tokens []token) (found *phrase, ok bool) {
	list := t.starting(&tokens[0])
	if list == nil {
		return nil, false
	}
	for k := range list.phrases {
		if p := &list.phrases[k]; len(p.keys) == len(tokens) && p.fits(tokens) {
			return p, true
		}
	}
	return nil, false
}

// fits reports whether the tokens begin with the phrase. A phrase does not run
// over the end of a line.
func (p *phrase) fits(tokens []token) bool {
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
