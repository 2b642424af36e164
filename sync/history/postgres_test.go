package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"bieu/sync/historytest"
)

func openedAt(t *testing.T, place string) *Store {
	t.Helper()
	s, err := OpenAt(ctx, place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestPostgres(t *testing.T) {
	server := historytest.Start(t)
	t.Run("suite", func(t *testing.T) {
		suite(t, func(t *testing.T) func() *Store {
			address := server.Fresh(t)
			return func() *Store { return openedAt(t, address) }
		})
	})
	for _, c := range []struct {
		name string
		test func(t *testing.T, server *historytest.Server)
	}{
		{"refuses", testPostgresRefuses},
		{"opened together", testPostgresTogether},
		{"beside other tables", testPostgresBeside},
		{"earlier tables", testPostgresEarlier},
		{"looked at", testPostgresLook},
		{"busy", testPostgresBusy},
		{"context ends the wait", testPostgresContext},
		{"two processes", func(t *testing.T, server *historytest.Server) { testTwoProcesses(t, server.Fresh(t)) }},
		{"killed process", func(t *testing.T, server *historytest.Server) { testKilledProcess(t, server.Fresh(t)) }},
		{"restarted between steps", testPostgresRestarted},
		{"restarted within a transaction", testPostgresCut},
		{"away", testPostgresAway},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, server) })
	}
}

const secret = "Mật-khẩu:@/%?#1"

func testPostgresRefuses(t *testing.T, server *historytest.Server) {
	server.Do(t, server.Address(), `CREATE ROLE clerk LOGIN PASSWORD '`+secret+`'`, `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`)
	server.Demand(t, "clerk")
	with := func(statements ...string) string {
		address := server.Fresh(t)
		server.Do(t, address, statements...)
		return address
	}
	made := func(statements ...string) string {
		address := server.Fresh(t)
		must(t, openedAt(t, address).Close())
		server.Do(t, address, statements...)
		return address
	}
	for _, c := range []struct {
		name, address string
		want          error
	}{
		{"wrong password", server.AddressAs("clerk", secret+"x", historytest.Database), ErrDenied},
		{"no password", server.AddressAs("clerk", "", historytest.Database), ErrDenied},
		{"unknown user", server.AddressAs("stranger", secret, historytest.Database), ErrDenied},
		{"no right to make tables", server.AddressAs("clerk", secret, historytest.Database), ErrReadOnly},
		{"unknown database", server.AddressAs("clerk", secret, "none"), ErrNoDatabase},
		{"no server", "postgres://clerk:" + "geheim" + "@127.0.0.1:1/x", ErrAway},
		{"no address", "postgres://clerk:gehe%zzim@host/x", ErrPlace},
		{"no port", "postgres://clerk:geheim@host:port/x", ErrPlace},
		{"letters that are not Vietnamese", server.AddressAs("owner", "", "latin"), ErrPlace},
		{"another program's table", with(`CREATE TABLE runs (id INT)`), ErrForeign},
		{"a table is wanting", made(`DROP TABLE receipts`), ErrSchema},
		{"a column is wanting", made(`ALTER TABLE runs DROP COLUMN cells`), ErrSchema},
		{"newer tables", made(`INSERT INTO ` + versionTable + ` (version_id, is_applied) VALUES (999, TRUE)`), ErrNewerSchema},
	} {
		s, err := OpenAt(ctx, c.address)
		if s != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
			continue
		}
		for _, part := range []string{"geheim", "gehe", secret, "Mật-kh", "%E1%BA%ADt"} {
			if strings.Contains(err.Error(), part) {
				t.Errorf("%s: the error shows the password: %v", c.name, err)
			}
		}
	}
	// The password itself is taken.
	server.Do(t, server.Address(), `GRANT ALL ON SCHEMA public TO clerk`)
	must(t, openedAt(t, server.AddressAs("clerk", secret, historytest.Database)).Close())
	// Whoever may only read is told so before a run fails.
	server.Do(t, server.Address(), `CREATE ROLE reader LOGIN PASSWORD '`+secret+`'`, `GRANT USAGE ON SCHEMA public TO reader`,
		`GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`)
	server.Demand(t, "reader")
	for name, want := range map[string]error{"clerk": nil, "reader": ErrReadOnly} {
		s, err := Look(ctx, server.AddressAs(name, secret, historytest.Database))
		must(t, err)
		if err := s.CheckWritable(ctx); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		must(t, s.Close())
	}
}

func TestShown(t *testing.T) {
	for place, want := range map[string]string{
		"bieu.db": "bieu.db",
		"postgres://u:secret@db.example.vn:5433/bieu":                   "postgres://u@db.example.vn:5433/bieu",
		"postgresql://u@db.example.vn/bieu?password=secret&user=w":      "postgres://w@db.example.vn/bieu",
		"postgres://u:secret@/bieu?host=/run/pg":                        "postgres://u@/bieu?host=/run/pg",
		"postgres://u:sec%zzret@db.example.vn/bieu":                     "postgres://…",
		"postgres://db.example.vn/bieu?user=u&password=secret&port=abc": "postgres://…",
	} {
		if got := Shown(place); got != want || strings.Contains(got, "secret") {
			t.Errorf("%s: got %s, want %s", place, got, want)
		}
	}
}

func testPostgresTogether(t *testing.T, server *historytest.Server) {
	address := server.Fresh(t)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := OpenAt(ctx, address)
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
	if got, err := openedAt(t, address).Runs(ctx, "p", 10); err != nil || len(got) != 6 {
		t.Errorf("%d runs, error %v; want 6", len(got), err)
	}
}

func testPostgresBeside(t *testing.T, server *historytest.Server) {
	address := server.Fresh(t)
	server.Do(t, address, `CREATE TABLE letters (id INT)`)
	one, two := openedAt(t, address), openedAt(t, server.Fresh(t))
	begun(t, one)
	if id := begun(t, two); id != 1 {
		t.Errorf("the first run in another schema has number %d", id)
	}
}

func testPostgresEarlier(t *testing.T, server *historytest.Server) {
	address := server.Fresh(t)
	must(t, openedAt(t, address).Close())
	downTo(t, address, 1)
	server.Do(t, address, `UPDATE counters SET value = 1`,
		`INSERT INTO runs (id, plan, period, cause, started_at) VALUES (1, 'p', '2023-09', 'command', '2023-10-02T08:00:00.000000000Z')`,
		`INSERT INTO observations VALUES (1, 1, 'p', '2023-09', 'Trạm y tế', '12', 'Thực hiện', '51', 'number',
			'Trạm y tế!F7', '2023-10-02T08:01:00.000000000Z')`)
	if s, err := Look(ctx, address); s != nil || !errors.Is(err, ErrOlderSchema) {
		t.Errorf("looked at: %v, want ErrOlderSchema", err)
	}
	s := openedAt(t, address)
	wantLatest(t, s, "2023-09", by(1, 1, figure("12", "51", 1)))
	if run := ended(t, s, End{Verdicts: []Verdict{verdict("12", "met", 3)}}); run != 2 {
		t.Errorf("the next run has number %d, want 2", run)
	}
}

func testPostgresLook(t *testing.T, server *historytest.Server) {
	address := server.Fresh(t)
	if s, err := Look(ctx, address); s != nil || !errors.Is(err, ErrNoHistory) {
		t.Errorf("got %v, want ErrNoHistory", err)
	}
	begun(t, openedAt(t, address))
	s, err := Look(ctx, address)
	must(t, err)
	defer s.Close()
	if all, err := s.Runs(ctx, "p", 9); err != nil || len(all) != 1 {
		t.Errorf("%d runs, error %v; want 1", len(all), err)
	}
	if _, err := s.Begin(ctx, Run{Plan: "p", At: at(0)}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a run begun by one who looks: %v, want ErrReadOnly", err)
	}
}

func testPostgresBusy(t *testing.T, server *historytest.Server) {
	address := server.Fresh(t)
	first, second := openedAt(t, address), openedAt(t, address)
	tx, err := first.begin(ctx)
	must(t, err)
	defer tx.Rollback()
	second.db.SetMaxOpenConns(1)
	_, err = second.db.Exec(`SET lock_timeout = 20`)
	must(t, err)
	if _, err := second.Begin(ctx, Run{Plan: "p", At: at(0)}); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	// Who only reads does not wait.
	if _, err := second.Runs(ctx, "p", 9); err != nil {
		t.Error(err)
	}
}

func testPostgresContext(t *testing.T, server *historytest.Server) {
	address := server.Fresh(t)
	first, second := openedAt(t, address), openedAt(t, address)
	tx, err := first.begin(ctx)
	must(t, err)
	defer tx.Rollback()
	ending, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := second.Begin(ending, Run{Plan: "p", At: at(0)}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
}

// A run goes on over a restart of the server between any two of its steps.
func testPostgresRestarted(t *testing.T, server *historytest.Server) {
	s := openedAt(t, server.Fresh(t))
	restart := func() {
		server.Stop(t)
		server.Resume(t)
	}
	run := begun(t, s)
	restart()
	must(t, s.Intend(ctx, run, []Written{cell("1", "one")}))
	server.Stop(t)
	back := make(chan struct{})
	go func() {
		time.Sleep(300 * time.Millisecond)
		server.Resume(t)
		close(back)
	}()
	must(t, s.Finish(ctx, run, End{At: at(1), Settle: true}))
	<-back
	restart()
	wantCells(t, s, Cell{Written: cell("1", "one"), Settled: true})
}

// What a transaction had stored when the server went is gone with it, and the
// same again is taken.
func testPostgresCut(t *testing.T, server *historytest.Server) {
	s := openedAt(t, server.Fresh(t))
	run := begun(t, s)
	end := End{At: at(1), Outcome: "done", Observations: []Observation{figure("12", "51", 1), figure("13", "7", 1)}}
	for _, moment := range []string{"in the middle", "before the commit"} {
		err := s.inTx(ctx, "finish run", func(tx *sql.Tx) error {
			if err := observe(ctx, tx, run, "p", end.Observations[:1]); err != nil {
				return err
			}
			server.Stop(t)
			server.Resume(t)
			if moment == "before the commit" {
				return nil
			}
			return observe(ctx, tx, run, "p", end.Observations[1:])
		})
		if !errors.Is(err, ErrAway) {
			t.Errorf("cut %s: %v, want ErrAway", moment, err)
		}
		wantLatest(t, s, "2023-09")
	}
	must(t, s.Finish(ctx, run, end))
	wantLatest(t, s, "2023-09", by(run, 1, end.Observations[0]), by(run, 2, end.Observations[1]))
}

func testPostgresAway(t *testing.T, server *historytest.Server) {
	s := openedAt(t, server.Fresh(t))
	s.patience = 50 * time.Millisecond
	server.Stop(t)
	defer server.Resume(t)
	if _, err := s.Begin(ctx, Run{Plan: "p", At: at(0)}); !errors.Is(err, ErrAway) {
		t.Errorf("begin: %v, want ErrAway", err)
	}
	if _, err := s.Cells(ctx, "p"); !errors.Is(err, ErrAway) {
		t.Errorf("cells: %v, want ErrAway", err)
	}
	s.patience = time.Minute
	ending, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := s.Cells(ending, "p"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("told to stop: %v, want context.DeadlineExceeded", err)
	}
}

// Failures that a test cannot bring about on a sound server.
func TestPostgresKinds(t *testing.T) {
	for code, want := range map[string]error{
		"53100": ErrFull, "58030": ErrDisk, "XX001": ErrCorrupt, "XX002": ErrCorrupt, "57P01": ErrAway, "08006": ErrAway,
		"53300": ErrBusy, "40001": ErrBusy, "28P01": ErrDenied, "22P02": nil, "": nil,
	} {
		cause := fmt.Errorf("insert: %w", &pgconn.PgError{Code: code})
		got := postgresDialect{}.kind(cause)
		if !errors.Is(got, cause) || want != nil && !errors.Is(got, want) || want == nil && got != cause {
			t.Errorf("%s: got %v, want %v", code, got, want)
		}
	}
}
