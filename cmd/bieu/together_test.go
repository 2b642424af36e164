package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// Two processes at one workbook and one history at once: whatever the moment at
// which they meet, the outcome is that of one after the other, both end well,
// and nothing is left to do.
func TestTwoProcessesAtOnce(t *testing.T) {
	onEveryPair(t, func(t *testing.T, b, twin *bureau, random *rand.Rand) {
		t.Parallel()
		clock := newDay()
		first := clock.next()
		b.must(syncAt(first)...)
		twin.must(syncAt(first)...)
		p := peopleOf(b, random)
		waited, times := 0, rounds(2, 100)
		if b.server != nil {
			times = rounds(1, 50)
		}
		for i := range times {
			one, two, at := p.next(), p.next(), clock.next()
			for _, o := range []*bureau{b, twin} {
				o.types(one)
				if o.server == nil {
					o.types(two) // nobody saves a file while it is being written
				}
			}
			c := b.start(syncAt(at)...)
			time.Sleep(time.Duration(random.IntN(40)) * time.Millisecond)
			if b.server != nil {
				b.types(two)
			}
			d := b.start(syncAt(at)...)
			for _, process := range []*child{c, d} {
				if code := process.end(); code != exitDone {
					t.Fatalf("round %d: a process ends with %d:\n%s%s", i, code, process.stdout.String(), process.stderr.String())
				}
				if strings.Contains(process.stderr.String(), "bieu: ") {
					waited++
				}
			}
			if twin.server != nil {
				twin.types(two)
			}
			b.quiet(at)
			twin.must(syncAt(at)...)
			wantAlike(t, fmt.Sprintf("round %d, after %v and %v", i, one, two), b, twin)
		}
		t.Logf("in %d of %d rounds one had to wait for the other", waited, times)
	})
}
