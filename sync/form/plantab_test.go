package form

import (
	"strings"
	"testing"
	"time"

	"bieu/rules/language"
	"bieu/rules/plan"
	"bieu/sync/workbook"
)

const planHead = "Mã|TT|Biểu|Nhiệm vụ/Chỉ tiêu|Đơn vị|ĐVT|So sánh|Mức KH|Đến|Cấp giao|Mức giao|Chiều|Cách tính|Kỳ đánh giá|Hiệu lực từ|Căn cứ|Máy hiểu|Hỏi"

func planOf(t *testing.T, rows ...string) PlanTab {
	t.Helper()
	return ReadPlan(sheet("Kế hoạch", append([]string{planHead}, rows...)...), testSettings())
}

func TestReadPlanFromSentences(t *testing.T) {
	p := planOf(t,
		"N1|1|01|Giải phóng mặt bằng|",
		"N1.1|1.1|01|Dự án đường số 7|Địa chính",
		"12|12|02|Giải quyết việc làm mới cho 200 lao động|Văn hóa",
		"13|13|02|Tỷ lệ tham gia BHYT: 99,88% (thành phố 99,7%); hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao|Văn hóa",
		"13.1||02|Tỷ lệ tham gia BHYT|",
		"13.2||02|BHXH tự nguyện|Bảo hiểm",
	)
	wantCodes(t, p.Problems)
	if len(p.Plan.Tasks) != 2 || p.Plan.Tasks[0].Owner != "" || p.Plan.Tasks[1].Owner != "Địa chính" {
		t.Errorf("tasks %+v", p.Plan.Tasks)
	}
	if len(p.Plan.Indicators) != 2 {
		t.Fatalf("%d indicators", len(p.Plan.Indicators))
	}
	parts := p.Plan.Indicators[1].Parts
	if len(parts) != 2 || parts[0].Owner != "Văn hóa" || parts[1].Owner != "Bảo hiểm" {
		t.Fatalf("parts %+v", parts)
	}
	first, second := parts[0].Versions[0].Target, parts[1].Versions[0].Target
	if first.Op != language.OpEq || first.Low.Decimal.String() != "99.88" || first.Given.Decimal.String() != "99.7" {
		t.Errorf("13.1 reads %+v", first)
	}
	if second.Op != language.OpComplete || second.Giver != "thành phố" {
		t.Errorf("13.2 reads %+v", second)
	}
	for _, row := range p.Rows {
		if !row.Task && !row.Head && row.Goal == "" {
			t.Errorf("row %s has no goal", row.Code)
		}
	}
	if edits := edited(p.Edits); len(edits) != 3 || !strings.HasPrefix(edits[0], "Q4=200 lao động") {
		t.Errorf("Máy hiểu: %q", edits)
	}
}

func TestReadPlanOverruled(t *testing.T) {
	p := planOf(t, "12|12|02|Giải quyết việc làm mới cho 200 lao động|Văn hóa|người|≥|250||tỉnh|300|thấp|lũy kế|tháng||")
	wantCodes(t, p.Problems)
	v := p.Plan.Indicators[0].Parts[0].Versions[0]
	if v.Target.Op != language.OpGe || v.Target.Low.Decimal.String() != "250" || v.Target.Giver != "tỉnh" || v.Target.Given.Decimal.String() != "300" {
		t.Errorf("target %+v", v.Target)
	}
	if v.Polarity != language.LowerIsBetter || v.Counting != plan.Cumulative || v.Judged != plan.JudgedMonthly {
		t.Errorf("version %+v", v)
	}
	if text := p.Edits[0].Value.Value; !strings.Contains(text, "≥ 250") || !strings.Contains(text, "câu chữ ghi 200 lao động") {
		t.Errorf("Máy hiểu: %q", text)
	}
}

func TestReadPlanComparisonWords(t *testing.T) {
	for _, c := range comparisons {
		op, ok := comparisonOf(" " + strings.ToUpper(c.word) + " ")
		if !ok || op != c.op {
			t.Errorf("%q reads %q, %v", c.word, op, ok)
		}
		if back, _ := comparisonOf(comparisonWord(c.op)); back != c.op {
			t.Errorf("%s is written %q", c.op, comparisonWord(c.op))
		}
	}
	if _, ok := comparisonOf("gần bằng"); ok {
		t.Error("an unknown word was taken")
	}
}

func TestReadPlanVersions(t *testing.T) {
	p := planOf(t,
		"12|12|02|Giải quyết việc làm mới cho 250 lao động|Văn hóa||||||||||01/07/2023|QĐ điều chỉnh",
		"12|12|02|Giải quyết việc làm mới cho 200 lao động|Văn hóa",
	)
	wantCodes(t, p.Problems)
	part := p.Plan.Indicators[0].Parts[0]
	for _, tt := range []struct {
		month time.Month
		want  string
	}{{6, "200"}, {7, "250"}, {9, "250"}} {
		if got := part.At(time.Date(2023, tt.month, 30, 12, 0, 0, 0, hanoi)).Target.Low.Decimal.String(); got != tt.want {
			t.Errorf("in month %d the target is %s, want %s", tt.month, got, tt.want)
		}
	}
}

func TestReadPlanProblems(t *testing.T) {
	row := "12|12|02|Giải quyết việc làm mới cho 200 lao động|Văn hóa|"
	tests := []struct {
		name string
		rows []string
		want []string
	}{
		{"empty", nil, []string{"Kế hoạch empty_plan"}},
		{"doubled Mã", []string{row, row}, []string{"Kế hoạch!A3 doubled_code"}},
		{"text without Mã", []string{row, "||02|Việc khác|Văn hóa"}, []string{"Kế hoạch!A3 no_code"}},
		{"no owner", []string{"12|12|02|Giải quyết việc làm mới cho 200 lao động|"}, []string{"Kế hoạch!E2 no_owner"}},
		{"unknown comparison", []string{row + "|gần bằng"}, []string{"Kế hoạch!G2 bad_choice"}},
		{"unknown polarity", []string{row + "||||||nhiều"}, []string{"Kế hoạch!L2 bad_choice"}},
		{"no day", []string{row + "|||||||||sau này"}, []string{"Kế hoạch!O2 bad_choice"}},
		{"nothing to judge by", []string{"12|12|02|Chăm lo đời sống nhân dân|Văn hóa"}, []string{"Kế hoạch!R2 target_ask"}},
		{"two targets in one row", []string{"5|5|02|Gia đình văn hóa: từ 94% trở lên; tổ dân phố văn hóa: từ 88% trở lên|Văn hóa"}, []string{"Kế hoạch!R2 target_ask"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantCodes(t, planOf(t, tt.rows...).Problems, tt.want...) })
	}
	g := sheet("Kế hoạch", planHead, row)
	set(g, "A2", workbook.Cell{Kind: workbook.Date, Value: "2023-01-13"})
	wantCodes(t, ReadPlan(g, testSettings()).Problems, "Kế hoạch!A2 date_code", "Kế hoạch empty_plan")
}

func TestCodesAsSpreadsheetsKeepThem(t *testing.T) {
	for want, cell := range map[string]workbook.Cell{
		"13.1": workbook.NumberCell("13.1"), "13": workbook.NumberCell("13"), "N1.1": workbook.TextCell(" n1.1. "), "12": workbook.TextCell("12)"),
	} {
		if got := codeKey(cell); got != want {
			t.Errorf("%q reads %q, want %q", cell.Value, got, want)
		}
	}
}

func TestReadUnits(t *testing.T) {
	g := sheet("Đơn vị", "Mã đơn vị|Đơn vị|Trang|Tệp|Email",
		"TYT|Trạm y tế|||tyt@phuong", "CA|Công an|Công an phường|ca.xlsx|", "|trạm Y tế|Khác||", "X|Khác|Công an phường|ca.xlsx|", "||||")
	units, problems := ReadUnits(g, testSettings())
	wantCodes(t, problems, "Đơn vị!B4 doubled_unit", "Đơn vị!B5 shared_tab")
	if len(units) != 2 || units[0].Tab != "Trạm y tế" || units[1].File != "ca.xlsx" {
		t.Errorf("units %+v", units)
	}
	roster := NewRoster(units)
	for name, want := range map[string]int{"Trạm Y Tế": 0, "TYT": 0, "công an": 1} {
		if i, ok := roster.Find(name); !ok || i != want {
			t.Errorf("%q is unit %d, %v", name, i, ok)
		}
	}
	if _, ok := roster.Find("Đội thuế"); ok {
		t.Error("an unknown unit was found")
	}
}
