package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bieu/rules/calendar"
	"bieu/rules/chase"
	"bieu/sync/notify"
)

// soakLetters knows which letters have to come: from the ladder, from whom units
// can be written to and from what stood in their tabs. It knows nothing of the
// outbox.
type soakLetters struct {
	plans []*soakPlan
	// seen is what the worker has seen of each report so far, done those that
	// it has seen complete.
	seen map[*soakUnit]map[calendar.Period]soakTab
	done map[*soakUnit]map[calendar.Period]bool

	step     int
	killed   map[int]bool          // steps in which a worker was killed
	came     map[string]int        // the step in which each letter came, by key
	tried    map[string]*soakTrial // letters that did not come at the first attempt
	refused  int
	repeated int // letters that came again, of workers that were killed
	passed   map[string]bool
}

// soakTrial is a letter that did not come, since the other program refused it
// or one before it, or since a worker was killed with it in hand.
type soakTrial struct {
	times int
	next  time.Time
}

// soakWaits is how long it takes until a letter is tried again.
var soakWaits = []time.Duration{
	time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

func newSoakLetters(plans []*soakPlan) *soakLetters {
	l := &soakLetters{
		plans: plans, seen: map[*soakUnit]map[calendar.Period]soakTab{}, done: map[*soakUnit]map[calendar.Period]bool{},
		killed: map[int]bool{}, came: map[string]int{}, tried: map[string]*soakTrial{}, passed: map[string]bool{},
	}
	for _, p := range plans {
		for _, u := range p.units {
			l.seen[u], l.done[u] = map[calendar.Period]soakTab{}, map[calendar.Period]bool{}
		}
	}
	return l
}

func (l *soakLetters) String() string {
	return fmt.Sprintf("%d letters came, %d were refused at first, %d came again after a kill, %d were no longer called for when their next attempt was due",
		len(l.came), l.refused, l.repeated, len(l.passed))
}

// account compares what came in a step with what had to come: people changed
// what stood in the tabs from before to after, and by the end of the step every
// plan was run.
func (l *soakLetters) account(t *testing.T, now time.Time, before, after map[*soakUnit]soakTab, arrived []soakArrival, killed bool) {
	t.Helper()
	l.step++
	l.killed[l.step] = killed
	wanted, may := map[string]soakKey{}, map[string]soakKey{}
	if !quiet(now) {
		for _, p := range l.plans {
			for _, k := range l.called(p, now, before) {
				may[notify.ID(k.text)] = k
			}
			for _, k := range l.called(p, now, after) {
				may[notify.ID(k.text)], wanted[k.text] = k, k
			}
		}
	}
	down := map[string]bool{}
	for _, a := range arrived {
		k, ok := may[a.id]
		switch {
		case !ok:
			t.Errorf("step %d, %s: a letter came that nothing called for: %s", l.step, soakShown(now), a.text)
		case a.refused:
			l.refused++
			down[k.plan+k.channel] = true
		default:
			l.take(t, k, now)
		}
	}
	l.miss(t, now, wanted, down, killed)
	l.see(after)
}

func soakShown(at time.Time) string { return at.In(officeZone).Format(time.DateTime) }

// take notes that a letter came. It may come once more where a worker was
// killed that had sent it.
func (l *soakLetters) take(t *testing.T, k soakKey, now time.Time) {
	t.Helper()
	first, again := l.came[k.text]
	switch {
	case again && l.killed[first]:
		l.repeated++
	case again:
		t.Errorf("step %d, %s: %s came again after step %d", l.step, soakShown(now), k.text, first)
	default:
		l.came[k.text] = l.step
	}
}

// miss looks for letters that should have come and did not.
func (l *soakLetters) miss(t *testing.T, now time.Time, wanted map[string]soakKey, down map[string]bool, killed bool) {
	t.Helper()
	for text, k := range wanted {
		if _, ok := l.came[text]; ok {
			delete(l.tried, text)
			continue
		}
		trial := l.tried[text]
		switch {
		case trial != nil && trial.next.After(now):
		case !down[k.plan+k.channel] && !killed:
			t.Errorf("step %d, %s: %s did not come, %+v", l.step, soakShown(now), text, trial)
		default:
			if trial == nil {
				trial = &soakTrial{}
				l.tried[text] = trial
			}
			trial.next = now.Add(max(soakWaits[min(trial.times, len(soakWaits)-1)], 10*time.Minute))
			trial.times++
		}
	}
	for text, trial := range l.tried {
		if _, ok := wanted[text]; !ok && !quiet(now) && !trial.next.After(now) {
			delete(l.tried, text)
			l.passed[text] = true
		}
	}
}

// see notes what the worker has seen by now.
func (l *soakLetters) see(tabs map[*soakUnit]soakTab) {
	for u, tab := range tabs {
		l.seen[u][tab.period] = tab
		if tab.complete() {
			l.done[u][tab.period] = true
		}
	}
}

// sent checks a letter of which the outbox says that it went out.
func (l *soakLetters) sent(t *testing.T, key string) {
	t.Helper()
	if _, ok := l.came[key]; !ok {
		t.Errorf("%s is said to be sent and did not come", key)
	}
}

// soakKey tells one letter from all others.
type soakKey struct{ plan, channel, text string }

// called lists the letters that are called for at an instant, as things stand.
func (l *soakLetters) called(p *soakPlan, now time.Time, tabs map[*soakUnit]soakTab) []soakKey {
	rule, ladder := soakRule(), chase.Default()
	var list []soakKey
	of := func(period calendar.Period, until time.Time) {
		step, ok := chase.Due(ladder.Steps(rule, period), now, until)
		if ok && (!rule.Deadlines(period).Late(now) || l.watched(p, period, tabs)) {
			list = append(list, l.of(p, period, step, tabs)...)
		}
	}
	for month := time.January; month <= time.December; month++ {
		next := calendar.MonthOf(2023, month+1)
		if month == time.December {
			next = calendar.MonthOf(2024, time.January)
		}
		of(calendar.MonthOf(2023, month), ladder.Steps(rule, next)[0].At)
	}
	of(calendar.YearOf(2023), time.Date(2024, 1, 1, 0, 0, 0, 0, officeZone))
	return list
}

// watched reports whether anybody wrote for a period.
func (l *soakLetters) watched(p *soakPlan, period calendar.Period, tabs map[*soakUnit]soakTab) bool {
	return slices.ContainsFunc(p.units, func(u *soakUnit) bool {
		_, ok := l.seen[u][period]
		return ok || tabs[u].period == period
	})
}

// of lists the letters of one step of one report. Who cannot be written to is
// told to the office; the other program hears of everything.
func (l *soakLetters) of(p *soakPlan, period calendar.Period, step chase.Step, tabs map[*soakUnit]soakTab) []soakKey {
	var list []soakKey
	add := func(unit, channel, role string, i int) {
		parts := []string{p.name, period.String(), unit, step.Name, channel, role}
		if i > 0 {
			parts = append(parts, fmt.Sprint(i+1))
		}
		list = append(list, soakKey{p.name, channel, strings.Join(parts, "|")})
	}
	silent := false
	for _, u := range p.units {
		if !l.owes(u, tabs[u], period) {
			continue
		}
		add(u.name, "webhook", "contact", 0)
		for i := range u.contacts {
			add(u.name, "mail", "contact", i)
		}
		if step.Leader {
			for i := range u.leaders {
				add(u.name, "mail", "leader", i)
			}
		}
		silent = silent || len(u.contacts) == 0 || step.Leader && len(u.leaders) == 0
	}
	if silent {
		add("", "mail", "office", 0)
	}
	return list
}

// owes reports whether a unit's report lacks something: in its tab, where that
// is the report, else as it was last seen.
func (l *soakLetters) owes(u *soakUnit, tab soakTab, period calendar.Period) bool {
	switch {
	case tab.period == period:
		return !tab.complete()
	case l.done[u][period]:
		return false
	}
	return !l.seen[u][period].complete()
}
