// Package notifytest is a mail server for tests, over a real connection. Tests
// of notify and cmd import it; it imports nothing of ours.
package notifytest

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is a mail server on this machine. Its fields may be set before the
// first connection.
type Server struct {
	// Password is what users must know; "" asks for none.
	Password string
	// NoTLS offers no encryption, FailTLS offers it and refuses, DirectTLS
	// begins with it.
	NoTLS, FailTLS, DirectTLS bool
	// Refuse is the answer to a recipient, by address.
	Refuse map[string]string
	// Full is the answer to every letter, "" takes it.
	Full string
	// Deaf takes letters and hangs up without an answer, Mute never speaks.
	Deaf, Mute bool

	// Roots trusts the server.
	Roots *x509.CertPool

	listener    net.Listener
	certificate tls.Certificate
	mu          sync.Mutex
	letters     []string
	open        int
}

// Start starts a server, which the test stops.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{Roots: x509.NewCertPool()}
	s.certify(t)
	var err error
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.listener.Close() })
	go s.accept()
	return s
}

// Port is where it listens, on 127.0.0.1. Whoever asks has set the fields.
func (s *Server) Port() int {
	s.mu.Lock() // connections, which count themselves, come after
	defer s.mu.Unlock()
	return s.listener.Addr().(*net.TCPAddr).Port
}

// Stop lets nobody connect any more.
func (s *Server) Stop() { s.listener.Close() }

// Letters are those that it took, as they came.
func (s *Server) Letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.letters...)
}

// Take returns those that it took since it was last asked, and forgets them.
func (s *Server) Take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.letters
	s.letters = nil
	return list
}

// Open is how many connections nobody has closed.
func (s *Server) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

func (s *Server) certify(t testing.TB) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Unix(0, 0), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	s.Roots.AddCert(leaf)
	s.certificate = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func (s *Server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.count(1)
		go func() {
			defer s.count(-1)
			defer conn.Close()
			if s.DirectTLS {
				conn = tls.Server(conn, s.config())
			}
			(&talk{Server: s, conn: conn, in: bufio.NewReader(conn)}).run()
		}()
	}
}

func (s *Server) count(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open += n
}

func (s *Server) config() *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{s.certificate}}
}

// talk is one connection.
type talk struct {
	*Server
	conn      net.Conn
	in        *bufio.Reader
	encrypted bool
	known     bool
}

func (t *talk) say(lines ...string) {
	_, _ = t.conn.Write([]byte(strings.Join(lines, "\r\n") + "\r\n"))
}

func (t *talk) run() {
	t.encrypted = t.DirectTLS
	if t.Mute {
		_, _ = t.in.ReadString('\n')
		return
	}
	t.say("220 test ESMTP")
	for {
		line, err := t.in.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb, rest, _ := strings.Cut(line, " ")
		if !t.answer(strings.ToUpper(verb), rest) {
			return
		}
	}
}

// answer answers one command; it is false when the talk is over.
func (t *talk) answer(verb, rest string) bool {
	switch verb {
	case "EHLO", "HELO":
		t.say(t.greeting()...)
	case "STARTTLS":
		return t.encrypt()
	case "AUTH":
		t.login(rest)
	case "MAIL":
		if t.Password != "" && !t.known {
			t.say("530 5.7.0 Authentication required")
			break
		}
		t.say("250 ok")
	case "RCPT":
		t.recipient(rest)
	case "DATA":
		return t.data()
	case "QUIT":
		t.say("221 bye")
		return false
	case "NOOP", "RSET":
		t.say("250 ok")
	default:
		t.say("502 unknown")
	}
	return true
}

func (t *talk) greeting() []string {
	lines := []string{"250-test", "250-ENHANCEDSTATUSCODES", "250-8BITMIME"}
	if !t.NoTLS && !t.encrypted {
		lines = append(lines, "250-STARTTLS")
	}
	if t.Password != "" {
		lines = append(lines, "250-AUTH PLAIN LOGIN")
	}
	return append(lines, "250 SIZE 1000000")
}

func (t *talk) encrypt() bool {
	if t.FailTLS {
		t.say("454 4.7.0 TLS not available")
		return true
	}
	t.say("220 go ahead")
	secure := tls.Server(t.conn, t.config())
	if secure.Handshake() != nil {
		return false
	}
	t.conn, t.in, t.encrypted = secure, bufio.NewReader(secure), true
	return true
}

// login knows AUTH PLAIN with the answer in the same line.
func (t *talk) login(rest string) {
	_, encoded, _ := strings.Cut(rest, " ")
	text, _ := base64.StdEncoding.DecodeString(encoded)
	parts := bytes.Split(text, []byte{0})
	if len(parts) == 3 && string(parts[2]) == t.Password {
		t.known = true
		t.say("235 2.7.0 welcome")
		return
	}
	t.say("535 5.7.8 bad credentials for " + string(bytes.Join(parts, []byte(" "))))
}

func (t *talk) recipient(rest string) {
	_, address, _ := strings.Cut(rest, "<")
	address, _, _ = strings.Cut(address, ">")
	if refusal := t.Refuse[address]; refusal != "" {
		t.say(refusal)
		return
	}
	t.say("250 ok")
}

func (t *talk) data() bool {
	t.say("354 go on")
	var letter strings.Builder
	for {
		line, err := t.in.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		letter.WriteString(strings.TrimPrefix(line, "."))
	}
	if t.Full != "" {
		t.say(t.Full)
		return true
	}
	t.mu.Lock()
	t.letters = append(t.letters, letter.String())
	t.mu.Unlock()
	if t.Deaf {
		return false
	}
	t.say("250 2.0.0 taken")
	return true
}
