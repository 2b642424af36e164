package language

// notAFigure returns the token after a number that is no figure: an item
// number, a document, a date, a year, a period or part of a name. It returns i
// when the number at token i is a figure.
func (r *reader) notAFigure(i int) int {
	if r.cell && len(r.tokens) <= 2 && r.lonely(i) {
		return i
	}
	if end := r.codeEnd(i); end > 0 {
		return end
	}
	switch {
	case r.opensItem(i):
		return r.itemEnd(i)
	case r.tokens[i].glued && r.isWordAt(i-1) && !r.gluedToCue(i):
		return i + 1
	case r.isWordAt(i+1) && r.tokens[i+1].glued && r.tokens[i+1].upper && !r.hasUnit(i+1):
		return i + 1 // "5G", "10A"
	case r.isMarkAt(i+1, '+') && r.tokens[i+1].glued && r.isNumberAt(i+2) && r.tokens[i+2].glued && r.numbers[r.tokens[i+2].number].digits == 3:
		return i + 3 // "km 12+500"
	case r.isMarkAt(i-1, '+') && r.tokens[i-1].glued && r.tokens[i].glued && r.isNumberAt(i-2):
		return i + 1 // "Km12+500"
	case r.isMarkAt(i-1, '/') && r.isWordAt(i-2) && r.countsPer(i):
		return i + 1
	case r.namedByNumber(i):
		return i + 1
	}
	if end := r.bracketListEnd(i); end > 0 {
		return end
	}
	if end := r.documentEnd(i); end > 0 {
		return end
	}
	if end := r.clockEnd(i); end > 0 {
		return end
	}
	if end := r.dateEnd(i); end > 0 {
		r.date = span{i, end}
		return end
	}
	n := r.numbers[r.tokens[i].number]
	if n.digits > longestFigure || n.telephone() {
		return i + 1
	}
	if n.seps > 0 {
		return i
	}
	if end := r.yearEnd(i); end > 0 {
		return end
	}
	if end := r.properNameEnd(i); end > 0 {
		return end
	}
	if end := r.periodEnd(i); end > 0 {
		return end
	}
	return i
}

// namedByNumber reports whether the number at token i is part of a name by the
// way it stands: "mũi 3: 620 liều", "COVID-19", "5K".
func (r *reader) namedByNumber(i int) bool {
	n := &r.numbers[r.tokens[i].number]
	if n.seps > 0 || n.digits > 3 {
		return false
	}
	switch {
	case n.digits == 1 && r.isWordAt(i+1) && r.tokens[i+1].key == wordIn && r.isNumberAt(i+2) && r.numbers[r.tokens[i+2].number].digits == 1:
		return true // "vắc xin 5 trong 1"
	case n.digits == 1 && r.isWordAt(i-1) && r.tokens[i-1].key == wordIn && r.isNumberAt(i-2) && r.numbers[r.tokens[i-2].number].digits == 1:
		return true
	case r.isMarkAt(i+1, ':') && r.tokens[i+1].glued && r.isWordAt(i-1):
		_, length := cueTable.find(r.tokens, i-1)
		return length == 0 && !r.tokens[i].line && !r.isNumberAt(i+2) // "1:2.000" is a ratio
	case r.isMarkAt(i-1, '-') && r.tokens[i].glued && r.tokens[i-1].glued && r.isWordAt(i-2):
		return r.tokens[i-2].caps || r.tokens[i-2].key == wordCovid
	case n.digits == 1 && r.isWordAt(i+1) && r.tokens[i+1].glued && r.tokens[i+1].upper && r.tokens[i+1].key == thousandK:
		return true
	}
	return false
}

var wordCovid = keyOf("covid")

// countsPer reports whether the number at token i, behind a stroke, is what
// something is counted per: "112 bé trai/100 bé gái".
func (r *reader) countsPer(i int) bool {
	n := r.numbers[r.tokens[i].number]
	lit := n.read(r.cut(i, i+1), grainWhole)
	return !lit.ok || powerOfTen(lit.value)
}

// lonely reports whether the cell is this number alone, with at most a sign.
func (r *reader) lonely(i int) bool {
	n := r.numbers[r.tokens[i].number]
	return n.seps < 2 && !n.telephone() && !r.isMarkAt(i+1, ')') && !r.isWordAt(i-1)
}

// gluedToCue allows "đạt95%": a number glued to a known word.
func (r *reader) gluedToCue(i int) bool {
	c, length := cueTable.find(r.tokens, i-1)
	return length == 1 && cue(c) != cueNothing && r.tokens[i-1].letters > 2
}

// opensItem reports whether the number at token i numbers an item: "2. ",
// "13) ", "(13)", "1.1 Tỷ lệ".
func (r *reader) opensItem(i int) bool {
	n := r.numbers[r.tokens[i].number]
	if r.isMarkAt(i-1, '(') && r.isMarkAt(i+1, ')') {
		return n.seps == 0 && n.digits <= 3
	}
	if !r.beginsPiece(i) || n.digits > 4 {
		return false
	}
	last := i+2 >= len(r.tokens)
	switch {
	case r.isMarkAt(i+1, ')') || r.isMarkAt(i+1, '.') && r.tokens[i+1].glued:
		return n.seps < 3 && (last || !r.tokens[i+2].glued || r.isWordAt(i+2)) && !r.brokenGroup(n, i+1)
	case n.seps == 1 && n.sep == '.' && n.last <= 2:
		return r.isWordAt(i+1) && r.tokens[i+1].upper && !r.hasUnit(i+1)
	}
	return false
}

func (r *reader) itemEnd(i int) int {
	if r.isMarkAt(i-1, '(') {
		return i + 1
	}
	if r.isMarkAt(i+1, '.') || r.isMarkAt(i+1, ')') {
		return i + 2
	}
	return i + 1
}

// beginsPiece reports whether token i begins a line or a sentence.
func (r *reader) beginsPiece(i int) bool {
	if r.tokens[i].line || i == 0 {
		return true
	}
	if n := r.numbers[r.tokens[i].number]; r.isMarkAt(i-1, ':') && n.digits == 1 && n.mantissa == 1 {
		return r.isWordAt(i+2) && r.tokens[i+2].upper // "Kinh tế: 1. Trồng trọt"
	}
	return r.isMarkAt(i-1, ';') || r.isMarkAt(i-1, '.') && !r.tokens[i].glued && !r.isNumberAt(i-2)
}

// documentEnd returns the token after "120/KH-UBND", "15-CT/TU" or
// "30/2020/NĐ-CP", 0 when there is none.
func (r *reader) documentEnd(i int) int {
	j := i + 1
	if r.isMarkAt(j, '/') && r.isNumberAt(j+1) && r.tokens[j].glued && r.tokens[j+1].glued {
		j += 2
	}
	if !r.isMarkAt(j, '/') && !r.isMarkAt(j, '-') || !r.tokens[j].glued || !r.isWordAt(j+1) || !r.tokens[j+1].glued {
		return 0
	}
	if !r.tokens[j+1].caps || r.isNumberAt(j+2) && !r.tokens[j+2].glued {
		return 0
	}
	for j < len(r.tokens) && r.tokens[j].glued && !r.isMarkAt(j, ',') && !r.isMarkAt(j, ';') &&
		!r.isMarkAt(j, ')') && !r.isMarkAt(j, '.') && !r.isMarkAt(j, ':') {
		j++
	}
	return j
}

// dateEnd returns the token after a date, 0 when there is none at token i.
func (r *reader) dateEnd(i int) int {
	n := r.numbers[r.tokens[i].number]
	text := r.cut(i, i+1)
	if n.seps == 2 && n.sep == '.' && !n.mixed && dottedDate(text) {
		return i + 1
	}
	day, ok := n.plainInt()
	kind := r.nameBefore(i)
	if n.seps == 1 && n.sep == '.' && n.last <= 2 && n.digits <= 4 && kind == nameDay {
		return i + 1
	}
	if !ok {
		return 0
	}
	second, third := r.gluedParts(i)
	switch {
	case third > 0 && day >= 1900 && day <= 2100 && second <= 12 && third <= 31:
		return i + 5
	case third >= 1900 && third <= 2100 && day <= 31 && second <= 12:
		return i + 5
	case third > 0 && third < 100 && day <= 31 && second <= 12 && !r.hasUnit(i+5) && !r.isMarkAt(i+5, '/'):
		return i + 5
	case second >= 1990 && second <= 2100 && day >= 1 && day <= 12 && r.isMarkAt(i+1, '/') && !r.hasUnit(i+3):
		return i + 3
	case second >= 1 && second <= 12 && day >= 1 && day <= 31 && (kind == nameDay || kind == nameSince && r.isMarkAt(i+1, '/')):
		if kind == nameDay || !r.hasUnit(i+3) {
			return i + 3
		}
	}
	return 0
}

// gluedParts returns the numbers of "13/2/2024" behind the first one; 0 stands
// for none.
func (r *reader) gluedParts(i int) (second, third int) {
	second = r.partAfter(i, i+1)
	if second > 0 {
		third = r.partAfter(i, i+3)
	}
	return second, third
}

func (r *reader) partAfter(first, joint int) int {
	if joint >= len(r.tokens) || !r.isNumberAt(joint+1) || !r.tokens[joint].glued || !r.tokens[joint+1].glued {
		return 0
	}
	mark := r.tokens[first+1].mark
	if (mark != '/' && mark != '-') || !r.isMarkAt(joint, mark) {
		return 0
	}
	v, ok := r.numbers[r.tokens[joint+1].number].plainInt()
	if !ok {
		return 0
	}
	return v
}

// dottedDate reports whether a text is "13.2.2024" or "1.1.24".
func dottedDate(text string) bool {
	day, _ := dottedDay(text)
	return day > 0
}

// dottedDay returns day and month of such a date, 0 when it is none.
func dottedDay(text string) (day, month int) {
	parts := [3]int{}
	k := 0
	for _, c := range []byte(text) {
		switch {
		case c == '.':
			if k++; k > 2 {
				return 0, 0
			}
		case c < '0' || c > '9' || parts[k] > 9999:
			return 0, 0
		default:
			parts[k] = parts[k]*10 + int(c-'0')
		}
	}
	year := parts[2] >= 1900 && parts[2] <= 2100
	if k != 2 || !year || parts[0] < 1 || parts[0] > 31 || parts[1] < 1 || parts[1] > 12 {
		return 0, 0
	}
	return parts[0], parts[1]
}

// isYear reports whether token i is a year as typed.
func (r *reader) isYear(i int) bool {
	if !r.isNumberAt(i) {
		return false
	}
	n := r.numbers[r.tokens[i].number]
	v, ok := n.plainInt()
	return ok && n.digits == 4 && v >= 1900 && v <= 2100
}

// yearEnd returns the token after "2023" or "2021-2025". A number that counts
// something is none: "2013 hộ".
func (r *reader) yearEnd(i int) int {
	if !r.isYear(i) {
		return 0
	}
	if r.isMarkAt(i+1, '-') && r.isYear(i+2) || r.isMarkAt(i+1, '/') && r.isYear(i+2) {
		if !r.hasUnit(i + 3) {
			return i + 3
		}
	}
	kind := r.nameBefore(i)
	if kind == nameYear || r.isMarkAt(i-1, '/') && r.tokens[i].glued {
		return i + 1 // "năm 2024", "quý III/2024"
	}
	if kind == nameSince && r.isMarkAt(i+1, '-') && r.isYear(i+2) {
		return i + 3
	}
	// "cùng kỳ 2022" and "so với 2022 hộ nghèo giảm" name the year.
	if last := len(r.items) - 1; last >= 0 && r.items[last].cue == cueBase && r.items[last].to == i {
		return i + 1
	}
	if r.cell && len(r.tokens) == 1 {
		return 0
	}
	if !r.hasUnit(i + 1) {
		return i + 1
	}
	return 0
}

// properNameEnd returns the token after a number that the word before it makes part
// of a name.
func (r *reader) properNameEnd(i int) int {
	n := r.numbers[r.tokens[i].number]
	value, _ := n.plainInt()
	kind := r.nameBefore(i)
	if r.isMarkAt(i+1, '%') || r.isMarkAt(i+1, '‰') {
		return 0
	}
	switch kind {
	case nameOrdinal:
		if r.slashNumber(i) && r.tokens[i-1].key == wordRank {
			return i + 3 // "xếp thứ 5/18 xã"
		}
		return r.listEnd(i)
	case nameNumbered, nameDocument:
		if kind == nameDocument && r.slashNumber(i) && r.isYear(i+2) {
			return i + 3 // "NĐ 28/2022"
		}
		if !r.hasUnit(i+1) && !r.slashNumber(i) && !r.numberOfNamed(i) {
			return r.listEnd(i)
		}
	case nameMonth:
		if value >= 1 && value <= 12 && !r.hasUnit(i+1) {
			return r.listEnd(i)
		}
	case nameDay:
		if value >= 1 && value <= 31 && !r.hasUnit(i+1) {
			return r.listEnd(i)
		}
	}
	// "Nhóm dân cư Hà Vị 4": a number right behind a proper name.
	if i >= 2 && r.isWordAt(i-1) && r.tokens[i-1].upper && !r.tokens[i-1].caps && !r.tokens[i-1].line &&
		r.isWordAt(i-2) && r.tokens[i-2].upper && !r.slashNumber(i) &&
		!r.hasUnit(i+1) && (value <= 20 && !n.zero || !r.countsUnknown(i+1)) {
		if _, length := cueTable.find(r.tokens, i-1); length == 0 {
			return i + 1
		}
	}
	return 0
}

// numberOfNamed reports whether the number at token i ends its clause behind "số" and a
// word that else makes a name of it: "tổng số chi bộ 38, …".
func (r *reader) numberOfNamed(i int) bool {
	if r.isWordAt(i+1) || r.isNumberAt(i+1) || r.isMarkAt(i+1, '-') {
		return false
	}
	for length := 1; length <= min(3, i-1); length++ {
		if _, ok := nameTable.whole(r.tokens[i-length : i]); ok {
			at := i - length - 1
			return r.isWordAt(at) && r.tokens[at].key == wordNumber
		}
	}
	return false
}

// slashNumber reports whether a stroke and a number follow token i.
func (r *reader) slashNumber(i int) bool {
	return r.isMarkAt(i+1, '/') && r.isNumberAt(i+2)
}

// listEnd returns the token after "4", "4-6", "4/2023" or "4, 5 và 6" of a name.
func (r *reader) listEnd(i int) int {
	if (r.isMarkAt(i+1, '-') || r.isMarkAt(i+1, '/')) && r.isNumberAt(i+2) && !r.hasUnit(i+3) && (r.tokens[i+1].glued || r.isMarkAt(i+1, '-') && !r.mayBeNoun(i+3)) {
		return i + 3
	}
	end := i + 1
	for r.namesMore(end) {
		end += 2
	}
	return end
}

// longestList is how many tokens a list of numbers in a bracket may have.
const longestList = 80

// bracketListEnd returns the token behind the numbers of a bracket that holds
// nothing but numbers: "đạt 4 tiêu chí (1, 2, 4 và 5)" names them. It returns 0
// when token i begins no such list.
func (r *reader) bracketListEnd(i int) int {
	if !r.isMarkAt(i-1, '(') {
		return 0
	}
	end := i + 1
	for end < i+longestList && (r.isMarkAt(end, ',') || r.isMarkAt(end, ';') || r.isWordAt(end) && r.tokens[end].key == wordAnd) && r.isNumberAt(end+1) {
		end += 2
	}
	if end == i+1 || !r.isMarkAt(end, ')') {
		return 0
	}
	return end
}

// namesMore reports whether ", 5" or "và 6" at token i carries on a list of
// names.
func (r *reader) namesMore(i int) bool {
	joined := r.isMarkAt(i, ',') || r.isWordAt(i) && r.tokens[i].key == wordAnd
	if !joined || !r.isNumberAt(i+1) || r.tokens[i].line || r.tokens[i+1].line {
		return false
	}
	n := r.numbers[r.tokens[i+1].number]
	after := i + 2
	return n.seps == 0 && n.digits <= 3 && !n.zero && !r.hasUnit(after) && !r.mayBeNoun(after) && !r.isMarkAt(after, '/') && !r.isMarkAt(after, '-') &&
		periodWords.lookup(r.tokens, after) == 0
}

var (
	wordAnd  = keyOf("và")
	wordRank = keyOf("thứ")
)

// periodRange returns the token after "6 đến 36 tháng tuổi", 0 for none.
func (r *reader) periodRange(i int) int {
	if !r.isMarkAt(i+1, '-') && !(r.isWordAt(i+1) && r.tokens[i+1].key == wordTo) || !r.isNumberAt(i+2) {
		return 0
	}
	length := periodWords.lookup(r.tokens, i+3)
	if length == 0 || length == 1 && r.isYear(i+4) {
		return 0
	}
	return i + 3 + length
}

// durationHeads begin the names of what is measured in years or months.
var durationHeads = newPhraseTable([]entry{{1, "số năm|tuổi nghề|tuổi thọ|tuổi đảng|tuổi quân|thâm niên|số tháng|thời gian"}})

// lasts reports whether the number at token i, before "năm" or "tháng", is the
// figure of such a name: "số năm sống khỏe đạt tối thiểu 67 năm".
func (r *reader) lasts(i int) bool {
	last := len(r.items) - 1
	if last < 0 || r.items[last].to != i || !r.items[last].cue.predicate() {
		return false
	}
	for j := i - 1; j >= max(0, i-18) && !r.isMarkAt(j, ';') && !r.isMarkAt(j, ',') && !r.isMarkAt(j, '.'); j-- {
		if durationHeads.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

// periodWords follow a number that tells how long.
var periodWords = newPhraseTable([]entry{{1, "tháng|năm|quý|tuần|tháng đầu năm|tháng cuối năm|tháng tuổi|năm liền|năm qua"}})

// periodEnd returns the token after "9 tháng đầu năm" or "5 năm".
func (r *reader) periodEnd(i int) int {
	if end := r.periodRange(i); end > 0 {
		return end
	}
	length := periodWords.lookup(r.tokens, i+1)
	if length == 0 || r.tokens[i+1].line || length == 1 && r.lasts(i) {
		return 0
	}
	// "45 năm 2023" is 45, and then the year.
	if length == 1 && r.isYear(i+2) {
		return 0
	}
	return i + 1 + length
}
