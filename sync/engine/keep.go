package engine

import (
	"context"
	"strings"
	"time"
)

// clock is the zero time where no one asks how long a run takes.
func (e *Engine) clock() time.Time {
	if e.Clock == nil {
		return time.Time{}
	}
	return e.Clock()
}

// ended is when the run ends: the instant it judges at, and as long after it
// as the run took.
func (s *state) ended() time.Time { return s.opt.At.Add(s.e.clock().Sub(s.began)) }

// lines is what the log said since it was last asked, and why the run failed.
func (s *state) lines(failed error) string {
	var text string
	if s.e.Lines != nil {
		text = s.e.Lines()
	}
	if failed == nil {
		return text
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text + failed.Error()
}

// thin lets go of old logs and of old runs that changed nothing, with the
// first run of a day. What it cannot let go of waits for another day.
func (s *state) thin(ctx context.Context) {
	if s.e.KeepLogs <= 0 || s.e.Fixed {
		return
	}
	last, err := s.e.History.Runs(ctx, s.e.Plan, 2)
	if err == nil && len(last) == 2 && sameDay(last[0].At, last[1].At, s.e.Calendar.Location) {
		return
	}
	var runs, logs int64
	if err == nil {
		runs, logs, err = s.e.History.Thin(ctx, s.opt.At.In(s.e.Calendar.Location).AddDate(0, 0, -s.e.KeepLogs))
	}
	switch {
	case err != nil:
		s.e.Log.WarnContext(ctx, "history not thinned out", "error", err)
	case runs+logs > 0:
		s.e.Log.InfoContext(ctx, "history thinned out", "runs", runs, "logs", logs)
	}
}

func sameDay(a, b time.Time, loc *time.Location) bool {
	return a.In(loc).Format(time.DateOnly) == b.In(loc).Format(time.DateOnly)
}
