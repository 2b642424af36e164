package rules

import (
	"slices"
	"strings"

	"bieu/rules/language"
)

// affirmation is what a sentence says about a target in words.
type affirmation struct {
	outcomes outcomes
	// clause is where it says so.
	clause string
	standing
	// doubt is the word that keeps the clause from affirming, "" when there is
	// none.
	doubt string
}

// affirm looks for a clause that holds the target's content words. Where no
// single clause does, the sentence as a whole may, but then a word of doubt
// anywhere in it leaves the matter open.
func (h *hearing) affirm() affirmation {
	if h.affirmed == nil {
		a := h.findAffirmation()
		h.affirmed = &a
	}
	return *h.affirmed
}

func (h *hearing) findAffirmation() affirmation {
	found := affirmation{outcomes: 1 << unheard}
	want := h.content()
	if len(want) == 0 {
		return found
	}
	for _, clause := range language.Clauses(h.text) {
		if holds(clause, want) {
			found = found.with(h.weigh(clause, 1<<short))
		}
	}
	if found.outcomes == 1<<unheard && holds(h.text, want) {
		return h.weigh(h.text, 1<<short|1<<reached)
	}
	return found
}

// with adds what another clause says. One that settles the matter outweighs
// one that leaves it open; two that settle it differently leave it open.
func (a affirmation) with(b affirmation) affirmation {
	const open = outcomes(1<<short | 1<<reached)
	switch {
	case a.outcomes == 1<<unheard, a.outcomes == open && b.outcomes != open:
		return b
	case b.outcomes == open || a.outcomes == b.outcomes:
		return a
	}
	b.outcomes = open
	return b
}

// weigh judges a text that holds the target's content words. doubted is what a
// word of doubt makes of it.
func (h *hearing) weigh(text string, doubted outcomes) affirmation {
	a := affirmation{outcomes: 1 << reached, clause: text}
	if word, sure := h.doubt(text); word != "" {
		a.doubt, a.outcomes = word, doubted
		if !sure {
			a.outcomes = 1<<short | 1<<reached
		}
		return a
	}
	if st, asked := h.standing(text); asked {
		a.standing, a.outcomes = st, st.set
	}
	return a
}

// doubtWords keep a clause from affirming anything.
var doubtWords = phrases("chưa", "đang", "một số", "cơ bản", "còn")

// denials are the words with which "không" denies what follows. Elsewhere
// ("không để xảy ra", "không ngừng") only a person can tell.
var denials = phrases("không đạt", "không hoàn thành", "không duy trì", "không giữ", "không bảo đảm", "không đảm bảo",
	"không được", "không ổn định", "không thực hiện", "không còn")

// intents are the words of a clause that says what is meant to be, and perhaps
// is not yet.
var intents = phrases("phấn đấu", "sẽ", "dự kiến", "quyết tâm", "chuẩn bị", "hướng tới")

// doubt returns the word of doubt in a text that the target does not use
// itself, and whether it surely denies.
func (h *hearing) doubt(text string) (word string, sure bool) {
	mine, theirs := phrased(h.label()+" "+h.target().Words), phrased(text)
	for _, w := range doubtWords {
		if strings.Contains(theirs, w) && !strings.Contains(mine, w) {
			return strings.TrimSpace(w), true
		}
	}
	for _, w := range intents {
		if strings.Contains(theirs, w) && !strings.Contains(mine, w) {
			return strings.TrimSpace(w), false
		}
	}
	if !strings.Contains(theirs, " không ") || strings.Contains(mine, " không ") {
		return "", false
	}
	for _, d := range denials {
		if strings.Contains(theirs, d) {
			return "không", true
		}
	}
	return "không", false
}

// phrases prepares a table of words for looking up in phrased texts.
func phrases(list ...string) []string {
	for i, p := range list {
		list[i] = phrased(p)
	}
	return list
}

// phrased is a text as its words, each between blanks.
func phrased(text string) string { return " " + strings.Join(language.Words(text), " ") + " " }

// idle are the words of a target that say how it stands or who it is about,
// not what it is: a result may leave them out.
var idle = phrases(
	"tiếp tục duy trì", "tiếp tục", "duy trì", "giữ vững", "giữ", "hoàn thành xuất sắc", "hoàn thành tốt", "hoàn thành",
	"xuất sắc", "thực hiện", "phấn đấu", "đạt", "trên địa bàn", "nhiệm vụ", "công tác", "chỉ tiêu", "kế hoạch",
	"phường", "xã", "thị trấn", "đơn vị", "các", "những", "được", "về", "và", "của", "là", "có", "cho", "với", "trong",
	"từ", "ở", "tại", "đến", "theo", "tình hình", "việc", "năm", "hằng", "hàng",
)

// content returns the words of the target that a result must hold. Its grade
// or level is judged apart.
func (h *hearing) content() []string {
	label, words := phrased(h.label()), phrased(h.target().Words)
	if words != "  " {
		label = strings.ReplaceAll(label, words, " ")
		if levelOf(words) == (rank{}) && !h.graded() {
			label += words
		}
	}
	return content(label)
}

// content returns the words of a text that say what it is about.
func content(text string) []string {
	text = phrased(text)
	for _, phrase := range idle {
		for strings.Contains(text, phrase) {
			text = strings.ReplaceAll(text, phrase, " ")
		}
	}
	return slices.DeleteFunc(strings.Fields(text), isYear)
}

func isYear(word string) bool { return len(word) == 4 && strings.Trim(word, "0123456789") == "" }

// holds reports whether a text holds every word.
func holds(text string, words []string) bool {
	have := phrased(text)
	for _, w := range words {
		if !strings.Contains(have, " "+w+" ") {
			return false
		}
	}
	return true
}

// touches reports whether a text holds more than half of the words.
func touches(text string, words []string) bool {
	have, n := phrased(text), 0
	for _, w := range words {
		if strings.Contains(have, " "+w+" ") {
			n++
		}
	}
	return 2*n > len(words)
}

// judgeWords is the verdict on a target in words.
func (h *hearing) judgeWords(v *PartVerdict) {
	v.Unit = ""
	a := h.affirm()
	if a.outcomes == 1<<unheard {
		h.unaffirmed(v)
		return
	}
	v.Status = h.statusOf(a.outcomes, goal{})
	v.ActualWords = a.words
	if v.ActualWords == "" {
		v.ActualWords = strings.Trim(a.clause, " \t\n.;,")
	}
	v.Why = h.wordsOfAffirmation(a)
	if v.Status == CannotTell {
		v.Questions = appendNew(v.Questions, askAffirmation(a, h.goalWords()))
	}
	if h.said.Estimate {
		v.Estimate = true
		v.Remarks = appendNew(v.Remarks, remarkEstimate(h.asOf.Closed))
	}
}

// denied reports whether the sentence speaks of the target in words only to
// deny it: "chưa đạt chuẩn" is a result, not the lack of one.
func (h *hearing) denied() bool {
	return h.inWords() && h.affirm().outcomes != 1<<unheard
}

// unaffirmed is the verdict where no text holds the target's words. A grade
// below the wanted one settles the matter all the same, for there is no
// reading that would satisfy.
func (h *hearing) unaffirmed(v *PartVerdict) {
	want := h.content()
	if h.own {
		if st, asked := h.standing(h.text); asked && st.set == 1<<short {
			v.Status, v.ActualWords = h.statusOf(st.set, goal{}), st.words
			v.Why = h.wordsOfAffirmation(affirmation{outcomes: st.set, clause: h.text, standing: st})
			return
		}
	} else if h.leftOut() && !touches(h.text, want) && h.othersSpeak() {
		h.missing(v)
		return
	}
	v.Status, v.Why = CannotTell, wordNotAffirmed
	v.Questions = appendNew(v.Questions, askNotAffirmed(h.goalWords()))
}

// othersSpeak reports whether the sentence answers another part.
func (h *hearing) othersSpeak() bool {
	for _, other := range h.siblings {
		if other.text != h.text {
			continue
		}
		if len(other.replies) > 0 || other.inWords() && other.affirm().outcomes != 1<<unheard {
			return true
		}
	}
	return false
}

// goalWords is the target in words as people are told it.
func (h *hearing) goalWords() string {
	if w := h.target().Words; w != "" {
		return w
	}
	return h.label()
}
