package engine

import (
	"context"
	"slices"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
)

// findOverdue says of each unit which reports it still owes though their
// deadline has passed: that of the month before the run's, and the year's.
// A report that was due before anybody wrote for it is none of them.
func (s *state) findOverdue(ctx context.Context) error {
	if s.e.History == nil {
		return nil
	}
	watched, err := s.watched(ctx)
	if err != nil {
		return err
	}
	for _, p := range s.earlierReports() {
		if !s.e.Calendar.Deadlines(p).Late(s.opt.At) || !slices.Contains(watched, p) {
			continue
		}
		receipts, err := s.receiptsOf(ctx, p)
		if err != nil {
			return err
		}
		for unit := range s.units {
			if err := s.findOverdueOf(ctx, unit, p, receipts); err != nil {
				return err
			}
		}
	}
	return nil
}

// earlierReports are the reports beside that of the run's period whose
// deadline may have passed.
func (s *state) earlierReports() []calendar.Period {
	var list []calendar.Period
	if s.period.Number > 1 {
		list = append(list, calendar.MonthOf(s.period.Year, time.Month(s.period.Number-1)))
	}
	return append(list, calendar.YearOf(s.e.Form.Year))
}

func (s *state) findOverdueOf(ctx context.Context, unit int, p calendar.Period, receipts map[string]bool) error {
	o, known, err := s.owes(ctx, unit, call{period: p}, receipts)
	if err != nil || !known || o.want == 0 {
		return err
	}
	h := s.holds(o.unit.Name, p)
	if h.frozen || h.closed || h.open != nil || o.nothing() && receipts[o.unit.Name] {
		return nil
	}
	late := form.OverdueReport{Period: p, Named: s.tabs[unit].Period == p}
	late.Explain = late.Named && s.states[unit].Own == rules.Explain
	if len(o.missing) < o.want {
		for _, row := range o.missing {
			late.Missing = append(late.Missing, row.Code)
		}
	}
	s.states[unit].Overdue = append(s.states[unit].Overdue, late)
	return nil
}

// reportedYear reports whether a unit has handed in the year's report.
func (s *state) reportedYear(st UnitState) bool {
	year := calendar.YearOf(s.e.Form.Year)
	if st.Period == year {
		return !st.Refused && (st.Own == rules.OnTime || st.Own == rules.Late)
	}
	_, ok := s.receipts[receiptKey{year.String(), st.Unit.Name}]
	return ok
}

// Yearly counts the units that have handed in the year's report.
func (o *Outcome) Yearly() (year calendar.Period, n int) {
	for _, u := range o.Units {
		if !u.Year.IsZero() {
			year = u.Year
			n++
		}
	}
	return year, n
}
