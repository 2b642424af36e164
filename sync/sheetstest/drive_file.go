package sheetstest

import (
	"slices"
	"strings"
	"time"
)

// spreadsheetType is the only type of file that this Drive holds.
const spreadsheetType = "application/vnd.google-apps.spreadsheet"

// permission is one entry of a file's sharing.
type permission struct {
	id    string
	kind  string // user, group, domain, anyone
	role  string // owner, writer, commenter, reader
	email string // of a user or group; the name of a domain
}

// roleOf is what a user may do with a file: owner, writer, reader or nothing.
func (s *spreadsheet) roleOf(user string) string {
	best := ""
	for _, p := range s.sharing {
		if p.email != user && p.kind != "anyone" && (p.kind != "domain" || !strings.HasSuffix(user, "@"+p.email)) {
			continue
		}
		switch {
		case p.role == "owner" || p.role == "writer" && best != "owner":
			best = p.role
		case best == "":
			best = "reader"
		}
	}
	return best
}

// adopt takes a new spreadsheet in, as the file of its owner.
func (srv *Server) adopt(s *spreadsheet, owner string, now time.Time) {
	s.owner, s.modifier = owner, owner
	s.created, s.modified, s.version = now, now, 1
	s.sharing = []permission{{srv.permissionID(owner), "user", "owner", owner}}
	s.flaws = &srv.opts.flaws
	if s.parents == nil {
		s.parents = []string{"0A" + srv.permissionID(owner)[:17]} // the owner's root folder
	}
	srv.sheets[s.id] = s
	srv.order = append(srv.order, s.id)
}

// permissionID is the same for a user in all files.
func (srv *Server) permissionID(email string) string {
	n := uint64(14695981039346656037)
	for _, b := range []byte(email) {
		n = (n ^ uint64(b)) * 1099511628211
	}
	digits := ""
	for range 20 {
		digits += string(rune('0' + n%10))
		n /= 10
	}
	return digits
}

func stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }

// fileJSON writes a File with every member that this Drive knows; what the
// client gets of it is decided by its fields.
func (srv *Server) fileJSON(s *spreadsheet, user string) map[string]any {
	person := func(email string) map[string]any {
		return map[string]any{
			"kind": "drive#user", "displayName": email, "me": email == user,
			"permissionId": srv.permissionID(email), "emailAddress": email,
		}
	}
	var permissions, ids []any
	for _, p := range s.sharing {
		permissions = append(permissions, p.json())
		ids = append(ids, p.id)
	}
	role := s.roleOf(user)
	out := map[string]any{
		"kind": "drive#file", "id": s.id, "name": s.title(), "mimeType": spreadsheetType,
		"createdTime": stamp(s.created), "modifiedTime": stamp(s.modified), "version": itoa(s.version),
		"trashed": s.trashed, "explicitlyTrashed": s.trashed, "starred": false,
		"ownedByMe": s.owner == user, "shared": len(s.sharing) > 1,
		"owners": []any{person(s.owner)}, "lastModifyingUser": person(s.modifier),
		"permissions": permissions, "permissionIds": ids,
		"webViewLink":  "https://docs.google.com/spreadsheets/d/" + s.id + "/edit?usp=drivesdk",
		"capabilities": map[string]any{"canEdit": role == "owner" || role == "writer", "canShare": role == "owner" || role == "writer", "canCopy": true},
		"spaces":       []any{"drive"},
	}
	if len(s.parents) > 0 {
		var parents []any
		for _, p := range s.parents {
			parents = append(parents, p)
		}
		out["parents"] = parents
	}
	return out
}

// json writes a Permission as it stands in a list.
func (p permission) json() map[string]any {
	out := map[string]any{"kind": "drive#permission", "id": p.id, "type": p.kind, "role": p.role}
	if p.kind == "user" || p.kind == "group" {
		out["emailAddress"], out["displayName"] = p.email, p.email
		out["deleted"], out["pendingOwner"] = false, false
	}
	if p.kind == "domain" {
		out["domain"], out["displayName"] = p.email, p.email
	}
	if p.kind == "anyone" || p.kind == "domain" {
		out["allowFileDiscovery"] = false
	}
	return out
}

// driveFile finds a file for a Drive call. A file that is gone and one that is
// not shared look the same (recorded for the first, inferred for the second).
func (r *request) driveFile(want access) (*spreadsheet, *apiError) {
	id := r.path["fileId"]
	s := r.srv.sheets[id]
	if s == nil || s.roleOf(r.user) == "" {
		return nil, fileNotFound(id)
	}
	if role := s.roleOf(r.user); want == writing && role != "owner" && role != "writer" {
		return nil, insufficientFile()
	}
	return s, nil
}

// insufficientFile: the text is known from issues.
func insufficientFile() *apiError {
	return legacyError(403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
}

// visibleFiles are the files of a user, the last changed first.
func (srv *Server) visibleFiles(user string) []*spreadsheet {
	var list []*spreadsheet
	for _, id := range slices.Backward(srv.order) {
		if s := srv.sheets[id]; s != nil && s.roleOf(user) != "" {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b *spreadsheet) int { return b.modified.Compare(a.modified) })
	return list
}
