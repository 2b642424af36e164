package web

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"bieu/sync/queue"
)

// Metrics gathers figures for a monitoring system, and shows those of the
// program itself beside them. It may be used by several goroutines.
type Metrics struct {
	now      func() time.Time
	registry *prometheus.Registry

	runs, calls, cells, letters *prometheus.CounterVec
	took                        *prometheus.HistogramVec
	success, owing, late        *prometheus.GaugeVec
	plans                       prometheus.Gauge
	// A figure that is not known is taken away, so these two are of a kind of
	// which there may be none.
	waiting, age *prometheus.GaugeVec
	retries      atomic.Int64

	mu    sync.Mutex
	named map[string]bool // the plans that have figures
}

// Run is what one run adds to the figures.
type Run struct {
	Plan, Cause, Outcome string
	Took                 time.Duration
	Reads, Writes, Cells int
	// Ended is when it ended; of runs that went well it is shown, and of those
	// that were Shown to people though they failed in something else.
	Ended time.Time
	Shown bool
	// Owing counts the units that have not reported for the period, Late those
	// whose reports are overdue.
	Owing, Late int
}

// buckets are seconds that a run may take.
var buckets = []float64{0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300}

// The labels of the figures.
const (
	labelPlan    = "plan"
	labelCause   = "cause"
	labelOutcome = "outcome"
	labelKind    = "kind"
)

// NewMetrics returns figures that are all zero.
func NewMetrics(now func() time.Time) *Metrics {
	m := &Metrics{
		now: now, registry: prometheus.NewRegistry(), named: map[string]bool{},
		runs: counter("bieu_runs_total", "Runs that ended, by plan, cause and outcome.", labelPlan, labelCause, labelOutcome),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "bieu_run_duration_seconds", Help: "How long runs took.", Buckets: buckets,
		}, []string{labelPlan}),
		calls: counter("bieu_calls_total", "Calls to workbooks by runs, by kind; looks at the checkbox are of the kind look.",
			labelPlan, labelKind),
		cells:   counter("bieu_cells_written_total", "Cells written.", labelPlan),
		letters: counter("bieu_messages_total", "Messages, by what became of them.", labelOutcome),
		success: gauge("bieu_last_success_timestamp_seconds", "When the last run that went well ended.", labelPlan),
		owing:   gauge("bieu_units_owing", "Units that have not reported for the current period.", labelPlan),
		late:    gauge("bieu_units_late", "Units whose report for the period before is late.", labelPlan),
		waiting: gauge("bieu_queue_waiting", "Plans that wait for a run."),
		age:     gauge("bieu_queue_age_seconds", "Age of the oldest request that waits."),
		plans:   prometheus.NewGauge(prometheus.GaugeOpts{Name: "bieu_plans", Help: "Plans the worker works for."}),
	}
	started := prometheus.NewGauge(prometheus.GaugeOpts{Name: "bieu_start_timestamp_seconds", Help: "When the worker started."})
	started.Set(seconds(now()))
	retries := prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "bieu_retries_total", Help: "Calls to the spreadsheet service that were made again.",
	}, func() float64 { return float64(m.retries.Load()) })
	m.registry.MustRegister(m.runs, m.took, m.calls, m.cells, m.letters, m.success, m.owing, m.late, m.waiting, m.age, m.plans,
		started, retries, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

func gauge(name, help string, labels ...string) *prometheus.GaugeVec {
	return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
}

// Ran adds a run.
func (m *Metrics) Ran(r Run) {
	plan := m.known(r.Plan)
	m.runs.WithLabelValues(plan, r.Cause, r.Outcome).Inc()
	m.took.WithLabelValues(plan).Observe(r.Took.Seconds())
	m.calls.WithLabelValues(plan, "read").Add(float64(r.Reads))
	m.calls.WithLabelValues(plan, "write").Add(float64(r.Writes))
	m.cells.WithLabelValues(plan).Add(float64(r.Cells))
	if r.Outcome == string(queue.Done) || r.Shown {
		m.Succeeded(r.Plan, r.Ended)
		m.owing.WithLabelValues(plan).Set(float64(r.Owing))
		m.late.WithLabelValues(plan).Set(float64(r.Late))
	}
}

// Succeeded notes when a run went well, as the history knows it.
func (m *Metrics) Succeeded(plan string, at time.Time) {
	m.success.WithLabelValues(m.known(plan)).Set(seconds(at))
}

// Looked adds a look at a checkbox.
func (m *Metrics) Looked(plan string) { m.calls.WithLabelValues(m.known(plan), "look").Inc() }

// Retried says how many calls were made again since the start.
func (m *Metrics) Retried(n int) { m.retries.Store(int64(n)) }

// Delivered adds messages by what became of them.
func (m *Metrics) Delivered(sent, failed, dead int) {
	m.letters.WithLabelValues("sent").Add(float64(sent))
	m.letters.WithLabelValues("failed").Add(float64(failed))
	m.letters.WithLabelValues("dead").Add(float64(dead))
}

// Plans says which plans there are now: figures of others go.
func (m *Metrics) Plans(names []string) {
	m.plans.Set(float64(len(names)))
	m.mu.Lock()
	defer m.mu.Unlock()
	for name := range m.named {
		if slices.ContainsFunc(names, func(n string) bool { return label(n) == name }) {
			continue
		}
		delete(m.named, name)
		gone := prometheus.Labels{labelPlan: name}
		for _, vec := range []interface {
			DeletePartialMatch(prometheus.Labels) int
		}{m.runs, m.took, m.calls, m.cells, m.success, m.owing, m.late} {
			vec.DeletePartialMatch(gone)
		}
	}
}

// known remembers that a plan has figures and returns how labels name it.
func (m *Metrics) known(plan string) string {
	name := label(plan)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.named[name] = true
	return name
}

// label is a name as a label can hold it: a plan may be named after a file,
// whose name may be any bytes.
func label(name string) string { return strings.ToValidUTF8(name, "\uFFFD") }

// queued notes what waits for runs. Where that is not known there is no figure
// of it, so that its absence is seen.
func (m *Metrics) queued(b queue.Backlog, known bool) {
	if !known {
		m.waiting.Reset()
		m.age.Reset()
		return
	}
	age := 0.0
	if b.Plans > 0 && !b.Oldest.IsZero() {
		age = max(0, m.now().Sub(b.Oldest).Seconds())
	}
	m.waiting.WithLabelValues().Set(float64(b.Plans))
	m.age.WithLabelValues().Set(age)
}

// handler shows the figures in the form that the caller asks for.
func (m *Metrics) handler(log *slog.Logger) http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)})
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
