package engine

import (
	"context"
	"math"
	"slices"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
)

// past is what the units said for earlier periods of the plan's year, read from
// the history when it is asked for.
type past struct {
	s *state
	// periods are those of which something was seen, the last first.
	periods []calendar.Period
	latest  latestSeen
	tabs    map[pastKey]form.UnitTab
	rows    [][]form.PlanRow // what the plan expects of each unit
}

// latestSeen holds the last observation of each cell, by period and unit.
type latestSeen map[calendar.Period]map[string][]history.Observation

// memory is what an engine keeps of the history from run to run, for as long
// as nothing new is seen. Most runs see nothing new.
type memory struct {
	last    int64 // the number of the last observation
	periods []string
	latest  latestSeen
}

// refresh makes sure that the memory is not older than the history.
func (e *Engine) refresh(ctx context.Context) error {
	newest, err := e.History.Query(ctx, e.Plan, history.Query{Limit: 1})
	if err != nil {
		return err
	}
	last := int64(0)
	for _, o := range newest {
		last = o.ID
	}
	if e.memory.latest != nil && e.memory.last == last {
		return nil
	}
	periods, err := e.History.Periods(ctx, e.Plan)
	if err == nil {
		e.memory = memory{last, periods, latestSeen{}}
	}
	return err
}

type pastKey struct {
	unit   int
	period calendar.Period
}

func (s *state) readPast(ctx context.Context) (*past, error) {
	if err := s.e.refresh(ctx); err != nil {
		return nil, err
	}
	p := &past{
		s: s, rows: form.Expected(s.plan, s.roster), tabs: map[pastKey]form.UnitTab{}, latest: s.e.memory.latest,
	}
	for _, text := range s.e.memory.periods {
		if q, err := calendar.ParsePeriod(text); err == nil && q.Year == s.e.Form.Year {
			p.periods = append(p.periods, q)
		}
	}
	slices.SortFunc(p.periods, func(a, b calendar.Period) int { return b.Compare(a) })
	return p, nil
}

// seen returns the last observation of each cell of a unit for a period.
func (p *past) seen(ctx context.Context, unit string, q calendar.Period) ([]history.Observation, error) {
	if p.latest[q] == nil {
		all, err := p.s.e.History.Latest(ctx, p.s.e.Plan, q.String())
		if err != nil {
			return nil, err
		}
		p.latest[q] = map[string][]history.Observation{}
		for _, o := range all {
			p.latest[q][o.Unit] = append(p.latest[q][o.Unit], o)
		}
	}
	return p.latest[q][unit], nil
}

// taken is seen, without what was written in a period that took nothing more.
func (p *past) taken(ctx context.Context, unit string, q calendar.Period) ([]history.Observation, error) {
	if h := p.s.holds(unit, q); h.frozen {
		return p.s.latestCounted(ctx, unit, q, h)
	}
	return p.seen(ctx, unit, q)
}

// tab returns a unit's tab as it last counted for a period.
func (p *past) tab(ctx context.Context, unit int, q calendar.Period) (form.UnitTab, error) {
	if t, known := p.tabs[pastKey{unit, q}]; known {
		return t, nil
	}
	u := p.s.units[unit]
	seen, err := p.taken(ctx, u.Name, q)
	if err != nil {
		return form.UnitTab{}, err
	}
	cells, _ := pasts(seen, u.Name, func(history.Observation) bool { return true })
	t := form.Recorded(u, p.rows[unit], q, cells, p.s.e.Form)
	p.tabs[pastKey{unit, q}] = t
	return t, nil
}

// before returns the last period that ends before another one and for which a
// unit wrote something in one of the rows; the zero period for none.
func (p *past) before(ctx context.Context, unit int, own calendar.Period, codes ...string) (calendar.Period, error) {
	for _, q := range p.periods {
		if q.Last().Number >= own.Last().Number {
			continue
		}
		seen, err := p.taken(ctx, p.s.units[unit].Name, q)
		if err != nil {
			return calendar.Period{}, err
		}
		if slices.ContainsFunc(seen, func(o history.Observation) bool {
			return o.Raw != "" && answerColumn(o.Column) && slices.Contains(codes, o.Code)
		}) {
			return q, nil
		}
	}
	return calendar.Period{}, nil
}

// copied returns the period whose rows a unit left as they were when its tab
// came to name another one: most often the period before, and a later one where
// the unit went back; the zero period when it did not. Periods that end together
// share their figures and are passed over.
func (p *past) copied(ctx context.Context, unit int, own calendar.Period, now []form.UnitRow) (calendar.Period, error) {
	var best calendar.Period
	candidates, err := p.neighbours(ctx, unit, own, codesOf(now))
	if err != nil {
		return best, err
	}
	first, newest := int64(-1), int64(0)
	for _, q := range candidates {
		seen, err := p.seen(ctx, p.s.units[unit].Name, q)
		if err != nil {
			return best, err
		}
		rows, last := saidIn(seen)
		var a, b []rules.Said
		for _, r := range now {
			a, b = append(a, said(r)), append(b, rows[r.Plan.Code])
		}
		if last <= newest || !rules.Unchanged(a, b) {
			continue
		}
		if first < 0 {
			if first, err = p.firstSeen(ctx, unit, own); err != nil {
				return best, err
			}
		}
		if last < first { // else the tab named this one first
			best, newest = q, last
		}
	}
	return best, nil
}

func codesOf(rows []form.UnitRow) []string {
	var codes []string
	for _, r := range rows {
		codes = append(codes, r.Plan.Code)
	}
	return codes
}

// firstSeen is the number of the first answer that was ever seen of a unit for a
// period; one that no observation reaches when this run is the first to see any.
func (p *past) firstSeen(ctx context.Context, unit int, own calendar.Period) (int64, error) {
	all, err := p.s.e.History.Query(ctx, p.s.e.Plan, history.Query{Unit: p.s.units[unit].Name, Period: own.String()})
	for _, o := range all {
		if o.Raw != "" && answerColumn(o.Column) {
			return o.ID, err
		}
	}
	return math.MaxInt64, err
}

// neighbours are the last period before another one for which a unit wrote
// something, and those after it.
func (p *past) neighbours(ctx context.Context, unit int, own calendar.Period, codes []string) ([]calendar.Period, error) {
	var list []calendar.Period
	for _, q := range p.periods {
		if q.Last().Number > own.Last().Number {
			list = append(list, q)
		}
	}
	before, err := p.before(ctx, unit, own, codes...)
	if err == nil && !before.IsZero() {
		list = append(list, before)
	}
	return list, err
}

// saidIn is what rows said, by Mã, and the number of the last observation that
// holds an answer.
func saidIn(seen []history.Observation) (rows map[string]rules.Said, last int64) {
	rows = map[string]rules.Said{}
	for _, o := range seen {
		row := rows[o.Code]
		switch o.Column {
		case form.ColumnFigure:
			row.Figure = o.Raw
		case form.ColumnSentence:
			row.Sentence = o.Raw
		case form.ColumnNote:
			row.Note = o.Raw
		case form.ColumnEstimate:
			row.Mark = o.Raw
		}
		rows[o.Code] = row
		if o.Raw != "" && answerColumn(o.Column) {
			last = max(last, o.ID)
		}
	}
	return rows, last
}

// answerColumn reports whether units answer in the column.
func answerColumn(column string) bool {
	return column == form.ColumnFigure || column == form.ColumnSentence
}

// rowOf returns the row of a Mã; its zero value where the tab has none.
func rowOf(t form.UnitTab, code string) form.UnitRow {
	if at := slices.IndexFunc(t.Rows, func(r form.UnitRow) bool { return r.Plan.Code == code }); at >= 0 {
		return t.Rows[at]
	}
	return form.UnitRow{}
}
