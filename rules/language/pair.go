package language

import (
	"strings"

	"github.com/shopspring/decimal"
)

// dash reads the second end of "15-20%" or "từ 15 đến 20%" and adds both ends;
// false when there is none.
func (r *reader) dash(low *figure) bool {
	joint := r.at
	word := false
	switch {
	case r.isMarkAt(joint, '-') || r.isMarkAt(joint, '÷') || r.isMarkAt(joint, '~'):
	case r.isWordAt(joint) && (r.tokens[joint].key == wordTo || r.tokens[joint].key == wordUntil):
		word = true
	default:
		return false
	}
	if !r.isNumberAt(joint+1) || r.tokens[joint].line || r.tokens[joint+1].line {
		return false
	}
	back := r.at
	if r.dateEnd(joint+1) > 0 && word {
		return false
	}
	var high figure
	ok := r.single(joint+1, &high)
	if ok && !word {
		// A minus sign was taken for the dash.
		high.from, high.value = joint+1, high.value.Abs()
	}
	if !ok || !r.sameMeasure(low, &high, word) || !low.value.LessThan(high.value) {
		r.at = back
		return false
	}
	if r.definition(high) {
		r.add(cueNoFigure, low.from, high.to)
		return true
	}
	low.pairing, high.pairing = pairLow, pairHigh
	r.addFigure(low)
	r.figures = append(r.figures, high)
	r.items[len(r.items)-1].to = high.to
	return true
}

var (
	wordOver  = keyOf("trên")
	wordTo    = keyOf("đến")
	wordUntil = keyOf("tới")
)

// sameMeasure lets the ends of a range share the unit that stands behind one
// of them, and reports whether they then measure the same.
func (r *reader) sameMeasure(low, high *figure, word bool) bool {
	switch {
	case low.unit.none() && !high.unit.none():
		low.unit = high.unit
		r.again(low)
	case !low.unit.none() && high.unit.none():
		if word || high.counted {
			return false
		}
		high.unit = low.unit
		r.again(high)
	case low.unit.none():
		low.counted = high.counted
		return !word || r.afterFrom()
	}
	return low.unit.name == high.unit.name
}

// again reads the number of a figure anew, now that its unit is known.
func (r *reader) again(f *figure) {
	i := f.from
	if !r.isNumberAt(i) {
		i++
	}
	n, end := r.wholeNumber(i)
	if lit := n.read(r.cut(i, end), f.unit.grain()); lit.ok {
		f.value, f.other = lit.value, lit.other
	}
}

// afterFrom reports whether the item added last is "từ".
func (r *reader) afterFrom() bool {
	return len(r.items) > 0 && r.items[len(r.items)-1].cue == cueFrom
}

// lendUnits gives the start of a movement the unit that stands only behind its
// end: "từ 25 lên 30 mô hình".
func (r *reader) lendUnits() {
	for i := 1; i+2 < len(r.items); i++ {
		start, move := r.items[i], r.items[i+1]
		if start.cue != cueFigure || r.items[i-1].cue != cueFrom || r.items[i-1].to != start.from || !r.figures[start.figure].unit.none() {
			continue
		}
		end := i + 2
		if move.cue == cueNoFigure {
			move, end = r.items[i+2], i+3 // "từ 25 năm 2022 lên 30 mô hình"
		}
		if move.cue != cueUp && move.cue != cueDown || end >= len(r.items) || r.items[end].cue != cueFigure || r.items[end].from != move.to {
			continue
		}
		low := &r.figures[start.figure]
		if low.pairing == pairNone {
			low.unit = r.figures[r.items[end].figure].unit
			r.again(low)
		}
	}
}

// strokeAt returns where the stroke of a fraction would stand: right behind the
// figure, or behind a few words more in "35 hộ nghèo/2.815 hộ".
func (r *reader) strokeAt(top *figure) int {
	if top.unit.none() || !top.unit.bare() {
		return r.at
	}
	joint := r.at
	for joint < r.at+3 && r.isWordAt(joint) && !r.tokens[joint].line {
		if _, length := cueTable.find(r.tokens, joint); length > 0 {
			return r.at
		}
		joint++
	}
	if joint == r.at || !r.isMarkAt(joint, '/') || !r.isNumberAt(joint+1) {
		return r.at
	}
	n, end := r.wholeNumber(joint + 1)
	if u := r.unitAt(end); u.name != top.unit.name && !(u.name == planUnit && top.unit.family() == familyCount) || n.seps > 1 && !n.thousands {
		return r.at
	}
	return joint
}

// stroke reads the denominator of "117/200 lao động" or "3,89 ha/4,59 ha" and
// adds both figures; false when there is none.
func (r *reader) stroke(top *figure) bool {
	joint := r.strokeAt(top)
	word := r.isWordAt(joint) && r.tokens[joint].key == wordOver && top.unit.bare() && !top.unit.share()
	if !r.isMarkAt(joint, '/') && !word {
		return false
	}
	below, planned := r.denominatorNumber(joint)
	if below == 0 || r.tokens[below].line {
		return false
	}
	back := r.at
	var bottom figure
	ok := r.single(below, &bottom)
	if ok && word {
		// "9 trên 12 buổi" is a part of a whole of the same kind.
		ok = !bottom.value.LessThan(top.value) && (top.unit.none() || top.unit.name == bottom.unit.name)
		top.counted = false
	}
	if !ok {
		r.at = back
		return false
	}
	switch {
	case top.unit.none() && !top.counted:
		top.unit, top.counted = bottom.unit, bottom.counted
		if !bottom.unit.share() {
			r.again(top)
		} else {
			top.unit = unit{}
		}
	case bottom.unit.none():
		bottom.unit = top.unit
		r.again(&bottom)
	case !fractionUnits(top.unit, bottom.unit):
		r.at = back
		return false
	}
	top.pairing, bottom.pairing = pairNumerator, pairDenominator
	bottom.planned = planned
	r.addFigure(top)
	r.figures = append(r.figures, bottom)
	r.items[len(r.items)-1].to = bottom.to
	return true
}

// fractionUnits reports whether a fraction can have such units above and below:
// things that are counted differently only stand side by side ("05 vụ/12 đối
// tượng").
func fractionUnits(top, bottom unit) bool {
	if top.name == bottom.name || top.bare() && bottom.bare() && (strings.HasPrefix(bottom.name, top.name+" ") || strings.HasPrefix(top.name, bottom.name+" ")) {
		return true // "78 lượt/80 lượt khách"
	}
	if top.family() != bottom.family() {
		return false
	}
	if bottom.bare() && bottom.name == planUnit {
		return top.family() == familyCount && top.bare() // "42 đảng viên/40 chỉ tiêu"
	}
	return top.family() != familyCount || personUnits[top.name] && personUnits[bottom.name] || paperUnits[top.name] && paperUnits[bottom.name]
}

const planUnit = "chỉ tiêu"

// paperUnits are the units of cases on paper, which a fraction may mix: "152 giấy
// chứng nhận/180 hồ sơ".
var paperUnits = map[string]bool{
	"hồ sơ": true, "giấy chứng nhận": true, "giấy phép": true, "giấy": true, "đơn": true, "thủ tục": true, "trường hợp": true, "thẻ": true,
}

// denominatorNumber returns the token of the number behind the stroke at token
// joint, 0 when there is none, and whether words in between call it the plan.
func (r *reader) denominatorNumber(joint int) (below int, planned bool) {
	below = joint + 1
	for below < joint+4 && r.isWordAt(below) {
		below++
	}
	if !r.isNumberAt(below) {
		return 0, false
	}
	if length := r.planBefore(below); length != below-joint-1 {
		return 0, false
	}
	found, _ := cueTable.find(r.tokens, joint+1)
	return below, below > joint+1 && cue(found) == cuePlan
}

// definition reports whether a figure belongs to the name of a group: "dưới 5
// tuổi", "3 sao".
func (r *reader) definition(f figure) bool {
	if f.unit.word == unitAge && f.unit.bare() {
		return !r.speaksOfLifespan(f.from) && !(r.cell && f.from == 0)
	}
	if f.unit.none() {
		return definitionWords.lookup(r.tokens, f.to) > 0 && f.value.LessThan(ten)
	}
	return r.per(f)
}

// per reports whether a figure only tells what another is counted per: "trên 1
// ha đất", "trên 1.000 dân", "mỗi 100 trẻ đẻ sống".
func (r *reader) per(f figure) bool {
	if f.unit.share() {
		return false
	}
	if f.from > 0 && perWords.lookup(r.tokens, f.from-1) > 0 && powerOfTen(f.value) && f.value.GreaterThan(decimal.New(1, 0)) && r.isWordAt(f.to) && r.tokens[f.to].key == wordHave {
		return true // "bình quân 1.000 dân có 2,5 bác sĩ"
	}
	last := len(r.items) - 1
	if last < 0 || r.items[last].cue != cueAbove || r.items[last].to != f.from {
		return false
	}
	if f.value.Equal(decimal.New(1, 0)) {
		return true
	}
	return f.unit.word == unitPeople && powerOfTen(f.value)
}

// perWords stand right before what is counted per.
var (
	perWords = newPhraseTable([]entry{{1, "quân|cứ|mỗi|trên"}})
	wordHave = keyOf("có")
)

// speaksOfLifespan looks for "tuổi thọ" in the dozen words before a figure.
func (r *reader) speaksOfLifespan(i int) bool {
	for j := max(0, i-12); j < i; j++ {
		if lifespanWords.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}
