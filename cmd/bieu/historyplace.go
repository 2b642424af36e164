package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bieu/sync/gsheets"
	"bieu/sync/history"
)

// variableError is an environment variable that should say where the history
// lies. What it holds is never shown.
type variableError struct {
	name string
	set  bool
}

func (e *variableError) Error() string {
	if e.set {
		return "environment variable " + e.name + " holds no address of a database"
	}
	return "environment variable " + e.name + " is not set"
}

// historyPlace is the path of the history's file or the address of its
// database.
func (s *settings) historyPlace() (string, error) {
	if path := s.HistoryPath(); path != "" {
		return path, nil
	}
	name := s.HistoryVariable()
	if name == "" {
		return s.History, nil
	}
	place := os.Getenv(name)
	if !history.Elsewhere(place) {
		return "", &variableError{name, place != ""}
	}
	return place, nil
}

// historyPlan is the plan's name in the history, found without opening its
// workbook.
func (s *settings) historyPlan() (string, error) {
	if s.google() {
		return gsheets.SpreadsheetID(s.Google.Spreadsheet)
	}
	name := filepath.Base(s.WorkbookPath())
	return strings.TrimSuffix(name, filepath.Ext(name)), nil
}

// openHistory opens the history of a run. A dry run gets one that it cannot
// change, or none where there is none.
func (n *session) openHistory(ctx context.Context, s *settings, dry bool) error {
	place, err := s.historyPlace()
	if err != nil {
		return err
	}
	switch {
	case !dry:
		n.store, err = history.OpenAt(ctx, place)
	case history.Elsewhere(place):
		n.store, err = history.Look(ctx, place)
	case exists(place):
		n.store, err = n.openCopy(ctx, place)
	}
	if dry && errors.Is(err, history.ErrNoHistory) {
		return nil
	}
	if err != nil {
		return &fileError{history.Shown(place), err}
	}
	if n.store != nil {
		n.engine.History = n.store
	}
	return nil
}

// openCopy opens a copy of a history's file.
func (n *session) openCopy(ctx context.Context, path string) (*history.Store, error) {
	copied, err := n.copyHistory(path)
	if err != nil {
		return nil, err
	}
	return history.Open(ctx, copied)
}

// lookHistory hands f the history to read, whether or not it could be written.
func (s *settings) lookHistory(ctx context.Context, f func(store *history.Store) error) error {
	place, err := s.historyPlace()
	if err != nil {
		return err
	}
	n := &session{}
	defer n.closeHistory()
	switch {
	case history.Elsewhere(place):
		n.store, err = history.Look(ctx, place)
	case !exists(place):
		err = history.ErrNoHistory
	default:
		if n.store, err = history.Open(ctx, place); errors.Is(err, history.ErrReadOnly) {
			n.store, err = n.openCopy(ctx, place)
		}
	}
	if err == nil {
		err = f(n.store)
	}
	var wrong *usageError
	if err == nil || errors.As(err, &wrong) || errors.As(err, new(*fileError)) {
		return err
	}
	return &fileError{history.Shown(place), err}
}

// closeHistory lets go of the history and of its copy.
func (n *session) closeHistory() error {
	var err error
	if n.store != nil && !n.borrowed {
		err = n.store.Close()
	}
	if n.scratch != "" {
		err = errors.Join(err, os.RemoveAll(n.scratch))
	}
	if err != nil {
		return fmt.Errorf("close the history: %w", err)
	}
	return nil
}

// historyOnServer checks the database that remembers runs, and leaves it as it
// is.
func (c *checkup) historyOnServer(ctx context.Context, s *settings) {
	place, err := s.historyPlace()
	if err != nil {
		c.unusable = true
		c.bad("Lịch sử: %s", trouble(err))
		return
	}
	store, err := history.Look(ctx, place)
	switch {
	case errors.Is(err, history.ErrNoHistory):
		c.fine("Lịch sử: chưa có, sẽ tạo ở lần chạy đầu (%s)", history.Shown(place))
		return
	case err != nil:
		c.bad("Lịch sử: %s", trouble(err))
		return
	}
	defer store.Close()
	if err := store.CheckWritable(ctx); err != nil {
		c.bad("Lịch sử: đọc được, chưa ghi được: %s", trouble(err))
		return
	}
	c.fine("Lịch sử: %s", store.Place())
}
