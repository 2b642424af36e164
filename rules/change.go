package rules

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// Turn is what a figure does against the one that stood before and is worth a
// question. It never touches a status.
type Turn string

// The turns. The zero Turn is nothing worth asking about.
const (
	Disappeared Turn = "figure_gone"   // it stood in the same period and is gone
	Fell        Turn = "figure_fell"   // a cumulative figure is less than it was
	Leapt       Turn = "figure_leapt"  // it is ten times as much or more
	Plunged     Turn = "figure_plunge" // it is a tenth or less
)

// Course is a figure now and as it stood for the last period that has one.
type Course struct {
	Before, Now decimal.Decimal
	Unit        string
	Cumulative  bool
}

// The bounds of a leap. A slip between nghìn, triệu and tỷ makes a thousand, a
// digit or a decimal mark too many makes ten.
var (
	thousandfold  = decimal.New(1000, 0)
	tenfold       = decimal.New(10, 0)
	fewestThings  = decimal.New(10, 0)
	leastMeasured = decimal.New(1, 0)
)

// Turn says what of a figure's course is worth a question.
//
// A figure leaps when it is a thousand times the other or more; or ten times,
// where the smaller of the two is no beginning: at least 10 of things that are
// counted or have no unit, at least 1 of what is measured. So 1 → 12 hộ and
// 0,2 → 3 tỷ đồng are the usual course of a year and 12 → 120 hộ is asked
// about. Nothing is ever a multiple of zero, and figures of different signs are
// not compared. A cumulative figure that falls without plunging has fallen.
func (c Course) Turn() Turn {
	if c.Before.IsPositive() && c.Now.IsPositive() {
		small, big := decimal.Min(c.Before, c.Now), decimal.Max(c.Before, c.Now)
		least := leastMeasured
		if c.Unit == "" || plan.CountsThings(c.Unit) {
			least = fewestThings
		}
		leaps := big.GreaterThanOrEqual(small.Mul(thousandfold)) ||
			big.GreaterThanOrEqual(small.Mul(tenfold)) && small.GreaterThanOrEqual(least)
		switch {
		case leaps && c.Now.GreaterThan(c.Before):
			return Leapt
		case leaps:
			return Plunged
		}
	}
	if c.Cumulative && c.Now.LessThan(c.Before) {
		return Fell
	}
	return ""
}

// times is how many times the smaller figure goes into the bigger one, to two
// digits: 996 is told as 1.000.
func (c Course) times() decimal.Decimal {
	big, small := decimal.Max(c.Before, c.Now), decimal.Min(c.Before, c.Now)
	ratio := big.DivRound(small, 6)
	return ratio.Round(int32(2 - len(ratio.Truncate(0).Coefficient().String())))
}

// Said is what a unit wrote in one row for one period; Mark is what stands in
// the column Ước.
type Said struct{ Figure, Sentence, Note, Mark string }

// Explained reports whether the note (Ghi chú) explains what is asked about:
// it is filled in, and is not the one that stood there before.
func Explained(now, before string) bool {
	key := language.Key(now)
	return key != "" && key != language.Key(before)
}

// Unchanged reports whether a unit only put a new period over old rows: every
// answer of now[i] is that of before[i], but for days and months named in the
// sentence, and no note explains it. Rows that say that nothing came up or that
// the figure falls due later may well stay as they are; a unit that has no
// other rows is not asked.
func Unchanged(now, before []Said) bool {
	telling := false
	for i, n := range now {
		b := before[i]
		if !sameAnswer(n, b) || Explained(n.Note, b.Note) {
			return false
		}
		telling = telling || (n.Figure != "" || n.Sentence != "") && !standsAnyway(n)
	}
	return telling
}

func sameAnswer(a, b Said) bool {
	return strings.TrimSpace(a.Figure) == strings.TrimSpace(b.Figure) && undated(a.Sentence) == undated(b.Sentence) &&
		language.Key(a.Mark) == language.Key(b.Mark)
}

// standsAnyway reports whether a row holds one of the answers that need not
// change from period to period.
func standsAnyway(s Said) bool {
	if strings.TrimSpace(s.Figure) != "" {
		return false
	}
	switch language.ReadResult(s.Sentence, language.Known{}).Answer {
	case language.AnswerNotDue, language.AnswerNothing:
		return true
	}
	return false
}

// dates are the days and periods that a sentence names, in the form of its key.
// A bare 9/10 may be a figure and is left alone.
var dates = regexp.MustCompile(`\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|ngày \d{1,2}(?:[/.-]\d{1,2})?|` +
	`tháng \d{1,2}(?:[/-]\d{4}| năm \d{4})?|\b\d{1,2} tháng|\b\d{1,2}/(?:19|20)\d\d\b|quý (?:iv|i{1,3}|[1-4])(?:/\d{4})?`)

// undated is a sentence without the days and periods that it names.
func undated(sentence string) string { return dates.ReplaceAllString(language.Key(sentence), "…") }
