package xlsx

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"bieu/sync/workbook"
)

func TestPeekOpensTheFileOnlyWhenItWasSaved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	save := func(text string) {
		t.Helper()
		os.Remove(path)
		layout := workbook.Layout{Title: "Tổng quan", Rows: []workbook.LayoutRow{{Cells: []workbook.LayoutCell{{Value: workbook.TextCell(text)}}}}}
		if err := Create(path, []workbook.Layout{layout}); err != nil {
			t.Fatal(err)
		}
	}
	save("x")
	book, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	peek := func() *workbook.Grid {
		t.Helper()
		g, err := book.Peek(t.Context(), "Tổng quan")
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	first := peek()
	if first.At(0, 0).Value != "x" {
		t.Errorf("got %q", first.At(0, 0).Value)
	}
	if peek() != first {
		t.Error("a file that nobody saved was read again")
	}
	save("y, longer")
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	if got := peek().At(0, 0).Value; got != "y, longer" {
		t.Errorf("after a save: %q", got)
	}
	if g, err := book.Peek(t.Context(), "Không có"); err != nil || g.Rows() != 0 {
		t.Errorf("a tab that is not there: %v, %v", g, err)
	}
	os.Remove(path)
	if _, err := book.Peek(t.Context(), "Tổng quan"); err == nil {
		t.Error("a file that is gone is no error")
	}
}
