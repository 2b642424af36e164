package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"bieu/sync/history"
)

// checker holds the history against a closing.
type checker struct {
	e *Engine
	// observed returns all that was seen of a period.
	observed func(context.Context, string) ([]history.Observation, error)
	c        closing
	content  closedContent
	// sums are those of the content and its parts as they are kept now.
	sums  ManifestHashes
	found []Difference
}

// observed returns all that was ever seen of a period, oldest first.
func (e *Engine) observed(ctx context.Context, period string) ([]history.Observation, error) {
	return e.History.Query(ctx, e.Plan, history.Query{Period: period})
}

// differences holds the history against a closing with its content, which it
// returns too; nil where nobody can read it any more.
func (e *Engine) differences(ctx context.Context, c closing, observed func(context.Context, string) ([]history.Observation, error)) (*closedContent, []Difference, error) {
	content := &closedContent{}
	if err := json.Unmarshal(c.Content, content); err != nil {
		return nil, []Difference{{"closings", "content", c.manifest.Hashes.Content, sumBytes(c.Content)}}, nil
	}
	k := checker{e: e, observed: observed, c: c, content: *content, sums: ManifestHashes{
		Observations: sumOf(content.Observations), Verdicts: sumOf(content.Verdicts),
		Receipts: sumOf(content.Receipts), Reopenings: sumOf(content.Reopenings), Content: sumBytes(c.Content),
	}}
	for _, check := range k.checks() {
		if err := check(ctx); err != nil {
			return nil, nil, err
		}
	}
	return content, k.found, nil
}

// checks leaves out the rows of which the closing no longer holds what was
// closed: they would be told the wrong way round.
func (k *checker) checks() []func(context.Context) error {
	h := k.c.manifest.Hashes
	list := []func(context.Context) error{k.closing}
	for _, part := range []struct {
		sound bool
		check func(context.Context) error
	}{
		{k.sums.Observations == h.Observations, k.observations},
		{k.sums.Verdicts == h.Verdicts, k.verdicts},
		{k.sums.Receipts == h.Receipts, k.receipts},
		{k.sums.Reopenings == h.Reopenings, k.reopenings},
	} {
		if part.sound {
			list = append(list, part.check)
		}
	}
	return append(list, k.run)
}

func (k *checker) expect(table, row, was, now string) {
	if was != now {
		k.found = append(k.found, Difference{Table: table, Row: row, Was: was, Now: now})
	}
}

// closing holds the row of the closing against its own hashes and the closing
// before it.
func (k *checker) closing(ctx context.Context) error {
	m := k.c.manifest
	k.expect("closings", "content", m.Hashes.Content, k.sums.Content)
	k.expect("closings", "plan", m.PlanVersion, sumOf(k.content.Plan))
	k.expect("closings", "observations", m.Hashes.Observations, k.sums.Observations)
	k.expect("closings", "verdicts", m.Hashes.Verdicts, k.sums.Verdicts)
	k.expect("closings", "receipts", m.Hashes.Receipts, k.sums.Receipts)
	k.expect("closings", "reopenings", m.Hashes.Reopenings, k.sums.Reopenings)
	k.expect("closings", "period", m.Period, k.c.Period)
	k.expect("closings", "closed_at", m.ClosedAt.UTC().String(), k.c.At.UTC().String())
	k.expect("closings", "gaps", strconv.FormatBool(m.Gaps), strconv.FormatBool(k.c.Gaps))
	all, err := k.e.History.Closings(ctx, k.e.Plan)
	if err != nil {
		return err
	}
	before := ""
	for _, other := range all {
		if other.Period != k.c.Period || other.ID >= k.c.ID {
			continue
		}
		one, err := readClosing(other)
		if err != nil {
			return err
		}
		before = one.manifest.Hash()
	}
	k.expect("closings", "previous", m.Previous, before)
	return nil
}

// observations holds every observation up to the closing against what was
// closed.
func (k *checker) observations(ctx context.Context) error {
	now := map[int64]history.Observation{}
	var ids []int64
	for _, p := range k.content.Periods {
		seen, err := k.observed(ctx, p)
		if err != nil {
			return err
		}
		for _, o := range seen {
			if o.ID <= k.c.manifest.LastObservation {
				now[o.ID] = o
				ids = append(ids, o.ID)
			}
		}
	}
	closed := map[int64]bool{}
	for _, was := range k.content.Observations {
		closed[was.ID] = true
		have, there := now[was.ID]
		if there && was.SeenAt.Equal(have.SeenAt) {
			have.SeenAt = was.SeenAt
		}
		if have != was {
			k.expect("observations", observationName(was), jsonText(was, true), jsonText(have, there))
		}
	}
	for _, id := range ids {
		if !closed[id] {
			k.expect("observations", observationName(now[id]), "", jsonText(now[id], true))
		}
	}
	return nil
}

func observationName(o history.Observation) string {
	name := fmt.Sprintf("%d: %s", o.ID, o.Unit)
	for _, part := range []string{o.Code, o.Column, o.Period} {
		if part != "" {
			name += " · " + part
		}
	}
	return name
}

// jsonText is a row as text, "" for one that is not there.
func jsonText(v any, there bool) string {
	if !there {
		return ""
	}
	return string(jsonOf(v))
}

func (k *checker) verdicts(ctx context.Context) error {
	all, err := k.e.History.VerdictsUpTo(ctx, k.e.Plan, k.c.Period, k.c.Run)
	if err != nil {
		return err
	}
	byCode := map[string]history.Verdict{}
	for _, v := range all {
		byCode[v.Code] = bareVerdict(v)
	}
	for _, was := range k.content.Verdicts {
		now, there := byCode[was.Code]
		delete(byCode, was.Code)
		k.expect("verdicts", was.Code, jsonText(was, true), jsonText(now, there))
	}
	for _, v := range all {
		if now, extra := byCode[v.Code]; extra {
			k.expect("verdicts", v.Code, "", jsonText(now, true))
		}
	}
	return nil
}

// receipts come later too, from units that reported after the closing.
func (k *checker) receipts(ctx context.Context) error {
	all, err := k.e.History.Receipts(ctx, k.e.Plan, k.c.Period)
	if err != nil {
		return err
	}
	byUnit := map[string]history.Receipt{}
	for _, r := range all {
		byUnit[r.Unit] = r
	}
	for _, was := range k.content.Receipts {
		now, there := byUnit[was.Unit]
		delete(byUnit, was.Unit)
		k.expect("receipts", was.Unit, jsonText(was, true), jsonText(now, there))
	}
	for _, r := range all {
		if now, extra := byUnit[r.Unit]; extra && r.Run <= k.c.manifest.LastRun {
			k.expect("receipts", r.Unit, "", jsonText(now, true))
		}
	}
	return nil
}

func (k *checker) reopenings(ctx context.Context) error {
	all, err := k.e.History.Reopenings(ctx, k.e.Plan)
	if err != nil {
		return err
	}
	byID := map[int64]history.Reopening{}
	for _, r := range all {
		byID[r.ID] = r
	}
	for _, was := range k.content.Reopenings {
		now, there := byID[was.ID]
		delete(byID, was.ID)
		k.expect("reopenings", strconv.FormatInt(was.ID, 10)+": "+was.Unit, jsonText(was, true), jsonText(now, there))
	}
	for _, r := range all {
		if _, extra := byID[r.ID]; extra && r.ID <= k.c.manifest.LastReopening {
			k.expect("reopenings", strconv.FormatInt(r.ID, 10)+": "+r.Unit, "", jsonText(r, true))
		}
	}
	return nil
}

// run holds the run that closed the period against the closing.
func (k *checker) run(ctx context.Context) error {
	name := strconv.FormatInt(k.c.Run, 10)
	run, err := k.e.History.Run(ctx, k.e.Plan, k.c.Run)
	if errors.Is(err, history.ErrNoRun) {
		k.expect("runs", name, k.c.manifest.ClosedAt.UTC().String(), "")
		return nil
	}
	if err != nil {
		return err
	}
	k.expect("runs", name, k.c.manifest.ClosedAt.UTC().String(), run.At.UTC().String())
	k.expect("runs", name, k.c.manifest.Period, run.Period)
	if run.Log != "" { // old logs are thinned out
		k.expect("closings", "manifest", closingLog(k.c.manifest), run.Log)
	}
	return nil
}
