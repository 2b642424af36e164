package history

import (
	"context"
	"database/sql"
	"time"
)

// Reopening lets a unit report again for a closed period, for a time.
type Reopening struct {
	ID                         int64 // Reopen fills it in
	Plan, Period, Unit, Reason string
	At, Until                  time.Time
}

// Reopen records a reopening and returns its number.
func (s *Store) Reopen(ctx context.Context, r Reopening) (int64, error) {
	var id int64
	err := s.inTx(ctx, "record a reopening", func(tx *sql.Tx) error {
		var err error
		if id, err = take(ctx, tx, "reopening", 1); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO reopenings (id, plan, period, unit, reason, opened_at, until_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, r.Plan, r.Period, plain(r.Unit), plain(r.Reason), instantText(r.At), instantText(r.Until))
		return err
	})
	return id, err
}

// Reopenings returns the reopenings of a plan in the order in which they were
// recorded.
func (s *Store) Reopenings(ctx context.Context, plan string) ([]Reopening, error) {
	var all []Reopening
	err := s.read(ctx, "list reopenings", func(q querier) (err error) {
		all, err = list(ctx, q, scanReopening, `SELECT id, plan, period, unit, reason, opened_at, until_at
			FROM reopenings WHERE plan = $1 ORDER BY id`, plan)
		return err
	})
	return all, err
}

func scanReopening(rows *sql.Rows) (Reopening, error) {
	var r Reopening
	err := rows.Scan(&r.ID, &r.Plan, &r.Period, &r.Unit, &r.Reason, instant{&r.At}, instant{&r.Until})
	return r, err
}
