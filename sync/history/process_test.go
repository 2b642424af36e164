package history

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// The environment by which the test program becomes a worker.
const (
	workPlace = "BIEU_TEST_PLACE"
	workRuns  = "BIEU_TEST_RUNS"
	workName  = "BIEU_TEST_NAME"
)

func TestMain(m *testing.M) {
	if place := os.Getenv(workPlace); place != "" {
		runs, err := strconv.Atoi(os.Getenv(workRuns))
		if err == nil {
			err = work(place, os.Getenv(workName), runs)
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// work runs again and again, and gives two cells one text in each run, so that
// half a run shows.
func work(place, name string, runs int) error {
	s, err := OpenAt(ctx, place)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for i := range runs {
		text := fmt.Sprint(name, " ", i)
		run, err := s.Begin(ctx, Run{Plan: "p", Period: "2023-09", Cause: name, At: at(0)})
		if err == nil {
			err = s.Intend(ctx, run, []Written{cell("1", text), cell("2", text)})
		}
		if err == nil {
			err = s.Finish(ctx, run, End{At: at(1), Outcome: "done", Settle: true,
				Observations: []Observation{figure("1", text, 0), figure("2", text, 0)},
				Verdicts:     []Verdict{verdict("1", text, 0), verdict("2", text, 0)},
				Messages:     []Message{letter(fmt.Sprint("letter ", i), 0)}})
		}
		if err != nil {
			return err
		}
	}
	return s.Close()
}

// worker is another process that works at a place.
type worker struct {
	*exec.Cmd
	out *bufio.Reader
}

func startWorker(t *testing.T, place, name string, runs int) *worker {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), workPlace+"="+place, workName+"="+name, workRuns+"="+strconv.Itoa(runs))
	pipe, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	w := &worker{c, bufio.NewReader(pipe)}
	if line, err := w.out.ReadString('\n'); line != "ready\n" {
		t.Fatalf("worker %s says %q, error %v", name, line, err)
	}
	return w
}

func (w *worker) wait(t *testing.T) {
	t.Helper()
	said, _ := w.out.ReadString(0)
	if err := w.Wait(); err != nil {
		t.Errorf("a worker ended with %v and says %s", err, said)
	}
}

// full reports whether the proofs run in full, not in their small form.
func full() bool { return os.Getenv("BIEU_FULL") != "" }

// times is small, or more in the full form.
func times(small, more int) int {
	if full() {
		return more
	}
	return small
}

func TestTwoProcesses(t *testing.T) { testTwoProcesses(t, filepath.Join(t.TempDir(), "bieu.db")) }

func testTwoProcesses(t *testing.T, place string) {
	runs := times(30, 100)
	one := startWorker(t, place, "one", runs)
	two := startWorker(t, place, "two", runs)
	one.wait(t)
	two.wait(t)

	s := openedAt(t, place)
	records, err := s.Runs(ctx, "p", 1000)
	must(t, err)
	if len(records) != 2*runs || records[0].ID != int64(2*runs) {
		t.Errorf("%d runs up to number %d, want %d", len(records), records[0].ID, 2*runs)
	}
	wantPairs(t, s)
	wantTwins(t, s)
	if n := count(t, s, "messages"); n != runs {
		t.Errorf("%d messages, want %d: a key stands once", n, runs)
	}
}

// wantTwins checks that the verdicts, which come in pairs, never parted.
func wantTwins(t *testing.T, s *Store) {
	t.Helper()
	all, err := s.Verdicts(ctx, "p", "2023-09")
	must(t, err)
	if len(all) != 2 || all[0].Status != all[1].Status || all[0].Run != all[1].Run {
		t.Errorf("verdicts parted: %v", all)
	}
}

func TestKilledProcess(t *testing.T) { testKilledProcess(t, filepath.Join(t.TempDir(), "bieu.db")) }

// A worker that is killed at any instant leaves whole runs and at most one
// that did not end, and the next one goes on.
func testKilledProcess(t *testing.T, place string) {
	random := rand.New(rand.NewPCG(5, 5))
	unended := 0
	for i := range times(8, 200) {
		w := startWorker(t, place, fmt.Sprint("killed ", i), 1_000_000)
		time.Sleep(time.Duration(random.IntN(40_000)) * time.Microsecond)
		must(t, w.Process.Kill())
		_ = w.Wait() // ended by the kill

		s, err := OpenAt(context.Background(), place)
		must(t, err)
		must(t, s.Check(ctx))
		records, err := s.Runs(ctx, "p", 1_000_000)
		must(t, err)
		going := 0
		for _, r := range records {
			if r.EndedAt.IsZero() {
				going++
			}
		}
		if going < unended || going > unended+1 {
			t.Errorf("kill %d: %d runs did not end, %d before it", i, going, unended)
		}
		unended = going
		run, err := s.Begin(ctx, Run{Plan: "p", Period: "2023-09", Cause: "next", At: at(0)})
		must(t, err)
		text := fmt.Sprint("next ", i)
		must(t, s.Intend(ctx, run, []Written{cell("1", text), cell("2", text)}))
		must(t, s.Finish(ctx, run, End{At: at(1), Outcome: "done", Settle: true,
			Observations: []Observation{figure("1", text, 0), figure("2", text, 0)},
			Verdicts:     []Verdict{verdict("1", text, 0), verdict("2", text, 0)}}))
		wantPairs(t, s)
		wantTwins(t, s)
		wantCells(t, s, Cell{Written: cell("1", text), Settled: true}, Cell{Written: cell("2", text), Settled: true})
		must(t, s.Close())
	}
}
