package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// child is the program as a process of its own.
type child struct {
	*exec.Cmd
	began  time.Time
	stdout bytes.Buffer
	stderr bytes.Buffer
	passed map[string]chan struct{} // closed when the log tells of the milestone
	read   chan struct{}            // closed when the process says no more
}

// The milestones of a run, as its log tells of them.
const (
	hasRead    = "workbook read"
	hasWritten = "workbook written"
)

// start starts the program in a process of its own.
func (b *bureau) start(args ...string) *child {
	b.t.Helper()
	c := &child{
		Cmd:    exec.Command("bieu", append(args, "--config", b.config)...),
		passed: map[string]chan struct{}{hasRead: make(chan struct{}), hasWritten: make(chan struct{})},
		read:   make(chan struct{}),
	}
	c.Dir = b.folder
	c.Env = append(os.Environ(), "BIEU_LOG=debug")
	c.Stdout = &c.stdout
	pipe, err := c.StderrPipe()
	must(b.t, err)
	c.began = time.Now()
	must(b.t, c.Start())
	go func() {
		defer close(c.read)
		for lines := bufio.NewScanner(pipe); lines.Scan(); {
			c.stderr.WriteString(lines.Text() + "\n")
			for what, passed := range c.passed {
				if strings.Contains(lines.Text(), `msg="`+what+`"`) {
					select {
					case <-passed:
					default:
						close(passed)
					}
				}
			}
		}
	}()
	return c
}

// await waits for a milestone, "" for the start, or for the end.
func (c *child) await(milestone string) {
	if milestone == "" {
		return
	}
	select {
	case <-c.passed[milestone]:
	case <-c.read:
	}
}

// end waits for the end and returns the exit code, -1 for a process that was
// killed.
func (c *child) end() int {
	<-c.read
	_ = c.Wait() // the state says it all
	return c.ProcessState.ExitCode()
}

// pace is how long the program takes from one milestone to its end.
type pace map[string]time.Duration

// paceOf lets a person type and the program run, undisturbed, and measures.
func paceOf(b, twin *bureau, p *people, clock *minutes) pace {
	b.t.Helper()
	all := map[string][]time.Duration{}
	for range rounds(1, 5) {
		e, at := p.next(), clock.next()
		b.types(e)
		twin.types(e)
		twin.must(syncAt(at)...)
		c := b.start(syncAt(at)...)
		passed := map[string]time.Time{"": c.began}
		for _, m := range []string{hasRead, hasWritten} {
			c.await(m)
			passed[m] = time.Now()
		}
		if code := c.end(); code != exitDone {
			b.t.Fatalf("an undisturbed run ends with %d:\n%s%s", code, c.stdout.String(), c.stderr.String())
		}
		for m, then := range passed {
			all[m] = append(all[m], time.Since(then))
		}
	}
	median := pace{}
	for m, list := range all {
		slices.Sort(list)
		median[m] = list[len(list)/2]
	}
	return median
}

// minutes is the clock of a story: each thing happens a minute later.
type minutes struct{ now time.Time }

func newDay() *minutes { return &minutes{time.Date(2023, 10, 8, 8, 0, 0, 0, officeZone)} }

func (m *minutes) next() time.Time {
	m.now = m.now.Add(time.Minute)
	return m.now
}

// killer kills processes at random instants and keeps count of what they were
// doing.
type killer struct {
	random *rand.Rand
	pace   pace
	kills  int
	found  map[string]int
}

// The instants at which a process can be found, by what it had done.
const (
	beforeBegin  = "before its run was on record"
	beforeWrite  = "on record, nothing written"
	inWrite      = "in the middle of writing"
	beforeFinish = "written, end not on record"
	afterFinish  = "end on record"
)

// kill starts the program and kills it after a random time: a third each
// counted from its start, from its reading and from its writing, the latter two
// soon rather than late, so that the short steps get their share.
func (k *killer) kill(b *bureau, args ...string) {
	b.t.Helper()
	from := []string{"", hasRead, hasWritten}[k.kills%3]
	k.kills++
	part := 1.1 * k.random.Float64()
	if from != "" {
		part *= part
	}
	delay := time.Duration(part * float64(k.pace[from]))
	before := b.mark()
	c := b.start(args...)
	c.await(from)
	time.Sleep(delay)
	_ = c.Process.Kill() // it may have ended by itself
	c.end()
	k.found[b.mark().since(before)]++
}

// mark is by what one sees how far a run came.
type mark struct {
	runs, ended, closings int
	workbook              string
	half                  bool // a file half written
}

func (b *bureau) mark() mark {
	b.t.Helper()
	var m mark
	if b.server != nil {
		m.workbook = strconv.Itoa(b.server.Counts().Writes)
	} else {
		data, err := os.ReadFile(b.file.path)
		must(b.t, err)
		m.workbook = string(data)
		m.half = len(b.stray()) > 0
	}
	b.asks(func(db *sql.DB) {
		for query, to := range map[string]*int{
			`SELECT COUNT(*) FROM runs`:                            &m.runs,
			`SELECT COUNT(*) FROM runs WHERE ended_at IS NOT NULL`: &m.ended,
			`SELECT COUNT(*) FROM closings`:                        &m.closings,
		} {
			n, err := strconv.Atoi(rowsOf(b.t, db, query)[0][0])
			must(b.t, err)
			*to = n
		}
	})
	return m
}

func (m mark) since(before mark) string {
	switch {
	case m.half:
		return inWrite
	case m.runs == before.runs:
		return beforeBegin
	case m.ended-before.ended == m.runs-before.runs:
		return afterFinish
	case m.workbook == before.workbook:
		return beforeWrite
	}
	return beforeFinish
}

// A program that is killed at any instant leaves nothing that the next run does
// not put right: the workbook, cell by cell, and the history, row by row, are
// those of an office where nothing was killed.
func TestKilledAtAnyInstant(t *testing.T) {
	onEveryPair(t, func(t *testing.T, open func() *bureau, random *rand.Rand) {
		b, twin := open(), open()
		clock := newDay()
		first := clock.next()
		b.must(syncAt(first)...)
		twin.must(syncAt(first)...)
		p := peopleOf(b, random)
		k := &killer{random: random, pace: paceOf(b, twin, p, clock), found: map[string]int{}}
		wantAlike(t, "before anything was killed", b, twin)
		syncs, closings := rounds(3, 160), rounds(1, 40)
		if b.server != nil {
			syncs, closings = rounds(1, 80), rounds(1, 20)
		}
		for i := range syncs {
			e, at := p.next(), clock.next()
			b.types(e)
			twin.types(e)
			k.kill(b, syncAt(at)...)
			b.must(syncAt(at)...)
			twin.must(syncAt(at)...)
			wantAlike(t, fmt.Sprintf("kill %d, after %v", i, e), b, twin)
			if i%10 == 3 {
				b.quiet(at)
			}
		}
		for i := range closings {
			killClosing(t, k, b, twin, p, clock, i)
		}
		wantAlikeInside(t, b, twin)
		t.Logf("%d killed, pace %v: %v", k.kills, k.pace, k.found)
		if full := rounds(0, 1) == 1; full {
			for _, when := range []string{beforeBegin, beforeWrite, beforeFinish, afterFinish} {
				if k.found[when] == 0 {
					t.Errorf("no process was killed %s", when)
				}
			}
		}
	})
}

// killClosing closes a period in both offices, in the one with a process that
// is killed and then once more.
func killClosing(t *testing.T, k *killer, b, twin *bureau, p *people, clock *minutes, i int) {
	t.Helper()
	period := "2023-09"
	if i%4 == 3 {
		period = "2023"
	}
	if i > 0 {
		reopen(t, period, clock.next(), b, twin)
	}
	e, at := p.next(), clock.next()
	b.types(e)
	twin.types(e)
	closeAt := []string{"close", "--yes", "--with-gaps", "--json", "--period", period, "--at", at.Format(time.RFC3339)}
	before := b.mark()
	k.kill(b, closeAt...)
	if k.random.IntN(2) == 0 {
		b.must(syncAt(at)...)
	}
	switch stdout, stderr, code := b.run(closeAt...); {
	case code == exitDone:
	case code != exitFailed || !strings.Contains(stderr, "đã chốt lúc"):
		t.Fatalf("closing again ended with %d:\n%s%s", code, stdout, stderr)
	}
	twin.must(closeAt...)
	wantAlike(t, fmt.Sprintf("closing %d of %s, after %v", i, period, e), b, twin)
	if n := b.mark().closings - before.closings; n != 1 {
		t.Fatalf("%d closings are on record", n)
	}
	to := t.TempDir()
	b.must("rebuild", "--period", period, "--out", to)
	if made, _ := filepath.Glob(filepath.Join(to, "*.xlsx")); len(made) != 1 {
		t.Fatalf("rebuilding made %v", made)
	}
	b.quiet(at)
	twin.quiet(at)
}

// reopen opens a closed period for a unit in each office.
func reopen(t *testing.T, period string, at time.Time, offices ...*bureau) {
	t.Helper()
	for _, o := range offices {
		_, stderr, code := o.run("reopen", "--period", period, "--unit", "Trạm y tế", "--reason", "Bổ sung", "--yes",
			"--until", at.Add(time.Hour).Format(time.RFC3339), "--at", at.Format(time.RFC3339))
		if code != exitDone && !strings.Contains(stderr, "chưa chốt") {
			t.Fatalf("reopening ended with %d: %s", code, stderr)
		}
	}
}
