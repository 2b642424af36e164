package form

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/workbook"
)

var september = calendar.MonthOf(2023, 9)

// answersGrid is a tab with every kind of cell that a person can leave.
func answersGrid() *workbook.Grid {
	g := sheet("Văn hóa",
		"Kỳ báo cáo|9/2023", "",
		"Mã|TT|Nhiệm vụ/Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|Kết quả|Ước|Ghi chú|Tỷ lệ (%)|Đánh giá|Kiểm tra|Đọc lúc",
		"9|9|Giảm tỷ lệ hộ nghèo||0,4%|||||||||",
		"12|12|Giải quyết việc làm|lao động|200|||x|đã rà soát||||",
		"13|13|Việc khác||||Không phát sinh|||||||")
	set(g, "F4", workbook.Cell{Kind: workbook.Number, Value: "0.004", Format: "0.0%"})
	set(g, "F5", workbook.NumberCell("117"))
	return g
}

func answersExpected() []PlanRow {
	return []PlanRow{{Code: "9", Text: "Giảm tỷ lệ hộ nghèo"}, {Code: "12", Text: "Giải quyết việc làm", Unit: "lao động"}, {Code: "13", Text: "Việc khác"}}
}

// pasts is what would be recorded of a tab.
func pasts(tab UnitTab) []Past {
	var cells []Past
	for _, r := range tab.Rows {
		for _, s := range r.Seen {
			cells = append(cells, Past{r.Plan.Code, s.Column, s.Cell, s.PointLocale})
		}
	}
	return cells
}

func TestRecordedReadsAsTheTabDid(t *testing.T) {
	u := Unit{Name: "Văn hóa", Tab: "Văn hóa"}
	live := ReadUnit(answersGrid(), u, answersExpected(), testSettings())
	back := Recorded(u, answersExpected(), september, pasts(live), testSettings())
	ignore := []cmp.Option{
		cmpopts.IgnoreFields(UnitRow{}, "row", "Seen"), cmp.AllowUnexported(UnitRow{}),
		cmp.Comparer(func(a, b PlanRow) bool { return a.Code == b.Code }),
		cmp.Comparer(func(a, b language.CellReading) bool {
			return a.Value == b.Value && a.Text == b.Text && a.Action == b.Action
		}),
	}
	if diff := cmp.Diff(live.Rows, back.Rows, ignore...); diff != "" {
		t.Error(diff)
	}
	if back.Period != september || back.Refused || len(back.Problems) != len(live.Problems) {
		t.Errorf("period %s, problems %v, of the tab %v", back.Period, codes(back.Problems), codes(live.Problems))
	}
}

func TestRecordedLeavesOutWhatThePlanNoLongerHas(t *testing.T) {
	u := Unit{Name: "Văn hóa", Tab: "Văn hóa"}
	back := Recorded(u, answersExpected()[:1], september, []Past{{Code: "12", Column: "Thực hiện", Cell: workbook.NumberCell("1")}}, testSettings())
	if len(back.Rows) != 1 || !back.Rows[0].Blank() {
		t.Errorf("rows %v", back.Rows)
	}
}

func TestFreezeJudgesByWhatWasClosed(t *testing.T) {
	u := Unit{Name: "Văn hóa", Tab: "Văn hóa"}
	closed := Recorded(u, answersExpected(), september, pasts(ReadUnit(answersGrid(), u, answersExpected(), testSettings())), testSettings())
	g := answersGrid()
	set(g, "F5", workbook.NumberCell("120"))
	set(g, "G6", workbook.Cell{})
	set(g, "F4", workbook.TextCell("khoảng vài"))
	live := ReadUnit(g, u, answersExpected(), testSettings())
	live.Freeze(closed, Frozen{Period: september, Seen: func(Seen, string) string { return "08:12 ngày 05/10/2023" }})
	if got := live.Rows[1].Figure.Value; got != "117" {
		t.Errorf("figure %q, want the closed one", got)
	}
	if got := live.Rows[2].Sentence; got != "Không phát sinh" {
		t.Errorf("sentence %q, want the closed one", got)
	}
	if got := live.Rows[1].Seen[0].Cell.Value; got != "120" {
		t.Errorf("seen %q, want what stands in the cell", got)
	}
	wantCodes(t, live.Problems, "Văn hóa!F4 closed_edit", "Văn hóa!F5 closed_edit", "Văn hóa!G6 closed_edit", "Văn hóa!F4 percent_format")
	want := "Kỳ 9/2023 đã chốt số liệu: đã chốt 117 → nay 120, thấy lúc 08:12 ngày 05/10/2023. Số mới chưa được lấy; nếu cần điều chỉnh, đề nghị văn phòng mở lại kỳ cho đơn vị."
	if got := live.Problems[1].Text; got != want {
		t.Errorf("told\n %s\nwant\n %s", got, want)
	}
	if got := live.Rows[1].Told; len(got) != 1 || got[0] != want {
		t.Errorf("told beside the row: %q", got)
	}
}

func TestFreezeTellsLockedFromClosed(t *testing.T) {
	u := Unit{Name: "Văn hóa", Tab: "Văn hóa"}
	live := ReadUnit(answersGrid(), u, answersExpected(), testSettings())
	none := Recorded(u, answersExpected(), september, nil, testSettings())
	live.Freeze(none, Frozen{Period: september, Locked: true, Seen: func(Seen, string) string { return "08:12 ngày 15/10/2023" }})
	wantCodes(t, live.Problems, "Văn hóa!F4 closed_edit", "Văn hóa!F5 closed_edit", "Văn hóa!H5 closed_edit", "Văn hóa!I5 closed_edit", "Văn hóa!G6 closed_edit")
	want := "Kỳ 9/2023 đã khóa số liệu: đã khóa (trống) → nay 117, thấy lúc 08:12 ngày 15/10/2023. "
	if got := live.Problems[1].Text; !strings.HasPrefix(got, want) {
		t.Errorf("told %q", got)
	}
}

func TestFreezeSaysNothingOfUnchangedCells(t *testing.T) {
	u := Unit{Name: "Văn hóa", Tab: "Văn hóa"}
	live := ReadUnit(answersGrid(), u, answersExpected(), testSettings())
	before := codes(live.Problems)
	live.Freeze(Recorded(u, answersExpected(), september, pasts(live), testSettings()), Frozen{Period: september, Seen: func(Seen, string) string { return "" }})
	wantCodes(t, live.Problems, before...)
}

func TestFreezeKeepsARowThatIsGone(t *testing.T) {
	u := Unit{Name: "Văn hóa", Tab: "Văn hóa"}
	closed := Recorded(u, answersExpected(), september, pasts(ReadUnit(answersGrid(), u, answersExpected(), testSettings())), testSettings())
	g := workbook.NewGrid("Văn hóa", rowsOf(answersGrid())[:4])
	live := ReadUnit(g, u, answersExpected(), testSettings())
	live.Freeze(closed, Frozen{Period: september, Seen: func(Seen, string) string { return "" }})
	if len(live.Rows) != 3 || live.Rows[1].Figure.Value != "117" {
		t.Fatalf("rows %v", live.Rows)
	}
	for _, e := range live.StatusEdits(map[string]RowStatus{"12": {Words: "Đạt"}, "9": {Words: "Đạt"}}, "now") {
		if e.Row != 3 {
			t.Errorf("writes %s for a row that is not there", e.Address)
		}
	}
}
