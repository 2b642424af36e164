package history

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// rawDB opens a file past the store, as another program would.
func rawDB(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	for _, s := range statements {
		_, err := db.Exec(s)
		must(t, err)
	}
}

func written(t *testing.T, path string, content []byte) {
	t.Helper()
	must(t, os.WriteFile(path, content, 0o600))
}

// filled makes a history of some size and returns its path.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bieu.db")
	s := opened(t, path)
	var all []Observation
	for i := range 500 {
		all = append(all, figure(fmt.Sprint(i), strings.Repeat("x", 100), 0))
	}
	seen(t, s, all...)
	must(t, s.Close())
	return path
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"text", func(t *testing.T, path string) { written(t, path, []byte("hi")) }, ErrNotDatabase},
		{"long text", func(t *testing.T, path string) { written(t, path, bytes.Repeat([]byte("TT;Kết quả\n"), 1000)) }, ErrNotDatabase},
		{"folder", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, ErrNotDatabase},
		{"missing folder", func(t *testing.T, path string) { must(t, os.Remove(filepath.Dir(path))) }, fs.ErrNotExist},
		{"another program's database", func(t *testing.T, path string) {
			rawDB(t, path, `CREATE TABLE notes (id INTEGER)`)
		}, ErrForeign},
		{"newer tables", func(t *testing.T, path string) {
			must(t, opened(t, path).Close())
			rawDB(t, path, `INSERT INTO `+versionTable+` (version_id, is_applied) VALUES (999, 1)`)
		}, ErrNewerSchema},
		{"a table is wanting", func(t *testing.T, path string) {
			must(t, opened(t, path).Close())
			rawDB(t, path, `DROP TABLE receipts`)
		}, ErrSchema},
		{"a column is wanting", func(t *testing.T, path string) {
			must(t, opened(t, path).Close())
			rawDB(t, path, `ALTER TABLE runs RENAME COLUMN cells TO other`)
		}, ErrSchema},
		{"damage", func(t *testing.T, path string) {
			data, err := os.ReadFile(filled(t))
			must(t, err)
			copy(data[len(data)/2:], bytes.Repeat([]byte{0xa5}, 20_000))
			written(t, path, data)
		}, ErrCorrupt},
		{"cut short", func(t *testing.T, path string) {
			data, err := os.ReadFile(filled(t))
			must(t, err)
			written(t, path, data[:len(data)/2])
		}, ErrCorrupt},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "bieu.db")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := Open(ctx, path)
			if s != nil || !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if err != nil && !strings.Contains(err.Error(), path) && !strings.Contains(err.Error(), filepath.Dir(path)) {
				t.Errorf("the error does not name the file: %v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenTakesAnyName(t *testing.T) {
	for _, name := range []string{"lịch sử.db", "a?mode=memory", "100%41.db", "a#b&c.db"} {
		path := filepath.Join(t.TempDir(), name)
		must(t, opened(t, path).Close())
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOpenTakesAnEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	written(t, path, nil)
	if id := begun(t, opened(t, path)); id != 1 {
		t.Errorf("the first run has number %d", id)
	}
}

func TestSettings(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "bieu.db"))
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000",
	} {
		var got string
		must(t, s.db.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
	if _, err := s.db.Exec(`INSERT INTO intents VALUES (7, '', '', '', '', '', '')`); err == nil {
		t.Error("an intent without its run was taken")
	}
}

// A process that comes while another one makes the same file finds it whole.
func TestOpenTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := Open(ctx, path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.Begin(ctx, Run{Plan: "p", At: at(0)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got, err := opened(t, path).Runs(ctx, "p", 10); err != nil || len(got) != 6 {
		t.Errorf("%d runs, error %v; want 6", len(got), err)
	}
}

// The files as they lie on the disk at the instant of a power cut hold all
// that was committed, and nothing of what was not.
func TestPowerCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	s := opened(t, path)
	must(t, s.Intend(ctx, begun(t, s), []Written{cell("1", "one")}))
	tx, err := s.db.Begin()
	must(t, err)
	defer tx.Rollback()
	_, err = tx.Exec(`UPDATE intents SET text = 'half'`)
	must(t, err)

	copied := filepath.Join(t.TempDir(), "bieu.db")
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		must(t, err)
		written(t, copied+suffix, data)
	}
	wantCells(t, opened(t, copied), Cell{Written: Written{Key: cell("1", "").Key}, Pending: []string{"one"}})
}

// twoStores returns two stores on one file, the first of which keeps the
// second from writing.
func twoStores(t *testing.T) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bieu.db")
	first, second := opened(t, path), opened(t, path)
	tx, err := first.db.Begin()
	must(t, err)
	t.Cleanup(func() { tx.Rollback() })
	return second
}

func TestContextEndsTheWait(t *testing.T) {
	s := twoStores(t)
	ending, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := s.Begin(ending, Run{Plan: "p", At: at(0)}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
}

func TestBusy(t *testing.T) {
	s := twoStores(t)
	s.db.SetMaxOpenConns(1)
	_, err := s.db.Exec(`PRAGMA busy_timeout(1)`)
	must(t, err)
	if _, err := s.Begin(ctx, Run{Plan: "p", At: at(0)}); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
}

func TestCloseTwice(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "bieu.db"))
	must(t, s.Close())
	must(t, s.Close())
	if _, err := s.Begin(ctx, Run{}); err == nil {
		t.Error("a closed store began a run")
	}
}

// observations of a plan of 1,000 rows, and of its next round of figures.
func benchmarkFigures(round int) []Observation {
	all := make([]Observation, 1000)
	for i := range all {
		all[i] = figure(fmt.Sprint(i), fmt.Sprint(i*round), 0)
	}
	return all
}

func BenchmarkRecord1000(b *testing.B) {
	for _, c := range []struct {
		name  string
		fresh bool
	}{{"new", true}, {"unchanged", false}} {
		b.Run(c.name, func(b *testing.B) {
			s, err := Open(ctx, filepath.Join(b.TempDir(), "bieu.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			b.ReportAllocs()
			for round := 0; b.Loop(); round++ {
				if !c.fresh {
					round = 0
				}
				figures := benchmarkFigures(round + 1)
				cells := make([]Written, len(figures))
				for i, f := range figures {
					cells[i] = cell(f.Code, f.Raw)
				}
				run, err := s.Begin(ctx, Run{Plan: "p", At: at(0)})
				if err == nil {
					err = s.Intend(ctx, run, cells)
				}
				if err == nil {
					err = s.Finish(ctx, run, End{At: at(1), Settle: true, Observations: figures})
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Damage that comes while the history is open is told as what it is.
func TestDamagedWhileOpen(t *testing.T) {
	path := filled(t)
	s := opened(t, path)
	data, err := os.ReadFile(path)
	must(t, err)
	copy(data[len(data)/3:], bytes.Repeat([]byte{0xa5}, len(data)/2))
	written(t, path, data)
	if err := s.Check(ctx); !errors.Is(err, ErrCorrupt) {
		t.Errorf("check: %v, want ErrCorrupt", err)
	}
	if _, err := s.Latest(ctx, "p", "2023-09"); !errors.Is(err, ErrCorrupt) {
		t.Errorf("latest: %v, want ErrCorrupt", err)
	}
	copied := filepath.Join(t.TempDir(), "b.db")
	if err := s.Backup(ctx, copied); !errors.Is(err, ErrCorrupt) {
		t.Errorf("backup: %v, want ErrCorrupt", err)
	}
	if _, err := os.Stat(copied); err == nil {
		t.Error("a backup of a damaged history stands there")
	}
}
