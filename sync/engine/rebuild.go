package engine

import (
	"context"
	"fmt"
	"slices"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// Rebuilt is a closed period made anew from the history alone.
type Rebuilt struct {
	Manifest Manifest
	Code     string
	// Closing of Closings is the closing of the period that was rebuilt,
	// counted from 1.
	Closing, Closings int
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

// ClosingLine names one of a period's closings, counted from 1.
type ClosingLine struct {
	N    int
	At   time.Time
	Code string
}

// UnknownClosingError is a closing that a period does not have.
type UnknownClosingError struct {
	N        int
	Closings []ClosingLine
}

func (e *UnknownClosingError) Error() string {
	return fmt.Sprintf("no closing %d among %d", e.N, len(e.Closings))
}

// Rebuild makes the closed Biểu of a period from the history alone, and holds
// the history against what was closed. It needs no workbook. Of the closings of
// the period it is the n-th, counted from 1, or for 0 the last. A file that
// comes out otherwise under the program that closed the period means that the
// manifest was changed; under another one it may be the way of writing files.
//
// Errors: history.ErrNoClosing, *UnknownClosingError.
func (e *Engine) Rebuild(ctx context.Context, p calendar.Period, n int, program string, draw func([]workbook.Layout) ([]byte, error)) (*Rebuilt, error) {
	r := &Rebuilt{Closing: n}
	stored, err := e.nthClosing(ctx, p, r)
	if err != nil {
		return nil, err
	}
	c, err := readClosing(stored)
	if err != nil {
		return nil, err
	}
	r.Manifest, r.Code = c.manifest, c.manifest.Code()
	content, found, err := e.differences(ctx, c, e.observed)
	if err != nil {
		return nil, err
	}
	r.Differences = found
	if content == nil {
		return r, nil
	}
	if r.File, err = drawClosed(*content, c.manifest, draw); err != nil {
		return nil, err
	}
	r.Sum = sumBytes(r.File)
	if program != "" && c.manifest.Program == program && r.Sum != c.manifest.Workbook && r.ContentSound() {
		r.Differences = append(r.Differences, Difference{"closings", "manifest", c.manifest.Workbook, r.Sum})
	}
	return r, nil
}

// nthClosing finds the closing that is to be rebuilt, and notes which it is.
func (e *Engine) nthClosing(ctx context.Context, p calendar.Period, r *Rebuilt) (history.Closing, error) {
	all, err := e.History.Closings(ctx, e.Plan)
	if err != nil {
		return history.Closing{}, err
	}
	all = slices.DeleteFunc(all, func(c history.Closing) bool { return c.Period != p.String() })
	r.Closings = len(all)
	if r.Closing == 0 || len(all) == 0 {
		r.Closing = len(all)
		return e.History.ClosingOf(ctx, e.Plan, p.String())
	}
	if r.Closing < 0 || r.Closing > len(all) {
		unknown := &UnknownClosingError{N: r.Closing}
		for i, c := range all {
			one, err := readClosing(c)
			if err != nil {
				return c, err
			}
			unknown.Closings = append(unknown.Closings, ClosingLine{N: i + 1, At: c.At, Code: one.manifest.Code()})
		}
		return history.Closing{}, unknown
	}
	return e.History.Closing(ctx, e.Plan, all[r.Closing-1].ID)
}
