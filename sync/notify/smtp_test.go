package notify

import (
	"crypto/tls"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"bieu/sync/history"
	"bieu/sync/notifytest"
)

const password = "mật-khẩu-geheim"

func smtpOptions(s *notifytest.Server) SMTPOptions {
	return SMTPOptions{
		Host: "127.0.0.1", Port: s.Port(), User: "kh@example.vn", Password: password, Encryption: StartTLS,
		From: "UBND phường Thọ Xương <kh@example.vn>", Timeout: 5 * time.Second,
		TLS: &tls.Config{RootCAs: s.Roots}, Clock: func() time.Time { return start },
	}
}

func TestSMTP(t *testing.T) {
	for name, test := range map[string]struct {
		server func(*notifytest.Server)
		client func(*SMTPOptions)
		want   error
		words  string
		state  history.MessageState
		took   int
	}{
		"starttls":   {state: history.Sent, took: 1},
		"direct tls": {server: func(s *notifytest.Server) { s.DirectTLS = true }, client: func(o *SMTPOptions) { o.Encryption = TLS }, state: history.Sent, took: 1},
		"no encryption and no password": {server: func(s *notifytest.Server) { s.Password, s.NoTLS = "", true },
			client: func(o *SMTPOptions) { o.Encryption, o.User = NoTLS, "" }, state: history.Sent, took: 1},
		"wrong password": {client: func(o *SMTPOptions) { o.Password = "khác-geheim" }, want: ErrLogin, state: history.Pending,
			words: "chưa chấp nhận tên đăng nhập hoặc mật khẩu (mã 535); đề nghị báo người quản trị phần mềm kiểm tra"},
		"no password asked for": {server: func(s *notifytest.Server) { s.Password = "" }, want: ErrLogin, state: history.Pending},
		"unreachable": {server: (*notifytest.Server).Stop, want: ErrUnreachable, state: history.Pending,
			words: "chưa kết nối được 127.0.0.1:"},
		"mute": {server: func(s *notifytest.Server) { s.Mute = true }, client: func(o *SMTPOptions) { o.Timeout = 300 * time.Millisecond },
			want: ErrUnreachable, state: history.Pending},
		"no starttls": {server: func(s *notifytest.Server) { s.NoTLS = true }, want: ErrTLS, state: history.Pending,
			words: "chưa mở được kết nối mã hóa với 127.0.0.1:"},
		"starttls refused":         {server: func(s *notifytest.Server) { s.FailTLS = true }, want: ErrTLS, state: history.Pending},
		"stranger's certificate":   {client: func(o *SMTPOptions) { o.TLS = nil }, want: ErrTLS, state: history.Pending},
		"stranger's, direct":       {server: func(s *notifytest.Server) { s.DirectTLS = true }, client: func(o *SMTPOptions) { o.Encryption, o.TLS = TLS, nil }, want: ErrTLS, state: history.Pending},
		"direct tls where is none": {client: func(o *SMTPOptions) { o.Encryption = TLS }, want: ErrTLS, state: history.Pending},
		"no such address": {server: func(s *notifytest.Server) { s.Refuse = map[string]string{"tyt@example.vn": "550 5.1.1 no such user"} },
			want: ErrAddress, state: history.Dead, words: "cho biết không có địa chỉ nhận này (mã 550); đề nghị kiểm tra địa chỉ ở trang Đơn vị"},
		"relaying refused": {server: func(s *notifytest.Server) { s.Refuse = map[string]string{"tyt@example.vn": "554 5.7.1 relay denied"} },
			want: ErrRefused, state: history.Pending},
		"full":                  {server: func(s *notifytest.Server) { s.Full = "452 4.2.2 full" }, want: ErrRefused, state: history.Pending},
		"lost after the letter": {server: func(s *notifytest.Server) { s.Deaf = true }, want: ErrBroken, state: history.Pending, took: 1},
	} {
		t.Run(name, func(t *testing.T) {
			server := notifytest.Start(t)
			server.Password = password
			if test.server != nil {
				test.server(server)
			}
			options := smtpOptions(server)
			if test.client != nil {
				test.client(&options)
			}
			smtp, err := NewSMTP(options)
			if err != nil {
				t.Fatal(err)
			}
			err = smtp.Send(t.Context(), letter("k", "tyt@example.vn"))
			if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			if n := len(server.Letters()); n != test.took {
				t.Errorf("the server took %d letters, want %d", n, test.took)
			}
			o := newOffice(t, map[string]Channel{history.ChannelMail: smtp})
			o.post(letter("k", "tyt@example.vn"))
			o.deliver()
			m := o.message("k")
			if m.State != test.state || !strings.Contains(m.LastError, test.words) {
				t.Errorf("%s: %q", m.State, m.LastError)
			}
			if err != nil && strings.Contains(m.LastError+o.log.String()+err.Error(), "geheim") {
				t.Errorf("a password is shown: %q, log %s", m.LastError, o.log.String())
			}
			for range 3000 {
				if server.Open() == 0 {
					break
				}
				time.Sleep(10 * time.Millisecond)
			}
			if n := server.Open(); n != 0 {
				t.Errorf("%d connections are open", n)
			}
		})
	}
}

// A server that lost the connection after the letter gets it again, under the
// id that it knows.
func TestSentAgainUnderTheSameID(t *testing.T) {
	server := notifytest.Start(t)
	server.Password, server.Deaf = password, true
	smtp, err := NewSMTP(smtpOptions(server))
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t, map[string]Channel{history.ChannelMail: smtp})
	o.post(letter("k", "tyt@example.vn"))
	o.deliver()
	o.now = o.now.Add(time.Hour)
	o.deliver()
	ids := map[string]int{}
	for _, raw := range server.Letters() {
		ids[read(t, raw).Header.Get("Message-ID")]++
	}
	if len(ids) != 1 || ids["<"+ID("k")+"@example.vn>"] != 2 {
		t.Errorf("ids %v", ids)
	}
}

func read(t *testing.T, raw string) *mail.Message {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return m
}

// What arrives is what was meant, whatever people typed: nothing in it becomes
// a header or a letter of its own.
func TestLetterArrives(t *testing.T) {
	for name, m := range map[string]history.Message{
		"plain":  letter("k", "tyt@example.vn"),
		"hidden": {Key: "k\r\nBcc: a@b.vn", To: "tyt@example.vn", Subject: "Trạm\r\nBcc: khac@example.vn\r\n\r\nHết", Body: "một\n.\nBcc: x\n..hai\r\nba\n"},
		"long":   {Key: "k", To: "tyt@example.vn", Subject: strings.Repeat("Đôn đốc báo cáo ", 40), Body: strings.Repeat("Kính gửi ", 400) + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			server := notifytest.Start(t)
			server.Password = password
			smtp, err := NewSMTP(smtpOptions(server))
			if err == nil {
				err = smtp.Send(t.Context(), m)
			}
			if err != nil {
				t.Fatal(err)
			}
			got := read(t, server.Letters()[0])
			decoder := new(mime.WordDecoder)
			subject, err := decoder.DecodeHeader(got.Header.Get("Subject"))
			if want := strings.Join(strings.Fields(m.Subject), " "); err != nil || subject != want {
				t.Errorf("subject %q, want %q, error %v", subject, want, err)
			}
			from, err := (&mail.AddressParser{WordDecoder: decoder}).Parse(got.Header.Get("From"))
			if err != nil || from.Name != "UBND phường Thọ Xương" || from.Address != "kh@example.vn" {
				t.Errorf("from %v, error %v", from, err)
			}
			if got.Header.Get("Bcc") != "" || got.Header.Get("To") != "<tyt@example.vn>" || got.Header.Get("X-Bieu-Key") != ID(m.Key) {
				t.Errorf("headers %v", got.Header)
			}
			if date, err := got.Header.Date(); err != nil || !date.Equal(start) {
				t.Errorf("date %v, error %v", date, err)
			}
			body, err := io.ReadAll(quotedprintable.NewReader(got.Body))
			want := strings.ReplaceAll(m.Body, "\r\n", "\n")
			if text := strings.ReplaceAll(string(body), "\r\n", "\n"); err != nil || strings.TrimRight(text, "\n") != strings.TrimRight(want, "\n") {
				t.Errorf("body %q, want %q, error %v", text, want, err)
			}
			for line := range strings.Lines(server.Letters()[0]) {
				if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
					t.Errorf("line %q", line)
				}
			}
		})
	}
	smtp, err := NewSMTP(smtpOptions(notifytest.Start(t)))
	if err != nil {
		t.Fatal(err)
	}
	if err := smtp.Send(t.Context(), letter("k", "a@b.vn>\r\nDATA")); !errors.Is(err, ErrAddress) {
		t.Errorf("an address with a command in it: %v", err)
	}
	if _, err := NewSMTP(SMTPOptions{From: "văn phòng"}); err == nil {
		t.Error("a sender without an address was taken")
	}
}
