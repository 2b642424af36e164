package notify

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/history"
)

func TestWebhook(t *testing.T) {
	var got []string
	var body []byte
	var header http.Header
	var mu sync.Mutex // a request that was given up is still answered
	answer := func(w http.ResponseWriter, r *http.Request) {}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		body, _ = io.ReadAll(r.Body)
		header = r.Header
		got = append(got, r.Method+" "+r.URL.Path)
		now := answer
		mu.Unlock()
		now(w, r)
	}))
	defer server.Close()
	send := func(address string, timeout time.Duration) error {
		t.Helper()
		hook, err := NewWebhook(WebhookOptions{URL: address, Secret: "geheim", Timeout: timeout, Clock: func() time.Time { return start }})
		if err != nil {
			t.Fatal(err)
		}
		m := letter("k", "tyt@example.vn")
		m.Plan = "p"
		return hook.Send(t.Context(), m)
	}
	if err := send(server.URL+"/bieu?key=geheim", 0); err != nil {
		t.Fatal(err)
	}
	var call Call
	if err := json.Unmarshal(body, &call); err != nil {
		t.Fatal(err)
	}
	m := letter("k", "tyt@example.vn")
	want := Call{ID("k"), "p", "2023-09", "Trạm y tế", "before-2", "tyt@example.vn", m.Subject, m.Body, start, start}
	if diff := cmp.Diff(want, call); diff != "" {
		t.Errorf("call (-want +got):\n%s", diff)
	}
	if header.Get("X-Bieu-Key") != ID("k") || header.Get("X-Bieu-Signature") != Sign("geheim", body) || header.Get("X-Bieu-Signature") == Sign("khác", body) {
		t.Errorf("headers %v", header)
	}
	// The signature as anybody's tools make it: printf 'abc' | openssl dgst -sha256 -hmac key
	if got := Sign("key", []byte("abc")); got != "sha256=9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab" {
		t.Errorf("signature %s", got)
	}

	stop := make(chan struct{})
	for name, test := range map[string]struct {
		address string
		answer  http.HandlerFunc
		want    error
		words   string
	}{
		"failure":  {server.URL + "/?key=geheim", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "geheim", 500) }, ErrStatus, "trả lời không thành công (mã 500)"},
		"not here": {server.URL, http.NotFound, ErrStatus, "(mã 404)"},
		"moved": {server.URL, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}, ErrStatus, "(mã 307)"},
		"silence": {server.URL + "/?key=geheim", func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-stop:
			case <-r.Context().Done():
			}
		}, ErrUnreachable, "chưa kết nối được 127.0.0.1:"},
		"nobody": {"http://nguoi:geheim@127.0.0.1:1/?key=geheim", nil, ErrUnreachable, "chưa kết nối được 127.0.0.1:1; "},
	} {
		mu.Lock()
		answer = test.answer
		mu.Unlock()
		err := send(test.address, 300*time.Millisecond)
		if !errors.Is(err, test.want) || !strings.Contains(Words(err), test.words) {
			t.Errorf("%s: %v; %s", name, err, Words(err))
			continue
		}
		if strings.Contains(err.Error()+Words(err), "geheim") {
			t.Errorf("%s: a secret is shown: %v; %s", name, err, Words(err))
		}
	}
	close(stop)
	server.Close() // waits for the requests that were given up
	for _, call := range got {
		if strings.Contains(call, "elsewhere") {
			t.Error("a call was carried elsewhere")
		}
	}
	if _, err := NewWebhook(WebhookOptions{URL: "://geheim"}); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("an address that is none: %v", err)
	}
}

var _ Outbox = (*history.Store)(nil)
