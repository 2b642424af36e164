package queue

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Progress is how far a run is.
type Progress struct {
	Phase       string
	Done, Total int
}

// Answer is what became of a request.
type Answer struct {
	Outcome Outcome
	Run     int64
	Cells   int
	Note    string
}

// progressEvery keeps a busy run from writing more than anyone can read.
const progressEvery = 400 * time.Millisecond

// answerPoll is how often those look for an answer who wait for it.
const answerPoll = 200 * time.Millisecond

// progress returns what a run tells its progress to. A phase that is new is
// always told.
func (q *Queue) progress(ctx context.Context, plan string, turn int64) func(string, int, int) {
	var mu sync.Mutex
	var told time.Time
	var phaseTold string
	return func(phase string, done, total int) {
		mu.Lock()
		defer mu.Unlock()
		if phase == phaseTold && done < total && time.Since(told) < progressEvery {
			return
		}
		told, phaseTold = time.Now(), phase
		_, err := q.db.ExecContext(ctx,
			`INSERT INTO run_progress (plan, turn, phase, done, total) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (plan) DO UPDATE SET turn = excluded.turn, phase = excluded.phase,
				done = excluded.done, total = excluded.total`, plan, turn, phase, done, total)
		if err != nil {
			q.opt.Log.Debug("progress not told", "plan", plan, "error", err)
		}
	}
}

// Wait waits until a run has answered the request; it tells how far the run
// is. The answer may be that the run failed: the request then stays open and
// is tried again.
func (q *Queue) Wait(ctx context.Context, t Ticket, tell func(Progress)) (Answer, error) {
	var last Progress
	for {
		answer, ok, err := q.answer(ctx, t)
		if err != nil || ok {
			return answer, err
		}
		if p, ok := q.now(ctx, t.Plan); ok && p != last && tell != nil {
			tell(p)
			last = p
		}
		select {
		case <-ctx.Done():
			return Answer{}, ctx.Err()
		case <-time.After(cmp.Or(q.opt.Poll, answerPoll)):
		}
	}
}

// answer looks for a run that began after the request was made.
func (q *Queue) answer(ctx context.Context, t Ticket) (Answer, bool, error) {
	var a Answer
	var ticket int64
	var outcome string
	err := q.db.QueryRowContext(ctx,
		`SELECT ticket, outcome, run, cells, note FROM run_answers WHERE plan = $1`, t.Plan).
		Scan(&ticket, &outcome, &a.Run, &a.Cells, &a.Note)
	if errors.Is(err, sql.ErrNoRows) || err == nil && ticket < t.Number {
		return Answer{}, false, nil
	}
	if err != nil {
		return Answer{}, false, fmt.Errorf("wait for the run of %s: %w", t.Plan, err)
	}
	a.Outcome = Outcome(outcome)
	return a, true, nil
}

// now is the progress of the run that is going on.
func (q *Queue) now(ctx context.Context, plan string) (Progress, bool) {
	var p Progress
	err := q.db.QueryRowContext(ctx,
		`SELECT p.phase, p.done, p.total FROM run_progress p
		JOIN run_requests r ON r.plan = p.plan AND r.turn = p.turn
		JOIN run_leases l ON l.plan = p.plan AND l.holder <> ''
		WHERE p.plan = $1`, plan).Scan(&p.Phase, &p.Done, &p.Total)
	return p, err == nil
}
