package language

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
	if f.unit.none() && !f.counted && t.needsUnit(named) {
		t.ask(askUnit(typed, at))
	}
	if m.over && target.Op == OpGt && f.unit.share() && !f.value.LessThan(hundred) {
		t.ask(askOver(typed, at))
	}
}

// movementText quotes a figure with the two words before it.
func (t *targetReader) movementText(f *figure) string {
	return t.cut(max(0, f.from-2), f.to)
}

// scaledHeads name what is meaningless without its unit.
var scaledHeads = newPhraseTable([]entry{{1,
	"tỷ lệ|tỷ suất|tỷ trọng|thu ngân sách|thu|chi|diện tích|sản lượng|năng suất|giá trị|thu nhập|doanh thu|kim ngạch|vốn|kinh phí|tiền|tốc độ|độ che phủ|đầu tư|chiều dài|khối lượng"}})

// needsUnit reports whether a label names something measured.
func (p *page) needsUnit(l label) bool {
	first := l.before
	if first.empty() {
		first = l.after
	}
	return !first.empty() && scaledHeads.lookup(p.tokens, first.from) > 0
}
