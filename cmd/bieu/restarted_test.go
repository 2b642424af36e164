package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"bieu/sync/historytest"
)

// A database server that is restarted while a run goes on: the run waits for it
// or says that it could not be reached, nothing is half stored, and the next
// run goes on.
func TestServerRestartedInMidRun(t *testing.T) {
	t.Parallel()
	server := historytest.Start(t)
	b, twin := newBureau(t, onFile, server), newBureau(t, onFile, nil)
	random := rand.New(rand.NewPCG(7, 7))
	clock := newDay()
	first := clock.next()
	b.must(syncAt(first)...)
	twin.must(syncAt(first)...)
	p := peopleOf(b, random)
	pace := paceOf(b, twin, p, clock)
	done, told, times := 0, 0, rounds(2, 60)
	for i := range times {
		e, at := p.next(), clock.next()
		b.types(e)
		twin.types(e)
		c := b.start(syncAt(at)...)
		from := []string{"", hasRead, hasWritten}[i%3]
		c.await(from)
		time.Sleep(time.Duration(random.Float64() * float64(pace[from])))
		server.Stop(t)
		server.Resume(t)
		switch code, stderr := c.end(), c.stderr.String(); {
		case code == exitDone:
			done++
		case code == exitFailed && strings.Contains(stderr, "không kết nối được máy chủ cơ sở dữ liệu"):
			told++
		default:
			t.Fatalf("round %d: the run ends with %d:\n%s%s", i, code, c.stdout.String(), stderr)
		}
		b.must(syncAt(at)...)
		twin.must(syncAt(at)...)
		wantAlike(t, fmt.Sprintf("round %d, after %v", i, e), b, twin)
		b.quiet(at)
	}
	t.Logf("of %d runs %d waited or were done, %d said that the server was away", times, done, told)
	if full := rounds(0, 1) == 1; full && (done == 0 || told == 0) {
		t.Error("the restarts did not hit")
	}
}
