package language

import (
	"strings"

	"github.com/shopspring/decimal"
)

// number is a number as written, before anything is decided about its
// separators.
type number struct {
	mantissa  int64 // the digits without separators, when digits fits
	digits    int32
	first     int32 // digits before the first separator
	last      int32 // digits after the last one
	seps      int32 // how many separators
	sep       byte  // the last separator
	mixed     bool  // both dot and comma occur
	thousands bool  // every group after the first, the last aside, has three digits
	repeated  bool  // the last kind of separator occurs more than once
	zero      bool  // begins with 0
	wide      bool  // holds full-width digits
	blanks    bool  // grouped by blanks
	damaged   bool  // a blank stands after a thousands dot
}

// mostDigits is how many digits are kept exactly in an int64; nothing that an
// office counts has more than longestFigure.
const (
	mostDigits    = 18
	longestFigure = 30
)

func (n *number) digit(r rune) {
	if n.digits == 0 && digit(r) == 0 {
		n.zero = true
	}
	n.wide = n.wide || r >= '０'
	if n.digits++; n.digits <= mostDigits {
		n.mantissa = n.mantissa*10 + digit(r)
	}
}

func (n *number) separator(sep byte, group int32) {
	if n.seps == 0 {
		n.first = group
		n.thousands = true
	} else {
		n.thousands = n.thousands && group == 3
		n.mixed = n.mixed || sep != n.sep
		n.repeated = sep == n.sep
	}
	n.seps++
	n.sep = sep
}

func (n *number) close(group int32) {
	if n.seps == 0 {
		n.first = group
		return
	}
	n.last = group
}

// style is how a number is written.
type style uint8

const (
	styleHouse   style = iota // 1.727,5
	styleForeign              // 1,727.5, 1 727, 15.2, full-width digits
	styleDamaged              // 1. 727
)

// literal is what a number was read as.
type literal struct {
	value decimal.Decimal
	other decimal.NullDecimal
	// faint is a second reading too unlikely to ask about, which the sentence
	// may still bear out: 1.025 %.
	faint decimal.NullDecimal
	style style
	ok    bool
}

// grain says what the unit makes of one separator before exactly three digits.
type grain uint8

const (
	grainMeasured grain = iota // both readings are plausible: 269.505 tỷ đồng
	grainVast                  // likewise, and hundreds of thousands are too many: 415.280 tỷ đồng
	grainWhole                 // counted in whole things: 1.727 người
	grainSquare                // large and rarely to three decimals: 7.467 m²
	grainEach                  // whole things per something: 1.245 người/km², but 1,245 lượt/người
	grainFine                  // never in thousands: 12,345 %
)

// read decides what the separators of a number mean. text is the number as
// written, needed only when it has more digits than an int64 holds.
func (n number) read(text string, g grain) literal {
	if n.digits > longestFigure {
		return literal{}
	}
	lit := literal{ok: true}
	if n.wide || n.blanks {
		lit.style = styleForeign
	}
	decimals := int32(0)
	switch {
	case n.seps == 0:
	case n.mixed:
		// The last separator is the decimal one; the others group.
		if n.repeated || !n.thousands || n.first > 3 {
			return literal{}
		}
		decimals = n.last
		if n.sep == '.' {
			lit.style = styleForeign
		}
	case n.seps > 1:
		if !n.thousands || n.last != 3 || n.first > 3 {
			return literal{}
		}
		if n.sep == ',' {
			lit.style = styleForeign
		}
	default:
		var twofold bool
		decimals, twofold = n.oneSeparator(g)
		if decimals > 0 && n.sep == '.' || decimals == 0 && n.sep == ',' {
			lit.style = styleForeign
		}
		if g == grainFine && n.sep == '.' && decimals == 3 && n.last == 3 && n.first <= 3 && !n.zero {
			lit.faint = decimal.NewNullDecimal(n.decimal(text, 0))
		}
		if twofold {
			lit.style = styleHouse
			lit.other = decimal.NewNullDecimal(n.decimal(text, 3-decimals))
		}
	}
	if n.damaged {
		lit.style = styleDamaged
	}
	lit.value = n.decimal(text, decimals)
	return lit
}

// oneSeparator returns how many decimals a number with a single separator has,
// and whether the other reading is as plausible. With a doubt, the house style
// comes first: a dot groups, a comma is decimal.
func (n number) oneSeparator(g grain) (decimals int32, twofold bool) {
	if n.last != 3 || n.first > 3 || n.zero {
		return n.last, false
	}
	switch {
	case g == grainWhole, g == grainEach && n.sep == '.':
		return 0, false
	case g == grainEach:
		return 3, false
	case n.sep == '.' && g == grainVast:
		return 0, n.first > 2 || n.mantissa%10 != 0
	case n.sep == '.' && (g == grainSquare || n.mantissa%10 == 0):
		// Nobody writes decimals only to end them with a zero.
		return 0, false
	case g == grainFine:
		return 3, false
	case n.sep == '.':
		return 0, true
	}
	return 3, true
}

// smallDecimals are the numbers that most figures are, made once: decimals are
// never changed in place.
var smallDecimals = makeSmallDecimals()

const smallLimit = 1000

func makeSmallDecimals() (table [3][smallLimit]decimal.Decimal) {
	for decimals := range table {
		for mantissa := range table[decimals] {
			table[decimals][mantissa] = decimal.New(int64(mantissa), int32(-decimals))
		}
	}
	return table
}

// decimal returns the digits with that many of them after the point.
func (n number) decimal(text string, decimals int32) decimal.Decimal {
	if n.digits <= mostDigits {
		return exactly(n.mantissa, -decimals)
	}
	var digits strings.Builder
	for _, r := range text {
		if isDigit(r) {
			digits.WriteByte(byte('0' + digit(r)))
		}
	}
	d, err := decimal.NewFromString(digits.String())
	if err != nil {
		return decimal.Zero
	}
	return d.Shift(-decimals)
}

// telephone reports whether a number is longer than any figure that begins
// with a zero.
func (n number) telephone() bool { return n.zero && n.first > 1 && n.digits > 8 }

// plainInt returns the value of a number written as bare digits.
func (n number) plainInt() (int, bool) {
	if n.seps != 0 || n.digits > 9 {
		return 0, false
	}
	return int(n.mantissa), true
}

// join appends the three digits of next, which stand after a blank.
func (n number) join(next number) number {
	for range next.digits {
		n.mantissa *= 10
	}
	n.mantissa += next.mantissa
	n.digits += next.digits
	n.first += next.first
	n.seps, n.sep, n.last, n.thousands = next.seps, next.sep, next.last, next.thousands
	return n
}
