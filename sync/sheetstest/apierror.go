package sheetstest

import (
	"fmt"

	"bieu/sync/sheetstest/discovery"
)

// apiError is a refusal as the service words it. The texts in this file are
// recorded unless a function says otherwise; those of single requests of
// batchUpdate (kind_*.go) are inferred unless a comment there says recorded,
// measured or from issues.
type apiError struct {
	code    int
	status  string
	message string
	details []any
	// legacy is the list "errors" that Drive adds to the envelope.
	legacy []any
	// header is sent along.
	header map[string]string
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s: %s", e.code, e.status, e.message) }

// json is the envelope.
func (e *apiError) json() map[string]any {
	body := map[string]any{"code": e.code, "message": e.message}
	if e.status != "" {
		body["status"] = e.status
	}
	if len(e.details) > 0 {
		body["details"] = e.details
	}
	if len(e.legacy) > 0 {
		body["errors"] = e.legacy
	}
	return map[string]any{"error": body}
}

func invalid(format string, args ...any) *apiError {
	return &apiError{code: 400, status: "INVALID_ARGUMENT", message: fmt.Sprintf(format, args...)}
}

// in says in which part of a request the error lies.
func (e *apiError) in(part string) *apiError {
	if e == nil || e.code != 400 {
		return e
	}
	c := *e
	c.message = fmt.Sprintf("Invalid %s: %s", part, e.message)
	return &c
}

// unparsable: measured and from issues, not recorded.
func unparsable(reference string) *apiError { return invalid("Unable to parse range: %s", reference) }

// beyondGrid: measured and from issues, not recorded.
func beyondGrid(t *tab, at span) *apiError {
	return invalid("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", echo(t, at), len(t.rows), len(t.cols))
}

func notFound() *apiError {
	return &apiError{code: 404, status: "NOT_FOUND", message: "Requested entity was not found."}
}

func forbidden() *apiError {
	return &apiError{code: 403, status: "PERMISSION_DENIED", message: "The caller does not have permission"}
}

// protectedCell: from issues, not recorded.
func protectedCell() *apiError {
	return invalid("You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.")
}

// badRequest joins what the schema does not allow.
func badRequest(found []discovery.Violation) *apiError {
	e := &apiError{code: 400, status: "INVALID_ARGUMENT"}
	violations := []any{}
	for i, v := range found {
		if i > 0 {
			e.message += "\n"
		}
		e.message += v.Description
		one := map[string]any{"description": v.Description}
		if v.Field != "" {
			one["field"] = v.Field
		}
		violations = append(violations, one)
	}
	e.details = []any{map[string]any{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}}
	return e
}

// badMask refuses a field mask that names what does not exist.
func badMask(path string) *apiError {
	description := fmt.Sprintf("Error expanding 'fields' parameter. Cannot find matching fields for path '%s'.", path)
	e := invalid("Request contains an invalid argument.")
	e.details = []any{map[string]any{
		"@type":           "type.googleapis.com/google.rpc.BadRequest",
		"fieldViolations": []any{map[string]any{"field": path, "description": description}},
	}}
	return e
}

// notBuilt is the plain answer to what this server does not do.
func notBuilt(what string) *apiError {
	return &apiError{code: 501, status: "UNIMPLEMENTED", message: "sheetstest does not implement " + what}
}

// legacyError is a refusal in the older form of Drive: a list of errors and no
// status.
func legacyError(code int, reason, message string, location ...string) *apiError {
	one := map[string]any{"domain": "global", "reason": reason, "message": message}
	if len(location) == 2 {
		one["locationType"], one["location"] = location[0], location[1]
	}
	return &apiError{code: code, message: message, legacy: []any{one}}
}

func fileNotFound(id string) *apiError {
	return legacyError(404, "notFound", fmt.Sprintf("File not found: %s.", id), "parameter", "fileId")
}
