package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bieu/sync/example"
	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// office is a folder from which the program runs on the embedded example, in a
// spreadsheet of a server.
type office struct {
	t      *testing.T
	folder string
	server *sheetstest.Server
	id     string
}

var workbookSetting = regexp.MustCompile(`(?m)^workbook:.*$`)

func newOffice(t *testing.T, sheet sheetstest.Spreadsheet) *office {
	t.Helper()
	o := &office{t: t, folder: t.TempDir(), server: sheetstest.NewServer()}
	t.Cleanup(o.server.Close)
	sheet.Locale, sheet.TimeZone = "vi_VN", "Asia/Ho_Chi_Minh"
	o.id = o.server.Create(sheet)
	place := fmt.Sprintf("workbook:\n  google: %s\ncredentials: key.json\nendpoint: %s", o.id, o.server.URL)
	o.put("key.json", o.server.Key())
	o.put(settingsFile, workbookSetting.ReplaceAll(example.Settings(), []byte(place)))
	return o
}

func (o *office) put(name string, content []byte) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.folder, name), content, 0o600); err != nil {
		o.t.Fatal(err)
	}
}

// runIn runs the program in a folder and returns what it said.
func runIn(t *testing.T, folder string, args ...string) string {
	t.Helper()
	t.Chdir(folder)
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != 0 {
		t.Fatalf("bieu %q ended with %d:\n%s%s", args, code, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// book opens the office's spreadsheet as the program does.
func (o *office) book() (*gsheets.Book, *settings) {
	o.t.Helper()
	o.t.Chdir(o.folder)
	set, err := (&app{}).settings("")
	if err != nil {
		o.t.Fatal(err)
	}
	book, err := (&books{settings: set}).openSheet(o.t.Context(), o.id)
	if err != nil {
		o.t.Fatal(err)
	}
	return book, set
}

// layOut lays the example's tabs out through the driver.
func (o *office) layOut() *office {
	o.t.Helper()
	book, set := o.book()
	defer book.Close()
	if _, err := book.LayOut(o.t.Context(), example.Layouts(set.form())); err != nil {
		o.t.Fatal(err)
	}
	o.server.ResetCounts()
	return o
}

func (o *office) contents() []string {
	o.t.Helper()
	book, _ := o.book()
	return contents(o.t, book)
}

// calls are the reads and writes since the last time.
func (o *office) calls() string {
	counts := o.server.Counts()
	o.server.ResetCounts()
	return fmt.Sprintf("%d reads, %d writes", counts.Reads, counts.Writes)
}

// contents is all that stands in a workbook, cell by cell.
func contents(t *testing.T, book workbook.Workbook) []string {
	t.Helper()
	defer book.Close()
	base, err := book.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lines := append([]string{}, base.Titles...)
	for _, g := range base.Grids {
		for r := range g.Rows() {
			for c := range g.Cols() {
				if cell := g.At(r, c); cell.Kind != workbook.Blank || cell.Formula {
					at := workbook.Address{Tab: g.Tab, Row: r, Col: c}
					lines = append(lines, fmt.Sprintf("%s %v %q formula %v", at, cell.Kind, cell.Value, cell.Formula))
				}
			}
		}
	}
	return lines
}

func fileContents(t *testing.T, folder string) []string {
	t.Helper()
	book, err := xlsx.Open(filepath.Join(folder, "tho-xuong-2023.xlsx"), xlsx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return contents(t, book)
}

// TestSpreadsheetAndFileComeOutAlike runs the program on the example in a file
// and in a spreadsheet: every text of every tab, Biểu, verdicts, checks and
// overview, is the same byte for byte, at first and after a unit's edit.
func TestSpreadsheetAndFileComeOutAlike(t *testing.T) {
	o := newOffice(t, sheetstest.Spreadsheet{}).layOut()
	file := t.TempDir()
	said := runIn(t, file, "sync")
	_, table, _ := strings.Cut(said, "\n") // the first line tells of the example
	table, _, _ = strings.Cut(table, "\nĐã ghi ")
	if got := runIn(t, o.folder, "sync"); !strings.Contains(got, table) {
		t.Errorf("the run on the spreadsheet says otherwise (-file +spreadsheet):\n%s", cmp.Diff(table, got))
	}
	want := fileContents(t, file)
	if len(want) < 500 || !strings.Contains(strings.Join(want, "\n"), "Biểu 02!D5") {
		t.Fatalf("only %d cells to compare", len(want))
	}
	if diff := cmp.Diff(want, o.contents()); diff != "" {
		t.Errorf("at first (-file +spreadsheet):\n%s", diff)
	}

	const tab, at, later = "Văn hóa - Xã hội", "F11", "2023-09-30T18:30:00+07:00"
	if err := o.server.Human(o.id).Type("'"+tab+"'!"+at, "210"); err != nil {
		t.Fatal(err)
	}
	typeInFile(t, filepath.Join(file, "tho-xuong-2023.xlsx"), tab, at, "210")
	runIn(t, file, "sync", "--at", later)
	runIn(t, o.folder, "sync", "--at", later)
	if diff := cmp.Diff(fileContents(t, file), o.contents()); diff != "" {
		t.Errorf("after an edit (-file +spreadsheet):\n%s", diff)
	}
}

// TestCallsOfTheMainJob lets the server count what the whole program asks.
func TestCallsOfTheMainJob(t *testing.T) {
	o := newOffice(t, sheetstest.Spreadsheet{}).layOut()
	steps := []struct {
		name string
		act  func() error
		want string
	}{
		{"the first run, which lays the list of questions out", nil, "2 reads, 2 writes"},
		{"nothing changed", nil, "1 reads, 0 writes"},
		{"a unit edits one figure", func() error {
			return o.server.Human(o.id).Type("'Văn hóa - Xã hội'!F11", "210")
		}, "2 reads, 1 writes"},
		{"nothing changed again", nil, "1 reads, 0 writes"},
		{"a unit inserts a row", func() error {
			return o.server.Human(o.id).InsertRows("Kinh tế", 4, 1)
		}, "1 reads, 0 writes"},
	}
	for _, step := range steps {
		if step.act != nil {
			if err := step.act(); err != nil {
				t.Fatal(err)
			}
		}
		runIn(t, o.folder, "sync")
		if got := o.calls(); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
	}
}

// TestFirstRunWithoutLayout: in a spreadsheet that an office filled itself the
// rows have no anchors yet; laying them is one call more, once.
func TestFirstRunWithoutLayout(t *testing.T) {
	from := newOffice(t, sheetstest.Spreadsheet{}).layOut()
	o := newOffice(t, from.copied())
	for _, want := range []string{"2 reads, 2 writes", "1 reads, 0 writes"} {
		runIn(t, o.folder, "sync")
		if got := o.calls(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	runIn(t, from.folder, "sync")
	if diff := cmp.Diff(from.contents(), o.contents()); diff != "" {
		t.Errorf("the two spreadsheets (-laid out +not):\n%s", diff)
	}
}

// copied is what people could have typed themselves: the values and no more.
func (o *office) copied() sheetstest.Spreadsheet {
	o.t.Helper()
	book, _ := o.book()
	defer book.Close()
	base, err := book.Read(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	var sheet sheetstest.Spreadsheet
	for _, g := range base.Grids {
		tab := sheetstest.Tab{Title: g.Tab, Rows: g.Rows() + 5, Columns: g.Cols() + 2}
		for r := range g.Rows() {
			var row []any
			for c := range g.Cols() {
				row = append(row, typedValue(o.t, g.At(r, c)))
			}
			tab.Values = append(tab.Values, row)
		}
		sheet.Tabs = append(sheet.Tabs, tab)
	}
	return sheet
}

func typedValue(t *testing.T, c workbook.Cell) any {
	t.Helper()
	switch c.Kind {
	case workbook.Blank:
		return nil
	case workbook.Text:
		return c.Value
	case workbook.Number:
		n, err := strconv.ParseFloat(c.Value, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	case workbook.Bool:
		return c.Value == "TRUE"
	}
	t.Fatalf("the example has no cells of kind %v", c.Kind)
	return nil
}

// typeInFile enters a number as a person would with a spreadsheet program.
func typeInFile(t *testing.T, path, tab, at, number string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := errors.Join(typeIn(f, tab, at, "-number", number), f.Save()); err != nil {
		t.Fatal(err)
	}
}
