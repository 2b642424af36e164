package history

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// large is a run that takes more room than a small disk has.
func large(minute int) End {
	end := End{At: at(59), Outcome: "done", Settle: true}
	for i := range 2000 {
		end.Observations = append(end.Observations, figure(fmt.Sprint(i), fmt.Sprint(minute, strings.Repeat("x", 200)), minute))
	}
	return end
}

// wantNothingOf checks that a run that could not be stored left nothing, and
// that the same is stored once there is room.
func wantNothingOf(t *testing.T, s *Store, run int64, makeRoom func()) {
	t.Helper()
	wantLatest(t, s, "2023-09", by(1, 1, figure("12", "51", 1)))
	wantCells(t, s, Cell{Written: Written{Key: cell("1", "").Key}, Pending: []string{"one"}})
	if r, err := s.Run(ctx, "p", run); err != nil || !r.EndedAt.IsZero() {
		t.Errorf("the run ended at %v, error %v", r.EndedAt, err)
	}
	makeRoom()
	must(t, s.Finish(ctx, run, large(2)))
	must(t, s.Check(ctx))
	if n := count(t, s, "observations"); n != 2001 {
		t.Errorf("%d observations once there is room, want 2001", n)
	}
	wantCells(t, s, Cell{Written: cell("1", "one"), Settled: true})
}

// small is a history with a run that is going on.
func small(t *testing.T) (s *Store, run int64) {
	t.Helper()
	s = opened(t, filepath.Join(t.TempDir(), "bieu.db"))
	s.db.SetMaxOpenConns(1) // what is set below is set for one connection
	seen(t, s, figure("12", "51", 1))
	run = begun(t, s)
	must(t, s.Intend(ctx, run, []Written{cell("1", "one")}))
	return s, run
}

func TestDiskFull(t *testing.T) {
	s, run := small(t)
	_, err := s.db.Exec(`PRAGMA max_page_count = 60`)
	must(t, err)
	if err := s.Finish(ctx, run, large(2)); !errors.Is(err, ErrFull) {
		t.Fatalf("got %v, want ErrFull", err)
	}
	wantNothingOf(t, s, run, func() {
		_, err := s.db.Exec(`PRAGMA max_page_count = 1000000`)
		must(t, err)
	})
}

// The system itself refuses to let the file grow.
func TestDiskFails(t *testing.T) {
	s, run := small(t)
	// The signal would end the program; the write fails all the same.
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var before syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before))
	limited := before
	limited.Cur = 300_000
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limited))
	lifted := false
	lift := func() {
		if !lifted {
			must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before))
		}
		lifted = true
	}
	defer lift()
	err := s.Finish(ctx, run, large(2))
	copied := s.Backup(ctx, filepath.Join(t.TempDir(), "b.db"))
	lift()
	if !errors.Is(err, ErrDisk) && !errors.Is(err, ErrFull) {
		t.Fatalf("got %v, want ErrDisk or ErrFull", err)
	}
	if copied != nil {
		t.Errorf("a backup that fits: %v", copied)
	}
	wantNothingOf(t, s, run, func() {})
}

// A backup for which there is no room leaves nothing behind.
func TestBackupToAFullDisk(t *testing.T) {
	s, run := small(t)
	must(t, s.Finish(ctx, run, large(2)))
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var before syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before))
	limited := before
	limited.Cur = 200_000
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limited))
	folder := t.TempDir()
	err := s.Backup(ctx, filepath.Join(folder, "b.db"))
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before))
	if !errors.Is(err, ErrDisk) && !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want ErrDisk or ErrFull", err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
	must(t, s.Check(ctx))
}
