package xlsx

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// ended is the number of a process that has ended.
func ended(t *testing.T) string {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^$")
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	return strconv.Itoa(c.Process.Pid)
}

// TestSweep: writing takes away what killed processes left, and nothing that
// somebody may still be writing or that is not ours.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kế hoạch.xlsx")
	old := time.Now().Add(-2 * longDead)
	mine, gone := strconv.Itoa(os.Getpid()), ended(t)
	for _, f := range []struct {
		name string
		old  bool
		left bool
	}{
		{".kế hoạch.xlsx.bieu-" + machine() + "-" + gone + "-0.tmp", false, false},
		{".kế hoạch.xlsx.bieu-" + machine() + "-" + gone + "-1.tmp", false, false},
		{".kế hoạch.xlsx.bieu-" + machine() + "-" + mine + "-7.tmp", false, true},
		{".kế hoạch.xlsx.bieu-0badcafe-" + gone + "-0.tmp", false, true},
		{".kế hoạch.xlsx.bieu-0badcafe-" + gone + "-1.tmp", true, false},
		{".kế hoạch.xlsx.bieu-" + gone + ".tmp", true, true},
		{".kế hoạch.xlsx.bieu-" + machine() + "-x-0.tmp", true, true},
		{".khác.xlsx.bieu-" + machine() + "-" + gone + "-0.tmp", true, true},
		{"kế hoạch.xlsx.tmp", true, true},
		{"kế hoạch.xlsx", true, true},
	} {
		name := filepath.Join(dir, f.name)
		if err := os.WriteFile(name, []byte("was"), 0o600); err != nil {
			t.Fatal(err)
		}
		if f.old {
			if err := os.Chtimes(name, old, old); err != nil {
				t.Fatal(err)
			}
		}
		seen, err := os.Stat(filepath.Join(dir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		temp, err := writeTemp(path, seen, []byte("now"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(temp); err != nil {
			t.Fatal(err)
		}
		_, err = os.Stat(name)
		if diff := cmp.Diff(f.left, err == nil); diff != "" {
			t.Errorf("%s is left (-want +got):\n%s", f.name, diff)
		}
	}
}
