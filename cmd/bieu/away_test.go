package main

import (
	"database/sql"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/historytest"
)

// seen is how often the history remembers a text that somebody typed.
func (b *bureau) seen(text string) int {
	b.t.Helper()
	n := 0
	b.asks(func(db *sql.DB) {
		must(b.t, db.QueryRow(`SELECT COUNT(*) FROM observations WHERE raw = $1`, text).Scan(&n))
	})
	return n
}

// The server of the history and the queue is stopped for a while: the worker
// says so to whoever looks, refuses what it cannot keep, and goes on by itself
// when the server is back. What was asked for before is run then.
func TestServeWhileTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	server := historytest.Start(t)
	b := newBureau(t, onFile, server)
	b.live("")
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	s := b.serve(clock)
	s.next(b, 0, 1)
	s.until("ready", s.ready)
	b.types(typed{"Trạm y tế", "I4", "trước khi dừng"})
	if status, text := s.get("POST", "/api/sync", b.token()); status != http.StatusAccepted {
		t.Fatalf("asked: %d %s", status, text)
	}
	server.Stop(t)

	if status, text := s.get("GET", "/healthz", ""); status != http.StatusOK {
		t.Errorf("healthz: %d %s", status, text)
	}
	status, text := s.get("GET", "/readyz", "")
	if status != http.StatusServiceUnavailable || !strings.Contains(text, wordsHistoryAway+"\n") || !strings.Contains(text, wordsQueueAway+"\n") {
		t.Errorf("readyz: %d %s", status, text)
	}
	status, text = s.get("POST", "/api/sync", b.token())
	if status != http.StatusServiceUnavailable || !strings.Contains(text, "cơ sở dữ liệu của hàng đợi chưa trả lời") {
		t.Errorf("asked: %d %s", status, text)
	}
	if status, text = s.get("GET", "/metrics", ""); status != http.StatusOK || strings.Contains(text, "bieu_queue_") || !strings.Contains(text, "bieu_plans 1\n") {
		t.Errorf("metrics: %d %s", status, text)
	}
	if _, told, code := b.run("sync"); code != exitFailed || !strings.Contains(told, "không kết nối được máy chủ cơ sở dữ liệu") {
		t.Errorf("sync: %d %s", code, told)
	}
	for range 5 * 4 { // the worker is told of ticks that it cannot ask for
		quarter(t, clock)
	}
	b.types(typed{"Trạm y tế", "I5", "trong khi dừng"})
	s.until("readyz tells since when", func() bool {
		_, text := s.get("GET", "/readyz", "")
		return strings.Contains(text, "không có lượt nào chạy xong từ 08:00 ngày 02/10/2023")
	})
	s.until("the log tells", func() bool { return strings.Contains(s.err.String(), `msg="run not asked for"`) })

	server.Resume(t)
	s.until("what was asked for before is run", func() bool { return b.seen("trước khi dừng") > 0 })
	quarter(t, clock)
	s.until("what was typed meanwhile is seen", func() bool { return b.seen("trong khi dừng") > 0 })
	s.until("ready again", s.ready)
	s.until("the queue is empty", func() bool {
		_, text := s.get("GET", "/metrics", "")
		return strings.Contains(text, "\nbieu_queue_waiting 0\n")
	})
	s.asked(b)
	if all := s.out.String() + s.err.String(); strings.Contains(all, "panic") {
		t.Errorf("%s", all)
	}
	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}
}

// Another program locks the history's file: whoever asks meanwhile waits, and
// is answered by a run once the file is free.
func TestServeWhileTheFileIsLocked(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onFile, nil)
	b.live("")
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	s := b.serve(clock)
	s.next(b, 0, 1)
	s.until("ready", s.ready)
	before := b.runs()
	b.asks(func(db *sql.DB) {
		db.SetMaxOpenConns(1)
		_, err := db.Exec(`BEGIN EXCLUSIVE`)
		must(t, err)
		b.types(typed{"Trạm y tế", "I4", "trong khi khóa"})
		quarter(t, clock)
		clock.Advance(time.Minute)
		asked := make(chan string, 1)
		go func() {
			_, text := s.get("POST", "/api/sync?wait=1", b.token())
			asked <- text
		}()
		s.until("readyz tells", func() bool {
			status, text := s.get("GET", "/readyz", "")
			return status == http.StatusServiceUnavailable && strings.Contains(text, wordsQueueAway)
		})
		// In the full form for longer than anybody waits for a lock.
		time.Sleep(time.Duration(rounds(0, 14)) * time.Second)
		_, err = db.Exec(`ROLLBACK`)
		must(t, err)
		text := <-asked
		answered := strings.Contains(text, `"outcome":"done"`)
		if refused := strings.Contains(text, "cơ sở dữ liệu của hàng đợi chưa trả lời"); !answered && !(refused && rounds(0, 1) == 1) {
			t.Errorf("asked: %s", text)
		}
	})
	s.next(b, before, 1)
	s.until("ready again", s.ready)
	s.asked(b)
	if b.seen("trong khi khóa") == 0 {
		t.Error("what was typed meanwhile was not seen")
	}
	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}
}
