package engine_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

const culture = "Văn hóa - Xã hội"

// restoreOf prepares to put back what stood when a run had ended.
func (d *desk) restoreOf(run int64, code string) *engine.Restoration {
	d.t.Helper()
	r, err := d.engine.PrepareRestoring(d.t.Context(), engine.RestoreOptions{At: hours(9), Run: run, Unit: culture, Code: code})
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// named lists cells as "code column" and, where one is left alone, why.
func named(cells []engine.RestoreCell) []string {
	var list []string
	for _, c := range cells {
		list = append(list, strings.TrimSpace(c.Code+" "+c.Column+" "+c.Why))
	}
	return list
}

func wantNamed(t *testing.T, what string, cells []engine.RestoreCell, want ...string) {
	t.Helper()
	if got := named(cells); !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestRestorePutsBackWhatWasDeleted(t *testing.T) {
	d := newDesk(t)
	first := d.run()
	stood := d.get(culture, "12", "Kết quả")
	d.set(culture, "12", "Kết quả", "")
	d.set(culture, "13", "Kết quả", "Khác hẳn")
	d.set(culture, "12", "Ghi chú", "mới ghi thêm")
	d.book.Set(culture, d.at(culture, "4", "Kết quả"), workbook.Cell{Kind: workbook.Number, Value: "2", Formula: true})
	d.runAt(hours(1))
	gone := d.at(culture, "5", "Kết quả")
	row, _, _ := workbook.ParseA1(gone)
	d.book.DeleteRow(culture, row)

	r := d.restoreOf(first.Run, "")
	wantNamed(t, "put back", r.Cells, "12 Kết quả", "13 Kết quả")
	wantNamed(t, "left alone", r.Left, "5 Kết quả gone", "4 Kết quả formula", "12 Ghi chú filled")
	before := d.cells()

	// Rows move and a cell is written in while the person at the machine thinks.
	target, _, _ := workbook.ParseA1(d.at(culture, "12", "Kết quả"))
	d.book.InsertRow(culture, target)
	d.set(culture, "13", "Kết quả", "Vừa sửa")
	cells, err := r.Carry(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wantNamed(t, "written", cells, "12 Kết quả")
	if got := d.get(culture, "12", "Kết quả"); got != stood {
		t.Errorf("put back %q, stood %q", got, stood)
	}
	if got := d.get(culture, "13", "Kết quả"); got != "Vừa sửa" {
		t.Errorf("the fresh edit now says %q", got)
	}
	wantNamed(t, "left alone", r.Left, "5 Kết quả gone", "4 Kết quả formula", "12 Ghi chú filled", "13 Kết quả changed")
	other := 0
	for at := range before {
		if !strings.HasPrefix(at, culture+"!") && before[at] != d.cells()[at] {
			other++
		}
	}
	if other > 0 {
		t.Errorf("%d cells of other tabs changed", other)
	}
	runs, err := d.engine.History.Runs(t.Context(), "test", 1)
	if err != nil || len(runs) != 1 || runs[0].Cause != "restore" || runs[0].Cells != 1 || !strings.Contains(runs[0].Log, "12 Kết quả") {
		t.Errorf("remembered %+v, %v", runs, err)
	}
}

func TestRestoreClearsOnlyARowThatIsNamed(t *testing.T) {
	d := newDesk(t)
	first := d.run()
	d.set(culture, "12", "Ghi chú", "mới ghi thêm")
	d.set(culture, "13.1", "Ghi chú", "cũng mới")
	d.runAt(hours(1))
	r := d.restoreOf(first.Run, "12")
	wantNamed(t, "put back", r.Cells, "12 Ghi chú")
	if _, err := r.Carry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a, b := d.get(culture, "12", "Ghi chú"), d.get(culture, "13.1", "Ghi chú"); a != "" || b != "cũng mới" {
		t.Errorf("notes now say %q and %q", a, b)
	}
}

func TestRestoreKeepsPeriodsApart(t *testing.T) {
	d := newDesk(t)
	first := d.run()
	d.book.Set(culture, "C1", workbook.TextCell("10/2023"))
	d.set(culture, "12", "Kết quả", "Tháng 10")
	d.runAt(hours(1))
	var other *engine.PeriodError
	_, err := d.engine.PrepareRestoring(t.Context(), engine.RestoreOptions{At: hours(2), Run: first.Run, Unit: culture})
	if !errors.As(err, &other) || other.Then != september {
		t.Errorf("another period: %v", err)
	}
	d.book.Set(culture, "C1", workbook.Cell{})
	r := d.restoreOf(first.Run, "")
	wantNamed(t, "put back", r.Cells, "Kỳ báo cáo", "12 Kết quả")
	if _, err := r.Carry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := d.book.Get(culture, "C1").Value; got != "9/2023" {
		t.Errorf("the period cell says %q", got)
	}
}

func TestWhatCannotBeRestored(t *testing.T) {
	d := newDesk(t)
	d.run()
	for _, tt := range []struct {
		name string
		opt  engine.RestoreOptions
		want error
	}{
		{"before anything was seen", engine.RestoreOptions{Before: noon, Unit: culture}, engine.ErrNothingThen},
		{"no such run", engine.RestoreOptions{Run: 99, Unit: culture}, history.ErrNoRun},
		{"no such unit", engine.RestoreOptions{Run: 1, Unit: "Hải quan"}, nil},
	} {
		_, err := d.engine.PrepareRestoring(t.Context(), tt.opt)
		var unit *engine.UnitError
		if tt.want != nil && !errors.Is(err, tt.want) || tt.want == nil && !errors.As(err, &unit) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	d.book.RemoveTab(culture)
	if _, err := d.engine.PrepareRestoring(t.Context(), engine.RestoreOptions{Run: 1, Unit: culture}); !errors.Is(err, engine.ErrUnreadTab) {
		t.Errorf("without a tab: %v", err)
	}
}
