package language

import "github.com/shopspring/decimal"

// multiple checks how many times a base a level is: "2.640 thuê bao, gấp 1,2 lần
// cùng kỳ (2.200 thuê bao)".
func (r *resultReader) multiple(k int) (finding, bool) {
	a, b := r.timesBase(k)
	if b < 0 {
		return finding{}, false
	}
	c := r.timesOf(k, a, b)
	return c, c.holds() || r.speaksOf(k, a)
}

// movedTimes checks "tăng 1,5 lần", which is said of a level that is 1,5 times
// its base and of one that is 1,5 times larger: either is right.
func (r *resultReader) movedTimes(k int) (finding, bool) {
	a, b := r.timesBase(k)
	if b < 0 {
		return finding{}, false
	}
	if r.reading.Figures[k].Falling {
		a, b = b, a
	}
	c := r.timesOf(k, a, b)
	if c.verdict == VerdictWarn {
		more := c
		more.value.value = c.value.value.Sub(decimal.New(1, 0))
		more.value.open = false
		if more.value.exact() {
			more.verdict = VerdictOK
			return more, true
		}
	}
	return c, c.holds() || r.speaksOf(k, a)
}

// timesBase returns the level that the times of figure k speak of, and the base
// they multiply; the base is none where the text tells none.
func (r *resultReader) timesBase(k int) (a, b int) {
	from, to := r.near(k)
	for a = k - 1; a >= from; a-- {
		if !r.level(a) || r.page.figures[a].unit.family() == familyTimes || r.places[a].pairing != pairNone {
			continue
		}
		if b = r.pastBase(k, a, from, to); b < 0 {
			b = r.yearBefore(k, a, from)
		}
		if next := k + 1; b < 0 && next < to && r.reading.Figures[next].Role == RolePlan && r.explains(next, k) {
			if _, same := r.sameKind(next, a); same {
				b = next
			}
		}
		return a, b
	}
	if a, b, _ = r.grownAhead(k, to); b >= 0 {
		return a, b // "gấp 1,5 lần, từ 20 lên 30 hộ"
	}
	return none, none
}

// timesOf is the finding that a is so many times b as figure k says.
func (r *resultReader) timesOf(k, a, b int) finding {
	c := r.share(k, a, b)
	if c.doubt != doubtNone {
		return c
	}
	c.times = true
	c.value.value = c.value.value.Shift(-2)
	c.value.low, c.value.high = c.value.low.Shift(-2), c.value.high.Shift(-2)
	c.verdict = c.value.verdict()
	return c
}
