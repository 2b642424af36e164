package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/queue"
)

// soakProcess is a worker of the soak as a process of its own: it takes the
// time from a file beside its settings, and makes no call wait.
func soakProcess() int {
	now := func() time.Time {
		text, err := os.ReadFile(soakClock)
		if err != nil {
			panic(err)
		}
		at, err := strconv.ParseInt(string(text), 10, 64)
		if err != nil {
			panic(err)
		}
		return time.Unix(0, at)
	}
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: now,
		ticks: clockwork.NewFakeClockAt(now()), calls: hastyCalls{}, poll: hastyPoll}
	root := a.root()
	root.SetArgs(os.Args[1:])
	return a.exit(root.ExecuteContext(context.Background()))
}

// kill starts a worker as a process of its own, asks for runs of all plans and
// kills it, some time after that.
func (s *soak) kill() bool {
	s.t.Helper()
	var out, complaints heard
	c := exec.Command("bieu-soak", "serve", "--listen", "127.0.0.1:0", "--config", filepath.Join(s.folder, settingsFile))
	c.Dir, c.Stdout, c.Stderr = s.folder, &out, &complaints
	must(s.t, c.Start())
	for began := time.Now(); !strings.Contains(out.String(), "http://"); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			s.t.Fatalf("the process does not listen\n%s", complaints.String())
		}
	}
	for _, p := range s.plans {
		_, err := s.queue.Ask(s.t.Context(), p.name, causeCommand, queue.ByHand)
		must(s.t, err)
	}
	time.Sleep(time.Duration(s.random.Int64N(int64(500 * time.Millisecond))))
	held := 0
	must(s.t, s.db.QueryRowContext(s.t.Context(), `SELECT COUNT(*) FROM run_leases WHERE holder LIKE ?`,
		fmt.Sprintf("%%/%d/%%", c.Process.Pid)).Scan(&held))
	must(s.t, c.Process.Kill())
	_ = c.Wait() // it was killed
	must(s.t, s.db.QueryRowContext(s.t.Context(), `SELECT COALESCE(MAX(id), 0) FROM river_job`).Scan(&s.lastCall))
	s.kills++
	if held > 0 {
		s.hit++
	}
	return true
}
