package gsheets

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// How often a call is made before it counts as failed. The waits add up to
// some two minutes, longer than the service needs to grant a new minute.
const (
	maxAttempts  = 9
	maxDials     = 4 // without a network, waiting longer helps nobody
	firstWait    = time.Second
	longestWait  = 32 * time.Second
	waitGrowth   = 2
	waitSpread   = 0.3
	statusUnauth = 401
)

// repeat makes a call until it succeeds, fails for good, or was made often
// enough. Again says which failures are worth another attempt.
func (a *Account) repeat(ctx context.Context, q *quota, call func(context.Context) error, again func(error) bool) error {
	waits := newWaits()
	renewed := false
	for attempt := 1; ; attempt++ {
		if q != nil {
			if err := q.take(ctx); err != nil {
				return err
			}
		}
		err := a.attempt(ctx, call)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return errors.Join(ctx.Err(), err)
		}
		if statusOf(err) == statusUnauth && !renewed {
			// A token may be taken back before it expires; a new one settles it.
			renewed = true
			a.tokens.forget()
			continue
		}
		if !again(err) || attempt >= attemptsFor(err) {
			return err
		}
		wait := waits.NextBackOff()
		a.again.Add(1)
		a.log.WarnContext(ctx, "call repeated", "attempt", attempt, "wait", wait, "error", err)
		if err := a.clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

func (a *Account) attempt(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, a.timeout)
	defer cancel()
	return call(ctx)
}

func newWaits() *backoff.ExponentialBackOff {
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval, waits.MaxInterval = firstWait, longestWait
	waits.Multiplier, waits.RandomizationFactor = waitGrowth, waitSpread
	return waits
}

func attemptsFor(err error) int {
	if neverSent(err) {
		return maxDials
	}
	return maxAttempts
}

// neverSent reports whether no connection came about.
func neverSent(err error) bool {
	var op *net.OpError
	var name *net.DNSError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &name)
}
