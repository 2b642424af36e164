package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

func TestBytesAreTheSameEveryTime(t *testing.T) {
	tabs := []workbook.Layout{form("Biểu 01 (T9-2023)"), form("Biểu 02 (T9-2023)"), form("Khác")}
	first, err := xlsx.Bytes(tabs)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := xlsx.Bytes(tabs)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same tabs gave other bytes")
		}
	}
	r, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.File {
		if f.ModifiedDate != 0 || f.ModifiedTime != 0 || f.Method != zip.Store {
			t.Errorf("%s: date %d, time %d, method %d", f.Name, f.ModifiedDate, f.ModifiedTime, f.Method)
		}
		if i > 1 && r.File[i-1].Name >= f.Name || (i == 0) != (f.Name == "[Content_Types].xml") {
			t.Errorf("part %d is %s", i, f.Name)
		}
	}
}

func TestFileOfBytesHoldsTheTabs(t *testing.T) {
	tabs := []workbook.Layout{form("Biểu 01 (T9-2023)"), form("Biểu 02 (T9-2023)")}
	data, err := xlsx.Bytes(tabs)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ours, usual := filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "b.xlsx")
	if err := errors.Join(xlsx.CreateFrom(ours, data), xlsx.Create(usual, tabs)); err != nil {
		t.Fatal(err)
	}
	a, b := heldBy(t, ours), heldBy(t, usual)
	if len(a) == 0 || len(a) != len(b) {
		t.Fatalf("%d cells, Create gives %d", len(a), len(b))
	}
	for at, want := range b {
		if a[at] != want {
			t.Errorf("%s: %v, want %v", at, a[at], want)
		}
	}
	if err := xlsx.CreateFrom(ours, data); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over an existing file: %v", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
}

// heldBy is what a workbook's tabs hold, by address.
func heldBy(t *testing.T, path string) map[string]workbook.Cell {
	t.Helper()
	book, err := xlsx.Open(path, xlsx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := book.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]workbook.Cell{}
	for _, g := range snapshot.Grids {
		for row := range g.Rows() {
			for col, c := range g.Row(row) {
				all[workbook.Address{Tab: g.Tab, Row: row, Col: col}.String()] = c
			}
		}
	}
	return all
}
