package engine_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bieu/sync/engine"
	"bieu/sync/example"
	"bieu/sync/workbook"
)

// workerHeaders are the headers under which the worker may write, by kind of
// tab; in Tổng quan it owns all but the cell beside Tổng hợp ngay.
var (
	unitHeaders = []string{"TT", "Nhiệm vụ/Chỉ tiêu", "ĐVT", "Kế hoạch", "Tỷ lệ (%)", "Đánh giá", "Kiểm tra", "Đọc lúc"}
	planHeaders = []string{"Máy hiểu", "Hỏi"}
	bieuHeaders = []string{"TT", "Nhiệm vụ", "Kết quả", "Đánh giá", "Ghi chú VP"}
)

// Whatever people do between runs, a run changes no cell that the worker does
// not own, leaves their edits in the Biểu alone, and has nothing left to write
// when it is run again.
func TestRunsTouchOnlyTheWorkersCells(t *testing.T) {
	units := example.Units()
	checks := flag.Lookup("rapid.checks")
	if os.Getenv("BIEU_FULL") == "" && checks.Value.String() == checks.DefValue {
		if err := checks.Value.Set("40"); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		d.run()
		edited := map[string]string{} // cells of the Biểu that a person rewrote
		for range rapid.IntRange(1, 6).Draw(rt, "rounds") {
			for range rapid.IntRange(1, 4).Draw(rt, "edits") {
				personEdits(rt, d, units[rapid.IntRange(0, len(units)-1).Draw(rt, "unit")].Tab, edited)
			}
			before := d.cells()
			_, err := d.engine.Run(t.Context(), engine.Options{At: noon})
			var plan *engine.PlanError
			if err != nil && !errors.As(err, &plan) {
				rt.Fatal(err)
			}
			after := d.cells()
			for _, at := range changed(before, after) {
				if !owned(d, at) {
					rt.Fatalf("a run changed %s from %q to %q", at, before[at], after[at])
				}
			}
			for at, text := range edited {
				if after[at] != text {
					rt.Fatalf("the office's %s became %q, was %q", at, after[at], text)
				}
			}
			if err == nil {
				if o := d.run(); o.Cells != 0 {
					rt.Fatalf("a second run wrote %d cells: %v", o.Cells, changed(after, d.cells()))
				}
			}
		}
	})
}

// personEdits does one thing people do in a unit's tab or a Biểu.
func personEdits(rt *rapid.T, d *desk, tab string, edited map[string]string) {
	row := rapid.IntRange(4, 9).Draw(rt, "row")
	cell := func(col string) string { return fmt.Sprintf("%s%d", col, row) }
	switch rapid.IntRange(0, 9).Draw(rt, "what") {
	case 0, 1:
		d.book.Set(tab, cell("G"), workbook.TextCell(rapid.SampledFrom(sentences).Draw(rt, "sentence")))
	case 2:
		d.book.Set(tab, cell("F"), workbook.NumberCell(rapid.SampledFrom([]string{"0", "0.4", "96", "120"}).Draw(rt, "number")))
	case 3:
		d.book.Set(tab, cell("F"), workbook.TextCell(rapid.SampledFrom([]string{"117/200", "khoảng 12", "chưa có", "=1+1"}).Draw(rt, "figure")))
	case 4:
		d.book.Set(tab, cell("I"), workbook.TextCell("ghi chú của đơn vị"))
	case 5:
		d.book.InsertRow(tab, row-1)
	case 6:
		d.book.Set(tab, "C1", workbook.TextCell(rapid.SampledFrom([]string{"9/2023", "8/2023", "cuối quý"}).Draw(rt, "period")))
	case 7:
		d.book.Set(tab, cell("K"), workbook.TextCell("đơn vị tự ghi")) // the worker's own cell: it takes it back
	case 8:
		at := fmt.Sprintf("C%d", rapid.IntRange(5, 19).Draw(rt, "Biểu row"))
		d.book.Set("Biểu 02", at, workbook.TextCell("văn phòng viết lại"))
		edited["Biểu 02!"+at] = "văn phòng viết lại"
	case 9:
		d.book.HideRow(tab, row)
	}
}

var sentences = []string{
	"Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm 2023", "Không phát sinh", "Đạt 100% kế hoạch",
	"Đã giải quyết việc làm cho 205/200 lao động, đạt 102,5%", "Tỷ lệ 96,5%, tăng 1,2% so với cùng kỳ", "269.505 tỷ đồng",
	"=HYPERLINK(\"http://x\")", "-", "Hoàn thành xuất sắc nhiệm vụ", "dòng một\ndòng hai",
}

// owned reports whether a cell belongs to the worker.
func owned(d *desk, at string) bool {
	snapshot, err := d.book.Read(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, g := range snapshot.Grids {
		for row := range g.Rows() {
			for col := range g.Cols() {
				if (workbook.Address{Tab: g.Tab, Row: row, Col: col}).String() == at {
					return ownedCell(g, row, col)
				}
			}
		}
	}
	// The worker cleared the last cell of the tab's used part.
	return true
}

func ownedCell(g *workbook.Grid, row, col int) bool {
	under := func(headers []string) bool {
		for r := row - 1; r >= 0; r-- {
			if slices.Contains(headers, g.At(r, col).Value) {
				return true
			}
		}
		return false
	}
	switch g.Tab {
	case "Tổng quan":
		return g.At(row, 0).Value != "Tổng hợp ngay"
	case "Kế hoạch":
		return under(planHeaders)
	case "Đơn vị":
		return false
	case "Biểu 01", "Biểu 02":
		return under(bieuHeaders) || g.At(row, col).Value == "Ghi chú VP" || row < 3
	}
	if row == 0 && (g.At(0, col).Value == "Biên nhận" || col > 0 && g.At(0, col-1).Value == "Biên nhận") {
		return true
	}
	return under(unitHeaders)
}

// The reader of the test itself: a cell of a person is told from one of the
// worker's.
func TestOwned(t *testing.T) {
	d := newDesk(t)
	d.run()
	for at, want := range map[string]bool{
		"Công an!G4": false, "Công an!K4": true, "Công an!A4": false, "Công an!C1": false, "Công an!F1": true,
		"Kế hoạch!D2": false, "Kế hoạch!Q2": true, "Đơn vị!B2": false, "Biểu 02!C5": true, "Tổng quan!B9": false,
	} {
		if got := owned(d, at); got != want {
			t.Errorf("%s belongs to the worker: %v, want %v", at, got, want)
		}
	}
}
