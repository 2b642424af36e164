package queue

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"bieu/sync/historytest"
)

// The tests of several processes run this program again as a worker.
const (
	workerPlace = "BIEU_TEST_QUEUE"
	workerTakes = "BIEU_TEST_QUEUE_TAKES"
)

func TestMain(m *testing.M) {
	if place := os.Getenv(workerPlace); place != "" {
		if err := workUntilKilled(place); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	// These tests wait far more than they work, and may do so beside each other.
	flag.Parse()
	if err := flag.Set("test.parallel", "10"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// workUntilKilled is a process that works for ever. A run takes some time and
// then adds 1 to its plan's row, as a run adds its end to the history: it
// counts the runs that came to their end, and notes when two were at it.
func workUntilKilled(place string) error {
	takes, err := strconv.Atoi(os.Getenv(workerTakes))
	if err != nil {
		return err
	}
	ctx := context.Background()
	q, err := Open(ctx, Options{Place: place, LeaseFor: lease})
	if err != nil {
		return err
	}
	if err := q.SignOn(ctx, "", func() []string { return nil }); err != nil {
		return err
	}
	_, err = q.Work(ctx, 8, func(ctx context.Context, j Job) Result {
		if err := effect(ctx, q, j.Plan, time.Duration(takes)*time.Millisecond); err != nil {
			return Result{Outcome: Failed, Note: err.Error()}
		}
		return Result{Outcome: Done}
	})
	if err != nil {
		return err
	}
	select {}
}

func effect(ctx context.Context, q *Queue, plan string, takes time.Duration) error {
	var before int64
	if err := q.db.QueryRowContext(ctx, `SELECT runs FROM effects WHERE plan = $1`, plan).Scan(&before); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(takes):
	}
	result, err := q.db.ExecContext(ctx, `UPDATE effects SET runs = runs + 1 WHERE plan = $1 AND runs = $2`, plan, before)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		_, err = q.db.ExecContext(ctx, `UPDATE effects SET clashes = clashes + 1 WHERE plan = $1`, plan)
		return err
	}
	return nil
}

func makeEffects(t *testing.T, db *sql.DB, plans []string) {
	t.Helper()
	_, err := db.Exec(`CREATE TABLE effects (plan TEXT PRIMARY KEY, runs BIGINT NOT NULL DEFAULT 0, clashes BIGINT NOT NULL DEFAULT 0)`)
	must(t, err)
	for _, plan := range plans {
		_, err := db.Exec(`INSERT INTO effects (plan) VALUES ($1)`, plan)
		must(t, err)
	}
}

// worker is a child process.
type child struct{ *exec.Cmd }

func startWorker(t *testing.T, place string, takes time.Duration) *child {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), workerPlace+"="+place, workerTakes+"="+strconv.Itoa(int(takes.Milliseconds())))
	c.Stderr = os.Stderr
	must(t, c.Start())
	w := &child{c}
	t.Cleanup(w.kill)
	return w
}

func (c *child) kill() {
	_ = c.Process.Kill() // SIGKILL
	_ = c.Wait()
}

// A process is killed in the middle of a run: another one takes the work up.
func TestKilledWorker(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]place{"SQLite": sqlitePlace, "Postgres": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if p == nil {
				server := historytest.Start(t)
				p = func(t *testing.T) string { return server.Fresh(t) }
			}
			place := p(t)
			q := opened(t, place)
			makeEffects(t, q.db, []string{"phường"})
			first := startWorker(t, place, time.Hour)
			ticket := ask(t, q, "phường", "schedule", Tick)
			until(t, func() bool { return q.Holder(t.Context(), "phường") != "" })
			first.kill()
			began := time.Now()
			second := startWorker(t, place, time.Millisecond)
			if got := wait(t, q, ticket); got.Outcome != Done {
				t.Errorf("got %+v, want the run of the second process", got)
			}
			t.Logf("taken up after %v", time.Since(began).Round(time.Millisecond))
			second.kill()
		})
	}
}

// A process is killed between taking a plan and beginning its run.
func TestKilledBeforeTheRun(t *testing.T) {
	t.Parallel()
	place := sqlitePlace(t)
	q := opened(t, place)
	ticket := ask(t, q, "phường", "schedule", Tick)
	_, err := q.db.Exec(`UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP, attempted_by = '["x"]'`)
	must(t, err)
	_, err = q.db.Exec(`INSERT INTO run_leases (plan, holder) VALUES ('phường', 'elsewhere/1/x#1')`)
	must(t, err)
	working(t, q, func(context.Context, Job) Result { return Result{Outcome: Done} })
	if got := wait(t, q, ticket); got.Outcome != Done {
		t.Errorf("got %+v, want a run", got)
	}
}

// Three processes share many plans, and one of them is killed every now and
// then: in each round every plan is run, exactly once in effect, and what the
// killed one was at is run by another.
func TestProcessesShareThePlans(t *testing.T) {
	plans, rounds, patience := 12, 3, time.Minute
	if os.Getenv("BIEU_FULL") != "" {
		plans, rounds, patience = 100, 20, 10*time.Minute
	} else {
		t.Parallel() // the full form compares times, which others would spoil
	}
	server := historytest.Start(t)
	for _, processes := range []int{1, 3} {
		t.Run(fmt.Sprint(processes, " processes"), func(t *testing.T) {
			place := server.Fresh(t)
			q := opened(t, place)
			var names []string
			for i := range plans {
				names = append(names, fmt.Sprintf("kế hoạch %d", i))
			}
			makeEffects(t, q.db, names)
			var workers []*child
			for range processes {
				workers = append(workers, startWorker(t, place, 100*time.Millisecond))
			}
			kills := 0
			stop, killed := make(chan struct{}), sync.WaitGroup{}
			if processes > 1 {
				killed.Go(func() { kills = killNowAndThen(t, place, workers, stop) })
			}
			began := time.Now()
			for round := range rounds {
				share(t, q, names, round+1, patience)
			}
			took := time.Since(began)
			close(stop)
			killed.Wait()
			var clashes int
			must(t, q.db.QueryRow(`SELECT SUM(clashes) FROM effects`).Scan(&clashes))
			if clashes > 0 {
				t.Errorf("%d times two runs were at one plan", clashes)
			}
			t.Logf("%d plans, %d rounds, %d processes, %d killed: %v", plans, rounds, processes, kills, took.Round(time.Millisecond))
			if processes > 1 && kills == 0 {
				t.Error("no process was killed, so that nothing was shown")
			}
		})
	}
}

// share asks for a run of every plan and waits until each was made.
func share(t *testing.T, q *Queue, plans []string, round int, patience time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var tickets []Ticket
	for _, plan := range plans {
		tickets = append(tickets, ask(t, q, plan, "schedule", Tick))
	}
	for _, ticket := range tickets {
		for {
			answer, err := q.Wait(ctx, ticket, nil)
			must(t, err)
			if answer.Outcome == Done {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	// A run that ended just before its process was killed, and was not marked
	// as done, is made again: that is once more in count and once in effect.
	var least int
	must(t, q.db.QueryRow(`SELECT MIN(runs) FROM effects`).Scan(&least))
	if least < round {
		t.Errorf("round %d: a plan was run %d times", round, least)
	}
}

// killNowAndThen kills a process at random and starts another in its place.
func killNowAndThen(t *testing.T, place string, workers []*child, stop chan struct{}) int {
	random := rand.New(rand.NewPCG(1, 2))
	for kills := 0; ; kills++ {
		// The first one soon: the small form takes a second or two.
		pause := time.Duration(200+min(kills, 1)*random.IntN(1500)) * time.Millisecond
		select {
		case <-stop:
			return kills
		case <-time.After(pause):
		}
		i := random.IntN(len(workers))
		workers[i].kill()
		workers[i] = startWorker(t, place, 100*time.Millisecond)
	}
}

// The database goes away in the middle of a run, longer than a lease may stand
// still, and comes back: the run is told to end, and is made again.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	server := historytest.Start(t)
	place := server.Fresh(t)
	q := opened(t, place)
	begun, ended := make(chan struct{}, 9), make(chan error, 9)
	var made record
	working(t, q, func(ctx context.Context, j Job) Result {
		if made.add(j.Cause) > 1 {
			return Result{Outcome: Done}
		}
		begun <- struct{}{}
		<-ctx.Done()
		ended <- context.Cause(ctx)
		return Result{Outcome: Failed}
	})
	ticket := ask(t, q, "phường", "schedule", Tick)
	<-begun
	server.Stop(t)
	if err := <-ended; err == nil {
		t.Error("the run goes on without its lease")
	}
	if _, err := q.Ask(t.Context(), "xã", "schedule", Tick); err == nil {
		t.Error("a request was taken while the database was away")
	}
	server.Resume(t)
	until(t, func() bool {
		answer, ok, err := q.answer(t.Context(), ticket)
		return err == nil && ok && answer.Outcome == Done
	})
	wait(t, q, ask(t, q, "xã", "schedule", Tick))
}
