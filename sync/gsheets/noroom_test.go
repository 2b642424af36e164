package gsheets_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/gsheets"
)

// TestNoRoomForAnchors: another program has used up what the service keeps for
// a tab. The rows are then told by their Mã and looked at after the write, also
// while people insert, move and sort them.
func TestNoRoomForAnchors(t *testing.T) {
	server := newServer(t)
	account := signIn(t, server, nil)
	for _, act := range []string{"nothing", "a row comes", "a row moves", "a column comes", "all is sorted"} {
		t.Run(act, func(t *testing.T) {
			h, alone := plainOn(t, server, account), plainOn(t, server, account)
			if err := between(alone)[act](); err != nil {
				t.Fatal(err)
			}
			err := h.do(&sheets.Request{CreateDeveloperMetadata: &sheets.CreateDeveloperMetadataRequest{DeveloperMetadata: &sheets.DeveloperMetadata{
				MetadataKey: "other", MetadataValue: strings.Repeat("x", 29_990), Visibility: "DOCUMENT",
				Location: &sheets.DeveloperMetadataLocation{SheetId: h.tabID(unit), ForceSendFields: []string{"SheetId"}},
			}}})
			if err != nil {
				t.Fatal(err)
			}
			var log strings.Builder
			book, err := gsheets.Open(t.Context(), gsheets.Options{
				Account: h.account, Spreadsheet: h.id, Log: slog.New(slog.NewTextHandler(&log, nil)),
			})
			if err != nil {
				t.Fatal(err)
			}
			edit := statuses(read(t, book))
			h.during(between(h)[act], nil)
			err = book.Write(t.Context(), edit)
			h.server.BeforeApply(nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(withStatuses(alone.texts()), trimmed(h.texts())); diff != "" {
				t.Errorf("the tab afterwards (-want +got):\n%s", diff)
			}
			if n := strings.Count(log.String(), "the service takes no more anchors"); n != 1 {
				t.Errorf("the log was told %d times: %s", n, log.String())
			}
		})
	}
}
