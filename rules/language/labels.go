package language

// predicates are the expressions that stand between a name and its figure.
func (c cue) predicate() bool {
	switch c {
	case cueAtLeast, cueAtMost, cueAbove, cueBelow, cueFrom, cueAbout, cueEstimate, cueRise, cueFall, cueGrowth,
		cueDown, cueUp, cueTimes, cueOver, cueReachOver, cueReach, cueIs, cueKeep, cueComplete, cueColon, cueTurn, cueLeft, cueAmong, cueMadeOf:
		return true
	}
	return false
}

// fillers stand at the edge of a name without belonging to it.
var fillers = newPhraseTable([]entry{{1,
	"và|là|thì|phải|có|được|cho|của|nhằm|đã|ở|mức|bằng|với|để|do|về|theo|trong|hiện|là:|đạt|phấn đấu|nay|số tiền|đến|cũng|trong năm|như vậy|theo đó|tính ra|cả|các|toàn bộ|những"}})

// name returns the words of a stretch of tokens without predicates and fillers
// at its edges, as typed.
func (r *reader) name(from, to int) string {
	s := r.trim(from, to)
	return r.cut(s.from, s.to)
}

func (r *reader) trim(from, to int) span {
	from = r.trimLeft(from, to)
	return span{from, r.trimRight(from, to)}
}

// trimLeft skips marks, predicates, fillers and dates at the beginning.
func (r *reader) trimLeft(from, to int) int {
	for from < to {
		switch {
		case from+1 < to && r.tokens[from].letters == 1 && r.isMarkAt(from+1, ')') && r.tokens[from+1].glued:
			from += 2 // "a)" numbers an item
		case r.isMarkAt(from, '('):
			from = max(from+1, r.behindBracket(from, to))
		case r.tokens[from].kind == tokenMark && !r.isMarkAt(from, '"') && !r.isMarkAt(from, '“'):
			from++
		case r.tokens[from].kind == tokenNumber && r.opensItem(from):
			from = r.itemEnd(from)
		case r.tokens[from].kind == tokenNumber && r.itemAt(from).cue == cueNoFigure:
			from = r.itemAt(from).to
		default:
			length := r.edgeLength(from)
			if length == 0 || from+length > to {
				return from
			}
			from += length
		}
	}
	return from
}

// edgeLength returns the length of the predicate, filler or year at token i.
func (r *reader) edgeLength(i int) int {
	if yearLength := yearWords.lookup(r.tokens, i); yearLength > 0 && r.isYear(i+yearLength) {
		return yearLength + 1
	}
	if length := movedNames.lookup(r.tokens, i); length > 0 && !r.isNumberAt(i+length) {
		return 0
	}
	if c, length := cueTable.find(r.tokens, i); length > 0 && (cue(c).predicate() || cue(c) == cuePlan || cue(c) == cueBase || cue(c) == cueNotLet || cue(c) == cueEquals) {
		return length
	}
	return fillers.lookup(r.tokens, i)
}

// movedNames begin with a movement and are names all the same.
var movedNames = newPhraseTable([]entry{{1, "giảm nghèo|giảm sinh|giảm phát thải|tăng trưởng xanh"}})

var yearWords = newPhraseTable([]entry{{1, "năm|đến năm|hết năm|trong năm|đến hết năm|cuối năm|đến cuối năm|giai đoạn"}})

// trimRight drops marks, fillers and years at the end.
func (r *reader) trimRight(from, to int) int {
	for to > from {
		last := to - 1
		switch {
		case r.tokens[last].kind == tokenMark && !r.isMarkAt(last, '"') && !r.isMarkAt(last, '”') && !r.isMarkAt(last, ')'):
			to--
		case r.isYear(last) && last > from && yearWords.lookup(r.tokens, last-1) == 1:
			to -= 2
		case r.isWordAt(last) && fillers.lookup(r.tokens, last) == 1 && !(last > from && dwellingWords.lookup(r.tokens, last-1) > 0):
			to--
		default:
			return to
		}
	}
	return to
}

// dwellingWords end in a word that elsewhere only leads on.
var dwellingWords = newPhraseTable([]entry{{1, "nhà ở|đất ở|chỗ ở|nơi ở"}})

// itemAt returns the item that begins at or covers token i; its zero value
// when none does.
func (r *reader) itemAt(i int) item {
	low, high := 0, len(r.items)
	for low < high {
		if mid := (low + high) / 2; r.items[mid].to <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(r.items) && r.items[low].from <= i {
		return r.items[low]
	}
	return item{}
}

// nameEnd returns the token where the predicate of the figure at item i
// begins; the words before it name what is measured.
func (r *reader) nameEnd(from, i int) int {
	end := r.items[i].from
	for j := i - 1; j >= from; j-- {
		it := r.items[j]
		if it.depth > r.items[i].depth || it.to < end-1 || !it.cue.predicate() {
			break
		}
		if it.to == end-1 && fillers.lookup(r.tokens, end-1) == 0 {
			break
		}
		end = it.from
	}
	return end
}

// measuringHeads begin the name of an indicator.
var measuringHeads = newPhraseTable([]entry{{1,
	"tỷ lệ|số|tổng|giá trị|diện tích|sản lượng|năng suất|thu|chi|tốc độ|thu nhập|độ che phủ|tỷ suất|tỷ trọng|mật độ|tổng số|doanh thu|kim ngạch|vốn|kinh phí|mức|chỉ số|tuổi|dân số|tổng đàn|đàn|bình quân|tăng trưởng|quy mô|hệ số|hộ|lao động|tiến độ"}, {2, "thu hồi|thu hút|thu gom|chi trả"}})

// measures reports whether the name at token i begins with one of them, not with a verb
// that only looks like it (2).
func (p *page) measures(i int) bool {
	head, _ := measuringHeads.find(p.tokens, i)
	return head == 1
}

// label names what a figure measures: the words before its predicate, or where
// these are only a verb, also the words behind the figure.
func (r *reader) label(start, nameEnd, tailFrom, tailTo int, f *figure) label {
	l := label{before: r.trim(start, nameEnd)}
	if r.idle(l) {
		l.before = span{} // "bình quân mỗi năm giảm 0,5% hộ nghèo"
	}
	if l.before.empty() || !r.measures(l.before.from) {
		from := r.countedFrom(f, tailFrom)
		if from == tailFrom {
			from = r.behindGiven(tailFrom, tailTo)
		}
		l.after = r.trim(from, tailTo)
	}
	return l
}

// behindGiven returns the token behind a bracket that begins at token i, where
// words follow it: what stands in it is another's figure, no name.
func (r *reader) behindGiven(i, to int) int {
	if end := r.behindBracket(i, to); end > i && r.isWordAt(end) {
		return end
	}
	return i
}

// behindBracket returns the token behind the bracket that begins at token i, or i
// where there is none that ends before token to.
func (r *reader) behindBracket(i, to int) int {
	if !r.isMarkAt(i, '(') {
		return i
	}
	for j := i + 1; j < min(to, i+longestList); j++ {
		if r.isMarkAt(j, ')') {
			return j + 1
		}
	}
	return i
}

// label is the words that name a figure: those before its predicate and those
// behind the figure.
type label struct{ before, after span }

func (l label) empty() bool { return l.before.empty() && l.after.empty() }

// wording returns the words of a label as typed.
func (p *page) wording(l label) string {
	return join(p.cut(l.before.from, l.before.to), p.cut(l.after.from, l.after.to))
}

// countedFrom returns the token behind the number of a figure that counts
// things, so that what it counts becomes part of its name.
func (r *reader) countedFrom(f *figure, tailFrom int) int {
	if f.unit.none() || f.unit.family() != familyCount || !f.unit.bare() || f.unit.grain() == grainFine || r.isNumberAt(tailFrom-1) {
		return tailFrom
	}
	from := tailFrom - 1
	for from > f.from && !r.isNumberAt(from-1) {
		from--
	}
	return from
}

// targetLabel names the target whose figure stands at item i.
func (t *targetReader) targetLabel(i, from, end, start int, p piece) label {
	f := &t.page.figures[t.items[i].figure]
	tailEnd := t.tailEnd(i, end, p)
	named := t.label(start, t.beforeStart(i, from, p), t.items[i].to, tailEnd, f)
	if rest := t.behindBound(tailEnd, end, p); named.before.empty() && !named.after.empty() && !rest.empty() {
		named = label{named.after, rest}
	}
	if !named.empty() || i+1 >= end {
		return named
	}
	if next := t.items[i+1]; next.cue == cueOfTotal && next.from == t.items[i].to {
		// "20% trên tổng số cán bộ": of what, when nothing else names it.
		named.after = t.trim(next.from+1, t.tailEnd(i+1, end, p))
	}
	for j := i + 1; j < end; j++ {
		if t.items[j].cue == cueAssigned {
			// "100% kế hoạch huyện giao về thu ngân sách"
			named.after = t.trim(t.items[j].to, t.tailEnd(j, end, p))
		}
	}
	return named
}

// behindBound returns the words behind the "trở lên" at token at, where they carry
// on the name before it: "95% hồ sơ trở lên được giải quyết đúng hạn".
func (t *targetReader) behindBound(at, end int, p piece) span {
	it := t.itemAt(at)
	if it.from != at || it.cue != cueOrMore && it.cue != cueOrLess || end < p.items.to || !t.isWordAt(it.to) {
		return span{}
	}
	for j := end - 1; j >= p.items.from && t.items[j].from > at; j-- {
		switch it := t.items[j]; it.cue {
		case cueIs, cueHave, cueNoFigure:
		default:
			if it.depth == 0 {
				return span{}
			}
		}
	}
	return span{it.to, t.trimRight(it.to, p.tokens.to)}
}

// beforeStart returns the token where the words before the figure at item i stop
// naming it: its predicate, or "từ A" of "từ A xuống còn B".
func (t *targetReader) beforeStart(i, from int, p piece) int {
	for j := from; j < i; j++ {
		if t.items[j].cue == cueFigure && t.items[j].depth == 0 && t.startingLevel(j, p) {
			return t.nameEnd(from, j)
		}
	}
	return t.nameEnd(from, i)
}

// tailEnd returns the token where the words behind the figure at item i stop
// naming it.
func (t *targetReader) tailEnd(i, end int, p piece) int {
	skipped := t.items[i].to
	if i+1 < end && t.items[i+1].cue == cueOpen && t.items[i+1].from == skipped {
		skipped = t.behindGiven(skipped, p.tokens.to)
	}
	for j := i + 1; j < end; j++ {
		if t.items[j].from < skipped {
			continue // "từ 95% (tỉnh giao 93%) hồ sơ trở lên"
		}
		switch it := t.items[j]; it.cue {
		case cueBase, cueOrMore, cueOrLess, cueOpen, cueOfTotal, cueAmong, cueMadeOf, cueEquals, cueColon:
			return it.from
		case cuePlan, cueGiver:
			if t.assignedAfter(j, end) {
				return it.from
			}
		}
	}
	if end < p.items.to {
		return t.nameEnd(i+1, end)
	}
	return p.tokens.to
}

// assignedAfter reports whether "giao" follows item j closely.
func (t *targetReader) assignedAfter(j, end int) bool {
	for k := j + 1; k < end && k <= j+3; k++ {
		if t.items[k].cue == cueAssigned && t.items[k].from-t.items[j].to <= 3 {
			return true
		}
	}
	return false
}

// rateHeads begin the name of a rate, whose change is in points.
var rateHeads = newPhraseTable([]entry{{1, "tỷ lệ|tỷ suất|tỷ trọng|độ che phủ|mức sinh|tốc độ"}})

// namesRate reports whether a label names a rate.
func (p *page) namesRate(l label) bool {
	first := l.before
	if first.empty() {
		first = l.after
	}
	if first.empty() || countHeads.lookup(p.tokens, first.from) > 0 {
		return false
	}
	if poorHeads.lookup(p.tokens, first.from) > 0 || !l.after.empty() && poorHeads.lookup(p.tokens, l.after.from) > 0 {
		return true
	}
	return p.holds(rateHeads, l.before) || p.holds(rateHeads, l.after)
}

// holds reports whether a phrase of the table begins within the span.
func (p *page) holds(table *phraseTable, s span) bool {
	for i := s.from; i < s.to; i++ {
		if table.lookup(p.tokens, i) > 0 {
			return true
		}
	}
	return false
}

// poorHeads stand for the rate of poor households when a per cent of them
// changes.
var poorHeads = newPhraseTable([]entry{{1, "nghèo|hộ nghèo|hộ cận nghèo|cận nghèo"}})

// countHeads begin the name of a count, whose change in per cent is relative.
var countHeads = newPhraseTable([]entry{{1, "số|tổng số|số lượng"}})

// idleNames name nothing: they only say how often.
var idleNames = newPhraseTable([]entry{{1, "bình quân mỗi năm|mỗi năm|hằng năm|hàng năm|bình quân|bình quân hằng năm|bình quân hàng năm|bình quân năm|trong năm|mức giảm|mức tăng|năm|tỷ lệ|tỷ lệ đạt|kết quả"}})

// idle reports whether a label names nothing, so that the one before holds.
func (p *page) idle(l label) bool {
	if l.empty() {
		return true
	}
	return l.after.empty() && idleNames.lookup(p.tokens, l.before.from) == l.before.to-l.before.from
}

// polarityWords: an indicator that names what is unwanted is better when low,
// unless it names the fight against it.
var polarityWords = newPhraseTable([]entry{
	{int32(LowerIsBetter) + 1, "nghèo|cận nghèo|suy dinh dưỡng|thấp còi|sinh con thứ|con thứ 3|con thứ ba|tăng dân số|phát triển dân số|gia tăng dân số|tăng tự nhiên|" +
		"tội phạm|phạm pháp hình sự|vi phạm|tai nạn|tai nạn giao thông|TNGT|thất nghiệp|đơn thư tồn|đơn tồn|tồn đọng|quá hạn|trễ hạn|tử vong|chết|bị thương|mắc|" +
		"tái nghèo|tảo hôn|bạo lực|bỏ học|nợ đọng|nợ xấu|cháy|ma túy|mất cân bằng giới tính|tỷ số giới tính|khiếu kiện|vượt cấp|hộ nghèo|tệ nạn|hao hụt|thất thoát|ngộ độc|lấn chiếm|thiếu việc làm|sinh thô|tỷ suất sinh|ô nhiễm"},
	{int32(HigherIsBetter) + 1, "thoát nghèo|giảm nghèo|giảm hộ nghèo|xử lý|giải quyết|khám phá|điều tra|phòng chống|phòng, chống|hỗ trợ|cho vay|bảo hiểm thất nghiệp|BHTN|" +
		"tuyên truyền|thu hồi|xóa|phá án|ngăn chặn|phát hiện|bảo hiểm|được cấp|cấp thẻ|kiểm tra|khắc phục|tập huấn|tiếp nhận|vay vốn|cai nghiện|quản lý|truy tố|xét xử|trợ cấp|hộ nghèo được|hộ nghèo có|người nghèo"},
})

// polarityOf tells from a label which side of the target is the good one.
func polarityOf(label string) Polarity {
	p := open(label)
	defer p.close()
	return p.polarity(span{0, len(p.tokens)})
}

// polarity tells the same from the words of a page.
func (p *page) polarity(spans ...span) Polarity {
	found := HigherIsBetter
	for _, s := range spans {
		for i := s.from; i < s.to; {
			value, length := polarityWords.find(p.tokens, i)
			switch {
			case length == 0:
				i++
				continue
			case Polarity(value-1) == HigherIsBetter:
				return HigherIsBetter
			}
			found = LowerIsBetter
			i += length
		}
	}
	return found
}
