package engine

import (
	"context"
	"errors"
	"strings"
	"time"

	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/form"
	"bieu/sync/history"
)

// The reasons for which a unit cannot be let in again.
var (
	ErrNotClosed = errors.New("the period is not closed")
	ErrNoReason  = errors.New("no reason is given")
	ErrPast      = errors.New("the reopening would end before it begins")
)

// UnitError names a unit that the plan does not have, beside those it has.
type UnitError struct {
	Name  string
	Units []string
}

func (e *UnitError) Error() string { return "no unit " + e.Name }

// ReopenOptions say who is let in again for which period, why and how long.
type ReopenOptions struct {
	At, Until    time.Time
	Period       calendar.Period
	Unit, Reason string
}

// PrepareReopening looks whether a unit can be let in again, and returns what
// would be recorded. Nothing is recorded yet.
//
// Errors: those of workbook.Workbook, *PlanError, *UnitError, ErrNoHistory,
// ErrOtherYear, ErrNotClosed, ErrNoReason, ErrPast.
func (e *Engine) PrepareReopening(ctx context.Context, opt ReopenOptions) (history.Reopening, error) {
	r := history.Reopening{
		Plan: e.Plan, Period: opt.Period.String(), Reason: strings.TrimSpace(opt.Reason), At: opt.At, Until: opt.Until,
	}
	switch {
	case e.History == nil:
		return r, ErrNoHistory
	case opt.Period.Year != e.Form.Year:
		return r, ErrOtherYear
	case r.Reason == "":
		return r, ErrNoReason
	case !opt.Until.After(opt.At):
		return r, ErrPast
	}
	s, err := e.roster(ctx, opt.At)
	if err != nil {
		return r, err
	}
	unit, err := s.findUnit(opt.Unit)
	if err != nil {
		return r, err
	}
	r.Unit = unit.Name
	if h := s.holds(unit.Name, opt.Period); !h.frozen && h.open == nil {
		return r, ErrNotClosed
	}
	return r, nil
}

// Reopen records that a unit is let in again.
func (e *Engine) Reopen(ctx context.Context, r history.Reopening) error {
	if _, err := e.History.Reopen(ctx, r); err != nil {
		return err
	}
	e.Log.InfoContext(ctx, "unit let in again", "period", r.Period, "unit", r.Unit, "until", r.Until)
	return nil
}

// roster reads who reports, without judging anything.
func (e *Engine) roster(ctx context.Context, at time.Time) (*state, error) {
	snapshot, err := e.Main.Read(ctx)
	if err != nil {
		return nil, err
	}
	s := &state{e: e, opt: Options{At: at}, main: snapshot, reads: 1}
	if err := s.readPlan(); err != nil {
		return nil, err
	}
	s.period = e.period(s.opt)
	return s, s.readRecord(ctx)
}

// findUnit finds a unit by its name or code, or else by its tab, however they
// are typed.
func (s *state) findUnit(name string) (form.Unit, error) {
	if i, ok := s.roster.Find(name); ok {
		return s.units[i], nil
	}
	unknown := &UnitError{Name: name}
	for _, u := range s.units {
		if language.Key(u.Tab) == language.Key(name) {
			return u, nil
		}
		unknown.Units = append(unknown.Units, u.Name)
	}
	return form.Unit{}, unknown
}
