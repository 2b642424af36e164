package engine

import (
	"context"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// state is one run between its steps.
type state struct {
	e    *Engine
	opt  Options
	asOf rules.AsOf
	run  int64

	period calendar.Period
	main   *workbook.Snapshot
	files  []*unitFile
	plan   form.PlanTab
	units  []form.Unit
	roster *form.Roster
	tabs   []form.UnitTab // tabs[i] belongs to units[i]
	// record is what the history says of closed periods, seen what it says of
	// the periods that were asked for.
	record record
	// placed are the closed Biểu that the workbook lacks, remembered what is to
	// be known of them later.
	placed     []workbook.Layout
	remembered []form.Written
	// from says, for the units of a period that is being closed, for which
	// period their figures stood; shown is how the Biểu were last seen, by number.
	// doubts say why, by name, some have not reported though their rows are there.
	from   []calendar.Period
	doubts map[string]string
	shown  map[string][]form.Shown
	seen   map[calendar.Period][]history.Observation
	// turns are what rows say against what stood before; unchanged names, by
	// unit, the period whose rows a unit left as they were.
	turns     map[rowKey][]turn
	unchanged map[int]calendar.Period
	// bieu are the Biểu as this run leaves them.
	bieu []bieuShown
	// receipts are those that are known, given the ones made out in this run.
	receipts map[receiptKey]history.Receipt
	given    []history.Receipt

	verdicts  []rules.Verdict
	indicator []IndicatorState
	tasks     []TaskState
	states    []UnitState
	problems  []form.Problem
	refused   []string
	unwritten int // tabs of units that did not take what was to be written
	kept      int

	reads, writes, cells int
	mainWritten          bool
	began                time.Time // on the clock
}

// bieuShown is a Biểu as its readers see it.
type bieuShown struct {
	number string
	shown  []form.Shown
}

// unitFile is a workbook beside the main one, as the column Tệp names it.
type unitFile struct {
	name     string
	book     workbook.Workbook
	snapshot *workbook.Snapshot
	err      error
}

// judge reads the workbooks of the units and judges the plan.
func (e *Engine) judge(ctx context.Context, main *workbook.Snapshot, opt Options) (*state, error) {
	s := &state{e: e, opt: opt, main: main, reads: 1}
	if err := s.readPlan(); err != nil {
		return nil, err
	}
	if err := s.readRecord(ctx); err != nil {
		return nil, err
	}
	s.period = e.period(s.opt)
	s.asOf = e.asOf(s.period, s.opt)
	if err := s.tellChanged(ctx); err != nil {
		return nil, err
	}
	s.openFiles(ctx)
	if err := s.readUnits(ctx); err != nil {
		s.close()
		return nil, err
	}
	e.progress(PhaseJudge, 0, 0)
	s.evaluate()
	if err := s.recall(ctx); err != nil {
		s.close()
		return nil, err
	}
	s.unitStates()
	if err := s.findOverdue(ctx); err != nil {
		s.close()
		return nil, err
	}
	s.problems = append(s.problems, s.blind()...)
	return s, nil
}

// close closes the workbooks of the units; the main one is the caller's.
func (s *state) close() {
	for _, f := range s.files {
		if f.book != nil {
			if err := f.book.Close(); err != nil {
				s.e.Log.Warn("workbook not closed", "file", f.name, "error", err)
			}
		}
	}
}

// period is the month the run works for, kept within the plan's year.
func (e *Engine) period(opt Options) calendar.Period {
	p := e.Calendar.Current(opt.At)
	switch year := e.Form.Year; {
	case p.Year > year:
		return calendar.MonthOf(year, 12)
	case p.Year < year:
		return calendar.MonthOf(year, 1)
	}
	return p
}

func (e *Engine) asOf(p calendar.Period, opt Options) rules.AsOf {
	span := e.Calendar.Span(p)
	year := e.Calendar.Span(calendar.YearOf(e.Form.Year))
	return rules.AsOf{
		At: opt.At, CutOff: span.To,
		PeriodEnded: opt.Final || !opt.At.Before(span.To),
		YearEnded:   opt.Final || !opt.At.Before(year.To),
		Closed:      opt.Final,
	}
}

// readPlan reads the tabs Kế hoạch and Đơn vị, without which there is nothing
// to judge.
func (s *state) readPlan() error {
	set := s.e.Form
	var problems []form.Problem
	planGrid, unitsGrid := s.main.Grid(set.Tabs.Plan), s.main.Grid(set.Tabs.Units)
	if planGrid == nil {
		problems = append(problems, form.ProblemNoFixedTab(set.Tabs.Plan))
	} else {
		s.plan = form.ReadPlan(planGrid, set)
		problems = append(problems, s.plan.Problems...)
	}
	if unitsGrid == nil {
		problems = append(problems, form.ProblemNoFixedTab(set.Tabs.Units))
	} else {
		var more []form.Problem
		s.units, more = form.ReadUnits(unitsGrid, set)
		problems = append(problems, more...)
	}
	for _, p := range problems {
		if p.Level == form.StopTab {
			return &PlanError{Problems: problems}
		}
	}
	s.problems = problems
	s.roster = form.NewRoster(s.units)
	for _, row := range s.plan.Rows {
		if row.Owner == "" || row.Head || row.Group {
			continue
		}
		if _, ok := s.roster.Find(row.Owner); !ok {
			s.problems = append(s.problems, form.ProblemUnknownOwner(row))
		}
	}
	return nil
}

// openFiles opens each workbook that the column Tệp names, once.
func (s *state) openFiles(ctx context.Context) {
	for _, u := range s.units {
		if u.File == "" || s.file(u.File) != nil {
			continue
		}
		f := &unitFile{name: u.File}
		s.files = append(s.files, f)
		if s.e.Open == nil {
			f.err = workbook.ErrNotFound
			continue
		}
		if f.book, f.err = s.e.Open(ctx, u.File); f.err == nil {
			f.snapshot, f.err = f.book.Read(ctx)
			s.reads++
		}
		if f.err != nil {
			s.e.Log.WarnContext(ctx, "unit workbook not read", "file", u.File, "error", f.err)
		}
	}
}

func (s *state) file(name string) *unitFile {
	for _, f := range s.files {
		if f.name == name {
			return f
		}
	}
	return nil
}

// readUnits reads every unit's tab. What is wrong with one stops that one only.
func (s *state) readUnits(ctx context.Context) error {
	expected := form.Expected(s.plan, s.roster)
	for i, u := range s.units {
		t := s.readUnit(u, expected[i])
		if err := s.freeze(ctx, &t, expected[i]); err != nil {
			return err
		}
		if t.Refused {
			s.refused = append(s.refused, u.Tab)
		}
		s.problems = append(s.problems, t.Problems...)
		s.tabs = append(s.tabs, t)
		s.e.progress(PhaseUnits, len(s.tabs), len(s.units))
	}
	return nil
}

func (s *state) readUnit(u form.Unit, expected []form.PlanRow) form.UnitTab {
	snapshot := s.main
	if u.File != "" {
		f := s.file(u.File)
		if f.err != nil {
			return form.UnreadableFile(u, expected, f.err)
		}
		snapshot = f.snapshot
	}
	g := snapshot.Grid(u.Tab)
	if g == nil {
		return form.MissingTab(u, expected)
	}
	set := s.e.Form
	set.Asked = s.period
	return form.ReadUnit(g, u, expected, set)
}

// evaluate hands the units' words to the rules, in the plan's order.
func (s *state) evaluate() {
	reports := make([]rules.Report, len(s.plan.Plan.Indicators))
	rows := s.rowsByCode()
	for i, ind := range s.plan.Plan.Indicators {
		for _, p := range ind.Parts {
			var r rules.PartReport
			if unit, ok := s.roster.Find(p.Owner); ok {
				r = partReport(p.Code, rows[rowKey{unit, p.Code}], rows[rowKey{unit, form.HeadCode(p.Code)}])
				r.Unread = s.tabs[unit].Refused
				if s.tabs[unit].OtherYear {
					r.OtherPeriod = s.tabs[unit].Period.Short()
				}
			}
			reports[i].Parts = append(reports[i].Parts, r)
		}
	}
	s.verdicts = rules.Evaluate(s.plan.Plan, reports, s.asOf)
}

// partReport is what a unit wrote for a part in its own row and in the one of
// the whole indicator.
func partReport(code string, own, head form.UnitRow) rules.PartReport {
	r := rules.PartReport{Figure: own.Figure, Sentence: own.Sentence, Estimate: own.Estimate}
	if form.HeadCode(code) != code {
		r.Head = head.Sentence
		r.Estimate = r.Estimate || head.Estimate
	}
	return r
}

// rowKey names a row of a unit's tab.
type rowKey struct {
	unit int
	code string
}

func (s *state) rowsByCode() map[rowKey]form.UnitRow {
	rows := map[rowKey]form.UnitRow{}
	for unit, t := range s.tabs {
		for _, r := range t.Rows {
			rows[rowKey{unit, r.Plan.Code}] = r
		}
	}
	return rows
}
