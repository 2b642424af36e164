package engine

import (
	"context"
	"slices"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
)

// editedKind is the history's word for a cell of a Biểu in which a person's
// text stands.
const editedKind = "edited"

// bieuUnit is the name under which the history keeps a Biểu as shown.
func bieuUnit(number string) string { return "Biểu " + number }

// shownPeriod is the month whose figures the Biểu show in a run: the latest that
// a tab names, of those up to the run's own. In the days after the deadline the
// tabs still name the month before, and what the office mends then belongs to it.
func (s *state) shownPeriod() calendar.Period {
	var best calendar.Period
	for _, t := range s.tabs {
		if p := t.Period; !t.Refused && p.Year == s.period.Year && p.Last().Number <= s.period.Last().Number &&
			p.Last().Number > best.Number {
			best = p.Last()
		}
	}
	if best.IsZero() {
		return s.period
	}
	return best
}

// differing lists where the Biểu that people see say something else than the
// one that is being closed, where they show another month by now.
func (c *Closure) differing(compiled, closed form.Bieu) []form.BieuDifference {
	now := c.run.shownPeriod()
	if slices.Contains(months(c.opt.Period), now) {
		return nil
	}
	c.Shown = now
	for _, b := range c.run.bieu {
		if b.number == closed.Number {
			return compiled.Differing(closed, c.state.shown[b.number], b.shown)
		}
	}
	return nil
}

// readShown finds the month of a period in which the Biểu were last shown, and
// what they said then.
func (s *state) readShown(ctx context.Context, p calendar.Period) (calendar.Period, error) {
	var best calendar.Period
	newest := int64(0)
	s.shown = map[string][]form.Shown{}
	for _, q := range months(p) {
		seen, err := s.observed(ctx, q)
		if err != nil {
			return best, err
		}
		shown, last := shownOf(seen)
		if last > newest {
			best, newest, s.shown = q, last, shown
		}
	}
	return best, nil
}

// shownOf is what the Biểu said last, by number.
func shownOf(seen []history.Observation) (shown map[string][]form.Shown, last int64) {
	type key struct{ unit, row, column string }
	place := map[key]int{}
	var cells []history.Observation
	for _, o := range seen {
		if o.Unit != bieuUnit("01") && o.Unit != bieuUnit("02") {
			continue
		}
		last = o.ID
		k := key{o.Unit, o.Code, o.Column}
		if at, known := place[k]; known {
			cells[at] = o
			continue
		}
		place[k] = len(cells)
		cells = append(cells, o)
	}
	shown = map[string][]form.Shown{}
	for _, o := range cells {
		for _, number := range []string{"01", "02"} {
			if o.Unit == bieuUnit(number) {
				shown[number] = append(shown[number], form.Shown{
					Row: o.Code, Column: o.Column, Text: o.Raw, Edited: o.Kind == editedKind, Cell: o.Cell,
				})
			}
		}
	}
	return shown, last
}
