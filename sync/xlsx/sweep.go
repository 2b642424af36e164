package xlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tempName is the passing name of a file that is being written beside path. It
// tells the machine and the process, so that another one can tell whether
// anybody is still at it.
func tempName(path string, n int) string {
	dir, base := filepath.Split(path)
	return filepath.Join(dir, tempPrefix(base)+machine()+"-"+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n)+tempEnd)
}

const tempEnd = ".tmp"

func tempPrefix(base string) string { return "." + base + ".bieu-" }

// machine tells machines apart that share a folder.
func machine() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:4])
}

// longDead is an age at which nobody is writing a file any more.
const longDead = time.Hour

// sweep removes what killed processes left of their writing beside path. A file
// goes when its process, on this machine, has ended; any other one, which
// another machine may be writing, only when it is long dead by the clock of the
// folder, of which now is a reading. What cannot be removed stays.
func sweep(path string, now time.Time) {
	dir, base := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), tempPrefix(base))
		rest, isTemp := strings.CutSuffix(rest, tempEnd)
		parts := strings.Split(rest, "-")
		if !ours || !isTemp || len(parts) != 3 || !e.Type().IsRegular() {
			continue
		}
		pid, err := strconv.Atoi(parts[1])
		if err != nil || pid <= 0 {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue
		}
		if parts[0] == machine() && !alive(pid) || now.Sub(info.ModTime()) > longDead {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
