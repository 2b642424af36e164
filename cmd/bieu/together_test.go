package main

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// Two processes at one workbook and one history at once: whatever the moment at
// which they meet, the outcome is that of one after the other, both end well,
// and nothing is left to do.
func TestTwoProcessesAtOnce(t *testing.T) {
	onEveryPair(t, func(t *testing.T, open func() *bureau, random *rand.Rand) {
		b, twin := open(), open()
		clock := newDay()
		first := clock.next()
		b.must(syncAt(first)...)
		twin.must(syncAt(first)...)
		p := peopleOf(b, random)
		waited, times := 0, rounds(3, 100)
		if b.server != nil {
			times = rounds(2, 50)
		}
		for i := range times {
			one, two, at := p.next(), p.next(), clock.next()
			for _, o := range []*bureau{b, twin} {
				o.types(one)
				o.types(two)
			}
			c := b.start(syncAt(at)...)
			time.Sleep(time.Duration(random.IntN(40)) * time.Millisecond)
			d := b.start(syncAt(at)...)
			for _, process := range []*child{c, d} {
				if code := process.end(); code != exitDone {
					t.Fatalf("round %d: a process ends with %d:\n%s%s", i, code, process.stdout.String(), process.stderr.String())
				}
				if strings.Contains(process.stderr.String(), "bieu: ") {
					waited++
				}
			}
			b.quiet(at)
			twin.must(syncAt(at)...)
			wantAlike(t, fmt.Sprintf("round %d, after %v and %v", i, one, two), b, twin)
		}
		t.Logf("in %d of %d rounds one had to wait for the other", waited, times)
	})
}

// Two processes that close one period at once close it once.
func TestTwoClosingsAtOnce(t *testing.T) {
	onEveryPair(t, func(t *testing.T, open func() *bureau, random *rand.Rand) {
		b, clock := open(), newDay()
		b.must(syncAt(clock.next())...)
		for i := range rounds(2, 20) {
			if i > 0 {
				reopen(t, "2023-09", clock.next(), b)
			}
			at, before := clock.next(), 0
			b.asks(func(db *sql.DB) { before = len(rowsOf(t, db, `SELECT id FROM closings`)) })
			closeAt := []string{"close", "--yes", "--with-gaps", "--period", "2023-09", "--at", at.Format(time.RFC3339)}
			c := b.start(closeAt...)
			time.Sleep(time.Duration(random.IntN(40)) * time.Millisecond)
			d := b.start(closeAt...)
			var codes []int
			for _, process := range []*child{c, d} {
				code := process.end()
				codes = append(codes, code)
				if code != exitDone && !strings.Contains(process.stderr.String(), "đã chốt lúc") {
					t.Errorf("round %d: a process ends with %d:\n%s%s", i, code, process.stdout.String(), process.stderr.String())
				}
			}
			slices.Sort(codes)
			if !slices.Equal(codes, []int{exitDone, exitFailed}) {
				t.Errorf("round %d: the processes end with %v", i, codes)
			}
			b.asks(func(db *sql.DB) {
				if n := len(rowsOf(t, db, `SELECT id FROM closings`)) - before; n != 1 {
					t.Fatalf("round %d: closed %d times", i, n)
				}
			})
			b.quiet(at)
			b.must("rebuild", "--period", "2023-09", "--out", t.TempDir())
		}
	})
}
