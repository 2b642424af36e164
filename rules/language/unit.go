package language

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// unitIndex points into unitWords; it is one higher, so that 0 is no unit.
type unitIndex int16

var (
	unitTable      = newPhraseTable(unitEntries())
	unitPlainTable = newPlainTable(unitEntries())

	unitPercent  = unitNamed("%")
	unitPerMille = unitNamed("‰")
	unitPoint    = unitNamed("điểm %")
	unitTimes    = unitNamed("lần")
	unitMetre    = unitNamed("m")
	unitAge      = unitNamed("tuổi")
	unitPeople   = unitNamed("dân")
	unitGirls    = unitNamed("bé gái") // boys are told per 100 of them
)

func unitEntries() []entry {
	all := []entry{{0, notUnits}}
	for i, u := range unitWords {
		forms := u.name
		if u.forms != "" {
			forms += "|" + u.forms
		}
		all = append(all, entry{int32(i + 1), forms})
	}
	return all
}

func unitNamed(name string) unitIndex {
	for i, u := range unitWords {
		if u.name == name {
			return unitIndex(i + 1)
		}
	}
	panic("no unit " + name)
}

// unit is the unit of a figure: one word of the table, perhaps in thousands or
// millions of it, perhaps per something.
type unit struct {
	word  unitIndex
	times unitIndex // "nghìn" of "nghìn tấn", as the money unit it looks like
	per   bool
	name  string // normalised, with everything
	to    int    // the token after it
	loose bool   // understood without accents
	odd   bool   // "320k"
}

func (u unit) none() bool { return u.name == "" }

func (u unit) family() family {
	if u.word == 0 {
		return familyCount
	}
	return unitWords[u.word-1].family
}

func (u unit) grain() grain {
	switch {
	case u.word == 0 || u.times != 0:
		return grainMeasured
	case u.per && unitWords[u.word-1].grain == grainWhole && u.family() == familyCount:
		return grainEach
	case u.per && u.family() != familyMoney:
		return grainFine
	case u.per && unitWords[u.word-1].power >= 6:
		return grainFine
	}
	return unitWords[u.word-1].grain
}

// share reports whether the unit is a plain percentage or permille.
func (u unit) share() bool { return u.family() == familyShare }

// measured reports whether figures in this unit are measured and so rounded,
// not counted one by one.
func (u unit) measured() bool {
	switch u.family() {
	case familyMoney, familyArea, familyMass, familyLength, familyVolume, familyEnergy:
		return true
	}
	return u.times != 0
}

// regional reports whether the unit is not equally large everywhere: a sào has
// 360 m² in the north and 500 m² in the middle of the country.
func (u unit) regional() bool {
	name := unitWords[max(u.word, 1)-1].name
	return name == "sào" || name == "mẫu"
}

// bare reports whether the unit is nothing but a word of the table.
func (u unit) bare() bool { return !u.per && u.times == 0 }

// unitAt returns the unit that begins at token i. It is asked several times in
// a row about the same token, so the last answer is kept.
func (p *page) unitAt(i int) unit { return *p.unitNear(i) }

// hasUnit reports whether a unit begins at token i.
func (p *page) hasUnit(i int) bool { return !p.unitNear(i).none() }

// unitNear returns the kept unit, which the next question overwrites.
func (p *page) unitNear(i int) *unit {
	if p.unitToken != i+1 {
		p.unitToken, p.unit = i+1, p.readUnit(i)
	}
	return &p.unit
}

// readUnit reads the unit that begins at token i.
func (p *page) readUnit(i int) unit {
	if i >= len(p.tokens) || i > 0 && p.tokens[i].line {
		return unit{}
	}
	if p.isMarkAt(i, '%') && !p.glueZero(i+1) && !p.isMarkAt(i+1, '/') {
		return unit{word: unitPercent, name: percent, to: i + 1}
	}
	if p.isMarkAt(i, '/') {
		return p.unitOfMany(i)
	}
	u, ok := p.unitWordAt(i)
	if !ok {
		return p.unitTyped(i)
	}
	if u.word == unitPercent && p.glueZero(u.to) {
		u.word, u.to = unitPerMille, u.to+1
	}
	if p.tokens[i].caps && u.to == i+1 && u.family() == familyCount && p.isNumberAt(u.to) {
		return unit{} // "KH 12,5 TH 9,8": the short word belongs to the next number
	}
	u.name = unitWords[u.word-1].name
	p.multiplied(&u)
	p.squared(&u)
	p.denominators(&u, i)
	return u
}

// unitTyped takes a unit that the table does not hold from the words before a
// denominator: "thuê bao/100 dân".
func (p *page) unitTyped(i int) unit {
	end := i
	for end < len(p.tokens) && end < i+3 && p.isWordAt(end) && !p.tokens[end].line {
		end++
	}
	if end == i || !p.isMarkAt(end, '/') || !p.tokens[end].glued {
		return unit{}
	}
	for j := i; j < end; j++ {
		if _, length := cueTable.find(p.tokens, j); length > 0 || p.tokens[j].caps {
			return unit{}
		}
	}
	u := unit{name: p.cut(i, end), to: end}
	p.denominators(&u, i)
	if !u.per {
		return unit{}
	}
	return u
}

// unitWordAt finds a word of the table of units at token i.
func (p *page) unitWordAt(i int) (unit, bool) {
	if i >= len(p.tokens) {
		return unit{}, false
	}
	t := &p.tokens[i]
	if t.kind == tokenNumber {
		return unit{}, false
	}
	found, ok := unitTable.match(p.tokens, i)
	if !p.accented {
		value, length := p.plainUnit(i)
		if value != 0 && (!ok || length > len(found.keys)) {
			return unit{word: unitIndex(value), to: i + length, loose: true}, true
		}
	}
	if !ok || found.value == 0 {
		return unit{}, false
	}
	return unit{word: unitIndex(found.value), to: i + len(found.keys), odd: t.key == thousandK}, true
}

var thousandK = keyOf("k")

// glueZero reports whether token i is a 0 glued to the sign before it: "%0" is
// how ‰ is typed.
func (p *page) glueZero(i int) bool {
	if !p.isNumberAt(i) || !p.tokens[i].glued {
		return false
	}
	n := p.numbers[p.tokens[i].number]
	return n.digits == 1 && n.mantissa == 0
}

// multiplied reads "nghìn tấn", "triệu lượt khách": a large number word before
// a unit that is not money.
func (p *page) multiplied(u *unit) {
	if u.family() != familyMoney || unitWords[u.word-1].power == 0 {
		return
	}
	// Only a bare number word multiplies; "triệu đồng" is complete.
	if last := p.tokens[u.to-1]; last.key != manyThousand && last.key != manyTenThousand && last.key != manyThousandSouth && last.key != manyMillion && last.key != manyBillion {
		return
	}
	next, ok := p.unitWordAt(u.to)
	if !ok || next.family() == familyMoney || next.family() == familyShare || next.family() == familyPoint {
		return
	}
	u.times, u.word, u.to = u.word, next.word, next.to
	u.loose = u.loose || next.loose
	u.name = u.fullName()
}

// fullName returns the name of the unit with its multiplier: "nghìn tấn".
func (u *unit) fullName() string {
	name := unitWords[u.word-1].name
	if u.times == 0 {
		return name
	}
	return strings.TrimSuffix(unitWords[u.times-1].name, " đồng") + " " + name
}

var (
	manyTenThousand   = keyOf("vạn")
	manyThousand      = keyOf("nghìn")
	manyThousandSouth = keyOf("ngàn")
	manyMillion       = keyOf("triệu")
	manyBillion       = keyOf("tỷ")
)

// squared reads "m2" and "m3", typed with an ordinary digit.
func (p *page) squared(u *unit) {
	if u.family() != familyLength || !p.isNumberAt(u.to) || !p.tokens[u.to].glued {
		return
	}
	switch n := p.numbers[p.tokens[u.to].number]; {
	case n.digits == 1 && n.mantissa == 2 && u.word == unitMetre:
		u.word = unitNamed("m²")
	case n.digits == 1 && n.mantissa == 2:
		u.word = unitNamed("km²")
	case n.digits == 1 && n.mantissa == 3 && u.word == unitMetre:
		u.word = unitNamed("m³")
	default:
		return
	}
	u.name = u.fullName()
	u.to++
}

// powersOfTen are 1, 10, 100 and so on.
var powersOfTen = makePowersOfTen()

func makePowersOfTen() (powers [longestFigure]decimal.Decimal) {
	for i := range powers {
		powers[i] = decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(i)), nil), 0)
	}
	return powers
}

// powerOfTen reports whether d is 1, 10, 100 and so on.
func powerOfTen(d decimal.Decimal) bool {
	for _, power := range powersOfTen {
		if sign := power.Cmp(d); sign >= 0 {
			return sign == 0
		}
	}
	return false
}

// NormalUnit returns a unit as this package writes it ("tỷđ" is "tỷ đồng"); ok
// is false when the table of units does not hold it.
func NormalUnit(text string) (name string, ok bool) {
	p := open(text)
	defer p.close()
	if len(p.tokens) == 0 {
		return "", false
	}
	u := p.unitAt(0)
	if u.none() || u.to != len(p.tokens) {
		return strings.TrimSpace(text), false
	}
	return u.name, true
}

// Convert turns an amount of one unit into another of the same family (tỷ đồng
// into đồng, ha into m², tạ/ha into tấn/ha); false when they do not measure the
// same thing.
func Convert(d decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	if from == to {
		return d, true
	}
	a, b, ok := worths(from, to)
	if !ok {
		return decimal.Zero, false
	}
	return d.Mul(a).Div(b), true
}

// convertible reports whether amounts of one unit can be told in another.
func convertible(from, to string) bool {
	if from == to {
		return true
	}
	_, _, ok := worths(from, to)
	return ok
}

// worths returns what two units of one family are worth.
func worths(from, to string) (a, b decimal.Decimal, ok bool) {
	fromHead, fromPer, _ := strings.Cut(from, "/")
	toHead, toPer, _ := strings.Cut(to, "/")
	if fromPer != toPer {
		return a, b, false
	}
	x, okX := worthOf(fromHead)
	y, okY := worthOf(toHead)
	if !okX || !okY || x.family != y.family || x.family == familyCount && x.word != y.word {
		return a, b, false
	}
	return x.value, y.value, true
}

// worth is how much of its family's smallest unit one unit is.
type worth struct {
	family family
	word   unitIndex // the counted thing, without "nghìn"
	value  decimal.Decimal
}

// sameThings are units that count the same as another, though each is written as typed.
var sameThings = map[string]string{"nhân khẩu": "khẩu", "ngôi nhà": "nhà", "căn nhà": "nhà", "đơn thư": "đơn", "tin bài": "tin, bài"}

// worthsByName are those of the table of units, which nearly all units are.
var worthsByName = func() map[string]worth {
	all := make(map[string]worth, len(unitWords))
	for _, word := range unitWords {
		if w, ok := worthRead(word.name); ok {
			all[word.name] = w
		}
	}
	return all
}()

func worthOf(name string) (worth, bool) {
	if w, ok := worthsByName[name]; ok {
		return w, true
	}
	return worthRead(name)
}

// worthRead reads the unit from its name.
func worthRead(name string) (worth, bool) {
	p := open(name)
	defer p.close()
	if len(p.tokens) == 0 {
		return worth{}, false
	}
	u := p.unitAt(0)
	if u.none() || u.to != len(p.tokens) || u.per {
		return worth{}, false
	}
	word := u.word
	if other, ok := sameThings[unitWords[word-1].name]; ok {
		word = unitNamed(other)
	}
	return worth{family: u.family(), word: word, value: u.worth()}, true
}

// unitWorths are what the units of the table are worth, in its order.
var unitWorths = makeUnitWorths()

func makeUnitWorths() []decimal.Decimal {
	worths := make([]decimal.Decimal, len(unitWords))
	for i, word := range unitWords {
		worths[i] = decimal.New(word.factor, word.power)
	}
	return worths
}

// worth returns what one of the unit is worth, without its denominators.
func (u unit) worth() decimal.Decimal {
	value := unitWorths[u.word-1]
	if u.times != 0 {
		value = value.Shift(unitWords[u.times-1].power)
	}
	return value
}
