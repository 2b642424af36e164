package main

import (
	"testing"

	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// The office goes back to the wording of before in the instant after a run
// wrote a new one into Biểu 02: the wording is the office's from then on.
func TestOfficeGoesBackToTheOldWordingAtOnce(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onSheets, nil)
	_, columns := headers(b.tab("Trạm y tế"))
	writes := func(first, second string) {
		b.types(typed{"Trạm y tế", workbook.ColumnName(columns["Kết quả"]) + "4", first})
		b.types(typed{"Trạm y tế", workbook.ColumnName(columns["Kết quả"]) + "5", second})
	}
	writes("câu thứ nhất", "câu thứ hai")
	b.must("sync")
	cell := b.wording("Biểu 02", "câu thứ nhất")
	writes("câu thứ nhất đã sửa", "câu thứ hai đã sửa")
	written, wentBack := false, false
	b.server.BeforeApply(func(c sheetstest.Call) {
		if c.Method == "sheets.spreadsheets.get" && written && !wentBack {
			wentBack = true
			must(t, b.server.Human(b.id).Type("'Biểu 02'!"+cell, "câu thứ nhất"))
		}
		written = written || c.Method == "sheets.spreadsheets.values.batchUpdateByDataFilter"
	})
	b.must("sync")
	b.server.BeforeApply(nil)
	for range 2 {
		if got := b.wording("Biểu 02", "câu thứ nhất"); got != cell {
			t.Errorf("the office's wording stands in %q, want %q", got, cell)
		}
		if b.wording("Biểu 02", "câu thứ hai đã sửa") == "" {
			t.Error("the other wording did not come")
		}
		b.must("sync")
	}
}

// wording finds the cell of a tab that holds exactly a text, "" for none.
func (b *bureau) wording(tab, text string) string {
	b.t.Helper()
	g := b.tab(tab)
	for row := range g.Rows() {
		for col := range g.Cols() {
			if g.At(row, col).Value == text {
				return workbook.Address{Row: row, Col: col}.A1()
			}
		}
	}
	return ""
}
