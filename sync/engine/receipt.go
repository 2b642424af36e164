package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// receiptKey names a receipt: a unit has one for a period.
type receiptKey struct{ period, unit string }

// readReceipts reads the receipts of the run's period, of the year and of those
// that the units' tabs name.
func (s *state) readReceipts(ctx context.Context) error {
	s.receipts = map[receiptKey]history.Receipt{}
	read := map[calendar.Period]bool{}
	for unit := range s.tabs {
		for _, q := range []calendar.Period{s.period, s.own(unit), calendar.YearOf(s.e.Form.Year)} {
			if read[q] {
				continue
			}
			read[q] = true
			list, err := s.e.History.Receipts(ctx, s.e.Plan, q.String())
			if err != nil {
				return err
			}
			for _, r := range list {
				s.receipts[receiptKey{r.Period, r.Unit}] = r
			}
		}
	}
	return nil
}

// evidence is what a unit's standing in a period follows from, given how many
// of its rows are readable.
func (s *state) evidence(unit int, q calendar.Period, have, want int) rules.Evidence {
	t := s.tabs[unit]
	h := s.holds(t.Unit.Name, q)
	e := rules.Evidence{
		InPeriod: t.Period == q, PeriodBlank: !t.Refused && t.Period.IsZero() && t.PeriodText == "",
		Have: have, Want: want, Changed: s.unchanged[unit].IsZero(),
		Closed: h.closed, Reopened: h.open != nil,
	}
	if r, ok := s.receipts[receiptKey{q.String(), t.Unit.Name}]; ok {
		e.FirstComplete = r.At
		if r.Late { // as it was told then, whatever the deadline is by now
			e.LateFrom = r.At
		}
	}
	return e
}

// giveReceipt makes out the receipt of a unit that is seen to be complete for
// the period that its tab names for the first time. A period that has not
// begun, or that takes nothing more, has none.
func (s *state) giveReceipt(unit int, have, want int) {
	t := s.tabs[unit]
	q := t.Period
	if t.Refused || q.Year != s.e.Form.Year || s.opt.At.Before(s.e.Calendar.Span(q).From) ||
		s.holds(t.Unit.Name, q).frozen || rules.Stand(s.evidence(unit, q, have, want)) != rules.Complete {
		return
	}
	r := history.Receipt{
		Period: q.String(), Unit: t.Unit.Name, At: s.opt.At, Hash: valuesHash(t),
		Late: s.e.Calendar.Deadlines(q).Late(s.opt.At),
	}
	if s.receipts == nil {
		s.receipts = map[receiptKey]history.Receipt{}
	}
	s.receipts[receiptKey{r.Period, r.Unit}] = r
	s.given = append(s.given, r)
}

// valuesHash is the SHA-256 of what people filled in, in hex. Where rows and
// columns stand does not count, nor do blank cells.
func valuesHash(t form.UnitTab) string {
	var lines []string
	for _, r := range t.Rows {
		for _, c := range r.Seen {
			if c.Cell.Kind != workbook.Blank {
				lines = append(lines, fmt.Sprintf("%q %q %q %q", r.Plan.Code, c.Column, kindOfCell(c.Cell), c.Cell.Value))
			}
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}

// receiptEdits shows a unit the receipt for the period that its tab names.
// Without a history nobody would know it again: then none is shown.
func (s *state) receiptEdits(unit int) []workbook.CellEdit {
	t := s.tabs[unit]
	r, ok := s.receipts[receiptKey{t.Period.String(), t.Unit.Name}]
	if !ok || s.e.History == nil {
		return nil
	}
	words := form.ReceiptWords(t.Period, r.At, r.Late, r.Hash, s.e.Form.Location)
	cells, problem := t.ReceiptEdits(form.ReceiptLacking(words, s.states[unit].Missing))
	if problem != nil {
		s.problems = append(s.problems, *problem)
	}
	return cells
}
