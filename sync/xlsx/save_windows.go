package xlsx

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// The numbers of system errors (winerror.h).
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	invalidParameter = syscall.Errno(87) // what the system says of a number that no process has
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

// alive reports whether a process of this number runs; in doubt it does.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err == nil {
		_ = p.Release()
	}
	return !errors.Is(err, invalidParameter)
}
