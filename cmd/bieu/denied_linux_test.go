package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user without rights of its own: for root no folder is read-only.
const nobody = 65534

// asNobody runs f with the file rights of nobody in particular. The rights
// belong to the thread.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	must(t, syscall.Setfsuid(nobody))
	defer syscall.Setfsuid(0)
	f()
}

func TestFoldersWithoutRights(t *testing.T) {
	for _, c := range []struct {
		name string
		// present is true when the workbook is there already.
		present      bool
		file, folder os.FileMode
		want         string
	}{
		{"nothing there, nothing to be made", false, 0, 0o555, "tho-xuong-2023.xlsx: không có quyền đọc hoặc ghi tệp."},
		{"a workbook in a read-only folder", true, 0o644, 0o555, "không ghi được tệp lịch sử."},
		{"a workbook nobody may read", true, 0o000, 0o777, "tho-xuong-2023.xlsx: không có quyền đọc hoặc ghi tệp."},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, err := os.MkdirTemp("", "office")
			must(t, err)
			t.Cleanup(func() { os.Chmod(folder, 0o700); os.RemoveAll(folder) })
			t.Chdir(folder)
			if c.present {
				if said, code := bieu("sync", "--json"); code != exitDone {
					t.Fatal(said)
				}
				must(t, os.Chmod("tho-xuong-2023.xlsx", c.file))
				must(t, os.Chmod("bieu.db", 0o666))
			}
			must(t, os.Chmod(folder, c.folder))
			before := stateOf(t, folder)
			asNobody(t, func() {
				said, code := bieu("sync")
				if code != exitFailed || !strings.Contains(said, c.want) {
					t.Errorf("sync ends with %d and says\n%s\nwant %d and %q", code, said, exitFailed, c.want)
				}
			})
			if after := stateOf(t, folder); after != before {
				t.Errorf("the folder holds\n%s\nheld\n%s", after, before)
			}
		})
	}
}

// stateOf is what a folder holds, by name and the content's digest.
func stateOf(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	var b strings.Builder
	for _, e := range entries {
		content, err := os.ReadFile(e.Name())
		must(t, err)
		if e.Name() == "bieu.db" && writable(folder) {
			content = nil // whoever sets out to run leaves a mark in it
		}
		fmt.Fprintf(&b, "%s %x\n", e.Name(), sha256.Sum256(content))
	}
	return b.String()
}

// writable reports whether everybody may write into a folder.
func writable(folder string) bool {
	info, err := os.Stat(folder)
	return err == nil && info.Mode().Perm()&0o002 != 0
}
