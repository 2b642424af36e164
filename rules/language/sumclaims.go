package language

import (
	"iter"

	"github.com/shopspring/decimal"
)

// sum checks "10 đơn, gồm 4 đơn tố cáo và 6 đơn khiếu nại". Behind "trong đó"
// the parts need not be all of the total, but cannot be more.
func (r *resultReader) sum(k int) (finding, bool) {
	f := &r.reading.Figures[k]
	if f.Role == RolePart || f.Unit == percent {
		return finding{}, false
	}
	stretch, ok := r.partsOf(k)
	if !ok {
		return finding{}, false
	}
	total, count, among := decimal.Zero, 0, false
	finest := roundedBy(f.Value)
	for j := range r.eachPart(stretch) {
		value, same := r.sameKind(j, k)
		if !same || r.reading.Figures[j].Unit == "" && f.Unit != "" && !r.page.figures[j].counted && r.places[j].depth == 0 && !(r.places[j].own != "" && r.countable(k)) {
			return finding{}, false
		}
		if count >= 2 && total.Equal(f.Value) {
			break // what follows is no part any more
		}
		total, count, among = plus(total, value), count+1, among || r.places[j].among && !r.places[k].closes || r.ratedInBracket(j)
		if !value.IsZero() {
			finest = decimal.Min(finest, halfIn(r.reading.Figures[j].Value, value))
		}
	}
	if count < 2 {
		return finding{}, false
	}
	c := r.finding(ClaimSum, k)
	c.a, c.parts = operand{total, f.Unit}, stretch
	c.value = r.tally(k, total)
	if r.page.figures[k].unit.measured() {
		c.value.within(finest.Mul(decimal.New(int64(count), 0)))
	}
	c.verdict = c.value.verdict()
	if !c.holds() && (among && r.someSteps(stretch) || r.restBehind(stretch.to, k)) {
		return finding{}, false
	}
	return c, !among || c.holds() || !total.LessThan(f.Value) || r.opposed(stretch)
}

// restBehind reports whether figure j, right behind the parts of total k, tells what they
// leave, and so is weighed itself: "trong đó ma túy 6 vụ, trộm cắp 11 vụ, còn lại 8 vụ".
func (r *resultReader) restBehind(j, k int) bool {
	if j >= len(r.places) || r.reading.Figures[j].Role != RoleRemainder || r.places[j].sentence != r.places[k].sentence {
		return false
	}
	_, same := r.sameKind(j, k)
	return same
}

// someSteps reports whether some parts of a stretch tell what has been done, and others
// do not: "trong đó ngân sách tỉnh 8 tỷ đồng, đã giải ngân 7,2 tỷ đồng".
func (r *resultReader) someSteps(s span) bool {
	var parts, steps int
	for j := range r.eachPart(s) {
		parts++
		if r.doneClause(j) {
			steps++
		}
	}
	return steps > 0 && steps < parts
}

// opposed reports whether the parts of a stretch are surely all: one is what is left
// over, or two are opposites.
func (r *resultReader) opposed(s span) bool {
	from, to := r.page.figures[s.from].from, r.page.figures[s.to-1].to
	var seen [oppositeKinds]bool
	for j := max(0, from-wordsToBracket); j < min(len(r.tokens), to+wordsToBracket, from+2*longestList); j++ {
		if kind, length := oppositeWords.find(r.tokens, j); length > 0 {
			seen[kind] = true
		}
	}
	return seen[1] || seen[2] && seen[3] || seen[4] && seen[5] || seen[6] && seen[7]
}

const oppositeKinds = 8

// oppositeWords name what is left over (1), and pairs of opposites.
var oppositeWords = newPhraseTable([]entry{{1, "khác|còn lại"}, {2, "nam"}, {3, "nữ"}, {4, "trực tuyến"}, {5, "trực tiếp"}, {6, "đạt|đạt yêu cầu"}, {7, "không đạt|chưa đạt|không đạt yêu cầu"}})

// ratedInBracket reports whether part j of a bracket is told with its share, as
// groups are that overlap: "18 đảng viên (nữ 11 đồng chí, chiếm 61,1%; …)".
func (r *resultReader) ratedInBracket(j int) bool {
	next := j + 1
	return r.places[j].depth > 0 && next < len(r.places) && r.places[next].depth == r.places[j].depth && r.reading.Figures[next].Unit == percent && r.places[next].portion
}

// sumOfNumerator checks the parts behind a fraction, which are those of its
// numerator unless they make up the whole of it: "35/40 hộ nhận tiền, trong đó 20
// hộ thuộc tổ 1, 15 hộ thuộc tổ 2".
func (r *resultReader) sumOfNumerator(k int) (finding, bool) {
	c, ok := r.sum(k)
	if !ok || c.holds() {
		return c, ok
	}
	if whole, ok := r.sum(k + 1); ok && whole.holds() {
		return whole, true
	}
	return c, c.a.value.GreaterThan(r.reading.Figures[k+1].Value) || !r.places[c.parts.from].among
}

// partsOf returns the figures among which the parts of total k lie: before it
// when it closes them, else behind it.
func (r *resultReader) partsOf(k int) (span, bool) {
	if r.places[k].closes {
		return span{r.places[k].firstPart, k}, true
	}
	from := k + 1
	if r.places[k].pairing == pairNumerator {
		from++
	}
	for from < len(r.places) && r.reading.Figures[from].Role != RolePart {
		if from-k > figuresBack || r.places[from].sentence != r.places[k].sentence || r.reading.Figures[from].Unit != percent && r.places[from].depth <= r.places[k].depth {
			return span{}, false
		}
		from++
	}
	if from < len(r.places) && r.places[from].depth < r.places[k].depth {
		return span{}, false // "27 người (KH 25 người), trong đó …": the plan is no total
	}
	to := from
	for to < len(r.places) && r.places[to].sentence == r.places[k].sentence && r.besideParts(to) && !r.partOfOther(to, k) {
		to++
	}
	if to < len(r.places) && r.places[to].closes && r.places[to].firstPart < to {
		if r.places[to].firstPart <= from {
			return span{}, false // they have a total of their own behind them
		}
		to = r.places[to].firstPart
	}
	return span{from, to}, from < to
}

// partOfOther reports whether figure j is a part in a later piece that measures
// something else than total k.
func (r *resultReader) partOfOther(j, k int) bool {
	if r.reading.Figures[j].Role != RolePart || r.reading.Figures[j].Unit == percent || r.places[j].piece == r.places[k].piece || r.places[j].depth > 0 {
		return false
	}
	_, same := r.sameKind(j, k)
	return !same
}

// besideParts reports whether figure j is a part, or only explains one.
func (r *resultReader) besideParts(j int) bool {
	return r.reading.Figures[j].Role == RolePart || r.reading.Figures[j].Unit == percent || r.places[j].pairing == pairDenominator || r.places[j].depth > 0
}

// eachPart goes through the parts in a stretch of figures; parts of parts stand
// in deeper brackets.
func (r *resultReader) eachPart(s span) iter.Seq[int] {
	return func(yield func(int) bool) {
		depth := none
		for j := s.from; j < s.to; j++ {
			if r.reading.Figures[j].Role != RolePart || r.reading.Figures[j].Unit == percent || r.places[j].pairing == pairDenominator {
				continue
			}
			if depth == none {
				depth = r.places[j].depth
			}
			if r.places[j].depth == depth && !yield(j) {
				return
			}
		}
	}
}

// addends returns the parts of a sum as typed.
func (r *resultReader) addends(s span) []operand {
	var all []operand
	for j := range r.eachPart(s) {
		all = append(all, r.operand(j))
	}
	return all
}
