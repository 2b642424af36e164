package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Run is how a run begins.
type Run struct {
	Plan   string
	Period string // as calendar.Period writes it: "2023-09"
	Cause  string // who or what asked for it: "command", "schedule"
	At     time.Time
	Fixed  bool // At is an instant that the settings fix, not the clock's
}

// End is how a run ends.
type End struct {
	At time.Time
	// Outcome is the caller's word; Thin and GoodRuns know "done", a run that went
	// well, and "partial", one that did but for workbooks of units.
	Outcome string
	// Reads and Writes are calls to workbooks, Cells the cells written.
	Reads, Writes, Cells int
	Log                  string
	// Settle says that the workbook now holds what was intended. Without it
	// the intents stay: nobody knows whether they reached the workbook.
	Settle bool
	// Observations and Verdicts are what was read and how it was judged, whole;
	// what is not new is left out here. So are receipts of a unit that has one
	// for the period and messages that went out already.
	Observations []Observation
	Verdicts     []Verdict
	Receipts     []Receipt
	Messages     []Message
	// Cancelled are the keys of messages that are no longer called for.
	Cancelled []string
	// Restored are the cells of people that the run put back.
	Restored []Restored
	// Closing is the period that the run closes, with its verdicts or not at
	// all; nil for none.
	Closing *Closing
}

// Record is one run as it is remembered.
type Record struct {
	ID int64
	Run
	// EndedAt is zero for a run that is going on or was killed.
	EndedAt              time.Time
	Outcome              string
	Reads, Writes, Cells int
	Log                  string // blank when it was thinned out
}

// Begin opens a run and returns its number. Numbers begin with 1, grow by one
// and are shared by all plans.
func (s *Store) Begin(ctx context.Context, run Run) (int64, error) {
	var id int64
	err := s.inTx(ctx, "begin run", func(tx *sql.Tx) error {
		var err error
		if id, err = take(ctx, tx, "run", 1); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx,
			`INSERT INTO runs (id, plan, period, cause, started_at, is_fixed) VALUES ($1, $2, $3, $4, $5, $6)`,
			id, run.Plan, run.Period, run.Cause, instantText(run.At), run.Fixed)
		return err
	})
	return id, err
}

// Finish ends a run: its outcome, what it read, what follows from that and, if
// so said, what it wrote are recorded together or not at all.
//
// Errors: ErrNoRun.
func (s *Store) Finish(ctx context.Context, run int64, end End) error {
	return s.inTx(ctx, "finish run", func(tx *sql.Tx) error {
		plan, err := planOf(ctx, tx, run)
		if err != nil {
			return err
		}
		if err := follow(ctx, tx, run, plan, end); err != nil {
			return err
		}
		if end.Settle {
			if err := settle(ctx, tx, run); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx,
			`UPDATE runs SET ended_at = $1, outcome = $2, reads = $3, writes = $4, cells = $5, log = $6 WHERE id = $7`,
			instantText(end.At), end.Outcome, end.Reads, end.Writes, end.Cells, plain(end.Log), run)
		return err
	})
}

// follow records what a run saw and what follows from it.
func follow(ctx context.Context, tx *sql.Tx, run int64, plan string, end End) error {
	if err := observe(ctx, tx, run, plan, end.Observations); err != nil {
		return err
	}
	if err := judge(ctx, tx, run, plan, end.Verdicts); err != nil {
		return err
	}
	if err := receive(ctx, tx, run, plan, end.Receipts); err != nil {
		return err
	}
	if err := cancel(ctx, tx, plan, end.Cancelled); err != nil {
		return err
	}
	if err := post(ctx, tx, run, plan, end.Messages); err != nil {
		return err
	}
	if err := putBack(ctx, tx, run, end.Restored); err != nil {
		return err
	}
	return conclude(ctx, tx, run, plan, end.Closing)
}

// planOf returns the plan of a run that is going on.
func planOf(ctx context.Context, tx *sql.Tx, run int64) (string, error) {
	var plan string
	err := tx.QueryRowContext(ctx, `SELECT plan FROM runs WHERE id = $1 AND ended_at IS NULL`, run).Scan(&plan)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNoRun
	}
	return plan, err
}

const recordColumns = `id, plan, period, cause, started_at, is_fixed, ended_at, outcome, reads, writes, cells, log`

// Runs returns the latest runs of a plan, newest first, at most limit.
func (s *Store) Runs(ctx context.Context, plan string, limit int) ([]Record, error) {
	return s.records(ctx, `SELECT `+recordColumns+` FROM runs WHERE plan = $1 ORDER BY id DESC LIMIT $2`, plan, limit)
}

// Run returns one run of a plan.
//
// Errors: ErrNoRun.
func (s *Store) Run(ctx context.Context, plan string, id int64) (Record, error) {
	all, err := s.records(ctx, `SELECT `+recordColumns+` FROM runs WHERE plan = $1 AND id = $2`, plan, id)
	switch {
	case err != nil:
		return Record{}, err
	case len(all) == 0:
		return Record{}, s.failed(fmt.Sprintf("find run %d", id), ErrNoRun)
	}
	return all[0], nil
}

// Span is the time that a run took.
type Span struct{ Began, Ended time.Time }

// GoodRuns returns when the runs of a plan took place that went well, or well in
// part: the last one that ended before an instant, and all that ended from then on up to
// another, oldest first. Runs at fixed instants are none of them.
func (s *Store) GoodRuns(ctx context.Context, plan string, from, upTo time.Time) ([]Span, error) {
	var all []Span
	err := s.read(ctx, "list good runs", func(q querier) (err error) {
		all, err = list(ctx, q, scanSpan, `SELECT started_at, ended_at FROM runs
			WHERE plan = $1 AND outcome IN ('done', 'partial') AND NOT is_fixed AND ended_at <= $2 AND ended_at >= COALESCE(
				(SELECT MAX(ended_at) FROM runs WHERE plan = $1 AND outcome IN ('done', 'partial') AND NOT is_fixed AND ended_at < $3), $3)
			ORDER BY ended_at, id`, plan, instantText(upTo), instantText(from))
		return err
	})
	return all, err
}

func scanSpan(rows *sql.Rows) (Span, error) {
	var s Span
	err := rows.Scan(instant{&s.Began}, instant{&s.Ended})
	return s, err
}

func (s *Store) records(ctx context.Context, query string, args ...any) ([]Record, error) {
	var all []Record
	err := s.read(ctx, "list runs", func(q querier) (err error) {
		all, err = list(ctx, q, scanRecord, query, args...)
		return err
	})
	return all, err
}

func scanRecord(rows *sql.Rows) (Record, error) {
	var r Record
	err := rows.Scan(&r.ID, &r.Plan, &r.Period, &r.Cause, instant{&r.At}, &r.Fixed, instant{&r.EndedAt},
		&r.Outcome, &r.Reads, &r.Writes, &r.Cells, &r.Log)
	return r, err
}
