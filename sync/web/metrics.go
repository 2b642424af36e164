package web

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"bieu/sync/queue"
)

// Metrics gathers figures for a monitoring system. It may be used by several
// goroutines.
type Metrics struct {
	now func() time.Time

	mu       sync.Mutex
	families map[string]*family
}

// Run is what one run adds to the figures.
type Run struct {
	Plan, Cause, Outcome string
	Took                 time.Duration
	Reads, Writes, Cells int
	// Ended is when it ended; of runs that went well it is shown.
	Ended time.Time
	// Owing counts the units that have not reported for the period, Late those
	// whose reports are overdue.
	Owing, Late int
}

// family are the figures of one name.
type family struct {
	name, kind, help string
	series           map[string]*series
}

// series is one figure, or for a histogram several.
type series struct {
	value  float64
	counts []float64 // by bucket
	sum    float64
	n      float64
}

// buckets are seconds that a run may take.
var buckets = []float64{0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300}

// The names of the figures.
const (
	metricRuns     = "bieu_runs_total"
	metricDuration = "bieu_run_duration_seconds"
	metricCalls    = "bieu_calls_total"
	metricCells    = "bieu_cells_written_total"
	metricRetries  = "bieu_retries_total"
	metricSuccess  = "bieu_last_success_timestamp_seconds"
	metricOwing    = "bieu_units_owing"
	metricLate     = "bieu_units_late"
	metricWaiting  = "bieu_queue_waiting"
	metricAge      = "bieu_queue_age_seconds"
	metricLetters  = "bieu_messages_total"
	metricStarted  = "bieu_start_timestamp_seconds"
	metricPlans    = "bieu_plans"
)

var about = []struct{ name, kind, help string }{
	{metricRuns, "counter", "Runs that ended, by plan, cause and outcome."},
	{metricDuration, "histogram", "How long runs took."},
	{metricCalls, "counter", "Calls to workbooks by runs, by kind; looks at the checkbox are of the kind look."},
	{metricCells, "counter", "Cells written."},
	{metricRetries, "counter", "Calls to the spreadsheet service that were made again."},
	{metricSuccess, "gauge", "When the last run that went well ended."},
	{metricOwing, "gauge", "Units that have not reported for the current period."},
	{metricLate, "gauge", "Units whose report for the period before is late."},
	{metricWaiting, "gauge", "Plans that wait for a run."},
	{metricAge, "gauge", "Age of the oldest request that waits."},
	{metricLetters, "counter", "Messages, by what became of them."},
	{metricStarted, "gauge", "When the worker started."},
	{metricPlans, "gauge", "Plans the worker works for."},
}

// NewMetrics returns figures that are all zero.
func NewMetrics(now func() time.Time) *Metrics {
	m := &Metrics{now: now, families: map[string]*family{}}
	for _, a := range about {
		m.families[a.name] = &family{a.name, a.kind, a.help, map[string]*series{}}
	}
	m.set(metricStarted, seconds(now()))
	return m
}

// Ran adds a run.
func (m *Metrics) Ran(r Run) {
	m.add(metricRuns, 1, "plan", r.Plan, "cause", r.Cause, "outcome", r.Outcome)
	m.observe(metricDuration, r.Took.Seconds(), "plan", r.Plan)
	m.add(metricCalls, float64(r.Reads), "plan", r.Plan, "kind", "read")
	m.add(metricCalls, float64(r.Writes), "plan", r.Plan, "kind", "write")
	m.add(metricCells, float64(r.Cells), "plan", r.Plan)
	if r.Outcome == string(queue.Done) {
		m.Succeeded(r.Plan, r.Ended)
		m.set(metricOwing, float64(r.Owing), "plan", r.Plan)
		m.set(metricLate, float64(r.Late), "plan", r.Plan)
	}
}

// Succeeded notes when a run went well, as the history knows it.
func (m *Metrics) Succeeded(plan string, at time.Time) {
	m.set(metricSuccess, seconds(at), "plan", plan)
}

// Looked adds a look at a checkbox.
func (m *Metrics) Looked(plan string) { m.add(metricCalls, 1, "plan", plan, "kind", "look") }

// Retried says how many calls were made again since the start.
func (m *Metrics) Retried(n int) { m.set(metricRetries, float64(n)) }

// Delivered adds messages by what became of them.
func (m *Metrics) Delivered(sent, failed, dead int) {
	m.add(metricLetters, float64(sent), "outcome", "sent")
	m.add(metricLetters, float64(failed), "outcome", "failed")
	m.add(metricLetters, float64(dead), "outcome", "dead")
}

// Plans says which plans there are now: figures of others go.
func (m *Metrics) Plans(names []string) {
	m.set(metricPlans, float64(len(names)))
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range m.families {
		for labels := range f.series {
			_, rest, labelled := strings.Cut(labels, `plan="`)
			if labelled && !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(rest, escaped.Replace(n)+`"`) }) {
				delete(f.series, labels)
			}
		}
	}
}

// escaped writes a label's value as the format wants it.
var escaped = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func labelled(pairs []string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `%s="%s"`, pairs[i], escaped.Replace(pairs[i+1]))
	}
	return b.String()
}

// at returns a series, which it makes where there is none. The lock is held.
func (m *Metrics) at(name string, pairs []string) *series {
	f, key := m.families[name], labelled(pairs)
	if f.series[key] == nil {
		f.series[key] = &series{counts: make([]float64, len(buckets))}
	}
	return f.series[key]
}

func (m *Metrics) add(name string, n float64, pairs ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at(name, pairs).value += n
}

func (m *Metrics) set(name string, v float64, pairs ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at(name, pairs).value = v
}

func (m *Metrics) observe(name string, v float64, pairs ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.at(name, pairs)
	s.sum += v
	s.n++
	for i, most := range buckets {
		if v <= most {
			s.counts[i]++
		}
	}
}

// write writes everything in the text format of Prometheus
// (prometheus.io/docs/instrumenting/exposition_formats), in a fixed order.
func (m *Metrics) write(w io.Writer, b queue.Backlog, known bool) {
	if known {
		age := 0.0
		if b.Plans > 0 && !b.Oldest.IsZero() {
			age = max(0, m.now().Sub(b.Oldest).Seconds())
		}
		m.set(metricWaiting, float64(b.Plans))
		m.set(metricAge, age)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range about {
		f := m.families[a.name]
		if len(f.series) == 0 || !known && (a.name == metricWaiting || a.name == metricAge) {
			continue
		}
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", f.name, f.help, f.name, f.kind)
		f.write(w)
	}
}

func (f *family) write(w io.Writer) {
	keys := make([]string, 0, len(f.series))
	for key := range f.series {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(a, b) })
	for _, key := range keys {
		s := f.series[key]
		if f.kind != "histogram" {
			line(w, f.name, key, s.value)
			continue
		}
		for i, most := range buckets {
			line(w, f.name+"_bucket", with(key, "le", number(most)), s.counts[i])
		}
		line(w, f.name+"_bucket", with(key, "le", "+Inf"), s.n)
		line(w, f.name+"_sum", key, s.sum)
		line(w, f.name+"_count", key, s.n)
	}
}

func line(w io.Writer, name, labels string, v float64) {
	if labels != "" {
		labels = "{" + labels + "}"
	}
	fmt.Fprintf(w, "%s%s %s\n", name, labels, number(v))
}

func with(labels, name, value string) string {
	if labels != "" {
		labels += ","
	}
	return labels + labelled([]string{name, value})
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
