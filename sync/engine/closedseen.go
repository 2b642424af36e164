package engine

import (
	"context"
	"errors"
	"slices"

	"bieu/rules/calendar"
	"bieu/sync/history"
)

// counted returns what was seen of a period, oldest first, as it counts: up to
// the last closing by what was closed, whatever became of the history since,
// and after it by the history.
func (s *state) counted(ctx context.Context, q calendar.Period) ([]history.Observation, error) {
	seen, err := s.observed(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := len(s.record.closings) - 1; i >= 0; i-- {
		c := s.record.closings[i]
		if last, _ := s.record.last(c.period); last.ID != c.ID || !covers(c.period, q) {
			continue
		}
		content, err := s.e.soundContent(ctx, c)
		if err != nil {
			return nil, err
		}
		if content == nil || !slices.Contains(content.Periods, q.String()) {
			continue
		}
		var list []history.Observation
		for _, o := range content.Observations {
			if o.Period == q.String() {
				list = append(list, o)
			}
		}
		for _, o := range seen {
			if o.ID > c.manifest.LastObservation {
				list = append(list, o)
			}
		}
		return list, nil
	}
	return seen, nil
}

// soundContent is what a period was closed with; nil when it is no longer what
// the manifest says. It is read once, since it never changes.
func (e *Engine) soundContent(ctx context.Context, c closing) (*closedContent, error) {
	if content, known := e.contents[c.ID]; known {
		return content, nil
	}
	whole, err := e.History.ClosingOf(ctx, e.Plan, c.Period)
	if err != nil {
		return nil, err
	}
	var content *closedContent
	if sumBytes(whole.Content) == c.manifest.Hashes.Content {
		if content, err = e.closedContent(ctx, c); err != nil && !errors.Is(err, ErrClosing) {
			return nil, err
		}
	}
	if content == nil {
		e.Log.WarnContext(ctx, "closed content is not what was closed", "period", c.Period)
	}
	if e.contents == nil {
		e.contents = map[int64]*closedContent{}
	}
	e.contents[c.ID] = content
	return content, nil
}

// latestCounted is the last observation of each cell of a unit that counts for
// a period that takes nothing more.
func (s *state) latestCounted(ctx context.Context, unit string, q calendar.Period, h hold) ([]history.Observation, error) {
	all, err := s.counted(ctx, q)
	if err != nil {
		return nil, err
	}
	type key struct{ code, column string }
	place := map[key]int{}
	var list []history.Observation
	for _, o := range all {
		if o.Unit != unit || !h.point.counts(o) {
			continue
		}
		if at, known := place[key{o.Code, o.Column}]; known {
			list[at] = o
			continue
		}
		place[key{o.Code, o.Column}] = len(list)
		list = append(list, o)
	}
	return list, nil
}
