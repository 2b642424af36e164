package queue

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"bieu/sync/historytest"
)

// lease is short in tests, so that a process that is gone is missed soon, and
// longer than a busy machine keeps a process waiting.
const lease = 3 * time.Second

// A place makes an empty database and returns where it is.
type place func(t *testing.T) string

func TestSQLite(t *testing.T) {
	t.Parallel()
	suite(t, sqlitePlace)
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	server := historytest.Start(t)
	suite(t, func(t *testing.T) string { return server.Fresh(t) })
}

func sqlitePlace(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "lich su.sqlite")
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec(`CREATE TABLE bieu_schema (x)`)
	must(t, err)
	must(t, db.Close())
	return path
}

// suite is what the queue promises on every database.
func suite(t *testing.T, p place) {
	for name, test := range map[string]func(t *testing.T, place string){
		"a request is run once":                    runOnce,
		"many requests become one run":             merge,
		"a request during a run is answered after": again,
		"the weightier cause is told":              causes,
		"a plan that failed rests and runs again":  failure,
		"a hand does not wait for a tick's rest":   handInRest,
		"a hand during a run that fails waits not": handInFailure,
		"a spent quota waits":                      quota,
		"one run of a plan at a time":              oneAtATime,
		"a lost lease ends the run":                lostLease,
		"a stop waits, but not for ever":           stopping,
		"progress is seen by others":               seenProgress,
		"workers sign on and off":                  signOn,
		"workers that are gone hold nobody up":     gone,
		"what waits is counted":                    backlog,
		"what others work for is left to them":     othersPlans,
		"who asks and who sweeps do not deadlock":  asksAndSweeps,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, p(t))
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, place string) *Queue {
	t.Helper()
	q, err := Open(t.Context(), Options{
		Place: place, LeaseFor: lease,
		Backoff: func(int) time.Duration { return 300 * time.Millisecond },
	})
	must(t, err)
	t.Cleanup(func() { q.Close() })
	return q
}

func working(t *testing.T, q *Queue, run func(context.Context, Job) Result) *Crew {
	t.Helper()
	crew, err := q.Work(t.Context(), 4, run)
	must(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = crew.Stop(ctx)
	})
	return crew
}

func ask(t *testing.T, q *Queue, plan, cause string, weight Weight) Ticket {
	t.Helper()
	ticket, err := q.Ask(t.Context(), plan, cause, weight)
	must(t, err)
	return ticket
}

func wait(t *testing.T, q *Queue, ticket Ticket) Answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	answer, err := q.Wait(ctx, ticket, nil)
	must(t, err)
	return answer
}

// record remembers the runs that were made.
type record struct {
	mu     sync.Mutex
	causes []string
}

func (r *record) add(cause string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.causes = append(r.causes, cause)
	return len(r.causes)
}

func (r *record) list() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.causes...)
}

func runOnce(t *testing.T, place string) {
	q := opened(t, place)
	var made record
	working(t, q, func(_ context.Context, j Job) Result {
		n := made.add(j.Cause)
		return Result{Outcome: Done, Run: int64(n), Cells: 3, Note: "xong"}
	})
	got := wait(t, q, ask(t, q, "phường", "command", ByHand))
	if want := (Answer{Done, 1, 3, "xong"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	time.Sleep(time.Second)
	if got := made.list(); len(got) != 1 {
		t.Errorf("runs were made for %v, want one", got)
	}
}

func merge(t *testing.T, place string) {
	q := opened(t, place)
	var tickets []Ticket
	for range 20 {
		tickets = append(tickets, ask(t, q, "phường", "schedule", Tick))
	}
	var made record
	working(t, q, func(_ context.Context, j Job) Result { made.add(j.Cause); return Result{Outcome: Done} })
	for _, ticket := range tickets {
		wait(t, q, ticket)
	}
	if got := made.list(); len(got) != 1 {
		t.Errorf("%d runs were made, want one", len(got))
	}
}

func again(t *testing.T, place string) {
	q := opened(t, place)
	begun, go1 := make(chan struct{}, 9), make(chan struct{})
	var made record
	working(t, q, func(_ context.Context, j Job) Result {
		n := made.add(j.Cause)
		begun <- struct{}{}
		if n == 1 {
			<-go1
		}
		return Result{Outcome: Done, Run: int64(n)}
	})
	first := ask(t, q, "phường", "schedule", Tick)
	<-begun
	second := ask(t, q, "phường", "schedule", Tick)
	third := ask(t, q, "phường", "command", ByHand)
	close(go1)
	for ticket, run := range map[Ticket]int64{second: 2, third: 2} {
		if got := wait(t, q, ticket).Run; got != run {
			t.Errorf("request %d was answered by run %d, want %d", ticket.Number, got, run)
		}
	}
	wait(t, q, first)
	if got := made.list(); len(got) != 2 || got[1] != "command" {
		t.Errorf("runs were made for %v, want schedule and command", got)
	}
}

func causes(t *testing.T, place string) {
	q := opened(t, place)
	ask(t, q, "phường", "schedule", Tick)
	ask(t, q, "phường", "checkbox", ByHand)
	last := ask(t, q, "phường", "schedule", Tick)
	var made record
	working(t, q, func(_ context.Context, j Job) Result { made.add(j.Cause); return Result{Outcome: Done} })
	wait(t, q, last)
	if got := made.list(); len(got) != 1 || got[0] != "checkbox" {
		t.Errorf("runs were made for %v, want checkbox", got)
	}
}

func failure(t *testing.T, place string) {
	q := opened(t, place)
	var made record
	times := make(chan time.Time, 9)
	working(t, q, func(_ context.Context, j Job) Result {
		times <- time.Now()
		n := made.add(j.Cause)
		if n == 1 {
			return Result{Outcome: Failed, Note: "không đọc được"}
		}
		return Result{Outcome: Done, Run: int64(n)}
	})
	ticket := ask(t, q, "phường", "schedule", Tick)
	if got := wait(t, q, ticket); got.Outcome != Failed || got.Note != "không đọc được" {
		t.Errorf("got %+v, want a failure and its reason", got)
	}
	until(t, func() bool { return len(made.list()) == 2 })
	first := <-times
	if rest := (<-times).Sub(first); rest < 300*time.Millisecond {
		t.Errorf("the plan rested for %v, want at least 300ms", rest)
	}
	until(t, func() bool { return wait(t, q, ticket).Outcome == Done })
}

func quota(t *testing.T, place string) {
	q := opened(t, place)
	var made record
	working(t, q, func(_ context.Context, j Job) Result {
		if made.add(j.Cause) < 3 {
			return Result{Outcome: Quota, Again: 100 * time.Millisecond}
		}
		return Result{Outcome: Done, Run: 3}
	})
	ticket := ask(t, q, "phường", "schedule", Tick)
	until(t, func() bool { return wait(t, q, ticket).Outcome == Done })
	var failures int
	must(t, q.db.QueryRow(`SELECT failures FROM run_requests`).Scan(&failures))
	if failures != 0 {
		t.Errorf("a spent quota counts as %d failures, want none", failures)
	}
}

func oneAtATime(t *testing.T, place string) {
	var mu sync.Mutex
	busy, most, runs := 0, 0, 0
	for range 3 {
		working(t, opened(t, place), func(context.Context, Job) Result {
			mu.Lock()
			busy++
			runs++
			most = max(most, busy)
			mu.Unlock()
			time.Sleep(20 * time.Millisecond)
			mu.Lock()
			busy--
			mu.Unlock()
			return Result{Outcome: Done}
		})
	}
	q := opened(t, place)
	var last Ticket
	for range 10 {
		last = ask(t, q, "phường", "command", ByHand)
		time.Sleep(15 * time.Millisecond)
	}
	wait(t, q, last)
	mu.Lock()
	defer mu.Unlock()
	if most != 1 {
		t.Errorf("%d runs at a time, want 1", most)
	}
	if runs < 1 || runs > 10 {
		t.Errorf("%d runs for 10 requests", runs)
	}
}

func lostLease(t *testing.T, place string) {
	q := opened(t, place)
	ctx, l, err := q.Hold(t.Context(), "phường")
	must(t, err)
	if _, _, err := q.Hold(t.Context(), "phường"); !errors.Is(err, ErrHeld) {
		t.Fatalf("a second hold: got %v, want ErrHeld", err)
	}
	// Another process takes the lease over, as from one that was asleep.
	_, err = q.db.Exec(`UPDATE run_leases SET holder = 'elsewhere/1/x#1', beat = beat + 1`)
	must(t, err)
	select {
	case <-ctx.Done():
	case <-time.After(2 * lease):
		t.Fatal("the run goes on without its lease")
	}
	if !errors.Is(context.Cause(ctx), ErrLost) {
		t.Errorf("the context ended with %v, want ErrLost", context.Cause(ctx))
	}
	l.Release()
	if got := q.Holder(t.Context(), "phường"); got != "elsewhere/1/x#1" {
		t.Errorf("the lease is held by %q: it was not ours to give back", got)
	}
	// The other one's beat stands still: it is taken over in its turn.
	began := time.Now()
	soon, cancel := context.WithTimeout(t.Context(), 4*lease)
	defer cancel()
	_, l, err = q.HoldSoon(soon, "phường", nil)
	must(t, err)
	l.Release()
	if took := time.Since(began); took < lease {
		t.Errorf("the lease was taken over after %v, want at least %v", took, lease)
	}
}

func stopping(t *testing.T, place string) {
	q := opened(t, place)
	ended := make(chan error, 1)
	begun := make(chan struct{})
	crew := working(t, q, func(ctx context.Context, _ Job) Result {
		close(begun)
		<-ctx.Done()
		ended <- ctx.Err()
		return Result{Outcome: Done}
	})
	ask(t, q, "phường", "schedule", Tick)
	<-begun
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if err := crew.Stop(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stop: got %v, want the end of its patience", err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the run ended with %v, want to be told to stop", err)
	}
	var asked, done int64
	must(t, q.db.QueryRow(`SELECT asked, done FROM run_requests`).Scan(&asked, &done))
	if asked != 1 || done != 0 {
		t.Errorf("asked %d, done %d: a run that was cut off answers nothing", asked, done)
	}
	if got := q.Holder(t.Context(), "phường"); got != "" {
		t.Errorf("the lease is still held by %s", got)
	}
}

func seenProgress(t *testing.T, place string) {
	q, other := opened(t, place), opened(t, place)
	told, seen := make(chan struct{}), make(chan struct{})
	working(t, q, func(_ context.Context, j Job) Result {
		j.Progress("units", 3, 9)
		close(told)
		<-seen
		return Result{Outcome: Done}
	})
	ticket := ask(t, other, "phường", "command", ByHand)
	<-told
	var once sync.Once
	var got []Progress
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	_, err := other.Wait(ctx, ticket, func(p Progress) {
		got = append(got, p)
		once.Do(func() { close(seen) })
	})
	must(t, err)
	if len(got) != 1 || got[0] != (Progress{"units", 3, 9}) {
		t.Errorf("got %v, want units 3/9", got)
	}
}

func signOn(t *testing.T, place string) {
	q, other := opened(t, place), opened(t, place)
	ctx, off := context.WithCancel(t.Context())
	defer off()
	must(t, q.SignOn(ctx, "127.0.0.1:8750", func() []string { return []string{"phường", "xã"} }))
	// A process of another machine that was killed just now.
	entered(t, q, "elsewhere/1/x", time.Now())
	list, err := other.Workers(t.Context(), lease/2)
	must(t, err)
	if len(list) != 1 || list[0].Holder != q.Process() || list[0].Address != "127.0.0.1:8750" ||
		!list[0].Works("phường") || !list[0].Works("xã") || list[0].Works("p") {
		t.Errorf("got %+v, want the one that works", list)
	}
	off()
	until(t, func() bool {
		list, err = other.Workers(t.Context(), lease/2)
		return err == nil && len(list) == 0
	})
}

// entered puts a process into the table that is no more.
func entered(t *testing.T, q *Queue, holder string, seen time.Time) {
	t.Helper()
	_, err := q.db.Exec(`INSERT INTO run_workers (holder, address, plans, names, started_at, seen_at) VALUES ($1, '', 1, 'phường', $2, $2)`,
		holder, instantText(seen))
	must(t, err)
}

func gone(t *testing.T, place string) {
	q := opened(t, place)
	now := time.Now()
	ctx, off := context.WithCancel(t.Context())
	defer off()
	must(t, q.SignOn(ctx, "", func() []string { return []string{"phường"} }))
	entered(t, q, "elsewhere/1/minutes", now.Add(-3*lease))
	entered(t, q, "elsewhere/2/hours", now.Add(-goneAfter+time.Minute))
	entered(t, q, "elsewhere/3/days", now.Add(-goneAfter-time.Minute))
	began := time.Now()
	list, err := q.Workers(t.Context(), time.Minute)
	must(t, err)
	if took := time.Since(began); len(list) != 1 || list[0].Holder != q.Process() || took > time.Minute/2 {
		t.Errorf("got %+v after %v, want the one that works at once", list, took)
	}
	working(t, q, func(context.Context, Job) Result { return Result{Outcome: Done} })
	until(t, func() bool {
		rows, err := q.signedOn(t.Context())
		must(t, err)
		return len(rows) == 3
	})
	rows, err := q.signedOn(t.Context())
	must(t, err)
	for _, w := range rows {
		if w.Holder == "elsewhere/3/days" {
			t.Errorf("%s is still there", w.Holder)
		}
	}
}

func othersPlans(t *testing.T, place string) {
	wards, communes := opened(t, place), opened(t, place)
	wards.opt.Knows = func(plan string) bool { return plan == "phường" }
	communes.opt.Knows = func(plan string) bool { return plan == "xã" }
	var mu sync.Mutex
	ran := map[string]string{}
	for who, q := range map[string]*Queue{"wards": wards, "communes": communes} {
		crew, err := q.Work(t.Context(), 2, func(_ context.Context, j Job) Result {
			mu.Lock()
			defer mu.Unlock()
			ran[j.Plan] += who
			return Result{Outcome: Done}
		})
		must(t, err)
		defer func() { must(t, crew.Stop(context.Background())) }()
	}
	ask(t, wards, "phường", "schedule", Tick)
	ask(t, wards, "xã", "schedule", Tick)
	until(t, func() bool {
		b, err := wards.Backlog(t.Context())
		return err == nil && b.Plans == 0
	})
	mu.Lock()
	defer mu.Unlock()
	if ran["phường"] != "wards" || ran["xã"] != "communes" {
		t.Errorf("ran: %v", ran)
	}
}

func backlog(t *testing.T, place string) {
	q := opened(t, place)
	now := time.Date(2023, 10, 2, 8, 0, 0, 0, time.UTC)
	q.opt.Now = func() time.Time { return now }
	ask(t, q, "phường", "schedule", Tick)
	now = now.Add(time.Minute)
	ask(t, q, "phường", "schedule", Tick)
	ask(t, q, "xã", "schedule", Tick)
	got, err := q.Backlog(t.Context())
	must(t, err)
	if want := (Backlog{2, now.Add(-time.Minute)}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// until waits for what must come true.
func until(t *testing.T, true func() bool) {
	t.Helper()
	for range 1200 {
		if true() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it did not come true")
}

// A sweep that finds the call of a killed process takes the plan's row and the
// call's, as who asks does: in the same order, or both wait for ever.
func asksAndSweeps(t *testing.T, place string) {
	q := opened(t, place)
	client, err := q.jobs(t.Context())
	must(t, err)
	ask(t, q, "phường", "schedule", Tick)
	var both sync.WaitGroup
	both.Go(func() {
		for range 150 {
			if _, err := q.Ask(t.Context(), "phường", "command", ByHand); err != nil {
				t.Error(err)
			}
		}
	})
	both.Go(func() {
		for range 150 {
			if _, err := q.db.Exec(`UPDATE river_job SET state = 'running'`); err != nil {
				t.Error(err)
			}
			waiting, err := q.waiting(t.Context())
			if err != nil || len(waiting) != 1 {
				t.Errorf("%d plans wait, want 1: %v", len(waiting), err)
				return
			}
			if err := q.wakeAnew(t.Context(), client, waiting[0]); err != nil {
				t.Error(err)
			}
		}
	})
	both.Wait()
	var turn int
	must(t, q.db.QueryRow(`SELECT turn FROM run_requests`).Scan(&turn))
	if turn < 100 {
		t.Errorf("the sweep called anew %d times, want at least 100: the test tries too little", turn)
	}
}
