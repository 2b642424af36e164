package gsheets_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/option"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

// still is a clock that never makes anybody wait.
type still struct{ now time.Time }

func (c *still) Now() time.Time { return c.now }

func (c *still) Sleep(ctx context.Context, d time.Duration) error {
	c.now = c.now.Add(d)
	return ctx.Err()
}

// signIn returns an account of the server.
func signIn(t *testing.T, srv *sheetstest.Server, change func(*gsheets.Settings)) *gsheets.Account {
	t.Helper()
	return signInWith(t, srv, keyFile(t, srv), change)
}

// keyFile writes a new key of the account; the one before is void.
func keyFile(t *testing.T, srv *sheetstest.Server) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(path, srv.Key(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func signInWith(t *testing.T, srv *sheetstest.Server, key string, change func(*gsheets.Settings)) *gsheets.Account {
	t.Helper()
	settings := gsheets.Settings{Credentials: key, Endpoint: srv.URL, Clock: &still{now: time.Now()}}
	if change != nil {
		change(&settings)
	}
	account, err := gsheets.SignIn(settings)
	if err != nil {
		t.Fatal(err)
	}
	return account
}

func open(t *testing.T, account *gsheets.Account, id string) *gsheets.Book {
	t.Helper()
	book, err := gsheets.Open(t.Context(), gsheets.Options{Account: account, Spreadsheet: id})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// sheetHarness is a spreadsheet on a server, and a person who works on it with
// another client.
type sheetHarness struct {
	t       *testing.T
	server  *sheetstest.Server
	account *gsheets.Account
	id      string
	person  *sheets.Service
}

func newSheetHarness(t *testing.T) *sheetHarness {
	server := newServer(t)
	return newSheetHarnessOn(t, server, signIn(t, server, nil))
}

func newServer(t *testing.T, options ...sheetstest.Option) *sheetstest.Server {
	server := sheetstest.NewServer(options...)
	t.Cleanup(server.Close)
	return server
}

// newSheetHarnessOn shares a server and its account: making them costs keys.
func newSheetHarnessOn(t *testing.T, server *sheetstest.Server, account *gsheets.Account) *sheetHarness {
	person, err := sheets.NewService(t.Context(), option.WithEndpoint(server.URL), option.WithHTTPClient(personClient(server)))
	if err != nil {
		t.Fatal(err)
	}
	return &sheetHarness{t: t, server: server, account: account, person: person}
}

func (h *sheetHarness) Create(tabs ...workbook.Layout) error {
	h.id = h.server.Create(sheetstest.Spreadsheet{Title: "Kế hoạch 2023", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
	_, err := open(h.t, h.account, h.id).LayOut(h.t.Context(), tabs)
	return err
}

func (h *sheetHarness) Open() (workbook.Workbook, error) {
	return gsheets.Open(h.t.Context(), gsheets.Options{Account: h.account, Spreadsheet: h.id})
}

func (h *sheetHarness) Type(tab, a1 string, value workbook.Cell) error {
	return h.put(tab, a1, value.Value)
}

func (h *sheetHarness) Formula(tab, a1, formula string, _ workbook.Cell) error {
	return h.put(tab, a1, "="+formula)
}

func (h *sheetHarness) put(tab, a1, typed string) error {
	at := "'" + strings.ReplaceAll(tab, "'", "''") + "'!" + a1
	_, err := h.person.Spreadsheets.Values.Update(h.id, at, &sheets.ValueRange{Values: [][]any{{typed}}}).
		ValueInputOption("USER_ENTERED").Context(h.t.Context()).Do()
	return err
}

func (h *sheetHarness) InsertRow(tab string, row int) error {
	return h.do(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{Range: h.line(tab, "ROWS", row)}})
}

func (h *sheetHarness) DeleteRow(tab string, row int) error {
	return h.do(&sheets.Request{DeleteDimension: &sheets.DeleteDimensionRequest{Range: h.line(tab, "ROWS", row)}})
}

func (h *sheetHarness) MoveRow(tab string, from, to int) error {
	return h.do(&sheets.Request{MoveDimension: &sheets.MoveDimensionRequest{
		Source: h.line(tab, "ROWS", from), DestinationIndex: int64(to), ForceSendFields: []string{"DestinationIndex"},
	}})
}

func (h *sheetHarness) InsertColumn(tab string, col int) error {
	return h.do(&sheets.Request{InsertDimension: &sheets.InsertDimensionRequest{Range: h.line(tab, "COLUMNS", col)}})
}

func (h *sheetHarness) line(tab, dimension string, at int) *sheets.DimensionRange {
	return &sheets.DimensionRange{
		SheetId: h.tabID(tab), Dimension: dimension, StartIndex: int64(at), EndIndex: int64(at) + 1,
		ForceSendFields: []string{"SheetId", "StartIndex"},
	}
}

func (h *sheetHarness) do(requests ...*sheets.Request) error {
	_, err := h.person.Spreadsheets.BatchUpdate(h.id, &sheets.BatchUpdateSpreadsheetRequest{Requests: requests}).
		Context(h.t.Context()).Do()
	return err
}

func (h *sheetHarness) tabID(title string) int64 {
	h.t.Helper()
	answer, err := h.person.Spreadsheets.Get(h.id).Fields("sheets.properties(sheetId,title)").Context(h.t.Context()).Do()
	if err != nil {
		h.t.Fatal(err)
	}
	for _, s := range answer.Sheets {
		if s.Properties.Title == title {
			return s.Properties.SheetId
		}
	}
	h.t.Fatalf("no tab %q", title)
	return 0
}

func TestSheetsPassTheSuite(t *testing.T) {
	server := newServer(t)
	account := signIn(t, server, nil)
	workbooktest.Run(t, func(t *testing.T) workbooktest.Harness { return newSheetHarnessOn(t, server, account) })
}
