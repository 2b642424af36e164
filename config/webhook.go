package config

import (
	"net/url"
)

// Webhook is the address of another program that is told. A zero URL is none.
type Webhook struct {
	URL string
	// Secret is the key with which calls are signed.
	Secret Secret
}

func (r *reader) webhook(v value, w *Webhook) {
	seen := r.section(v, []entry{
		{"url", func(v value) { w.URL = r.address(v) }},
		{"secret", func(v value) { w.Secret = r.secret(v) }},
	})
	if len(seen) > 0 {
		r.wants(v, seen, "url", "secret")
	}
}

// address reads where another program listens. Such an address may hold a
// password: it is never repeated in a problem.
func (r *reader) address(v value) string {
	s, ok := r.text(v)
	if !ok {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		r.report(v.node.Line, CodeURL, key(v.path))
		return ""
	}
	return s
}
