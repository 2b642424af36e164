package language

import "github.com/shopspring/decimal"

// doubts asks about a target that can be read in two ways.
func (t *targetReader) doubts(target *Target, named label, f *figure, m movement) {
	typed, at := t.cut(f.from, f.to), t.runes(f.from, f.to)
	switch {
	case f.contradictory:
		t.ask(askUnits(typed, at))
	case f.other.Valid:
		t.ask(askSeparator(typed, f, at))
	}
	if m.direction != 0 && m.level == 0 && (m.comparison == compareLt || m.comparison == compareLe) && !m.times {
		t.ask(askMovement(t.movementText(f), m.direction, at))
	}
	switch {
	case f.pairing == pairNumerator && f.unit.none() && (f.counted || t.isWordAt(t.figureEnd(f))) && f.value.LessThan(ten):
		t.ask(askPart(typed+t.restOfFraction(f), at))
	case f.unit.none() && !f.counted && f.pairing == pairNone && (t.needsUnit(named) || !t.namesCount(named)):
		t.ask(askUnit(typed, at))
	case f.unit.word == unitTimes && !m.times && m.direction == rising:
		t.ask(askTimes(typed, at))
	}
	if m.over && target.Op == OpGt && f.unit.share() && !f.value.LessThan(hundred) {
		t.ask(askOver(typed, at))
	}
}

var ten = decimal.New(10, 0)

// figureEnd returns the token behind the fraction whose numerator f is.
func (t *targetReader) figureEnd(f *figure) int {
	return t.itemAt(f.from).to
}

// restOfFraction quotes the denominator of the fraction whose numerator f is.
func (t *targetReader) restOfFraction(f *figure) string {
	return t.cut(f.to, t.figureEnd(f))
}

// namesCount reports whether a label names something that is counted or has no
// unit at all, so that a bare number is clear.
func (p *page) namesCount(l label) bool {
	first := l.before
	if first.empty() {
		first = l.after
	}
	return !first.empty() && unscaledHeads.lookup(p.tokens, first.from) > 0
}

var unscaledHeads = newPhraseTable([]entry{{1,
	"số|tổng số|số lượng|sĩ số|quân số|tổng đàn|dân số|hộ|lao động|chỉ số|hệ số|điểm|thôn|xã|trường|tổ|sản phẩm|mô hình|công trình|dự án|doanh nghiệp|vụ"}})

// movementText quotes a figure with the two words before it.
func (t *targetReader) movementText(f *figure) string {
	return t.cut(max(0, f.from-2), f.to)
}

// scaledHeads name what is meaningless without its unit.
var scaledHeads = newPhraseTable([]entry{{1,
	"tỷ lệ|tỷ suất|tỷ trọng|thu ngân sách|thu|chi|diện tích|sản lượng|năng suất|giá trị|thu nhập|doanh thu|kim ngạch|vốn|kinh phí|tiền|tốc độ|độ che phủ|đầu tư|chiều dài|khối lượng"}, {2, "chi bộ|chi hội|chi đoàn|chi nhánh|chi cục|thu hồi|thu hút|thu gom"}})

// needsUnit reports whether a label names something measured.
func (p *page) needsUnit(l label) bool {
	first := l.before
	if first.empty() {
		first = l.after
	}
	if first.empty() {
		return false
	}
	head, _ := scaledHeads.find(p.tokens, first.from)
	return head == 1
}
