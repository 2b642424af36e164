package gsheets

import (
	"errors"
	"fmt"

	"bieu/sync/workbook"
)

// The kinds of failure that this driver adds to those of the seam. Words says
// each to people.
var (
	ErrLink       = errors.New("neither an id nor a link of a spreadsheet")
	ErrKey        = errors.New("not a usable service account key")
	ErrKeyRefused = errors.New("the service account key is not accepted")
	ErrClock      = errors.New("the clock of this machine is off")
	ErrScope      = errors.New("the sign-in does not cover spreadsheets")
	ErrSignIn     = errors.New("the sign-in is not accepted")
	ErrAPIOff     = errors.New("the Sheets service is not enabled for the account's project")
	ErrRevoked    = errors.New("access was taken back during the work")
	ErrProtected  = errors.New("a protected area does not let the account write")
	ErrQuota      = errors.New("the quota of calls is used up")
	ErrBusy       = errors.New("the service does not answer")
	ErrUnproven   = errors.New("written, but not yet seen to stand in its place")
)

// opError says what failed, with the words that this driver has for it.
func opError(op, ref string, err error) *workbook.OpError {
	said, _ := Words(err)
	return &workbook.OpError{Op: op, Ref: ref, Err: err, Said: said}
}

// AccessError says that the account may not see or change a spreadsheet. The
// service tells a missing spreadsheet from one that is not shared only at
// times, so both come as this. It is ErrDenied, and ErrRevoked when the same
// workbook could be read before.
type AccessError struct {
	Account string // the address with which the spreadsheet must be shared
	Status  int    // 403 or 404
	Revoked bool
	// ReadOnly is true when the account may look and not change.
	ReadOnly bool
	Err      error
}

func (e *AccessError) Error() string {
	return fmt.Sprintf("not shared with %s (status %d): %v", e.Account, e.Status, e.Err)
}

// Unwrap returns the kinds and the cause.
func (e *AccessError) Unwrap() []error {
	if e.Revoked {
		return []error{workbook.ErrDenied, ErrRevoked, e.Err}
	}
	return []error{workbook.ErrDenied, e.Err}
}

// Displaced is a cell of a person that a write hit because rows or columns
// moved in the same instant, and that could not be put back.
type Displaced struct {
	workbook.Address
	Was workbook.Cell // what stood there before
	Now workbook.Cell // what stands there
}

// DisplacedError names the cells that a person must look at. Everything else
// of the edit stands in its place. It is ErrChanged.
type DisplacedError struct{ Cells []Displaced }

func (e *DisplacedError) Error() string {
	text := "cells moved while they were written"
	for _, c := range e.Cells {
		text += fmt.Sprintf("; %s was %q and is %q", c.Address, c.Was.Value, c.Now.Value)
	}
	return text
}

// Unwrap returns the kind.
func (e *DisplacedError) Unwrap() error { return workbook.ErrChanged }
