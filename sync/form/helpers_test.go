package form

import (
	"strings"
	"testing"
	"time"

	"bieu/sync/workbook"
)

var hanoi = time.FixedZone("+07", 7*3600)

func testSettings() Settings {
	return Settings{
		Organisation: "UBND phường Thử", Year: 2023, Location: hanoi, Words: DefaultWords(),
		Tabs: DefaultTabs(), Titles: DefaultTitles("UBND phường Thử", 2023),
	}
}

// sheet makes a grid of lines whose cells stand apart by "|".
func sheet(tab string, lines ...string) *workbook.Grid {
	var rows [][]workbook.Cell
	for _, line := range lines {
		var cells []workbook.Cell
		for _, text := range strings.Split(line, "|") {
			cells = append(cells, workbook.TextCell(strings.TrimSpace(text)))
		}
		rows = append(rows, cells)
	}
	return workbook.NewGrid(tab, rows)
}

// set replaces one cell of a grid.
func set(g *workbook.Grid, a1 string, c workbook.Cell) {
	col := int(a1[0] - 'A')
	row := 0
	for _, d := range a1[1:] {
		row = row*10 + int(d-'0')
	}
	g.Row(row - 1)[col] = c
}

// codes lists problems as "Tab!A1 code".
func codes(problems []Problem) []string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Cell()+" "+p.Code)
	}
	return list
}

func wantCodes(t *testing.T, problems []Problem, want ...string) {
	t.Helper()
	got := codes(problems)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("problems:\n got %q\nwant %q", got, want)
	}
	for _, p := range problems {
		if p.Text == "" || strings.Contains(p.Text, "%!") || strings.Contains(strings.ToLower(p.Text), "sai") {
			t.Errorf("%s: text %q", p.Code, p.Text)
		}
	}
}

// edited lists edits as "A1=text".
func edited(edits []workbook.CellEdit) []string {
	var list []string
	for _, e := range edits {
		list = append(list, e.A1()+"="+e.Value.Value)
	}
	return list
}

func wantEdits(t *testing.T, edits []workbook.CellEdit, want ...string) {
	t.Helper()
	if got := edited(edits); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("edits:\n got %q\nwant %q", got, want)
	}
}

// smallPlan is a plan of two units.
func smallPlan(t *testing.T) (PlanTab, []Unit) {
	t.Helper()
	s := testSettings()
	drafts := DraftPlan([]Listed{
		{Bieu: "01", TT: "1", Text: "Bồi thường giải phóng mặt bằng"},
		{Bieu: "01", TT: "1.1", Text: "Dự án đường số 7", Owner: "Địa chính"},
		{TT: "1", Text: "Tỷ lệ hộ nghèo: dưới 0,5%", Owner: "Văn hóa"},
		{TT: "2", Text: "Tỷ lệ tham gia BHYT: 95%; hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao", Owner: "Văn hóa"},
		{TT: "3", Text: "Giải quyết việc làm cho 200 lao động", Owner: "Địa chính"},
	}, "Văn phòng")
	units := UnitsOf(Owners(drafts), DefaultTabs())
	for _, l := range NewWorkbook(drafts, units, "9/2023", s) {
		if l.Title == s.Tabs.Plan {
			read := ReadPlan(l.Grid(), s)
			if len(read.Problems) > 0 {
				t.Fatalf("small plan: %v", codes(read.Problems))
			}
			return read, units
		}
	}
	t.Fatal("no plan tab")
	return PlanTab{}, nil
}
