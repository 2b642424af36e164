package config

import (
	"net/mail"
	"slices"
)

// Mail is the server through which letters go out. A zero Host is no mail.
type Mail struct {
	Host string
	// Port is 0 where the file gives none: the usual one of the encryption.
	Port int
	// User and Password are "" and zero for a server that asks for none.
	User     string
	Password Secret
	// From is an address, with or without a name before it.
	From       string
	Encryption string // one of encryptions
}

// The encryptions of the way to a mail server.
const (
	EncryptionStartTLS = "starttls" // begun openly, then encrypted, or not at all
	EncryptionTLS      = "tls"      // from the first byte
	EncryptionNone     = "none"
)

var encryptions = []string{EncryptionStartTLS, EncryptionTLS, EncryptionNone}

// mail reads the mail server. What is needed to write letters must be there.
func (r *reader) mail(v value, m *Mail) {
	m.Encryption = EncryptionStartTLS
	seen := r.section(v, []entry{
		{"host", r.intoText(&m.Host)},
		{"port", func(v value) { m.Port, _ = r.number(v, 1, 65535) }},
		{"user", r.intoText(&m.User)},
		{"password", func(v value) { m.Password = r.secret(v) }},
		{"from", func(v value) { m.From = r.sender(v) }},
		{"encryption", func(v value) {
			if s, ok := r.choice(v, encryptions); ok {
				m.Encryption = s
			}
		}},
	})
	switch {
	case len(seen) == 0: // a section with nothing in it is no mail
		*m = Mail{}
		return
	case m.User != "" || m.Password != (Secret{}):
		r.wants(v, seen, "host", "from", "user", "password")
	default:
		r.wants(v, seen, "host", "from")
	}
}

// wants reports keys that a section cannot do without, at its first line.
func (r *reader) wants(v value, seen []string, names ...string) {
	for _, name := range names {
		if !slices.Contains(seen, name) {
			about := required[join(v.path, name)]
			r.report(v.node.Line, CodeMissing, key(join(v.path, name)), about.meaning, about.example)
		}
	}
}

// email reads an address with nothing around it.
func (r *reader) email(v value) string {
	s, ok := r.text(v)
	if !ok {
		return ""
	}
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
		r.reportErr(err, v.node.Line, CodeEmail, key(v.path), short(s))
		return ""
	}
	return s
}

// sender reads an address that may have a name before it.
func (r *reader) sender(v value) string {
	s, ok := r.text(v)
	if !ok {
		return ""
	}
	if _, err := mail.ParseAddress(s); err != nil {
		r.reportErr(err, v.node.Line, CodeEmail, key(v.path), short(s))
		return ""
	}
	return s
}
