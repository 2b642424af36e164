package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/gsheets"
	"bieu/sync/queue"
	"bieu/sync/web"
	"bieu/sync/workbook"
)

// hosted is one plan of a worker. Whatever becomes of it is its own affair: no
// other plan waits for it.
type hosted struct {
	app  *app // with the plan's own log
	w    *worker
	set  *settings
	plan string // its name in the history and the queue
	log  *slog.Logger

	run1    sync.Mutex // one run at a time
	session *session   // stays open while runs go well
	posting sync.Mutex // one delivery at a time

	box      checkbox
	mu       sync.Mutex
	lastGood time.Time // on the clock, zero for never
	trouble  string    // why the last run failed, "" for one that went well
	times    int       // how often in a row it did for the same reason
	blind    engine.Stretch
}

const (
	// runPatience is how long one run may take; what waits for quota or for a
	// slow service is not cut off before.
	runPatience = 20 * time.Minute
	quotaAgain  = time.Minute
)

// host prepares a plan. Its workbook is opened when the first run needs it.
func (w *worker) host(s *settings) (*hosted, error) {
	plan, err := s.historyPlan()
	if err != nil {
		return nil, err
	}
	own := *w.app
	own.logger = w.log.With("plan", s.shownName(plan))
	h := &hosted{app: &own, w: w, set: s, plan: plan, log: own.logger}
	h.box.open = h.openLooker
	return h, nil
}

// shownName is how people know the plan.
func (s *settings) shownName(plan string) string {
	switch {
	case s.Name != "":
		return s.Name
	case s.google(): // whose history knows it by an id that tells nobody anything
		return s.Organisation
	}
	return plan
}

func (h *hosted) name() string { return h.set.shownName(h.plan) }

// run makes one run for the queue.
func (h *hosted) run(ctx context.Context, job queue.Job) queue.Result {
	h.run1.Lock()
	defer h.run1.Unlock()
	limited, cancel := context.WithTimeout(ctx, runPatience)
	defer cancel()
	began := h.app.now()
	o, err := h.once(limited, job)
	result := h.resultOf(o, err, began)
	if ctx.Err() == nil {
		h.note(job, o, err, began, result)
	}
	return result
}

// once reads, judges, writes and records once.
func (h *hosted) once(ctx context.Context, job queue.Job) (*engine.Outcome, error) {
	if h.session == nil {
		n, err := h.app.openBooks(ctx, h.set, !h.set.AsOf.IsZero(), false)
		if err != nil {
			return nil, err
		}
		n.store, n.borrowed = h.w.store, true
		n.engine.History = h.w.store
		h.session = n
	}
	at, fixed := h.instant()
	h.session.engine.Progress = job.Progress
	opt := options(at, job.Cause, false)
	if !fixed {
		opt.Blind = h.blindness(ctx, at)
	}
	o, err := h.session.engine.Run(ctx, opt)
	if answered(o, err) {
		h.box.news(false) // who ticks it from now on asks anew
	} else {
		h.answerBox(ctx, job, at, err)
	}
	if err != nil {
		if !errors.Is(err, gsheets.ErrQuota) {
			h.letGo()
		}
	}
	return o, err
}

// answered reports whether a run unticked Tổng hợp ngay itself, if it saw it
// ticked: also one that failed for a unit's workbook, or for want of a plan.
// Joined to another error, that of the plan says that it could not.
func answered(o *engine.Outcome, err error) bool {
	_, said := err.(*engine.PlanError)
	return said || o != nil && o.Shown
}

// instant is when a run judges.
func (h *hosted) instant() (at time.Time, fixed bool) {
	if !h.set.AsOf.IsZero() {
		return h.set.AsOf, true
	}
	return h.app.now(), false
}

// answerBox says beside Tổng hợp ngay why there was no run. What passes by
// itself is tried again instead, and a plan that cannot be read has said so.
func (h *hosted) answerBox(ctx context.Context, job queue.Job, at time.Time, why error) {
	asked := job.Cause == causeCheckbox || h.box.waits()
	for _, passing := range []error{gsheets.ErrQuota, workbook.ErrOpen, workbook.ErrChanged, context.Canceled, queue.ErrLost} {
		asked = asked && !errors.Is(why, passing)
	}
	if !asked || errors.As(why, new(*engine.PlanError)) {
		return
	}
	if err := h.session.engine.Decline(ctx, at, trouble(why)); err != nil {
		h.log.Debug("box not answered", "error", err)
		return
	}
	h.box.news(false)
}

// letGo closes the workbooks; the next run opens them again.
func (h *hosted) letGo() {
	if h.session == nil {
		return
	}
	if err := h.session.close(); err != nil {
		h.log.Warn("workbook not closed", "error", err)
	}
	h.session = nil
}

// resultOf tells the queue how a run ended.
func (h *hosted) resultOf(o *engine.Outcome, err error, at time.Time) queue.Result {
	switch {
	case err == nil:
		return queue.Result{Outcome: queue.Done, Run: o.Run, Cells: o.Cells, Note: wordsRan(o)}
	case errors.Is(err, gsheets.ErrQuota):
		return queue.Result{Outcome: queue.Quota, Again: quotaAgain, Note: trouble(err)}
	}
	result := queue.Result{Outcome: queue.Failed, Note: troubles(err)}
	if o != nil {
		result.Run, result.Cells = o.Run, o.Cells
		if o.Shown { // what a unit's workbook meets makes no other unit wait
			result.Again = h.interval(at)
		}
	}
	return result
}

// note keeps what became of a run, for the log and for whoever looks.
func (h *hosted) note(job queue.Job, o *engine.Outcome, err error, began time.Time, result queue.Result) {
	now := h.app.now()
	ran := web.Run{Plan: h.name(), Cause: job.Cause, Outcome: string(result.Outcome), Took: now.Sub(began), Ended: now}
	if o != nil {
		ran.Reads, ran.Writes, ran.Cells, ran.Shown = o.Reads, o.Writes, o.Cells, o.Shown
		ran.Owing, ran.Late = owing(o, h.set.Calendar)
	}
	if ran.Shown {
		h.read(now)
	}
	h.w.metrics.Ran(ran)
	h.tell(err, ran, result)
	h.w.others.Go(h.post)
}

// read notes that the sheets were read and what they say was shown, whatever
// else failed.
func (h *hosted) read(at time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lastGood = at
}

// tell writes the log. The same trouble again is counted: it is told at its
// first, second, fourth … time.
func (h *hosted) tell(err error, ran web.Run, result queue.Result) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err == nil {
		if h.times > 0 {
			h.log.Info("runs go well again", "failed", h.times)
		}
		h.trouble, h.times = "", 0
		level := slog.LevelDebug
		if ran.Cells > 0 || ran.Cause != causeSchedule {
			level = slog.LevelInfo
		}
		h.log.Log(context.Background(), level, "run done", "run", result.Run, "cause", ran.Cause, "cells", ran.Cells,
			"reads", ran.Reads, "writes", ran.Writes, "took_ms", ran.Took.Milliseconds())
		return
	}
	if result.Note != h.trouble {
		h.trouble, h.times = result.Note, 0
	}
	h.times++
	if h.times&(h.times-1) == 0 {
		h.log.Warn("run failed", "cause", ran.Cause, "times", h.times, "error", string(withoutSecrets([]byte(err.Error()))))
	}
}

// post sends the letters that are due, unless that is being done.
func (h *hosted) post() {
	if !h.posting.TryLock() {
		return
	}
	defer h.posting.Unlock()
	if !h.set.AsOf.IsZero() || h.set.Mail.Host == "" && h.set.Webhook.URL == "" {
		return
	}
	d, err := h.app.courier(h.set, h.plan, h.w.store, h.log).Deliver(h.w.stopping)
	h.w.metrics.Delivered(d.Sent, d.Failed, d.Dead)
	if err != nil && h.w.stopping.Err() == nil {
		h.log.Warn("letters not delivered", "error", err)
	}
}

// retire closes the plan once its run is over.
func (h *hosted) retire() {
	h.run1.Lock()
	defer h.run1.Unlock()
	h.letGo()
	h.box.close()
}

// inherit takes over what is known of the plan from before its settings were
// read again.
func (h *hosted) inherit(old *hosted) {
	old.mu.Lock()
	defer old.mu.Unlock()
	h.lastGood, h.blind, h.trouble, h.times = old.lastGood, old.blind, old.trouble, old.times
}

// owing counts the units that have not reported for the period of the run, and
// those whose tab names a report that is overdue.
func owing(o *engine.Outcome, rule calendar.Rule) (missing, late int) {
	for _, u := range o.Units {
		if !u.Reported {
			missing++
		}
		period, handedIn := u.Period, u.Own == rules.OnTime || u.Own == rules.Late || u.Own == rules.Closed
		if period.IsZero() {
			period, handedIn = o.Period, u.Reported
		}
		if !handedIn && rule.Deadlines(period).Late(o.At) {
			late++
		}
	}
	return missing, late
}
