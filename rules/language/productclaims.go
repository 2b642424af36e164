package language

import (
	"strings"

	"github.com/shopspring/decimal"
)

// product checks area × yield = output ("500 ha, năng suất 58 tạ/ha, sản lượng
// 2.900 tấn") and a number × a rate = an amount ("120 hộ x 1,5 triệu đồng/hộ =
// 180 triệu đồng").
func (r *resultReader) product(k int) (finding, bool) {
	if k >= 2 && r.multiplied(k) {
		return r.times(k, k-2, k-1)
	}
	if u := &r.page.figures[k].unit; !u.measured() && !r.places[k].total || u.per {
		return finding{}, false
	}
	from, to := r.near(k)
	if end := r.bracketEnd(k, to); end > k+1 {
		if rate := r.rateBehind(k, end); rate >= 0 {
			if counted := r.countedBy(rate, k, k+1, end); counted >= 0 {
				return r.times(k, counted, rate)
			}
		}
	}
	rate := r.rateBefore(k, from)
	if rate < 0 {
		rate = r.rateBehind(k, to)
	}
	if rate < 0 {
		return finding{}, false
	}
	counted := r.countedBy(rate, k, from, to)
	if counted < 0 {
		return finding{}, false
	}
	c, ok := r.times(k, counted, rate)
	if ok && !c.holds() && r.ratesBehind(k, to) > 1 {
		return finding{}, false // "920 triệu đồng (xây mới 60 triệu đồng/nhà, sửa chữa 25 triệu đồng/nhà)"
	}
	if ok && !c.holds() && c.value.value.LessThan(c.stated.value) && r.othersBefore(counted) {
		return finding{}, false // "24 học sinh nhận xe đạp, 60 em nhận học bổng (500.000 đồng/em), tổng trị giá …"
	}
	return c, ok && (c.holds() || r.page.figures[k].unit.family() == familyMass || r.places[k].total || r.priced(k, rate, counted))
}

// othersBefore reports whether others of its kind stand before figure k in its piece, so
// that an amount behind may be for all of them.
func (r *resultReader) othersBefore(k int) bool {
	for j := k - 1; j >= 0 && r.places[j].piece == r.places[k].piece && r.places[j].sentence == r.places[k].sentence; j-- {
		if _, same := r.sameKind(j, k); same && r.reading.Figures[j].Role == RoleValue && r.reading.Figures[j].Unit != "" && r.places[j].pairing == pairNone {
			return true
		}
	}
	return false
}

// bracketEnd returns the figure behind the bracket that follows figure k.
func (r *resultReader) bracketEnd(k, to int) int {
	end := k + 1
	for end < to && r.places[end].depth > r.places[k].depth {
		end++
	}
	return end
}

// ratesBehind counts the rates in the bracket behind amount k.
func (r *resultReader) ratesBehind(k, to int) int {
	count := 0
	for j, end := k+1, r.bracketEnd(k, to); j < end; j++ {
		if r.gives(j, k) {
			count++
		}
	}
	return count
}

// priced reports whether rate is plainly the price or norm behind amount k: called
// so right before it, or in the bracket right behind it.
func (r *resultReader) priced(k, rate, counted int) bool {
	if rate == k+1 {
		return counted == k-1 && (r.places[rate].depth > r.places[k].depth || r.places[rate].each != "" && !r.between(counted, rate))
	}
	return rate == k-1 && counted == k-2 && !r.between(counted, k) && (r.called(priceWords, rate) || r.called(amountWords, k) && r.page.figures[rate].unit.per)
}

// amountWords call a figure what a number at a rate comes to.
var amountWords = newPhraseTable([]entry{{1, "kinh phí|số tiền|trị giá|thành tiền|tổng|thu về"}})

var priceWords = newPhraseTable([]entry{{1, "giá|đơn giá|giá bán|định mức|mức hỗ trợ"}})

// average checks what falls to each on average: "24 buổi với 1.680 lượt người, bình
// quân 70 lượt người/buổi".
func (r *resultReader) average(k int) (finding, bool) {
	head, per := r.rateOf(k)
	if per == "" || !r.page.figures[k].unit.per || !r.called(averageWords, k) {
		return finding{}, false
	}
	from, _ := r.near(k)
	amount, number := none, none
	for j := k - 1; j >= from; j-- {
		switch {
		case number < 0 && r.isPer(j, per):
			number = j
		case amount < 0 && r.operandRole(j) && r.amounts(k, j):
			amount = j
		}
	}
	if next := k + 1; next < len(r.places) && r.explains(next, k) && r.isPer(next, per) {
		number = next // "bình quân 3 công/hộ (420 hộ)"
	}
	if amount < 0 || number < 0 || r.between(amount, k) || r.reading.Figures[number].Value.IsZero() {
		return finding{}, false
	}
	if _, told := r.product(amount); told {
		return finding{}, false
	}
	c := r.finding(ClaimProd, k)
	c.a, c.b, c.average = r.operand(amount), r.operand(number), true
	c.top, c.base = amount, number
	whole, ok := Convert(c.a.value, c.a.unit, head)
	if !ok {
		whole = c.a.value // turns of persons
	}
	c.value = r.tally(k, whole.DivRound(c.b.value, precision))
	c.verdict = c.value.verdict()
	return c, true
}

// called reports whether a word of the table stands shortly before figure k.
func (r *resultReader) called(words *phraseTable, k int) bool {
	at := r.page.figures[k].from
	for j := max(0, at-5); j < at; j++ {
		if words.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

var averageWords = newPhraseTable([]entry{{1, "bình quân|trung bình|BQ"}})

// multiplied reports whether "a x b =" stands before figure k.
func (r *resultReader) multiplied(k int) bool {
	a, b := &r.page.figures[k-2], &r.page.figures[k-1]
	return r.isTimes(b.from-1) && b.from-a.to <= 4 && r.isMarkAt(b.to, '=') && b.to+1 == r.page.figures[k].from
}

// isTimes reports whether token i is a sign of multiplication.
func (r *resultReader) isTimes(i int) bool {
	return r.isMarkAt(i, '×') || r.isMarkAt(i, '*') || r.isWordAt(i) && r.tokens[i].key == letterX
}

var letterX = keyOf("x")

// rateBefore returns the nearest rate before amount k that gives amounts of its
// kind ("60 tạ/ha" for an output); none when an amount of its own kind stands
// in between, which the rate then speaks of.
func (r *resultReader) rateBefore(k, from int) int {
	for j := k - 1; j >= from; j-- {
		if r.places[j].depth > r.places[k].depth && r.explainsAmount(j, k, from) {
			continue
		}
		if r.gives(j, k) {
			return j
		}
		if u := &r.page.figures[j].unit; u.measured() && u.bare() && u.family() == r.page.figures[k].unit.family() && r.operandRole(j) {
			return none
		}
	}
	return none
}

// explainsAmount reports whether figure j stands in the bracket of an amount of
// the kind of k, which it speaks of.
func (r *resultReader) explainsAmount(j, k, from int) bool {
	depth := r.places[j].depth
	for j--; j >= from && r.places[j].depth >= depth; j-- {
	}
	u := &r.page.figures[max(j, 0)].unit
	return j >= from && u.measured() && u.bare() && u.family() == r.page.figures[k].unit.family()
}

// rateBehind returns a rate that explains amount k: in the bracket behind it, or
// in the same clause.
func (r *resultReader) rateBehind(k, to int) int {
	for j := k + 1; j < to; j++ {
		if r.gives(j, k) && (r.places[j].depth > r.places[k].depth || !r.between(k, j)) {
			return j
		}
	}
	return none
}

// operandRole reports whether figure j is a level, and no plan, base or change.
func (r *resultReader) operandRole(j int) bool {
	switch r.reading.Figures[j].Role {
	case RoleValue, RoleOther, RolePart:
		return r.places[j].pairing == pairNone
	}
	return false
}

// gives reports whether figure j is a rate whose amounts are of the kind of k.
func (r *resultReader) gives(j, k int) bool {
	if _, per := r.rateOf(j); per == "" || !r.operandRole(j) {
		return false
	}
	return r.amounts(j, k)
}

// amounts reports whether figure j is an amount, or a rate of amounts, of the
// kind of k.
func (r *resultReader) amounts(j, k int) bool {
	head, _ := r.rateOf(j)
	unit := r.reading.Figures[k].Unit
	return convertible(head, unit) || head == "người" && strings.HasPrefix(unit, turnUnit+" ") && r.page.figures[j].unit.per
}

// rateOf returns what figure j is an amount of, and for what: "triệu đồng" and
// "hộ" of "2 triệu đồng/hộ" and of "mỗi hộ 2 triệu đồng". per is empty where it
// is no rate.
func (r *resultReader) rateOf(j int) (head, per string) {
	unit := r.reading.Figures[j].Unit
	if u := &r.page.figures[j].unit; u.bare() && (u.measured() || r.places[j].each != "") {
		return unit, r.places[j].each
	}
	head, per, _ = strings.Cut(unit, "/")
	if strings.Contains(per, "/") {
		return unit, "" // "triệu đồng/người/năm" also wants the time
	}
	return head, per
}

// countedBy returns the figure that a rate is multiplied with to give amount k:
// the nearest one before the rate, else one behind it.
func (r *resultReader) countedBy(rate, k, from, to int) int {
	_, per := r.rateOf(rate)
	found := none
	for j := rate - 1; j >= from; j-- {
		if j != k && r.isPer(j, per) {
			found = j
			break
		}
	}
	if found >= 0 && r.places[found].piece == r.places[rate].piece {
		return found
	}
	for j := rate + 1; j < to; j++ {
		if j != k && r.isPer(j, per) && (found < 0 || r.places[j].piece == r.places[rate].piece) {
			return j
		}
	}
	return found
}

// isPer reports whether figure j counts what a rate is given per: "120 suất quà,
// mỗi suất 500.000 đồng".
func (r *resultReader) isPer(j int, per string) bool {
	f := &r.reading.Figures[j]
	if !r.operandRole(j) && r.places[j].pairing != pairNumerator || !r.page.figures[j].unit.bare() {
		return false
	}
	if f.Unit == per || strings.HasPrefix(f.Unit, per+" ") || strings.HasPrefix(per, f.Unit+" ") || per == "người" && r.person(j) {
		return true
	}
	return convertible(f.Unit, per)
}

// times is the finding that figure k is a × b; false where their units do not
// make one of that of k.
func (r *resultReader) times(k, a, b int) (finding, bool) {
	if _, per := r.rateOf(a); per != "" || r.page.figures[a].unit.per && !r.page.figures[b].unit.per || r.amounts(a, k) && !r.amounts(b, k) {
		a, b = b, a
	}
	c := r.finding(ClaimProd, k)
	c.a, c.b, c.top, c.base = r.operand(a), r.operand(b), a, b
	head, per := r.rateOf(b)
	if explicit, time, told := strings.Cut(head, "/"); told && per == "" {
		head, per, _ = explicit, time, told // "150.000 đồng/hộ/năm x 1.860 hộ"
		per, _, _ = strings.Cut(per, "/")
	}
	number, rate := c.a.value, c.b.value
	switch {
	case r.sides(a, b, k):
		number, _ = Convert(number, c.a.unit, "m")
		rate, _ = Convert(rate, c.b.unit, "m")
		rate, _ = Convert(rate, "m²", c.stated.unit)
	default:
		var ok bool
		if rate, ok = Convert(rate, head, c.stated.unit); !ok {
			return finding{}, false
		}
		if converted, ok := Convert(number, c.a.unit, per); ok {
			number = converted
		}
	}
	c.value = r.tally(k, number.Mul(rate))
	if u := &r.page.figures[k].unit; u.family() != familyMoney && u.measured() {
		ha, hb := decimal.Zero, halfIn(c.b.value, rate)
		if r.page.figures[a].unit.measured() {
			ha = halfIn(c.a.value, number)
		}
		c.value.low = number.Sub(ha).Mul(rate.Sub(hb))
		c.value.high = number.Add(ha).Mul(rate.Add(hb))
		c.value.open = true
	}
	c.verdict = c.value.verdict()
	return c, true
}

// sides reports whether a and b are the sides of area k: "5m x 12m = 60m2".
func (r *resultReader) sides(a, b, k int) bool {
	length := func(j int) bool {
		u := &r.page.figures[j].unit
		return u.family() == familyLength && u.bare()
	}
	return length(a) && length(b) && r.page.figures[k].unit.family() == familyArea
}
