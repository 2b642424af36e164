package gsheets_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// unitTab is a small tab as units have it: a header, rows with a Mã, a column
// of people on either side of the worker's two.
func unitTab() workbook.Layout {
	text := func(s string) workbook.LayoutCell { return workbook.LayoutCell{Value: workbook.TextCell(s)} }
	l := workbook.Layout{
		Title: "Trạm y tế", FrozenRows: 1,
		Rows: []workbook.LayoutRow{{Cells: []workbook.LayoutCell{
			text("Mã"), text("Nhiệm vụ"), text("Thực hiện"), text("Đánh giá"), text("Kiểm tra"), text("Ghi chú"),
		}}},
		Warned: []workbook.Area{{Top: 1, Left: 3, Bottom: 5, Right: 5}},
	}
	for _, code := range []string{"1", "2", "13.1", "13.2"} {
		l.Rows = append(l.Rows, workbook.LayoutRow{Cells: []workbook.LayoutCell{
			text(code), text("Nhiệm vụ " + code), text("Thực hiện " + code), {}, {}, text("Ghi chú " + code),
		}})
	}
	return l
}

// laidOut is a spreadsheet with the unit's tab, ready for the worker.
func laidOut(t *testing.T) *sheetHarness {
	t.Helper()
	server := newServer(t)
	return laidOutOn(t, server, signIn(t, server, nil))
}

func laidOutOn(t *testing.T, server *sheetstest.Server, account *gsheets.Account) *sheetHarness {
	t.Helper()
	h := newSheetHarnessOn(t, server, account)
	if err := h.Create(unitTab()); err != nil {
		t.Fatal(err)
	}
	h.server.ResetCounts()
	return h
}

// statuses is what a run writes: a status beside each row.
func statuses(base *workbook.Snapshot) workbook.Edit {
	edit := workbook.Edit{Base: base, Keys: map[string]int{"Trạm y tế": 0}}
	for row := 1; row <= 4; row++ {
		for col, word := range map[int]string{3: "Đạt", 4: "Đã xem"} {
			code := base.Grid("Trạm y tế").At(row, 0).Value
			edit.Cells = append(edit.Cells, workbook.CellEdit{
				Address: workbook.Address{Tab: "Trạm y tế", Row: row, Col: col},
				Value:   workbook.TextCell(word + " " + code),
			})
		}
	}
	return edit
}

// texts is what a tab holds, row by row.
func (h *sheetHarness) texts() [][]string {
	h.t.Helper()
	s, err := open(h.t, h.account, h.id).Read(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	var rows [][]string
	g := s.Grid("Trạm y tế")
	for r := range g.Rows() {
		var row []string
		for _, c := range g.Row(r) {
			row = append(row, c.Value)
		}
		rows = append(rows, row)
	}
	return rows
}

func read(t *testing.T, b *gsheets.Book) *workbook.Snapshot {
	t.Helper()
	s, err := b.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCallsOfACycle(t *testing.T) {
	h := laidOut(t)
	type calls struct{ Reads, Writes int }
	metered := func(cycle func(*gsheets.Book)) calls {
		h.server.ResetCounts()
		cycle(open(t, h.account, h.id))
		counts := h.server.Counts()
		return calls{counts.Reads, counts.Writes}
	}
	write := func(b *gsheets.Book, edit workbook.Edit) {
		if err := b.Write(t.Context(), edit); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name  string
		cycle func(*gsheets.Book)
		want  calls
	}{
		{"nothing to write", func(b *gsheets.Book) { write(b, workbook.Edit{Base: read(t, b)}) }, calls{1, 0}},
		{"statuses in a tab laid out", func(b *gsheets.Book) { write(b, statuses(read(t, b))) }, calls{2, 1}},
		{"the same statuses again", func(b *gsheets.Book) { write(b, statuses(read(t, b))) }, calls{1, 0}},
		{"a row below the table", func(b *gsheets.Book) {
			write(b, workbook.Edit{Base: read(t, b), Cells: []workbook.CellEdit{
				{Address: workbook.Address{Tab: "Trạm y tế", Row: 5, Col: 3}, Value: workbook.TextCell("mới")},
			}})
		}, calls{2, 2}},
		{"the same row once more", func(b *gsheets.Book) {
			write(b, workbook.Edit{Base: read(t, b), Cells: []workbook.CellEdit{
				{Address: workbook.Address{Tab: "Trạm y tế", Row: 5, Col: 3}, Value: workbook.TextCell("mới hơn")},
			}})
		}, calls{2, 1}},
		{"a new tab with a value", func(b *gsheets.Book) {
			write(b, workbook.Edit{Base: read(t, b), Tabs: []workbook.Layout{{Title: "Công an"}}, Cells: []workbook.CellEdit{
				{Address: workbook.Address{Tab: "Công an", Row: 5, Col: 3}, Value: workbook.TextCell("mới")},
			}})
		}, calls{1, 1}},
		{"laying out what is there", func(b *gsheets.Book) {
			if added, err := b.LayOut(t.Context(), []workbook.Layout{unitTab()}); err != nil || added != nil {
				t.Fatalf("added %v, error %v", added, err)
			}
		}, calls{1, 0}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, metered(test.cycle)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	want := [][]string{
		{"Mã", "Nhiệm vụ", "Thực hiện", "Đánh giá", "Kiểm tra", "Ghi chú"},
		{"1", "Nhiệm vụ 1", "Thực hiện 1", "Đạt 1", "Đã xem 1", "Ghi chú 1"},
		{"2", "Nhiệm vụ 2", "Thực hiện 2", "Đạt 2", "Đã xem 2", "Ghi chú 2"},
		{"13.1", "Nhiệm vụ 13.1", "Thực hiện 13.1", "Đạt 13.1", "Đã xem 13.1", "Ghi chú 13.1"},
		{"13.2", "Nhiệm vụ 13.2", "Thực hiện 13.2", "Đạt 13.2", "Đã xem 13.2", "Ghi chú 13.2"},
		{"", "", "", "mới hơn"},
	}
	if diff := cmp.Diff(want, h.texts()); diff != "" {
		t.Errorf("the tab afterwards (-want +got):\n%s", diff)
	}
}
