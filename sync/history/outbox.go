package history

import (
	"context"
	"database/sql"
	"time"
)

// MessageState is what became of a message.
type MessageState string

// The states of a message.
const (
	Pending   MessageState = "pending" // to be sent, or tried again
	Sent      MessageState = "sent"
	Dead      MessageState = "dead"      // given up
	Cancelled MessageState = "cancelled" // no longer called for before it was sent
	Held      MessageState = "held"      // of a trial: shown, never sent
)

// The channels by which messages go.
const (
	ChannelMail    = "mail"
	ChannelWebhook = "webhook"
)

// Message is a letter that is to be sent. It comes into being with the end of
// the run that asked for it, so that neither is there without the other.
type Message struct {
	// Key tells one occasion from another. A second message with a key that
	// stands already is left out, unless the first has not gone out: then it
	// is brought up to date, and called for again where it was cancelled.
	Key string
	// Plan and Run are filled in by Finish.
	Plan          string
	Run           int64
	Period, Unit  string
	Step          string // which of a series of letters it is
	Channel, To   string
	Subject, Body string
	// At is when it was asked for, NotBefore when it may be sent; zero: at once.
	At, NotBefore time.Time
	// Trial holds the message back for good.
	Trial bool

	// What became of it. Finish ignores these.
	State     MessageState
	Attempts  int
	NextAt    time.Time // when it is due, or due again
	SentAt    time.Time
	LastError string
}

// post keeps messages whose key is new, and brings those up to date that have
// not gone out.
func post(ctx context.Context, tx *sql.Tx, run int64, plan string, all []Message) error {
	return insertEach(ctx, tx, `INSERT INTO messages (message_key, run, plan, period, unit, step, channel, recipient,
			subject, body, made_at, not_before, state, attempts, next_at, last_error)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, '')
		ON CONFLICT (message_key) DO UPDATE SET
			recipient = excluded.recipient, subject = excluded.subject, body = excluded.body, state = excluded.state,
			made_at = CASE WHEN messages.state = 'pending' THEN messages.made_at ELSE excluded.made_at END,
			not_before = CASE WHEN messages.state = 'pending' THEN messages.not_before ELSE excluded.not_before END,
			next_at = CASE WHEN messages.state = 'pending' THEN messages.next_at ELSE excluded.next_at END
		WHERE excluded.state = 'pending' AND messages.state IN ('pending', 'cancelled')`, len(all), func(i int) []any {
		m := all[i]
		due, state := m.At, Pending
		if !m.NotBefore.IsZero() {
			due = m.NotBefore
		}
		if m.Trial {
			state = Held
		}
		return []any{m.Key, run, plan, m.Period, plain(m.Unit), m.Step, m.Channel, plain(m.To), plain(m.Subject),
			plain(m.Body), instantText(m.At), instantOrNull(m.NotBefore), string(state), instantText(due)}
	})
}

// cancel lets go of messages of a plan that have not gone out.
func cancel(ctx context.Context, tx *sql.Tx, plan string, keys []string) error {
	return insertEach(ctx, tx, `UPDATE messages SET state = 'cancelled'
		WHERE plan = $1 AND message_key = $2 AND state = 'pending'`,
		len(keys), func(i int) []any { return []any{plan, keys[i]} })
}

const messageColumns = `message_key, run, plan, period, unit, step, channel, recipient, subject, body,
	made_at, not_before, state, attempts, next_at, sent_at, last_error`

// Outbox returns the messages of a plan's period, or of all of them where
// period is "", oldest first.
func (s *Store) Outbox(ctx context.Context, plan, period string) ([]Message, error) {
	return s.messages(ctx, `SELECT `+messageColumns+` FROM messages
		WHERE plan = $1 AND (period = $2 OR $2 = '') ORDER BY made_at, message_key`, plan, period)
}

// Waiting returns the messages of a plan that have not gone out and are not
// given up, oldest first.
func (s *Store) Waiting(ctx context.Context, plan string) ([]Message, error) {
	return s.messages(ctx, `SELECT `+messageColumns+` FROM messages
		WHERE plan = $1 AND state = 'pending' ORDER BY made_at, message_key`, plan)
}

// Due returns the messages of all plans that are to be sent by now, the one
// that waits longest first, at most limit.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]Message, error) {
	return s.messages(ctx, `SELECT `+messageColumns+` FROM messages
		WHERE state = 'pending' AND next_at <= $1 ORDER BY next_at, message_key LIMIT $2`, instantText(now), limit)
}

// Claim takes the messages of a plan that are to be sent by now, the one that
// waits longest first, at most limit, and keeps them from everyone else until
// an instant: whoever was killed with them in hand lets them go by then.
func (s *Store) Claim(ctx context.Context, plan string, now, until time.Time, limit int) ([]Message, error) {
	var all []Message
	err := s.inTx(ctx, "claim messages", func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, scanMessage, `SELECT `+messageColumns+` FROM messages
			WHERE state = 'pending' AND next_at <= $1 AND plan = $2 ORDER BY next_at, message_key LIMIT $3`,
			instantText(now), plan, limit)
		if err != nil {
			return err
		}
		return insertEach(ctx, tx, `UPDATE messages SET next_at = $1 WHERE message_key = $2`,
			len(all), func(i int) []any { return []any{instantText(until), all[i].Key} })
	})
	return all, err
}

func (s *Store) messages(ctx context.Context, query string, args ...any) ([]Message, error) {
	var all []Message
	err := s.read(ctx, "list messages", func(q querier) (err error) {
		all, err = list(ctx, q, scanMessage, query, args...)
		return err
	})
	return all, err
}

func scanMessage(rows *sql.Rows) (Message, error) {
	var m Message
	err := rows.Scan(&m.Key, &m.Run, &m.Plan, &m.Period, &m.Unit, &m.Step, &m.Channel, &m.To, &m.Subject, &m.Body,
		instant{&m.At}, instant{&m.NotBefore}, &m.State, &m.Attempts, instant{&m.NextAt}, instant{&m.SentAt}, &m.LastError)
	return m, err
}

// Sent says that a message went out, to whom and with which words: these may
// have been brought up to date since it was claimed.
//
// Errors: ErrNoMessage.
func (s *Store) Sent(ctx context.Context, m Message, at time.Time) error {
	return s.became(ctx, m.Key, `UPDATE messages SET state = 'sent', attempts = attempts + 1, sent_at = $2, last_error = '',
		recipient = $3, subject = $4, body = $5 WHERE message_key = $1`,
		instantText(at), plain(m.To), plain(m.Subject), plain(m.Body))
}

// Failed says that a message could not be sent at an instant, why, and when it
// is tried again, or that it is given up. One that was sent or cancelled stays
// so.
//
// Errors: ErrNoMessage.
func (s *Store) Failed(ctx context.Context, key string, at, next time.Time, why string, dead bool) error {
	state := Pending
	if dead {
		state, next = Dead, at
	}
	return s.became(ctx, key, `UPDATE messages SET state = $2, attempts = attempts + 1, next_at = $3, last_error = $4
		WHERE message_key = $1 AND state = 'pending'`, string(state), instantText(next), plain(why))
}

func (s *Store) became(ctx context.Context, key, update string, args ...any) error {
	return s.inTx(ctx, "record what became of a message", func(tx *sql.Tx) error {
		var known int
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM messages WHERE message_key = $1`, key).Scan(&known)
		if err != nil {
			return err
		}
		if known == 0 {
			return ErrNoMessage
		}
		_, err = tx.ExecContext(ctx, update, append([]any{key}, args...)...)
		return err
	})
}
