package language

// Months and quarters of one year are told apart by numbers as years are, below any
// year: 1 … 12, and 21 … 24.
const (
	firstQuarter = 20
	lastPeriod   = 24
)

// periodAt returns the number of the month or quarter that begins at token i, or right
// behind it ("riêng tháng 6"); 0 for none.
func (r *resultReader) periodAt(i int) int {
	for at := i; at < i+2; at++ {
		if !r.isWordAt(at) || at+1 >= len(r.tokens) {
			return 0
		}
		switch r.tokens[at].key {
		case wordMonth:
			if v, ok := r.smallNumber(at + 1); ok && v <= 12 {
				return v
			}
		case wordQuarter:
			if v, ok := r.smallNumber(at + 1); ok && v <= 4 {
				return firstQuarter + v
			}
			if r.isRoman(at + 1) {
				return firstQuarter + quarters[r.cut(at+1, at+2)]
			}
		}
	}
	return 0
}

// smallNumber returns the value of the number at token i that stands for itself.
func (r *resultReader) smallNumber(i int) (int, bool) {
	if !r.isNumberAt(i) || r.isMarkAt(i+1, '/') || r.isMarkAt(i+1, '-') {
		return 0, false
	}
	return r.numbers[r.tokens[i].number].plainInt()
}

var (
	wordMonth   = keyOf("tháng")
	wordQuarter = keyOf("quý")
)

// quarters are numbered as officials do.
var quarters = map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4}

// periodBefore returns the level of an earlier month or quarter right before level a,
// which change k is measured from: "quý I thu 1,2 tỷ đồng, quý II thu 1,5 tỷ đồng, tăng
// 25%". It returns none where the change is against something else.
func (r *resultReader) periodBefore(k, a, from int) int {
	if r.places[k].against {
		return none
	}
	for b := a - 1; b >= from; b-- {
		if _, same := r.sameKind(b, a); !same {
			continue
		}
		early, late := r.places[b].year, r.places[a].year
		if r.reading.Figures[b].Role == RoleValue && early > 0 && early < late && (early > firstQuarter) == (late > firstQuarter) && r.places[k].piece == r.places[a].piece {
			return b
		}
		return none
	}
	return none
}
