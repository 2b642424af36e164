package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"bieu/sync/engine"
	"bieu/sync/example"
	"bieu/sync/history"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// session is one command's hold on a plan's workbooks and history.
type session struct {
	engine  *engine.Engine
	books   *books
	changes []fileChange
	store   *history.Store
	// borrowed says that the history stays open when the session ends.
	borrowed bool
	// created is true when the main workbook was made just now.
	created bool
	// scratch is a folder that close removes, "" for none.
	scratch string
}

// fileChange is a change that a dry run only tells of.
type fileChange struct {
	file string // "" for the main workbook
	workbook.Change
}

// open puts an engine together, with the history of its runs. A dry run writes
// nothing and creates nothing.
func (a *app) open(ctx context.Context, s *settings, fixed, dry bool) (*session, error) {
	n, err := a.openBooks(ctx, s, fixed, dry)
	if err != nil {
		return nil, err
	}
	if err := n.openHistory(ctx, s, dry); err != nil {
		n.close()
		return nil, err
	}
	return n, nil
}

// copyHistory puts the history into a folder of its own, which close removes:
// a dry run must not touch the real one, nor need the right to.
func (n *session) copyHistory(path string) (string, error) {
	var err error
	if n.scratch, err = os.MkdirTemp("", "bieu-"); err != nil {
		return "", err
	}
	to := filepath.Join(n.scratch, filepath.Base(path))
	for _, part := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + part)
		if part != "" && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(to+part, content, 0o600); err != nil {
			return "", err
		}
	}
	return to, nil
}

// openBooks puts an engine together that keeps no history.
func (a *app) openBooks(ctx context.Context, s *settings, fixed, dry bool) (*session, error) {
	lines := &runLog{}
	log := lines.tee(a.log())
	n := &session{books: &books{settings: s, log: log, accounts: a.accounts, calls: a.calls}}
	main, err := n.openMain(ctx, s, dry)
	if err != nil {
		return nil, err
	}
	n.engine = &engine.Engine{
		Plan: s.plan(main), Calendar: s.Calendar, Form: s.form(), Fixed: fixed, Log: log, DryRun: dry,
		Lines: lines.take, Clock: a.now, KeepLogs: s.KeepLogsDays,
		Main: n.wrap(main, "", dry, log),
		Open: func(ctx context.Context, file string) (workbook.Workbook, error) {
			book, err := n.books.unit(ctx, file)
			if err != nil {
				return nil, err
			}
			return n.wrap(book, file, dry, log), nil
		},
	}
	n.engine.Chase = n.chase(s)
	return n, nil
}

// openMain opens the main workbook. The example's is made when it is wanting.
func (n *session) openMain(ctx context.Context, s *settings, dry bool) (workbook.Workbook, error) {
	if path := s.WorkbookPath(); s.example && !exists(path) {
		tabs := example.Layouts(s.form())
		n.created = true
		if dry {
			return workbook.Still(tabs...), nil
		}
		if err := xlsx.Create(path, tabs); err != nil {
			return nil, err
		}
	}
	return n.books.main(ctx)
}

// wrap tells the log of each call and, in a dry run, holds back the writes.
func (n *session) wrap(book workbook.Workbook, file string, dry bool, log *slog.Logger) workbook.Workbook {
	logged := workbook.Logged(book, log)
	if !dry {
		return logged
	}
	return workbook.DryRun(logged, func(c workbook.Change) {
		n.changes = append(n.changes, fileChange{file, c})
	})
}

func (n *session) close() error {
	return errors.Join(n.engine.Main.Close(), n.closeHistory())
}

// beside finds a file that the column Tệp names: from the main workbook's
// folder.
func beside(main, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(filepath.Dir(main), filepath.FromSlash(file))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// options are what a run is asked for.
func options(at time.Time, cause string, final bool) engine.Options {
	return engine.Options{At: at, Cause: cause, Final: final}
}
