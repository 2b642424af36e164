package gsheets

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"golang.org/x/oauth2"
	"google.golang.org/api/googleapi"

	"bieu/sync/workbook"
)

// What the service writes about failures that only its words tell apart.
var (
	clockWords     = regexp.MustCompile(`(?i)reasonable timeframe|iat and exp|token used too early`)
	scopeWords     = regexp.MustCompile(`(?i)insufficient authentication scopes|ACCESS_TOKEN_SCOPE_INSUFFICIENT`)
	apiOffWords    = regexp.MustCompile(`(?i)SERVICE_DISABLED|accessNotConfigured|has not been used in project`)
	rateWords      = regexp.MustCompile(`(?i)rateLimitExceeded|RATE_LIMIT_EXCEEDED`)
	anonymousWords = regexp.MustCompile(`(?i)missing a valid API key`)
	protectedWords = regexp.MustCompile(`(?i)protected cell or object|protected sheet`)
	tabExistsWords = regexp.MustCompile(`(?i)sheet with the name .* already exists`)
	anchorWords    = regexp.MustCompile(`(?i)developer ?metadata`)
)

// statusOf is the HTTP status with which the service answered, 0 without one.
func statusOf(err error) int {
	var answer *googleapi.Error
	if errors.As(err, &answer) {
		return answer.Code
	}
	return 0
}

// wordsOf is all that the service wrote about a failure.
func wordsOf(err error) string {
	var answer *googleapi.Error
	if errors.As(err, &answer) {
		return answer.Message + " " + answer.Body
	}
	return err.Error()
}

// transient reports whether the same call may succeed later.
func transient(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, ErrKeyRefused) || errors.Is(err, ErrClock) {
		return false
	}
	var certificate x509.UnknownAuthorityError
	if errors.As(err, &certificate) {
		return false
	}
	switch status := statusOf(err); {
	case status == 0:
		// No answer, or half of one.
		return true
	case status == http.StatusForbidden:
		return rateWords.MatchString(wordsOf(err))
	case status == http.StatusRequestTimeout || status == http.StatusTooManyRequests:
		return true
	default:
		return status >= 500
	}
}

// untouched reports whether a failed write has certainly changed nothing and
// may be made again as it is.
func untouched(err error) bool {
	if !transient(err) {
		return false
	}
	var signIn *tokenError
	status := statusOf(err)
	return errors.As(err, &signIn) || neverSent(err) ||
		status == http.StatusTooManyRequests || status == http.StatusForbidden
}

// unclear reports whether a failed write may have been applied all the same:
// the service answers 503 to what it has done, too.
func unclear(err error) bool { return err != nil && transient(err) && !untouched(err) }

// kindOf turns what a call failed with into a kind that callers act on. What
// the service said stays reachable below it.
func (b *Book) kindOf(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	words, status := wordsOf(err), statusOf(err)
	var refused *oauth2.RetrieveError
	switch {
	case errors.As(err, &refused) && transient(err):
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case status == http.StatusUnauthorized || status == http.StatusForbidden && anonymousWords.MatchString(words):
		return fmt.Errorf("%w: %w: %w", workbook.ErrDenied, ErrSignIn, err)
	case status == http.StatusForbidden && scopeWords.MatchString(words):
		return fmt.Errorf("%w: %w: %w", workbook.ErrDenied, ErrScope, err)
	case status == http.StatusForbidden && apiOffWords.MatchString(words):
		return fmt.Errorf("%w: %w: %w", workbook.ErrDenied, ErrAPIOff, err)
	case status == http.StatusTooManyRequests || status == http.StatusForbidden && rateWords.MatchString(words):
		return fmt.Errorf("%w: %w", ErrQuota, err)
	case status == http.StatusForbidden || status == http.StatusNotFound:
		return &AccessError{Account: b.account.Email(), Status: status, Revoked: b.reached, Err: err}
	case status == http.StatusBadRequest:
		return badRequestKind(words, err)
	case transient(err):
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

func badRequestKind(words string, err error) error {
	switch {
	case protectedWords.MatchString(words):
		return fmt.Errorf("%w: %w: %w", workbook.ErrDenied, ErrProtected, err)
	case tabExistsWords.MatchString(words):
		return fmt.Errorf("%w: %w", workbook.ErrTabExists, err)
	case strings.Contains(words, "maximum of 50000 characters"):
		return fmt.Errorf("%w: %w", workbook.ErrTooLong, err)
	}
	return err
}
