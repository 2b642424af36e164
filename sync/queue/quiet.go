package queue

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// quiet is the log for River, and for what else repeats itself while a database
// is away: what lies below a warning is of no use to an office, and what is said
// again and again is told at its first, second, fourth … time.
func (q *Queue) quiet() *slog.Logger {
	return slog.New(warnings{q.opt.Log.Handler(), &repeats{counts: map[string]repeated{}}})
}

// warnings is a log that keeps to what needs somebody.
type warnings struct {
	slog.Handler
	repeats *repeats
}

func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (w warnings) Handle(ctx context.Context, r slog.Record) error {
	times := w.repeats.again(r.Message, r.Time)
	if times&(times-1) != 0 {
		return nil
	}
	if times > 1 {
		r = r.Clone()
		r.AddAttrs(slog.Int("times", times))
	}
	return w.Handler.Handle(ctx, r)
}

func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs), w.repeats}
}

func (w warnings) WithGroup(name string) slog.Handler {
	return warnings{w.Handler.WithGroup(name), w.repeats}
}

// forgetAfter is for how long a message must not have come to be new again.
const forgetAfter = 10 * time.Minute

// repeats counts messages.
type repeats struct {
	mu     sync.Mutex
	counts map[string]repeated
}

type repeated struct {
	times int
	last  time.Time
}

// again counts a message and returns how often it came.
func (r *repeats) again(message string, at time.Time) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.counts[message]
	if at.Sub(c.last) > forgetAfter {
		c.times = 0
	}
	r.counts[message] = repeated{c.times + 1, at}
	return c.times + 1
}
