package gsheets_test

import (
	"errors"
	"net/http"

	"golang.org/x/oauth2"
	drive "google.golang.org/api/drive/v3"
	"google.golang.org/api/option"

	"bieu/sync/sheetstest"
)

// personClient signs calls as the owner of the spreadsheet, whose quota
// is not that of the account.
func personClient(server *sheetstest.Server) *http.Client {
	token := &oauth2.Token{AccessToken: server.Token(sheetstest.DefaultOwner)}
	return &http.Client{Transport: &oauth2.Transport{Source: oauth2.StaticTokenSource(token)}}
}

// unshare takes the account's access away, as the owner does in the dialog.
func (h *sheetHarness) unshare() error {
	service, err := drive.NewService(h.t.Context(), option.WithEndpoint(h.server.DriveURL()), option.WithHTTPClient(personClient(h.server)))
	if err != nil {
		return err
	}
	list, err := service.Permissions.List(h.id).Fields("permissions(id,emailAddress)").Context(h.t.Context()).Do()
	if err != nil {
		return err
	}
	for _, p := range list.Permissions {
		if p.EmailAddress == sheetstest.DefaultAccount {
			return service.Permissions.Delete(h.id, p.Id).Context(h.t.Context()).Do()
		}
	}
	return errors.New("not shared")
}
