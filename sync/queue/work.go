package queue

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// Job is one run that is to be made.
type Job struct {
	Plan  string
	Cause string
	// Progress tells those who wait how far the run is.
	Progress func(phase string, done, total int)
}

// Result is how a run ended.
type Result struct {
	Outcome Outcome
	// Run is its number in the history, Cells what it wrote, Note a line for
	// people.
	Run   int64
	Cells int
	Note  string
	// Again is how long to wait when the quota is spent, and the longest that
	// the plan rests when it failed; 0 is as long as failures in a row ask for.
	Again time.Duration
}

// Outcome is how a run ended.
type Outcome string

// The outcomes.
const (
	Done   Outcome = "done"
	Failed Outcome = "failed" // the plan rests for a while and is run again
	Quota  Outcome = "quota"  // run again when there is quota
)

// Crew are the workers of one process.
type Crew struct {
	q      *Queue
	client *river.Client[*sql.Tx]
	stop   context.CancelFunc
	swept  chan struct{}
}

const (
	// callPoll is how often workers look for calls.
	callPoll = 500 * time.Millisecond
	// heldAgain is when a call comes back that found the plan held.
	heldAgain = time.Second
	// lostAgain is when a call comes back whose run lost its lease.
	lostAgain = 5 * time.Second
	// unknownAgain is when a call comes back that reached a process which does
	// not work for its plan.
	unknownAgain = 2 * time.Second
)

// Work begins to run what is asked for, at most so many plans at a time. The
// context given to run ends when the lease is lost or the crew is told to stop
// at once.
func (q *Queue) Work(ctx context.Context, atOnce int, run func(context.Context, Job) Result) (*Crew, error) {
	driver := q.dbKind.river(q.db)
	if err := q.migrateJobs(ctx, driver); err != nil {
		return nil, fmt.Errorf("start workers: %w", err)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{q: q, run: run})
	client, err := river.NewClient(driver, &river.Config{
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: atOnce}},
		Workers:                     workers,
		Logger:                      q.rare,
		PollOnly:                    true,
		FetchPollInterval:           cmp.Or(q.opt.Poll, callPoll),
		JobTimeout:                  -1, // a run that waits for quota may take long
		CompletedJobRetentionPeriod: time.Hour,
	})
	if err != nil {
		return nil, fmt.Errorf("start workers: %w", err)
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("start workers: %w", err)
	}
	sweeping, stop := context.WithCancel(context.WithoutCancel(ctx))
	c := &Crew{q: q, client: client, stop: stop, swept: make(chan struct{})}
	go c.sweep(sweeping)
	return c, nil
}

// Stop takes no more calls and waits for the runs that are going on; when the
// context ends before they do, their contexts end too.
func (c *Crew) Stop(ctx context.Context) error {
	c.stop()
	<-c.swept
	err := c.client.Stop(ctx)
	if err == nil {
		return nil
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, c.client.StopAndCancel(last))
}

// worker answers River's calls.
type worker struct {
	river.WorkerDefaults[call]
	q   *Queue
	run func(context.Context, Job) Result
}

// Work runs the plan until nothing is asked for that has not been answered.
func (w *worker) Work(ctx context.Context, job *river.Job[call]) error {
	plan := job.Args.Plan
	if !w.q.opt.Knows(plan) {
		return river.JobSnooze(unknownAgain)
	}
	held, lease, err := w.q.Hold(ctx, plan)
	if errors.Is(err, ErrHeld) {
		return river.JobSnooze(heldAgain)
	}
	if err != nil {
		w.q.opt.Log.Warn("plan not taken", "plan", plan, "error", err)
		return river.JobSnooze(lostAgain)
	}
	defer lease.Release()
	for {
		r, ok, err := w.q.begin(held, plan)
		if err != nil {
			w.q.opt.Log.Warn("run not begun", "plan", plan, "error", err)
			return river.JobSnooze(lostAgain)
		}
		if !ok {
			return nil
		}
		again, err := w.one(held, plan, r)
		switch {
		case err != nil:
			w.q.opt.Log.Warn("end of a run not recorded", "plan", plan, "error", err)
			return river.JobSnooze(lostAgain)
		case again > 0:
			return river.JobSnooze(again)
		case held.Err() != nil:
			return river.JobSnooze(heldAgain)
		}
	}
}

// one makes one run and records how it ended. It returns how long the plan
// must rest, 0 when it need not.
func (w *worker) one(ctx context.Context, plan string, r request) (time.Duration, error) {
	result := w.run(ctx, Job{Plan: plan, Cause: r.cause, Progress: w.q.progress(ctx, plan, r.turn)})
	if ctx.Err() != nil {
		// Another one may be at it by now: what is open stays open.
		return heldAgain, nil
	}
	var rest time.Duration
	switch result.Outcome {
	case Done:
	case Quota:
		rest = max(result.Again, time.Second)
	default:
		result.Outcome = Failed
		rest = w.q.opt.Backoff(r.failures + 1)
		if result.Again > 0 {
			rest = min(rest, result.Again)
		}
	}
	return rest, w.q.settle(ctx, plan, r, result, rest)
}

// settle records the end of a run. A run that failed leaves its requests open.
func (q *Queue) settle(ctx context.Context, plan string, r request, result Result, rest time.Duration) error {
	return q.inTx(ctx, func(tx *sql.Tx) error {
		var err error
		switch result.Outcome {
		case Done:
			_, err = tx.ExecContext(ctx,
				`UPDATE run_requests SET done = $1, failures = 0, asked_at = $2 WHERE plan = $3`,
				r.asked, instantText(q.opt.Now()), plan)
		default:
			failures := r.failures
			if result.Outcome == Failed {
				failures++
			}
			// A hand that asked during the run waits for no rest.
			_, err = tx.ExecContext(ctx,
				`UPDATE run_requests SET failures = $1, not_before = CASE WHEN weight > 0 THEN '' ELSE $2 END WHERE plan = $3`,
				failures, instantText(q.opt.Now().Add(rest)), plan)
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx,
			`INSERT INTO run_answers (plan, ticket, outcome, run, cells, note) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (plan) DO UPDATE SET ticket = excluded.ticket, outcome = excluded.outcome,
				run = excluded.run, cells = excluded.cells, note = excluded.note`,
			plan, r.asked, string(result.Outcome), result.Run, result.Cells, result.Note)
		return err
	})
}

// pruneEvery is how often the rows of processes that are gone are looked for.
const pruneEvery = time.Hour

// sweep wakes workers for what no call is left for: the calls of killed
// processes, and requests made while the jobs could not be reached. Now and
// then it lets go of processes that are gone.
func (c *Crew) sweep(ctx context.Context) {
	defer close(c.swept)
	tick := time.NewTicker(min(5*time.Second, c.q.opt.LeaseFor/4))
	defer tick.Stop()
	var pruned time.Time
	for {
		err := c.q.wakeWaiting(ctx, c.client)
		if err == nil && time.Since(pruned) > pruneEvery {
			err, pruned = c.q.prune(ctx), time.Now()
		}
		if err != nil && ctx.Err() == nil {
			c.q.rare.Warn("queue not swept", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (q *Queue) wakeWaiting(ctx context.Context, client *river.Client[*sql.Tx]) error {
	waiting, err := q.waiting(ctx)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		if w.lease.holder != "" && !q.stale("plan "+w.plan, w.lease) {
			continue // the holder looks for itself
		}
		if err := q.wakeAnew(ctx, client, w); err != nil {
			return err
		}
	}
	return nil
}

// wakeAnew calls a worker for a plan that nobody holds. A call that is said to
// be at work all the same was left by a process that was killed before its run
// began: the next turn's call is another one.
func (q *Queue) wakeAnew(ctx context.Context, client *river.Client[*sql.Tx], w waitingPlan) error {
	return q.inTx(ctx, func(tx *sql.Tx) error {
		// The plan's row before its call, as those who ask take them: in another
		// order both would wait for each other.
		kept, err := tx.ExecContext(ctx, `UPDATE run_requests SET turn = turn WHERE plan = $1 AND turn = $2`, w.plan, w.turn)
		if err != nil {
			return err
		}
		if n, err := kept.RowsAffected(); err != nil || n == 0 {
			return err // its run has begun
		}
		atWork, err := wake(ctx, client, tx, w.plan, w.turn)
		if err != nil || !atWork {
			return err
		}
		if _, err = tx.ExecContext(ctx, `UPDATE run_requests SET turn = turn + 1 WHERE plan = $1`, w.plan); err != nil {
			return err
		}
		_, err = wake(ctx, client, tx, w.plan, w.turn+1)
		return err
	})
}

type waitingPlan struct {
	plan  string
	turn  int64
	lease standing
}

func (q *Queue) waiting(ctx context.Context) ([]waitingPlan, error) {
	rows, err := q.db.QueryContext(ctx,
		`SELECT r.plan, r.turn, COALESCE(l.holder, ''), COALESCE(l.beat, 0)
		FROM run_requests r LEFT JOIN run_leases l ON l.plan = r.plan
		WHERE r.asked > r.done AND r.not_before <= $1 ORDER BY r.asked_at, r.plan`, instantText(q.opt.Now()))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []waitingPlan
	for rows.Next() {
		var w waitingPlan
		if err := rows.Scan(&w.plan, &w.turn, &w.lease.holder, &w.lease.beat); err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, rows.Err()
}

// jobs returns a client that can make calls; River's tables are made when they
// are wanting.
func (q *Queue) jobs(ctx context.Context) (*river.Client[*sql.Tx], error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.client != nil {
		return q.client, nil
	}
	driver := q.dbKind.river(q.db)
	if err := q.migrateJobs(ctx, driver); err != nil {
		return nil, err
	}
	client, err := river.NewClient(driver, &river.Config{Logger: q.rare})
	if err != nil {
		return nil, err
	}
	q.client = client
	return client, nil
}
