package main

import (
	"context"
	"io/fs"
)

// openExisting is open for commands that work on what is there: none of them
// makes the example's workbook.
func (a *app) openExisting(ctx context.Context, s *settings, fixed, dry bool) (*session, error) {
	if !s.google() && !exists(s.WorkbookPath()) {
		return nil, &fileError{s.WorkbookPath(), fs.ErrNotExist}
	}
	return a.open(ctx, s, fixed, dry)
}
