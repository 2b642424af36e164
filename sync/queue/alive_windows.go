package queue

import (
	"errors"
	"os"
	"syscall"
)

// alive reports whether a process of this number runs; in doubt it does.
func alive(pid int) bool {
	const invalidParameter = syscall.Errno(87) // what Windows says of a number that no process has
	p, err := os.FindProcess(pid)
	if err == nil {
		_ = p.Release()
	}
	return !errors.Is(err, invalidParameter)
}
