package language

import (
	"strings"

	"github.com/shopspring/decimal"
)

// perNames are what quantities are given per, beside the units themselves.
var perNames = [...]string{"năm", "tháng", "quý", "vụ", "tuần", "đầu người", "trẻ đẻ sống", "đơn vị diện tích", "vạn dân", "h", "ngày đêm", "giây", "công", "ca", "thẻ", "suất"}

var (
	perTable      = newPhraseTable(perEntries())
	perPlainTable = newPlainTable(perEntries())
)

func perEntries() []entry {
	var all []entry
	for i, name := range perNames {
		all = append(all, entry{int32(i), name})
	}
	return all
}

// perAt finds one of them at token i.
func (p *page) perAt(i int) (name string, length int) {
	if i >= len(p.tokens) {
		return "", 0
	}
	found, ok := perTable.match(p.tokens, i)
	if !ok && !p.accented {
		found, ok = perPlainTable.match(p.tokens, i)
	}
	if !ok {
		return "", 0
	}
	return perNames[found.value], len(found.keys)
}

// denominators reads "/ha", "/người/năm", "/10.000 dân" behind the unit that
// begins at token from.
func (p *page) denominators(u *unit, from int) {
	for u.to+1 < len(p.tokens) {
		stroke := u.to
		if !u.per && (u.family() == familyMass || u.family() == familyVolume) {
			stroke = p.behindStuff(stroke)
		}
		if !p.isMarkAt(stroke, '/') {
			return
		}
		next, name := p.denominatorAt(stroke + 1)
		if next == 0 {
			return
		}
		u.name = joined(u.name, name, p.cut(from, next))
		u.per = true
		u.to = next
	}
}

// behindStuff returns the token behind the one or two words, from token i on, that say
// what is weighed, where a stroke follows them: "15 kg gạo/khẩu". It returns i for none.
func (p *page) behindStuff(i int) int {
	for end := i + 1; end <= i+2 && end < len(p.tokens) && p.isWordAt(end-1) && !p.tokens[end-1].line; end++ {
		if _, length := cueTable.find(p.tokens, end-1); length > 0 {
			break
		}
		if p.isMarkAt(end, '/') && p.tokens[end].glued {
			return end
		}
	}
	return i
}

// joined returns "head/tail", cut from the text where that is how it is typed.
func joined(head, tail, typed string) string {
	if rest, ok := strings.CutPrefix(typed, head); ok && len(rest) == len(tail)+1 && rest[0] == '/' && rest[1:] == tail {
		return typed
	}
	return head + "/" + tail
}

// denominatorAt reads what stands after the stroke, and returns the token
// after it; 0 when it is no denominator.
func (p *page) denominatorAt(i int) (int, string) {
	if p.isNumberAt(i) {
		number := p.numbers[p.tokens[i].number]
		next, ok := p.unitWordAt(i + 1)
		lit := number.read(p.cut(i, i+1), grainWhole)
		if name, length := p.perAt(i + 1); name == liveBirths && lit.ok && powerOfTen(lit.value) {
			return i + 1 + length, p.cut(i, i+1) + " " + name
		}
		if !ok || !lit.ok || !powerOfTen(lit.value) {
			return 0, ""
		}
		one := lit.value.IsInteger() && lit.value.Equal(decimal.New(1, 0))
		switch {
		case one:
			return next.to, unitWords[next.word-1].name
		case next.word == unitPeople || next.word == unitGirls || next.family() == familyCount && lit.value.GreaterThan(decimal.New(100, 0)):
			return next.to, p.cut(i, i+1) + " " + unitWords[next.word-1].name
		}
		return 0, ""
	}
	if name, length := p.perAt(i); length > 0 {
		return i + length, name
	}
	u, ok := p.unitWordAt(i)
	if !ok || u.share() || p.planBefore(u.to) > 0 {
		return 0, ""
	}
	u.name = unitWords[u.word-1].name
	p.squared(&u)
	return u.to, u.name
}

// planBefore returns how many words that name a plan stand right before the
// number at token i: "11 đảng viên/chỉ tiêu 10 đảng viên".
func (p *page) planBefore(i int) int {
	if !p.isNumberAt(i) {
		return 0
	}
	for length := 3; length > 0; length-- {
		if i < length || !p.isWordAt(i-length) {
			continue
		}
		if found, got := cueTable.find(p.tokens, i-length); got == length && (cue(found) == cuePlan || cue(found) == cueTotal) {
			return length
		}
	}
	return 0
}
