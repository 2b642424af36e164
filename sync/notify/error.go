package notify

import (
	"errors"
	"fmt"
)

// The kinds of failure.
var (
	ErrSecret      = errors.New("no password or key") // at Place
	ErrNoChannel   = errors.New("no such channel in the settings")
	ErrUnreachable = errors.New("cannot be reached")
	ErrTLS         = errors.New("no encrypted connection")
	ErrLogin       = errors.New("user or password not accepted")
	ErrSender      = errors.New("sender not accepted")
	ErrAddress     = errors.New("no such address")
	ErrRefused     = errors.New("message not accepted")
	ErrBroken      = errors.New("connection lost")
	ErrStatus      = errors.New("answered with a failure")
)

// Error is a letter that did not go out.
type Error struct {
	Kind error
	// Place is the server, without anything that could be a secret.
	Place string
	// Code is the server's answer, 0 for none; Answer are its words.
	Code   int
	Answer string
	Err    error
}

func (e *Error) Error() string {
	text := e.Kind.Error()
	if e.Place != "" {
		text = e.Place + ": " + text
	}
	if e.Code != 0 {
		text += fmt.Sprintf(" (%d)", e.Code)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap leads to the kind and to the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Err} }

// ofChannel reports whether every other letter would fail the same way.
func (e *Error) ofChannel() bool {
	switch e.Kind {
	case ErrAddress, ErrRefused, ErrBroken:
		return false
	}
	return true
}

// final reports whether the letter cannot go out however often it is tried.
func (e *Error) final() bool { return e.Kind == ErrAddress }
