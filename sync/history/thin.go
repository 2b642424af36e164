package history

import (
	"context"
	"database/sql"
	"time"
)

// Thin lets go of what no one will ask for again of the time before an
// instant: the logs of the runs that ended by then, and the runs that changed
// nothing, but for the first of each day of the instant's time zone. What was
// seen, judged, closed or reopened stays for good. It returns how many runs
// and how many logs are gone.
func (s *Store) Thin(ctx context.Context, before time.Time) (runs, logs int64, err error) {
	err = s.inTx(ctx, "thin out", func(tx *sql.Tx) error {
		idle, err := idleRuns(ctx, tx, before)
		if err != nil {
			return err
		}
		runs = int64(len(idle))
		err = insertEach(ctx, tx, `DELETE FROM runs WHERE id = $1`, len(idle), func(i int) []any { return []any{idle[i]} })
		if err != nil {
			return err
		}
		emptied, err := tx.ExecContext(ctx, `UPDATE runs SET log = '' WHERE ended_at < $1 AND log <> ''`, instantText(before))
		if err != nil {
			return err
		}
		logs, err = emptied.RowsAffected()
		return err
	})
	return runs, logs, err
}

// idleRuns lists the runs that changed nothing and are not the first such run
// of their plan on their day.
func idleRuns(ctx context.Context, tx *sql.Tx, before time.Time) ([]int64, error) {
	all, err := list(ctx, tx, scanRecord, `SELECT `+recordColumns+` FROM runs
		WHERE ended_at < $1 AND outcome IN ('done', 'partial') AND cells = 0
		AND NOT EXISTS (SELECT 1 FROM observations x WHERE x.run = runs.id)
		AND NOT EXISTS (SELECT 1 FROM verdicts x WHERE x.run = runs.id)
		AND NOT EXISTS (SELECT 1 FROM receipts x WHERE x.run = runs.id)
		AND NOT EXISTS (SELECT 1 FROM closings x WHERE x.run = runs.id)
		AND NOT EXISTS (SELECT 1 FROM messages x WHERE x.run = runs.id)
		AND NOT EXISTS (SELECT 1 FROM writes x WHERE x.run = runs.id)
		AND NOT EXISTS (SELECT 1 FROM intents x WHERE x.run = runs.id)
		ORDER BY id`, instantText(before))
	type planDay struct{ plan, day string }
	kept := map[planDay]bool{}
	var idle []int64
	for _, r := range all {
		day := planDay{r.Plan, r.At.In(before.Location()).Format(time.DateOnly)}
		if kept[day] {
			idle = append(idle, r.ID)
		}
		kept[day] = true
	}
	return idle, err
}
