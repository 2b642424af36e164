package rules

import (
	"slices"
	"strings"

	"bieu/rules/plan"
)

// How like two labels are is a number between 0 and 1. Figures whose likeness
// to the target differs by less than alike answer it equally; one that is less
// like the target by more than apart does not answer it at all; what lies
// between is doubtful. A label nearer to another part's words by more than
// alike names that part's figure; a clause names a part when it is like its
// words by more than named.
const (
	alike  = 0.06
	apart  = 0.25
	exact  = 0.97
	remote = 0.08
	named  = 0.4
)

// settle decides whose figure is whose: first between the parts, by the words
// that name the figure, then within each part.
func settle(parts []*hearing) {
	for i, h := range parts {
		h.siblings = append(append(h.siblings, parts[:i]...), parts[i+1:]...)
		h.heard = h.replies
	}
	for _, h := range parts {
		h.yield()
		h.choose()
	}
}

// yield leaves figures to the part whose words name them better.
func (h *hearing) yield() {
	var kept []reply
	for _, r := range h.heard {
		rival, nearest := h.rival(r)
		switch {
		case rival == nil || nearest < r.likeness-alike || h.own && nearest <= r.likeness+alike:
			if r.unsure || h.foreign(r) {
				h.doubtful = append(h.doubtful, r)
			} else {
				kept = append(kept, r)
			}
		case nearest > r.likeness+alike, rival.prefers(r) && !h.prefers(r):
			h.taken++
		case h.prefers(r) && !rival.prefers(r):
			kept = append(kept, r)
		default:
			h.doubtful = append(h.doubtful, r)
		}
	}
	h.replies = kept
}

// rival returns the other part that could take the figure and whose words are
// most like its label, and how like they are; nil when no other could.
func (h *hearing) rival(r reply) (rival *hearing, nearest float64) {
	for _, other := range h.siblings {
		if !other.couldTake(r, h.text) {
			continue
		}
		if like := r.like(other.label()); rival == nil || like > nearest {
			rival, nearest = other, like
		}
	}
	return rival, nearest
}

// couldTake reports whether a figure of a text could answer this part's
// target.
func (h *hearing) couldTake(r reply, text string) bool {
	if h.text == text {
		return slices.ContainsFunc(h.heard, func(mine reply) bool { return mine.at == r.at })
	}
	m := r.readings[0]
	if m.shown.ofPlan || m.shown.moved {
		return h.prefers(r)
	}
	_, ok := convert(m.shown.value, m.shown.unit, h.unit())
	return ok && h.prefers(r)
}

// prefers reports whether the figure is of the very kind that the part's
// target asks for, not one that may stand in for it.
func (h *hearing) prefers(r reply) bool {
	m := r.readings[0]
	switch kindOf(h.target().Op) {
	case share:
		return m.shown.ofPlan
	case change:
		return m.shown.moved
	case 0:
		return false
	}
	return !m.shown.ofPlan && !m.shown.moved
}

// foreign reports whether a figure is named at length by words that have
// nothing to do with the target, in a unit that fits many targets.
func (h *hearing) foreign(r reply) bool {
	return r.likeness < remote && !plan.CountsThings(h.unit()) && len(content(r.label)) >= 3
}

// choose keeps, of several figures, those that are most like the target.
func (h *hearing) choose() {
	h.replies = h.running(h.replies)
	best := 0.0
	for _, r := range h.replies {
		best = max(best, r.likeness)
	}
	var kept []reply
	for _, r := range h.replies {
		switch behind := best - r.likeness; {
		case behind < alike:
			kept = append(kept, r)
		case behind < apart && best < exact:
			h.doubtful = append(h.doubtful, r)
		default:
			h.taken++
		}
	}
	h.replies = kept
}

// totals are the words of a figure that counts from the start of the year.
var totals = phrases("lũy kế", "cộng dồn", "từ đầu năm", "tính đến nay")

// running keeps the running totals, where the plan counts from the start of
// the year and the sentence gives them beside the figures of one month.
func (h *hearing) running(replies []reply) []reply {
	if h.version.Counting != plan.Cumulative {
		return replies
	}
	var kept []reply
	for _, r := range replies {
		label := phrased(r.label)
		if slices.ContainsFunc(totals, func(w string) bool { return strings.Contains(label, w) }) {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return replies
	}
	return kept
}
