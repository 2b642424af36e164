// Package notify takes letters from the outbox to where they go: mailboxes and
// other programs. cmd imports it and says which channels there are. It never
// decides who is told of what, and never shows a password or a key.
//
// A letter is delivered at least once: whoever is killed between sending it
// and saying so sends it again, under the same id, by which the receiver can
// tell. Everything else keeps a letter from going out twice: it is claimed
// before it is sent, and what was sent stays so.
package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"time"

	"bieu/sync/history"
)

// Outbox holds the letters. *history.Store is one.
type Outbox interface {
	Claim(ctx context.Context, plan string, now, until time.Time, limit int) ([]history.Message, error)
	Sent(ctx context.Context, m history.Message, at time.Time) error
	Failed(ctx context.Context, key string, at, next time.Time, why string, dead bool) error
}

// Channel sends one letter. Its errors are *Error.
type Channel interface {
	Send(ctx context.Context, m history.Message) error
}

// Courier delivers the letters of one plan.
type Courier struct {
	Outbox Outbox
	Plan   string
	// Channels are those that the settings name, by history's names for them.
	Channels map[string]Channel
	Clock    func() time.Time
	// NotBefore returns when something that is ready at an instant may go out:
	// then, or when the quiet hours end. Nil is then.
	NotBefore func(time.Time) time.Time
	Log       *slog.Logger
}

// Delivery counts what became of letters.
type Delivery struct{ Sent, Failed, Dead int }

const (
	// claimed is for how long letters in hand are kept from others: longer
	// than a batch can take.
	claimed = 10 * time.Minute
	batch   = 10
)

// waits are how long it takes until a letter is tried again, by how often it
// failed before; one that failed more often is given up.
var waits = []time.Duration{
	time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

// Deliver sends every letter that is to be sent by now. What cannot be sent is
// tried again later or given up, and says why; the error is the outbox's own,
// or the context's. A letter on its way is not cut off by the context.
func (c *Courier) Deliver(ctx context.Context) (Delivery, error) {
	var d Delivery
	down := map[string]*Error{}
	for {
		now := c.Clock()
		if c.notBefore(now).After(now) {
			return d, nil
		}
		letters, err := c.Outbox.Claim(ctx, c.Plan, now, now.Add(claimed), batch)
		if err != nil || len(letters) == 0 {
			return d, err
		}
		for _, m := range letters {
			if err := ctx.Err(); err != nil {
				return d, err
			}
			if err := c.deliver(context.WithoutCancel(ctx), m, down, &d); err != nil {
				return d, err
			}
		}
	}
}

// deliver sends one letter and says what became of it. A channel that is down
// is not tried for every letter.
func (c *Courier) deliver(ctx context.Context, m history.Message, down map[string]*Error, d *Delivery) error {
	failure := down[m.Channel]
	if failure == nil {
		failure = c.send(ctx, m)
	}
	now := c.Clock()
	if failure == nil {
		d.Sent++
		c.Log.InfoContext(ctx, "message sent", "id", ID(m.Key), "channel", m.Channel, "step", m.Step)
		return c.Outbox.Sent(ctx, m, now)
	}
	if failure.ofChannel() {
		if down[m.Channel] == nil {
			c.Log.WarnContext(ctx, "channel is down", "channel", m.Channel, "error", failure)
		}
		down[m.Channel] = failure
	} else {
		c.Log.WarnContext(ctx, "message not sent", "id", ID(m.Key), "channel", m.Channel, "attempts", m.Attempts+1, "error", failure)
	}
	dead := failure.final() || m.Attempts >= len(waits)
	next := now
	if dead {
		d.Dead++
	} else {
		d.Failed++
		next = c.notBefore(now.Add(waits[m.Attempts]))
	}
	return c.Outbox.Failed(ctx, m.Key, now, next, Words(failure), dead)
}

func (c *Courier) send(ctx context.Context, m history.Message) *Error {
	channel, ok := c.Channels[m.Channel]
	if !ok {
		return &Error{Kind: ErrNoChannel}
	}
	err := channel.Send(ctx, m)
	if err == nil {
		return nil
	}
	if failure := (*Error)(nil); errors.As(err, &failure) {
		return failure
	}
	return &Error{Kind: ErrBroken, Err: err}
}

func (c *Courier) notBefore(at time.Time) time.Time {
	if c.NotBefore == nil {
		return at
	}
	return c.NotBefore(at)
}

// Unusable returns a channel that cannot be used, and says why for every
// letter.
func Unusable(why error) Channel { return unusable{why} }

type unusable struct{ why error }

func (u unusable) Send(context.Context, history.Message) error {
	if failure := (*Error)(nil); errors.As(u.why, &failure) {
		return failure
	}
	return &Error{Kind: ErrNoChannel, Err: u.why}
}

// ID is a letter's key as headers can carry it.
func ID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16])
}

// Secret is a password or a key. It prints as nothing.
type Secret string

func (Secret) String() string       { return "…" }
func (Secret) GoString() string     { return "…" }
func (Secret) LogValue() slog.Value { return slog.StringValue("…") }
