package xlsx

import (
	"errors"
	"io/fs"
	"syscall"
)

// The numbers of two system errors (winerror.h).
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

// syncDir does nothing: folders cannot be flushed here, and the system keeps
// its own log of names.
func syncDir(string) error { return nil }

// keepOwner does nothing: a new file takes its rights from the folder.
func keepOwner(string, fs.FileInfo) {}

// heldByOther reports whether a rename failed because a program has the file
// open.
func heldByOther(err error) bool {
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}
