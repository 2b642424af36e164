package sheetstest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// api calls a server over HTTP and holds every good answer against the discovery
// document.
type api struct {
	t     *testing.T
	srv   *Server
	token string
	id    string // the spreadsheet of paths that begin with "/"
}

// fixed is the instant at which tests happen.
var fixed = time.Date(2023, 9, 30, 10, 0, 0, 0, time.UTC)

func newAPI(t *testing.T, in Spreadsheet, list ...Option) *api {
	t.Helper()
	list = append([]Option{WithClock(func() time.Time { return fixed })}, list...)
	srv := NewServer(list...)
	t.Cleanup(srv.Close)
	return &api{t, srv, srv.Token(DefaultAccount), srv.Create(in)}
}

func (a *api) do(verb, path, body string) (int, map[string]any) {
	a.t.Helper()
	target := a.srv.URL + path
	if !strings.HasPrefix(path, "/v4/") && !strings.HasPrefix(path, "/drive/") {
		target = a.srv.URL + "/v4/spreadsheets/" + a.id + path
	}
	req, err := http.NewRequest(verb, target, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	if a.token != "" {
		req.Header.Set("Authorization", "Bearer "+a.token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		a.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	out := map[string]any{}
	if len(bytes.TrimSpace(data)) > 0 {
		if err := json.Unmarshal(data, &out); err != nil {
			a.t.Fatalf("%s %s: %v in %s", verb, path, err, data)
		}
	}
	u, err := url.Parse(target)
	if err != nil {
		a.t.Fatal(err)
	}
	if m, _ := match(verb, u.EscapedPath()); m != nil && resp.StatusCode == 200 {
		for _, wrong := range m.CheckResponse(out) {
			a.t.Errorf("%s %s does not follow the discovery document: %s", verb, path, wrong)
		}
	}
	return resp.StatusCode, out
}

// ok makes a call that must succeed.
func (a *api) ok(verb, path, body string) map[string]any {
	a.t.Helper()
	status, out := a.do(verb, path, body)
	if status != 200 && status != 204 {
		a.t.Fatalf("%s %s: status %d: %v", verb, path, status, out)
	}
	return out
}

// refused makes a call that must fail and returns what the error says.
func (a *api) refused(verb, path, body string, status int) string {
	a.t.Helper()
	got, out := a.do(verb, path, body)
	if got != status {
		a.t.Fatalf("%s %s: status %d, want %d: %v", verb, path, got, status, out)
	}
	inner, _ := out["error"].(map[string]any)
	message, _ := inner["message"].(string)
	return message
}

// batch sends requests of batchUpdate and returns the replies.
func (a *api) batch(requests ...string) []any {
	a.t.Helper()
	return listOf(a.ok("POST", ":batchUpdate", `{"requests":[`+strings.Join(requests, ",")+`]}`)["replies"])
}

// values reads a range as JSON.
func (a *api) values(reference, query string) string {
	a.t.Helper()
	out := a.ok("GET", "/values/"+url.PathEscape(reference)+query, "")
	return asJSON(a.t, out["values"])
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// sample is a spreadsheet with one small tab.
func sample() Spreadsheet {
	return Spreadsheet{Title: "Sổ", Tabs: []Tab{{
		Title: "Trạm y tế", Rows: 8, Columns: 5,
		Values: [][]any{
			{"Mã", "Chỉ tiêu", "Thực hiện"},
			{"13", "BHYT", 99.99},
			{"7", "Trẻ em", 58.5},
			{"9", "Tiêm chủng", 12},
		},
	}}}
}
