package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// The reasons for which nothing can be put back.
var (
	ErrNothingThen = errors.New("nothing was seen of the unit by then")
	ErrUnreadTab   = errors.New("the unit's tab cannot be read")
)

// CodeError names a Mã of which neither the unit's tab nor the history knows.
type CodeError struct{ Code, Unit string }

func (e *CodeError) Error() string { return "no row " + e.Code + " of " + e.Unit }

// PeriodError says that a unit's tab names another period than it did then.
type PeriodError struct {
	Unit      string
	Then, Now calendar.Period
}

func (e *PeriodError) Error() string {
	return fmt.Sprintf("%s reported for %s then and for %s now", e.Unit, e.Then, e.Now)
}

// RestoreOptions say what is to be put back: what stood when run Run had
// ended, or before the instant Before.
type RestoreOptions struct {
	At     time.Time
	Run    int64
	Before time.Time
	// Unit is whose tab, Code the one row; "" for all.
	Unit, Code string
}

// Restoration is what would be put back into a unit's tab.
type Restoration struct {
	Unit   form.Unit
	Period calendar.Period
	// Cells are what would be written; Left what is not, each for its reason.
	Cells []RestoreCell
	Left  []RestoreCell

	engine *Engine
	opt    RestoreOptions
}

// RestoreCell is one cell that says something else than it did.
type RestoreCell struct {
	Code, Column string
	At           workbook.Address // Row -1 for a row that the tab no longer has
	Now, Then    workbook.Cell
	// Why is the reason for which the cell is left alone: "" for none,
	// "formula", "filled", "gone", "error", "changed".
	Why string
}

// The reasons for which a cell is left alone.
const (
	LeftFormula = "formula" // a formula stands there
	LeftFilled  = "filled"  // nothing stood there then; people wrote in it since
	LeftGone    = "gone"    // the tab no longer has the row
	LeftError   = "error"   // an error mark stood there, which cannot be typed
	LeftChanged = "changed" // it was changed after it was shown
)

// PrepareRestoring reads a unit's tab and works out which cells people deleted
// or overwrote since. Cells that were blank then are left alone unless their row
// is named. Nothing is written.
//
// Errors: those of workbook.Workbook, *PlanError, *UnitError, *PeriodError,
// *CodeError, ErrNoHistory, ErrNothingThen, ErrUnreadTab.
func (e *Engine) PrepareRestoring(ctx context.Context, opt RestoreOptions) (*Restoration, error) {
	if e.History == nil {
		return nil, ErrNoHistory
	}
	s, err := e.roster(ctx, opt.At)
	if err != nil {
		return nil, err
	}
	defer s.close()
	r := &Restoration{engine: e, opt: opt}
	_, _, err = s.compareWith(ctx, r)
	return r, err
}

// compareWith fills in a restoration; it returns the workbook in which the
// unit's tab stands and what was read of it.
func (s *state) compareWith(ctx context.Context, r *Restoration) (workbook.Workbook, *workbook.Snapshot, error) {
	var err error
	if r.Unit, err = s.findUnit(r.opt.Unit); err != nil {
		return nil, nil, err
	}
	s.openFiles(ctx)
	i, _ := s.roster.Find(r.Unit.Name)
	t := s.readUnit(r.Unit, form.Expected(s.plan, s.roster)[i])
	if t.Refused {
		return nil, nil, ErrUnreadTab
	}
	then, err := s.stoodThen(ctx, r.opt, r.Unit.Name)
	if err != nil {
		return nil, nil, err
	}
	if r.Period, err = s.periodThen(t, then); err != nil {
		return nil, nil, err
	}
	r.Cells, r.Left = nil, nil
	known := slices.ContainsFunc(t.Rows, func(row form.UnitRow) bool { return row.Plan.Code == r.opt.Code }) ||
		slices.ContainsFunc(then, func(o history.Observation) bool { return o.Code == r.opt.Code })
	if r.opt.Code != "" && !known {
		return nil, nil, &CodeError{r.opt.Code, r.Unit.Name}
	}
	s.compareCells(r, t, then)
	if f := s.file(r.Unit.File); f != nil {
		return f.book, f.snapshot, nil
	}
	return s.e.Main, s.main, nil
}

// stoodThen returns what was known of a unit at that time, of every period.
func (s *state) stoodThen(ctx context.Context, opt RestoreOptions, unit string) ([]history.Observation, error) {
	if opt.Run > 0 {
		if _, err := s.e.History.Run(ctx, s.e.Plan, opt.Run); err != nil {
			return nil, err
		}
	}
	all, err := s.e.History.Query(ctx, s.e.Plan, history.Query{Unit: unit})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o history.Observation) bool {
		if opt.Run > 0 {
			return o.Run > opt.Run
		}
		return !o.SeenAt.Before(opt.Before)
	})
	if len(all) == 0 {
		return nil, ErrNothingThen
	}
	return all, nil
}

// periodThen is the period whose figures are put back: the one that the tab
// names now, of which something must have been seen by then.
func (s *state) periodThen(t form.UnitTab, then []history.Observation) (calendar.Period, error) {
	last, err := calendar.ParsePeriod(then[len(then)-1].Period)
	if err != nil {
		return last, err
	}
	now := t.Period
	if now.IsZero() {
		return last, nil
	}
	for _, o := range then {
		if o.Period == now.String() {
			return now, nil
		}
	}
	return now, &PeriodError{Unit: t.Unit.Name, Then: last, Now: now}
}

// compareCells sets the tab's cells beside what they said.
func (s *state) compareCells(r *Restoration, t form.UnitTab, then []history.Observation) {
	inPeriod := func(o history.Observation) bool { return o.Period == r.Period.String() }
	cells, _ := pasts(then, r.Unit.Name, inPeriod)
	for _, past := range cells {
		if r.opt.Code != "" && past.Code != r.opt.Code {
			continue
		}
		c := RestoreCell{Code: past.Code, Column: past.Column, Then: past.Cell, At: workbook.Address{Tab: r.Unit.Tab, Row: -1}}
		found := false
		for _, row := range t.Rows {
			for _, seen := range row.Seen {
				if row.Plan.Code == past.Code && seen.Column == past.Column {
					c.At, c.Now, found = seen.At, seen.Cell, true
				}
			}
		}
		r.sort(c, found)
	}
	r.newCells(t, cells)
	r.periodCell(t, then)
	order := func(a, b RestoreCell) int {
		return strings.Compare(fmt.Sprintf("%08d %08d", a.At.Row, a.At.Col), fmt.Sprintf("%08d %08d", b.At.Row, b.At.Col))
	}
	slices.SortStableFunc(r.Cells, order)
	slices.SortStableFunc(r.Left, order)
}

// periodCell puts the period cell back where it was emptied or cannot be read.
func (r *Restoration) periodCell(t form.UnitTab, then []history.Observation) {
	if r.opt.Code != "" || !t.Period.IsZero() || t.PeriodSeen.Column == "" {
		return
	}
	for i := len(then) - 1; i >= 0; i-- {
		if o := then[i]; o.Code == "" && o.Period == r.Period.String() && o.Raw != "" {
			r.sort(RestoreCell{Column: o.Column, At: t.PeriodSeen.At, Now: t.PeriodSeen.Cell, Then: cellOf(o)}, true)
			return
		}
	}
}

// newCells finds cells of which nothing was seen by then and in which people
// have written since.
func (r *Restoration) newCells(t form.UnitTab, known []form.Past) {
	for _, row := range t.Rows {
		if r.opt.Code != "" && row.Plan.Code != r.opt.Code {
			continue
		}
		for _, seen := range row.Seen {
			if seen.Cell.Kind == workbook.Blank || slices.ContainsFunc(known, func(p form.Past) bool {
				return p.Code == row.Plan.Code && p.Column == seen.Column
			}) {
				continue
			}
			r.sort(RestoreCell{Code: row.Plan.Code, Column: seen.Column, At: seen.At, Now: seen.Cell}, true)
		}
	}
}

// sort puts a cell among those to be written or those to be left alone.
func (r *Restoration) sort(c RestoreCell, found bool) {
	switch {
	case !found && c.Then.Kind == workbook.Blank:
		return
	case !found:
		c.Why = LeftGone
	case c.Now.Formula:
		c.Why = LeftFormula
	case form.SameRecord(c.Then, c.Now):
		return
	case c.Then.Kind == workbook.Error:
		c.Why = LeftError
	case c.Then.Kind == workbook.Blank && r.opt.Code == "":
		c.Why = LeftFilled
	}
	if c.Why == "" {
		r.Cells = append(r.Cells, c)
	} else {
		r.Left = append(r.Left, c)
	}
}

// Carry puts the cells back that still say what was shown, and records it as a
// run. It returns the cells that were written; the others are then in Left.
//
// Errors: those of workbook.Workbook and of PrepareRestoring.
func (r *Restoration) Carry(ctx context.Context) ([]RestoreCell, error) {
	e := r.engine
	s, err := e.roster(ctx, r.opt.At)
	if err != nil {
		return nil, err
	}
	defer s.close()
	now := &Restoration{engine: e, opt: r.opt}
	book, snapshot, err := s.compareWith(ctx, now)
	if err != nil {
		return nil, err
	}
	if now.Period != r.Period {
		return nil, &PeriodError{Unit: r.Unit.Name, Then: r.Period, Now: now.Period}
	}
	cells := r.unchanged(now)
	if len(cells) == 0 || e.DryRun {
		return cells, nil
	}
	run, err := e.History.Begin(ctx, history.Run{Plan: e.Plan, Period: r.Period.String(), Cause: "restore", At: r.opt.At, Fixed: e.Fixed})
	if err != nil {
		return nil, err
	}
	edit := workbook.Edit{Base: snapshot}
	for _, c := range cells {
		edit.Cells = append(edit.Cells, workbook.CellEdit{Address: c.At, Value: c.Then})
	}
	failed := s.writeOne(ctx, book, edit)
	end := history.End{At: r.opt.At, Outcome: "done", Reads: s.reads, Writes: s.writes, Cells: s.cells, Log: restoreLog(r.opt, cells)}
	if failed == nil {
		end.Restored = restored(cells)
	} else {
		end.Outcome, end.Log = "failed", end.Log+failed.Error()
	}
	return cells, errors.Join(failed, e.History.Finish(context.WithoutCancel(ctx), run, end))
}

// unchanged returns the cells that say the same as when they were shown, at
// their present places, and moves the others to those that are left alone.
func (r *Restoration) unchanged(now *Restoration) []RestoreCell {
	var cells []RestoreCell
	for _, shown := range r.Cells {
		at := slices.IndexFunc(now.Cells, func(c RestoreCell) bool {
			return c.Code == shown.Code && c.Column == shown.Column && c.Now.Same(shown.Now) && c.Then.Same(shown.Then)
		})
		if at < 0 {
			shown.Why = LeftChanged
			r.Left = append(r.Left, shown)
			continue
		}
		cells = append(cells, now.Cells[at])
	}
	return cells
}

// restored is what was put back, for the record.
func restored(cells []RestoreCell) []history.Restored {
	var list []history.Restored
	for _, c := range cells {
		list = append(list, history.Restored{
			Cell: c.At.String(), Code: c.Code, Column: c.Column,
			Before: c.Now.Value, BeforeKind: kindOfCell(c.Now), Text: c.Then.Value, Kind: kindOfCell(c.Then),
		})
	}
	return list
}

func restoreLog(opt RestoreOptions, cells []RestoreCell) string {
	from := fmt.Sprintf("before %s", opt.Before.UTC().Format(time.RFC3339))
	if opt.Run > 0 {
		from = fmt.Sprintf("as of run %d", opt.Run)
	}
	text := "restore " + from + "\n"
	for _, c := range cells {
		text += fmt.Sprintf("%s %s %s: %q -> %q\n", c.At, c.Code, c.Column, c.Now.Value, c.Then.Value)
	}
	return text
}
