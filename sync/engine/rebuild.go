package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"bieu/rules/calendar"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// Rebuilt is a closed period made anew from the history alone.
type Rebuilt struct {
	Manifest Manifest
	Code     string
	// File is the workbook of the closed Biểu and Sum its SHA-256; the
	// manifest's own is in Manifest.Workbook.
	File []byte
	Sum  string
	// Differences say where the history is no longer what was closed.
	Differences []Difference
}

// Sound reports whether everything is as it was closed.
func (r *Rebuilt) Sound() bool { return r.Sum == r.Manifest.Workbook && len(r.Differences) == 0 }

// ContentSound reports whether the Biểu say what was closed, whatever became of
// the rest of the history and of the way in which files are written.
func (r *Rebuilt) ContentSound() bool {
	return !slices.ContainsFunc(r.Differences, func(d Difference) bool { return d.Table == "closings" })
}

// Difference is a row of the history that is not what was closed.
type Difference struct {
	Table string // "observations", "verdicts", "receipts", "reopenings", "closings", "runs"
	// Row names the row or, of the closing itself, what of it.
	Row string
	// Was and Now are what it said; an empty one is a row that was not there.
	Was, Now string
}

// Rebuild makes the closed Biểu of a period from the history alone, and holds
// the history against what was closed. It needs no workbook. A file that comes
// out otherwise under the program that closed the period means that the
// manifest was changed; under another one it may be the way of writing files.
//
// Errors: history.ErrNoClosing.
func (e *Engine) Rebuild(ctx context.Context, p calendar.Period, program string, draw func([]workbook.Layout) ([]byte, error)) (*Rebuilt, error) {
	stored, err := e.History.ClosingOf(ctx, e.Plan, p.String())
	if err != nil {
		return nil, err
	}
	c, err := readClosing(stored)
	if err != nil {
		return nil, err
	}
	r := &Rebuilt{Manifest: c.manifest, Code: c.manifest.Code()}
	var content closedContent
	if err := json.Unmarshal(stored.Content, &content); err != nil {
		r.Differences = []Difference{{"closings", "content", c.manifest.Hashes.Content, sumBytes(stored.Content)}}
		return r, nil
	}
	if r.File, err = drawClosed(content, c.manifest, draw); err != nil {
		return nil, err
	}
	r.Sum = sumBytes(r.File)
	k := checker{e: e, c: c, content: content}
	for _, check := range k.checks() {
		if err := check(ctx); err != nil {
			return nil, err
		}
	}
	r.Differences = k.found
	if program != "" && c.manifest.Program == program && r.Sum != c.manifest.Workbook && r.ContentSound() {
		r.Differences = append(r.Differences, Difference{"closings", "manifest", c.manifest.Workbook, r.Sum})
	}
	return r, nil
}

// checker holds the history against a closing.
type checker struct {
	e       *Engine
	c       closing
	content closedContent
	found   []Difference
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
		{sumOf(k.content.Observations) == h.Observations, k.observations},
		{sumOf(k.content.Verdicts) == h.Verdicts, k.verdicts},
		{sumOf(k.content.Receipts) == h.Receipts, k.receipts},
		{sumOf(k.content.Reopenings) == h.Reopenings, k.reopenings},
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
	k.expect("closings", "content", m.Hashes.Content, sumBytes(k.c.Content))
	k.expect("closings", "plan", m.PlanVersion, sumOf(k.content.Plan))
	k.expect("closings", "observations", m.Hashes.Observations, sumOf(k.content.Observations))
	k.expect("closings", "verdicts", m.Hashes.Verdicts, sumOf(k.content.Verdicts))
	k.expect("closings", "receipts", m.Hashes.Receipts, sumOf(k.content.Receipts))
	k.expect("closings", "reopenings", m.Hashes.Reopenings, sumOf(k.content.Reopenings))
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
		seen, err := k.e.History.Query(ctx, k.e.Plan, history.Query{Period: p})
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
		k.expect("observations", observationName(was), jsonText(was, true), jsonText(have, there))
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
	run, err := k.e.History.Run(ctx, k.e.Plan, k.c.Run)
	if err != nil {
		return err
	}
	name := strconv.FormatInt(k.c.Run, 10)
	k.expect("runs", name, k.c.manifest.ClosedAt.UTC().String(), run.At.UTC().String())
	k.expect("runs", name, k.c.manifest.Period, run.Period)
	if run.Log != "" { // old logs are thinned out
		k.expect("closings", "manifest", closingLog(k.c.manifest), run.Log)
	}
	return nil
}
