package main

import (
	"io"
	"os"
	"sync"
	"sync/atomic"

	"github.com/mattn/go-isatty"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"bieu/sync/engine"
)

// bar shows how far a run is: as a bar to a person at a terminal, as lines in
// a pipe. It writes to the error output, so that results stay by themselves.
type bar struct {
	out      io.Writer
	terminal bool

	mu       sync.Mutex
	last     string
	progress *mpb.Progress
	shown    *mpb.Bar
	text     atomic.Value // what stands beside the bar, which asks by itself
}

// The phases in the order in which a run comes to them.
var phases = []string{engine.PhaseRead, engine.PhaseUnits, engine.PhaseJudge, engine.PhaseWrite, engine.PhaseRecord}

func (a *app) newBar() *bar {
	f, ok := a.stderr.(*os.File)
	return &bar{out: a.stderr, terminal: ok && isatty.IsTerminal(f.Fd())}
}

// tell shows a step once.
func (b *bar) tell(phase string, done, total int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := wordsPhase(phase, done, total)
	if text == b.last {
		return
	}
	b.last = text
	if !b.terminal {
		_, _ = io.WriteString(b.out, text+"\n")
		return
	}
	b.draw(phase, done, total, text)
}

// quietly shows a step to a person at a terminal only: in a pipe a run of one's
// own tells its result and no more.
func (b *bar) quietly(phase string, done, total int) {
	if b.terminal {
		b.tell(phase, done, total)
	}
}

// draw moves the bar: each phase is a part of it, the units' by their number.
// The lock is held.
func (b *bar) draw(phase string, done, total int, text string) {
	const part = 100
	b.text.Store(text)
	if b.progress == nil {
		b.progress = mpb.New(mpb.WithOutput(b.out), mpb.WithWidth(30))
		b.shown = b.progress.AddBar(int64(len(phases)*part), mpb.BarRemoveOnComplete(),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return " " + b.text.Load().(string) })))
	}
	for i, p := range phases {
		if p != phase {
			continue
		}
		at := i * part
		if total > 0 {
			at += part * done / total
		}
		b.shown.SetCurrent(int64(at))
	}
}

// end takes the bar away. It may be called twice.
func (b *bar) end() {
	b.mu.Lock()
	progress, shown := b.progress, b.shown
	b.progress = nil
	b.mu.Unlock()
	if progress != nil {
		shown.Abort(true)
		progress.Wait()
	}
}
