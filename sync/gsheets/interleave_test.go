package gsheets_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
)

// How many stories are told: the seeds from 1 on. The environment may name one
// of them.
const (
	oneSeed     = "BIEU_SEED"
	fewStories  = 150
	allStories  = 10_000
	shareBroken = 0.1 // of the worker's calls
)

func storySeeds(t *testing.T) (from, to uint64) {
	if one := os.Getenv(oneSeed); one != "" {
		seed, err := strconv.ParseUint(one, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return seed, seed
	}
	if os.Getenv("BIEU_FULL") != "" {
		return 1, allStories
	}
	return 1, fewStories
}

// stage is a server on which stories are told one after the other.
type stage struct {
	server *sheetstest.Server
	key    string
}

// TestInterleavings promises: whatever people do between the worker's calls,
// and whatever becomes of these, at the end no cell of a person is left changed
// by the worker and each verdict stands on its own row; a run more writes
// nothing. BIEU_SEED=123 tells one story again.
func TestInterleavings(t *testing.T) {
	from, to := storySeeds(t)
	stages := make(chan stage, runtime.GOMAXPROCS(0))
	for range cap(stages) {
		server := newServer(t)
		stages <- stage{server, keyFile(t, server)}
	}
	var mu sync.Mutex
	var all tally
	t.Cleanup(func() { t.Log(all) })
	for seed := from; seed <= to; seed++ {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			t.Parallel()
			st := <-stages
			defer func() { stages <- st }()
			s := &story{server: st.server, random: rand.New(rand.NewPCG(seed, 7)), calm: 2 + int(seed%3), alike: seed%2 == 0}
			// A failure ends the test there and then.
			defer func() {
				mu.Lock()
				defer mu.Unlock()
				all.add(s.tally)
			}()
			st.tell(t, s, seed)
		})
	}
}

func (st stage) tell(t *testing.T, s *story, seed uint64) {
	inBubble(t, st.server, func(t *testing.T, network *http.Transport) {
		st.server.Reseed(seed)
		st.server.ResetCounts()
		s.begin()
		account := signInWith(t, st.server, st.key, func(settings *gsheets.Settings) {
			settings.Clock, settings.Transport = nil, network
		})
		s.open = func() (*gsheets.Book, error) {
			return gsheets.Open(t.Context(), gsheets.Options{Account: account, Spreadsheet: s.id, Log: s.log(t)})
		}
		st.server.InjectAtRandom(seed, shareBroken, troublesOfStories...)
		err := s.tell()
		st.server.BeforeApply(nil)
		st.server.AfterApply(nil)
		st.server.ClearFaults()
		if err != nil {
			t.Errorf("%v\n\nacts:\n%v\nagain: %s=%d go test -run %s ./sync/gsheets", err, s, oneSeed, seed, "TestInterleavings")
		}
		for _, h := range []*sheetstest.Human{s.shared, s.twin} {
			if err := h.Delete(); err != nil {
				t.Error(err)
			}
		}
	})
}
