package queue

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// ErrPlace is the address of a database that cannot be understood.
var ErrPlace = errors.New("not the address of a database")

// database is the kind of database that the queue lies in.
type database struct {
	goose goose.Dialect
	// river makes the driver of the jobs.
	river func(*sql.DB) riverdriver.Driver[*sql.Tx]
}

var (
	sqliteKind = database{goose.DialectSQLite3, func(db *sql.DB) riverdriver.Driver[*sql.Tx] { return riversqlite.New(db) }}
	// Polling is enough here, so that no connection has to be kept listening.
	postgresKind = database{goose.DialectPostgres, func(db *sql.DB) riverdriver.Driver[*sql.Tx] { return riverdatabasesql.New(db) }}
)

// connect opens the database and brings our own tables up to date.
func connect(ctx context.Context, place string) (*sql.DB, database, error) {
	kind := sqliteKind
	var db *sql.DB
	var err error
	if strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://") {
		kind = postgresKind
		db, err = openPostgres(place)
	} else {
		db, err = openSQLite(place)
	}
	if err != nil {
		return nil, kind, err
	}
	if err := migrate(ctx, db, kind); err != nil {
		db.Close()
		return nil, kind, err
	}
	return db, kind, nil
}

func openSQLite(path string) (*sql.DB, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(full); err != nil {
		return nil, err
	}
	slashed := filepath.ToSlash(full)
	if !strings.HasPrefix(slashed, "/") { // a drive letter
		slashed = "/" + slashed
	}
	// What a loss of power takes from the queue nobody misses: no process that
	// waited for it outlives that. So commits need not wait for the disk.
	query := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(wal)", "synchronous(normal)", "foreign_keys(on)",
	}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String())
	if err != nil {
		return nil, err
	}
	// River works in parallel, which SQLite answers with "busy".
	db.SetMaxOpenConns(1)
	return db, nil
}

func openPostgres(place string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(place)
	if err != nil {
		// What it says may hold a part of the password.
		return nil, ErrPlace
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(8)
	return db, nil
}

// versionTable has a name of its own: the history beside it has another one.
const versionTable = "bieu_queue_schema"

//go:embed migrations/*.sql
var migrations embed.FS

func migrate(ctx context.Context, db *sql.DB, kind database) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(kind.goose, db, files,
		goose.WithTableName(versionTable), goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	return together(ctx,
		func() (bool, error) { return upToDate(ctx, provider) },
		func() error { _, err := provider.Up(ctx); return err })
}

// migrationPatience is how long another process may take to make the tables.
const migrationPatience = 20 * time.Second

// together brings tables up to date while other processes may be at the same:
// who is beaten to it by another fails, and finds them made a little later.
func together(ctx context.Context, done func() (bool, error), up func() error) error {
	began := time.Now()
	for {
		if ok, err := done(); ok {
			return nil
		} else if err == nil {
			if err = up(); err == nil {
				return nil
			}
			if time.Since(began) > migrationPatience {
				return fmt.Errorf("migrate: %w", err)
			}
		} else if time.Since(began) > migrationPatience {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// upToDate reports whether there is nothing to migrate. Tables of a later
// program serve an earlier one: rows are only ever added to.
func upToDate(ctx context.Context, provider *goose.Provider) (bool, error) {
	has, wants, err := provider.GetVersions(ctx)
	if err != nil {
		return false, fmt.Errorf("read the version of the tables: %w", err)
	}
	return has >= wants, nil
}

// migrateJobs makes River's own tables.
func (q *Queue) migrateJobs(ctx context.Context, driver riverdriver.Driver[*sql.Tx]) error {
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: q.rare})
	if err != nil {
		return err
	}
	err = together(ctx,
		func() (bool, error) {
			found, err := migrator.Validate(ctx, nil)
			return err == nil && found.OK, err
		},
		func() error {
			_, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
			return err
		})
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}
