package main

import (
	"net/http"
	"runtime"
	"testing"
	"time"
)

// soakHeap is what the process holds after so many runs.
type soakHeap struct {
	runs  int
	bytes uint64
}

// heap is what is held in the end: what is more than what was held before is
// given a while to go, since a run may be on its way.
func heap(before []soakHeap) uint64 {
	least := held()
	for range 50 {
		if len(before) == 0 || least <= before[len(before)-1].bytes {
			break
		}
		time.Sleep(20 * time.Millisecond)
		least = min(least, held())
	}
	return least
}

func held() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// mostGrowth is by how much the heap may seem to grow over all that was
// measured: it goes up and down by what is on its way.
const mostGrowth = 2 << 20

// flat checks that the heap does not grow with the runs: the slope of the line
// that fits best.
func flat(t *testing.T, heaps []soakHeap) {
	t.Helper()
	slope := slopeOf(heaps)
	first, last := heaps[0], heaps[len(heaps)-1]
	growth := slope * float64(last.runs-first.runs)
	t.Logf("heap at %d points from run %d to %d: %d KB at first, %d KB at last, slope %.0f bytes a run (%.0f KB in all)",
		len(heaps), first.runs, last.runs, first.bytes>>10, last.bytes>>10, slope, growth/1024)
	if growth > mostGrowth {
		t.Errorf("the heap grows by %.0f bytes a run: %v", slope, heaps)
	}
}

// slopeOf is in bytes a run, by least squares.
func slopeOf(heaps []soakHeap) float64 {
	var n, sx, sy, sxx, sxy float64
	for _, h := range heaps {
		x, y := float64(h.runs), float64(h.bytes)
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	if d := n*sxx - sx*sx; d != 0 {
		return (n*sxy - sx*sy) / d
	}
	return 0
}

// A heap that grows is seen however much it goes up and down.
func TestSlope(t *testing.T) {
	var level, steep []soakHeap
	for i := range 20 {
		wave := uint64(40<<20 + i%3<<20)
		level = append(level, soakHeap{i * 50, wave})
		steep = append(steep, soakHeap{i * 50, wave + uint64(i*50*4096)})
	}
	if got := slopeOf(level); got < -400 || got > 400 {
		t.Errorf("level: %.0f bytes a run", got)
	}
	if got := slopeOf(steep); got < 3700 || got > 4500 {
		t.Errorf("steep: %.0f bytes a run", got)
	}
}

// nothingRuns checks that no goroutine is left of what was started since.
func nothingRuns(t *testing.T, before int) {
	t.Helper()
	http.DefaultClient.CloseIdleConnections()
	left := 0
	for range 1200 {
		if left = runtime.NumGoroutine(); left <= before {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf("%d goroutines before, %d after", before, left)
	if left > before {
		stacks := make([]byte, 1<<18)
		t.Errorf("%d goroutines, %d before\n%s", left, before, stacks[:runtime.Stack(stacks, true)])
	}
}
