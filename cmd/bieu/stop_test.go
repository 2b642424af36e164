package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"bieu/sync/sheetstest"
)

// asProgram makes this program the one under test, signals and all.
const asProgram = "BIEU_TEST_AS_PROGRAM"

func init() {
	if os.Getenv(asProgram) != "" {
		main()
	}
}

// program is the command in a process of its own.
type program struct {
	*exec.Cmd
	out, err heard
	ended    chan error
}

func startProgram(t *testing.T, folder string, args ...string) *program {
	t.Helper()
	p := &program{Cmd: exec.Command(os.Args[0], args...), ended: make(chan error, 1)}
	p.Dir, p.Stdout, p.Stderr = folder, &p.out, &p.err
	p.Env = append(os.Environ(), asProgram+"=1")
	must(t, p.Start())
	go func() { p.ended <- p.Wait() }()
	t.Cleanup(func() { _ = p.Process.Kill() }) // it may have ended by itself
	return p
}

// until waits for the program to say something to its log.
func (p *program) until(t *testing.T, text string) {
	t.Helper()
	for range 2400 {
		if strings.Contains(p.err.String(), text) {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("it does not say %q\n%s\n%s", text, p.out.String(), p.err.String())
}

// end waits for the program's end and returns its exit code; gone is false
// when it goes on.
func (p *program) end(within time.Duration) (code int, gone bool) {
	select {
	case <-p.ended:
		return p.ProcessState.ExitCode(), true
	case <-time.After(within):
		return 0, false
	}
}

// hangs makes every read of the spreadsheet wait.
func (b *bureau) hangs() {
	b.server.Inject(sheetstest.Fault{Trouble: sheetstest.TimeoutBefore, Times: -1, Delay: time.Minute})
}

// A stop waits for the run that is going on; asked again, the program ends at
// once and says so, and the next worker makes the run.
func TestSecondSignalKills(t *testing.T) {
	t.Parallel()
	for name, signal := range map[string]syscall.Signal{"Ctrl-C": syscall.SIGINT, "of a service": syscall.SIGTERM} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBureau(t, onSheets, nil)
			b.hangs()
			p := startProgram(t, b.folder, "serve", "--listen", "127.0.0.1:0")
			p.until(t, "msg=started")
			for range 2400 {
				if b.server.Counts().Broken > 0 {
					break
				}
				time.Sleep(25 * time.Millisecond)
			}
			must(t, p.Process.Signal(signal))
			p.until(t, "msg=stopping")
			if code, gone := p.end(500 * time.Millisecond); gone {
				t.Fatalf("it ended with %d and did not wait for its run\n%s", code, p.err.String())
			}
			must(t, p.Process.Signal(signal))
			code, gone := p.end(10 * time.Second)
			if !gone || code != 128+int(signal) || !strings.Contains(p.err.String(), wordsKilled) {
				t.Errorf("asked again: ended %v, %d\n%s", gone, code, p.err.String())
			}
			if strings.Contains(p.err.String(), "msg=stopped") {
				t.Errorf("it says that it stopped in good order\n%s", p.err.String())
			}
			b.server.ClearFaults()
			s := serveHere(t, "--config", b.config)
			s.next(b, 0, 1)
		})
	}
}

// A run that does not end is cut off when the stop has waited for long enough;
// it is made again after the next start.
func TestStopIsBounded(t *testing.T) {
	t.Parallel()
	b := newBureau(t, onSheets, nil)
	b.hangs()
	s := serveApp(t, &app{now: time.Now, patience: 300 * time.Millisecond}, "--config", b.config)
	s.until("a run hangs", func() bool { return b.server.Counts().Broken > 0 })
	began := time.Now()
	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}
	took := time.Since(began)
	if took < 300*time.Millisecond || took > 30*time.Second || !strings.Contains(s.err.String(), "a run did not end in time") {
		t.Errorf("it stopped after %v\n%s", took, s.err.String())
	}
	b.server.ClearFaults()
	again := serveHere(t, "--config", b.config)
	again.next(b, 0, 1)
}
