package language

import (
	"math"

	"github.com/shopspring/decimal"
)

// quotient checks a percentage that states what part one figure is of another:
// "117/200 lao động, đạt 58,5%", "KH 200 ha, thực hiện 190 ha, đạt 95%".
func (r *resultReader) quotient(k int) (Claim, bool) {
	from, to := r.near(k)
	if top, bound := r.fractionOf(k, from, to); top >= 0 {
		c := r.share(k, top, top+1)
		if c.Verdict == VerdictOK || bound && c.Verdict == VerdictNote {
			return c, true
		}
		if other, ok := r.otherBase(k, from, to); ok {
			return other, true
		}
		if bound {
			return c, true
		}
	}
	if c, ok := r.shareOfLevels(k, from, to); ok {
		return c, true
	}
	if c, ok := r.shareOfRates(k, from, to); ok {
		return c, true
	}
	return r.implied(k, from)
}

// fractionOf returns the numerator of the fraction that percentage k speaks of,
// and whether the words leave no doubt about it; −1 when there is none.
func (r *resultReader) fractionOf(k, from, to int) (int, bool) {
	if k+1 < to && r.places[k+1].pairing == pairNumerator && r.places[k+1].depth > r.places[k].depth {
		return k + 1, true
	}
	taken := 0
	for j := k - 1; j >= from; j-- {
		at := r.places[j]
		switch {
		case at.pairing == pairNumerator && taken == 0:
			return j, r.speaksOf(k, j)
		case at.pairing == pairNumerator:
			taken--
		case r.reading.Figures[j].Unit == percent && r.reading.Figures[j].Role != RoleChange && at.pairing == pairNone && !r.reading.Figures[k].Alternative:
			taken++
		}
	}
	return -1, false
}

// speaksOf reports whether percentage k plainly speaks of figure j: no
// semicolon in between and no name of its own that names something else.
func (r *resultReader) speaksOf(k, j int) bool {
	if r.between(j, k) {
		return false
	}
	own := r.places[k].own
	if own == "" || r.reading.Figures[k].Label == r.reading.Figures[j].Label {
		return true
	}
	return len(meaning(own)) == 0 || Likeness(own, r.reading.Figures[j].Label) >= 0.3
}

// share builds the claim that figure k is the share of a in b.
func (r *resultReader) share(k, a, b int) Claim {
	p, x, y := r.reading.Figures[k], r.reading.Figures[a], r.reading.Figures[b]
	c := Claim{Kind: ClaimFrac, A: some(x.Value), B: some(y.Value), Stated: some(p.Value), Span: p.Span}
	bottom := r.inUnitOf(b, a)
	if bottom.IsZero() {
		c.Verdict, c.Why = VerdictAsk, whyNoBase(p)
		return c
	}
	t := tally{stated: p, value: ratio(x.Value, bottom), low: x.Value, high: bottom}
	if r.rounded(a, b) {
		t.bounds(x.Value, half(x.Value), bottom, halfIn(y.Value, bottom), false)
	}
	c.Computed = some(t.shown())
	c.Verdict = t.verdict()
	c.Why = whyShare(x, y, p, c.Computed.Decimal, c.Verdict)
	return c
}

// rounded reports whether an operand is measured, and so rounded itself.
func (r *resultReader) rounded(a, b int) bool {
	return r.page.figures[a].unit.measured() || r.page.figures[b].unit.measured()
}

// otherBase tries every other pair of levels near percentage k before anything
// is doubted.
func (r *resultReader) otherBase(k, from, to int) (Claim, bool) {
	for a := from; a < k; a++ {
		if r.places[k].own != "" && r.between(a, k) || r.reading.Figures[a].Unit == percent || r.reading.Figures[a].Role == RoleChange {
			continue
		}
		for b := from; b < to; b++ {
			f := &r.reading.Figures[b]
			if b == a || b == k || f.Unit == percent || f.Role == RoleChange || b > k && f.Role != RoleBase && f.Role != RolePlan && !r.explains(b, k) {
				continue
			}
			if !r.nearly(k, a, b) {
				continue
			}
			if _, same := r.sameKind(b, a); !same {
				continue
			}
			if c := r.share(k, a, b); c.Verdict == VerdictOK {
				return c, true
			}
		}
	}
	return Claim{}, false
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

// shareOfLevels checks a percentage against a level and a plan, base or total
// that stand apart from each other.
func (r *resultReader) shareOfLevels(k, from, to int) (Claim, bool) {
	a := r.levelBefore(k, from)
	if a < 0 {
		return Claim{}, false
	}
	base := -1
	for b := from; b < to; b++ {
		f := r.reading.Figures[b]
		if b == a || b == k || f.Unit == percent {
			continue
		}
		_, same := r.sameKind(b, a)
		if !same && !(r.places[b].ofTotal && r.countable(a) && r.countable(b)) {
			continue
		}
		fits := f.Role == RolePlan || b == r.wholeOf(a) || !r.places[k].ofPlan && (r.places[b].total || f.Role == RoleBase && !r.places[b].past)
		if fits && (base < 0 || f.Role == RolePlan) {
			base = b
		}
	}
	if base >= 0 {
		c := r.share(k, a, base)
		if c.Verdict == VerdictOK {
			return c, true
		}
		if other, ok := r.otherBase(k, from, to); ok {
			return other, true
		}
		if r.speaksOf(k, a) && !r.reading.Figures[k].Alternative && r.nearMiss(k, a, base) {
			return c, true
		}
		return Claim{}, false
	}
	if r.places[k].ofPlan {
		return Claim{}, false
	}
	return r.otherBase(k, from, to)
}

// shareOfRates finds the share that a rate is of its planned rate: "đạt 45,5% (KH
// 90%), bằng 50,6% KH". It only finds what holds.
func (r *resultReader) shareOfRates(k, from, to int) (Claim, bool) {
	if !r.places[k].ofPlan {
		return Claim{}, false
	}
	for a := from; a < k; a++ {
		for b := from; b < to; b++ {
			x, y := r.reading.Figures[a], r.reading.Figures[b]
			if x.Unit != percent || y.Unit != percent || x.Role != RoleValue || y.Role != RolePlan {
				continue
			}
			if c := r.share(k, a, b); c.Verdict == VerdictOK {
				return c, true
			}
		}
	}
	return Claim{}, false
}

// nearMiss reports whether figure k is close enough to a/b to be meant as its
// share. Further off it is the share of something the text does not name, unless
// b is the plan itself.
func (r *resultReader) nearMiss(k, a, b int) bool {
	if r.reading.Figures[b].Role == RolePlan || r.places[b].ofTotal {
		return true
	}
	share := r.places[a].rough / r.places[b].rough * 100
	return math.Abs(share-r.places[k].rough) <= 20
}

// explains reports whether figure b stands in the bracket right behind figure k.
func (r *resultReader) explains(b, k int) bool {
	return b == k+1 && r.places[b].depth > r.places[k].depth
}

// wholeOf returns the figure that part a is a part of, −1 when a is none.
func (r *resultReader) wholeOf(a int) int {
	if r.reading.Figures[a].Role != RolePart {
		return -1
	}
	for b := a - 1; b >= max(0, a-figuresBack); b-- {
		if f := r.reading.Figures[b]; f.Role != RolePart && f.Unit != percent {
			return b
		}
	}
	return -1
}

// implied checks a share of the plan against the plan's own figure.
func (r *resultReader) implied(k, from int) (Claim, bool) {
	if !r.places[k].ofPlan || !r.known.Plan.Valid || r.known.Plan.Decimal.IsZero() || r.reading.Figures[k].Alternative {
		return Claim{}, false
	}
	a := r.levelBefore(k, from)
	if a < 0 {
		return Claim{}, false
	}
	x, p := r.reading.Figures[a], r.reading.Figures[k]
	plan := r.known.Plan.Decimal
	if x.Unit != "" && r.known.Unit != "" {
		converted, ok := Convert(plan, r.known.Unit, x.Unit)
		if !ok {
			return Claim{}, false
		}
		plan = converted
	}
	t := tally{stated: p, value: ratio(x.Value, plan)}
	if r.page.figures[a].unit.measured() {
		t.bounds(x.Value, half(x.Value), plan, halfIn(r.known.Plan.Decimal, plan), false)
	}
	c := Claim{Kind: ClaimImplied, A: some(x.Value), B: some(plan), Stated: some(p.Value), Computed: some(t.shown()), Span: p.Span}
	c.Verdict = t.verdict()
	c.Why = whyShare(x, Figure{Value: plan, Unit: x.Unit}, p, c.Computed.Decimal, c.Verdict)
	return c, true
}

// growth checks "73/70 ha, tăng 4,3%", "vượt 12% kế hoạch", "872 hộ, tăng 15,2%
// so với cùng kỳ (757 hộ)".
func (r *resultReader) growth(k int) (Claim, bool) {
	from, to := r.near(k)
	if r.places[k].restated {
		return r.restatement(k, from)
	}
	if c, ok := r.rateGap(k, from, to); ok {
		return c, true
	}
	a, b, bound := r.grown(k, from, to)
	p := r.reading.Figures[k]
	if b < 0 {
		if r.places[k].over == overDoubtful {
			return Claim{Kind: ClaimOver, Stated: some(p.Value), Verdict: VerdictAsk, Why: whyDoubtfulOver(p), Span: p.Span}, true
		}
		return Claim{}, false
	}
	c := r.over(k, a, b)
	switch {
	case r.places[k].over == overDoubtful:
		c.Verdict, c.Why = VerdictAsk, whyDoubtfulOver(p)
	case c.Verdict == VerdictWarn && r.share(k, a, b).Verdict == VerdictOK:
		if p.Value.LessThan(hundred) {
			return r.share(k, a, b), true // "giảm 12% (3/25 vụ)"
		}
		c.Verdict, c.Why = VerdictAsk, whyDoubtfulOver(p)
	case !bound && c.Verdict != VerdictOK:
		return Claim{}, false
	}
	return c, true
}

// grown returns the level and the base of change k, and whether the words
// leave no doubt about them; the base is −1 when there is none.
func (r *resultReader) grown(k, from, to int) (a, b int, bound bool) {
	if k+1 < to && r.places[k+1].pairing == pairNumerator && r.places[k+1].depth > r.places[k].depth {
		return k + 1, k + 2, true
	}
	a = r.levelBefore(k, from)
	if a < 0 {
		return r.grownAhead(k, to)
	}
	if r.places[a].pairing == pairNumerator {
		against := r.places[k].against
		if base := r.pastBase(k, a, from, to); base >= 0 && against {
			return a, base, true
		}
		return a, a + 1, !against && r.speaksOf(k, a) && !r.explainsRate(a)
	}
	if base := r.pastBase(k, a, from, to); base >= 0 {
		return a, base, r.speaksOf(k, a)
	}
	b = r.yearBefore(a, from)
	if b >= 0 && r.places[b].year > r.places[a].year {
		a, b = b, a
	}
	return a, b, true
}

// restatement checks "12 vụ, giảm 02 vụ (14,3%)": the base is the level before
// the change.
func (r *resultReader) restatement(k, from int) (Claim, bool) {
	change := r.reading.Figures[k-1]
	a := r.levelBefore(k-1, from)
	if a < 0 {
		return Claim{}, false
	}
	d, same := r.sameKind(k-1, a)
	if !same {
		return Claim{}, false
	}
	if !change.Falling {
		d = d.Neg()
	}
	x, p := r.reading.Figures[a], r.reading.Figures[k]
	base := Figure{Value: x.Value.Add(d), Unit: x.Unit}
	if !base.Value.IsPositive() {
		return Claim{}, false
	}
	if p.Value.IsNegative() {
		// "giảm 02 vụ (-14,3%)" says the direction twice.
		p.Value = p.Value.Neg()
	}
	t := tally{stated: p, value: ratio(x.Value, base.Value).Sub(hundred)}
	if r.page.figures[a].unit.measured() {
		t.bounds(x.Value, half(x.Value), base.Value, half(x.Value).Add(half(d)), true)
	}
	if p.Falling {
		t.negate()
	}
	c := Claim{Kind: ClaimOver, A: some(x.Value), B: some(base.Value), Stated: some(p.Value), Computed: some(t.shown()), Verdict: t.verdict(), Span: p.Span}
	c.Why = whyOver(x, base, p, c.Computed.Decimal, c.Verdict)
	return c, true
}

// rateGap checks a change that is the difference of two rates: "đạt 95,2% …, vượt
// 0,2% kế hoạch (95%)". It only finds what holds.
func (r *resultReader) rateGap(k, from, to int) (Claim, bool) {
	for a := k - 1; a >= from; a-- {
		if f := r.reading.Figures[a]; f.Unit != percent || f.Role != RoleValue {
			continue
		}
		for b := from; b < to; b++ {
			f := r.reading.Figures[b]
			if f.Unit != percent || f.Role != RolePlan && f.Role != RoleBase {
				continue
			}
			if c := r.gap(k, a, b, r.reading.Figures[k].Falling); c.Verdict == VerdictOK {
				return c, true
			}
		}
		return Claim{}, false
	}
	return Claim{}, false
}

// explainsRate reports whether the fraction at figure a stands in the bracket
// of a rate, and is not itself the level that changed.
func (r *resultReader) explainsRate(a int) bool {
	return a > 0 && r.places[a].depth > 0 && r.reading.Figures[a-1].Unit == percent && r.places[a-1].depth == 0
}

// yearBefore returns the level of another year before level a ("năm 2022 có 320
// hộ, năm 2023 có 352 hộ"), −1 when the two are not told apart by years.
func (r *resultReader) yearBefore(a, from int) int {
	if r.places[a].year == 0 {
		return -1
	}
	for b := a - 1; b >= from; b-- {
		if _, same := r.sameKind(b, a); same && r.level(b) && r.places[b].year > 0 && r.places[b].year != r.places[a].year {
			return b
		}
	}
	return -1
}

// grownAhead finds level and base behind the change: "tăng 12,5% (từ 8.000 lên
// 9.000 lượt)".
func (r *resultReader) grownAhead(k, to int) (a, b int, bound bool) {
	for a = k + 1; a < to; a++ {
		if !r.level(a) {
			continue
		}
		if base := r.pastBase(k, a, k+1, to); base >= 0 {
			return a, base, true
		}
	}
	return -1, -1, false
}

// pastBase returns the figure that change k is measured from: a base of the
// same kind as level a, or the plan when the words are "vượt"; −1 for none.
func (r *resultReader) pastBase(k, a, from, to int) int {
	for b := from; b < to; b++ {
		f := r.reading.Figures[b]
		fits := f.Role == RoleBase && r.places[b].pairing != pairDenominator || r.places[k].over != overNone && f.Role == RolePlan
		if !fits || b == a {
			continue
		}
		if _, same := r.sameKind(b, a); same {
			return b
		}
	}
	return -1
}

// over builds the claim that figure k is how much a is above (or below) b.
func (r *resultReader) over(k, a, b int) Claim {
	p, x, y := r.reading.Figures[k], r.reading.Figures[a], r.reading.Figures[b]
	c := Claim{Kind: ClaimOver, A: some(x.Value), B: some(y.Value), Stated: some(p.Value), Span: p.Span}
	bottom := r.inUnitOf(b, a)
	if bottom.IsZero() {
		c.Verdict, c.Why = VerdictAsk, whyNoBase(p)
		return c
	}
	t := tally{stated: p, value: ratio(x.Value, bottom).Sub(hundred)}
	if r.rounded(a, b) {
		t.bounds(x.Value, half(x.Value), bottom, halfIn(y.Value, bottom), true)
	}
	if p.Falling {
		t.negate()
	}
	c.Computed = some(t.shown())
	c.Verdict = t.verdict()
	c.Why = whyOver(x, y, p, c.Computed.Decimal, c.Verdict)
	return c
}

func some(d decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(d) }
