package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"bieu/config"
	"bieu/rules"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/gsheets"
	"bieu/sync/sheetstest"
)

// The files that the program writes.
const (
	keyFile      = "sheetsd-key.json"
	settingsFile = "bieu.yaml"
)

// errForeign is a settings file that is not this program's: it is left alone.
var errForeign = errors.New("the settings file was written by somebody else")

// prepare makes the spreadsheet and the files beside it and returns its id.
func prepare(ctx context.Context, srv *sheetstest.Server, o options, folder string) (string, error) {
	settingsPath := filepath.Join(folder, settingsFile)
	if o.example {
		if err := ours(settingsPath); err != nil {
			return "", err
		}
	}
	keyPath := filepath.Join(folder, keyFile)
	if err := writeSecret(keyPath, srv.Key()); err != nil {
		return "", err
	}
	title := blankTitle
	if o.example {
		title = exampleTitle
	}
	id := srv.Create(sheetstest.Spreadsheet{Title: title, Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"})
	if !o.example {
		return id, nil
	}
	text := exampleSettings(srv.URL, id)
	if err := layOut(ctx, srv, id, keyPath, text); err != nil {
		return "", err
	}
	if err := os.WriteFile(settingsPath, text, 0o644); err != nil {
		return "", fmt.Errorf("write the settings: %w", err)
	}
	return id, nil
}

// ours says whether a settings file may be replaced: there is none, or an earlier
// start of this program wrote it.
func ours(path string) error {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("read the settings: %w", err)
	case !bytes.HasPrefix(text, []byte(settingsMark)):
		return errForeign
	}
	return nil
}

// writeSecret writes a file that only its owner may read, also where an older
// one stands that others may.
func writeSecret(path string, text []byte) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("replace the key: %w", err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	return nil
}

var workbookLine = regexp.MustCompile(`(?m)^workbook:.*$`)

// exampleSettings are the example's settings with the spreadsheet in place of
// the local file.
func exampleSettings(address, id string) []byte {
	place := fmt.Sprintf("workbook:\n  google: %s\ncredentials: %s\nendpoint: %s", id, keyFile, address)
	return append([]byte(settingsMark+"\n"), workbookLine.ReplaceAll(example.Settings(), []byte(place))...)
}

// layOut lays the example's tabs out through the driver, as bieu would.
func layOut(ctx context.Context, srv *sheetstest.Server, id, key string, text []byte) error {
	set, err := config.Parse(settingsFile, text)
	if err != nil {
		return err
	}
	account, err := gsheets.SignIn(gsheets.Settings{Credentials: key, Endpoint: srv.URL})
	if err != nil {
		return err
	}
	book, err := gsheets.Open(ctx, gsheets.Options{Account: account, Spreadsheet: id})
	if err != nil {
		return err
	}
	defer book.Close()
	titles := form.DefaultTitles(set.Organisation, set.Year)
	titles.Bieu01, titles.Bieu02, titles.Attached = set.Titles.Bieu01, set.Titles.Bieu02, set.Titles.Attached
	words := map[rules.Status]string{}
	for code, text := range set.Statuses {
		words[rules.Status(code)] = text
	}
	_, err = book.LayOut(ctx, example.Layouts(form.Settings{
		Organisation: set.Organisation, Year: set.Year, Location: set.Calendar.Location, Words: words,
		Headers: set.Headers, Tabs: form.Tabs(set.Tabs), Titles: titles,
	}))
	return err
}
