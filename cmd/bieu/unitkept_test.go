package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/example"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// ownFile makes a file with the tab of a unit in it, names it as the unit's own
// and leaves it open in another program. It returns the mark that it is open.
func (b *bureau) ownFile(unit string) (mark string) {
	b.t.Helper()
	set, err := (&app{}).settings(b.config)
	must(b.t, err)
	for _, l := range example.Layouts(set.form()) {
		if l.Title == unit {
			must(b.t, xlsx.Create(filepath.Join(b.folder, "tram.xlsx"), []workbook.Layout{l}))
		}
	}
	mark = filepath.Join(b.folder, "~$tram.xlsx")
	must(b.t, os.WriteFile(mark, nil, 0o600))
	b.moves(unit, "tram.xlsx")
	return mark
}

// A unit that has its file open for hours holds up nobody else: the plan is run
// as often as ever, is up to date, and nobody is told that the sheets were not
// read; not by the next worker either.
func TestAUnitWorkbookThatTakesNothingHoldsUpNobody(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onFile, nil)
	b.live("")
	mark := b.ownFile("Trạm y tế")
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	text := b.answers("Kinh tế", 0)
	s := b.serve(clock)
	for n := range 6 {
		s.until(text, func() bool { return len(b.shown("Biểu 02", text)) > 0 })
		s.until("the plan rests", b.rests)
		b.asks(func(db *sql.DB) {
			_, err := db.Exec(`UPDATE run_requests SET failures = 9`) // by the backoff, it rests for long
			must(t, err)
		})
		text = b.answers("Kinh tế", n+1)
		for range 4 {
			quarter(t, clock)
		}
	}
	s.until(text, func() bool { return len(b.shown("Biểu 02", text)) > 0 })
	s.until("ready", s.ready)
	s.says(fmt.Sprintf(`bieu_last_success_timestamp_seconds{plan="%s"} %s`, b.plan(), strconv.FormatFloat(float64(clock.Now().Unix()), 'g', -1, 64)))
	if told := b.shown("Tổng quan", wordsBlind); len(told) > 0 {
		t.Errorf("Tổng quan says %q", told)
	}
	if code := s.stop(); code != exitDone {
		t.Fatalf("stopped with %d", code)
	}
	clock.Advance(time.Minute)
	must(t, os.Remove(mark))
	before := b.runs()
	s = b.serve(clock)
	s.next(b, before, 1)
	if told := b.shown("Tổng quan", wordsBlind); len(told) > 0 {
		t.Errorf("after a new start Tổng quan says %q", told)
	}
	if told := b.must("runs"); !strings.Contains(told, "xong, chưa ghi được tệp của đơn vị") {
		t.Errorf("the runs are\n%s", told)
	}
}

// answers types a sentence into a unit's first row.
func (b *bureau) answers(unit string, n int) string {
	b.t.Helper()
	_, columns := headers(b.tab(unit))
	text := fmt.Sprintf("Đạt 12%d triệu đồng", n)
	b.types(typed{unit, workbook.ColumnName(columns["Kết quả"]) + "4", text})
	return text
}
