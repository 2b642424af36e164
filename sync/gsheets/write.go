package gsheets

import (
	"context"
	"fmt"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// maxRounds is how often a write is looked at and mended before it is given
// up. Each round more needs a person who moves things at that very moment, or
// a service that fails again.
const maxRounds = 6

// Write lays out what is missing, writes the values in one call, and proves by
// reading that each stands in its own cell. It returns ErrChanged before any
// value is written when the rows of the edit's base cannot be found again, and
// a *DisplacedError afterwards when a cell of a person must be looked at.
func (b *Book) Write(ctx context.Context, edit workbook.Edit) error {
	if edit.Empty() {
		return nil
	}
	if err := b.write(ctx, edit); err != nil {
		return &workbook.OpError{Op: "write", Ref: b.ref, Err: err}
	}
	return nil
}

func (b *Book) write(ctx context.Context, edit workbook.Edit) error {
	base, err := b.base(ctx, edit.Base)
	if err != nil {
		return err
	}
	j, err := newJob(edit, base)
	if err != nil {
		return err
	}
	return b.carryOut(ctx, j, base)
}

// base returns the picture from which the edit's addresses were taken: the one
// in memory, or a new one if it shows the same.
func (b *Book) base(ctx context.Context, s *workbook.Snapshot) (*picture, error) {
	if s != nil && b.last != nil && b.last.revision == s.Revision {
		return b.last, nil
	}
	p, err := b.fetch(ctx)
	if err != nil {
		return nil, err
	}
	if s != nil && p.revision != s.Revision {
		return nil, workbook.ErrChanged
	}
	return p, nil
}

func (b *Book) carryOut(ctx context.Context, j *job, base *picture) error {
	ready, err := b.prepare(ctx, j, base)
	if err != nil || len(j.entries) == 0 {
		return err
	}
	return b.settle(ctx, j, ready)
}

// prepare lays out what the job lacks until nothing is missing, and leaves the
// job in terms of the picture that it returns. A call whose fate is unknown is
// looked at before anything is asked for again.
func (b *Book) prepare(ctx context.Context, j *job, now *picture) (*picture, error) {
	for range maxRounds {
		requests, err := b.missing(ctx, j, now)
		if err != nil {
			return nil, err
		}
		if len(requests) == 0 {
			return now, nil
		}
		after, err := b.layOut(ctx, j, requests)
		if err != nil {
			return nil, err
		}
		if err := j.follow(now, after); err != nil {
			return nil, err
		}
		now = after
	}
	return nil, fmt.Errorf("the layout does not settle: %w", workbook.ErrChanged)
}

// layOut makes the call. A service that takes no more anchors is asked again
// without them.
func (b *Book) layOut(ctx context.Context, j *job, requests []*sheets.Request) (*picture, error) {
	after, err := b.change(ctx, requests)
	switch {
	case err == nil:
		return after, nil
	case unclear(err):
		b.log.WarnContext(ctx, "layout of unknown fate, looking again", "error", err)
		return b.fetch(ctx)
	case statusOf(err) == 400 && anchorWords.MatchString(wordsOf(err)):
		for _, e := range j.entries {
			b.bare[e.tab] = bareAll
		}
		b.once(ctx, "the service takes no more anchors, rows are found by their key column", "error", err)
		return b.fetch(ctx)
	}
	return nil, err
}

// follow brings the job from one picture to the next: tabs that were made are
// done, and entries go to where their rows and columns are now. A cell that a
// person changed in between is not written over.
//
// Errors: ErrChanged, ErrTabExists.
func (j *job) follow(before, after *picture) error {
	var open []newTabJob
	for _, t := range j.tabs {
		switch made := after.byTitle(t.layout.Title); {
		case made == nil || t.takeOver && after.untouched():
			open = append(open, t)
		case made.id != t.id:
			return fmt.Errorf("add %q: %w", t.layout.Title, workbook.ErrTabExists)
		}
	}
	j.tabs = open
	var entries []entry
	for _, group := range byTab(j.entries) {
		was, is := before.byID(group[0].tab), after.byID(group[0].tab)
		if is == nil {
			return fmt.Errorf("the tab is gone: %w", workbook.ErrChanged)
		}
		trace := newTrace(was, is, group, keyOf(j.keys, was))
		for _, e := range group {
			row, col, ok := trace.to(e.row, e.col)
			if !ok || !sameCell(was.at(e.row, e.col), is.at(row, col)) {
				return fmt.Errorf("%s: %w", workbook.Address{Tab: was.title, Row: e.row, Col: e.col}, workbook.ErrChanged)
			}
			e.row, e.col = row, col
			entries = append(entries, e)
		}
		if key, ok := j.keys[was.id]; ok && key < len(trace.colTo) {
			j.keys[was.id] = trace.colTo[key]
		}
	}
	j.entries = entries
	return nil
}

// settle writes the values and looks at them until each stands in its cell.
func (b *Book) settle(ctx context.Context, j *job, now *picture) error {
	var lost []Displaced
	var failed error
	waits := newWaits()
	for round := range maxRounds {
		if failed != nil {
			if err := b.account.clock.Sleep(ctx, waits.NextBackOff()); err != nil {
				return err
			}
		}
		failed = b.send(ctx, now, j.entries)
		if failed != nil && !unclear(failed) {
			after, err := b.reconsider(ctx, j, now, failed, round)
			if err != nil {
				return err
			}
			now = after
			continue
		}
		after, err := b.fetch(ctx)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUnproven, err)
		}
		p := prove(now, after, j.entries, j.keys, failed == nil)
		b.tell(ctx, p, failed)
		lost = append(lost, p.lost...)
		if len(p.todo) == 0 {
			if len(lost) > 0 {
				return &DisplacedError{lost}
			}
			return nil
		}
		now, j.entries, j.keys = after, p.todo, p.keys
	}
	if failed != nil {
		return failed
	}
	return fmt.Errorf("%d values do not come to stand in their cells: %w", len(j.entries), workbook.ErrChanged)
}

// reconsider looks again after the service refused a write for what it says:
// a column or tab may have gone at that moment. A first write is then refused
// as changed or made anew; any other refusal stays what it is.
func (b *Book) reconsider(ctx context.Context, j *job, now *picture, failed error, round int) (*picture, error) {
	if statusOf(failed) != 400 {
		return nil, failed
	}
	after, err := b.fetch(ctx)
	if err != nil || after.revision == now.revision {
		return nil, failed
	}
	if err := j.follow(now, after); err != nil {
		if round > 0 {
			return nil, fmt.Errorf("%w: %w", ErrUnproven, err)
		}
		return nil, err
	}
	return after, nil
}

func (b *Book) tell(ctx context.Context, p proof, failed error) {
	switch {
	case failed != nil:
		b.log.WarnContext(ctx, "write of unknown fate looked at", "standing", p.proven, "missing", len(p.todo)-p.hit, "error", failed)
	case len(p.todo) > 0 || len(p.lost) > 0 || p.overtaken > 0:
		b.log.WarnContext(ctx, "rows or columns moved while values were written", "standing", p.proven,
			"written_again", len(p.todo)-p.hit, "put_back", p.hit, "lost", len(p.lost), "overtaken", p.overtaken, "gone", p.gone)
	default:
		b.log.DebugContext(ctx, "values stand in their cells", "values", p.proven, "gone", p.gone)
	}
}
