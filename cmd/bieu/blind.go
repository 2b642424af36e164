package main

import (
	"context"
	"time"

	"bieu/sync/engine"
)

// blindShown is for how long people are told that nobody read the sheets.
const blindShown = 24 * time.Hour

// blindness is the stretch of time in which nobody read the sheets, if people
// are to be told of one.
func (h *hosted) blindness(ctx context.Context, now time.Time) engine.Stretch {
	h.catchUp(ctx, now)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.overdue(now) {
		h.nobodyRead(engine.Stretch{From: h.lastGood, To: now})
	}
	if now.Sub(h.blind.To) > blindShown {
		h.blind = engine.Stretch{}
	}
	return h.blind
}

// nobodyRead notes a stretch and tells the log of one that is new. The lock is
// held.
func (h *hosted) nobodyRead(s engine.Stretch) {
	if !h.blind.From.Equal(s.From) {
		h.log.Warn("nobody read the sheets", "since", s.From, "until", s.To)
	}
	h.blind = s
}

// overdue reports whether the last good run is older than three intervals. The
// lock is held.
func (h *hosted) overdue(now time.Time) bool {
	return !h.lastGood.IsZero() && h.tooLong(h.lastGood, now)
}

// tooLong reports whether more than three intervals lie between two instants:
// the longer ones, where they changed in between.
func (h *hosted) tooLong(from, to time.Time) bool {
	return to.Sub(from) > 3*max(h.interval(from), h.interval(to))
}

// catchUp learns from the history what went well, where this process knows of
// nothing that is recent: before it started, and while other processes ran the
// plan. Where the history cannot be read, it stays at what it knows.
func (h *hosted) catchUp(ctx context.Context, now time.Time) {
	h.mu.Lock()
	upToDate := !h.lastGood.IsZero() && !h.overdue(now)
	h.mu.Unlock()
	if upToDate || !h.set.AsOf.IsZero() {
		return // at a fixed instant the history's clock is not ours
	}
	runs, err := h.w.store.GoodRuns(ctx, h.plan, now.Add(-blindShown), now)
	if err != nil {
		h.log.Debug("last good runs not known", "error", err)
		return
	}
	if len(runs) == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, r := range runs[1:] {
		if before := runs[i].Ended; r.Began.After(h.lastGood) && h.tooLong(before, r.Began) {
			h.nobodyRead(engine.Stretch{From: before, To: r.Began})
		}
	}
	if last := runs[len(runs)-1].Ended; last.After(h.lastGood) {
		h.lastGood = last
		h.w.metrics.Succeeded(h.name(), last)
	}
}

// lacks says what keeps the plan from being up to date, "" for nothing.
func (h *hosted) lacks(ctx context.Context, now time.Time) string {
	h.catchUp(ctx, now)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.lastGood.IsZero() && !h.overdue(now) {
		return ""
	}
	return wordsNotRun(h.name(), h.lastGood, h.trouble, h.set.Calendar.Location)
}
