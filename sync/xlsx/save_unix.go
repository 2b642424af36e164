//go:build unix

package xlsx

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// syncDir makes sure that a new name in the folder is on the disk. Some file
// systems cannot do that for folders, which is no reason to fail.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}

// keepOwner gives the file its former owner where the system lets us.
func keepOwner(path string, was fs.FileInfo) {
	if stat, ok := was.Sys().(*syscall.Stat_t); ok {
		_ = os.Chown(path, int(stat.Uid), int(stat.Gid))
	}
}

// heldByOther reports whether a rename failed because a program has the file
// open; here that never hinders it.
func heldByOther(error) bool { return false }

// alive reports whether a process of this number runs; in doubt it does.
func alive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
