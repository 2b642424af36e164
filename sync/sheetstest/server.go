// Package sheetstest is an HTTP server that behaves like Google Sheets v4, the
// part of Drive v3 that Biểu uses and Google's token endpoint, so that the real
// client, the real sign-in and the real driver can be tried on any machine. It
// is imported by tests and by cmd/sheetsd; it never opens a connection of its
// own, and knows nothing of Biểu.
//
// What it does is taken from recorded traffic and from the discovery documents.
// Behaviour that rests on less says so in a comment, with its grade: documented
// (Google's pages), measured (somebody's written-up measurement), from issues
// (a public thread) or inferred. Whatever it does not implement answers 501 and
// names it.
package sheetstest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Server is a running server. Its methods may be called from any goroutine.
type Server struct {
	// URL is the server's address, http://127.0.0.1:port.
	URL string

	opts options
	http *http.Server
	done chan struct{}

	mu       sync.Mutex // holds everything below
	sheets   map[string]*spreadsheet
	order    []string // ids in the order in which files came to be
	gone     map[string]bool
	accounts map[string]*account
	keys     int // how many private keys have been given out
	grants   map[string]grant
	seed     uint64
	counts   Counts
	quota    quota
	faults   []*armed
	chance   *chance
	hook     func(Call) // before a request is applied
	applied  func(Call) // and after it
	calls    int
}

// NewServer starts a server on a free port of 127.0.0.1. It panics when no port
// can be had, like httptest.
func NewServer(list ...Option) *Server {
	srv, err := Start("127.0.0.1:0", list...)
	if err != nil {
		panic(err)
	}
	return srv
}

// Start starts a server on an address; it is listening when Start returns.
func Start(address string, list ...Option) (*Server, error) {
	o := options{account: DefaultAccount, now: time.Now, tokenLife: time.Hour, seed: 1, project: "483921550176"}
	for _, set := range list {
		set(&o)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	srv := &Server{
		URL:      "http://" + listener.Addr().String(),
		opts:     o,
		done:     make(chan struct{}),
		sheets:   map[string]*spreadsheet{},
		gone:     map[string]bool{},
		accounts: map[string]*account{},
		grants:   map[string]grant{},
		seed:     o.seed,
		counts:   Counts{Methods: map[string]int{}},
		quota:    quota{limits: o.quota},
	}
	srv.http = &http.Server{Handler: srv, ReadHeaderTimeout: time.Minute}
	go func() {
		defer close(srv.done)
		if err := srv.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(err) // the listener is ours: nothing else can end it
		}
	}()
	return srv, nil
}

// Close stops the server and cuts what is still connected. It may be called
// twice.
func (srv *Server) Close() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := srv.http.Shutdown(ctx); err != nil && !errors.Is(err, context.Canceled) {
		panic(err)
	}
	if err := srv.http.Close(); err != nil {
		panic(err)
	}
	<-srv.done
}

// DriveURL is what option.WithEndpoint of the Drive client takes.
func (srv *Server) DriveURL() string { return srv.URL + "/drive/v3/" }

// next is the next number of a fixed sequence: ids look random and are the same
// in every run.
func (srv *Server) next() uint64 {
	srv.seed += 0x9e3779b97f4a7c15
	z := srv.seed
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Reseed begins the sequence of ids anew, so that the same acts after it give
// the same ids, whatever came before.
func (srv *Server) Reseed(seed uint64) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	srv.seed = seed
}

// newID is an id as tabs and other objects have them.
func (srv *Server) newID() int { return int(srv.next()%2000000000) + 1 }

// newTextID is an id of the kind that is written as text.
func (srv *Server) newTextID() string { return itoa(srv.newID()) }

// newFileID is an id as files have them: 44 characters.
func (srv *Server) newFileID() string {
	raw := make([]byte, 33)
	for i := range raw {
		raw[i] = byte(srv.next())
	}
	return "1" + base64.RawURLEncoding.EncodeToString(raw)[1:]
}
