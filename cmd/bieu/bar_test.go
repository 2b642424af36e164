package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"bieu/sync/sheetstest"
)

// slow makes every read of the spreadsheet take a while, so that somebody can
// look on.
func (b *bureau) slow() {
	b.server.Inject(sheetstest.Fault{Trouble: sheetstest.SlowBody, Times: -1, Delay: 350 * time.Millisecond})
}

// atTerminal runs the program as a person at a terminal does, and returns what
// the terminal showed.
func atTerminal(t *testing.T, folder string, args ...string) string {
	t.Helper()
	script, err := exec.LookPath("script")
	if err != nil {
		t.Skip("there is no program script, which makes a terminal")
	}
	line := "stty rows 24 cols 120; '" + os.Args[0] + "' '" + strings.Join(args, "' '") + "'"
	c := exec.CommandContext(t.Context(), script, "--quiet", "--return", "--command", line, os.DevNull)
	c.Dir = folder
	c.Env = append(os.Environ(), asProgram+"=1", "TERM=xterm")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

var (
	drawn   = regexp.MustCompile(`\[[=>-]+\]`)
	control = regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`)
)

// A person at a terminal sees a bar, with a worker at the plan and without one;
// in a pipe there are lines and nothing that moves the cursor.
func TestProgressIsABarAtATerminal(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onSheets, nil)
	b.slow()
	look := func(name string, want ...string) {
		t.Helper()
		text := atTerminal(t, b.folder, "sync")
		text, result, _ := strings.Cut(text, "Xét tại")
		if !drawn.MatchString(text) || !control.MatchString(text) {
			t.Errorf("%s: no bar in\n%q", name, text)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %q in\n%q", name, w, text)
			}
		}
		// The bar goes and the result stays.
		if control.MatchString(result) || !strings.Contains(result, "Cộng 15 chỉ tiêu") {
			t.Errorf("%s: after the bar there is %q", name, result)
		}
	}
	look("by itself", "đọc bảng tính", "ghi bảng tính")
	s := serveHere(t, "--config", b.config)
	s.until("ready", s.ready)
	look("beside a worker", "giao lượt này cho nó", "đọc bảng tính")

	_, told, code := b.run("sync")
	if code != exitDone || control.MatchString(told) || drawn.MatchString(told) ||
		!strings.Contains(told, "\nđọc bảng tính\n") || !strings.HasPrefix(told, "bieu: bieu serve đang chạy") {
		t.Errorf("in a pipe: %d %q", code, told)
	}
}
