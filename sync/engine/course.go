package engine

import (
	"context"

	"github.com/shopspring/decimal"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/rules/plan"
	"bieu/sync/form"
	"bieu/sync/history"
)

// turn is what a row says against what stood before: a question, or the
// explanation that the unit gave.
type turn struct {
	problem   form.Problem
	explained bool
}

// recall holds what the units wrote against what stood before. Tabs of closed
// periods are left out: what was changed in them is told elsewhere.
func (s *state) recall(ctx context.Context) error {
	s.turns, s.unchanged = map[rowKey][]turn{}, map[int]calendar.Period{}
	if s.e.History == nil {
		return nil
	}
	if err := s.readReceipts(ctx); err != nil {
		return err
	}
	p, err := s.readPast(ctx)
	if err != nil {
		return err
	}
	for unit, t := range s.tabs {
		if s.fixed(unit) || t.OtherYear {
			continue
		}
		for _, r := range t.Rows {
			if err := s.findGone(ctx, p, unit, r); err != nil {
				return err
			}
		}
		if err := s.findUnchanged(ctx, p, unit); err != nil {
			return err
		}
	}
	return s.findTurns(ctx, p)
}

// own is the period under which a unit's rows count: the one that its tab
// names, else the run's. Where a period is being closed it is the one under
// which they were found.
func (s *state) own(unit int) calendar.Period {
	if unit < len(s.from) && !s.from[unit].IsZero() {
		return s.from[unit]
	}
	if q := s.tabs[unit].Period; !q.IsZero() {
		return q
	}
	return s.period
}

// fixed reports whether a unit's rows are not what its tab says now.
func (s *state) fixed(unit int) bool {
	return s.tabs[unit].Refused || s.holds(s.units[unit].Name, s.own(unit)).frozen
}

// findGone asks about the cells of a row that were filled in for the same
// period and are blank. A figure that the sentence names by now is not gone.
func (s *state) findGone(ctx context.Context, p *past, unit int, r form.UnitRow) error {
	for _, cell := range r.Seen {
		if !answerColumn(cell.Column) || cell.Cell.Value != "" || cell.Cell.Formula {
			continue
		}
		last, note, err := s.lastContent(ctx, p, unit, r.Plan.Code, cell.Column)
		if err != nil {
			return err
		}
		if last.Raw == "" || cell.Column == form.ColumnFigure && (noFigure(last) || names(r.Sentence, last.Raw)) {
			continue
		}
		explained := rules.Explained(r.Text(form.ColumnNote), note)
		s.turn(unit, r.Plan.Code, turn{explained: explained, problem: form.Problem{
			At: cell.At, Code: string(rules.Disappeared), Level: form.Ask, File: s.units[unit].File,
			Text: rules.WordsOfGone(contentWords(last), form.Moment(last.SeenAt, s.e.Form.Location), explained),
		}})
	}
	return nil
}

// lastContent returns what was last seen in a cell that is blank now, and the
// note that stood beside it before it went.
func (s *state) lastContent(ctx context.Context, p *past, unit int, code, column string) (last history.Observation, note string, err error) {
	name, own := s.units[unit].Name, s.own(unit)
	seen, err := p.seen(ctx, name, own)
	if err != nil {
		return last, "", err
	}
	known := false
	for _, o := range seen {
		if o.Code == code && o.Column == column {
			last, known = o, true
		}
		if o.Code == code && o.Column == form.ColumnNote {
			note = o.Raw
		}
	}
	if !known || last.Raw != "" {
		return last, note, nil
	}
	// An earlier run saw that it went: what stood there is further back.
	all, err := s.e.History.Query(ctx, s.e.Plan, history.Query{Unit: name, Code: code, Period: own.String()})
	if err != nil {
		return last, "", err
	}
	before := ""
	for _, o := range all {
		switch {
		case o.Code == code && o.Column == form.ColumnNote:
			before = o.Raw
		case o.Code == code && o.Column == column && o.Raw != "":
			last = o
		case o.Code == code && o.Column == column:
			note = before
		}
	}
	return last, note, nil
}

// noFigure reports whether words were typed where a figure belongs: units are
// asked to move them elsewhere.
func noFigure(o history.Observation) bool {
	return language.ReadCell(o.Raw, language.Known{}).Value == ""
}

// names reports whether a sentence holds a figure.
func names(sentence, figure string) bool {
	d, err := decimal.NewFromString(figure)
	if err != nil {
		return false
	}
	for _, f := range language.ReadResult(sentence, language.Known{}).Figures {
		if f.Value.Equal(d) {
			return true
		}
	}
	return false
}

// contentWords is a cell's content in words; a number in percent is told as one.
func contentWords(o history.Observation) string {
	if d, err := decimal.NewFromString(o.Raw); err == nil && plainKind(o) == percentKind {
		return language.FormatUnit(d.Shift(2), "%")
	}
	return o.Raw
}

// unchangedCode marks the question about rows that stand as for another period.
const unchangedCode = "unchanged"

// findUnchanged finds out whether a unit only put a new period over old rows:
// over those that stood there when its period cell came to name the period.
func (s *state) findUnchanged(ctx context.Context, p *past, unit int) error {
	t := s.tabs[unit]
	q, err := p.copied(ctx, unit, s.own(unit), t.Rows)
	if err != nil || q.IsZero() {
		return err
	}
	s.unchanged[unit] = q
	if t.Period.IsZero() {
		return nil // it was not handed in yet
	}
	s.turn(unit, t.Rows[0].Plan.Code, turn{problem: form.Problem{
		At: t.PeriodSeen.At, Code: unchangedCode, Level: form.Ask, File: t.Unit.File,
		Text: rules.AskUnchanged(t.Period.Short(), q.Short()),
	}})
	return nil
}

func said(r form.UnitRow) rules.Said {
	return rules.Said{
		Figure: r.Text(form.ColumnFigure), Sentence: r.Text(form.ColumnSentence),
		Note: r.Text(form.ColumnNote), Mark: r.Text(form.ColumnEstimate),
	}
}

// findTurns judges what the units wrote for the last period that has figures,
// by today's targets, and asks where a figure fell or leapt since.
func (s *state) findTurns(ctx context.Context, p *past) error {
	for i, ind := range s.plan.Plan.Indicators {
		from, report, differs, err := s.earlier(ctx, p, ind)
		if err != nil {
			return err
		}
		if !differs {
			continue
		}
		old := rules.Evaluate(plan.Plan{Year: s.plan.Plan.Year, Indicators: []plan.Indicator{ind}}, []rules.Report{report}, s.asOf)[0]
		for j, part := range ind.Parts {
			if from[j].IsZero() {
				continue
			}
			if err := s.findTurn(ctx, p, part, from[j], old.Parts[j], s.verdicts[i].Parts[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// earlier is what the units wrote for an indicator when they last did: for
// which period, by part, and whether any of it is not what they write now.
func (s *state) earlier(ctx context.Context, p *past, ind plan.Indicator) (from []calendar.Period, report rules.Report, differs bool, err error) {
	from = make([]calendar.Period, len(ind.Parts))
	report.Parts = make([]rules.PartReport, len(ind.Parts))
	for j, part := range ind.Parts {
		unit, ok := s.roster.Find(part.Owner)
		if !ok || s.fixed(unit) {
			continue
		}
		head := form.HeadCode(part.Code)
		if from[j], err = p.before(ctx, unit, s.own(unit), part.Code, head); err != nil || from[j].IsZero() {
			if err != nil {
				return nil, report, false, err
			}
			continue
		}
		old, err := p.tab(ctx, unit, from[j])
		if err != nil {
			return nil, report, false, err
		}
		report.Parts[j] = partReport(part.Code, rowOf(old, part.Code), rowOf(old, head))
		for _, code := range []string{part.Code, head} {
			a, b := said(rowOf(s.tabs[unit], code)), said(rowOf(old, code))
			differs = differs || a.Figure != b.Figure || a.Sentence != b.Sentence
		}
	}
	return from, report, differs, nil
}

// findTurn asks about one part's figure.
func (s *state) findTurn(ctx context.Context, p *past, part plan.Part, from calendar.Period, old, now rules.PartVerdict) error {
	if !old.Actual.Valid || !now.Actual.Valid || old.Unit != now.Unit ||
		old.Status == rules.CannotTell || now.Status == rules.CannotTell {
		return nil
	}
	c := rules.Course{
		Before: old.Actual.Decimal, Now: now.Actual.Decimal, Unit: now.Unit,
		Cumulative: part.At(lastDay(s.asOf)).Counting == plan.Cumulative,
	}
	t := c.Turn()
	if t == "" {
		return nil
	}
	unit, _ := s.roster.Find(part.Owner)
	before, err := p.tab(ctx, unit, from)
	if err != nil {
		return err
	}
	explained := false
	for _, code := range []string{part.Code, form.HeadCode(part.Code)} {
		explained = explained || rules.Explained(said(rowOf(s.tabs[unit], code)).Note, said(rowOf(before, code)).Note)
	}
	s.turn(unit, part.Code, turn{
		explained: explained,
		problem:   s.tabs[unit].Open(part.Code, string(t), rules.WordsOfTurn(t, c, from.Short(), explained)),
	})
	return nil
}

func (s *state) turn(unit int, code string, t turn) {
	key := rowKey{unit, code}
	s.turns[key] = append(s.turns[key], t)
}

// turnLines are the lines of Kiểm tra beside a row.
func (s *state) turnLines(unit int, code string) []string {
	var lines []string
	for _, t := range s.turns[rowKey{unit, code}] {
		lines = append(lines, t.problem.Text)
	}
	return lines
}

// turnQuestions are the turns that wait for a unit, in the order of the tabs.
func (s *state) turnQuestions() []form.Problem {
	var list []form.Problem
	for unit, t := range s.tabs {
		for _, r := range t.Rows {
			for _, turn := range s.turns[rowKey{unit, r.Plan.Code}] {
				if !turn.explained {
					list = append(list, turn.problem)
				}
			}
		}
	}
	return list
}
