package form

import (
	"testing"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/workbook"
)

var receiptLine = ReceiptWords(calendar.MonthOf(2023, time.September), time.Date(2023, 9, 30, 10, 0, 0, 0, time.UTC), false,
	"3f2a1b2c3d4e5f60718293a4b5c6d7e8", hanoi)

func TestReceiptWords(t *testing.T) {
	if want := "kỳ 9/2023 đủ số liệu lúc 17:00 ngày 30/09/2023, đúng hạn; mã số liệu 3f2a1b2c3d4e"; receiptLine != want {
		t.Errorf("got %q, want %q", receiptLine, want)
	}
	late := ReceiptWords(calendar.YearOf(2023), time.Date(2023, 12, 5, 0, 0, 0, 0, hanoi), true, "3f", hanoi)
	if want := "kỳ năm 2023 đủ số liệu lúc 00:00 ngày 05/12/2023, nộp trễ; mã số liệu 3f"; late != want {
		t.Errorf("got %q, want %q", late, want)
	}
	if !receiptForm.MatchString(receiptLine) || !receiptForm.MatchString(late) {
		t.Error("a receipt is not known for one")
	}
}

// Every tab is read as a unit's; the receipt goes where it may.
func TestReceiptEdits(t *testing.T) {
	older := "kỳ 8/2023 đủ số liệu lúc 17:00 ngày 31/08/2023, đúng hạn; mã số liệu 000000000000"
	headers := "Mã|Nhiệm vụ/Chỉ tiêu|Thực hiện|Kết quả|Ước|Tỷ lệ (%)|Đánh giá|Kiểm tra|Đọc lúc"
	merged := func(areas ...workbook.Area) func(*workbook.Grid) {
		return func(g *workbook.Grid) { g.Merges = areas }
	}
	for _, tt := range []struct {
		name, line string
		change     func(*workbook.Grid)
		want       []string
		told       bool
	}{
		{"beside its label", "Kỳ báo cáo||9/2023||Biên nhận", nil, []string{"F1=" + receiptLine}, false},
		{"again", "Kỳ báo cáo||9/2023||Biên nhận|" + receiptLine, nil, nil, false},
		{"over an older one", "Kỳ báo cáo||9/2023||Biên nhận|" + older, nil, []string{"F1=" + receiptLine}, false},
		{"not over a person's text", "Kỳ báo cáo||9/2023||Biên nhận|đã gửi bản giấy", nil, nil, true},
		{"not over a person's formula", "Kỳ báo cáo||9/2023||Biên nhận|x",
			func(g *workbook.Grid) { g.Row(0)[5] = workbook.Cell{Kind: workbook.Text, Value: older, Formula: true} }, nil, true},
		{"beside a merged label", "Kỳ báo cáo||9/2023||Biên nhận", merged(workbook.Area{Top: 0, Bottom: 1, Left: 4, Right: 6}), []string{"G1=" + receiptLine}, false},
		{"without a label", "Kỳ báo cáo||9/2023", nil, []string{"E1=Biên nhận", "F1=" + receiptLine}, false},
		{"without a label, a colon", "Kỳ báo cáo: 9/2023", nil, []string{"C1=Biên nhận", "D1=" + receiptLine}, false},
		{"past what people wrote", "Kỳ báo cáo||9/2023|Phòng|Hạn 5/10", nil, []string{"G1=Biên nhận", "H1=" + receiptLine}, false},
		{"past merged cells", "Kỳ báo cáo||9/2023", merged(workbook.Area{Top: 0, Bottom: 2, Left: 4, Right: 5}), []string{"F1=Biên nhận", "G1=" + receiptLine}, false},
		{"into an area merged for it", "Kỳ báo cáo||9/2023", merged(workbook.Area{Top: 0, Bottom: 1, Left: 5, Right: 9}), []string{"E1=Biên nhận", "F1=" + receiptLine}, false},
		{"no room", "Kỳ báo cáo||9/2023|||||Hạn", nil, nil, true},
		{"all merged", "Kỳ báo cáo: 9/2023", merged(workbook.Area{Top: 0, Bottom: 1, Left: 0, Right: 9}), nil, true},
		{"no line", "Trạm y tế", nil, nil, true},
	} {
		g := sheet("Trạm y tế", tt.line, "", headers, "1|Tỷ lệ hộ nghèo: dưới 0,5%|0.4|||||||")
		if tt.change != nil {
			tt.change(g)
		}
		u := ReadUnit(g, Unit{Name: "Trạm y tế", Tab: "Trạm y tế"}, nil, testSettings())
		edits, problem := u.ReceiptEdits(receiptLine)
		t.Run(tt.name, func(t *testing.T) {
			wantEdits(t, edits, tt.want...)
			if (problem != nil) != tt.told || problem != nil && (problem.Level != Note || problem.Code != "no_receipt_room") {
				t.Errorf("told %+v", problem)
			}
		})
		if edits, _ := u.ReceiptEdits(""); edits != nil {
			t.Errorf("%s: without a receipt %v", tt.name, edited(edits))
		}
	}
}

// A blank period cell is not read from the receipt to the right of it.
func TestReceiptIsNoPeriod(t *testing.T) {
	plan, units := smallPlan(t)
	expected := Expected(plan, NewRoster(units))
	g := UnitLayout(units[0], expected[0], testSettings()).Grid()
	for _, typed := range []string{"", receiptLine} {
		g.Row(0)[5] = workbook.TextCell(typed)
		u := ReadUnit(g, units[0], expected[0], testSettings())
		if !u.Period.IsZero() || u.PeriodText != "" || u.PeriodSeen.At.A1() != "C1" || u.PeriodSeen.Column != "Kỳ báo cáo" {
			t.Errorf("beside the receipt %q: period %q in %s", typed, u.PeriodText, u.PeriodSeen.At.A1())
		}
	}
}
