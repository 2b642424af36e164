package main

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jonboulle/clockwork"

	"bieu/config"
)

// causes are the runs of the office that went well, in order: when and why.
func (b *bureau) causes() []string {
	b.t.Helper()
	var list []string
	b.asks(func(db *sql.DB) {
		for _, row := range rowsOf(b.t, db, `SELECT started_at, cause FROM runs WHERE outcome = 'done' ORDER BY id`) {
			at, err := time.Parse(time.RFC3339, row[0])
			must(b.t, err)
			list = append(list, at.In(officeZone).Format("02/01/2006 15:04:05 ")+row[1])
		}
	})
	return list
}

// quarter lets a quarter of a minute pass, as the schedule counts time.
func quarter(t *testing.T, clock *clockwork.FakeClock) {
	t.Helper()
	must(t, clock.BlockUntilContext(t.Context(), 1))
	clock.Advance(15 * time.Second)
}

// On the last day a month's report and the year's are compiled at the instant
// that the settings name, though no tick is due then.
func TestReportsAreCompiledInTime(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onFile, nil)
	b.live("schedule: {hours: '07:00-11:00', reports: ['16:00']}\n")
	clock := clockwork.NewFakeClockAt(time.Date(2023, 10, 9, 15, 59, 15, 0, officeZone))
	s := b.serve(clock)
	s.next(b, 0, 1)
	for range 3 {
		quarter(t, clock)
	}
	s.next(b, 1, 1)
	s.says(fmt.Sprintf(`bieu_units_owing{plan="%s"} 1`, b.plan()))
	s.says(fmt.Sprintf(`bieu_units_late{plan="%s"} 0`, b.plan()))
	must(t, clock.BlockUntilContext(t.Context(), 1))
	clock.Advance(time.Date(2023, 10, 10, 8, 0, 0, 0, officeZone).Sub(clock.Now()))
	s.next(b, 2, 1)
	s.says(fmt.Sprintf(`bieu_units_late{plan="%s"} 1`, b.plan()))
	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}
	// The year's, by a worker that was started in between.
	clock.Advance(time.Date(2023, 12, 4, 15, 59, 45, 0, officeZone).Sub(clock.Now()))
	s = b.serve(clock)
	s.next(b, 3, 1)
	quarter(t, clock)
	s.next(b, 4, 1)
	want := []string{
		"09/10/2023 15:59:15 schedule", "09/10/2023 16:00:00 report", "10/10/2023 08:00:00 schedule",
		"04/12/2023 15:59:45 schedule", "04/12/2023 16:00:00 report",
	}
	if diff := cmp.Diff(want, b.causes()); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}

// plan is how figures name the office's plan.
func (b *bureau) plan() string {
	b.t.Helper()
	set, err := (&app{}).settings(b.config)
	must(b.t, err)
	plan, err := set.historyPlan()
	must(b.t, err)
	return set.shownName(plan)
}

// hostOf is a plan with settings of its own.
func hostOf(t *testing.T, more string) *hosted {
	t.Helper()
	c, err := config.Parse(settingsFile, []byte(strings.Replace(badSettings, "as_of", "# as_of", 1)+more))
	must(t, err)
	return &hosted{set: &settings{Config: c}}
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04:05", text, officeZone)
	must(t, err)
	return moment
}

func TestReportInstants(t *testing.T) {
	for _, c := range []struct {
		more     string
		from, to string
		want     bool
	}{
		{"", "2023-10-09 15:59:59", "2023-10-09 16:00:00", true},
		{"", "2023-10-09 16:00:00", "2023-10-09 16:00:15", false}, // once
		{"", "2023-10-09 15:59:30", "2023-10-09 15:59:59", false},
		{"", "2023-10-08 00:00:00", "2023-10-08 23:59:59", false},
		{"", "2023-10-10 00:00:00", "2023-11-08 23:59:59", false},
		{"", "2023-10-01 00:00:00", "2023-10-31 00:00:00", true},  // after weeks of downtime
		{"", "2024-01-09 15:59:59", "2024-01-09 16:00:00", true},  // December's
		{"", "2023-01-09 15:59:59", "2023-01-09 16:00:00", false}, // of the year before
		{"", "2023-12-04 15:59:59", "2023-12-04 16:00:00", true},  // the year's
		{"", "2023-12-05 00:00:00", "2023-12-09 15:59:59", false},
		{"", "2024-02-01 00:00:00", "2024-12-31 00:00:00", false},
		{"schedule: {reports: ['09:30', '15:00']}\n", "2023-10-09 09:29:59", "2023-10-09 09:30:00", true},
		{"schedule: {reports: ['09:30', '15:00']}\n", "2023-10-09 14:59:59", "2023-10-09 15:00:00", true},
		{"schedule: {reports: ['09:30', '15:00']}\n", "2023-10-09 15:00:00", "2023-10-09 16:00:00", false},
		{"schedule: {reports: []}\n", "2023-01-01 00:00:00", "2024-12-31 00:00:00", false},
	} {
		if got := hostOf(t, c.more).reports(at(t, c.from), at(t, c.to)); got != c.want {
			t.Errorf("%s after %s, up to %s: %v, want %v", c.more, c.from, c.to, got, c.want)
		}
	}
}

// The box is looked at every minute, and every quarter of one in the last day
// before a deadline.
func TestLookEvery(t *testing.T) {
	h := hostOf(t, "")
	for moment, want := range map[string]time.Duration{
		"2023-10-08 23:59:59": time.Minute,
		"2023-10-09 00:00:00": 15 * time.Second,
		"2023-10-09 23:59:59": 15 * time.Second,
		"2023-10-10 00:00:00": time.Minute,
		"2023-10-20 12:00:00": time.Minute,
		"2023-12-03 23:59:59": time.Minute,
		"2023-12-04 00:00:00": 15 * time.Second, // the year's
		"2023-12-05 00:00:00": time.Minute,
		"2024-01-09 12:00:00": 15 * time.Second, // December's
	} {
		if got := h.lookEvery(at(t, moment)); got != want {
			t.Errorf("%s: every %v, want %v", moment, got, want)
		}
	}
}
