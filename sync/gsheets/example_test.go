package gsheets_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

func Example() {
	ctx := context.Background()
	server := sheetstest.NewServer()
	defer server.Close()
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	key := filepath.Join(dir, "key.json")
	if err := os.WriteFile(key, server.Key(), 0o600); err != nil {
		panic(err)
	}
	id := server.Create(sheetstest.Spreadsheet{
		Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh",
		Tabs: []sheetstest.Tab{{Title: "Trạm y tế", Values: [][]any{{"Mã", "Kết quả", "Đánh giá"}, {"12", "76/116 cây"}}}},
	})

	account, err := gsheets.SignIn(gsheets.Settings{Credentials: key, Endpoint: server.URL})
	if err != nil {
		panic(err)
	}
	book, err := gsheets.Open(ctx, gsheets.Options{Account: account, Spreadsheet: id})
	if err != nil {
		panic(err)
	}
	defer book.Close()
	base, err := book.Read(ctx)
	if err != nil {
		panic(err)
	}
	err = book.Write(ctx, workbook.Edit{Base: base, Cells: []workbook.CellEdit{{
		Address: workbook.Address{Tab: "Trạm y tế", Row: 1, Col: 2},
		Value:   workbook.TextCell("Đang tiếp tục thực hiện"),
	}}})
	if err != nil {
		panic(err)
	}
	base, err = book.Read(ctx)
	if err != nil {
		panic(err)
	}
	fmt.Println(base.Grid("Trạm y tế").At(1, 2).Value)
	fmt.Println(account.Calls())
	// Output:
	// Đang tiếp tục thực hiện
	// 3 2
}
