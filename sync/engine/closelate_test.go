package engine_test

import (
	"strings"
	"testing"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/engine"
)

// What keeps a unit from having reported keeps it from that whenever the period
// is closed, and whatever its tab names by then.
func TestDoubtsOutlastTheMonth(t *testing.T) {
	const tab = "Tư pháp"
	late := day(time.October, 12, 9)
	tests := []struct {
		name   string
		does   func(d *desk)
		period calendar.Period
		at     time.Time
		want   string
	}{
		{"a new period over old rows", func(d *desk) { d.period(tab, "9/2023"); d.runAt(noon) }, september, late, engine.DoubtExplain},
		{"the same, gone on to the next month", func(d *desk) {
			d.period(tab, "9/2023")
			d.runAt(noon)
			d.period(tab, "10/2023")
			d.set(tab, "14", "Kết quả", "Giải quyết 12/12 đơn, đạt 100%")
			d.runAt(day(time.October, 11, 9))
		}, september, late, engine.DoubtExplain},
		{"no period named", func(d *desk) {
			d.period(tab, "")
			d.set(tab, "14", "Kết quả", "Giải quyết 11/11 đơn, đạt 100%")
			d.runAt(noon)
		}, september, late, engine.DoubtUnnamed},
		{"no period that can be read", func(d *desk) {
			d.period(tab, "cuối quý")
			d.set(tab, "14", "Kết quả", "Giải quyết 11/11 đơn, đạt 100%")
			d.runAt(noon)
		}, september, late, engine.DoubtUnnamed},
		{"handed in, then the period cell was cleared for October", func(d *desk) {
			d.period(tab, "9/2023")
			d.set(tab, "14", "Kết quả", "Giải quyết 11/11 đơn, đạt 100%")
			d.runAt(noon)
			d.period(tab, "")
			d.runAt(day(time.October, 11, 9))
		}, september, late, ""},
		{"the year over the rows of a month", func(d *desk) { d.period(tab, "năm 2023"); d.runAt(day(time.December, 31, 8)) },
			calendar.YearOf(2023), day(time.December, 31, 9), engine.DoubtExplain},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.period(tab, "8/2023")
			d.runAt(day(time.August, 31, 9))
			tt.does(d)
			c, err := d.prepare(tt.period, tt.at)
			if err != nil {
				t.Fatal(err)
			}
			if u := unitOf(c, "Công chức tư pháp"); u.Doubt != tt.want || u.Reported != (tt.want == "") {
				t.Errorf("told %+v, want the doubt %q", u, tt.want)
			}
		})
	}
}

// A closing counts the questions that Tổng quan lists for its period, also when
// another month is current by then.
func TestQuestionsOfAClosing(t *testing.T) {
	for _, at := range []time.Time{day(time.October, 2, 9), day(time.October, 12, 9)} {
		d := newDesk(t)
		for _, tab := range d.unitTabs() {
			d.period(tab, "8/2023")
		}
		d.runAt(day(time.August, 31, 9))
		for _, tab := range d.unitTabs() {
			d.period(tab, "9/2023")
		}
		d.set(social, "12", "Kết quả", strings.Replace(jobs, "117/200 lao động, đạt 58,5% KH giao", "1170 lao động", 1))
		d.runAt(noon)
		want := len(d.openLines()) - 1 // the first line is the heading
		if !strings.Contains(strings.Join(d.openLines(), "\n"), "gấp khoảng 10 lần") {
			t.Fatalf("Tổng quan lists %q", d.openLines())
		}
		c, err := d.prepare(september, at)
		if err != nil {
			t.Fatal(err)
		}
		if c.Manifest.Questions != want {
			t.Errorf("closing on %s counts %d questions, Tổng quan %d: %q", at.Format(time.DateOnly), c.Manifest.Questions, want, d.openLines())
		}
	}
}
