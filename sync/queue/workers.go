package queue

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Worker is a process that works.
type Worker struct {
	Holder    string
	Address   string // where it listens, "" for nowhere
	Plans     []string
	StartedAt time.Time
	SeenAt    time.Time
	beat      int64
}

// Works reports whether the process works for a plan.
func (w Worker) Works(plan string) bool { return slices.Contains(w.Plans, plan) }

// SignOn enters this process among those that work and keeps it there until
// the context ends or the queue is closed. The plans it works for may change meanwhile.
func (q *Queue) SignOn(ctx context.Context, address string, plans func() []string) error {
	started := q.opt.Now()
	if err := q.seen(ctx, address, plans(), started); err != nil {
		return fmt.Errorf("sign on: %w", err)
	}
	ctx, off := context.WithCancel(ctx)
	q.mu.Lock()
	q.offs = append(q.offs, off)
	q.mu.Unlock()
	q.signed.Go(func() {
		tick := time.NewTicker(q.opt.LeaseFor / 6)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				q.signOff()
				return
			case <-tick.C:
				if err := q.seen(ctx, address, plans(), started); err != nil && ctx.Err() == nil {
					q.rare.Warn("heartbeat not written", "error", err)
				}
			}
		}
	})
	return nil
}

func (q *Queue) seen(ctx context.Context, address string, plans []string, started time.Time) error {
	_, err := q.db.ExecContext(ctx,
		`INSERT INTO run_workers (holder, address, plans, names, started_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (holder) DO UPDATE SET seen_at = excluded.seen_at, plans = excluded.plans, names = excluded.names, beat = run_workers.beat + 1`,
		q.process, address, len(plans), strings.Join(plans, "\n"), instantText(started), instantText(q.opt.Now()))
	return err
}

func (q *Queue) signOff() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if _, err := q.db.ExecContext(ctx, `DELETE FROM run_workers WHERE holder = $1`, q.process); err != nil {
		q.opt.Log.Debug("not signed off", "error", err)
	}
}

// goneAfter is how long the row of a process stays that shows no beat. One that
// comes back, or whose clock is wrong, enters its row anew with its next beat.
const goneAfter = 24 * time.Hour

// prune removes the rows of processes that ended without signing off.
func (q *Queue) prune(ctx context.Context) error {
	_, err := q.db.ExecContext(ctx, `DELETE FROM run_workers WHERE seen_at < $1`, instantText(q.opt.Now().Add(-goneAfter)))
	if err != nil {
		return fmt.Errorf("let go of workers that are gone: %w", err)
	}
	return nil
}

// silent reports whether a process of another machine has shown no beat for so
// many of them that to watch it is of no use. Clocks may differ a little.
func (q *Queue) silent(w Worker) bool {
	return q.opt.Now().Sub(w.SeenAt) > 2*q.opt.LeaseFor
}

// Workers lists the processes that are at work, oldest first. One that shows
// no beat while it is watched is left out; of a process on this machine it is
// known at once, unless another process may have its number by now. Those of
// other machines are watched unless they have been silent for long.
func (q *Queue) Workers(ctx context.Context, watch time.Duration) ([]Worker, error) {
	before, err := q.signedOn(ctx)
	if err != nil {
		return nil, err
	}
	var list, unsure []Worker
	mine, _ := hostOf(q.process)
	for _, w := range before {
		host, ok := hostOf(w.Holder)
		switch {
		case ok && host == mine && q.ended(w.Holder):
		case ok && host == mine && q.opt.Now().Sub(w.SeenAt).Abs() < q.opt.LeaseFor:
			list = append(list, w)
		case host != mine && q.silent(w):
		default:
			unsure = append(unsure, w)
		}
	}
	if len(unsure) == 0 || watch <= 0 {
		return list, nil
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(watch):
	}
	after, err := q.signedOn(ctx)
	if err != nil {
		return nil, err
	}
	for _, w := range unsure {
		for _, a := range after {
			if a.Holder == w.Holder && a.beat != w.beat {
				list = append(list, a)
			}
		}
	}
	return list, nil
}

func (q *Queue) signedOn(ctx context.Context) ([]Worker, error) {
	rows, err := q.db.QueryContext(ctx,
		`SELECT holder, address, names, started_at, seen_at, beat FROM run_workers ORDER BY started_at, holder`)
	if err != nil {
		return nil, fmt.Errorf("list workers: %w", err)
	}
	defer rows.Close()
	var list []Worker
	for rows.Next() {
		var w Worker
		var names, started, seen string
		if err := rows.Scan(&w.Holder, &w.Address, &names, &started, &seen, &w.beat); err != nil {
			return nil, fmt.Errorf("list workers: %w", err)
		}
		if names != "" {
			w.Plans = strings.Split(names, "\n")
		}
		if w.StartedAt, err = parseInstant(started); err == nil {
			w.SeenAt, err = parseInstant(seen)
		}
		if err != nil {
			return nil, fmt.Errorf("list workers: %w", err)
		}
		list = append(list, w)
	}
	return list, rows.Err()
}
