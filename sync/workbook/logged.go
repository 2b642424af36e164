package workbook

import (
	"context"
	"log/slog"
)

// Counted passes every call on, tells the log, and counts. Reads and Writes
// are calls to the workbook underneath, failed ones included; Cells is how many
// cells were really written.
type Counted struct {
	Reads, Writes, Cells int

	workbook Workbook
	log      *slog.Logger
}

// Logged returns w with a log line and a count for each call. Wrapped around a
// dry run it counts what was asked for; a dry run around it leaves Writes at 0.
func Logged(w Workbook, log *slog.Logger) *Counted { return &Counted{workbook: w, log: log} }

// Read counts and logs one read.
func (c *Counted) Read(ctx context.Context, ranges ...Range) (*Snapshot, error) {
	c.Reads++
	s, err := c.workbook.Read(ctx, ranges...)
	if err != nil {
		c.log.ErrorContext(ctx, "workbook read failed", "error", err)
		return nil, err
	}
	c.log.DebugContext(ctx, "workbook read", "ranges", len(ranges), "tabs", len(s.Grids), "revision", s.Revision)
	return s, nil
}

// Write counts and logs one write. An empty edit is passed on uncounted: it
// makes no call.
func (c *Counted) Write(ctx context.Context, edit Edit) error {
	if edit.Empty() {
		return c.workbook.Write(ctx, edit)
	}
	c.Writes++
	if err := c.workbook.Write(ctx, edit); err != nil {
		c.log.ErrorContext(ctx, "workbook write failed", "tabs", len(edit.Tabs), "cells", len(edit.Cells), "error", err)
		return err
	}
	c.Cells += len(edit.Cells)
	c.log.InfoContext(ctx, "workbook written", "tabs", len(edit.Tabs), "cells", len(edit.Cells))
	return nil
}

// CheckWritable passes the question on, uncounted: it writes nothing.
func (c *Counted) CheckWritable(ctx context.Context) error { return CheckWritable(ctx, c.workbook) }

// Close passes the call on.
func (c *Counted) Close() error { return c.workbook.Close() }
