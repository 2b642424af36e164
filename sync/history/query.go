package history

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

const observationColumns = `id, run, unit, code, column_key, period, raw, kind, cell, seen_at`

func scanObservation(rows *sql.Rows) (Observation, error) {
	var o Observation
	err := rows.Scan(&o.ID, &o.Run, &o.Unit, &o.Code, &o.Column, &o.Period, &o.Raw, &o.Kind, &o.Cell, instant{&o.SeenAt})
	return o, err
}

// latestWhere selects the last observation of each cell among those that a
// condition takes.
func latestWhere(condition string) string {
	return `SELECT ` + observationColumns + ` FROM observations WHERE id IN (SELECT MAX(id) FROM observations
		WHERE ` + condition + ` GROUP BY period, unit, code, column_key)`
}

// observations reads a selection, ordered by period, unit, code and column:
// databases disagree on the order of Vietnamese letters.
func observations(ctx context.Context, q querier, query string, args ...any) ([]Observation, error) {
	all, err := list(ctx, q, scanObservation, query, args...)
	slices.SortFunc(all, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Unit, b.Unit),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Column, b.Column))
	})
	return all, err
}

func (s *Store) observations(ctx context.Context, query string, args ...any) ([]Observation, error) {
	var all []Observation
	err := s.read(ctx, "list observations", func(q querier) (err error) {
		all, err = observations(ctx, q, query, args...)
		return err
	})
	return all, err
}

// Latest returns the last observation of each cell of a period, ordered by
// unit, code and column. A figure that was deleted since is there, blank.
func (s *Store) Latest(ctx context.Context, plan, period string) ([]Observation, error) {
	return s.observations(ctx, latestWhere(`plan = $1 AND period = $2`), plan, period)
}

// LatestBefore is Latest among what was seen before an instant.
func (s *Store) LatestBefore(ctx context.Context, plan, period string, before time.Time) ([]Observation, error) {
	return s.observations(ctx, latestWhere(`plan = $1 AND period = $2 AND seen_at < $3`), plan, period, instantText(before))
}

// LatestUpTo returns the last observation of each cell of every period among
// those of a run and the ones before it, ordered by period, unit, code and
// column.
func (s *Store) LatestUpTo(ctx context.Context, plan string, run int64) ([]Observation, error) {
	return s.observations(ctx, latestWhere(`plan = $1 AND run <= $2`), plan, run)
}

// Query says which observations are wanted; what is blank takes all.
type Query struct {
	Unit, Period string
	// Code also takes what lies below it: 13 takes 13.1 and 13.2.
	Code string
	// Limit takes the last ones only; 0 takes all.
	Limit int
}

// Query returns observations as they came, oldest first.
func (s *Store) Query(ctx context.Context, plan string, q Query) ([]Observation, error) {
	where, args := []string{"plan = $1"}, []any{plan}
	need := func(condition string, more ...any) {
		for i := range more {
			condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", len(args)+i+1), 1)
		}
		where, args = append(where, condition), append(args, more...)
	}
	if q.Unit != "" {
		need("unit = ?", q.Unit)
	}
	if q.Period != "" {
		need("period = ?", q.Period)
	}
	if q.Code != "" {
		below := q.Code + "."
		need("(code = ? OR substr(code, 1, ?) = ?)", q.Code, utf8.RuneCountInString(below), below)
	}
	text := `SELECT ` + observationColumns + ` FROM observations WHERE ` + strings.Join(where, " AND ") + ` ORDER BY id DESC`
	if q.Limit > 0 {
		text += fmt.Sprintf(" LIMIT %d", q.Limit)
	}
	var all []Observation
	err := s.read(ctx, "list observations", func(q querier) (err error) {
		all, err = list(ctx, q, scanObservation, text, args...)
		return err
	})
	slices.Reverse(all)
	return all, err
}

// Periods returns the periods of which something was seen, sorted.
func (s *Store) Periods(ctx context.Context, plan string) ([]string, error) {
	return s.texts(ctx, "list periods", `SELECT DISTINCT period FROM observations WHERE plan = $1`, plan)
}

// Units returns the names under which something was seen, sorted.
func (s *Store) Units(ctx context.Context, plan string) ([]string, error) {
	return s.texts(ctx, "list units", `SELECT DISTINCT unit FROM observations WHERE plan = $1`, plan)
}

func (s *Store) texts(ctx context.Context, doing, query string, args ...any) ([]string, error) {
	var all []string
	err := s.read(ctx, doing, func(q querier) (err error) {
		all, err = list(ctx, q, func(rows *sql.Rows) (text string, err error) {
			err = rows.Scan(&text)
			return text, err
		}, query, args...)
		return err
	})
	slices.Sort(all)
	return all, err
}
