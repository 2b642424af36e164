package history

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// asNobody runs f with the file rights of nobody in particular: for root no
// folder is read-only. The rights belong to the thread.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	must(t, syscall.Setfsuid(65534))
	defer syscall.Setfsuid(0)
	f()
}

func TestOpenWhereNothingCanBeWritten(t *testing.T) {
	for _, c := range []struct {
		name         string
		file, folder os.FileMode
	}{
		{"no file in a read-only folder", 0, 0o555},
		{"file in a read-only folder", 0o644, 0o555},
		{"read-only file", 0o444, 0o777},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, err := os.MkdirTemp("", "history")
			must(t, err)
			t.Cleanup(func() { os.Chmod(folder, 0o700); os.RemoveAll(folder) })
			path := filepath.Join(folder, "bieu.db")
			if c.file != 0 {
				must(t, opened(t, path).Close())
				must(t, os.Chmod(path, c.file))
			}
			must(t, os.Chmod(folder, c.folder))
			asNobody(t, func() {
				s, err := Open(ctx, path)
				if s != nil || !errors.Is(err, ErrReadOnly) {
					t.Errorf("got %v, want ErrReadOnly", err)
				}
			})
		})
	}
}
