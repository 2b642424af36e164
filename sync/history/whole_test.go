package history

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// These tests are part of the suite that every database passes.

// ended runs once with what follows from the run.
func ended(t *testing.T, s *Store, end End) int64 {
	t.Helper()
	run := begun(t, s)
	if end.At.IsZero() {
		end.At = at(59)
	}
	end.Outcome = "done"
	must(t, s.Finish(ctx, run, end))
	return run
}

func wantSame(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: -want +got:\n%s", what, diff)
	}
}

func testRun(t *testing.T, open func() *Store) {
	s := open()
	run := ended(t, s, End{At: at(3), Reads: 2, Log: "level=INFO msg=read"})
	got, err := open().Run(ctx, "p", run)
	must(t, err)
	wantSame(t, "run", Record{
		ID: run, Run: Run{Plan: "p", Period: "2023-09", Cause: "command", At: at(0)},
		EndedAt: at(3), Outcome: "done", Reads: 2, Log: "level=INFO msg=read",
	}, got)
	for _, c := range []struct {
		plan string
		id   int64
	}{{"p", 99}, {"q", run}} {
		if _, err := s.Run(ctx, c.plan, c.id); !errors.Is(err, ErrNoRun) {
			t.Errorf("run %d of %s: %v, want ErrNoRun", c.id, c.plan, err)
		}
	}
}

func verdict(code, status string, minute int) Verdict {
	return Verdict{Period: "2023-09", Code: code, Status: status, Target: "≥ 99,88% (01/01/2023)", Why: "99,99% ≥ 99,88%", SeenAt: at(minute)}
}

func judgedBy(run int64, v Verdict) Verdict { v.Run = run; return v }

func testVerdicts(t *testing.T, open func() *Store) {
	s := open()
	october := verdict("13.1", "met", 1)
	october.Period = "2023-10"
	one := ended(t, s, End{Verdicts: []Verdict{verdict("13.1", "met", 1), verdict("12", "in_progress", 1), october}})
	ended(t, s, End{Verdicts: []Verdict{verdict("13.1", "met", 2), verdict("12", "in_progress", 2)}})
	reason := verdict("12", "in_progress", 3)
	reason.Why = "76/116"
	target := verdict("13.1", "met", 3)
	target.Target = "≥ 99,9% (01/07/2023)"
	three := ended(t, s, End{Verdicts: []Verdict{target, reason}})
	four := ended(t, s, End{Verdicts: []Verdict{verdict("12", "met", 4)}})

	got, err := open().Verdicts(ctx, "p", "2023-09")
	must(t, err)
	wantSame(t, "verdicts", []Verdict{judgedBy(four, verdict("12", "met", 4)), judgedBy(three, target)}, got)
	got, err = s.Verdicts(ctx, "p", "2023-10")
	must(t, err)
	wantSame(t, "another period", []Verdict{judgedBy(one, october)}, got)
	if n := count(t, s, "verdicts"); n != 6 {
		t.Errorf("%d verdicts are kept, want 6: the same again is no news", n)
	}
}

func testReceipts(t *testing.T, open func() *Store) {
	s := open()
	first := Receipt{Period: "2023-09", Unit: "Trạm y tế", At: at(1), Hash: "a", Late: true}
	later := Receipt{Period: "2023-09", Unit: "Trạm y tế", At: at(2), Hash: "b"}
	other := Receipt{Period: "2023-09", Unit: "Công an", At: at(2), Hash: "c"}
	one := ended(t, s, End{Receipts: []Receipt{first}})
	two := ended(t, s, End{Receipts: []Receipt{later, other, {Period: "2023-10", Unit: "Công an", At: at(2)}}})
	first.Run, other.Run = one, two
	got, err := open().Receipts(ctx, "p", "2023-09")
	must(t, err)
	wantSame(t, "receipts", []Receipt{other, first}, got)
}

func testTimes(t *testing.T, open func() *Store) {
	s := open()
	one := seen(t, s, figure("12", "117", 10), figure("13.1", "99.9", 10))
	october := figure("12", "7", 20)
	october.Period = "2023-10"
	two := seen(t, s, figure("12", "120", 20), october)
	before, after := by(one, 1, figure("12", "117", 10)), by(two, 3, figure("12", "120", 20))
	still := by(one, 2, figure("13.1", "99.9", 10))

	for _, c := range []struct {
		minute int
		want   []Observation
	}{{10, nil}, {11, []Observation{before, still}}, {20, []Observation{before, still}}, {21, []Observation{after, still}}} {
		got, err := s.LatestBefore(ctx, "p", "2023-09", at(c.minute))
		must(t, err)
		wantSame(t, fmt.Sprint("seen before minute ", c.minute), c.want, got)
	}
	for run, want := range map[int64][]Observation{
		0: nil, one: {before, still}, two: {after, still, by(two, 4, october)}, two + 9: {after, still, by(two, 4, october)},
	} {
		got, err := s.LatestUpTo(ctx, "p", run)
		must(t, err)
		wantSame(t, fmt.Sprint("up to run ", run), want, got)
	}
	got, err := s.Periods(ctx, "p")
	must(t, err)
	wantSame(t, "periods", []string{"2023-09", "2023-10"}, got)
}

func testQuery(t *testing.T, open func() *Store) {
	s := open()
	police := figure("13", "1", 1)
	police.Unit = "Công an"
	october := figure("13.2", "6", 2)
	october.Period = "2023-10"
	seen(t, s, figure("13", "2", 1), figure("13.1", "3", 1), figure("130", "4", 1), figure("1%", "5", 1), police)
	seen(t, s, october, figure("13", "7", 2))
	for _, c := range []struct {
		name string
		q    Query
		want string
	}{
		{"all", Query{}, "2 3 4 5 1 6 7"},
		{"unit", Query{Unit: "Công an"}, "1"},
		{"unknown unit", Query{Unit: "công an"}, ""},
		{"period", Query{Period: "2023-10"}, "6"},
		{"code and what is below", Query{Code: "13"}, "2 3 1 6 7"},
		{"code", Query{Code: "13.1"}, "3"},
		{"code with a wildcard's letter", Query{Code: "1%"}, "5"},
		{"the last ones", Query{Code: "13", Limit: 2}, "6 7"},
		{"everything together", Query{Unit: "Trạm y tế", Code: "13", Period: "2023-09", Limit: 1}, "7"},
	} {
		all, err := s.Query(ctx, "p", c.q)
		must(t, err)
		var raw []string
		for _, o := range all {
			raw = append(raw, o.Raw)
		}
		if got := strings.Join(raw, " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	units, err := s.Units(ctx, "p")
	must(t, err)
	wantSame(t, "units", []string{"Công an", "Trạm y tế"}, units)
	if all, err := s.Query(ctx, "q", Query{}); err != nil || len(all) != 0 {
		t.Errorf("another plan has %v, error %v", all, err)
	}
}

func testChanges(t *testing.T, open func() *Store) {
	s := open()
	written := func(text string, end End) int64 {
		run := begun(t, s)
		must(t, s.Intend(ctx, run, []Written{cell("1", text), cell("2", "same")}))
		end.At, end.Settle = at(9), true
		must(t, s.Finish(ctx, run, end))
		return run
	}
	one := written("a", End{Observations: []Observation{figure("12", "117", 1)}, Verdicts: []Verdict{verdict("12", "in_progress", 1)}})
	two := written("b", End{Observations: []Observation{figure("12", "120", 2)}, Verdicts: []Verdict{verdict("12", "met", 2)}})
	// A run that was killed, and one that finds the cells as they were.
	must(t, s.Intend(ctx, begun(t, s), []Written{cell("1", "c")}))
	four := written("b", End{})

	for run, want := range map[int64]struct {
		changes []Change
		turns   []Turn
		writes  []Write
	}{
		one: {
			[]Change{{Observation: by(one, 1, figure("12", "117", 1)), New: true}},
			[]Turn{{Verdict: judgedBy(one, verdict("12", "in_progress", 1))}},
			[]Write{{Key: cell("1", "").Key, Text: "a"}, {Key: cell("2", "").Key, Text: "same"}},
		},
		two: {
			[]Change{{Observation: by(two, 2, figure("12", "120", 2)), Before: "117", BeforeKind: "number"}},
			[]Turn{{Verdict: judgedBy(two, verdict("12", "met", 2)), Before: "in_progress"}},
			[]Write{{Key: cell("1", "").Key, Before: "a", Text: "b"}},
		},
		four: {},
		99:   {},
	} {
		changes, err := s.Changes(ctx, run)
		must(t, err)
		turns, err := s.Turns(ctx, run)
		must(t, err)
		writes, err := s.Writes(ctx, run)
		must(t, err)
		wantSame(t, fmt.Sprint("seen by run ", run), want.changes, changes)
		wantSame(t, fmt.Sprint("judged by run ", run), want.turns, turns)
		wantSame(t, fmt.Sprint("written by run ", run), want.writes, writes)
	}
}

func testClosings(t *testing.T, open func() *Store) {
	s := open()
	first := Closing{Plan: "p", Period: "2023-09", At: at(1), Gaps: true, Manifest: []byte(`{"a":1}`), Content: []byte(`["một"]`)}
	second := Closing{Plan: "p", Period: "2023-09", At: at(2), Manifest: []byte(`{}`), Content: []byte(`["hai"]`)}
	other := Closing{Plan: "p", Period: "2023-10", At: at(2), Manifest: []byte(`{}`), Content: []byte(`[]`)}
	for i, c := range []*Closing{&first, &second, &other} {
		c.Run = ended(t, s, End{Closing: c})
		c.ID = int64(i + 1)
	}
	got, err := open().ClosingOf(ctx, "p", "2023-09")
	must(t, err)
	wantSame(t, "the last one", second, got)
	got, err = s.Closing(ctx, "p", first.ID)
	must(t, err)
	wantSame(t, "the one that was replaced", first, got)
	all, err := s.Closings(ctx, "p")
	must(t, err)
	first.Content, second.Content, other.Content = nil, nil, nil
	wantSame(t, "all", []Closing{first, second, other}, all)
	for _, c := range [][2]string{{"p", "2023-11"}, {"q", "2023-09"}} {
		if _, err := s.ClosingOf(ctx, c[0], c[1]); !errors.Is(err, ErrNoClosing) {
			t.Errorf("%v: %v, want ErrNoClosing", c, err)
		}
	}
	for plan, id := range map[string]int64{"p": 9, "q": first.ID} {
		if _, err := s.Closing(ctx, plan, id); !errors.Is(err, ErrNoClosing) {
			t.Errorf("closing %d of %s: %v, want ErrNoClosing", id, plan, err)
		}
	}
}

func testRestored(t *testing.T, open func() *Store) {
	s := open()
	want := []Restored{
		{Cell: "Trạm y tế!G7", Code: "12", Column: "Kết quả", BeforeKind: "blank", Text: "Đạt 51%", Kind: "text"},
		{Cell: "Trạm y tế!C1", Column: "Kỳ báo cáo", Before: "45200", BeforeKind: "date", Text: "9/2023", Kind: "text"},
	}
	run := ended(t, s, End{Restored: want, Cells: 2})
	other := ended(t, s, End{})
	for id, want := range map[int64][]Restored{run: want, other: nil} {
		got, err := open().Restored(ctx, id)
		must(t, err)
		wantSame(t, fmt.Sprint("put back by run ", id), want, got)
	}
}

func testReopenings(t *testing.T, open func() *Store) {
	s := open()
	want := []Reopening{
		{Plan: "p", Period: "2023-09", Unit: "Trạm y tế", Reason: "ghi nhầm", At: at(1), Until: at(30)},
		{Plan: "p", Period: "2023-09", Unit: "Công an", Reason: "bổ sung", At: at(2), Until: at(40)},
	}
	for i := range want {
		var err error
		want[i].ID, err = s.Reopen(ctx, want[i])
		must(t, err)
	}
	got, err := open().Reopenings(ctx, "p")
	must(t, err)
	wantSame(t, "reopenings", want, got)
	if got, err := s.Reopenings(ctx, "q"); err != nil || len(got) != 0 {
		t.Errorf("another plan has %v, error %v", got, err)
	}
}

func letter(key string, minute int) Message {
	return Message{Key: key, Period: "2023-09", Unit: "Trạm y tế", Step: "nhắc lần 1", Channel: "e-mail", To: "tyt@example.vn",
		Subject: "Nhắc báo cáo", Body: "Kính gửi\n…", At: at(minute)}
}

func keys(all []Message) string {
	var list []string
	for _, m := range all {
		list = append(list, m.Key)
	}
	return strings.Join(list, " ")
}

func testOutbox(t *testing.T, open func() *Store) {
	s := open()
	later := letter("b", 1)
	later.NotBefore = at(20)
	run := ended(t, s, End{Messages: []Message{letter("a", 1), later, letter("c", 2)}})

	due := func(minute, limit int, want string) {
		t.Helper()
		all, err := s.Due(ctx, at(minute), limit)
		must(t, err)
		if got := keys(all); got != want {
			t.Errorf("due at minute %d, at most %d: %q, want %q", minute, limit, got, want)
		}
	}
	due(0, 9, "")
	due(1, 9, "a")
	due(2, 9, "a c")
	due(20, 9, "a c b")
	due(20, 2, "a c")
	sent := letter("a", 1)
	sent.To, sent.Body = "tyt@example.vn, khac@example.vn", "as it went out"
	must(t, s.Sent(ctx, sent, at(3)))
	must(t, s.Failed(ctx, "c", at(3), at(10), "hộp thư đầy", false))
	due(9, 9, "")
	due(10, 9, "c")
	must(t, s.Failed(ctx, "c", at(10), at(11), "không có địa chỉ này", true))
	must(t, s.Failed(ctx, "a", at(10), at(11), "a second sender", false))
	due(59, 9, "b")
	for _, err := range []error{s.Sent(ctx, letter("x", 1), at(3)), s.Failed(ctx, "x", at(3), at(4), "", false)} {
		if !errors.Is(err, ErrNoMessage) {
			t.Errorf("got %v, want ErrNoMessage", err)
		}
	}

	again := sent
	again.At, again.Subject = at(30), "another"
	dead := letter("c", 31)
	dead.Subject = "another"
	ended(t, s, End{Messages: []Message{again, dead}, Cancelled: []string{"a", "c", "x"}})

	a, b, c := sent, later, letter("c", 2)
	for _, m := range []*Message{&a, &b, &c} {
		m.Plan, m.Run, m.State, m.NextAt = "p", run, Pending, m.At
	}
	a.State, a.Attempts, a.SentAt = Sent, 1, at(3)
	b.NextAt = at(20)
	c.State, c.Attempts, c.NextAt, c.LastError = Dead, 2, at(10), "không có địa chỉ này"
	got, err := open().Outbox(ctx, "p", "2023-09")
	must(t, err)
	wantSame(t, "outbox", []Message{a, b, c}, got)
}

// testFollows breaks the last statement of Finish and looks for traces of what
// follows from the run.
func testFollows(t *testing.T, open func() *Store) {
	s := open()
	run := begun(t, s)
	_, err := s.db.ExecContext(ctx, `ALTER TABLE runs RENAME COLUMN log TO other`)
	must(t, err)
	end := End{
		At: at(1), Settle: true, Observations: []Observation{figure("12", "51", 1)}, Verdicts: []Verdict{verdict("12", "met", 1)},
		Receipts: []Receipt{{Period: "2023-09", Unit: "Công an", At: at(1)}}, Messages: []Message{letter("a", 1)},
	}
	if err := s.Finish(ctx, run, end); err == nil {
		t.Fatal("a run could be finished though its row cannot be written")
	}
	for _, table := range []string{"observations", "verdicts", "receipts", "messages"} {
		if n := count(t, s, table); n != 0 {
			t.Errorf("%d rows of %s were left by a run that could not be ended", n, table)
		}
	}
}

// testThin records some days and thins them out in the middle of the third.
func testThin(t *testing.T, open func() *Store) {
	s := open()
	hanoi := time.FixedZone("", 7*60*60)
	day := func(day, hour int) time.Time { return time.Date(2023, 9, day, hour, 0, 0, 0, hanoi) }
	var kept []int64
	run := func(at time.Time, keep bool, outcome string, end End) {
		id, err := s.Begin(ctx, Run{Plan: "p", Period: "2023-09", Cause: "schedule", At: at})
		must(t, err)
		end.At, end.Outcome, end.Log = at.Add(time.Minute), outcome, "lines"
		must(t, s.Finish(ctx, id, end))
		if keep {
			kept = append(kept, id)
		}
	}
	// The first day of Hanoi begins on the day before in Greenwich.
	run(day(1, 1), true, "done", End{})
	run(day(1, 9), false, "done", End{})
	run(day(1, 10), true, "done", End{Observations: []Observation{figure("12", "1", 1)}})
	run(day(1, 11), true, "done", End{Verdicts: []Verdict{verdict("12", "met", 1)}})
	run(day(1, 12), true, "done", End{Receipts: []Receipt{{Period: "2023-09", Unit: "Công an", At: at(1)}}})
	run(day(1, 13), true, "done", End{Messages: []Message{letter("a", 1)}})
	run(day(1, 14), true, "done", End{Cells: 1})
	run(day(1, 15), true, "failed", End{})
	run(day(2, 1), true, "done", End{})
	closed := day(2, 2)
	run(closed, true, "done", End{Closing: &Closing{Period: "2023-09", At: closed}})
	run(day(2, 3), false, "done", End{})
	run(day(3, 1), true, "done", End{})
	run(day(3, 2), true, "done", End{})
	going := begun(t, s)
	kept = append(kept, going)

	runs, logs, err := s.Thin(ctx, day(3, 2))
	must(t, err)
	if runs != 2 || logs != int64(len(kept)-2) {
		t.Errorf("%d runs and %d logs are gone, want 2 and %d", runs, logs, len(kept)-2)
	}
	records, err := open().Runs(ctx, "p", 100)
	must(t, err)
	var left, withLog []int64
	for _, r := range slices.Backward(records) {
		left = append(left, r.ID)
		if r.Log != "" {
			withLog = append(withLog, r.ID)
		}
	}
	wantSame(t, "runs that are left", kept, left)
	wantSame(t, "runs with their log", kept[len(kept)-2:len(kept)-1], withLog)
	if n := count(t, s, "observations") + count(t, s, "verdicts") + count(t, s, "closings"); n != 3 {
		t.Errorf("%d observations, verdicts and closings are left, want 3", n)
	}
	if runs, logs, err := s.Thin(ctx, day(3, 2)); runs != 0 || logs != 0 || err != nil {
		t.Errorf("thinned again: %d runs, %d logs, error %v; want none", runs, logs, err)
	}
}

// testOddTexts stores what people's cells may hold and one of the databases
// does not take.
func testOddTexts(t *testing.T, open func() *Store) {
	s := open()
	odd := "a\x00b\xffc"
	o := figure("12", odd, 1)
	for range 2 {
		run := begun(t, s)
		must(t, s.Intend(ctx, run, []Written{cell("1", odd)}))
		must(t, s.Finish(ctx, run, End{At: at(1), Settle: true, Log: odd, Observations: []Observation{o}}))
	}
	if n := count(t, s, "observations"); n != 1 {
		t.Errorf("%d observations, want 1", n)
	}
	cells, err := s.Cells(ctx, "p")
	must(t, err)
	if len(cells) != 1 || !cells[0].Ours(odd) {
		t.Errorf("what was written is not known again: %v", cells)
	}
}
