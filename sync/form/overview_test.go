package form

import (
	"slices"
	"testing"

	"bieu/sync/workbook"
)

// board is Tổng quan in a test: edits are carried out on it.
type board struct{ rows [][]workbook.Cell }

func newBoard(units int) *board {
	return &board{rowsOf(OverviewLayout(units, testSettings()).Grid())}
}

func (b *board) grid() *workbook.Grid { return workbook.NewGrid("Tổng quan", b.rows) }

func (b *board) set(row, col int, c workbook.Cell) {
	for len(b.rows) <= row {
		b.rows = append(b.rows, nil)
	}
	for len(b.rows[row]) <= col {
		b.rows[row] = append(b.rows[row], workbook.Cell{})
	}
	b.rows[row][col] = c
}

func (b *board) write(o Overview) {
	for _, e := range o.Edits(b.grid()) {
		b.set(e.Row, e.Col, e.Value)
	}
}

// text returns every non-blank cell of a column, from a row on.
func (b *board) column(from, col int) []string {
	var list []string
	for row := from; row < len(b.rows); row++ {
		if c := b.grid().At(row, col); c.Kind != workbook.Blank {
			list = append(list, c.Value)
		}
	}
	return list
}

func someOverview(open ...string) Overview {
	o := Overview{
		Period: "tháng 9 năm 2023",
		Counts: []Count{{"Đạt chỉ tiêu KH", 2}, {"Đang tiếp tục thực hiện", 1}},
		Units:  []UnitLine{{"Trạm y tế", "Đã báo cáo", "4/4", ""}, {"Công an", "Chưa báo cáo", "0/1", "Bổ sung 15.1"}},
	}
	for _, text := range open {
		o.Open = append(o.Open, OpenLine{"Trạm y tế!G5", text})
	}
	return o
}

// What people write below and between the lists stays, and the lists go round
// it; what is left of a longer list goes.
func TestOverviewLeavesPeoplesRows(t *testing.T) {
	b := newBoard(2)
	b.write(someOverview("một", "hai", "ba"))
	top := len(b.rows) // below everything
	b.set(top, 0, workbook.TextCell("Ghi chú của văn phòng"))
	b.set(17, 0, workbook.TextCell("Ghi chú dưới bảng đếm"))
	b.write(someOverview("một"))
	wantEdits(t, someOverview("một").Edits(b.grid()))
	if got := b.column(20, 6); !slices.Equal(got, []string{"một"}) {
		t.Errorf("open questions %q", got)
	}
	b.write(someOverview("một", "hai", "ba", "bốn"))
	if got := b.column(20, 6); !slices.Equal(got, []string{"một", "hai", "ba", "bốn"}) {
		t.Errorf("open questions %q", got)
	}
	for at, want := range map[[2]int]string{{top, 0}: "Ghi chú của văn phòng", {17, 0}: "Ghi chú dưới bảng đếm"} {
		if got := b.grid().At(at[0], at[1]).Value; got != want {
			t.Errorf("row %d holds %q, want %q", at[0]+1, got, want)
		}
	}
	if got := b.column(20, 0); !slices.Equal(got, []string{"Trạm y tế", "Công an", "Ghi chú của văn phòng"}) {
		t.Errorf("units %q", got)
	}
}

// More words than the tab was laid out for never reach into the units' table.
func TestOverviewKeepsItsTablesApart(t *testing.T) {
	b := newBoard(2)
	o := someOverview()
	b.write(o)
	for _, words := range []string{"Vượt", "Chưa đến hạn", "Không đạt", "Cần xác nhận", "Khác", "Khác nữa", "Thêm"} {
		o.Counts = append(o.Counts, Count{words, 0})
		b.write(o)
		seen := map[workbook.Address]bool{}
		for _, e := range o.Edits(b.grid()) {
			if seen[e.Address] {
				t.Fatalf("%s is set twice", e.A1())
			}
			seen[e.Address] = true
		}
	}
	if _, _, ok := findTable(b.grid(), unitTable.headers); !ok {
		t.Fatal("the headers of the units' table are gone")
	}
	if got := b.column(20, 0); !slices.Equal(got, []string{"Trạm y tế", "Công an"}) {
		t.Errorf("units %q", got)
	}
}
