package sheetstest

import (
	"slices"
	"strings"

	"bieu/sync/sheetstest/discovery"
)

// defaultFields is what a method of Drive shows when it is not told: recorded
// for files, documented for the rest.
var defaultFields = map[string]discovery.Mask{
	"drive.files.create":       fields("kind,id,name,mimeType"),
	"drive.files.get":          fields("kind,id,name,mimeType"),
	"drive.files.copy":         fields("kind,id,name,mimeType"),
	"drive.files.update":       fields("kind,id,name,mimeType"),
	"drive.files.list":         fields("kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)"),
	"drive.permissions.list":   fields("kind,nextPageToken,permissions(kind,id,type,role)"),
	"drive.permissions.get":    fields("kind,id,type,role"),
	"drive.permissions.create": fields("kind,id,type,role"),
	"drive.permissions.update": fields("kind,id,type,role"),
}

func fields(text string) discovery.Mask {
	mask, err := discovery.ParseMask(text)
	if err != nil {
		panic(err) // a mistake in the table above
	}
	return mask
}

func handleFileCreate(r *request) (any, *apiError) {
	if kind, _ := r.body["mimeType"].(string); kind != spreadsheetType {
		return nil, notBuilt("files of another type than a spreadsheet")
	}
	name, _ := r.body["name"].(string)
	if name == "" {
		name = "Untitled"
	}
	s := newSpreadsheet(r.srv.newFileID(), name)
	s.parents = textsOf(r.body["parents"])
	r.srv.adopt(s, r.user, r.now)
	return r.srv.fileJSON(s, r.user), nil
}

func handleFileGet(r *request) (any, *apiError) {
	s, err := r.driveFile(reading)
	if err != nil {
		return nil, err
	}
	return r.srv.fileJSON(s, r.user), nil
}

func handleFileList(r *request) (any, *apiError) {
	match, err := parseQuery(r.query.Get("q"), r.user)
	if err != nil {
		return nil, err
	}
	list := r.srv.visibleFiles(r.user)
	if order := r.query.Get("orderBy"); order == "name" {
		slices.SortStableFunc(list, func(a, b *spreadsheet) int { return compareText(a.title(), b.title()) })
	}
	files := []any{}
	for _, s := range list {
		if match(s) {
			files = append(files, r.srv.fileJSON(s, r.user))
		}
	}
	out := map[string]any{"kind": "drive#fileList", "incompleteSearch": false}
	from := min(atoi(strings.TrimPrefix(r.query.Get("pageToken"), pageMark)), len(files))
	size := atoi(r.query.Get("pageSize"))
	if size == 0 {
		size = 100 // documented
	}
	if to := from + size; to < len(files) {
		out["nextPageToken"] = pageMark + itoa(to)
		files = files[:to]
	}
	out["files"] = files[from:]
	return out, nil
}

// pageMark begins the token of a next page.
const pageMark = "~page"

// handleFileCopy copies everything, row metadata with its ids included
// (measured); the copy belongs to whoever made it.
func handleFileCopy(r *request) (any, *apiError) {
	s, err := r.driveFile(reading)
	if err != nil {
		return nil, err
	}
	c := s.clone()
	c.id = r.srv.newFileID()
	name, _ := r.body["name"].(string)
	if name == "" {
		name = "Copy of " + s.title()
	}
	c.props = overlay(s.props, map[string]any{"title": name})
	if parents := textsOf(r.body["parents"]); parents != nil {
		c.parents = parents
	}
	r.srv.adopt(c, r.user, r.now)
	return r.srv.fileJSON(c, r.user), nil
}

func handleFileUpdate(r *request) (any, *apiError) {
	s, err := r.driveFile(writing)
	if err != nil {
		return nil, err
	}
	if name, ok := r.body["name"].(string); ok {
		s.props = overlay(s.props, map[string]any{"title": name})
	}
	if trashed, ok := r.body["trashed"].(bool); ok {
		s.trashed = trashed
	}
	if parent := r.query.Get("addParents"); parent != "" {
		s.parents = []string{parent}
	}
	r.touch(s)
	return r.srv.fileJSON(s, r.user), nil
}

// handleFileDelete: only the owner deletes for good.
func handleFileDelete(r *request) (any, *apiError) {
	s, err := r.driveFile(writing)
	if err != nil {
		return nil, err
	}
	if s.owner != r.user {
		return nil, insufficientFile()
	}
	r.srv.forget(s)
	return nil, nil
}

func (srv *Server) forget(s *spreadsheet) {
	delete(srv.sheets, s.id)
	srv.gone[s.id] = true
}

// handleCommentsList: there is no way to comment here, so there are none.
func handleCommentsList(r *request) (any, *apiError) {
	if _, err := r.driveFile(reading); err != nil {
		return nil, err
	}
	return map[string]any{"kind": "drive#commentList", "comments": []any{}}, nil
}

func handleAbout(r *request) (any, *apiError) {
	if r.mask == nil {
		return nil, legacyError(400, "required", "The 'fields' parameter is required for this method.", "parameter", "fields")
	}
	return map[string]any{"kind": "drive#about", "user": map[string]any{
		"kind": "drive#user", "displayName": r.user, "me": true,
		"permissionId": r.srv.permissionID(r.user), "emailAddress": r.user,
	}}, nil
}

// handleStartPageToken and handleChangesList tell changes by the number of files
// ever made: recorded is only that a token given back at once finds nothing.
func handleStartPageToken(r *request) (any, *apiError) {
	return map[string]any{"kind": "drive#startPageToken", "startPageToken": itoa(r.srv.changes())}, nil
}

func handleChangesList(r *request) (any, *apiError) {
	since := atoi(r.query.Get("pageToken"))
	changes := []any{}
	if r.srv.changes() > since {
		for _, s := range r.srv.visibleFiles(r.user) {
			changes = append(changes, map[string]any{
				"kind": "drive#change", "changeType": "file", "fileId": s.id, "time": stamp(s.modified), "removed": false,
				"type": "file", "file": defaultFields["drive.files.get"].Select(r.srv.fileJSON(s, r.user)),
			})
		}
	}
	return map[string]any{"kind": "drive#changeList", "newStartPageToken": itoa(r.srv.changes()), "changes": changes}, nil
}

// changes is a number that grows with every change of any file.
func (srv *Server) changes() int {
	n := 2000 + len(srv.gone)
	for _, s := range srv.sheets {
		n += s.version
	}
	return n
}

func textsOf(value any) []string {
	var out []string
	for _, item := range listOf(value) {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
