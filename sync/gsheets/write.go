package gsheets

import (
	"context"
	"errors"
	"fmt"
	"net/http"

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
// a *DisplacedError afterwards when a cell of a person must be looked at; an
// empty edit, too, tells of those that an earlier write left behind.
func (b *Book) Write(ctx context.Context, edit workbook.Edit) error {
	if edit.Empty() && !b.account.owes(b.id) {
		return nil
	}
	err := b.write(ctx, edit)
	var lost *DisplacedError
	if err == nil || errors.As(err, &lost) {
		told := &DisplacedError{Cells: b.account.pay(b.id)}
		if lost != nil {
			told.Cells = append(told.Cells, lost.Cells...)
		}
		if len(told.Cells) > 0 {
			err = told
		}
	}
	if err != nil {
		return opError("write", b.ref, err)
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
	p, err := b.look(ctx)
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
		l, err := b.missing(ctx, j, now)
		if err != nil {
			return nil, err
		}
		if len(l.requests) == 0 {
			return now, nil
		}
		after, err := b.layOut(ctx, j, now, l.requests)
		if err != nil {
			return nil, err
		}
		if after, err = b.putLooksBack(ctx, j, now, after, l.laid); err != nil {
			return nil, err
		}
		if err := j.follow(now, after); err != nil {
			return nil, err
		}
		now = after
	}
	return nil, fmt.Errorf("the layout does not settle: %w", workbook.ErrChanged)
}

// putLooksBack gives cells of people the number formats back that were laid
// over them. It returns the picture in which none is left.
func (b *Book) putLooksBack(ctx context.Context, j *job, before, after *picture, laid []laidLook) (*picture, error) {
	for range maxRounds {
		requests := looksBack(before, after, laid, j.keys)
		if len(requests) == 0 {
			return after, nil
		}
		b.log.WarnContext(ctx, "rows or columns moved while cells were laid out", "put_back", len(requests))
		next, err := b.layOut(ctx, j, after, requests)
		if err != nil {
			return nil, err
		}
		after = next
	}
	return after, nil
}

// layOut makes the call. A service that takes no more anchors is asked again
// without them; what it refuses because a tab, row or column went at that
// moment is looked at anew.
func (b *Book) layOut(ctx context.Context, j *job, now *picture, requests []*sheets.Request) (*picture, error) {
	after, err := b.change(ctx, requests)
	switch {
	case err == nil:
		return after, nil
	case unclear(err):
		b.log.WarnContext(ctx, "layout of unknown fate, looking again", "error", err)
		return b.fetch(ctx)
	case statusOf(err) != http.StatusBadRequest:
		return nil, err
	case anchorWords.MatchString(wordsOf(err)):
		for _, e := range j.entries {
			b.bare[e.tab] = bareAll
		}
		b.once(ctx, "the service takes no more anchors, rows are found by their key column", "error", err)
		return b.fetch(ctx)
	}
	after, lookErr := b.fetch(ctx)
	if lookErr != nil || after.revision == now.revision && after.sameGrids(now) {
		return nil, err
	}
	return after, nil
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
			if e.back() {
				// What a person has changed since is not put back.
				if ok && is.at(row, col).holds(*e.over) {
					e.row, e.col = row, col
					entries = append(entries, e)
				}
				continue
			}
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
