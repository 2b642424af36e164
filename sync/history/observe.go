package history

import (
	"context"
	"database/sql"
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
	// Run is the run that saw it first. Finish fills it in, and ID, by which
	// observations follow each other.
	Run, ID int64
}

type observationKey struct{ unit, code, column string }

type content struct{ raw, kind string }

func (o Observation) key() observationKey { return observationKey{o.Unit, o.Code, o.Column} }

func (o Observation) content() content { return content{o.Raw, o.Kind} }

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
	if err != nil {
		return err
	}
	return add(ctx, tx, "observation",
		`INSERT INTO observations (id, run, plan, period, unit, code, column_key, raw, kind, cell, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, len(fresh), func(i int) []any {
			o := fresh[i]
			return []any{run, plan, o.Period, o.Unit, o.Code, o.Column, o.Raw, o.Kind, o.Cell, instantText(o.SeenAt)}
		})
}

// differing returns the observations whose content is not what is known.
func differing(ctx context.Context, tx *sql.Tx, plan string, all []Observation) ([]Observation, error) {
	known := map[string]map[observationKey]content{}
	var fresh []Observation
	for _, o := range all {
		o.Unit, o.Code, o.Column = plain(o.Unit), plain(o.Code), plain(o.Column)
		o.Raw, o.Cell = plain(o.Raw), plain(o.Cell)
		period, read := known[o.Period]
		if !read {
			stood, err := observations(ctx, tx, latestWhere("plan = $1 AND period = $2"), plan, o.Period)
			if err != nil {
				return nil, err
			}
			period = make(map[observationKey]content, len(stood))
			for _, l := range stood {
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
