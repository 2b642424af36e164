package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bieu/sync/queue"
)

// desk is a queue that answers as it is told.
type desk struct {
	asked  []string
	answer queue.Answer
	away   error
}

func (d *desk) Ask(_ context.Context, plan, cause string, weight queue.Weight) (queue.Ticket, error) {
	if d.away != nil {
		return queue.Ticket{}, d.away
	}
	if cause != CauseRequest || weight != queue.ByHand {
		return queue.Ticket{}, errors.New("a request presses, and is called one")
	}
	d.asked = append(d.asked, plan)
	return queue.Ticket{Plan: plan, Number: int64(len(d.asked))}, nil
}

func (d *desk) Wait(context.Context, queue.Ticket, func(queue.Progress)) (queue.Answer, error) {
	return d.answer, d.away
}

func (d *desk) Backlog(context.Context) (queue.Backlog, error) {
	return queue.Backlog{Plans: 2, Oldest: noon.Add(-90 * time.Second)}, d.away
}

var noon = time.Date(2023, 10, 9, 12, 0, 0, 0, time.UTC)

func handler(d *desk, lacks ...string) (http.Handler, *Metrics) {
	m := NewMetrics(func() time.Time { return noon })
	return Handler(Options{
		Queue: d, Token: "mã", Metrics: m, Log: slog.New(slog.DiscardHandler),
		Unready: func(context.Context) []string { return lacks },
		Plan: func(name string) (string, string, error) {
			if name == "không" {
				return "", "", ErrNoPlan
			}
			return "tệp", "phường", nil
		},
	}), m
}

func TestAnswers(t *testing.T) {
	failed := queue.Answer{Outcome: queue.Failed, Note: "tệp đang mở"}
	for _, c := range []struct {
		method, path, token string
		desk                desk
		status              int
		has                 string
	}{
		{"GET", "/healthz", "", desk{}, 200, "ok\n"},
		{"GET", "/healthz", "", desk{away: errors.New("x")}, 200, "ok\n"},
		{"GET", "/readyz", "", desk{}, 503, "một\nhai\n"},
		{"POST", "/healthz", "", desk{}, 405, `{"error":"Địa chỉ /healthz chỉ nhận lệnh gọi GET."}`},
		{"GET", "/", "", desk{}, 404, `"error":"Không có gì ở địa chỉ này`},
		{"GET", "/api/sync", "Bearer mã", desk{}, 405, "POST"},
		{"POST", "/api/sync", "", desk{}, 401, "Cần mã truy cập"},
		{"POST", "/api/sync", "Bearer", desk{}, 401, ""},
		{"POST", "/api/sync", "Bearer m", desk{}, 401, ""},
		{"POST", "/api/sync", "Basic mã", desk{}, 401, ""},
		{"POST", "/api/sync", "mã", desk{}, 401, ""},
		{"POST", "/api/sync", "Bearer mã", desk{}, 202, `{"plan":"phường","ticket":1}`},
		{"POST", "/api/sync", "bearer mã", desk{}, 202, `"plan":"phường"`},
		{"POST", "/api/sync?plan=không", "Bearer mã", desk{}, 404, "không"},
		{"POST", "/api/sync?wait=1", "Bearer mã", desk{answer: queue.Answer{Outcome: queue.Done, Run: 7, Cells: 0}}, 200, `"run":7,"cells_written":0`},
		{"POST", "/api/sync?wait=1", "Bearer mã", desk{answer: failed}, 502, `"note":"tệp đang mở"`},
		{"POST", "/api/sync", "Bearer mã", desk{away: errors.New("postgres://x:secret@y")}, 503, "hàng đợi"},
	} {
		h, _ := handler(&c.desk, "một", "hai")
		r := httptest.NewRequest(c.method, c.path, nil)
		if c.token != "" {
			r.Header.Set("Authorization", c.token)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		text, _ := io.ReadAll(w.Body)
		if w.Code != c.status || !strings.Contains(string(text), c.has) || strings.Contains(string(text), "secret") {
			t.Errorf("%s %s %q: %d %s; want %d %q", c.method, c.path, c.token, w.Code, text, c.status, c.has)
		}
		if c.status == 401 && len(c.desk.asked) > 0 {
			t.Errorf("%q was let in", c.token)
		}
	}
	h, _ := handler(&desk{})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
	if w.Code != 200 {
		t.Errorf("nothing lacks: %d", w.Code)
	}
}

// ours are the lines of a text about our own figures.
func ours(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.Contains(line, "bieu_") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestMetricsTellEveryFigure(t *testing.T) {
	d := &desk{}
	h, m := handler(d)
	m.Ran(Run{Plan: `a"b\`, Cause: "schedule", Outcome: "done", Took: 300 * time.Millisecond, Reads: 2, Writes: 1, Cells: 9, Ended: noon, Owing: 3, Late: 1})
	m.Ran(Run{Plan: `a"b\`, Cause: "schedule", Outcome: "failed", Took: 2 * time.Minute, Ended: noon.Add(time.Hour)})
	m.Looked(`a"b\`)
	m.Ran(Run{Plan: "cũ", Outcome: "done", Ended: noon})
	m.Ran(Run{Plan: "tệp\xff", Outcome: "failed", Ended: noon})
	m.Delivered(2, 1, 0)
	m.Retried(4)
	m.Plans([]string{`a"b\`, "tệp\xff"})
	read := func() string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
		if w.Code != 200 {
			t.Errorf("status %d: %s", w.Code, w.Body.String())
		}
		return w.Body.String()
	}
	text := read()
	for _, want := range []string{
		`bieu_runs_total{cause="schedule",outcome="failed",plan="a\"b\\"} 1`,
		`bieu_runs_total{cause="",outcome="failed",plan="tệp�"} 1`,
		`bieu_run_duration_seconds_bucket{plan="a\"b\\",le="0.25"} 0`,
		`bieu_run_duration_seconds_bucket{plan="a\"b\\",le="0.5"} 1`,
		`bieu_run_duration_seconds_bucket{plan="a\"b\\",le="300"} 2`,
		`bieu_run_duration_seconds_bucket{plan="a\"b\\",le="+Inf"} 2`,
		`bieu_run_duration_seconds_sum{plan="a\"b\\"} 120.3`,
		`bieu_calls_total{kind="look",plan="a\"b\\"} 1`,
		`bieu_calls_total{kind="read",plan="a\"b\\"} 2`,
		`bieu_cells_written_total{plan="a\"b\\"} 9`,
		`bieu_last_success_timestamp_seconds{plan="a\"b\\"} 1.6968528e+09`,
		`bieu_start_timestamp_seconds 1.6968528e+09`,
		`bieu_units_owing{plan="a\"b\\"} 3`, `bieu_units_late{plan="a\"b\\"} 1`,
		`bieu_queue_waiting 2`, `bieu_queue_age_seconds 90`, `bieu_retries_total 4`, `bieu_messages_total{outcome="sent"} 2`, `bieu_plans 2`,
	} {
		if !strings.Contains(text, "\n"+want+"\n") {
			t.Errorf("no line %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "cũ") {
		t.Error("figures of a plan that went are still there")
	}
	if !strings.Contains(text, "\ngo_goroutines ") {
		t.Error("nothing is told of the program itself")
	}
	if ours(text) != ours(read()) {
		t.Error("the same figures read differently the second time")
	}
	d.away = errors.New("away")
	if text = read(); strings.Contains(text, "bieu_queue_") {
		t.Error("a queue that cannot be asked has figures")
	}
	d.away = nil
	if text = read(); !strings.Contains(text, "\nbieu_queue_waiting 2\n") {
		t.Error("a queue that is back has no figures")
	}
}

func TestMetricsComeInTheFormThatIsAskedFor(t *testing.T) {
	for accept, want := range map[string]string{
		"":           "text/plain; version=0.0.4",
		"text/plain": "text/plain; version=0.0.4",
		"application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited": "application/vnd.google.protobuf",
	} {
		h, _ := handler(&desk{})
		r := httptest.NewRequest("GET", "/metrics", nil)
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Header().Get("Content-Type"); w.Code != 200 || !strings.HasPrefix(got, want) {
			t.Errorf("accept %q: %d %s, want %s", accept, w.Code, got, want)
		}
	}
}
