package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/queue"
)

const (
	// holdPatience is how long a command waits for another run of its plan.
	holdPatience = 2 * time.Minute
	// workerWatch is how long a worker on another machine is watched: longer
	// than it takes to show that it lives.
	workerWatch = 6 * time.Second
	// aliveEvery is how often it is made sure that the worker still lives.
	aliveEvery = 10 * time.Second
)

// errPlanHeld is a plan that another run did not let go of in time.
var errPlanHeld = errors.New("the plan is being run elsewhere")

// runFailed is a run of the worker that did not go well.
type runFailed struct{ why string }

func (e *runFailed) Error() string { return "the worker's run failed: " + e.why }

// openQueue opens the queue beside a session's history.
func (n *session) openQueue(ctx context.Context, s *settings) (*queue.Queue, error) {
	place, err := s.historyPlace()
	if err != nil {
		return nil, err
	}
	q, err := queue.Open(ctx, queue.Options{Place: place, Log: n.engine.Log})
	if err != nil {
		return nil, &fileError{history.Shown(place), err}
	}
	return q, nil
}

// runOrHandOver runs a plan: by the worker that works for it, if there is one,
// else by itself, never beside another run of the same plan.
func (a *app) runOrHandOver(c *cobra.Command, s *settings, n *session, mayHandOver bool, opt engine.Options) (*engine.Outcome, error) {
	ctx := c.Context()
	q, err := n.openQueue(ctx, s)
	if err != nil {
		return nil, err
	}
	defer q.Close()
	bar := a.newBar()
	defer bar.end()
	if mayHandOver {
		answer, taken, err := a.handOver(ctx, q, n.engine.Plan, bar)
		if err != nil {
			return nil, err
		}
		if taken {
			bar.end()
			return a.lookAfter(ctx, s, n, answer, opt)
		}
	}
	held, lease, err := a.hold(ctx, q, n.engine.Plan)
	if err != nil {
		return nil, err
	}
	defer lease.Release()
	n.engine.Progress = bar.quietly
	return n.engine.Run(held, opt)
}

// hold takes the right to run a plan, and waits for another run to end.
func (a *app) hold(ctx context.Context, q *queue.Queue, plan string) (context.Context, *queue.Lease, error) {
	held, lease, err := q.Hold(ctx, plan)
	if !errors.Is(err, queue.ErrHeld) {
		return held, lease, err
	}
	a.complain("%s", wordsHeld(q.Holder(ctx, plan)))
	deadline := time.Now().Add(holdPatience)
	for errors.Is(err, queue.ErrHeld) {
		if time.Now().After(deadline) {
			return nil, nil, errPlanHeld
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
		held, lease, err = q.Hold(ctx, plan)
	}
	return held, lease, err
}

// workerOf finds a living worker that works for a plan.
func workerOf(ctx context.Context, q *queue.Queue, plan string) (queue.Worker, bool, error) {
	all, err := q.Workers(ctx, workerWatch)
	for _, w := range all {
		if w.Works(plan) {
			return w, true, err
		}
	}
	return queue.Worker{}, false, err
}

// handOver lets the worker run the plan and shows how far it is. Without a
// worker, or when it is gone before it answers, taken is false.
func (a *app) handOver(ctx context.Context, q *queue.Queue, plan string, bar *bar) (answer queue.Answer, taken bool, err error) {
	worker, found, err := workerOf(ctx, q, plan)
	if err != nil || !found {
		return answer, false, err
	}
	ticket, err := q.Ask(ctx, plan, causeCommand, queue.ByHand)
	if err != nil {
		return answer, false, err
	}
	a.complain("%s", wordsHandedOver(worker))
	for {
		limited, cancel := context.WithTimeout(ctx, aliveEvery)
		answer, err = q.Wait(limited, ticket, func(p queue.Progress) { bar.tell(p.Phase, p.Done, p.Total) })
		cancel()
		if err == nil || !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return answer, err == nil, err
		}
		if _, found, err = workerOf(ctx, q, plan); err != nil {
			return answer, false, err
		}
		if !found {
			a.complain("%s", wordsWorkerGone)
			return answer, false, nil
		}
	}
}

// lookAfter reads what stands after the worker's run, and writes nothing: who
// asked is told the same as after a run of one's own.
func (a *app) lookAfter(ctx context.Context, s *settings, n *session, answer queue.Answer, opt engine.Options) (*engine.Outcome, error) {
	if answer.Outcome != queue.Done {
		return nil, &runFailed{answer.Note}
	}
	look, err := a.open(ctx, s, n.engine.Fixed, true)
	if err != nil {
		return nil, err
	}
	defer look.close()
	o, err := look.engine.Run(ctx, opt)
	if err != nil {
		return o, err
	}
	record, err := n.store.Run(ctx, n.engine.Plan, answer.Run)
	if err != nil {
		return nil, err
	}
	o.Run, o.Cells, o.Reads, o.Writes = answer.Run, answer.Cells, record.Reads, record.Writes
	return o, nil
}
