package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/sheetstest"
)

// A dry run says which unit's spreadsheet a run could not write, changes nothing
// there, and goes well all the same.
func TestDryRunWhenAUnitIsSharedForReading(t *testing.T) {
	t.Parallel()
	const told = "Nếu chạy thật vào lúc này, máy chưa ghi được vào tệp của đơn vị (1):\n  [" + sheetLink
	b := newBureau(t, onSheets, nil)
	own := b.ownSheet("Trạm y tế")
	b.moves("Trạm y tế", sheetLink+own)
	for _, c := range []struct {
		role  string
		tells bool
	}{{"reader", true}, {"writer", false}} {
		h := b.server.Human(own)
		must(t, h.Share(sheetstest.DefaultAccount, c.role))
		before, err := h.Values("'Trạm y tế'!A1:Z30")
		must(t, err)
		said := b.must("sync", "--dry-run")
		if strings.Contains(said, told) != c.tells || strings.Contains(said, "Người chỉnh sửa") != c.tells {
			t.Errorf("for a %s it says\n%s", c.role, said)
		}
		if !strings.Contains(said, "\n["+sheetLink+own+"]Trạm y tế!") {
			t.Errorf("for a %s it does not tell what would change:\n%s", c.role, said)
		}
		after, err := h.Values("'Trạm y tế'!A1:Z30")
		must(t, err)
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("for a %s the spreadsheet changed:\n%s", c.role, diff)
		}
	}
}
