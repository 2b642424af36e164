package language

import "github.com/shopspring/decimal"

// listedParts finds the parts of totals where no word such as "trong đó" marks
// them, and gives them their role.
func (r *resultReader) listedParts() {
	for k := range r.places {
		if first := r.partsBeforeTotal(k); k-first >= 2 {
			r.places[k].closes, r.places[k].firstPart = true, first
			if f := &r.reading.Figures[k]; f.Role == RolePart {
				f.Role = RoleValue // "trong đó …, tổng số 1.200 hồ sơ"
			}
			r.markParts(k, first, k, r.places[first].depth)
			continue
		}
		r.places[k].closes = false
		f := &r.reading.Figures[k]
		if r.places[k].depth > 0 || f.Unit == percent || f.Role == RoleChange || f.Role == RoleRemainder || r.places[k].pairing != pairNone {
			continue
		}
		if end := r.listedInBracket(k); end > k {
			r.markParts(k, k+1, end, r.places[k].depth+1)
		} else if end := r.listedBehindColon(k); end > k {
			r.markParts(k, k+1, end, r.places[k].depth)
		}
	}
}

// markParts makes parts of total k of the figures from … to at a depth of brackets;
// what stands deeper or in another unit explains them.
func (r *resultReader) markParts(k, from, to, depth int) {
	for j := from; j < to; j++ {
		if _, same := r.sameKind(j, k); same && r.places[j].depth == depth && r.reading.Figures[j].Unit != percent {
			r.reading.Figures[j].Role = RolePart
		}
	}
}

// partsBeforeTotal returns the first of the parts that total k closes: "3 vụ
// trộm cắp, 2 vụ đánh nhau, tổng cộng 5 vụ". Of all runs that end before it, one
// that adds up is meant. It returns k when it closes none.
func (r *resultReader) partsBeforeTotal(k int) (first int) {
	at := &r.places[k]
	if !at.closes && !at.total && !at.ofTotal || r.opensParts(k) {
		return k
	}
	total := r.reading.Figures[k].Value
	sum, largest, count, repeated := decimal.Zero, decimal.Zero, 0, 0
	first = k
	for j := k - 1; j >= 0 && k-j < figuresBack && r.places[j].sentence == at.sentence; j-- {
		f := &r.reading.Figures[j]
		if r.places[j].depth > at.depth || f.Unit == percent {
			continue
		}
		value, same := r.sameKind(j, k)
		if !at.noun.empty() && (!same || r.places[j].pairing == pairNone && f.Role == RoleValue && r.repeats(j, at.noun)) {
			if !same {
				continue // "210 ha, sản lượng 1.176 tấn; 28 ha, sản lượng 126 tấn; tổng sản lượng …"
			}
			repeated++
		}
		if !same || f.Unit == "" || f.Role != RoleValue && f.Role != RolePart && !r.carriedOver(j) || r.places[j].pairing != pairNone {
			break
		}
		if r.places[j].closes {
			break // a total of its own
		}
		if count >= 1 && sum.Add(value).Equal(total) {
			return j
		}
		if r.judgedBehind(j) {
			break // "11,2 tỷ đồng, đạt 72% kế hoạch" stands for itself
		}
		sum, largest, count = sum.Add(value), decimal.Max(largest, value), count+1
		first = j
	}
	if repeated >= 2 && repeated == count && !sum.Sub(total).Abs().Mul(ten).GreaterThan(total) {
		return first
	}
	if !at.noun.empty() && (k-first > count || repeated == 0 && r.places[first].piece != at.piece) {
		return k
	}
	if k-first < 2 || !r.evenPieces(first, k) || !at.closes && !r.closesParts(k, count, sum, largest) {
		return k
	}
	return first
}

// repeats reports whether the words of a total's name stand before figure j in its
// own comma: "sản lượng ngô 126 tấn".
func (r *resultReader) repeats(j int, noun span) bool {
	at, length := r.page.figures[j].from, noun.to-noun.from
	for from := at - length; from >= max(0, at-wordsToBracket); from-- {
		if !r.isWordAt(from) {
			return false
		}
		same := 0
		for same < length && r.tokens[from+same].key == r.tokens[noun.from+same].key {
			same++
		}
		if same == length {
			return true
		}
	}
	return false
}

// carriedOver reports whether figure j is what an earlier period left to do: "tồn
// kỳ trước 4 đơn".
func (r *resultReader) carriedOver(j int) bool {
	if r.reading.Figures[j].Role != RoleBase || !r.places[j].past {
		return false
	}
	at := r.page.figures[j].from
	for t := max(0, at-wordsToBracket); t < at; t++ {
		if carriedWords.lookup(r.tokens, t) > 0 {
			return true
		}
	}
	return false
}

var carriedWords = newPhraseTable([]entry{{1, "tồn|chuyển sang|chuyển qua|mang sang|còn lại"}})

// judgedBehind reports whether a share or change outside brackets follows
// figure j and speaks of it.
func (r *resultReader) judgedBehind(j int) bool {
	next := j + 1
	return next < len(r.places) && r.places[next].depth == r.places[j].depth &&
		(r.reading.Figures[next].Unit == percent || r.reading.Figures[next].Role == RoleChange)
}

// closesParts tells a "tổng …" that closes its parts from one that begins anew:
// it is as large as they are, or close to it.
func (r *resultReader) closesParts(k, count int, sum, largest decimal.Decimal) bool {
	total := r.reading.Figures[k].Value
	if sum.Equal(total) {
		return true
	}
	apart := sum.Sub(total).Abs().Mul(decimal.New(4, 0))
	if r.places[k].bareTotal {
		apart = apart.Div(decimal.New(2, 0))
	}
	told := r.places[k].summed && !r.places[k].inflow || r.places[k].ofTotal && count > 2
	return told && !apart.GreaterThan(total) && total.GreaterThan(largest)
}

// opensParts reports whether parts follow total k.
func (r *resultReader) opensParts(k int) bool {
	return k+1 < len(r.places) && r.places[k+1].sentence == r.places[k].sentence && r.reading.Figures[k+1].Role == RolePart
}

// listedInBracket returns the figure after the parts in the bracket behind
// total k ("4.250 con (trâu 320 con, bò 930 con)"), or k when there are fewer
// than two.
func (r *resultReader) listedInBracket(k int) int {
	end, count := k+1, 0
	for end < len(r.places) && r.places[end].depth > r.places[k].depth {
		if r.reading.Figures[end].Unit != percent {
			if !r.listed(k, end) {
				break
			}
			count++
		}
		end++
	}
	if count < 2 || end < len(r.places) && r.places[end].depth > r.places[k].depth {
		return k
	}
	return end
}

// listed reports whether figure j may be a part of total k in a bracket.
func (r *resultReader) listed(k, j int) bool {
	f := &r.reading.Figures[j]
	whole := &r.reading.Figures[k]
	_, same := r.sameKind(j, k)
	return r.places[j].depth > r.places[k].depth && (f.Role == RoleOther || f.Role == RoleValue) && whole.Unit != "" && (f.Unit == whole.Unit || same && f.Unit != "" && r.countable(j) || r.person(j) && r.person(k) || f.Unit == "" && r.countable(k)) &&
		r.places[j].pairing == pairNone && f.Value.LessThan(whole.Value)
}

// listedBehindColon returns the figure after the parts that a colon, or "có" behind
// a total, takes apart: "25.000 con: trâu bò 500 con, gia cầm 24.500 con". It
// returns k when there is none, or where the figures do not add up and nothing
// says that they are all.
func (r *resultReader) listedBehindColon(k int) int {
	colon := r.colonBehind(k)
	if !colon && !r.toldOf(k) {
		return k
	}
	end, count, sum := k+1, 0, decimal.Zero
	for end < len(r.places) && end-k <= figuresBack && r.places[end].sentence == r.places[k].sentence {
		if r.places[end].depth > 0 {
			end++
			continue
		}
		value, same := r.sameKind(end, k)
		if !same || r.reading.Figures[end].Unit == "" || r.reading.Figures[end].Role != RoleValue || r.places[end].pairing != pairNone || r.between(k, end) && !sum.LessThan(r.reading.Figures[k].Value) {
			break
		}
		sum = sum.Add(value)
		count, end = count+1, end+1
	}
	switch {
	case count < 2:
		return k
	case sum.Equal(r.reading.Figures[k].Value):
		return end
	case !r.closesList(k, end):
		return k
	case colon && (r.places[k].total && !(r.places[k].inflow && r.steps(k, end)) || r.takesApart(k, end, count, sum)):
		return end
	case !colon && (r.complete(k, end) || sum.GreaterThan(r.reading.Figures[k].Value) && count > 2 && r.takesApart(k, end, count, sum)):
		return end
	}
	return k
}

// toldOf reports whether the parts of total k follow behind "có": "trong tổng số 18
// chỉ tiêu, có 11 chỉ tiêu vượt, 5 chỉ tiêu đạt, 2 chỉ tiêu chưa đạt".
func (r *resultReader) toldOf(k int) bool {
	next := r.places[k].item + 1
	if !r.places[k].total && !r.places[k].ofTotal || next+1 >= len(r.items) {
		return false
	}
	if r.items[next].cue == cueComma {
		next++
	}
	return next+1 < len(r.items) && r.items[next].cue == cueHave && r.tokens[r.items[next].from].key == wordHave &&
		r.items[next+1].cue == cueFigure && r.items[next+1].from == r.items[next].to
}

// colonBehind reports whether a colon follows figure k, with nothing but words of
// its name between them: "63 chi bộ đạt trong sạch vững mạnh: …".
func (r *resultReader) colonBehind(k int) bool {
	first := r.places[k].item + 1
	for i := first; i < min(len(r.items), first+6); i++ {
		switch it := r.items[i]; {
		case it.depth > 0:
			return false
		case it.cue == cueColon:
			return it.from-r.items[first-1].to <= 2*wordsToBracket
		case it.cue == cueComma && (r.places[k].total || i+1 < len(r.items) && r.items[i+1].cue == cueColon && r.items[i+1].from-it.to <= 2), it.cue == cuePlan && r.items[i-1].cue == cueReach:
		case it.cue == cueComma, it.cue == cueSemicolon, it.cue == cueStop, it.cue == cueOpen, it.cue == cueFigure, it.cue == cuePlan, it.cue == cueBase:
			return false
		}
	}
	return false
}

// takesApart reports whether the list behind the colon after total k tells its
// parts though it does not add up and no word such as "tổng" says so: three parts
// or more that come close, each with a name and none a step of the work.
func (r *resultReader) takesApart(k, end, count int, sum decimal.Decimal) bool {
	total := r.reading.Figures[k].Value
	apart := sum.Sub(total).Abs()
	if count < 3 && !r.complete(k, end) && !sum.GreaterThan(total) && apart.Mul(decimal.New(5, 0)).GreaterThan(total) || apart.Mul(decimal.New(10, 0)).GreaterThan(total.Mul(decimal.New(3, 0))) {
		return false
	}
	for j := k + 1; j < end; j++ {
		if r.places[j].depth > 0 {
			continue
		}
		if r.reading.Figures[j].Unit != r.reading.Figures[k].Unit || r.places[j].own == "" && !r.complete(k, end) {
			return false
		}
	}
	return !r.steps(k, end)
}

// complete reports whether one of the parts before figure end is what the others
// leave ("3 chỉ tiêu chưa đạt", "các thôn khác 4 vụ"), so that they are all.
func (r *resultReader) complete(k, end int) bool {
	from, to := r.page.figures[k].to, len(r.tokens)
	if end < len(r.places) {
		to = r.page.figures[end].from
	}
	for j := from; j < min(to, from+longestList); j++ {
		if restWords.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

// restWords name what the other parts leave.
var restWords = newPhraseTable([]entry{{1, "chưa|không|khác|còn lại|quá hạn|trễ hạn|chậm"}})

// steps reports whether a figure between k and end is named as a step of work.
func (r *resultReader) steps(k, end int) bool {
	for j := k + 1; j < end; j++ {
		if r.places[j].depth == 0 && r.stepOfWork(j) {
			return true
		}
	}
	return false
}

// stepOfWork reports whether figure j is named by what has been done, so that
// the same things may be counted again in the next step.
func (r *resultReader) stepOfWork(j int) bool {
	item := r.places[j].item
	from := r.items[item].from
	first := max(0, from-2*wordsToBracket)
	for ; from > first && !r.isMarkAt(from-1, ',') && !r.isMarkAt(from-1, ':') && !r.isMarkAt(from-1, ';'); from-- {
	}
	return stepWords.lookup(r.tokens, from) > 0
}

// stepWords begin what is told of a piece of work.
var stepWords = newPhraseTable([]entry{{1,
	"đã|đang|chưa|không|còn|tiếp nhận|giải quyết|xử lý|phát hiện|chuyển|hoàn thành|thẩm định|kiểm tra|tổ chức|triển khai|thực hiện|lập|xác minh|khởi tố|điều tra|hòa giải|trả lời|cấp|thu|có|" +
		"đạt|vượt|được|tham mưu|ban hành|trình|phê duyệt|phối hợp|hướng dẫn|rà soát|đề nghị|kết luận"}})

// closesList reports whether the parts before figure end are all of the list
// behind total k: nothing else of the sentence follows.
func (r *resultReader) closesList(k, end int) bool {
	return end == len(r.places) || r.places[end].sentence != r.places[k].sentence || r.between(end-1, end)
}
