package language

import "github.com/shopspring/decimal"

// giver fills in who assigned the target, and the figure assigned when it is
// not the target's own: "từ 94% (thành phố 91,2%) trở lên".
func (t *targetReader) giver(target *Target, from, i, end int) {
	if t.pending != nil && t.pending.Unit == target.Unit {
		target.Giver, target.Given = t.pending.Giver, t.pending.Given
		t.pending = nil
		return
	}
	depth := t.items[i].depth
	for j := max(from, i-itemsNear); j < min(end, i+itemsNear); j++ {
		it := t.items[j]
		if it.cue != cueGiver {
			continue
		}
		bracketed := it.depth > depth
		if !bracketed && !t.assignedAfter(j, end) {
			continue
		}
		target.Giver = t.cut(it.from, it.to)
		if given, ok := t.figureAfter(j, end, bracketed); ok && j > i {
			target.Given = decimal.NewNullDecimal(given)
		}
		return
	}
}

// figureAfter returns the figure that follows the giver at item j: in its own
// bracket, or in the bracket right behind "tỉnh giao".
func (t *targetReader) figureAfter(j, end int, bracketed bool) (decimal.Decimal, bool) {
	for k := j + 1; k < end; k++ {
		it := t.items[k]
		switch {
		case it.cue == cueFigure && it.depth > 0:
			return t.page.figures[it.figure].value, true
		case bracketed && it.cue == cueClose:
			return decimal.Zero, false
		}
	}
	return decimal.Zero, false
}

// assignedFigure reports whether the figure at item i is someone's plan
// ("tỉnh giao 250 tỷ đồng"), and whose.
func (t *targetReader) assignedFigure(i, from int) (string, bool) {
	giver := ""
	for j := max(from, i-itemsNear); j < i; j++ {
		switch it := t.items[j]; it.cue {
		case cueGiver:
			giver = t.cut(it.from, it.to)
		case cueAssigned:
			if giver != "" && t.items[i].from-it.to <= 4 {
				return giver, true
			}
		}
	}
	return "", false
}

// otherPlan takes the figure at item i for a giver's plan beside our own: it
// goes to the target just read, or waits for the next one. It reports false
// when it is the only figure of its unit, and so the target itself.
func (t *targetReader) otherPlan(i, from int) bool {
	giver, ok := t.assignedFigure(i, from)
	if !ok || t.complete(from, i) {
		return false
	}
	f := t.page.figures[t.items[i].figure]
	if n := len(t.reading.Targets); n > 0 {
		last := &t.reading.Targets[n-1]
		if last.Unit == f.unit.name && !last.Given.Valid && t.items[i].depth == 0 && last.Giver == "" {
			last.Giver, last.Given = giver, decimal.NewNullDecimal(f.value)
			return true
		}
		return false
	}
	for k := i + 1; k < min(len(t.items), i+itemsNear); k++ {
		it := t.items[k]
		if it.cue == cueStop {
			break
		}
		if it.cue == cueFigure && it.depth == 0 && t.page.figures[it.figure].unit.name == f.unit.name {
			t.pending = &Target{Giver: giver, Given: decimal.NewNullDecimal(f.value), Unit: f.unit.name}
			return true
		}
	}
	return false
}

// complete reports whether "hoàn thành chỉ tiêu" stands between two items.
func (t *targetReader) complete(from, to int) bool {
	for j := max(from, to-itemsNear); j < to; j++ {
		if t.items[j].cue == cueComplete && t.planAfter(j, to) >= 0 {
			return true
		}
	}
	return false
}

// completedWith reads "hoàn thành chỉ tiêu thu thuế huyện giao 3,2 tỷ đồng":
// the figure at item i is the giver's. It reports false when it is not.
func (t *targetReader) completedWith(i, from, end, start int, p piece) bool {
	if _, ok := t.assignedFigure(i, from); !ok {
		return false
	}
	for j := max(from, i-itemsNear); j < i; j++ {
		plan := -1
		if t.items[j].cue == cueComplete {
			plan = t.planAfter(j, i)
		}
		if plan < 0 {
			continue
		}
		target := t.completed(j, plan, i, start, p)
		target.Given = decimal.NewNullDecimal(t.page.figures[t.items[i].figure].value)
		target.Span = t.runes(start, t.spanEnd(end, p))
		target.Polarity = polarityOf(target.Label)
		t.keep(target)
		return true
	}
	return false
}

// planAfter returns the item of the plan that the predicate at item j speaks
// of ("hoàn thành các chỉ tiêu"), −1 when there is none.
func (t *targetReader) planAfter(j, to int) int {
	for k := j + 1; k < to && t.items[k].from-t.items[j].to <= 4; k++ {
		switch t.items[k].cue {
		case cuePlan:
			return k
		case cueOver, cueReachOver, cueReach, cueNothing, cueFigure, cueComplete:
		default:
			return -1
		}
	}
	return -1
}
