package language

// doubts asks about a target that can be read in two ways.
func (t *targetReader) doubts(target *Target, f figure, m movement) {
	typed := t.cut(f.from, f.to)
	switch {
	case f.contradictory:
		t.ask(askUnits(typed, target.Span))
	case f.other.Valid:
		t.ask(askSeparator(typed, f, target.Span))
	}
	if m.direction != 0 && m.level == 0 && (m.comparison == compareLt || m.comparison == compareLe) && !m.times {
		t.ask(askMovement(t.movementText(f), m.direction, target.Span))
	}
	if f.unit.none() && !f.counted && needsUnit(target.Label) {
		t.ask(askUnit(typed, target.Span))
	}
	if m.over && target.Op == OpGt && f.unit.share() && !f.value.LessThan(hundred) {
		t.ask(askOver(typed, target.Span))
	}
}

// movementText quotes a figure with the two words before it.
func (t *targetReader) movementText(f figure) string {
	return t.cut(max(0, f.from-2), f.to)
}

// scaledHeads name what is meaningless without its unit.
var scaledHeads = newPhraseTable([]entry{{1,
	"tỷ lệ|tỷ suất|tỷ trọng|thu ngân sách|thu|chi|diện tích|sản lượng|năng suất|giá trị|thu nhập|doanh thu|kim ngạch|vốn|kinh phí|tiền|tốc độ|độ che phủ|đầu tư|chiều dài|khối lượng"}})

// needsUnit reports whether a label names something measured.
func needsUnit(label string) bool {
	p := open(label)
	defer p.close()
	return scaledHeads.lookup(p.tokens, 0) > 0
}
