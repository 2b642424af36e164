package main

import (
	"context"
	"log/slog"
	"path/filepath"

	"bieu/sync/gsheets"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// books opens workbooks wherever they lie. All spreadsheets of one command
// share one account and so its quota.
type books struct {
	settings *settings
	log      *slog.Logger
	account  *gsheets.Account
	accounts *accounts     // shared with other plans, nil for an account of its own
	calls    gsheets.Clock // spaces calls, nil for the machine's
	sheets   []*gsheets.Book
}

// main opens the plan's own workbook.
func (b *books) main(ctx context.Context) (workbook.Workbook, error) {
	if b.settings.google() {
		return b.spreadsheet(ctx, b.settings.Google.Spreadsheet)
	}
	return xlsx.Open(b.settings.WorkbookPath(), xlsx.Options{})
}

// unit opens the workbook that the column Tệp names: a spreadsheet by its
// link, or by its id where the plan itself is one; else a file, from the
// folder of the plan's workbook.
func (b *books) unit(ctx context.Context, name string) (workbook.Workbook, error) {
	if b.settings.google() || gsheets.IsLink(name) {
		return b.spreadsheet(ctx, name)
	}
	return xlsx.Open(beside(b.settings.WorkbookPath(), name), xlsx.Options{})
}

func (b *books) spreadsheet(ctx context.Context, ref string) (workbook.Workbook, error) {
	book, err := b.openSheet(ctx, ref)
	if err != nil {
		return nil, err
	}
	b.sheets = append(b.sheets, book)
	return book, nil
}

func (b *books) openSheet(ctx context.Context, ref string) (*gsheets.Book, error) {
	if err := b.signIn(); err != nil {
		return nil, err
	}
	return gsheets.Open(ctx, gsheets.Options{
		Account: b.account, Spreadsheet: ref, Strict: b.settings.Google.Strict, Log: b.log,
	})
}

// signIn loads the key, once.
func (b *books) signIn() error {
	if b.account != nil {
		return nil
	}
	g := b.settings.Google
	want := gsheets.Settings{
		Credentials: b.settings.credentials(), Endpoint: g.Endpoint,
		ReadsPerMinute: g.Reads, WritesPerMinute: g.Writes, Clock: b.calls, Log: b.log,
	}
	signIn := gsheets.SignIn
	if b.accounts != nil {
		signIn = b.accounts.signIn
	}
	account, err := signIn(want)
	if err == nil {
		b.account = account
	}
	return err
}

// warnings tells what should be put right about the account and the
// spreadsheets that were read.
func (b *books) warnings() []string {
	if b == nil || b.account == nil {
		return nil
	}
	var texts []string
	for _, w := range b.account.Warnings() {
		texts = append(texts, w.Text())
	}
	for _, s := range b.sheets {
		for _, w := range s.Warnings() {
			texts = append(texts, w.Text())
		}
	}
	return texts
}

// google reports whether the plan lies in a Google spreadsheet.
func (s *settings) google() bool { return s.Google.Spreadsheet != "" }

// place is where the plan's workbook lies, as people know it.
func (s *settings) place() string {
	if s.google() {
		return s.Google.Spreadsheet
	}
	return s.WorkbookPath()
}

// placeWord says what kind of place that is.
func (s *settings) placeWord() string {
	if s.google() {
		return "Bảng tính"
	}
	return "Tệp"
}

// credentials is the key's path, from the folder of the settings, or the name
// of an environment variable as written.
func (s *settings) credentials() string {
	path := s.Google.Credentials
	if beside := filepath.Join(filepath.Dir(s.File), filepath.FromSlash(path)); !filepath.IsAbs(path) && exists(beside) {
		return beside
	}
	return path
}
