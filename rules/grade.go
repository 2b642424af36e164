package rules

import (
	"strconv"
	"strings"

	"bieu/rules/language"
)

// graded reports whether the target asks for a grade of the ladder "không hoàn
// thành < hoàn thành < hoàn thành tốt < hoàn thành xuất sắc".
func (h *hearing) graded() bool {
	_, _, ok := language.Grade(h.target().Words)
	return ok && levelOf(h.target().Words) == (rank{})
}

// standing is how the grade or level that a text names compares with the
// target's.
type standing struct {
	set outcomes
	// words is the grade or level as named, "" when the text names none; same
	// is true when it is the very one that the target asks for.
	words string
	same  bool
}

// standing compares the grade or level that a text names with the target's;
// asked is false when the target asks for neither. A text that names none
// leaves the matter open.
func (h *hearing) standing(text string) (st standing, asked bool) {
	open := standing{set: 1<<short | 1<<reached}
	if want := levelOf(h.target().Words); want != (rank{}) {
		have := levelOf(text)
		if have.scale != want.scale {
			return open, true
		}
		return standing{have.against(want), have.typed, have.place == want.place}, true
	}
	if !h.graded() {
		return standing{}, false
	}
	want, _, _ := language.Grade(h.target().Words)
	have, words, ok := language.Grade(text)
	if !ok {
		return open, true
	}
	return standing{1 << when(have >= want), words, have == want}, true
}

// rank is a level in words, such as "mức độ 2" or "hạng III". The zero rank is
// none.
type rank struct {
	scale string
	place int
	typed string // as the text has it: "hạng III"
}

// scales are the words before a level. On some the first place is the best,
// on others the last; of the rest only the same place is known to be enough.
var scales = map[string]scale{
	language.Key("mức độ"): {lastIsBest: true},
	language.Key("cấp độ"): {},
	language.Key("mức"):    {},
	language.Key("cấp"):    {},
	language.Key("hạng"):   {firstIsBest: true},
	language.Key("loại"):   {firstIsBest: true},
}

type scale struct{ firstIsBest, lastIsBest bool }

// levelOf returns the level that a text names, the first where it names
// several.
func levelOf(text string) rank {
	words := language.Words(text)
	for i, w := range words {
		if placeOf(w) == 0 || i == 0 {
			continue
		}
		if i > 1 {
			if _, ok := scales[words[i-2]+" "+words[i-1]]; ok {
				return rankOf(words[i-2]+" "+words[i-1], w)
			}
		}
		if _, ok := scales[words[i-1]]; ok {
			return rankOf(words[i-1], w)
		}
	}
	return rank{}
}

var romans = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}

// placeOf reads the number of a level, 0 when the word is none.
func placeOf(word string) int {
	if n, ok := romans[word]; ok {
		return n
	}
	if n, err := strconv.Atoi(word); err == nil && n > 0 && n < 100 {
		return n
	}
	return 0
}

func rankOf(scale, place string) rank {
	return rank{scale, placeOf(place), scale + " " + strings.ToUpper(place)}
}

// against compares a level with the wanted one of the same scale.
func (r rank) against(want rank) outcomes {
	better := scales[r.scale]
	switch {
	case r.place == want.place:
		return 1 << reached
	case better.lastIsBest:
		return 1 << when(r.place > want.place)
	case better.firstIsBest:
		return 1 << when(r.place < want.place)
	}
	return 1<<short | 1<<reached
}
