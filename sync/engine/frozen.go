package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
)

// record is what the history says of closed periods.
type record struct {
	closings   []closing // in the order in which they were recorded
	reopenings []history.Reopening
}

// closing is a period that was closed, with what its manifest says.
type closing struct {
	history.Closing
	period   calendar.Period
	manifest Manifest
}

// point is where the figures of a unit and a period stopped to count.
type point struct {
	// last is the last observation that counts; without one it is what was
	// seen before the instant.
	last   int64
	before time.Time
}

// hold is how a unit stands to a period that was closed or locked.
type hold struct {
	frozen bool
	point  point
	// closed is true when the period was closed and did not only lock.
	closed bool
	// open is the reopening that takes the unit's edits in again.
	open *history.Reopening
}

// readRecord reads what the history says of closed periods. A closing counts
// from when it is recorded, whatever instant a run judges at.
func (e *Engine) readRecord(ctx context.Context) (record, error) {
	var r record
	if e.History == nil {
		return r, nil
	}
	closings, err := e.History.Closings(ctx, e.Plan)
	if err != nil {
		return r, err
	}
	for _, c := range closings {
		one, err := readClosing(c)
		if err != nil {
			return r, err
		}
		r.closings = append(r.closings, one)
	}
	r.reopenings, err = e.History.Reopenings(ctx, e.Plan)
	return r, err
}

// readRecord also judges as final once the plan's year is closed.
func (s *state) readRecord(ctx context.Context) error {
	var err error
	if s.record, err = s.e.readRecord(ctx); err != nil {
		return err
	}
	if _, closed := s.record.last(calendar.YearOf(s.e.Form.Year)); closed {
		s.opt.Final = true
	}
	return nil
}

// ErrClosing is a closing in the history that nobody can read any more.
var ErrClosing = errors.New("the record of a closed period is damaged")

func readClosing(c history.Closing) (closing, error) {
	one := closing{Closing: c}
	var err error
	if one.period, err = calendar.ParsePeriod(c.Period); err != nil {
		return one, fmt.Errorf("closing %d: %w: %w", c.ID, ErrClosing, err)
	}
	if err := json.Unmarshal(c.Manifest, &one.manifest); err != nil {
		return one, fmt.Errorf("manifest of closing %d: %w: %w", c.ID, ErrClosing, err)
	}
	return one, nil
}

// covers reports whether a period holds another, so that closing the one
// closes the other.
func covers(whole, part calendar.Period) bool {
	return whole == part ||
		whole.Year == part.Year && whole.First().Number <= part.First().Number && part.Last().Number <= whole.Last().Number
}

// last returns the last closing of just this period.
func (r record) last(p calendar.Period) (closing, bool) {
	for i := len(r.closings) - 1; i >= 0; i-- {
		if r.closings[i].period == p {
			return r.closings[i], true
		}
	}
	return closing{}, false
}

// lastReopening is the number of the last reopening that is known.
func (r record) lastReopening() int64 {
	if n := len(r.reopenings); n > 0 {
		return r.reopenings[n-1].ID
	}
	return 0
}

// reopened reports whether a unit was let in again since a closing, for its
// period or a part of it.
func (r record) reopened(c closing) bool {
	for _, o := range r.reopenings {
		p, err := calendar.ParsePeriod(o.Period)
		if err == nil && covers(c.period, p) && o.ID > c.manifest.LastReopening {
			return true
		}
	}
	return false
}

// hold says how a unit stands to a period: what it reported is frozen by the
// earliest of the period's closing, the closing of a period that holds it, and
// its locking. A reopening takes the unit's edits in again until it expires or
// the period is closed anew; then what stands by that time is frozen.
func (r record) hold(unit string, p calendar.Period, lockedFrom, now time.Time) hold {
	h := r.first(p, lockedFrom, now)
	if !h.frozen {
		return h
	}
	for i, o := range r.reopenings {
		op, err := calendar.ParsePeriod(o.Period)
		if err != nil || o.Unit != unit || !covers(op, p) {
			continue
		}
		again, closedAgain := r.closedAfter(o, p)
		switch {
		case closedAgain && !again.At.After(o.Until):
			h.open, h.point = nil, point{last: again.manifest.LastObservation}
		case closedAgain || !now.Before(o.Until):
			h.open, h.point = nil, point{before: o.Until}
		default:
			h.open = &r.reopenings[i]
		}
	}
	h.frozen = h.open == nil
	return h
}

// first is the hold without any reopening.
func (r record) first(p calendar.Period, lockedFrom, now time.Time) hold {
	var h hold
	for _, c := range r.closings {
		if covers(c.period, p) {
			h = hold{frozen: true, closed: true, point: point{last: c.manifest.LastObservation}}
			if !lockedFrom.IsZero() && lockedFrom.Before(c.At) {
				h.point = point{before: lockedFrom}
			}
			return h
		}
	}
	if !lockedFrom.IsZero() && !now.Before(lockedFrom) {
		h = hold{frozen: true, point: point{before: lockedFrom}}
	}
	return h
}

// closedAfter returns the first closing of a period that came after a
// reopening.
func (r record) closedAfter(o history.Reopening, p calendar.Period) (closing, bool) {
	for _, c := range r.closings {
		if covers(c.period, p) && c.manifest.LastReopening >= o.ID {
			return c, true
		}
	}
	return closing{}, false
}

// counts reports whether an observation still counted.
func (p point) counts(o history.Observation) bool {
	if p.last > 0 || p.before.IsZero() {
		return o.ID <= p.last
	}
	return o.SeenAt.Before(p.before)
}

// pasts returns the cells of one unit's tab as its last observations that
// count have them, and the number of the last of these.
func pasts(seen []history.Observation, unit string, counts func(history.Observation) bool) (cells []form.Past, last int64) {
	type key struct{ code, column string }
	place := map[key]int{}
	for _, o := range seen {
		if o.Unit != unit || o.Code == "" || !counts(o) {
			continue
		}
		last = o.ID
		at, known := place[key{o.Code, o.Column}]
		if !known {
			at = len(cells)
			place[key{o.Code, o.Column}] = at
			cells = append(cells, form.Past{})
		}
		cells[at] = pastOf(o)
	}
	return cells, last
}

// freeze judges a tab of a closed period by what it was closed with.
func (s *state) freeze(ctx context.Context, t *form.UnitTab, expected []form.PlanRow) error {
	period := t.Period
	if period.IsZero() {
		period = s.period
	}
	h := s.holds(t.Unit.Name, period)
	if t.Refused || !h.frozen {
		return nil
	}
	seen, err := s.observed(ctx, period)
	if err != nil {
		return err
	}
	counted, err := s.counted(ctx, period)
	if err != nil {
		return err
	}
	cells, _ := pasts(counted, t.Unit.Name, h.point.counts)
	t.Freeze(form.Recorded(t.Unit, expected, period, cells, s.e.Form), form.Frozen{
		Period: period, Locked: !h.closed, Seen: s.whenSeen(seen, t.Unit.Name),
		LetIn: s.letInSince(counted, t.Unit.Name, period, h),
	})
	return nil
}

// observed returns all that was ever seen of a period, oldest first.
func (s *state) observed(ctx context.Context, p calendar.Period) ([]history.Observation, error) {
	if seen, known := s.seen[p]; known {
		return seen, nil
	}
	seen, err := s.e.observed(ctx, p.String())
	if err != nil {
		return nil, err
	}
	if s.seen == nil {
		s.seen = map[calendar.Period][]history.Observation{}
	}
	s.seen[p] = seen
	return seen, nil
}

// holds says how a unit stands to a period now.
func (s *state) holds(unit string, p calendar.Period) hold {
	if s.e.History == nil {
		return hold{}
	}
	return s.record.hold(unit, p, s.e.Calendar.Deadlines(p).LockedFrom, s.opt.At)
}

// letIn tells of each closed period for which a unit may mend its figures.
func (s *state) letIn(unit string) []string {
	var lines []string
	for i, o := range s.record.reopenings {
		p, err := calendar.ParsePeriod(o.Period)
		if err != nil || o.Unit != unit {
			continue
		}
		if h := s.holds(unit, p); h.open == &s.record.reopenings[i] {
			lines = append(lines, form.ReopenedWords(p, o.Until, o.Reason, s.e.Form.Location))
		}
	}
	return lines
}

// letInSince tells of a cell whether what counts was seen after the last closing
// of the period: a unit was let in then, and the period not closed anew.
func (s *state) letInSince(counted []history.Observation, unit string, p calendar.Period, h hold) func(form.Seen, string) bool {
	closed := int64(everyRun)
	for _, c := range s.record.closings {
		if covers(c.period, p) {
			closed = c.manifest.LastObservation
		}
	}
	return func(cell form.Seen, code string) bool {
		last := int64(0)
		for _, o := range counted {
			if o.Unit == unit && o.Code == code && o.Column == cell.Column && h.point.counts(o) {
				last = o.ID
			}
		}
		return last > closed
	}
}

// whenSeen tells when a cell was first seen to say what it says now: at this
// run, unless an earlier one saw it.
func (s *state) whenSeen(seen []history.Observation, unit string) func(form.Seen, string) string {
	return func(now form.Seen, code string) string {
		at := s.opt.At
		for i := len(seen) - 1; i >= 0; i-- {
			if o := seen[i]; o.Unit == unit && o.Code == code && o.Column == now.Column {
				if o.Raw == now.Cell.Value && plainKind(o) == kindOfCell(now.Cell) {
					at = o.SeenAt
				}
				break
			}
		}
		return form.MomentWords(at, s.e.Form.Location)
	}
}
