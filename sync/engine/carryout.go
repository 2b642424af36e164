package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// carryOut writes and records. What is meant for the Biểu is on record before
// a workbook is touched, so that being killed in between never makes the
// worker's own text look like a person's edit.
func (s *state) carryOut(ctx context.Context) error {
	bases, err := s.bases(ctx)
	if err != nil {
		return err
	}
	if err := s.closedTabs(ctx, bases); err != nil {
		return err
	}
	all := s.edits(bases)
	record := s.e.History != nil && !s.e.DryRun
	if record {
		if err := s.begin(ctx, all); err != nil {
			return err
		}
	}
	s.e.progress(PhaseWrite, 0, 0)
	failed := s.write(ctx, all)
	if record {
		// A run that was told to stop still records how far it came.
		failed = errors.Join(failed, s.finish(context.WithoutCancel(ctx), failed))
	}
	return failed
}

// bases returns what the worker wrote into the Biểu before.
func (s *state) bases(ctx context.Context) (map[form.BaseKey]form.Base, error) {
	bases := map[form.BaseKey]form.Base{}
	if s.e.History == nil {
		return bases, nil
	}
	cells, err := s.e.History.Cells(ctx, s.e.Plan)
	if err != nil {
		return nil, err
	}
	for _, c := range cells {
		bases[form.BaseKey{Bieu: c.Tab, Row: c.Row, Column: c.Column}] = form.Base{Text: c.Text, Settled: c.Settled, Pending: c.Pending}
	}
	return bases, nil
}

func (s *state) begin(ctx context.Context, all *edits) error {
	run, err := s.e.History.Begin(ctx, history.Run{
		Plan: s.e.Plan, Period: s.period.String(), Cause: s.opt.Cause, At: s.opt.At, Fixed: s.e.Fixed,
	})
	if err != nil {
		return err
	}
	s.run = run
	intents := make([]history.Written, len(all.written))
	for i, w := range all.written {
		intents[i] = history.Written{
			Key: history.Key{Tab: w.Bieu, Row: w.Row, Column: w.Column}, Text: w.Text, Source: w.Text,
		}
	}
	return s.e.History.Intend(ctx, run, intents)
}

// write writes each workbook once, the one with the Biểu last, so that Tổng
// quan tells what became of the others.
func (s *state) write(ctx context.Context, all *edits) error {
	failed := s.writeFiles(ctx, all)
	s.overviewEdits(all)
	all.main.Tabs = append(all.main.Tabs, s.placed...)
	err := s.writeOne(ctx, s.e.Main, all.main)
	s.mainWritten = err == nil
	return errors.Join(failed, err)
}

// writeFiles writes the units' workbooks. One that cannot be written does not
// hold up the others: its tabs are told, and its cells no longer count as
// changed. A dry run goes well all the same.
func (s *state) writeFiles(ctx context.Context, all *edits) error {
	var failed []error
	for i, f := range s.files {
		if f.err != nil {
			continue
		}
		err := s.writeOne(ctx, f.book, all.files[i])
		if err != nil {
			failed = append(failed, fmt.Errorf("unit workbook %s: %w", f.name, err))
		} else if s.e.DryRun && !all.files[i].Empty() {
			err = workbook.CheckWritable(ctx, f.book)
		}
		if err != nil {
			s.tellUnwritten(f, all.files[i], err)
			all.files[i].Cells = nil
		}
	}
	return errors.Join(failed...)
}

// tellUnwritten tells of each tab that did not take its part of an edit, and of
// all tabs where there was nothing to write and an earlier write is told of.
func (s *state) tellUnwritten(f *unitFile, edit workbook.Edit, why error) {
	for _, t := range s.tabs {
		meant := func(c workbook.CellEdit) bool { return c.Tab == t.Unit.Tab }
		if t.Unit.File == f.name && (edit.Empty() || slices.ContainsFunc(edit.Cells, meant)) {
			s.problems = append(s.problems, t.Unwritten(why))
			s.unwritten++
		}
	}
}

// writeOne writes a workbook. An empty edit makes no call; with it a driver tells
// what it could not tell of an earlier write.
func (s *state) writeOne(ctx context.Context, book workbook.Workbook, edit workbook.Edit) error {
	if err := book.Write(ctx, edit); err != nil {
		return err
	}
	if !s.e.DryRun && !edit.Empty() {
		s.writes++
		s.cells += len(edit.Cells)
	}
	return nil
}

// How a run ended, as the history knows it.
const (
	ranWell = "done"
	// ranInPart is a run that read and showed everything, but for the workbooks
	// of units that could not be written.
	ranInPart = "partial"
	ranBadly  = "failed"
)

// finish ends the run in the history, with everything that was read. What was
// intended stands in the main workbook alone: once that is written it is known
// to stand there, whatever became of the others.
func (s *state) finish(ctx context.Context, failed error) error {
	s.e.progress(PhaseRecord, 0, 0)
	r, err := s.remind(ctx)
	if err != nil {
		return err
	}
	end := history.End{
		At: s.ended(), Outcome: ranWell, Reads: s.reads, Writes: s.writes, Cells: s.cells, Log: s.lines(failed),
		Settle: s.mainWritten, Observations: s.observations(), Verdicts: s.closingVerdicts(), Receipts: s.given,
		Messages: r.letters, Cancelled: r.cancelled,
	}
	if s.mainWritten {
		end.Observations = append(end.Observations, s.shownObservations()...)
	}
	switch {
	case failed == nil:
	case s.mainWritten:
		end.Outcome = ranInPart
	default:
		end.Outcome = ranBadly
	}
	if err := s.e.History.Finish(ctx, s.run, end); err != nil {
		return err
	}
	s.thin(ctx)
	return nil
}

// observations is what people had written when it was read.
func (s *state) observations() []history.Observation {
	var list []history.Observation
	for _, t := range s.tabs {
		period := t.Period
		if period.IsZero() {
			period = s.period
		}
		seeCell := func(code string, seen form.Seen) {
			list = append(list, history.Observation{
				Unit: t.Unit.Name, Code: code, Column: seen.Column, Period: period.String(),
				Raw: seen.Cell.Value, Kind: seenKind(seen), Cell: seen.At.String(), SeenAt: s.opt.At,
			})
		}
		if t.PeriodSeen.Column != "" && !t.Refused {
			seeCell("", t.PeriodSeen)
		}
		for _, r := range t.Rows {
			for _, seen := range r.Seen {
				seeCell(r.Plan.Code, seen)
			}
		}
	}
	return list
}

// shownObservations is what the Biểu say once the run has written them.
func (s *state) shownObservations() []history.Observation {
	var list []history.Observation
	period := s.shownPeriod().String()
	for _, b := range s.bieu {
		for _, c := range b.shown {
			kind := kindWords[workbook.Text]
			if c.Edited {
				kind = editedKind
			}
			list = append(list, history.Observation{
				Unit: bieuUnit(b.number), Code: c.Row, Column: c.Column, Period: period,
				Raw: c.Text, Kind: kind, Cell: c.Cell, SeenAt: s.opt.At,
			})
		}
	}
	return list
}
