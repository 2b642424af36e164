package language

// trusted reports whether the figures of a finding that does not hold are surely
// the ones meant: those of its own piece, or of the pieces before where nothing
// else can be. Semicolons mostly part what has nothing to do with each other.
func (r *resultReader) trusted(k int, c *finding) bool {
	own := r.places[k].piece
	first, last := own, own
	for _, j := range [...]int{c.top, c.base} {
		if j != none {
			first, last = min(first, r.places[j].piece), max(last, r.places[j].piece)
		}
	}
	switch {
	case first == own && last == own, c.top == none, c.kind == ClaimFrac && r.namesWhole(k, c.base):
		return true
	case c.kind == ClaimFrac && r.places[c.base].closes && r.places[c.base].firstPart <= c.top && c.top < c.base:
		return true // "khá 612 hộ (49,2%), nghèo 34 hộ (2,7%); tổng số 1.244 hộ"
	case last > own || !c.plausible():
		return false
	case c.kind == ClaimFrac && r.sibling != none && r.siblingOf == c.base && (r.places[r.sibling].piece == own || r.places[r.sibling].piece == own-1 && r.colonBehind(c.base)):
		return true // told alike
	case c.kind == ClaimFrac && c.base == r.wholeOf(c.top):
		return first == own-1 // "chi trả cho 412 đối tượng …; trong đó qua tài khoản 391 đối tượng, đạt 94,9%"
	case c.base == none && r.places[k].depth > 0 && r.comparedAhead(k-1):
		return first == own-1 && r.alone(c.top) // "450 lượt; so với cùng kỳ tăng 50 lượt (12,5%)"
	case c.base == none:
		return false // the level of a change that is told again
	case r.baseWithin(own, c.top, c.base), r.baseWithin(own, c.base, c.top):
		return first == own-1
	case r.inTurn(k, c):
		return true
	case r.leftOver(k) && c.top < c.base:
		return first == own-1 && r.alone(c.top) || r.wholeBefore(c.top, c.base)
	case c.kind == ClaimProd:
		low, high := min(c.top, c.base), max(c.top, c.base)
		if first == own-2 && r.places[high].piece == own-1 {
			return r.alone(low) && r.alone(high) && r.alone(k) // "345 ha; năng suất 54 tạ/ha; sản lượng 1.863 tấn"
		}
		return first == own-1 && r.alone(low) && r.twoAlone(k, high)
	}
	return r.wholeBefore(c.base, c.top)
}

// baseWithin reports whether b is compared with in piece own itself, and level a
// stands before it.
func (r *resultReader) baseWithin(own, a, b int) bool {
	f := &r.reading.Figures[b]
	return r.places[b].piece == own && r.places[a].piece < own && (f.Role == RoleBase || f.Role == RolePlan || r.places[b].total)
}

// plausible reports whether what was computed is of the size of what is stated.
func (f *finding) plausible() bool {
	stated, value := f.stated.value.InexactFloat64(), f.value.value.InexactFloat64()
	if f.kind == ClaimDiff {
		return value > stated/10 && value < stated*10
	}
	return value > stated/3 && value < stated*3
}

// inTurn reports whether the operands of a finding and figure k follow each other
// with nothing of their kind in between, each in the piece behind the other or in
// one: "kế hoạch 250 ha; thực hiện 212 ha; đạt 85%".
func (r *resultReader) inTurn(k int, c *finding) bool {
	low, high := min(c.top, c.base), max(c.top, c.base)
	if r.leftOver(k) && high == low+1 && r.places[high].pairing == pairDenominator {
		return r.places[k].piece-r.places[high].piece == 1 && r.alone(k) // "18/24 cơ sở; còn 6 cơ sở"
	}
	if high > k || r.places[high].piece-r.places[low].piece > 1 || r.places[k].piece-r.places[high].piece > 1 {
		return false
	}
	for j := low + 1; j < k; j++ {
		f := &r.reading.Figures[j]
		if j != high && r.places[j].depth == 0 && r.places[j].pairing == pairNone && f.Role != RolePart && (f.Unit == c.a.unit || f.Unit == c.b.unit) {
			return false
		}
	}
	if r.places[low].piece != r.places[high].piece {
		told := r.reading.Figures[k].Role == RoleChange && r.places[high].piece != r.places[k].piece && r.changed(high)
		return r.places[low].depth == 0 && r.alone(low) && !told && (!r.places[low].closes || r.doneClause(high))
	}
	return r.leftOver(k) || r.places[k].own == "" && !r.changed(low) && !r.forecast(k)
}

// forecast reports whether the piece of figure k begins with what is expected.
func (r *resultReader) forecast(k int) bool {
	for i := r.places[k].item - 1; i >= 0 && r.items[i].cue != cueSemicolon; i-- {
		if r.items[i].cue == cueEstimate {
			return true
		}
	}
	return false
}

// changed reports whether the piece of figure j tells a change already.
func (r *resultReader) changed(j int) bool {
	from, to := r.near(j)
	for i := from; i < to; i++ {
		if r.places[i].piece == r.places[j].piece && r.reading.Figures[i].Role == RoleChange {
			return true
		}
	}
	return false
}

// alone reports whether figure j is the only one in its unit of its piece, outside
// brackets.
func (r *resultReader) alone(j int) bool {
	from, to := r.near(j)
	for i := from; i < to; i++ {
		if i != j && r.places[i].piece == r.places[j].piece && r.places[i].depth == 0 && !(i == j+1 && r.places[i].pairing == pairDenominator) && r.reading.Figures[i].Unit == r.reading.Figures[j].Unit {
			return false
		}
	}
	return true
}

// twoAlone reports whether nothing but figures k and j stands in their piece.
func (r *resultReader) twoAlone(k, j int) bool {
	from, to := r.near(k)
	for i := from; i < to; i++ {
		if i != k && i != j && r.places[i].piece == r.places[k].piece && r.reading.Figures[i].Unit != percent {
			return false
		}
	}
	return true
}

// wholeBefore reports whether b is a whole told in an earlier piece, and a the
// nearest figure of it since: "tổng số hộ 3.120 hộ; hộ văn hóa 2.870 hộ, tỷ lệ 92%".
func (r *resultReader) wholeBefore(b, a int) bool {
	at := &r.places[b]
	if !at.total && !at.ofTotal || b > a || at.closes && !r.doneClause(a) || r.places[a].piece-at.piece > 1 {
		return false
	}
	for t := a + 1; t < len(r.places) && t-a <= figuresBack; t++ {
		if r.places[t].closes && r.places[t].firstPart <= a {
			return false // the total that follows the list is the whole
		}
	}
	for j := b + 1; j < a; j++ {
		if r.places[j].piece == at.piece && r.reading.Figures[j].Unit == percent && r.reading.Figures[j].Role == RoleValue {
			return false // its piece tells the shares of it
		}
		if other := &r.places[j]; other.total || other.ofTotal || r.reading.Figures[j].Role == RoleBase || r.reading.Figures[j].Role == RolePlan {
			return false
		}
	}
	return true
}

// evenPieces reports whether the parts from first to total k stand in one piece, or
// each in a piece of its own: "tổ 1: 45 hộ; tổ 2: 52 hộ; cộng 97 hộ".
func (r *resultReader) evenPieces(first, k int) bool {
	for j := first + 1; j < k; j++ {
		if r.places[j].piece == r.places[first].piece {
			continue
		}
		if r.places[j].depth == 0 && (!r.alone(j) || !r.alone(first)) {
			return false
		}
	}
	return true
}
