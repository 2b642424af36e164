package gsheets_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"

	"bieu/sync/sheetstest"
)

// pipes is a network inside of the test: time in a bubble of synctest stands
// still while anybody waits for a real one.
type pipes struct {
	coming chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipes() *pipes {
	return &pipes{coming: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.coming:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "pipe"} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.coming <- far:
		return near, nil
	case <-p.closed:
		return nil, io.ErrClosedPipe
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// inBubble runs a test in which time passes only while everybody waits, so that
// a timeout of minutes costs none. The transport leads to the server.
func inBubble(t *testing.T, server *sheetstest.Server, do func(t *testing.T, network *http.Transport)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := newPipes()
		front := &http.Server{Handler: server}
		done := make(chan error)
		go func() { done <- front.Serve(p) }()
		network := &http.Transport{DialContext: p.dial}
		do(t, network)
		network.CloseIdleConnections()
		if err := front.Close(); err != nil {
			t.Error(err)
		}
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
}
