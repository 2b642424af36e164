package sheetstest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// interaction is one recorded call and its answer.
type interaction struct {
	Session string `json:"session"`
	N       int    `json:"n"`
	Method  string `json:"method"`
	URI     string `json:"uri"`
	Req     any    `json:"req"`
	Status  int    `json:"status"`
	Resp    any    `json:"resp"`
}

// path is the URL's path, still encoded.
func (one interaction) path() string {
	u, err := url.Parse(one.URI)
	if err != nil {
		return one.URI
	}
	return u.EscapedPath()
}

// readSessions reads a file of recorded traffic, session by session.
func readSessions(t *testing.T, name string) [][]interaction {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var sessions [][]interaction
	at := map[string]int{} // sessions may stand between each other
	lines := bufio.NewScanner(zipped)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var one interaction
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		i, known := at[one.Session]
		if !known {
			i = len(sessions)
			at[one.Session] = i
			sessions = append(sessions, nil)
		}
		sessions[i] = append(sessions[i], one)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return sessions
}

// skip is one line of the list of what is left out.
type skip struct {
	verb, status, reason string
	uri                  *regexp.Regexp
}

func readSkips(t *testing.T) []skip {
	t.Helper()
	data, err := os.ReadFile("testdata/replay-skips.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []skip
	for line := range strings.Lines(string(data)) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		if len(parts) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		list = append(list, skip{verb: parts[0], uri: regexp.MustCompile(parts[1]), status: parts[2], reason: parts[3]})
	}
	return list
}

func (s skip) hits(one interaction) bool {
	return (s.verb == "*" || s.verb == one.Method) && (s.status == "*" || s.status == strconv.Itoa(one.Status)) && s.uri.MatchString(one.URI)
}

// player replays one session: it sends the recorded requests in their order and
// learns from the answers which recorded id is which of the server's.
type player struct {
	t      *testing.T
	srv    *Server
	client *http.Client
	token  string
	skips  []skip
	bound  map[string]string // recorded id → the server's
	older  map[string]bool   // files from before the session, made from what it shows of them
	edited map[string]bool   // files that the session has changed
}

func newPlayer(t *testing.T, srv *Server, client *http.Client, skips []skip) *player {
	return &player{t, srv, client, srv.Token(DefaultAccount), skips, map[string]string{}, map[string]bool{}, map[string]bool{}}
}

func (p *player) play(session []interaction, total *score) {
	for _, one := range session {
		reason := p.reasonToSkip(one)
		if reason == "" {
			reason = p.prepare(one)
		}
		status, body := p.send(one)
		if reason != "" {
			p.learn(one.Resp, body)
			total.count(one, "", reason)
			continue
		}
		total.count(one, p.compare(one, status, body), "")
	}
}

func (p *player) reasonToSkip(one interaction) string {
	for _, s := range p.skips {
		if s.hits(one) {
			return s.reason
		}
	}
	return ""
}

// send sends a recorded request with the server's own ids.
func (p *player) send(one interaction) (int, any) {
	p.t.Helper()
	u, err := url.Parse(one.URI)
	if err != nil {
		return 0, err.Error()
	}
	target := p.srv.URL + p.rename(u.EscapedPath())
	if u.RawQuery != "" {
		target += "?" + p.rename(u.RawQuery)
	}
	var body io.Reader
	switch req := one.Req.(type) {
	case nil:
	case string:
		body = strings.NewReader(p.rename(req))
	default:
		data, err := json.Marshal(p.translate(req, ""))
		if err != nil {
			p.t.Fatal(err)
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequest(one.Method, target, body)
	if err != nil {
		return 0, err.Error()
	}
	req.Header.Set("Authorization", "Bearer "+p.token)
	resp, err := p.client.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	if resp.Header.Get("Retry-After") != "" {
		return resp.StatusCode, "an answer with Retry-After"
	}
	var out any
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(data, &out); err != nil {
			return resp.StatusCode, err.Error()
		}
		p.conforms(one, resp.StatusCode, out)
		return resp.StatusCode, out
	}
	return resp.StatusCode, string(data)
}

// conforms holds every good answer against the discovery document.
func (p *player) conforms(one interaction, status int, body any) {
	m, _ := match(one.Method, one.path())
	if m == nil || status >= 300 || m == uploadMethod {
		return
	}
	for _, wrong := range m.CheckResponse(body) {
		p.t.Errorf("%s #%d %s: the reply does not follow the discovery document: %s", one.Session, one.N, m.ID, wrong)
	}
}

// idNames are the members whose values are ids that differ from run to run.
var idNames = map[string]bool{
	"id": true, "spreadsheetId": true, "sheetId": true, "namedRangeId": true, "protectedRangeId": true,
	"bandedRangeId": true, "tableId": true, "filterViewId": true, "filterId": true, "permissionId": true, "metadataId": true,
	"chartId": true, "slicerId": true, "objectId": true,
	"fileId": true, "sourceSheetId": true, "destinationSpreadsheetId": true, "newSheetId": true,
}

// learn walks a recorded answer and the server's side by side and binds ids.
func (p *player) learn(recorded, got any) {
	switch r := recorded.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return
		}
		for name, value := range r {
			if was, now := idText(value), idText(g[name]); idNames[name] && was != "" && now != "" && was != "0" {
				if _, known := p.bound[was]; !known {
					p.bound[was] = now
				}
				continue
			}
			p.learn(value, g[name])
		}
	case []any:
		g, ok := got.([]any)
		for i := range r {
			if ok && i < len(g) {
				p.learn(r[i], g[i])
			}
		}
	}
}

func idText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

var wholeToken = regexp.MustCompile(`[A-Za-z0-9_-]{6,}`)

// rename puts the server's ids into a URL or a text.
func (p *player) rename(text string) string {
	return wholeToken.ReplaceAllStringFunc(text, func(token string) string {
		if now, ok := p.bound[token]; ok {
			return now
		}
		return token
	})
}

// translate puts the server's ids into a recorded body.
func (p *player) translate(value any, name string) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, inner := range v {
			out[key] = p.translate(inner, key)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = p.translate(v[i], name)
		}
		return out
	case string:
		if now, ok := p.bound[v]; ok {
			return now
		}
		if name == "spreadsheetUrl" || strings.HasPrefix(v, "https://docs.google.com/") {
			return p.rename(v)
		}
	case float64:
		if now, ok := p.bound[idText(v)]; ok && idNames[name] {
			if n, err := strconv.ParseFloat(now, 64); err == nil {
				return n
			}
		}
	}
	return value
}
