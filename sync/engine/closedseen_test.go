package engine_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieu/sync/engine"
	"bieu/sync/history"
)

// The month after is compared with what was closed, not with an edit that was
// not taken.
func TestClosedFiguresAreComparedWith(t *testing.T) {
	d := newDesk(t)
	d.closeAt(september, hours(0))
	d.set(social, "12", "Kết quả", strings.ReplaceAll(jobs, "117/200", "150/200"))
	d.runAt(hours(1))
	for _, tab := range d.unitTabs() {
		d.period(tab, "10/2023")
	}
	d.set(social, "12", "Kết quả", "Giải quyết việc làm cho 130/200 lao động")
	o := d.runAt(day(time.October, 31, 9))
	if text, _ := questionOf(o, "fell"); text != "" {
		t.Errorf("asked %q", text)
	}
	for _, q := range o.Questions {
		if strings.Contains(q.Text, "150") {
			t.Errorf("asked %q", q.Text)
		}
	}
	d.set(social, "12", "Kết quả", "Giải quyết việc làm cho 100/200 lao động")
	var found bool
	for _, q := range d.runAt(day(time.October, 31, 10)).Questions {
		found = found || strings.Contains(q.Text, "117 lao động")
	}
	if !found {
		t.Error("a fall against the closed figure is not asked about")
	}
}

// What was closed counts, whatever becomes of the history.
func TestAClosedFigureOutlastsTheHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	store, err := history.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	d := newDesk(t)
	d.engine.History = store
	d.closeAt(september, hours(0))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), `UPDATE observations SET raw = REPLACE(raw, '117/200', '199/200') WHERE code = '12'`); err != nil {
		t.Fatal(err)
	}
	o := d.runAt(hours(1))
	if edits := closedEdits(o); len(edits) > 0 || actual(o, "12") != "117" {
		t.Errorf("judged by %s, edits %q", actual(o, "12"), edits)
	}
}

// When a reopening is over, what was taken meanwhile counts and is called so.
func TestWhatWasTakenWhileLetIn(t *testing.T) {
	d := newDesk(t)
	d.closeAt(september, hours(0))
	d.set(social, "12", "Kết quả", "Giải quyết việc làm cho 62 lao động")
	d.reopen("Công chức văn hóa - xã hội", hours(1), hours(3))
	d.runAt(hours(2))
	d.set(social, "12", "Kết quả", "Giải quyết việc làm cho 63 lao động")
	d.set(social, "12", "Ghi chú", "sửa")
	told := func(o *engine.Outcome) string { return strings.Join(closedEdits(o), "\n") }
	got := told(d.runAt(hours(4)))
	if !strings.Contains(got, "đã nhận khi mở lại: “Giải quyết việc làm cho 62 lao động” → nay “Giải quyết việc làm cho 63") ||
		!strings.Contains(got, "đã chốt (trống) → nay “sửa”") {
		t.Errorf("expired: %q", got)
	}
	d.closeAt(september, hours(5))
	if got := told(d.runAt(hours(6))); !strings.Contains(got, "đã chốt “Giải quyết việc làm cho 62 lao động”") {
		t.Errorf("closed again: %q", got)
	}
}

// A closing whose own content was changed is no measure for the history: only
// the closing is told of.
func TestChangedContentIsNoMeasure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	store, err := history.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	d := newDesk(t)
	d.engine.History = store
	d.closeAt(september, hours(0))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), `UPDATE closings SET content = REPLACE(content, '117/200', '199/200')`); err != nil {
		t.Fatal(err)
	}
	r := d.rebuild(september)
	for _, f := range r.Differences {
		if f.Table == "observations" {
			t.Errorf("told %+v", f)
		}
	}
	if r.Sound() || r.ContentSound() {
		t.Error("the closing passes for sound")
	}
}
