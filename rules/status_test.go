package rules

import (
	"testing"
	"time"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// The instants of the tests: in the year, at its end, and once it is closed.
var (
	september = AsOf{
		At:          time.Date(2023, 9, 30, 17, 0, 0, 0, time.FixedZone("+07", 7*3600)),
		CutOff:      time.Date(2023, 10, 1, 0, 0, 0, 0, time.FixedZone("+07", 7*3600)),
		PeriodEnded: false,
	}
	monthOver = AsOf{At: september.At, CutOff: september.CutOff, PeriodEnded: true}
	yearOver  = AsOf{At: september.At, CutOff: september.CutOff, PeriodEnded: true, YearEnded: true}
	closed    = AsOf{At: september.At, CutOff: september.CutOff, PeriodEnded: true, YearEnded: true, Closed: true}
)

// typed is a number cell as form hands it over.
func typed(text string) language.CellReading {
	if text == "" {
		return language.CellReading{}
	}
	return language.CellReading{Text: text, Value: text, Number: null(text), Action: language.ActionAccept}
}

// onePart is a plan of one indicator with one part.
func onePart(v plan.Version, unit string) plan.Plan {
	part := plan.Part{Code: "1", Text: v.Target.Label, Unit: unit, Versions: []plan.Version{v}}
	return plan.Plan{Year: 2023, Indicators: []plan.Indicator{{TT: "1", Text: v.Target.Label, Parts: []plan.Part{part}}}}
}

func version(op language.Op, low, high, unit string, polarity language.Polarity, counting plan.Counting) plan.Version {
	return plan.Version{
		Target:   language.Target{Op: op, Low: null(low), High: null(high), Unit: unit, Label: "Chỉ tiêu thử", Polarity: polarity},
		Polarity: polarity,
		Counting: counting,
	}
}

func judgeOne(p plan.Plan, said PartReport, asOf AsOf) Verdict {
	return Evaluate(p, []Report{{Parts: []PartReport{said}}}, asOf)[0]
}

// The number cell against every operator, in the year and once it is closed.
func TestStatusOfNumberCell(t *testing.T) {
	const higher, lower = language.HigherIsBetter, language.LowerIsBetter
	for _, tt := range []struct {
		op       language.Op
		polarity language.Polarity
		low      string
		high     string
		unit     string
		value    string
		open     Status
		closed   Status
		ratio    string
		why      string
	}{
		{language.OpEq, higher, "200", "", "lao động", "117", InProgress, NotMet, "58.5", "117 < 200 lao động"},
		{language.OpEq, higher, "200", "", "lao động", "200", Met, Met, "100", "200 = 200 lao động"},
		{language.OpEq, higher, "200", "", "lao động", "201", Exceeded, Exceeded, "100.5", "201 ≥ 200 lao động"},
		{language.OpEq, lower, "0.5", "", "%", "0.4", Exceeded, Exceeded, "", "0,4% ≤ 0,5%"},
		{language.OpEq, lower, "0.5", "", "%", "0.6", InProgress, NotMet, "", "0,6% > 0,5%"},
		{language.OpGe, higher, "94", "", "%", "94", Met, Met, "100", "94% = 94%"},
		{language.OpGe, higher, "94", "", "%", "98", Met, Met, "", "98% ≥ 94%"},
		{language.OpGe, higher, "94", "", "%", "47", InProgress, NotMet, "50", "47% < 94%"},
		{language.OpGt, higher, "95", "", "%", "95", InProgress, NotMet, "100", "95% = 95%, KH yêu cầu trên 95%"},
		{language.OpGt, higher, "95", "", "%", "95.1", Met, Met, "", "95,1% > 95%"},
		{language.OpLe, lower, "5", "", "%", "5", Met, Met, "", "5% = 5%"},
		{language.OpLe, lower, "5", "", "%", "6", InProgress, NotMet, "", "6% > 5%"},
		{language.OpLt, lower, "0.95", "", "%", "0.04", Met, Met, "", "0,04% < 0,95%"},
		{language.OpLt, lower, "0.95", "", "%", "0.95", InProgress, NotMet, "", "0,95% = 0,95%, KH yêu cầu dưới 0,95%"},
		{language.OpRange, higher, "15", "20", "%", "17", Met, Met, "", "17% trong khoảng 15–20%"},
		{language.OpRange, higher, "15", "20", "%", "14", InProgress, NotMet, "", "14% < 15–20%"},
		{language.OpRange, higher, "15", "20", "%", "21", Exceeded, Exceeded, "", "21% ≥ 15–20%"},
		{language.OpRange, lower, "15", "20", "%", "21", InProgress, NotMet, "", "21% > 15–20%"},
		{language.OpRange, lower, "15", "20", "%", "14", Exceeded, Exceeded, "", "14% ≤ 15–20%"},
		{language.OpIncEq, higher, "5", "", "%", "6", Met, Met, "120", "tăng 6% ≥ 5%"},
		{language.OpIncGe, higher, "5", "", "%", "-2", InProgress, NotMet, "-40", "giảm 2% < tăng 5%"},
		{language.OpIncGt, higher, "5", "", "%", "5", InProgress, NotMet, "100", "tăng 5% = 5%, KH yêu cầu trên 5%"},
		{language.OpIncRange, higher, "15", "20", "%", "15.2", Met, Met, "", "tăng 15,2% trong khoảng 15–20%"},
		{language.OpIncRange, higher, "15", "20", "%", "25", Met, Met, "", "tăng 25% ≥ 15–20%"},
		{language.OpDecEq, lower, "0.5", "", "điểm %", "0.5", Met, Met, "100", "giảm 0,5 điểm % = 0,5 điểm %"},
		{language.OpDecGe, lower, "0.5", "", "điểm %", "0.25", InProgress, NotMet, "50", "giảm 0,25 điểm % < 0,5 điểm %"},
		{language.OpDecGt, lower, "0.5", "", "điểm %", "0.6", Met, Met, "120", "giảm 0,6 điểm % > 0,5 điểm %"},
		{language.OpDecRange, lower, "1", "2", "%", "1.5", Met, Met, "", "giảm 1,5% trong khoảng 1–2%"},
		{language.OpDownTo, lower, "0.7", "", "%", "0.7", Met, Met, "", "0,7% = 0,7%"},
		{language.OpDownTo, lower, "0.7", "", "%", "0.8", InProgress, NotMet, "", "0,8% > 0,7%"},
		{language.OpUpTo, higher, "70", "", "%", "35", InProgress, NotMet, "50", "35% < 70%"},
		{language.OpMult, higher, "2", "", "lần", "3", Met, Met, "150", "3 lần ≥ 2 lần"},
		{language.OpMaintain, higher, "3", "", "trường", "3", Met, Met, "100", "3 = 3 trường"},
		{language.OpMaintain, higher, "3", "", "trường", "2", InProgress, NotMet, "", "2 < 3 trường"},
		{language.OpComplete, higher, "100", "", "%", "65.5", InProgress, NotMet, "65.5", "65,5% < 100% KH"},
		{language.OpComplete, higher, "100", "", "%", "100", Met, Met, "100", "100% = 100% KH"},
		{language.OpComplete, higher, "100", "", "%", "157.8", Exceeded, Exceeded, "157.8", "157,8% ≥ 100% KH"},
	} {
		p := onePart(version(tt.op, tt.low, tt.high, tt.unit, tt.polarity, plan.Latest), tt.unit)
		said := PartReport{Figure: typed(tt.value)}
		got := judgeOne(p, said, september)
		if got.Status != tt.open || got.Why != tt.why {
			t.Errorf("%s %s..%s %s: %s gives %s %q, want %s %q", tt.op, tt.low, tt.high, tt.unit, tt.value, got.Status, got.Why, tt.open, tt.why)
		}
		if tt.ratio != "" && (!got.Parts[0].Ratio.Valid || !got.Parts[0].Ratio.Decimal.Equal(dec(tt.ratio))) {
			t.Errorf("%s %s: %s has the ratio %v, want %s", tt.op, tt.low, tt.value, got.Parts[0].Ratio, tt.ratio)
		}
		if len(got.Questions) > 0 {
			t.Errorf("%s %s: %s asks %q", tt.op, tt.low, tt.value, got.Questions)
		}
		if after := judgeOne(p, said, closed); after.Status != tt.closed {
			t.Errorf("%s %s: %s gives %s once closed, want %s", tt.op, tt.low, tt.value, after.Status, tt.closed)
		}
	}
}

// A ratio is told only where more means further on.
func TestRatioHasMeaning(t *testing.T) {
	for _, tt := range []struct {
		op       language.Op
		low      string
		polarity language.Polarity
		want     bool
	}{
		{language.OpEq, "10", language.HigherIsBetter, true},
		{language.OpEq, "10", language.LowerIsBetter, false},
		{language.OpGe, "10", language.HigherIsBetter, true},
		{language.OpGe, "0", language.HigherIsBetter, false},
		{language.OpLe, "10", language.LowerIsBetter, false},
		{language.OpLt, "10", language.LowerIsBetter, false},
		{language.OpRange, "10", language.HigherIsBetter, false},
		{language.OpDownTo, "10", language.LowerIsBetter, false},
		{language.OpUpTo, "10", language.HigherIsBetter, true},
		{language.OpComplete, "100", language.HigherIsBetter, true},
	} {
		p := onePart(version(tt.op, tt.low, "20", "%", tt.polarity, plan.Latest), "%")
		v := judgeOne(p, PartReport{Figure: typed("5")}, september).Parts[0]
		if v.Ratio.Valid != tt.want {
			t.Errorf("%s %s polarity %d: ratio told is %v, want %v", tt.op, tt.low, tt.polarity, v.Ratio.Valid, tt.want)
		}
	}
}

// A ceiling on a count that goes on growing holds only when its period is over.
func TestUpperLimitWaits(t *testing.T) {
	const waiting = ", chờ hết kỳ mới kết luận"
	for _, tt := range []struct {
		name     string
		op       language.Op
		polarity language.Polarity
		counting plan.Counting
		judged   plan.Judged
		value    string
		asOf     AsOf
		want     Status
		why      string
	}{
		{"count in the year", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "3", september, InProgress, "3 ≤ 5 vụ" + waiting},
		{"count, month over", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "3", monthOver, InProgress, "3 ≤ 5 vụ" + waiting},
		{"count, year over", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "3", yearOver, Met, "3 ≤ 5 vụ"},
		{"count, closed", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "3", closed, Met, "3 ≤ 5 vụ"},
		{"count, closed early", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "3", AsOf{Closed: true}, Met, "3 ≤ 5 vụ"},
		{"monthly count, month running", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedMonthly, "3", september, InProgress, "3 ≤ 5 vụ" + waiting},
		{"monthly count, month over", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedMonthly, "3", monthOver, Met, "3 ≤ 5 vụ"},
		{"below", language.OpLt, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "4", september, InProgress, "4 < 5 vụ" + waiting},
		{"eq where less is better", language.OpEq, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "4", september, InProgress, "4 ≤ 5 vụ" + waiting},
		{"eq where less is better, year over", language.OpEq, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "4", yearOver, Exceeded, "4 ≤ 5 vụ"},
		{"already broken", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "6", september, InProgress, "6 > 5 vụ"},
		{"already broken, closed", language.OpLe, language.LowerIsBetter, plan.Cumulative, plan.JudgedYearly, "6", closed, NotMet, "6 > 5 vụ"},
		{"a level stands alone", language.OpLe, language.LowerIsBetter, plan.Latest, plan.JudgedYearly, "3", september, Met, "3 ≤ 5 vụ"},
		{"an average stands alone", language.OpLe, language.LowerIsBetter, plan.Average, plan.JudgedYearly, "3", september, Met, "3 ≤ 5 vụ"},
		{"a floor does not wait", language.OpGe, language.HigherIsBetter, plan.Cumulative, plan.JudgedYearly, "6", september, Met, "6 ≥ 5 vụ"},
	} {
		v := version(tt.op, "5", "", "vụ", tt.polarity, tt.counting)
		v.Judged = tt.judged
		got := judgeOne(onePart(v, "vụ"), PartReport{Figure: typed(tt.value)}, tt.asOf)
		if got.Status != tt.want || got.Why != tt.why {
			t.Errorf("%s: %s %q, want %s %q", tt.name, got.Status, got.Why, tt.want, tt.why)
		}
	}
}

// Rules (a) and (b): nothing written, and the answers that hold no figure.
func TestStatusWithoutFigure(t *testing.T) {
	p := onePart(version(language.OpGe, "94", "", "%", language.HigherIsBetter, plan.Latest), "%")
	for _, tt := range []struct {
		name         string
		said         PartReport
		open, closed Status
		missing      bool
		why          string
	}{
		{"nothing", PartReport{}, InProgress, CannotTell, true, "chưa có số liệu"},
		{"blanks", PartReport{Sentence: " \n", Head: "\t"}, InProgress, CannotTell, true, "chưa có số liệu"},
		{"not due", PartReport{Sentence: "Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm 2023"}, NotDue, CannotTell, false,
			"chưa đến kỳ đánh giá: “Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm 2023”"},
		{"not due, beside the indicator", PartReport{Head: "Chưa đến kỳ đánh giá."}, NotDue, CannotTell, false, "chưa đến kỳ đánh giá: “Chưa đến kỳ đánh giá”"},
		{"nothing happened", PartReport{Sentence: "Không phát sinh."}, NotDue, CannotTell, false, "đơn vị báo cáo không phát sinh: “Không phát sinh”"},
		{"no result yet", PartReport{Sentence: "Chưa có kết quả."}, InProgress, CannotTell, false, "đơn vị báo cáo chưa có kết quả: “Chưa có kết quả”"},
		{"unread", PartReport{Unread: true}, CannotTell, CannotTell, false, "chưa đọc được trang của đơn vị"},
		{"unread with words", PartReport{Unread: true, Sentence: "Đạt 95%."}, CannotTell, CannotTell, false, "chưa đọc được trang của đơn vị"},
		{"an answer in the number cell", PartReport{Figure: language.CellReading{Text: "Không phát sinh", Action: language.ActionReject, Why: "chưa phải số"}},
			NotDue, CannotTell, false, "đơn vị báo cáo không phát sinh: “Không phát sinh”"},
		{"an error in the number cell", PartReport{Figure: language.CellReading{Text: "#REF!", Action: language.ActionReject, Why: "ô báo lỗi"}},
			CannotTell, CannotTell, false, "ô Thực hiện ghi “#REF!”, chưa đọc được thành số"},
		{"an error in the number cell beside a sentence", PartReport{Sentence: "Đạt 95%.", Figure: language.CellReading{Text: "#REF!", Action: language.ActionReject, Why: "ô báo lỗi"}},
			CannotTell, CannotTell, false, "ô Thực hiện ghi “#REF!”, chưa đọc được thành số"},
		{"a date in the number cell", PartReport{Figure: language.CellReading{Text: "2023-10-09", Action: language.ActionAsk, Why: "9/10 hay ngày 9/10?"}},
			CannotTell, CannotTell, false, "ô Thực hiện ghi “2023-10-09”, chưa đọc được thành số"},
	} {
		got := judgeOne(p, tt.said, september)
		if got.Status != tt.open || got.Why != tt.why || got.Parts[0].Missing != tt.missing {
			t.Errorf("%s: %s missing %v %q, want %s %v %q", tt.name, got.Status, got.Parts[0].Missing, got.Why, tt.open, tt.missing, tt.why)
		}
		if after := judgeOne(p, tt.said, closed); after.Status != tt.closed {
			t.Errorf("%s: %s once closed, want %s", tt.name, after.Status, tt.closed)
		}
	}
}

func TestReportsMayBeShort(t *testing.T) {
	p := onePart(version(language.OpGe, "94", "", "%", language.HigherIsBetter, plan.Latest), "%")
	for _, reports := range [][]Report{nil, {}, {{}}} {
		got := Evaluate(p, reports, september)
		if len(got) != 1 || got[0].Status != InProgress || !got[0].Parts[0].Missing {
			t.Errorf("%v: %+v", reports, got)
		}
	}
}

// The version in force on the last day before the cut-off counts, and the
// reason names it.
func TestVersionInForce(t *testing.T) {
	zone := time.FixedZone("+07", 7*3600)
	first := version(language.OpEq, "200", "", "lao động", language.HigherIsBetter, plan.Cumulative)
	second := version(language.OpEq, "100", "", "lao động", language.HigherIsBetter, plan.Cumulative)
	second.From, second.Basis = time.Date(2023, 9, 30, 0, 0, 0, 0, zone), "QĐ 12/QĐ-UBND"
	third := version(language.OpEq, "50", "", "lao động", language.HigherIsBetter, plan.Cumulative)
	third.From = time.Date(2023, 10, 1, 0, 0, 0, 0, zone)
	p := onePart(first, "lao động")
	p.Indicators[0].Parts[0].Versions = []plan.Version{first, second, third}
	for _, tt := range []struct {
		name   string
		cutOff time.Time
		want   Status
		why    string
	}{
		{"before the change", second.From, InProgress, "70 < 200 lao động"},
		{"the change on the last day", third.From, InProgress, "70 < 100 lao động (mức KH từ 30/09/2023 theo QĐ 12/QĐ-UBND)"},
		{"an instant later", third.From.Add(1), Exceeded, "70 ≥ 50 lao động (mức KH từ 01/10/2023)"},
	} {
		got := judgeOne(p, PartReport{Figure: typed("70")}, AsOf{At: tt.cutOff, CutOff: tt.cutOff})
		if got.Status != tt.want || got.Why != tt.why {
			t.Errorf("%s: %s %q, want %s %q", tt.name, got.Status, got.Why, tt.want, tt.why)
		}
	}
}
