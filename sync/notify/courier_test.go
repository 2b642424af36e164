package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/history"
)

var start = time.Date(2023, 10, 5, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))

// office is an outbox with a courier whose clock stands.
type office struct {
	t       *testing.T
	store   *history.Store
	courier *Courier
	now     time.Time
	log     bytes.Buffer
}

func newOffice(t *testing.T, channels map[string]Channel) *office {
	t.Helper()
	store, err := history.Open(t.Context(), filepath.Join(t.TempDir(), "bieu.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	o := &office{t: t, store: store, now: start}
	o.courier = &Courier{
		Outbox: store, Plan: "p", Channels: channels, Clock: func() time.Time { return o.now },
		Log: slog.New(slog.NewTextHandler(&o.log, nil)),
	}
	return o
}

func letter(key, to string) history.Message {
	return history.Message{
		Key: key, Period: "2023-09", Unit: "Trạm y tế", Step: "before-2", Channel: history.ChannelMail, To: to, At: start,
		Subject: "Đôn đốc báo cáo kỳ 9/2023: Trạm y tế còn thiếu 2 chỉ tiêu (hạn trước ngày 10/10/2023)", Body: "Kính gửi: Trạm y tế\n",
	}
}

// post leaves letters in the outbox, as a run does.
func (o *office) post(letters ...history.Message) {
	o.t.Helper()
	run, err := o.store.Begin(o.t.Context(), history.Run{Plan: "p", Period: "2023-09", At: start})
	if err == nil {
		err = o.store.Finish(o.t.Context(), run, history.End{At: start, Outcome: "done", Messages: letters})
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) deliver() Delivery {
	o.t.Helper()
	d, err := o.courier.Deliver(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

func (o *office) message(key string) history.Message {
	o.t.Helper()
	all, err := o.store.Outbox(o.t.Context(), "p", "")
	if err != nil {
		o.t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(m history.Message) bool { return m.Key == key })
	if i < 0 {
		o.t.Fatalf("no message %s", key)
	}
	return all[i]
}

// channel counts what it is given, and fails as it is told.
type channel struct {
	mu    sync.Mutex
	tried []string
	fails error
	after func()
}

func (c *channel) Send(_ context.Context, m history.Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tried = append(c.tried, m.Key)
	if c.after != nil {
		c.after()
	}
	return c.fails
}

// What cannot be sent is tried again after growing waits, then given up.
func TestTriesUntilGivenUp(t *testing.T) {
	mail := &channel{fails: &Error{Kind: ErrRefused, Place: "mail.example.vn:587", Code: 451, Answer: "4.3.0 later"}}
	o := newOffice(t, map[string]Channel{history.ChannelMail: mail})
	o.post(letter("a", "a@example.vn"))
	var got []string
	for o.now.Before(start.Add(10 * 24 * time.Hour)) {
		if d := o.deliver(); d != (Delivery{}) {
			got = append(got, fmt.Sprint(o.now.Sub(start), " ", d))
		}
		o.now = o.now.Add(time.Minute)
	}
	want := []string{"0s {0 1 0}", "1m0s {0 1 0}", "6m0s {0 1 0}", "36m0s {0 1 0}", "2h36m0s {0 1 0}", "8h36m0s {0 1 0}", "20h36m0s {0 1 0}", "44h36m0s {0 0 1}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if m := o.message("a"); m.State != history.Dead || m.LastError != "mail.example.vn:587 chưa nhận thông báo (mã 451: 4.3.0 later)" {
		t.Errorf("%+v", m)
	}
}

// Nothing goes out in quiet hours, nor is it tried again in them.
func TestQuietHours(t *testing.T) {
	mail := &channel{fails: &Error{Kind: ErrBroken}}
	o := newOffice(t, map[string]Channel{history.ChannelMail: mail})
	o.courier.NotBefore = func(at time.Time) time.Time {
		if hour := at.Hour(); hour < 20 && hour >= 7 {
			return at
		}
		return time.Date(2023, 10, 6, 7, 0, 0, 0, at.Location())
	}
	o.now = start.Add(11*time.Hour + 59*time.Minute + 30*time.Second)
	o.post(letter("a", "a@example.vn"))
	o.deliver()
	if next := o.message("a").NextAt; !next.Equal(start.Add(23 * time.Hour)) {
		t.Errorf("tried again at %v", next)
	}
	o.post(letter("b", "a@example.vn"))
	mail.fails = nil
	for o.now = o.now.Add(time.Minute); o.now.Before(start.Add(23 * time.Hour)); o.now = o.now.Add(10 * time.Minute) {
		o.deliver()
	}
	if len(mail.tried) != 1 {
		t.Errorf("tried %v in the night", mail.tried)
	}
	o.now = start.Add(23 * time.Hour)
	if d := o.deliver(); d.Sent != 2 {
		t.Errorf("in the morning: %+v", d)
	}
}

// Whoever is killed between sending a letter and saying so sends it again, by
// the same id, and whoever is killed before sending it loses nothing.
func TestKilledInBetween(t *testing.T) {
	mail := &channel{}
	o := newOffice(t, map[string]Channel{history.ChannelMail: mail})
	o.post(letter("a", "a@example.vn"), letter("b", "a@example.vn"))
	o.courier.Outbox = &killed{Store: o.store}
	if _, err := o.courier.Deliver(t.Context()); !errors.Is(err, errKilled) {
		t.Fatal(err)
	}
	o.courier.Outbox = o.store
	if d := o.deliver(); d != (Delivery{}) {
		t.Errorf("at once: %+v, though another may have them in hand", d)
	}
	o.now = o.now.Add(claimed)
	o.deliver()
	o.now = o.now.Add(24 * time.Hour)
	o.deliver()
	if diff := cmp.Diff([]string{"a", "a", "b"}, mail.tried); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

var errKilled = errors.New("killed")

type killed struct{ *history.Store }

func (killed) Sent(context.Context, history.Message, time.Time) error { return errKilled }

// Of several couriers on one outbox each letter has one.
func TestSeveralCouriers(t *testing.T) {
	mail := &channel{}
	o := newOffice(t, map[string]Channel{history.ChannelMail: mail})
	var want []string
	for i := range 40 {
		want = append(want, fmt.Sprintf("letter %02d", i))
		o.post(letter(want[i], "a@example.vn"))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := o.courier.Deliver(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	slices.Sort(mail.tried)
	if diff := cmp.Diff(want, mail.tried); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

// A channel that is down is tried once, and said once, however many letters
// wait for it; the others go on.
func TestOneChannelDown(t *testing.T) {
	mail, hook := &channel{fails: &Error{Kind: ErrLogin, Place: "mail.example.vn:587"}}, &channel{}
	o := newOffice(t, map[string]Channel{history.ChannelMail: mail, history.ChannelWebhook: hook})
	told, lost := letter("told", ""), letter("lost", "")
	told.Channel, lost.Channel = history.ChannelWebhook, "pigeon"
	o.post(letter("a", "a@example.vn"), letter("b", "b@example.vn"), letter("c", "c@example.vn"), told, lost)
	if d := o.deliver(); d.Sent != 1 || d.Failed != 4 || len(mail.tried) != 1 || len(hook.tried) != 1 {
		t.Errorf("%+v; tried %v, %v", d, mail.tried, hook.tried)
	}
	if n := strings.Count(o.log.String(), "channel is down"); n != 2 {
		t.Errorf("the log says so %d times:\n%s", n, o.log.String())
	}
	for key, why := range map[string]string{
		"b":    "mail.example.vn:587 chưa chấp nhận tên đăng nhập hoặc mật khẩu; đề nghị báo người quản trị phần mềm kiểm tra",
		"lost": "cài đặt hiện không có kênh gửi này; đề nghị báo người quản trị phần mềm kiểm tra",
	} {
		if m := o.message(key); m.State != history.Pending || m.LastError != why {
			t.Errorf("%s: %s, %q", key, m.State, m.LastError)
		}
	}
}

// A courier that is told to stop finishes the letter in hand and no more.
func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	mail := &channel{after: stop}
	o := newOffice(t, map[string]Channel{history.ChannelMail: mail})
	o.post(letter("a", "a@example.vn"), letter("b", "b@example.vn"))
	d, err := o.courier.Deliver(ctx)
	if !errors.Is(err, context.Canceled) || d.Sent != 1 || o.message("a").State != history.Sent || o.message("b").State != history.Pending {
		t.Errorf("%+v, error %v; %s, %s", d, err, o.message("a").State, o.message("b").State)
	}
}

func TestSecretsPrintAsNothing(t *testing.T) {
	s := Secret("geheim")
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "secret", s, "options", SMTPOptions{Password: s})
	if text := fmt.Sprintf("%v %s %q %+v %#v ", s, s, s, WebhookOptions{Secret: s}, SMTPOptions{Password: s}) + log.String(); strings.Contains(text, "geheim") {
		t.Error(text)
	}
}
