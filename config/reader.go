package config

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// reader walks a tree and collects what is wrong with it. Its methods return
// false when they reported a problem instead of reading a value.
type reader struct {
	file     string
	problems Problems
}

// value is a node and the name of the key it belongs to, such as
// "calendar.month.late_from_day".
type value struct {
	path string
	node *yaml.Node
}

// entry is one key that a section may hold.
type entry struct {
	name string
	read func(value)
}

func (r *reader) report(line int, code Code, args ...any) { r.reportErr(nil, line, code, args...) }

func (r *reader) reportErr(err error, line int, code Code, args ...any) {
	r.problems = append(r.problems, Problem{File: r.file, Line: line, Code: code, Text: words(code, args...), Err: err})
}

// refuse reports what a settings file has no use for, wherever it stands: it
// makes a value mean something other than what a reader of the file sees.
func (r *reader) refuse(n *yaml.Node) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.report(n.Line, CodeAlias, n.Value)
		return
	case n.ShortTag() == "!!merge":
		r.report(n.Line, CodeMerge)
	case n.Style&yaml.TaggedStyle != 0:
		r.report(n.Line, CodeTag, n.ShortTag())
	}
	if n.Anchor != "" {
		r.report(n.Line, CodeAnchor, n.Anchor)
	}
	for _, c := range n.Content {
		r.refuse(c)
	}
}

// refused reports whether refuse has spoken about the node itself, so that
// nothing more is to be said about it.
func refused(n *yaml.Node) bool {
	return n.Kind == yaml.AliasNode || n.ShortTag() == "!!merge" || n.Style&yaml.TaggedStyle != 0
}

// section reads a mapping whose keys are known, and returns the names it saw;
// a mistyped name counts as the one that was meant.
func (r *reader) section(v value, entries []entry) []string {
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.name
	}
	var seen []string
	r.pairs(v, func(k *yaml.Node, child value) {
		i := slices.Index(names, k.Value)
		if i < 0 {
			if meant, ok := r.unknown(k, names); ok {
				seen = append(seen, meant)
			}
			return
		}
		seen = append(seen, k.Value)
		entries[i].read(child)
	})
	return seen
}

// unknown reports a key that is none of the known ones, and returns the one
// that was most likely meant.
func (r *reader) unknown(k *yaml.Node, known []string) (meant string, ok bool) {
	meant, ok = nearest(k.Value, known)
	if ok {
		r.report(k.Line, CodeUnknownNear, key(k.Value), meant)
	} else {
		r.report(k.Line, CodeUnknown, key(k.Value), list(known))
	}
	return meant, ok
}

// pairs calls each for the keys of a mapping, in order, once per key. A
// section without anything in it, as when all its lines are commented out, is
// like a section that is not there.
func (r *reader) pairs(v value, each func(k *yaml.Node, child value)) {
	if refused(v.node) || isNull(v.node) {
		return
	}
	if v.node.Kind != yaml.MappingNode {
		r.wrongType(v, wantSection)
		return
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		k, child := v.node.Content[i], v.node.Content[i+1]
		switch {
		case refused(k):
			continue
		case k.Kind != yaml.ScalarNode || isNull(k):
			r.report(k.Line, CodeNoColon)
			continue
		case lines[k.Value] > 0:
			r.report(k.Line, CodeDuplicate, key(k.Value), lines[k.Value])
			continue
		}
		lines[k.Value] = k.Line
		each(k, value{path: join(v.path, k.Value), node: child})
	}
}

// items calls each for the elements of a list.
func (r *reader) items(v value, each func(value)) {
	if refused(v.node) || isNull(v.node) {
		return
	}
	if v.node.Kind != yaml.SequenceNode {
		r.wrongType(v, wantList)
		return
	}
	for _, n := range v.node.Content {
		each(value{path: v.path, node: n})
	}
}

// text reads characters that mean nothing but themselves.
func (r *reader) text(v value) (string, bool) {
	s, ok := r.scalar(v, wantText)
	if !ok {
		return "", false
	}
	if v.node.ShortTag() != "!!str" {
		r.report(v.node.Line, CodeUnquoted, key(v.path), found(v.node), short(s))
		return "", false
	}
	return s, true
}

// scalar reads a single value as typed, whatever YAML would make of it; it is
// for dates, periods and choices, which have a form of their own.
func (r *reader) scalar(v value, want string) (string, bool) {
	switch {
	case refused(v.node):
		return "", false
	case v.node.Kind != yaml.ScalarNode:
		r.wrongType(v, want)
		return "", false
	case isNull(v.node), strings.TrimSpace(v.node.Value) == "":
		r.report(v.node.Line, CodeEmpty, key(v.path))
		return "", false
	}
	return strings.TrimSpace(v.node.Value), true
}

var (
	plainNumber = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	// YAML 1.1, YAML 1.2 and people read these in different ways: 010 is
	// eight to some, 1_000 is text to others.
	doubtfulNumber = regexp.MustCompile(`^([-+]?0[0-9_]+(\.[0-9_]*)?|[-+]?0[xXoObB][0-9a-fA-F_]+|[-+]?[0-9]+(_[0-9]*)+|\+[0-9]+)$`)
)

// number reads a whole number from low to high.
func (r *reader) number(v value, low, high int) (int, bool) {
	s, ok := r.scalar(v, wantNumber)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	quoted := v.node.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	switch {
	case doubtfulNumber.MatchString(s):
		r.report(v.node.Line, CodeNumberForm, key(v.path), short(s))
	case !plainNumber.MatchString(s):
		r.wrongType(v, wantNumber)
	case quoted:
		r.report(v.node.Line, CodeQuoted, key(v.path), short(s))
	case err != nil, n < low, n > high:
		r.report(v.node.Line, CodeRange, key(v.path), low, high, short(s))
	default:
		return n, true
	}
	return 0, false
}

// choice reads one of a few words.
func (r *reader) choice(v value, choices []string) (string, bool) {
	s, ok := r.scalar(v, wantText)
	if ok && !slices.Contains(choices, s) {
		r.report(v.node.Line, CodeChoice, key(v.path), short(s), list(choices))
		return "", false
	}
	return s, ok
}

func (r *reader) wrongType(v value, want string) {
	if isNull(v.node) {
		r.report(v.node.Line, CodeEmpty, key(v.path))
		return
	}
	r.report(v.node.Line, CodeType, key(v.path), want, found(v.node))
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
