package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// busyTimeout is how long a writer waits for another one. Transactions here
// take milliseconds.
const busyTimeout = 10 * time.Second

// Open opens the history in a file, makes it if there is none, checks it and
// brings its tables up to date. The folder must exist.
//
// Errors: ErrNotDatabase, ErrForeign, ErrCorrupt, ErrNewerSchema, ErrSchema,
// ErrReadOnly, ErrFull, ErrDisk, ErrBusy; fs.ErrNotExist when the folder is
// missing.
func Open(ctx context.Context, path string) (*Store, error) {
	s := &Store{name: path, dialect: sqliteDialect{}}
	file, err := locate(path)
	if err != nil {
		return nil, s.failed("open", err)
	}
	if file.exists {
		if err := inspect(ctx, file); err != nil {
			return nil, s.failed("open", err)
		}
	}
	if s.db, err = sql.Open("sqlite", file.writing()); err != nil {
		return nil, s.failed("open", err)
	}
	// One writer works at a time; a few readers beside it are enough.
	s.db.SetMaxOpenConns(4)
	if err := s.ready(ctx); err != nil {
		s.db.Close()
		return nil, s.failed("open", err)
	}
	return s, nil
}

// ready connects for writing and brings the tables up to date.
func (s *Store) ready(ctx context.Context) error {
	if err := connect(ctx, s.db); err != nil {
		return err
	}
	if err := migrate(ctx, s.db, gooseSQLite); err != nil {
		return err
	}
	if err := checkTables(ctx, s.db); err != nil {
		return schemaKind(err)
	}
	return tryWrite(ctx, s.db)
}

// place is where a history lies on the disk.
type place struct {
	path   string // absolute, with slashes, as a URI has it
	exists bool
}

// locate looks at folder and file: SQLite tells a missing folder and a
// forbidden one in the same words.
func locate(path string) (place, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return place{}, err
	}
	if _, err := os.Stat(filepath.Dir(full)); err != nil {
		return place{}, err
	}
	info, err := os.Stat(full)
	if err == nil && info.IsDir() {
		return place{}, fmt.Errorf("%w but a folder", ErrNotDatabase)
	}
	p := place{path: filepath.ToSlash(full), exists: err == nil}
	if !strings.HasPrefix(p.path, "/") { // a drive letter
		p.path = "/" + p.path
	}
	return p, nil
}

// dsn names the file and how each connection to it behaves.
func (p place) dsn(query url.Values) string {
	query.Add("_pragma", fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()))
	u := url.URL{Scheme: "file", Path: p.path, RawQuery: query.Encode()}
	return u.String()
}

func (p place) reading() string { return p.dsn(url.Values{"mode": {"ro"}}) }

func (p place) writing() string {
	return p.dsn(url.Values{
		// Taking the write lock late can fail where waiting cannot help.
		"_txlock": {"immediate"},
		"_pragma": {
			"journal_mode(wal)",
			// An intent must outlive a power cut as surely as the workbook does.
			"synchronous(full)",
			"foreign_keys(on)",
		},
	})
}

// inspect refuses a file that is not a sound history. It only reads: a
// connection for writing leaves its mark on any database.
func inspect(ctx context.Context, p place) error {
	db, err := sql.Open("sqlite", p.reading())
	if err != nil {
		return err
	}
	defer db.Close()
	if err := soundness(ctx, db, `PRAGMA quick_check(1)`); err != nil {
		return err
	}
	return refuseForeign(ctx, db)
}

// connect makes the first connection. Turning a new file to write-ahead
// logging does not wait for another process that is doing the same.
func connect(ctx context.Context, db *sql.DB) error {
	wait := 5 * time.Millisecond
	for {
		err := db.PingContext(ctx)
		if !errors.Is(sqliteKind(err), ErrBusy) || wait > busyTimeout/4 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
			wait *= 2
		}
	}
}

// soundness looks through the file for damage.
func soundness(ctx context.Context, db *sql.DB, pragma string) error {
	var found string
	if err := db.QueryRowContext(ctx, pragma).Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, found)
	}
	return nil
}

// refuseForeign keeps our tables out of another program's database.
func refuseForeign(ctx context.Context, db *sql.DB) error {
	var tables, ours int
	err := db.QueryRowContext(ctx,
		`SELECT COUNT(*), COALESCE(SUM(name = $1), 0) FROM sqlite_master WHERE type = 'table'`, versionTable).
		Scan(&tables, &ours)
	if err == nil && tables > 0 && ours == 0 {
		return ErrForeign
	}
	return err
}

// schemaKind tells a table or column that is wanting from other trouble: it
// has no code of its own.
func schemaKind(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code() == sqlite3.SQLITE_ERROR {
		return fmt.Errorf("%w: %w", ErrSchema, err)
	}
	return err
}

// tryWrite finds out whether the file takes changes: SQLite opens a file that
// does not, and says so only at the first change.
func tryWrite(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_, err = take(ctx, tx, "run", 0)
	return err
}

type sqliteDialect struct{}

// one is nothing here: _txlock makes writers queue.
func (sqliteDialect) one() string { return "" }

func (sqliteDialect) kind(err error) error { return sqliteKind(err) }

func (sqliteDialect) check(ctx context.Context, db *sql.DB) error {
	return soundness(ctx, db, `PRAGMA integrity_check(1)`)
}

// copyInto does not hold up those who write meanwhile.
func (sqliteDialect) copyInto(ctx context.Context, db *sql.DB, path string) error {
	_, err := db.ExecContext(ctx, `VACUUM INTO $1`, path)
	return err
}

// sqliteKind adds the sentinel to an error of the driver.
func sqliteKind(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	kinds := map[int]error{
		sqlite3.SQLITE_NOTADB:   ErrNotDatabase,
		sqlite3.SQLITE_CORRUPT:  ErrCorrupt,
		sqlite3.SQLITE_READONLY: ErrReadOnly,
		sqlite3.SQLITE_CANTOPEN: ErrReadOnly,
		sqlite3.SQLITE_PERM:     ErrReadOnly,
		sqlite3.SQLITE_FULL:     ErrFull,
		sqlite3.SQLITE_IOERR:    ErrDisk,
		sqlite3.SQLITE_BUSY:     ErrBusy,
		sqlite3.SQLITE_LOCKED:   ErrBusy,
	}
	// The low byte is the kind, the rest its finer shade.
	if kind := kinds[e.Code()&0xff]; kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%w: %w", kind, err)
	}
	return err
}
