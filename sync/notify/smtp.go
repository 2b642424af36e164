package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"bieu/sync/history"
)

// The encryptions of the way to a mail server.
const (
	StartTLS = "starttls" // begun openly, then encrypted, or not at all
	TLS      = "tls"      // from the first byte
	NoTLS    = "none"
)

// usualPorts are those of servers whose port is not said.
var usualPorts = map[string]int{StartTLS: 587, TLS: 465, NoTLS: 25}

// SMTPOptions say through which server letters go.
type SMTPOptions struct {
	Host string
	Port int // 0 is the usual one of the encryption
	// User is "" for a server that asks for none.
	User     string
	Password Secret
	// From is an address, with or without a name before it.
	From       string
	Encryption string
	// Timeout is for one letter; 0 is 20 seconds.
	Timeout time.Duration
	// TLS is nil for what the system trusts.
	TLS *tls.Config
	// Clock dates the letters.
	Clock func() time.Time
}

// SMTP sends letters through a mail server, one connection each.
type SMTP struct {
	SMTPOptions
	from *netmail.Address
}

// NewSMTP returns a channel. It makes no connection. Its error is that From is
// no address.
func NewSMTP(o SMTPOptions) (*SMTP, error) {
	from, err := netmail.ParseAddress(o.From)
	if err != nil {
		return nil, fmt.Errorf("sender %q: %w", o.From, err)
	}
	if o.Port == 0 {
		o.Port = usualPorts[o.Encryption]
	}
	if o.Timeout == 0 {
		o.Timeout = 20 * time.Second
	}
	if o.TLS == nil {
		o.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	o.TLS = o.TLS.Clone()
	o.TLS.ServerName = o.Host
	return &SMTP{o, from}, nil
}

// place names the server.
func (s *SMTP) place() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// Send sends one letter. Its errors are *Error.
func (s *SMTP) Send(ctx context.Context, m history.Message) error {
	letter, err := s.letter(m)
	if err != nil {
		return &Error{Kind: ErrAddress, Place: s.place(), Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	line := &line{smtp: s}
	defer line.close()
	client, err := s.client(line)
	if err != nil {
		return &Error{Kind: ErrUnreachable, Place: s.place(), Err: err}
	}
	if err := client.DialWithContext(ctx); err != nil {
		return s.dialError(line, err)
	}
	if err := client.Send(letter); err != nil && !letter.IsDelivered() {
		return s.sendError(err)
	}
	// The letter is with the server; whether it likes the goodbye is no matter.
	_ = client.Close()
	return nil
}

func (s *SMTP) client(l *line) (*mail.Client, error) {
	options := []mail.Option{
		mail.WithPort(s.Port), mail.WithTimeout(s.Timeout), mail.WithTLSConfig(s.TLS), mail.WithDialContextFunc(l.dial),
		mail.WithTLSPolicy(mail.NoTLS),
	}
	if s.Encryption == StartTLS {
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if s.User != "" {
		// The last two send the password itself: the library does so only on
		// an encrypted connection or within the machine.
		options = append(options, mail.WithUsername(s.User), mail.WithPassword(string(s.Password)),
			mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthCramMD5, mail.SMTPAuthPlain, mail.SMTPAuthLogin))
	}
	return mail.NewClient(s.Host, options...)
}

// line is the connection of one letter. The library lets go of it where a
// greeting fails; nobody else would close it then.
type line struct {
	smtp   *SMTP
	conn   net.Conn
	failed error // of the connection itself
	ofTLS  bool  // it was there, and could not be encrypted
}

func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	if l.conn, l.failed = dialer.DialContext(ctx, network, address); l.failed != nil {
		return nil, l.failed
	}
	if l.smtp.Encryption != TLS {
		return l.conn, nil
	}
	secure := tls.Client(l.conn, l.smtp.TLS)
	if l.failed = secure.HandshakeContext(ctx); l.failed != nil {
		l.ofTLS = true
		return nil, l.failed
	}
	return secure, nil
}

func (l *line) close() {
	if l.conn != nil {
		_ = l.conn.Close()
	}
}

// letter puts a message into the form of mail.
func (s *SMTP) letter(m history.Message) (*mail.Msg, error) {
	letter := mail.NewMsg(mail.WithNoDefaultUserAgent())
	letter.FromMailAddress(s.from)
	if err := letter.To(oneLine(m.To)); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(s.from.Address, "@")
	id := ID(m.Key)
	letter.Subject(oneLine(m.Subject))
	letter.SetMessageIDWithValue(id + "@" + domain)
	letter.SetDateWithValue(s.Clock())
	letter.SetGenHeader("X-Bieu-Key", id)
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetBodyString(mail.TypeTextPlain, m.Body)
	return letter, nil
}

// dialError says why no letter could be handed over.
func (s *SMTP) dialError(l *line, err error) *Error {
	e := &Error{Kind: ErrUnreachable, Place: s.place(), Err: err}
	answer := (*textproto.Error)(nil)
	var timeout net.Error
	switch {
	case l.ofTLS:
		e.Kind = ErrTLS
	case l.failed != nil:
	case strings.HasPrefix(err.Error(), "SMTP AUTH failed"), strings.Contains(err.Error(), "AUTH"):
		// What the server answers to a password is not repeated.
		e.Kind = ErrLogin
		if errors.As(err, &answer) {
			e.Code = answer.Code
		}
		e.Err = nil
	case errors.As(err, &timeout) && timeout.Timeout():
	case errors.As(err, &answer) && answer.Code != 454:
		e.Kind, e.Code, e.Answer = ErrRefused, answer.Code, answer.Msg
	case s.Encryption == StartTLS:
		e.Kind = ErrTLS
	}
	return e
}

// enhanced finds the server's own finer code in its answer.
var enhanced = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)

// sendError says why the server did not take a letter.
func (s *SMTP) sendError(err error) *Error {
	e := &Error{Kind: ErrBroken, Place: s.place(), Err: err}
	failed := (*mail.SendError)(nil)
	if !errors.As(err, &failed) || failed.ErrorCode() == 0 {
		return e
	}
	e.Kind, e.Code = ErrRefused, failed.ErrorCode()
	switch {
	case failed.Reason == mail.ErrSMTPRcptTo && e.Code >= 500 && strings.HasPrefix(enhanced.FindString(err.Error()), "5.1."):
		e.Kind = ErrAddress
	case failed.Reason == mail.ErrSMTPMailFrom && e.Code >= 500:
		e.Kind = ErrSender
	}
	return e
}
