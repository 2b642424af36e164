package language

import (
	"slices"

	"github.com/shopspring/decimal"
)

// left checks what figure k says is left of a whole, alone or together with others that
// are left in another state.
func (r *resultReader) left(k int) (finding, bool) {
	if r.stillLeft(r.figureBehind(k), k) || r.stillLeft(r.figureBefore(k), k) {
		return r.leftTogether(k)
	}
	c, ok := r.leftAlone(k)
	if ok && !c.holds() && r.calledNotYet(k) && r.goesOn(k) {
		return finding{}, false // "đã xong 5 dự án, đang thi công 4 dự án, chuẩn bị 3 dự án"
	}
	return c, ok
}

// leftAlone checks the same where nothing else is left.
func (r *resultReader) leftAlone(k int) (finding, bool) {
	if r.reading.Figures[k].Role == RoleRemainder {
		return r.remainder(k)
	}
	return r.notYet(k)
}

// stillLeft reports whether figure j is left of the same whole as figure k.
func (r *resultReader) stillLeft(j, k int) bool {
	if j < 0 || r.places[j].sentence != r.places[k].sentence || r.places[j].depth != r.places[k].depth || !r.leftOver(j) {
		return false
	}
	_, same := r.sameKind(j, k)
	return same
}

// goesOn reports whether another level of its kind follows figure k in its piece, or in
// the next where semicolons part the list.
func (r *resultReader) goesOn(k int) bool {
	next := r.figureBehind(k)
	before := r.figureBefore(k)
	reach := r.places[k].piece
	if before >= 0 && r.places[before].piece < reach {
		reach++ // "12 kiến nghị; đã trả lời 9 kiến nghị; đang xem xét 2 kiến nghị; chuyển 1 kiến nghị"
	}
	if next < 0 || r.places[next].piece > reach || r.places[next].sentence != r.places[k].sentence || r.reading.Figures[next].Role != RoleValue {
		return false
	}
	_, same := r.sameKind(next, k)
	return same
}

// leftTogether checks what is left in several states: "45 đơn, đã giải quyết 38 đơn,
// đang xem xét 5 đơn, chưa xem xét 2 đơn". The last of them tells whether all are there.
func (r *resultReader) leftTogether(k int) (finding, bool) {
	var others []int
	done, rest := r.figureBefore(k), decimal.Zero
	for r.stillLeft(done, k) && len(others) < figuresBack {
		others, rest = append(others, done), rest.Add(r.inUnitOf(done, k))
		done = r.figureBefore(done)
	}
	if len(others) == 0 {
		c, ok := r.leftAlone(k)
		return c, ok && c.holds()
	}
	first := others[len(others)-1]
	if r.stillLeft(r.figureBehind(k), k) || r.goesOn(k) || len(others) > 1 && rest.Add(r.reading.Figures[k].Value).Equal(r.inUnitOf(first, k).Add(r.inUnitOf(first, k))) {
		return finding{}, false // "còn 12 đơn: đang xem xét 5 đơn, chưa xem xét 7 đơn"
	}
	if c, ok := r.leftAlone(first); ok && c.holds() {
		return finding{}, false
	}
	whole, parts := r.wholeLeft(k, done)
	if whole < 0 {
		return finding{}, false
	}
	others = append(others, parts...)
	slices.Sort(others)
	return r.gapOfMany(k, whole, others), true
}

// wholeLeft returns the whole before figure k, and what is done of it in one or more
// ways, the last of them at figure done; none when no word says that it is the whole.
func (r *resultReader) wholeLeft(k, done int) (whole int, parts []int) {
	for j := done; j >= 0 && k-j <= figuresBack && r.places[j].sentence == r.places[k].sentence; j = r.figureBefore(j) {
		if _, same := r.sameKind(j, k); !same {
			return none, nil
		}
		switch f := &r.reading.Figures[j]; {
		case r.places[j].pairing == pairDenominator:
			return j, append(parts, j-1)
		case len(parts) > 0 && (r.places[j].total || r.places[j].ofTotal || f.Role == RolePlan || r.colonBehind(j)):
			return j, parts
		case !r.level(j):
			return none, nil
		}
		parts = append(parts, j)
	}
	return none, nil
}

// notYet checks what has not been done yet, right behind the whole and what is done
// of it: "144/160 hộ ký cam kết, 16 hộ chưa ký".
func (r *resultReader) notYet(k int) (finding, bool) {
	if r.reading.Figures[k].Role != RoleValue || !r.calledNotYet(k) {
		return finding{}, false
	}
	done := r.figureBefore(k)
	if done < 0 {
		return finding{}, false
	}
	if r.places[done].ofTotal && done > 0 && r.places[done-1].piece == r.places[k].piece && r.level(done-1) && r.comparable(done-1, k) {
		return r.gap(k, done, done-1, false), true // "thu hoạch 310 ha trong tổng số 345 ha, chưa thu hoạch 35 ha"
	}
	whole, parts := r.wholeLeft(k, done)
	if whole < 0 {
		return r.notYetOfFirst(k, done)
	}
	if len(parts) != 1 || r.places[k].piece-r.places[whole].piece > 2 {
		return finding{}, false
	}
	c := r.gap(k, whole, parts[0], false)
	return c, c.holds() || !r.without(k) || r.sameDeed(k, parts[0])
}

// without reports whether figure k counts those that do not have something: "chưa có
// nhà vệ sinh 15 hộ".
func (r *resultReader) without(k int) bool {
	from := r.page.figures[k].from
	for j := from - 2; j >= max(0, from-6) && r.isWordAt(j); j-- {
		if r.tokens[j].key == wordNotYet {
			return r.tokens[j+1].key == wordHave
		}
	}
	return false
}

// notYetOfFirst checks the same where no word says that the level before what is done
// is the whole: "có 19 thôn, đã công nhận 15 thôn, chưa công nhận 4 thôn". What is only
// under way need not be all the rest.
func (r *resultReader) notYetOfFirst(k, done int) (finding, bool) {
	whole := r.figureBefore(done)
	if whole < 0 || !r.level(whole) || !r.level(done) || r.places[whole].pairing != pairNone || r.places[done].pairing != pairNone || !r.comparable(whole, k) || !r.comparable(done, k) ||
		r.places[whole].sentence != r.places[k].sentence || r.places[k].piece-r.places[whole].piece > 2 || r.places[whole].rough < r.places[done].rough {
		return finding{}, false
	}
	c := r.gap(k, whole, done, false)
	switch {
	case c.holds():
		return c, true
	case r.goesOn(k), !c.plausible():
		return c, false
	case !r.doneClause(done):
		behind, not := r.page.figures[done].to, r.page.figures[k].to
		return c, r.isWordAt(behind) && r.isWordAt(not+1) && r.tokens[not].key == wordNotYet && r.tokens[behind].key == r.tokens[not+1].key
	}
	return c, r.sameDeed(k, done) || r.underWay(k) && c.value.value.LessThan(c.stated.value)
}

// sameDeed reports whether what has "chưa" before it at figure k is what was done at
// figure done: "đã công nhận 15 thôn, chưa công nhận 4 thôn".
func (r *resultReader) sameDeed(k, done int) bool {
	from := r.page.figures[k].from
	for j := from - 2; j >= max(0, from-6) && r.isWordAt(j); j-- {
		if r.tokens[j].key != wordNotYet {
			continue
		}
		first := r.page.figures[done].from
		for t := max(0, first-6); t < first; t++ {
			if r.tokens[t].key == r.tokens[j+1].key {
				return true
			}
		}
	}
	return false
}

// gapOfMany is the finding that figure k is what several others leave of the whole.
func (r *resultReader) gapOfMany(k, whole int, others []int) finding {
	c := r.finding(ClaimDiff, k)
	c.a, c.top, c.base, c.less = r.operand(whole), whole, others[0], r.operands(others)
	rest := decimal.Zero
	for _, j := range others {
		rest = rest.Add(r.inUnitOf(j, k))
	}
	c.b = operand{rest, c.stated.unit}
	c.value = r.tally(k, minus(r.inUnitOf(whole, k), rest))
	c.verdict = c.value.verdict()
	return c
}

// calledNotYet reports whether "chưa" or "đang" stands behind figure k, or its clause begins with
// "chưa" or "đang".
func (r *resultReader) calledNotYet(k int) bool {
	f := &r.page.figures[k]
	if r.isWordAt(f.to) && (r.tokens[f.to].key == wordNotYet || r.tokens[f.to].key == wordUnderWay) {
		return true
	}
	for j := f.from - 1; j >= max(0, f.from-6) && r.isWordAt(j); j-- {
		if key := r.tokens[j].key; key == wordNotYet || key == wordUnderWay && j < f.from-1 {
			return true
		}
	}
	return false
}

var (
	wordNotYet   = keyOf("chưa")
	wordUnderWay = keyOf("đang")
)

// underWay reports whether "đang" rather than "chưa" is told of figure k.
func (r *resultReader) underWay(k int) bool {
	f := &r.page.figures[k]
	if r.isWordAt(f.to) && r.tokens[f.to].key == wordUnderWay {
		return true
	}
	for j := f.from - 1; j >= max(0, f.from-6) && r.isWordAt(j); j-- {
		if r.tokens[j].key == wordUnderWay {
			return true
		}
	}
	return false
}

// leftOver reports whether figure k is what is left to do of something.
func (r *resultReader) leftOver(k int) bool {
	return r.reading.Figures[k].Role == RoleRemainder || r.reading.Figures[k].Role == RoleValue && r.calledNotYet(k)
}

// figureBefore returns the figure before k that is no percentage and stands outside
// brackets, none where there is none.
func (r *resultReader) figureBefore(k int) int {
	first := max(0, k-figuresBack)
	for k--; k >= first && (r.reading.Figures[k].Unit == percent || r.places[k].depth > 0); k-- {
	}
	if k < first {
		return none
	}
	return k
}

// figureBehind returns the one behind it.
func (r *resultReader) figureBehind(k int) int {
	last := min(len(r.places)-1, k+figuresAhead)
	for k++; k <= last; k++ {
		if r.reading.Figures[k].Unit != percent && r.places[k].depth == 0 {
			return k
		}
	}
	return none
}
