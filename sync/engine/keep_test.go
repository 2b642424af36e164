package engine_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// recordOf is the last run as it is remembered.
func (d *desk) recordOf(run int64) history.Record {
	d.t.Helper()
	r, err := d.engine.History.(*history.Store).Run(d.t.Context(), "test", run)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func TestARunRemembersItsLogAndHowLongItTook(t *testing.T) {
	d := newDesk(t)
	var log strings.Builder
	d.engine.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	d.engine.Main = workbook.Logged(d.book, d.engine.Log)
	d.engine.Lines = func() string {
		defer log.Reset()
		return log.String()
	}
	ticks := noon
	d.engine.Clock = func() time.Time {
		ticks = ticks.Add(1500 * time.Millisecond)
		return ticks
	}
	first := d.recordOf(d.run().Run)
	if took := first.EndedAt.Sub(first.At); took != 1500*time.Millisecond {
		t.Errorf("the run took %v, want 1.5s", took)
	}
	if !strings.Contains(first.Log, "workbook read") || !strings.Contains(first.Log, "workbook written") {
		t.Errorf("the record has no log of the calls: %q", first.Log)
	}
	if second := d.recordOf(d.run().Run); strings.Contains(second.Log, "workbook written") {
		t.Errorf("a run has the lines of the one before it: %q", second.Log)
	}
}

func TestAFailedRunRemembersWhy(t *testing.T) {
	d := newDesk(t)
	d.engine.Main = refusing{d.book}
	d.engine.Lines = func() string { return "level=INFO msg=read" }
	o, err := d.engine.Run(t.Context(), engine.Options{At: noon, Cause: "test"})
	if err == nil {
		t.Fatal("a write that was refused is no error")
	}
	got := d.recordOf(o.Run)
	if want := "level=INFO msg=read\n" + err.Error(); got.Log != want || got.Outcome != "failed" {
		t.Errorf("%s: log %q, want failed: %q", got.Outcome, got.Log, want)
	}
}

func TestOldRunsAreThinnedOnceADay(t *testing.T) {
	d := newDesk(t)
	d.engine.KeepLogs = 90
	count := func() int {
		all, err := d.engine.History.Runs(t.Context(), "test", 1000)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	// The first run writes; three that change nothing follow it on that day.
	for i := range 4 {
		d.runAt(noon.Add(time.Duration(i) * time.Minute))
	}
	later := noon.AddDate(0, 0, 91)
	d.engine.Fixed = true
	d.runAt(later.AddDate(0, 0, -1))
	if n := count(); n != 5 {
		t.Errorf("%d runs after one at a fixed instant, want 5: it thins out nothing", n)
	}
	d.engine.Fixed = false
	d.runAt(later)
	if n := count(); n != 4 {
		t.Errorf("%d runs after 91 days, want 4: the first, an idle one of its day, the last two", n)
	}
	d.runAt(later.Add(time.Minute))
	if n := count(); n != 5 {
		t.Errorf("%d runs after another one of that day, want 5", n)
	}
}

// refusing is a workbook that cannot be written.
type refusing struct{ workbook.Workbook }

func (refusing) Write(context.Context, workbook.Edit) error { return workbook.ErrOpen }
