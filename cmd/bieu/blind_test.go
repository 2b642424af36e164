package main

import (
	"database/sql"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jonboulle/clockwork"

	"bieu/config"
	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/historytest"
	"bieu/sync/web"
	"bieu/sync/workbook"
)

// live makes an office go by the clock, and gives its settings further lines.
func (b *bureau) live(more string) {
	b.t.Helper()
	text, err := os.ReadFile(b.config)
	must(b.t, err)
	kept := strings.Builder{}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "as_of:") && !strings.HasPrefix(line, "webhook:") {
			kept.WriteString(line)
		}
	}
	must(b.t, os.WriteFile(b.config, []byte(kept.String()+more), 0o600))
}

// shown is every cell of a tab in which a text stands.
func (b *bureau) shown(tab, text string) []string {
	b.t.Helper()
	var book workbook.Workbook
	if b.file != nil {
		book = b.file.open()
	} else {
		book = b.book()
	}
	defer book.Close()
	snapshot, err := book.Read(b.t.Context())
	must(b.t, err)
	g := snapshot.Grid(tab)
	if g == nil {
		b.t.Fatalf("there is no tab %s", tab)
	}
	var list []string
	for row := range g.Rows() {
		for col := range g.Cols() {
			if value := g.At(row, col).Value; strings.Contains(value, text) {
				list = append(list, value)
			}
		}
	}
	return list
}

// serve starts a worker for the office, which knows no other clock.
func (b *bureau) serve(clock clockwork.Clock) *served {
	b.t.Helper()
	return serveBy(b.t, clock, "--config", b.config)
}

// runs is how many runs of the office went well.
func (b *bureau) runs() int {
	b.t.Helper()
	n := 0
	b.asks(func(db *sql.DB) {
		// Before the first worker there is no table.
		if err := db.QueryRow(`SELECT COUNT(*) FROM runs WHERE outcome = 'done'`).Scan(&n); err != nil {
			n = 0
		}
	})
	return n
}

// next waits until n more runs went well than before.
func (s *served) next(b *bureau, before, n int) {
	s.t.Helper()
	s.until("a run", func() bool { return b.runs() >= before+n })
}

// monday is a working day's morning.
func monday(hour, minute int) time.Time {
	return time.Date(2023, 10, 2, hour, minute, 0, 0, officeZone)
}

const wordsBlind = "Máy không đọc bảng tính từ "

// A worker that was away says since when nobody read the sheets, in Tổng quan
// and in the log; a new start does not make it forget.
func TestBlindnessIsTold(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onFile, nil)
	b.live("")
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	for _, c := range []struct {
		at   time.Time
		told string // "" for nothing
	}{
		{monday(8, 0), ""},
		{monday(8, 3), ""}, // three intervals are no more than three
		{monday(11, 20), "từ 02/10/2023 08:03 đến 02/10/2023 11:20"},
		{monday(11, 21), "từ 02/10/2023 08:03 đến 02/10/2023 11:20"},
	} {
		before := b.runs()
		clock.Advance(c.at.Sub(clock.Now()))
		s := b.serve(clock)
		s.next(b, before, 1)
		s.until("ready", s.ready)
		if code := s.stop(); code != exitDone {
			t.Errorf("stopped with %d", code)
		}
		shown := b.shown("Tổng quan", wordsBlind)
		switch {
		case c.told == "" && len(shown) > 0:
			t.Errorf("at %v: %q", c.at, shown)
		case c.told != "" && (len(shown) != 1 || !strings.Contains(shown[0], c.told)):
			t.Errorf("at %v: %q, want %q", c.at, shown, c.told)
		}
		if logs := strings.Contains(s.err.String(), "nobody read the sheets"); logs != (c.told != "") {
			t.Errorf("at %v: the log tells: %v\n%s", c.at, logs, s.err.String())
		}
	}
}

// What people are told depends on the runs that the history remembers, and is
// the same in a process that saw them and in one that starts anew.
func TestBlindnessOfTheHistory(t *testing.T) {
	t.Parallel()
	day := func(days, hour, minute int) time.Time { return monday(24*days+hour, minute) }
	for _, c := range []struct {
		name string
		good []time.Time // runs that went well, in the order in which they were made
		now  time.Time
		want engine.Stretch
	}{
		{"the first run", nil, day(0, 8, 0), engine.Stretch{}},
		{"a pause in working hours", []time.Time{day(0, 8, 0)}, day(0, 8, 4), engine.Stretch{From: day(0, 8, 0), To: day(0, 8, 4)}},
		{"an hour's pause at night", []time.Time{day(0, 18, 0)}, day(0, 18, 46), engine.Stretch{From: day(0, 18, 0), To: day(0, 18, 46)}},
		{"a night as it should be", []time.Time{day(0, 18, 0), day(0, 18, 45)}, day(0, 19, 30), engine.Stretch{}},
		{"the evening begins", []time.Time{day(0, 17, 30)}, day(0, 18, 15), engine.Stretch{}},
		{"a pause before the last run", []time.Time{day(0, 8, 0), day(0, 11, 0), day(0, 11, 1)}, day(0, 11, 2),
			engine.Stretch{From: day(0, 8, 0), To: day(0, 11, 0)}},
		{"the last of two pauses", []time.Time{day(0, 8, 0), day(0, 9, 0), day(0, 10, 0)}, day(0, 10, 1),
			engine.Stretch{From: day(0, 9, 0), To: day(0, 10, 0)}},
		{"a pause that began days ago", []time.Time{day(-9, 8, 0), day(0, 8, 0)}, day(0, 8, 1), engine.Stretch{From: day(-9, 8, 0), To: day(0, 8, 0)}},
		{"a pause that ended a day ago", append([]time.Time{day(-2, 8, 0), day(-1, 17, 29)}, nightAndDay(t, day(-1, 17, 30), day(0, 17, 29))...), day(0, 17, 30),
			engine.Stretch{}},
		{"a trial in the future", []time.Time{day(0, 8, 0), day(300, 8, 0)}, day(0, 9, 0), engine.Stretch{From: day(0, 8, 0), To: day(0, 9, 0)}},
	} {
		h := historyOf(t, c.good)
		if diff := cmp.Diff(c.want, h.blindness(t.Context(), c.now)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		h.lastGood = c.now // the run went well
		if diff := cmp.Diff(c.want, h.blindness(t.Context(), c.now.Add(time.Minute))); diff != "" {
			t.Errorf("%s, a minute later (-want +got):\n%s", c.name, diff)
		}
	}
}

// A trial at an earlier month's instant is no time at which somebody read.
func TestATrialIsNotMissed(t *testing.T) {
	t.Parallel()
	h := historyOf(t, nil)
	ran := func(at time.Time, fixed bool) {
		t.Helper()
		run, err := h.w.store.Begin(t.Context(), history.Run{Plan: "p", Cause: causeCommand, At: at, Fixed: fixed})
		must(t, err)
		must(t, h.w.store.Finish(t.Context(), run, history.End{At: at, Outcome: "done"}))
	}
	ran(monday(-24*60, 0), true)
	if got := h.blindness(t.Context(), monday(8, 0)); got != (engine.Stretch{}) {
		t.Errorf("after a trial: %v", got)
	}
	ran(monday(8, 0), false)
	ran(monday(9, 0), true)
	want := engine.Stretch{From: monday(8, 0), To: monday(9, 30)}
	if diff := cmp.Diff(want, h.blindness(t.Context(), monday(9, 30))); diff != "" {
		t.Errorf("after a run and a trial (-want +got):\n%s", diff)
	}
}

// nightAndDay are runs as often as they should be.
func nightAndDay(t *testing.T, from, to time.Time) (list []time.Time) {
	t.Helper()
	h := historyOf(t, nil)
	for at := from; at.Before(to); at = at.Add(h.interval(at)) {
		list = append(list, at)
	}
	return list
}

// historyOf is a plan of a worker that has just started, with a history of runs.
func historyOf(t *testing.T, good []time.Time) *hosted {
	t.Helper()
	store, err := history.OpenAt(t.Context(), filepath.Join(t.TempDir(), "bieu.db"))
	must(t, err)
	t.Cleanup(func() { store.Close() })
	for _, at := range good {
		run, err := store.Begin(t.Context(), history.Run{Plan: "p", Cause: causeSchedule, At: at})
		must(t, err)
		must(t, store.Finish(t.Context(), run, history.End{At: at, Outcome: "done"}))
	}
	c, err := config.Parse(settingsFile, []byte(badSettings))
	must(t, err)
	c.AsOf = time.Time{}
	log := slog.New(slog.DiscardHandler)
	a := &app{now: time.Now, logger: log}
	return &hosted{
		app: a, set: &settings{Config: c}, plan: "p", log: log,
		w: &worker{app: a, log: log, store: store, metrics: web.NewMetrics(time.Now)},
	}
}

// Of two workers that share a plan one may have made all the runs: the other
// is not blind, nor unready.
func TestWhatAnotherWorkerReadIsNotMissed(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onFile, historytest.Start(t))
	b.live("")
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	s := b.serve(clock)
	s.next(b, 0, 1)
	s.until("ready", s.ready)
	// From here on this one reads nothing.
	must(t, os.Rename(b.file.path, b.file.path+".away"))
	store, err := history.OpenAt(t.Context(), b.history)
	must(t, err)
	defer store.Close()
	var plan string
	b.asks(func(db *sql.DB) { must(t, db.QueryRow(`SELECT plan FROM runs`).Scan(&plan)) })
	for range 4 {
		// On record before its minute comes, since this one looks when it likes.
		at := clock.Now().Add(time.Minute)
		run, err := store.Begin(t.Context(), history.Run{Plan: plan, Cause: causeSchedule, At: at})
		must(t, err)
		must(t, store.Finish(t.Context(), run, history.End{At: at, Outcome: "done"}))
		clock.Advance(time.Minute)
	}
	if status, text := s.get("GET", "/readyz", ""); status != 200 {
		t.Errorf("%d %s", status, text)
	}
	_, text := s.get("GET", "/metrics", "")
	if want := "bieu_last_success_timestamp_seconds{plan=\"" + plan + "\"} 1.69620864e+09\n"; !strings.Contains(text, want) {
		t.Errorf("no %s in %s", want, text)
	}
	if log := s.err.String(); strings.Contains(log, "nobody read") {
		t.Errorf("log: %s", log)
	}
}
