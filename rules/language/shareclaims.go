package language

import (
	"math"

	"github.com/shopspring/decimal"
)

// quotient checks a percentage that states what part one figure is of another:
// "117/200 lao động, đạt 58,5%", "KH 200 ha, thực hiện 190 ha, đạt 95%".
func (r *resultReader) quotient(k int) (finding, bool) {
	from, to := r.near(k)
	if c, ok := r.shareBefore(k, from, to); ok {
		return c, true
	}
	if r.totalRightBehind(k, to) {
		return r.share(k, k-1, k+1), true
	}
	if base := r.wholeOfEqual(k, from, to); base >= 0 {
		return r.share(k, k+1, base), true
	}
	if r.places[k].ofPast {
		return r.shareOfPast(k, from, to)
	}
	if top, bound := r.fractionOf(k, from, to); top >= 0 {
		c := r.share(k, top, top+1)
		if c.holds() || bound && c.verdict == VerdictNote {
			return c, true
		}
		if other, ok := r.otherBase(k, from, to); ok {
			return other, true
		}
		if bound {
			return c, true
		}
	}
	if c, ok := r.shareInBracket(k, to); ok {
		return c, true
	}
	if c, ok := r.shareWithinBracket(k, from); ok {
		return c, true
	}
	if c, ok := r.shareAhead(k, from, to); ok {
		return c, true
	}
	if c, ok := r.shareLeft(k); ok {
		return c, true
	}
	if c, ok := r.shareOfLevels(k, from, to); ok {
		return c, true
	}
	if c, ok := r.shareOfRates(k, from, to); ok {
		return c, true
	}
	if c, ok := r.shareOfCompared(k, from); ok {
		return c, true
	}
	return r.implied(k, from)
}

// totalRightBehind reports whether percentage k stands in the bracket of a level, and
// what both are of right behind it: "24 hồ sơ (20%) trên tổng số 120".
func (r *resultReader) totalRightBehind(k, to int) bool {
	a, b := k-1, k+1
	if a < 0 || b >= to || !r.places[b].ofTotal || r.places[b].depth != r.places[a].depth || r.places[k].depth <= r.places[a].depth || r.places[a].pairing != pairNone || r.places[b].pairing != pairNone {
		return false
	}
	if !r.level(a) && r.reading.Figures[a].Role != RoleRemainder || r.between(a, b) || !r.isMarkAt(r.page.figures[k].to, ')') {
		return false
	}
	over, total := r.items[r.places[k].item+2], r.page.figures[b].from
	_, same := r.sameKind(b, a)
	return same && over.cue == cueOfTotal && over.from == r.page.figures[k].to+1 && total-over.to <= 2
}

// wholeOfEqual returns what percentage k is taken of where the amount it comes to is told
// right behind it: "18 tỷ đồng, trong đó tỉnh hỗ trợ 60%, tương đương 10,8 tỷ đồng". It
// returns none for none.
func (r *resultReader) wholeOfEqual(k, from, to int) int {
	a := k + 1
	if a >= to || r.places[a].pairing != pairNone || r.places[a].piece != r.places[k].piece || !r.level(a) {
		return none
	}
	if item := r.places[a].item; r.items[item-1].cue != cueEquals || r.items[item-1].to != r.items[item].from {
		return none
	}
	for b := k - 1; b >= from && r.places[b].piece == r.places[k].piece; b-- {
		if _, same := r.sameKind(b, a); same && (r.level(b) || r.reading.Figures[b].Role == RolePlan) && r.places[b].pairing == pairNone && r.inUnitOf(a, b).LessThanOrEqual(r.reading.Figures[b].Value) {
			return b
		}
	}
	return none
}

// shareOfCompared checks a share right behind the bracket of the base that the level
// before it was compared with: "giảm 60 con so với cùng kỳ (1.300 con), bằng 95,4%".
func (r *resultReader) shareOfCompared(k, from int) (finding, bool) {
	b := k - 1
	if b <= from || r.places[k].ofPlan || r.places[k].own != "" || r.places[k].depth > 0 || r.places[k].piece != r.places[b].piece ||
		r.reading.Figures[b].Role != RoleBase || !r.places[b].past || r.places[b].depth == 0 {
		return finding{}, false
	}
	for a := b - 1; a >= from && r.places[a].piece == r.places[k].piece; a-- {
		if _, same := r.sameKind(b, a); same && r.level(a) && r.places[a].pairing == pairNone {
			return r.share(k, a, b), math.Abs(r.places[a].rough/r.inUnitOf(b, a).InexactFloat64()*100-r.places[k].rough) <= 20
		}
	}
	return finding{}, false
}

// fractionOf returns the numerator of the fraction that percentage k speaks of,
// and whether the words leave no doubt about it; none when there is none.
func (r *resultReader) fractionOf(k, from, to int) (int, bool) {
	if k+1 < to && r.places[k+1].pairing == pairNumerator && r.places[k+1].depth > r.places[k].depth {
		return k + 1, true
	}
	if k+1 < to && r.places[k+1].pairing == pairNumerator && r.items[r.places[k+1].item-1].cue == cueEquals && !r.between(k, k+1) {
		return k + 1, true // "đạt 85% kế hoạch, tương ứng 34/40 ha"
	}
	taken := 0
	for j := k - 1; j >= from; j-- {
		at := &r.places[j]
		switch {
		case at.pairing == pairNumerator && r.explainsRate(j):
			// told of the rate before it
		case at.pairing == pairNumerator && taken == 0:
			return j, r.speaksOf(k, j) && !r.commentsOn(k, j)
		case at.pairing == pairNumerator:
			taken--
		case r.reading.Figures[j].Unit == percent && r.reading.Figures[j].Role != RoleChange && at.pairing == pairNone && !r.reading.Figures[k].Alternative:
			taken++
		}
	}
	return none, false
}

// commentsOn reports whether percentage k stands in the bracket of a level that
// comes behind the fraction at j, or tells what portion is left.
func (r *resultReader) commentsOn(k, j int) bool {
	if k-1 <= j+1 || r.places[k-1].pairing != pairNone {
		return false
	}
	bracketed := r.places[k].depth > r.places[k-1].depth
	if r.reading.Figures[k-1].Role == RoleRemainder {
		return bracketed || r.places[k].portion
	}
	return bracketed && r.level(k-1)
}

// speaksOf reports whether percentage k plainly speaks of figure j: no
// semicolon in between and no name of its own that names something else.
func (r *resultReader) speaksOf(k, j int) bool {
	own := r.places[k].own
	if r.between(j, k) {
		last := j
		if r.places[j].pairing == pairNumerator || last+1 < k && r.places[last+1].ofTotal {
			last++
		}
		return own == "" && k == last+1 && r.places[k].depth == r.places[j].depth // "…; đạt 90% KH"
	}
	if own == "" || r.reading.Figures[k].Label == r.reading.Figures[j].Label {
		return true
	}
	return len(meaning(own)) == 0 || r.wholeOfKind(k, j) || Likeness(own, r.reading.Figures[j].Label) >= 0.3
}

// wholeOfKind reports whether percentage k is said to be one of all there is of
// what the fraction at j measures: "186/210 ha lúa, đạt 88,6% diện tích".
func (r *resultReader) wholeOfKind(k, j int) bool {
	if r.places[j].pairing != pairNumerator || r.places[k].portion || k != j+2 {
		return false
	}
	at := r.page.figures[k].to
	switch u := r.page.figures[j].unit; {
	case u.family() == familyArea:
		return areaWords.lookup(r.tokens, at) > 0
	case u.bare() && u.name == "con":
		return herdWords.lookup(r.tokens, at) > 0
	}
	return false
}

var (
	areaWords = newPhraseTable([]entry{{1, "diện tích|tổng diện tích"}})
	herdWords = newPhraseTable([]entry{{1, "tổng đàn|đàn"}})
)

// share is the finding that figure k is the share of a in b.
func (r *resultReader) share(k, a, b int) finding {
	c := r.finding(ClaimFrac, k)
	c.a, c.b, c.top, c.base = r.operand(a), r.operand(b), a, b
	bottom := r.inUnitOf(b, a)
	if bottom.IsZero() {
		return c.asked(doubtBase)
	}
	c.value = r.tally(k, ratio(c.a.value, bottom))
	if c.verdict = VerdictOK; c.value.exact() {
		return c
	}
	if r.rounded(a, b) {
		c.value.bounds(c.a.value, roundedBy(c.a.value), bottom, r.slack(k, b, bottom), false)
	}
	c.verdict = c.value.verdict()
	return c
}

// rounded reports whether an operand is measured, and so rounded itself.
func (r *resultReader) rounded(a, b int) bool {
	return r.page.figures[a].unit.measured() || r.page.figures[b].unit.measured()
}

// slack is how far off figure b may be, given in another unit, as the base of figure
// k. What was planned was set, not measured: only what measuring gave is rounded.
func (r *resultReader) slack(k, b int, converted decimal.Decimal) decimal.Decimal {
	if r.reading.Figures[b].Role == RolePlan || r.places[k].ofPlan && r.places[b].pairing == pairDenominator {
		return decimal.Zero
	}
	return halfIn(r.reading.Figures[b].Value, converted)
}

// shareOfPast checks a share of an earlier level: "1.260 con, bằng 105% cùng kỳ
// (1.200 con)".
func (r *resultReader) shareOfPast(k, from, to int) (finding, bool) {
	a := r.levelBefore(k, from)
	if a < 0 {
		return finding{}, false
	}
	b := r.pastBase(k, a, from, to)
	if b < 0 {
		return finding{}, false
	}
	c := r.share(k, a, b)
	if c.holds() {
		return c, true
	}
	if _, same := r.sameKind(k-1, b); same && r.reading.Figures[k-1].Role == RoleChange {
		// "giảm 03 vụ, bằng 25% so với cùng kỳ 12 vụ"
		if change := r.share(k, k-1, b); change.holds() {
			return change, true
		}
	}
	if other, ok := r.otherBase(k, from, to); ok {
		return other, true
	}
	return c, r.speaksOf(k, a)
}

// shareInBracket checks a share whose bracket names both sides: "đạt 120% (kế
// hoạch 10 mô hình, thực hiện 12 mô hình)".
func (r *resultReader) shareInBracket(k, to int) (finding, bool) {
	a, b := none, none
	for j := k + 1; j < to && r.places[j].depth > r.places[k].depth; j++ {
		switch f := &r.reading.Figures[j]; {
		case f.Unit == percent || r.places[j].pairing != pairNone:
			return finding{}, false
		case (f.Role == RolePlan || r.places[j].ofTotal) && b < 0:
			b = j
		case (f.Role == RoleValue || f.Role == RoleOther) && a < 0:
			a = j
		}
	}
	if a < 0 || b < 0 {
		return finding{}, false
	}
	if _, same := r.sameKind(b, a); !same {
		return finding{}, false
	}
	return r.share(k, a, b), true
}

// shareWithinBracket checks a share told in a bracket of what the bracket explains:
// "18 đảng viên (nữ 11 đồng chí, chiếm 61,1%)".
func (r *resultReader) shareWithinBracket(k, from int) (finding, bool) {
	a := k - 1
	if a <= from || r.places[k].depth == 0 || r.places[a].depth != r.places[k].depth || r.reading.Figures[a].Role != RoleOther || r.places[a].pairing != pairNone {
		return finding{}, false
	}
	b := a - 1
	for b > from && r.places[b].depth >= r.places[k].depth {
		b--
	}
	if !r.level(b) || r.places[b].depth >= r.places[k].depth || r.places[b].pairing == pairDenominator {
		return finding{}, false
	}
	if _, same := r.sameKind(b, a); !same && !(r.person(a) && r.person(b)) {
		return finding{}, false
	}
	c := r.share(k, a, b)
	return c, c.holds() || r.places[k].portion && r.places[k].own == "" && (r.nearMiss(k, a, b) || r.reading.Figures[a].Unit == r.reading.Figures[b].Unit && !r.reading.Figures[a].Value.GreaterThan(r.reading.Figures[b].Value))
}

// shareAhead checks a share that its figures follow: "đạt 92%, cụ thể 23 đơn được
// giải quyết trên tổng số 25 đơn".
func (r *resultReader) shareAhead(k, from, to int) (finding, bool) {
	a, b := k+1, k+2
	if b >= to || !r.level(a) || !r.places[b].ofTotal || r.places[a].pairing != pairNone || r.places[a].depth != r.places[k].depth || r.between(k, b) {
		return finding{}, false
	}
	if before := r.levelBefore(k, from); before >= 0 && r.places[before].piece == r.places[k].piece {
		return finding{}, false
	}
	if _, same := r.sameKind(b, a); !same {
		return finding{}, false
	}
	return r.share(k, a, b), true
}

// shareBefore checks a share whose base stands in the bracket behind it, and whose
// level follows: "bằng 118,5% so với cùng kỳ (2.000 triệu đồng), đạt 2.370 triệu đồng".
func (r *resultReader) shareBefore(k, from, to int) (finding, bool) {
	b, a := k+1, k+2
	if a >= to || !r.explains(b, k) || !r.level(a) || r.places[a].pairing != pairNone || r.places[a].depth != r.places[k].depth || r.places[a].piece != r.places[k].piece {
		return finding{}, false
	}
	if f := &r.reading.Figures[b]; f.Role != RolePlan && f.Role != RoleBase {
		return finding{}, false
	}
	for before := k - 1; before >= from && r.places[before].piece == r.places[k].piece; before-- {
		if r.level(before) {
			return finding{}, false
		}
	}
	if _, same := r.sameKind(b, a); !same {
		return finding{}, false
	}
	c := r.share(k, a, b)
	return c, c.holds() || r.places[a].own == "" || math.Abs(c.value.value.InexactFloat64()-r.places[k].rough) <= 20
}

// shareLeft checks the share of a remainder in its own bracket against what the
// share before it is of: "28/35 hộ (80%), còn 07 hộ (20%)".
func (r *resultReader) shareLeft(k int) (finding, bool) {
	a := k - 1
	if a < 1 || r.reading.Figures[a].Role != RoleRemainder || r.places[k].depth <= r.places[a].depth || r.sibling < 0 || r.siblingOf < 0 || r.places[r.sibling].sentence != r.places[k].sentence {
		return finding{}, false
	}
	if _, same := r.sameKind(r.siblingOf, a); !same {
		return finding{}, false
	}
	c := r.share(k, a, r.siblingOf)
	return c, c.holds() || r.nearMiss(k, a, r.siblingOf)
}

// otherBase tries every other pair of levels near percentage k before anything
// is doubted.
func (r *resultReader) otherBase(k, from, to int) (finding, bool) {
	for a := from; a < k; a++ {
		if f := &r.reading.Figures[a]; f.Unit == percent || f.Role == RoleChange || r.places[k].own != "" && r.between(a, k) {
			continue
		}
		for b := from; b < to; b++ {
			f := &r.reading.Figures[b]
			if b == a || b == k || f.Unit == percent || f.Role == RoleChange || b > k && f.Role != RoleBase && f.Role != RolePlan && !r.explains(b, k) {
				continue
			}
			if !r.nearly(k, a, b) || r.reading.Figures[a].Unit == f.Unit && r.places[a].rough > r.places[b].rough && f.Role != RoleBase && f.Role != RolePlan {
				continue // only of a plan or a base can there be more than all
			}
			if _, same := r.sameKind(b, a); !same {
				continue
			}
			if c := r.share(k, a, b); c.holds() && c.value.close() {
				return c, true
			}
		}
	}
	return finding{}, false
}

// nearly reports whether figure k may be the share of a in b at all. It spares
// the exact sums of most pairs.
func (r *resultReader) nearly(k, a, b int) bool {
	p, x, y := r.places[k].rough, r.places[a].rough, r.places[b].rough
	if y == 0 {
		return false
	}
	if r.reading.Figures[a].Unit != r.reading.Figures[b].Unit {
		return true
	}
	return math.Abs(x/y*100-p) <= 1
}

// shareOfRates finds the share that a rate is of its planned rate: "đạt 45,5% (KH
// 90%), bằng 50,6% KH". It only finds what holds.
func (r *resultReader) shareOfRates(k, from, to int) (finding, bool) {
	if !r.places[k].ofPlan {
		return finding{}, false
	}
	for a := from; a < k; a++ {
		for b := from; b < to; b++ {
			x, y := &r.reading.Figures[a], &r.reading.Figures[b]
			if x.Unit != percent || y.Unit != percent || x.Role != RoleValue || y.Role != RolePlan {
				continue
			}
			if c := r.share(k, a, b); c.holds() || r.plannedRate(k, a, b) {
				return c, true
			}
		}
	}
	return finding{}, false
}

// plannedRate reports whether the words leave no doubt that b is the planned rate
// of rate a: it stands in the bracket behind it, or behind its share of the plan.
func (r *resultReader) plannedRate(k, a, b int) bool {
	return a == k-1 && r.explains(b, k) || a == k-2 && r.explains(b, a)
}

// explains reports whether figure b stands in the bracket right behind figure k,
// or behind it in its own: "(đạt 98,2% lượng rác phát sinh 1.900 tấn)".
func (r *resultReader) explains(b, k int) bool {
	return b == k+1 && r.places[b].depth > 0 && r.places[b].depth >= r.places[k].depth
}

// implied checks a share of the plan against the plan's own figure.
func (r *resultReader) implied(k, from int) (finding, bool) {
	if !r.places[k].ofPlan || !r.known.Plan.Valid || r.known.Plan.Decimal.IsZero() || r.reading.Figures[k].Alternative {
		return finding{}, false
	}
	a := r.levelBefore(k, from)
	if a < 0 {
		return finding{}, false
	}
	c := r.finding(ClaimImplied, k)
	c.a = r.operand(a)
	plan := r.known.Plan.Decimal
	if c.a.unit != "" && r.known.Unit != "" {
		converted, ok := Convert(plan, r.known.Unit, c.a.unit)
		if !ok {
			return finding{}, false
		}
		plan = converted
	}
	c.b = operand{plan, c.a.unit}
	c.value = r.tally(k, ratio(c.a.value, plan))
	if r.page.figures[a].unit.measured() {
		c.value.bounds(c.a.value, roundedBy(c.a.value), plan, decimal.Zero, false)
	}
	c.verdict = c.value.verdict()
	return c, true
}
