package engine_test

import (
	"strings"
	"testing"
	"time"

	"bieu/rules"
	"bieu/sync/workbook"
)

// A tab that names a period of another year is asked about at that cell, and
// its rows are neither judged nor compiled as if they were of this one.
func TestAPeriodOfAnotherYear(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	d.run()
	was := d.get("Biểu 02", "14", "Kết quả")
	d.period(tab, "9/2022")
	d.set(tab, "14", "Kết quả", "Giải quyết 7/10 đơn, đạt 70%")
	o := d.run()
	asked := ""
	for _, p := range o.Problems {
		if p.Code == "other_year" {
			asked = p.Cell() + ": " + p.Text
		}
	}
	if !strings.HasPrefix(asked, "Tư pháp!C1: Kỳ báo cáo ghi 9/2022, không thuộc năm 2023") {
		t.Errorf("asked %q", asked)
	}
	for _, st := range o.Indicators {
		if st.Indicator.TT == "14" && (st.Verdict.Status != rules.CannotTell || !strings.Contains(st.Verdict.Why, "9/2022")) {
			t.Errorf("judged: %s, %s", st.Verdict.Status, st.Verdict.Why)
		}
	}
	if got := d.get("Biểu 02", "14", "Kết quả"); got != was {
		t.Errorf("Biểu 02 says %q", got)
	}
	u := stateOf(t, o, tab)
	if got := d.get("Tổng quan", u.Unit.Name, "Việc cần làm"); got != "Ghi lại Kỳ báo cáo (đang ghi năm khác)" {
		t.Errorf("Tổng quan asks %q", got)
	}
	if o := d.run(); o.Cells != 0 {
		t.Errorf("a second run wrote %d cells", o.Cells)
	}
	d.period(tab, "9/2023")
	if o := d.run(); hasProblem(o, "other_year") || d.get("Biểu 02", "14", "Kết quả") == was {
		t.Errorf("put right: %v, %q", o.Problems, d.get("Biểu 02", "14", "Kết quả"))
	}
}

// The example of a period that people are shown is of the plan's own year.
func TestExamplesAreOfThePlansYear(t *testing.T) {
	d := newDesk(t)
	d.engine.Form.Year = 2024
	d.book.Set("Công an", "C1", workbook.TextCell("tháng này"))
	d.book.Set("Tư pháp", "C1", workbook.TextCell(""))
	o := d.runAt(noon.AddDate(1, 0, 0))
	seen := 0
	for _, p := range o.Problems {
		if p.Code == "bad_period" || p.Code == "no_period" {
			seen++
			if !strings.Contains(p.Text, "9/2024") || strings.Contains(p.Text, "2023") {
				t.Errorf("%s: %s", p.Cell(), p.Text)
			}
		}
	}
	if seen != 2 {
		t.Errorf("%d questions", seen)
	}
}

// Kiểm tra begins as a sentence does.
func TestTheCheckBeginsWithACapital(t *testing.T) {
	d := newDesk(t)
	d.run()
	if got := d.get("Trạm y tế", "9.2", "Kiểm tra"); got != "Chưa có số liệu" {
		t.Errorf("Kiểm tra says %q", got)
	}
}

// duty is one unit's line in Tổng quan.
func (d *desk) duty(unit string) string {
	d.t.Helper()
	return d.overviewState(unit) + " | " + d.get("Tổng quan", unit, "Việc cần làm")
}

// From the 10th on a unit that did not hand in last month's report is told so,
// with what to do; one that did is left in peace.
func TestLastMonthsReportIsStillOwed(t *testing.T) {
	const tab = "Trạm y tế" // lacks 9.2
	d := newDesk(t)
	d.run()
	d.period("Công an", "8/2023") // went back, has its receipt
	o := d.runAt(day(time.October, 11, 8))
	u := stateOf(t, o, tab)
	if got, want := d.duty(u.Unit.Name), "Chưa nộp (đang ghi kỳ 9/2023); chưa nộp kỳ 9/2023 (quá hạn) | "+
		"Kỳ 9/2023 (quá hạn): bổ sung 9.2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, other := range []string{"Tư pháp", "Công an"} {
		if got := d.duty(stateOf(t, o, other).Unit.Name); strings.Contains(got, "quá hạn") {
			t.Errorf("%s: %q", other, got)
		}
	}
	d.period(tab, "10/2023")
	d.runAt(day(time.October, 12, 8))
	if got, want := d.duty(u.Unit.Name), "Kỳ 9/2023 (quá hạn): nộp báo cáo, ghi Kỳ báo cáo là 9/2023\n"; !strings.Contains(got, want) {
		t.Errorf("moved on: %q, want … %q", got, want)
	}
	if o := d.runAt(day(time.October, 12, 8)); o.Cells != 0 {
		t.Errorf("a second run wrote %d cells", o.Cells)
	}
	d.period(tab, "9/2023")
	d.set(tab, "9.2", "Kết quả", "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng 10,2%")
	d.runAt(day(time.October, 13, 8))
	if got, want := d.duty(u.Unit.Name), "Chưa nộp (đang ghi kỳ 9/2023: đã nộp trễ) | "; got != want {
		t.Errorf("handed in: %q, want %q", got, want)
	}
}

// A unit that put the new period over old rows still has to explain once the
// deadline has passed.
func TestLastMonthsReportIsStillToBeExplained(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	d.period(tab, "8/2023")
	d.runAt(day(time.August, 31, 17))
	d.period(tab, "9/2023")
	d.runAt(noon)
	o := d.runAt(day(time.October, 11, 8))
	if got, want := d.duty(stateOf(t, o, tab).Unit.Name), "Chưa nộp (đang ghi kỳ 9/2023: cần giải trình); cần giải trình kỳ 9/2023 (quá hạn) | "+
		"Kỳ 9/2023 (quá hạn): cập nhật số liệu, hoặc ghi lý do ở cột Ghi chú"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Nobody owes a report that was due before anybody wrote for it.
func TestNothingIsOwedFromBeforeTheBeginning(t *testing.T) {
	d := newDesk(t)
	for _, u := range d.run().Units {
		if len(u.Overdue) > 0 {
			t.Errorf("%s owes %v", u.Unit.Name, u.Overdue)
		}
	}
}

// Before the year's deadline the year's reports count beside the month's.
func TestTheYearsReportsCountBesideTheMonths(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	at := day(time.December, 4, 8)
	d.period(tab, "năm 2023")
	o := d.runAt(at)
	if p, n := o.Yearly(); p.String() != "2023" || n != 1 || o.Reported() != 0 {
		t.Errorf("%s %d, month %d", p, n, o.Reported())
	}
	u := stateOf(t, o, tab)
	if got, want := u.Short(o.Period), u.Unit.Name+" (đã nộp báo cáo năm 2023)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := d.book.Get("Tổng quan", "B7").Value, "trước ngày 05/12/2023; đã nộp 1/11 đơn vị"; got != want {
		t.Errorf("Hạn báo cáo năm: %q, want %q", got, want)
	}
	o = d.runAt(day(time.December, 5, 8))
	if got, want := d.duty(stateOf(t, o, "Công an").Unit.Name), "năm 2023 (quá hạn)"; !strings.Contains(got, want) {
		t.Errorf("the day after: %q", got)
	}
	if got := d.duty(u.Unit.Name); strings.Contains(got, "quá hạn") && strings.Contains(got, "năm 2023 (quá hạn)") {
		t.Errorf("handed in: %q", got)
	}
}
