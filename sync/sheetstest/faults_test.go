package sheetstest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// raw makes a call and returns what came of it, errors of the connection too.
func (a *api) raw(verb, path, body string, patience time.Duration) (status int, kind, answer string, err error) {
	a.t.Helper()
	req, err := http.NewRequest(verb, a.srv.URL+"/v4/spreadsheets/"+a.id+path, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+a.token)
	client := &http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, "", "", err
	}
	defer resp.Body.Close()
	if resp.Header.Get("Retry-After") != "" {
		a.t.Error("an answer has Retry-After")
	}
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header.Get("Content-Type"), string(data), err
}

func TestTroubles(t *testing.T) {
	const put, body = "/values/D2?valueInputOption=RAW", `{"values":[["written"]]}`
	for _, tt := range []struct {
		name    string
		trouble Trouble
		status  int // 0: no answer
		kind    string
		has     string
		applied bool
	}{
		{"429", Quota429, 429, "application/json", "WriteRequestsPerMinutePerUser", false},
		{"500 as a page", InternalPage, 500, "text/html", "<html", false},
		{"500 as JSON", InternalJSON, 500, "application/json", "Internal error encountered.", false},
		{"502", BadGateway, 502, "text/html", "<html", false},
		{"503 before", UnavailableBefore, 503, "application/json", "The service is currently unavailable.", false},
		{"503 after", UnavailableAfter, 503, "application/json", "UNAVAILABLE", true},
		{"timeout before", TimeoutBefore, 0, "", "", false},
		{"timeout after", TimeoutAfter, 0, "", "", true},
		{"cut before", CutBefore, 0, "", "", false},
		{"cut after", CutAfter, 0, "", "", true},
		{"slow", SlowBody, 200, "application/json", `"updatedCells": 1`, true},
		{"truncated", TruncatedJSON, 200, "application/json", `"spreadsheetId"`, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAPI(t, sample())
			a.srv.Inject(Fault{Trouble: tt.trouble, Method: "sheets.spreadsheets.values.update", Delay: 50 * time.Millisecond})
			a.ok("GET", "", "") // another method is not hit
			status, kind, answer, err := a.raw("PUT", put, body, 5*time.Second)
			if (err != nil) != (tt.status == 0) {
				t.Fatalf("status %d, error %v", status, err)
			}
			if status != tt.status || !strings.HasPrefix(kind, tt.kind) || !strings.Contains(answer, tt.has) {
				t.Errorf("status %d, %s: %s", status, kind, answer)
			}
			if tt.trouble == TruncatedJSON && json.Valid([]byte(answer)) {
				t.Errorf("the answer is whole: %s", answer)
			}
			value, _ := a.srv.Human(a.id).Value("D2")
			same(t, "applied", value == "written", tt.applied)
			a.ok("PUT", put, body) // once only
		})
	}
}

func TestTroublesAtRandomRepeat(t *testing.T) {
	run := func(seed uint64) string {
		a := newAPI(t, sample())
		a.srv.InjectAtRandom(seed, 0.4, UnavailableBefore, InternalPage, CutBefore)
		out := ""
		for range 40 {
			status, _, _, err := a.raw("GET", "", "", time.Minute)
			if err != nil {
				status = 999
			}
			out += itoa(status) + " "
		}
		return out
	}
	first := run(7)
	same(t, "the same seed", run(7), first)
	if run(8) == first {
		t.Error("another seed gives the same troubles")
	}
	for _, status := range []string{"200", "503", "500", "999"} {
		if !strings.Contains(first, status) {
			t.Errorf("no %s among %s", status, first)
		}
	}
}

// The refusal is compared with the recorded body, word for word.
func TestQuotaIsRefusedAsRecorded(t *testing.T) {
	now := fixed
	a := newAPI(t, sample(), WithClock(func() time.Time { return now }), WithQuota(StandardQuota()))
	for range 60 {
		a.ok("GET", "/values/A1", "")
	}
	_, got := a.do("GET", "/values/A1", "")
	var want map[string]any
	if err := json.Unmarshal([]byte(`{"error":{"code":429,
		"message":"Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:483921550176'.",
		"status":"RESOURCE_EXHAUSTED",
		"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","domain":"googleapis.com",
		"metadata":{"quota_limit":"ReadRequestsPerMinutePerUser","quota_metric":"sheets.googleapis.com/read_requests","service":"sheets.googleapis.com","consumer":"projects/483921550176"}}]}}`), &want); err != nil {
		t.Fatal(err)
	}
	same(t, "body", got, want)
	a.raw("GET", "/values/A1", "", time.Minute) // looks for Retry-After
	a.ok("POST", "/values/E1:clear", "")        // writes have a quota of their own
	a.token = a.srv.Token("second@project.iam.gserviceaccount.com")
	same(t, "another account", a.refused("GET", "/values/A1", "", 403), "The caller does not have permission")
	a.token = a.srv.Token(DefaultAccount)
	now = now.Add(time.Minute)
	a.ok("GET", "/values/A1", "")
	c := a.srv.Counts()
	same(t, "counts", []int{c.Reads, c.Writes, c.Refused, c.Methods["sheets.spreadsheets.values.clear"]}, []int{64, 1, 2, 1})
}

func TestProjectQuota(t *testing.T) {
	a := newAPI(t, sample(), WithQuota(Quota{WritesPerProject: 2}))
	a.ok("POST", "/values/E1:clear", "")
	a.token = a.srv.Token(DefaultOwner)
	a.ok("POST", "/values/E1:clear", "")
	got := a.refused("POST", "/values/E1:clear", "", 429)
	if !strings.Contains(got, "'Write requests per minute' of service") {
		t.Errorf("refused with %q", got)
	}
}
