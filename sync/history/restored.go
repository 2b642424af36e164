package history

import (
	"context"
	"database/sql"
)

// Restored is a cell of people that a run put back.
type Restored struct {
	Cell         string // where it stood: "Trạm y tế!F7"
	Code, Column string
	// Before and BeforeKind are what stood there, Text and Kind what was put.
	Before, BeforeKind, Text, Kind string
}

// putBack records what a run put back.
func putBack(ctx context.Context, tx *sql.Tx, run int64, cells []Restored) error {
	return insertEach(ctx, tx, `INSERT INTO restored (run, position, cell, code, column_key, before_text, before_kind, text, kind)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, len(cells), func(i int) []any {
		c := cells[i]
		return []any{
			run, i + 1, plain(c.Cell), plain(c.Code), plain(c.Column), plain(c.Before), plain(c.BeforeKind), plain(c.Text), plain(c.Kind),
		}
	})
}

// Restored returns the cells that a run put back, in the order given to Finish.
func (s *Store) Restored(ctx context.Context, run int64) ([]Restored, error) {
	var all []Restored
	err := s.read(ctx, "list what a run put back", func(q querier) (err error) {
		all, err = list(ctx, q, scanRestored, `SELECT cell, code, column_key, before_text, before_kind, text, kind
			FROM restored WHERE run = $1 ORDER BY position`, run)
		return err
	})
	return all, err
}

func scanRestored(rows *sql.Rows) (Restored, error) {
	var c Restored
	err := rows.Scan(&c.Cell, &c.Code, &c.Column, &c.Before, &c.BeforeKind, &c.Text, &c.Kind)
	return c, err
}
