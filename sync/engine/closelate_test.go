package engine_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/workbook"
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

// What the office mends in the Biểu after the deadline, while the tabs still
// name the month before, goes into that month's closed Biểu, with its rows.
func TestTheOfficesTextsAfterTheDeadline(t *testing.T) {
	for _, ran := range []bool{true, false} { // before the month was over
		d := newDesk(t)
		if ran {
			d.run()
		}
		d.runAt(day(time.October, 11, 8))
		d.set("Biểu 02", "12", "Kết quả", "Chữ của văn phòng")
		end := 4
		for d.book.Get("Biểu 02", "A"+strconv.Itoa(end+1)).Value != "" {
			end++
		}
		d.book.Set("Biểu 02", "A"+strconv.Itoa(end+1), workbook.TextCell("16"))
		d.book.Set("Biểu 02", "B"+strconv.Itoa(end+1), workbook.TextCell("Chỉ tiêu văn phòng thêm"))
		d.runAt(day(time.October, 11, 9))
		c := d.closeAt(september, day(time.October, 12, 9))
		if got := d.get("Biểu 02 (T9-2023)", "12", "Kết quả"); got != "Chữ của văn phòng" || len(c.Kept) == 0 {
			t.Errorf("ran in time %v: closed with %q, kept %+v", ran, got, c.Kept)
		}
		if got := d.get("Biểu 02 (T9-2023)", "16", "Nhiệm vụ"); got != "Chỉ tiêu văn phòng thêm" {
			t.Errorf("ran in time %v: the added row is closed as %q", ran, got)
		}
		if len(c.Differing) > 0 {
			t.Errorf("ran in time %v: differing %+v", ran, c.Differing)
		}
	}
}

// Once a unit has gone on, every difference between the Biểu and what is closed
// is told.
func TestDifferencesFromTheBieu(t *testing.T) {
	d := newDesk(t)
	d.run()
	closed := d.get("Biểu 02", "14", "Kết quả")
	judged := d.get("Biểu 02", "13", "Kết quả")
	for _, tab := range d.unitTabs() {
		d.period(tab, "10/2023")
	}
	d.set("Tư pháp", "14", "Kết quả", "Giải quyết 20/20 đơn, đạt 100%")
	d.set("Biểu 02", "13", "Kết quả", "Chữ của văn phòng tháng 10")
	row, _, _ := workbook.ParseA1(d.at("Biểu 02", "10", "Kết quả"))
	d.book.DeleteRow("Biểu 02", row)
	c, err := d.prepare(september, day(time.October, 12, 9))
	if err != nil {
		t.Fatal(err)
	}
	row10 := ""
	for _, r := range example.Bieu02() {
		if r.TT == "10" {
			row10 = r.Task
		}
	}
	want := []form.BieuDifference{
		{Bieu: "Biểu 02", TT: "10", Closed: row10},
		{Bieu: "Biểu 02", TT: "13", Column: "Kết quả", Shown: "Chữ của văn phòng tháng 10", Closed: judged, Edited: true},
		{Bieu: "Biểu 02", TT: "14", Column: "Kết quả", Shown: "Giải quyết 20/20 đơn, đạt 100%", Closed: closed},
		{Bieu: "Biểu 02", TT: "14", Column: "Đánh giá", Shown: "Đạt chỉ tiêu KH", Closed: "Đang tiếp tục thực hiện"},
	}
	if diff := cmp.Diff(want, c.Differing); diff != "" || c.Shown != calendar.MonthOf(2023, 10) {
		t.Errorf("shown for %s, differing (-want +got):\n%s", c.Shown, diff)
	}
}

// What the office wrote too late comes into the closed Biểu by way of its unit,
// which says it for that period: before the closing, and after a reopening.
func TestLateWordsComeInThroughTheUnit(t *testing.T) {
	const text = "Giải quyết 9/10 đơn, đạt 90%, còn 1 đơn đang xác minh"
	says := func(d *desk, at time.Time) {
		t.Helper()
		sentence := d.get("Tư pháp", "14", "Kết quả")
		d.period("Tư pháp", "9/2023")
		d.set("Tư pháp", "14", "Kết quả", text)
		d.runAt(at)
		d.period("Tư pháp", "10/2023")
		d.set("Tư pháp", "14", "Kết quả", sentence)
		d.runAt(at.Add(time.Hour))
	}
	gone := func() *desk {
		d := newDesk(t)
		d.run()
		for _, tab := range d.unitTabs() {
			d.period(tab, "10/2023")
		}
		d.set("Biểu 02", "14", "Kết quả", text)
		d.runAt(day(time.October, 12, 9))
		return d
	}

	d := gone()
	says(d, day(time.October, 12, 10))
	d.closeAt(september, day(time.October, 12, 13))
	if got := d.get("Biểu 02 (T9-2023)", "14", "Kết quả"); got != text {
		t.Errorf("closed with %q", got)
	}

	d = gone()
	if c := d.closeAt(september, day(time.October, 12, 13)); len(c.Differing) != 1 || !c.Differing[0].Edited {
		t.Errorf("differing %+v", c.Differing)
	}
	d.reopen("Công chức tư pháp", day(time.October, 12, 14), day(time.October, 14, 0))
	says(d, day(time.October, 12, 15))
	d.closeAt(september, day(time.October, 12, 18))
	if got := d.get("Biểu 02 (T9-2023 lần 2)", "14", "Kết quả"); got != text {
		t.Errorf("closed again with %q", got)
	}
}
