package calendar

import (
	"testing"
	"time"
	_ "time/tzdata" // the tests must not lean on the machine's own zones
)

func hoChiMinh(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// instant reads "2023-10-09 23:59:59" as an instant in loc.
func instant(t *testing.T, text string, loc *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(time.DateTime, text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func period(t *testing.T, text string) Period {
	t.Helper()
	p, err := ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSpan(t *testing.T) {
	loc := hoChiMinh(t)
	for _, tt := range []struct {
		period   string
		window   Window
		from, to string
	}{
		{"2023-09", CalendarMonth, "2023-09-01", "2023-10-01"},
		{"2023-12", CalendarMonth, "2023-12-01", "2024-01-01"},
		{"2023-02", CalendarMonth, "2023-02-01", "2023-03-01"},
		{"2024-02", CalendarMonth, "2024-02-01", "2024-03-01"},
		{"2023-Q3", CalendarMonth, "2023-07-01", "2023-10-01"},
		{"2023-H1", CalendarMonth, "2023-01-01", "2023-07-01"},
		{"2023-9M", CalendarMonth, "2023-01-01", "2023-10-01"},
		{"2023", CalendarMonth, "2023-01-01", "2024-01-01"},
		{"2023-09", MidMonth, "2023-08-15", "2023-09-15"},
		{"2023-01", MidMonth, "2022-12-15", "2023-01-15"},
		{"2024-03", MidMonth, "2024-02-15", "2024-03-15"},
		{"2023-Q1", MidMonth, "2022-12-15", "2023-03-15"},
		{"2023-H2", MidMonth, "2023-06-15", "2023-12-15"},
		{"2023", MidMonth, "2022-12-15", "2023-12-15"},
	} {
		got := period(t, tt.period).Span(tt.window, loc)
		if from, to := got.From.Format(time.DateOnly), got.To.Format(time.DateOnly); from != tt.from || to != tt.to {
			t.Errorf("%s %s: %s to %s, want %s to %s", tt.period, tt.window, from, to, tt.from, tt.to)
		}
		if got.From.Format(time.TimeOnly) != "00:00:00" || got.To.Format(time.TimeOnly) != "00:00:00" {
			t.Errorf("%s %s: %v does not begin and end at midnight", tt.period, tt.window, got)
		}
	}
}

// Spans of months that follow each other leave no gap and share no instant.
func TestSpansTouch(t *testing.T) {
	loc := hoChiMinh(t)
	for _, w := range []Window{CalendarMonth, MidMonth} {
		for m := time.January; m < time.December; m++ {
			a, b := MonthOf(2024, m).Span(w, loc), MonthOf(2024, m+1).Span(w, loc)
			if !a.To.Equal(b.From) {
				t.Errorf("%s: month %d ends %v, the next begins %v", w, m, a.To, b.From)
			}
			if a.Has(a.To) || !b.Has(b.From) || a.Has(a.From.Add(-1)) || !a.Has(a.To.Add(-1)) {
				t.Errorf("%s: month %d is not half-open", w, m)
			}
		}
	}
}

func TestSpanHas(t *testing.T) {
	loc := hoChiMinh(t)
	for _, tt := range []struct {
		at     string
		period string
		window Window
		want   bool
	}{
		{"2023-02-28 23:59:59", "2023-02", CalendarMonth, true},
		{"2023-03-01 00:00:00", "2023-02", CalendarMonth, false},
		{"2024-02-28 23:59:59", "2024-02", CalendarMonth, true},
		{"2024-02-29 00:00:00", "2024-02", CalendarMonth, true},
		{"2024-02-29 23:59:59", "2024-02", CalendarMonth, true},
		{"2024-03-01 00:00:00", "2024-02", CalendarMonth, false},
		{"2023-12-31 23:59:59", "2023-12", CalendarMonth, true},
		{"2024-01-01 00:00:00", "2023-12", CalendarMonth, false},
		{"2023-12-31 23:59:59", "2023", CalendarMonth, true},
		{"2023-09-14 23:59:59", "2023-09", MidMonth, true},
		{"2023-09-15 00:00:00", "2023-09", MidMonth, false},
		{"2023-09-15 00:00:00", "2023-10", MidMonth, true},
		{"2022-12-15 00:00:00", "2023-01", MidMonth, true},
		{"2022-12-14 23:59:59", "2023-01", MidMonth, false},
	} {
		if got := period(t, tt.period).Span(tt.window, loc).Has(instant(t, tt.at, loc)); got != tt.want {
			t.Errorf("%s %s has %s = %v, want %v", tt.period, tt.window, tt.at, got, tt.want)
		}
	}
}

func TestLateAndLocked(t *testing.T) {
	loc := hoChiMinh(t)
	rule := Default(loc)
	locking := Default(loc)
	locking.Month.LockAfterDays, locking.Year.LockAfterDays = 5, 10
	for _, tt := range []struct {
		name         string
		rule         Rule
		period       string
		at           string
		late, locked bool
	}{
		{"the 9th is on time", rule, "2023-09", "2023-10-09 23:59:59", false, false},
		{"the 10th is late", rule, "2023-09", "2023-10-10 00:00:00", true, false},
		{"no lock by itself", rule, "2023-09", "2033-10-10 00:00:00", true, false},
		{"december's report in january", rule, "2023-12", "2024-01-09 23:59:59", false, false},
		{"december's report in january, late", rule, "2023-12", "2024-01-10 00:00:00", true, false},
		{"31 december", rule, "2023-11", "2023-12-31 23:59:59", true, false},
		{"february of a leap year", rule, "2024-02", "2024-03-09 23:59:59", false, false},
		{"january is not yet late on 29 february's eve", rule, "2024-01", "2024-02-09 23:59:59", false, false},
		{"the year on 4 december", rule, "2023", "2023-12-04 23:59:59", false, false},
		{"the year on 5 december", rule, "2023", "2023-12-05 00:00:00", true, false},
		{"the year on 31 december", rule, "2023", "2023-12-31 00:00:00", true, false},
		{"a quarter like its last month", rule, "2023-Q3", "2023-10-09 23:59:59", false, false},
		{"a quarter like its last month, late", rule, "2023-Q3", "2023-10-10 00:00:00", true, false},
		{"the second half in january", rule, "2023-H2", "2024-01-10 00:00:00", true, false},
		{"before the lock", locking, "2023-09", "2023-10-14 23:59:59", true, false},
		{"at the lock", locking, "2023-09", "2023-10-15 00:00:00", true, true},
		{"the year's lock", locking, "2023", "2023-12-15 00:00:00", true, true},
	} {
		d := tt.rule.Deadlines(period(t, tt.period))
		at := instant(t, tt.at, loc)
		if d.Late(at) != tt.late || d.Locked(at) != tt.locked {
			t.Errorf("%s: late %v locked %v, want %v %v", tt.name, d.Late(at), d.Locked(at), tt.late, tt.locked)
		}
		// A machine that lives elsewhere comes to the same answer.
		for _, zone := range []string{"UTC", "America/New_York", "Pacific/Kiritimati"} {
			elsewhere, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			if d.Late(at.In(elsewhere)) != tt.late || d.Locked(at.In(elsewhere)) != tt.locked {
				t.Errorf("%s: another answer for the same instant in %s", tt.name, zone)
			}
		}
	}
}

func TestDeadlines(t *testing.T) {
	loc := hoChiMinh(t)
	plain := Default(loc)
	graced := Default(loc)
	graced.Month.LateFromDay = 12
	graced.Year.LateMonth, graced.Year.LateDay = time.December, 8
	day31 := Default(loc)
	day31.Month.DueDay = 31
	dated := Default(loc)
	dated.Month.LockAfterDays = 5
	dated.Dates = map[Period]Dates{
		MonthOf(2023, 9):  {LateFrom: Day{2023, 10, 12}, LockedFrom: Day{2023, 10, 20}},
		MonthOf(2023, 10): {Due: Day{2023, 11, 8}},
		MonthOf(2023, 11): {Due: Day{2023, 12, 8}, LateFrom: Day{2023, 12, 9}},
		MonthOf(2023, 12): {LockedFrom: Day{2024, 1, 31}},
		YearOf(2023):      {LateFrom: Day{2023, 12, 1}},
	}
	for _, tt := range []struct {
		name              string
		rule              Rule
		period            string
		due, late, locked string
	}{
		{"month", plain, "2023-09", "2023-10-10", "2023-10-10", ""},
		{"year", plain, "2023", "2023-12-05", "2023-12-05", ""},
		{"grace", graced, "2023-09", "2023-10-10", "2023-10-12", ""},
		{"grace of the year", graced, "2023", "2023-12-05", "2023-12-08", ""},
		{"day 31 in a month of 31", day31, "2023-09", "2023-10-31", "2023-10-31", ""},
		{"day 31 in a month of 30", day31, "2023-10", "2023-12-01", "2023-12-01", ""},
		{"day 31 in february", day31, "2024-01", "2024-03-01", "2024-03-01", ""},
		{"late and locked said", dated, "2023-09", "2023-10-12", "2023-10-12", "2023-10-20"},
		{"due said", dated, "2023-10", "2023-11-08", "2023-11-08", "2023-11-13"},
		{"both said", dated, "2023-11", "2023-12-08", "2023-12-09", "2023-12-14"},
		{"lock said", dated, "2023-12", "2024-01-10", "2024-01-10", "2024-01-31"},
		{"year said", dated, "2023", "2023-12-01", "2023-12-01", ""},
		{"nothing said", dated, "2023-08", "2023-09-10", "2023-09-10", "2023-09-15"},
	} {
		d := tt.rule.Deadlines(period(t, tt.period))
		locked := ""
		if !d.LockedFrom.IsZero() {
			locked = d.LockedFrom.Format(time.DateOnly)
		}
		got := [3]string{d.Due.Format(time.DateOnly), d.LateFrom.Format(time.DateOnly), locked}
		if want := [3]string{tt.due, tt.late, tt.locked}; got != want {
			t.Errorf("%s: due, late, locked %v, want %v", tt.name, got, want)
		}
	}
}

// What must fall on a working day is the last day on which a report still is
// on time. 9 September 2023 is a Saturday, 9 December too.
func TestShift(t *testing.T) {
	loc := hoChiMinh(t)
	rule := func(s Shift) Rule {
		r := Default(loc)
		r.Shift = s
		r.Holidays = []Day{{2023, 9, 11}, {2023, 5, 9}, {2024, 2, 9}}
		return r
	}
	for _, tt := range []struct {
		shift        Shift
		period, late string
	}{
		{ShiftNone, "2023-08", "2023-09-10"},
		{ShiftPrevious, "2023-08", "2023-09-09"}, // last day Friday the 8th
		{ShiftNext, "2023-08", "2023-09-13"},     // Monday is a holiday: last day Tuesday the 12th
		{ShiftNone, "2023-04", "2023-05-10"},
		{ShiftPrevious, "2023-04", "2023-05-09"}, // Tuesday is a holiday: last day Monday
		{ShiftNext, "2023-04", "2023-05-11"},
		{ShiftPrevious, "2024-01", "2024-02-09"}, // a Friday holiday
		{ShiftNext, "2024-01", "2024-02-13"},     // over the weekend to Monday the 12th
		{ShiftNext, "2023-09", "2023-10-10"},     // Monday the 9th is a working day
		{ShiftPrevious, "2022", "2022-12-03"},    // 4 December 2022 is a Sunday
		{ShiftNext, "2022", "2022-12-06"},
	} {
		if got := rule(tt.shift).Deadlines(period(t, tt.period)).LateFrom.Format(time.DateOnly); got != tt.late {
			t.Errorf("%s %s: late from %s, want %s", tt.shift, tt.period, got, tt.late)
		}
	}
}

// A day that somebody named stands, whatever day of the week it is.
func TestShiftLeavesNamedDays(t *testing.T) {
	r := Default(hoChiMinh(t))
	r.Shift = ShiftNext
	september := MonthOf(2023, time.September)
	r.Dates = map[Period]Dates{september: {LateFrom: Day{2023, 10, 16}}}
	if got := r.Deadlines(september).LateFrom.Format(time.DateOnly); got != "2023-10-16" {
		t.Errorf("late from %s, want the named day", got)
	}
}

func TestCurrent(t *testing.T) {
	loc := hoChiMinh(t)
	plain := Default(loc)
	extended := Default(loc)
	extended.Dates = map[Period]Dates{
		MonthOf(2023, time.September): {LateFrom: Day{2023, 10, 16}},
		YearOf(2023):                  {LateFrom: Day{2023, 10, 11}},
	}
	day31 := Default(loc)
	day31.Month.DueDay = 31
	for _, tt := range []struct {
		name string
		rule Rule
		at   string
		want string
	}{
		{"end of september", plain, "2023-09-30 17:00:00", "2023-09"},
		{"the 9th", plain, "2023-10-09 23:59:59", "2023-09"},
		{"the 10th", plain, "2023-10-10 00:00:00", "2023-10"},
		{"31 december", plain, "2023-12-31 23:59:59", "2023-12"},
		{"new year", plain, "2024-01-01 00:00:00", "2023-12"},
		{"10 january", plain, "2024-01-10 00:00:00", "2024-01"},
		{"28 february", plain, "2024-02-28 23:59:59", "2024-02"},
		{"29 february", plain, "2024-02-29 00:00:00", "2024-02"},
		{"the year's deadline is no month", extended, "2023-10-10 12:00:00", "2023-09"},
		{"extended", extended, "2023-10-15 23:59:59", "2023-09"},
		{"after the extension", extended, "2023-10-16 00:00:00", "2023-10"},
		{"day 31 ties: the earlier month", day31, "2024-02-10 00:00:00", "2024-01"},
	} {
		at := instant(t, tt.at, loc)
		if got := tt.rule.Current(at).String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if got := tt.rule.Current(at.UTC()).String(); got != tt.want {
			t.Errorf("%s, told in UTC: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestDay(t *testing.T) {
	d, err := ParseDay("2023-12-05")
	if err != nil || d != (Day{2023, time.December, 5}) || d.String() != "2023-12-05" || d.Words() != "05/12/2023" {
		t.Errorf("ParseDay = %+v, %v", d, err)
	}
	for _, text := range []string{"", "2023-12-32", "2023-2-5", "05/12/2023", "2023-12-05T00:00:00"} {
		if _, err := ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q) takes it", text)
		}
	}
	loc := hoChiMinh(t)
	if got := DayOf(time.Date(2023, 9, 30, 17, 0, 0, 0, time.UTC), loc); got != (Day{2023, time.October, 1}) {
		t.Errorf("midnight in Hà Nội falls on %v", got)
	}
}

// Two months that were put off to one day: the answer is the earlier one,
// however the dates are kept.
func TestCurrentOfTwoPutOff(t *testing.T) {
	r := Default(hoChiMinh(t))
	r.Dates = map[Period]Dates{}
	for m := time.January; m <= time.June; m++ {
		r.Dates[MonthOf(2023, m)] = Dates{LateFrom: Day{2023, 10, 2}}
	}
	at := instant(t, "2023-10-01 12:00:00", r.Location)
	for range 50 {
		if got := r.Current(at).String(); got != "2023-01" {
			t.Fatalf("%s, want 2023-01", got)
		}
	}
}
