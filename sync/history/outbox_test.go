package history

import "testing"

func outboxState(t *testing.T, s *Store, key string) Message {
	t.Helper()
	all, err := s.Outbox(ctx, "p", "")
	must(t, err)
	for _, m := range all {
		if m.Key == key {
			return m
		}
	}
	t.Fatalf("no message %q", key)
	return Message{}
}

// A message that has not gone out is brought up to date, cancelled and called
// for again; one that went out is none of these.
func testLetters(t *testing.T, open func() *Store) {
	s := open()
	first := letter("a", 1)
	first.NotBefore = at(5)
	trial := letter("trial", 1)
	trial.Trial = true
	run := ended(t, s, End{Messages: []Message{first, letter("gone", 1), trial}})
	must(t, s.Sent(ctx, letter("gone", 1), at(2)))

	newer := letter("a", 3)
	newer.Subject, newer.To = "newer", "moi@example.vn"
	ended(t, s, End{Messages: []Message{newer, letter("gone", 3), letter("trial", 3)}})
	want := newer
	want.Plan, want.Run, want.State, want.At, want.NotBefore, want.NextAt = "p", run, Pending, at(1), at(5), at(5)
	wantSame(t, "brought up to date", want, outboxState(t, s, "a"))
	if m := outboxState(t, s, "gone"); m.State != Sent || !m.At.Equal(at(1)) {
		t.Errorf("the one that went out is %+v", m)
	}
	if m := outboxState(t, s, "trial"); m.State != Held || !m.At.Equal(at(1)) {
		t.Errorf("the trial is %+v", m)
	}

	ended(t, s, End{Cancelled: []string{"a", "gone", "trial"}})
	must(t, s.Failed(ctx, "a", at(6), at(7), "while it was cancelled", false))
	want.State = Cancelled
	wantSame(t, "cancelled", want, outboxState(t, s, "a"))
	for _, key := range []string{"gone", "trial"} {
		if m := outboxState(t, s, key); m.State == Cancelled {
			t.Errorf("%s was cancelled", key)
		}
	}
	if all, err := s.Waiting(ctx, "p"); err != nil || len(all) != 0 {
		t.Errorf("waiting: %q, error %v", keys(all), err)
	}

	ended(t, s, End{Messages: []Message{letter("a", 9)}})
	all, err := s.Waiting(ctx, "p")
	must(t, err)
	want = letter("a", 9)
	want.Plan, want.Run, want.State, want.NextAt = "p", run, Pending, at(9)
	wantSame(t, "called for again", []Message{want}, all)
}

// What one sender has in hand no other gets, until the time is over.
func testClaims(t *testing.T, open func() *Store) {
	s, other := open(), open()
	ended(t, s, End{Messages: []Message{letter("a", 1), letter("b", 2), letter("c", 9)}})
	claim := func(s *Store, minute, until, limit int, want string) {
		t.Helper()
		all, err := s.Claim(ctx, "p", at(minute), at(until), limit)
		must(t, err)
		if got := keys(all); got != want {
			t.Errorf("claimed at minute %d, at most %d: %q, want %q", minute, limit, got, want)
		}
	}
	claim(s, 0, 5, 9, "")
	if all, err := s.Claim(ctx, "q", at(9), at(10), 9); err != nil || len(all) != 0 {
		t.Errorf("another plan got %q, error %v", keys(all), err)
	}
	claim(s, 3, 5, 1, "a")
	claim(other, 3, 6, 9, "b")
	claim(other, 4, 6, 9, "")
	must(t, other.Sent(ctx, letter("b", 2), at(4)))
	claim(other, 5, 7, 9, "a")
	claim(s, 59, 60, 9, "a c")
}
