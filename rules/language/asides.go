package language

import "github.com/shopspring/decimal"

// aside reports whether the figure at item i is no target: the denominator of
// the indicator, a base, the level a movement starts from, a giver's plan.
func (t *targetReader) aside(i, from int, p piece) bool {
	switch {
	case t.denominated(i, p):
		return true
	case i > 0 && t.items[i-1].cue == cueEach && t.items[i-1].to == t.items[i].from:
		return true
	case t.startingLevel(i, p):
		return true
	case t.insideName(i, from, p):
		return true
	case p.figures > 1 || len(t.reading.Targets) > 0:
		if t.compared(i, from) {
			return true
		}
	}
	return t.otherPlan(i, from)
}

// denominated reports whether the figure at item i is what the indicator is
// counted per: "trên 1 ha đất", "trên 1.000 dân".
func (t *targetReader) denominated(i int, p piece) bool {
	it := t.items[i]
	if i == 0 || t.items[i-1].cue != cueAbove || t.items[i-1].to != it.from || p.figures < 2 {
		return false
	}
	f := t.page.figures[it.figure]
	if !powerOfTen(f.value) || f.unit.share() || t.startsPiece(i-1) {
		return false
	}
	if f.value.Equal(decimal.New(1, 0)) {
		return true
	}
	before := t.items[max(i-2, 0)]
	return i < 2 || !(before.cue.predicate() || before.cue == cueHave) || before.to != t.items[i-1].from
}

// insideName reports whether the figure at item i is a bare count within the
// name of the indicator, whose own figure follows: "tiêm chủng đầy đủ 8 loại vắc
// xin đạt 98%".
func (t *targetReader) insideName(i, from int, p piece) bool {
	if p.figures < 2 {
		return false
	}
	if t.limitsName(i, p) {
		return true
	}
	f := &t.page.figures[t.items[i].figure]
	if f.pairing == pairNone && !f.unit.share() && t.namedRate(p) && t.rateFollows(i, p, t.nameEnd(from, i) == f.from) {
		return true // also "ít nhất 4 lần" within the name of a rate
	}
	counts := f.unit.none() || f.unit.family() == familyCount
	if !counts || f.pairing != pairNone || f.from == p.tokens.from || t.nameEnd(from, i) != t.items[i].from {
		return false
	}
	if i > 0 && t.items[i-1].cue == cueHave && t.items[i-1].to == f.from {
		return false
	}
	predicate := false
	for j := i + 1; j < min(p.items.to, i+itemsNear); j++ {
		switch it := t.items[j]; {
		case it.cue == cueFigure && it.depth == 0:
			next := &t.page.figures[it.figure]
			return predicate && (f.unit.none() || next.unit.share() && !t.ofPlan(j, p.items.to))
		case it.cue == cueReach || it.cue == cueColon:
			predicate = true
		}
	}
	return false
}

// limitsName reports whether the figure at item i is a limit within the name of
// what is counted, whose number follows: "số hộ có thu nhập trên 200 triệu đồng/năm
// đạt 120 hộ", "cánh đồng trên 30 ha: 2 cánh đồng".
func (t *targetReader) limitsName(i int, p piece) bool {
	limited := false
	for j := i - 1; j >= p.items.from && t.items[j].to == t.items[j+1].from; j-- {
		switch t.items[j].cue {
		case cueAbove, cueBelow, cueAtLeast, cueAtMost, cueFrom:
			limited = true
		case cueReach, cueColon, cueRise, cueFall, cueDown, cueUp, cueFigure:
			return false
		}
	}
	if !limited {
		return false
	}
	reached, colon := false, false
	for j := i + 1; j < min(p.items.to, i+itemsNear); j++ {
		switch it := t.items[j]; {
		case it.cue == cueReach:
			reached = true
		case it.cue == cueColon:
			colon = true
		case it.cue == cueFigure && it.depth == 0:
			f, next := &t.page.figures[t.items[i].figure], &t.page.figures[it.figure]
			counts := next.unit.bare() && next.unit.family() == familyCount && next.unit.name != f.unit.name
			return counts && (colon || reached && countHeads.lookup(t.tokens, t.trimLeft(p.tokens.from, p.tokens.to)) > 0)
		}
	}
	return false
}

// namedRate reports whether a piece begins with the name of a rate.
func (t *targetReader) namedRate(p piece) bool {
	if n := len(t.reading.Targets); !p.opens && n > 0 && t.reading.Targets[n-1].Unit == percent && t.holds(rateHeads, t.lastLabel.before) {
		return true // "tỷ lệ đàn chó … trên 85%, đàn trâu bò … 2 lần/năm đạt 90%"
	}
	from := t.trimLeft(t.start(p), p.tokens.to)
	return from < p.tokens.to && rateHeads.lookup(t.tokens, from) > 0
}

// rateFollows reports whether "đạt …%" follows item i in its piece; reached is
// true where any …% will do, because nothing before the item makes a figure of it.
func (t *targetReader) rateFollows(i int, p piece, reached bool) bool {
	for j := i + 1; j < min(p.items.to, i+itemsNear); j++ {
		switch it := t.items[j]; {
		case it.cue == cueReach || it.cue == cueColon:
			reached = true
		case it.cue == cueFigure && it.depth == 0:
			return reached && t.page.figures[it.figure].unit.share()
		}
	}
	return false
}

// startingLevel reports whether the figure at item i is A of "từ A xuống còn
// B".
func (t *targetReader) startingLevel(i int, p piece) bool {
	if i == 0 || t.items[i-1].cue != cueFrom || t.items[i-1].to != t.items[i].from || t.page.figures[t.items[i].figure].pairing == pairLow {
		return false
	}
	moved := false
	for j := i + 1; j < min(p.items.to, i+itemsNear); j++ {
		switch t.items[j].cue {
		case cueDown, cueUp, cueTo:
			moved = true
		case cueFigure:
			return moved
		}
	}
	return false
}

// compared reports whether the figure at item i is only compared with: "so với
// 150 ha", "trên tổng số 2.500 hộ".
func (t *targetReader) compared(i, from int) bool {
	base := false
	for j := max(from, i-itemsNear); j < i; j++ {
		switch it := t.items[j]; it.cue {
		case cueBase, cueOfTotal, cueEquals:
			base = true
		case cueReach, cueIs, cueRise, cueFall, cueColon, cueDown, cueUp, cueKeep, cueAtLeast, cueAtMost, cueOver:
			base = false
		}
	}
	return base
}

// after returns the first token that may name the figure behind item end.
func (t *targetReader) after(end int, p piece) int {
	if end >= p.items.to {
		return p.tokens.to
	}
	return t.nameEnd(end, end)
}
