package form

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// Which figures are asked about when people typed them where there is no
// decimal comma.
func TestMaybeTyped(t *testing.T) {
	tests := []struct {
		stored, unit, plan string
		want               string // "" is no question
	}{
		// A comma that was dropped.
		{"585", "%", "95 %", "58.5"},
		{"585", "%", "", "58.5"},
		{"9999", "%", "99.88 %", "99.99"},
		{"1005", "%", "100 %", "10.05"},
		{"100", "%", "95 %", ""},
		{"96", "%", "95 %", ""},
		{"45", "%", "95 %", ""},
		{"115", "%", "120 %", ""},
		{"150", "%", "120 %", ""},
		{"1215", "%", "120 %", "121.5"},
		{"4", "%", "0.5 %", "0.4"},
		{"45", "%", "0.5 %", "0.45"},
		{"96", "%", "9.5 %", "9.6"},
		{"12", "%", "1.5 điểm %", "1.2"},
		{"185", "ha", "20 ha", "18.5"},
		{"25", "ha", "20 ha", ""},
		{"185", "ha", "200 ha", ""},
		{"185", "ha", "", ""},
		{"4457", "tỷ đồng", "4500 triệu đồng", "4.457"},
		{"1727", "người", "200 người", ""},
		{"585", "vụ", "", ""},
		{"585", "ao cá", "60 ao cá", ""},
		{"4457000000", "đồng", "500000 đồng", ""},
		{"185", "", "20", "18.5"},
		{"0", "%", "95 %", ""},
		{"-585", "%", "95 %", ""},
		// Thousands that a dot cut off.
		{"1.727", "người", "", "1727"},
		{"1.727", "lao động", "2 lao động", "1727"},
		{"1.72", "người", "1700 người", "1720"},
		{"1727.5", "người", "", ""},
		{"0.727", "người", "", ""},
		{"1.7275", "người", "", ""},
		{"12.345", "%", "95 %", ""},
		{"269.505", "tỷ đồng", "", "269505"},
		{"269.505", "tỷ đồng", "260 tỷ đồng", ""},
		{"269.505", "tỷ đồng", "260000 tỷ đồng", "269505"},
		{"7.467", "ha", "", "7467"},
		{"7.46", "ha", "", ""},
		{"7.46", "ha", "7000 ha", "7460"},
		{"7.46", "ha", "20 ha", ""},
		{"7467.234", "m²", "", ""},
	}
	for _, tt := range tests {
		var target language.Target
		if level, unit, _ := strings.Cut(tt.plan, " "); level != "" {
			target.Low, target.Unit = decimal.NewNullDecimal(decimal.RequireFromString(level)), unit
		}
		got := ""
		if other, ok := expect(tt.unit, target).maybeTyped(decimal.RequireFromString(tt.stored)); ok {
			got = other.String()
		}
		if got != tt.want {
			t.Errorf("%s %s of %q: perhaps typed %q, want %q", tt.stored, tt.unit, tt.plan, got, tt.want)
		}
	}
}

// Without a level the plan's assigned figure says what to expect.
func TestMaybeTypedOfAnAssignedFigure(t *testing.T) {
	given := language.Target{Op: language.OpComplete, Unit: "ha", Given: decimal.NewNullDecimal(decimal.New(20, 0))}
	if other, ok := expect("ha", given).maybeTyped(decimal.New(185, 0)); !ok || other.String() != "18.5" {
		t.Errorf("185 ha of 20 ha assigned: perhaps typed %s, %v", other, ok)
	}
}

func TestReadUnitWithoutADecimalComma(t *testing.T) {
	percent := workbook.Cell{Kind: workbook.Number, Value: "5.85", Format: "0%"}
	tests := []struct {
		name, locale string
		cell         workbook.Cell
		sentence     string
		want         string // value and other reading
		codes        []string
	}{
		{"asked", "en_US", workbook.NumberCell("4"), "", "4 0.4", []string{"Văn hóa!F4 locale_figure"}},
		{"in percent format", "en_US", percent, "", "585 58.5", []string{"Văn hóa!F4 percent_format", "Văn hóa!F4 locale_figure"}},
		{"decimal comma", "", workbook.NumberCell("4"), "", "4 ", nil},
		{"plausible", "en_US", workbook.NumberCell("0.4"), "", "0.4 ", nil},
		{"typed as text", "en_US", workbook.TextCell("4%"), "", "4 ", nil},
		{"worked out", "en_US", workbook.Cell{Kind: workbook.Number, Value: "4", Formula: true}, "", "4 ", nil},
		{"confirmed by the sentence", "en_US", workbook.NumberCell("4"), "Hộ nghèo còn 4%", "4 ", nil},
		{"another sentence", "en_US", workbook.NumberCell("4"), "Hộ nghèo còn 0,4%", "4 0.4", []string{"Văn hóa!F4 locale_figure"}},
		{"blank", "en_US", workbook.Cell{}, "Còn 0,4%", " ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tab := cultureTab(t, func(g *workbook.Grid) {
				g.PointLocale = tt.locale
				set(g, "F4", tt.cell)
				set(g, "G4", workbook.TextCell(tt.sentence))
			})
			wantCodes(t, tab.Problems, tt.codes...)
			row := tab.Rows[0]
			got := row.Figure.Value + " "
			if row.Figure.Other.Valid {
				got += row.Figure.Other.Decimal.String()
			}
			if got != tt.want {
				t.Errorf("figure %q, want %q", got, tt.want)
			}
			if asked := row.Figure.Action == language.ActionAsk; asked != row.Figure.Other.Valid || asked != (row.Seen[0].PointLocale != "") {
				t.Errorf("asked %v, other reading %v, seen in %q", asked, row.Figure.Other, row.Seen[0].PointLocale)
			}
			again := Recorded(tab.Unit, planRows(tab), tab.Period, pasts(tab), testSettings())
			if diff := cmp.Diff(row.Figure.Other, again.Rows[0].Figure.Other); diff != "" {
				t.Errorf("recorded it reads otherwise:\n%s", diff)
			}
		})
	}
}

func planRows(tab UnitTab) []PlanRow {
	var rows []PlanRow
	for _, r := range tab.Rows {
		rows = append(rows, r.Plan)
	}
	return rows
}

func TestWordsOfALocaleWithoutADecimalComma(t *testing.T) {
	at := workbook.Address{Tab: "T", Row: 3, Col: 5}
	for _, tt := range []struct{ stored, other, unit, want string }{
		{"585", "58.5", "%", "Ô này ghi 585; bảng tính đang dùng ngôn ngữ en_US nên có thể đã gõ 58,5. Là 585% hay 58,5%? "},
		{"1.727", "1727", "người", "Ô này ghi 1.727; bảng tính đang dùng ngôn ngữ en_US nên dấu chấm được hiểu là dấu thập phân. Là 1.727 người hay 1,727 người? "},
	} {
		p := problemPointLocale(at, "en_US", decimal.RequireFromString(tt.stored), decimal.RequireFromString(tt.other), tt.unit)
		if !strings.HasPrefix(p.Text, tt.want) || !strings.Contains(p.Text, "Tệp › Cài đặt › Ngôn ngữ") || !strings.Contains(p.Text, "gõ lại") {
			t.Errorf("%s: %s", tt.stored, p.Text)
		}
	}
}

// A target that stands in a cell is not taken while it has two readings.
func TestReadPlanWithoutADecimalComma(t *testing.T) {
	tests := []struct {
		name, text string
		level      string // Mức KH
		want       string // the target's level and operator
		asks       bool
	}{
		{"the sentence says another", "Tỷ lệ hộ dùng nước sạch đạt 58,5%", "585", "58.5 eq", true},
		{"the sentence says the same", "Tỷ lệ tăng thu đạt 585%", "585", "585 eq", false},
		{"only the cell", "Tỷ lệ hộ dùng nước sạch", "585", "0 ", true},
		{"done as assigned", "Hoàn thành chỉ tiêu thu ngân sách tỉnh giao", "585", "100 complete", true},
		{"counted", "Giải quyết việc làm cho 200 lao động", "250", "250 eq", false},
		{"thousands", "Giải quyết việc làm cho 1.800 lao động", "1.727", "1800 eq", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			unit, op := "%", "="
			if strings.HasPrefix(tt.text, "Hoàn thành") {
				op = ""
			}
			if strings.Contains(tt.text, "lao động") {
				unit = "lao động"
			}
			g := sheet("Kế hoạch", planHead, "12|12|02|"+tt.text+"|Văn hóa|"+unit+"|"+op+"|x||||||||||")
			set(g, "H2", workbook.NumberCell(tt.level))
			g.PointLocale = "en_US"
			p := ReadPlan(g, testSettings())
			asked := false
			for _, problem := range p.Problems {
				asked = asked || problem.Code == "locale_figure" && problem.Cell() == "Kế hoạch!H2"
			}
			target := p.Plan.Indicators[0].Parts[0].Versions[0].Target
			if got := target.Low.Decimal.String() + " " + string(target.Op); got != tt.want || asked != tt.asks {
				t.Errorf("reads %q, asked %v, want %q, %v", got, asked, tt.want, tt.asks)
			}
			g.PointLocale = ""
			for _, problem := range ReadPlan(g, testSettings()).Problems {
				if problem.Code == "locale_figure" {
					t.Errorf("asked where the comma is the decimal mark: %s", problem.Text)
				}
			}
		})
	}
}
