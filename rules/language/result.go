package language

// ReadResult reads the sentence of a report: its figures with their roles, and
// the claims it makes about them, checked. known settles what the text alone
// leaves open.
func ReadResult(text string, known Known) ResultReading {
	p := open(text)
	defer p.close()
	r := resultReader{reader: p.itemise(false, grainMeasured), known: known, reading: ResultReading{Text: text}}
	r.leaveOutDefinitions()
	if len(p.figures) > 0 || !r.malformed.empty() {
		r.clauses = r.clauseSpans()
		r.readFigures()
		r.listedParts()
		r.settle()
		r.readClaims()
		r.doubts()
		p.places = r.places
	}
	r.reading.Answer = r.answer()
	r.reading.Part = r.partOfYear()
	r.slips()
	return r.reading
}

// resultReader gathers what one report sentence says.
type resultReader struct {
	*reader
	known   Known
	reading ResultReading
	clauses []span
	places  []place
	// label is the name of the figure before, which serves those that follow
	// without a name of their own.
	label string
	rate  bool // label names a rate
	// sibling is the share found last to hold, siblingOf the figure it is of.
	sibling, siblingOf int
}

// place is where a figure of the reading stands: its item, and what the claims
// need to know beside the public Figure.
type place struct {
	item      int
	sentence  int // counts stops, not semicolons
	piece     int // counts semicolons
	depth     int
	ofPlan    bool // a share of the plan
	ofPast    bool // a share of an earlier period ("bằng 105% cùng kỳ")
	total     bool // "tổng số 10 đơn"
	inflow    bool // "tiếp nhận 10 đơn"
	noun      span // "sản lượng" of "tổng sản lượng 10 tấn"
	among     bool // a part of parts that need not be all of them
	pairing   pairing
	over      overKind
	scaled    bool    // its name calls for a unit
	against   bool    // a change "so với cùng kỳ"
	past      bool    // a figure of an earlier period
	year      int     // its year stands before it
	closes    bool    // "tổng cộng 5 vụ"
	firstPart int     // the first of the parts that it closes
	summed    bool    // a word for a total right before it
	bareTotal bool    // and nothing else before it: it can be of nothing else
	lacks     bool    // "thiếu 3 giáo viên"
	arrived   bool    // the level after a movement: "còn 65 hộ"
	portion   bool    // "chiếm 75%"
	times     bool    // "gấp 1,2 lần", "bằng 1,2 lần so với cùng kỳ"
	each      string  // the unit that "mỗi" names: "mỗi hộ 2 triệu đồng"
	ofTotal   bool    // "trên tổng số 350 hộ"
	restated  bool    // a change in per cent behind the same change in things
	rough     float64 // the value, to sort out pairs that cannot be meant
	own       string  // the name that stands in the figure's own comma
	ofWhole   bool    // a share of a total that follows: "67,2% tổng sản lượng"
	apart     bool    // compared with what the text does not tell
}

// overKind tells how "vượt" stands before a figure.
type overKind uint8

const (
	overNone overKind = iota
	overPlain
	overDoubtful // "vượt mức 121%", "đạt và vượt 208%"
)

// readFigures turns the figures found into readings with roles.
func (r *resultReader) readFigures() {
	r.reading.Figures = make([]Figure, 0, len(r.page.figures))
	r.places = r.page.places
	sentence, clause, piece := 0, 0, 0
	for i, it := range r.items {
		if it.cue == cueSemicolon && it.depth == 0 {
			piece++
		}
		if it.cue == cueStop && !r.carriesOn(i) {
			sentence++
			r.label, r.rate = "", false
		}
		if it.cue != cueFigure {
			continue
		}
		for clause+1 < len(r.clauses) && it.from >= r.clauses[clause].to {
			clause++
		}
		r.readFigure(i, clause, sentence, piece)
	}
}

// readFigure adds the figure at item i, with the other one of its pair.
func (r *resultReader) readFigure(i, clause, sentence, piece int) {
	it := r.items[i]
	f := &r.page.figures[it.figure]
	c := r.contextOf(i)
	own := r.reader.label(c.from, c.nameEnd, c.tail.from, c.tail.to, f)
	rate := c.rate || r.namesRate(own)
	if own.before.empty() && own.after.to == it.to || r.idle(own) {
		own = label{} // nothing but the unit or "tỷ lệ" names it
	}
	named := r.label
	if !own.empty() {
		named = r.wording(own)
	}
	out := Figure{
		Value: f.value, Other: f.other, Unit: f.unit.name, Qualifier: c.qualifier,
		Bracketed: it.depth > 0, Alternative: c.except, Label: named, Clause: clause,
		Span: r.runes(f.from, f.to),
	}
	at := place{item: i, sentence: sentence, piece: piece, depth: it.depth, pairing: f.pairing, rough: roughly(f.value)}
	if !own.empty() {
		at.own = named
	}
	r.assign(&out, &at, &c, f, own)
	if !own.empty() && it.depth == 0 {
		r.label, r.rate = named, r.namesRate(own)
	}
	if own.empty() && it.depth == 0 && out.Role == RoleValue && !f.unit.share() {
		r.rate = false // a level of things, whatever was named before
	}
	r.rate = r.rate || rate
	at.scaled = !own.empty() && r.needsUnit(own)
	r.reading.Figures = append(r.reading.Figures, out)
	r.places = append(r.places, at)
	if f.pairing == pairNone {
		return
	}
	g := &r.page.figures[it.figure+1]
	second := out
	second.Value, second.Other, second.Unit, second.Span = g.value, g.other, g.unit.name, r.runes(g.from, g.to)
	second.Qualifier = ""
	at.pairing, at.rough = g.pairing, roughly(g.value)
	if g.pairing == pairDenominator {
		second.Role = RoleBase
		if c.planAfter || g.planned {
			second.Role = RolePlan
		}
	}
	r.reading.Figures = append(r.reading.Figures, second)
	r.places = append(r.places, at)
}

// doubts asks about every figure that still has two readings.
func (r *resultReader) doubts() {
	if m := r.malformed; !m.empty() {
		r.ask(askMalformed(r.cut(m.from, m.to), r.runes(m.from, m.to)))
	}
	for k, f := range r.reading.Figures {
		internal := &r.page.figures[k]
		typed := r.cut(internal.from, internal.to)
		switch {
		case internal.contradictory:
			r.ask(askUnits(typed, f.Span))
		case f.Other.Valid:
			r.ask(askSeparator(typed, internal, f.Span))
		case f.Unit == "" && !internal.counted && r.known.Unit == "" && f.Role == RoleValue &&
			r.places[k].pairing == pairNone && r.places[k].scaled:
			r.ask(askUnit(typed, f.Span))
		}
		if r.shareOfNumber(k) {
			r.ask(askPart(r.cut(internal.from, r.page.figures[k+1].to), f.Span))
		}
		if r.places[k].over == overDoubtful {
			r.ask(askOver(typed, f.Span))
		}
	}
}

// shareOfNumber reports whether the fraction at figure k may be meant as a part
// of a number that is not told: "2/3 số vụ việc".
func (r *resultReader) shareOfNumber(k int) bool {
	f := &r.page.figures[k]
	if f.pairing != pairNumerator || !f.unit.none() || !f.value.LessThan(ten) {
		return false
	}
	behind := r.page.figures[k+1].to
	return r.isNumberAt(behind-1) && wholeWords.lookup(r.tokens, behind) > 0
}

// wholeWords stand for a number or amount that a fraction may be a part of.
var wholeWords = newPhraseTable([]entry{{1, "số|tổng|khối lượng|diện tích|giá trị|công việc|kế hoạch|chỉ tiêu"}})

func (r *resultReader) ask(q Question) { r.reading.Questions = append(r.reading.Questions, q) }

// slips adds notes about what was understood though it is written oddly.
func (r *resultReader) slips() {
	for _, f := range r.page.figures {
		if f.style != styleHouse {
			r.reading.Notes = append(r.reading.Notes, noteStyle(r.cut(f.from, f.to), f))
		}
	}
	if !r.loose.empty() {
		r.reading.Notes = append(r.reading.Notes, noteMissingTone(r.cut(r.loose.from, r.loose.to)))
	}
	if r.legacy {
		r.ask(askDamaged(r.runes(0, len(r.tokens))))
	}
}
