package main

import (
	"context"
	"sync"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/queue"
	"bieu/sync/workbook"
)

// Causes of runs, as the history names them.
const (
	causeCommand  = "command"
	causeSchedule = "schedule"
	causeCheckbox = "checkbox"
)

const (
	// lookPatience is how long a look at the box may take.
	lookPatience = 20 * time.Second
	// The box is looked at each minute, and oftener in the last day before a
	// deadline.
	lookEvery     = time.Minute
	lookEverySoon = 15 * time.Second
	lastDay       = 24 * time.Hour
)

// looker is a workbook that can be looked at cheaply. Of one that cannot, the
// tab is read.
type looker interface {
	Peek(ctx context.Context, tab string) (*workbook.Grid, error)
}

// checkbox looks at Tổng hợp ngay of one plan.
type checkbox struct {
	open func(ctx context.Context) (workbook.Workbook, error)

	looking sync.Mutex // one look at a time
	book    workbook.Workbook

	mu    sync.Mutex
	asked bool // a run was asked for since the box was last seen unticked
}

// openLooker opens the workbook once more: a run may be at the other.
func (h *hosted) openLooker(ctx context.Context) (workbook.Workbook, error) {
	b := &books{settings: h.set, log: h.log, accounts: h.app.accounts, calls: h.app.calls}
	return b.main(ctx)
}

// look asks for a run where the box is ticked. A box that stays ticked, since
// runs fail, asks once: the queue tries again by itself.
func (h *hosted) look(ctx context.Context) {
	if !h.box.looking.TryLock() {
		return
	}
	defer h.box.looking.Unlock()
	ctx, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	h.w.metrics.Looked(h.name())
	ticked, err := h.box.ticked(ctx, h.set.Tabs.Overview)
	if err != nil {
		h.log.Debug("box not seen", "error", err)
		h.box.forget()
		return
	}
	if !h.box.news(ticked) {
		return
	}
	if _, err := h.w.queue.Ask(ctx, h.plan, causeCheckbox, queue.ByHand); err != nil {
		h.log.Warn("run not asked for", "cause", causeCheckbox, "error", err)
		h.box.news(false)
	}
}

// ticked reports whether the box is ticked. The lock for looking is held.
func (c *checkbox) ticked(ctx context.Context, tab string) (bool, error) {
	if c.book == nil {
		book, err := c.open(ctx)
		if err != nil {
			return false, err
		}
		c.book = book
	}
	if cheap, ok := c.book.(looker); ok {
		g, err := cheap.Peek(ctx, tab)
		return err == nil && form.NowAsked(g), err
	}
	snapshot, err := c.book.Read(ctx, workbook.Range{Tab: tab})
	if err != nil {
		return false, err
	}
	g := snapshot.Grid(tab)
	return g != nil && form.NowAsked(g), nil
}

// news takes note of the box and reports whether a run is to be asked for.
func (c *checkbox) news(ticked bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	news := ticked && !c.asked
	c.asked = ticked
	return news
}

// waits reports whether the box was ticked when it was last seen.
func (c *checkbox) waits() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked
}

// forget closes the workbook. The lock for looking is held.
func (c *checkbox) forget() {
	if c.book != nil {
		_ = c.book.Close() // it was only read
		c.book = nil
	}
}

// close waits for a look that is going on.
func (c *checkbox) close() {
	c.looking.Lock()
	defer c.looking.Unlock()
	c.forget()
}

// lookEvery is how often the box is looked at.
func (h *hosted) lookEvery(at time.Time) time.Duration {
	rule := h.set.Calendar
	for _, p := range []calendar.Period{rule.Current(at), calendar.YearOf(h.set.Year)} {
		d := rule.Deadlines(p)
		for _, deadline := range []time.Time{d.Due, d.LateFrom} {
			if left := deadline.Sub(at); left > 0 && left <= lastDay {
				return lookEverySoon
			}
		}
	}
	return lookEvery
}

// interval is how often the plan is run.
func (h *hosted) interval(at time.Time) time.Duration {
	return h.set.Schedule.IntervalAt(h.set.Calendar, at)
}

// reports tells whether an instant at which a report is compiled lies after
// from and not after to.
func (h *hosted) reports(from, to time.Time) bool {
	periods := []calendar.Period{calendar.YearOf(h.set.Year)}
	for month := time.January; month <= time.December; month++ {
		periods = append(periods, calendar.MonthOf(h.set.Year, month))
	}
	rule := h.set.Calendar
	for _, p := range periods {
		last := calendar.DayOf(rule.Deadlines(p).LateFrom, rule.Location).Add(-1)
		for _, clock := range h.set.Schedule.Reports {
			at := time.Date(last.Year, last.Month, last.Day, int(clock)/60, int(clock)%60, 0, 0, rule.Location)
			if at.After(from) && !at.After(to) {
				return true
			}
		}
	}
	return false
}
