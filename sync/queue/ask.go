package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Weight says how much a request presses.
type Weight int

// The weights.
const (
	// Tick is a request of the schedule: it waits until a plan that failed has
	// rested.
	Tick Weight = iota
	// ByHand is a person's request: it is run as soon as can be.
	ByHand
)

// Ticket is one request; a run that began after it answers it.
type Ticket struct {
	Plan   string
	Number int64
}

// Ask asks for a run of a plan. Requests that wait are answered by one run,
// which remembers the cause that weighs most.
func (q *Queue) Ask(ctx context.Context, plan, cause string, weight Weight) (Ticket, error) {
	client, err := q.jobs(ctx)
	if err != nil {
		return Ticket{}, fmt.Errorf("ask for a run of %s: %w", plan, err)
	}
	ticket := Ticket{Plan: plan}
	err = q.inTx(ctx, func(tx *sql.Tx) error {
		now := q.opt.Now()
		var turn int64
		var notBefore string
		// Beside what waits already only a weightier cause is of interest.
		err := tx.QueryRowContext(ctx,
			`INSERT INTO run_requests (plan, asked, cause, weight, asked_at) VALUES ($1, 1, $2, $3, $4)
			ON CONFLICT (plan) DO UPDATE SET
				asked = run_requests.asked + 1,
				cause = CASE WHEN run_requests.asked = run_requests.done OR run_requests.weight < excluded.weight
					THEN excluded.cause ELSE run_requests.cause END,
				weight = CASE WHEN run_requests.asked = run_requests.done OR run_requests.weight < excluded.weight
					THEN excluded.weight ELSE run_requests.weight END,
				asked_at = CASE WHEN run_requests.asked = run_requests.done THEN excluded.asked_at ELSE run_requests.asked_at END,
				not_before = CASE WHEN excluded.weight > 0 THEN '' ELSE run_requests.not_before END
			RETURNING asked, turn, not_before`,
			plan, cause, int(weight), instantText(now)).Scan(&ticket.Number, &turn, &notBefore)
		if err != nil || notBefore > instantText(now) {
			return err
		}
		_, err = wake(ctx, client, tx, plan, turn)
		return err
	})
	if err != nil {
		return Ticket{}, fmt.Errorf("ask for a run of %s: %w", plan, err)
	}
	return ticket, nil
}

// call is River's job: it wakes a worker for a plan. Turn makes the calls
// before and after the beginning of a run two different ones, so that a call
// that a killed process left "running" never stands in the way of a new one.
type call struct {
	Plan string `json:"plan" river:"unique"`
	Turn int64  `json:"turn" river:"unique"`
}

func (call) Kind() string { return "run" }

// wake calls a worker, unless the same call waits already. It returns whether
// that call is said to be at work: by a worker, or by one that was killed.
func wake(ctx context.Context, client *river.Client[*sql.Tx], tx *sql.Tx, plan string, turn int64) (atWork bool, err error) {
	made, err := client.InsertTx(ctx, tx, call{plan, turn}, &river.InsertOpts{
		// Calls are only ever put off, never failed.
		MaxAttempts: 25,
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
			rivertype.JobStateScheduled, rivertype.JobStateRetryable,
		}},
	})
	if err != nil {
		return false, err
	}
	return made.UniqueSkippedAsDuplicate && made.Job.State == rivertype.JobStateRunning, nil
}

// Backlog is what waits for a run.
type Backlog struct {
	Plans int
	// Oldest is when the oldest of the requests was made; zero when none waits.
	Oldest time.Time
}

// Backlog counts the plans that wait for a run.
func (q *Queue) Backlog(ctx context.Context) (Backlog, error) {
	var b Backlog
	var oldest sql.NullString
	err := q.db.QueryRowContext(ctx,
		`SELECT COUNT(*), MIN(asked_at) FROM run_requests WHERE asked > done`).Scan(&b.Plans, &oldest)
	if err == nil {
		b.Oldest, err = parseInstant(oldest.String)
	}
	if err != nil {
		return Backlog{}, fmt.Errorf("count what waits: %w", err)
	}
	return b, nil
}

// request is the row of a plan when a run begins.
type request struct {
	asked    int64
	turn     int64
	cause    string
	failures int
}

// begin notes that a run begins and what it answers; ok is false when nothing
// waits, or the plan rests: the sweep wakes it in time. The cause of any request that comes later replaces this run's.
func (q *Queue) begin(ctx context.Context, plan string) (r request, ok bool, err error) {
	err = q.inTx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx,
			`UPDATE run_requests SET turn = turn + 1, not_before = '', weight = -1 WHERE plan = $1 AND asked > done AND not_before <= $2
			RETURNING asked, turn, cause, failures`, plan, instantText(q.opt.Now())).
			Scan(&r.asked, &r.turn, &r.cause, &r.failures)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return r, ok, err
}
