package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/oauth2"
	"google.golang.org/api/option"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// officeBook is a workbook behind a driver, and a person who works on it with
// another program. Rows and columns count from 0.
type officeBook interface {
	open() workbook.Workbook
	put(tab, a1, text string)
	// formula puts one that shows formulaText.
	formula(tab, a1 string)
	insertRow(tab string, row int)
	deleteRow(tab string, row int)
	moveUp(tab string, from, to int)
	insertColumn(tab string, col int)
}

// formulaText is what a person's formula shows.
const formulaText = "2023"

// onBothDrivers runs a story on a local file and on Google Sheets.
func onBothDrivers(t *testing.T, tabs []workbook.Layout, story func(t *testing.T, book officeBook)) {
	t.Run("xlsx", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "kế hoạch.xlsx")
		if err := xlsx.Create(path, tabs); err != nil {
			t.Fatal(err)
		}
		story(t, &officeFile{t, path})
	})
	t.Run("gsheets", func(t *testing.T) { story(t, newOfficeSheet(t, tabs)) })
}

// officeFile is a file and a person with another program.
type officeFile struct {
	t    *testing.T
	path string
}

func (f *officeFile) open() workbook.Workbook {
	f.t.Helper()
	book, err := xlsx.Open(f.path, xlsx.Options{})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { book.Close() })
	return book
}

func (f *officeFile) put(tab, a1, text string) {
	f.edit(func(e *excelize.File) error {
		if text == "" {
			return e.SetCellValue(tab, a1, nil)
		}
		return e.SetCellStr(tab, a1, text)
	})
}

func (f *officeFile) formula(tab, a1 string) {
	f.edit(func(e *excelize.File) error {
		// The library keeps a number as the result and calls it a text.
		if err := e.SetCellInt(tab, a1, 2023); err != nil {
			return err
		}
		return e.SetCellFormula(tab, a1, `"`+formulaText+`"&""`)
	})
}

func (f *officeFile) insertRow(tab string, row int) {
	f.edit(func(e *excelize.File) error { return e.InsertRows(tab, row+1, 1) })
}

func (f *officeFile) deleteRow(tab string, row int) {
	f.edit(func(e *excelize.File) error { return e.RemoveRow(tab, row+1) })
}

func (f *officeFile) moveUp(tab string, from, to int) {
	f.edit(func(e *excelize.File) error {
		if err := e.DuplicateRowTo(tab, from+1, to+1); err != nil {
			return err
		}
		return e.RemoveRow(tab, from+2)
	})
}

func (f *officeFile) insertColumn(tab string, col int) {
	f.edit(func(e *excelize.File) error { return e.InsertCols(tab, workbook.ColumnName(col), 1) })
}

func (f *officeFile) edit(do func(*excelize.File) error) {
	f.t.Helper()
	e, err := excelize.OpenFile(f.path)
	if err != nil {
		f.t.Fatal(err)
	}
	defer e.Close()
	if err := do(e); err != nil {
		f.t.Fatal(err)
	}
	if err := e.Save(); err != nil {
		f.t.Fatal(err)
	}
}

// hastyClock goes on as somebody waits and makes nobody wait.
type hastyClock struct{ now time.Time }

func (c *hastyClock) Now() time.Time { return c.now }

func (c *hastyClock) Sleep(ctx context.Context, d time.Duration) error {
	c.now = c.now.Add(d)
	return ctx.Err()
}

// officeSheet is a spreadsheet on a server and a person with another client.
type officeSheet struct {
	t       *testing.T
	account *gsheets.Account
	id      string
	person  *sheets.Service
}

func newOfficeSheet(t *testing.T, tabs []workbook.Layout) *officeSheet {
	server := sheetstest.NewServer()
	t.Cleanup(server.Close)
	key := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(key, server.Key(), 0o600); err != nil {
		t.Fatal(err)
	}
	account, err := gsheets.SignIn(gsheets.Settings{
		Credentials: key, Endpoint: server.URL, Clock: &hastyClock{time.Now()},
	})
	if err != nil {
		t.Fatal(err)
	}
	token := &oauth2.Token{AccessToken: server.Token(sheetstest.DefaultOwner)}
	client := &http.Client{Transport: &oauth2.Transport{Source: oauth2.StaticTokenSource(token)}}
	person, err := sheets.NewService(t.Context(), option.WithEndpoint(server.URL), option.WithHTTPClient(client))
	if err != nil {
		t.Fatal(err)
	}
	s := &officeSheet{t: t, account: account, person: person}
	s.id = server.Create(sheetstest.Spreadsheet{Title: "Kế hoạch 2023", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
	if _, err := s.open().(*gsheets.Book).LayOut(t.Context(), tabs); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *officeSheet) open() workbook.Workbook {
	s.t.Helper()
	book, err := gsheets.Open(s.t.Context(), gsheets.Options{Account: s.account, Spreadsheet: s.id})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { book.Close() })
	return book
}

func (s *officeSheet) put(tab, a1, text string) { s.enter(tab, a1, text) }

func (s *officeSheet) formula(tab, a1 string) { s.enter(tab, a1, `="`+formulaText+`"&""`) }

func (s *officeSheet) enter(tab, a1, typed string) {
	s.t.Helper()
	at := "'" + strings.ReplaceAll(tab, "'", "''") + "'!" + a1
	_, err := s.person.Spreadsheets.Values.Update(s.id, at, &sheets.ValueRange{Values: [][]any{{typed}}}).
		ValueInputOption("USER_ENTERED").Context(s.t.Context()).Do()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *officeSheet) insertRow(tab string, row int) {
	s.do(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{Range: s.line(tab, "ROWS", row)}})
}

func (s *officeSheet) deleteRow(tab string, row int) {
	s.do(&sheets.Request{DeleteDimension: &sheets.DeleteDimensionRequest{Range: s.line(tab, "ROWS", row)}})
}

func (s *officeSheet) moveUp(tab string, from, to int) {
	s.do(&sheets.Request{MoveDimension: &sheets.MoveDimensionRequest{
		Source: s.line(tab, "ROWS", from), DestinationIndex: int64(to), ForceSendFields: []string{"DestinationIndex"},
	}})
}

func (s *officeSheet) insertColumn(tab string, col int) {
	s.do(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{Range: s.line(tab, "COLUMNS", col)}})
}

func (s *officeSheet) line(tab, dimension string, at int) *sheets.DimensionRange {
	return &sheets.DimensionRange{
		SheetId: s.tabID(tab), Dimension: dimension, StartIndex: int64(at), EndIndex: int64(at) + 1,
		ForceSendFields: []string{"SheetId", "StartIndex"},
	}
}

func (s *officeSheet) do(request *sheets.Request) {
	s.t.Helper()
	_, err := s.person.Spreadsheets.BatchUpdate(s.id, &sheets.BatchUpdateSpreadsheetRequest{Requests: []*sheets.Request{request}}).
		Context(s.t.Context()).Do()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *officeSheet) tabID(title string) int64 {
	s.t.Helper()
	answer, err := s.person.Spreadsheets.Get(s.id).Fields("sheets.properties(sheetId,title)").Context(s.t.Context()).Do()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, sheet := range answer.Sheets {
		if sheet.Properties.Title == title {
			return sheet.Properties.SheetId
		}
	}
	s.t.Fatalf("no tab %q", title)
	return 0
}

var officeZone = time.FixedZone("+07", 7*3600)
