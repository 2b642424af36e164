package main

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"bieu/sync/sheetstest"
)

// A run that writes the plan's workbook and not a unit's has answered the box,
// though it failed and the plan rests: who ticks the box again before the next
// look is answered by the next look, and not only when the plan has rested.
func TestBoxTickedAgainAfterARunThatFailed(t *testing.T) {
	for driver, keep := range map[string]func(*boxed){
		// Somebody has the unit's file open.
		onFile: func(o *boxed) { o.ownFile("Trạm y tế") },
		// There is no quota for the unit's spreadsheet.
		onSheets: func(o *boxed) {
			own := o.ownSheet("Trạm y tế")
			must(o.served.t, o.server.Human(own).Share(sheetstest.DefaultAccount, "writer"))
			o.server.Inject(sheetstest.Fault{Trouble: sheetstest.Quota429, Times: -1, Match: func(c sheetstest.Call) bool {
				return c.Write && c.SpreadsheetID == own
			}})
			o.moves("Trạm y tế", sheetLink+own)
		},
	} {
		t.Run(driver, func(t *testing.T) {
			t.Parallel()
			// In the last evening the box is looked at each quarter of a minute.
			o := newBoxedOn(t, driver, time.Date(2023, 10, 9, 19, 0, 0, 0, officeZone))
			o.asks(func(db *sql.DB) {
				_, err := db.Exec(`UPDATE run_requests SET failures = 9`) // the rest is long
				must(t, err)
			})
			keep(o)
			for range 3 {
				o.types(typed{"Tổng quan", theBox, "x"})
				quarter(t, o.clock)
				if said := o.answered(); !strings.HasSuffix(said, "; chưa ghi được 1 trang của đơn vị") {
					t.Errorf("it says %q", said)
				}
				o.until("the plan rests", o.rests)
			}
		})
	}
}

// rests reports whether the plan's last run failed and the next one waits.
func (b *bureau) rests() bool {
	until := ""
	b.asks(func(db *sql.DB) {
		must(b.t, db.QueryRow(`SELECT not_before FROM run_requests`).Scan(&until))
	})
	return until != ""
}
