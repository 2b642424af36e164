package gsheets_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// plain is a spreadsheet as an office has it: nothing laid out by the worker.
func plain(t *testing.T) *sheetHarness {
	t.Helper()
	server := newServer(t)
	return plainOn(t, server, signIn(t, server, nil))
}

func plainOn(t *testing.T, server *sheetstest.Server, account *gsheets.Account) *sheetHarness {
	t.Helper()
	h := newSheetHarnessOn(t, server, account)
	var values [][]any
	for _, row := range unitTab().Rows {
		var line []any
		for _, c := range row.Cells {
			line = append(line, c.Value.Value)
		}
		values = append(values, line)
	}
	h.id = h.server.Create(sheetstest.Spreadsheet{Locale: "vi_VN", Tabs: []sheetstest.Tab{{Title: unit, Rows: 8, Columns: 6, Values: values}}})
	return h
}

// TestPeopleActWhileAnchorsAreLaid lets a person step in between the read and
// the first call of a write, when there are no anchors yet.
func TestPeopleActWhileAnchorsAreLaid(t *testing.T) {
	server := newServer(t)
	account := signIn(t, server, nil)
	for name := range between(nil) {
		t.Run(name, func(t *testing.T) {
			h, alone := plainOn(t, server, account), plainOn(t, server, account)
			if err := between(alone)[name](); err != nil {
				t.Fatal(err)
			}
			book := open(t, h.account, h.id)
			edit := statuses(read(t, book))
			acted := false
			h.server.BeforeApply(func(c sheetstest.Call) {
				if c.Method == layoutMethod && c.User == sheetstest.DefaultAccount && !acted {
					acted = true
					if err := between(h)[name](); err != nil {
						t.Error(err)
					}
				}
			})
			err := book.Write(t.Context(), edit)
			h.server.BeforeApply(nil)
			want := alone.texts()
			switch {
			case err == nil:
				want = withStatuses(want)
			case !errors.Is(err, workbook.ErrChanged):
				t.Fatal(err)
			default:
				t.Logf("refused: %v", err)
				want = trimmed(want)
			}
			if diff := cmp.Diff(want, trimmed(h.texts())); diff != "" {
				t.Errorf("the tab afterwards, error %v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestValueTypedWhileAnchorsAreLaidIsNotWrittenOver(t *testing.T) {
	h := plain(t)
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	if err := h.put(unit, "D2", "người ghi"); err != nil {
		t.Fatal(err)
	}
	if err := book.Write(t.Context(), edit); !errors.Is(err, workbook.ErrChanged) {
		t.Errorf("got error %v", err)
	}
	if got := h.texts()[1][3]; got != "người ghi" {
		t.Errorf("D2 = %q", got)
	}
}

// dated writes a date beside the first row, in a cell that shows plain numbers.
func dated(base *workbook.Snapshot) workbook.Edit {
	return workbook.Edit{Base: base, Keys: map[string]int{unit: 0}, Cells: []workbook.CellEdit{{
		Address: workbook.Address{Tab: unit, Row: 1, Col: 4}, Value: workbook.Cell{Kind: workbook.Date, Value: "2023-09-30"},
	}}}
}

// TestNumberFormatThatWasLaidOverAPersonIsTakenBack: 58,5 must not become a
// date because a column came while the worker's dates got their format.
func TestNumberFormatThatWasLaidOverAPersonIsTakenBack(t *testing.T) {
	h := plain(t)
	for _, at := range []string{"D2", "E2"} {
		if err := h.put(unit, at, "58,5"); err != nil {
			t.Fatal(err)
		}
	}
	book := open(t, h.account, h.id)
	edit := dated(read(t, book))
	acted := false
	h.server.BeforeApply(func(c sheetstest.Call) {
		if c.Method == layoutMethod && c.User == sheetstest.DefaultAccount && !acted {
			acted = true
			if err := h.InsertColumn(unit, 1); err != nil {
				t.Error(err)
			}
		}
	})
	err := book.Write(t.Context(), edit)
	h.server.BeforeApply(nil)
	if err != nil || !acted {
		t.Fatalf("acted %v, error %v", acted, err)
	}
	shown, err := h.server.Human(h.id).Values("'" + unit + "'!E2:F2")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"58,5", "30/9/2023"}}, shown); diff != "" {
		t.Errorf("E2 and F2 (-want +got):\n%s", diff)
	}
}

// TestColumnThatGoesWhileItIsLaidOut: what the service refuses because the grid
// has become smaller is a change, not a failure.
func TestColumnThatGoesWhileItIsLaidOut(t *testing.T) {
	h := plain(t)
	book := open(t, h.account, h.id)
	edit := dated(read(t, book))
	h.server.BeforeApply(func(c sheetstest.Call) {
		if c.Method == layoutMethod && c.User == sheetstest.DefaultAccount {
			h.server.BeforeApply(nil)
			if err := h.server.Human(h.id).DeleteColumns(unit, "E", 2); err != nil {
				t.Error(err)
			}
		}
	})
	if err := book.Write(t.Context(), edit); !errors.Is(err, workbook.ErrChanged) {
		t.Errorf("got error %v", err)
	}
}

func TestFormulaThatWasHitIsPutBack(t *testing.T) {
	h := laidOut(t)
	if err := h.put(unit, "C3", "=1+2"); err != nil {
		t.Fatal(err)
	}
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	h.during(func() error { return h.InsertColumn(unit, 1) }, nil)
	if err := book.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	got := read(t, book).Grid(unit).At(2, 3)
	if want := (workbook.Cell{Kind: workbook.Number, Value: "3", Formula: true}); got != want {
		t.Errorf("D3 = %+v, want %+v", got, want)
	}
}

// TestCellChangedAgainIsReported: a person types over what hit the cell before
// the worker looks.
func TestCellChangedAgainIsReported(t *testing.T) {
	h := laidOut(t)
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	h.during(
		func() error { return h.InsertColumn(unit, 1) },
		h.typeBeside("1", "Thực hiện", "người ghi lại"),
	)
	err := book.Write(t.Context(), edit)
	lost := (*gsheets.DisplacedError)(nil)
	if !errors.As(err, &lost) || !errors.Is(err, workbook.ErrChanged) {
		t.Fatalf("got error %v", err)
	}
	want := []gsheets.Displaced{{
		Address: workbook.Address{Tab: unit, Row: 1, Col: 3},
		Was:     workbook.TextCell("Thực hiện 1"), Now: workbook.TextCell("người ghi lại"),
	}}
	if diff := cmp.Diff(want, lost.Cells); diff != "" {
		t.Errorf("reported (-want +got):\n%s", diff)
	}
	words, _ := gsheets.Words(err)
	if wantWords := "Có người chèn, xóa hoặc chuyển cột, dòng đúng lúc máy ghi; các ô sau đề nghị xem lại:\n" +
		"  Trạm y tế!D2: trước đó là “Thực hiện 1”, hiện là “người ghi lại”"; words != wantWords {
		t.Errorf("words %q, want %q", words, wantWords)
	}
	row := h.texts()[1]
	if diff := cmp.Diff([]string{"1", "", "Nhiệm vụ 1", "người ghi lại", "Đạt 1", "Đã xem 1", "Ghi chú 1"}, row); diff != "" {
		t.Errorf("row 2 (-want +got):\n%s", diff)
	}
}

func TestGridGrowsForWhatIsWrittenBeyondIt(t *testing.T) {
	h := plain(t)
	book := open(t, h.account, h.id)
	err := book.Write(t.Context(), workbook.Edit{Base: read(t, book), Cells: []workbook.CellEdit{
		{Address: workbook.Address{Tab: unit, Row: 11, Col: 8}, Value: workbook.TextCell("ngoài lưới")},
		// Nothing is cleared where there is nothing.
		{Address: workbook.Address{Tab: unit, Row: 500, Col: 40}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	g := read(t, book).Grid(unit)
	if got := g.At(11, 8); got != workbook.TextCell("ngoài lưới") {
		t.Errorf("I12 = %+v", got)
	}
	answer, err := h.person.Spreadsheets.Get(h.id).Fields("sheets.properties.gridProperties").Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	if grid := answer.Sheets[0].Properties.GridProperties; grid.RowCount != 12 || grid.ColumnCount != 9 {
		t.Errorf("the grid is %d × %d, want 12 × 9", grid.RowCount, grid.ColumnCount)
	}
}
