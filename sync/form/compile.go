package form

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// Answers are what the units wrote, by Mã.
type Answers map[string]Answer

// Answer is one row of a unit's tab as the Biểu needs it.
type Answer struct {
	Unit     int // the unit's place in the Đơn vị tab
	Sentence string
	// Figure is the number typed beside it, in words, "" for none.
	Figure string
}

// AnswersOf gathers the answers of the tabs that could be read.
func AnswersOf(tabs []UnitTab) Answers {
	answers := Answers{}
	for i, t := range tabs {
		for _, r := range t.Rows {
			a := Answer{Unit: i, Sentence: strings.TrimSpace(r.Sentence)}
			if tooLong(r.Sentence) {
				a.Sentence = seeTab(t.Unit.Tab)
			}
			if n := r.Figure.Number; n.Valid && !r.Plan.Head && r.Figure.Action != language.ActionAsk {
				a.Figure = figureWords(n.Decimal, r.Figure.Unit, r.Plan)
			}
			answers[answerKey(r.Plan.Code, i)] = a
		}
	}
	return answers
}

// figureWords says a figure that stands alone as its target means it: the
// figure of a decrease is how much less it became, and never a level. A figure
// typed with another unit than the target's is left as it is.
func figureWords(figure decimal.Decimal, typed string, row PlanRow) string {
	t := row.version.Target
	unit := typed
	if unit == "" {
		unit = row.Unit
	}
	if typed != "" && t.Unit != "" && typed != t.Unit {
		return language.FormatUnit(figure, unit)
	}
	up, down := wordRise, wordFall
	if figure.IsNegative() {
		up, down = down, up
	}
	switch t.Op {
	case language.OpIncEq, language.OpIncGe, language.OpIncGt, language.OpIncRange:
		return up + language.FormatUnit(figure.Abs(), unit)
	case language.OpDecEq, language.OpDecGe, language.OpDecGt, language.OpDecRange:
		return down + language.FormatUnit(figure.Abs(), unit)
	case language.OpDownTo:
		return wordLeft + language.FormatUnit(figure, unit)
	case language.OpMult:
		if typed == "" || language.Key(typed) == wordTimes {
			return wordManifold + language.Format(figure) + " " + wordTimes
		}
	}
	return language.FormatUnit(figure, unit)
}

// answerKey tells the head rows of several units apart; every other Mã has
// one unit.
func answerKey(code string, unit int) string { return code + "@" + strconv.Itoa(unit) }

// Blank01 is Biểu 01 as the plan alone gives it.
func Blank01(t PlanTab, s Settings) Bieu {
	return Compile01(t, nil, nil, nil, s)
}

// Blank02 is Biểu 02 as the plan alone gives it.
func Blank02(t PlanTab, s Settings) Bieu {
	return Compile02(t, nil, nil, nil, nil, s)
}

// Compile01 compiles the tasks: the plan's tree with the units' sentences as
// typed. Rows of refused units, by place in the roster, are held.
func Compile01(t PlanTab, roster *Roster, answers Answers, refused map[int]bool, s Settings) Bieu {
	b := Bieu{Number: "01", Tab: s.Tabs.Bieu01, Title: s.Titles.Bieu01}
	for _, task := range t.Plan.Tasks {
		row := BieuRow{TT: task.TT, Text: task.Text, Group: task.Owner == ""}
		if unit, ok := roster.Find(task.Owner); ok && !row.Group {
			row.Result = answers[answerKey(task.Code, unit)].text("")
			row.Hold = refused[unit]
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// Compile02 compiles the indicators, one row per TT; words are the judgements
// in the plan's order.
func Compile02(t PlanTab, roster *Roster, answers Answers, refused map[int]bool, words []string, s Settings) Bieu {
	b := Bieu{Number: "02", Tab: s.Tabs.Bieu02, Title: s.Titles.Bieu02, Judged: true}
	for i, ind := range t.Plan.Indicators {
		row := BieuRow{TT: ind.TT, Text: ind.Text}
		if i < len(words) {
			row.Judgement = words[i]
		}
		var lines []string
		heads := map[int]bool{}
		for _, p := range ind.Parts {
			unit, ok := roster.Find(p.Owner)
			if !ok {
				continue
			}
			row.Hold = row.Hold || refused[unit]
			if head := HeadCode(p.Code); head != p.Code && !heads[unit] {
				heads[unit] = true
				lines = append(lines, answers[answerKey(head, unit)].text(""))
			}
			label := ""
			if len(ind.Parts) > 1 {
				label = partName(p)
			}
			lines = append(lines, answers[answerKey(p.Code, unit)].text(label))
		}
		row.Result = joinLines(lines)
		b.Rows = append(b.Rows, row)
	}
	return b
}

// partName names what a part measures, without what its target asks for.
func partName(p plan.Part) string {
	if label := p.Versions[len(p.Versions)-1].Target.Label; label != "" {
		return label
	}
	return p.Text
}

// text is what an answer says in a Biểu: its sentence as typed, or else its
// figure with the part's own words.
func (a Answer) text(label string) string {
	switch {
	case a.Sentence != "" || a.Figure == "":
		return a.Sentence
	case label != "":
		return strings.TrimRight(label, " .;:") + ": " + a.Figure
	}
	return a.Figure
}

func joinLines(lines []string) string {
	var kept []string
	for _, l := range lines {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}
