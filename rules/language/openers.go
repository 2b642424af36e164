package language

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
		case it.cue == cueNoFigure, it.cue == cuePlan, it.cue == cueGiver, it.cue == cueAssigned, it.cue == cueBase, it.cue == cueTotal && c == cueBase:
		default:
			return false
		}
	}
	return false
}

// opensRest reports whether the bracket at item j tells how many are left: "các tuyến
// còn lại (8 tuyến)".
func (r *resultReader) opensRest(j int) bool {
	return j > 0 && r.items[j-1].to == r.items[j].from && r.isRest(j-1)
}

// isRest reports whether item i is "còn lại".
func (r *resultReader) isRest(i int) bool {
	it := r.items[i]
	return it.cue == cueLeft && it.to-it.from == 2 && r.tokens[it.from].key == wordRemain && r.tokens[it.from+1].key == wordAgain
}

var wordAgain = keyOf("lại")

// lacking notices what is left though no expression before the figure at item i says
// so: "thiếu 3 giáo viên", "6 phòng còn lại".
func (r *resultReader) lacking(c *context, i int) {
	f := &r.page.figures[r.items[i].figure]
	if f.unit.share() || f.unit.family() == familyPoint || f.pairing != pairNone || c.movement != 0 || c.left {
		return
	}
	if next := i + 1; next < len(r.items) && r.items[next].from == f.to && r.isRest(next) && (next+1 == len(r.items) || r.items[next+1].cue != cueFigure || r.items[next+1].from > r.items[next].to) {
		c.left = true
		return
	}
	if at := f.from - 1; at >= 0 && r.isWordAt(at) && (r.tokens[at].key == wordLack || r.tokens[at].key == wordShort || r.tokens[at].key == wordAbsent || r.tokens[at].key == wordLoans) {
		c.left, c.lacks = true, true
		c.leftNamed = r.trimLeft(c.from, at) < at
	}
}

var (
	wordLack   = keyOf("thiếu")
	wordShort  = keyOf("hụt")
	wordAbsent = keyOf("vắng")
)

// opensTimes reports whether the bracket at item j tells what "gấp 3 lần năm 2022
// (240 lượt)" multiplies.
func (r *resultReader) opensTimes(j int) bool {
	k := j - 1
	if k >= 0 && r.items[k].cue == cueNoFigure {
		k--
	}
	if k < 1 || r.items[j].from-r.items[k].to > 4 {
		return false
	}
	return r.items[k].cue == cueDouble || r.items[k-1].cue == cueTimes && r.items[k].cue == cueFigure && r.items[k-1].to == r.items[k].from
}

// opensAverage reports whether the bracket at item j tells the average that the
// words before it compare with: "cao hơn bình quân chung của tỉnh (93,5%)".
func (r *resultReader) opensAverage(j int) bool {
	at := r.items[j].from
	for t := max(0, at-wordsToBracket); t < at; t++ {
		if c, length := cueTable.find(r.tokens, t); length > 1 && (cue(c) == cueAbove || cue(c) == cueBelow) {
			return elsewhereWords.lookup(r.tokens, t+length) > 0
		}
	}
	return false
}

// planReached reports whether the share at item i stands in a bracket behind "đạt
// kế hoạch", which it tells the share of: "121/266 chỉ tiêu đạt kế hoạch (45,5%)".
func (r *resultReader) planReached(j, i int) bool {
	if j < 2 || r.items[j-1].cue != cuePlan || !r.page.figures[r.items[i].figure].unit.share() {
		return false
	}
	reached := r.items[j-2]
	return reached.to == r.items[j-1].from && (reached.cue == cueReach || reached.cue == cueComplete || reached.cue == cueReachOver || reached.cue == cueOver)
}

// shareOfCount reports whether the share at item i, in the bracket at item j, follows
// figures that are none: it is theirs, whoever assigned them. "21/24 chỉ tiêu HĐND
// giao (87,5%)".
func (r *resultReader) shareOfCount(j, i int) bool {
	if !r.page.figures[r.items[i].figure].unit.share() {
		return false
	}
	for k := j - 1; k >= max(0, j-itemsNear); k-- {
		switch it := r.items[k]; {
		case it.cue == cueFigure && it.depth == r.items[j].depth:
			u := &r.page.figures[it.figure].unit
			return !u.share() && u.family() != familyPoint
		case it.cue == cueSemicolon, it.cue == cueStop:
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
	u := &r.page.figures[r.items[k-1].figure].unit
	return !u.share() && u.family() != familyTimes // "gấp 1,2 lần kế hoạch (200 người)"
}

// ahead reports whether nothing but the plan or the period that the expression at
// item j compares with stands between it and the figure at item i: "thấp hơn chỉ
// tiêu giao (95%) 0,4 điểm %".
func (r *resultReader) ahead(j, i int) bool {
	end := r.items[j].to
	for j++; j < i; j++ {
		it := r.items[j]
		switch it.cue {
		case cuePlan, cueBase, cueAssigned, cueGiver, cueNoFigure, cueOpen, cueClose:
		default:
			if it.depth <= r.items[i].depth {
				return false
			}
		}
		if it.depth <= r.items[i].depth && it.from-end > 2 {
			return false
		}
		end = it.to
	}
	return r.items[i].from-end <= 1
}

// thanOther reports whether the "hơn" at item j compares with what follows it, the plan
// or another period, and not with a figure: "hơn kế hoạch 8 ca".
func (r *resultReader) thanOther(j int) bool {
	next := r.items[j+1]
	return next.from == r.items[j].to && (next.cue == cuePlan || next.cue == cueBase)
}

// metBefore reports whether the plan at item j is only said to be met, with a list
// behind it: "660 chỉ tiêu đạt kế hoạch: khối xã 79 chỉ tiêu".
func (r *resultReader) metBefore(j, i int) bool {
	return j > 0 && r.items[j-1].cue == cueReach && r.items[j-1].to == r.items[j].from && j+1 < i && r.items[j+1].cue == cueColon
}

// carriedOut reports whether the assignment at item j is told as what was done: "đã
// giao 20 công dân", "kết quả giao 20 công dân".
func (r *resultReader) carriedOut(j int) bool {
	at := r.items[j].from
	if j > 0 && r.items[j-1].to >= at-1 && (r.items[j-1].cue == cuePlan || r.items[j-1].cue == cueGiver) {
		return false // "chỉ tiêu đã giao 20 công dân"
	}
	return at > 0 && doneWords.lookup(r.tokens, at-1) == 1 || at > 1 && doneWords.lookup(r.tokens, at-2) == 2
}

// aboveAverage reports whether the expression at item j compares with an average
// or another place, by as much as the figure at item i: "thấp hơn bình quân của
// tỉnh 1,2%".
func (r *resultReader) aboveAverage(j, i int) bool {
	it := r.items[j]
	if elsewhereWords.lookup(r.tokens, it.to) == 0 || r.items[i].from-it.to > wordsToBracket {
		return false
	}
	for j++; j < i; j++ {
		if c := r.items[j].cue; c != cueGiver && c != cueNoFigure {
			return false
		}
	}
	return true
}
