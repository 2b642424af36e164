package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"bieu/config"
	"bieu/sync/history"
	"bieu/sync/queue"
	"bieu/sync/schedule"
	"bieu/sync/web"
)

// worker runs plans on a schedule and on request, until it is stopped.
type worker struct {
	app     *app
	log     *slog.Logger
	store   *history.Store
	queue   *queue.Queue
	crew    *queue.Crew
	metrics *web.Metrics
	retried int // calls made again by accounts that are no more

	// stopping ends when the worker is told to stop; others are what goes on
	// beside runs.
	stopping context.Context
	others   sync.WaitGroup

	mu       sync.RWMutex
	plans    map[string]*hosted // by their names in the queue
	order    []string
	broken   []config.Broken
	schedule *schedule.Schedule
}

// mostAtOnce is how many plans run at a time: one that hangs must not keep the
// others, and one machine has only so much memory.
const mostAtOnce = 32

// lookPause is how long readiness may wait for a database.
const lookPause = 3 * time.Second

// openWorker opens what all plans share.
func (a *app) openWorker(ctx context.Context, all *settings, log *slog.Logger) (*worker, error) {
	place, err := all.historyPlace()
	if err != nil {
		return nil, err
	}
	w := &worker{app: a, log: log, metrics: web.NewMetrics(a.now), plans: map[string]*hosted{}}
	if w.store, err = history.OpenAt(ctx, place); err != nil {
		return nil, &fileError{history.Shown(place), err}
	}
	w.queue, err = queue.Open(ctx, queue.Options{Place: place, Now: a.now, Poll: a.poll, Knows: w.knows, Log: log})
	if err != nil {
		return nil, errors.Join(&fileError{history.Shown(place), err}, w.store.Close())
	}
	return w, nil
}

// close lets go of what all plans share.
func (w *worker) close() error { return errors.Join(w.queue.Close(), w.store.Close()) }

func (w *worker) knows(plan string) bool { return w.find(plan) != nil }

func (w *worker) find(plan string) *hosted {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.plans[plan]
}

// names lists the plans as the queue knows them.
func (w *worker) names() []string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return slices.Clone(w.order)
}

// hosts lists the plans.
func (w *worker) hosts() []*hosted {
	w.mu.RLock()
	defer w.mu.RUnlock()
	var list []*hosted
	for _, name := range w.order {
		list = append(list, w.plans[name])
	}
	return list
}

// run is what the queue calls.
func (w *worker) run(ctx context.Context, job queue.Job) queue.Result {
	h := w.find(job.Plan)
	if h == nil { // its settings went while the call was on its way
		return queue.Result{Outcome: queue.Failed, Note: wordsPlanGone}
	}
	return h.run(ctx, job)
}

// prepare makes plans of settings. What cannot be used is told and left out;
// where an earlier settings file had it, the plan goes on as it was.
func (w *worker) prepare(all *settings) (hosts []*hosted, broken []config.Broken) {
	list, broken := []*settings{all}, slices.Clone(all.Broken)
	if len(all.Plans)+len(all.Broken) > 0 {
		list = nil
		for _, c := range all.Plans {
			list = append(list, &settings{c, false})
		}
	}
	seen := map[string]bool{}
	for _, s := range list {
		h, err := w.host(s)
		switch {
		case err != nil:
			broken = append(broken, config.Broken{Name: s.Name, Problems: config.Problems{{File: s.File, Text: trouble(err), Err: err}}})
		case seen[h.plan]:
			broken = append(broken, config.Broken{Name: s.Name, Problems: config.Problems{{File: s.File, Text: wordsSamePlan}}})
		default:
			seen[h.plan] = true
			hosts = append(hosts, h)
		}
	}
	for _, b := range broken {
		for _, p := range b.Problems {
			w.log.Error("plan left out", "plan", b.Name, "problem", p.Error())
		}
	}
	return hosts, broken
}

// use works for these plans from now on, and for no others.
func (w *worker) use(ctx context.Context, all *settings) error {
	hosts, broken := w.prepare(all)
	for _, old := range w.hosts() {
		if slices.ContainsFunc(broken, func(b config.Broken) bool { return b.Name != "" && b.Name == old.set.Name }) &&
			!slices.ContainsFunc(hosts, func(h *hosted) bool { return h.plan == old.plan }) {
			w.log.Warn("plan goes on with its old settings", "plan", old.name())
			hosts = append(hosts, old)
		}
	}
	plans, order := map[string]*hosted{}, []string{}
	for _, h := range hosts {
		plans[h.plan], order = h, append(order, h.plan)
		w.remember(ctx, h)
	}
	next, err := schedule.New(schedule.Options{
		Clock: w.app.ticks, Plans: scheduled(hosts), ReadsPerMinute: all.Schedule.ReadsPerMinute, Queue: w.queue, Log: w.log,
	})
	if err != nil {
		return err
	}
	w.mu.Lock()
	before, old := w.schedule, w.plans
	w.plans, w.order, w.broken, w.schedule = plans, order, broken, next
	w.mu.Unlock()
	var shown []string
	for _, h := range hosts {
		shown = append(shown, h.name())
	}
	w.metrics.Plans(shown)
	if before != nil {
		if err := before.Stop(); err != nil {
			w.log.Warn("schedule not stopped", "error", err)
		}
	}
	for name, h := range old {
		if plans[name] != h {
			w.others.Go(h.retire)
		}
	}
	next.Start(w.stopping)
	return nil
}

// remember finds out what is known of a plan from before.
func (w *worker) remember(ctx context.Context, h *hosted) {
	switch old := w.find(h.plan); {
	case old == nil:
		h.catchUp(ctx, w.app.now())
	case old != h:
		h.inherit(old)
	}
}

// scheduled is what the schedule knows of plans.
func scheduled(hosts []*hosted) []schedule.Plan {
	var list []schedule.Plan
	for _, h := range hosts {
		account := ""
		if h.set.google() {
			account = h.set.credentials() + "\n" + h.set.Google.Endpoint
		}
		list = append(list, schedule.Plan{
			Name: h.plan, Account: account, Every: h.interval, WatchEvery: h.lookEvery, Watch: h.look, Reports: h.reports,
		})
	}
	return list
}

// unready lists what keeps the worker from its work.
func (w *worker) unready(ctx context.Context) []string {
	ctx, cancel := context.WithTimeout(ctx, lookPause)
	defer cancel()
	var lacks []string
	if _, err := w.store.Runs(ctx, "", 1); err != nil {
		lacks = append(lacks, wordsHistoryAway)
	}
	if _, err := w.queue.Backlog(ctx); err != nil {
		lacks = append(lacks, wordsQueueAway)
	}
	now := w.app.now()
	for _, h := range w.hosts() {
		if lack := h.lacks(ctx, now); lack != "" {
			lacks = append(lacks, lack)
		}
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, b := range w.broken {
		lacks = append(lacks, wordsBroken(b))
	}
	return lacks
}

// meant finds the plan that a request names, by the name of its settings or
// that of the queue, and how people know it.
func (w *worker) meant(name string) (plan, shown string, err error) {
	hosts := w.hosts()
	if name == "" && len(hosts) == 1 {
		return hosts[0].plan, hosts[0].name(), nil
	}
	for _, h := range hosts {
		if name != "" && (h.set.Name == name || h.plan == name) {
			return h.plan, h.name(), nil
		}
	}
	return "", "", fmt.Errorf("%w: %q", web.ErrNoPlan, name)
}
