package language

import "math"

// assign decides the role of a figure.
func (r *resultReader) assign(out *Figure, at *place, c *context, f *figure, own label) {
	at.total, at.among, at.over, at.against, at.past = c.total, c.among, c.over, c.baseAfter, c.past
	at.ofTotal, at.closes, at.year, at.inflow, at.noun = c.ofTotal, c.closes, c.year, c.inflow, c.noun
	at.arrived, at.lacks = c.level, c.lacks
	at.ofWhole, at.apart = c.wholeNamed, r.comparedElsewhere(c, f)
	at.summed, at.bareTotal, at.portion, at.each = c.summed, c.bareTotal, c.portion, c.each
	if c.over == overDoubtful && f.value.LessThan(hundred) || c.over != overNone && !f.unit.share() {
		at.over = overPlain
	}
	if c.over == overPlain && f.unit.share() && !f.value.LessThan(hundred) {
		at.over = overDoubtful
	}
	if c.planBehind && c.movement != 0 && at.over == overNone {
		at.over = overPlain
	}
	at.times = f.unit.word == unitTimes && f.unit.bare() && (c.times || c.baseAfter || c.planAfter)
	share := f.unit.share()
	switch {
	case c.except && r.alternative(out, at):
	case c.source:
		out.Role = RoleBase
	case r.startOfChange(at, c, f):
		out.Role = RoleBase
		if c.plan || r.planStated(at) {
			out.Role = RolePlan
		}
	case r.restatesChange(at, c, share):
		out.Role, out.Falling = RoleChange, r.reading.Figures[r.restated(at, c)].Falling
		at.restated = share
	case c.movement != 0 && !c.level:
		out.Role, out.Falling = RoleChange, c.movement == falling
		if f.unit.word == unitPercent && f.unit.bare() && r.inPoints(own) && c.over != overDoubtful {
			out.Unit = unitWords[unitPoint-1].name
		}
	case share && (c.left || f.from > 0 && lackWords.lookup(r.tokens, f.from-1) > 0) && (c.planBehind || c.baseAfter):
		out.Role, out.Falling = RoleChange, true // "còn thiếu 0,7% so với chỉ tiêu (96,5%)"
		if c.planBehind {
			at.over = overPlain
		}
		if f.unit.word == unitPercent && f.unit.bare() && r.inPoints(label{}) {
			out.Unit = unitWords[unitPoint-1].name
		}
	case share && c.planAfter, share && c.plan && !c.base && !c.planned:
		out.Role, at.ofPlan = RoleShare, true
	case c.average:
		out.Role = RoleOther
	case c.left && !(c.leftNamed && f.pairing == pairNone && (r.opensSentence(at) || c.stock && r.opensPiece(at))):
		out.Role = RoleRemainder // "Số đơn tồn 3 đơn" only names what is left
	case c.remains && (!c.named || c.second) && !r.fell() && !r.sinceStart(f) && !r.fromBefore():
		out.Role = RoleRemainder
	case c.plan && f.pairing != pairNumerator, c.ofTotal && c.planAfter && !share:
		out.Role = RolePlan
	case c.part && c.base && !c.compared && !c.opened:
		out.Role = RolePart // "trong đó kỳ trước chuyển sang 12 hồ sơ"
	case c.base && (f.pairing != pairNumerator || !c.opened):
		out.Role = RoleBase
	case share && c.baseAfter:
		out.Role, at.ofPast = RoleOther, true
	case c.part && !(c.closes && c.summed):
		out.Role = RolePart
	case r.items[at.item].depth > 0 && f.pairing == pairNone && !share && !c.level && !c.reached:
		out.Role = RoleOther
	default:
		out.Role = RoleValue
	}
}

// comparedElsewhere reports whether words near a figure say that it speaks of
// another place, or of an average over years, which the text need not tell.
func (r *resultReader) comparedElsewhere(c *context, f *figure) bool {
	if !f.unit.share() && c.movement == 0 {
		return false
	}
	for j := c.from; j < f.from; j++ {
		if elsewhereWords.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	for j := f.to; j < c.tail.to; j++ {
		if elsewhereWords.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

var elsewhereWords = newPhraseTable([]entry{{1,
	"toàn huyện|toàn tỉnh|toàn quốc|toàn vùng|cả nước|bình quân chung|bình quân của|bình quân tỉnh|bình quân huyện|bình quân toàn|trung bình chung|trung bình của|mức bình quân|mặt bằng chung|" +
		"mỗi năm|hằng năm|hàng năm|bình quân năm|mỗi tháng|hằng tháng|hàng tháng"}})

// lackWords stand right before what a rate lacks from another.
var lackWords = newPhraseTable([]entry{{1, "kém|hụt|thiếu"}})

// opensSentence reports the same of its sentence.
func (r *resultReader) opensSentence(at *place) bool {
	n := len(r.places)
	return n == 0 || r.places[n-1].sentence != at.sentence
}

// opensPiece reports whether no figure stands before the one at hand in its piece.
func (r *resultReader) opensPiece(at *place) bool {
	n := len(r.places)
	return n == 0 || r.places[n-1].sentence != at.sentence || r.places[n-1].piece != at.piece
}

// alternative gives a figure that is another reading of the one before it the
// role of that one; false when they are not of one unit.
func (r *resultReader) alternative(out *Figure, at *place) bool {
	n := len(r.places)
	if n == 0 || r.reading.Figures[n-1].Unit != out.Unit {
		return false
	}
	out.Role, out.Falling = r.reading.Figures[n-1].Role, r.reading.Figures[n-1].Falling
	at.ofPlan, at.ofPast = r.places[n-1].ofPlan, r.places[n-1].ofPast
	return true
}

// restatesChange reports whether a figure gives the change before it in another
// measure: "giảm 02 vụ (14,3%)", "tăng 1,02% (126 người)", "giảm 01 người, tương
// đương 33,3%".
func (r *resultReader) restatesChange(at *place, c *context, share bool) bool {
	before := r.restated(at, c)
	if before < 0 || r.reading.Figures[before].Role != RoleChange || at.pairing != pairNone || c.base && !c.opened || c.plan ||
		share == (r.page.figures[before].unit.share()) || share && r.page.figures[before].unit.family() == familyPoint {
		return false
	}
	if c.movement != 0 && (c.level || c.over != overNone || (c.movement == falling) != r.reading.Figures[before].Falling || r.inPoints(label{})) {
		return false
	}
	if c.equals {
		return true
	}
	open := at.item - 1
	if c.movement != 0 {
		open-- // "tăng 46 tấn (tăng 1,3%)"
	}
	if at.depth == 0 || open < 0 || r.items[open].cue != cueOpen {
		return false
	}
	if !share && r.places[before].item != open-1 {
		return false // "tăng 10% so với cùng kỳ (1.200 con)" tells the base
	}
	for j := r.places[before].item + 1; j < open; j++ {
		if c := r.items[j].cue; c != cueBase && c != cueNoFigure {
			return false
		}
	}
	return true
}

// startOfChange reports whether the figure in a bracket right behind a change is
// what the change is measured from: "210 con, giảm 4,5% (220 con)", "95,2%, cao
// hơn 5,2% (90%)".
func (r *resultReader) startOfChange(at *place, c *context, f *figure) bool {
	k := len(r.places) - 1
	if k < 0 || at.depth == 0 || !c.opened || c.movement != 0 || at.pairing != pairNone ||
		r.reading.Figures[k].Role != RoleChange || r.places[k].item != at.item-2 {
		return false
	}
	switch u := &r.page.figures[k].unit; {
	case u.family() == familyPoint:
		return f.unit.share()
	case !u.share():
		return u.name == f.unit.name && r.comparedAhead(k) // "ít hơn cùng kỳ 2 vụ (5 vụ)"
	}
	if f.unit.share() {
		return r.reading.Figures[k].Unit != percent
	}
	for a := k - 1; a >= 0 && r.places[a].sentence == at.sentence; a-- {
		if r.reading.Figures[a].Role != RoleValue || r.reading.Figures[a].Unit != f.unit.name {
			continue
		}
		return r.nearerToBase(r.places[a].rough, at.rough, r.places[k].rough, r.reading.Figures[k].Falling)
	}
	return false
}

// comparedAhead reports whether what change k is measured from is named right before
// it: "ít hơn cùng kỳ 2 vụ".
func (r *resultReader) comparedAhead(k int) bool {
	at := r.page.figures[k].from
	for j := max(0, at-4); j < at; j++ {
		if c, _ := cueTable.find(r.tokens, j); comparedWords.lookup(r.tokens, j) > 0 || cue(c) == cueBase {
			return true
		}
	}
	return false
}

// nearerToBase reports whether a level that changed by p per cent more likely
// started from x than changed by x: "tăng 1,02% (126 người)".
func (r *resultReader) nearerToBase(level, x, p float64, fell bool) bool {
	change := x
	if fell {
		p, change = -p, -x
	}
	if x == 0 || level == change {
		return false
	}
	asBase := math.Abs((level/x-1)*100 - p)
	asChange := math.Abs(change/(level-change)*100 - p)
	return asBase < asChange
}

// planStated reports whether the change before the figure is one against a plan
// that is named before it: "cao hơn chỉ tiêu 5,2% (90%)".
func (r *resultReader) planStated(at *place) bool {
	j := r.places[len(r.places)-1].item
	return j > 0 && r.items[j-1].cue == cuePlan
}

// restated returns the figure that the one at hand may restate: the one before
// it, or with "tương đương" the one before the brackets in between; none for
// none.
func (r *resultReader) restated(at *place, c *context) int {
	before := len(r.places) - 1
	for c.equals && before >= 0 && r.places[before].depth > at.depth {
		before--
	}
	return before
}

// inPoints reports whether a change in per cent is one of percentage points:
// its own name is a rate, or it follows a level in per cent.
func (r *resultReader) inPoints(own label) bool {
	if !r.idle(own) {
		return r.namesRate(own)
	}
	if r.rate {
		return true
	}
	n := len(r.reading.Figures)
	for n > 0 && r.places[n-1].depth > 0 {
		n-- // brackets only explain
	}
	if n == 0 {
		return false
	}
	last := r.reading.Figures[n-1]
	if last.Role == RoleChange && r.page.figures[n-1].unit.share() {
		return last.Unit != percent // a second change of the same rate
	}
	return (last.Role == RoleValue || last.Role == RolePart) && last.Unit == unitWords[unitPercent-1].name && r.places[n-1].pairing == pairNone && (!r.afterFraction(n-1) || r.partOfCounted(n-1))
}

// afterFraction reports whether figure k is the quotient of a fraction right
// before it.
func (r *resultReader) afterFraction(k int) bool {
	return k > 0 && r.places[k-1].pairing == pairDenominator
}

// partOfCounted reports whether percentage k tells what part of counted things the
// fraction right before it is, so that it is a rate itself: "1.126/1.189 hộ, đạt 94,7%".
func (r *resultReader) partOfCounted(k int) bool {
	return r.page.figures[k-1].unit.grain() == grainWhole && r.reading.Figures[k-1].Role == RoleBase && r.places[k].rough <= 100
}

// sinceStart reports whether the figure before is the level at the start of the
// period, so that "còn" gives the level now: "đầu năm 62 hộ (2,95%), đến nay còn 44
// hộ".
func (r *resultReader) sinceStart(f *figure) bool {
	n := len(r.places) - 1
	for n >= 0 && r.places[n].depth > 0 {
		n--
	}
	return n >= 0 && r.places[n].past && r.reading.Figures[n].Role == RoleBase && r.reading.Figures[n].Unit == f.unit.name
}

// fromBefore reports whether the figure before is the start of a movement, "từ 500", so
// that "còn" gives the level after it.
func (r *resultReader) fromBefore() bool {
	n := len(r.places) - 1
	return n >= 0 && r.reading.Figures[n].Role == RoleBase && r.places[n].item > 0 && r.items[r.places[n].item-1].cue == cueFrom
}

// fell reports whether the figure before is the start or the size of a fall, so
// that "còn" gives the level after it.
func (r *resultReader) fell() bool {
	n := len(r.reading.Figures)
	return n > 0 && r.reading.Figures[n-1].Falling
}
