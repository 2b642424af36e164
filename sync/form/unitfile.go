package form

import (
	"errors"

	"bieu/sync/workbook"
)

// UnreadableFile is a unit whose own workbook could not be read, and why.
func UnreadableFile(u Unit, expected []PlanRow, why error) UnitTab {
	return refused(u, expected, problemFileUnread(u.Tab, why))
}

// FileUnwritten is the code of the problem that a unit's own workbook could not
// be written.
const FileUnwritten = "file_unwritten"

// Unwritten tells that the unit's own workbook did not take what the worker has
// to write into it, and why.
func (t UnitTab) Unwritten(why error) Problem {
	return t.place([]Problem{problemFileUnwritten(t.Unit.Tab, why)})[0]
}

// driverWords are what a driver itself says to people of an error, "" for
// nothing.
func driverWords(err error) string {
	if op := (*workbook.OpError)(nil); errors.As(err, &op) {
		return op.Said
	}
	return ""
}

// fileKind returns the kind of a workbook's error, nil for any other.
func fileKind(err error) error {
	for _, kind := range []error{
		workbook.ErrNotFound, workbook.ErrFormat, workbook.ErrOldFormat, workbook.ErrEncrypted,
		workbook.ErrTooLarge, workbook.ErrDenied, workbook.ErrOpen, workbook.ErrChanged,
	} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return nil
}
