package language

import (
	"strings"

	"github.com/shopspring/decimal"
)

// ReadCell reads one typed figure. known.Unit is the unit of the plan, which a
// figure without one is taken to be in.
func ReadCell(text string, known Known) CellReading {
	reading := CellReading{Text: text, Action: ActionAccept}
	if isCellError(text) {
		reading.Action, reading.Why = ActionReject, whyCellError(strings.TrimSpace(text))
		return reading
	}
	if isFormula(text) {
		reading.Action, reading.Why = ActionReject, whyFormula(strings.TrimSpace(text))
		return reading
	}
	p := open(text)
	defer p.close()
	c := cellReader{page: p, known: known, reading: reading}
	c.read()
	return c.reading
}

// cellErrors are what spreadsheets show where a formula failed.
var cellErrors = [...]string{"#REF", "#N/A", "#VALUE", "#DIV/0", "#NAME", "#NULL", "#NUM", "#ERROR", "#SPILL", "#CALC", "Err:", "#####", "#LỖI"}

func isCellError(text string) bool {
	for _, e := range cellErrors {
		if strings.Contains(text, e) {
			return true
		}
	}
	return false
}

// isFormula reports whether a cell shows the text of a formula: "=A1+B1".
func isFormula(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] != '=' {
		return false
	}
	return strings.ContainsAny(text[1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ(+*")
}

// cellReader reads the text of one cell.
type cellReader struct {
	*page
	*reader
	known   Known
	reading CellReading
}

func (c *cellReader) read() {
	c.reader = c.page.itemise(true, knownGrain(c.known.Unit))
	if c.datedCell() {
		return
	}
	if !c.malformed.empty() && len(c.figures()) == 0 {
		c.reading.Action = ActionAsk
		c.reading.Why = whyMalformed(c.page.cut(c.malformed.from, c.malformed.to))
		return
	}
	main := c.mainFigures()
	switch len(main) {
	case 0:
		c.unread()
	case 1:
		c.one(main[0])
	default:
		c.reading.Action = ActionAsk
		c.reading.Why = whySeveral(c.typed(main[0]), c.typed(main[1]))
	}
}

// unread asks about a cell whose digits or number words were no figure to us:
// "năm mươi hộ", a telephone number.
func (c *cellReader) unread() {
	first := 0
	for first < len(c.page.tokens) && c.page.tokens[first].kind == tokenMark {
		first++
	}
	spelled := 0
	for first+spelled < len(c.page.tokens) && numberWords.lookup(c.page.tokens, first+spelled) > 0 {
		spelled++
	}
	long := c.page.isNumberAt(first) && (c.page.numbers[c.page.tokens[first].number].telephone() || c.reader.codeEnd(first) > 0)
	switch {
	case long, spelled > 1, spelled == 1 && c.page.hasUnit(first+1) && !c.reader.isYear(first+2):
		c.set(ActionAsk, whyUnread(strings.TrimSpace(c.reading.Text)))
	default:
		c.damage()
	}
}

func (c *cellReader) figures() []figure { return c.page.figures }

// knownGrain returns what the plan's unit makes of a figure without unit.
func knownGrain(name string) grain {
	if name == "" {
		return grainMeasured
	}
	p := open(name)
	defer p.close()
	if len(p.tokens) == 0 {
		return grainMeasured
	}
	if u := p.unitAt(0); !u.none() {
		return u.grain()
	}
	return grainMeasured
}

// datedCell asks about a cell that is nothing but a date: spreadsheets turn
// 9/10 into one.
func (c *cellReader) datedCell() bool {
	d := c.date
	if d.empty() || d.from > 0 {
		return false
	}
	for i := d.to; i < len(c.page.tokens); i++ {
		t := c.page.tokens[i]
		clock := t.kind == tokenNumber && (c.page.isMarkAt(i+1, ':') || c.page.isMarkAt(i-1, ':')) || t.kind == tokenMark || t.key == letterT || t.key == letterZ
		if !clock {
			return false
		}
	}
	day, month := c.dayAndMonth(d.from, d.to)
	if day == 0 {
		return false
	}
	c.reading.Value = Format(decimal.New(int64(day), 0)) + "/" + Format(decimal.New(int64(month), 0))
	c.reading.Action = ActionAsk
	c.reading.Why = whyDate(c.page.cut(d.from, d.to), c.reading.Value)
	return true
}

// letterT stands between date and time of day.
var (
	letterT = keyOf("T")
	letterZ = keyOf("Z")
)

// dayAndMonth returns the parts of a date in either order; 0 when the date has
// no day.
func (c *cellReader) dayAndMonth(from, to int) (day, month int) {
	if to-from == 1 {
		return dottedDay(c.page.cut(from, to))
	}
	if to-from != 5 {
		return 0, 0
	}
	first, _ := c.page.numbers[c.page.tokens[from].number].plainInt()
	second, _ := c.page.numbers[c.page.tokens[from+2].number].plainInt()
	third, _ := c.page.numbers[c.page.tokens[from+4].number].plainInt()
	if first > 31 {
		return third, second
	}
	return first, second
}

// mainFigures returns the items of the figures that the cell may mean: those
// outside brackets that are neither a change nor a share beside a level.
func (c *cellReader) mainFigures() []int {
	var main, others []int
	for i, it := range c.page.items {
		if it.cue != cueFigure {
			continue
		}
		if it.depth > 0 || c.besideLevel(i) {
			others = append(others, i)
			continue
		}
		main = append(main, i)
	}
	if len(main) == 0 {
		return others
	}
	return main
}

// besideLevel reports whether the figure at item i only comments on the one
// before it: "117 lao động, đạt 58,5%".
func (c *cellReader) besideLevel(i int) bool {
	f := c.page.figures[c.page.items[i].figure]
	if i == 0 || !f.unit.share() {
		return false
	}
	for j := range i {
		if c.page.items[j].cue == cueFigure && !c.page.figures[c.page.items[j].figure].unit.share() {
			return true
		}
	}
	return false
}

func (c *cellReader) typed(i int) string {
	it := c.page.items[i]
	return c.page.cut(it.from, it.to)
}

// one fills in the reading of the figure at item i.
func (c *cellReader) one(i int) {
	it := c.page.items[i]
	f := c.page.figures[it.figure]
	c.reading.Unit = f.unit.name
	if c.legacy && f.unit.word == 0 {
		c.reading.Unit = "" // a noun in damaged letters says nothing
	}
	switch f.pairing {
	case pairNumerator:
		bottom := c.page.figures[it.figure+1]
		c.reading.Value = f.value.String() + "/" + bottom.value.String()
		f = worse(f, bottom)
	case pairLow:
		high := c.page.figures[it.figure+1]
		c.reading.Value = f.value.String() + ".." + high.value.String()
		f = worse(f, high)
	default:
		c.reading.Value = f.value.String()
		c.reading.Number = decimal.NewNullDecimal(f.value)
	}
	c.judge(f, i)
}

// worse returns the figure of a pair with more to say about how it is written.
func worse(a, b figure) figure {
	if b.contradictory || b.other.Valid || b.style > a.style {
		return b
	}
	return a
}

// judge decides what may be done with the figure.
func (c *cellReader) judge(f figure, i int) {
	typed := c.typed(i)
	switch {
	case f.contradictory:
		c.reading.Value, c.reading.Unit = "", ""
		c.reading.Number = decimal.NullDecimal{}
		c.set(ActionReject, whyUnits(typed))
	case f.other.Valid && c.settled(&f):
		c.damage()
	case f.other.Valid:
		c.reading.Other = f.other
		c.set(ActionAsk, wordSeparator(typed, &f))
	case f.unit.none() && f.to+1 == len(c.page.tokens) && c.page.isMarkAt(f.to, '.') && f.value.IsInteger():
		c.set(ActionAsk, whyItem(typed))
	case c.foreignUnit(f):
		c.set(ActionAsk, whyUnit(typed, c.known.Unit))
	case f.style == styleDamaged:
		c.set(ActionWarn, whyDamaged(typed, f))
	case f.unit.odd:
		c.set(ActionWarn, whyShortened(typed, f))
	case f.pairing == pairNumerator && c.likeDate(i):
		c.set(ActionAsk, whyFractionOrDate(typed))
	case c.legacy || c.unaccented || f.unit.loose:
		c.damage()
	case f.style == styleForeign:
		c.set(ActionNote, noteStyle(typed, f))
	case c.odd:
		c.set(ActionNote, whyOddLetters())
	}
}

// likeDate reports whether the fraction at item i could as well be a day: it
// is larger than one and counts nothing ("31/12").
func (c *cellReader) likeDate(i int) bool {
	top := c.page.figures[c.page.items[i].figure]
	bottom := c.page.figures[c.page.items[i].figure+1]
	return bottom.unit.none() && !bottom.counted && top.value.GreaterThan(bottom.value) &&
		!top.value.GreaterThan(decimal.New(31, 0)) && !bottom.value.GreaterThan(decimal.New(12, 0))
}

// settled takes the reading that the plan or the last period leads to expect.
func (c *cellReader) settled(f *figure) bool {
	name := f.unit.name
	if !settleBy(c.known, name, &f.value, &f.other) {
		return false
	}
	c.reading.Value, c.reading.Number = f.value.String(), decimal.NewNullDecimal(f.value)
	return true
}

// foreignUnit reports whether the figure is in a unit that does not convert
// into the plan's.
func (c *cellReader) foreignUnit(f figure) bool {
	if c.known.Unit == "" || f.unit.none() || f.unit.name == c.known.Unit || f.pairing != pairNone {
		return false
	}
	known, ok := NormalUnit(c.known.Unit)
	if !ok || f.unit.family() == familyCount {
		return false
	}
	_, converts := Convert(f.value, f.unit.name, known)
	return !converts
}

func (c *cellReader) set(action Action, why string) { c.reading.Action, c.reading.Why = action, why }

// damage warns about text whose letters are damaged; its figures are safe.
func (c *cellReader) damage() {
	switch {
	case c.legacy:
		c.set(ActionWarn, noteLegacy())
	case c.unaccented, c.anyLoose():
		c.set(ActionWarn, whyUnaccented())
	}
}

func (c *cellReader) anyLoose() bool {
	for _, f := range c.page.figures {
		if f.unit.loose {
			return true
		}
	}
	return false
}
