package gsheets_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// TestRefusalsHaveTheirOwnMessages goes through what the service and the
// sign-in turn down for good: one call each, and words for people.
func TestRefusalsHaveTheirOwnMessages(t *testing.T) {
	tests := []struct {
		name    string
		options []sheetstest.Option
		breaks  func(*sheetstest.Server)
		sheet   sheetstest.Spreadsheet
		kinds   []error
		words   string
	}{
		{
			name: "not shared", sheet: sheetstest.Spreadsheet{NotShared: true},
			kinds: []error{workbook.ErrDenied}, words: "Chưa chia sẻ bảng tính với " + sheetstest.DefaultAccount,
		},
		{
			name: "deleted account", breaks: func(s *sheetstest.Server) { s.DisableAccount(sheetstest.DefaultAccount) },
			kinds: []error{gsheets.ErrKeyRefused}, words: "Google không nhận khóa",
		},
		{
			name:    "clock off",
			options: []sheetstest.Option{sheetstest.WithClock(func() time.Time { return time.Now().Add(-3 * time.Hour) })},
			kinds:   []error{gsheets.ErrClock}, words: "Đồng hồ của máy này",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := newServer(t, test.options...)
			account := signIn(t, server, nil)
			if test.breaks != nil {
				test.breaks(server)
			}
			_, err := open(t, account, server.Create(test.sheet)).Read(t.Context())
			for _, kind := range test.kinds {
				if !errors.Is(err, kind) {
					t.Errorf("error %v is not %v", err, kind)
				}
			}
			if op := (*workbook.OpError)(nil); !errors.As(err, &op) || op.Op != "read" {
				t.Errorf("error %v does not say that a read failed", err)
			}
			if words, _ := gsheets.Words(err); !strings.Contains(words, test.words) {
				t.Errorf("words %q, want %q among them", words, test.words)
			}
			if calls := server.Counts().Reads; calls > 1 {
				t.Errorf("%d calls for what cannot be mended", calls)
			}
		})
	}
}

func TestMissingSpreadsheet(t *testing.T) {
	server := newServer(t)
	_, err := open(t, signIn(t, server, nil), "1khongCo").Read(t.Context())
	access := (*gsheets.AccessError)(nil)
	if !errors.As(err, &access) || access.Account != sheetstest.DefaultAccount || access.Status != 404 {
		t.Errorf("got %v", err)
	}
}

func TestTokenTakenBackIsRenewed(t *testing.T) {
	h := laidOut(t)
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	h.server.RevokeTokens()
	h.server.ResetCounts()
	if err := book.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	h.server.RevokeTokens()
	h.server.DisableAccount(sheetstest.DefaultAccount)
	_, err := book.Read(t.Context())
	if !errors.Is(err, gsheets.ErrKeyRefused) {
		t.Errorf("a token and a key taken back: got %v", err)
	}
}

func TestAccessTakenBackDuringTheWork(t *testing.T) {
	h := laidOut(t)
	book := open(t, h.account, h.id)
	edit := statuses(read(t, book))
	h.during(func() error { return nil }, h.unshare)
	err := book.Write(t.Context(), edit)
	if !errors.Is(err, gsheets.ErrUnproven) || !errors.Is(err, gsheets.ErrRevoked) || !errors.Is(err, workbook.ErrDenied) {
		t.Errorf("taken back before the proof: got %v", err)
	}
	if words, _ := gsheets.Words(err); !strings.HasPrefix(words, "Quyền truy cập bảng tính vừa bị thu hồi") {
		t.Errorf("words %q", words)
	}
	h.server.BeforeApply(nil)
	if err := book.Write(t.Context(), edit); !errors.Is(err, gsheets.ErrRevoked) {
		t.Errorf("taken back before the write: got %v", err)
	}
}

func TestKeys(t *testing.T) {
	server := newServer(t)
	good := string(server.Key())
	var fields map[string]any
	if err := json.Unmarshal([]byte(good), &fields); err != nil {
		t.Fatal(err)
	}
	changed := func(name string, value any) string {
		saved := fields[name]
		defer func() { fields[name] = saved }()
		fields[name] = value
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	tests := []struct {
		name, content string
		want          error
	}{
		{"good", good, nil},
		{"not JSON", "khóa", gsheets.ErrKey},
		{"a person's key", changed("type", "authorized_user"), gsheets.ErrKey},
		{"no address", changed("client_email", ""), gsheets.ErrKey},
		{"no private key", changed("private_key", ""), gsheets.ErrKey},
		{"no token address", changed("token_uri", ""), gsheets.ErrKey},
		{"not PEM", changed("private_key", "abc"), gsheets.ErrKey},
		{"damaged", changed("private_key", "-----BEGIN PRIVATE KEY-----\nYWJj\n-----END PRIVATE KEY-----\n"), gsheets.ErrKey},
	}
	for _, test := range tests {
		path := filepath.Join(t.TempDir(), "key.json")
		if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := gsheets.SignIn(gsheets.Settings{Credentials: path}); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
		t.Setenv("BIEU_KEY", test.content)
		if _, err := gsheets.SignIn(gsheets.Settings{Credentials: "BIEU_KEY"}); strings.HasPrefix(test.content, "{") && !errors.Is(err, test.want) {
			t.Errorf("%s in the environment: got %v, want %v", test.name, err, test.want)
		}
		t.Setenv("BIEU_KEY", path)
		if _, err := gsheets.SignIn(gsheets.Settings{Credentials: "BIEU_KEY"}); !errors.Is(err, test.want) {
			t.Errorf("%s by its path in the environment: got %v, want %v", test.name, err, test.want)
		}
	}
	if _, err := gsheets.SignIn(gsheets.Settings{Credentials: filepath.Join(t.TempDir(), "none.json")}); !errors.Is(err, gsheets.ErrKey) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: got %v", err)
	}
}

func TestKeyThatOthersCanRead(t *testing.T) {
	server := newServer(t)
	path := filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(path, server.Key(), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[os.FileMode][]gsheets.Warning{
		0o600: nil, 0o400: nil, 0o640: {{Code: gsheets.WarnKeyOpen, Arg: path}}, 0o604: {{Code: gsheets.WarnKeyOpen, Arg: path}},
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		account, err := gsheets.SignIn(gsheets.Settings{Credentials: path})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, account.Warnings()); diff != "" {
			t.Errorf("%o (-want +got):\n%s", mode, diff)
		}
	}
}

func TestSpreadsheetSpeaksOfItself(t *testing.T) {
	server := newServer(t)
	account := signIn(t, server, nil)
	tests := []struct {
		locale, zone string
		want         []gsheets.Warning
	}{
		{"vi_VN", "Asia/Ho_Chi_Minh", nil},
		{"de", "Asia/Bangkok", nil},
		{"en_US", "Asia/Saigon", []gsheets.Warning{{Code: gsheets.WarnLocale, Arg: "en_US"}}},
		{"vi_VN", "Europe/Paris", []gsheets.Warning{{Code: gsheets.WarnTimeZone, Arg: "Europe/Paris"}}},
	}
	for _, test := range tests {
		book := open(t, account, server.Create(sheetstest.Spreadsheet{Title: "Sổ", Locale: test.locale, TimeZone: test.zone}))
		if _, ok := book.Info(); ok {
			t.Error("something is known before the first read")
		}
		snapshot := read(t, book)
		warned := ""
		for _, w := range test.want {
			if w.Code == gsheets.WarnLocale {
				warned = w.Arg
			}
		}
		if got := snapshot.Grids[0].PointLocale; got != warned {
			t.Errorf("%s: the grid is said to be typed in %q, want %q", test.locale, got, warned)
		}
		if diff := cmp.Diff(test.want, book.Warnings()); diff != "" {
			t.Errorf("%s, %s (-want +got):\n%s", test.locale, test.zone, diff)
		}
		info, _ := book.Info()
		want := gsheets.Info{Title: "Sổ", Locale: test.locale, TimeZone: test.zone, DecimalComma: test.locale != "en_US"}
		if info != want {
			t.Errorf("got %+v, want %+v", info, want)
		}
	}
	if err := account.Check(t.Context()); err != nil {
		t.Errorf("check: %v", err)
	}
	if ahead := account.Ahead(); ahead.Abs() > 30*time.Second {
		t.Errorf("clock %v ahead of the server on the same machine", ahead)
	}
}
