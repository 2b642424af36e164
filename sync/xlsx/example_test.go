package xlsx_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// Make a file, read it, and write one cell where it was read.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "kế hoạch.xlsx")
	err = xlsx.Create(path, []workbook.Layout{{
		Title: "Trạm y tế",
		Rows: []workbook.LayoutRow{{Cells: []workbook.LayoutCell{
			{Value: workbook.TextCell("13.1")}, {Value: workbook.NumberCell("99.99")},
		}}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := xlsx.Open(path, xlsx.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer book.Close()
	ctx := context.Background()
	base, err := book.Read(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = book.Write(ctx, workbook.Edit{Base: base, Cells: []workbook.CellEdit{{
		Address: workbook.Address{Tab: "Trạm y tế", Row: 0, Col: 2}, Value: workbook.TextCell("Đạt chỉ tiêu KH"),
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := book.Read(ctx, workbook.Range{Tab: "Trạm y tế"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cell := range after.Grid("Trạm y tế").Row(0) {
		fmt.Println(cell.Value)
	}
	// Output:
	// 13.1
	// 99.99
	// Đạt chỉ tiêu KH
}
