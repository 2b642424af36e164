package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/example"
)

// heard gathers what a program says, while it goes on.
type heard struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// mostHeard is how much is remembered of what a program says.
const mostHeard = 256 << 10

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.text.Len() > mostHeard {
		h.text.Next(mostHeard / 2)
	}
	return h.text.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

// served is a worker in the current folder.
type served struct {
	t        *testing.T
	url      string
	out, err heard
	hangup   chan struct{}
	stop     func() int // its exit code
}

var servedAt = regexp.MustCompile(`http://[0-9.:]+`)

// serveHere starts a worker and waits until it can be reached.
func serveHere(t *testing.T, args ...string) *served {
	t.Helper()
	return serveAt(t, time.Now, args...)
}

// serveAt starts a worker by another clock; its schedule goes by the machine's.
func serveAt(t *testing.T, now func() time.Time, args ...string) *served {
	t.Helper()
	return serveApp(t, &app{now: now}, args...)
}

// serveBy starts a worker that knows no other clock.
func serveBy(t *testing.T, clock clockwork.Clock, args ...string) *served {
	t.Helper()
	return serveApp(t, &app{now: clock.Now, ticks: clock}, args...)
}

func serveApp(t *testing.T, a *app, args ...string) *served {
	t.Helper()
	s := &served{t: t, hangup: make(chan struct{}, 1)}
	a.stdin, a.stdout, a.stderr = strings.NewReader(""), &s.out, &s.err
	a.hangups = func() (<-chan struct{}, func()) { return s.hangup, func() {} }
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		root := a.root()
		root.SetArgs(append([]string{"serve", "--listen", "127.0.0.1:0"}, args...))
		ended <- a.exit(root.ExecuteContext(ctx))
	}()
	s.stop = sync.OnceValue(func() int {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { s.stop() })
	s.until("the worker listens", func() bool {
		s.url = servedAt.FindString(s.out.String())
		return s.url != ""
	})
	return s
}

// until waits for what must come true.
func (s *served) until(what string, true func() bool) {
	s.t.Helper()
	for range 1200 {
		if true() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("%s: it did not come true\n%s\n%s", what, s.out.String(), s.err.String())
}

// get returns the status and the text of an answer.
func (s *served) get(method, path, token string) (int, string) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func (s *served) ready() bool {
	status, _ := s.get("GET", "/readyz", "")
	return status == http.StatusOK
}

// command runs a command in the current folder.
func command(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr heard
	code = run(t.Context(), args, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestServeAnswersAndStops(t *testing.T) {
	t.Chdir(t.TempDir())
	s := serveHere(t)
	s.until("ready", s.ready)
	if status, text := s.get("GET", "/healthz", ""); status != 200 || text != "ok\n" {
		t.Errorf("healthz: %d %q", status, text)
	}
	info, err := os.Stat(tokenFile)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("token: %v, %v", info, err)
	}
	secret, err := os.ReadFile(tokenFile)
	if err != nil {
		t.Fatal(err)
	}
	token := strings.TrimSpace(string(secret))
	for _, wrong := range []string{"", "x", token[1:]} {
		if status, _ := s.get("POST", "/api/sync", wrong); status != http.StatusUnauthorized {
			t.Errorf("token %q: status %d", wrong, status)
		}
	}
	if status, text := s.get("POST", "/api/sync?plan=khac", token); status != http.StatusNotFound {
		t.Errorf("another plan: %d %s", status, text)
	}
	if status, text := s.get("POST", "/api/sync", token); status != http.StatusAccepted || !strings.Contains(text, `"ticket":`) {
		t.Errorf("asked: %d %s", status, text)
	}
	status, text := s.get("POST", "/api/sync?wait=1&plan=tho-xuong-2023", token)
	if status != 200 || !strings.Contains(text, `"outcome":"done"`) || !strings.Contains(text, `"cells_written":0`) {
		t.Errorf("waited: %d %s", status, text)
	}
	_, text = s.get("GET", "/metrics", "")
	for _, want := range []string{
		`bieu_runs_total{cause="schedule",outcome="done",plan="tho-xuong-2023"} 1`, "bieu_run_duration_seconds_count{", `kind="write",plan="tho-xuong-2023"} 1`,
		`bieu_cells_written_total{plan="tho-xuong-2023"} `, "bieu_retries_total 0", "bieu_queue_age_seconds 0",
		`bieu_last_success_timestamp_seconds{plan="tho-xuong-2023"} `, `bieu_units_late{plan="tho-xuong-2023"} 0`, "bieu_plans 1",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	// What is not our own is about the program alone.
	for line := range strings.Lines(text) {
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(line, "# HELP "), "# TYPE "), "_")
		if name != "bieu" && name != "go" && name != "process" {
			t.Errorf("metrics: %s", line)
		}
	}
	if code, _, told := command(t, "serve", "--listen", strings.TrimPrefix(s.url, "http://")); code != exitFailed || !strings.Contains(told, "đã có chương trình khác ở đó") {
		t.Errorf("address taken: %d %s", code, told)
	}
	if code := s.stop(); code != exitDone || !strings.Contains(s.err.String(), "msg=stopped") {
		t.Errorf("stopped with %d\n%s", code, s.err.String())
	}
	again, err := os.ReadFile(tokenFile)
	if err != nil || !bytes.Equal(again, secret) {
		t.Errorf("the token changed: %v", err)
	}
}

func TestSyncHandsItsRunOver(t *testing.T) {
	t.Chdir(t.TempDir())
	s := serveHere(t)
	s.until("ready", s.ready)
	code, out, told := command(t, "sync", "--json")
	var j runJSON
	if err := json.Unmarshal([]byte(out), &j); err != nil || code != exitDone {
		t.Fatalf("%d %v\n%s\n%s", code, err, out, told)
	}
	if j.Run != "2" || j.CellsWritten != 0 || j.Reads != 1 || len(j.Indicators) != 15 {
		t.Errorf("run %s, %d cells, %d reads, %d indicators", j.Run, j.CellsWritten, j.Reads, len(j.Indicators))
	}
	if !strings.Contains(told, "giao lượt này cho nó") {
		t.Errorf("told: %s", told)
	}
	if _, out, _ = command(t, "runs", "--json"); strings.Count(out, `"run":`) != 2 || strings.Count(out, `"cause":"command"`) != 1 {
		t.Errorf("runs: %s", out)
	}
	// A worker that cannot run says why, and the command ends as if by itself.
	if err := os.Remove("tho-xuong-2023.xlsx"); err != nil {
		t.Fatal(err)
	}
	write(t, "tho-xuong-2023.xlsx", "not a workbook")
	if code, _, told = command(t, "sync"); code != exitFailed || !strings.Contains(told, "tho-xuong-2023.xlsx") {
		t.Errorf("a broken workbook: %d %s", code, told)
	}
	s.stop()
	if code, _, told = command(t, "sync"); code != exitFailed || strings.Contains(told, "giao lượt này") {
		t.Errorf("without a worker: %d %s", code, told)
	}
}

func TestTwoSyncsRunOneAfterTheOther(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, told := command(t, "sync"); code != exitDone {
		t.Fatal(told)
	}
	var done sync.WaitGroup
	for range 4 {
		done.Go(func() {
			if code, _, told := command(t, "sync"); code != exitDone {
				t.Errorf("%d: %s", code, told)
			}
		})
	}
	done.Wait()
	_, out, _ := command(t, "runs", "--json")
	if strings.Count(out, `"outcome":"done"`) != 5 {
		t.Errorf("runs: %s", out)
	}
}

// plansFile lists the example beside a plan that cannot be read and one whose
// settings cannot be used.
func plansFile(t *testing.T) string {
	t.Helper()
	text := strings.Replace(string(example.Settings()), "workbook:", "# workbook:", 1)
	return text + "\nplans:\n  - {name: mau, workbook: tho-xuong-2023.xlsx}\n  - {name: hong, workbook: hong.xlsx}\n  - {name: sai, workbook: b.xlsx, listen: x}\n"
}

func TestOneBrokenPlanDelaysNoOther(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, told := command(t, "sync"); code != exitDone {
		t.Fatal(told)
	}
	write(t, settingsFile, plansFile(t))
	s := serveHere(t)
	s.until("the good plan runs and the others are told of", func() bool {
		status, text := s.get("GET", "/readyz", "")
		return status == http.StatusServiceUnavailable && !strings.Contains(text, "mau") &&
			strings.Contains(text, "hong: chưa có lượt nào") && strings.Contains(text, "Kế hoạch sai: cài đặt chưa dùng được")
	})
	if !strings.Contains(s.err.String(), "plan left out") {
		t.Errorf("log: %s", s.err.String())
	}
	if code, out, told := command(t, "sync", "--plan", "mau"); code != exitDone || !strings.Contains(out, "ghi 0 ô") {
		t.Errorf("sync --plan: %d %s %s", code, out, told)
	}
	if code, out, told := command(t, "sync"); code == exitDone || !strings.Contains(out, "== mau ==") || !strings.Contains(told, "hong.xlsx") || !strings.Contains(told, "listen") {
		t.Errorf("sync: %d %s %s", code, out, told)
	}
	if code, _, told := command(t, "runs"); code != exitUsage || !strings.Contains(told, "--plan: mau, hong, sai") {
		t.Errorf("runs: %d %s", code, told)
	}
}

func TestSettingsAreReadAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, told := command(t, "sync"); code != exitDone {
		t.Fatal(told)
	}
	good := string(example.Settings())
	write(t, settingsFile, good)
	s := serveHere(t)
	s.until("ready", s.ready)
	write(t, settingsFile, good+"\nnonsense: 1\n")
	s.hangup <- struct{}{}
	s.until("the old settings stay", func() bool { return strings.Contains(s.err.String(), "vẫn chạy theo cài đặt cũ") })
	if !s.ready() {
		t.Error("not ready with the old settings")
	}
	write(t, settingsFile, plansFile(t))
	s.hangup <- struct{}{}
	s.until("the new settings are in force", func() bool {
		_, text := s.get("GET", "/metrics", "")
		return strings.Contains(s.out.String(), "Đã đọc lại cài đặt: 2 kế hoạch") && strings.Contains(text, "bieu_plans 2")
	})
	if code := s.stop(); code != exitDone {
		t.Errorf("stopped with %d", code)
	}
}

// The address is bound once: who changes it in the settings hears that it
// takes a new start, but for a worker that was told its address by hand.
func TestAnotherAddressIsToldOfAndNotTaken(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, told := command(t, "sync"); code != exitDone {
		t.Fatal(told)
	}
	settings := string(example.Settings())
	for _, tt := range []struct {
		name string
		args []string
		told bool
	}{
		{"by the settings", []string{"--listen="}, true},
		{"by hand", nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			write(t, settingsFile, settings+"\nlisten: 127.0.0.1:0\n")
			s := serveHere(t, tt.args...)
			s.until("ready", s.ready)
			write(t, settingsFile, settings+"\nlisten: 127.0.0.1:1\n")
			s.hangup <- struct{}{}
			s.until("the settings are read again", func() bool { return strings.Contains(s.out.String(), "Đã đọc lại cài đặt") })
			if got := strings.Contains(s.err.String(), wordsRestart); got != tt.told {
				t.Errorf("told %v, want %v: %s", got, tt.told, s.err.String())
			}
			if code := s.stop(); code != exitDone {
				t.Errorf("stopped with %d", code)
			}
		})
	}
}
