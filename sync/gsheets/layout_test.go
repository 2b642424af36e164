package gsheets_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// dressed is a tab that asks for everything a layout can ask for.
func dressed() workbook.Layout {
	worker := workbook.Style{Fill: "FFF2CC", Border: true, Wrap: true, Top: true}
	return workbook.Layout{
		Title: "Trạm y tế", FrozenRows: 2, FrozenCols: 1,
		Rows: []workbook.LayoutRow{
			{Height: 30, Cells: []workbook.LayoutCell{{Value: workbook.TextCell("=Tiêu đề"), Style: workbook.Style{Bold: true, Size: 14, Align: workbook.Center}}}},
			{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("Mã")}, {Value: workbook.TextCell("Kết quả"), Style: workbook.Style{Italic: true, Align: workbook.Right}}}},
			{Cells: []workbook.LayoutCell{
				{Value: workbook.TextCell("9/10"), Style: workbook.Style{Format: "@"}},
				{Value: workbook.NumberCell("0.585"), Style: workbook.Style{Format: "0.0%"}},
				{Value: workbook.Cell{Kind: workbook.Date, Value: "2023-09-30"}},
				{Style: worker},
			}},
		},
		Columns: []workbook.Column{{Width: 6}, {Width: 42, Style: workbook.Style{Wrap: true}}},
		// The first crosses the edge of the frozen part.
		Merges:  []workbook.Area{{Top: 0, Bottom: 1, Left: 0, Right: 3}, {Top: 4, Bottom: 5, Left: 1, Right: 3}},
		Choices: []workbook.Choice{{Area: workbook.Area{Top: 2, Bottom: 4, Left: 1, Right: 2}, Values: []string{"lũy kế", "mới nhất"}, Strict: true}, {Area: workbook.Area{Top: 2, Bottom: 4, Left: 4, Right: 5}, Values: []string{"x"}}},
		Colours: []workbook.Colour{{Area: workbook.Area{Top: 2, Bottom: 4, Left: 3, Right: 4}, Text: "Đạt", Fill: "C6EFCE"}},
		Warned:  []workbook.Area{{Top: 2, Bottom: 3, Left: 3, Right: 4}},
		Print:   workbook.Print{Landscape: true},
	}
}

func TestLayoutIsCarriedOut(t *testing.T) {
	warned := "protected D3:D, warning"
	for _, strict := range []bool{false, true} {
		h := newSheetHarness(t)
		h.id = h.server.Create(sheetstest.Spreadsheet{Title: "Kế hoạch 2023", Locale: "vi_VN"})
		book, err := gsheets.Open(t.Context(), gsheets.Options{Account: h.account, Spreadsheet: h.id, Strict: strict})
		if err != nil {
			t.Fatal(err)
		}
		added, err := book.LayOut(t.Context(), []workbook.Layout{dressed()})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"Trạm y tế"}, added); diff != "" {
			t.Errorf("added (-want +got):\n%s", diff)
		}
		if strict {
			warned = "protected D3:D, editors worker@project.iam.gserviceaccount.com"
		}
		want := []string{
			"tab Trạm y tế, frozen 2 × 1",
			"merged B5:C5",
			warned,
			`coloured D3:D4 TEXT_EQ "Đạt" C6EFCE`,
			"widths 50 320",
			"height of row 1: 40",
			`A1 "=Tiêu đề" bold 14 CENTER MIDDLE`,
			"B1 12 MIDDLE WRAP",
			`A2 "Mã" 12 MIDDLE`,
			`B2 "Kết quả" italic 12 RIGHT MIDDLE`,
			`A3 "9/10" 12 MIDDLE TEXT(@)`,
			`B3 0.585 12 MIDDLE PERCENT(0.0%) ONE_OF_LIST "lũy kế" "mới nhất" strict`,
			"C3 45199 12 MIDDLE DATE(d/m/yyyy)",
			"D3 12 TOP WRAP FFF2CC border",
			`E3 12 BOOLEAN "x"`,
			"A4 12 TEXT(@)",
			`B4 12 MIDDLE WRAP ONE_OF_LIST "lũy kế" "mới nhất" strict`,
			`E4 12 BOOLEAN "x"`,
			"B5 12 MIDDLE WRAP",
		}
		if diff := cmp.Diff(want, h.looks()); diff != "" {
			t.Errorf("strict %v (-want +got):\n%s", strict, diff)
		}
	}
}

func TestLayingOutTwiceChangesNothing(t *testing.T) {
	h := newSheetHarness(t)
	tabs := []workbook.Layout{dressed(), {Title: "Công an", Rows: dressed().Rows}}
	if err := h.Create(tabs...); err != nil {
		t.Fatal(err)
	}
	want := h.looks()
	h.server.ResetCounts()
	added, err := open(t, h.account, h.id).LayOut(t.Context(), tabs)
	if err != nil || added != nil {
		t.Errorf("added %v, error %v", added, err)
	}
	if diff := cmp.Diff(want, h.looks()); diff != "" {
		t.Errorf("the second time (-want +got):\n%s", diff)
	}
	if writes := h.server.Counts().Writes; writes != 0 {
		t.Errorf("%d writes the second time", writes)
	}
	// What is missing is added, what people renamed stays.
	if err := h.renameTab("Trạm y tế cũ"); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, h.account, h.id).LayOut(t.Context(), tabs); err != nil {
		t.Fatal(err)
	}
	titles := read(t, open(t, h.account, h.id)).Titles
	if diff := cmp.Diff([]string{"Trạm y tế cũ", "Công an", "Trạm y tế"}, titles); diff != "" {
		t.Errorf("tabs (-want +got):\n%s", diff)
	}
}

func TestTabOfPeopleIsNotTakenOver(t *testing.T) {
	h := newSheetHarness(t)
	h.id = h.server.Create(sheetstest.Spreadsheet{Tabs: []sheetstest.Tab{{Title: "Của phường", Values: [][]any{{"giữ nguyên"}}}}})
	if _, err := open(t, h.account, h.id).LayOut(t.Context(), []workbook.Layout{dressed()}); err != nil {
		t.Fatal(err)
	}
	s := read(t, open(t, h.account, h.id))
	if diff := cmp.Diff([]string{"Của phường", "Trạm y tế"}, s.Titles); diff != "" {
		t.Errorf("tabs (-want +got):\n%s", diff)
	}
	if got := s.Grid("Của phường").At(0, 0); got != workbook.TextCell("giữ nguyên") {
		t.Errorf("A1 = %+v", got)
	}
}
