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
	over      overKind
	plan      bool // "kế hoạch 200 ha"
	planned   bool // "kế hoạch" right before the figure
	planAfter bool // "95% kế hoạch"
	past      bool // "cùng kỳ 300 vụ"
	ofTotal   bool // "trên tổng số 350 hộ"
	base      bool // "so với 150 ha", "trên tổng số 350"
	baseAfter bool // "bằng 105% so với cùng kỳ"
	source    bool // A of "từ A lên B"
	part      bool // behind "trong đó", "gồm"
	year      int  // "năm 2023 có 352 hộ"
	equals    bool // "tương đương"
	closes    bool // "tổng cộng"
	summed    bool // a word for a total right before the figure
	portion   bool // "chiếm"
	reached   bool // "thực hiện" right before the figure
	compared  bool // "so với", "cùng kỳ": a base wherever it stands
	each      string
	opened    bool // first in its bracket
	among     bool // behind "trong đó"
	total     bool // "tổng số"
	except    bool // "nếu không tính …"
	qualifier string
	rate      bool // "đạt tỷ lệ 94,8%"
	named     bool // words stand before the predicate
	second    bool // not the first figure of its comma
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
			c.past = r.opens(j, cueBase)
			c.base, c.opened = c.past, true
			c.plan = r.opens(j, cuePlan) || r.opens(j, cueAssigned)
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

// opens reports whether the bracket at item j explains the expression before
// it: "so với cùng kỳ năm 2022 (757 hộ)", "kế hoạch tỉnh giao (380 ha)". A plan
// that follows an amount of its own is that amount's.
func (r *resultReader) opens(j int, c cue) bool {
	for k := j - 1; k >= 0 && r.items[j].from-r.items[k].to <= wordsToBracket; k-- {
		switch it := r.items[k]; {
		case it.cue == c && c == cueBase:
			return true
		case it.cue == c:
			return r.items[j].from-it.to <= 4 && !r.ofFigure(k)
		case it.cue == cueNoFigure, it.cue == cuePlan, it.cue == cueGiver, it.cue == cueAssigned, it.cue == cueBase:
		default:
			return false
		}
	}
	return false
}

// wordsToBracket is how many words may stand between an expression and the
// bracket that explains it.
const wordsToBracket = 8

// ofFigure reports whether the plan at item k belongs to the amount before it:
// "5.000 triệu đồng dự toán".
func (r *resultReader) ofFigure(k int) bool {
	if k == 0 || r.items[k-1].cue != cueFigure || r.items[k-1].to != r.items[k].from {
		return false
	}
	return !r.page.figures[r.items[k-1].figure].unit.share()
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
		if r.tokens[it.from].key != wordEqual {
			c.base, c.plan = false, false
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
	case cueEquals:
		c.equals = true
	case cueIs:
		if r.isMarkAt(it.from, '=') {
			c.base, c.plan, c.planned = false, false, false // "= 105% KH = 112% so với CK"
		}
	case cueEach:
		if u, ok := r.unitWordAt(it.to); ok && r.tokens[it.from].key == wordEach && u.family() == familyCount {
			c.each = unitWords[u.word-1].name
		}
	case cueNoFigure:
		if r.isYear(it.to - 1) {
			c.year, _ = r.numbers[r.tokens[it.to-1].number].plainInt()
		}
	case cueLeft:
		c.left = true
	case cuePlan, cueAssigned:
		c.planned = c.movement == 0 && adjacent && !c.base
		c.plan = c.movement == 0 && r.items[i].from-it.to <= 4
	case cueBase, cueOfTotal:
		c.base = c.movement == 0
		c.ofTotal = it.cue == cueOfTotal
		c.past = it.cue == cueBase
		c.left = false // "tồn đầu kỳ 12 hồ sơ"
		c.compared = c.compared || it.cue == cueOfTotal || comparedWords.lookup(r.tokens, it.from) > 0
	case cueTotal:
		c.total = true
		c.closes = r.tokens[it.to-1].key == wordSum
		c.summed = adjacent
		if j > 0 && r.items[j-1].cue == cueFigure && r.items[j-1].to == it.from && r.page.figures[r.items[j-1].figure].unit.share() {
			// "80% tổng số 1.900 hồ sơ"
			c.base, c.ofTotal = true, true
		}
	case cueColon:
		// "năm 2022: 45 vụ" names an earlier year.
		if j > 0 && r.items[j-1].cue == cueNoFigure && r.items[i].depth > 0 {
			c.base, c.past = true, true
		}
	case cueAbout, cueEstimate, cueAbove, cueBelow:
		if adjacent && it.to-it.from > 1 && r.tokens[it.to-1].key == wordThan {
			// "cao hơn 1,15%" is a change, "hơn 300 hộ" a rough level.
			c.movement, c.base, c.plan = rising, false, false
			if it.cue == cueBelow {
				c.movement = falling
			}
		} else if adjacent {
			c.qualifier = r.cut(it.from, it.to)
		}
	}
}

var (
	wordSum        = keyOf("cộng")
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
		case cueComma:
			if !r.continues(j) {
				c.tail.to = min(c.tail.to, next.from)
				return
			}
		case cueStop, cueSemicolon, cueColon, cueClose, cueFigure, cueAmong, cueMadeOf, cueOpen:
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
			c.baseAfter = true
			c.tail.to = min(c.tail.to, next.from)
		case cueOfTotal:
			c.tail.to = min(c.tail.to, next.from)
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
	for j := i - 1; j >= max(0, i-itemsNear); j-- {
		it := r.items[j]
		if it.depth > depth {
			continue
		}
		switch it.cue {
		case cueStop, cueSemicolon:
			return
		case cueOpen:
			if it.depth < depth {
				return
			}
		case cueAmong:
			c.part, c.among = true, true
			return
		case cueMadeOf:
			c.part = true
			return
		case cueExcept:
			c.except = true
		}
	}
}

// assign decides the role of a figure.
func (r *resultReader) assign(out *Figure, at *place, c *context, f *figure, own label) {
	at.total, at.among, at.over, at.against, at.past = c.total, c.among, c.over, c.baseAfter, c.past
	at.ofTotal, at.closes, at.year = c.ofTotal, c.closes, c.year
	at.arrived = c.level
	at.summed, at.portion, at.each = c.summed, c.portion, c.each
	if c.over == overDoubtful && f.value.LessThan(hundred) || c.over != overNone && !f.unit.share() {
		at.over = overPlain
	}
	if c.over == overPlain && f.unit.share() && !f.value.LessThan(hundred) {
		at.over = overDoubtful
	}
	share := f.unit.share()
	switch {
	case c.except && r.alternative(out, at):
	case c.source:
		out.Role = RoleBase
	case r.restatesChange(at, c, share):
		out.Role, out.Falling = RoleChange, r.reading.Figures[r.restated(at, c)].Falling
		at.restated = share
	case c.movement != 0 && !c.level:
		out.Role, out.Falling = RoleChange, c.movement == falling
		if f.unit.word == unitPercent && f.unit.bare() && r.inPoints(own) && c.over != overDoubtful {
			out.Unit = unitWords[unitPoint-1].name
		}
	case share && c.planAfter, share && c.plan && !c.base && !c.planned:
		out.Role, at.ofPlan = RoleShare, true
	case c.left:
		out.Role = RoleRemainder
	case c.remains && (!c.named || c.second) && !r.fell():
		out.Role = RoleRemainder
	case c.plan && f.pairing != pairNumerator:
		out.Role = RolePlan
	case c.part && c.base && !c.compared && !c.opened:
		out.Role = RolePart // "trong đó kỳ trước chuyển sang 12 hồ sơ"
	case c.base && (f.pairing != pairNumerator || !c.opened):
		out.Role = RoleBase
	case share && c.baseAfter:
		out.Role, at.ofPast = RoleOther, true
	case c.part:
		out.Role = RolePart
	case r.items[at.item].depth > 0 && f.pairing == pairNone && !share && !c.level && !c.reached:
		out.Role = RoleOther
	default:
		out.Role = RoleValue
	}
}

// alternative gives a figure that is another reading of the one before it the
// role of that one; false when they are not of one unit.
func (r *resultReader) alternative(out *Figure, at *place) bool {
	n := len(r.places)
	if n == 0 || r.reading.Figures[n-1].Unit != out.Unit {
		return false
	}
	out.Role, out.Falling = r.reading.Figures[n-1].Role, r.reading.Figures[n-1].Falling
	at.ofPlan, at.ofPast = r.places[n-1].ofPlan, r.places[n-1].ofPast
	return true
}

// restatesChange reports whether a figure gives the change before it in another
// measure: "giảm 02 vụ (14,3%)", "tăng 1,02% (126 người)", "giảm 01 người, tương
// đương 33,3%".
func (r *resultReader) restatesChange(at *place, c *context, share bool) bool {
	before := r.restated(at, c)
	if before < 0 || r.reading.Figures[before].Role != RoleChange || at.pairing != pairNone || c.movement != 0 || c.base && !c.opened || c.plan ||
		share == (r.page.figures[before].unit.share()) {
		return false
	}
	if c.equals {
		return true
	}
	if at.depth == 0 || r.items[at.item-1].cue != cueOpen {
		return false
	}
	if !share && r.places[before].item != at.item-2 {
		return false // "tăng 10% so với cùng kỳ (1.200 con)" tells the base
	}
	for j := r.places[before].item + 1; j < at.item-1; j++ {
		if c := r.items[j].cue; c != cueBase && c != cueNoFigure {
			return false
		}
	}
	return true
}

// restated returns the figure that the one at hand may restate: the one before
// it, or with "tương đương" the one before the brackets in between; none for
// none.
func (r *resultReader) restated(at *place, c *context) int {
	before := len(r.places) - 1
	for c.equals && before >= 0 && r.places[before].depth > at.depth {
		before--
	}
	return before
}

// inPoints reports whether a change in per cent is one of percentage points:
// its own name is a rate, or it follows a level in per cent.
func (r *resultReader) inPoints(own label) bool {
	if !r.idle(own) {
		return r.namesRate(own)
	}
	if r.rate {
		return true
	}
	n := len(r.reading.Figures)
	for n > 0 && r.places[n-1].depth > 0 {
		n-- // brackets only explain
	}
	if n == 0 {
		return false
	}
	last := r.reading.Figures[n-1]
	if last.Role == RoleChange && r.page.figures[n-1].unit.share() {
		return last.Unit != percent // a second change of the same rate
	}
	return last.Role == RoleValue && last.Unit == unitWords[unitPercent-1].name && r.places[n-1].pairing == pairNone && !r.afterFraction(n-1)
}

// afterFraction reports whether figure k is the quotient of a fraction right
// before it.
func (r *resultReader) afterFraction(k int) bool {
	return k > 0 && r.places[k-1].pairing == pairDenominator
}

// fell reports whether the figure before is the start or the size of a fall, so
// that "còn" gives the level after it.
func (r *resultReader) fell() bool {
	n := len(r.reading.Figures)
	return n > 0 && r.reading.Figures[n-1].Falling
}
