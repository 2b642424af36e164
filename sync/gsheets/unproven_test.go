package gsheets_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// shutOutAfterWrite lets a person insert a column while values are written and
// take the account's access away before the driver can look.
func shutOutAfterWrite(t *testing.T, h *sheetHarness) {
	t.Helper()
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	owner := h.server.Human(h.id)
	h.during(
		func() error { return h.InsertColumn(unit, 1) },
		func() error { return owner.Revoke(sheetstest.DefaultAccount) },
	)
	err := book.Write(t.Context(), edit)
	h.server.BeforeApply(nil)
	if !errors.Is(err, gsheets.ErrUnproven) || !errors.Is(err, gsheets.ErrRevoked) {
		t.Fatalf("got error %v", err)
	}
	if err := owner.Share(sheetstest.DefaultAccount, "writer"); err != nil {
		t.Fatal(err)
	}
}

// TestUnprovenWriteIsLookedAtLater: what a write hit is put back as soon as the
// spreadsheet can be read again, also by another workbook of the process.
func TestUnprovenWriteIsLookedAtLater(t *testing.T) {
	h := laidOut(t)
	want := h.texts()
	shutOutAfterWrite(t, h)
	hit, err := h.server.Human(h.id).Value("'" + unit + "'!D2")
	if err != nil || hit != "Đạt 1" {
		t.Fatalf("D2 is %q before the next look, error %v", hit, err)
	}
	got := h.texts()
	for r := range got {
		got[r] = append(got[r][:1], got[r][2:]...) // the column that came
		// The verdicts are left to the run that comes.
		if r > 0 {
			got[r][3], got[r][4] = "", ""
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tab (-want +got):\n%s", diff)
	}
	h.server.ResetCounts()
	read(t, open(t, h.account, h.id))
	if counts := h.server.Counts(); counts.Reads != 1 || counts.Writes != 0 {
		t.Errorf("%d reads and %d writes once all is well", counts.Reads, counts.Writes)
	}
}

// TestWhatAnUnprovenWriteLostIsToldLater: a cell that a person has changed in
// the meantime is reported by the next write.
func TestWhatAnUnprovenWriteLostIsToldLater(t *testing.T) {
	h := laidOut(t)
	shutOutAfterWrite(t, h)
	if err := h.put(unit, "D2", "người ghi lại"); err != nil {
		t.Fatal(err)
	}
	book := open(t, h.account, h.id)
	base := read(t, book)
	err := book.Write(t.Context(), workbook.Edit{Base: base})
	var lost *gsheets.DisplacedError
	// That the write was applied is known, so that the change counts.
	if !errors.As(err, &lost) || len(lost.Cells) != 1 || lost.Cells[0].Was != workbook.TextCell("Thực hiện 1") {
		t.Errorf("got error %v", err)
	}
	if err := book.Write(t.Context(), workbook.Edit{Base: base}); err != nil {
		t.Errorf("told twice: %v", err)
	}
}

// TestWhatWasLostIsToldByAnotherWorkbook: the workbook that found the cell is
// closed before anything is written through it.
func TestWhatWasLostIsToldByAnotherWorkbook(t *testing.T) {
	h := laidOut(t)
	shutOutAfterWrite(t, h)
	if err := h.put(unit, "D2", "người ghi lại"); err != nil {
		t.Fatal(err)
	}
	first := open(t, h.account, h.id)
	read(t, first)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	book := open(t, h.account, h.id)
	base := read(t, book)
	var lost *gsheets.DisplacedError
	if err := book.Write(t.Context(), workbook.Edit{Base: base}); !errors.As(err, &lost) || len(lost.Cells) != 1 {
		t.Errorf("got error %v", err)
	}
	if err := book.Write(t.Context(), workbook.Edit{Base: base}); err != nil {
		t.Errorf("told twice: %v", err)
	}
}
