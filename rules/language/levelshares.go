package language

import "math"

// shareOfLevels checks a percentage against a level and a plan, base or total
// that stand apart from each other.
func (r *resultReader) shareOfLevels(k, from, to int) (finding, bool) {
	a := r.levelNamed(k, from)
	if a < 0 || k+1 < to && r.explains(k+1, k) && r.reading.Figures[k+1].Unit == percent && r.reading.Figures[k+1].Role == RolePlan {
		return finding{}, false
	}
	if r.partNamed(k, a) {
		return finding{}, false
	}
	base := r.wholeNear(k, a, from, to)
	if base < 0 {
		a, base = r.levelOfPlan(k, a, from, to)
	}
	if base < 0 && !r.places[k].ofPlan {
		if other, ok := r.otherBase(k, from, to); ok {
			return other, true
		}
		base = r.siblingBase(k, a)
	}
	if base < 0 {
		return finding{}, false
	}
	c := r.share(k, a, base)
	if c.holds() {
		return c, true
	}
	if other, ok := r.otherBase(k, from, to); ok {
		return other, true
	}
	if r.places[k].ofWhole && !r.places[base].ofTotal && !r.named(k, a, base) && !r.namesWhole(k, base) || r.sharedWhole(base) {
		return finding{}, false
	}
	plain := (r.speaksOf(k, a) || r.inRow(k, a, base) || r.named(k, a, base) || r.namesWhole(k, base)) && !r.reading.Figures[k].Alternative && r.nearMiss(k, a, base)
	return c, plain
}

// inRow reports whether level a, what it is of and percentage k follow each other in one
// piece, and the percentage is about theirs: "18 ha trong 25 ha, tỷ lệ lấp đầy 72%".
func (r *resultReader) inRow(k, a, base int) bool {
	return base == a+1 && k == base+1 && r.places[base].ofTotal && r.places[a].piece == r.places[k].piece && r.places[k].depth == r.places[a].depth &&
		r.nearBy(k, a, base)
}

// nearBy reports whether percentage k is at most 20 off what a is of base.
func (r *resultReader) nearBy(k, a, base int) bool {
	bottom := r.inUnitOf(base, a).InexactFloat64()
	return bottom > 0 && math.Abs(r.places[a].rough/bottom*100-r.places[k].rough) <= 20
}

// levelOfPlan returns an earlier level of the same piece that is of the kind of the
// plan right behind percentage k, and that plan: "86 triệu đồng từ 1.420 hộ, đạt
// 107,5% kế hoạch (80 triệu đồng)". It returns level a and none where there is none.
func (r *resultReader) levelOfPlan(k, a, from, to int) (level, base int) {
	if k+1 >= to || !r.explains(k+1, k) || r.reading.Figures[k+1].Role != RolePlan {
		return a, none
	}
	for level = a - 1; level >= from && r.places[level].piece == r.places[k].piece; level-- {
		if _, same := r.sameKind(k+1, level); same && r.level(level) && r.places[level].pairing == pairNone {
			return level, k + 1
		}
	}
	return a, none
}

// partNamed reports whether percentage k is that of a part of level a which has no
// figure of its own: "3.245 lao động, trong đó lao động nông nghiệp chiếm 32%".
func (r *resultReader) partNamed(k, a int) bool {
	for i := r.places[a].item + 1; i < r.places[k].item; i++ {
		if c := r.items[i].cue; (c == cueAmong || c == cueMadeOf) && r.items[i].depth == r.items[r.places[k].item].depth {
			return r.places[k].own != ""
		}
	}
	return false
}

// levelNamed returns the level that percentage k names: "hòa giải thành 23 vụ, không
// thành 02 vụ, tỷ lệ hòa giải thành đạt 92%". It returns the one right before it
// where it names none.
func (r *resultReader) levelNamed(k, from int) int {
	last := r.levelBefore(k, from)
	if last < 0 || r.places[k].own == "" || r.places[k].depth > 0 {
		return last
	}
	best, likeness := last, Likeness(r.places[k].own, r.reading.Figures[last].Label)
	for a := last - 1; a >= from && likeness < 1; a-- {
		if !r.level(a) || r.places[a].pairing != pairNone || r.places[a].own == "" || r.places[a].depth != r.places[k].depth {
			continue
		}
		if l := Likeness(r.places[k].own, r.places[a].own); l > likeness && l >= 0.6 {
			best, likeness = a, l
		}
	}
	return best
}

// wholeNear returns the plan, total or base that level a may be a share of; none
// when no figure near percentage k is one.
func (r *resultReader) wholeNear(k, a, from, to int) int {
	for t := a + 1; t < to; t++ {
		if r.places[t].closes && r.places[t].firstPart <= a && t != k {
			return t // the total of the list that a stands in
		}
	}
	base := none
	for b := from; b < to; b++ {
		f := &r.reading.Figures[b]
		if b == a || b == k || f.Unit == percent {
			continue
		}
		_, same := r.sameKind(b, a)
		if !same && !r.caseOf(a, b) && !(r.places[b].ofTotal && r.countable(a) && r.countable(b) && r.places[a].piece == r.places[b].piece) && !(b == r.wholeOf(a) && r.person(a) && r.person(b)) {
			continue
		}
		fits := f.Role == RolePlan || b == r.wholeOf(a) && !r.places[k].ofPlan || r.portionOf(k, a, b) ||
			r.named(k, a, b) || r.namesWhole(k, b) && b != a || !r.places[k].ofPlan && (r.places[b].total || r.doneOf(k, a, b) || r.owed(k, a, b) || f.Role == RoleBase && !r.places[b].past && !r.elsewhere(b, a))
		if r.places[b].inflow && r.places[b].rough < r.places[a].rough {
			continue // no whole of it
		}
		if fits && (base < 0 || r.closerWhole(k, b, base)) {
			base = b
		}
	}
	return base
}

// caseOf reports whether figure a counts the cases found among what b counts: "kiểm tra
// 640 lái xe, có 32 trường hợp vi phạm".
func (r *resultReader) caseOf(a, b int) bool {
	return r.places[b].total && b < a && r.reading.Figures[a].Unit == "trường hợp" && r.countable(b) && r.reading.Figures[b].Unit != "" && r.places[a].piece == r.places[b].piece
}

// closerWhole reports whether b is more likely what percentage k is a share of than
// base: in the bracket behind it, in its piece, a plan, a total in so many words.
func (r *resultReader) closerWhole(k, b, base int) bool {
	own := r.places[k].piece
	switch {
	case r.explains(base, k):
		return false
	case r.explains(b, k):
		return true
	case (r.places[b].piece == own) != (r.places[base].piece == own):
		return r.places[b].piece == own
	case r.reading.Figures[b].Role == RolePlan:
		return true
	}
	return r.places[b].ofTotal && r.reading.Figures[base].Role != RolePlan
}

// namesWhole reports whether the words behind percentage k are the name of total
// b: "tổng mức đầu tư 14,9 tỷ đồng; … bằng 80% tổng mức đầu tư".
func (r *resultReader) namesWhole(k, b int) bool {
	if r.places[b].inflow || b > k {
		return false
	}
	from, least := r.page.figures[k].to, 0.55
	if !r.places[k].ofWhole {
		least = 1 // "bằng 5% doanh thu"
	}
	to := from
	for to < min(len(r.tokens), from+wordsToBracket) && r.isWordAt(to) {
		to++
	}
	return len(meaning(r.reading.Figures[b].Label)) > 1 && Likeness(r.cut(from, to), r.reading.Figures[b].Label) >= least
}

// sharedWhole reports whether figure b is itself given as a share of something
// right behind it, so that what is told of its parts may be a share of the same:
// "4.250 người, đạt 68%; trong đó có chứng chỉ 1.875 người, đạt 30%".
func (r *resultReader) sharedWhole(b int) bool {
	next := b + 1
	return next < len(r.places) && r.reading.Figures[b].Role == RoleValue && r.places[b].pairing == pairNone && r.reading.Figures[next].Unit == percent &&
		r.reading.Figures[next].Role == RoleValue && r.places[next].rough < 100 && r.places[next].sentence == r.places[b].sentence && !r.between(b, next)
}

// named reports whether b is the whole that percentage k names, in the bracket
// right behind it: "bằng 4,2% tổng thu (5.950 triệu đồng)".
func (r *resultReader) named(k, a, b int) bool {
	return r.explains(b, k) && a == k-1 && !r.between(a, k) && r.places[b].pairing == pairNone && r.places[b].rough > r.places[a].rough &&
		(r.reading.Figures[b].Role == RoleOther || r.reading.Figures[b].Role == RoleValue)
}

// doneOf reports whether a is what is done of the whole b, told in the clause
// before: "đoạn đường dài 1,2 km; đã thi công 0,9 km, đạt 75%".
func (r *resultReader) doneOf(k, a, b int) bool {
	if k != a+1 || b > a || !r.level(b) || r.places[b].pairing != pairNone || r.between(a, k) || r.places[b].rough <= r.places[a].rough {
		return false
	}
	return (r.doneClause(a) || r.handled(k, a, b)) && r.nearMiss(k, a, b)
}

// handled reports whether the clause of figure a begins with what was done with b, the
// figure right before it, and percentage k tells of most of it: "có 160 đơn, xử lý 144
// đơn (90%)".
func (r *resultReader) handled(k, a, b int) bool {
	if b != a-1 || r.places[k].rough < 50 || r.places[a].rough < r.places[b].rough/2 || r.places[a].depth != r.places[b].depth {
		return false
	}
	from := r.page.figures[a].from
	for j := max(0, from-6); j < from; j++ {
		if r.isMarkAt(j, ';') || r.isMarkAt(j, ',') {
			if j+1 == from {
				return r.handledBehind(a) && !r.namedBehind(b)
			}
			done, _ := handledWords.find(r.tokens, j+1)
			return done == handledDone && (r.tokens[j+1].key == wordHave || r.tokens[j+1].key != r.clauseWord(b)) && (!r.namedBehind(a) || r.tokens[r.page.figures[a].to].key == r.tokens[r.page.figures[b].to].key)
		}
	}
	return false
}

// clauseWord returns the first word of the clause before figure k.
func (r *resultReader) clauseWord(k int) wordKey {
	at := r.page.figures[k].from
	for first := max(0, at-6); at > first && r.isWordAt(at-1); at-- {
	}
	return r.tokens[at].key
}

// namedBehind reports whether figure k is told apart by a name behind its unit: "25 ha
// ngô", but not "25 ha," or "96 hộ đăng ký".
func (r *resultReader) namedBehind(k int) bool {
	at := r.page.figures[k].to
	return r.isWordAt(at) && handledWords.lookup(r.tokens, at) == 0
}

// owed reports whether figure a is what is overdue of the loans that figure b tells, the
// only other amount of the piece: "dư nợ 32,4 tỷ đồng, nợ quá hạn 81 triệu đồng (0,25%)".
func (r *resultReader) owed(k, a, b int) bool {
	if k != a+1 || b > a || r.places[a].piece != r.places[b].piece || r.page.figures[a].unit.family() != familyMoney || !r.inUnitOf(a, b).LessThan(r.reading.Figures[b].Value) {
		return false
	}
	for j := b + 1; j < a; j++ {
		if r.page.figures[j].unit.family() == familyMoney {
			return false
		}
	}
	return r.calledAs(a, wordDebt) && r.calledAs(b, wordLoans)
}

// calledAs reports whether a word stands shortly before figure k.
func (r *resultReader) calledAs(k int, word wordKey) bool {
	from := r.page.figures[k].from
	for j := from - 1; j >= max(0, from-wordsToBracket) && r.isWordAt(j); j-- {
		if r.tokens[j].key == word {
			return true
		}
	}
	return false
}

var (
	wordDebt  = keyOf("nợ")
	wordLoans = keyOf("dư")
)

// handledBehind reports whether words behind figure a tell what was done: "96 hộ đăng
// ký, 84 hộ được công nhận".
func (r *resultReader) handledBehind(a int) bool {
	done, _ := handledWords.find(r.tokens, r.page.figures[a].to)
	return done == handledDone || done == handledReached
}

const (
	handledDone    int32 = 1 + iota // begins a clause that tells what was done with what came in
	handledReached                  // stands behind how many it was done with
	handledNamed                    // may stand behind either without telling things apart
)

var handledWords = newPhraseTable([]entry{{handledDone, "xử lý|giải quyết|trả lời|khắc phục|hoàn thành|thẩm định|hòa giải|thu hồi|chi trả|cấp|có|công nhận|khởi công|bàn giao|nghiệm thu|giải ngân|thu về|" +
	"kiểm tra|bê tông hóa|cứng hóa|di dời|hỗ trợ|tiêm|khám|điều trị|ký kết|ký|lắp đặt|sửa chữa|xây dựng|trao|phát|tham gia|tham dự|trúng tuyển|tuyển|kết nạp|xóa|cho vay|thu|trả|chuyển|vận động|triển khai|thực hiện|tổ chức|hướng dẫn|tiếp thu"},
	{handledReached, "được|đã|đạt|nhận|nộp"},
	{handledNamed, "đăng ký|thuộc|đủ|dự|đề nghị|tại|trên|của|trong|ở|để|xong|đúng|trước|theo|cho"}})

// doneClause reports whether the clause of figure a tells how much is done.
func (r *resultReader) doneClause(a int) bool {
	from := r.page.figures[a].from
	for j := max(0, from-6); j < from; j++ {
		if r.isMarkAt(j, ';') || r.isMarkAt(j, ',') {
			return doneWords.lookup(r.tokens, j+1) > 0
		}
	}
	return false
}

// doneWords begin a clause that tells how much is done.
var doneWords = newPhraseTable([]entry{{1, "đã|đến nay đã|đến nay|hiện đã|mới|nay đã|kết quả"}})

// elsewhere reports whether b is the whole of a fraction in another clause than
// level a.
func (r *resultReader) elsewhere(b, a int) bool {
	return r.places[b].pairing == pairDenominator && r.between(min(a, b), max(a, b))
}

// siblingBase returns the base of the share before k where both are told alike:
// "rà soát 2.340 hộ, phát hiện 61 hộ nghèo (2,6%) và 84 hộ cận nghèo (3,6%)";
// none when there is no such share.
func (r *resultReader) siblingBase(k, a int) int {
	if r.sibling < 1 || a != k-1 || r.sibling != a-1 || r.places[r.sibling].depth != r.places[k].depth || r.between(r.sibling, k) {
		return none
	}
	if _, same := r.sameKind(r.siblingOf, a); !same {
		return none
	}
	return r.siblingOf
}

// siblingBefore checks share k, about which nothing was found, against the base of
// the share that holds and is told alike right behind it.
func (r *resultReader) siblingBefore(k, holds, base int) (finding, bool) {
	if k < 1 || holds != k+2 || base < 0 || base >= k-1 || r.reading.Figures[k].Role == RoleChange || r.places[k].ofPlan || r.places[k].ofPast {
		return finding{}, false
	}
	if r.places[k].depth != r.places[holds].depth || r.places[k].sentence != r.places[holds].sentence || r.between(k, holds) ||
		!r.level(k-1) || r.places[k-1].pairing != pairNone || r.places[k].depth <= r.places[k-1].depth {
		return finding{}, false
	}
	if _, same := r.sameKind(base, k-1); !same {
		return finding{}, false
	}
	c := r.share(k, k-1, base)
	return c, r.nearMiss(k, k-1, base)
}

// portionOf reports whether percentage k is said to be the portion that a takes
// of the figure right before it: "24 xã, 18 xã đạt chuẩn (chiếm 75%)".
func (r *resultReader) portionOf(k, a, b int) bool {
	return r.places[k].portion && b == a-1 && k == a+1 && r.places[b].depth == r.places[a].depth &&
		!r.between(b, k) && r.places[b].rough > r.places[a].rough
}

// nearMiss reports whether figure k is close enough to a/b to be meant as its
// share. Further off it is the share of something the text does not name, unless
// b is the plan itself.
func (r *resultReader) nearMiss(k, a, b int) bool {
	if r.reading.Figures[b].Role == RolePlan || r.places[b].ofTotal || r.namesWhole(k, b) {
		return true
	}
	if r.places[k].portion && r.places[k].own == "" && b == r.wholeOf(a) {
		return true // "trong đó nữ 118 đồng chí, chiếm 37,8%"
	}
	share, stated := r.places[a].rough/r.inUnitOf(b, a).InexactFloat64()*100, r.places[k].rough
	if stated <= 0 || share > 100 && !r.places[k].ofPlan {
		return false
	}
	if (r.places[b].total || b == r.wholeOf(a)) && share >= 50 && stated >= 50 {
		return true
	}
	return math.Abs(share-stated) <= 20 && share < 3*stated && stated < 3*share
}

// wholeOf returns the figure that part a is a part of, none when a is none.
func (r *resultReader) wholeOf(a int) int {
	if r.reading.Figures[a].Role != RolePart {
		return none
	}
	for b := a - 1; b >= max(0, a-figuresBack); b-- {
		if f := &r.reading.Figures[b]; f.Role == RolePart || f.Unit == percent {
			continue
		}
		if _, same := r.sameKind(b, a); same || r.places[b].sentence != r.places[a].sentence || r.person(a) && r.person(b) {
			return b
		}
	}
	return none
}
