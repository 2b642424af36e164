package engine_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/xlsx"
)

// deskOnFile is a desk whose history lies in a file, and a way into that file
// behind the worker's back.
func deskOnFile(t *testing.T) (*desk, func(statement string)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bieu.db")
	store, err := history.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	d := newDesk(t)
	d.engine.History = store
	return d, func(statement string) {
		t.Helper()
		done, err := db.ExecContext(t.Context(), statement)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := done.RowsAffected(); n == 0 {
			t.Fatalf("nothing was changed by %s", statement)
		}
	}
}

// changedTold is what Tổng quan says of a history that is not what was closed.
func (d *desk) changedTold() []string {
	d.t.Helper()
	var told []string
	for at, cell := range d.cells() {
		if strings.HasPrefix(at, "Tổng quan!") && strings.Contains(cell, "bieu rebuild") {
			told = append(told, cell)
		}
	}
	slices.Sort(told)
	return told
}

// A history that was changed behind the worker's back is told of in Tổng quan,
// until it is what was closed again.
func TestChangedHistoryIsTold(t *testing.T) {
	advice := " Đề nghị chạy “bieu rebuild --period 2023-09” để xem từng chỗ, rồi phục hồi tệp lịch sử từ bản sao lưu."
	rows := "Lịch sử của kỳ 9/2023 không còn như lúc chốt ở 1 chỗ; kỳ này vẫn được xét theo bản đã chốt." + advice
	whole := "Bản chốt kỳ 9/2023 lưu trong lịch sử không còn khớp mã kiểm chứng lúc chốt." + advice
	tests := []struct{ name, change, back, want string }{
		{
			"an observation", `UPDATE observations SET raw = REPLACE(raw, '117/200', '199/200') WHERE raw LIKE '%117/200%' AND unit NOT LIKE 'Biểu%'`,
			`UPDATE observations SET raw = REPLACE(raw, '199/200', '117/200') WHERE unit NOT LIKE 'Biểu%'`, rows,
		},
		{
			"a verdict", `UPDATE verdicts SET status = 'exceeded' WHERE code = '12'`, `UPDATE verdicts SET status = 'in_progress' WHERE code = '12'`, rows,
		},
		{
			"the closing", `UPDATE closings SET content = REPLACE(content, '117/200', '199/200')`,
			`UPDATE closings SET content = REPLACE(content, '199/200', '117/200')`, whole,
		},
		{
			"the manifest", `UPDATE closings SET manifest = REPLACE(manifest, '"questions":', '"questions":1')`,
			`UPDATE closings SET manifest = REPLACE(manifest, '"questions":1', '"questions":')`, whole,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, do := deskOnFile(t)
			d.closeAt(september, hours(0))
			d.runAt(hours(1))
			if told := d.changedTold(); told != nil {
				t.Fatalf("told before: %q", told)
			}
			do(tt.change)
			d.runAt(hours(2))
			if diff := cmp.Diff([]string{tt.want}, d.changedTold()); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if o := d.runAt(hours(2)); o.Cells != 0 {
				t.Errorf("a run with nothing new wrote %d cells", o.Cells)
			}
			do(tt.back)
			d.runAt(hours(2))
			if told := d.changedTold(); told != nil {
				t.Errorf("told when all is right again: %q", told)
			}
		})
	}
}

// The run that closed a period may be gone from the history: that is a
// difference and no failure.
func TestClosingWithoutItsRun(t *testing.T) {
	d, do := deskOnFile(t)
	c := d.closeAt(september, hours(0))
	do(`UPDATE runs SET plan = 'another' WHERE cause = 'close'`)
	r := d.rebuild(september)
	if len(r.Differences) != 1 || r.Differences[0].Table != "runs" || r.Differences[0].Now != "" || r.Sum != c.Manifest.Workbook {
		t.Errorf("differences %+v", r.Differences)
	}
}

// A closing that was replaced can be rebuilt as it was; one that never was is
// told of with those that there are.
func TestRebuildOfAReplacedClosing(t *testing.T) {
	d := newDesk(t)
	first := d.closeAt(september, hours(0))
	d.reopen("Tư pháp", hours(1), hours(20))
	d.set("Tư pháp", "14", "Kết quả", "Giải quyết 10/10 đơn, đạt 100%")
	second := d.closeAt(september, hours(2))
	of := func(n int) (*engine.Rebuilt, error) {
		e := *d.engine
		e.Main, e.Open = nil, nil
		return e.Rebuild(t.Context(), september, n, "test", xlsx.Bytes)
	}
	for n, want := range map[int]struct {
		closing int
		of      *engine.Closure
	}{0: {2, second}, 1: {1, first}, 2: {2, second}} {
		r, err := of(n)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Sound() || r.Closing != want.closing || r.Closings != 2 || r.Sum != want.of.Manifest.Workbook || r.Code != want.of.Manifest.Code() {
			t.Errorf("closing %d: %d of %d with code %s, %v", n, r.Closing, r.Closings, r.Code, r.Differences)
		}
	}
	for _, n := range []int{-1, 3} {
		var unknown *engine.UnknownClosingError
		if _, err := of(n); !errors.As(err, &unknown) {
			t.Fatalf("closing %d: %v", n, err)
		}
		want := []engine.ClosingLine{{N: 1, At: hours(0), Code: first.Manifest.Code()}, {N: 2, At: hours(2), Code: second.Manifest.Code()}}
		if diff := cmp.Diff(want, unknown.Closings); diff != "" || unknown.N != n {
			t.Errorf("closing %d (-want +got):\n%s", n, diff)
		}
	}
}

// A closing that is right again is the measure again, also for a worker that
// went on in the meantime.
func TestMendedClosingCountsAgain(t *testing.T) {
	d, do := deskOnFile(t)
	d.closeAt(september, hours(0))
	do(`UPDATE observations SET raw = REPLACE(raw, '117/200', '199/200') WHERE raw LIKE '%117/200%' AND unit NOT LIKE 'Biểu%'`)
	do(`UPDATE closings SET content = REPLACE(content, '117/200', '199/200')`)
	e := d.engine // another process, which has not read the closing yet
	d.engine = &engine.Engine{Plan: e.Plan, Main: e.Main, History: e.History, Calendar: e.Calendar, Form: e.Form, Log: e.Log}
	if edits := closedEdits(d.runAt(hours(1))); len(edits) != 1 || !strings.Contains(edits[0], "199/200") {
		t.Fatalf("judged by the history that was changed: %q", edits)
	}
	do(`UPDATE closings SET content = REPLACE(content, '199/200', '117/200')`)
	if edits := closedEdits(d.runAt(hours(2))); len(edits) > 0 {
		t.Errorf("judged by what was closed: %q", edits)
	}
}
