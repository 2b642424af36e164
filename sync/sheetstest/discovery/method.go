package discovery

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Method is one call of an API.
type Method struct {
	ID         string             `json:"id"`
	HTTPMethod string             `json:"httpMethod"`
	FlatPath   string             `json:"path"`
	Parameters map[string]*Schema `json:"parameters"`
	Request    *Schema            `json:"request"`
	Response   *Schema            `json:"response"`
	Scopes     []string           `json:"scopes"`

	document *Document
	pattern  *regexp.Regexp
	names    []string
	literal  string
}

var placeholder = regexp.MustCompile(`\{\+?([A-Za-z]+)\}`)

// compile prepares the pattern that the path of a request is matched against.
func (m *Method) compile(d *Document) error {
	m.document = d
	path := "/" + d.ServicePath + m.FlatPath
	m.literal = placeholder.ReplaceAllString(path, "")
	var expr strings.Builder
	at := 0
	for _, hit := range placeholder.FindAllStringSubmatchIndex(path, -1) {
		expr.WriteString(regexp.QuoteMeta(path[at:hit[0]]))
		expr.WriteString(`([^/]+)`)
		m.names = append(m.names, path[hit[2]:hit[3]])
		at = hit[1]
	}
	expr.WriteString(regexp.QuoteMeta(path[at:]))
	pattern, err := regexp.Compile("^" + expr.String() + "$")
	if err != nil {
		return fmt.Errorf("compile the path of %s: %w", m.ID, err)
	}
	m.pattern = pattern
	return nil
}

// Document is the API that the method belongs to.
func (m *Method) Document() *Document { return m.document }

// Match finds the method that an HTTP request means, from its verb and its path
// as it stands in the URL (still percent-encoded, so that a slash inside a tab's
// title is not taken for a separator). The values of the path's placeholders
// are decoded.
func (d *Document) Match(verb, escapedPath string) (*Method, map[string]string) {
	for _, m := range d.methods {
		if m.HTTPMethod != verb {
			continue
		}
		hit := m.pattern.FindStringSubmatch(escapedPath)
		if hit == nil {
			continue
		}
		params := map[string]string{}
		for i, name := range m.names {
			value, err := url.PathUnescape(hit[i+1])
			if err != nil {
				value = hit[i+1]
			}
			params[name] = value
		}
		return m, params
	}
	return nil, nil
}
