package history

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Observation is what stood in one cell of a unit's tab for one period.
type Observation struct {
	// Unit, Code (Mã), Column (the header) and Period name the figure,
	// wherever its cell stands.
	Unit, Code, Column, Period string
	// Raw and Kind are the content: the text as stored and the caller's word
	// for what it is. An empty Raw is a blank cell.
	Raw, Kind string
	Cell      string // where it stood when it was read: "Trạm y tế!F7"
	SeenAt    time.Time
	// Run is the run that saw it first. Finish fills it in.
	Run int64
}

type observationKey struct{ unit, code, column string }

type content struct{ raw, kind string }

func (o Observation) key() observationKey { return observationKey{o.Unit, o.Code, o.Column} }

func (o Observation) content() content { return content{o.Raw, o.Kind} }

// Latest returns the last observation of each cell of a period, ordered by
// unit, code and column. A figure that was deleted since is there, blank.
func (s *Store) Latest(ctx context.Context, plan, period string) ([]Observation, error) {
	list, err := latest(ctx, s.db, plan, period)
	if err != nil {
		return nil, s.failed("list observations", err)
	}
	return list, nil
}

func latest(ctx context.Context, q querier, plan, period string) ([]Observation, error) {
	rows, err := q.QueryContext(ctx,
		`SELECT run, unit, code, column_key, raw, kind, cell, seen_at FROM observations
		WHERE id IN (SELECT MAX(id) FROM observations WHERE plan = $1 AND period = $2 GROUP BY unit, code, column_key)`,
		plan, period)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Observation
	for rows.Next() {
		o := Observation{Period: period}
		var seen string
		if err := rows.Scan(&o.Run, &o.Unit, &o.Code, &o.Column, &o.Raw, &o.Kind, &o.Cell, &seen); err != nil {
			return nil, err
		}
		if o.SeenAt, err = parseInstant(seen); err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	// Databases disagree on the order of Vietnamese letters.
	slices.SortFunc(list, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Column, b.Column))
	})
	return list, rows.Err()
}

// observe adds what is new. A blank cell is new only where something stood
// before.
func observe(ctx context.Context, tx *sql.Tx, run int64, plan string, all []Observation) error {
	if len(all) == 0 {
		return nil
	}
	// Whoever holds the counter is the only one to compare and add.
	if _, err := take(ctx, tx, "observation", 0); err != nil {
		return err
	}
	fresh, err := differing(ctx, tx, plan, all)
	if err != nil || len(fresh) == 0 {
		return err
	}
	id, err := take(ctx, tx, "observation", len(fresh))
	if err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx,
		`INSERT INTO observations (id, run, plan, period, unit, code, column_key, raw, kind, cell, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, o := range fresh {
		_, err := insert.ExecContext(ctx, id+int64(i), run, plan, o.Period, o.Unit, o.Code, o.Column,
			o.Raw, o.Kind, o.Cell, instantText(o.SeenAt))
		if err != nil {
			return err
		}
	}
	return nil
}

// differing returns the observations whose content is not what is known.
func differing(ctx context.Context, tx *sql.Tx, plan string, all []Observation) ([]Observation, error) {
	known := map[string]map[observationKey]content{}
	var fresh []Observation
	for _, o := range all {
		period, read := known[o.Period]
		if !read {
			list, err := latest(ctx, tx, plan, o.Period)
			if err != nil {
				return nil, err
			}
			period = make(map[observationKey]content, len(list))
			for _, l := range list {
				period[l.key()] = l.content()
			}
			known[o.Period] = period
		}
		before, seen := period[o.key()]
		if seen && before == o.content() || !seen && o.Raw == "" {
			continue
		}
		period[o.key()] = o.content()
		fresh = append(fresh, o)
	}
	return fresh, nil
}
