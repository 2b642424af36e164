package language

// vocabulary holds the words and signs that begin a phrase of any table. A
// token is looked up in it once, while the text is scanned; after that a table
// tells by one bit whether it has anything to say about the token. The tables
// fill it while the package is initialised; it does not change afterwards.
var vocabulary = newOpenings()

// openings are the first words of phrases, numbered from 1; 0 stands for every
// word that begins none. Their keys lie in a flat table: a word's slot is where
// its hash points to, or one of those right behind.
type openings struct {
	tables []uint64       // by number: one bit for each table that has such phrases
	lists  [][]phraseList // by number: those phrases, in the order of the bits
	keys   []wordKey      // by slot: noWord where it is empty
	places []uint16       // by slot: the number of the key there
	mask   uint64
	count  int // of tables
}

// noWord is the key of no word and no sign.
const noWord wordKey = 1<<64 - 1

// mostTables is how many tables of phrases openings.tables has bits for.
const mostTables = 64

func newOpenings() *openings {
	v := &openings{tables: make([]uint64, 1), lists: make([][]phraseList, 1)}
	v.resize(64)
	return v
}

// hash scatters the keys over all 64 bits.
func (k wordKey) hash() uint64 { return uint64(k) * 0x9E3779B97F4A7C15 }

// slot returns the slot of a key, or the empty one where it belongs.
func (v *openings) slot(key wordKey) uint64 {
	at := key.hash() >> 32 & v.mask
	for v.keys[at] != key && v.keys[at] != noWord {
		at = (at + 1) & v.mask
	}
	return at
}

// find returns the number of a word, 0 when it begins no phrase.
func (v *openings) find(key wordKey) uint16 { return v.places[v.slot(key)] }

// enter adds the phrases that a table has for a first word.
func (v *openings) enter(key wordKey, table uint64, phrases phraseList) {
	number := v.find(key)
	if number == 0 {
		number = v.add(key)
	}
	v.tables[number] |= table
	v.lists[number] = append(v.lists[number], phrases)
}

// add numbers a new word.
func (v *openings) add(key wordKey) uint16 {
	number := len(v.tables)
	if 2*number > len(v.keys) {
		v.resize(2 * len(v.keys))
	}
	at := v.slot(key)
	v.keys[at], v.places[at] = key, uint16(number)
	v.tables, v.lists = append(v.tables, 0), append(v.lists, nil)
	return uint16(number)
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
	if v.count == mostTables {
		panic("more tables of phrases than there are bits")
	}
	v.count++
	return 1 << (v.count - 1)
}
