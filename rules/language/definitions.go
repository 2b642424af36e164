package language

import "github.com/shopspring/decimal"

// leaveOutDefinitions drops the counts that only belong to the name of what is
// reported: "Số trẻ tiêm đủ 8 loại vắc xin: 142/148 trẻ".
func (r *reader) leaveOutDefinitions() {
	r.leaveOut(func(i int) bool { return r.definesName(i) || r.enough(i) })
}

// leaveOutFull drops those that "đủ" makes part of a name; what else defines a
// target's name is told by its piece.
func (r *reader) leaveOutFull() { r.leaveOut(r.enough) }

// leaveOut takes the figures of the items that are no figures out of the page.
func (r *reader) leaveOut(none func(item int) bool) {
	kept, read := 0, 0
	for i := range r.items {
		it := &r.items[i]
		if it.cue != cueFigure {
			continue
		}
		next := len(r.page.figures)
		for j := i + 1; j < len(r.items); j++ {
			if r.items[j].cue == cueFigure {
				next = r.items[j].figure
				break
			}
		}
		if none(i) {
			it.cue, read = cueNoFigure, next
			continue
		}
		it.figure = kept
		kept += copy(r.page.figures[kept:], r.page.figures[read:next])
		read = next
	}
	if len(r.items) > 0 {
		r.page.figures = r.page.figures[:kept]
	}
}

// mostThings is more than any norm asks for of one thing.
var mostThings = decimal.New(50, 0)

// enough reports whether the figure at item i only tells what counts as full, as
// in "được khám thai đủ 4 lần 3 thời kỳ", and the figure of the name follows.
func (r *reader) enough(i int) bool {
	f := &r.page.figures[r.items[i].figure]
	if f.pairing != pairNone || f.from == 0 || fullThings.lookup(r.tokens, f.from+1) == 0 || !f.value.LessThan(mostThings) {
		return false
	}
	before := &r.items[max(i-1, 0)]
	if fullWords.lookup(r.tokens, f.from-1) == 0 && !(before.cue == cueNoFigure && (before.to == f.from || before.to == f.from-1 && r.isMarkAt(before.to, '/')) && r.full == i-1) {
		return false
	}
	for j := i + 1; j < min(len(r.items), i+itemsNear); j++ {
		switch it := r.items[j]; it.cue {
		case cueFigure:
			if next := &r.page.figures[it.figure]; next.unit.share() || next.pairing == pairNumerator {
				r.full = i
				return true
			}
			if fullThings.lookup(r.tokens, r.page.figures[it.figure].from+1) == 0 {
				return false
			}
		case cueSemicolon, cueStop:
			return r.sharedBefore(i)
		}
	}
	return r.sharedBefore(i)
}

// sharedBefore reports whether a share stands before item i in its comma: "trên 95%
// phụ nữ có thai khám đủ 4 lần".
func (r *reader) sharedBefore(i int) bool {
	for j := i - 1; j >= max(0, i-itemsNear); j-- {
		switch it := r.items[j]; it.cue {
		case cueFigure:
			return r.page.figures[it.figure].unit.share()
		case cueComma, cueSemicolon, cueStop:
			return false
		}
	}
	return false
}

// fullWords stand before such a count, fullThings behind it.
var (
	fullWords  = newPhraseTable([]entry{{1, "đủ|đầy đủ"}})
	fullThings = newPhraseTable([]entry{{1, "lần|mũi|liều|loại|thời kỳ|thai kỳ|kỳ thai|vi chất|lượt|bước|chức năng"}})
)

// enoughWords stand before a count within a name.
var enoughWords = newPhraseTable([]entry{{1, "đủ|đầy đủ|ít nhất|tối thiểu|từ"}})

// definedHeads begin the names that such a count may belong to.
var definedHeads = newPhraseTable([]entry{{1, "tỷ lệ|số|tỷ suất|tổng số"}})

// definesName reports whether the figure at item i is such a count: it stands
// behind "đủ" in a name, and the figure of that name follows.
func (r *reader) definesName(i int) bool {
	f := &r.page.figures[r.items[i].figure]
	if f.pairing != pairNone || f.unit.family() != familyCount && f.unit.word != unitTimes {
		return false
	}
	from := f.from - 1
	if from < 0 || enoughWords.lookup(r.tokens, from) == 0 {
		return false
	}
	start := 0
	for j := i - 1; j >= max(0, i-itemsNear); j-- {
		if c := r.items[j].cue; c == cueComma || c == cueSemicolon || c == cueStop || c == cueColon || c == cueFigure {
			start = r.items[j].to
			break
		}
	}
	if r.trimLeft(start, from) >= from || definedHeads.lookup(r.tokens, r.trimLeft(start, from)) == 0 {
		return false
	}
	return r.reportedBehind(i)
}

// reportedBehind reports whether a share or fraction follows item i behind a
// predicate.
func (r *reader) reportedBehind(i int) bool {
	reached := false
	for j := i + 1; j < min(len(r.items), i+itemsNear); j++ {
		switch it := r.items[j]; it.cue {
		case cueReach, cueColon, cueIs:
			reached = true
		case cueFigure:
			next := &r.page.figures[it.figure]
			return reached && (next.unit.share() || next.pairing == pairNumerator)
		case cueSemicolon, cueStop, cueComma:
			return false
		}
	}
	return false
}
