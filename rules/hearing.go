package rules

import (
	"strings"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// hearing is one part with everything that was said about it.
type hearing struct {
	part    plan.Part
	version plan.Version
	said    PartReport
	asOf    AsOf
	// siblings are the indicator's other parts.
	siblings []*hearing

	// text is the sentence that speaks for the part, own whether it is the
	// part's own and not the one beside the whole indicator.
	text string
	own  bool
	read language.ResultReading
	// runes is the sentence as the spans of its figures count it.
	runes []rune
	// heard are the figures of the sentence that may answer the target by their
	// kind; of these, replies do, and of the doubtful it is not clear.
	heard, replies, doubtful []reply
	// affirmed is what the sentence says about a target in words, once found.
	affirmed *affirmation
	// taken counts the figures and answers that would have been this part's, had
	// they not been another's by name.
	taken int
	// used are the clauses of the sentence that the judgement rests on.
	used map[int]bool
}

// hear reads what was written for a part and finds the figures that may answer
// its target. A part without words of its own is spoken for by the indicator's
// sentence, and so is one whose own words hold no answer. only is true when the
// indicator has no other part, so that its sentence is the part's own.
func hear(part plan.Part, said PartReport, asOf AsOf, only bool) *hearing {
	// The last day of the period counts, the instant after it does not.
	h := &hearing{part: part, version: part.At(asOf.CutOff.Add(-1)), said: said, asOf: asOf, used: map[int]bool{}}
	own, head := strings.TrimSpace(said.Sentence), strings.TrimSpace(said.Head)
	if own == "" && unreadable(said.Figure) && head == "" {
		own = wordsInFigure(said.Figure, h.target())
	}
	if own != "" {
		h.listen(own, true)
		if head == "" || h.answered() {
			return h
		}
	}
	if head != "" {
		h.listen(head, only)
	}
	if own != "" && !h.answered() {
		h.listen(own, true)
	}
	return h
}

// listen takes a sentence as what speaks for the part.
func (h *hearing) listen(text string, own bool) {
	h.text, h.own, h.affirmed = text, own, nil
	var known language.Known
	if own {
		known.Unit = h.unit()
		if kindOf(h.target().Op) == level {
			known.Plan = h.target().Low
		}
	}
	h.read, h.runes = language.ReadResult(text, known), []rune(text)
	h.replies = h.candidates()
}

// answered reports whether the sentence listened to says something about the
// part's target.
func (h *hearing) answered() bool {
	if h.read.Answer != "" {
		return true
	}
	if h.inWords() {
		return h.affirm().outcomes != 1<<unheard
	}
	return len(h.replies) > 0
}

func (h *hearing) target() language.Target { return h.version.Target }

// unit is what the part is counted in: the target's own unit or, where the
// sentence of the plan has none, the plan's column.
func (h *hearing) unit() string {
	if u := h.target().Unit; u != "" {
		return u
	}
	if u, ok := language.NormalUnit(h.part.Unit); ok {
		return u
	}
	return h.part.Unit
}

// label names what is measured.
func (h *hearing) label() string {
	if l := h.target().Label; l != "" {
		return l
	}
	return h.part.Text
}

// inWords reports whether the target is judged in words.
func (h *hearing) inWords() bool {
	t := h.target()
	return t.Op == language.OpText || t.Op == language.OpMaintain && !t.Low.Valid
}

// silent reports whether nothing at all was written for the part.
func (h *hearing) silent() bool {
	return h.text == "" && strings.TrimSpace(h.said.Figure.Text) == "" && h.said.Figure.Value == ""
}

// leftOut reports whether the part has no words of its own and the sentence
// beside the indicator speaks of the others only.
func (h *hearing) leftOut() bool {
	return !h.own && strings.TrimSpace(h.said.Sentence) == ""
}

// unreadable reports whether the number cell was filled in but holds no
// figure.
func unreadable(cell language.CellReading) bool { return cell.Text != "" && cell.Value == "" }

// wordsInFigure returns the text of a number cell where that text is an
// answer in words, typed one column too early.
func wordsInFigure(cell language.CellReading, t language.Target) string {
	if t.Op == language.OpText || t.Op == language.OpMaintain || language.ReadResult(cell.Text, language.Known{}).Answer != "" {
		return cell.Text
	}
	return ""
}
