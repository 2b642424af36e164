package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"bieu/sync/history"
)

// The headers of a call.
const (
	headerKey       = "X-Bieu-Key"
	headerSignature = "X-Bieu-Signature" // "sha256=" and the HMAC of the body in hex
)

// WebhookOptions say which program is told.
type WebhookOptions struct {
	URL    string
	Secret Secret
	// Timeout is for one call; 0 is 10 seconds.
	Timeout time.Duration
	Clock   func() time.Time
}

// Webhook tells another program, by JSON over HTTP.
type Webhook struct {
	WebhookOptions
	host   string
	client *http.Client
}

// Call is the body of a call.
type Call struct {
	// Key is the same however often a message is sent.
	Key     string    `json:"key"`
	Plan    string    `json:"plan"`
	Period  string    `json:"period"`
	Unit    string    `json:"unit"`
	Step    string    `json:"step"`
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	Body    string    `json:"body"`
	At      time.Time `json:"at"`
	SentAt  time.Time `json:"sent_at"`
}

// NewWebhook returns a channel. It makes no call.
func NewWebhook(o WebhookOptions) (*Webhook, error) {
	u, err := url.Parse(o.URL)
	if err != nil {
		return nil, errors.New("the address of the webhook cannot be read") // it may hold a secret
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	client := &http.Client{
		Timeout: o.Timeout,
		// What is signed for one place is not carried to another.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Webhook{o, u.Host, client}, nil
}

// Send makes one call. Its errors are *Error.
func (w *Webhook) Send(ctx context.Context, m history.Message) error {
	body, err := json.Marshal(Call{
		Key: ID(m.Key), Plan: m.Plan, Period: m.Period, Unit: m.Unit, Step: m.Step, To: m.To,
		Subject: m.Subject, Body: m.Body, At: m.At, SentAt: w.Clock(),
	})
	if err != nil {
		return &Error{Kind: ErrBroken, Place: w.host, Err: err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(body))
	if err != nil {
		return &Error{Kind: ErrUnreachable, Place: w.host, Err: w.bare(err)}
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set(headerKey, ID(m.Key))
	request.Header.Set(headerSignature, Sign(w.Secret, body))
	answer, err := w.client.Do(request)
	if err != nil {
		return &Error{Kind: ErrUnreachable, Place: w.host, Err: w.bare(err)}
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<16))
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return &Error{Kind: ErrStatus, Place: w.host, Code: answer.StatusCode}
	}
	return nil
}

// bare is the cause without the address, which may hold a secret.
func (w *Webhook) bare(err error) error {
	if of := (*url.Error)(nil); errors.As(err, &of) {
		return fmt.Errorf("%s: %w", of.Op, of.Err)
	}
	return err
}

// Sign returns the signature that goes with a body.
func Sign(secret Secret, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}
