package language

import (
	"math"

	"github.com/shopspring/decimal"
)

// difference checks "từ 40 lên 45 hộ, tăng 5 hộ": the change between two
// levels.
func (r *resultReader) difference(k int) (Claim, bool) {
	from, to := r.near(k)
	a := -1
	for j := k - 1; j >= from && a < 0; j-- {
		if f := r.reading.Figures[j]; f.Role == RoleValue && r.comparable(j, k) && r.places[j].pairing != pairDenominator && r.places[k].sentence == r.places[j].sentence {
			a = j
		}
	}
	if a < 0 {
		a = r.levelAhead(k, to)
	}
	if a < 0 {
		return Claim{}, false
	}
	for b := from; b < to; b++ {
		f := r.reading.Figures[b]
		if b == a || f.Role != RoleBase && f.Role != RolePlan || !r.comparable(b, k) {
			continue
		}
		// The denominator is the plan: only "vượt", or a bracket that explains
		// the change, measures from it.
		ofPlan := r.places[b].pairing == pairDenominator || f.Role == RolePlan
		if ofPlan && r.places[k].over == overNone && !(b == a+1 && a > k) {
			continue
		}
		return r.gap(k, a, b, r.reading.Figures[k].Falling), true
	}
	return Claim{}, false
}

// levelAhead returns a level that follows change k ("tăng 5 hộ, lên 45 hộ").
func (r *resultReader) levelAhead(k, to int) int {
	for j := k + 1; j < to; j++ {
		if f := r.reading.Figures[j]; f.Role == RoleValue && r.comparable(j, k) && r.places[j].pairing != pairDenominator {
			return j
		}
	}
	return -1
}

// comparable reports whether level j and change k are in one unit; points are
// the change of per cents.
func (r *resultReader) comparable(j, k int) bool {
	if r.reading.Figures[k].Unit == unitWords[unitPoint-1].name {
		return r.reading.Figures[j].Unit == percent
	}
	_, same := r.sameKind(j, k)
	return same && r.reading.Figures[j].Unit != ""
}

// gap builds the claim that figure k is a − b, or b − a for a fall.
func (r *resultReader) gap(k, a, b int, falling bool) Claim {
	d, x, y := r.reading.Figures[k], r.reading.Figures[a], r.reading.Figures[b]
	if falling {
		a, b, x, y = b, a, y, x
	}
	top, bottom := r.inUnitOf(a, k), r.inUnitOf(b, k)
	t := tally{stated: d, value: top.Sub(bottom)}
	if r.page.figures[k].unit.measured() || r.page.figures[a].unit.measured() {
		slack := halfIn(x.Value, top).Add(halfIn(y.Value, bottom))
		t.low, t.high, t.open = t.value.Sub(slack), t.value.Add(slack), true
	}
	c := Claim{Kind: ClaimDiff, A: some(x.Value), B: some(y.Value), Stated: some(d.Value), Computed: some(t.shown()), Span: d.Span}
	c.Verdict = t.verdict()
	c.Why = whyGap(x, y, d, c.Computed.Decimal, c.Verdict)
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
func (r *resultReader) remainder(k int) (Claim, bool) {
	from, _ := r.near(k)
	var levels []int
	for j := from; j < k; j++ {
		f := r.reading.Figures[j]
		if _, same := r.sameKind(j, k); !same || f.Role == RoleChange || f.Role == RoleRemainder || f.Unit == percent {
			continue
		}
		levels = append(levels, j)
	}
	if len(levels) < 2 {
		return Claim{}, false
	}
	bound := -1
	for n, j := range levels {
		if r.places[j].pairing == pairNumerator && n+1 < len(levels) {
			bound = j
		}
	}
	if bound >= 0 {
		if c := r.gap(k, bound+1, bound, false); c.Verdict != VerdictWarn {
			return c, true
		}
	}
	for _, a := range levels {
		for _, b := range levels {
			if a == b || !r.nearlyLeft(k, a, b) {
				continue
			}
			if c := r.gap(k, a, b, false); c.Verdict == VerdictOK {
				return c, true
			}
		}
	}
	if c, ok := r.remainderOfMany(k, levels); ok {
		return c, true
	}
	if bound >= 0 {
		return r.gap(k, bound+1, bound, false), true
	}
	return r.gap(k, r.largest(levels), levels[len(levels)-1], false), true
}

// nearlyLeft reports whether figure k may be a − b at all.
func (r *resultReader) nearlyLeft(k, a, b int) bool {
	figures := r.reading.Figures
	if figures[a].Unit != figures[k].Unit || figures[b].Unit != figures[k].Unit {
		return true
	}
	return math.Abs(r.places[a].rough-r.places[b].rough-r.places[k].rough) <= 1
}

// remainderOfMany checks a total against several parts and the remainder.
func (r *resultReader) remainderOfMany(k int, levels []int) (Claim, bool) {
	total := levels[0]
	sum := decimal.Zero
	for _, j := range levels[1:] {
		sum = sum.Add(r.inUnitOf(j, k))
	}
	x, d := r.reading.Figures[total], r.reading.Figures[k]
	t := tally{stated: d, value: r.inUnitOf(total, k).Sub(sum)}
	c := Claim{Kind: ClaimDiff, A: some(x.Value), B: some(sum), Stated: some(d.Value), Computed: some(t.shown()), Verdict: VerdictOK, Span: d.Span}
	c.Why = whyGap(x, Figure{Value: sum, Unit: d.Unit}, d, c.Computed.Decimal, VerdictOK)
	return c, t.verdict() == VerdictOK
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

// listedParts finds the totals that a bracket takes apart: "4.250 con (trâu 320
// con, bò 930 con)".
func (r *resultReader) listedParts() {
	for k := range r.places {
		f := r.reading.Figures[k]
		if first := r.partsBeforeTotal(k); k-first >= 2 {
			for j := first; j < k; j++ {
				r.reading.Figures[j].Role = RolePart
			}
			continue
		}
		if r.places[k].depth > 0 || f.Unit == percent || f.Unit == "" || f.Role == RoleChange || r.places[k].pairing != pairNone {
			continue
		}
		end := r.listedInBracket(k)
		if end == k {
			end = r.listedBehindColon(k)
		}
		for j := k + 1; j < end; j++ {
			r.reading.Figures[j].Role = RolePart
		}
	}
}

// partsBeforeTotal finds the parts that "tổng cộng 5 vụ" closes.
func (r *resultReader) partsBeforeTotal(k int) (first int) {
	if !r.places[k].closes && !r.places[k].total {
		return k
	}
	sum := decimal.Zero
	for first = k; first > 0 && k-first < figuresBack; first-- {
		f := r.reading.Figures[first-1]
		if f.Unit != r.reading.Figures[k].Unit || f.Role != RoleValue || r.places[first-1].pairing != pairNone ||
			r.places[first-1].sentence != r.places[k].sentence {
			break
		}
		sum = sum.Add(f.Value)
	}
	if !r.places[k].closes {
		// "tổng thu" may begin anew; it closes what adds up to it.
		if k-first < 2 || !sum.Equal(r.reading.Figures[k].Value) {
			return k
		}
		r.places[k].closes = true
	}
	return first
}

// closedTotal checks a total that stands behind its parts.
func (r *resultReader) closedTotal(k int) (Claim, bool) {
	total, count := decimal.Zero, 0
	for j := k - 1; j >= 0 && r.reading.Figures[j].Role == RolePart && r.places[j].sentence == r.places[k].sentence && k-j <= figuresBack; j-- {
		total = total.Add(r.reading.Figures[j].Value)
		count++
	}
	if count < 2 {
		return Claim{}, false
	}
	f := r.reading.Figures[k]
	t := tally{stated: f, value: total}
	c := Claim{Kind: ClaimSum, A: some(total), Stated: some(f.Value), Computed: some(total), Verdict: t.verdict(), Span: f.Span}
	c.Why = whySum(f, total, c.Verdict)
	return c, true
}

// listedInBracket returns the figure after the parts in the bracket behind
// total k, or k when there are fewer than two.
func (r *resultReader) listedInBracket(k int) int {
	end := k + 1
	for end < len(r.places) && r.listed(k, end) {
		end++
	}
	if end-k < 3 || end < len(r.places) && r.places[end].depth > 0 {
		return k
	}
	return end
}

// listedBehindColon returns the figure after the parts in "25.000 con: trâu bò
// 500 con, lợn 24.500 con", or k when there are none. A colon announces parts
// only behind a word such as "tổng", or where they add up.
func (r *resultReader) listedBehindColon(k int) int {
	next := r.places[k].item + 1
	if next >= len(r.items) || r.items[next].cue != cueColon || r.items[next].depth > 0 {
		return k
	}
	end, sum := k+1, decimal.Zero
	for end < len(r.places) && end-k <= figuresBack && r.places[end].sentence == r.places[k].sentence && !r.between(k, end) {
		f := r.reading.Figures[end]
		if f.Unit != r.reading.Figures[k].Unit || f.Role != RoleValue || r.places[end].pairing != pairNone {
			return k
		}
		sum = sum.Add(f.Value)
		end++
	}
	if end-k < 3 || !r.places[k].total && !sum.Equal(r.reading.Figures[k].Value) {
		return k
	}
	return end
}

// listed reports whether figure j may be a part of total k in a bracket.
func (r *resultReader) listed(k, j int) bool {
	f := r.reading.Figures[j]
	return r.places[j].depth > 0 && f.Role == RoleOther && (f.Unit == r.reading.Figures[k].Unit || f.Unit == "" && r.countable(k)) &&
		r.places[j].pairing == pairNone && f.Value.LessThan(r.reading.Figures[k].Value)
}

// sum checks "10 đơn, gồm 4 đơn tố cáo và 6 đơn khiếu nại". Behind "trong đó"
// the parts need not be all of the total, but cannot be more.
func (r *resultReader) sum(k int) (Claim, bool) {
	f := r.reading.Figures[k]
	if f.Role == RolePart || f.Unit == percent {
		return Claim{}, false
	}
	if r.places[k].closes {
		return r.closedTotal(k)
	}
	_, to := r.near(k)
	first := k + 1
	for first < to && r.reading.Figures[first].Role != RolePart {
		if r.reading.Figures[first].Unit != percent {
			return Claim{}, false
		}
		first++
	}
	total, count, among := decimal.Zero, 0, false
	slack := decimal.Zero
	for j := first; j < len(r.places) && r.places[j].sentence == r.places[k].sentence; j++ {
		part := r.reading.Figures[j]
		if part.Unit == percent || r.places[j].pairing == pairDenominator {
			continue
		}
		if part.Role != RolePart {
			break
		}
		value, same := r.sameKind(j, k)
		if !same || part.Unit == "" && f.Unit != "" && !r.page.figures[j].counted && r.places[j].depth == 0 {
			return Claim{}, false
		}
		total, count, among = total.Add(value), count+1, among || r.places[j].among
		slack = slack.Add(halfIn(part.Value, value))
	}
	if count < 2 {
		return Claim{}, false
	}
	t := tally{stated: f, value: total}
	if r.page.figures[k].unit.measured() {
		t.low, t.high, t.open = total.Sub(slack), total.Add(slack), true
	}
	c := Claim{Kind: ClaimSum, A: some(total), Stated: some(f.Value), Computed: some(total), Verdict: t.verdict(), Span: f.Span}
	if among && c.Verdict != VerdictOK && total.LessThan(f.Value) {
		return Claim{}, false
	}
	c.Why = whySum(f, total, c.Verdict)
	return c, true
}

// product checks area × yield = output: "500 ha, năng suất 58 tạ/ha, sản lượng
// 2.900 tấn".
func (r *resultReader) product(k int) (Claim, bool) {
	from, to := r.near(k)
	area, yield := -1, -1
	for j := from; j < to; j++ {
		u := r.page.figures[j].unit
		if u.none() || r.places[j].pairing != pairNone || r.reading.Figures[j].Role == RoleChange {
			continue
		}
		near := j < k || area < 0 || yield < 0
		switch {
		case !near:
		case u.per && u.family() == familyMass && u.name == unitWords[u.word-1].name+"/ha":
			yield = j
		case u.family() == familyArea && u.bare():
			area = j
		case j < k && u.family() == familyMass && u.bare():
			area, yield = -1, -1 // the output of another crop
		}
	}
	if area < 0 || yield < 0 {
		return Claim{}, false
	}
	x, y, out := r.reading.Figures[area], r.reading.Figures[yield], r.reading.Figures[k]
	hectares, ok := Convert(x.Value, x.Unit, "ha")
	perHectare, ok2 := Convert(y.Value, unitWords[r.page.figures[yield].unit.word-1].name, out.Unit)
	if !ok || !ok2 {
		return Claim{}, false
	}
	t := tally{stated: out, value: hectares.Mul(perHectare)}
	ha, hy := halfIn(x.Value, hectares), halfIn(y.Value, perHectare)
	t.low = hectares.Sub(ha).Mul(perHectare.Sub(hy))
	t.high = hectares.Add(ha).Mul(perHectare.Add(hy))
	t.open = true
	c := Claim{Kind: ClaimProd, A: some(x.Value), B: some(y.Value), Stated: some(out.Value), Computed: some(t.shown()), Verdict: t.verdict(), Span: out.Span}
	c.Why = whyProduct(x, y, out, c.Computed.Decimal, c.Verdict)
	return c, true
}
