//go:build unix

package queue

import (
	"errors"
	"syscall"
)

// alive reports whether a process of this number runs; in doubt it does.
func alive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
