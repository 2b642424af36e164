package schedule

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jonboulle/clockwork"

	"bieu/sync/queue"
)

// asked notes when runs were asked for.
type asked struct {
	mu    sync.Mutex
	clock clockwork.Clock
	lines []string
	fail  int // so many requests fail
}

func (a *asked) Ask(_ context.Context, plan, cause string, weight queue.Weight) (queue.Ticket, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.fail > 0 {
		a.fail--
		return queue.Ticket{}, errors.New("database away")
	}
	if weight != queue.Tick {
		return queue.Ticket{}, errors.New("a tick must not press")
	}
	a.lines = append(a.lines, a.clock.Now().In(vietnam).Format("15:04:05 ")+cause)
	return queue.Ticket{Plan: plan}, nil
}

func (a *asked) note(line string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.lines = append(a.lines, a.clock.Now().In(vietnam).Format("15:04:05 ")+line)
}

func (a *asked) list() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string(nil), a.lines...)
}

// The ticks come from gocron, with a clock that the test moves.
func TestTicks(t *testing.T) {
	clock := clockwork.NewFakeClockAt(at("2023-10-09 17:28:50"))
	a := &asked{clock: clock, fail: 1}
	s, err := New(Options{
		Clock: clock, ReadsPerMinute: 30, Queue: a, Log: slog.New(slog.DiscardHandler),
		Plans: []Plan{ward(func(context.Context) { a.note("watch") })},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Start(t.Context())
	want := []string{
		"17:29:00 schedule", // the first request failed
		"17:29:15 watch", "17:29:30 watch", "17:29:45 watch",
		"17:30:00 watch", // the office has closed
		"17:30:15 watch",
	}
	clock.Advance(10 * time.Second)
	for i := range want {
		until(t, func() bool { return len(a.list()) == i+1 })
		if i+1 < len(want) {
			if err := clock.BlockUntilContext(t.Context(), 1); err != nil {
				t.Fatal(err)
			}
			clock.Advance(15 * time.Second)
		}
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, a.list()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func until(t *testing.T, true func() bool) {
	t.Helper()
	for range 6000 {
		if true() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("it did not come true")
}
