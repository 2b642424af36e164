package language

// vocabulary holds the words and signs that begin a phrase of any table. A
// token is looked up in it once, while the text is scanned; after that a table
// tells by one bit whether it has anything to say about the token.
var vocabulary = newOpenings()

// opening is a first word with its phrases.
type opening struct {
	tables uint64     // one bit for each table that has such phrases
	lists  [][]phrase // of those tables, in the order of their bits
}

// openings is a flat table: a word's slot is where its hash points to, or one
// of those right behind.
type openings struct {
	openings []opening // the first is that of all words that begin nothing
	keys     []wordKey // noWord where a slot is empty
	places   []uint16  // the opening of the key in the same slot
	mask     uint64
	tables   int
}

// noWord is the key of no word and no sign.
const noWord wordKey = 1<<64 - 1

// mostTables is how many tables of phrases opening.tables has a bit for.
const mostTables = 64

func newOpenings() *openings {
	v := &openings{openings: make([]opening, 1)}
	v.resize(64)
	return v
}

// slot returns the slot of a key, or the empty one where it belongs.
func (v *openings) slot(key wordKey) uint64 {
	at := uint64(key) * 0x9E3779B97F4A7C15 >> 32 & v.mask
	for v.keys[at] != key && v.keys[at] != noWord {
		at = (at + 1) & v.mask
	}
	return at
}

// find returns the index of the opening that a word is, 0 when it begins no
// phrase.
func (v *openings) find(key wordKey) uint16 { return v.places[v.slot(key)] }

// enter returns the opening of a word, which it adds if need be.
func (v *openings) enter(key wordKey) *opening {
	if place := v.find(key); place > 0 {
		return &v.openings[place]
	}
	if 4*len(v.openings) > len(v.keys) {
		v.resize(2 * len(v.keys))
	}
	at := v.slot(key)
	v.keys[at], v.places[at] = key, uint16(len(v.openings))
	v.openings = append(v.openings, opening{})
	return &v.openings[len(v.openings)-1]
}

// resize lays the words out anew in more slots, so that most are found at the
// first look.
func (v *openings) resize(slots int) {
	keys, places := v.keys, v.places
	v.keys, v.places, v.mask = make([]wordKey, slots), make([]uint16, slots), uint64(slots-1)
	for at := range v.keys {
		v.keys[at] = noWord
	}
	for old, key := range keys {
		if key != noWord {
			at := v.slot(key)
			v.keys[at], v.places[at] = key, places[old]
		}
	}
}

// nextTable returns the bit of a new table.
func (v *openings) nextTable() uint64 {
	if v.tables == mostTables {
		panic("more tables of phrases than an opening has bits")
	}
	v.tables++
	return 1 << (v.tables - 1)
}
