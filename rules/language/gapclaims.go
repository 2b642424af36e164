package language

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"
)

// difference checks "từ 40 lên 45 hộ, tăng 5 hộ": the change between two
// levels.
func (r *resultReader) difference(k int) (finding, bool) {
	from, to := r.near(k)
	if c, ok := r.gapInBracket(k, to); ok {
		return c, true
	}
	a := r.comparedLevel(k, from, to)
	if a < 0 {
		return finding{}, false
	}
	if b := r.yearBefore(k, a, from); b >= 0 && r.places[b].piece >= r.places[k].piece-1 {
		return r.gapOfYears(k, a, from)
	}
	for b := range r.eachNear(k, from, to) {
		f := &r.reading.Figures[b]
		if b == a || f.Role != RoleBase && f.Role != RolePlan || !r.comparable(b, k) {
			continue
		}
		// The denominator is the plan: only "vượt", or a bracket that explains
		// the change, measures from it.
		ofPlan := r.places[b].pairing == pairDenominator || f.Role == RolePlan
		c := r.gap(k, a, b, r.reading.Figures[k].Falling)
		if ofPlan && r.places[k].over == overNone && !(b == a+1 && a > k) && !((r.explains(b, k) || b == k-1 && r.places[b].pairing == pairDenominator) && c.holds()) {
			continue
		}
		return c, true
	}
	if c, ok := r.gapAcross(k, from, to); ok {
		return c, true
	}
	return r.gapOfYears(k, a, from)
}

// gapInBracket checks a change whose bracket tells the level now and then:
// "giảm 03 vụ so với cùng kỳ (07/10 vụ)".
func (r *resultReader) gapInBracket(k, to int) (finding, bool) {
	if k+2 >= to || r.places[k+1].pairing != pairNumerator || r.places[k+1].depth <= r.places[k].depth || !r.comparable(k+1, k) {
		return finding{}, false
	}
	c := r.gap(k, k+1, k+2, r.reading.Figures[k].Falling)
	return c, c.holds() || r.places[k].against
}

// comparedLevel returns the level that change k leads to: the one before it, or
// the one it is followed by ("tăng 5 hộ, lên 45 hộ"); none for none.
func (r *resultReader) comparedLevel(k, from, to int) int {
	found := none
	for j := k - 1; j >= from; j-- {
		if r.leveled(j, k) {
			found = j
			break
		}
	}
	if found >= 0 && r.places[found].piece == r.places[k].piece {
		return found
	}
	for j := k + 1; j < to; j++ {
		if r.leveled(j, k) && (found < 0 || r.places[j].piece == r.places[k].piece) {
			return j
		}
	}
	return found
}

// leveled reports whether figure j is a level that change k may speak of.
func (r *resultReader) leveled(j, k int) bool {
	return r.reading.Figures[j].Role == RoleValue && r.comparable(j, k) && r.places[j].pairing != pairDenominator
}

// gapAcross checks a change between the level before it and the level that it
// leads to: "có 96 hộ, giảm 31 hộ, còn 65 hộ".
func (r *resultReader) gapAcross(k, from, to int) (finding, bool) {
	if k+1 >= to || !r.places[k+1].arrived || !r.leveled(k+1, k) {
		return finding{}, false
	}
	for j := k - 1; j >= from; j-- {
		if r.leveled(j, k) {
			c := r.gap(k, k+1, j, r.reading.Figures[k].Falling)
			return c, c.holds() || !r.between(j, k)
		}
	}
	return finding{}, false
}

// gapOfYears checks a change between the levels of two years.
func (r *resultReader) gapOfYears(k, a, from int) (finding, bool) {
	b := r.yearBefore(k, a, from)
	if b < 0 {
		return finding{}, false
	}
	if r.places[b].year > r.places[a].year {
		a, b = b, a
	}
	return r.gap(k, a, b, r.reading.Figures[k].Falling), true
}

// comparable reports whether level j and change k are in one unit; points are
// the change of per cents.
func (r *resultReader) comparable(j, k int) bool {
	if r.reading.Figures[k].Unit == unitWords[unitPoint-1].name {
		return r.reading.Figures[j].Unit == percent
	}
	_, same := r.sameKind(j, k)
	f := &r.reading.Figures[j]
	return same && (f.Unit != "" || r.countable(k) && (f.Role == RolePlan || f.Role == RoleBase)) // "so với chỉ tiêu 60"
}

// betterBelow reports whether change k tells by how much level a beats plan b from
// below: "tỷ lệ hộ nghèo 1,8%, vượt 0,2% so với kế hoạch (2%)".
func (r *resultReader) betterBelow(k, a, b int) bool {
	return r.places[k].over != overNone && r.reading.Figures[b].Role == RolePlan && r.inUnitOf(a, k).LessThan(r.inUnitOf(b, k)) &&
		polarityOf(r.reading.Figures[a].Label) == LowerIsBetter
}

// gap is the finding that figure k is a − b, or b − a for a fall.
func (r *resultReader) gap(k, a, b int, falling bool) finding {
	if falling || r.betterBelow(k, a, b) {
		a, b = b, a
	}
	c := r.finding(ClaimDiff, k)
	c.a, c.b, c.top, c.base = r.operand(a), r.operand(b), a, b
	top, bottom := r.inUnitOf(a, k), r.inUnitOf(b, k)
	c.value = r.tally(k, minus(top, bottom))
	if c.verdict = VerdictOK; c.value.exact() {
		return c
	}
	if r.page.figures[k].unit.measured() || r.page.figures[a].unit.measured() {
		finest := decimal.Min(halfIn(c.a.value, top), halfIn(c.b.value, bottom))
		c.value.within(finest.Add(finest))
	}
	c.verdict = c.value.verdict()
	return c
}

// inUnitOf returns the value of figure j in the unit of figure k, as typed when
// they do not convert.
func (r *resultReader) inUnitOf(j, k int) decimal.Decimal {
	if v, ok := r.sameKind(j, k); ok {
		return v
	}
	return r.reading.Figures[j].Value
}

// remainder checks "4,59 ha; đã thực hiện 3,89 ha, còn 0,7 ha".
func (r *resultReader) remainder(k int) (finding, bool) {
	from, _ := r.near(k)
	var buffer [figuresBack]int
	levels, again := r.levelsLeft(k, from, buffer[:0])
	if len(levels) == 0 {
		return r.remainderFirst(k)
	}
	if len(levels) < 2 {
		return r.remainderOfTotal(k, levels[0])
	}
	bound := none
	for n, j := range levels {
		if r.places[j].pairing == pairNumerator && n+1 < len(levels) {
			bound = j
		}
	}
	if bound >= 0 {
		if c := r.gap(k, bound+1, bound, false); c.verdict != VerdictWarn {
			return c, true
		}
	}
	if c, ok := r.anyGap(k, levels); ok {
		return c, true
	}
	if c, ok := r.flows(k, levels); ok {
		return c, c.holds()
	}
	many := r.remainderOfMany(k, levels)
	switch {
	case many.holds():
		return many, true
	case again:
		return finding{}, false // part of what was left already
	case bound >= 0:
		return r.gap(k, bound+1, bound, false), true
	case len(levels) > 2 && many.b.value.LessThan(many.a.value):
		return many, !r.places[k].lacks || many.plausible()
	}
	c := r.gap(k, r.largest(levels), levels[len(levels)-1], false)
	return c, !r.places[k].lacks || c.plausible()
}

// flows weighs a remainder of what was there first, with what came and went since: "đầu
// năm 36 hộ, phát sinh 2 hộ, thoát nghèo 14 hộ, còn 24 hộ". It reports false where
// nothing is said to have come.
func (r *resultReader) flows(k int, levels []int) (finding, bool) {
	if !slices.ContainsFunc(levels[1:], r.arose) {
		return finding{}, false
	}
	came, gone := r.inUnitOf(levels[0], k), decimal.Zero
	var less []operand
	for _, j := range levels[1:] {
		if r.arose(j) {
			came = came.Add(r.inUnitOf(j, k))
			continue
		}
		gone, less = gone.Add(r.inUnitOf(j, k)), append(less, r.operand(j))
	}
	c := r.finding(ClaimDiff, k)
	c.a, c.b, c.top, c.base, c.less = operand{came, c.stated.unit}, operand{gone, c.stated.unit}, levels[0], levels[len(levels)-1], less
	c.value = r.tally(k, minus(came, gone))
	c.verdict = c.value.verdict()
	return c, true
}

// arose reports whether figure j tells what came to what was there.
func (r *resultReader) arose(j int) bool {
	return r.calledAs(j, wordBreak) && r.calledAs(j, wordArise) || r.calledAs(j, wordAdd)
}

var (
	wordBreak = keyOf("phát") // "phát sinh"
	wordArise = keyOf("sinh")
	wordAdd   = keyOf("thêm")
)

// remainderOfTotal checks a remainder behind what is done, whose total follows: "thu
// hoạch 186 ha, còn lại 24 ha trên tổng diện tích 210 ha".
func (r *resultReader) remainderOfTotal(k, done int) (finding, bool) {
	total := k + 1
	if total >= len(r.places) || !r.places[total].ofTotal && r.places[total].pairing != pairDenominator || r.places[total].piece != r.places[k].piece || r.places[total].sentence != r.places[k].sentence || r.places[done].pairing != pairNone {
		return finding{}, false
	}
	_, sameTotal := r.sameKind(total, k)
	if _, sameDone := r.sameKind(done, k); !sameTotal || !sameDone {
		return finding{}, false
	}
	c := r.gap(k, total, done, false)
	return c, c.holds() || !r.calledNotYet(k)
}

// remainderFirst checks a remainder that its plan follows, with what is done in the
// bracket behind it: "còn thiếu 14 triệu đồng so với chỉ tiêu 60 triệu đồng (mới thu
// 46 triệu đồng)".
func (r *resultReader) remainderFirst(k int) (finding, bool) {
	plan, done := k+1, k+2
	if done >= len(r.places) || r.places[done].sentence != r.places[k].sentence || r.places[done].piece != r.places[k].piece || !r.explains(done, plan) {
		return finding{}, false
	}
	if f := &r.reading.Figures[plan]; f.Role != RolePlan && f.Role != RoleBase {
		return finding{}, false
	}
	_, samePlan := r.sameKind(plan, k)
	_, sameDone := r.sameKind(done, k)
	if !samePlan || !sameDone || r.places[done].pairing != pairNone {
		return finding{}, false
	}
	return r.gap(k, plan, done, false), true
}

// levelsLeft gathers the levels that remainder k may be left of: those since the
// remainder before it. Where these are too few, it gathers all and says that the
// remainder is told again.
func (r *resultReader) levelsLeft(k, from int, levels []int) (found []int, again bool) {
	since := 0
	for j := from; j < k; j++ {
		f := &r.reading.Figures[j]
		_, same := r.sameKind(j, k)
		switch {
		case !same, f.Role == RoleChange, f.Unit == percent:
		case f.Role == RoleRemainder:
			since = len(levels)
			again = true
		default:
			levels = append(levels, j)
		}
	}
	if again && len(levels)-since >= 2 {
		return levels[since:], false
	}
	return levels, again
}

// anyGap tries every pair of levels before remainder k is doubted.
func (r *resultReader) anyGap(k int, levels []int) (finding, bool) {
	for _, a := range levels {
		for _, b := range levels {
			if a == b || !r.nearlyLeft(k, a, b) {
				continue
			}
			if c := r.gap(k, a, b, false); c.holds() {
				return c, true
			}
		}
	}
	return finding{}, false
}

// nearlyLeft reports whether figure k may be a − b at all.
func (r *resultReader) nearlyLeft(k, a, b int) bool {
	figures := r.reading.Figures
	if figures[a].Unit != figures[k].Unit || figures[b].Unit != figures[k].Unit {
		return true
	}
	return math.Abs(r.places[a].rough-r.places[b].rough-r.places[k].rough) <= 1
}

// remainderOfMany checks a total against several parts and the remainder: any
// level may be the total of those that follow it. Where none fits, it is the
// largest.
func (r *resultReader) remainderOfMany(k int, levels []int) finding {
	sum, best := decimal.Zero, finding{verdict: VerdictWarn}
	largest := r.largest(levels)
	for n := len(levels) - 1; n >= 0; n-- {
		c := r.finding(ClaimDiff, k)
		c.a, c.b = r.operand(levels[n]), operand{sum, c.stated.unit}
		c.top, c.base = levels[n], levels[len(levels)-1]
		total := r.inUnitOf(levels[n], k)
		if n == 1 && r.carriedOver(levels[0]) {
			// "tồn đầu kỳ 12 hồ sơ, tiếp nhận 230 hồ sơ" are there together.
			total = total.Add(r.inUnitOf(levels[0], k))
			c.a = operand{total, c.stated.unit}
		}
		c.value = r.tally(k, total.Sub(sum))
		c.verdict = c.value.verdict()
		if c.holds() && n < len(levels)-1 {
			c.less = r.operands(levels[n+1:])
			return c
		}
		if levels[n] == largest {
			best = c
			best.less = r.operands(levels[n+1:])
		}
		sum = sum.Add(total)
	}
	best.verdict = best.value.verdict()
	return best
}

// operands returns several figures as operands.
func (r *resultReader) operands(figures []int) []operand {
	all := make([]operand, 0, len(figures))
	for _, j := range figures {
		all = append(all, r.operand(j))
	}
	return all
}

// largest returns the figure with the largest value; the total of a sentence is.
func (r *resultReader) largest(levels []int) int {
	best := levels[0]
	for _, j := range levels[:len(levels)-1] {
		if r.reading.Figures[j].Value.GreaterThan(r.reading.Figures[best].Value) {
			best = j
		}
	}
	return best
}
