package form

import (
	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// A spreadsheet whose locale has no decimal comma changes figures while they
// are typed: 58,5 becomes 585, and the dot in 1.727 người a decimal point. What
// was typed is gone by then, so the numbers to which it may have happened are
// asked about.

// expectation is what is known of a number before it is read.
type expectation struct {
	unit string
	// level is what the plan asks for, in unit.
	level decimal.NullDecimal
}

// expect says what a target leads to expect of a number in a unit.
func expect(unit string, t language.Target) expectation {
	if normal, ok := language.NormalUnit(unit); ok {
		unit = normal
	}
	if unit == "" {
		unit = t.Unit
	}
	e := expectation{unit: unit, level: t.Low}
	if !e.level.Valid {
		e.level = t.Given
	}
	if e.level.Valid && t.Unit != "" && !(isShare(unit) && isShare(t.Unit)) {
		e.level.Decimal, e.level.Valid = language.Convert(e.level.Decimal, t.Unit, unit)
	}
	e.level.Valid = e.level.Valid && e.level.Decimal.IsPositive()
	return e
}

// isShare reports whether figures in a unit are hundredths.
func isShare(unit string) bool { return unit == "%" || unit == "điểm %" }

// maybeTyped returns the figure that was perhaps typed where such a locale left
// another number; false when that number is the likelier one.
func (e expectation) maybeTyped(stored decimal.Decimal) (decimal.Decimal, bool) {
	switch {
	case !stored.IsPositive():
		return decimal.Decimal{}, false
	case stored.IsInteger():
		return e.withComma(stored)
	}
	return e.withThousands(stored)
}

var (
	hundred  = decimal.New(100, 0)
	thousand = decimal.New(1000, 0)
)

// withComma looks for the decimal comma that a whole number may have lost. A
// share above the whole is the plainest sign of it; any other number has to be
// further above its target than what was typed would be from it.
func (e expectation) withComma(stored decimal.Decimal) (decimal.Decimal, bool) {
	if language.Counted(e.unit) {
		return decimal.Decimal{}, false
	}
	candidates := []decimal.Decimal{stored.Shift(-1), stored.Shift(-2), stored.Shift(-3)}
	if e.unit == "%" && stored.GreaterThan(hundred) && !(e.level.Valid && e.level.Decimal.GreaterThan(hundred)) {
		for _, c := range candidates {
			if c.LessThanOrEqual(hundred) {
				return c, true
			}
		}
		return decimal.Decimal{}, false
	}
	if !e.level.Valid || stored.LessThanOrEqual(e.level.Decimal) {
		return decimal.Decimal{}, false
	}
	best := stored
	for _, c := range candidates {
		if e.nearer(c, best) {
			best = c
		}
	}
	return best, !best.Equal(stored)
}

// withThousands looks for the thousands that a dot may have cut off. Nothing is
// counted in fractions; of what is measured, a number with just three decimals
// is asked about unless the plan's size speaks for it, and one with fewer, whose
// last zeros are gone, only where that speaks against it.
func (e expectation) withThousands(stored decimal.Decimal) (decimal.Decimal, bool) {
	whole, other := stored.Truncate(0), stored.Mul(thousand)
	if !other.IsInteger() || whole.IsZero() || !whole.LessThan(thousand) {
		return decimal.Decimal{}, false
	}
	switch {
	case language.Counted(e.unit):
		return other, true
	case isShare(e.unit), e.unit == "‰":
		return decimal.Decimal{}, false
	case !e.level.Valid:
		return other, !stored.Equal(stored.Truncate(2))
	case stored.Equal(stored.Truncate(2)):
		return other, !e.ofSize(stored) && e.ofSize(other)
	}
	return other, !e.ofSize(stored) || e.ofSize(other)
}

// nearer reports whether a number is less times away from the level than
// another.
func (e expectation) nearer(a, b decimal.Decimal) bool { return e.away(a).LessThan(e.away(b)) }

func (e expectation) away(d decimal.Decimal) decimal.Decimal {
	if d.LessThan(e.level.Decimal) {
		return e.level.Decimal.Div(d)
	}
	return d.Div(e.level.Decimal)
}

// ofSize reports whether a number is within thirty times of the level.
func (e expectation) ofSize(d decimal.Decimal) bool {
	return e.away(d).LessThan(decimal.New(30, 0))
}

// doubtTyped opens the second reading of a number that such a locale may have
// made of what was typed; what a formula gives was not typed. It returns nil
// where there is nothing to ask.
func doubtTyped(at workbook.Address, cell workbook.Cell, locale string, r *language.CellReading, e expectation) *Problem {
	if locale == "" || cell.Kind != workbook.Number || cell.Formula || !r.Number.Valid || r.Action == language.ActionAsk {
		return nil
	}
	if r.Unit != "" {
		e.unit = r.Unit
	}
	other, ok := e.maybeTyped(r.Number.Decimal)
	if !ok {
		return nil
	}
	p := problemPointLocale(at, locale, r.Number.Decimal, other, e.unit)
	r.Other, r.Action, r.Why = decimal.NewNullDecimal(other), language.ActionAsk, p.Text
	return &p
}

// saysSo reports whether a sentence names a figure itself, which confirms the
// number beside it.
func saysSo(sentence string, figure decimal.Decimal) bool {
	for _, f := range language.ReadResult(sentence, language.Known{}).Figures {
		if f.Value.Equal(figure) {
			return true
		}
	}
	return false
}
