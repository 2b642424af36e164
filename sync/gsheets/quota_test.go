package gsheets_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

const (
	hundred     = 100
	rowsOfEach  = 40
	roundsOfAll = 3 // with anchors to lay, with all verdicts new, with nothing to do
)

// TestHundredSpreadsheetsUnderTheQuota lets one account keep a hundred
// spreadsheets at a time, in a bubble where waiting costs nothing. The server
// counts by the same clock. What the quota alone dictates is the minute in
// which the last of so many calls may come; the driver may take a fifth more.
func TestHundredSpreadsheetsUnderTheQuota(t *testing.T) {
	server := newServer(t, sheetstest.WithQuota(sheetstest.StandardQuota()))
	key := keyFile(t, server)
	inBubble(t, server, func(t *testing.T, network *http.Transport) {
		account := signInWith(t, server, key, func(s *gsheets.Settings) { s.Clock, s.Transport = nil, network })
		tab := sheetstest.Tab{Title: unit, Rows: rowsOfEach + 5, Columns: 6, Values: [][]any{{"Mã", "Nhiệm vụ", "Thực hiện", "Đánh giá", "Kiểm tra"}}}
		for row := range rowsOfEach {
			tab.Values = append(tab.Values, []any{fmt.Sprint(row + 1), "việc"})
		}
		start := time.Now().Truncate(time.Minute)
		done := make([]atomic.Int32, hundred)
		ids := make([]string, hundred)
		var all sync.WaitGroup
		for i := range hundred {
			ids[i] = server.Create(sheetstest.Spreadsheet{Locale: "vi_VN", Tabs: []sheetstest.Tab{tab}})
			all.Go(func() {
				for round := range roundsOfAll {
					if err := keep(t, account, ids[i], min(round, 1)); err != nil {
						t.Errorf("spreadsheet %d, round %d: %v", i, round, err)
					}
					done[i].Add(1)
					for j := range done { // nobody may be two rounds behind
						if n := int(done[j].Load()); n < round-1 {
							t.Errorf("spreadsheet %d is through %d rounds while %d is through %d", i, round+1, j, n)
						}
					}
				}
			})
		}
		all.Wait()
		took := time.Since(start)
		counts := server.Counts()
		if want := hundred * (2 + 2 + 1); counts.Refused != 0 || counts.Reads != want || counts.Writes != hundred*(2+1) {
			t.Errorf("%d reads, %d writes, %d refused; want %d, %d and none", counts.Reads, counts.Writes, counts.Refused, want, hundred*3)
		}
		dictated := time.Duration((max(counts.Reads, counts.Writes)-1)/sheetstest.StandardQuota().ReadsPerUser) * time.Minute
		ratio := float64(took) / float64(dictated)
		t.Logf("%d spreadsheets, %d reads, %d writes: %v, the quota alone dictates %v, ratio %.3f",
			hundred, counts.Reads, counts.Writes, took.Round(time.Second), dictated, ratio)
		if ratio > 1.2 {
			t.Errorf("ratio %.3f, want 1.2 at most", ratio)
		}
		for i, id := range ids {
			if err := keptAll(server.Human(id)); err != nil {
				t.Errorf("spreadsheet %d: %v", i, err)
			}
		}
	})
}

// keep is one run on one spreadsheet: verdicts beside all rows.
func keep(t *testing.T, account *gsheets.Account, id string, version int) error {
	book, err := gsheets.Open(t.Context(), gsheets.Options{Account: account, Spreadsheet: id})
	if err != nil {
		return err
	}
	base, err := book.Read(t.Context())
	if err != nil {
		return err
	}
	edit := workbook.Edit{Base: base, Keys: map[string]int{unit: 0}}
	for row := 1; row <= rowsOfEach; row++ {
		for col := 3; col <= 4; col++ {
			at := workbook.Address{Tab: unit, Row: row, Col: col}
			value := workbook.TextCell(fmt.Sprint(version, " ", base.Grid(unit).At(row, 0).Value))
			if !base.Grid(unit).At(row, col).Same(value) {
				edit.Cells = append(edit.Cells, workbook.CellEdit{Address: at, Value: value})
			}
		}
	}
	return book.Write(t.Context(), edit)
}

// keptAll reports a row that was skipped.
func keptAll(h *sheetstest.Human) error {
	rows, err := h.Values("'" + unit + "'")
	if err != nil {
		return err
	}
	for row := 1; row <= rowsOfEach; row++ {
		want := []string{fmt.Sprint(row), "việc", "", fmt.Sprint(1, " ", row), fmt.Sprint(1, " ", row)}
		if row >= len(rows) || !slices.Equal(rows[row], want) {
			return fmt.Errorf("row %d is not %q", row+1, want)
		}
	}
	return nil
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
