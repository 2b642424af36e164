package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Who may only read sees the history all the same, and a copy of it.
func TestHistoryInAReadOnlyFolder(t *testing.T) {
	folder, err := os.MkdirTemp("", "office")
	must(t, err)
	t.Cleanup(func() { os.Chmod(folder, 0o700); os.RemoveAll(folder) })
	t.Chdir(folder)
	if said, code := bieu("sync", "--json"); code != exitDone {
		t.Fatal(said)
	}
	wanted, _ := bieu("runs")
	must(t, os.Chmod("bieu.db", 0o644))
	must(t, os.Chmod(folder, 0o555))
	other := t.TempDir()
	must(t, os.Chmod(other, 0o777))
	before := stateOf(t, folder)
	asNobody(t, func() {
		if said, code := bieu("runs"); code != exitDone || said != wanted {
			t.Errorf("runs ends with %d and says\n%swant\n%s", code, said, wanted)
		}
		if said, code := bieu("backup", "copy.db"); code != exitFailed || !strings.Contains(said, "copy.db: không có quyền đọc hoặc ghi") {
			t.Errorf("a backup into that folder: %s", said)
		}
	})
	if after := stateOf(t, folder); after != before {
		t.Errorf("the folder holds\n%s\nheld\n%s", after, before)
	}
}

func init() { programs["bieu-cramped"] = func() { os.Exit(crampedProcess()) } }

// cramped runs the program where no file may become larger: in a process of its
// own, since the limit is that of everything in one.
func cramped(largest int64, args ...string) (said string, code int) {
	c := exec.Command("bieu-cramped", append([]string{strconv.FormatInt(largest, 10)}, args...)...)
	out, err := c.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return err.Error(), -1
	}
	return string(out), c.ProcessState.ExitCode()
}

func crampedProcess() int {
	largest, err := strconv.ParseUint(os.Args[1], 10, 64)
	if err != nil {
		panic(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	var room syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &room); err != nil {
		panic(err)
	}
	room.Cur = largest
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &room); err != nil {
		panic(err)
	}
	return run(context.Background(), os.Args[2:], os.Stdin, os.Stdout, os.Stderr)
}

// A disk without room is told as what it is; with room again the next run does
// what this one could not.
func TestSyncOnAFullDisk(t *testing.T) {
	t.Chdir(t.TempDir())
	if said, code := bieu("sync", "--json"); code != exitDone {
		t.Fatal(said)
	}
	info, err := os.Stat("tho-xuong-2023.xlsx")
	must(t, err)
	said, code := cramped(info.Size()/2, "sync", "--at", "2023-10-05T09:00:00+07:00")
	copied, copyCode := cramped(info.Size()/2, "backup", "copy.db")
	for what, got := range map[string]string{"sync": said, "backup": copied} {
		if !strings.Contains(got, "Đề nghị kiểm tra đĩa, dung lượng còn trống") && !strings.Contains(got, "hết chỗ trên đĩa") {
			t.Errorf("%s says %s", what, got)
		}
	}
	if code != exitFailed || copyCode != exitFailed {
		t.Errorf("sync ends with %d, backup with %d", code, copyCode)
	}
	if left, _ := filepath.Glob("copy.db*"); len(left) != 0 {
		t.Errorf("the backup left %v", left)
	}
	if said, code := bieu("sync", "--at", "2023-10-05T09:00:00+07:00"); code != exitDone {
		t.Errorf("with room again: %s", said)
	}
	if said, code := bieu("sync", "--at", "2023-10-05T09:00:00+07:00"); code != exitDone || !strings.Contains(said, "ghi 0 ô") {
		t.Errorf("once more: %s", said)
	}
}
