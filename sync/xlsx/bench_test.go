package xlsx_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// The sheet that the measurements are made on.
const (
	benchRows = 20_000
	benchCols = 20
	statusCol = 15
	benchTab  = "Sheet1"
)

// saved makes the sheet once with excelize, as another program would save it:
// half of the columns hold text from the table of shared strings.
var saved = sync.OnceValues(func() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter(benchTab)
	if err != nil {
		return nil, err
	}
	for r := range benchRows {
		row := make([]any, benchCols)
		for c := range row {
			row[c] = benchCell(r, c)
		}
		if err := w.SetRow(fmt.Sprintf("A%d", r+1), row); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	inline, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	// Opened and changed, the library writes the strings into their table.
	g, err := excelize.OpenReader(inline)
	if err != nil {
		return nil, err
	}
	defer g.Close()
	for r := range benchRows {
		for c := range benchCols {
			if text, ok := benchCell(r, c).(string); ok {
				if err := g.SetCellStr(benchTab, cellName(r, c), text); err != nil {
					return nil, err
				}
			}
		}
	}
	out, err := g.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
})

func benchCell(r, c int) any {
	switch {
	case c == statusCol:
		return "Đang tiếp tục thực hiện"
	case c%2 == 0:
		return fmt.Sprintf("Nhiệm vụ số %d của đơn vị %d", r, c)
	default:
		return float64(r*c) / 8
	}
}

func cellName(r, c int) string { return workbook.Address{Row: r, Col: c}.A1() }

// benchFile puts the sheet into a file; patched, its status column has been
// written by us, so that it holds inline strings.
func benchFile(b *testing.B, patched bool) string {
	b.Helper()
	data, err := saved()
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "lớn.xlsx")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		b.Fatal(err)
	}
	if patched {
		writeStatuses(b, path, "Đạt chỉ tiêu KH")
	}
	return path
}

func writeStatuses(b *testing.B, path, status string) {
	b.Helper()
	w, err := xlsx.Open(path, xlsx.Options{})
	if err != nil {
		b.Fatal(err)
	}
	edit := workbook.Edit{Cells: make([]workbook.CellEdit, benchRows)}
	for r := range edit.Cells {
		edit.Cells[r] = workbook.CellEdit{
			Address: workbook.Address{Tab: benchTab, Row: r, Col: statusCol}, Value: workbook.TextCell(status),
		}
	}
	if err := w.Write(b.Context(), edit); err != nil {
		b.Fatal(err)
	}
}

var shapes = []struct {
	name    string
	patched bool
}{{"shared", false}, {"inline", true}}

// BenchmarkWriteStatuses writes 20,000 status cells, given their addresses,
// into a sheet of 20,000 × 20, beside excelize's open, set and save.
func BenchmarkWriteStatuses(b *testing.B) {
	statuses := []string{"Đạt chỉ tiêu KH", "Không đạt chỉ tiêu KH"}
	for _, shape := range shapes {
		b.Run("bieu/"+shape.name, func(b *testing.B) {
			path := benchFile(b, shape.patched)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				writeStatuses(b, path, statuses[i%2])
			}
		})
		b.Run("excelize/"+shape.name, func(b *testing.B) {
			path := benchFile(b, shape.patched)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				f, err := excelize.OpenFile(path)
				if err != nil {
					b.Fatal(err)
				}
				for r := range benchRows {
					if err := f.SetCellStr(benchTab, cellName(r, statusCol), statuses[i%2]); err != nil {
						b.Fatal(err)
					}
				}
				if err := f.Save(); err != nil {
					b.Fatal(err)
				}
				f.Close()
			}
		})
	}
}

// BenchmarkRead reads the whole sheet, beside excelize's stream of rows.
func BenchmarkRead(b *testing.B) {
	for _, shape := range shapes {
		b.Run("bieu/"+shape.name, func(b *testing.B) {
			path := benchFile(b, shape.patched)
			b.ReportAllocs()
			for b.Loop() {
				w, err := xlsx.Open(path, xlsx.Options{})
				if err != nil {
					b.Fatal(err)
				}
				s, err := w.Read(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				if n := s.Grids[0].Rows(); n != benchRows {
					b.Fatalf("%d rows", n)
				}
			}
		})
		b.Run("excelize/"+shape.name, func(b *testing.B) {
			path := benchFile(b, shape.patched)
			b.ReportAllocs()
			for b.Loop() {
				if n := excelizeRows(b, path); n != benchRows {
					b.Fatalf("%d rows", n)
				}
			}
		})
	}
}

func excelizeRows(b *testing.B, path string) int {
	b.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(benchTab)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
			b.Fatal(err)
		}
		n++
	}
	return n
}
