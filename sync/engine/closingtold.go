package engine

import (
	"context"
	"slices"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
)

// checkEvery is for how long a closing that fits the history is taken to go on
// fitting it, in a process that runs again and again.
const checkEvery = time.Hour

// checkedClosing is what a run found when it held the history against a closing.
type checkedClosing struct {
	at    time.Time
	found []Difference
}

// tellChanged tells people of each closed period whose history is no longer
// what was closed. A closing that was replaced counts by the code of which the
// one in its place knows.
func (s *state) tellChanged(ctx context.Context) error {
	for _, c := range s.record.closings {
		if last, _ := s.record.last(c.period); last.ID != c.ID {
			continue
		}
		found, err := s.checkClosing(ctx, c)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		title := s.e.Form.Tabs.Overview
		if len(c.manifest.Tabs) > 0 {
			title = c.manifest.Tabs[0]
		}
		inClosing := slices.ContainsFunc(found, func(d Difference) bool { return d.Table == "closings" })
		s.problems = append(s.problems, form.ProblemClosedChanged(title, c.period, len(found), inClosing))
	}
	return nil
}

// checkClosing holds the history against a closing: at each run while they
// differ, so that it is told no longer than that, and otherwise now and then.
func (s *state) checkClosing(ctx context.Context, c closing) ([]Difference, error) {
	e := s.e
	before, known := e.checked[c.ID]
	age := s.opt.At.Sub(before.at)
	if known && len(before.found) == 0 && age >= 0 && age < checkEvery {
		return nil, nil
	}
	if content, read := e.contents[c.ID]; read && content == nil {
		delete(e.contents, c.ID) // it may be right again
	}
	whole, err := e.History.Closing(ctx, e.Plan, c.ID)
	if err != nil {
		return nil, err
	}
	c.Closing = whole
	_, found, err := e.differences(ctx, c, func(ctx context.Context, period string) ([]history.Observation, error) {
		p, err := calendar.ParsePeriod(period)
		if err != nil {
			return nil, err
		}
		return s.observed(ctx, p)
	})
	if err != nil {
		return nil, err
	}
	if len(found) > 0 && len(found) != len(before.found) {
		e.Log.WarnContext(ctx, "history is not what was closed", "period", c.Period, "differences", len(found))
	}
	if e.checked == nil {
		e.checked = map[int64]checkedClosing{}
	}
	e.checked[c.ID] = checkedClosing{at: s.opt.At, found: found}
	return found, nil
}
