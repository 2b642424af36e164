package history

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A backend makes a fresh history and returns what opens it: each call is
// another process that comes to the same history. What one leaves undone when
// the next is opened is what being killed leaves.
type backend func(t *testing.T) (open func() *Store)

func TestSQLite(t *testing.T) {
	suite(t, func(t *testing.T) func() *Store {
		path := filepath.Join(t.TempDir(), "bieu.db")
		return func() *Store { return opened(t, path) }
	})
}

// suite is what every database the history runs on must pass.
func suite(t *testing.T, b backend) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, open func() *Store)
	}{
		{"runs are remembered", testRuns},
		{"runs that went well", testGoodRuns},
		{"runs that are not going on", testNoRun},
		{"settled cells", testSettled},
		{"unchanged cells", testUnchanged},
		{"failed write", testNotSettled},
		{"killed between steps", testKilled},
		{"observations", testObservations},
		{"one transaction", testFinishIsWhole},
		{"several stores", testSeveralStores},
		{"one run", testRun},
		{"what follows is stored with its run", testFollows},
		{"verdicts", testVerdicts},
		{"receipts", testReceipts},
		{"observations of a time", testTimes},
		{"queries", testQuery},
		{"what a run changed", testChanges},
		{"closings", testClosings},
		{"reopenings", testReopenings},
		{"cells put back", testRestored},
		{"outbox", testOutbox},
		{"letters", testLetters},
		{"claims", testClaims},
		{"thinning", testThin},
		{"backup", testBackup},
		{"texts no database holds", testOddTexts},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, b(t))
		})
	}
}

var ctx = context.Background()

func at(minute int) time.Time { return time.Date(2023, 10, 2, 8, minute, 0, 0, time.UTC) }

func opened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func begun(t *testing.T, s *Store) int64 {
	t.Helper()
	id, err := s.Begin(ctx, Run{Plan: "p", Period: "2023-09", Cause: "command", At: at(0)})
	must(t, err)
	return id
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func cell(row, text string) Written {
	return Written{Key: Key{Tab: "Biểu 02", Row: row, Column: "Kết quả"}, Text: text, Source: text}
}

// record runs the whole protocol for some cells.
func record(t *testing.T, s *Store, cells ...Written) {
	t.Helper()
	run := begun(t, s)
	must(t, s.Intend(ctx, run, cells))
	must(t, s.Finish(ctx, run, End{At: at(1), Outcome: "done", Settle: true}))
}

func wantCells(t *testing.T, s *Store, want ...Cell) {
	t.Helper()
	got, err := s.Cells(ctx, "p")
	must(t, err)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("cells: -want +got:\n%s", diff)
	}
}

func testRuns(t *testing.T, open func() *Store) {
	s := open()
	hanoi := time.FixedZone("", 7*60*60)
	first := Run{Plan: "p", Period: "2023-09", Cause: "schedule", At: time.Date(2023, 9, 30, 17, 0, 0, 1, hanoi)}
	other := Run{Plan: "q", Period: "2023", Cause: "command", At: at(1)}
	for i, run := range []Run{first, other, {Plan: "p", Period: "2023-10", Cause: "command", At: at(2)}} {
		id, err := s.Begin(ctx, run)
		must(t, err)
		if id != int64(i+1) {
			t.Errorf("run %d has number %d", i+1, id)
		}
	}
	end := End{At: at(3), Outcome: "done", Reads: 2, Writes: 1, Cells: 17, Log: "a\nb"}
	must(t, s.Finish(ctx, 1, end))

	want := []Record{
		{ID: 3, Run: Run{Plan: "p", Period: "2023-10", Cause: "command", At: at(2)}},
		{ID: 1, Run: first, EndedAt: at(3), Outcome: "done", Reads: 2, Writes: 1, Cells: 17, Log: "a\nb"},
	}
	got, err := open().Runs(ctx, "p", 10)
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got, _ := s.Runs(ctx, "p", 1); len(got) != 1 || got[0].ID != 3 {
		t.Errorf("the latest run is %+v, want number 3", got)
	}
}

func testGoodRuns(t *testing.T, open func() *Store) {
	s := open()
	for minute, run := range []struct{ plan, outcome string }{
		{"p", "done"}, {"p", "done"}, {"q", "done"}, {"p", "failed"}, {"p", "partial"}, {"p", ""}, {"p", "done"}, {"p", "done"},
	} {
		id, err := s.Begin(ctx, Run{Plan: run.plan, Period: "2023-09", Cause: "schedule", At: at(2 * minute)})
		must(t, err)
		if run.outcome != "" {
			must(t, s.Finish(ctx, id, End{At: at(2*minute + 1), Outcome: run.outcome}))
		}
	}
	for _, c := range []struct {
		plan       string
		from, upTo int
		want       []int // when they began
	}{
		{"p", 9, 13, []int{2, 8, 12}}, // those that end at an end of the stretch are in it
		{"p", 4, 14, []int{2, 8, 12}},
		{"p", 99, 100, []int{14}},
		{"p", 0, 2, []int{0}},
		{"q", 0, 99, []int{4}},
		{"nobody's", 0, 99, nil},
		{"p", -9, 0, nil},
	} {
		got, err := s.GoodRuns(ctx, c.plan, at(c.from), at(c.upTo))
		must(t, err)
		var want []Span
		for _, minute := range c.want {
			want = append(want, Span{at(minute), at(minute + 1)})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s from %d to %d: -want +got:\n%s", c.plan, c.from, c.upTo, diff)
		}
	}
}

func testNoRun(t *testing.T, open func() *Store) {
	s := open()
	run := begun(t, s)
	must(t, s.Finish(ctx, run, End{At: at(1)}))
	for name, err := range map[string]error{
		"finish of an ended run":   s.Finish(ctx, run, End{At: at(2)}),
		"finish of an unknown run": s.Finish(ctx, 99, End{At: at(2)}),
		"intent of an ended run":   s.Intend(ctx, run, []Written{cell("1", "x")}),
		"intent of an unknown run": s.Intend(ctx, 99, []Written{cell("1", "x")}),
	} {
		if !errors.Is(err, ErrNoRun) {
			t.Errorf("%s: %v, want ErrNoRun", name, err)
		}
	}
	wantCells(t, s)
}

func testSettled(t *testing.T, open func() *Store) {
	s := open()
	kept := cell("9", "as the person left it")
	kept.Source = "as compiled"
	record(t, s, cell("10", "ten"), cell("1", "one"), kept)
	record(t, s, cell("1", "one again"), cell("2", ""))
	must(t, s.Close())
	wantCells(t, open(),
		Cell{Written: cell("1", "one again"), Settled: true},
		Cell{Written: cell("10", "ten"), Settled: true},
		Cell{Written: cell("2", ""), Settled: true},
		Cell{Written: kept, Settled: true},
	)
	// A renamed plan knows every text as one that may be ours, none as settled.
	other, err := open().Cells(ctx, "q")
	if err != nil || len(other) != 4 {
		t.Fatalf("another plan has cells %v, error %v", other, err)
	}
	for _, c := range other {
		if c.Settled {
			t.Errorf("%v is settled in another plan", c.Key)
		}
	}
	if !other[0].Ours("one again") || other[0].Ours("one") {
		t.Errorf("pending in another plan: %v", other[0])
	}
}

func testUnchanged(t *testing.T, open func() *Store) {
	s := open()
	record(t, s, cell("1", "one"), cell("2", "two"))
	run := begun(t, s)
	must(t, s.Intend(ctx, run, []Written{cell("1", "one"), cell("2", "new")}))
	wantCells(t, s,
		Cell{Written: cell("1", "one"), Settled: true},
		Cell{Written: cell("2", "two"), Settled: true, Pending: []string{"new"}},
	)
}

func testNotSettled(t *testing.T, open func() *Store) {
	s := open()
	record(t, s, cell("1", "one"))
	run := begun(t, s)
	must(t, s.Intend(ctx, run, []Written{cell("1", "first try")}))
	must(t, s.Intend(ctx, run, []Written{cell("1", "two")}))
	must(t, s.Finish(ctx, run, End{At: at(2), Outcome: "failed"}))
	wantCells(t, s, Cell{Written: cell("1", "one"), Settled: true, Pending: []string{"two"}})

	// A run that finds the cell as it should be settles it without writing.
	record(t, s, cell("1", "one"))
	wantCells(t, s, Cell{Written: cell("1", "one"), Settled: true})
}

// testKilled kills two runs in succession after every pair of steps, each
// with another text to write, and lets a third one come through. All that
// time a person's edit stands in one of the cells.
func testKilled(t *testing.T, open func() *Store) {
	plan := 0
	for first := range steps + 1 {
		for second := range steps + 1 {
			plan++
			w := &world{plan: fmt.Sprint("plan ", plan), sheet: map[Key]string{cell("2", "").Key: "a person's words"}}
			w.run(t, open(), "text 1", first)
			w.run(t, open(), "text 2", second)
			s := open()
			w.run(t, s, "text 3", steps)

			want := map[Key]string{cell("1", "").Key: "text 3", cell("2", "").Key: "a person's words"}
			if diff := cmp.Diff(want, w.sheet); diff != "" {
				t.Errorf("killed after %d and %d steps: -want +got:\n%s", first, second, diff)
			}
			got, err := s.Cells(ctx, w.plan)
			must(t, err)
			if diff := cmp.Diff([]Cell{{Written: cell("1", "text 3"), Settled: true}}, got); diff != "" {
				t.Errorf("killed after %d and %d steps: cells: -want +got:\n%s", first, second, diff)
			}
		}
	}
}

// world is a workbook, and the least of an engine that keeps people's edits.
type world struct {
	plan  string
	sheet map[Key]string
}

// steps a run takes: begin, intend, write the sheet, finish.
const steps = 4

// run takes the first steps of a run that wants text in cells 1 and 2.
func (w *world) run(t *testing.T, s *Store, text string, steps int) {
	t.Helper()
	known, err := s.Cells(ctx, w.plan)
	must(t, err)
	var ours []Written
	for _, want := range []Written{cell("1", text), cell("2", text)} {
		i := slices.IndexFunc(known, func(c Cell) bool { return c.Key == want.Key })
		if have := w.sheet[want.Key]; have == "" || i >= 0 && known[i].Ours(have) {
			ours = append(ours, want)
		}
	}
	var run int64
	for _, step := range []func(){
		func() {
			run, err = s.Begin(ctx, Run{Plan: w.plan, At: at(0)})
			must(t, err)
		},
		func() { must(t, s.Intend(ctx, run, ours)) },
		func() {
			for _, c := range ours {
				w.sheet[c.Key] = c.Text
			}
		},
		func() { must(t, s.Finish(ctx, run, End{At: at(1), Settle: true})) },
	}[:steps] {
		step()
	}
}

func figure(code, raw string, minute int) Observation {
	return Observation{Unit: "Trạm y tế", Code: code, Column: "Thực hiện", Period: "2023-09",
		Raw: raw, Kind: "number", Cell: "Trạm y tế!F7", SeenAt: at(minute)}
}

// seen records observations in a run of their own and returns its number.
func seen(t *testing.T, s *Store, all ...Observation) int64 {
	t.Helper()
	run := begun(t, s)
	must(t, s.Finish(ctx, run, End{At: at(59), Observations: all}))
	return run
}

func wantLatest(t *testing.T, s *Store, period string, want ...Observation) {
	t.Helper()
	got, err := s.Latest(ctx, "p", period)
	must(t, err)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: -want +got:\n%s", period, diff)
	}
}

func by(run, id int64, o Observation) Observation { o.Run, o.ID = run, id; return o }

func testObservations(t *testing.T, open func() *Store) {
	s := open()
	october := figure("12", "7", 1)
	october.Period = "2023-10"
	one := seen(t, s, figure("13.1", "99.99", 1), figure("12", "51", 1), figure("14", "", 1), october)
	wantLatest(t, s, "2023-09", by(one, 2, figure("12", "51", 1)), by(one, 1, figure("13.1", "99.99", 1)))
	wantLatest(t, s, "2023-10", by(one, 3, october))

	// The same content is no news, wherever its cell went; another kind is.
	moved := figure("12", "51", 2)
	moved.Cell = "Trạm y tế!F9"
	text := figure("13.1", "99.99", 2)
	text.Kind = "text"
	two := seen(t, s, moved, text)
	wantLatest(t, s, "2023-09", by(one, 2, figure("12", "51", 1)), by(two, 4, text))

	// A figure that is deleted and comes back is news twice.
	three := seen(t, s, figure("12", "", 3))
	wantLatest(t, s, "2023-09", by(three, 5, figure("12", "", 3)), by(two, 4, text))
	seen(t, s, figure("12", "", 4))
	wantLatest(t, s, "2023-09", by(three, 5, figure("12", "", 3)), by(two, 4, text))
	five := seen(t, s, figure("12", "51", 5))
	wantLatest(t, open(), "2023-09", by(five, 6, figure("12", "51", 5)), by(two, 4, text))

	if n := count(t, s, "observations"); n != 6 {
		t.Errorf("%d observations are kept, want 6", n)
	}
}

func count(t *testing.T, s *Store, table string) int {
	t.Helper()
	var n int
	must(t, s.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&n))
	return n
}

// testFinishIsWhole breaks the last statement of Finish and looks for traces
// of the ones before it.
func testFinishIsWhole(t *testing.T, open func() *Store) {
	s := open()
	run := begun(t, s)
	must(t, s.Intend(ctx, run, []Written{cell("1", "one")}))
	_, err := s.db.ExecContext(ctx, `ALTER TABLE runs RENAME COLUMN log TO other`)
	must(t, err)
	end := End{At: at(1), Settle: true, Observations: []Observation{figure("12", "51", 1)}}
	if err := s.Finish(ctx, run, end); err == nil {
		t.Fatal("a run could be finished though its row cannot be written")
	}
	wantCells(t, s, Cell{Written: Written{Key: cell("1", "").Key}, Pending: []string{"one"}})
	wantLatest(t, s, "2023-09")
}

// testSeveralStores lets processes work at the same time: the outcome is that
// of some order of whole runs.
func testSeveralStores(t *testing.T, open func() *Store) {
	const stores, runs = 4, 10
	var wg sync.WaitGroup
	for i := range stores {
		s := open()
		wg.Go(func() {
			for j := range runs {
				text := fmt.Sprint(i, " ", j%3)
				run, err := s.Begin(ctx, Run{Plan: "p", At: at(0)})
				if err == nil {
					err = s.Intend(ctx, run, []Written{cell("1", text), cell("2", text)})
				}
				if err == nil {
					err = s.Finish(ctx, run, End{At: at(1), Settle: true,
						Observations: []Observation{figure("1", text, 0), figure("2", text, 0)}})
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	s := open()
	records, err := s.Runs(ctx, "p", 1000)
	must(t, err)
	if len(records) != stores*runs || records[0].ID != stores*runs {
		t.Errorf("%d runs up to number %d, want %d", len(records), records[0].ID, stores*runs)
	}
	wantPairs(t, s)
}

// wantPairs checks that the two cells of testSeveralStores, which each run
// gave the same text, never parted, and that nothing was recorded twice.
func wantPairs(t *testing.T, s *Store) {
	t.Helper()
	rows, err := s.db.QueryContext(ctx, `SELECT code, raw FROM observations ORDER BY id`)
	must(t, err)
	defer rows.Close()
	var before, first string
	n := 0
	for ; rows.Next(); n++ {
		var code, raw string
		must(t, rows.Scan(&code, &raw))
		switch {
		case code == "1" && raw == before:
			t.Errorf("observation %d repeats %q", n, raw)
		case code == "1":
			first = raw
		case raw != first:
			t.Errorf("cells 1 and 2 hold %q and %q", first, raw)
		default:
			before = raw
		}
	}
	if n == 0 || n%2 != 0 {
		t.Errorf("%d observations, want pairs", n)
	}
	cells, err := s.Cells(ctx, "p")
	must(t, err)
	if len(cells) != 2 || cells[0].Text != cells[1].Text {
		t.Errorf("cells differ: %+v", cells)
	}
}
