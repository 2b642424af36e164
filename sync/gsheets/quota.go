package gsheets

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// defaultPerMinute is what the service grants one account, for reads and for
// writes each (developers.google.com/workspace/sheets/api/limits).
const defaultPerMinute = 60

// quota spaces the calls of one kind so that no span of a minute holds more
// than the service grants. Waiting calls are served in the order they came.
type quota struct {
	clock     Clock
	perMinute int
	limiter   *rate.Limiter

	mu    sync.Mutex
	calls []time.Time // of the last minute
	total int
}

func newQuota(clock Clock, perMinute int) *quota {
	if perMinute <= 0 {
		perMinute = defaultPerMinute
	}
	// A span of a minute takes the burst and what flows in meanwhile: both
	// together must not pass the grant.
	burst := max(1, perMinute/20)
	flow := max(1, perMinute-burst)
	return &quota{
		clock: clock, perMinute: perMinute,
		limiter: rate.NewLimiter(rate.Limit(float64(flow)/60), burst),
	}
}

// take waits for the next call to be due.
func (q *quota) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	now := q.clock.Now()
	place := q.limiter.ReserveN(now, 1)
	if wait := place.DelayFrom(now); wait > 0 {
		if err := q.clock.Sleep(ctx, wait); err != nil {
			place.CancelAt(q.clock.Now())
			return err
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.total++
	q.calls = append(q.recent(), q.clock.Now())
	return nil
}

// left is how many calls this process may still make in this minute.
func (q *quota) left() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.calls = q.recent()
	return max(0, q.perMinute-len(q.calls))
}

func (q *quota) made() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.total
}

func (q *quota) recent() []time.Time {
	since := q.clock.Now().Add(-time.Minute)
	for i, at := range q.calls {
		if at.After(since) {
			return q.calls[i:]
		}
	}
	return q.calls[:0]
}
