package gsheets_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

func TestProtectionsAreListed(t *testing.T) {
	h := laidOut(t)
	_, err := h.person.Spreadsheets.BatchUpdate(h.id, &sheets.BatchUpdateSpreadsheetRequest{Requests: []*sheets.Request{
		{AddSheet: &sheets.AddSheetRequest{Properties: &sheets.SheetProperties{SheetId: 7, Title: "Riêng"}}},
		{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: &sheets.ProtectedRange{Range: &sheets.GridRange{SheetId: 7}}}},
	}}).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	h.server.ResetCounts()
	got, err := open(t, h.account, h.id).Protections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []gsheets.Protection{
		{Tab: unit, Area: workbook.Area{Top: 1, Left: 3, Bottom: math.MaxInt, Right: 5}, WarningOnly: true, Ours: true},
		{Tab: "Riêng", Area: workbook.Area{Bottom: math.MaxInt, Right: math.MaxInt}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("protections (-want +got):\n%s", diff)
	}
	if counts := h.server.Counts(); counts.Reads != 1 || counts.Writes != 0 {
		t.Errorf("%d reads, %d writes, want one read", counts.Reads, counts.Writes)
	}
}

// TestCheckWritableChangesNothing asks as an editor, as somebody who may look,
// and as nobody.
func TestCheckWritableChangesNothing(t *testing.T) {
	h := laidOut(t)
	book := open(t, h.account, h.id)
	read(t, book)
	before := h.all()
	if err := book.CheckWritable(t.Context()); err != nil {
		t.Errorf("as an editor: %v", err)
	}
	if before != h.all() {
		t.Error("the question changed something")
	}
	if err := h.unshare(); err != nil {
		t.Fatal(err)
	}
	if err := h.server.Human(h.id).Share(sheetstest.DefaultAccount, "reader"); err != nil {
		t.Fatal(err)
	}
	access := (*gsheets.AccessError)(nil)
	if err := book.CheckWritable(t.Context()); !errors.As(err, &access) || !access.ReadOnly || access.Revoked {
		t.Errorf("as a reader: %v", err)
	}
	if err := h.unshare(); err != nil {
		t.Fatal(err)
	}
	if err := open(t, h.account, h.id).CheckWritable(t.Context()); !errors.As(err, &access) || access.ReadOnly || !errors.Is(err, workbook.ErrDenied) {
		t.Errorf("as nobody: %v", err)
	}
}
