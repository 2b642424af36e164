package workbook

import "errors"

// The kinds of failure a caller acts on. Drivers wrap them in *OpError.
var (
	ErrNotFound  = errors.New("workbook not found")
	ErrFormat    = errors.New("not a readable workbook")
	ErrOldFormat = errors.New("an office file of another format")
	ErrEncrypted = errors.New("workbook is encrypted")
	ErrTooLarge  = errors.New("workbook unpacks to more than the limit")
	ErrDenied    = errors.New("access denied")
	ErrNoTab     = errors.New("no such tab")
	ErrTabExists = errors.New("a tab of that name exists")
	ErrTitle     = errors.New("not a possible title of a tab")
	ErrTooLong   = errors.New("text is longer than a cell holds")
	ErrOpen      = errors.New("workbook is open in another program")
	ErrChanged   = errors.New("workbook changed since it was read")
)

// OpError says what was being done to which workbook when it failed. Err wraps
// one of the kinds above, or is an error of the system.
type OpError struct {
	Op  string // "open", "read", "write", "create"
	Ref string // the path or link as the settings give it
	Err error
	// Said is what the driver itself tells people of Err, in Vietnamese and in
	// whole sentences; "" where the kind says it all.
	Said string
}

func (e *OpError) Error() string { return e.Op + " " + e.Ref + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *OpError) Unwrap() error { return e.Err }
