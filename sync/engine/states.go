package engine

import (
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/rules/plan"
	"bieu/sync/form"
	"bieu/sync/history"
)

// UnitState is where one unit stands in the run's period.
type UnitState struct {
	Unit     form.Unit
	Reported bool
	Refused  bool
	// Standing is where the unit's report for the run's period stands, Own
	// where the one stands for Period, which its tab names.
	Standing, Own rules.Standing
	// Period is what the unit's tab says it reports for, PeriodText how.
	Period     calendar.Period
	PeriodText string
	// Earlier is the period whose rows the unit left as they were; zero where
	// it changed them.
	Earlier calendar.Period
	// Receipt is that for Period; its zero value is none.
	Receipt history.Receipt
	// Until is when a unit whose period was reopened must be done.
	Until time.Time
	// Overdue are earlier reports that the unit still owes; Year is the plan's
	// year where the unit has handed in the year's report.
	Overdue []form.OverdueReport
	Year    calendar.Period
	// Have of Want compulsory rows are answered; Missing are the Mã of the
	// others.
	Have, Want int
	Missing    []string
}

// IndicatorState is one indicator with its judgement.
type IndicatorState struct {
	Indicator plan.Indicator
	Targets   []plan.Version // Targets[i] counts for part i
	Verdict   rules.Verdict
	Words     string
	// Office is what the office's own Biểu says, Differs whether that is not
	// what the figures say. Check alone fills them.
	// OfficeAt is the cell in which it stands.
	Office, OfficeAt string
	Differs          bool
}

// TaskState is one task and whether its unit wrote about it.
type TaskState struct {
	Task     plan.Task
	Unit     string
	Reported bool
	// Remarks are claims in the sentence that do not add up.
	Remarks []string
	Result  string
}

// unitStates counts what each unit has answered and puts the indicators' and
// tasks' states together.
func (s *state) unitStates() {
	type part struct {
		code    string
		missing bool
	}
	wanted := make([][]part, len(s.units))
	for i, ind := range s.plan.Plan.Indicators {
		v := s.verdicts[i]
		st := IndicatorState{Indicator: ind, Verdict: v, Words: s.e.Form.Words[v.Status]}
		for j, p := range ind.Parts {
			st.Targets = append(st.Targets, p.At(lastDay(s.asOf)))
			if unit, ok := s.roster.Find(p.Owner); ok {
				wanted[unit] = append(wanted[unit], part{p.Code, v.Parts[j].Missing || s.unreadable(unit, p.Code)})
			}
		}
		s.indicator = append(s.indicator, st)
	}
	rows := s.rowsByCode()
	for _, task := range s.plan.Plan.Tasks {
		st := TaskState{Task: task}
		if unit, ok := s.roster.Find(task.Owner); ok && task.Owner != "" {
			r := rows[rowKey{unit, task.Code}]
			st.Unit, st.Result = s.units[unit].Name, r.Sentence
			st.Reported = !r.Blank() && !s.tabs[unit].OtherYear
			st.Remarks = remarks(r.Sentence)
			wanted[unit] = append(wanted[unit], part{task.Code, r.Blank()})
		}
		s.tasks = append(s.tasks, st)
	}
	for i, u := range s.units {
		t := s.tabs[i]
		st := UnitState{
			Unit: u, Refused: t.Refused, Period: t.Period, PeriodText: t.PeriodText,
			Want: len(wanted[i]), Earlier: s.unchanged[i],
		}
		for _, p := range wanted[i] {
			if p.missing {
				st.Missing = append(st.Missing, p.code)
			} else {
				st.Have++
			}
		}
		s.stand(i, &st)
		s.states = append(s.states, st)
	}
}

// stand says where a unit's report stands, and makes out its receipt if it is
// due.
func (s *state) stand(unit int, st *UnitState) {
	s.giveReceipt(unit, st.Have, st.Want)
	e := s.evidence(unit, s.period, st.Have, st.Want)
	st.Standing, st.Reported = rules.Stand(e), rules.Reported(e) && !st.Refused
	if !st.Period.IsZero() {
		st.Own = rules.Stand(s.evidence(unit, st.Period, st.Have, st.Want))
		if s.e.History != nil {
			st.Receipt = s.receipts[receiptKey{st.Period.String(), st.Unit.Name}]
		}
	}
	if s.reportedYear(*st) {
		st.Year = calendar.YearOf(s.e.Form.Year)
	}
	if h := s.holds(st.Unit.Name, s.period); h.open != nil {
		st.Until = h.open.Until
	}
}

// otherYear reports whether a period is of another year than the plan's.
func (s *state) otherYear(p calendar.Period) bool { return !p.IsZero() && p.Year != s.e.Form.Year }

// Words says where the unit stands in the run's period, with the detail that
// helps.
func (u UnitState) Words(period calendar.Period, loc *time.Location) string {
	return form.UnitWords(u.Standing, period, form.UnitDetail{
		Refused: u.Refused, Names: u.Period, NamesText: u.PeriodText, Own: u.Own,
		Earlier: u.Earlier, Receipt: u.Receipt.At, Until: u.Until, Overdue: u.Overdue,
	}, loc)
}

// Short names a unit that has not reported, with the reason in brackets.
func (u UnitState) Short(period calendar.Period) string {
	if u.Standing == rules.Explain {
		return form.UnitUnchanged(u.Unit.Name)
	}
	if !u.Year.IsZero() && u.Period != period && !u.Refused {
		return form.UnitYearly(u.Unit.Name, u.Year)
	}
	return form.UnitShort(u.Unit.Name, u.Refused, u.Period == period, u.Missing)
}

// unreadable reports whether a row's figure was written but no number can be
// read from it and no sentence stands for it.
func (s *state) unreadable(unit int, code string) bool {
	if s.tabs[unit].Refused {
		return true
	}
	for _, r := range s.tabs[unit].Rows {
		if r.Plan.Code == code {
			unread := r.Figure.Action == language.ActionReject || r.Figure.Action == language.ActionAsk && r.Figure.Value == ""
			return unread && r.Sentence == ""
		}
	}
	return false
}

// remarks checks the claims of a task's sentence.
func remarks(sentence string) []string {
	var lines []string
	for _, c := range language.ReadResult(sentence, language.Known{}).Claims {
		if c.Verdict == language.VerdictWarn || c.Verdict == language.VerdictAsk {
			lines = append(lines, c.Why)
		}
	}
	return lines
}

func (s *state) outcome() *Outcome {
	o := s.e.newOutcome(s.opt, s.period)
	o.Run, o.Units, o.Indicators, o.Tasks = s.run, s.states, s.indicator, s.tasks
	o.Problems, o.Questions, o.Refused, o.Kept = s.problems, s.questions(), s.refused, s.kept
	o.Reads, o.Writes, o.Cells, o.Shown = s.reads, s.writes, s.cells, s.mainWritten && !s.e.DryRun
	for _, t := range s.tabs {
		o.RowsExpected += t.Expected
		o.RowsRead += len(t.Rows)
	}
	return o
}

func (e *Engine) newOutcome(opt Options, period calendar.Period) *Outcome {
	return &Outcome{
		Plan: e.Plan, At: opt.At, Fixed: e.Fixed, Period: period, Moment: form.Moment(opt.At, e.Form.Location),
		Words: e.Form.Words, WordOrder: form.CountWords(e.Form), Reads: 1,
	}
}
