package gsheets_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
)

func ExampleBook_Probe() {
	server := sheetstest.NewServer(sheetstest.WithStrictValidation())
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
	account, err := gsheets.SignIn(gsheets.Settings{Credentials: key, Endpoint: server.URL, ReadsPerMinute: 6000, WritesPerMinute: 6000})
	if err != nil {
		panic(err)
	}
	id := server.Create(sheetstest.Spreadsheet{Locale: "vi_VN"})
	book, err := gsheets.Open(context.Background(), gsheets.Options{Account: account, Spreadsheet: id})
	if err != nil {
		panic(err)
	}
	defer book.Close()
	fmt.Println(gsheets.ProbeCalls())
	err = book.Probe(context.Background(), func(f gsheets.Finding) {
		if f.Outcome != gsheets.Holds {
			fmt.Println(f.Code)
		}
	})
	if err != nil {
		panic(err)
	}
	// Output:
	// 20 34
	// strict_list_takes_other_values
}
