// Package gsheets is the driver for workbooks in Google Sheets. It signs in
// with a service account, reads a spreadsheet in one call, writes values by
// anchors that follow their rows, and proves afterwards that each value stands
// where it belongs. cmd and the tests of the driver import it; it imports only
// the seam, never decides what is written where, and never stores a formula
// that it was not given back to a person.
package gsheets

import (
	"context"
	"log/slog"

	"google.golang.org/api/option"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// Options say which spreadsheet is opened, and how it is laid out.
type Options struct {
	// Account signs the calls; all workbooks of a process share one.
	Account *Account
	// Spreadsheet is the id of a spreadsheet or a link to it.
	Spreadsheet string
	// Strict protects the worker's areas of new tabs against everyone else,
	// instead of warning. People can then no longer sort those tabs.
	Strict bool
	// Log takes what the driver met and mended. Nil discards it.
	Log *slog.Logger
}

// Book is one spreadsheet. It keeps the last picture that it read, so that a
// write knows which rows the addresses mean.
type Book struct {
	account *Account
	service *sheets.Service
	ref, id string
	strict  bool
	log     *slog.Logger

	last    *picture
	reached bool               // a call to this spreadsheet has succeeded
	bare    map[int64]bareness // by tab
	told    map[string]bool    // what the log was told once
}

var _ workbook.Workbook = (*Book)(nil)

// Open returns the spreadsheet. It makes no call: whether the account may see
// the spreadsheet shows in the first Read.
//
// Errors: ErrLink.
func Open(ctx context.Context, opt Options) (*Book, error) {
	id, err := SpreadsheetID(opt.Spreadsheet)
	if err != nil {
		return nil, opError("open", opt.Spreadsheet, err)
	}
	choices := []option.ClientOption{option.WithHTTPClient(opt.Account.client), option.WithUserAgent("bieu")}
	if opt.Account.endpoint != "" {
		choices = append(choices, option.WithEndpoint(opt.Account.endpoint))
	}
	service, err := sheets.NewService(ctx, choices...)
	if err != nil {
		return nil, opError("open", opt.Spreadsheet, err)
	}
	log := opt.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Book{
		account: opt.Account, service: service, ref: opt.Spreadsheet, id: id, strict: opt.Strict,
		log: log.With("spreadsheet", id), bare: map[int64]bareness{}, told: map[string]bool{},
	}, nil
}

// ID returns the id of the spreadsheet, which no renaming changes.
func (b *Book) ID() string { return b.id }

// Close forgets what was read.
func (b *Book) Close() error {
	b.last = nil
	return nil
}

// once tells the log a thing one time for each workbook.
func (b *Book) once(ctx context.Context, message string, args ...any) {
	if !b.told[message] {
		b.told[message] = true
		b.log.WarnContext(ctx, message, args...)
	}
}
