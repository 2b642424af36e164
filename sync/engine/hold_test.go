package engine

import (
	"fmt"
	"testing"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/history"
)

// day is an instant of the story: noon of a day in October 2023.
func day(n int) time.Time { return time.Date(2023, 10, n, 12, 0, 0, 0, time.UTC) }

func closed(period string, at time.Time, lastReopening, lastObservation int64) closing {
	p, err := calendar.ParsePeriod(period)
	if err != nil {
		panic(err)
	}
	return closing{
		Closing: history.Closing{Period: period, At: at}, period: p,
		manifest: Manifest{LastReopening: lastReopening, LastObservation: lastObservation},
	}
}

func reopened(id int64, period, unit string, at, until time.Time) history.Reopening {
	return history.Reopening{ID: id, Period: period, Unit: unit, At: at, Until: until}
}

// Each way in which a unit can stand to a period.
func TestHold(t *testing.T) {
	month := calendar.MonthOf(2023, 9)
	unit, other := "Trạm y tế", "Công an"
	never := time.Time{}
	tests := []struct {
		name   string
		record record
		locked time.Time
		now    time.Time
		want   string
	}{
		{"nothing", record{}, never, day(5), "open"},
		{"closed", record{closings: []closing{closed("2023-09", day(5), 0, 40)}}, never, day(6), "closed up to 40"},
		{"closed, at an earlier instant", record{closings: []closing{closed("2023-09", day(5), 0, 40)}}, never, day(1), "closed up to 40"},
		{"closed without anything seen", record{closings: []closing{closed("2023-09", day(5), 0, 0)}}, never, day(6), "closed up to 0"},
		{"another month", record{closings: []closing{closed("2023-08", day(5), 0, 40)}}, never, day(6), "open"},
		{"the quarter", record{closings: []closing{closed("2023-Q3", day(5), 0, 40)}}, never, day(6), "closed up to 40"},
		{"nine months", record{closings: []closing{closed("2023-9M", day(5), 0, 40)}}, never, day(6), "closed up to 40"},
		{"the first half", record{closings: []closing{closed("2023-H1", day(5), 0, 40)}}, never, day(6), "open"},
		{"the year", record{closings: []closing{closed("2023", day(5), 0, 40)}}, never, day(6), "closed up to 40"},
		{"another year", record{closings: []closing{closed("2022", day(5), 0, 40)}}, never, day(6), "open"},
		{"month, then year", record{closings: []closing{closed("2023-09", day(5), 0, 40), closed("2023", day(20), 0, 90)}}, never, day(21), "closed up to 40"},
		{"not locked yet", record{}, day(15), day(15).Add(-1), "open"},
		{"locked", record{}, day(15), day(15), "locked before 15"},
		{"locked, then closed", record{closings: []closing{closed("2023-09", day(16), 0, 40)}}, day(15), day(17), "closed before 15"},
		{"closed, then locked", record{closings: []closing{closed("2023-09", day(14), 0, 40)}}, day(15), day(17), "closed up to 40"},
		{"let in", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40)},
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(6), day(10))},
		}, never, day(10).Add(-1), "let in by 1"},
		{"expired", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40)},
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(6), day(10))},
		}, never, day(10), "closed before 10"},
		{"another unit let in", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40)},
			reopenings: []history.Reopening{reopened(1, "2023-09", other, day(6), day(10))},
		}, never, day(7), "closed up to 40"},
		{"let in for the year", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40)},
			reopenings: []history.Reopening{reopened(1, "2023", unit, day(6), day(10))},
		}, never, day(7), "let in by 1"},
		{"let in for another month", record{
			closings:   []closing{closed("2023", day(5), 0, 40)},
			reopenings: []history.Reopening{reopened(1, "2023-08", unit, day(6), day(10))},
		}, never, day(7), "closed up to 40"},
		{"closed again before it expired", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40), closed("2023-09", day(8), 1, 60)},
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(6), day(10))},
		}, never, day(9), "closed up to 60"},
		{"closed again at the same instant", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40), closed("2023-09", day(5), 1, 60)},
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(5), day(10))},
		}, never, day(5), "closed up to 60"},
		{"closed again after it expired", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40), closed("2023-09", day(12), 1, 60)},
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(6), day(10))},
		}, never, day(13), "closed before 10"},
		{"prolonged", record{
			closings:   []closing{closed("2023-09", day(5), 0, 40)},
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(6), day(8)), reopened(2, "2023-09", unit, day(7), day(12))},
		}, never, day(9), "let in by 2"},
		{"let in anew", record{
			closings: []closing{closed("2023-09", day(5), 0, 40), closed("2023-09", day(9), 1, 60)},
			reopenings: []history.Reopening{
				reopened(1, "2023-09", unit, day(6), day(10)), reopened(2, "2023-09", unit, day(11), day(12)),
			},
		}, never, day(11), "let in by 2"},
		{"let in after locking", record{
			reopenings: []history.Reopening{reopened(1, "2023-09", unit, day(16), day(18))},
		}, day(15), day(17), "let in by 1"},
	}
	for _, tt := range tests {
		h := tt.record.hold(unit, month, tt.locked, tt.now)
		if got := holdText(h); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func holdText(h hold) string {
	switch {
	case h.open != nil:
		return fmt.Sprintf("let in by %d", h.open.ID)
	case !h.frozen:
		return "open"
	case h.closed && h.point.before.IsZero():
		return fmt.Sprintf("closed up to %d", h.point.last)
	case h.closed:
		return fmt.Sprintf("closed before %d", h.point.before.Day())
	}
	return fmt.Sprintf("locked before %d", h.point.before.Day())
}
