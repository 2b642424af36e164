package schedule

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"
)

// turns says which plans are due at an instant.
type turns struct {
	mu      sync.Mutex
	plans   []*turn
	budgets map[string]*budget
	last    time.Time
}

// turn is where one plan stands.
type turn struct {
	Plan
	place int
	// asked is when a run was last asked for, watched when the checkbox was
	// last seen; both zero at first.
	asked, watched time.Time
	// owed is a report whose instant has come and for which no run was asked.
	owed bool
}

// run is a request that is due.
type run struct {
	plan, cause string
	turn        *turn
	before      time.Time // when the one before was asked for
}

// due is what is due at an instant.
type due struct {
	runs    []run
	watches []func(context.Context)
}

func newTurns(plans []Plan, readsPerMinute int) *turns {
	t := &turns{budgets: map[string]*budget{}}
	for i, p := range plans {
		t.plans = append(t.plans, &turn{Plan: p, place: i})
		if p.Account != "" && t.budgets[p.Account] == nil {
			t.budgets[p.Account] = &budget{limit: readsPerMinute}
		}
	}
	return t
}

// due returns what is due now and takes it for done.
func (t *turns) due(now time.Time) due {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.set(now)
	var d due
	for _, p := range t.waiting(now) {
		if !t.mayRead(p.Account, now) {
			continue
		}
		cause := CauseTick
		if p.owed {
			cause = CauseReport
		}
		d.runs = append(d.runs, run{p.Name, cause, p, p.asked})
		// A run looks at the checkbox too.
		p.asked, p.watched, p.owed = now, now, false
	}
	for _, p := range t.unseen(now) {
		if t.mayRead(p.Account, now) {
			d.watches = append(d.watches, p.Watch)
			p.watched = now
		}
	}
	return d
}

// missed takes a request back that could not be made.
func (t *turns) missed(r run) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.turn.asked = r.before
	r.turn.owed = r.turn.owed || r.cause == CauseReport
}

// set brings the turns to an instant: reports between the last look and now
// are owed. Where the clock was set back, what it said before counts no more.
func (t *turns) set(now time.Time) {
	for _, p := range t.plans {
		if p.asked.After(now) {
			p.asked = time.Time{}
		}
		if p.watched.After(now) {
			p.watched = time.Time{}
		}
		if !t.last.IsZero() && t.last.Before(now) && p.Reports != nil && p.Reports(t.last, now) {
			p.owed = true
		}
	}
	for _, b := range t.budgets {
		b.forget(now)
	}
	t.last = now
}

// waiting lists the plans that are to be run, those that waited longest first;
// reports go before all.
func (t *turns) waiting(now time.Time) []*turn {
	var list []*turn
	for _, p := range t.plans {
		if p.owed || p.asked.IsZero() || now.Sub(p.asked) >= p.Every(now)-slack {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *turn) int {
		if a.owed != b.owed {
			if a.owed {
				return -1
			}
			return 1
		}
		return cmp.Or(a.asked.Compare(b.asked), cmp.Compare(a.place, b.place))
	})
	return list
}

// unseen lists the plans whose checkbox is to be looked at.
func (t *turns) unseen(now time.Time) []*turn {
	var list []*turn
	for _, p := range t.plans {
		if p.Watch == nil || p.WatchEvery == nil {
			continue
		}
		if every := p.WatchEvery(now); every > 0 && now.Sub(p.watched) >= every-slack {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *turn) int {
		return cmp.Or(a.watched.Compare(b.watched), cmp.Compare(a.place, b.place))
	})
	return list
}

func (t *turns) mayRead(account string, now time.Time) bool {
	return account == "" || t.budgets[account].take(now)
}

// slack is what a tick may come too early against the one before, which came
// late itself.
const slack = 5 * time.Second

// budget is what an account may read in any minute.
type budget struct {
	limit int
	spent []time.Time
}

func (b *budget) take(now time.Time) bool {
	if len(b.spent) >= b.limit {
		return false
	}
	b.spent = append(b.spent, now)
	return true
}

// forget lets go of what was read more than a minute ago, and of what a clock
// that was set back says was read later than now.
func (b *budget) forget(now time.Time) {
	b.spent = slices.DeleteFunc(b.spent, func(at time.Time) bool {
		return now.Sub(at) >= time.Minute || at.After(now)
	})
}
