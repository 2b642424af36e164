package chase

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
)

func location(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func lines(steps []Step) []string {
	var list []string
	for _, s := range steps {
		line := s.Name + " " + s.At.Format("Mon 2006-01-02 15:04")
		if s.Leader {
			line += " leader"
		}
		list = append(list, line)
	}
	return list
}

func TestSteps(t *testing.T) {
	loc := location(t)
	tet := calendar.Default(loc)
	for day := 18; day <= 26; day++ {
		tet.Holidays = append(tet.Holidays, calendar.Day{Year: 2023, Month: 1, Day: day})
	}
	moved := calendar.Default(loc)
	moved.Shift = calendar.ShiftNext
	for name, test := range map[string]struct {
		rule   calendar.Rule
		ladder Ladder
		period calendar.Period
		want   []string
	}{
		"a month": {calendar.Default(loc), Default(), calendar.MonthOf(2023, 9), []string{
			"before-5 Mon 2023-10-02 08:00", "before-2 Thu 2023-10-05 08:00", "day Mon 2023-10-09 08:00",
			"after-1 Tue 2023-10-10 08:00", "after-2 Wed 2023-10-11 08:00 leader",
		}},
		"the year": {calendar.Default(loc), Default(), calendar.YearOf(2023), []string{
			"before-5 Mon 2023-11-27 08:00", "before-2 Thu 2023-11-30 08:00", "day Mon 2023-12-04 08:00",
			"after-1 Tue 2023-12-05 08:00", "after-2 Wed 2023-12-06 08:00 leader",
		}},
		"the last day is a Saturday": {calendar.Default(loc), Default(), calendar.MonthOf(2023, 8), []string{
			"before-5 Mon 2023-09-04 08:00", "before-2 Thu 2023-09-07 08:00", "day Sat 2023-09-09 08:00",
			"after-1 Sun 2023-09-10 08:00", "after-2 Mon 2023-09-11 08:00 leader",
		}},
		"the last day moves on to a working day": {moved, Default(), calendar.MonthOf(2023, 8), []string{
			"before-5 Mon 2023-09-04 08:00", "before-2 Thu 2023-09-07 08:00", "day Mon 2023-09-11 08:00",
			"after-1 Tue 2023-09-12 08:00", "after-2 Wed 2023-09-13 08:00 leader",
		}},
		"Tết lies before the deadline": {func() calendar.Rule {
			r := tet
			r.Dates = map[calendar.Period]calendar.Dates{
				calendar.MonthOf(2022, 12): {LateFrom: calendar.Day{Year: 2023, Month: 1, Day: 31}},
			}
			return r
		}(), Default(), calendar.MonthOf(2022, 12), []string{
			"before-5 Thu 2023-01-12 08:00", "before-2 Tue 2023-01-17 08:00", "day Mon 2023-01-30 08:00",
			"after-1 Tue 2023-01-31 08:00", "after-2 Wed 2023-02-01 08:00 leader",
		}},
		"steps of one instant are one": {
			calendar.Default(loc),
			Ladder{Before: []int{1}, OnDay: true, After: []int{0, 1}, LeaderAfter: []int{1}, At: ClockOf(14, 30)},
			calendar.MonthOf(2023, 9), []string{
				"before-1 Fri 2023-10-06 14:30", "after-0 Mon 2023-10-09 14:30", "after-1 Tue 2023-10-10 14:30 leader",
			},
		},
		"no steps": {calendar.Default(loc), Ladder{}, calendar.MonthOf(2023, 9), nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, lines(test.ladder.Steps(test.rule, test.period))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDue(t *testing.T) {
	loc := location(t)
	rule, ladder := calendar.Default(loc), Default()
	steps := ladder.Steps(rule, calendar.MonthOf(2023, 9))
	until := ladder.Steps(rule, calendar.MonthOf(2023, 10))[0].At
	for _, test := range []struct{ at, want string }{
		{"2023-10-02 07:59", ""},
		{"2023-10-02 08:00", "before-5"},
		{"2023-10-05 07:59", "before-5"},
		{"2023-10-05 08:00", "before-2"},
		{"2023-10-09 23:59", "day"},
		{"2023-10-10 00:00", "day"},
		{"2023-10-10 08:00", "after-1"},
		{"2023-10-11 08:00", "after-2"},
		{"2023-11-02 07:59", "after-2"}, // a week without the worker loses nothing
		{"2023-11-02 08:00", ""},        // the next report's turn
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", test.at, loc)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := Due(steps, at, until)
		if got.Name != test.want || ok != (test.want != "") {
			t.Errorf("%s: got %q, %v; want %q", test.at, got.Name, ok, test.want)
		}
	}
	if _, ok := Due(nil, until, time.Time{}); ok {
		t.Error("a step is due where there is none")
	}
}

func TestQuietHours(t *testing.T) {
	loc := location(t)
	night, noon, none := Default(), Default(), Default()
	noon.QuietFrom, noon.QuietTo = ClockOf(11, 30), ClockOf(13, 30)
	none.QuietFrom, none.QuietTo = 0, 0
	for _, test := range []struct {
		ladder   Ladder
		at, want string
	}{
		{night, "2023-10-09 06:59", "2023-10-09 07:00"},
		{night, "2023-10-09 07:00", "2023-10-09 07:00"},
		{night, "2023-10-09 19:59", "2023-10-09 19:59"},
		{night, "2023-10-09 20:00", "2023-10-10 07:00"},
		{night, "2023-12-31 23:30", "2024-01-01 07:00"},
		{noon, "2023-10-09 11:29", "2023-10-09 11:29"},
		{noon, "2023-10-09 12:00", "2023-10-09 13:30"},
		{noon, "2023-10-09 13:30", "2023-10-09 13:30"},
		{none, "2023-10-09 03:00", "2023-10-09 03:00"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", test.at, loc)
		if err != nil {
			t.Fatal(err)
		}
		// The machine may stand in another time zone.
		if got := test.ladder.NotBefore(at.UTC(), loc).In(loc).Format("2006-01-02 15:04"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.at, got, test.want)
		}
	}
}
