package main

import (
	"fmt"
	"os"

	"github.com/mattn/go-isatty"
)

// errSaid ends a command with exitFailed after it has said why.
var errSaid = fmt.Errorf("said already: %w", errUnwell)

// agreed asks a person at a terminal; where nobody sits at one it is no.
func (a *app) agreed(question string) bool {
	if !a.atTerminal() {
		return false
	}
	return a.confirm(question)
}

// atTerminal reports whether a person can be asked.
func (a *app) atTerminal() bool {
	f, ok := a.stdin.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// notDone says that nothing was done: by a person's choice, or since nobody
// could be asked.
func (a *app) notDone() error {
	if a.atTerminal() {
		a.say("%s", wordsLeft)
		return nil
	}
	a.complain("%s", wordsNeedYes)
	return errSaid
}
