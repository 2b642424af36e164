package history

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// Key names a cell of a Biểu by what it means, not by where it stands.
type Key struct {
	Tab    string
	Row    string // the TT
	Column string // the header
}

// Written is what a cell holds by the worker's hand.
type Written struct {
	Key
	Text string
	// Source is what was compiled for the cell at that time. It equals Text
	// unless the caller keeps a person's edit: then it is the source that the
	// edit answers to, and a note is due when the source is another by now.
	Source string
}

// Cell is what the store knows of one cell.
type Cell struct {
	// Written is the settled text; zero but for its key when Settled is false.
	Written
	// Settled is false for a cell that was only ever intended: it may not have
	// come into being.
	Settled bool
	// Pending are the texts of runs that were not heard of again, oldest run
	// first: each of them may have reached the cell.
	Pending []string
}

// Ours reports whether a text may stand in the cell by the worker's hand.
func (c Cell) Ours(text string) bool {
	text = plain(text)
	return c.Settled && c.Text == text || slices.Contains(c.Pending, text)
}

// Cells returns what the store knows of a plan's cells, ordered by key.
//
// A cell is remembered for good, also when its row leaves the plan: should the
// row come back, its old text is still ours. A plan that has no cells yet may
// be a renamed one: what was written for the other plans of this history then
// counts as pending, so that it does not look like a person's edit.
func (s *Store) Cells(ctx context.Context, plan string) ([]Cell, error) {
	var cells map[Key]*Cell
	err := s.read(ctx, "list cells", func(q querier) (err error) {
		if cells, err = cellsOf(ctx, q, plan); err == nil && len(cells) == 0 {
			cells, err = foreignCells(ctx, q)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	all := make([]Cell, 0, len(cells))
	for _, c := range cells {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Cell) int { return a.compare(b.Key) })
	return all, nil
}

func (k Key) compare(l Key) int {
	return slices.CompareFunc([]string{k.Tab, k.Row, k.Column}, []string{l.Tab, l.Row, l.Column}, strings.Compare)
}

// Intend names cells that the run is about to write, or has found to hold what
// it would write. It must return before the workbook is touched. Cells that
// are settled just so are left out; a second call of a run adds to the first.
//
// Errors: ErrNoRun.
func (s *Store) Intend(ctx context.Context, run int64, cells []Written) error {
	if len(cells) == 0 {
		return nil
	}
	return s.inTx(ctx, "intend cells", func(tx *sql.Tx) error {
		plan, err := planOf(ctx, tx, run)
		if err != nil {
			return err
		}
		known, err := cellsOf(ctx, tx, plan)
		if err != nil {
			return err
		}
		insert, err := tx.PrepareContext(ctx,
			`INSERT INTO intents (run, plan, tab, row_key, column_key, text, source)
			VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (run, tab, row_key, column_key) DO UPDATE SET text = excluded.text, source = excluded.source`)
		if err != nil {
			return err
		}
		defer insert.Close()
		for _, w := range cells {
			w.Text, w.Source = plain(w.Text), plain(w.Source)
			if c := known[w.Key]; c != nil && c.Settled && c.Written == w && len(c.Pending) == 0 {
				continue
			}
			if _, err := insert.ExecContext(ctx, run, plan, w.Tab, w.Row, w.Column, w.Text, w.Source); err != nil {
				return err
			}
		}
		return nil
	})
}

// settle turns the run's intents into what is written. Older intents for the
// same cells are settled with them: the workbook was written since. Those of
// other cells stay until a run names the cell again.
func settle(ctx context.Context, tx *sql.Tx, run int64) error {
	for _, statement := range []string{
		`INSERT INTO writes (run, tab, row_key, column_key, before_text, text)
		SELECT i.run, i.tab, i.row_key, i.column_key, COALESCE(w.text, ''), i.text
		FROM intents i LEFT JOIN written w
			ON w.plan = i.plan AND w.tab = i.tab AND w.row_key = i.row_key AND w.column_key = i.column_key
		WHERE i.run = $1 AND i.text <> COALESCE(w.text, '')`,
		`INSERT INTO written (plan, tab, row_key, column_key, text, source)
		SELECT plan, tab, row_key, column_key, text, source FROM intents WHERE run = $1
		ON CONFLICT (plan, tab, row_key, column_key) DO UPDATE SET text = excluded.text, source = excluded.source`,
		`DELETE FROM intents WHERE run < $1 AND EXISTS (SELECT 1 FROM intents mine WHERE mine.run = $1
			AND mine.plan = intents.plan AND mine.tab = intents.tab
			AND mine.row_key = intents.row_key AND mine.column_key = intents.column_key)`,
		`DELETE FROM intents WHERE run = $1`,
	} {
		if _, err := tx.ExecContext(ctx, statement, run); err != nil {
			return err
		}
	}
	return nil
}

// foreignCells reads what was written for any plan, as pending.
func foreignCells(ctx context.Context, q querier) (map[Key]*Cell, error) {
	rows, err := q.QueryContext(ctx,
		`SELECT DISTINCT tab, row_key, column_key, text FROM written ORDER BY tab, row_key, column_key, text`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	cells := map[Key]*Cell{}
	for rows.Next() {
		var w Written
		if err := rows.Scan(&w.Tab, &w.Row, &w.Column, &w.Text); err != nil {
			return nil, err
		}
		if cells[w.Key] == nil {
			cells[w.Key] = &Cell{Written: Written{Key: w.Key}}
		}
		cells[w.Key].Pending = append(cells[w.Key].Pending, w.Text)
	}
	return cells, rows.Err()
}

// cellsOf reads settled and intended texts in one picture.
func cellsOf(ctx context.Context, q querier, plan string) (map[Key]*Cell, error) {
	rows, err := q.QueryContext(ctx,
		`SELECT 0 AS run, tab, row_key, column_key, text, source FROM written WHERE plan = $1
		UNION ALL
		SELECT run, tab, row_key, column_key, text, source FROM intents WHERE plan = $1
		ORDER BY 1`, plan)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	cells := map[Key]*Cell{}
	for rows.Next() {
		var run int64
		var w Written
		if err := rows.Scan(&run, &w.Tab, &w.Row, &w.Column, &w.Text, &w.Source); err != nil {
			return nil, err
		}
		c := cells[w.Key]
		if c == nil {
			c = &Cell{Written: Written{Key: w.Key}}
			cells[w.Key] = c
		}
		if run == 0 {
			c.Written, c.Settled = w, true
		} else {
			c.Pending = append(c.Pending, w.Text)
		}
	}
	return cells, rows.Err()
}
