package history

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Receipt says when a unit was first seen to have reported for a period.
type Receipt struct {
	Period, Unit string
	At           time.Time
	Hash         string // of the values that stood there
	Late         bool
	// Run is the run that saw it. Finish fills it in.
	Run int64
}

func scanReceipt(rows *sql.Rows) (Receipt, error) {
	var r Receipt
	err := rows.Scan(&r.Period, &r.Unit, instant{&r.At}, &r.Hash, &r.Late, &r.Run)
	return r, err
}

// Receipts returns the receipts of a period, ordered by unit.
func (s *Store) Receipts(ctx context.Context, plan, period string) ([]Receipt, error) {
	var all []Receipt
	err := s.read(ctx, "list receipts", func(q querier) (err error) {
		all, err = list(ctx, q, scanReceipt, `SELECT period, unit, made_at, hash, is_late, run FROM receipts
			WHERE plan = $1 AND period = $2`, plan, period)
		return err
	})
	slices.SortFunc(all, func(a, b Receipt) int { return cmp.Compare(a.Unit, b.Unit) })
	return all, err
}

// receive keeps the first receipt of a unit and a period for good.
func receive(ctx context.Context, tx *sql.Tx, run int64, plan string, all []Receipt) error {
	return insertEach(ctx, tx, `INSERT INTO receipts (plan, period, unit, run, made_at, hash, is_late)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (plan, period, unit) DO NOTHING`, len(all), func(i int) []any {
		r := all[i]
		return []any{plan, r.Period, plain(r.Unit), run, instantText(r.At), r.Hash, r.Late}
	})
}
