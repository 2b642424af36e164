package form

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
	"bieu/sync/workbook"
)

// The words of the column So sánh and what they mean; the first word of each
// operator is the one the worker writes.
var comparisons = []struct {
	word string
	op   language.Op
}{
	{"=", language.OpEq}, {"≥", language.OpGe}, {">", language.OpGt},
	{"≤", language.OpLe}, {"<", language.OpLt}, {"khoảng", language.OpRange},
	{"tăng =", language.OpIncEq}, {"tăng ≥", language.OpIncGe}, {"tăng >", language.OpIncGt}, {"tăng khoảng", language.OpIncRange},
	{"giảm =", language.OpDecEq}, {"giảm ≥", language.OpDecGe}, {"giảm >", language.OpDecGt}, {"giảm khoảng", language.OpDecRange},
	{"còn", language.OpDownTo}, {"lên", language.OpUpTo}, {"gấp", language.OpMult},
	{"duy trì", language.OpMaintain}, {"hoàn thành", language.OpComplete}, {"bằng lời", language.OpText},
	{">=", language.OpGe}, {"=>", language.OpGe}, {"<=", language.OpLe}, {"=<", language.OpLe},
	{"tăng", language.OpIncEq}, {"tăng >=", language.OpIncGe},
	{"giảm", language.OpDecEq}, {"giảm >=", language.OpDecGe},
}

// comparisonOf reads a cell of So sánh.
func comparisonOf(text string) (language.Op, bool) {
	key := strings.ReplaceAll(language.Key(text), " ", "")
	for _, c := range comparisons {
		if strings.ReplaceAll(language.Key(c.word), " ", "") == key {
			return c.op, true
		}
	}
	return "", false
}

// comparisonWord writes an operator as So sánh shows it.
func comparisonWord(op language.Op) string {
	for _, c := range comparisons {
		if c.op == op {
			return c.word
		}
	}
	return ""
}

// comparisonWords lists what So sánh offers.
func comparisonWords() []string {
	var words []string
	seen := map[language.Op]bool{}
	for _, c := range comparisons {
		if !seen[c.op] {
			words = append(words, c.word)
			seen[c.op] = true
		}
	}
	return words
}

var (
	polarityWords = map[language.Polarity]string{language.HigherIsBetter: "cao", language.LowerIsBetter: "thấp"}
	countingWords = map[plan.Counting]string{plan.Cumulative: "lũy kế", plan.Latest: "mới nhất", plan.Average: "bình quân"}
	judgedWords   = map[plan.Judged]string{plan.JudgedYearly: "năm", plan.JudgedMonthly: "tháng"}
)

// wordOf reads a cell that holds one of a few words.
func wordOf[T comparable](words map[T]string, text string) (T, bool) {
	key := language.Key(text)
	for value, word := range words {
		if language.Key(word) == key {
			return value, true
		}
	}
	var none T
	return none, false
}

// readVersion sets the row's target from its structured cells and, where those
// are blank, from what its sentence was understood as.
func (r *planReader) readVersion(line *PlanRow, read language.TargetReading) {
	v := plan.Version{From: line.from, Basis: r.text(line.row, "Căn cứ"), Questions: read.Questions}
	var sentence language.Target
	if len(read.Targets) == 1 {
		sentence = read.Targets[0]
	}
	v.Target, v.Polarity = sentence, sentence.Polarity
	overruled := r.overrule(line.row, &v)
	v.Counting = plan.DefaultCounting(v.Target)
	readWord(r, line.row, "Chiều", polarityWords, &v.Polarity)
	readWord(r, line.row, "Cách tính", countingWords, &v.Counting)
	readWord(r, line.row, "Kỳ đánh giá", judgedWords, &v.Judged)
	v.Target.Polarity = v.Polarity
	if overruled && v.Target.Op != "" {
		v.Questions = nil
	}
	if line.Unit == "" {
		line.Unit = v.Target.Unit
	}
	if line.Unit != "" && v.Target.Unit == "" && v.Target.Low.Valid {
		v.Target.Unit, _ = language.NormalUnit(line.Unit)
		if v.Target.Unit == "" {
			v.Target.Unit = line.Unit
		}
	}
	line.version = v
	line.Goal = DescribeTarget(v.Target)
	line.understood = understood(v, sentence, overruled, read.Notes)
	line.ask = r.askTarget(line, read, v)
}

// askTarget is the text of the column Hỏi.
func (r *planReader) askTarget(line *PlanRow, read language.TargetReading, v plan.Version) string {
	var ask []string
	switch {
	case v.Target.Op == "" && len(read.Targets) > 1:
		ask = append(ask, askSplit(line.Code, len(read.Targets)))
	case v.Target.Op == "" && len(v.Questions) == 0:
		ask = append(ask, askNoTarget())
	}
	for _, q := range v.Questions {
		ask = append(ask, q.Text)
	}
	for _, text := range ask {
		r.problem(Problem{At: r.at(line.row, "Hỏi"), Code: "target_ask", Text: text, Level: Ask})
	}
	return strings.Join(ask, "\n")
}

// overrule takes the structured cells that the office filled in and reports
// whether one of them changed what the target asks for.
func (r *planReader) overrule(row int, v *plan.Version) bool {
	before := v.Target
	if text := r.text(row, "So sánh"); text != "" {
		op, ok := comparisonOf(text)
		if !ok {
			r.problem(problemBadChoice(r.at(row, "So sánh"), "So sánh", text, strings.Join(comparisonWords(), " · ")))
		} else {
			v.Target.Op = op
		}
	}
	if unit := r.text(row, "ĐVT"); unit != "" {
		if normal, ok := language.NormalUnit(unit); ok {
			unit = normal
		}
		v.Target.Unit = unit
	}
	open := false
	if v.Target.Op == language.OpText || v.Target.Op == language.OpMaintain && !v.Target.Low.Valid {
		if words := r.text(row, "Mức KH"); words != "" {
			v.Target.Words = words
		}
	} else {
		open = r.figure(row, "Mức KH", v.Target, &v.Target.Low) && !v.Target.Low.Valid
		open = r.figure(row, "Đến", v.Target, &v.Target.High) && !v.Target.High.Valid || open
	}
	switch {
	case open && v.Target.Op != language.OpComplete:
		v.Target.Op = "" // there is nothing to be held against as yet
	case v.Target.Op == "" && v.Target.Low.Valid:
		v.Target.Op = language.OpEq
	}
	if giver := r.text(row, "Cấp giao"); giver != "" {
		v.Target.Giver = giver
	}
	r.figure(row, "Mức giao", v.Target, &v.Target.Given)
	return !sameGoal(before, v.Target)
}

// sameGoal reports whether two targets ask for the same.
func sameGoal(a, b language.Target) bool {
	same := func(x, y decimal.NullDecimal) bool {
		return x.Valid == y.Valid && (!x.Valid || x.Decimal.Equal(y.Decimal))
	}
	return a.Op == b.Op && a.Unit == b.Unit && a.Words == b.Words && same(a.Low, b.Low) && same(a.High, b.High)
}

// figure reads a structured figure of the plan into to; a blank cell leaves it,
// and so does one that is open because it has two readings. What the target says
// so far tells which size to expect.
func (r *planReader) figure(row int, name string, known language.Target, to *decimal.NullDecimal) (open bool) {
	cell := r.c.cell(r.g, row, name)
	if cell.Kind == workbook.Blank {
		return false
	}
	reading, problem := readFigure(r.at(row, name), cell, language.Known{Unit: known.Unit})
	if to.Valid {
		known.Low = *to
	}
	if !to.Valid || !reading.Number.Valid || !reading.Number.Decimal.Equal(to.Decimal) {
		if p := doubtTyped(r.at(row, name), cell, r.g.PointLocale, &reading, expect(known.Unit, known)); p != nil {
			problem = p
		}
	}
	if problem != nil && problem.Level >= Ask {
		r.problem(*problem)
	}
	open = reading.Action == language.ActionAsk
	if reading.Number.Valid && !open {
		*to = reading.Number
	}
	return open
}

// readWord reads a structured cell that holds one of a few words; a blank cell
// leaves what stands in to.
func readWord[T comparable](r *planReader, row int, name string, words map[T]string, to *T) {
	text := r.text(row, name)
	if text == "" {
		return
	}
	value, ok := wordOf(words, text)
	if !ok {
		r.problem(problemBadChoice(r.at(row, name), name, text, strings.Join(sortedWords(words), " · ")))
		return
	}
	*to = value
}
