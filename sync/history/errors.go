package history

import (
	"errors"
	"fmt"
)

// OpError is what every error of a Store is wrapped in.
type OpError struct {
	Doing string
	Place string // the history's, without a password
	Err   error
}

func (e *OpError) Error() string { return fmt.Sprintf("%s: history %s: %v", e.Doing, e.Place, e.Err) }

func (e *OpError) Unwrap() error { return e.Err }

// The kinds of failure a caller acts on.
var (
	// ErrNotDatabase is a file that is not an SQLite database.
	ErrNotDatabase = errors.New("not a database")
	// ErrForeign is a database of another program. It is left as it is.
	ErrForeign = errors.New("a database of another program")
	// ErrCorrupt is a database that is damaged. It is left as it is: the
	// file can still be copied away and looked into.
	ErrCorrupt = errors.New("database is damaged")
	// ErrNewerSchema is a history written by a later version of the program.
	ErrNewerSchema = errors.New("written by a newer version of the program")
	// ErrOlderSchema is a history of an earlier version of the program, for
	// those who only look: opening it to write brings it up to date.
	ErrOlderSchema = errors.New("written by an older version of the program")
	// ErrSchema is a history whose tables are not as this program makes them.
	ErrSchema = errors.New("the tables are not those of this program")
	// ErrReadOnly is a file or folder, or a database, in which nothing can be
	// written.
	ErrReadOnly = errors.New("cannot be written")
	// ErrFull is a disk without room. What was being stored is not; what was
	// stored before is as it was.
	ErrFull = errors.New("the disk is full")
	// ErrDisk is a disk that failed to read or to write.
	ErrDisk = errors.New("the disk failed")
	// ErrPlace is an address that names no database, or one that cannot hold a
	// history.
	ErrPlace = errors.New("no place for a history")
	// ErrAway is a database server that does not answer, or that broke off. A
	// transaction that was cut is not stored, but for one that was cut in the
	// very end, of which nobody can tell.
	ErrAway = errors.New("the database server cannot be reached")
	// ErrDenied is a user or password that the database server does not take.
	ErrDenied = errors.New("the database server refuses the user")
	// ErrNoDatabase is a database that the server does not have.
	ErrNoDatabase = errors.New("the server has no such database")
	// ErrNoHistory is a place without a history, for those who only look.
	ErrNoHistory = errors.New("there is no history yet")
	// ErrBusy is a history that another process kept to itself for longer than
	// anyone should wait. Trying again is safe.
	ErrBusy = errors.New("in use by another process")
	// ErrNoRun is a run that was never begun, or, for what needs one that is
	// going on, has ended.
	ErrNoRun = errors.New("no such run")
	// ErrNoClosing is a period that was never closed.
	ErrNoClosing = errors.New("the period was never closed")
	// ErrNoMessage is a message that was never asked for.
	ErrNoMessage = errors.New("no such message")
)
