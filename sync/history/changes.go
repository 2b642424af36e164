package history

import (
	"context"
	"database/sql"
	"slices"
)

// Change is what a run saw in a cell for the first time.
type Change struct {
	Observation
	// Before and BeforeKind are what stood there until then; New is true when nothing was
	// known of the cell.
	Before, BeforeKind string
	New                bool
}

// Turn is a row that a run judged otherwise than before.
type Turn struct {
	Verdict
	// Before is the status until then, blank for the first one.
	Before string
}

// Write is what a run set in a cell of a Biểu.
type Write struct {
	Key
	Before, Text string
}

// Changes returns what a run saw new, in the order of the sheets.
func (s *Store) Changes(ctx context.Context, run int64) ([]Change, error) {
	var all []Change
	err := s.read(ctx, "list what a run saw", func(q querier) (err error) {
		all, err = list(ctx, q, scanChange, `SELECT o.id, o.run, o.unit, o.code, o.column_key, o.period, o.raw, o.kind,
				o.cell, o.seen_at, b.raw, b.kind
			FROM observations o LEFT JOIN observations b ON b.id = (SELECT MAX(e.id) FROM observations e
				WHERE e.plan = o.plan AND e.period = o.period AND e.unit = o.unit AND e.code = o.code
				AND e.column_key = o.column_key AND e.id < o.id)
			WHERE o.run = $1 ORDER BY o.id`, run)
		return err
	})
	return all, err
}

func scanChange(rows *sql.Rows) (Change, error) {
	var c Change
	var before, kind sql.NullString
	o := &c.Observation
	err := rows.Scan(&o.ID, &o.Run, &o.Unit, &o.Code, &o.Column, &o.Period, &o.Raw, &o.Kind, &o.Cell, instant{&o.SeenAt}, &before, &kind)
	c.Before, c.BeforeKind, c.New = before.String, kind.String, !before.Valid
	return c, err
}

// Turns returns the rows that a run judged otherwise, in the order given to
// Finish.
func (s *Store) Turns(ctx context.Context, run int64) ([]Turn, error) {
	var all []Turn
	err := s.read(ctx, "list what a run judged", func(q querier) (err error) {
		all, err = list(ctx, q, scanTurn, `SELECT `+verdictColumns+`, COALESCE((SELECT b.status FROM verdicts b
				WHERE b.plan = v.plan AND b.period = v.period AND b.code = v.code
				AND b.id < v.id ORDER BY b.id DESC LIMIT 1), '')
			FROM verdicts v WHERE run = $1 ORDER BY id`, run)
		return err
	})
	return all, err
}

func scanTurn(rows *sql.Rows) (Turn, error) {
	var t Turn
	v := &t.Verdict
	err := rows.Scan(&v.Period, &v.Code, &v.Status, &v.Target, &v.Why, instant{&v.SeenAt}, &v.Run, &t.Before)
	return t, err
}

// Writes returns what a run set in the cells of the Biểu, ordered by cell.
func (s *Store) Writes(ctx context.Context, run int64) ([]Write, error) {
	var all []Write
	err := s.read(ctx, "list what a run wrote", func(q querier) (err error) {
		all, err = list(ctx, q, scanWrite, `SELECT tab, row_key, column_key, before_text, text FROM writes WHERE run = $1`, run)
		return err
	})
	slices.SortFunc(all, func(a, b Write) int { return a.compare(b.Key) })
	return all, err
}

func scanWrite(rows *sql.Rows) (Write, error) {
	var w Write
	err := rows.Scan(&w.Tab, &w.Row, &w.Column, &w.Before, &w.Text)
	return w, err
}
