package sheetstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"bieu/sync/sheetstest/discovery"
)

// mostBytes bounds a request's body.
const mostBytes = 64 << 20

// ServeHTTP answers one request.
func (srv *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, req.Body, mostBytes))
	if err != nil {
		return // the client went away in the middle of its request
	}
	if req.URL.Path == "/token" {
		srv.serveToken(w, req, raw)
		return
	}
	r, refused := srv.admit(req, raw)
	if refused != nil {
		if refused.code == 404 && refused.status == "" && refused.legacy == nil {
			// Google's front end answers an unknown path with a page (inferred).
			writePage(w, 404, "Error 404 (Not Found)!!1")
			return
		}
		srv.writeError(w, req, refused)
		return
	}
	trouble := srv.pickFault(r.call)
	if trouble.before(srv, w, req) {
		return
	}
	if refused := srv.check(r); refused != nil {
		srv.writeError(w, req, refused)
		return
	}
	before, after := srv.hooks()
	if before != nil {
		before(r.call)
	}
	status, kind, body := srv.apply(r, req.URL.Query())
	if after != nil {
		after(r.call)
	}
	trouble.after(srv, w, req, status, kind, body)
}

func (srv *Server) hooks() (before, after func(Call)) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	return srv.hook, srv.applied
}

// admit finds out what is asked and by whom, counts the call and holds it
// against the quota.
func (srv *Server) admit(req *http.Request, raw []byte) (*request, *apiError) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	method, params := match(req.Method, req.URL.EscapedPath())
	if method == nil {
		return nil, &apiError{code: 404}
	}
	user, refused := srv.authenticate(req, method)
	if refused != nil {
		return nil, refused
	}
	id := params["spreadsheetId"]
	if id == "" {
		id = params["fileId"]
	}
	srv.calls++
	call := Call{N: srv.calls, Method: method.ID, SpreadsheetID: id, User: user, Write: isWrite(method.ID)}
	srv.counts.Methods[method.ID]++
	switch {
	case strings.HasPrefix(method.ID, "drive."):
		srv.counts.Drive++
	case call.Write:
		srv.counts.Writes++
	default:
		srv.counts.Reads++
	}
	if refused := srv.quota.take(call, srv.opts.now(), srv.opts.project); refused != nil {
		srv.counts.Refused++
		return nil, refused
	}
	return &request{
		srv: srv, call: call, method: method, path: params, query: req.URL.Query(), raw: raw, user: user, now: srv.opts.now(),
	}, nil
}

// match finds the method of either API, or the upload of a file.
func match(verb, path string) (*discovery.Method, map[string]string) {
	if m, params := discovery.Sheets().Match(verb, path); m != nil {
		return m, params
	}
	if m, params := discovery.Drive().Match(verb, path); m != nil {
		return m, params
	}
	return matchUpload(verb, path)
}

// apiOf is the API that a method belongs to: sheets or drive.
func apiOf(m *discovery.Method) string {
	name, _, _ := strings.Cut(m.ID, ".")
	return name
}

// check holds the request against the discovery document.
func (srv *Server) check(r *request) *apiError {
	if r.method.ID == uploadMethod.ID {
		return nil
	}
	if found := r.method.CheckQuery(r.query); len(found) > 0 {
		return badRequest(found)
	}
	if fields := r.query.Get("fields"); fields != "" {
		mask, err := discovery.ParseMask(fields)
		if spaced := withBlank(fields); spaced != "" && apiOf(r.method) == "sheets" {
			return r.badFields(spaced)
		}
		if err != nil {
			return r.badFields(fields)
		}
		if bad := r.method.Document().UnknownPath(r.method.Response, mask); bad != "" && r.method.Response != nil {
			return r.badFields(bad)
		}
		r.mask = mask
	}
	body := map[string]any{}
	if len(bytes.TrimSpace(r.raw)) > 0 {
		if err := json.Unmarshal(r.raw, &body); err != nil {
			return invalid("Invalid JSON payload received. %s", err) // inferred
		}
	}
	checked, found := r.method.CheckBody(body)
	if len(found) > 0 {
		return badRequest(found)
	}
	r.body = checked
	return nil
}

// withBlank is the first part of a field mask that holds a blank, "" when none
// does. Sheets takes a blank as part of the name, Drive overlooks it (from issues).
func withBlank(fields string) string {
	for _, part := range strings.FieldsFunc(fields, func(r rune) bool { return strings.ContainsRune(",()", r) }) {
		if strings.Contains(part, " ") {
			return part
		}
	}
	return ""
}

func (r *request) badFields(path string) *apiError {
	if strings.HasPrefix(r.method.ID, "drive.") {
		return legacyError(400, "invalidParameter", "Invalid field selection "+path, "parameter", "fields")
	}
	return badMask(path)
}

// apply runs the method and writes its reply down while nobody else changes
// anything.
func (srv *Server) apply(r *request, query url.Values) (status int, kind string, body []byte) {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	handle := handlers[r.method.ID]
	if r.method.ID == uploadMethod.ID {
		handle = handleUpload
	}
	var out any
	refused := notBuilt("the method " + r.method.ID)
	if handle != nil {
		out, refused = handle(r)
	}
	if refused != nil {
		return refused.code, jsonType, encode(refused.json(), nil, query)
	}
	switch v := out.(type) {
	case nil:
		return http.StatusNoContent, "text/html", nil
	case file:
		return http.StatusOK, v.kind, v.data
	}
	if r.mask == nil {
		r.mask = defaultFields[r.method.ID]
	}
	if srv.opts.flaws.inReplies() {
		out, r.mask = srv.opts.flaws.spoil(r.mask.Select(out)), nil
	}
	return http.StatusOK, jsonType, encode(out, r.mask, query)
}

// file is a reply that is not JSON.
type file struct {
	kind string
	data []byte
}

const jsonType = "application/json; charset=UTF-8"

func (srv *Server) writeError(w http.ResponseWriter, req *http.Request, e *apiError) {
	for name, value := range e.header {
		w.Header().Set(name, value)
	}
	write(w, e.code, jsonType, encode(e.json(), nil, req.URL.Query()))
}

func write(w http.ResponseWriter, status int, kind string, body []byte) {
	if kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.WriteHeader(status)
	if len(body) > 0 {
		// A client that has gone away is its own affair.
		_, _ = w.Write(body)
	}
}

// writePage answers with a page of HTML, as Google's front end does.
func writePage(w http.ResponseWriter, status int, title string) {
	page := "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<title>" + title + "</title>\n<p><b>" +
		fmt.Sprint(status) + ".</b> <ins>That’s an error.</ins>\n</html>\n"
	write(w, status, "text/html; charset=UTF-8", []byte(page))
}
