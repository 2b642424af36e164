package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// TestSamePlanInAFileAndInASpreadsheet makes a plan in both places from one
// list and wants the same tabs with the same cells.
func TestSamePlanInAFileAndInASpreadsheet(t *testing.T) {
	server := sheetstest.NewServer()
	defer server.Close()
	list, err := filepath.Abs(filepath.Join("testdata", "chi-tieu-2024.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("key.json", server.Key(), 0o600); err != nil {
		t.Fatal(err)
	}
	id := server.Create(sheetstest.Spreadsheet{Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
	for _, place := range [][]string{
		{"--out", "kh.xlsx"}, {"--google", id, "--credentials", "key.json", "--endpoint", server.URL},
	} {
		var said bytes.Buffer
		args := append([]string{"init", "--plan", list, "--org", "UBND xã A", "--year", "2024"}, place...)
		if code := run(t.Context(), args, strings.NewReader(""), &said, &said); code != exitDone {
			t.Fatalf("%v ended with %d: %s", args, code, said.String())
		}
	}
	file, err := xlsx.Open("kh.xlsx", xlsx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	account, err := gsheets.SignIn(gsheets.Settings{Credentials: "key.json", Endpoint: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := gsheets.Open(t.Context(), gsheets.Options{Account: account, Spreadsheet: id})
	if err != nil {
		t.Fatal(err)
	}
	defer sheet.Close()
	want, got := shownCells(t, file), shownCells(t, sheet)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the spreadsheet is not what the file is (-file +spreadsheet):\n%s", diff)
	}
	if len(want) < 150 {
		t.Errorf("only %d cells were compared", len(want))
	}
}

// shownCells lists every cell of a workbook: tab!cell, kind, value, format.
func shownCells(t *testing.T, book workbook.Workbook) []string {
	t.Helper()
	snapshot, err := book.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, g := range snapshot.Grids {
		for row := range g.Rows() {
			for col, c := range g.Row(row) {
				if c.Kind != workbook.Blank {
					at := workbook.Address{Tab: g.Tab, Row: row, Col: col}
					list = append(list, at.String()+" "+string('0'+rune(c.Kind))+" "+c.Value+" "+c.Format)
				}
			}
		}
	}
	return list
}
