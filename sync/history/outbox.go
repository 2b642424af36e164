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
	Pending MessageState = "pending" // to be sent, or tried again
	Sent    MessageState = "sent"
	Dead    MessageState = "dead" // given up
)

// Message is a letter that is to be sent. It comes into being with the end of
// the run that asked for it, so that neither is there without the other.
type Message struct {
	// Key tells one occasion from another: a second message with a key that
	// stands already is left out.
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

	// What became of it. Finish ignores these.
	State     MessageState
	Attempts  int
	NextAt    time.Time // when it is due, or due again
	SentAt    time.Time
	LastError string
}

// post keeps messages whose key is new.
func post(ctx context.Context, tx *sql.Tx, run int64, plan string, all []Message) error {
	return insertEach(ctx, tx, `INSERT INTO messages (message_key, run, plan, period, unit, step, channel, recipient,
			subject, body, made_at, not_before, state, attempts, next_at, last_error)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, '')
		ON CONFLICT (message_key) DO NOTHING`, len(all), func(i int) []any {
		m := all[i]
		due := m.At
		if !m.NotBefore.IsZero() {
			due = m.NotBefore
		}
		return []any{m.Key, run, plan, m.Period, plain(m.Unit), m.Step, m.Channel, plain(m.To), plain(m.Subject),
			plain(m.Body), instantText(m.At), instantOrNull(m.NotBefore), string(Pending), instantText(due)}
	})
}

const messageColumns = `message_key, run, plan, period, unit, step, channel, recipient, subject, body,
	made_at, not_before, state, attempts, next_at, sent_at, last_error`

// Outbox returns the messages of a period, oldest first.
func (s *Store) Outbox(ctx context.Context, plan, period string) ([]Message, error) {
	return s.messages(ctx, `SELECT `+messageColumns+` FROM messages
		WHERE plan = $1 AND period = $2 ORDER BY made_at, message_key`, plan, period)
}

// Due returns the messages of all plans that are to be sent by now, the one
// that waits longest first, at most limit.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]Message, error) {
	return s.messages(ctx, `SELECT `+messageColumns+` FROM messages
		WHERE state = $1 AND next_at <= $2 ORDER BY next_at, message_key LIMIT $3`, string(Pending), instantText(now), limit)
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

// Sent says that a message went out.
//
// Errors: ErrNoMessage.
func (s *Store) Sent(ctx context.Context, key string, at time.Time) error {
	return s.became(ctx, key, `UPDATE messages SET state = $2, attempts = attempts + 1, sent_at = $3, last_error = ''
		WHERE message_key = $1`, string(Sent), instantText(at))
}

// Failed says that a message could not be sent at an instant, why, and when it
// is tried again, or that it is given up. One that was sent stays so.
//
// Errors: ErrNoMessage.
func (s *Store) Failed(ctx context.Context, key string, at, next time.Time, why string, dead bool) error {
	state := Pending
	if dead {
		state, next = Dead, at
	}
	return s.became(ctx, key, `UPDATE messages SET state = $2, attempts = attempts + 1, next_at = $3, last_error = $4
		WHERE message_key = $1 AND state <> 'sent'`, string(state), instantText(next), plain(why))
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
