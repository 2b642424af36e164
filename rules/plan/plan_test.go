package plan

import (
	"testing"
	"time"
)

func TestPartAt(t *testing.T) {
	day := func(month time.Month, day int) time.Time { return time.Date(2023, month, day, 0, 0, 0, 0, time.UTC) }
	part := Part{Versions: []Version{{Basis: "first"}, {Basis: "second", From: day(7, 1)}, {Basis: "third", From: day(10, 1)}}}
	for _, tt := range []struct {
		cut  time.Time
		want string
	}{
		{time.Time{}, "first"},
		{day(6, 30), "first"},
		{day(7, 1).Add(-1), "first"},
		{day(7, 1), "second"},
		{day(9, 30), "second"},
		{day(10, 1), "third"},
		{day(12, 31), "third"},
	} {
		if got := part.At(tt.cut).Basis; got != tt.want {
			t.Errorf("at %v: %s, want %s", tt.cut, got, tt.want)
		}
	}
}
