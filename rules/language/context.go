package language

// context is what the words around a figure say about it, inside its comma or
// bracket.
type context struct {
	from      int // first token that may name the figure
	nameEnd   int // token where its predicate begins
	tail      span
	movement  direction
	level     bool // "giảm còn", "lên": the level after the movement
	remains   bool // "còn"
	left      bool // "còn lại"
	lacks     bool // "thiếu", and nothing more
	leftNamed bool // words stand before it: "số đơn thư còn tồn"
	stock     bool // "số đơn tồn": what is left is the indicator itself
	over      overKind
	plan      bool // "kế hoạch 200 ha"
	planned   bool // "kế hoạch" right before the figure
	planAfter bool // "95% kế hoạch"
	past      bool // "cùng kỳ 300 vụ"
	ofTotal   bool // "trên tổng số 350 hộ"
	base      bool // "so với 150 ha", "trên tổng số 350"
	baseAfter bool // "bằng 105% so với cùng kỳ"
	// planBehind is true for "tăng 10% so với kế hoạch".
	planBehind bool
	source     bool // A of "từ A lên B"
	part       bool // behind "trong đó", "gồm"
	year       int  // "năm 2023 có 352 hộ"
	equals     bool // "tương đương"
	closes     bool // "tổng cộng"
	summed     bool // a word for a total right before the figure
	bareTotal  bool // and nothing else before it
	portion    bool // "chiếm"
	reached    bool // "thực hiện" right before the figure
	compared   bool // "so với", "cùng kỳ": a base wherever it stands
	each       string
	opened     bool // first in its bracket
	among      bool // behind "trong đó"
	total      bool // "tổng số"
	gross      bool // a total in so many words
	inflow     bool // "tiếp nhận", "phải thu": a total of work to be done
	noun       span // "sản lượng" of "tổng sản lượng"
	except     bool // "nếu không tính …"
	// wholeNamed is true for a share of a total: "67,2% tổng sản lượng".
	wholeNamed bool
	average    bool // in the bracket of an average it is compared with
	times      bool // "gấp 1,2 lần"
	qualifier  string
	rate       bool // "đạt tỷ lệ 94,8%"
	named      bool // words stand before the predicate
	second     bool // not the first figure of its comma
}

// contextOf gathers the context of the figure at item i.
func (r *resultReader) contextOf(i int) context {
	c := context{}
	first := r.contextStart(i, &c)
	c.nameEnd = r.nameEnd(first, i)
	c.named = r.trimLeft(c.from, c.nameEnd) < c.nameEnd
	for j := first; j < i; j++ {
		if r.items[j].depth == r.items[i].depth {
			r.before(&c, j, i)
		}
	}
	r.behind(&c, i)
	r.around(&c, i)
	r.lacking(&c, i)
	if at := r.items[i].from; c.movement == 0 && r.isMarkAt(at-1, '+') && r.page.figures[r.items[i].figure].unit.share() {
		c.movement = rising // "(+10%)"
	}
	if c.year == 0 && c.movement == 0 && !c.opened {
		c.year = r.periodAt(c.from)
	}
	if r.wholeOfAmount(i) {
		c.base, c.ofTotal, c.compared = true, true, true
	}
	if !c.total && r.wholeOfWork(&c, i) {
		c.total, c.inflow = true, true
	}
	return c
}

// contextStart returns the first item that may speak of the figure at item i.
func (r *resultReader) contextStart(i int, c *context) int {
	depth := r.items[i].depth
	closed := 0 // the token behind the last bracket before the figure
	for j := i - 1; j >= max(0, i-itemsNear); j-- {
		it := r.items[j]
		if it.depth > depth {
			continue
		}
		switch it.cue {
		case cueClose:
			closed = max(closed, it.to)
		case cueOpen:
			if it.depth == depth {
				continue // of a bracket closed before the figure
			}
			c.from = it.to
			c.past = r.opens(j, cueBase) || r.opensTimes(j)
			c.base, c.opened, c.average = c.past, true, r.opensAverage(j)
			c.left = r.opensRest(j)
			c.plan = (r.opens(j, cuePlan) || r.opens(j, cueAssigned)) && !r.planReached(j, i) && !r.shareOfCount(j, i)
			c.planned = c.plan
			return j + 1
		case cueStop, cueSemicolon, cueComma:
			if it.cue == cueComma && r.namesOnly(j) {
				continue // "Tổng đàn gia súc, gia cầm 25.000 con"
			}
			c.from = it.to
			return j + 1
		case cueFigure:
			c.from, c.second = max(it.to, closed), true
			return j + 1
		}
	}
	return max(0, i-itemsNear)
}

// namesOnly reports whether nothing but words stands between the comma at item
// j and the break before it, so that they are part of a name.
func (r *resultReader) namesOnly(j int) bool {
	for k := j - 1; k >= max(0, j-2); k-- {
		switch r.items[k].cue {
		case cueStop, cueSemicolon:
			return r.items[k].depth == r.items[j].depth
		case cueTotal, cueHave:
		default:
			return false
		}
	}
	return j <= 2
}

// before reads item j, which stands before the figure at item i.
func (r *resultReader) before(c *context, j, i int) {
	it := r.items[j]
	adjacent := r.chained(j, i)
	switch it.cue {
	case cueRise, cueGrowth:
		c.movement, c.base, c.plan = rising, false, false
	case cueFall:
		c.movement, c.base, c.plan = falling, false, false
	case cueGrowthName:
		c.movement = 0
		if n := len(r.reading.Figures) - 1; adjacent && n >= 0 && r.reading.Figures[n].Role == RoleChange && r.page.figures[n].unit.family() == familyCount {
			// "giảm 8 vụ, tỷ lệ giảm 16%"
			c.equals, c.movement = true, rising
			if r.reading.Figures[n].Falling {
				c.movement = falling
			}
		}
	case cueOver, cueReachOver:
		c.movement, c.over, c.plan = rising, overPlain, false
		if it.cue == cueReachOver && !r.page.figures[r.items[i].figure].unit.share() {
			c.movement, c.over = 0, overNone // "đạt và vượt 32 chỉ tiêu" counts them
		} else if it.cue == cueReachOver || r.tokens[it.to-1].key == wordLevel {
			c.over = overDoubtful
		}
	case cueReach:
		c.portion, c.reached = r.tokens[it.from].key == wordTake, adjacent
		c.rate = c.rate || r.tokens[it.to-1].key == wordRate || r.tokens[it.from].key == wordProportion
		if !adjacent || c.over == overNone {
			c.movement = 0
		}
		if r.tokens[it.from].key != wordEqual || r.isWordAt(it.from-1) && r.tokens[it.from-1].key == wordAnd {
			c.base, c.plan = false, false // "đạt 102% KH và bằng 98% so với cùng kỳ"
		}
	case cueDown:
		if adjacent {
			c.level, c.base, c.plan, c.past = true, false, false, false
			c.remains = r.tokens[it.from].key == wordRemain || r.tokens[it.from].key == wordOnly
		}
	case cueUp:
		if adjacent {
			c.level, c.base, c.plan, c.past = true, false, false, false
		}
	case cueTimes:
		c.times = adjacent
	case cueEquals:
		c.equals = true
	case cueIs:
		if r.isMarkAt(it.from, '=') {
			c.base, c.plan, c.planned = false, false, false // "= 105% KH = 112% so với CK"
			c.equals = c.equals || adjacent                 // "giảm 12 vụ = 10%"
		}
	case cueEach:
		if u, ok := r.unitWordAt(it.to); ok && r.tokens[it.from].key == wordEach && u.family() == familyCount {
			c.each = unitWords[u.word-1].name
		}
	case cueNoFigure:
		if r.isYear(it.to - 1) {
			c.year, _ = r.numbers[r.tokens[it.to-1].number].plainInt()
			if c.opened {
				c.base, c.past = true, true // "(năm 2022 có 120 hộ)"
			}
		}
	case cueLeft:
		c.left = true
		c.leftNamed = r.trimLeft(c.from, it.from) < it.from
		c.stock = it.to-it.from == 1 && it.from > 0 && r.isWordAt(it.from-1) && countHeads.lookup(r.tokens, r.trimLeft(c.from, it.from)) > 0
	case cuePlan, cueAssigned:
		if r.tokens[it.from].key == wordArea && r.page.figures[r.items[i].figure].unit.family() == familyArea {
			return // "DT 410 ha" is an area, "DT 5 tỷ đồng" a budget
		}
		if it.cue == cueAssigned && r.carriedOut(j) || it.cue == cuePlan && r.metBefore(j, i) {
			return
		}
		c.planned = c.movement == 0 && adjacent && !c.base
		c.plan = c.movement == 0 && r.items[i].from-it.to <= 4
	case cueBase, cueOfTotal:
		c.base = c.movement == 0
		c.ofTotal = it.cue == cueOfTotal
		if it.cue == cueBase {
			c.plan, c.planned = false, false // "đạt kế hoạch (cùng kỳ 273 chỉ tiêu)"
		}
		c.past = it.cue == cueBase
		c.left = false // "tồn đầu kỳ 12 hồ sơ"
		c.compared = c.compared || it.cue == cueOfTotal || comparedWords.lookup(r.tokens, it.from) > 0
	case cueTotal:
		c.total = true
		c.gross = c.gross || r.tokens[it.to-1].key == wordSum || r.tokens[it.from].key == wordGross
		c.inflow = !c.gross
		c.closes = r.tokens[it.to-1].key == wordSum
		c.summed = adjacent
		if second := r.tokens[it.from+1].key; it.to-it.from > 1 && second != wordNumber && second != wordSum && r.tokens[it.from].key == wordGross && r.items[i].from-it.to <= 4 {
			c.noun = span{it.from + 1, it.to}
		}
		c.bareTotal = adjacent && r.trimLeft(c.from, it.from) == it.from
		if j > 0 && r.items[j-1].cue == cueFigure && r.items[j-1].to == it.from && r.page.figures[r.items[j-1].figure].unit.share() {
			// "80% tổng số 1.900 hồ sơ"
			c.base, c.ofTotal, c.compared = true, true, true
		}
	case cueColon:
		if r.items[i].from > it.to && r.page.figures[r.items[i].figure].unit.share() {
			c.base, c.plan, c.planned = false, false, false // "so với dự toán: cấp xã 98,2%"
		}
		// "năm 2022: 45 vụ" names an earlier year.
		if j > 0 && r.items[j-1].cue == cueNoFigure && r.items[i].depth > 0 && r.isYear(r.items[j-1].to-1) {
			c.base, c.past = true, true
		}
	case cueAbout, cueEstimate, cueAbove, cueBelow:
		if (adjacent || r.ahead(j, i) || r.aboveAverage(j, i)) && (it.to-it.from > 1 || r.thanOther(j)) && r.tokens[it.to-1].key == wordThan {
			// "cao hơn 1,15%" is a change, "hơn 300 hộ" a rough level.
			c.movement, c.base, c.plan = rising, false, false
			if it.cue == cueBelow {
				c.movement = falling
			}
			if r.items[j+1].cue == cuePlan {
				c.over = overPlain // "thấp hơn chỉ tiêu giao (95%) 0,4 điểm %"
			}
		} else if adjacent {
			c.qualifier = r.cut(it.from, it.to)
		}
	}
}

var (
	wordArea       = keyOf("DT")
	wordSum        = keyOf("cộng")
	wordGross      = keyOf("tổng")
	wordNumber     = keyOf("số")
	wordEach       = keyOf("mỗi")
	wordTake       = keyOf("chiếm")
	wordThan       = keyOf("hơn")
	wordProportion = keyOf("tỷ")
	wordRate       = keyOf("lệ")

	wordLevel  = keyOf("mức")
	wordEqual  = keyOf("bằng")
	wordRemain = keyOf("còn")
	wordOnly   = keyOf("chỉ")
)

// chained reports whether only other expressions stand between item j and the
// figure at item i.
func (r *reader) chained(j, i int) bool {
	for ; j < i; j++ {
		if r.items[j+1].from-r.items[j].to > 0 || r.items[j].cue == cueNoFigure {
			return false
		}
	}
	return true
}

// behind reads what follows the figure at item i.
func (r *resultReader) behind(c *context, i int) {
	it := r.items[i]
	c.tail = span{it.to, len(r.tokens)}
	moved := false
	for j := i + 1; j < min(len(r.items), i+itemsNear); j++ {
		next := r.items[j]
		if next.depth > it.depth {
			continue
		}
		switch next.cue {
		case cueOpen:
			if end := r.wordsInBracket(j); end > j {
				j = end
				continue // "từ 2,4% (đầu năm) xuống còn 1,6%"
			}
			c.tail.to = min(c.tail.to, next.from)
			return
		case cueComma:
			if !r.continues(j) {
				c.tail.to = min(c.tail.to, next.from)
				return
			}
		case cueStop, cueSemicolon, cueColon, cueClose, cueFigure, cueAmong, cueMadeOf:
			c.tail.to = min(c.tail.to, next.from)
			if next.cue == cueFigure {
				c.tail.to = min(c.tail.to, r.nameEnd(i+1, j))
				c.source = moved && r.items[max(i-1, 0)].cue == cueFrom
			}
			return
		case cuePlan:
			c.planAfter = c.planAfter || next.from-it.to <= 4 && !moved
			c.tail.to = min(c.tail.to, next.from)
		case cueBase:
			if j+1 < len(r.items) && r.items[j+1].cue == cuePlan && r.items[j+1].from == next.to {
				c.planBehind = true // "tăng 10% so với kế hoạch"
			} else {
				c.baseAfter = true
			}
			c.tail.to = min(c.tail.to, next.from)
		case cueOfTotal:
			c.tail.to = min(c.tail.to, next.from)
		case cueTotal:
			if next.from == it.to && r.page.figures[it.figure].unit.share() {
				c.wholeNamed = true
				c.tail.to = min(c.tail.to, next.from) // "67,2% tổng sản lượng 1.640 tấn"
			}
		case cueDown, cueUp, cueTo:
			moved = true
		case cueExcept:
			c.except = true
			c.tail.to = min(c.tail.to, next.from)
		case cueReach, cueRise, cueFall, cueOver, cueReachOver:
			moved = true
		}
	}
}

// wordsInBracket returns the item that closes the bracket at item j when no figure
// stands in it, else j.
func (r *resultReader) wordsInBracket(j int) int {
	for end := j + 1; end < min(len(r.items), j+itemsNear); end++ {
		switch it := r.items[end]; {
		case it.cue == cueFigure:
			return j
		case it.cue == cueClose && it.depth == r.items[j].depth:
			return end
		}
	}
	return j
}

// continues reports whether the comma at item j only separates names, so that
// what follows still belongs to the words before it.
func (r *resultReader) continues(j int) bool {
	if turns.lookup(r.tokens, r.items[j].to) > 0 {
		return false
	}
	for k := j + 1; k < min(len(r.items), j+itemsNear); k++ {
		switch it := r.items[k]; {
		case it.cue == cueFigure, it.cue == cueComplete, it.cue >= gradeCue, it.cue == cueAmong, it.cue == cueMadeOf:
			return false
		case it.cue == cueComma, it.cue == cueStop, it.cue == cueSemicolon, it.cue == cueOpen, it.cue == cueClose:
			return true
		}
	}
	return true
}

// around looks at the whole clause and bracket of the figure at item i.
func (r *resultReader) around(c *context, i int) {
	depth := r.items[i].depth
	listed := false // a semicolon stands in between
	for j := i - 1; j >= max(0, i-itemsNear); j-- {
		it := r.items[j]
		if it.depth > depth {
			continue
		}
		switch it.cue {
		case cueSemicolon:
			if turns.lookup(r.tokens, it.to) > 0 {
				return // "…; đã giải quyết 9 đơn"
			}
			listed = true
		case cueStop:
			if !r.carriesOn(j) {
				return
			}
		case cueOpen:
			if it.depth < depth {
				return
			}
		case cueAmong, cueMadeOf:
			// Behind "trong đó:" a semicolon does not end the list.
			c.part = !listed || (r.items[j+1].cue == cueColon || it.cue == cueMadeOf && r.onePerPiece(j, i)) && r.listsOn(j, i)
			c.among = c.part && it.cue == cueAmong
			return
		case cueExcept:
			c.except = true
		}
	}
}

// reachedAlone reports whether a sentence that begins at item i says nothing but
// "Đạt 90%", and so of what: the sentence before it tells.
func (r *resultReader) reachedAlone(i int) bool {
	if i+1 >= len(r.items) || r.items[i+1].cue != cueFigure || r.items[i+1].from != r.items[i].to || !r.page.figures[r.items[i+1].figure].unit.share() {
		return false
	}
	if i+2 == len(r.items) {
		return true
	}
	end := r.items[i+2]
	return (end.cue == cueStop || end.cue == cueSemicolon) && end.from == r.items[i+1].to
}

// onePerPiece reports whether semicolons part the list behind item j, each piece of
// it with one figure: "gồm thôn Đông 48 hộ; thôn Hạ 15 hộ".
func (r *resultReader) onePerPiece(j, i int) bool {
	figures := 0
	for j++; j < i; j++ {
		switch it := r.items[j]; {
		case it.depth > r.items[i].depth:
		case it.cue == cueSemicolon:
			if figures > 1 {
				return false
			}
			figures = 0
		case it.cue == cueFigure && !r.page.figures[it.figure].unit.share():
			figures++
		}
	}
	return true
}

// listsOn reports whether the figure at item i counts in the unit that the list
// behind item j began with.
func (r *resultReader) listsOn(j, i int) bool {
	for j++; j < i; j++ {
		if r.items[j].cue == cueFigure {
			first, f := &r.page.figures[r.items[j].figure].unit, &r.page.figures[r.items[i].figure].unit
			return f.share() && first.share() || f.name == first.name || f.measured() && f.family() == first.family()
		}
	}
	return true
}

// carriesOn reports whether the stop at item i only sets off the parts of what
// stands before it: "Tổng thu 5 tỷ đồng. Trong đó: …".
func (r *resultReader) carriesOn(i int) bool {
	if r.answersPlan(i) {
		return true
	}
	if i+1 >= len(r.items) || r.items[i+1].from != r.items[i].to {
		return false
	}
	next := r.items[i+1].cue
	return next == cueAmong || next == cueMadeOf || next == cueReach && r.reachedAlone(i+1)
}

// answersPlan reports whether the sentence behind the stop at item i tells what was done
// of the plan, which is all that the sentence before it tells: "Chỉ tiêu: 8 trường. Kết
// quả: 7 trường, đạt 87,5%".
func (r *resultReader) answersPlan(i int) bool {
	if outcomeWords.lookup(r.tokens, r.items[i].to) == 0 {
		return false
	}
	for j := i + 1; j < len(r.items) && r.items[j].cue != cueFigure; j++ {
		if c := r.items[j].cue; c != cueColon && c != cueReach && c != cueHave && c != cuePlan {
			return false // "Thực hiện tháng 10 …"
		}
	}
	figures := 0
	j := i - 1
	for ; j >= max(0, i-itemsNear) && r.items[j].cue != cueStop; j-- {
		if r.items[j].cue == cueFigure {
			figures++
		}
	}
	first := r.items[j+1]
	return figures == 1 && first.cue == cuePlan && (j < 0 || first.from == r.items[j].to)
}

// outcomeWords begin a sentence that tells what was done of a plan.
var outcomeWords = newPhraseTable([]entry{{1, "kết quả|kết quả thực hiện|thực hiện|đã thực hiện|lũy kế|lũy kế thực hiện"}})
