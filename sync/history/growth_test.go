package history

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// office is a year of an office in which units fill in and correct their rows,
// seen by a run every few minutes.
type office struct {
	t      *testing.T
	s      *Store
	random *rand.Rand
	units  int
	// figures are the cells of the month, verdicts the rows' judgements.
	figures  []Observation
	verdicts []Verdict
	now      time.Time
	runs     int
}

// Each unit has so many rows of so many cells.
const officeRows, officeCells = 40, 4

// month begins a month: blank cells, rows judged as missing.
func (o *office) month(m int) {
	o.now = time.Date(2023, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	period := o.now.Format("2006-01")
	o.figures, o.verdicts = o.figures[:0], o.verdicts[:0]
	for unit := range o.units {
		for row := range officeRows {
			code := fmt.Sprint(unit*officeRows + row + 1)
			for column := range officeCells {
				o.figures = append(o.figures, Observation{Unit: fmt.Sprint("Đơn vị ", unit+1), Code: code,
					Column: fmt.Sprint("Cột ", column+1), Period: period, Kind: "text", Cell: fmt.Sprintf("Đơn vị %d!%c%d", unit+1, 'F'+column, row+4)})
			}
			o.verdicts = append(o.verdicts, Verdict{Period: period, Code: code, Status: "in_progress", Target: "≥ 100", Why: "chưa có số liệu"})
		}
	}
}

// fill changes a share of the cells, as people do between two runs.
func (o *office) fill(n int) {
	for range n {
		i := o.random.IntN(len(o.figures))
		o.figures[i].Raw = fmt.Sprintf("Kết quả thực hiện đến nay đạt %d%% kế hoạch, còn lại đang triển khai.", o.random.IntN(1000))
		o.verdicts[i/officeCells].Why = fmt.Sprintf("%d ≥ 100", o.random.IntN(1000))
	}
}

// run is one run, and how long storing it took.
func (o *office) run(s *Store) time.Duration {
	o.t.Helper()
	for i := range o.figures {
		o.figures[i].SeenAt = o.now
	}
	for i := range o.verdicts {
		o.verdicts[i].SeenAt = o.now
	}
	log := "level=DEBUG msg=\"workbook read\" ranges=0 tabs=26 revision=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
	began := time.Now()
	_, err := s.Cells(ctx, "p")
	must(o.t, err)
	run, err := s.Begin(ctx, Run{Plan: "p", Period: o.figures[0].Period, Cause: "schedule", At: o.now})
	must(o.t, err)
	must(o.t, s.Finish(ctx, run, End{At: o.now, Outcome: "done", Reads: 1, Settle: true, Log: log,
		Observations: o.figures, Verdicts: o.verdicts}))
	o.runs++
	return time.Since(began)
}

// year lets months pass; a third of the cells is filled in, corrected or
// corrected again in every month, in its first days.
func (o *office) months(first, last, runs int) {
	busy := max(1, runs/10)
	for m := first; m <= last; m++ {
		o.month(m)
		for i := range runs {
			if i < busy {
				o.fill(len(o.figures) / busy)
			}
			o.run(o.s)
			day := o.now.Day()
			if o.now = o.now.Add(30 * 24 * time.Hour / time.Duration(runs)); o.now.Day() != day {
				_, _, err := o.s.Thin(ctx, o.now.AddDate(0, 0, -90))
				must(o.t, err)
			}
		}
	}
}

// After a year of runs the history takes no longer for a run than after the
// first month, and what did not change took no room.
func TestGrowth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	o := &office{t: t, s: opened(t, path), random: rand.New(rand.NewPCG(7, 7)), units: times(4, 20)}
	perMonth := times(30, 8760)
	o.months(1, 1, perMonth)
	youngPath := filepath.Join(t.TempDir(), "young.db")
	must(t, o.s.Backup(ctx, youngPath))
	young := opened(t, youngPath)
	first := *o
	first.figures, first.verdicts = slices.Clone(o.figures), slices.Clone(o.verdicts)
	early := count(t, o.s, "observations")
	o.months(2, 12, perMonth)

	// Turn about, so that whatever else the machine does weighs on both.
	seen, judged := count(t, o.s, "observations"), count(t, o.s, "verdicts")
	var before, after []time.Duration
	for range 40 {
		before, after = append(before, first.run(young)), append(after, o.run(o.s))
	}
	slices.Sort(before)
	slices.Sort(after)
	if count(t, o.s, "observations") != seen || count(t, o.s, "verdicts") != judged {
		t.Errorf("runs that saw nothing new added observations or verdicts")
	}
	low, median := len(before)/10, len(before)/2
	if after[low] > before[low]*12/10 && after[median] > before[median]*12/10 {
		t.Errorf("a run takes %v at the year's end, %v after its first month: more than 1.2 times", after[median], before[median])
	}
	must(t, o.s.Check(ctx))
	t.Logf("%d runs of %d cells; observations %d after a month, %d after the year; runs kept %d; file %s after a month, %s after the year; a run %v → %v",
		o.runs, len(o.figures), early, seen, count(t, o.s, "runs"), sizeOf(t, youngPath), sizeOf(t, path), before[median], after[median])
}

func sizeOf(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return fmt.Sprintf("%.1f MB", float64(info.Size())/1e6)
}
