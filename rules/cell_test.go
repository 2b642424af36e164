package rules

import (
	"strings"
	"testing"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// The number cell against a target, beside a sentence that agrees or does not.
func TestNumberCell(t *testing.T) {
	percent := version(language.OpGe, "95", "", "%", language.HigherIsBetter, plan.Latest)
	jobs := version(language.OpEq, "200", "", "lao động", language.HigherIsBetter, plan.Cumulative)
	complete := version(language.OpComplete, "100", "", "%", language.HigherIsBetter, plan.Cumulative)
	assigned := complete
	assigned.Target.Giver, assigned.Target.Given = "thành phố", null("116")
	growth := version(language.OpIncRange, "15", "20", "%", language.HigherIsBetter, plan.Latest)
	money := version(language.OpGe, "5", "", "tỷ đồng", language.HigherIsBetter, plan.Cumulative)
	words := plan.Version{Target: language.Target{Op: language.OpMaintain, Label: "phường đạt chuẩn quốc gia về y tế"}}
	cell := func(value, unit string) language.CellReading {
		c := language.CellReading{Text: value + unit, Value: value, Unit: unit, Action: language.ActionAccept}
		if !strings.ContainsAny(value, "/.") || strings.Count(value, ".") == 1 && !strings.Contains(value, "/") {
			c.Number = null(value)
		}
		return c
	}
	asked := cell("269.505", "tỷ đồng")
	asked.Other, asked.Action, asked.Why = null("269505"), language.ActionAsk, "269,505 hay 269.505?"
	straddling := cell("4.999", "tỷ đồng")
	straddling.Other, straddling.Action, straddling.Why = null("4999"), language.ActionAsk, "4,999 hay 4.999?"
	fall := version(language.OpDecGe, "0.5", "", "%", language.LowerIsBetter, plan.Latest)
	warned := cell("96", "")
	warned.Action, warned.Why = language.ActionWarn, "Số bị lẫn ký tự lạ."
	for _, tt := range []struct {
		name    string
		version plan.Version
		unit    string
		said    PartReport
		want    Status
		why     string
		remark  string
		ask     string
	}{
		{"plain", percent, "%", PartReport{Figure: cell("96", "")}, Met, "96% ≥ 95%", "", ""},
		{"fraction of a rate", percent, "%", PartReport{Figure: cell("9/10", "đơn")}, InProgress, "9/10 = 90% < 95%", "", ""},
		{"fraction of a count", jobs, "lao động", PartReport{Figure: cell("117/200", "")}, InProgress, "117 < 200 lao động", "", ""},
		{"fraction of the plan", complete, "%", PartReport{Figure: cell("76/116", "")}, InProgress, "76/116 = 65,52% < 100% KH", "", ""},
		{"figure of what was assigned", assigned, "người", PartReport{Figure: cell("87", "")}, InProgress, "87/116 = 75% < 100% KH", "", ""},
		{"all that was assigned", assigned, "người", PartReport{Figure: cell("116", "người")}, Met, "116/116 = 100% = 100% KH", "", ""},
		{"figure of what nobody assigned", complete, "người", PartReport{Figure: cell("87", "")}, CannotTell,
			"ô Thực hiện ghi “87”, chưa có mức giao để tính tỷ lệ hoàn thành", "", "Đề nghị ghi theo %"},
		{"money in another unit", money, "tỷ đồng", PartReport{Figure: cell("5340", "triệu đồng")}, Met, "5,34 ≥ 5 tỷ đồng", "", ""},
		{"points of a rate", fall, "%", PartReport{Figure: cell("0.6", "điểm %")}, Met, "giảm 0,6% ≥ 0,5%", "", ""},
		{"another thing", percent, "%", PartReport{Figure: cell("96", "hộ")}, CannotTell, "ô Thực hiện ghi “96hộ”, khác đơn vị tính của kế hoạch (%)", "", "“96hộ”"},
		{"level of what should grow", growth, "cơ sở", PartReport{Figure: cell("872", "")}, CannotTell, "ô Thực hiện ghi “872”, khác đơn vị tính của kế hoạch (%)", "", "“872”"},
		{"two ends on one side", percent, "%", PartReport{Figure: cell("96..98", "%")}, Met, "96% ≥ 95% (cách tính khác: 98%)", "", ""},
		{"two ends on two sides", percent, "%", PartReport{Figure: cell("94..98", "%")}, CannotTell, "94% < 95% (cách tính khác: 98% ≥ 95%), cần xác nhận", "", "94% hay 98%"},
		{"two readings on one side", money, "tỷ đồng", PartReport{Figure: asked}, Met, "269,505 ≥ 5 tỷ đồng (cách tính khác: 269.505 tỷ đồng)", "", "269,505 hay 269.505?"},
		{"two readings on two sides", money, "tỷ đồng", PartReport{Figure: straddling}, CannotTell, "4,999 < 5 tỷ đồng (cách tính khác: 4.999 ≥ 5 tỷ đồng), cần xác nhận", "", "4,999 hay 4.999?"},
		{"sentence agrees", percent, "%", PartReport{Figure: cell("96", ""), Sentence: "Tỷ lệ đạt 96%."}, Met, "96% ≥ 95%", "", ""},
		{"sentence differs", percent, "%", PartReport{Figure: cell("96", ""), Sentence: "Tỷ lệ đạt 90%."}, Met, "96% ≥ 95%", "Ô Thực hiện ghi 96% nhưng câu Kết quả ghi 90%", ""},
		{"sentence says not due", percent, "%", PartReport{Figure: cell("96", ""), Sentence: notDueSentence}, Met, "96% ≥ 95%", "Ô Thực hiện ghi 96% nhưng câu Kết quả ghi “Chưa có kết quả", ""},
		{"estimate ticked", percent, "%", PartReport{Figure: cell("96", ""), Estimate: true}, Met, "96% ≥ 95% (số ước)", "Số ước", ""},
		{"estimate in the sentence", percent, "%", PartReport{Figure: cell("96", ""), Sentence: "Ước đạt 96%."}, Met, "96% ≥ 95% (số ước)", "Số ước", ""},
		{"stated and worked out", complete, "%", PartReport{Figure: cell("65.5", ""), Sentence: "Vận động 76/116 đối tượng, đạt 65,5% KH năm."}, InProgress, "65,5% < 100% KH", "", ""},
		{"level and share", jobs, "lao động", PartReport{Figure: cell("117", ""), Sentence: "Đạt 58,5% kế hoạch."}, InProgress, "117 < 200 lao động", "", ""},
		{"a warning", percent, "%", PartReport{Figure: warned}, Met, "96% ≥ 95%", "Số bị lẫn ký tự lạ.", ""},
		{"number for a target in words", words, "", PartReport{Figure: cell("1", "")}, CannotTell, "câu kết quả chưa nêu rõ nội dung của kế hoạch", "", "quốc gia về y tế"},
		{"number beside the words", words, "", PartReport{Figure: cell("1", ""), Sentence: "Phường đạt chuẩn quốc gia về y tế."}, Met, "“Phường đạt chuẩn quốc gia về y tế” khớp nội dung KH", "", ""},
		{"words in the number cell", words, "", PartReport{Figure: language.CellReading{Text: "Phường đạt chuẩn quốc gia về y tế", Action: language.ActionReject}}, Met,
			"“Phường đạt chuẩn quốc gia về y tế” khớp nội dung KH", "", ""},
		{"no target", plan.Version{Questions: []language.Question{{Text: "Mức kế hoạch là bao nhiêu?"}}}, "", PartReport{Figure: cell("1", "")}, CannotTell,
			"chưa rõ mức kế hoạch để đối chiếu", "", "Mức kế hoạch là bao nhiêu?"},
	} {
		got := judgeOne(onePart(tt.version, tt.unit), tt.said, september)
		if got.Status != tt.want || got.Why != tt.why {
			t.Errorf("%s: %s %q, want %s %q", tt.name, got.Status, got.Why, tt.want, tt.why)
		}
		remarks, doubts := tt.remark, ""
		if strings.HasPrefix(tt.remark, "Ô Thực hiện ghi") {
			remarks, doubts = "", tt.remark
		}
		wantPiece(t, tt.name+": remarks", got.Parts[0].Remarks, remarks)
		wantPiece(t, tt.name+": doubts", got.Parts[0].Doubts, doubts)
		wantPiece(t, tt.name+": questions", got.Questions, tt.ask)
	}
}

// A cell that asks about itself is not asked about once more.
func TestOneQuestionForACell(t *testing.T) {
	v := version(language.OpGe, "60", "", "%", language.HigherIsBetter, plan.Latest)
	cell := language.CellReading{
		Text: "585", Value: "585", Number: null("585"), Other: null("58.5"), Action: language.ActionAsk, Why: "Là 585% hay 58,5%?",
	}
	got := judgeOne(onePart(v, "%"), PartReport{Figure: cell}, september)
	if got.Status != CannotTell || len(got.Questions) != 1 || got.Questions[0] != cell.Why {
		t.Errorf("%s, questions %q", got.Status, got.Questions)
	}
}

// wantPiece checks that the lines hold a piece, or that there are none.
func wantPiece(t *testing.T, name string, lines []string, piece string) {
	t.Helper()
	if all := strings.Join(lines, "\n"); piece == "" && all != "" || !strings.Contains(all, piece) {
		t.Errorf("%s %q, want %q", name, lines, piece)
	}
}

func TestEstimateOnceClosed(t *testing.T) {
	p := onePart(version(language.OpGe, "95", "", "%", language.HigherIsBetter, plan.Latest), "%")
	got := judgeOne(p, PartReport{Figure: typed("96"), Estimate: true}, closed)
	if got.Status != Met {
		t.Errorf("status %s", got.Status)
	}
	wantPiece(t, "remarks", got.Parts[0].Remarks, "Đánh giá cả năm đang dựa trên số ước")
}

// What a higher level assigned never decides; falling short of it is told.
func TestGiversLevel(t *testing.T) {
	v := version(language.OpEq, "95", "", "%", language.HigherIsBetter, plan.Latest)
	v.Target.Giver, v.Target.Given = "thành phố", null("97")
	limit := version(language.OpLt, "1", "", "%", language.LowerIsBetter, plan.Latest)
	limit.Target.Given = null("0.5")
	growth := version(language.OpIncRange, "15", "20", "%", language.HigherIsBetter, plan.Latest)
	growth.Target.Giver, growth.Target.Given = "tỉnh", null("18")
	decline := version(language.OpRange, "15", "20", "%", language.LowerIsBetter, plan.Latest)
	decline.Target.Given = null("18")
	for _, tt := range []struct {
		name    string
		version plan.Version
		value   string
		want    Status
		remark  string
	}{
		{"plan met, giver's level not", v, "96", Exceeded, "96% thấp hơn mức thành phố giao (97%)."},
		{"both met", v, "97", Exceeded, ""},
		{"neither met", v, "94", InProgress, "94% thấp hơn mức thành phố giao (97%)."},
		{"a limit", limit, "0.7", Met, "0,7% cao hơn mức cấp trên giao (0,5%)."},
		{"a limit kept", limit, "0.4", Met, ""},
		{"a range", growth, "16", Met, "16% thấp hơn mức tỉnh giao (18%)."},
		{"a range where less is better", decline, "19", Met, "19% cao hơn mức cấp trên giao (18%)."},
		{"a range, giver's level reached", growth, "18", Met, ""},
	} {
		got := judgeOne(onePart(tt.version, "%"), PartReport{Figure: typed(tt.value)}, september)
		if got.Status != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got.Status, tt.want)
		}
		wantPiece(t, tt.name, got.Parts[0].Remarks, tt.remark)
	}
}

// Actual is the figure that decides, in its own unit.
func TestActual(t *testing.T) {
	for _, tt := range []struct{ target, result, actual, unit, ratio string }{
		{"Tổng số lao động được giải quyết việc làm mới: 200 lao động.", "Giải quyết cho 117/200 lao động, đạt 58,5% KH.", "117", "lao động", "58.5"},
		{"Tổng số lao động được giải quyết việc làm mới: 200 lao động.", "Đạt 58,5% kế hoạch.", "58.5", "%", "58.5"},
		{"Thu ngân sách đạt 5 tỷ đồng.", "Thu ngân sách đạt 4.000 triệu đồng.", "4", "tỷ đồng", "80"},
		{"Tỷ lệ giải quyết đơn thư từ 80% trở lên.", "Đã giải quyết 9/10 đơn.", "90", "%", "112.5"},
		{"Hoàn thành chỉ tiêu thu ngân sách.", "Thu ngân sách nhà nước đạt 101% KH; thu ngân sách địa phương đạt 99% KH.", "99", "%", "99"},
		{"Giảm tỷ lệ hộ nghèo 0,5%.", "Tỷ lệ hộ nghèo giảm 0,25%.", "0.25", "điểm %", "50"},
	} {
		ind := plan.FromSentence("1", tt.target)
		got := judgeOne(plan.Plan{Indicators: []plan.Indicator{ind}}, PartReport{Sentence: tt.result}, september).Parts[0]
		if !got.Actual.Decimal.Equal(dec(tt.actual)) || got.Unit != tt.unit || !got.Ratio.Decimal.Equal(dec(tt.ratio)) {
			t.Errorf("%q: actual %s %q ratio %s, want %s %q %s", tt.result, got.Actual.Decimal, got.Unit, got.Ratio.Decimal, tt.actual, tt.unit, tt.ratio)
		}
	}
}

// A goal in words that is no grade must be named by the result.
func TestGoalInWords(t *testing.T) {
	for _, tt := range []struct {
		label, words, result string
		want                 Status
	}{
		{"Công trình nhà văn hóa", "đúng tiến độ", "Công trình nhà văn hóa đúng tiến độ.", Met},
		{"Công trình nhà văn hóa", "đúng tiến độ", "Công trình nhà văn hóa chưa đúng tiến độ.", InProgress},
		{"Công trình nhà văn hóa", "đúng tiến độ", "Công trình nhà văn hóa đã khởi công.", CannotTell},
		{"Trường đạt chuẩn mức độ 2", "mức độ 2", "Trường đạt chuẩn mức độ 3.", Met},
	} {
		v := plan.Version{Target: language.Target{Op: language.OpText, Label: tt.label, Words: tt.words}}
		if got := judgeOne(onePart(v, ""), PartReport{Sentence: tt.result}, september); got.Status != tt.want {
			t.Errorf("%q: %s %q, want %s", tt.result, got.Status, got.Why, tt.want)
		}
	}
}

// Only where the plan counts from the start of the year does the running total
// stand for the month's figure beside it.
func TestRunningTotal(t *testing.T) {
	for counting, want := range map[plan.Counting]Status{plan.Cumulative: Exceeded, plan.Latest: InProgress} {
		v := version(language.OpEq, "200", "", "lao động", language.HigherIsBetter, counting)
		v.Target.Label = "Giải quyết việc làm mới"
		said := PartReport{Sentence: "Trong tháng giải quyết việc làm mới cho 12 lao động; lũy kế 210 lao động."}
		if got := judgeOne(onePart(v, "lao động"), said, september); got.Status != want {
			t.Errorf("counting %d: %s %q, want %s", counting, got.Status, got.Why, want)
		}
	}
}
