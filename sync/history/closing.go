package history

import (
	"context"
	"database/sql"
	"strconv"
	"time"
)

// Closing is a period that was closed (chốt). A period may be closed again
// after a reopening; the earlier closing stays.
type Closing struct {
	// ID, Plan and Run, the run that closed it, are filled in by Finish.
	ID           int64
	Plan, Period string
	At           time.Time
	Run          int64
	Gaps         bool // closed though reports were missing
	// Manifest and Content are JSON of the caller's making: the hashes, and
	// what the closed Biểu are rebuilt from.
	Manifest, Content []byte
}

// conclude records the closing with which a run ends.
func conclude(ctx context.Context, tx *sql.Tx, run int64, plan string, c *Closing) error {
	if c == nil {
		return nil
	}
	id, err := take(ctx, tx, "closing", 1)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO closings (id, plan, period, run, closed_at, has_gaps, manifest, content)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		id, plan, c.Period, run, instantText(c.At), c.Gaps, string(c.Manifest), string(c.Content))
	return err
}

const closingColumns = `id, plan, period, run, closed_at, has_gaps, manifest`

// Closings returns the closings of a plan in the order in which they were
// recorded, without their content.
func (s *Store) Closings(ctx context.Context, plan string) ([]Closing, error) {
	return s.closings(ctx, `SELECT `+closingColumns+`, '' FROM closings WHERE plan = $1 ORDER BY id`, plan)
}

// ClosingOf returns the last closing of a period, with its content.
//
// Errors: ErrNoClosing.
func (s *Store) ClosingOf(ctx context.Context, plan, period string) (Closing, error) {
	all, err := s.closings(ctx, `SELECT `+closingColumns+`, content FROM closings
		WHERE plan = $1 AND period = $2 ORDER BY id DESC LIMIT 1`, plan, period)
	switch {
	case err != nil:
		return Closing{}, err
	case len(all) == 0:
		return Closing{}, s.failed("find the closing of "+period, ErrNoClosing)
	}
	return all[0], nil
}

// Closing returns one closing of a plan, with its content.
//
// Errors: ErrNoClosing.
func (s *Store) Closing(ctx context.Context, plan string, id int64) (Closing, error) {
	all, err := s.closings(ctx, `SELECT `+closingColumns+`, content FROM closings WHERE plan = $1 AND id = $2`, plan, id)
	switch {
	case err != nil:
		return Closing{}, err
	case len(all) == 0:
		return Closing{}, s.failed("find closing "+strconv.FormatInt(id, 10), ErrNoClosing)
	}
	return all[0], nil
}

func (s *Store) closings(ctx context.Context, query string, args ...any) ([]Closing, error) {
	var all []Closing
	err := s.read(ctx, "list closings", func(q querier) (err error) {
		all, err = list(ctx, q, scanClosing, query, args...)
		return err
	})
	return all, err
}

func scanClosing(rows *sql.Rows) (Closing, error) {
	var c Closing
	var run sql.NullInt64
	var manifest, content string
	err := rows.Scan(&c.ID, &c.Plan, &c.Period, &run, instant{&c.At}, &c.Gaps, &manifest, &content)
	c.Run, c.Manifest = run.Int64, []byte(manifest)
	if content != "" {
		c.Content = []byte(content)
	}
	return c, err
}
