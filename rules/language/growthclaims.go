package language

import "github.com/shopspring/decimal"

// growth checks "73/70 ha, tăng 4,3%", "vượt 12% kế hoạch", "872 hộ, tăng 15,2%
// so với cùng kỳ (757 hộ)".
func (r *resultReader) growth(k int) (finding, bool) {
	from, to := r.near(k)
	if r.places[k].restated {
		if told, ok := r.restatement(k, from); ok {
			if other, ok := r.otherGrowth(k, from, to); ok && !told.holds() {
				return other, true
			}
			return told, told.holds() || !r.ofRate(k, &told)
		}
	}
	if next := k + 1; next < to && r.reading.Figures[next].Role == RoleChange && r.places[next].depth > r.places[k].depth && !r.page.figures[next].unit.share() {
		if c, ok := r.restatedFrom(k, next, from); ok {
			return c, true // "giảm 10% (12 vụ)"
		}
	}
	if c, ok := r.rateGap(k, from, to); ok {
		return c, true
	}
	a, b, bound := r.grown(k, from, to)
	doubtful := r.places[k].over == overDoubtful
	if b < 0 {
		return r.finding(ClaimOver, k).asked(doubtOver), doubtful
	}
	c := r.over(k, a, b)
	switch {
	case doubtful:
		c = c.asked(doubtOver)
	case c.verdict != VerdictWarn:
	case !c.stated.value.LessThan(hundred) && r.share(k, a, b).holds():
		c = c.asked(doubtOver)
	case r.places[a].pairing == pairNumerator && r.share(k, a, b).holds():
		return r.share(k, a, b), true // "giảm 12% (3/25 vụ)"
	default:
		if other, ok := r.otherGrowth(k, from, to); ok {
			return other, true
		}
	}
	return c, bound && !r.ofRate(k, &c) || c.holds() || c.doubt != doubtNone
}

// ofRate reports whether change k, which is far smaller than that of the number of
// poor households, may be that of their rate: "số hộ nghèo 45 hộ, giảm 0,64%".
func (r *resultReader) ofRate(k int, c *finding) bool {
	if !c.value.value.Abs().GreaterThan(c.stated.value.Abs().Mul(decimal.New(4, 0))) {
		return false
	}
	at := r.page.figures[k].from
	for j := max(0, at-longestList); j < at; j++ {
		if poorHeads.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

// otherGrowth tries every other level and base near change k before anything is
// doubted.
func (r *resultReader) otherGrowth(k, from, to int) (finding, bool) {
	for a := from; a < to; a++ {
		if !r.level(a) || r.places[a].pairing != pairNone {
			continue
		}
		for b := from; b < to; b++ {
			if f := &r.reading.Figures[b]; b == a || f.Role != RoleBase && f.Role != RolePlan {
				continue
			}
			if _, same := r.sameKind(b, a); !same {
				continue
			}
			if c := r.over(k, a, b); c.holds() && c.value.close() {
				return c, true
			}
		}
	}
	return finding{}, false
}

// grown returns the level and the base of change k, and whether the words
// leave no doubt about them; the base is none when there is none.
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
		return a, a + 1, !against && r.speaksOf(k, a) && !r.explainsRate(a) && !r.aboveRate(k, a)
	}
	if b := r.yearBefore(k, a, from); b >= 0 && r.places[a].piece == r.places[k].piece && r.places[b].piece >= r.places[a].piece-1 && !r.places[k].against {
		if r.places[b].year > r.places[a].year {
			a, b = b, a
		}
		return a, b, true
	}
	for level := a; level >= from; level-- {
		// "1 vụ, 2 người bị thương, giảm 50% so với cùng kỳ (2 vụ)"
		if !r.level(level) || r.places[level].pairing != pairNone {
			continue
		}
		if base := r.pastBase(k, level, from, to); base >= 0 {
			return level, base, r.speaksOf(k, level) || r.comparedInTurn(k, level, base) || r.comparedBehind(k, level, base)
		}
	}
	b = r.yearBefore(k, a, from)
	if b < 0 {
		if level, base, ok := r.grownAhead(k, to); base >= 0 {
			return level, base, ok
		}
	}
	if b >= 0 && r.places[b].year > r.places[a].year {
		a, b = b, a
	}
	return a, b, true
}

// comparedInTurn reports whether level, base and change k follow each other with
// nothing between them, each in a clause of its own: "12 vụ; cùng kỳ 16 vụ; giảm
// 25%".
func (r *resultReader) comparedInTurn(k, level, base int) bool {
	return base == level+1 && k == base+1 && r.places[base].past && r.places[k].own == "" && r.places[k].depth == r.places[level].depth
}

// comparedBehind reports whether the base stands in the bracket behind change k, and the
// level is the only one of its kind in the piece before: "8 vụ, làm chết 1 người; giảm
// 20% số vụ so với cùng kỳ (10 vụ)".
func (r *resultReader) comparedBehind(k, level, base int) bool {
	if !r.explains(base, k) || r.places[k].piece-r.places[level].piece != 1 || !r.alone(level) || r.places[level].depth != r.places[k].depth {
		return false
	}
	own := r.places[k].own
	return own == "" || Key(own) == Key("số "+r.reading.Figures[level].Unit)
}

// restatement checks "12 vụ, giảm 02 vụ (14,3%)": the base is the level before
// the change.
func (r *resultReader) restatement(k, from int) (finding, bool) {
	change := r.changeBefore(k)
	if change < 0 {
		return finding{}, false
	}
	return r.restatedFrom(k, change, from)
}

// restatedFrom is the finding that change k in per cent is the change in things that
// another figure tells.
func (r *resultReader) restatedFrom(k, change, from int) (finding, bool) {
	a, d := r.levelOfChange(change, from)
	if a < 0 {
		return finding{}, false
	}
	if !r.reading.Figures[change].Falling {
		d = d.Neg()
	}
	c := r.finding(ClaimOver, k)
	c.a, c.top = r.operand(a), a
	c.b = operand{c.a.value.Add(d), c.a.unit}
	if !c.b.value.IsPositive() {
		return finding{}, false
	}
	c.value = r.tally(k, ratio(c.a.value, c.b.value).Sub(hundred))
	if c.stated.value.IsNegative() {
		// "giảm 02 vụ (-14,3%)" says the direction twice.
		c.stated.value = c.stated.value.Neg()
		c.value.stated = c.stated.value
	}
	if r.page.figures[a].unit.measured() {
		c.value.bounds(c.a.value, roundedBy(c.a.value), c.b.value, roundedBy(c.a.value).Add(roundedBy(d)), true)
	}
	if c.falling {
		c.value.negate()
	}
	c.verdict = c.value.verdict()
	return c, c.holds() || !r.rated(a, change)
}

// rated reports whether level a has its share of something in a bracket before
// the change, so that the bracket behind the change may tell how that share
// changed: "62 hộ (1,99%), giảm 15 hộ (0,5%)".
func (r *resultReader) rated(a, change int) bool {
	return a+1 < change && r.reading.Figures[a+1].Unit == percent && r.places[a+1].depth > r.places[a].depth
}

// levelOfChange returns the level before a change that is of its kind, and the
// change in the unit of it; none for none.
func (r *resultReader) levelOfChange(change, from int) (a int, d decimal.Decimal) {
	for a := change - 1; a >= from; a-- {
		if !r.level(a) || r.places[a].pairing == pairDenominator {
			continue
		}
		if d, same := r.sameKind(change, a); same {
			return a, d
		}
	}
	return none, decimal.Zero
}

// changeBefore returns the change that figure k restates, none when there is
// none near.
func (r *resultReader) changeBefore(k int) int {
	for j := k - 1; j >= max(0, k-2); j-- {
		if f := &r.reading.Figures[j]; f.Role == RoleChange && f.Unit != percent {
			return j
		}
	}
	return none
}

// rateGap checks a change that is the difference of two rates: "đạt 95,2% …, vượt
// 0,2% kế hoạch (95%)". It only finds what holds, unless the rate then stands in the
// bracket right behind.
func (r *resultReader) rateGap(k, from, to int) (finding, bool) {
	for a := k - 1; a >= from; a-- {
		if f := &r.reading.Figures[a]; f.Unit != percent || f.Role != RoleValue {
			continue
		}
		for b := from; b < to; b++ {
			f := &r.reading.Figures[b]
			if f.Unit != percent || f.Role != RolePlan && f.Role != RoleBase {
				continue
			}
			if c := r.gap(k, a, b, r.reading.Figures[k].Falling); c.holds() {
				return c, true
			}
		}
		if b := k + 1; b < to && r.explains(b, k) && r.places[k].against && r.reading.Figures[b].Unit == percent && r.reading.Figures[b].Role == RoleBase && r.places[a].piece == r.places[k].piece {
			if c := r.over(k, a, b); c.holds() {
				return c, true
			}
			return r.gap(k, a, b, r.reading.Figures[k].Falling), true
		}
		return finding{}, false
	}
	return finding{}, false
}

// explainsRate reports whether the fraction at figure a stands in the bracket
// of a rate, and is not itself the level that changed.
func (r *resultReader) explainsRate(a int) bool {
	return a > 0 && r.places[a].depth > 0 && r.reading.Figures[a-1].Unit == percent && r.places[a-1].depth == 0
}

// aboveRate reports whether change k is told of the rate between it and the
// fraction at a rather than of the fraction, which has not even been reached:
// "1.250/1.300 tấn, đạt 96,15%, cao hơn 1,15% so với kế hoạch".
func (r *resultReader) aboveRate(k, a int) bool {
	return k > a+2 && r.reading.Figures[k-1].Unit == percent && !r.reading.Figures[k].Falling && r.places[a].rough < r.places[a+1].rough
}

// yearBefore returns the level of another year before level a ("năm 2022 có 320
// hộ, năm 2023 có 352 hộ"), none when the two are not told apart by years.
func (r *resultReader) yearBefore(k, a, from int) int {
	if r.places[a].year == 0 {
		return none
	}
	if r.places[a].year <= lastPeriod {
		return r.periodBefore(k, a, from)
	}
	for b := a - 1; b >= from; b-- {
		if _, same := r.sameKind(b, a); same && r.reading.Figures[b].Role == RoleValue && r.places[b].year > lastPeriod && r.places[b].year != r.places[a].year {
			return b
		}
	}
	return none
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
	return none, none, false
}

// pastBase returns the figure that change k is measured from: a base of the
// same kind as level a, or the plan when the words are "vượt"; none for none.
func (r *resultReader) pastBase(k, a, from, to int) int {
	for b := range r.eachNear(k, from, to) {
		f := &r.reading.Figures[b]
		fits := f.Role == RoleBase && r.places[b].pairing != pairDenominator || r.places[k].over != overNone && f.Role == RolePlan
		if !fits || b == a {
			continue
		}
		if _, same := r.sameKind(b, a); same {
			return b
		}
	}
	return none
}

// over is the finding that figure k is how much a is above (or below) b.
func (r *resultReader) over(k, a, b int) finding {
	c := r.finding(ClaimOver, k)
	c.a, c.b, c.top, c.base = r.operand(a), r.operand(b), a, b
	bottom := r.inUnitOf(b, a)
	if bottom.IsZero() {
		return c.asked(doubtBase)
	}
	c.value = r.tally(k, minus(ratio(c.a.value, bottom), hundred))
	if r.rounded(a, b) {
		c.value.bounds(c.a.value, roundedBy(c.a.value), bottom, r.slack(k, b, bottom), true)
	}
	if c.falling {
		c.value.negate()
	}
	c.verdict = c.value.verdict()
	return c
}
