package gsheets_test

import (
	"net/http"

	"golang.org/x/oauth2"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/sheetstest"
)

// personClient signs calls as the owner of the spreadsheet, whose scope and
// quota are not those of the account.
func personClient(server *sheetstest.Server) *http.Client {
	token := &oauth2.Token{AccessToken: server.Token(sheetstest.DefaultOwner, sheets.SpreadsheetsScope)}
	return &http.Client{Transport: &oauth2.Transport{Source: oauth2.StaticTokenSource(token)}}
}
