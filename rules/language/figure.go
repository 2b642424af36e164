package language

import "github.com/shopspring/decimal"

// item is one thing of a sentence that means something to us: a fixed
// expression, a break, or a figure. Words that mean nothing leave gaps.
type item struct {
	cue      cue
	from, to int // tokens
	figure   int // index into page.figures for cueFigure
	depth    int // how many brackets are open around it
}

// itemsNear is how many items before or after a figure may still speak of it.
// A sentence that people write is shorter; the bound keeps reading linear.
const itemsNear = 48

// pairing says how a figure belongs to the one beside it.
type pairing uint8

const (
	pairNone pairing = iota
	pairLow          // A of "A-B"
	pairHigh
	pairNumerator // A of "A/B"
	pairDenominator
)

// figure is a number with its unit, as it stands in the text.
type figure struct {
	value    decimal.Decimal
	other    decimal.NullDecimal
	faint    decimal.NullDecimal
	unit     unit
	from, to int // tokens, number and unit
	pairing  pairing
	style    style
	// counted is true where the word after the number is what it counts, though
	// the table of units does not hold it.
	counted bool
	// contradictory is true where two units follow each other ("28,6% triệu").
	contradictory bool
	compound      bool // "5 tỷ 340 triệu"
	planned       bool // the denominator is called the plan
}

// reader walks over the tokens of a page and makes items of them.
type reader struct {
	*page
	at    int
	depth int
	// cell is true when the text is one cell, where a bare 2023 is a figure;
	// grain is what the plan's unit makes of a figure without one.
	cell  bool
	grain grain
	// named is one more than the number that kind was found for.
	named int
	kind  nameKind
	// malformed is a number that no reading fits.
	malformed span
	date      span
	// full is the item that was last taken for the definition of a name.
	full int
}

// itemise finds figures, fixed expressions and breaks.
func (p *page) itemise(cell bool, g grain) *reader {
	r := &p.reader
	*r = reader{page: p, cell: cell, grain: g}
	for r.at < len(p.tokens) {
		t := &p.tokens[r.at]
		if t.line && r.at > 0 {
			r.add(cueStop, r.at, r.at)
			r.depth = 0
		}
		switch t.kind {
		case tokenNumber:
			r.number()
		case tokenWord:
			r.word()
		default:
			r.sign(t.mark)
		}
	}
	r.lendUnits()
	return r
}

func (r *reader) add(c cue, from, to int) {
	r.items = append(r.items, item{cue: c, from: from, to: to, depth: r.depth})
}

func (r *reader) word() {
	c, length := r.cueAt(r.at)
	if length == 0 {
		r.at++
		return
	}
	if length == 1 && r.properName(c) {
		r.at++
		return
	}
	end := r.at + length
	if c == cueLevel {
		if end = r.levelEnd(end); end == 0 {
			r.at += length
			return
		}
	}
	if c != cueNothing {
		r.add(c, r.at, end)
	}
	r.at = end
}

// properName reports whether the word at hand, which else tells a movement, is the
// name of a place by its capital: "thôn Hạ 15 hộ".
func (r *reader) properName(c cue) bool {
	switch c {
	case cueRise, cueFall, cueOver, cueLeft:
	default:
		return false
	}
	t := &r.tokens[r.at]
	return t.upper && !t.caps && !t.line && r.isWordAt(r.at-1) && !r.tokens[r.at-1].upper
}

// levelEnd returns the token after the number of a level ("mức độ 2", "hạng
// III"), 0 when none stands there.
func (r *reader) levelEnd(i int) int {
	if r.isMarkAt(i, ':') {
		i++
	}
	switch {
	case r.isRoman(i):
		return i + 1
	case r.isNumberAt(i):
		n := r.numbers[r.tokens[i].number]
		if v, ok := n.plainInt(); !ok || v > 12 || r.hasUnit(i+1) {
			return 0
		}
		return i + 1
	case r.isWordAt(i):
		if grades := levelGrades.lookup(r.tokens, i); grades > 0 {
			return i + grades
		}
		if t := r.tokens[i]; t.upper && t.letters == 1 {
			return i + 1
		}
	}
	return 0
}

// levelGrades are the words that grade a level: "xếp loại tốt".
var levelGrades = newPhraseTable([]entry{{1, "xuất sắc|tốt|khá|giỏi|trung bình|yếu|cao|vững mạnh"}})

// lookup returns the length of the phrase at token i, 0 when there is none.
func (t *phraseTable) lookup(tokens []token, i int) int {
	if i >= len(tokens) {
		return 0
	}
	found, ok := t.match(tokens, i)
	if !ok {
		return 0
	}
	return len(found.keys)
}

func (r *reader) sign(mark rune) {
	i := r.at
	r.at++
	switch mark {
	case ';':
		r.add(cueSemicolon, i, i+1)
	case ',':
		r.add(cueComma, i, i+1)
	case ':':
		r.add(cueColon, i, i+1)
	case '.':
		if r.endsSentence(i) {
			r.add(cueStop, i, i+1)
		}
	case '(', '[':
		r.add(cueOpen, i, i+1)
		r.depth++
	case ')', ']':
		if r.depth > 0 {
			r.depth--
		}
		r.add(cueClose, i, i+1)
	case '%', '‰':
		r.add(cueStrayPercent, i, i+1)
	case '<', '>':
		if r.isMarkAt(i+1, '=') {
			c := cueAtLeast
			if mark == '<' {
				c = cueAtMost
			}
			r.add(c, i, i+2)
			r.at++
			return
		}
		fallthrough
	case '≥', '≤', '=', '~', '≈', '/':
		if c, length := r.cueAt(i); length > 0 {
			r.add(c, i, i+length)
			r.at = i + length
		}
	}
}

// shortened are the words that a dot shortens rather than ends.
var shortened = newPhraseTable([]entry{{1, "TP|P|Q|TX|TT|Tr|ThS|BS|TS|H|X|đ|tr"}})

// endsSentence reports whether the dot at token i ends a sentence.
func (r *reader) endsSentence(i int) bool {
	if i+1 >= len(r.tokens) {
		return true
	}
	next := r.tokens[i+1]
	if next.kind == tokenMark && next.mark == '.' {
		return false
	}
	if i == 0 || next.line {
		return true
	}
	before := r.tokens[i-1]
	initial := before.kind == tokenWord && before.upper && before.letters == 1
	if next.glued {
		return next.kind == tokenWord && next.upper && before.kind == tokenWord && !initial
	}
	return !initial && (before.kind != tokenWord || !before.upper || shortened.lookup(r.tokens, i-1) == 0)
}

// number reads the number at hand as a figure, unless it is a date, a name or
// the like.
func (r *reader) number() {
	from := r.at
	if end := r.garbledEnd(from); end > 0 {
		r.malformed = span{from, end}
		r.add(cueNoFigure, from, end)
		r.at = end
		return
	}
	if end := r.notAFigure(from); end > from {
		if end > from+1 || !r.opensItem(from) {
			r.add(cueNoFigure, from, end)
		}
		r.at = end
		return
	}
	r.figureFrom(from)
}

// figureFrom reads the figure at token from, with its unit, and the second
// figure of a range or fraction.
func (r *reader) figureFrom(from int) {
	var first figure
	if !r.single(from, &first) {
		r.malformed = span{from, r.at}
		r.add(cueNoFigure, from, r.at)
		return
	}
	if r.dash(&first) || r.stroke(&first) {
		return
	}
	if r.definition(first) {
		r.add(cueNoFigure, first.from, first.to)
		return
	}
	r.addFigure(&first)
}

func (r *reader) addFigure(f *figure) {
	r.items = append(r.items, item{cue: cueFigure, from: f.from, to: f.to, figure: len(r.figures), depth: r.depth})
	r.figures = append(r.figures, *f)
}

// single reads one number with its unit into an empty figure, and leaves r.at
// behind it.
func (r *reader) single(i int, f *figure) bool {
	n, end := r.wholeNumber(i)
	leading := r.bareDecimal(&n, i)
	digits := end
	end = r.spelledOut(end)
	f.from, f.to, f.unit = i, end, *r.unitNear(end)
	g := r.grain
	switch {
	case !f.unit.none():
		f.to = f.unit.to
		g = f.unit.grain()
	case r.isWordAt(end) && periodWords.lookup(r.tokens, end) == 1:
		f.unit = unit{name: r.cut(end, end+1), to: end + 1}
		f.to = end + 1
	case r.countsUnknown(end):
		f.counted = true
		g = grainWhole
		if n.seps == 0 || n.thousands && n.last == 3 {
			f.unit = r.nounAt(end)
			f.to = max(f.to, f.unit.to)
		}
	}
	lit := n.read(r.cut(i, digits), g)
	r.at = f.to
	if !lit.ok {
		return false
	}
	f.value, f.other, f.faint, f.style = lit.value, lit.other, lit.faint, lit.style
	if leading {
		f.from--
		r.items = r.items[:max(0, len(r.items)-1)] // the sign is no break
	}
	if r.negative(i) {
		f.from--
		f.value = f.value.Neg()
	}
	r.compound(f)
	r.shortTail(f)
	r.contradiction(f)
	return true
}

// numberWords spell a number in the brackets behind it: "02 (hai) công trình".
var numberWords = newPhraseTable([]entry{{1, "không|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|trăm|nghìn|ngàn|triệu|linh|lẻ"}})

// spelledOut returns the token after such brackets, or i when none stand there.
func (r *reader) spelledOut(i int) int {
	if !r.isMarkAt(i, '(') || !r.isWordAt(i+1) {
		return i
	}
	end := i + 1
	for end < i+12 && end < len(r.tokens) && numberWords.lookup(r.tokens, end) > 0 {
		end++
	}
	if !r.isMarkAt(end, ')') {
		return i
	}
	return end + 1
}

// wholeNumber joins groups of three digits that blanks set apart.
func (r *reader) wholeNumber(i int) (number, int) {
	n := r.numbers[r.tokens[i].number]
	end := i + 1
	alone, after := n, end
	for n.seps == 0 && !n.zero && n.first <= 3 || n.blanks && n.seps == 0 {
		if !r.isNumberAt(end) || r.tokens[end].glued || r.tokens[end].line || r.tokens[end].runeStart-r.tokens[end-1].runeEnd != 1 {
			break
		}
		next := r.numbers[r.tokens[end].number]
		if next.first != 3 || next.seps > 1 || n.digits+next.digits > mostDigits || next.seps == 1 && next.sep != ',' {
			break
		}
		n = n.join(next)
		n.blanks = true
		end++
	}
	if n.blanks && !r.cell && !r.hasUnit(end) {
		// Numbers side by side, as in a pasted row, are no groups of one.
		n, end = alone, after
	}
	end = r.splitDecimal(&n, end)
	if r.brokenGroup(n, end) {
		next := r.numbers[r.tokens[end+1].number]
		first, seps := n.first, n.seps
		n = n.join(next)
		n.first, n.seps, n.sep, n.thousands, n.repeated, n.last = first, seps+1, '.', true, seps > 0, 3
		n.damaged = true
		end += 2
	}
	return n, end
}

// brokenGroup reports whether "1. 727 người" stands there: a blank after the
// dot that groups thousands.
func (r *reader) brokenGroup(n number, end int) bool {
	if !r.isMarkAt(end, '.') || !r.tokens[end].glued || !r.isNumberAt(end+1) || r.tokens[end+1].line {
		return false
	}
	next := r.numbers[r.tokens[end+1].number]
	if next.digits != 3 || next.seps != 0 || n.first > 3 || n.zero || n.digits+3 > mostDigits {
		return false
	}
	if n.seps > 0 && (n.sep != '.' || n.last != 3 || !n.thousands || n.mixed) {
		return false
	}
	return r.cell || r.hasUnit(end+2)
}

// countsUnknown reports whether token i is a word that a number before it
// counts, though it is in no table.
func (r *reader) countsUnknown(i int) bool {
	if !r.isWordAt(i) || r.tokens[i].line {
		return false
	}
	_, length := cueTable.find(r.tokens, i)
	return length == 0
}

// find is match without the phrase.
func (t *phraseTable) find(tokens []token, i int) (int32, int) {
	found, ok := t.match(tokens, i)
	if !ok {
		return 0, 0
	}
	return found.value, len(found.keys)
}

// negative reports whether a minus sign belongs to the number at token i.
func (r *reader) negative(i int) bool {
	if !r.isMarkAt(i-1, '-') {
		return false
	}
	minus := r.tokens[i-1]
	if minus.line || !r.tokens[i].glued {
		return minus.line && r.cell
	}
	return !minus.glued || r.isMarkAt(i-2, '(')
}

// compound adds the rest of "5 tỷ 340 triệu" to the figure.
func (r *reader) compound(f *figure) {
	for r.isNumberAt(r.at) && f.unit.measured() && f.unit.bare() && !r.tokens[r.at].line && !f.other.Valid {
		n, end := r.wholeNumber(r.at)
		u := r.unitAt(end)
		if u.none() || u.family() != f.unit.family() || !u.bare() && u.family() == familyCount || u.times != 0 {
			return
		}
		if !u.worth().LessThan(f.unit.worth()) || !f.unit.worth().Mod(u.worth()).IsZero() || f.unit.regional() != u.regional() {
			return
		}
		lit := n.read(r.cut(r.at, end), u.grain())
		if !lit.ok {
			return
		}
		f.value = f.value.Mul(f.unit.worth().Div(u.worth())).Add(lit.value)
		f.other = decimal.NullDecimal{}
		f.style = max(f.style, lit.style)
		f.unit, f.to, r.at, f.compound = u, u.to, u.to, true
	}
}

// contradiction notices a second unit right behind the first.
func (r *reader) contradiction(f *figure) {
	if f.unit.none() || r.at >= len(r.tokens) || r.tokens[r.at].line {
		return
	}
	if next := r.tokens[r.at]; next.kind == tokenMark && next.mark == '%' && !f.unit.share() {
		f.contradictory = true
		r.at++
		f.to = r.at
		return
	}
	if !r.isWordAt(r.at) {
		return
	}
	next, ok := r.unitWordAt(r.at)
	if !ok || next.loose {
		return
	}
	if next.family() != familyMoney && r.countsUnknown(next.to) {
		return // "85% km đường trục": a share of what is measured
	}
	if (f.unit.measured() || f.unit.share()) && next.measured() && !next.odd {
		// "m" and "tạ" also begin names; a contradiction is of two measures.
		f.contradictory = true
		u := r.unitAt(r.at)
		r.at = u.to
		f.to = r.at
	}
}
