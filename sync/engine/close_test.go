package engine_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

var september = calendar.MonthOf(2023, 9)

// hours after noon of 30 September, the instant of the example.
func hours(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }

func (d *desk) prepare(p calendar.Period, at time.Time) (*engine.Closure, error) {
	d.t.Helper()
	return d.engine.PrepareClosing(d.t.Context(), engine.CloseOptions{At: at, Period: p, Program: "test", Draw: xlsx.Bytes})
}

func (d *desk) closeAt(p calendar.Period, at time.Time) *engine.Closure {
	d.t.Helper()
	c, err := d.prepare(p, at)
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := c.Carry(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d *desk) reopen(unit string, at, until time.Time) {
	d.t.Helper()
	r, err := d.engine.PrepareReopening(d.t.Context(), engine.ReopenOptions{
		At: at, Until: until, Period: september, Unit: unit, Reason: "Bổ sung số liệu",
	})
	if err == nil {
		err = d.engine.Reopen(d.t.Context(), r)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) rebuild(p calendar.Period) *engine.Rebuilt {
	d.t.Helper()
	e := *d.engine
	e.Main, e.Open = nil, nil
	r, err := e.Rebuild(d.t.Context(), p, 0, "test", xlsx.Bytes)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) titles() []string {
	d.t.Helper()
	snapshot, err := d.book.Read(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return snapshot.Titles
}

// edits returns the texts of the run's problems of closed cells.
func closedEdits(o *engine.Outcome) []string {
	var list []string
	for _, p := range o.Problems {
		if p.Code == "closed_edit" {
			list = append(list, p.Cell()+" "+p.Text)
		}
	}
	return list
}

func status(o *engine.Outcome, tt string) rules.Status {
	for _, st := range o.Indicators {
		if st.Indicator.TT == tt {
			return st.Verdict.Status
		}
	}
	return ""
}

func TestClosedMonthStaysAsItWas(t *testing.T) {
	d := newDesk(t)
	c := d.closeAt(september, hours(0))
	if !c.Manifest.Gaps || c.Manifest.Final || len(c.Manifest.Code()) != 16 {
		t.Errorf("manifest %+v", c.Manifest)
	}
	if got := d.titles(); !slices.Contains(got, "Biểu 01 (T9-2023)") || !slices.Contains(got, "Biểu 02 (T9-2023)") {
		t.Fatalf("tabs %q", got)
	}
	for _, tt := range []string{"1", "9", "12", "13"} {
		for _, column := range []string{"Nhiệm vụ", "Kết quả", "Đánh giá"} {
			if got, want := d.get("Biểu 02 (T9-2023)", tt, column), d.get("Biểu 02", tt, column); got != want || want == "" {
				t.Errorf("TT %s, %s: closed %q, shown %q", tt, column, got, want)
			}
		}
	}
	if face := d.book.Get("Biểu 02 (T9-2023)", "A3").Value; face != "TẠM – 10/11 đơn vị (chưa đủ: Trạm y tế (thiếu 9.2))" {
		t.Errorf("face %q", face)
	}
	if o := d.runAt(hours(1)); o.Cells != 0 || o.Writes != 0 {
		t.Errorf("the run after closing writes %d cells", o.Cells)
	}
	before := d.get("Biểu 02", "12", "Kết quả")
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm cho 250 lao động")
	o := d.runAt(hours(2))
	want := "Văn hóa - Xã hội!" + d.at("Văn hóa - Xã hội", "12", "Kết quả")
	edits := closedEdits(o)
	if len(edits) != 1 || !strings.HasPrefix(edits[0], want+" Kỳ 9/2023 đã chốt số liệu: đã chốt “") ||
		!strings.Contains(edits[0], "→ nay “Giải quyết việc làm cho 250 lao động”, thấy lúc 19:00 ngày 30/09/2023") {
		t.Errorf("closed edits %q, want one at %s", edits, want)
	}
	if got := status(o, "12"); got != rules.InProgress {
		t.Errorf("the closed figure was taken: %s", got)
	}
	if got := d.get("Biểu 02", "12", "Kết quả"); got != before {
		t.Errorf("the Biểu took %q", got)
	}
	if told := d.get("Văn hóa - Xã hội", "12", "Kiểm tra"); !strings.Contains(told, "đã chốt “") {
		t.Errorf("beside the row: %q", told)
	}
	if o := d.runAt(hours(3)); o.Cells != 0 || !slices.Equal(closedEdits(o), edits) {
		t.Errorf("the next run writes %d cells and tells %q", o.Cells, closedEdits(o))
	}
	var closed *engine.ClosedError
	if _, err := d.prepare(september, hours(4)); !errors.As(err, &closed) || closed.Code != c.Manifest.Code() || len(closed.Placed) > 0 {
		t.Errorf("closing twice: %v", err)
	}
}

func TestReopenedUnitCountsUntilItExpires(t *testing.T) {
	d := newDesk(t)
	first := d.closeAt(september, hours(0))
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm cho 250 lao động")
	d.runAt(hours(1))
	d.reopen("Công chức văn hóa - xã hội", hours(2), hours(5))
	if got := status(d.runAt(hours(3)), "12"); got != rules.Exceeded {
		t.Errorf("let in: %s", got)
	}
	if text := strings.Join(overviewTexts(d), "\n"); !strings.Contains(text, "Bổ sung số liệu") {
		t.Error("the reason is not shown")
	}
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm cho 10 lao động")
	o := d.runAt(hours(5))
	if got := status(o, "12"); got != rules.Exceeded || len(closedEdits(o)) != 1 {
		t.Errorf("expired: %s, edits %q", got, closedEdits(o))
	}
	again := d.closeAt(september, hours(6))
	if again.Manifest.Previous != first.Manifest.Hash() || again.Manifest.Previous == "" {
		t.Errorf("previous %q, want %q", again.Manifest.Previous, first.Manifest.Hash())
	}
	if got := d.get("Biểu 02 (T9-2023 lần 2)", "12", "Kết quả"); !strings.Contains(got, "250") {
		t.Errorf("closed again with %q", got)
	}
	if got := d.get("Biểu 02 (T9-2023)", "12", "Kết quả"); strings.Contains(got, "250") {
		t.Errorf("the first closing now says %q", got)
	}
	if o := d.runAt(hours(7)); o.Cells != 0 {
		t.Errorf("the run after closing again writes %d cells", o.Cells)
	}
	if r := d.rebuild(september); !r.Sound() {
		t.Errorf("rebuilt %s, closed %s, %v", r.Sum, r.Manifest.Workbook, r.Differences)
	}
}

func overviewTexts(d *desk) []string {
	var list []string
	for at, text := range d.cells() {
		if strings.HasPrefix(at, "Tổng quan!") {
			list = append(list, text)
		}
	}
	return list
}

func TestReopeningNeedsAClosedPeriodAndAUnit(t *testing.T) {
	d := newDesk(t)
	d.run()
	ask := func(change func(*engine.ReopenOptions)) error {
		opt := engine.ReopenOptions{At: hours(1), Until: hours(2), Period: september, Unit: "Công an", Reason: "x"}
		change(&opt)
		_, err := d.engine.PrepareReopening(t.Context(), opt)
		return err
	}
	if err := ask(func(*engine.ReopenOptions) {}); !errors.Is(err, engine.ErrNotClosed) {
		t.Errorf("an open period: %v", err)
	}
	d.closeAt(september, hours(0))
	var unit *engine.UnitError
	for _, tt := range []struct {
		name   string
		change func(*engine.ReopenOptions)
		want   func(error) bool
	}{
		{"as it should be", func(*engine.ReopenOptions) {}, func(err error) bool { return err == nil }},
		{"by its code, typed loosely", func(o *engine.ReopenOptions) { o.Unit = "công  AN" }, func(err error) bool { return err == nil }},
		{"no such unit", func(o *engine.ReopenOptions) { o.Unit = "Hải quan" }, func(err error) bool { return errors.As(err, &unit) && len(unit.Units) == 11 }},
		{"no reason", func(o *engine.ReopenOptions) { o.Reason = "  " }, func(err error) bool { return errors.Is(err, engine.ErrNoReason) }},
		{"over before it begins", func(o *engine.ReopenOptions) { o.Until = o.At }, func(err error) bool { return errors.Is(err, engine.ErrPast) }},
		{"another year", func(o *engine.ReopenOptions) { o.Period.Year = 2022 }, func(err error) bool { return errors.Is(err, engine.ErrOtherYear) }},
	} {
		if err := ask(tt.change); !tt.want(err) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestWhatCannotBeClosed(t *testing.T) {
	d := newDesk(t)
	for _, tt := range []struct {
		period string
		at     time.Time
		want   error
	}{
		{"2022-09", noon, engine.ErrOtherYear},
		{"2023-11", noon, engine.ErrNotBegun},
		{"2023-08", noon, engine.ErrNothingSeen},
	} {
		p, _ := calendar.ParsePeriod(tt.period)
		if _, err := d.prepare(p, tt.at); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.period, err, tt.want)
		}
	}
	c, err := d.prepare(september, noon.AddDate(0, 0, -3))
	if err != nil || !c.Early || !c.Manifest.Gaps {
		t.Errorf("three days before the end: %v, %+v", err, c)
	}
	if c, err := d.prepare(september, noon); err != nil || c.Early || c.Ends.IsZero() {
		t.Errorf("on the last day: %v, %+v", err, c)
	}
	if c, err := d.prepare(september, noon.AddDate(0, 0, 1)); err != nil || c.Early || !c.Ends.IsZero() {
		t.Errorf("after the end: %v, %+v", err, c)
	}
	d.engine.History = nil
	if _, err := d.prepare(september, noon); !errors.Is(err, engine.ErrNoHistory) {
		t.Errorf("without a history: %v", err)
	}
}

func TestTabsOfAKilledClosingAreMadeUp(t *testing.T) {
	d := newDesk(t)
	d.run()
	c, err := d.prepare(september, hours(1))
	if err != nil {
		t.Fatal(err)
	}
	killed := errors.New("killed")
	d.book.BeforeWrite = func(workbook.Edit) error { return killed }
	if _, err := c.Carry(t.Context()); !errors.Is(err, killed) {
		t.Fatalf("carried: %v", err)
	}
	d.book.BeforeWrite = nil
	var closed *engine.ClosedError
	if _, err := d.prepare(september, hours(2)); !errors.As(err, &closed) || len(closed.Placed) != 2 {
		t.Fatalf("closing again: %v %+v", err, closed)
	}
	if got := d.titles(); !slices.Contains(got, "Biểu 02 (T9-2023)") {
		t.Errorf("tabs %q", got)
	}
	if o := d.runAt(hours(3)); o.Cells != 0 || o.Writes != 0 {
		t.Errorf("the next run writes %d cells in %d writes", o.Cells, o.Writes)
	}
}

func TestTabOfAPersonIsNeverWrittenOver(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.book.AddTab(workbook.Layout{Title: "Biểu 02 (T9-2023)", Rows: []workbook.LayoutRow{{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("của tôi")}}}}})
	d.closeAt(september, hours(1))
	if got := d.book.Get("Biểu 02 (T9-2023)", "A1").Value; got != "của tôi" {
		t.Errorf("the person's tab now says %q", got)
	}
	if got := d.titles(); !slices.Contains(got, "Biểu 02 (T9-2023) (2)") {
		t.Errorf("tabs %q", got)
	}
}

func TestDeletedClosedTabIsAskedAboutOnce(t *testing.T) {
	d := newDesk(t)
	d.closeAt(september, hours(0))
	d.book.RemoveTab("Biểu 01 (T9-2023)")
	asked := func(o *engine.Outcome) int {
		n := 0
		for _, p := range o.Problems {
			if p.Code == "closed_gone" {
				n++
			}
		}
		return n
	}
	if o := d.runAt(hours(1)); asked(o) != 1 || slices.Contains(d.titles(), "Biểu 01 (T9-2023)") {
		t.Errorf("asked %d times, tabs %q", asked(o), d.titles())
	}
	if o := d.runAt(hours(2)); asked(o) != 1 || o.Cells != 0 {
		t.Errorf("in the same period: asked %d times, %d cells", asked(o), o.Cells)
	}
	if o := d.runAt(noon.AddDate(0, 0, 20)); asked(o) != 0 {
		t.Errorf("in the next period: asked %d times", asked(o))
	}
}

func TestOfficesTextsGoIntoTheClosedBieu(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.set("Biểu 02", "12", "Kết quả", "Đã giải quyết việc làm cho 117 người")
	d.runAt(hours(1))
	c := d.closeAt(september, hours(2))
	if got := d.get("Biểu 02 (T9-2023)", "12", "Kết quả"); got != "Đã giải quyết việc làm cho 117 người" {
		t.Errorf("closed with %q", got)
	}
	if !slices.ContainsFunc(c.Kept, func(k form.KeptText) bool { return k.TT == "12" && k.Column == "Kết quả" && k.Source != "" }) {
		t.Errorf("kept %+v", c.Kept)
	}
}

func TestClosedYearIsFinal(t *testing.T) {
	d := newDesk(t)
	for _, unit := range d.unitTabs() {
		d.book.Set(unit, "C1", workbook.TextCell("12/2023"))
	}
	// In the days between the year's report and the month's, November is current.
	at := time.Date(2023, 12, 6, 9, 0, 0, 0, hanoi)
	d.runAt(at)
	d.set("Biểu 02", "13", "Kết quả", "Chữ của văn phòng")
	c := d.closeAt(calendar.YearOf(2023), at.Add(time.Hour))
	if got := d.get("Biểu 02 (2023)", "13", "Kết quả"); got != "Chữ của văn phòng" {
		t.Errorf("the office's text was closed as %q", got)
	}
	if c.Early || !c.Manifest.Final || len(c.Manifest.Estimates) == 0 || c.Manifest.Estimates[0].Unit == "" {
		t.Errorf("manifest %+v", c.Manifest)
	}
	if got := d.get("Biểu 02 (2023)", "12", "Đánh giá"); got != "Không đạt chỉ tiêu KH" {
		t.Errorf("the year's Biểu says %q", got)
	}
	o := d.runAt(at.Add(2 * time.Hour))
	if got := status(o, "12"); got != rules.NotMet {
		t.Errorf("a run after the year was closed judges %s", got)
	}
	if got := d.get("Văn hóa - Xã hội", "12", "Đánh giá"); got != "Không đạt chỉ tiêu KH" {
		t.Errorf("beside the row %q", got)
	}
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm cho 250 lao động")
	if o := d.runAt(at.Add(3 * time.Hour)); status(o, "12") != rules.NotMet || len(closedEdits(o)) != 1 {
		t.Errorf("a month of the closed year took an edit: %s %q", status(o, "12"), closedEdits(o))
	}
	if r := d.rebuild(calendar.YearOf(2023)); !r.Sound() {
		t.Errorf("rebuilt: %v", r.Differences)
	}
}

func TestRebuildingGivesTheSameBytes(t *testing.T) {
	d := newDesk(t)
	c := d.closeAt(september, hours(0))
	first := d.rebuild(september)
	if !first.Sound() || first.Sum != c.Manifest.Workbook || first.Code != c.Manifest.Code() {
		t.Fatalf("rebuilt %s %v, closed %s", first.Sum, first.Differences, c.Manifest.Workbook)
	}
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm cho 250 lao động")
	d.runAt(noon.AddDate(0, 1, 3))
	d.engine.Form.Location = time.UTC
	d.engine.Form.Titles.Bieu02 = "Biểu khác"
	second := d.rebuild(september)
	if !second.Sound() || !bytes.Equal(first.File, second.File) {
		t.Errorf("another day, place and title: %s, %v", second.Sum, second.Differences)
	}
}

// Every table on which a closed period rests is watched.
func TestTamperedHistoryIsTold(t *testing.T) {
	tests := []struct {
		name, statement, table string
	}{
		{"a figure", `UPDATE observations SET raw = 'khác' WHERE id = (SELECT MIN(id) FROM observations WHERE code = '12' AND raw <> '')`, "observations"},
		{"when a figure was seen", `UPDATE observations SET seen_at = '2023-09-01T00:00:00.000000000Z' WHERE id = 3`, "observations"},
		{"a figure taken out", `DELETE FROM observations WHERE id = 5`, "observations"},
		{"a figure put in", `INSERT INTO observations SELECT 0, run, plan, period, unit, code, column_key, 'thêm', kind, cell, seen_at FROM observations WHERE id = 5`, "observations"},
		{"a judgement", `UPDATE verdicts SET status = 'met' WHERE code = '12'`, "verdicts"},
		{"a judgement taken out", `DELETE FROM verdicts WHERE code = '12'`, "verdicts"},
		{"a receipt", `UPDATE receipts SET is_late = NOT is_late WHERE unit = 'Công an'`, "receipts"},
		{"a receipt taken out", `DELETE FROM receipts WHERE unit = 'Công an'`, "receipts"},
		{"a receipt put in", `INSERT INTO receipts SELECT plan, period, 'Trạm y tế', run, made_at, hash, is_late FROM receipts WHERE unit = 'Công an'`, "receipts"},
		{"a reopening", `UPDATE reopenings SET reason = 'khác'`, "reopenings"},
		{"a reopening taken out", `DELETE FROM reopenings`, "reopenings"},
		{"what was closed", `UPDATE closings SET content = REPLACE(content, 'Đạt chỉ tiêu KH', 'Vượt chỉ tiêu KH')`, "closings"},
		{"content that nobody can read", `UPDATE closings SET content = '{'`, "closings"},
		{"when it was closed", `UPDATE closings SET closed_at = '2023-10-01T00:00:00.000000000Z' WHERE id = 2`, "closings"},
		{"the manifest", `UPDATE closings SET manifest = REPLACE(manifest, '"questions":', '"questions":1') WHERE id = 2`, "closings"},
		{"the closing before", `DELETE FROM closings WHERE id = 1`, "closings"},
		{"the run", `UPDATE runs SET started_at = '2023-10-01T00:00:00.000000000Z' WHERE id = (SELECT run FROM closings WHERE id = 2)`, "runs"},
	}
	sound := closedTwice(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "bieu.db")
			if err := os.WriteFile(path, sound, 0o600); err != nil {
				t.Fatal(err)
			}
			store, err := history.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			d := &desk{t: t, engine: &engine.Engine{Plan: "test", History: store, Calendar: calendar.Default(hanoi), Form: settings()}}
			if r := d.rebuild(september); !r.Sound() {
				t.Fatalf("before: %v", r.Differences)
			}
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			result, err := db.ExecContext(context.Background(), tt.statement)
			if err != nil {
				t.Fatal(err)
			}
			if n, _ := result.RowsAffected(); n == 0 {
				t.Fatal("nothing was changed")
			}
			r := d.rebuild(september)
			if r.Sound() || !slices.ContainsFunc(r.Differences, func(f engine.Difference) bool { return f.Table == tt.table }) {
				t.Errorf("told %v", r.Differences)
			}
		})
	}
}

// closedTwice is the file of a history in which a period was closed, reopened
// and closed again.
func closedTwice(t *testing.T) []byte {
	t.Helper()
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "bieu.db")
	store, err := history.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	d.engine.History = store
	d.closeAt(september, hours(0))
	d.reopen("Công an", hours(1), hours(3))
	d.closeAt(september, hours(2))
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func (d *desk) unitTabs() []string {
	d.t.Helper()
	var list []string
	for _, title := range d.titles() {
		if g := title; g != "Tổng quan" && g != "Kế hoạch" && g != "Đơn vị" && !strings.HasPrefix(g, "Biểu") {
			list = append(list, g)
		}
	}
	return list
}
