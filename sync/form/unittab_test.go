package form

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/workbook"
)

const unitHead = "Mã|TT|Nhiệm vụ/Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|Kết quả|Ước|Ghi chú|Tỷ lệ (%)|Đánh giá|Kiểm tra|Đọc lúc"

// cultureTab reads a tab of the unit Văn hóa, which reports on 1, 2.1 and 2.2.
func cultureTab(t *testing.T, change func(*workbook.Grid), rows ...string) UnitTab {
	t.Helper()
	p, units := smallPlan(t)
	roster := NewRoster(units)
	u, _ := roster.Find("Văn hóa")
	if rows == nil {
		rows = []string{
			"1|1|Tỷ lệ hộ nghèo||||Còn 0,4%||||||",
			"2|2|BHYT và BHXH||||BHYT đạt 96%; BHXH đạt 100% kế hoạch||||||",
			"2.1|||||||||||",
			"2.2|||||||||||",
		}
	}
	g := sheet("Văn hóa", append([]string{"Kỳ báo cáo|9/2023", "", unitHead}, rows...)...)
	if change != nil {
		change(g)
	}
	return ReadUnit(g, units[u], Expected(p, roster)[u], testSettings())
}

func TestReadUnit(t *testing.T) {
	tab := cultureTab(t, nil)
	wantCodes(t, tab.Problems)
	if tab.Period != calendar.MonthOf(2023, 9) {
		t.Errorf("period %v", tab.Period)
	}
	var got []string
	for _, r := range tab.Rows {
		got = append(got, r.Plan.Code+" "+r.Sentence)
	}
	want := []string{"1 Còn 0,4%", "2 BHYT đạt 96%; BHXH đạt 100% kế hoạch", "2.1 ", "2.2 "}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("rows %q, want %q", got, want)
	}
}

func TestReadUnitPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"Kỳ báo cáo|9/2023":               "2023-09",
		"Kỳ báo cáo: 09/2023":             "2023-09",
		"KỲ BÁO CÁO:||Tháng 9 năm 2023":   "2023-09",
		"Phường Thử|Kỳ báo cáo||năm 2023": "2023",
	} {
		tab := cultureTab(t, func(g *workbook.Grid) {
			*g = *workbook.NewGrid(g.Tab, append([][]workbook.Cell{sheet("", text).Row(0)}, rowsOf(g)[1:]...))
		})
		wantCodes(t, tab.Problems)
		if tab.Period.String() != want {
			t.Errorf("%q: period %q, want %s", text, tab.Period, want)
		}
	}
	tab := cultureTab(t, func(g *workbook.Grid) { set(g, "B1", workbook.TextCell("cuối quý")) })
	wantCodes(t, tab.Problems, "Văn hóa!B1 bad_period")
	tab = cultureTab(t, func(g *workbook.Grid) { set(g, "A1", workbook.TextCell("Báo cáo")) })
	wantCodes(t, tab.Problems, "Văn hóa no_period")
	if tab.Refused {
		t.Error("a tab without period was not read")
	}
}

func rowsOf(g *workbook.Grid) [][]workbook.Cell {
	var rows [][]workbook.Cell
	for row := range g.Rows() {
		rows = append(rows, g.Row(row))
	}
	return rows
}

// Each kind of cell that a person or a spreadsheet can leave where a figure
// belongs.
func TestReadUnitFigures(t *testing.T) {
	tests := []struct {
		name  string
		cell  workbook.Cell
		value string
		codes []string
	}{
		{"number", workbook.NumberCell("0.4"), "0.4", nil},
		{"number as text", workbook.TextCell("0,4"), "0.4", nil},
		{"percent format", workbook.Cell{Kind: workbook.Number, Value: "0.004", Format: "0.0%"}, "0.4", []string{"Văn hóa!F4 percent_format"}},
		{"date", workbook.Cell{Kind: workbook.Date, Value: "2023-10-09", Format: "d/m/yyyy"}, "", []string{"Văn hóa!F4 date_figure"}},
		{"formula error", workbook.Cell{Kind: workbook.Error, Value: "#REF!", Formula: true}, "", []string{"Văn hóa!F4 formula_error"}},
		{"formula without a stored value", workbook.Cell{Formula: true}, "", []string{"Văn hóa!F4 formula_unstored"}},
		{"true", workbook.BoolCell(true), "", []string{"Văn hóa!F4 not_a_figure"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tab := cultureTab(t, func(g *workbook.Grid) { set(g, "F4", tt.cell) })
			wantCodes(t, tab.Problems, tt.codes...)
			if got := tab.Rows[0].Figure.Value; got != tt.value {
				t.Errorf("figure %q, want %q", got, tt.value)
			}
			if (len(tt.codes) > 0) != (len(tab.Rows[0].Told) > 0) {
				t.Errorf("told beside the row: %q", tab.Rows[0].Told)
			}
		})
	}
}

func TestPercentFormatWhereThePlanCountsThings(t *testing.T) {
	at := workbook.Address{Tab: "T", Row: 3, Col: 5}
	cell := workbook.Cell{Kind: workbook.Number, Value: "0.585", Format: "0.0%"}
	r, p := readFigure(at, cell, language.Known{Unit: "lao động"})
	if p == nil || p.Level != Ask || r.Action != language.ActionAsk {
		t.Errorf("58,5%% where persons are counted: %+v, %+v", r, p)
	}
	r, p = readFigure(at, cell, language.Known{Unit: "%"})
	if p == nil || p.Level != Note || !r.Number.Decimal.Equal(decimal.RequireFromString("58.5")) {
		t.Errorf("58,5%% where percent is counted: %+v, %+v", r, p)
	}
}

func TestReadUnitRows(t *testing.T) {
	one, two := "1|1|Tỷ lệ hộ nghèo||||Còn 0,4%||||||", "2|2|BHYT và BHXH||||BHYT đạt 96%||||||"
	p1, p2 := "2.1|||||||||||", "2.2|||||||||||"
	tests := []struct {
		name    string
		rows    []string
		codes   []string
		refused bool
	}{
		{"doubled Mã", []string{one, two, p1, p2, one}, []string{"Văn hóa!A8 doubled_code"}, true},
		{"unknown Mã", []string{one, two, p1, p2, "77||Việc khác||||xong||||||"}, []string{"Văn hóa!A8 unknown_code"}, false},
		{"another unit's Mã", []string{one, two, p1, p2, "3||Việc làm||||200||||||"}, []string{"Văn hóa!A8 unknown_code"}, false},
		{"answer without Mã", []string{one, two, p1, p2, "||Việc khác||||xong||||||"}, []string{"Văn hóa!A8 no_code"}, false},
		{"row missing", []string{one, two, p1}, []string{"Văn hóa missing_row"}, false},
		{"blank row in the middle", []string{one, "||||||||||||", two, p1, p2}, []string{"Văn hóa!A5 blank_row"}, false},
		{"withdrawn row", []string{one, two, p1, p2, "9||Việc cũ||||||||Thôi giao||"}, nil, false},
		{"sorted otherwise", []string{p2, p1, two, one}, nil, false},
		{"mark that is none", []string{"1|1|Tỷ lệ hộ nghèo||||Còn 0,4%|chắc vậy|||||", two, p1, p2}, []string{"Văn hóa!H4 bad_choice"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.name == "withdrawn row" {
				tt.rows[4] = "9||Việc cũ|||||||||Thôi giao|"
			}
			tab := cultureTab(t, nil, tt.rows...)
			wantCodes(t, tab.Problems, tt.codes...)
			if tab.Refused != tt.refused {
				t.Errorf("refused %v", tab.Refused)
			}
		})
	}
}

func TestReadUnitShape(t *testing.T) {
	tab := cultureTab(t, func(g *workbook.Grid) { g.HiddenRows = map[int]bool{3: true, 5: true} })
	wantCodes(t, tab.Problems, "Văn hóa!A4 hidden_row")
	if !strings.Contains(tab.Problems[0].Text, "4, 6") || tab.Rows[0].Sentence == "" {
		t.Errorf("hidden rows: %q, read %q", tab.Problems[0].Text, tab.Rows[0].Sentence)
	}
	tab = cultureTab(t, func(g *workbook.Grid) { g.Merges = []workbook.Area{{Top: 5, Bottom: 7, Left: 6, Right: 7}} })
	wantCodes(t, tab.Problems, "Văn hóa!G6 merged_rows")
	tab = cultureTab(t, func(g *workbook.Grid) { g.Merges = []workbook.Area{{Top: 3, Bottom: 4, Left: 8, Right: 9}} })
	wantCodes(t, tab.Problems)
}

func TestTabWithoutCodesIsMatchedByText(t *testing.T) {
	p, units := smallPlan(t)
	roster := NewRoster(units)
	u, _ := roster.Find("Địa chính")
	expected := Expected(p, roster)[u]
	head := "TT|Nhiệm vụ/Chỉ tiêu|Thực hiện|Kết quả|Ước|Tỷ lệ (%)|Đánh giá|Kiểm tra|Đọc lúc"
	read := func(rows ...string) UnitTab {
		return ReadUnit(sheet("Địa chính", append([]string{"Kỳ báo cáo|9/2023", head}, rows...)...), units[u], expected, testSettings())
	}
	tab := read("1.1|Dự án Đường số 7|||||||", "3|Giải quyết việc làm: 200 lao động|117||||||")
	wantCodes(t, tab.Problems)
	if len(tab.Rows) != 2 || tab.Rows[0].Plan.Code != "N1.1" || tab.Rows[1].Plan.Code != "3" {
		t.Errorf("matched %+v", tab.Rows)
	}
	if edits := tab.planEdits(tab.Rows[0]); len(edits) == 0 {
		t.Log("plan columns already as the plan has them")
	}
	for _, e := range tab.StatusEdits(nil, "") {
		if e.Col < 2 {
			t.Errorf("a tab without Mã had its own text written over at %s", e.A1())
		}
	}
	tab = read("1.1|Dự án Đường số 7|||||||", "9|Đào tạo nghề cho lao động|117||||||")
	wantCodes(t, tab.Problems, "Địa chính!B4 doubtful_row", "Địa chính missing_row")
}

func TestStatusEdits(t *testing.T) {
	tab := cultureTab(t, nil)
	status := map[string]RowStatus{"1": {
		Ratio: decimal.NewNullDecimal(decimal.RequireFromString("83.3333")), Words: "Đạt chỉ tiêu KH", Check: []string{"0,4% < 0,5%", "", "0,4% < 0,5%", "Hỏi?"},
	}}
	var got []workbook.CellEdit
	for _, e := range tab.StatusEdits(status, "30/09/2023 17:00") {
		if e.Row == 3 && e.Col >= 9 {
			got = append(got, e)
		}
	}
	wantEdits(t, got, "J4=83.33", "K4=Đạt chỉ tiêu KH", "L4=0,4% < 0,5%\nHỏi?", "M4=30/09/2023 17:00")

	same := cultureTab(t, nil, "1|1|Tỷ lệ hộ nghèo: dưới 0,5%|%|< 0,5%||Còn 0,4%||||Đạt chỉ tiêu KH|0,4% < 0,5%|29/09/2023 08:00",
		"2|2|Tỷ lệ tham gia BHYT: 95%; hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao||||x||||||", "2.1||||||||||||", "2.2||||||||||||")
	for _, e := range same.StatusEdits(map[string]RowStatus{"1": {Words: "Đạt chỉ tiêu KH", Check: []string{"0,4% < 0,5%"}}}, "30/09/2023 17:00") {
		if e.Row == 3 {
			t.Errorf("nothing changed in row 1, yet %s=%s", e.A1(), e.Value.Value)
		}
	}
}

func TestTooLongForTheBieu(t *testing.T) {
	long := strings.Repeat("ă", 50_000)
	tab := cultureTab(t, func(g *workbook.Grid) { set(g, "G4", workbook.TextCell(long)) })
	wantCodes(t, tab.Problems, "Văn hóa!G4 too_long")
	answers := AnswersOf([]UnitTab{tab})
	if got := answers[answerKey("1", 0)].Sentence; got != seeTab("Văn hóa") {
		t.Errorf("the Biểu would hold %d characters", len([]rune(got)))
	}
	if !tooLong(strings.Repeat("𝒜", MaxText/2+1)) || tooLong(strings.Repeat("ă", MaxText)) {
		t.Error("length is not counted in UTF-16 units")
	}
}

func TestFigureInAHeadRowIsTold(t *testing.T) {
	tab := cultureTab(t, func(g *workbook.Grid) { set(g, "F5", workbook.NumberCell("0.3")) })
	wantCodes(t, tab.Problems, "Văn hóa!F5 head_figure")
}
