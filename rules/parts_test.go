package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/plan"
)

const (
	familyTarget   = "Tỷ lệ gia đình đạt danh hiệu gia đình văn hóa: từ 94% (thành phố 91,2%) trở lên; tỷ lệ tổ dân phố đạt danh hiệu văn hóa: từ 88% trở lên."
	orderTarget    = "Giữ vững ổn định về an ninh chính trị; hoàn thành xuất sắc các nhiệm vụ Quốc phòng và An ninh."
	notDueSentence = "Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm 2023"
	insured        = "Tỷ lệ tham gia bảo hiểm y tế toàn dân: 99,88% (thành phố 99,7%); hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao."
)

// headReport gives every part the sentence beside the whole indicator.
func headReport(ind plan.Indicator, result string) Report {
	r := Report{Parts: make([]PartReport, len(ind.Parts))}
	for i := range r.Parts {
		r.Parts[i].Head = result
	}
	return r
}

// Several parts, some with a sentence of their own and some spoken for by the
// one beside the whole indicator.
func TestSeveralParts(t *testing.T) {
	for _, tt := range []struct {
		name, target, head string
		own                []string
		status             Status
		parts              []Status
		missing            []bool
		asks               bool
	}{
		{"head answers both", familyTarget, "Tỷ lệ gia đình văn hóa đạt 95%; tỷ lệ tổ dân phố văn hóa đạt 80%.", nil,
			InProgress, []Status{Met, InProgress}, []bool{false, false}, false},
		{"the other way round", familyTarget, "Tỷ lệ tổ dân phố văn hóa đạt 90%; tỷ lệ gia đình văn hóa đạt 93%.", nil,
			InProgress, []Status{InProgress, Met}, []bool{false, false}, false},
		{"named by what is counted", familyTarget, "Có 2.350/2.480 hộ đạt danh hiệu gia đình văn hóa, đạt 94,8%; 12/13 tổ dân phố văn hóa, đạt 92,3%.", nil,
			Met, []Status{Met, Met}, []bool{false, false}, false},
		{"head answers one", familyTarget, "Tỷ lệ tổ dân phố đạt danh hiệu văn hóa là 89%.", nil,
			InProgress, []Status{InProgress, Met}, []bool{true, false}, false},
		{"head does not say whose", familyTarget, "Đạt 95%.", nil, CannotTell, []Status{CannotTell, CannotTell}, []bool{false, false}, true},
		{"head is not due", familyTarget, notDueSentence, nil, NotDue, []Status{NotDue, NotDue}, []bool{false, false}, false},
		{"one not due", familyTarget, "Tỷ lệ gia đình văn hóa đạt 95%; tỷ lệ tổ dân phố văn hóa chưa có kết quả do đánh giá vào cuối năm.", nil,
			InProgress, []Status{Met, NotDue}, []bool{false, false}, false},
		{"own sentences", familyTarget, "", []string{"Đạt 95%.", "Đạt 88%."}, Met, []Status{Met, Met}, []bool{false, false}, false},
		{"one of its own, one missing", familyTarget, "", []string{"Đạt 95%.", ""}, InProgress, []Status{Met, InProgress}, []bool{false, true}, false},
		{"own sentence before the head", familyTarget, "Tỷ lệ gia đình văn hóa đạt 90%; tỷ lệ tổ dân phố văn hóa đạt 90%.", []string{"Đạt 95%.", ""},
			Met, []Status{Met, Met}, []bool{false, false}, false},
		{"own words without an answer, head with one", familyTarget, "Tỷ lệ gia đình văn hóa đạt 95%; tỷ lệ tổ dân phố văn hóa đạt 90%.", []string{"Đã bình xét xong.", ""},
			Met, []Status{Met, Met}, []bool{false, false}, false},
		{"own words and the head without an answer", familyTarget, "Tỷ lệ tổ dân phố văn hóa đạt 90%.", []string{"Đã bình xét xong.", ""},
			CannotTell, []Status{CannotTell, Met}, []bool{false, false}, true},
		{"the head speaks of a part with its own words", familyTarget, "Tỷ lệ tổ dân phố văn hóa đạt 90%.", []string{"", "Đạt 90%."},
			InProgress, []Status{InProgress, Met}, []bool{true, false}, false},
		{"an own sentence that names the other part", familyTarget, "", []string{"Tỷ lệ tổ dân phố văn hóa đạt 90%.", "Đạt 90%."},
			CannotTell, []Status{CannotTell, Met}, []bool{false, false}, true},
		{"head in general words", familyTarget, "Kết quả chung toàn phường đạt 95%.", nil, CannotTell, []Status{CannotTell, CannotTell}, []bool{false, false}, true},
		{"one named as not due, the other not named", familyTarget, "Tỷ lệ tổ dân phố văn hóa chưa có kết quả do đánh giá vào cuối năm.", nil,
			InProgress, []Status{InProgress, NotDue}, []bool{true, false}, false},
		{"a share goes to the part that asks for one", insured, "Đạt 65,5% KH năm.", nil, InProgress, []Status{InProgress, InProgress}, []bool{true, false}, false},
		{"two readings on one side", "Thu ngân sách đạt 5 tỷ đồng; giải quyết 10 đơn thư.", "Thu ngân sách 269,505 tỷ đồng; giải quyết 10 đơn thư.", nil,
			Met, []Status{Exceeded, Met}, []bool{false, false}, true},
		{"two readings on two sides", "Thu ngân sách đạt 500 tỷ đồng; giải quyết 10 đơn thư.", "Thu ngân sách 269,505 tỷ đồng; giải quyết 10 đơn thư.", nil,
			CannotTell, []Status{CannotTell, Met}, []bool{false, false}, true},
		{"the head speaks of none, another part has its own", familyTarget, "Đã họp bình xét.", []string{"", "Đạt 90%."},
			CannotTell, []Status{CannotTell, Met}, []bool{false, false}, true},
		{"words: own grade below, the head speaks of none", orderTarget, "Đã triển khai kế hoạch.", []string{"An ninh chính trị ổn định.", "Hoàn thành tốt nhiệm vụ."},
			InProgress, []Status{Met, InProgress}, []bool{false, false}, false},
		{"words: half named", "Giữ vững ổn định về an ninh chính trị; hoàn thành tốt công tác phổ cập giáo dục tiểu học.",
			"An ninh chính trị ổn định; hoàn thành tốt phổ cập giáo dục.", nil, CannotTell, []Status{Met, CannotTell}, []bool{false, false}, true},
		{"words: two units, two sentences", orderTarget, "", []string{"Tình hình an ninh chính trị ổn định;", "hoàn thành tốt các nhiệm vụ Quốc phòng và An ninh."},
			InProgress, []Status{Met, InProgress}, []bool{false, false}, false},
		{"words: one unit has not reported", orderTarget, "", []string{"Tình hình an ninh chính trị ổn định;", ""},
			InProgress, []Status{Met, InProgress}, []bool{false, true}, false},
		{"words: the head leaves one out", orderTarget, "Tình hình an ninh chính trị ổn định.", nil, InProgress, []Status{Met, InProgress}, []bool{false, true}, false},
		{"words: excellent", orderTarget, "An ninh chính trị được giữ vững, ổn định; hoàn thành xuất sắc nhiệm vụ quốc phòng, an ninh.", nil,
			Met, []Status{Met, Met}, []bool{false, false}, false},
		{"level and share of the plan", insured, "Tỷ lệ người tham gia BHYT đạt 99,99%; BHXH tự nguyện đạt 100% chỉ tiêu.", nil,
			Met, []Status{Exceeded, Met}, []bool{false, false}, false},
		{"only the share of the plan", insured, "BHXH tự nguyện đạt 65,5% KH năm.", nil, InProgress, []Status{InProgress, InProgress}, []bool{true, false}, false},
		{"only the level", insured, "Tỷ lệ người tham gia BHYT đạt 99,99%.", nil, InProgress, []Status{Exceeded, InProgress}, []bool{false, true}, false},
	} {
		ind := plan.FromSentence("1", tt.target)
		report := headReport(ind, tt.head)
		for i, own := range tt.own {
			report.Parts[i].Sentence = own
		}
		got := Evaluate(plan.Plan{Indicators: []plan.Indicator{ind}}, []Report{report}, september)[0]
		var statuses []Status
		var missing []bool
		for _, part := range got.Parts {
			statuses, missing = append(statuses, part.Status), append(missing, part.Missing)
		}
		if diff := cmp.Diff(tt.parts, statuses); diff != "" || got.Status != tt.status {
			t.Errorf("%s: %s %q (-want +got parts):\n%s", tt.name, got.Status, got.Why, diff)
		}
		if diff := cmp.Diff(tt.missing, missing); diff != "" {
			t.Errorf("%s: missing (-want +got):\n%s", tt.name, diff)
		}
		if asks := len(got.Questions) > 0; asks != tt.asks {
			t.Errorf("%s: asks %q", tt.name, got.Questions)
		}
	}
}

// Claims that do not hold and questions about a figure are told beside the
// part whose figure it is.
func TestRemarksStandBesideTheirPart(t *testing.T) {
	ind := plan.FromSentence("13", insured)
	report := headReport(ind, "Vận động 76/116 đối tượng tham gia BHXH đạt 75% KH năm; tỷ lệ người tham gia BHYT đạt 99,99%.")
	got := Evaluate(plan.Plan{Indicators: []plan.Indicator{ind}}, []Report{report}, september)[0]
	wantPiece(t, "first part", got.Parts[0].Doubts, "")
	wantPiece(t, "second part", got.Parts[1].Doubts, "76/116")

	ind = plan.FromSentence("5", familyTarget)
	report = headReport(ind, "Tỷ lệ gia đình văn hóa đạt 95.5%.")
	got = Evaluate(plan.Plan{Indicators: []plan.Indicator{ind}}, []Report{report}, september)[0]
	wantPiece(t, "part reported", got.Parts[0].Remarks, "95.5%")
	wantPiece(t, "part missing", got.Parts[1].Remarks, "")

	ind = plan.FromSentence("1", "Giải quyết 10 đơn thư; thu ngân sách đạt 5 tỷ đồng.")
	report = headReport(ind, "Giải quyết 10 đơn thư; thu ngân sách 269,505 tỷ đồng.")
	got = Evaluate(plan.Plan{Indicators: []plan.Indicator{ind}}, []Report{report}, september)[0]
	wantPiece(t, "first part's questions", got.Parts[0].Questions, "")
	wantPiece(t, "second part's questions", got.Parts[1].Questions, "269,505")
}

// What holds, and what is beside the point, is not remarked on.
func TestNoNeedlessRemarks(t *testing.T) {
	p, reports := wardPlan(t)
	got := map[string][]string{}
	for i, v := range Evaluate(p, reports, september) {
		for _, part := range v.Parts {
			got[p.Indicators[i].TT] = append(got[p.Indicators[i].TT], part.Remarks...)
		}
		if len(got[p.Indicators[i].TT]) == 0 {
			delete(got, p.Indicators[i].TT)
		}
	}
	const estimate = "Số ước, đề nghị cập nhật khi có số chính thức."
	want := map[string][]string{"1": {estimate}, "2": {estimate}, "3": {"“15.2%” được hiểu là 15,2%."}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
