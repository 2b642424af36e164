package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bieu/sync/example"
	"bieu/sync/gsheets"
	"bieu/sync/history"
	"bieu/sync/notify"
	"bieu/sync/queue"
	"bieu/sync/sheetstest"
)

// soak is a worker that runs for months of a year of its own: people edit, the
// service fails, the worker starts anew, letters go out.
type soak struct {
	t      *testing.T
	server *sheetstest.Server
	id     string
	clock  atomic.Int64
	random *rand.Rand

	mu   sync.Mutex
	came map[string]int // letters that the other program took, by key
	turn int
}

func (s *soak) now() time.Time { return time.Unix(0, s.clock.Load()) }

// receive is the other program: now and then it does not answer well.
func (s *soak) receive(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn++
	if s.turn%7 == 3 {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	var call notify.Call
	if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
		s.t.Error(err)
	}
	s.came[call.Key]++
}

func newSoak(t *testing.T) *soak {
	t.Helper()
	t.Chdir(t.TempDir())
	s := &soak{t: t, server: sheetstest.NewServer(), random: rand.New(rand.NewPCG(6, 6)), came: map[string]int{}}
	t.Cleanup(s.server.Close)
	s.clock.Store(time.Date(2023, 9, 28, 8, 0, 0, 0, time.UTC).UnixNano())
	hook := httptest.NewServer(http.HandlerFunc(s.receive))
	t.Cleanup(hook.Close)
	t.Setenv("BIEU_SOAK", "khóa")
	write(t, "key.json", string(s.server.Key()))
	s.id = s.server.Create(sheetstest.Spreadsheet{Title: "Kế hoạch", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
	text := strings.NewReplacer("workbook: tho-xuong-2023.xlsx", "workbook: {google: "+s.id+"}", "as_of:", "# as_of:").Replace(string(example.Settings()))
	write(t, settingsFile, text+fmt.Sprintf("\ncredentials: key.json\nendpoint: %s\nquota: {reads: 6000, writes: 6000}\n"+
		"webhook: {url: '%s', secret: env:BIEU_SOAK}\n", s.server.URL, hook.URL))
	s.layOut()
	return s
}

func (s *soak) layOut() {
	s.t.Helper()
	a := &app{now: s.now}
	set, err := a.settings("")
	must(s.t, err)
	account, err := gsheets.SignIn(gsheets.Settings{Credentials: "key.json", Endpoint: s.server.URL, ReadsPerMinute: 6000, WritesPerMinute: 6000})
	must(s.t, err)
	book, err := gsheets.Open(s.t.Context(), gsheets.Options{Account: account, Spreadsheet: s.id})
	must(s.t, err)
	_, err = book.LayOut(s.t.Context(), example.Layouts(set.form()))
	must(s.t, err)
}

// live lets some time pass, lets somebody edit, and asks for a run until one
// goes well.
func (s *soak) live(q *queue.Queue, step time.Duration) {
	s.t.Helper()
	s.clock.Add(int64(step))
	h := s.server.Human(s.id)
	tabs := []string{"Trạm y tế", "Văn hóa - Xã hội", "Tài chính"}
	tab := tabs[s.random.IntN(len(tabs))]
	switch s.random.IntN(4) {
	case 0:
		must(s.t, h.Type(fmt.Sprintf("'%s'!F%d", tab, 4+s.random.IntN(2)), fmt.Sprint(s.random.IntN(200))))
	case 1:
		must(s.t, h.Type(fmt.Sprintf("'%s'!I4", tab), fmt.Sprintf("ghi chú %d", s.random.IntN(9))))
	case 2:
		must(s.t, h.Type("'Tổng quan'!B9", "x"))
	}
	for {
		ticket, err := q.Ask(s.t.Context(), s.id, causeCommand, queue.ByHand)
		must(s.t, err)
		ctx, cancel := context.WithTimeout(s.t.Context(), 3*time.Minute)
		answer, err := q.Wait(ctx, ticket, nil)
		cancel()
		must(s.t, err)
		if answer.Outcome == queue.Done {
			return
		}
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestSoak: memory stays flat, nothing is left running or waiting, each letter
// comes once and none is wanting.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
	runs, span := 8, 14*24*time.Hour
	if os.Getenv("BIEU_FULL") != "" {
		runs, span = 2000, 95*24*time.Hour
	}
	s := newSoak(t)
	goroutines := runtime.NumGoroutine()
	worker := serveAt(t, s.now)
	worker.until("the first run", worker.ready)
	q, err := queue.Open(t.Context(), queue.Options{Place: "bieu.db", Now: s.now})
	must(t, err)
	s.server.InjectAtRandom(6, 0.01, sheetstest.UnavailableBefore, sheetstest.UnavailableAfter, sheetstest.Quota429,
		sheetstest.BadGateway, sheetstest.CutBefore, sheetstest.CutAfter, sheetstest.TruncatedJSON)
	began, half := time.Now(), uint64(0)
	for i := range runs {
		if i > 0 && i%max(runs/20, 4) == 0 {
			if code := worker.stop(); code != exitDone {
				t.Fatalf("stopped with %d\n%s", code, worker.err.String())
			}
			worker = serveAt(t, s.now)
		}
		s.live(q, span/time.Duration(runs))
		if i == runs/2 {
			half = heap()
		}
	}
	end := heap()
	s.server.ClearFaults()
	s.settled(q)
	must(t, q.Close())
	if code := worker.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}
	t.Logf("%d runs in %s, heap %d KB at half, %d KB at the end, %d letters", runs, time.Since(began).Round(time.Second), half>>10, end>>10, len(s.came))
	if end > half+half/4+8<<20 {
		t.Errorf("the heap grew from %d KB to %d KB", half>>10, end>>10)
	}
	http.DefaultClient.CloseIdleConnections()
	left := 0
	for range 100 {
		if left = runtime.NumGoroutine(); left <= goroutines+12 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if left > goroutines+12 {
		var stacks [1 << 16]byte
		t.Errorf("%d goroutines, %d before\n%s", left, goroutines, stacks[:runtime.Stack(stacks[:], true)])
	}
}

// settled lets the last letters go out and checks what came.
func (s *soak) settled(q *queue.Queue) {
	t := s.t
	t.Helper()
	for range 4 { // until nothing waits to be tried again
		s.live(q, 6*time.Hour)
		time.Sleep(50 * time.Millisecond)
	}
	if b, err := q.Backlog(t.Context()); err != nil || b.Plans > 0 {
		t.Errorf("the queue holds %+v, %v", b, err)
	}
	store, err := history.OpenAt(t.Context(), "bieu.db")
	must(t, err)
	defer store.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	sent, last := 0, s.now()
	for month := 1; month <= 12; month++ {
		all, err := store.Outbox(t.Context(), s.id, fmt.Sprintf("2023-%02d", month))
		must(t, err)
		for _, m := range all {
			switch {
			case m.State == history.Sent && s.came[notify.ID(m.Key)] != 1:
				t.Errorf("%s came %d times", m.Key, s.came[notify.ID(m.Key)])
			case m.State == history.Sent:
				sent++
			case m.State == history.Dead, m.State == history.Pending && last.Sub(m.NextAt) > 24*time.Hour:
				t.Errorf("%s is %s: %s", m.Key, m.State, m.LastError)
			}
		}
	}
	yearly, err := store.Outbox(t.Context(), s.id, "2023")
	must(t, err)
	for _, m := range yearly {
		if m.State == history.Sent {
			sent++
		}
	}
	if sent != len(s.came) || sent == 0 {
		t.Errorf("%d letters are said to be sent, %d came", sent, len(s.came))
	}
}
