package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"bieu/rules/language"
	"bieu/rules/plan"
)

var (
	numericOps = []language.Op{
		language.OpEq, language.OpGe, language.OpGt, language.OpLe, language.OpLt, language.OpRange,
		language.OpIncEq, language.OpIncGe, language.OpIncGt, language.OpIncRange,
		language.OpDecEq, language.OpDecGe, language.OpDecGt, language.OpDecRange,
		language.OpDownTo, language.OpUpTo, language.OpMult, language.OpComplete, language.OpMaintain,
	}
	order = map[Status]int{CannotTell: 0, NotMet: 1, InProgress: 1, Met: 2, Exceeded: 3}
)

func drawDecimal(t *rapid.T, name string) decimal.Decimal {
	return decimal.New(rapid.Int64Range(0, 100_000).Draw(t, name), int32(rapid.IntRange(-3, 1).Draw(t, name+" exponent")))
}

func typedDecimal(d decimal.Decimal) language.CellReading { return typed(d.String()) }

// Raising a figure never takes a status back where more is better.
func TestMoreIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		op := rapid.SampledFrom([]language.Op{
			language.OpEq, language.OpGe, language.OpGt, language.OpRange, language.OpIncEq, language.OpIncRange,
			language.OpDecGe, language.OpUpTo, language.OpMult, language.OpComplete,
		}).Draw(t, "op")
		low := drawDecimal(t, "low")
		v := version(op, low.String(), low.Add(drawDecimal(t, "width")).String(), "%", language.HigherIsBetter, plan.Latest)
		p := onePart(v, "%")
		a := drawDecimal(t, "figure")
		b := a.Add(drawDecimal(t, "more"))
		asOf := rapid.SampledFrom([]AsOf{september, monthOver, yearOver, closed}).Draw(t, "as of")
		first := judgeOne(p, PartReport{Figure: typedDecimal(a)}, asOf)
		second := judgeOne(p, PartReport{Figure: typedDecimal(b)}, asOf)
		if order[second.Status] < order[first.Status] {
			t.Fatalf("%s %s: %s is %s, %s is %s", op, low, a, first.Status, b, second.Status)
		}
	})
}

// Lowering a figure never takes a status back where less is better.
func TestLessIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		op := rapid.SampledFrom([]language.Op{language.OpEq, language.OpLe, language.OpLt, language.OpRange, language.OpDownTo}).Draw(t, "op")
		low := drawDecimal(t, "low")
		counting := rapid.SampledFrom([]plan.Counting{plan.Latest, plan.Cumulative}).Draw(t, "counting")
		v := version(op, low.String(), low.Add(drawDecimal(t, "width")).String(), "%", language.LowerIsBetter, counting)
		p := onePart(v, "%")
		a := drawDecimal(t, "figure")
		b := a.Add(drawDecimal(t, "more"))
		asOf := rapid.SampledFrom([]AsOf{september, monthOver, yearOver, closed}).Draw(t, "as of")
		more := judgeOne(p, PartReport{Figure: typedDecimal(b)}, asOf)
		less := judgeOne(p, PartReport{Figure: typedDecimal(a)}, asOf)
		if order[less.Status] < order[more.Status] {
			t.Fatalf("%s %s: %s is %s, %s is %s", op, low, b, more.Status, a, less.Status)
		}
	})
}

// A verdict always has a status, a one-line reason, and never says met of
// what was not reported.
func TestVerdictIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := drawDecimal(t, "low")
		v := version(rapid.SampledFrom(numericOps).Draw(t, "op"), low.String(), low.Add(drawDecimal(t, "width")).String(), "%",
			language.Polarity(rapid.IntRange(0, 1).Draw(t, "polarity")), plan.Counting(rapid.IntRange(0, 3).Draw(t, "counting")))
		asOf := rapid.SampledFrom([]AsOf{september, monthOver, yearOver, closed}).Draw(t, "as of")
		said := PartReport{Sentence: rapid.SampledFrom([]string{"", "Không phát sinh.", "Đang triển khai.", "Đạt 95%."}).Draw(t, "sentence")}
		if rapid.Bool().Draw(t, "number") {
			said.Figure = typedDecimal(drawDecimal(t, "figure"))
		}
		got := judgeOne(onePart(v, "%"), said, asOf)
		if got.Status == "" || got.Why == "" || containsLineBreak(got.Why) {
			t.Fatalf("verdict %+v", got)
		}
		silent := said.Sentence == "" && said.Figure.Text == ""
		if silent != got.Parts[0].Missing || silent && (got.Status == Met || got.Status == Exceeded || got.Status == NotMet) {
			t.Fatalf("silent %v: %+v", silent, got)
		}
		if (got.Status == InProgress || got.Status == NotDue) && asOf.Closed || got.Status == NotMet && !asOf.Closed {
			t.Fatalf("closed %v: %s", asOf.Closed, got.Status)
		}
	})
}

func containsLineBreak(s string) bool {
	for _, r := range s {
		if r == '\n' || r == '\r' {
			return true
		}
	}
	return false
}

// The order of the parts changes neither the indicator's status nor a part's.
func TestOrderOfPartsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "parts")
		ind := plan.Indicator{TT: "1"}
		var report Report
		for i := range n {
			low := drawDecimal(t, "low")
			v := version(rapid.SampledFrom(numericOps).Draw(t, "op"), low.String(), low.Add(hundred).String(), "%", language.HigherIsBetter, plan.Latest)
			v.Target.Label = fmt.Sprintf("Chỉ tiêu số %c", 'a'+i)
			ind.Parts = append(ind.Parts, plan.Part{Code: v.Target.Label, Text: v.Target.Label, Unit: "%", Versions: []plan.Version{v}})
			said := PartReport{}
			if rapid.Bool().Draw(t, "reported") {
				said.Figure = typedDecimal(drawDecimal(t, "figure"))
			}
			report.Parts = append(report.Parts, said)
		}
		order := rapid.Permutation(indexes(n)).Draw(t, "order")
		turned, turnedReport := plan.Indicator{TT: "1"}, Report{}
		for _, i := range order {
			turned.Parts, turnedReport.Parts = append(turned.Parts, ind.Parts[i]), append(turnedReport.Parts, report.Parts[i])
		}
		a := Evaluate(plan.Plan{Indicators: []plan.Indicator{ind}}, []Report{report}, september)[0]
		b := Evaluate(plan.Plan{Indicators: []plan.Indicator{turned}}, []Report{turnedReport}, september)[0]
		if a.Status != b.Status {
			t.Fatalf("%s in one order, %s in another", a.Status, b.Status)
		}
		for at, i := range order {
			if a.Parts[i].Status != b.Parts[at].Status || a.Parts[i].Why != b.Parts[at].Why {
				t.Fatalf("part %d: %+v in one order, %+v in another", i, a.Parts[i], b.Parts[at])
			}
		}
	})
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Whatever people write, there is a verdict with a reason in one line, and the
// same one each time.
func TestAnyWords(t *testing.T) {
	pieces := []string{
		"Tỷ lệ hộ nghèo", "tỷ lệ gia đình văn hóa", "thu ngân sách", "giải quyết", "dưới", "trên", "từ", "trở lên", "đạt", "ước", "tăng", "giảm", "còn",
		"95%", "9/10 đơn", "3,098 tấn", "15-20%", "200 lao động", "100% KH năm", "(thành phố 91,2%)", "mức độ 2", "hoàn thành tốt", "hoàn thành xuất sắc",
		"duy trì", "chưa", "không phát sinh", "chưa có kết quả", "do chỉ tiêu thực hiện trên cả năm", ";", ".", ",", ":", "\n", "a\u0306", "\u200b", "#REF!", "“", "(", ")",
	}
	rapid.Check(t, func(t *rapid.T) {
		sentence := func(name string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, name), " ")
		}
		ind := plan.FromSentence("1", sentence("target"))
		report := headReport(ind, sentence("head"))
		for i := range report.Parts {
			report.Parts[i].Sentence = sentence("own")
		}
		p := plan.Plan{Indicators: []plan.Indicator{ind}}
		asOf := rapid.SampledFrom([]AsOf{september, closed}).Draw(t, "as of")
		first := Evaluate(p, []Report{report}, asOf)[0]
		if first.Status == "" || first.Why == "" || containsLineBreak(first.Why) || len(first.Parts) != len(ind.Parts) {
			t.Fatalf("verdict %+v", first)
		}
		if diff := cmp.Diff(first, Evaluate(p, []Report{report}, asOf)[0]); diff != "" {
			t.Fatalf("another verdict the second time:\n%s", diff)
		}
	})
}
