package engine_test

import (
	"fmt"
	"log/slog"
	"testing"

	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

// BenchmarkRun measures a whole run on a workbook in memory: read, judge, work
// out every cell, write. Rows are indicators, spread over ten units.
func BenchmarkRun(b *testing.B) {
	for _, rows := range []int{40, 1_000, 20_000} {
		b.Run(fmt.Sprintf("first/rows=%d", rows), func(b *testing.B) {
			layouts := manyRows(rows)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				book := workbooktest.NewMemory(layouts...)
				b.StartTimer()
				runOnce(b, book)
			}
			perRow(b, rows)
		})
		b.Run(fmt.Sprintf("unchanged/rows=%d", rows), func(b *testing.B) {
			book := workbooktest.NewMemory(manyRows(rows)...)
			runOnce(b, book)
			b.ReportAllocs()
			for b.Loop() {
				if o := runOnce(b, book); o.Cells != 0 {
					b.Fatalf("%d cells written", o.Cells)
				}
			}
			perRow(b, rows)
		})
	}
}

func perRow(b *testing.B, rows int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
}

func runOnce(b *testing.B, book workbook.Workbook) *engine.Outcome {
	e := &engine.Engine{
		Plan: "bench", Main: book, Calendar: calendar.Default(hanoi), Form: settings(), Log: slog.New(slog.DiscardHandler),
	}
	o, err := e.Run(b.Context(), engine.Options{At: noon})
	if err != nil {
		b.Fatal(err)
	}
	return o
}

// manyRows lays out a plan of so many indicators with a result each.
func manyRows(rows int) []workbook.Layout {
	texts := []string{
		"Giải quyết việc làm mới cho %d lao động", "Tỷ lệ hộ nghèo nhóm %d: dưới 0,5%%",
		"Giá trị sản phẩm thu hoạch vùng %d phấn đấu đạt 135 triệu đồng/ha", "Thu gom 95%% rác thải tuyến số %d",
	}
	results := []string{
		"Đã giải quyết việc làm cho 117 lao động", "Tỷ lệ hộ nghèo còn 0,4%, giảm 0,1% so với cùng kỳ",
		"Giá trị sản phẩm ước đạt 135 triệu đồng/ha", "Thu gom đạt 96,5%",
	}
	var list []form.Listed
	for i := range rows {
		list = append(list, form.Listed{
			TT: fmt.Sprint(i + 1), Text: fmt.Sprintf(texts[i%len(texts)], i+100), Owner: fmt.Sprintf("Đơn vị %d", i%10+1),
		})
	}
	drafts := form.DraftPlan(list, "")
	for i := range drafts {
		drafts[i].Answer = results[i%len(results)]
	}
	return form.NewWorkbook(drafts, form.UnitsOf(form.Owners(drafts), form.DefaultTabs()), "9/2023", settings())
}
