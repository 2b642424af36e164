package history

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Verdict is how an indicator or one of its parts was judged for a period.
type Verdict struct {
	Period, Code string // Code is the Mã
	Status       string // the caller's word for it
	Target       string // the version of the target that was judged by
	Why          string // the reason in one line
	SeenAt       time.Time
	// Run is the run that judged so first. Finish fills it in.
	Run int64
}

// same reports whether two verdicts say the same.
func (v Verdict) same(w Verdict) bool {
	return v.Status == w.Status && v.Target == w.Target && v.Why == w.Why
}

const verdictColumns = `period, code, status, target, why, seen_at, run`

func scanVerdict(rows *sql.Rows) (Verdict, error) {
	var v Verdict
	err := rows.Scan(&v.Period, &v.Code, &v.Status, &v.Target, &v.Why, instant{&v.SeenAt}, &v.Run)
	return v, err
}

// Verdicts returns how each row of a period was judged last, ordered by code.
func (s *Store) Verdicts(ctx context.Context, plan, period string) ([]Verdict, error) {
	var all []Verdict
	err := s.read(ctx, "list verdicts", func(q querier) (err error) {
		all, err = verdicts(ctx, q, plan, period)
		return err
	})
	return all, err
}

func verdicts(ctx context.Context, q querier, plan, period string) ([]Verdict, error) {
	all, err := list(ctx, q, scanVerdict, `SELECT `+verdictColumns+` FROM verdicts
		WHERE id IN (SELECT MAX(id) FROM verdicts WHERE plan = $1 AND period = $2 GROUP BY code)`, plan, period)
	slices.SortFunc(all, func(a, b Verdict) int { return cmp.Compare(a.Code, b.Code) })
	return all, err
}

// VerdictsUpTo is Verdicts among those of a run and the ones before it.
func (s *Store) VerdictsUpTo(ctx context.Context, plan, period string, run int64) ([]Verdict, error) {
	var all []Verdict
	err := s.read(ctx, "list verdicts", func(q querier) (err error) {
		all, err = list(ctx, q, scanVerdict, `SELECT `+verdictColumns+` FROM verdicts WHERE id IN (SELECT MAX(id) FROM verdicts
			WHERE plan = $1 AND period = $2 AND run <= $3 GROUP BY code)`, plan, period, run)
		return err
	})
	slices.SortFunc(all, func(a, b Verdict) int { return cmp.Compare(a.Code, b.Code) })
	return all, err
}

// judge adds the verdicts that are not what was judged last.
func judge(ctx context.Context, tx *sql.Tx, run int64, plan string, all []Verdict) error {
	known := map[string]map[string]Verdict{}
	var fresh []Verdict
	for _, v := range all {
		period := known[v.Period]
		if period == nil {
			before, err := verdicts(ctx, tx, plan, v.Period)
			if err != nil {
				return err
			}
			period = make(map[string]Verdict, len(before))
			for _, b := range before {
				period[b.Code] = b
			}
			known[v.Period] = period
		}
		v.Target, v.Why = plain(v.Target), plain(v.Why)
		if before, judged := period[v.Code]; judged && before.same(v) {
			continue
		}
		period[v.Code] = v
		fresh = append(fresh, v)
	}
	return add(ctx, tx, "verdict", `INSERT INTO verdicts (id, run, plan, period, code, status, target, why, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, len(fresh), func(i int) []any {
		v := fresh[i]
		return []any{run, plan, v.Period, v.Code, v.Status, v.Target, v.Why, instantText(v.SeenAt)}
	})
}
