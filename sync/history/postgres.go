package history

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// Elsewhere reports whether a place is the address of a database on a server,
// not the path of a file.
func Elsewhere(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Shown is a place as people may see it: without a password.
func Shown(place string) string {
	if !Elsewhere(place) {
		return place
	}
	config, err := pgx.ParseConfig(place)
	if err != nil {
		return "postgres://…"
	}
	u := url.URL{Scheme: "postgres", User: url.User(config.User), Host: config.Host, Path: "/" + config.Database}
	switch {
	case strings.HasPrefix(config.Host, "/"): // the folder of a socket
		u.Host, u.RawQuery = "", "host="+config.Host
	case config.Port != usualPort:
		u.Host = net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port)))
	}
	return u.String()
}

const (
	// usualPort need not be told.
	usualPort = 5432
	// patience is how long a server that went away is waited for.
	patience = 15 * time.Second
	// connectTimeout ends the wait for a server that does not answer.
	connectTimeout = 10 * time.Second
)

// openPostgres opens the history in a database; look leaves everything as it
// is, and is refused what would change it.
func openPostgres(ctx context.Context, place string, look bool) (*Store, error) {
	s := &Store{name: Shown(place), dialect: postgresDialect{}, patience: patience}
	config, err := pgx.ParseConfig(place)
	if err != nil {
		// What it says may hold a part of the password.
		return nil, s.failed("open", ErrPlace)
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	s.db = stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, session(look))
		return err
	}))
	s.db.SetMaxOpenConns(4)
	if err := s.readyPostgres(ctx, look); err != nil {
		s.db.Close()
		return nil, s.failed("open", err)
	}
	return s, nil
}

// session is how each connection behaves, whatever the server's defaults.
func session(look bool) string {
	return fmt.Sprintf(`SET lock_timeout = %d; SET synchronous_commit = on; SET default_transaction_read_only = %t;
		SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED`, busyTimeout.Milliseconds(), look)
}

func (s *Store) readyPostgres(ctx context.Context, look bool) error {
	known, err := inspectPostgres(ctx, s.db)
	switch {
	case err != nil:
		return err
	case look && !known:
		return ErrNoHistory
	case look:
		if err := refuseOlder(ctx, s.db, goosePostgres); err != nil {
			return err
		}
		return checkTables(ctx, s.db)
	}
	unlock, err := alone(ctx, s.db)
	if err != nil {
		return err
	}
	defer unlock()
	if err := migrate(ctx, s.db, goosePostgres); err != nil {
		return err
	}
	return checkTables(ctx, s.db)
}

// inspectPostgres refuses a database that is not fit for a history, and
// reports whether it holds one. Tables of other programs may stand beside ours.
func inspectPostgres(ctx context.Context, db *sql.DB) (known bool, err error) {
	var encoding string
	if err := db.QueryRowContext(ctx, `SHOW server_encoding`).Scan(&encoding); err != nil {
		return false, err
	}
	if encoding != "UTF8" {
		return false, fmt.Errorf("%w: its encoding is %s, not UTF8", ErrPlace, encoding)
	}
	var version sql.NullInt64
	err = db.QueryRowContext(ctx, `SELECT to_regclass($1)::oid`, versionTable).Scan(&version)
	if err != nil || version.Valid {
		return version.Valid, err
	}
	for _, t := range tables {
		var taken bool
		if err := db.QueryRowContext(ctx, `SELECT to_regclass($1) IS NOT NULL`, t.name).Scan(&taken); err != nil {
			return false, err
		}
		if taken {
			return false, fmt.Errorf("%w: it has a table %s", ErrForeign, t.name)
		}
	}
	return false, nil
}

// alone keeps other processes from migrating at the same time. The number
// stands for nothing else.
func alone(ctx context.Context, db *sql.DB) (unlock func(), err error) {
	const number = 7_102_023_001
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, number); err != nil {
		conn.Close()
		return nil, err
	}
	return func() {
		// A connection that broke gave the lock back.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, number)
		conn.Close()
	}, nil
}

type postgresDialect struct{}

// one makes writers queue, as they do for a file.
func (postgresDialect) one() string { return `LOCK TABLE counters IN EXCLUSIVE MODE` }

func (postgresDialect) check(ctx context.Context, db *sql.DB) error { return checkTables(ctx, db) }

// kind adds the sentinel to an error of the driver.
func (postgresDialect) kind(err error) error {
	kind := postgresKind(err)
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// kinds go by SQLSTATE, or by its first two letters, the class.
var postgresKinds = map[string]error{
	"08": ErrAway, "57P01": ErrAway, "57P02": ErrAway, "57P03": ErrAway, "57P05": ErrAway,
	"28": ErrDenied, "3D000": ErrNoDatabase,
	"53100": ErrFull, "58": ErrDisk, "XX001": ErrCorrupt, "XX002": ErrCorrupt,
	"53200": ErrBusy, "53300": ErrBusy, "55P03": ErrBusy, "40001": ErrBusy, "40P01": ErrBusy,
	"42501": ErrReadOnly, "25006": ErrReadOnly,
	"42P01": ErrSchema, "42703": ErrSchema,
}

func postgresKind(err error) error {
	var answer *pgconn.PgError
	var broken net.Error
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil
	case errors.As(err, &answer):
		if kind := postgresKinds[answer.Code]; kind != nil {
			return kind
		}
		return postgresKinds[answer.Code[:min(2, len(answer.Code))]]
	case errors.As(err, new(*fs.PathError)):
		return nil // a file of this machine, as of a backup, and no server
	case errors.As(err, &broken), pgconn.SafeToRetry(err):
		return ErrAway
	}
	cut := []error{io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, driver.ErrBadConn}
	if slices.ContainsFunc(cut, func(e error) bool { return errors.Is(err, e) }) {
		return ErrAway
	}
	return nil
}
