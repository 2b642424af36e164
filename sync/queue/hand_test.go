package queue

import (
	"context"
	"testing"
	"time"
)

// What a person asks for is run as soon as can be, whatever a plan rests from.

func handInRest(t *testing.T, place string) {
	q := opened(t, place)
	q.opt.Backoff = func(int) time.Duration { return time.Hour }
	var made record
	working(t, q, func(_ context.Context, j Job) Result {
		if made.add(j.Cause) == 1 {
			return Result{Outcome: Failed}
		}
		return Result{Outcome: Done}
	})
	wait(t, q, ask(t, q, "phường", "schedule", Tick))
	ask(t, q, "phường", "schedule", Tick)
	time.Sleep(time.Second)
	if got := made.list(); len(got) != 1 {
		t.Fatalf("a tick ran a plan that rests: %v", got)
	}
	if got := wait(t, q, ask(t, q, "phường", "command", ByHand)); got.Outcome != Done {
		t.Errorf("got %+v, want the run of a hand", got)
	}
}

func handInFailure(t *testing.T, place string) {
	q := opened(t, place)
	q.opt.Backoff = func(int) time.Duration { return time.Hour }
	var made record
	begun, asked := make(chan bool), make(chan bool)
	working(t, q, func(_ context.Context, j Job) Result {
		if made.add(j.Cause) == 1 {
			begun <- true
			<-asked
			return Result{Outcome: Failed}
		}
		return Result{Outcome: Done}
	})
	ask(t, q, "phường", "schedule", Tick)
	<-begun
	ask(t, q, "phường", "schedule", Tick)
	ticket := ask(t, q, "phường", "command", ByHand)
	asked <- true
	if got := wait(t, q, ticket); got.Outcome != Done {
		t.Errorf("got %+v, want the run of a hand", got)
	}
}
