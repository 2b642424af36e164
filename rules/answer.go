package rules

import (
	"strings"

	"bieu/rules/language"
)

// answer returns the legal answer without a figure that was given for the
// part. Beside a whole indicator such an answer speaks for the parts that it
// names or, where it names none, for all that have no figure.
func (h *hearing) answer() language.Answer {
	if h.own {
		return h.read.Answer
	}
	if len(h.replies)+len(h.doubtful) > 0 || h.inWords() && h.affirm().outcomes != 1<<unheard {
		return ""
	}
	if h.read.Answer != "" && !h.othersSpeak() && h.named(h.text) {
		return h.read.Answer
	}
	for _, clause := range sentences(h.text) {
		answer := language.ReadResult(clause, language.Known{}).Answer
		if answer == "" {
			continue
		}
		if h.named(clause) {
			return answer
		}
		h.taken++
	}
	return ""
}

// named reports whether a clause speaks of this part: no other part's words
// are nearer to it.
func (h *hearing) named(clause string) bool {
	mine := language.Likeness(h.label(), clause)
	for _, other := range h.siblings {
		if like := language.Likeness(other.label(), clause); like > mine+alike && like > named {
			return false
		}
	}
	return true
}

// sentences cuts a text at semicolons, line ends and full stops. A dot inside
// a figure has no blank behind it.
func sentences(text string) []string {
	text = strings.ReplaceAll(text, ". ", ";")
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' })
}
