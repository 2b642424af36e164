package gsheets

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

var (
	anyID  = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	pathID = regexp.MustCompile(`/d/([A-Za-z0-9_-]+)(?:/|$)`)
)

// shortestID is as long as an id must be that stands alone: the service's have
// 44 letters, and what is far shorter is a slip.
const shortestID = 8

// IsLink reports whether the text looks like a link to a spreadsheet, so that
// settings can tell it from the path of a file.
func IsLink(text string) bool {
	return strings.HasPrefix(text, "https://docs.google.com/spreadsheets/") ||
		strings.HasPrefix(text, "https://drive.google.com/")
}

// SpreadsheetID takes the id out of what people copy: the address bar, the
// button Share, or the id alone.
//
// Errors: ErrLink.
func SpreadsheetID(text string) (string, error) {
	text = strings.TrimSpace(text)
	if len(text) >= shortestID && anyID.MatchString(text) {
		return text, nil
	}
	link, err := url.Parse(text)
	if err != nil || link.Host == "" {
		return "", fmt.Errorf("%q: %w", text, ErrLink)
	}
	// A published page has an id of its own, by which nothing can be read.
	if found := pathID.FindStringSubmatch(link.Path); found != nil && found[1] != "e" {
		return found[1], nil
	}
	if id := link.Query().Get("id"); anyID.MatchString(id) {
		return id, nil
	}
	return "", fmt.Errorf("%q: %w", text, ErrLink)
}
