package language

import (
	"strings"

	"github.com/shopspring/decimal"
)

// ReadTargets reads the sentence of a plan: every target it states, in order.
// What has two readings comes back as a question.
func ReadTargets(text string) TargetReading {
	p := open(text)
	defer p.close()
	r := p.itemise(false, grainMeasured)
	t := targetReader{reader: r, reading: TargetReading{Text: text}}
	r.leaveOutFull()
	t.pieces = r.split()
	if n := len(p.figures); n > 0 {
		t.reading.Targets = make([]Target, 0, n)
	}
	for i := range t.pieces {
		t.piece(i)
	}
	if m := r.malformed; !m.empty() {
		t.ask(askMalformed(r.cut(m.from, m.to), r.runes(m.from, m.to)))
	} else {
		t.nothing()
	}
	t.slips()
	return t.reading
}

// targetReader gathers the targets of one sentence.
type targetReader struct {
	*reader
	reading TargetReading
	pieces  []piece
	// names are the tokens of names that wait for their figure.
	names span
	// moving is the movement that an earlier piece of the same sentence began
	// ("giảm hộ nghèo 0,5%, hộ cận nghèo 0,3%"), and the unit it was given in.
	moving       movement
	movingUnit   string
	movingPoints bool
	lastLabel    label
	// ofRate is true where the target before is a level in per cent, of which a
	// change told without a name is one in points.
	ofRate bool
	// pending is the plan of someone else that stands before our own.
	pending *Target
}

// piece is a stretch of items between breaks, outside brackets.
type piece struct {
	items    span // into page.items
	tokens   span
	figures  int  // outside brackets
	told     bool // holds keep, complete, a grade or a level
	opens    bool // begins a new sentence
	hasBreak bool // ends with ";" or "."
}

// split cuts the items into pieces at commas, semicolons and stops.
func (r *reader) split() []piece {
	pieces := r.page.pieces
	p := piece{opens: true}
	finish := func(items, tokens int, strong bool) {
		p.items.to, p.tokens.to, p.hasBreak = items, tokens, strong
		if p.told && p.figures > 0 {
			if and := r.conjoined(p); and > 0 {
				before := p
				before.tokens.to, before.items.to, before.figures, before.hasBreak = and, r.firstItem(p, and), 0, false
				pieces = append(pieces, before)
				p.tokens.from, p.items.from, p.opens = and+1, before.items.to, false
			}
		}
		if p.tokens.to > p.tokens.from {
			pieces = append(pieces, p)
		}
		p = piece{opens: strong}
	}
	for i, it := range r.items {
		if it.depth > 0 {
			continue
		}
		switch it.cue {
		case cueStop, cueSemicolon, cueComma:
			finish(i, it.from, it.cue != cueComma)
			p.items.from, p.tokens.from = i+1, it.to
		case cueFigure:
			p.figures++
		case cueKeep, cueComplete, cueLevel, cueReachOver, cueDouble:
			p.told = true
		case cuePlan:
			if i > 0 && r.items[i-1].cue == cueReach && r.items[i-1].to == it.from {
				p.told = true
			}
		}
		if it.cue >= gradeCue {
			p.told = true
		}
	}
	finish(len(r.items), len(r.tokens), true)
	r.page.pieces = pieces
	return pieces
}

// piece reads one piece into targets, or keeps it as a name for the next.
func (t *targetReader) piece(i int) {
	p := t.pieces[i]
	if p.opens {
		t.moving = movement{}
	}
	switch {
	case p.figures > 0:
		t.figures(p)
	case t.levelOfMaintained(p):
	case p.told && t.gradeOfShare(i):
		t.nameOn(p)
	case p.told && !t.unfinished(i) && !t.levelInName(i):
		t.words(p)
	default:
		t.keepName(i)
		return
	}
	t.names = span{}
}

// unfinished reports whether piece i is a bare "duy trì" that the next piece
// carries on: "Duy trì, giữ vững 19/19 tiêu chí".
func (t *targetReader) unfinished(i int) bool {
	p := t.pieces[i]
	if i+1 == len(t.pieces) || p.items.to != p.items.from+1 || t.items[p.items.from].cue != cueKeep {
		return false
	}
	next := t.pieces[i+1]
	return t.items[p.items.from].to == p.tokens.to && (next.figures > 0 || next.told)
}

// levelInName reports whether piece i only lists levels within the name of a rate
// whose figure follows: "tỷ lệ trúng tuyển sức khỏe loại 1, loại 2 đạt trên 60%".
func (t *targetReader) levelInName(i int) bool {
	p := t.pieces[i]
	if p.hasBreak || i+1 == len(t.pieces) || t.pieces[i+1].figures == 0 || rateHeads.lookup(t.tokens, t.trimLeft(t.start(p), p.tokens.to)) == 0 {
		return false
	}
	for j := p.items.from; j < p.items.to; j++ {
		switch c := t.items[j].cue; {
		case c == cueKeep, c == cueReach, c == cueComplete, c == cueReachOver, c == cueDouble, c >= gradeCue:
			return false
		}
	}
	return true
}

// keepName keeps the words of a piece without figure or predicate for its
// neighbour: the next piece, or the one before when there is none.
func (t *targetReader) keepName(i int) {
	p := t.pieces[i]
	bound := t.trailingBound(p)
	if i < len(t.pieces)-1 && t.leadsIn(p) {
		return
	}
	if i < len(t.pieces)-1 && bound == compareNone && !t.closesList(p) {
		if t.names.empty() {
			t.names = p.tokens
		}
		t.names.to = p.tokens.to
		return
	}
	if n := len(t.reading.Targets); n > 0 {
		from := p.tokens.from
		if !t.names.empty() {
			from = t.names.from
		}
		target := &t.reading.Targets[n-1]
		target.Op = target.Op.bounded(bound)
		s := t.trim(from, t.trailingGiver(target, p))
		target.Label = t.carryOn(target.Label, from, s.to)
		target.Span.End = t.runes(from, p.tokens.to).End
		t.names = span{}
	}
}

// closesList reports whether piece p ends the list that a "giữ vững" or "hoàn thành
// chỉ tiêu" before it opened, so that it names nothing that follows.
func (t *targetReader) closesList(p piece) bool {
	n := len(t.reading.Targets)
	if !p.hasBreak || p.opens || n == 0 {
		return false
	}
	switch last := &t.reading.Targets[n-1]; last.Op {
	case OpMaintain:
		return t.names.empty()
	case OpComplete:
		end := max(p.items.to-1, p.items.from)
		return last.Giver == "" && end < p.items.to && t.items[end].cue == cueAssigned // "…, BHYT hộ gia đình tỉnh giao;"
	}
	return false
}

// carryOn adds the words of a further piece to a label, with the comma that stood
// between them.
func (t *targetReader) carryOn(label string, from, to int) string {
	if label != "" && from < to && t.isMarkAt(from-1, ',') {
		label += ","
	}
	return join(label, t.cut(from, to))
}

// leadIns begin what only leads in to a target: "Theo Nghị quyết số 35/NQ-HĐND,
// tỷ lệ …", "Đến hết năm 2025, tỷ lệ …".
var leadIns = newPhraseTable([]entry{{1, "theo|căn cứ|thực hiện nghị quyết|thực hiện kế hoạch|thực hiện quyết định|thực hiện đề án|thực hiện chương trình|" +
	"trong năm|trong quý|trong giai đoạn|giai đoạn|đến|đến hết|đến cuối|đến năm|đến tháng|đến ngày|phấn đấu đến|từ nay đến|trước ngày|năm|quý|tháng"}})

// leadsIn reports whether a piece without a figure names a document or a time
// rather than an indicator.
func (t *targetReader) leadsIn(p piece) bool {
	if leadIns.lookup(t.tokens, p.tokens.from) == 0 {
		return false
	}
	for j := p.items.from; j < p.items.to; j++ {
		if t.items[j].cue == cueNoFigure {
			return true
		}
	}
	return false
}

// trailingGiver takes the giver from a piece that closes the name of a target
// ("…, BHYT hộ gia đình do phường giao") and returns the token where the name
// ends.
func (t *targetReader) trailingGiver(target *Target, p piece) int {
	for j := p.items.from; j < p.items.to; j++ {
		if it := t.items[j]; it.cue == cueGiver && target.Giver == "" && t.assignedAfter(j, p.items.to) {
			target.Giver = t.cut(it.from, it.to)
			return it.from
		} else if it.cue == cueAssigned && target.Giver == "" {
			if by := t.assignedBy(p.tokens.from, j); by > 0 {
				target.Giver = t.cut(by+1, it.from)
				return by
			}
		}
	}
	return p.tokens.to
}

// trailingBound returns the bound of a piece that ends in "trở lên" and so
// still speaks of the figure before it: "90% thôn, bản … trở lên".
func (t *targetReader) trailingBound(p piece) comparison {
	var m movement
	if !p.opens && len(t.reading.Targets) > 0 {
		t.followed(&m, p.items.from-1, p.items.to)
	}
	return m.comparison
}

// start returns the first token that names what the piece measures.
func (t *targetReader) start(p piece) int {
	if !t.names.empty() {
		return t.names.from
	}
	return p.tokens.from
}

// figures reads the targets of a piece that holds figures.
func (t *targetReader) figures(p piece) {
	from := p.items.from
	start := t.start(p)
	if moved := t.firstItem(piece{items: span{max(0, from-itemsNear), from}}, start); moved < from && t.items[moved].from == start && (t.items[moved].cue == cueRise || t.items[moved].cue == cueFall) {
		from = moved // "giảm số vụ, số người chết, số người bị thương từ 5 - 10%"
	}
	first := len(t.reading.Targets)
	for i := p.items.from; i < p.items.to; i++ {
		it := t.items[i]
		if it.cue != cueFigure {
			continue
		}
		if it.depth > 0 {
			t.bracketed(i, p)
			continue
		}
		end := t.suffixEnd(i, p)
		if t.aside(i, from, p) {
			continue
		}
		if !t.completedWith(i, from, end, start, p) {
			t.target(i, from, end, start, p)
		}
		from, start = t.prefixStart(i, end), t.after(end, p)
	}
	if len(t.reading.Targets) == first && p.told {
		t.words(p)
	}
}

// prefixStart returns the first of the expressions that stand right before the
// figure at item end, behind the figure at item i: "6 nhà với kinh phí không dưới 50
// triệu đồng".
func (t *targetReader) prefixStart(i, end int) int {
	from := end
	for from-1 > i && from < len(t.items) && t.items[from-1].to == t.items[from].from && t.items[from-1].cue.predicate() {
		from--
	}
	return from
}

// bracketed reads the figure at item i inside a bracket: a target only behind
// "trong đó", or as the change that leads to the level before it ("đạt 38,5%
// (tăng 1,5% so với năm trước)").
func (t *targetReader) bracketed(i int, p piece) {
	for j := i - 1; j >= max(p.items.from, i-itemsNear) && t.items[j].depth > 0; j-- {
		switch it := t.items[j]; it.cue {
		case cueRise, cueFall, cueDown, cueReach:
			if it.cue == cueReach && j+1 == i {
				continue
			}
			if j == 0 || t.items[j-1].cue != cueOpen || t.items[j-1].to != it.from || !t.leadsTo(j, i) || len(t.reading.Targets) == 0 {
				return
			}
			t.changeInBracket(i, j)
			return
		case cueAmong, cueMadeOf:
			end := i + 1
			for end < p.items.to && (t.items[end].cue == cueOrMore || t.items[end].cue == cueOrLess) && t.items[end].from == t.items[end-1].to {
				end++
			}
			t.target(i, j+1, end, it.to, piece{items: span{j + 1, end}, tokens: span{it.to, t.items[end-1].to}, figures: 1})
			return
		case cueFigure:
		case cueBase, cueGiver, cueEquals:
			return
		}
	}
}

// changeInBracket reads the figure at item i behind the movement at item j as a
// change of what the target before it measures.
func (t *targetReader) changeInBracket(i, j int) {
	named, from := t.lastLabel, t.items[j].from
	t.target(i, j, i+1, from, piece{items: span{j, i + 1}, tokens: span{from, t.items[i].to}, figures: 1})
	n := len(t.reading.Targets)
	change, level := &t.reading.Targets[n-1], &t.reading.Targets[n-2]
	change.Label, change.Polarity = level.Label, level.Polarity
	t.ratePoints(change, named, false)
	t.lastLabel, t.moving = named, movement{}
}

// suffixEnd returns the item after everything that follows figure i and still
// speaks of it: brackets, "trở lên", the words up to the next figure.
func (t *targetReader) suffixEnd(i int, p piece) int {
	for j := i + 1; j < min(p.items.to, i+itemsNear); j++ {
		if it := t.items[j]; it.depth == 0 && it.cue == cueFigure && !t.denominated(j, p) {
			return j
		}
	}
	return min(p.items.to, i+itemsNear)
}

// target builds the target of the figure at item i. Its operators stand in
// items from … i, what follows it in i+1 … end, its name from token start on.
func (t *targetReader) target(i, from, end, start int, p piece) {
	f := &t.page.figures[t.items[i].figure]
	m := t.operators(from, i)
	t.followed(&m, i, end)
	named := t.targetLabel(i, from, end, start, p)
	inherited := m.free() && t.moving.direction != 0 && f.unit.name == t.movingUnit && !t.fullName(named)
	if inherited {
		m.direction = t.moving.direction
	}
	target := Target{Unit: f.unit.name, Span: t.runes(start, t.spanEnd(end, p))}
	points := inherited && t.movingPoints
	if n := len(t.reading.Targets); n > 0 && (t.idle(named) || named.before.empty() && named.after.to == t.items[i].to && t.reading.Targets[n-1].Unit == target.Unit) {
		target.Label, named = t.reading.Targets[n-1].Label, t.lastLabel
		points = points || t.ofRate
	} else {
		target.Label = t.wording(named)
	}
	t.lastLabel = named
	target.Polarity = t.polarity(named.before, named.after)
	t.setFigure(&target, f, m, i)
	t.share(&target, f, i, end)
	t.giver(&target, from, i, end)
	t.ratePoints(&target, named, points)
	t.ofRate = f.unit.word == unitPercent && f.unit.bare() && m.direction == 0 && !m.times && !t.ofPlan(i, end)
	t.doubts(&target, named, f, m)
	t.moving, t.movingUnit, t.movingPoints = movement{}, f.unit.name, target.Unit != f.unit.name
	if strings.HasPrefix(string(target.Op), "inc") || strings.HasPrefix(string(target.Op), "dec") {
		t.moving.direction = m.direction
	}
	t.keep(target)
}

// fullName reports whether a label is the name of an indicator of its own, which
// shares no movement with the one before it: "tỷ lệ …", "số …".
func (t *targetReader) fullName(l label) bool {
	return !l.before.empty() && (rateHeads.lookup(t.tokens, l.before.from) > 0 || countHeads.lookup(t.tokens, l.before.from) > 0)
}

// spanEnd returns the token after the stretch of the sentence that a target
// takes, its name included.
func (t *targetReader) spanEnd(end int, p piece) int {
	if end < p.items.to {
		return t.nameEnd(end, end)
	}
	return p.tokens.to
}

// setFigure fills operator and figures of a target.
func (t *targetReader) setFigure(target *Target, f *figure, m movement, i int) {
	target.Low = decimal.NewNullDecimal(f.value)
	ranged := f.pairing == pairLow
	if ranged {
		high := t.page.figures[t.items[i].figure+1]
		target.High = decimal.NewNullDecimal(high.value)
	}
	target.Op = m.op(ranged)
}

// share turns "100% kế hoạch" into a complete target.
func (t *targetReader) share(target *Target, f *figure, i, end int) {
	if f.unit.word != unitPercent || !t.ofPlan(i, end) {
		return
	}
	if target.Op == OpEq && f.value.Equal(hundred) {
		target.Op = OpComplete
	}
}

var hundred = decimal.New(100, 0)

// ofPlan reports whether the share at item i is one of the plan: "100% kế
// hoạch", "đạt 100% so với chỉ tiêu".
func (t *targetReader) ofPlan(i, end int) bool {
	for j := i + 1; j < end; j++ {
		it := t.items[j]
		switch {
		case it.depth > t.items[i].depth:
		case it.cue == cuePlan:
			return it.from-t.items[i].to <= 3
		case it.cue == cueBase, it.cue == cueGiver:
		default:
			return false
		}
	}
	return false
}

// keep adds a target.
func (t *targetReader) keep(target Target) {
	t.reading.Targets = append(t.reading.Targets, target)
}

// ratePoints gives the change of a rate its own unit; points is true where the
// movement it carries on is told in points.
func (t *targetReader) ratePoints(target *Target, named label, points bool) {
	op := string(target.Op)
	if !strings.HasPrefix(op, "inc") && !strings.HasPrefix(op, "dec") {
		return
	}
	if strings.HasPrefix(target.Unit, percent) && (points || t.namesRate(named)) {
		target.Unit = unitWords[unitPoint-1].name + target.Unit[len(percent):]
	}
}

// slips adds notes about what was understood though it is written oddly.
func (t *targetReader) slips() {
	if !t.loose.empty() {
		t.reading.Notes = append(t.reading.Notes, noteMissingTone(t.cut(t.loose.from, t.loose.to)))
	}
	for _, f := range t.page.figures {
		if f.style != styleHouse {
			t.reading.Notes = append(t.reading.Notes, noteStyle(t.cut(f.from, f.to), f))
		}
	}
	if t.legacy {
		t.ask(askDamaged(t.runes(0, len(t.tokens))))
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	if b == "" {
		return a
	}
	return a + " " + b
}
