// Package history is the memory of runs: what they found, what they wrote and
// how they ended. It lives in one SQLite file beside the workbook, or in a
// Postgres database, by the same SQL. engine and cmd use it. It reads no
// clock, decides nothing about plans or cells, and imports nothing of ours:
// its terms are texts, numbers and instants that the caller gives.
//
// # What a run leaves behind
//
// Begin opens a run. Intend names the cells of the Biểu that are about to be
// written, and is on disk when it returns; then the workbook is written; then
// Finish ends the run, records what was read and settles what was intended, in
// one transaction. Killed between any two of these steps, the store still
// knows each text that may stand in a cell by our hand: the settled one and
// every intended one. A merge that takes all of them for ours never mistakes
// the worker's text for a person's.
//
// A run that changed nothing leaves its row in the list of runs and no more.
package history

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Store is an open history. It may be used by several goroutines, and several
// stores may be open on one file.
//
// Every method may return ErrBusy, ErrCorrupt, ErrReadOnly, ErrFull, ErrDisk or
// ErrAway; errors.Is tells. A server that went away is waited for a little
// where nothing can be done twice by it: before a transaction, and in reading.
type Store struct {
	db   *sql.DB
	name string // of the place, as errors and people may see it
	dialect
	patience time.Duration
}

// dialect is what the databases do each in its own way.
type dialect interface {
	// one is the statement with which a transaction becomes the only one that
	// writes; "" where it is so by itself.
	one() string
	// kind adds the sentinel that tells what a driver's error means.
	kind(error) error
	// check looks through the whole database for damage.
	check(ctx context.Context, db *sql.DB) error
	// copyInto writes a history of the same content into an empty SQLite file.
	copyInto(ctx context.Context, db *sql.DB, path string) error
}

// OpenAt opens the history in a file, as Open does, or in a Postgres database:
// the place is a path, or an address such as postgres://user@host/database.
// What is stored in a database stands in the first schema of its search path.
//
// Errors: those of Open, and for a database ErrPlace, ErrAway, ErrDenied,
// ErrNoDatabase. None shows a password.
func OpenAt(ctx context.Context, place string) (*Store, error) {
	if Elsewhere(place) {
		return openPostgres(ctx, place, false)
	}
	return Open(ctx, place)
}

// Look opens a history in a Postgres database to read it, and changes nothing.
// A file is looked at by opening a copy of it.
//
// Errors: those of OpenAt, ErrNoHistory and ErrOlderSchema.
func Look(ctx context.Context, address string) (*Store, error) {
	return openPostgres(ctx, address, true)
}

// Place is where the history lies, as people may see it.
func (s *Store) Place() string { return s.name }

// Close releases the store. It may be called twice.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return s.failed("close", err)
	}
	return nil
}

// inTx runs f in one transaction that takes the right to write at its start.
func (s *Store) inTx(ctx context.Context, doing string, f func(tx *sql.Tx) error) error {
	var tx *sql.Tx
	err := s.patiently(ctx, func() (err error) {
		tx, err = s.begin(ctx)
		return err
	})
	if err != nil {
		return s.failed(doing, err)
	}
	if err := f(tx); err != nil {
		// What went wrong first is what the caller should hear.
		_ = tx.Rollback()
		return s.failed(doing, err)
	}
	if err := tx.Commit(); err != nil {
		return s.failed(doing, err)
	}
	return nil
}

// begin starts a transaction as the only one that writes.
func (s *Store) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil || s.one() == "" {
		return tx, err
	}
	if _, err := tx.ExecContext(ctx, s.one()); err != nil {
		_ = tx.Rollback()
		return nil, err
	}
	return tx, nil
}

// read runs f, which only reads.
func (s *Store) read(ctx context.Context, doing string, f func(q querier) error) error {
	if err := s.patiently(ctx, func() error { return f(s.db) }); err != nil {
		return s.failed(doing, err)
	}
	return nil
}

// patiently tries again while the server is away.
func (s *Store) patiently(ctx context.Context, f func() error) error {
	wait := 20 * time.Millisecond
	for waited := time.Duration(0); ; waited += wait {
		err := f()
		if waited >= s.patience || !errors.Is(s.kind(err), ErrAway) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(wait):
		}
		wait = min(2*wait, time.Second)
	}
}

// failed says what was being done to which history.
func (s *Store) failed(doing string, err error) error {
	return &OpError{Doing: doing, Place: s.name, Err: s.kind(err)}
}

// take returns the first of n fresh numbers of a counter. Whoever took before
// must have committed first: a taker sees all that earlier takers wrote.
func take(ctx context.Context, tx *sql.Tx, counter string, n int) (int64, error) {
	var last int64
	err := tx.QueryRowContext(ctx,
		`UPDATE counters SET value = value + $1 WHERE name = $2 RETURNING value`, n, counter).Scan(&last)
	return last - int64(n) + 1, err
}
