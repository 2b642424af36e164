package plan

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"bieu/rules/language"
)

// FromSentence builds an indicator from the office's sentence alone: one part
// for each target that the sentence holds. Its one part has the code tt;
// several have tt.1, tt.2 … in the order of the sentence, and each is worded
// with its own piece of it. A sentence in which no target was found has one
// part without one, and the reader's questions. Owners are left to the caller.
func FromSentence(tt, text string) Indicator {
	text = strings.TrimSpace(text)
	ind := Indicator{TT: tt, Text: text}
	read := language.ReadTargets(text)
	if len(read.Targets) < 2 {
		var target language.Target
		if len(read.Targets) == 1 {
			target = read.Targets[0]
		}
		ind.Parts = []Part{partOf(tt, text, target, read.Questions)}
		return ind
	}
	pieces := cut(text, read.Targets)
	for i, target := range read.Targets {
		code := tt + "." + strconv.Itoa(i+1)
		ind.Parts = append(ind.Parts, partOf(code, pieces[i], target, questionsOf(read, i)))
	}
	return ind
}

func partOf(code, text string, target language.Target, questions []language.Question) Part {
	return Part{
		Code: code,
		Text: text,
		Unit: target.Unit,
		Versions: []Version{{
			Target:    target,
			Polarity:  target.Polarity,
			Counting:  DefaultCounting(target),
			Questions: questions,
		}},
	}
}

// cut returns each target's piece of the sentence, without the marks that
// part it from its neighbours. A target that shares its piece with the one
// before is worded with its label.
func cut(text string, targets []language.Target) []string {
	runes := []rune(text)
	pieces := make([]string, len(targets))
	from := 0
	for i, t := range targets {
		to := len(runes)
		if i+1 < len(targets) {
			to = parting(runes, t.Span.End, targets[i+1].Span.Start)
		}
		if pieces[i] = t.Label; to > from {
			pieces[i] = strings.Trim(string(runes[from:to]), " \t\n\u00a0;.,:-")
			from = to
		}
	}
	return pieces
}

// parting returns where, between two places of a sentence, one piece ends and
// the next begins: at the last semicolon or line end, else at the last full
// stop, else at the last comma; 0 when there is none of these.
func parting(runes []rune, from, to int) int {
	var hard, stop, comma int
	for i := max(0, from); i < min(to, len(runes)); i++ {
		switch {
		case runes[i] == ';' || runes[i] == '\n':
			hard = i + 1
		case runes[i] == '.' && i+1 < len(runes) && unicode.IsSpace(runes[i+1]):
			stop = i + 1
		case runes[i] == ',' && i+1 < len(runes) && unicode.IsSpace(runes[i+1]):
			comma = i + 1
		}
	}
	return cmp.Or(hard, stop, comma)
}

// questionsOf returns the questions that a target's own words raise; what
// stands before all targets is asked with the first.
func questionsOf(read language.TargetReading, i int) []language.Question {
	var questions []language.Question
	for _, q := range read.Questions {
		if owner(read.Targets, q.Span) == i {
			questions = append(questions, q)
		}
	}
	return questions
}

// owner is the last target that begins no later than the question.
func owner(targets []language.Target, s language.Span) int {
	own := 0
	for i, t := range targets {
		if t.Span.Start <= s.Start {
			own = i
		}
	}
	return own
}
