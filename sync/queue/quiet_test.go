package queue

import (
	"bytes"
	"context"
	"log/slog"
	"testing"
	"time"
)

// What repeats itself is told at its first, second, fourth … time, by whatever
// part of the program it is said; after a pause it is news again.
func TestWhatRepeatsIsToldLessAndLess(t *testing.T) {
	var told bytes.Buffer
	plain := slog.NewTextHandler(&told, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
			return slog.Attr{}
		}
		return a
	}})
	q := &Queue{opt: Options{Log: slog.New(plain)}}
	h := q.quiet().Handler()
	start := time.Date(2023, 10, 9, 8, 0, 0, 0, time.UTC)
	say := func(h slog.Handler, text string, at time.Duration) {
		if err := h.Handle(context.Background(), slog.NewRecord(start.Add(at), slog.LevelError, text, 0)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 9 {
		say(h.WithAttrs([]slog.Attr{slog.Int("part", i%2)}), "away", time.Duration(i)*time.Second)
	}
	say(h, "other", 9*time.Second)
	say(h, "away", time.Hour)
	want := "msg=away part=0\nmsg=away part=1 times=2\nmsg=away part=1 times=4\nmsg=away part=1 times=8\nmsg=other\nmsg=away\n"
	if told.String() != want {
		t.Errorf("told\n%s\nwant\n%s", told.String(), want)
	}
	if h.Enabled(t.Context(), slog.LevelInfo) || !h.Enabled(t.Context(), slog.LevelWarn) {
		t.Error("what is no warning is let through, or warnings are not")
	}
}
