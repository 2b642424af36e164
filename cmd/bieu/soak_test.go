package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"bieu/sync/history"
	"bieu/sync/queue"
)

// soak is a worker that runs for the better part of a year by a clock of its
// own: people edit, the service fails, workers start anew and are killed,
// letters go out. It goes step by step: the clock goes on, people do what they
// do then, and every plan is run until that went well.
type soak struct {
	*soakOffice
	random *rand.Rand
	worker *served
	queue  *queue.Queue
	store  *history.Store
	db     *sql.DB
	wanted *soakLetters

	lastCall                         int64 // when a process was last killed
	steps, runs, outages, kills, hit int
	heaps                            []soakHeap
}

// TestSoak: memory stays flat, nothing is left running or waiting, each letter
// comes once and none is wanting.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a while")
	}
	from, to := soakDay(10, 5), soakDay(10, 12)
	if rounds(0, 1) == 1 {
		from, to = soakDay(1, 20), soakDay(12, 20)
	}
	s := &soak{soakOffice: newSoakOffice(t, rounds(2, 3), from), random: rand.New(rand.NewPCG(6, 6))}
	s.wanted = newSoakLetters(s.plans)
	goroutines := runtime.NumGoroutine()
	began := time.Now()
	s.open()
	s.faults(usualFaults)
	s.runAll(s.views(), false, false)
	for half := from.Add(to.Sub(from) / 2); s.now().Before(to); {
		s.step(s.random.IntN(rounds(3, 10)) == 0, s.random.IntN(rounds(4, 12)) == 0, s.now().Before(half))
		if !s.now().Before(half) && s.steps%rounds(1, 10) == 0 {
			s.heaps = append(s.heaps, soakHeap{s.runs, heap(s.heaps)})
		}
	}
	s.settle()
	s.drained()
	s.shut()
	s.report(began)
	if full := rounds(0, 1) == 1; full && (s.runs < 2000 || s.hit == 0) {
		t.Errorf("only %d runs, and in %d of them the process was killed", s.runs, s.hit)
	}
	nothingRuns(t, goroutines)
}

// step lets some time pass. In an outage nothing can be read for a while; by
// force a worker is killed at whatever it is at. In the earlier half workers
// are stopped and started; in the later half one goes on and on, and it is
// another beside it that is killed.
func (s *soak) step(outage, force, early bool) {
	s.t.Helper()
	s.steps++
	before := s.views()
	s.goOn(s.pause())
	s.edit()
	killed := false
	switch {
	case force && early:
		s.stop()
		killed = s.kill()
		s.start()
	case force:
		killed = s.kill()
	case early && s.steps%rounds(3, 7) == 0:
		s.stop()
		s.start()
	}
	if outage {
		s.outages++
		s.faults(1)
	}
	s.runAll(before, outage, killed)
}

// runAll runs every plan and checks the letters that came; before is how things
// stood when the clock had gone on.
func (s *soak) runAll(before map[*soakUnit]soakTab, outage, killed bool) {
	s.t.Helper()
	s.everyPlan(outage)
	s.delivered(killed)
	s.wanted.account(s.t, s.now(), before, s.views(), s.arrived(), killed)
}

// pause is how long nothing happens: hours about the days on which reports are
// due, else days.
func (s *soak) pause() time.Duration {
	day := s.now().In(officeZone)
	busy := day.Day() <= 11 || day.Month() == time.November && day.Day() >= 26
	switch {
	case rounds(1, 0) == 1:
		return 11*time.Hour + time.Duration(s.random.Int64N(int64(11*time.Hour)))
	case busy:
		return 2*time.Hour + time.Duration(s.random.Int64N(int64(6*time.Hour)))
	}
	return 24*time.Hour + time.Duration(s.random.Int64N(int64(36*time.Hour)))
}

// everyPlan asks for a run of every plan until that went well. An outage ends
// when it was told of.
func (s *soak) everyPlan(outage bool) {
	s.t.Helper()
	left := s.plans
	for round := 0; len(left) > 0; round++ {
		if round > 50 {
			s.t.Fatalf("%d plans cannot be run\n%s", len(left), s.worker.err.String())
		}
		var tickets []queue.Ticket
		for _, p := range left {
			ticket, err := s.queue.Ask(s.t.Context(), p.name, causeCommand, queue.ByHand)
			must(s.t, err)
			tickets = append(tickets, ticket)
		}
		var again []*soakPlan
		for i, ticket := range tickets {
			if !s.ran(ticket) {
				again = append(again, left[i])
			}
		}
		if outage {
			s.faults(usualFaults)
			outage = false
		}
		left = again
	}
	s.runs += len(s.plans)
}

// ran waits for a run and reports whether it went well.
func (s *soak) ran(ticket queue.Ticket) bool {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 3*time.Minute)
	defer cancel()
	answer, err := s.queue.Wait(ctx, ticket, nil)
	if err != nil {
		s.t.Fatalf("waiting for a run: %v\n%s", err, s.worker.err.String())
	}
	return answer.Outcome == queue.Done
}

// delivered waits until no letter is on its way: the clock must not go on under
// one. What a killed process had in hand stays so for a while of the clock.
func (s *soak) delivered(killed bool) {
	s.t.Helper()
	patience := 20 * time.Second
	if killed {
		patience = 5 * time.Second
	}
	var waiting []string
	for began := time.Now(); time.Since(began) < patience; time.Sleep(4 * time.Millisecond) {
		if waiting = s.onTheirWay(); len(waiting) == 0 {
			return
		}
	}
	if !killed {
		s.t.Fatalf("%d letters are still on their way: %v\n%s", len(waiting), waiting, s.worker.err.String())
	}
}

// onTheirWay lists the letters that are claimed, and by day those that are due.
func (s *soak) onTheirWay() []string {
	s.t.Helper()
	now := s.now()
	var list []string
	for _, p := range s.plans {
		all, err := s.store.Waiting(s.t.Context(), p.name)
		must(s.t, err)
		for _, m := range all {
			if m.NextAt.Equal(now.Add(10*time.Minute)) || !quiet(now) && !m.NextAt.After(now) {
				list = append(list, m.Key)
			}
		}
	}
	return list
}

// settle lets the last letters go out: nothing fails any more and nobody edits.
func (s *soak) settle() {
	s.t.Helper()
	s.faults(0)
	s.calm()
	for range rounds(2, 6) {
		s.goOn(19 * time.Hour)
		s.runAll(s.views(), false, false)
	}
}

// open starts the worker, which makes the database, and looks into that.
func (s *soak) open() {
	s.t.Helper()
	s.start()
	var err error
	place := filepath.Join(s.folder, "bieu.db")
	s.store, err = history.OpenAt(s.t.Context(), place)
	must(s.t, err)
	s.queue, err = queue.Open(s.t.Context(), queue.Options{Place: place, Now: s.now, Poll: hastyPoll / 4})
	must(s.t, err)
	s.db, err = sql.Open("sqlite", "file:"+place+"?_pragma=busy_timeout(10000)")
	must(s.t, err)
}

func (s *soak) start() {
	s.t.Helper()
	s.worker = serveApp(s.t, &app{now: s.now, ticks: s.ticks, calls: hastyCalls{}, poll: hastyPoll}, "--config", s.config)
}

func (s *soak) stop() {
	s.t.Helper()
	if code := s.worker.stop(); code != exitDone {
		s.t.Fatalf("stopped with %d\n%s", code, s.worker.err.String())
	}
}

func (s *soak) shut() {
	s.t.Helper()
	s.stop()
	s.none("%d workers are signed on", fmt.Sprintf(`SELECT COUNT(*) FROM run_workers WHERE holder LIKE '%%/%d/%%'`, os.Getpid()))
	must(s.t, s.queue.Close())
	must(s.t, s.db.Close())
	must(s.t, s.store.Close())
	s.close()
}

// drained checks that nothing is asked for, runs or is held.
func (s *soak) drained() {
	s.t.Helper()
	s.none("%d plans wait", `SELECT COUNT(*) FROM run_requests WHERE asked > done`)
	s.none("%d plans are held", `SELECT COUNT(*) FROM run_leases WHERE holder <> ''`)
	s.none("%d jobs wait or run", `SELECT COUNT(*) FROM river_job WHERE state IN ('available', 'pending')`)
	// The calls of killed processes are said to run until River gives them up.
	s.none("%d jobs run", fmt.Sprintf(`SELECT COUNT(*) FROM river_job WHERE state = 'running' AND id > %d`, s.lastCall))
	all := map[string]int{}
	for _, p := range s.plans {
		box, err := s.store.Outbox(s.t.Context(), p.name, "")
		must(s.t, err)
		for _, m := range box {
			all[string(m.State)]++
			if m.State == history.Sent {
				s.wanted.sent(s.t, m.Key)
			} else if m.State != history.Cancelled {
				s.t.Errorf("%s is %s: %s", m.Key, m.State, m.LastError)
			}
		}
	}
	s.t.Logf("outbox: %v", all)
	if got := len(s.wanted.came); all[string(history.Sent)] != got || got == 0 {
		s.t.Errorf("%d letters are said to be sent, %d came", all[string(history.Sent)], got)
	}
}

// none waits until nothing is counted.
func (s *soak) none(what, query string) {
	s.t.Helper()
	n := 0
	for range 200 {
		must(s.t, s.db.QueryRowContext(s.t.Context(), query).Scan(&n))
		if n == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Errorf(what, n)
}

func (s *soak) report(began time.Time) {
	t := s.t
	t.Helper()
	took := time.Since(began)
	info, err := os.Stat(filepath.Join(s.folder, "bieu.db"))
	must(t, err)
	t.Logf("%d steps, %d runs asked for and done in %s (%s each), %d outages, %d processes killed, %d of them in a run",
		s.steps, s.runs, took.Round(time.Second), (took / time.Duration(s.runs)).Round(time.Millisecond), s.outages, s.kills, s.hit)
	c := s.server.Counts()
	t.Logf("%d reads and %d writes of sheets, %d of them failed; the database has %d KB", c.Reads, c.Writes, c.Broken, info.Size()>>10)
	t.Log(s.wanted)
	flat(t, s.heaps)
}
