package engine

import (
	"context"

	"bieu/rules"
	"bieu/rules/plan"
	"bieu/sync/form"
	"bieu/sync/workbook"
)

// Check reads and judges, and writes nothing. A workbook without the tabs Kế
// hoạch and Đơn vị is taken for an office's own Biểu 02: each row's target is
// read from its own sentence. Without a year in the settings it is the one the units
// report for, else that of the instant.
//
// Errors: those of workbook.Workbook, and *PlanError when there is no plan and
// no such table.
func (e *Engine) Check(ctx context.Context, opt Options) (*Outcome, error) {
	snapshot, err := e.Main.Read(ctx)
	if err != nil {
		return nil, err
	}
	own := snapshot.Grid(e.Form.Tabs.Plan) == nil && snapshot.Grid(e.Form.Tabs.Units) == nil
	if e.Form.Year == 0 {
		settled := *e // the caller's engine stays as it is
		e = &settled
		e.Form.Year = opt.At.In(e.Form.Location).Year()
		if year := form.LatestYear(snapshot.Grids); year > 0 && !own {
			e.Form.Year = year
		}
	}
	if own {
		return e.checkOwn(snapshot, opt)
	}
	st, err := e.judge(ctx, snapshot, opt)
	if err != nil {
		return nil, err
	}
	defer st.close()
	st.compareOffice()
	// What stands in the way of the Biểu is worth knowing before the next run.
	st.bieuEdits(&edits{}, nil)
	return st.outcome(), nil
}

func (e *Engine) checkOwn(snapshot *workbook.Snapshot, opt Options) (*Outcome, error) {
	var tables []form.OwnTable
	var refused []form.Problem
	for _, g := range snapshot.Grids {
		t := form.ReadOwn(g, e.Form)
		if len(t.Rows) > 0 {
			tables = append(tables, t)
		} else {
			refused = append(refused, t.Problems...)
		}
	}
	if len(tables) == 0 {
		return nil, &PlanError{Problems: refused}
	}
	return e.judgeOwn(tables, opt), nil
}

func (e *Engine) judgeOwn(tables []form.OwnTable, opt Options) *Outcome {
	o := e.newOutcome(opt, e.Calendar.Current(opt.At))
	asOf := e.asOf(e.Calendar.Current(opt.At), opt)
	for _, t := range tables {
		o.Problems = append(o.Problems, t.Problems...)
		p, reports := ownPlan(t, e.Form.Year)
		verdicts := rules.Evaluate(p, reports, asOf)
		for i, r := range t.Rows {
			st := IndicatorState{
				Indicator: p.Indicators[i], Verdict: verdicts[i], Words: e.Form.Words[verdicts[i].Status],
				Office: r.Office, OfficeAt: r.OfficeAt.String(), Differs: form.Differs(r.Office, verdicts[i].Status, opt.Final, e.Form),
			}
			for _, part := range st.Indicator.Parts {
				st.Targets = append(st.Targets, part.At(lastDay(asOf)))
			}
			o.Indicators = append(o.Indicators, st)
			for _, part := range verdicts[i].Parts {
				for _, d := range part.Doubts {
					o.Questions = append(o.Questions, form.Problem{At: r.At, Code: "doubt", Text: d, Level: form.Ask})
				}
			}
			for _, q := range verdicts[i].Questions {
				o.Questions = append(o.Questions, form.Problem{At: r.At, Code: "question", Text: q, Level: form.Ask})
			}
		}
		o.RowsRead += len(t.Rows)
		o.RowsExpected += len(t.Rows)
	}
	return o
}

// ownPlan makes a plan of a table's own sentences, and reports of its results.
func ownPlan(t form.OwnTable, year int) (plan.Plan, []rules.Report) {
	p := plan.Plan{Year: year}
	var reports []rules.Report
	for _, r := range t.Rows {
		ind := plan.FromSentence(r.TT, r.Sentence())
		ind.Text = r.Text
		report := rules.Report{Parts: make([]rules.PartReport, len(ind.Parts))}
		for i := range ind.Parts {
			report.Parts[i].Head = r.Result
			report.Parts[i].Figure = r.Figure
		}
		if len(ind.Parts) == 1 {
			report.Parts[0].Sentence, report.Parts[0].Head = r.Result, ""
		}
		p.Indicators = append(p.Indicators, ind)
		reports = append(reports, report)
	}
	return p, reports
}

// compareOffice sets the office's own judgements, as they stand in Biểu 02,
// beside ours.
func (s *state) compareOffice() {
	g := s.main.Grid(s.e.Form.Tabs.Bieu02)
	if g == nil {
		return
	}
	office := form.OfficeJudgements(g, s.e.Form)
	for i := range s.indicator {
		st := &s.indicator[i]
		said := office[form.TTKey(st.Indicator.TT)]
		st.Office, st.OfficeAt = said.Text, said.At.String()
		st.Differs = form.Differs(st.Office, st.Verdict.Status, s.opt.Final, s.e.Form)
	}
}
