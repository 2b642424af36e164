package language

// direction is which way a figure is said to move.
type direction int8

const (
	rising  direction = 1
	falling direction = -1
)

// comparison is the bound that words put on a figure.
type comparison uint8

const (
	compareNone comparison = iota
	compareGe
	compareGt
	compareLe
	compareLt
)

// movement is what the words around a figure say about it.
type movement struct {
	direction  direction
	level      direction // "còn", "lên": the level after the movement
	comparison comparison
	from       bool // "từ" right before the figure
	times      bool // "gấp"
	reach      bool // a predicate such as "đạt" or "duy trì" of its own
	over       bool // "vượt"
	barred     bool // "không để … vượt quá"
	inName     bool // the movement stands behind a name, not at the beginning
}

// free reports whether the figure has no predicate of its own, so that the one
// before it may serve it too.
func (m movement) free() bool {
	return m.direction == 0 && m.level == 0 && !m.times && !m.reach
}

// operators reads the words before the figure at item i, from item from on.
func (t *targetReader) operators(from, i int) movement {
	var m movement
	figureAt := t.items[i].from
	for j := max(from, i-itemsNear); j < i; j++ {
		it := t.items[j]
		if it.depth > t.items[i].depth {
			continue
		}
		switch it.cue {
		case cueRise:
			m = movement{direction: rising, inName: !t.startsPiece(j)}
		case cueGrowth:
			if t.startsPiece(j) {
				m.reach = true
			} else {
				m = movement{direction: rising}
			}
		case cueFall:
			m = movement{direction: falling, inName: !t.startsPiece(j)}
		case cueGrowthName:
			m = movement{reach: true}
		case cueDown:
			if t.leadsTo(j, i) {
				m.level = falling
			}
		case cueUp:
			if t.leadsTo(j, i) {
				m.level = rising
			}
		case cueTimes:
			m.times = true
		case cueColon:
			// "Số lao động tăng thêm trong năm: 1.200" only names a movement.
			if before := t.items[max(j-1, 0)]; m.inName && (it.from > before.to || before.cue == cueRise && before.to-before.from > 1) {
				m.direction = 0
			}
			m.reach = true
		case cueReach, cueIs, cueKeep, cueComplete:
			if m.direction != 0 && it.from > t.items[max(j-1, 0)].to {
				m.direction = 0
			}
			m.reach = true
		case cueAtLeast:
			m.comparison = compareGe
		case cueAtMost:
			m.comparison = compareLe
		case cueAbove:
			if t.leadsTo(j, i) {
				m.comparison = compareGt
			}
		case cueBelow:
			if t.leadsTo(j, i) {
				m.comparison = compareLt
			}
		case cueNotLet:
			m.barred = true
		case cueOver, cueReachOver:
			m.over = m.over || it.to-it.from > 1 || t.leadsTo(j, i)
		case cueFrom:
			m.from = it.to == figureAt
		}
	}
	return m
}

// leadsTo reports whether nothing but other operators stands between item j
// and the figure at item i: "trên" is an operator in "trên 95%", not in "trên
// địa bàn".
func (t *targetReader) leadsTo(j, i int) bool {
	for ; j < i; j++ {
		if t.items[j].to != t.items[j+1].from || t.items[j].cue == cueNoFigure || t.items[j].cue == cueFigure {
			return false
		}
	}
	return true
}

// startsPiece reports whether item j is the first word of its piece.
func (t *targetReader) startsPiece(j int) bool {
	from := t.items[j].from
	if from == 0 {
		return true
	}
	if j == 0 {
		return false
	}
	switch before := t.items[j-1]; before.cue {
	case cueStop, cueSemicolon, cueComma, cueColon, cueReach:
		return before.to == from
	case cueNoFigure:
		return before.to == from && t.tokens[before.from].line
	}
	return false
}

// followed reads what stands behind the figure at item i: "trở lên".
func (t *targetReader) followed(m *movement, i, end int) {
	for j := i + 1; j < end; j++ {
		it := t.items[j]
		if it.depth > t.items[i].depth {
			continue
		}
		switch it.cue {
		case cueFrom:
			// "100% cán bộ từ cấp phó phòng trở lên": the bound of another from.
			return
		case cueOrMore:
			if !t.belongsElsewhere(j) {
				m.comparison = compareGe
			}
		case cueOrLess:
			if !t.belongsElsewhere(j) {
				m.comparison = compareLe
			}
		}
	}
}

// belongsElsewhere reports whether "trở lên" at item j speaks of a grade, an
// age or a name: "xếp loại khá trở lên", "con thứ 3 trở lên".
func (t *targetReader) belongsElsewhere(j int) bool {
	it := t.items[j]
	if before := t.items[j-1]; before.cue >= gradeCue && it.from-before.to <= 2 {
		return true // "hoàn thành tốt nhiệm vụ trở lên"
	} else if (before.cue == cueNoFigure || before.cue == cueLevel) && it.from-before.to <= 1 {
		return true
	}
	return t.attainedBefore(it.from)
}

// op returns the operator of a target.
func (m movement) op(ranged bool) Op {
	switch {
	case m.barred && (m.comparison == compareGt || m.over):
		return OpLe
	case m.barred && m.comparison == compareLt:
		return OpGe
	case m.times:
		return OpMult
	case m.level == falling && m.direction != rising:
		return m.bounded(OpDownTo)
	case m.level == rising && m.direction != falling:
		return m.bounded(OpUpTo)
	case ranged && m.direction == rising:
		return OpIncRange
	case ranged && m.direction == falling:
		return OpDecRange
	case ranged:
		return OpRange
	case m.direction == rising:
		return m.change(OpIncEq, OpIncGe, OpIncGt)
	case m.direction == falling:
		return m.change(OpDecEq, OpDecGe, OpDecGt)
	case m.over && m.comparison == compareNone:
		return OpGt
	}
	return m.bounded(OpEq)
}

// bounded returns the operator of a level; plain is the one without any bound.
func (m movement) bounded(plain Op) Op {
	switch m.comparison {
	case compareGe:
		return OpGe
	case compareGt:
		return OpGt
	case compareLe:
		return OpLe
	case compareLt:
		return OpLt
	}
	if m.from && plain == OpEq {
		return OpGe
	}
	return plain
}

// bounded returns the operator that a bound behind the sentence makes of op.
func (op Op) bounded(c comparison) Op {
	switch {
	case c == compareGe && op == OpEq:
		return OpGe
	case c == compareLe && op == OpEq:
		return OpLe
	case c == compareGe && op == OpIncEq:
		return OpIncGe
	case c == compareGe && op == OpDecEq:
		return OpDecGe
	}
	return op
}

// change returns the operator of a movement. An upper bound on a movement has
// no operator of its own; the reader asks about it.
func (m movement) change(eq, ge, gt Op) Op {
	switch m.comparison {
	case compareGe:
		return ge
	case compareGt:
		return gt
	case compareLt:
		return OpLt
	case compareLe:
		return OpLe
	}
	if m.from {
		return ge
	}
	return eq
}
