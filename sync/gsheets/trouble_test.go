package gsheets

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/jwt"
	"google.golang.org/api/googleapi"

	"bieu/sync/workbook"
)

func TestKindsOfTrouble(t *testing.T) {
	answer := func(code int, message string) error { return &googleapi.Error{Code: code, Message: message} }
	page := &googleapi.Error{Code: 500, Body: "<html>Error 500</html>"}
	tests := []struct {
		name                          string
		err                           error
		transient, untouched, unclear bool
		kinds                         []error
	}{
		{"quota", answer(429, "Quota exceeded for quota metric 'Read requests'"), true, true, false, []error{ErrQuota}},
		{"quota as a 403", answer(403, "userRateLimitExceeded"), true, true, false, []error{ErrQuota}},
		{"500 as a page", page, true, false, true, []error{ErrBusy}},
		{"503", answer(503, "The service is currently unavailable."), true, false, true, []error{ErrBusy}},
		{"cut", io.ErrUnexpectedEOF, true, false, true, []error{ErrBusy}},
		{"own deadline", context.DeadlineExceeded, true, false, true, []error{ErrBusy}},
		{"no network", &net.OpError{Op: "dial", Err: errors.New("refused")}, true, true, false, []error{ErrBusy}},
		{"no name", &net.DNSError{Err: "no such host"}, true, true, false, []error{ErrBusy}},
		{"told to stop", context.Canceled, false, false, false, []error{context.Canceled}},
		{"no permission", answer(403, "The caller does not have permission"), false, false, false, []error{workbook.ErrDenied}},
		{"no such file", answer(404, "Requested entity was not found."), false, false, false, []error{workbook.ErrDenied}},
		{"scopes", answer(403, "Request had insufficient authentication scopes."), false, false, false, []error{workbook.ErrDenied, ErrScope}},
		{"off", answer(403, "Google Sheets API has not been used in project 1 before or it is disabled."), false, false, false, []error{workbook.ErrDenied, ErrAPIOff}},
		{"token", answer(401, "Request had invalid authentication credentials."), false, false, false, []error{workbook.ErrDenied, ErrSignIn}},
		{"anonymous", answer(403, "The request is missing a valid API key."), false, false, false, []error{workbook.ErrDenied, ErrSignIn}},
		{"protected", answer(400, "Invalid data[0]: You are trying to edit a protected cell or object."), false, false, false, []error{workbook.ErrDenied, ErrProtected}},
		{"tab there", answer(400, `Invalid requests[0].addSheet: A sheet with the name "A" already exists. Please enter another name.`), false, false, false, []error{workbook.ErrTabExists}},
		{"too long", answer(400, "Your input contains more than the maximum of 50000 characters in a single cell."), false, false, false, []error{workbook.ErrTooLong}},
		{"token service down", &tokenError{signInKind(retrieve(503, ""))}, true, true, false, []error{ErrBusy}},
		{"key", &tokenError{signInKind(retrieve(400, `{"error":"invalid_grant","error_description":"Invalid JWT Signature."}`))}, false, false, false, []error{ErrKeyRefused}},
		{"clock", &tokenError{signInKind(retrieve(400, `{"error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."}`))}, false, false, false, []error{ErrClock}},
	}
	all := []error{
		ErrQuota, ErrBusy, ErrScope, ErrAPIOff, ErrSignIn, ErrProtected, ErrKeyRefused, ErrClock, ErrRevoked,
		workbook.ErrDenied, workbook.ErrTabExists, workbook.ErrTooLong, context.Canceled,
	}
	b := &Book{account: &Account{key: &key{config: &jwt.Config{Email: "worker@example.com"}}}}
	for _, test := range tests {
		err := b.kindOf(test.err)
		if got := [3]bool{transient(err), untouched(err), unclear(err)}; got != [3]bool{test.transient, test.untouched, test.unclear} {
			t.Errorf("%s: transient, untouched, unclear are %v", test.name, got)
		}
		for _, kind := range all {
			if errors.Is(err, kind) != slices.Contains(test.kinds, kind) {
				t.Errorf("%s: %v as %v: %v", test.name, err, kind, errors.Is(err, kind))
			}
		}
	}
}

func retrieve(status int, body string) error {
	return &oauth2.RetrieveError{Response: &http.Response{StatusCode: status}, Body: []byte(body)}
}
