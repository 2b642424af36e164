package gsheets_test

import (
	"testing"
	"time"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// TestHundredSpreadsheetsUnderTheQuota lets one account read, write and prove
// a hundred spreadsheets. The service's minute is the bound; the driver may
// take a fifth more, and is never refused.
func TestHundredSpreadsheetsUnderTheQuota(t *testing.T) {
	const spreadsheets = 100
	clock := &still{now: time.Now().Truncate(time.Minute)}
	start := clock.now
	server := newServer(t, sheetstest.WithQuota(sheetstest.StandardQuota()), sheetstest.WithClock(clock.Now))
	account := signIn(t, server, func(s *gsheets.Settings) { s.Clock = clock })
	tab := sheetstest.Tab{Title: unit, Rows: 20, Columns: 8, Values: [][]any{
		{"Mã", "Nhiệm vụ", "Thực hiện", "Đánh giá", "Kiểm tra"}, {"1", "a"}, {"2", "b"}, {"13.1", "c"}, {"13.2", "d"},
	}}
	var ids []string
	for range spreadsheets {
		ids = append(ids, server.Create(sheetstest.Spreadsheet{Locale: "vi_VN", Tabs: []sheetstest.Tab{tab}}))
	}
	for _, id := range ids {
		book := open(t, account, id)
		if err := book.Write(t.Context(), statuses(read(t, book))); err != nil {
			t.Fatal(err)
		}
	}
	counts := server.Counts()
	if counts.Refused != 0 {
		t.Errorf("%d calls were refused for the quota", counts.Refused)
	}
	// Two reads a spreadsheet; the first of them lays anchors, too.
	if counts.Reads != 2*spreadsheets || counts.Writes != 2*spreadsheets {
		t.Errorf("%d reads and %d writes for %d spreadsheets", counts.Reads, counts.Writes, spreadsheets)
	}
	dictated := time.Duration(2*spreadsheets) * time.Second
	if took := clock.now.Sub(start); took > dictated*12/10 {
		t.Errorf("took %v, the quota alone dictates %v", took, dictated)
	}
	if reads, writes := account.Calls(); reads != counts.Reads || writes != counts.Writes {
		t.Errorf("the account counts %d reads and %d writes", reads, writes)
	}
	clock.now = clock.now.Truncate(time.Minute).Add(time.Minute)
	for _, id := range ids {
		book := open(t, account, id)
		if got := read(t, book).Grid(unit).At(4, 3); got != workbook.TextCell("Đạt 13.2") {
			t.Fatalf("%s: D5 = %+v", id, got)
		}
	}
}

func TestLeftInThisMinute(t *testing.T) {
	clock := &still{now: time.Now()}
	server := newServer(t)
	account := signIn(t, server, func(s *gsheets.Settings) { s.Clock, s.ReadsPerMinute = clock, 20 })
	book := open(t, account, server.Create(sheetstest.Spreadsheet{}))
	for range 3 {
		read(t, book)
	}
	if reads, writes := account.Left(); reads != 17 || writes != 60 {
		t.Errorf("%d reads and %d writes left, want 17 and 60", reads, writes)
	}
	clock.now = clock.now.Add(61 * time.Second)
	if reads, _ := account.Left(); reads != 20 {
		t.Errorf("%d reads left after a minute, want 20", reads)
	}
}

// TestAnotherProgramUsesTheQuota: what is refused is made again a minute
// later, with the same content.
func TestAnotherProgramUsesTheQuota(t *testing.T) {
	clock := &still{now: time.Now().Truncate(time.Minute)}
	server := newServer(t, sheetstest.WithQuota(sheetstest.StandardQuota()), sheetstest.WithClock(clock.Now))
	key := keyFile(t, server)
	account := signInWith(t, server, key, func(s *gsheets.Settings) { s.Clock = clock })
	other := signInWith(t, server, key, func(s *gsheets.Settings) { s.Clock, s.ReadsPerMinute = &still{now: clock.now}, 6000 })
	id := server.Create(sheetstest.Spreadsheet{Tabs: []sheetstest.Tab{{Title: unit, Values: [][]any{{"Mã"}}}}})
	for range 60 {
		read(t, open(t, other, id))
	}
	if got := read(t, open(t, account, id)).Grid(unit).At(0, 0); got != workbook.TextCell("Mã") {
		t.Errorf("A1 = %+v", got)
	}
	if server.Counts().Refused == 0 {
		t.Error("nothing was refused: the other program did not use up the quota")
	}
}
