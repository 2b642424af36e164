package gsheets_test

import (
	"testing"

	"bieu/sync/gsheets"
	"bieu/sync/workbook"
)

func TestPeekIsOneReadOfOneTab(t *testing.T) {
	h := newSheetHarness(t)
	if err := h.Create(workbook.Layout{Title: "Tổng quan 'mới'"}, workbook.Layout{Title: "Khác"}); err != nil {
		t.Fatal(err)
	}
	for a1, value := range map[string]string{"B2": "Tổng hợp ngay", "C2": "TRUE", "A3": "58,5"} {
		if err := h.Type("Tổng quan 'mới'", a1, workbook.TextCell(value)); err != nil {
			t.Fatal(err)
		}
	}
	book, err := h.Open()
	if err != nil {
		t.Fatal(err)
	}
	before, _ := h.account.Calls()
	g, err := book.(*gsheets.Book).Peek(t.Context(), "Tổng quan 'mới'")
	if err != nil {
		t.Fatal(err)
	}
	if after, _ := h.account.Calls(); after != before+1 {
		t.Errorf("%d reads, want 1", after-before)
	}
	for a1, want := range map[[2]int]workbook.Cell{
		{1, 1}: workbook.TextCell("Tổng hợp ngay"), {1, 2}: workbook.BoolCell(true), {2, 0}: workbook.NumberCell("58.5"), {0, 0}: {},
	} {
		if got := g.At(a1[0], a1[1]); !got.Same(want) {
			t.Errorf("%v: got %+v, want %+v", a1, got, want)
		}
	}
	if g, err = book.(*gsheets.Book).Peek(t.Context(), "Không có"); err != nil || g.Rows() != 0 {
		t.Errorf("a tab that is not there: %v, %v", g, err)
	}
}
