package history

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// firstTables makes a history as the first version of the program left it,
// with a run that ended and one that was killed.
func firstTables(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bieu.db")
	start, err := os.ReadFile(filepath.Join("migrations", "00001_start.sql"))
	must(t, err)
	up, _, _ := strings.Cut(string(start), "-- +goose Down")
	rawDB(t, path, up,
		`CREATE TABLE `+versionTable+` (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL,
			is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))`,
		`INSERT INTO `+versionTable+` (version_id, is_applied) VALUES (0, 1), (1, 1)`,
		`UPDATE counters SET value = 2 WHERE name = 'run'`,
		`UPDATE counters SET value = 1 WHERE name = 'observation'`,
		`INSERT INTO runs VALUES (1, 'p', '2023-09', 'command', '2023-10-02T08:00:00.000000000Z',
			'2023-10-02T08:01:00.000000000Z', 'done', 2, 1, 17, '')`,
		`INSERT INTO runs (id, plan, period, cause, started_at) VALUES (2, 'p', '2023-09', 'command', '2023-10-02T08:02:00.000000000Z')`,
		`INSERT INTO written VALUES ('p', 'Biểu 02', '1', 'Kết quả', 'one', 'one')`,
		`INSERT INTO intents VALUES (2, 'p', 'Biểu 02', '1', 'Kết quả', 'two', 'two')`,
		`INSERT INTO observations VALUES (1, 1, 'p', '2023-09', 'Trạm y tế', '12', 'Thực hiện', '51', 'number',
			'Trạm y tế!F7', '2023-10-02T08:01:00.000000000Z')`,
	)
	return path
}

// A history of an earlier version of the program goes on where it stood.
func TestEarlierTables(t *testing.T) {
	s := opened(t, firstTables(t))
	wantCells(t, s, Cell{Written: cell("1", "one"), Settled: true, Pending: []string{"two"}})
	wantLatest(t, s, "2023-09", by(1, 1, figure("12", "51", 1)))
	if run := ended(t, s, End{Verdicts: []Verdict{verdict("12", "met", 3)}, Observations: []Observation{figure("12", "52", 3)}}); run != 3 {
		t.Errorf("the next run has number %d, want 3", run)
	}
	wantLatest(t, s, "2023-09", by(3, 2, figure("12", "52", 3)))
	records, err := s.Runs(ctx, "p", 9)
	must(t, err)
	if len(records) != 3 || records[2].Cells != 17 || !records[1].EndedAt.IsZero() {
		t.Errorf("runs: %+v", records)
	}
}

// The tables of a migrated history are those of a new one.
func TestMigratedTablesAreTheNewOnes(t *testing.T) {
	tables := func(path string) string {
		must(t, opened(t, path).Close())
		db, err := sql.Open("sqlite", path)
		must(t, err)
		defer db.Close()
		rows, err := db.Query(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%' || $1 || '%' ORDER BY name`, versionTable)
		must(t, err)
		defer rows.Close()
		var all []string
		for rows.Next() {
			var one string
			must(t, rows.Scan(&one))
			all = append(all, one)
		}
		return strings.Join(all, "\n")
	}
	want := tables(filepath.Join(t.TempDir(), "bieu.db"))
	if got := tables(firstTables(t)); got != want || !strings.Contains(got, "reopenings") {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// downTo takes the tables of a database back to an earlier version.
func downTo(t *testing.T, address string, version int64) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	must(t, err)
	defer db.Close()
	provider, err := providerOf(db, goosePostgres)
	must(t, err)
	_, err = provider.DownTo(ctx, version)
	must(t, err)
}
