package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

var (
	// ErrHeld says that another process, or another run of this one, is at the
	// plan.
	ErrHeld = errors.New("the plan is being run")
	// ErrLost ends the context of a run whose lease was taken over, or may be.
	ErrLost = errors.New("the right to run the plan was lost")
)

// Lease is the right to run one plan.
type Lease struct {
	q      *Queue
	plan   string
	holder string
	cancel context.CancelCauseFunc
	stop   chan struct{}
	ended  sync.WaitGroup
	once   sync.Once
}

// Hold takes the lease of a plan at once or not at all. The context that it
// returns ends with ErrLost when the lease does.
//
// Errors: ErrHeld.
func (q *Queue) Hold(ctx context.Context, plan string) (context.Context, *Lease, error) {
	holder := q.process + "#" + strconv.FormatInt(q.holds.Add(1), 10)
	if err := q.take(ctx, plan, holder); err != nil {
		return nil, nil, err
	}
	l := &Lease{q: q, plan: plan, holder: holder, stop: make(chan struct{})}
	held, cancel := context.WithCancelCause(ctx)
	l.cancel = cancel
	l.ended.Go(l.keep)
	return held, l, nil
}

// HoldSoon waits for the lease until the context ends; each time it finds the
// plan held it calls waiting, if not nil, with the holder.
func (q *Queue) HoldSoon(ctx context.Context, plan string, waiting func(holder string)) (context.Context, *Lease, error) {
	for {
		held, lease, err := q.Hold(ctx, plan)
		if !errors.Is(err, ErrHeld) {
			return held, lease, err
		}
		if waiting != nil {
			waiting(q.Holder(ctx, plan))
		}
		select {
		case <-ctx.Done():
			return nil, nil, err
		case <-time.After(min(200*time.Millisecond, q.opt.LeaseFor/10)):
		}
	}
}

// Holder names who holds a plan now, "" for nobody.
func (q *Queue) Holder(ctx context.Context, plan string) string {
	var holder string
	if err := q.db.QueryRowContext(ctx, `SELECT holder FROM run_leases WHERE plan = $1`, plan).Scan(&holder); err != nil {
		return ""
	}
	return holder
}

func (q *Queue) take(ctx context.Context, plan, holder string) error {
	_, err := q.db.ExecContext(ctx, `INSERT INTO run_leases (plan) VALUES ($1) ON CONFLICT (plan) DO NOTHING`, plan)
	if err != nil {
		return fmt.Errorf("take the lease of %s: %w", plan, err)
	}
	var now standing
	err = q.db.QueryRowContext(ctx, `SELECT holder, beat FROM run_leases WHERE plan = $1`, plan).Scan(&now.holder, &now.beat)
	if err != nil {
		return fmt.Errorf("take the lease of %s: %w", plan, err)
	}
	if now.holder != "" && !q.stale("plan "+plan, now) {
		return fmt.Errorf("%w by %s", ErrHeld, now.holder)
	}
	// Whoever changes the row first has it.
	result, err := q.db.ExecContext(ctx,
		`UPDATE run_leases SET holder = $1, beat = beat + 1 WHERE plan = $2 AND holder = $3 AND beat = $4`,
		holder, plan, now.holder, now.beat)
	if err != nil {
		return fmt.Errorf("take the lease of %s: %w", plan, err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrHeld, err)
	}
	if now.holder != "" {
		q.opt.Log.Warn("lease taken over", "plan", plan, "from", now.holder)
	}
	return nil
}

// keep beats until the lease is released. Where it cannot, it ends the run
// before anyone else may take the lease for stale.
func (l *Lease) keep() {
	every := l.q.opt.LeaseFor / 6
	tick := time.NewTicker(every)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case <-l.stop:
			return
		case <-tick.C:
		}
		ours, err := l.beat(every)
		switch {
		case err == nil && ours:
			last = time.Now()
		case err == nil, time.Since(last) > l.q.opt.LeaseFor/2:
			l.q.opt.Log.Error("lease lost", "plan", l.plan, "error", err)
			l.cancel(ErrLost)
			return
		}
	}
}

// beat shows that the holder lives, and reports whether it still is the holder.
func (l *Lease) beat(within time.Duration) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	result, err := l.q.db.ExecContext(ctx,
		`UPDATE run_leases SET beat = beat + 1 WHERE plan = $1 AND holder = $2`, l.plan, l.holder)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// Release gives the lease back. It may be called twice.
func (l *Lease) Release() {
	l.end()
	ctx, cancel := context.WithTimeout(context.Background(), l.q.opt.LeaseFor)
	defer cancel()
	if err := releaseIn(ctx, l.q.db, l); err != nil {
		l.q.opt.Log.Warn("lease not given back", "plan", l.plan, "error", err)
	}
}

// end stops the beat.
func (l *Lease) end() {
	l.once.Do(func() { close(l.stop) })
	l.ended.Wait()
	l.cancel(context.Canceled)
}

// execer is a database or a transaction.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func releaseIn(ctx context.Context, x execer, l *Lease) error {
	_, err := x.ExecContext(ctx,
		`UPDATE run_leases SET holder = '', beat = beat + 1 WHERE plan = $1 AND holder = $2`, l.plan, l.holder)
	return err
}

// standing is a holder and its beat as last seen.
type standing struct {
	holder string
	beat   int64
}

// beats remembers since when beats stand still, by this process's own clock.
type beats struct {
	mu   sync.Mutex
	seen map[string]seenBeat
}

type seenBeat struct {
	standing
	since time.Time
}

// stale reports whether a holder is gone: its process on this machine has
// ended, or its beat stood still for LeaseFor before our eyes.
func (q *Queue) stale(what string, now standing) bool {
	if q.ended(now.holder) {
		return true
	}
	q.beats.mu.Lock()
	defer q.beats.mu.Unlock()
	if q.beats.seen == nil {
		q.beats.seen = map[string]seenBeat{}
	}
	seen, known := q.beats.seen[what]
	if !known || seen.standing != now {
		q.beats.seen[what] = seenBeat{now, time.Now()}
		return false
	}
	return time.Since(seen.since) >= q.opt.LeaseFor
}

// ended reports whether the holder was a process of this machine that runs no
// more.
func (q *Queue) ended(holder string) bool {
	host, rest, _ := strings.Cut(holder, "/")
	mine, _ := hostOf(q.process)
	number, _, _ := strings.Cut(rest, "/")
	pid, err := strconv.Atoi(number)
	return err == nil && host == mine && !alive(pid)
}

// hostOf is the machine a holder runs on.
func hostOf(holder string) (string, bool) {
	host, _, ok := strings.Cut(holder, "/")
	return host, ok
}
