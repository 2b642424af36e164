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
		{"another thing", percent, "%", PartReport{Figure: cell("96", "hộ")}, CannotTell, "ô Thực hiện ghi “96hộ”, khác đơn vị tính của kế hoạch (%)", "", "“96hộ”"},
		{"level of what should grow", growth, "cơ sở", PartReport{Figure: cell("872", "")}, CannotTell, "ô Thực hiện ghi “872”, khác đơn vị tính của kế hoạch (%)", "", "“872”"},
		{"two ends on one side", percent, "%", PartReport{Figure: cell("96..98", "%")}, Met, "96% ≥ 95% (cách tính khác: 98%)", "", ""},
		{"two ends on two sides", percent, "%", PartReport{Figure: cell("94..98", "%")}, CannotTell, "94% < 95% (cách tính khác: 98% ≥ 95%)", "", "94% hay 98%"},
		{"two readings on one side", money, "tỷ đồng", PartReport{Figure: asked}, Met, "269,505 ≥ 5 tỷ đồng (cách tính khác: 269.505 tỷ đồng)", "", "269,505 hay 269.505?"},
		{"two readings on two sides", money, "tỷ đồng", PartReport{Figure: straddling}, CannotTell, "4,999 < 5 tỷ đồng (cách tính khác: 4.999 ≥ 5 tỷ đồng)", "", "4,999 hay 4.999?"},
		{"sentence agrees", percent, "%", PartReport{Figure: cell("96", ""), Sentence: "Tỷ lệ đạt 96%."}, Met, "96% ≥ 95%", "", ""},
		{"sentence differs", percent, "%", PartReport{Figure: cell("96", ""), Sentence: "Tỷ lệ đạt 90%."}, Met, "96% ≥ 95%", "Ô Thực hiện ghi 96% nhưng câu Kết quả ghi 90%", ""},
		{"sentence says not due", percent, "%", PartReport{Figure: cell("96", ""), Sentence: notDueSentence}, Met, "96% ≥ 95%", "Ô Thực hiện ghi 96% nhưng câu Kết quả ghi “Chưa có kết quả", ""},
		{"estimate ticked", percent, "%", PartReport{Figure: cell("96", ""), Estimate: true}, Met, "96% ≥ 95% (số ước)", "Số ước", ""},
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
		wantPiece(t, tt.name+": remarks", got.Parts[0].Remarks, tt.remark)
		wantPiece(t, tt.name+": questions", got.Questions, tt.ask)
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
	} {
		got := judgeOne(onePart(tt.version, "%"), PartReport{Figure: typed(tt.value)}, september)
		if got.Status != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got.Status, tt.want)
		}
		wantPiece(t, tt.name, got.Parts[0].Remarks, tt.remark)
	}
}
