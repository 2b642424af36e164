package config

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// document is a settings file as a tree, with what could be saved of it when
// the text as a whole is not YAML.
type document struct {
	root *yaml.Node // nil when there is nothing to read
	// broken names the top keys whose text could not be read: they are there,
	// though not in root.
	broken []string
}

// parseDocument reads the text. Where it is not YAML, each top key is read on
// its own, so that a slip in one does not hide what is wrong with the others.
func (r *reader) parseDocument(data []byte) document {
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, isControl) {
		r.report(0, CodeNotText)
		return document{}
	}
	lines := r.firstDocument(strings.Split(lineBreaks.Replace(text), "\n"))

	var n yaml.Node
	err := yaml.Load([]byte(strings.Join(lines, "\n")), &n)
	switch {
	case blank(lines):
		r.report(0, CodeEmptyFile)
		return document{}
	case err == nil:
		return document{root: content(&n)}
	}
	before := len(r.problems)
	doc := r.salvage(lines)
	switch {
	case len(r.problems) == before:
		r.reportSyntax(err, 0, len(lines))
	case len(doc.root.Content) == 0:
		// No line of it is a setting: some other file, of which one word is enough.
		r.problems = r.problems[:before+1]
	}
	return doc
}

// lineBreaks makes the library count lines as editors do: some characters end
// a line for it, and for no editor.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", " ", "\u2028", " ", "\u2029", " ")

// isControl tells characters that no text editor leaves in a text.
func isControl(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f }

// documentMark opens or ends a document. It cannot stand inside a value.
var documentMark = regexp.MustCompile(`^(---|\.\.\.)(\s|$)`)

// firstDocument returns the lines before a second document, and reports every
// mark that opens one. A mark before the first key is harmless.
func (r *reader) firstDocument(lines []string) []string {
	first, cut := lines, false
	for i, line := range lines {
		if !documentMark.MatchString(line) || blank(lines[:i]) {
			continue
		}
		if strings.HasPrefix(line, "...") && blank(lines[i+1:]) {
			continue
		}
		r.report(i+1, CodeSecondDocument, line[:3])
		if !cut {
			first, cut = lines[:i], true
		}
	}
	return first
}

// blank reports whether the lines hold nothing but comments and marks.
func blank(lines []string) bool {
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' && line != "---" && line != "..." {
			return false
		}
	}
	return true
}

// salvage reads each top key on its own.
func (r *reader) salvage(lines []string) document {
	doc := document{root: &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: 1}}
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !opensKey(lines[end]) {
			end++
		}
		if !blank(lines[start:end]) {
			r.salvageKey(&doc, lines[start:end], start)
		}
		start = end
	}
	return doc
}

// opensKey reports whether a line begins a top key: whatever is not indented,
// save what may close a list above it.
func opensKey(line string) bool { return line != "" && !strings.ContainsRune(" \t#-]}", rune(line[0])) }

var topKey = regexp.MustCompile(`^\s*([A-Za-z0-9_]+)\s*:`)

func (r *reader) salvageKey(doc *document, lines []string, offset int) {
	n, err := parseLines(lines, offset)
	if err != nil {
		if expanded := r.expandTabs(lines, offset); expanded != nil {
			n, err = parseLines(expanded, offset)
		}
	}
	switch {
	case err != nil:
		r.reportSyntax(err, offset, len(lines))
	case n.Kind == yaml.MappingNode:
		doc.root.Content = append(doc.root.Content, n.Content...)
		return
	default:
		r.report(offset+1, CodeNoColon)
	}
	if m := topKey.FindStringSubmatch(lines[0]); m != nil {
		doc.broken = append(doc.broken, m[1])
	}
}

// parseLines parses some of the file's lines; offset is how many come before.
func parseLines(lines []string, offset int) (*yaml.Node, error) {
	var n yaml.Node
	if err := yaml.Load([]byte(strings.Join(lines, "\n")), &n); err != nil {
		return nil, err
	}
	moveDown(&n, offset)
	return content(&n), nil
}

func moveDown(n *yaml.Node, offset int) {
	n.Line += offset
	for _, c := range n.Content {
		moveDown(c, offset)
	}
}

// expandTabs reports tabs in front of text and returns the lines with two
// spaces for each, or nil when there is no such tab.
func (r *reader) expandTabs(lines []string, offset int) []string {
	var expanded []string
	for i, line := range lines {
		text := strings.TrimLeft(line, " \t")
		indent := line[:len(line)-len(text)]
		if text == "" || !strings.Contains(indent, "\t") {
			continue
		}
		r.report(offset+i+1, CodeTab)
		if expanded == nil {
			expanded = slices.Clone(lines)
		}
		expanded[i] = strings.ReplaceAll(indent, "\t", "  ") + text
	}
	return expanded
}

// reportSyntax turns the library's error about some lines of the file into a
// problem; offset is how many lines come before them. The library may stop
// behind the last line, or nowhere.
func (r *reader) reportSyntax(err error, offset, count int) {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		r.reportErr(err, offset+1, CodeSyntax)
		return
	}
	inside := func(m yaml.Mark) int { return offset + min(max(m.Line, 1), count) }
	line := inside(le.Mark)
	has := func(part string) bool { return strings.Contains(le.Message, part) }
	within := func(part string) bool { return strings.Contains(le.ContextMsg, part) && le.ContextMark.Line > 0 }
	switch {
	case has("escape"):
		r.reportErr(err, line, CodeEscape)
	case within("quoted scalar"):
		r.reportErr(err, inside(le.ContextMark), CodeQuote)
	case within("flow "):
		r.reportErr(err, inside(le.ContextMark), CodeBracket)
	case has("unknown anchor"):
		_, name, _ := strings.Cut(le.Message, "'")
		name, _, _ = strings.Cut(name, "'")
		r.reportErr(err, line, CodeAlias, name)
	case has("cannot start any token"):
		r.reportErr(err, line, CodeMark)
	case has("mapping values are not allowed"), has("did not find expected"), has("could not find expected"):
		r.reportErr(err, line, CodeIndent)
	default:
		r.reportErr(err, line, CodeSyntax)
	}
}

func content(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		return n.Content[0]
	}
	return n
}
