package sheetstest

import "slices"

func handlePermissionsList(r *request) (any, *apiError) {
	s, err := r.driveFile(reading)
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, p := range s.sharing {
		list = append(list, p.json())
	}
	return map[string]any{"kind": "drive#permissionList", "permissions": list}, nil
}

// permissionAt finds a permission of a file by its id; the text of the refusal
// is known from issues.
func (r *request) permissionAt(s *spreadsheet) (int, *apiError) {
	id := r.path["permissionId"]
	i := slices.IndexFunc(s.sharing, func(p permission) bool { return p.id == id })
	if i < 0 {
		return 0, legacyError(404, "notFound", "Permission not found: "+id+".", "parameter", "permissionId")
	}
	return i, nil
}

func handlePermissionGet(r *request) (any, *apiError) {
	s, err := r.driveFile(reading)
	if err != nil {
		return nil, err
	}
	i, err := r.permissionAt(s)
	if err != nil {
		return nil, err
	}
	return s.sharing[i].json(), nil
}

// handlePermissionCreate shares a file. Sharing again with the same person
// changes the role; making an owner gives the file away.
func handlePermissionCreate(r *request) (any, *apiError) {
	s, err := r.driveFile(writing)
	if err != nil {
		return nil, err
	}
	kind, _ := r.body["type"].(string)
	role, _ := r.body["role"].(string)
	email, _ := r.body["emailAddress"].(string)
	if kind == "domain" {
		email, _ = r.body["domain"].(string)
	}
	switch {
	case kind == "" || role == "":
		return nil, legacyError(400, "badRequest", "The permission type and role fields are required.")
	case (kind == "user" || kind == "group") && email == "":
		return nil, legacyError(400, "badRequest", "The specified emailAddress is invalid or not applicable for the given permission type.")
	case role == "owner" && s.owner != r.user:
		return nil, insufficientFile()
	}
	p := s.share(r.srv, kind, role, email)
	r.touch(s)
	return p.json(), nil
}

// share gives someone a role.
func (s *spreadsheet) share(srv *Server, kind, role, email string) permission {
	p := permission{id: srv.permissionID(email), kind: kind, role: role, email: email}
	switch {
	case kind == "anyone":
		p.id, p.email = "anyoneWithLink", ""
	case role == "owner":
		for i := range s.sharing {
			if s.sharing[i].role == "owner" {
				s.sharing[i].role = "writer"
			}
		}
		s.owner = email
	}
	s.sharing = slices.DeleteFunc(slices.Clone(s.sharing), func(old permission) bool { return old.id == p.id })
	s.sharing = append(s.sharing, p)
	return p
}

func handlePermissionUpdate(r *request) (any, *apiError) {
	s, err := r.driveFile(writing)
	if err != nil {
		return nil, err
	}
	i, err := r.permissionAt(s)
	if err != nil {
		return nil, err
	}
	role, _ := r.body["role"].(string)
	old := s.sharing[i]
	if role == "owner" && s.owner != r.user || old.role == "owner" {
		return nil, insufficientFile()
	}
	p := s.share(r.srv, old.kind, role, old.email)
	r.touch(s)
	return p.json(), nil
}

func handlePermissionDelete(r *request) (any, *apiError) {
	s, err := r.driveFile(reading)
	if err != nil {
		return nil, err
	}
	i, err := r.permissionAt(s)
	if err != nil {
		return nil, err
	}
	role := s.roleOf(r.user)
	if s.sharing[i].role == "owner" || role != "owner" && role != "writer" && s.sharing[i].email != r.user {
		return nil, insufficientFile()
	}
	s.sharing = slices.Delete(slices.Clone(s.sharing), i, i+1)
	r.touch(s)
	return nil, nil
}
