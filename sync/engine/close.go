package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// The reasons for which a period cannot be closed at all.
var (
	ErrNoHistory   = errors.New("no history is kept")
	ErrOtherYear   = errors.New("not a period of the plan's year")
	ErrNotBegun    = errors.New("the period has not begun")
	ErrNothingSeen = errors.New("nothing was seen of the period")
)

// ClosedError says that a period is closed already and nobody was let in since.
type ClosedError struct {
	Period calendar.Period
	At     time.Time
	Code   string
	// Placed are the tabs that were wanting and have been put in place.
	Placed []string
}

func (e *ClosedError) Error() string { return "period " + e.Period.String() + " is closed" }

// CloseOptions are what a closing is asked for.
type CloseOptions struct {
	At     time.Time
	Period calendar.Period
	// Program is the version of the program, for the manifest.
	Program string
	// Draw makes the bytes of a workbook, the same ones for the same tabs.
	Draw func([]workbook.Layout) ([]byte, error)
}

// Closure is a closing that is ready to be carried out.
type Closure struct {
	Manifest Manifest
	// Ends is the end of the period's data when that is still to come; Early says
	// that the closing should have waited.
	Ends       time.Time
	Early      bool
	Indicators []IndicatorState
	// Kept are the texts of people that go into the closed Biểu.
	Kept []form.KeptText
	// Differing is where the Biểu in the workbook say something else, when they
	// show the month Shown by now, which is not of the period.
	Differing []form.BieuDifference
	Shown     calendar.Period
	// Words are what people read for each status, in their order.
	Words []string

	engine  *Engine
	opt     CloseOptions
	run     *state // the run that put everything on record
	state   *state // the period as the history has it
	content closedContent
}

// gaps reports whether something is missing, so that the closed Biểu are
// provisional.
func (c *Closure) gaps() bool {
	for _, u := range c.Manifest.Units {
		if !u.Reported {
			return true
		}
	}
	return len(c.Manifest.Unsettled) > 0 || c.Early
}

// PrepareClosing runs once, so that everything that stands in the sheets is on
// record, and works out what closing the period would freeze. Nothing is closed
// yet.
//
// Errors: those of Run, ErrNoHistory, ErrOtherYear, ErrNotBegun, ErrNothingSeen,
// *ClosedError.
func (e *Engine) PrepareClosing(ctx context.Context, opt CloseOptions) (*Closure, error) {
	span := e.Calendar.Span(opt.Period)
	switch {
	case e.History == nil:
		return nil, ErrNoHistory
	case opt.Period.Year != e.Form.Year:
		return nil, ErrOtherYear
	case opt.At.Before(span.From):
		return nil, ErrNotBegun
	}
	st, err := e.run(ctx, Options{At: opt.At, Cause: "close"})
	if st != nil {
		defer st.close()
	}
	if err != nil {
		return nil, err
	}
	if err := closedAlready(st.record, opt.Period, titles(st.placed)); err != nil {
		return nil, err
	}
	c := &Closure{engine: e, opt: opt, run: st, Words: form.CountWords(e.Form)}
	c.timing(span)
	if c.state, err = e.closingState(ctx, st, opt); err != nil {
		return nil, err
	}
	return c, c.fill(ctx)
}

func closedAlready(r record, p calendar.Period, placed []string) error {
	if last, ok := r.last(p); ok && !r.reopened(last) {
		return &ClosedError{Period: p, At: last.At, Code: last.manifest.Code(), Placed: placed}
	}
	return nil
}

func titles(tabs []workbook.Layout) []string {
	var list []string
	for _, t := range tabs {
		list = append(list, t.Title)
	}
	return list
}

// timing tells how the closing stands to the end of the period: a month may be
// closed from its last day on, a year from when its report is due.
func (c *Closure) timing(span calendar.Span) {
	if !c.opt.At.Before(span.To) {
		return
	}
	c.Ends = span.To
	lastDay := span.To.AddDate(0, 0, -1)
	c.Early = c.opt.At.Before(lastDay) && c.opt.At.Before(c.engine.Calendar.Deadlines(c.opt.Period).Due)
}

// closingState judges a period by the history alone, with the plan and the
// units that the run has just read.
func (e *Engine) closingState(ctx context.Context, st *state, opt CloseOptions) (*state, error) {
	s := &state{
		e: e, opt: Options{At: opt.At, Cause: "close"}, main: st.main, period: opt.Period,
		plan: st.plan, units: st.units, roster: st.roster, record: st.record, run: st.run,
	}
	_, yearClosed := s.record.last(calendar.YearOf(e.Form.Year))
	s.opt.Final = yearClosed || opt.Period == calendar.YearOf(e.Form.Year)
	s.asOf = e.asOf(opt.Period, s.opt)
	expected := form.Expected(s.plan, s.roster)
	any, err := s.seenWithin(ctx, opt.Period)
	if err != nil || !any {
		return nil, cmp.Or(err, ErrNothingSeen)
	}
	for i, u := range s.units {
		cells, from, err := s.standing(ctx, u.Name, opt.Period)
		if err != nil {
			return nil, err
		}
		t := form.Recorded(u, expected[i], opt.Period, cells, e.Form)
		if from.IsZero() {
			t.Period = from
		}
		s.tabs = append(s.tabs, t)
		s.from = append(s.from, from)
	}
	s.evaluate()
	if err := s.recall(ctx); err != nil {
		return nil, err
	}
	s.unitStates()
	s.doubts, err = s.closingDoubts(ctx, st)
	return s, err
}

// seenWithin reports whether units wrote anything for a period or a month of it.
func (s *state) seenWithin(ctx context.Context, p calendar.Period) (bool, error) {
	for _, q := range append(months(p), p) {
		seen, err := s.observed(ctx, q)
		if err != nil {
			return false, err
		}
		for _, u := range s.units {
			if slices.ContainsFunc(seen, func(o history.Observation) bool { return o.Unit == u.Name && o.Code != "" }) {
				return true, nil
			}
		}
	}
	return false, nil
}

// months are the months of a period.
func months(p calendar.Period) []calendar.Period {
	var list []calendar.Period
	for n := p.First().Number; n <= p.Last().Number; n++ {
		list = append(list, calendar.Period{Kind: calendar.Month, Year: p.Year, Number: n})
	}
	return list
}

// The reasons for which a unit whose rows are all there has not reported.
const (
	// DoubtUnread is a tab that could not be read.
	DoubtUnread = "unread"
	// DoubtExplain is a period put over the rows of an earlier one.
	DoubtExplain = "explain"
	// DoubtUnnamed is a tab that names no period.
	DoubtUnnamed = "unnamed"
)

// closingDoubts are the units that have not reported as far as the history
// shows it. A tab that names another period by now says nothing about this one.
func (s *state) closingDoubts(ctx context.Context, st *state) (map[string]string, error) {
	doubts := map[string]string{}
	for i, u := range st.states {
		name := u.Unit.Name
		switch {
		case s.holds(name, s.period).frozen, s.from[i].IsZero() && !u.Refused:
		case u.Refused:
			doubts[name] = DoubtUnread
		case !s.unchanged[i].IsZero():
			doubts[name] = DoubtExplain
		default:
			named, err := s.named(ctx, name, s.from[i], !u.Period.IsZero() && u.Period != s.from[i])
			if err != nil {
				return nil, err
			}
			if !named {
				doubts[name] = DoubtUnnamed
			}
		}
	}
	return doubts, nil
}

// named reports whether a unit's tab named the period of its figures: figures
// without a period go under the one that was current. A tab that has gone on to
// another period may have had none on the way there.
func (s *state) named(ctx context.Context, unit string, p calendar.Period, goneOn bool) (bool, error) {
	seen, err := s.observed(ctx, p)
	named := false
	for _, o := range seen {
		if o.Unit == unit && o.Code == "" {
			_, unread := calendar.ParseCell(o.Raw)
			now := o.Raw != "" && (unread == nil || plainKind(o) != kindWords[workbook.Text])
			named = now || named && goneOn
		}
	}
	return named, err
}

// closingPeriods are the periods under which figures of a period may stand:
// the period itself, and the month that ends with it.
func closingPeriods(p calendar.Period) []calendar.Period {
	if p == p.Last() {
		return []calendar.Period{p}
	}
	return []calendar.Period{p, p.Last()}
}

// standing returns what a unit's rows for a period say: of the periods under
// which they may stand, those that were written last.
func (s *state) standing(ctx context.Context, unit string, p calendar.Period) ([]form.Past, calendar.Period, error) {
	var best []form.Past
	var from calendar.Period
	newest := int64(0)
	for _, q := range closingPeriods(p) {
		seen, err := s.observed(ctx, q)
		if err != nil {
			return nil, from, err
		}
		counts := func(history.Observation) bool { return true }
		if h := s.holds(unit, q); h.frozen {
			counts = h.point.counts
		}
		if cells, last := pasts(seen, unit, counts); last > newest {
			best, from, newest = cells, q, last
		}
	}
	return best, from, nil
}

// Carry closes the period. The closing is on record before its tabs are
// written; a run after it puts them in place if it does not come so far.
//
// Errors: *UnwrittenError around those of Run; *ClosedError when somebody else
// closed the period in the meantime.
func (c *Closure) Carry(ctx context.Context) (*Outcome, error) {
	e := c.engine
	now, err := e.readRecord(ctx)
	if err != nil {
		return nil, err
	}
	if last, ok := now.last(c.opt.Period); ok && last.manifest.Hash() != c.Manifest.Previous {
		return nil, closedAlready(record{closings: now.closings}, c.opt.Period, nil)
	}
	run, err := e.History.Begin(ctx, history.Run{Plan: e.Plan, Period: c.opt.Period.String(), Cause: "close", At: c.opt.At, Fixed: e.Fixed})
	if err != nil {
		return nil, err
	}
	err = e.History.Finish(ctx, run, history.End{
		At: c.opt.At, Outcome: "done", Verdicts: c.state.closingVerdicts(), Log: closingLog(c.Manifest),
		Closing: &history.Closing{
			Period: c.opt.Period.String(), At: c.opt.At, Gaps: c.Manifest.Gaps,
			Manifest: jsonOf(c.Manifest), Content: jsonOf(c.content),
		},
	})
	if err != nil {
		return nil, err
	}
	e.Log.InfoContext(ctx, "period closed", "period", c.opt.Period.String(), "manifest", c.Manifest.Hash(), "gaps", c.Manifest.Gaps)
	o, err := e.Run(ctx, Options{At: c.opt.At, Cause: "close"})
	if err != nil {
		return o, &UnwrittenError{err, o != nil && o.Shown}
	}
	return o, nil
}

// UnwrittenError says that a period was closed, but that something is still to
// be written: the next run does that.
type UnwrittenError struct {
	Err error
	// Placed is true when the closed tabs stand, and only workbooks of units are
	// wanting.
	Placed bool
}

func (e *UnwrittenError) Error() string { return "closed, not all written: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *UnwrittenError) Unwrap() error { return e.Err }

// closingLog is what the run of a closing tells: enough to find out later that
// the manifest is not the one that was written then.
func closingLog(m Manifest) string {
	return fmt.Sprintf("close %s: manifest %s, workbook %s", m.Period, m.Hash(), m.Workbook)
}

// everyRun is a number that no run reaches.
const everyRun = math.MaxInt64
