package calendar

import (
	"testing"
	"time"
)

// TestTruthTable holds every kind of period and of rule against the instants
// on both sides of each border: whether the instant's data belongs to the
// period, and whether a report that comes then is past its due day, late, or
// not taken any more. The machine's own time zone and the one in which an
// instant is told change nothing.
func TestTruthTable(t *testing.T) {
	loc := hoChiMinh(t)
	rule := func(change func(*Rule)) Rule {
		r := Default(loc)
		if change != nil {
			change(&r)
		}
		return r
	}
	plain := rule(nil)
	mid := rule(func(r *Rule) { r.Window = MidMonth })
	locks := rule(func(r *Rule) { r.Month.LockAfterDays, r.Year.LockAfterDays = 5, 10 })
	grace := rule(func(r *Rule) {
		r.Month.LateFromDay = 12
		r.Year.LateMonth, r.Year.LateDay = time.December, 8
	})
	day29 := rule(func(r *Rule) { r.Month.DueDay = 29 })
	dated := rule(func(r *Rule) {
		r.Month.LockAfterDays = 5
		r.Dates = map[Period]Dates{
			MonthOf(2023, time.September):             {Due: Day{2023, 10, 6}, LateFrom: Day{2023, 10, 13}, LockedFrom: Day{2023, 10, 16}},
			{Kind: Quarter, Year: 2023, Number: 3}:    {LateFrom: Day{2023, 10, 21}},
			{Kind: Half, Year: 2023, Number: 1}:       {Due: Day{2023, 6, 15}},
			{Kind: NineMonths, Year: 2023, Number: 1}: {LockedFrom: Day{2023, 12, 1}},
			YearOf(2023): {LateFrom: Day{2023, 12, 1}, LockedFrom: Day{2024, 1, 1}},
		}
	})
	// 10 September 2023 is a Sunday, 5 December 2023 a Tuesday.
	shifted := func(s Shift, holidays ...Day) Rule {
		return rule(func(r *Rule) { r.Shift, r.Holidays, r.Month.LockAfterDays = s, holidays, 5 })
	}
	eve := Day{2023, 12, 4}

	const in, past, late, locked = 1, 2, 4, 8
	for _, tt := range []struct {
		name   string
		rule   Rule
		period string
		at     string
		want   int
	}{
		{"month, its last second", plain, "2023-09", "2023-09-30 23:59:59", in},
		{"month, over", plain, "2023-09", "2023-10-01 00:00:00", 0},
		{"month, the 9th", plain, "2023-09", "2023-10-09 23:59:59", 0},
		{"month, the 10th", plain, "2023-09", "2023-10-10 00:00:00", past | late},
		{"quarter, its first second", plain, "2023-Q3", "2023-07-01 00:00:00", in},
		{"quarter, before", plain, "2023-Q3", "2023-06-30 23:59:59", 0},
		{"quarter, the 9th", plain, "2023-Q3", "2023-10-09 23:59:59", 0},
		{"quarter, the 10th", plain, "2023-Q3", "2023-10-10 00:00:00", past | late},
		{"half, its last second", plain, "2023-H1", "2023-06-30 23:59:59", in},
		{"half, the 9th", plain, "2023-H1", "2023-07-09 23:59:59", 0},
		{"half, the 10th", plain, "2023-H1", "2023-07-10 00:00:00", past | late},
		{"second half, 31 december", plain, "2023-H2", "2023-12-31 23:59:59", in},
		{"second half, the 9th", plain, "2023-H2", "2024-01-09 23:59:59", 0},
		{"second half, the 10th", plain, "2023-H2", "2024-01-10 00:00:00", past | late},
		{"nine months, 1 january", plain, "2023-9M", "2023-01-01 00:00:00", in},
		{"nine months, the 9th", plain, "2023-9M", "2023-10-09 23:59:59", 0},
		{"nine months, the 10th", plain, "2023-9M", "2023-10-10 00:00:00", past | late},
		{"year, 4 december", plain, "2023", "2023-12-04 23:59:59", in},
		{"year, 5 december", plain, "2023", "2023-12-05 00:00:00", in | past | late},
		{"year, 31 december", plain, "2023", "2023-12-31 23:59:59", in | past | late},
		{"year, over", plain, "2023", "2024-01-01 00:00:00", past | late},
		{"december, 31 december", plain, "2023-12", "2023-12-31 23:59:59", in},
		{"december, over", plain, "2023-12", "2024-01-01 00:00:00", 0},
		{"february, the 28th", plain, "2023-02", "2023-02-28 23:59:59", in},
		{"february, over", plain, "2023-02", "2023-03-01 00:00:00", 0},
		{"leap february, the 28th", plain, "2024-02", "2024-02-28 23:59:59", in},
		{"leap february, the 29th", plain, "2024-02", "2024-02-29 00:00:00", in},
		{"leap february, its last second", plain, "2024-02", "2024-02-29 23:59:59", in},
		{"leap february, over", plain, "2024-02", "2024-03-01 00:00:00", 0},
		{"due on the 29th, the 28th of a leap february", day29, "2024-01", "2024-02-28 23:59:59", 0},
		{"due on the 29th, the 29th of a leap february", day29, "2024-01", "2024-02-29 00:00:00", past | late},
		{"due on the 29th, the last of february", day29, "2023-01", "2023-02-28 23:59:59", 0},
		{"due on the 29th, february has none", day29, "2023-01", "2023-03-01 00:00:00", past | late},

		{"window, the 14th", mid, "2023-09", "2023-09-14 23:59:59", in},
		{"window, the 15th", mid, "2023-09", "2023-09-15 00:00:00", 0},
		{"window, the next month's", mid, "2023-10", "2023-09-15 00:00:00", in},
		{"window, due as ever", mid, "2023-09", "2023-10-10 00:00:00", past | late},
		{"window, quarter begins", mid, "2023-Q1", "2022-12-15 00:00:00", in},
		{"window, quarter is over", mid, "2023-Q1", "2023-03-15 00:00:00", 0},
		{"window, half ends", mid, "2023-H1", "2023-06-14 23:59:59", in},
		{"window, nine months are over", mid, "2023-9M", "2023-09-15 00:00:00", 0},
		{"window, leap february", mid, "2024-03", "2024-02-29 00:00:00", in},
		{"window, 31 december is the next year's", mid, "2023", "2023-12-31 23:59:59", past | late},
		{"window, the year ends", mid, "2023", "2023-12-14 23:59:59", in | past | late},

		{"lock, before", locks, "2023-09", "2023-10-14 23:59:59", past | late},
		{"lock, from", locks, "2023-09", "2023-10-15 00:00:00", past | late | locked},
		{"lock, quarter", locks, "2023-Q3", "2023-10-15 00:00:00", past | late | locked},
		{"lock, year before", locks, "2023", "2023-12-14 23:59:59", in | past | late},
		{"lock, year from", locks, "2023", "2023-12-15 00:00:00", in | past | late | locked},
		{"grace, due", grace, "2023-09", "2023-10-10 00:00:00", past},
		{"grace, its last second", grace, "2023-09", "2023-10-11 23:59:59", past},
		{"grace, over", grace, "2023-09", "2023-10-12 00:00:00", past | late},
		{"grace of the year, its last second", grace, "2023", "2023-12-07 23:59:59", in | past},
		{"grace of the year, over", grace, "2023", "2023-12-08 00:00:00", in | past | late},

		{"named, before the due day", dated, "2023-09", "2023-10-05 23:59:59", 0},
		{"named, due", dated, "2023-09", "2023-10-06 00:00:00", past},
		{"named, not yet late", dated, "2023-09", "2023-10-12 23:59:59", past},
		{"named, late", dated, "2023-09", "2023-10-13 00:00:00", past | late},
		{"named, locked", dated, "2023-09", "2023-10-16 00:00:00", past | late | locked},
		{"named quarter, before", dated, "2023-Q3", "2023-10-20 23:59:59", 0},
		{"named quarter, late and due together", dated, "2023-Q3", "2023-10-21 00:00:00", past | late},
		{"named quarter, locked by the rule", dated, "2023-Q3", "2023-10-26 00:00:00", past | late | locked},
		{"named half, due before its end", dated, "2023-H1", "2023-06-15 00:00:00", in | past | late},
		{"named nine months, as the rule has it", dated, "2023-9M", "2023-10-10 00:00:00", past | late},
		{"named nine months, before the lock", dated, "2023-9M", "2023-11-30 23:59:59", past | late},
		{"named nine months, locked", dated, "2023-9M", "2023-12-01 00:00:00", past | late | locked},
		{"named year, before", dated, "2023", "2023-11-30 23:59:59", in},
		{"named year, late", dated, "2023", "2023-12-01 00:00:00", in | past | late},
		{"named year, locked", dated, "2023", "2024-01-01 00:00:00", past | late | locked},
		{"another month, as the rule has it", dated, "2023-08", "2023-09-10 00:00:00", past | late},

		{"weekend, no shift", shifted(ShiftNone), "2023-08", "2023-09-10 00:00:00", past | late},
		{"weekend, back: still on time", shifted(ShiftPrevious), "2023-08", "2023-09-08 23:59:59", 0},
		{"weekend, back: late", shifted(ShiftPrevious), "2023-08", "2023-09-09 00:00:00", past | late},
		{"weekend, back: the lock goes along", shifted(ShiftPrevious), "2023-08", "2023-09-14 00:00:00", past | late | locked},
		{"weekend, on: still on time", shifted(ShiftNext), "2023-08", "2023-09-11 23:59:59", 0},
		{"weekend, on: late", shifted(ShiftNext), "2023-08", "2023-09-12 00:00:00", past | late},
		{"weekend, on: not locked yet", shifted(ShiftNext), "2023-08", "2023-09-16 23:59:59", past | late},
		{"weekend, on: the lock goes along", shifted(ShiftNext), "2023-08", "2023-09-17 00:00:00", past | late | locked},
		{"holiday, no shift", shifted(ShiftNone, eve), "2023", "2023-12-05 00:00:00", in | past | late},
		{"holiday, back over a weekend: still on time", shifted(ShiftPrevious, eve), "2023", "2023-12-01 23:59:59", in},
		{"holiday, back over a weekend: late", shifted(ShiftPrevious, eve), "2023", "2023-12-02 00:00:00", in | past | late},
		{"holiday, on: still on time", shifted(ShiftNext, eve), "2023", "2023-12-05 23:59:59", in},
		{"holiday, on: late", shifted(ShiftNext, eve), "2023", "2023-12-06 00:00:00", in | past | late},
		{"a holiday elsewhere moves nothing", shifted(ShiftNext, Day{2023, 10, 2}), "2023-09", "2023-10-10 00:00:00", past | late},
		{"a working eve moves nothing", shifted(ShiftPrevious), "2023-09", "2023-10-09 23:59:59", 0},
		{"a quarter's holiday, on", shifted(ShiftNext, Day{2023, 10, 9}), "2023-Q3", "2023-10-10 23:59:59", 0},
		{"a quarter's holiday, back", shifted(ShiftPrevious, Day{2023, 10, 9}), "2023-Q3", "2023-10-07 00:00:00", past | late},
	} {
		p := period(t, tt.period)
		at := instant(t, tt.at, loc)
		for _, zone := range []string{"Asia/Ho_Chi_Minh", "UTC", "America/New_York", "Pacific/Kiritimati"} {
			elsewhere, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := truth(t, tt.rule, p, at.In(elsewhere), elsewhere); got != tt.want {
				t.Errorf("%s, %s at %s on a machine in %s: in, past, late, locked %04b, want %04b",
					tt.name, tt.period, tt.at, zone, got, tt.want)
			}
		}
	}
}

// truth asks on a machine that lives in a zone.
func truth(t *testing.T, r Rule, p Period, at time.Time, zone *time.Location) int {
	t.Helper()
	local := time.Local
	time.Local = zone
	defer func() { time.Local = local }()
	d := r.Deadlines(p)
	bits := 0
	for i, holds := range []bool{r.Span(p).Has(at), !at.Before(d.Due), d.Late(at), d.Locked(at)} {
		if holds {
			bits |= 1 << i
		}
	}
	return bits
}
