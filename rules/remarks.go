package rules

import "bieu/rules/language"

// remarkReading hands on what the reader of the sentence noted and asked.
func (h *hearing) remarkReading(v *PartVerdict) {
	if v.Missing || v.Status == NotDue {
		return
	}
	for _, note := range h.read.Notes {
		v.Remarks = appendNew(v.Remarks, note)
	}
	switch h.said.Figure.Action {
	case language.ActionNote, language.ActionWarn:
		v.Remarks = appendNew(v.Remarks, h.said.Figure.Why)
	}
	for _, q := range h.read.Questions {
		if h.concerns(q.Span) {
			v.Questions = appendNew(v.Questions, q.Text)
		}
	}
}

// concerns reports whether a stretch of the sentence concerns this part: its
// own sentence does as a whole, a sentence of several parts where it holds the
// figures that were used.
func (h *hearing) concerns(s language.Span) bool {
	if h.own {
		return true
	}
	return h.used[h.clauseAt(s)]
}

// noClause is the clause of what stands in no sentence.
const noClause = -1

// clauseAt is the clause of the figure that begins at or last before a place.
func (h *hearing) clauseAt(s language.Span) int {
	clause := noClause
	for _, f := range h.read.Figures {
		if f.Span.Start <= s.Start {
			clause = f.Clause
		}
	}
	return clause
}

// shareClaims puts every claim that does not hold beside the part it concerns:
// the one that used the figures of its clause, else the first that read the
// sentence.
func shareClaims(parts []*hearing, verdicts []PartVerdict) {
	for i, h := range parts {
		for _, c := range h.read.Claims {
			if c.Verdict == language.VerdictOK || !h.speaksOf(c.Span, parts[:i], parts[i+1:]) {
				continue
			}
			v := &verdicts[i]
			switch c.Verdict {
			case language.VerdictAsk:
				v.Questions = appendNew(v.Questions, c.Why)
			case language.VerdictWarn:
				v.Doubts = appendNew(v.Doubts, c.Why)
			default:
				v.Remarks = appendNew(v.Remarks, c.Why)
			}
		}
	}
}

// speaksOf reports whether a claim belongs to this part, given the parts
// before and behind it.
func (h *hearing) speaksOf(s language.Span, before, behind []*hearing) bool {
	clause := h.clauseAt(s)
	if h.own || h.used[clause] {
		return true
	}
	for _, other := range before {
		if other.text == h.text {
			return false
		}
	}
	for _, other := range behind {
		if other.text == h.text && other.used[clause] {
			return false
		}
	}
	return true
}

// remarkGiven tells where the figure falls short of what a higher level
// assigned; the plan's own level alone decides the status.
func (h *hearing) remarkGiven(v *PartVerdict, r reply) {
	t, m := h.target(), r.readings[0]
	if !t.Given.Valid || m.shown.ofPlan {
		return
	}
	given := m.goal
	given.low = t.Given.Decimal
	if given.rel == between {
		given.rel = equal
	}
	if given.of(m.value, m.nudge) == short {
		v.Remarks = appendNew(v.Remarks, remarkGiven(m, t))
	}
}
