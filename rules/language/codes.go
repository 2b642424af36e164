package language

// Numbers that only tell things apart: telephones, number plates, the codes of
// dossiers, the scales of maps. None of them is a figure.

// codeEnd returns the token after such a number at token i, 0 when there is none.
func (r *reader) codeEnd(i int) int {
	if end := r.telephoneEnd(i); end > 0 {
		return end
	}
	if end := r.plateEnd(i); end > 0 && r.dateEnd(i) == 0 {
		return end
	}
	return r.scaleEnd(i)
}

// The digits of a telephone number, with or without the code of the country.
const (
	fewestDialled = 9
	mostDialled   = 12
)

// telephoneEnd returns the token after a telephone number in groups: "0912 345 678",
// "+84 912 345 678", "1900 1234", or a part of "(0204) 3852 115".
func (r *reader) telephoneEnd(i int) int {
	n := &r.numbers[r.tokens[i].number]
	if !n.zero && n.first != 4 && n.mantissa != countryCode && !r.isMarkAt(i-1, ')') {
		return 0 // as nearly all figures are
	}
	service := n.serviceNumber()
	area := r.areaCode(i - 2)
	switch {
	case area > 0 && r.isMarkAt(i-1, ')'):
	case r.areaCode(i) > 0 && r.groupDialled(i+2) > 0:
		return i + 1 // what follows its bracket is read next
	case service && n.seps > 0:
		return i + 1
	case service, n.zero && n.digits > 2, n.mantissa == countryCode && r.isMarkAt(i-1, '+') && r.tokens[i].glued:
	default:
		return 0
	}
	digits, end := area+n.digits, i+1
	for {
		next := r.groupDialled(end)
		if next == 0 {
			break
		}
		digits += r.numbers[r.tokens[next].number].digits
		end = next + 1
	}
	switch {
	case end == i+1 && area == 0, digits > mostDialled, digits < fewestDialled && !service, service && (digits < 8 || r.hasUnit(end)):
		return 0
	}
	return end
}

// areaCode returns how many digits the code of an area in brackets at token i has, 0
// where none stands there.
func (r *reader) areaCode(i int) int32 {
	if !r.isNumberAt(i) || !r.isMarkAt(i-1, '(') || !r.isMarkAt(i+1, ')') {
		return 0
	}
	if n := &r.numbers[r.tokens[i].number]; n.zero && n.seps == 0 && n.digits > 2 && n.digits < 6 {
		return n.digits
	}
	return 0
}

// countryCode begins the numbers of this country.
const countryCode = 84

// serviceNumber reports whether a number begins as hotlines do: "1800", "1900.6789".
func (n *number) serviceNumber() bool {
	if n.first != 4 || n.seps > 0 && (n.sep != '.' || n.mixed || n.digits < 8 || n.digits > 10) {
		return false
	}
	lead := n.mantissa / powersInt64[n.digits-n.first]
	return lead == 1800 || lead == 1900
}

// groupDialled returns the token of the next group of a telephone number behind
// token end, 0 when none follows.
func (r *reader) groupDialled(end int) int {
	at := end
	if (r.isMarkAt(at, '-') || r.isMarkAt(at, '.')) && r.tokens[at].glued && r.isNumberAt(at+1) && r.tokens[at+1].glued {
		at++
	}
	if !r.isNumberAt(at) || r.tokens[at].line {
		return 0
	}
	if n := &r.numbers[r.tokens[at].number]; n.first < 2 || n.first > 6 || n.seps > 0 && n.sep != '.' || r.isYear(at) && at > end {
		return 0
	}
	return at
}

// plateEnd returns the token after a number within a code that mixes letters and
// digits: "98C-123.45", "H02-240101-0001".
func (r *reader) plateEnd(i int) int {
	if i+1 == len(r.tokens) || !r.tokens[i+1].glued {
		return 0
	}
	end, joints, lettered := i+1, 0, r.tokens[i].glued && r.isCodeWord(i-1)
	for j, letters := i+1, lettered; j < len(r.tokens) && r.tokens[j].glued && !r.tokens[j].line; j++ {
		switch {
		case r.isNumberAt(j):
			end, lettered = j+1, letters
		case r.isCodeWord(j):
			letters = true
		case r.isMarkAt(j, '-') || r.isMarkAt(j, '.'):
			if joints++; j+1 >= len(r.tokens) || !r.tokens[j+1].glued || !r.isNumberAt(j+1) && !r.isCodeWord(j+1) {
				return r.plate(end, joints-1, lettered)
			}
		default:
			return r.plate(end, joints, lettered)
		}
	}
	return r.plate(end, joints, lettered)
}

// plate returns end when what ends there is a code, 0 when it is not.
func (r *reader) plate(end, joints int, lettered bool) int {
	if joints < 1 || !lettered || r.hasUnit(end) {
		return 0
	}
	return end
}

// isCodeWord reports whether token i is the letters of a code.
func (r *reader) isCodeWord(i int) bool {
	return r.isWordAt(i) && r.tokens[i].upper && r.tokens[i].letters <= 4 && (r.tokens[i].caps || r.tokens[i].letters == 1)
}

// scaleEnd returns the token after the scale of a map or plan: "quy hoạch chi tiết
// 1/500".
func (r *reader) scaleEnd(i int) int {
	if n := &r.numbers[r.tokens[i].number]; n.mantissa != 1 || n.digits != 1 || i == 0 || !r.slashNumber(i) || !r.tokens[i+1].glued || !r.tokens[i+2].glued {
		return 0
	}
	below := r.numbers[r.tokens[i+2].number].read(r.cut(i+2, i+3), grainWhole)
	if !below.ok || !below.value.IsInteger() || below.value.LessThan(hundred) {
		return 0
	}
	switch scaled, _ := scaleWords.find(r.tokens, i-1); {
	case scaled == 1, scaled == 2 && !r.hasUnit(i+3) && !r.mayBeNoun(i+3):
		return i + 3
	}
	return 0
}

// scaleWords end the names of what has a scale; a rate (2) has one only where it
// counts nothing.
var scaleWords = newPhraseTable([]entry{{1, "hoạch|đồ|tiết|khu|chung|đạc"}, {2, "lệ"}})
