package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// testBackup copies a history while others write to it, and opens the copy.
func testBackup(t *testing.T, open func() *Store) {
	s := open()
	record(t, s, cell("1", "one"))
	run := ended(t, s, End{
		Log: "lines", Observations: []Observation{figure("12", "51", 1)}, Verdicts: []Verdict{verdict("12", "met", 1)},
		Receipts: []Receipt{{Period: "2023-09", Unit: "Công an", At: at(1), Late: true}}, Messages: []Message{letter("a", 1)},
		Restored: []Restored{{Cell: "Trạm y tế!F7", Code: "12", Column: "Thực hiện", BeforeKind: "blank", Text: "51", Kind: "number"}},
		Closing:  &Closing{Period: "2023-09", At: at(1), Gaps: true, Manifest: []byte("{}"), Content: []byte("[]")},
	})
	_, err := s.Reopen(ctx, Reopening{Plan: "p", Period: "2023-09", Unit: "Công an", Reason: "r", At: at(1), Until: at(2)})
	must(t, err)

	other, stop := open(), make(chan struct{})
	done := make(chan error)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			id, err := other.Begin(ctx, Run{Plan: "busy", At: at(0)})
			if err == nil {
				// Two cells that must not part.
				text := fmt.Sprint(i)
				err = other.Finish(ctx, id, End{At: at(1), Observations: []Observation{figure("1", text, 0), figure("2", text, 0)}})
			}
			if err != nil {
				done <- err
				return
			}
		}
	}()
	path := filepath.Join(t.TempDir(), "bản sao.db")
	must(t, s.Backup(ctx, path))
	close(stop)
	must(t, <-done)

	copied := opened(t, path)
	wantCells(t, copied, Cell{Written: cell("1", "one"), Settled: true})
	for _, read := range []func(*Store) (any, error){
		func(s *Store) (any, error) { return s.Run(ctx, "p", run) },
		func(s *Store) (any, error) { return s.Latest(ctx, "p", "2023-09") },
		func(s *Store) (any, error) { return s.Verdicts(ctx, "p", "2023-09") },
		func(s *Store) (any, error) { return s.Receipts(ctx, "p", "2023-09") },
		func(s *Store) (any, error) { return s.Outbox(ctx, "p", "2023-09") },
		func(s *Store) (any, error) { return s.ClosingOf(ctx, "p", "2023-09") },
		func(s *Store) (any, error) { return s.Reopenings(ctx, "p") },
		func(s *Store) (any, error) { return s.Writes(ctx, 1) },
		func(s *Store) (any, error) { return s.Restored(ctx, run) },
	} {
		want, err := read(s)
		must(t, err)
		got, err := read(copied)
		must(t, err)
		wantSame(t, "copy", want, got)
	}
	pair, err := copied.Latest(ctx, "busy", "2023-09")
	must(t, err)
	if len(pair) == 1 || len(pair) == 2 && pair[0].Raw != pair[1].Raw {
		t.Errorf("half a run was copied: %v", pair)
	}
	// Numbers go on behind the ones that are taken.
	if id := begun(t, copied); id <= run {
		t.Errorf("the copy gives number %d again", id)
	}
	must(t, s.Check(ctx))
	must(t, copied.Check(ctx))
	refusedBackups(t, s, path)
}

func refusedBackups(t *testing.T, s *Store, path string) {
	t.Helper()
	before, err := os.ReadFile(path)
	must(t, err)
	if err := s.Backup(ctx, path); !errors.Is(err, fs.ErrExist) || errors.Is(err, ErrAway) {
		t.Errorf("over a file: %v, want ErrExist alone", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
	if err := s.Backup(ctx, filepath.Join(filepath.Dir(path), "none", "b.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a missing folder: %v, want ErrNotExist", err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	folder := t.TempDir()
	if err := s.Backup(stopped, filepath.Join(folder, "b.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v, want context.Canceled", err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Errorf("a backup that failed left %v", left)
	}
}
