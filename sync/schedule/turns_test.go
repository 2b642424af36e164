package schedule

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", text, vietnam)
	if err != nil {
		panic(err)
	}
	return t
}

// officeHours is a working day from 7:30 to 17:30.
func officeHours(t time.Time) bool {
	t = t.In(vietnam)
	if t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		return false
	}
	minutes := t.Hour()*60 + t.Minute()
	return minutes >= 7*60+30 && minutes < 17*60+30
}

func everyAt(t time.Time) time.Duration {
	if officeHours(t) {
		return time.Minute
	}
	return 15 * time.Minute
}

// reports are at 17:00 on the 9th of each month.
func reports(from, to time.Time) bool {
	if to.Sub(from) < time.Hour && to.In(vietnam).Day() != 9 {
		return false
	}
	for month := range time.Month(12) {
		report := time.Date(2023, month+1, 9, 17, 0, 0, 0, vietnam)
		if report.After(from) && !report.After(to) {
			return true
		}
	}
	return false
}

// urgent is the last day before the 10th.
func watchEvery(t time.Time) time.Duration {
	if t.In(vietnam).Day() == 9 {
		return 15 * time.Second
	}
	return time.Minute
}

func ward(watch func(context.Context)) Plan {
	return Plan{Name: "phường", Account: "tài khoản", Every: everyAt, WatchEvery: watchEvery, Watch: watch, Reports: reports}
}

// A year of quarter minutes: each run at its minute and no other, each report
// at its instant, the checkbox seen in time.
func TestYear(t *testing.T) {
	turns := newTurns([]Plan{ward(func(context.Context) {})}, 30)
	var lastSeen, lastRun time.Time
	runs, wanted, reported := 0, 0, []string{}
	for now := at("2023-01-01 00:00:00"); now.Before(at("2024-01-01 00:00:00")); now = now.Add(15 * time.Second) {
		d := turns.due(now)
		if lastRun.IsZero() || now.Sub(lastRun) >= everyAt(now) || reports(now.Add(-15*time.Second), now) {
			wanted++
			if len(d.runs) == 0 {
				t.Fatalf("no run at %v", now)
			}
		}
		for _, r := range d.runs {
			runs++
			lastRun, lastSeen = now, now
			if r.cause == CauseReport {
				reported = append(reported, now.Format("02/01 15:04:05"))
			}
		}
		if len(d.watches) > 0 {
			lastSeen = now
		}
		if unseen := now.Sub(lastSeen); unseen >= watchEvery(now) && unseen > 0 {
			t.Fatalf("at %v the checkbox was not seen for %v", now, unseen)
		}
	}
	if runs != wanted {
		t.Errorf("%d runs, want %d", runs, wanted)
	}
	var want []string
	for month := 1; month <= 12; month++ {
		want = append(want, fmt.Sprintf("09/%02d 17:00:00", month))
	}
	if diff := cmp.Diff(want, reported); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

// Each line is a look: the clock says at, and what is due is told.
func TestLooks(t *testing.T) {
	type look struct {
		at   string
		want string
	}
	for name, looks := range map[string][]look{
		"the first look runs at once": {
			{"2023-09-05 03:00:07", "schedule"},
			{"2023-09-05 03:00:15", ""},
			{"2023-09-05 03:01:15", "watch"},
			{"2023-09-05 03:15:15", "schedule"},
		},
		"the office opens": {
			{"2023-09-05 07:29:00", "schedule"},
			{"2023-09-05 07:29:45", ""},
			{"2023-09-05 07:30:00", "schedule"},
			{"2023-09-05 07:30:45", ""},
			{"2023-09-05 07:31:00", "schedule"},
		},
		"a tick that comes late does not delay those after it": {
			{"2023-09-05 08:00:00", "schedule"},
			{"2023-09-05 08:01:04", "schedule"},
			{"2023-09-05 08:02:00", "schedule"},
		},
		"the day before the deadline": {
			{"2023-10-09 20:00:00", "schedule"},
			{"2023-10-09 20:00:15", "watch"},
			{"2023-10-09 20:00:30", "watch"},
			{"2023-10-09 20:15:00", "schedule"},
		},
		"a report's instant": {
			{"2023-10-09 16:59:45", "schedule"},
			{"2023-10-09 17:00:00", "report"},
			{"2023-10-09 17:00:15", "watch"},
		},
		"a report's instant between two looks": {
			{"2023-10-09 16:59:59", "schedule"},
			{"2023-10-09 17:00:09", "report"},
		},
		"a restart runs at once, and the report of the time between with it": {
			{"2023-10-09 17:20:00", "schedule"},
		},
		"the machine slept for a week": {
			{"2023-10-03 10:00:00", "schedule"},
			{"2023-10-10 10:00:00", "report"},
			{"2023-10-10 10:00:15", ""},
			{"2023-10-10 10:01:00", "schedule"},
		},
		"the clock is set back": {
			{"2023-09-05 09:00:00", "schedule"},
			{"2023-09-05 08:00:00", "schedule"},
			{"2023-09-05 08:00:30", ""},
			{"2023-09-05 08:01:00", "schedule"},
		},
		"the clock is set back before a report's instant": {
			{"2023-10-09 17:00:00", "schedule"},
			{"2023-10-09 16:30:00", "schedule"},
			{"2023-10-09 17:00:00", "report"},
		},
		"the clock is set forward": {
			{"2023-09-05 09:00:00", "schedule"},
			{"2023-09-05 12:00:00", "schedule"},
			{"2023-09-05 12:00:15", ""},
		},
	} {
		t.Run(name, func(t *testing.T) {
			turns := newTurns([]Plan{ward(func(context.Context) {})}, 30)
			for _, l := range looks {
				d := turns.due(at(l.at))
				got := ""
				for _, r := range d.runs {
					got += r.cause
				}
				for range d.watches {
					got += "watch"
				}
				if got != l.want {
					t.Errorf("%s: got %q, want %q", l.at, got, l.want)
				}
			}
		})
	}
}

func TestPlansTakeTurns(t *testing.T) {
	const plans, limit = 100, 30
	var list []Plan
	for i := range plans {
		list = append(list, Plan{Name: fmt.Sprint(i), Account: "tài khoản", Every: everyAt})
	}
	list = append(list, Plan{Name: "tệp", Every: everyAt})
	turns := newTurns(list, limit)
	last := map[string]time.Time{}
	var spent []time.Time
	begin := at("2023-09-05 08:00:00")
	for now := begin; now.Before(begin.Add(2 * time.Hour)); now = now.Add(15 * time.Second) {
		for _, r := range turns.due(now).runs {
			most := 4 * time.Minute
			if r.plan == "tệp" {
				most = time.Minute
			} else {
				spent = append(spent, now)
			}
			if before, ok := last[r.plan]; ok && now.Sub(before) > most {
				t.Errorf("plan %s waited %v, want at most %v", r.plan, now.Sub(before), most)
			}
			last[r.plan] = now
		}
		spent = slices.DeleteFunc(spent, func(at time.Time) bool { return now.Sub(at) >= time.Minute })
		if len(spent) > limit {
			t.Fatalf("at %v the account read %d times in a minute, want at most %d", now, len(spent), limit)
		}
	}
	if len(last) != plans+1 {
		t.Errorf("%d plans were run, want %d", len(last), plans+1)
	}
}

func TestMissedRequestIsMadeAgain(t *testing.T) {
	turns := newTurns([]Plan{ward(nil)}, 30)
	turns.due(at("2023-10-09 16:59:45"))
	for _, when := range []string{"2023-10-09 17:00:00", "2023-10-09 17:00:15"} {
		d := turns.due(at(when))
		if len(d.runs) != 1 || d.runs[0].cause != CauseReport {
			t.Fatalf("%s: got %v, want the report", when, d.runs)
		}
		turns.missed(d.runs[0])
	}
}
