package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"regexp"
	"sync"
)

// mostLog is how much of a run's log goes into its record.
const mostLog = 32 << 10

// runLog gathers the log lines of a run for its record. They tell no time of
// the clock, and no secrets.
type runLog struct {
	mu   sync.Mutex
	text bytes.Buffer
	lost int // lines that found no room
}

// tee is a log that writes to another one and gathers too.
func (r *runLog) tee(log *slog.Logger) *slog.Logger {
	gather := slog.NewTextHandler(r, &slog.HandlerOptions{
		Level: slog.LevelDebug,
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	})
	return slog.New(slog.NewMultiHandler(log.Handler(), gather))
}

// Write takes one line.
func (r *runLog) Write(line []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	clean := withoutSecrets(line)
	if r.lost > 0 || r.text.Len()+len(clean) > mostLog {
		r.lost++
		return len(line), nil
	}
	r.text.Write(clean)
	return len(line), nil
}

// take hands over the lines gathered since it was last asked.
func (r *runLog) take() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lost > 0 {
		fmt.Fprintf(&r.text, "level=WARN msg=\"log cut off\" lines=%d\n", r.lost)
	}
	text := r.text.String()
	r.text.Reset()
	r.lost = 0
	return text
}

// What a log line might hold though nobody meant it to: the password of an
// address, a token, a key.
var secrets = []struct {
	found *regexp.Regexp
	shown string
}{
	{regexp.MustCompile(`(://[^/\s:@]*):[^/\s]*@`), `$1:…@`},
	{regexp.MustCompile(`(?i)([a-z_-]*(?:password|passwd|secret|token|authorization|api[_-]?key)(?:\\?["'])?\s*[=:]\s*)(?:\\?"(?:[^"\\]|\\[^"])*\\?"|[^\s&"]+(?: [A-Za-z0-9._~+/-]{16,}=*)?)`), `$1…`},
	{regexp.MustCompile(`(?i)\bbearer [A-Za-z0-9._~+/-]+=*`), `Bearer …`},
	{regexp.MustCompile(`\bya29\.[A-Za-z0-9._-]+`), `…`},
	{regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`), `…`},
}

func withoutSecrets(line []byte) []byte {
	for _, s := range secrets {
		line = s.found.ReplaceAll(line, []byte(s.shown))
	}
	return line
}
