package language

import (
	"iter"
	"maps"
	"strings"

	"github.com/shopspring/decimal"
)

// A claim looks at the figures near it: further away nothing is stated any
// more, and a long text is still read in linear time.
const (
	figuresBack  = 12
	figuresAhead = 6
)

// percent is how the table of units writes it.
const percent = "%"

// readClaims checks what the sentence states about its own figures. A figure
// with two readings is settled when only one of them makes the claims true.
func (r *resultReader) readClaims() {
	for k := range r.reading.Figures {
		switch f := &r.reading.Figures[k]; {
		case f.Other.Valid && r.settledAbove(k):
			f.Other = decimal.NullDecimal{} // both sides of a fraction are written alike
		case f.Other.Valid:
			r.settleByClaims(k, f.Other.Decimal)
		case r.page.figures[k].faint.Valid:
			r.settleByClaims(k, r.page.figures[k].faint.Decimal)
		}
	}
	r.page.findings = r.findings(r.page.findings, span{0, len(r.reading.Figures)})
	r.settleBySiblings()
	r.nameBases(r.page.findings)
	r.namePlans()
	r.nameProven(r.page.findings)
	r.reading.Claims = r.claims(r.page.findings)
}

// settledAbove reports whether figure k is a denominator whose numerator had the
// same doubt and was settled for its first reading.
func (r *resultReader) settledAbove(k int) bool {
	if r.places[k].pairing != pairDenominator || !r.page.figures[k-1].other.Valid {
		return false
	}
	top := &r.reading.Figures[k-1]
	return !top.Other.Valid && top.Value.Equal(r.page.figures[k-1].value)
}

// figuresWeighed is how many figures either side are checked to settle a doubt.
// A sentence that people write has fewer; the bound keeps reading linear.
const figuresWeighed = 2 * figuresBack

// settleByClaims decides figure k by what the figures around it say then.
func (r *resultReader) settleByClaims(k int, second decimal.Decimal) {
	f := &r.reading.Figures[k]
	around := span{max(0, k-figuresWeighed), min(k+figuresWeighed, len(r.reading.Figures))}
	with := r.findings(r.page.findings, around)
	first := f.Value
	r.take(k, second)
	without := r.findings(nil, around)
	r.take(k, first)
	switch {
	case fitsBetter(with, without):
	case fitsBetter(without, with):
		r.take(k, second)
	default:
		r.settledBySize(k, with)
		return
	}
	f.Other = decimal.NullDecimal{}
}

// settledBySize decides figure k by the size of what its own figures give, even
// where they do not fit.
func (r *resultReader) settledBySize(k int, findings []finding) bool {
	f := &r.reading.Figures[k]
	for i := range findings {
		c := &findings[i]
		if c.figure != k || !f.Other.Valid || c.doubt != doubtNone || c.kind == ClaimFrac || c.kind == ClaimOver || c.kind == ClaimImplied {
			continue
		}
		if settleBy(Known{Plan: decimal.NewNullDecimal(c.value.value)}, "", &f.Value, &f.Other) {
			r.take(k, f.Value)
			return true
		}
	}
	return false
}

// take gives figure k one of its two readings.
func (r *resultReader) take(k int, value decimal.Decimal) {
	r.reading.Figures[k].Value = value
	r.places[k].rough = roughly(value)
}

// fitsBetter reports whether more is found to hold in a than in b, and nothing
// more is doubtful.
func fitsBetter(a, b []finding) bool {
	holdA, doubtfulA := weigh(a)
	holdB, doubtfulB := weigh(b)
	return holdA > holdB && doubtfulA <= doubtfulB
}

// weigh counts the findings that hold and those that a person has to look at.
func weigh(findings []finding) (hold, doubtful int) {
	for i := range findings {
		switch findings[i].verdict {
		case VerdictOK, VerdictNote:
			hold++
		default:
			doubtful++
		}
	}
	return hold, doubtful
}

// findings checks a stretch of figures, in their order, and appends what it finds
// to an empty list.
func (r *resultReader) findings(findings []finding, stretch span) []finding {
	r.sibling, r.siblingOf = none, none
	silent := none // the share found last that nothing was found about
	for k := stretch.from; k < stretch.to; k++ {
		f, ok := r.check(k)
		if !ok {
			if r.reading.Figures[k].Unit == percent {
				silent = k
			}
			continue
		}
		if f.kind == ClaimFrac && f.holds() {
			r.sibling, r.siblingOf = k, f.base
			if earlier, ok := r.siblingBefore(silent, k, f.base); ok {
				findings = append(findings, earlier)
			}
		}
		findings = append(findings, f)
	}
	return findings
}

// check checks what figure k states about others.
func (r *resultReader) check(k int) (finding, bool) {
	c, ok := r.stated(k)
	wide := c.verdict == VerdictNote && !c.value.close() // far apart, though rounding may explain it
	if ok && (c.verdict == VerdictWarn || wide) && (r.places[k].apart || !r.trusted(k, &c)) {
		return finding{}, false
	}
	return c, ok
}

// stated finds what figure k states, whatever it is compared with.
func (r *resultReader) stated(k int) (finding, bool) {
	f, at := &r.reading.Figures[k], &r.places[k]
	if at.pairing == pairNumerator {
		if from, _ := r.near(k); f.Role == RoleRemainder && r.levelBefore(k, from) >= 0 {
			return r.remainderOfTotal(k, r.levelBefore(k, from))
		}
		return r.sumOfNumerator(k)
	}
	if at.pairing != pairNone || r.page.figures[k].contradictory {
		return finding{}, false
	}
	switch {
	case f.Role == RoleChange && f.Unit == percent:
		return r.growth(k)
	case f.Role == RoleChange && r.page.figures[k].unit.family() == familyTimes:
		return r.movedTimes(k)
	case at.times:
		return r.multiple(k)
	case f.Role == RoleChange:
		return r.difference(k)
	case f.Role == RoleRemainder:
		return r.left(k)
	case f.Unit == percent && f.Role != RoleBase && f.Role != RolePlan:
		return r.quotient(k)
	}
	if f.Role == RoleValue && r.calledNotYet(k) {
		if c, ok := r.left(k); ok {
			return c, true
		}
	}
	if c, ok := r.product(k); ok {
		return c, true
	}
	if c, ok := r.average(k); ok {
		return c, true
	}
	return r.sum(k)
}

// near returns the range of figures that figure k may speak of: those of its
// sentence, within reach.
func (r *resultReader) near(k int) (from, to int) {
	from, to = k, k+1
	for from > 0 && k-from < figuresBack && r.places[from-1].sentence == r.places[k].sentence {
		from--
	}
	for to < len(r.places) && to-k <= figuresAhead && r.places[to].sentence == r.places[k].sentence {
		to++
	}
	return from, to
}

// eachNear goes through the figures around figure k, those first that it most
// likely speaks of: behind it in its own clause, then those before it, the
// nearest first, then the others behind.
func (r *resultReader) eachNear(k, from, to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		behind := k + 1
		for ; behind < to && !r.between(k, behind); behind++ {
			if !yield(behind) {
				return
			}
		}
		for j := k - 1; j >= from; j-- {
			if !yield(j) {
				return
			}
		}
		for ; behind < to; behind++ {
			if !yield(behind) {
				return
			}
		}
	}
}

// sameKind reports whether figures j and k measure the same thing, and gives
// the value of j in the unit of k.
func (r *resultReader) sameKind(j, k int) (decimal.Decimal, bool) {
	a, b := &r.reading.Figures[j], &r.reading.Figures[k]
	if a.Unit == b.Unit {
		return a.Value, true
	}
	if r.people(j) && r.people(k) || r.person(j) && r.person(k) && (anyone[a.Unit] || anyone[b.Unit]) || r.countable(j) && strings.HasPrefix(a.Unit, b.Unit+" ") || r.countable(k) && strings.HasPrefix(b.Unit, a.Unit+" ") {
		return a.Value, true // also "38 tin báo … 36 tin"
	}
	if (a.Unit == "văn bản" || b.Unit == "văn bản") && documentUnits[a.Unit] && documentUnits[b.Unit] {
		return a.Value, true // "145 văn bản, gồm 62 công văn, 83 báo cáo"
	}
	if reportUnits[a.Unit] && reportUnits[b.Unit] || r.turnsOf(j, k) || r.turnsOf(k, j) {
		return a.Value, true // "32 tố giác, tin báo … 29 tin", "156 lượt ý kiến … 140 ý kiến"
	}
	if a.Unit == "" || b.Unit == "" {
		return a.Value, r.countable(j) && r.countable(k)
	}
	if v, ok := r.sameHead(j, k); ok {
		return v, true
	}
	return Convert(a.Value, a.Unit, b.Unit)
}

// reportUnits are what reports of crimes are counted by.
var reportUnits = map[string]bool{"tố giác": true, "tin báo": true, "tin": true, "nguồn tin": true, "kiến nghị": true}

// documentUnits are the kinds of papers that an office counts together.
var documentUnits = map[string]bool{"văn bản": true, "công văn": true, "báo cáo": true, "quyết định": true, "kế hoạch": true, "tờ trình": true, "thông báo": true, "nghị quyết": true, "kết luận": true}

// turnsOf reports whether figure j counts the turns of what figure k counts: "240 lượt
// người … 216 người", "156 lượt ý kiến … 140 ý kiến".
func (r *resultReader) turnsOf(j, k int) bool {
	of, ok := strings.CutPrefix(r.reading.Figures[j].Unit, turnUnit)
	if !ok || r.reading.Figures[k].Unit == "" {
		return false
	}
	if of != "" {
		return strings.TrimPrefix(of, " ") == r.reading.Figures[k].Unit || r.people(k) && of == " người"
	}
	u, ok := r.unitWordAt(r.page.figures[j].to)
	return ok && unitWords[u.word-1].name == r.reading.Figures[k].Unit
}

const turnUnit = "lượt"

// sameHead converts figure j to the unit of k where one of them is a rate, and
// the other, a base, plan or change, leaves out what it is per: "66,5 triệu
// đồng/người/năm … (kế hoạch 65 triệu đồng)".
func (r *resultReader) sameHead(j, k int) (decimal.Decimal, bool) {
	a, b := &r.reading.Figures[j], &r.reading.Figures[k]
	ratedA, ratedB := r.page.figures[j].unit.per, r.page.figures[k].unit.per
	short := b
	if ratedB {
		short = a
	}
	if ratedA == ratedB || short.Role != RoleBase && short.Role != RolePlan && short.Role != RoleChange {
		return decimal.Zero, false
	}
	headA, _, _ := strings.Cut(a.Unit, "/")
	headB, _, _ := strings.Cut(b.Unit, "/")
	return Convert(a.Value, headA, headB)
}

// people reports whether figure k counts persons, whatever they are called.
func (r *resultReader) people(k int) bool {
	u := r.page.figures[k].unit
	return u.word != 0 && u.bare() && peopleUnits[u.name]
}

// peopleUnits are the units that count persons: "1.320 trẻ em … 1.316 trẻ".
var peopleUnits = map[string]bool{
	"người": true, "khẩu": true, "nhân khẩu": true, "đối tượng": true, "em": true, "cháu": true, "trẻ": true, "trẻ em": true,
	"học sinh": true, "công dân": true, "đồng chí": true, "dân": true, "cử tri": true,
}

// person reports whether figure k counts persons of any kind.
func (r *resultReader) person(k int) bool {
	u := r.page.figures[k].unit
	return u.bare() && personUnits[u.name]
}

// anyone holds the units that stand for persons of every kind.
var anyone = map[string]bool{"người": true, "đồng chí": true, "đối tượng": true, "khẩu": true, "nhân khẩu": true, "công dân": true, "nam": true, "nữ": true}

// personUnits are the units that a fraction may mix: "117 lao động/200 người".
var personUnits = withPeople("lao động", "đảng viên", "đoàn viên", "hội viên", "thanh niên", "học viên", "sinh viên", "cán bộ", "công chức", "nữ", "nam", "phụ nữ", "bệnh nhân", "khách", "viên chức", "giáo viên", "bác sĩ", "chiến sĩ", "nạn nhân", "thành viên", "quần chúng", "cụ", "bị can")

func withPeople(more ...string) map[string]bool {
	all := maps.Clone(peopleUnits)
	for _, name := range more {
		all[name] = true
	}
	return all
}

// countable reports whether figure k counts things one by one, or might.
func (r *resultReader) countable(k int) bool {
	u := r.page.figures[k].unit
	return u.none() || u.family() == familyCount && u.bare()
}

// level reports whether figure k is a level that a share or change may speak
// of.
func (r *resultReader) level(k int) bool {
	f := &r.reading.Figures[k]
	return f.Unit != percent && (f.Role == RoleValue || f.Role == RolePart || f.Role == RoleOther && r.places[k].pairing == pairNumerator)
}

// levelBefore returns the nearest level before figure k, none when there is
// none.
func (r *resultReader) levelBefore(k, from int) int {
	for j := k - 1; j >= from; j-- {
		if r.level(j) && r.places[j].pairing != pairDenominator {
			return j
		}
	}
	return none
}

// between reports whether a semicolon stands between figures j and k.
func (r *resultReader) between(j, k int) bool {
	for i := r.places[j].item; i < r.places[k].item; i++ {
		if it := r.items[i]; it.cue == cueSemicolon && it.depth == 0 {
			return true
		}
	}
	return false
}

// nameBases makes bases of figures in brackets that a share turned out to be
// of: "94% dân số (12.000 người)".
func (r *resultReader) nameBases(findings []finding) {
	for i := range findings {
		c := &findings[i]
		if c.base >= 0 && c.kind != ClaimSum && c.kind != ClaimProd && r.reading.Figures[c.figure].Role != RoleRemainder && r.reading.Figures[c.base].Role == RoleOther {
			r.reading.Figures[c.base].Role = RoleBase
		}
	}
}

// nameProven gives the figures whose roles only a claim tells those roles: a share of
// what was planned is one of the plan, and what a whole leaves undone is what remains.
func (r *resultReader) nameProven(findings []finding) {
	for i := range findings {
		c := &findings[i]
		f := &r.reading.Figures[c.figure]
		if f.Role != RoleValue || c.base < 0 || r.places[c.figure].pairing != pairNone {
			continue
		}
		switch c.kind {
		case ClaimDiff:
			f.Role = RoleRemainder
		case ClaimFrac:
			if f.Unit == percent && r.places[c.figure].own == "" && r.reading.Figures[c.base].Role == RolePlan && r.page.figures[c.base].unit.family() != familyShare {
				f.Role = RoleShare
			}
		}
	}
}

// namePlans turns the base of a share of the plan into the plan.
func (r *resultReader) namePlans() {
	for k := range r.reading.Figures {
		if !r.places[k].ofPlan {
			continue
		}
		for _, j := range [...]int{k - 1, k + 2} {
			if j < 0 || j >= len(r.places) || r.places[j].sentence != r.places[k].sentence {
				continue
			}
			if f := &r.reading.Figures[j]; f.Role == RoleBase && r.places[j].pairing == pairDenominator && (j < k || r.places[j].depth > r.places[k].depth || r.items[r.places[j].item-1].cue == cueEquals) {
				f.Role = RolePlan
			}
		}
	}
}
