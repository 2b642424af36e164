// Package schedule asks for runs when it is time, and for nothing else: it
// runs nothing, reads no workbook and knows no calendar; when a plan is to be
// run is told to it by functions of the instant. cmd imports it.
//
// Every quarter of a minute it looks which plans are due (turns.go). All plans
// of one account share what the account may read in a minute, and take turns.
package schedule

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/jonboulle/clockwork"

	"bieu/sync/queue"
)

// The causes of the runs that the schedule asks for.
const (
	CauseTick   = "schedule"
	CauseReport = "report" // an instant at which a report is compiled
)

// Plan is what the schedule knows of a plan.
type Plan struct {
	Name string
	// Account is whose reads a look at the plan spends; "" for a plan whose
	// reads are free.
	Account string
	// Every is how often the plan is run at an instant.
	Every func(at time.Time) time.Duration
	// WatchEvery is how often the checkbox alone is looked at; 0 is never.
	WatchEvery func(at time.Time) time.Duration
	// Watch looks at the checkbox, and asks for a run itself where it is
	// ticked. It must return within seconds.
	Watch func(ctx context.Context)
	// Reports are the instants in (from, to] at which a report is compiled.
	Reports func(from, to time.Time) bool
}

// Asker takes requests. *queue.Queue is one.
type Asker interface {
	Ask(ctx context.Context, plan, cause string, weight queue.Weight) (queue.Ticket, error)
}

// Options are what a schedule works with.
type Options struct {
	Clock clockwork.Clock // the machine's when nil
	Plans []Plan
	// ReadsPerMinute is how many looks an account may spend.
	ReadsPerMinute int
	Queue          Asker
	Log            *slog.Logger
}

// Schedule is a schedule that may be started.
type Schedule struct {
	opt   Options
	turns *turns
	cron  gocron.Scheduler
	ctx   context.Context
	stop  context.CancelFunc
	looks sync.WaitGroup
}

// New makes a schedule. It asks for nothing before it is started.
func New(opt Options) (*Schedule, error) {
	if opt.Clock == nil {
		opt.Clock = clockwork.NewRealClock()
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	// The quarters of a minute are the same in every time zone.
	cron, err := gocron.NewScheduler(gocron.WithClock(opt.Clock), gocron.WithLocation(time.UTC))
	if err != nil {
		return nil, fmt.Errorf("make a schedule: %w", err)
	}
	s := &Schedule{opt: opt, turns: newTurns(opt.Plans, opt.ReadsPerMinute), cron: cron}
	_, err = cron.NewJob(
		gocron.CronJob("0,15,30,45 * * * * *", true),
		gocron.NewTask(func() { s.look() }),
		gocron.WithSingletonMode(gocron.LimitModeReschedule),
	)
	if err != nil {
		return nil, fmt.Errorf("make a schedule: %w", err)
	}
	return s, nil
}

// Start looks at once, so that nothing waits for the first tick after a time
// in which no one looked, and then every quarter of a minute.
func (s *Schedule) Start(ctx context.Context) {
	s.ctx, s.stop = context.WithCancel(ctx)
	s.look()
	s.cron.Start()
}

// Stop ends the schedule and waits for looks that are going on.
func (s *Schedule) Stop() error {
	s.stop()
	err := s.cron.Shutdown()
	s.looks.Wait()
	return err
}

// look asks for what is due now.
func (s *Schedule) look() {
	due := s.turns.due(s.opt.Clock.Now())
	for _, r := range due.runs {
		if _, err := s.opt.Queue.Ask(s.ctx, r.plan, r.cause, queue.Tick); err != nil && s.ctx.Err() == nil {
			s.opt.Log.Warn("run not asked for", "plan", r.plan, "error", err)
			s.turns.missed(r)
		}
	}
	for _, watch := range due.watches {
		s.looks.Go(func() { watch(s.ctx) })
	}
}
