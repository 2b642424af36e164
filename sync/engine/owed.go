package engine

import (
	"context"
	"slices"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
)

// owed is what a unit's report for a period lacks.
type owed struct {
	unit form.Unit
	// missing are the rows without an answer that can be read, of want.
	missing []form.PlanRow
	want    int
	// asked are the questions that wait for the unit, in the rows' order;
	// those at missing rows are beside, by Mã.
	asked  []ask
	beside map[string][]string
	// troubles say why the tab cannot be read.
	troubles []string
	// unchanged is the question about rows that stand as for another period.
	unchanged string
	// names is what the tab says of its period, where that is not the one.
	names *tabPeriod
}

// tabPeriod is what a tab's cell Kỳ báo cáo says: a period, a text that names
// none, or nothing.
type tabPeriod struct {
	period calendar.Period
	text   string
	// request asks for the right one, and says in which cell.
	request string
}

// ask is a question at a row.
type ask struct {
	row  form.PlanRow
	text string
}

// nothing reports whether there is nothing to tell the unit.
func (o owed) nothing() bool {
	return len(o.missing) == 0 && len(o.asked) == 0 && len(o.troubles) == 0 && o.unchanged == "" && o.names == nil
}

// receiptsOf returns which units have a receipt for a period, this run's
// included.
func (s *state) receiptsOf(ctx context.Context, p calendar.Period) (map[string]bool, error) {
	list, err := s.e.History.Receipts(ctx, s.e.Plan, p.String())
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, r := range slices.Concat(list, s.given) {
		if r.Period == p.String() {
			have[r.Unit] = true
		}
	}
	return have, nil
}

// owes says what a unit's report lacks. It is unknown while the unit's
// workbook cannot be opened: nobody is blamed for that.
func (s *state) owes(ctx context.Context, unit int, c call, receipts map[string]bool) (o owed, known bool, err error) {
	t, u := s.tabs[unit], s.units[unit]
	o = owed{unit: u, want: s.states[unit].Want}
	h := s.holds(u.Name, c.period)
	switch {
	case o.want == 0 || h.frozen || h.closed || h.open != nil:
		return o, true, nil
	case u.File != "" && s.file(u.File).err != nil:
		return o, false, nil
	case t.Refused && receipts[u.Name]:
		return o, true, nil
	case t.Refused:
		for _, p := range t.Problems {
			if p.Level == form.StopTab {
				o.troubles = append(o.troubles, p.Text)
			}
		}
		return o, true, nil
	case t.Period == c.period:
		s.owesHere(&o, unit, c)
	case receipts[u.Name]:
	case t.Period.IsZero() && c.period == s.period:
		s.owesUnnamed(&o, unit)
	default:
		err = s.owesElsewhere(ctx, &o, unit, c.period)
	}
	return o, true, err
}

// owesHere judges a tab that names the period. A report that was handed in may
// still be asked about; once the deadline has passed it is left in peace.
func (s *state) owesHere(o *owed, unit int, c call) {
	st := s.states[unit]
	switch st.Own {
	case rules.OnTime, rules.Late:
		if s.e.Calendar.Deadlines(c.period).Late(s.opt.At) {
			return
		}
	case rules.Explain:
		for _, turn := range s.turns[rowKey{unit, s.tabs[unit].Rows[0].Plan.Code}] {
			if turn.problem.Code == unchangedCode {
				o.unchanged = turn.problem.Text
			}
		}
	}
	s.owesRows(o, unit)
}

// owesRows takes the rows of a unit's tab as they are.
func (s *state) owesRows(o *owed, unit int) {
	o.missing, o.beside = s.planRows(unit, s.states[unit].Missing), map[string][]string{}
	for _, a := range s.asked(unit) {
		code := a.row.Code
		if slices.Contains(s.states[unit].Missing, code) {
			o.beside[code] = append(o.beside[code], a.text)
		} else {
			o.asked = append(o.asked, a)
		}
	}
}

// owesUnnamed judges a tab that names no period: its rows count for the run's.
func (s *state) owesUnnamed(o *owed, unit int) {
	t := s.tabs[unit]
	o.names = &tabPeriod{text: t.PeriodText, request: t.AskForPeriod(s.period)}
	if !s.unchanged[unit].IsZero() {
		o.missing = s.compulsory(unit)
		return
	}
	s.owesRows(o, unit)
}

// owesElsewhere judges a tab that names another period by what was last seen
// of this one.
func (s *state) owesElsewhere(ctx context.Context, o *owed, unit int, p calendar.Period) error {
	past, err := s.readPast(ctx)
	if err != nil {
		return err
	}
	old, err := past.tab(ctx, unit, p)
	if err != nil {
		return err
	}
	for _, row := range s.compulsory(unit) {
		if rowOf(old, row.Code).Blank() && rowOf(old, form.HeadCode(row.Code)).Sentence == "" {
			o.missing = append(o.missing, row)
		}
	}
	if t := s.tabs[unit]; len(o.missing) > 0 {
		o.names = &tabPeriod{t.Period, t.PeriodText, t.AskForPeriod(p)}
	}
	return nil
}

// compulsory are the rows in which a unit has to answer.
func (s *state) compulsory(unit int) []form.PlanRow {
	var rows []form.PlanRow
	for _, row := range form.Expected(s.plan, s.roster)[unit] {
		if !row.Head {
			rows = append(rows, row)
		}
	}
	return rows
}

// planRows returns the rows of some Mã as the plan has them.
func (s *state) planRows(unit int, codes []string) []form.PlanRow {
	var rows []form.PlanRow
	for _, row := range form.Expected(s.plan, s.roster)[unit] {
		if slices.Contains(codes, row.Code) && !row.Head {
			rows = append(rows, row)
		}
	}
	return rows
}

// asked returns the questions that wait for a unit, in the order of its rows.
func (s *state) asked(unit int) []ask {
	byCode := map[string][]string{}
	for _, st := range s.indicator {
		for j, p := range st.Indicator.Parts {
			if at, ok := s.roster.Find(p.Owner); ok && at == unit {
				v := st.Verdict.Parts[j]
				byCode[p.Code] = concat(byCode[p.Code], v.Questions, v.Doubts)
			}
		}
	}
	for _, t := range s.tasks {
		if at, ok := s.roster.Find(t.Task.Owner); ok && at == unit {
			byCode[t.Task.Code] = concat(byCode[t.Task.Code], t.Remarks)
		}
	}
	var list []ask
	for _, r := range s.tabs[unit].Rows {
		texts := byCode[r.Plan.Code]
		for _, turn := range s.turns[rowKey{unit, r.Plan.Code}] {
			if !turn.explained && turn.problem.Code != unchangedCode {
				texts = append(texts, turn.problem.Text)
			}
		}
		for _, p := range s.tabs[unit].Problems {
			if p.Level == form.Ask && stands(p, r) && !slices.Contains(texts, p.Text) {
				texts = append(texts, p.Text)
			}
		}
		for _, text := range texts {
			list = append(list, ask{r.Plan, text})
		}
	}
	return list
}

// stands reports whether a problem is about a cell that people filled in.
func stands(p form.Problem, r form.UnitRow) bool {
	return slices.ContainsFunc(r.Seen, func(c form.Seen) bool { return c.At == p.At })
}
