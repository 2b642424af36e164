package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/notifytest"
)

// token is what lets requests into the office's worker.
func (b *bureau) token() string {
	b.t.Helper()
	text, err := os.ReadFile(filepath.Join(b.folder, tokenFile))
	must(b.t, err)
	return strings.TrimSpace(string(text))
}

// asked makes a run by request and waits until it went well.
func (s *served) asked(b *bureau) {
	s.t.Helper()
	status, text := s.get("POST", "/api/sync?wait=1", b.token())
	if status != http.StatusOK || !strings.Contains(text, `"outcome":"done"`) {
		s.t.Fatalf("asked for a run: %d %s\n%s", status, text, s.err.String())
	}
}

// says waits until the figures tell something.
func (s *served) says(figure string) {
	s.t.Helper()
	s.until(figure, func() bool {
		_, text := s.get("GET", "/metrics", "")
		return strings.Contains(text, "\n"+figure+"\n")
	})
}

// A mail server that does not take the password, and another program that
// cannot be reached: the worker reads, judges and writes as ever, tries again
// for two days and then says which letters are given up, and why.
func TestLettersThatCannotGoOut(t *testing.T) {
	t.Parallel()
	server := notifytest.Start(t)
	server.Password = "đúng"
	b := newBureau(t, onFile, nil)
	b.live(fmt.Sprintf("mail: {host: 127.0.0.1, port: %d, from: vp@example.vn, user: vp@example.vn, password: 'file:mat-khau.txt', encryption: none}\n"+
		"webhook: {url: 'http://127.0.0.1:9/', secret: 'file:mat-khau.txt'}\n", server.Port()))
	write(t, filepath.Join(b.folder, "mat-khau.txt"), "nhầm\n")
	clock := clockwork.NewFakeClockAt(time.Date(2023, 10, 5, 8, 0, 0, 0, officeZone))
	s := b.serve(clock)
	s.next(b, 0, 1)
	s.until("ready", s.ready)
	s.says(`bieu_messages_total{outcome="sent"} 0`)
	failed := func() int {
		_, text := s.get("GET", "/metrics", "")
		n := 0
		for line := range strings.Lines(text) {
			var one int
			if _, err := fmt.Sscanf(line, `bieu_messages_total{outcome="failed"} %d`, &one); err == nil {
				n += one
			}
			if _, err := fmt.Sscanf(line, `bieu_messages_total{outcome="dead"} %d`, &one); err == nil {
				n += one
			}
		}
		return n
	}
	s.until("the letters were tried", func() bool { return failed() > 0 })
	letters := failed()
	if letters < 2 {
		t.Fatalf("%d letters, want one of each channel at least", letters)
	}
	// People's work goes on.
	b.types(typed{"Trạm y tế", "I4", "đã rà soát"})
	s.asked(b)
	for i, wait := range []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 20 * time.Hour, 30 * time.Hour} {
		clock.Advance(wait)
		s.asked(b)
		s.until("the letters were tried again", func() bool { return failed() >= (i+2)*letters })
	}
	s.says(fmt.Sprintf(`bieu_messages_total{outcome="dead"} %d`, letters))
	s.until("ready all the same", s.ready)
	d := &desk{t, clock.Now()}
	_, stdout, _ := d.bieu("chase", "--config", b.config)
	for _, want := range []string{
		"không gửi được, đã thử 8 lần: 127.0.0.1", "chưa chấp nhận tên đăng nhập hoặc mật khẩu", "127.0.0.1:9",
		fmt.Sprintf("đã nhắc 0, chờ gửi 0, không gửi được %d", letters),
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in\n%s", want, stdout)
		}
	}
	if all := stdout + s.out.String() + s.err.String(); strings.Contains(all, "nhầm") {
		t.Errorf("the password is told:\n%s", all)
	}
	if n := len(server.Letters()); n > 0 {
		t.Errorf("%d letters came", n)
	}
}
