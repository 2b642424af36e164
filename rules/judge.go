package rules

import (
	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// judge gives the part's verdict: the first rule that applies.
func (h *hearing) judge() PartVerdict {
	v := PartVerdict{Unit: h.unit()}
	switch answer := h.answer(); {
	case h.said.Unread:
		v.Status, v.Why = CannotTell, wordUnread
	case h.silent():
		h.missing(&v)
	case h.said.OtherPeriod != "":
		v.Status, v.Why = CannotTell, wordsOfOtherPeriod(h.said.OtherPeriod)
	case h.said.Figure.Value != "" && !h.inWords() && h.target().Op != "":
		h.judgeCell(&v)
	case unreadable(h.said.Figure) && h.text != h.said.Figure.Text:
		v.Status, v.Why = CannotTell, wordsOfUnreadable(h.said.Figure)
		v.Questions = appendNew(v.Questions, h.said.Figure.Why)
	case answer != "" && !(answer == language.AnswerPending && h.denied()):
		h.judgeAnswer(&v, answer)
	case h.target().Op == "":
		v.Status, v.Why = CannotTell, wordNoTarget
		for _, q := range h.version.Questions {
			v.Questions = appendNew(v.Questions, q.Text)
		}
	case h.inWords():
		h.judgeWords(&v)
	default:
		h.judgeFigures(&v)
	}
	h.remarkReading(&v)
	return v
}

// missing is the verdict on a part for which nothing was written.
func (h *hearing) missing(v *PartVerdict) {
	v.Why, v.Missing = wordMissing, true
	h.wait(v, InProgress)
}

// judgeAnswer is the verdict on an answer that is legal without a figure.
func (h *hearing) judgeAnswer(v *PartVerdict, answer language.Answer) {
	v.Why = wordsOfAnswer(answer, h.text, h.asOf.Closed)
	if answer == language.AnswerPending {
		h.wait(v, InProgress)
		return
	}
	h.wait(v, NotDue)
}

// wait sets a status that means waiting, as long as there is something to wait
// for.
func (h *hearing) wait(v *PartVerdict, s Status) {
	v.Status = s
	if h.asOf.Closed {
		v.Status = CannotTell
		v.Questions = appendNew(v.Questions, askYear(h.label()))
	}
}

// judgeCell is the verdict on the figure of the number cell, which wins over
// the sentence; where the two differ, both are shown.
func (h *hearing) judgeCell(v *PartVerdict) {
	cell, ok := h.cellReply()
	if h.said.Figure.Action == language.ActionAsk {
		v.Questions = appendNew(v.Questions, h.said.Figure.Why)
	}
	if !ok {
		v.Status, v.Why = CannotTell, wordsOfMisfit(h.said.Figure, h.target(), h.unit())
		if h.said.Figure.Action != language.ActionAsk {
			v.Questions = appendNew(v.Questions, askMisfit(h.said.Figure, h.unit()))
		}
		return
	}
	if h.differs(cell) {
		v.Doubts = appendNew(v.Doubts, doubtConflict(cell, binding(h.replies)))
	} else if h.read.Answer != "" {
		v.Doubts = appendNew(v.Doubts, doubtAnswerBeside(cell, h.text))
	}
	cell.estimate = len(h.replies) > 0 && !h.differs(cell) && h.estimated(h.replies)
	h.conclude(v, []reply{cell}, nil)
}

// judgeFigures is the verdict on the figures of the sentence.
func (h *hearing) judgeFigures(v *PartVerdict) {
	if len(h.replies) > 0 || len(h.doubtful) > 0 {
		h.conclude(v, h.replies, h.doubtful)
		return
	}
	if h.leftOut() && (h.taken > 0 || h.othersSpeak()) {
		h.missing(v)
		return
	}
	v.Status, v.Why = CannotTell, wordNothingFits
	v.Questions = appendNew(v.Questions, askNothingFits(h.label(), h.unit(), h.target().Op))
}

// conclude judges every reading that is open: the replies that surely answer
// the target, with and without those of which it is not clear.
func (h *hearing) conclude(v *PartVerdict, sure, doubtful []reply) {
	set := all(sure)
	if len(doubtful) > 0 {
		set |= all(append(append([]reply{}, sure...), doubtful...))
		v.Questions = appendNew(v.Questions, askWhose(doubtful, h.label()))
	}
	for _, r := range sure {
		if r.possible()&(r.possible()-1) != 0 && !h.askedAtCell(r) {
			v.Questions = appendNew(v.Questions, askReading(r))
		}
	}
	counted := sure
	if len(counted) == 0 {
		counted = doubtful
	}
	v.Status = h.statusOf(set, counted[0].readings[0].goal)
	first := binding(counted)
	h.tell(v, first)
	v.Why = h.wordsOfFigures(counted, v.Status)
	h.remarkGiven(v, first)
	for _, r := range counted {
		h.used[r.clause] = true
	}
	if h.estimated(counted) {
		v.Estimate = true
		v.Remarks = appendNew(v.Remarks, remarkEstimate(h.asOf.Closed))
	}
}

// askedAtCell reports whether a reply is the number cell's, which has a question
// of its own.
func (h *hearing) askedAtCell(r reply) bool {
	return r.clause == noClause && h.said.Figure.Action == language.ActionAsk && h.said.Figure.Why != ""
}

// statusOf is the one status that all outcomes lead to, or cannot_tell.
func (h *hearing) statusOf(set outcomes, g goal) Status {
	var status Status
	for o := unheard; o <= beyond; o++ {
		if !set.has(o) {
			continue
		}
		s := h.statusOfOne(o, g)
		if status != "" && s != status {
			return CannotTell
		}
		status = s
	}
	return status
}

func (h *hearing) statusOfOne(o outcome, g goal) Status {
	switch {
	case o == unheard:
		return CannotTell
	case o == short && h.asOf.Closed:
		return NotMet
	case o == short, h.mayStillBreak(g):
		return InProgress
	case o == beyond:
		return Exceeded
	}
	return Met
}

// mayStillBreak reports whether the goal is a ceiling for a count that goes on
// growing: nobody can say that it holds before its period has ended.
func (h *hearing) mayStillBreak(g goal) bool {
	if !g.upperLimit() || h.version.Counting != plan.Cumulative || h.asOf.Closed {
		return false
	}
	if h.version.Judged == plan.JudgedMonthly {
		return !h.asOf.PeriodEnded
	}
	return !h.asOf.YearEnded
}

// tell sets the figure that decides and, where more means further on, how much
// of the target it is.
func (h *hearing) tell(v *PartVerdict, r reply) {
	m := r.readings[0]
	v.Actual, v.Unit = decimal.NewNullDecimal(m.stated()), h.unit()
	if m.shown.ofPlan {
		v.Unit = "%"
	}
	switch m.goal.rel {
	case equal, atLeast, above:
		if !m.goal.lower && m.goal.low.IsPositive() {
			v.Ratio = decimal.NewNullDecimal(percent(m.value, m.goal.low))
		}
	}
}

// estimated reports whether the judgement rests on an estimate.
func (h *hearing) estimated(replies []reply) bool {
	if h.said.Estimate {
		return true
	}
	for _, r := range replies {
		if r.estimate {
			return true
		}
	}
	return false
}
