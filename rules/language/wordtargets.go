package language

import "github.com/shopspring/decimal"

// words reads the targets of a piece that are judged in words: "duy trì …",
// "hoàn thành chỉ tiêu …", a grade, a level.
func (t *targetReader) words(p piece) {
	start := t.start(p)
	for i := p.items.from; i < p.items.to; i++ {
		it := t.items[i]
		if it.depth > 0 {
			continue
		}
		next := t.nextTold(i, p)
		var target Target
		switch {
		case it.cue == cueKeep:
			target = t.maintain(i, next, start, p)
		case it.cue == cueComplete || it.cue == cueReach || it.cue == cueReachOver:
			plan := t.planAfter(i, p.items.to)
			switch {
			case plan >= 0 && t.equalsPlan(i, plan, start, p):
				return
			case plan >= 0 && (it.cue != cueReach || t.items[plan].from == it.to || t.hasGiver(plan, p)):
				target = t.completed(i, plan, next, start, p)
			case it.cue == cueComplete:
				target = t.graded(i, next, start, p)
			default:
				continue
			}
		case it.cue == cueDouble:
			target = Target{
				Op: OpMult, Low: decimal.NewNullDecimal(decimal.New(2, 0)), Unit: unitWords[unitTimes-1].name,
				Label: t.name(start, it.from), Span: t.runes(start, t.tokenOf(next, p)),
			}
		case it.cue >= gradeCue:
			target = t.graded(i, next, start, p)
		case it.cue == cueLevel:
			target = t.levelled(i, next, start, p)
		default:
			continue
		}
		target.Polarity = polarityOf(target.Label)
		t.reading.Targets = append(t.reading.Targets, target)
		start = t.tokenOf(next, p)
		i = next - 1
	}
}

// equalsPlan reads "…, bằng chỉ tiêu tỉnh giao", which only tells who gave the
// target before it.
func (t *targetReader) equalsPlan(i, plan, start int, p piece) bool {
	n := len(t.reading.Targets)
	it := t.items[i]
	if n == 0 || p.opens || t.tokens[it.from].key != wordEqual || t.name(start, it.from) != "" {
		return false
	}
	for j := plan + 1; j < p.items.to; j++ {
		if giver := t.items[j]; giver.cue == cueGiver && t.reading.Targets[n-1].Giver == "" {
			t.reading.Targets[n-1].Giver = t.cut(giver.from, giver.to)
		}
	}
	return true
}

// nextTold returns the item of the next predicate after item i that makes a
// target of its own, or the end of the piece.
func (t *targetReader) nextTold(i int, p piece) int {
	for j := i + 1; j < p.items.to; j++ {
		it := t.items[j]
		if it.depth > 0 {
			continue
		}
		if it.cue == cueComplete || it.cue == cueReachOver || it.cue >= gradeCue || it.cue == cueKeep && t.items[i].cue != cueKeep {
			return j
		}
	}
	return p.items.to
}

func (t *targetReader) tokenOf(i int, p piece) int {
	if i < p.items.to {
		return t.items[i].from
	}
	return p.tokens.to
}

// maintain reads "duy trì phường đạt chuẩn …". A level named in it is kept.
func (t *targetReader) maintain(i, next, start int, p piece) Target {
	end := t.tokenOf(next, p)
	target := Target{Op: OpMaintain, Label: t.name(t.items[i].to, end), Span: t.runes(start, end)}
	for j := i + 1; j < next; j++ {
		if it := t.items[j]; it.cue == cueLevel {
			target.Words = t.cut(it.from, it.to)
		}
	}
	return target
}

// levelOfMaintained gives the level of a piece to the "duy trì" before it, whose
// list the piece carries on: "duy trì phổ cập giáo dục, xóa mù chữ mức độ 2". The first
// level told is the one that is kept.
func (t *targetReader) levelOfMaintained(p piece) bool {
	n := len(t.reading.Targets)
	if n == 0 || p.opens || p.figures > 0 || t.reading.Targets[n-1].Op != OpMaintain {
		return false
	}
	level := none
	for j := p.items.from; j < p.items.to; j++ {
		switch c := t.items[j].cue; {
		case c == cueLevel && level == none:
			level = j
		case c == cueKeep, c == cueReach, c == cueComplete, c == cueReachOver, c == cueDouble, c == cueLevel, c >= gradeCue:
			return false
		}
	}
	if level == none {
		return false
	}
	last := &t.reading.Targets[n-1]
	if last.Words == "" {
		last.Words = t.cut(t.items[level].from, t.items[level].to)
	}
	last.Label = t.carryOn(last.Label, p.tokens.from, p.tokens.to)
	last.Span.End = t.runes(p.tokens.from, p.tokens.to).End
	return true
}

// completed reads "hoàn thành chỉ tiêu … thành phố giao".
func (t *targetReader) completed(i, plan, next, start int, p piece) Target {
	end := t.tokenOf(next, p)
	target := Target{
		Op: OpComplete, Low: decimal.NewNullDecimal(hundred), Unit: unitWords[unitPercent-1].name,
		Span: t.runes(start, end),
	}
	nameEnd := end
	for j := plan + 1; j < next; j++ {
		switch it := t.items[j]; it.cue {
		case cueGiver:
			if target.Giver == "" && t.assignedAfter(j, next) {
				target.Giver = t.cut(it.from, it.to)
				nameEnd = min(nameEnd, it.from)
			}
		case cueAssigned:
			nameEnd = min(nameEnd, it.from)
			if by := t.assignedBy(t.items[plan].to, j); by > 0 && target.Giver == "" {
				target.Giver, nameEnd = t.cut(by+1, it.from), min(nameEnd, by)
			}
		}
	}
	target.Label = t.name(t.items[plan].to, nameEnd)
	if target.Label == "" {
		target.Label = join(t.name(start, t.items[i].from), t.afterGiven(plan, next, end))
	}
	return target
}

// assignedBy returns the token of the "do" behind token from that names who assigns
// by the "giao" at item j ("do Chi cục Thuế giao"), 0 for none.
func (t *targetReader) assignedBy(from, j int) int {
	at := t.items[j].from
	for by := at - 2; by >= max(from, at-wordsToBracket); by-- {
		if t.isWordAt(by) && t.tokens[by].key == wordBy {
			return by
		}
	}
	return 0
}

var wordBy = keyOf("do")

// afterGiven returns the words behind "giao": "hoàn thành chỉ tiêu thành phố
// giao về giảm nghèo".
func (t *targetReader) afterGiven(plan, next, end int) string {
	for j := plan + 1; j < next; j++ {
		if t.items[j].cue == cueAssigned {
			return t.name(t.items[j].to, end)
		}
	}
	return ""
}

// hasGiver reports whether someone assigns the plan at item plan.
func (t *targetReader) hasGiver(plan int, p piece) bool {
	for j := plan + 1; j < p.items.to; j++ {
		if t.items[j].cue == cueAssigned {
			return true
		}
	}
	return false
}

// graded reads "hoàn thành xuất sắc nhiệm vụ …".
func (t *targetReader) graded(i, next, start int, p piece) Target {
	it := t.items[i]
	end := t.tokenOf(next, p)
	to := it.to
	if t.tokens[to-1].key == wordTask {
		// The grade ends before what it is awarded for.
		to -= 2
	}
	label := t.name(start, it.from)
	if label == "" {
		label = join(t.cut(to, it.to), t.name(it.to, end))
	}
	return Target{Op: OpText, Words: t.cut(it.from, to), Label: label, Span: t.runes(start, end)}
}

var wordTask = keyOf("vụ")

// levelled reads "trường … đạt chuẩn mức độ 2".
func (t *targetReader) levelled(i, next, start int, p piece) Target {
	it := t.items[i]
	end := t.tokenOf(next, p)
	label := t.name(start, it.from)
	if label == "" {
		label = t.name(it.to, end)
	}
	return Target{Op: OpText, Words: t.cut(it.from, it.to), Label: label, Span: t.runes(start, end)}
}

// verbs make a sentence without figures a target in words.
var verbs = newPhraseTable([]entry{{1,
	"đạt|không để|không có|không xảy ra|nâng cao|được công nhận|công nhận|triển khai|tổ chức|đẩy mạnh|tăng cường|chấp hành|quản lý|kiểm soát|đảm bảo|bảo đảm|" +
		"củng cố|kiện toàn|thực hiện|làm tốt|xếp hạng|xếp thứ|tiếp tục|không phát sinh|xếp loại|không còn|xây dựng|phấn đấu|giải quyết|xóa|đầu tư|phát triển|hoàn thiện|ban hành|tạo|mở rộng|khởi công|sửa chữa|nâng cấp|cải tạo|thành lập|kiểm tra|rà soát|chuyển đổi|ứng dụng|đổi mới|giữ gìn|phòng chống|ngăn chặn|tuyên truyền|vận động|đào tạo|thu hút|huy động|hỗ trợ"}})

// nothing deals with a sentence that held no target so far: a sentence with a
// verb is a target in words, anything else is asked about.
func (t *targetReader) nothing() {
	if len(t.reading.Targets) > 0 || t.page.words == 0 {
		return
	}
	for i := range t.tokens {
		if verbs.lookup(t.tokens, i) == 0 {
			continue
		}
		end := t.trimRight(i, len(t.tokens))
		t.reading.Targets = append(t.reading.Targets, Target{
			Op: OpText, Words: t.cut(i, end), Label: t.name(0, i), Span: t.runes(0, end),
		})
		return
	}
	t.ask(askNoTarget(t.reading.Text, t.runes(0, len(t.tokens))))
}

func (t *targetReader) ask(q Question) { t.reading.Questions = append(t.reading.Questions, q) }

// gradeOfShare reports whether piece i, which holds a grade, only carries on the name
// that a leading share began: "98% cán bộ, đảng viên hoàn thành tốt nhiệm vụ".
func (t *targetReader) gradeOfShare(i int) bool {
	p := t.pieces[i]
	if p.opens || len(t.reading.Targets) == 0 || !t.namesGraded(p) {
		return false
	}
	j := i - 1
	for ; j >= max(0, i-itemsNear) && t.pieces[j].items.from == t.pieces[j].items.to; j-- {
		if t.pieces[j].opens {
			return false
		}
	}
	if j < max(0, i-itemsNear) || t.pieces[j].figures != 1 {
		return false
	}
	lead := t.pieces[j]
	last := t.items[lead.items.to-1]
	if last.cue != cueFigure || last.depth > 0 || last.to == lead.tokens.to || !t.page.figures[last.figure].unit.share() {
		return false
	}
	for at := last.to; at < lead.tokens.to; at++ {
		if ownVerbs.lookup(t.tokens, at) > 0 || verbs.lookup(t.tokens, at) > 0 {
			return false // "100% hộ nghèo được hỗ trợ, chi bộ hoàn thành tốt nhiệm vụ"
		}
	}
	return true
}

// namesGraded reports whether a piece names who is graded, and holds nothing else
// that makes a target.
func (t *targetReader) namesGraded(p piece) bool {
	graded := none
	for j := p.items.from; j < p.items.to; j++ {
		switch c := t.items[j].cue; {
		case c == cueKeep, c == cueReachOver, c == cueDouble, c == cuePlan, c == cueAssigned:
			return false
		case graded == none && (c == cueComplete || c == cueLevel || c >= gradeCue):
			graded = j
		}
	}
	return graded != none && t.name(p.tokens.from, t.items[graded].from) != ""
}

// ownVerbs tell that the name before a grade has a predicate already.
var ownVerbs = newPhraseTable([]entry{{1, "được|có|là|tham gia|ký|đăng ký|chấp hành"}})

// nameOn adds piece p, and the names before it, to the name of the last target.
func (t *targetReader) nameOn(p piece) {
	from := t.start(p)
	target := &t.reading.Targets[len(t.reading.Targets)-1]
	target.Label = t.carryOn(target.Label, from, p.tokens.to)
	target.Span.End = t.runes(from, p.tokens.to).End
}
