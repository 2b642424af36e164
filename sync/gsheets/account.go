package gsheets

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
)

// Settings are what an account needs to sign in and to space its calls.
type Settings struct {
	// Credentials is the path of a service account key, or the name of an
	// environment variable that holds the key or its path.
	Credentials string
	// Endpoint replaces the address of the service, for trials; "" is Google's.
	Endpoint string
	// ReadsPerMinute and WritesPerMinute are what the service grants the
	// account; 0 is 60 each.
	ReadsPerMinute, WritesPerMinute int
	// Timeout is how long one call may take; 0 is 200 seconds, a little longer
	// than the service itself takes before it gives up.
	Timeout time.Duration
	// Clock spaces and repeats calls; nil is the machine's.
	Clock Clock
	// Transport carries the calls; nil is Go's own, which knows the machine's
	// proxies.
	Transport *http.Transport
	// Log takes what was repeated and why. Nil discards it.
	Log *slog.Logger
}

const defaultTimeout = 200 * time.Second

// Account is a service account, signed in when the first call needs it. All
// workbooks that one process opens with the same key share one Account and by
// that the quota, which the service counts for each account. It is safe for
// use by several goroutines at once.
type Account struct {
	key      *key
	endpoint string
	timeout  time.Duration
	clock    Clock
	log      *slog.Logger
	client   *http.Client
	tokens   *tokens

	reads, writes *quota
	again         atomic.Int64 // calls made again

	mu       sync.Mutex
	ahead    time.Duration
	unproven map[string]unproven    // by spreadsheet
	owed     map[string][]Displaced // what people are still to be told, too
}

// SignIn loads the key. It makes no call.
//
// Errors: ErrKey.
func SignIn(s Settings) (*Account, error) {
	k, err := loadKey(s.Credentials)
	if err != nil {
		return nil, err
	}
	a := &Account{key: k, endpoint: s.Endpoint, timeout: s.Timeout, clock: s.Clock, log: s.Log}
	if a.timeout <= 0 {
		a.timeout = defaultTimeout
	}
	if a.clock == nil {
		a.clock = systemClock{}
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	a.reads, a.writes = newQuota(a.clock, s.ReadsPerMinute), newQuota(a.clock, s.WritesPerMinute)
	a.tokens = &tokens{account: a}
	transport := s.Transport
	if transport == nil {
		transport = http.DefaultTransport.(*http.Transport).Clone()
	}
	a.tokens.client = &http.Client{Transport: transport, Timeout: a.timeout}
	a.client = &http.Client{Transport: &oauth2.Transport{Source: a.tokens, Base: transport}}
	return a, nil
}

// Email is the address with which people must share their spreadsheets.
func (a *Account) Email() string { return a.key.config.Email }

// Left is how many reads and writes this process may still make in this
// minute, as far as it knows: other programs of the account are not counted.
func (a *Account) Left() (reads, writes int) { return a.reads.left(), a.writes.left() }

// Calls counts the calls made so far, repeated ones included.
func (a *Account) Calls() (reads, writes int) { return a.reads.made(), a.writes.made() }

// Repeated counts the calls that were made again because they failed.
func (a *Account) Repeated() int { return int(a.again.Load()) }

// Check signs in and does nothing else.
//
// Errors: ErrKeyRefused, ErrClock, ErrBusy.
func (a *Account) Check(ctx context.Context) error {
	return a.repeat(ctx, nil, func(context.Context) error {
		_, err := a.tokens.Token()
		return err
	}, transient)
}

// Ahead is how far the machine's clock was ahead of the service's at the last
// answer; negative when it was behind.
func (a *Account) Ahead() time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ahead
}

// noteTime compares the clocks. The service tells whole seconds.
func (a *Account) noteTime(header http.Header) {
	at, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.ahead = a.clock.Now().Sub(at).Truncate(time.Second)
}

// tokens signs in and keeps the token until it expires or is refused.
type tokens struct {
	account *Account
	client  *http.Client

	mu    sync.Mutex
	token *oauth2.Token
}

// tokenError marks a failed sign-in: the call itself was never made.
type tokenError struct{ err error }

func (e *tokenError) Error() string { return "sign in: " + e.err.Error() }
func (e *tokenError) Unwrap() error { return e.err }

// Token returns a token that is still good. The client of the service calls it
// for each request.
func (t *tokens) Token() (*oauth2.Token, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token.Valid() {
		return t.token, nil
	}
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, t.client)
	token, err := t.account.key.config.TokenSource(ctx).Token()
	if err != nil {
		return nil, &tokenError{signInKind(err)}
	}
	t.token = token
	return token, nil
}

// forget drops a token that the service no longer takes.
func (t *tokens) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.token = nil
}

// signInKind names why the key was turned down. Errors without an answer of
// the service stay as they are.
func signInKind(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) || refused.Response == nil {
		return err
	}
	code := refused.Response.StatusCode
	if code == http.StatusTooManyRequests || code >= 500 {
		return err
	}
	if clockWords.Match(refused.Body) {
		return fmt.Errorf("%w: %w", ErrClock, err)
	}
	return fmt.Errorf("%w: %w", ErrKeyRefused, err)
}
