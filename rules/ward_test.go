package rules

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/plan"
)

// ward2023 is a ward's own table of 2023: TT, target, result, assessment.
//
//go:embed testdata/ward-2023.tsv
var ward2023 string

type wardRow struct{ tt, target, result, office string }

func wardRows(t testing.TB) []wardRow {
	t.Helper()
	var rows []wardRow
	for i, line := range strings.Split(strings.TrimSpace(ward2023), "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if len(f) != 4 {
			t.Fatalf("line %d has %d fields", i+1, len(f))
		}
		if i > 0 {
			rows = append(rows, wardRow{f[0], f[1], f[2], f[3]})
		}
	}
	return rows
}

// wardPlan builds the plan from the sentences alone; every result stands
// beside its whole indicator.
func wardPlan(t testing.TB) (plan.Plan, []Report) {
	p := plan.Plan{Year: 2023}
	var reports []Report
	for _, row := range wardRows(t) {
		ind := plan.FromSentence(row.tt, row.target)
		p.Indicators = append(p.Indicators, ind)
		reports = append(reports, headReport(ind, row.result))
	}
	return p, reports
}

// told is what a test compares of a verdict.
type told struct {
	Status Status
	Why    string
	Parts  []toldPart
}

type toldPart struct {
	Code, Actual, Unit string
	Status             Status
	Why                string
}

func tell(ind plan.Indicator, v Verdict) told {
	got := told{Status: v.Status, Why: v.Why}
	for i, part := range v.Parts {
		actual := part.ActualWords
		if part.Actual.Valid {
			actual = part.Actual.Decimal.String()
		}
		got.Parts = append(got.Parts, toldPart{ind.Parts[i].Code, actual, part.Unit, part.Status, part.Why})
	}
	return got
}

const (
	notDueWhy = "chưa đến kỳ đánh giá: “" + notDueSentence + "”"
)

// notDue is the verdict on a row whose only answer is that it falls due later.
func notDue(parts ...toldPart) told {
	for i := range parts {
		parts[i].Status, parts[i].Why = NotDue, notDueWhy
	}
	return told{NotDue, notDueWhy, parts}
}

// only is the verdict on a row with one part.
func only(part toldPart) told { return told{part.Status, part.Why, []toldPart{part}} }

const (
	budgetWhy = "Thu ngân sách Nhà nước 2,81% < 100% KH (cách tính khác: 52,9% KH); " +
		"Thu ngân sách địa phương 157,8% ≥ 100% KH (cách tính khác: 47,5% < 100% KH) (số ước)"
	populationWhy = "0,04% < 0,95% (số liệu 6 tháng đầu năm)"
	orderWhy      = "“Tình hình an ninh chính trị ổn định” khớp nội dung KH"
	defenceWhy    = "“hoàn thành tốt” thấp hơn “hoàn thành xuất sắc”"
)

var wardWant = map[string]told{
	"1": only(toldPart{"1", "135", "triệu đồng/ha", Met, "135 = 135 triệu đồng/ha (số liệu vụ Xuân Hè, số ước)"}),
	"2": only(toldPart{"2", "2.81", "%", InProgress, budgetWhy}),
	"3": only(toldPart{"3", "15.2", "%", Met, "tăng 15,2% trong khoảng 15–20% (số liệu 9 tháng đầu năm)"}),
	"4": {Met, "trường học đạt chuẩn quốc gia: 3 = 3 trường; trường MN Hoa Hồng đạt chuẩn: “mức độ 2” đúng mức KH", []toldPart{
		{"4.1", "3", "trường", Met, "3 = 3 trường"},
		{"4.2", "mức độ 2", "", Met, "“mức độ 2” đúng mức KH"},
	}},
	"5": notDue(toldPart{Code: "5.1", Unit: "%"}, toldPart{Code: "5.2", Unit: "%"}),
	"6": notDue(toldPart{Code: "6"}),
	"7": only(toldPart{"7", "100", "%", Met, "100% = 100%"}),
	"8": notDue(toldPart{Code: "8"}),
	"9": {InProgress, "Tỷ lệ phát triển dân số tự nhiên: " + populationWhy + "; Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng: chưa có số liệu", []toldPart{
		{"9.1", "0.04", "%", Met, populationWhy},
		{"9.2", "", "%", InProgress, "chưa có số liệu"},
	}},
	"10": only(toldPart{"10", "100", "%", Met, "100% = 100%"}),
	"11": notDue(toldPart{Code: "11", Unit: "%"}),
	"12": only(toldPart{"12", "117", "lao động", InProgress, "117 < 200 lao động"}),
	"13": {InProgress, "Tỷ lệ tham gia bảo hiểm y tế toàn dân: 99,99% ≥ 99,88%; BHXH tự nguyện: 76/116 = 65,5% < 100% KH", []toldPart{
		{"13.1", "99.99", "%", Exceeded, "99,99% ≥ 99,88%"},
		{"13.2", "65.5", "%", InProgress, "76/116 = 65,5% < 100% KH"},
	}},
	"14": only(toldPart{"14", "90", "%", InProgress, "9/10 = 90% < 95%"}),
	"15": {InProgress, "ổn định về an ninh chính trị: " + orderWhy + "; nhiệm vụ Quốc phòng và An ninh: " + defenceWhy, []toldPart{
		{"15.1", "Tình hình an ninh chính trị ổn định", "", Met, orderWhy},
		{"15.2", "hoàn thành tốt", "", InProgress, defenceWhy},
	}},
}

func TestWard2023(t *testing.T) {
	p, reports := wardPlan(t)
	for i, v := range Evaluate(p, reports, september) {
		tt := p.Indicators[i].TT
		if diff := cmp.Diff(wardWant[tt], tell(p.Indicators[i], v)); diff != "" {
			t.Errorf("row %s (-want +got):\n%s", tt, diff)
		}
	}
}

// The office's own assessments agree on every row but one: row 9 leaves out
// its second part.
func TestWard2023AgainstOffice(t *testing.T) {
	words := map[Status]string{
		Met: "Đạt chỉ tiêu KH", Exceeded: "Đạt chỉ tiêu KH", InProgress: "Đang tiếp tục thực hiện", NotDue: "Đang tiếp tục thực hiện",
	}
	p, reports := wardPlan(t)
	rows := wardRows(t)
	var differ []string
	for i, v := range Evaluate(p, reports, september) {
		if words[v.Status] != rows[i].office {
			differ = append(differ, rows[i].tt)
		}
	}
	if diff := cmp.Diff([]string{"9"}, differ); diff != "" {
		t.Errorf("rows that differ from the office (-want +got):\n%s", diff)
	}
}

// Once the year is closed, what is not met is missed, and what was left for
// later or never reported cannot be told.
func TestWard2023Closed(t *testing.T) {
	want := map[string]Status{
		"1": Met, "2": NotMet, "3": Met, "4": Met, "5": CannotTell, "6": CannotTell, "7": Met, "8": CannotTell,
		"9": CannotTell, "10": Met, "11": CannotTell, "12": NotMet, "13": NotMet, "14": NotMet, "15": NotMet,
	}
	p, reports := wardPlan(t)
	for i, v := range Evaluate(p, reports, closed) {
		tt := p.Indicators[i].TT
		if v.Status != want[tt] {
			t.Errorf("row %s: %s %q, want %s", tt, v.Status, v.Why, want[tt])
		}
		if v.Status == CannotTell && len(v.Questions) == 0 {
			t.Errorf("row %s cannot be told and nothing is asked", tt)
		}
	}
}

// Row 15 comes from two units, each with its own sentence.
func TestWard2023TwoUnits(t *testing.T) {
	p, reports := wardPlan(t)
	last := len(p.Indicators) - 1
	reports[last] = Report{Parts: []PartReport{
		{Sentence: "Tình hình an ninh chính trị ổn định;"},
		{Sentence: "hoàn thành tốt các nhiệm vụ Quốc phòng và An ninh."},
	}}
	got := tell(p.Indicators[last], Evaluate(p, reports, september)[last])
	if diff := cmp.Diff(wardWant["15"], got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The ward asks one thing only: which reading of a share counts.
func TestWard2023Questions(t *testing.T) {
	p, reports := wardPlan(t)
	asked := map[string][]string{}
	for i, v := range Evaluate(p, reports, september) {
		if len(v.Questions) > 0 {
			asked[p.Indicators[i].TT] = v.Questions
		}
	}
	want := map[string][]string{"2": {"Đánh giá theo 157,8% KH hay 47,5% KH? Đề nghị đơn vị xác nhận số được dùng."}}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
