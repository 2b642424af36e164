package engine_test

import (
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
	"bieu/rules/chase"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbooktest"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	clinic = "Trạm y tế"
	police = "Công an"
	taxes  = "Đội thuế"
)

// small is an office with three units and two rows for each.
func small(t *testing.T) *desk {
	t.Helper()
	s := settings()
	var list []form.Listed
	for i, owner := range []string{clinic, clinic, police, police, taxes, taxes} {
		list = append(list, form.Listed{
			Bieu: "02", TT: fmt.Sprint(i + 1), Owner: owner, Text: fmt.Sprintf("Tỷ lệ việc thứ %d hoàn thành: 95%% trở lên.", i+1),
		})
	}
	units := []form.Unit{
		{Code: "YT", Name: clinic, Tab: clinic, Contact: "Nguyễn Thị A", Email: "tyt@example.vn", Leader: "Trần Văn B", LeaderEmail: "lanhdao.tyt@example.vn"},
		{Code: "CA", Name: police, Tab: police, Email: "congan@example.vn"},
		{Code: "DT", Name: taxes, Tab: taxes, Email: "doithue@example.vn", LeaderEmail: "lanhdao.thue@example.vn"},
	}
	store, err := history.Open(t.Context(), filepath.Join(t.TempDir(), "bieu.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	book := workbooktest.NewMemory(form.NewWorkbook(form.DraftPlan(list, ""), units, "", s)...)
	return &desk{t, book, &engine.Engine{
		Plan: "test", Main: book, History: store, Calendar: calendar.Default(hanoi), Form: s,
		Log: slog.New(slog.DiscardHandler), Chase: &engine.Chase{Ladder: chase.Default(), Mail: true, Office: "vp@example.vn"},
	}}
}

// restarted is the same office's engine in a new process.
func (d *desk) restarted() {
	e := d.engine
	d.engine = &engine.Engine{
		Plan: e.Plan, Main: e.Main, History: e.History, Calendar: e.Calendar, Form: e.Form, Log: e.Log, Chase: e.Chase,
	}
}

func (d *desk) store() *history.Store { return d.engine.History.(*history.Store) }

// answer fills in the rows of a unit, "" for those without an answer.
func (d *desk) answer(unit, period string, texts ...string) {
	first := map[string]int{clinic: 1, police: 3, taxes: 5}[unit]
	for i, text := range texts {
		d.set(unit, fmt.Sprint(first+i), "Kết quả", text)
	}
	d.period(unit, period)
}

// sent sends what is to be sent by now, and names it.
func (d *desk) sent(at time.Time) []string {
	d.t.Helper()
	all, err := d.store().Claim(d.t.Context(), "test", at, at.Add(time.Minute), 100)
	if err != nil {
		d.t.Fatal(err)
	}
	var list []string
	for _, m := range all {
		if err := d.store().Sent(d.t.Context(), m, at); err != nil {
			d.t.Fatal(err)
		}
		list = append(list, fmt.Sprintf("%s  %s  %-8s  → %s\n    %s", at.Format("Mon 2006-01-02 15:04"), m.Period, m.Step, m.To, m.Subject))
	}
	slices.Sort(list)
	return list
}

// chased runs once and sends.
func (d *desk) chased(at time.Time) []string {
	d.t.Helper()
	d.runAt(at)
	return d.sent(at)
}

// One unit reports on the last day of each month and for the year, one gives half of its rows
// on the 1st and the rest on the 8th, one comes on the 12th. The worker looks
// at the sheet at 8 and at 16 o'clock, by a new process each time.
func TestRemindersOfAYear(t *testing.T) {
	d := small(t)
	for day := 18; day <= 26; day++ {
		d.engine.Calendar.Holidays = append(d.engine.Calendar.Holidays, calendar.Day{Year: 2023, Month: time.January, Day: day})
	}
	d.engine.Calendar.Holidays = append(d.engine.Calendar.Holidays, calendar.Day{Year: 2023, Month: time.September, Day: 4})
	var got []string
	keys := map[string]int{}
	for today := day(time.January, 1, 0); today.Before(day(time.December, 31, 0).AddDate(0, 1, 20)); today = today.AddDate(0, 0, 1) {
		last := today.AddDate(0, 0, 1-today.Day()).AddDate(0, 0, -1) // of the month before
		month := func(at time.Time) (string, string) {
			return fmt.Sprintf("%d/%d", at.Month(), at.Year()), fmt.Sprintf("Đạt %d%%.", 60+at.Month())
		}
		if ends := today.AddDate(0, 0, 1).Day() == 1; ends && today.Year() == 2023 {
			period, text := month(today)
			d.answer(police, period, text, text)
		}
		if today.Equal(day(time.December, 1, 0)) {
			d.answer(police, "năm 2023", "Đạt 80%.", "Đạt 80%.")
		}
		period, text := month(last)
		switch {
		case last.Year() != 2023:
		case today.Day() == 1:
			d.answer(taxes, period, text, "")
		case today.Day() == 8:
			d.answer(taxes, period, text, text)
		case today.Day() == 12:
			d.answer(clinic, period, text, text)
		}
		for _, hour := range []int{8, 16} {
			quietDay := today.Day() > 13 && today.Day() < 26 && today.Day() != 20
			if quietDay || hour == 16 && today.Day() > 13 || away(today.Add(time.Duration(hour)*time.Hour)) {
				continue
			}
			d.restarted()
			got = append(got, d.chased(today.Add(time.Duration(hour)*time.Hour))...)
			if jump := jumps[today.Format(time.DateOnly)]; jump != 0 && hour == 16 {
				got = append(got, d.chased(today.AddDate(0, 0, jump).Add(16*time.Hour))...)
			}
		}
	}
	all, err := d.store().Outbox(t.Context(), "test", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		keys[strings.Join([]string{m.Period, m.Unit, m.Step, m.To}, " ")]++
		if m.State != history.Sent || m.Attempts != 1 {
			t.Errorf("%s is %s after %d attempts", m.Key, m.State, m.Attempts)
		}
	}
	for key, n := range keys {
		if n != 1 {
			t.Errorf("%s: %d messages", key, n)
		}
	}
	golden(t, "reminders-2023.txt", strings.Join(got, "\n")+"\n")
}

// away tells when the machine was off: for a week in October, from before the
// second reminder until after the last.
func away(at time.Time) bool {
	return at.After(day(time.October, 4, 0)) && at.Before(day(time.October, 11, 12))
}

// jumps are days after which the clock was wrong for one run, by how many days.
var jumps = map[string]int{"2023-05-09": -4, "2023-06-09": -3, "2023-07-05": 3, "2023-10-11": -5}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
