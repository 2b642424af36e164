package form

import (
	"strings"
	"testing"

	"bieu/sync/workbook"
)

func TestDraftPlan(t *testing.T) {
	drafts := DraftPlan([]Listed{
		{Bieu: "01", TT: "1", Text: "Giải phóng mặt bằng"},
		{Bieu: "01", TT: "1.1", Text: "Dự án A", Owner: "Địa chính"},
		{TT: "1", Text: "Tỷ lệ hộ nghèo: dưới 0,5%"},
		{TT: "2", Text: "Gia đình văn hóa: từ 94% trở lên; tổ dân phố văn hóa: từ 88% trở lên", Owner: "Văn hóa; Mặt trận"},
		{TT: "1", Text: "Trồng 50 ha rừng"},
		{TT: "II.3", Text: "Trồng 60 ha rừng"},
	}, "Văn phòng")
	var got []string
	for _, d := range drafts {
		got = append(got, d.Code+"|"+d.TT+"|"+d.Owner)
	}
	want := []string{"N1|1|", "N1.1|1.1|Địa chính", "1|1|Văn phòng", "2|2|", "2.1||Văn hóa", "2.2||Mặt trận", "3|1|Văn phòng", "4|II.3|Văn phòng"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("drafts\n got %q\nwant %q", got, want)
	}
}

// What init writes is understood again as it was, and a run finds nothing to
// add to it.
func TestNewWorkbookIsReadBackAsItWasMeant(t *testing.T) {
	s := testSettings()
	drafts := DraftPlan([]Listed{
		{TT: "1", Text: "Giá trị sản phẩm thu hoạch trên 1 ha đất trồng trọt đạt 135 triệu đồng/ha"},
		{TT: "2", Text: "Hoàn thành chỉ tiêu thu ngân sách năm 2023"},
		{TT: "3", Text: "Số cơ sở sản xuất kinh doanh tăng từ 15-20%"},
		{TT: "4", Text: "Duy trì phường đạt chuẩn quốc gia về y tế"},
		{TT: "5", Text: "Tỷ lệ hộ nghèo giảm còn dưới 1,5%"},
		{TT: "6", Text: "Hoàn thành xuất sắc nhiệm vụ quốc phòng"},
		{TT: "7", Text: "Tỷ lệ tham gia BHYT: 99,88% (thành phố 99,7%); hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao"},
	}, "Văn phòng")
	units := UnitsOf(Owners(drafts), DefaultTabs())
	titles := map[string]bool{}
	for _, l := range NewWorkbook(drafts, units, "9/2023", s) {
		titles[l.Title] = true
		switch l.Title {
		case s.Tabs.Plan:
			read := ReadPlan(l.Grid(), s)
			wantCodes(t, read.Problems)
			wantEdits(t, read.Edits)
			i := 0
			for _, d := range drafts {
				if d.Version == nil {
					continue
				}
				for read.Rows[i].Code != d.Code {
					i++
				}
				if got, want := read.Rows[i].Goal, DescribeTarget(d.Version.Target); got != want {
					t.Errorf("%s reads back %q, was %q", d.Code, got, want)
				}
			}
		case "Văn phòng":
			read := ReadPlan(planLayout(drafts, units, s).Grid(), s)
			tab := ReadUnit(l.Grid(), units[0], Expected(read, NewRoster(units))[0], s)
			wantCodes(t, tab.Problems)
			for _, r := range tab.Rows {
				wantEdits(t, tab.planEdits(r))
			}
		}
	}
	for _, want := range []string{"Tổng quan", "Kế hoạch", "Đơn vị", "Văn phòng", "Biểu 01", "Biểu 02"} {
		if !titles[want] {
			t.Errorf("no tab %s", want)
		}
	}
}

func TestReadList(t *testing.T) {
	s := Settings{}
	list, problems := ReadList(ListGrid("kh.tsv", "\ufeffTT\tChỉ tiêu\tĐơn vị\r\n1\tTỷ lệ hộ nghèo: dưới 0,5%\tVăn hóa\r\n\r\nI\tCHỈ TIÊU KINH TẾ\r\n2\t\r\n\tTrồng 50 ha rừng\r\n"), s)
	wantCodes(t, problems, "kh.tsv!B4 list_group", "kh.tsv!B5 list_gap", "kh.tsv!A6 list_gap")
	if len(list) != 1 || list[0].Owner != "Văn hóa" || list[0].Line != 2 {
		t.Errorf("list %+v", list)
	}
	list, problems = ReadList(ListGrid("kh.tsv", "1\tTỷ lệ hộ nghèo: dưới 0,5%\n2\tTrồng 50 ha rừng\tĐịa chính\n"), s)
	wantCodes(t, problems)
	if len(list) != 2 || list[1].Owner != "Địa chính" {
		t.Errorf("a list without headers: %+v", list)
	}
	g := sheet("KH", "Biểu|TT|Nội dung", "01|1|Giải phóng mặt bằng dự án A", "Biểu 02|1|Trồng 50 ha rừng", "03|2|Trồng 60 ha rừng")
	list, problems = ReadList(g, s)
	wantCodes(t, problems, "KH!A4 bad_choice")
	if len(list) != 2 || list[0].Bieu != "01" || list[1].Bieu != "02" {
		t.Errorf("a list with Biểu: %+v", list)
	}
}

func TestUnitsOfMakesTitlesThatSpreadsheetsTake(t *testing.T) {
	long := "Ban chỉ đạo thực hiện Chương trình mục tiêu quốc gia"
	units := UnitsOf([]string{"Đội QLTT 1/2", long, long + " số 2", "văn phòng", "Văn phòng"}, DefaultTabs())
	seen := map[string]bool{}
	for _, u := range units {
		if n := len([]rune(u.Tab)); n == 0 || n > 31 || strings.ContainsAny(u.Tab, `[]:*?/\`) || seen[strings.ToLower(u.Tab)] {
			t.Errorf("%q has the tab %q", u.Name, u.Tab)
		}
		seen[strings.ToLower(u.Tab)] = true
	}
}

func TestOverview(t *testing.T) {
	s := testSettings()
	g := OverviewLayout(1, s).Grid()
	o := Overview{
		LastRead: "30/09/2023 17:00", Period: "tháng 9 năm 2023", Due: "trước ngày 10/10/2023",
		Counts: []Count{{"Đạt chỉ tiêu KH", 2}, {"Đang tiếp tục thực hiện", 1}},
		Units:  []UnitLine{{"Trạm y tế", "Đã báo cáo", "4/4", ""}},
		Open:   []OpenLine{{"Trạm y tế!G5", "một"}, {"Trạm y tế!G6", "hai"}},
	}
	apply := func(edits []workbook.CellEdit) {
		rows := rowsOf(g)
		for _, e := range edits {
			for len(rows) <= e.Row {
				rows = append(rows, nil)
			}
			for len(rows[e.Row]) <= e.Col {
				rows[e.Row] = append(rows[e.Row], workbook.Cell{})
			}
			rows[e.Row][e.Col] = e.Value
		}
		g = workbook.NewGrid(g.Tab, rows)
	}
	apply(o.Edits(g))
	wantEdits(t, o.Edits(g))
	if LastRead(g) != "" {
		t.Error("the time of reading was written without being asked for")
	}
	apply(o.LastReadEdit(g))
	if LastRead(g) != o.LastRead {
		t.Errorf("last read %q", LastRead(g))
	}
	o.Open = o.Open[:1]
	wantEdits(t, o.Edits(g), "F22=", "G22=")
}
