package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jonboulle/clockwork"
)

// twoPlans is an office with a second plan in the same settings, whose units
// have the same names; both share one history.
func twoPlans(t *testing.T) (first, second *bureau) {
	t.Helper()
	b := newBureau(t, onFile, nil)
	book, err := os.ReadFile(b.file.path)
	must(t, err)
	other := &bureau{t: t, folder: b.folder, config: b.config, history: b.history,
		file: &officeFile{t, filepath.Join(b.folder, "van-tuong-2023.xlsx")}}
	must(t, os.WriteFile(other.file.path, book, 0o600))
	b.live("plans:\n  - {name: tho-xuong, workbook: tho-xuong-2023.xlsx}\n" +
		"  - {name: van-tuong, organisation: UBND xã Vạn Tường, workbook: van-tuong-2023.xlsx}\n")
	return b, other
}

// lines is what a command prints for one of the plans.
func (b *bureau) lines(plan string, args ...string) string {
	b.t.Helper()
	return b.must(append(args, "--plan", plan)...)
}

// Two plans of one settings file never mix, though they share their history
// and their units have the same names.
func TestPlansNeverMix(t *testing.T) {
	t.Parallel()
	b, other := twoPlans(t)
	b.types(typed{"Trạm y tế", "I4", "ghi ở Thọ Xương"})
	other.types(typed{"Trạm y tế", "I4", "ghi ở Vạn Tường"})
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	s := b.serve(clock)
	s.next(b, 0, 2)
	s.until("ready", s.ready)
	s.says("bieu_plans 2")

	// A request runs the plan that it names, and no other.
	for _, plan := range []string{"tho-xuong", "van-tuong", "tho-xuong"} {
		if status, text := s.get("POST", "/api/sync?wait=1&plan="+plan, b.token()); status != 200 || !strings.Contains(text, `"outcome":"done"`) {
			t.Errorf("%s: %d %s", plan, status, text)
		}
	}
	if status, text := s.get("POST", "/api/sync", b.token()); status != 404 {
		t.Errorf("without a plan: %d %s", status, text)
	}
	s.says(`bieu_runs_total{cause="request",outcome="done",plan="tho-xuong"} 2`)
	s.says(`bieu_runs_total{cause="request",outcome="done",plan="van-tuong"} 1`)
	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}

	numbers := map[string][]string{}
	for plan, want := range map[string]struct{ mine, others string }{
		"tho-xuong": {"ghi ở Thọ Xương", "ghi ở Vạn Tường"}, "van-tuong": {"ghi ở Vạn Tường", "ghi ở Thọ Xương"},
	} {
		text := b.lines(plan, "history", "--unit", "Trạm y tế")
		if !strings.Contains(text, want.mine) || strings.Contains(text, want.others) {
			t.Errorf("%s: history tells\n%s", plan, text)
		}
		var j runsJSON
		must(t, json.Unmarshal([]byte(b.lines(plan, "runs", "--json")), &j))
		if !strings.HasPrefix(j.Plan, plan) {
			t.Errorf("%s: runs of %s", plan, j.Plan)
		}
		for _, r := range j.Runs {
			numbers[plan] = append(numbers[plan], fmt.Sprint(r.Run))
		}
	}
	if len(numbers["tho-xuong"]) != 3 || len(numbers["van-tuong"]) != 2 {
		t.Errorf("runs: %v", numbers)
	}
	for _, run := range numbers["tho-xuong"] {
		if slices.Contains(numbers["van-tuong"], run) {
			t.Errorf("run %s is of both plans", run)
		}
		if _, told, code := b.run("show", run, "--plan", "van-tuong"); code != exitFailed {
			t.Errorf("the other plan shows run %s: %d %s", run, code, told)
		}
	}

	// What is closed in one is open in the other.
	b.lines("tho-xuong", "close", "--yes", "--with-gaps", "--period", "2023-09")
	if _, told, code := b.run("rebuild", "--plan", "van-tuong", "--period", "2023-09", "--out", t.TempDir()); code == exitDone {
		t.Errorf("the other plan's period is closed too: %s", told)
	}
	b.lines("tho-xuong", "rebuild", "--period", "2023-09", "--out", t.TempDir())
	b.asks(func(db *sql.DB) {
		if rows := rowsOf(t, db, `SELECT DISTINCT plan FROM closings`); len(rows) != 1 || !strings.HasPrefix(rows[0][0], "tho-xuong") {
			t.Errorf("closings of %v", rows)
		}
	})
}

// Where one plan's settings are spoilt while the worker runs, it goes on with
// the old ones and the other takes the new.
func TestOneSpoiltPlanKeepsItsSettings(t *testing.T) {
	t.Parallel()
	b, other := twoPlans(t)
	clock := clockwork.NewFakeClockAt(monday(8, 0))
	s := b.serve(clock)
	s.next(b, 0, 2)
	s.until("ready", s.ready)
	text, err := os.ReadFile(b.config)
	must(t, err)
	spoilt := strings.Replace(string(text), "workbook: van-tuong-2023.xlsx", "workbook: van-tuong-2023.xlsx, nonsense: 1", 1)
	must(t, os.WriteFile(b.config, []byte(spoilt), 0o600))
	s.hangup <- struct{}{}
	s.until("the settings are read again", func() bool { return strings.Contains(s.err.String(), "plan goes on with its old settings") })
	other.types(typed{"Tổng quan", "B9", "x"})
	before := b.runs()
	for range 4 {
		quarter(t, clock)
	}
	s.next(b, before, 2)
	s.until("its box is answered", func() bool { return len(other.shown("Tổng quan", "xong lúc ")) == 1 })
	if status, text := s.get("GET", "/readyz", ""); status != 503 || !strings.Contains(text, "Kế hoạch van-tuong: cài đặt chưa dùng được") {
		t.Errorf("readyz: %d %s", status, text)
	}
}
