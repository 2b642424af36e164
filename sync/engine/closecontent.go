package engine

import (
	"context"
	"slices"
	"strings"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// fill gathers what is frozen and writes its manifest.
func (c *Closure) fill(ctx context.Context) error {
	s, e := c.state, c.engine
	c.Indicators = s.indicator
	last, err := s.lastObservation(ctx)
	if err != nil {
		return err
	}
	c.Manifest = Manifest{
		Plan: e.Plan, Period: c.opt.Period.String(), ClosedAt: c.opt.At.UTC(), Program: c.opt.Program,
		Final: s.opt.Final, LastRun: s.run, LastObservation: last, LastReopening: s.record.lastReopening(),
		Units: s.manifestUnits(), Estimates: s.estimates(), Questions: s.closingQuestions(c.run),
	}
	if before, ok := s.record.last(c.opt.Period); ok {
		c.Manifest.Previous = before.manifest.Hash()
	}
	c.content.Closed = form.ClosedWords(c.opt.At, e.Form.Location)
	for _, row := range s.plan.Rows {
		c.content.Plan = append(c.content.Plan, row.Line())
	}
	if err := c.gather(ctx, last); err != nil {
		return err
	}
	c.layOut()
	return c.sign()
}

// gather takes from the history what the period rests on.
func (c *Closure) gather(ctx context.Context, last int64) error {
	s, e := c.state, c.engine
	periods := closingPeriods(c.opt.Period)
	shown, err := s.readShown(ctx, c.opt.Period)
	if err != nil {
		return err
	}
	if !shown.IsZero() && !slices.Contains(periods, shown) {
		periods = append(periods, shown)
	}
	for _, p := range periods {
		seen, err := s.observed(ctx, p)
		if err != nil {
			return err
		}
		c.content.Periods = append(c.content.Periods, p.String())
		for _, o := range seen {
			if o.ID <= last {
				c.content.Observations = append(c.content.Observations, o)
			}
		}
	}
	judged, err := e.History.VerdictsUpTo(ctx, e.Plan, c.opt.Period.String(), everyRun)
	if err != nil {
		return err
	}
	c.content.Verdicts = overlay(judged, s.closingVerdicts())
	if c.content.Receipts, err = e.History.Receipts(ctx, e.Plan, c.opt.Period.String()); err != nil {
		return err
	}
	c.content.Reopenings = s.record.reopenings
	return nil
}

// layOut makes the closed Biểu.
func (c *Closure) layOut() {
	s, set := c.state, c.engine.Form
	answers := form.AnswersOf(s.tabs)
	words := make([]string, len(s.indicator))
	for i, st := range s.indicator {
		words[i] = st.Words
	}
	compiled := []form.Bieu{
		form.Compile01(s.plan, s.roster, answers, nil, set),
		form.Compile02(s.plan, s.roster, answers, nil, words, set),
	}
	for i, b := range compiled {
		var kept []form.KeptText
		compiled[i], kept = b.Close(s.shown[b.Number])
		c.Kept = append(c.Kept, kept...)
		c.Differing = append(c.Differing, c.differing(b, compiled[i])...)
	}
	c.Manifest.Unsettled = s.unsettled(c.Kept)
	c.Manifest.Gaps = c.gaps()
	face := s.closingFace(c)
	for _, b := range compiled {
		if len(b.Rows) == 0 {
			continue
		}
		b.Provisional = face
		title := form.ClosedTitle(b.Tab, c.opt.Period, s.record.times(c.opt.Period)+1, s.taken)
		c.Manifest.Tabs = append(c.Manifest.Tabs, title)
		c.content.Tabs = append(c.content.Tabs, form.ClosedLayout(b, title, set))
		if b.Judged {
			c.Manifest.Hashes.Bieu02 = sumOf(b.Rows)
		} else {
			c.Manifest.Hashes.Bieu01 = sumOf(b.Rows)
		}
	}
}

// sign fills in the hashes, the one of the file last: the file carries the code.
func (c *Closure) sign() error {
	m := &c.Manifest
	m.PlanVersion = sumOf(c.content.Plan)
	m.Hashes.Observations = sumOf(c.content.Observations)
	m.Hashes.Verdicts = sumOf(c.content.Verdicts)
	m.Hashes.Receipts = sumOf(c.content.Receipts)
	m.Hashes.Reopenings = sumOf(c.content.Reopenings)
	m.Hashes.Content = sumOf(c.content)
	file, err := drawClosed(c.content, *m, c.opt.Draw)
	if err != nil {
		return err
	}
	m.Workbook = sumBytes(file)
	return nil
}

// drawClosed makes the file of a closed period.
func drawClosed(content closedContent, m Manifest, draw func([]workbook.Layout) ([]byte, error)) ([]byte, error) {
	var tabs []workbook.Layout
	for _, t := range content.Tabs {
		tabs = append(tabs, sealed(t, content.Closed, m))
	}
	return draw(tabs)
}

// times counts the closings of a period.
func (r record) times(p calendar.Period) int {
	n := 0
	for _, c := range r.closings {
		if c.period == p {
			n++
		}
	}
	return n
}

// taken reports whether a title of a tab is in use, in the workbook or by
// another closing.
func (s *state) taken(title string) bool {
	for _, c := range s.record.closings {
		if slices.Contains(c.manifest.Tabs, title) {
			return true
		}
	}
	return slices.ContainsFunc(s.main.Titles, func(other string) bool { return strings.EqualFold(title, other) })
}

// lastObservation is the number of the last observation of the plan.
func (s *state) lastObservation(ctx context.Context) (int64, error) {
	all, err := s.e.History.LatestUpTo(ctx, s.e.Plan, everyRun)
	last := int64(0)
	for _, o := range all {
		last = max(last, o.ID)
	}
	return last, err
}

func (s *state) manifestUnits() []ManifestUnit {
	var list []ManifestUnit
	for i, u := range s.states {
		list = append(list, ManifestUnit{
			Unit: u.Unit.Name, Have: u.Have, Want: u.Want, Missing: append([]string{}, u.Missing...),
			Reported: len(u.Missing) == 0 && (!s.from[i].IsZero() || u.Want == 0) && s.doubts[u.Unit.Name] == "",
			Period:   s.from[i].String(), Doubt: s.doubts[u.Unit.Name],
		})
	}
	return list
}

// estimates names the figures that units call estimates.
func (s *state) estimates() []Estimate {
	var list []Estimate
	for _, st := range s.indicator {
		for j, p := range st.Indicator.Parts {
			if st.Verdict.Parts[j].Estimate {
				list = append(list, Estimate{Code: p.Code, Unit: p.Owner})
			}
		}
	}
	return list
}

// unsettled names the indicators that cannot be judged and that the office has
// not judged itself.
func (s *state) unsettled(kept []form.KeptText) []string {
	settled := map[string]bool{}
	for _, k := range kept {
		if k.Bieu == s.e.Form.Tabs.Bieu02 && k.Column == form.ColumnJudgement {
			settled[k.TT] = true
		}
	}
	var list []string
	for _, st := range s.indicator {
		if st.Verdict.Status == rules.CannotTell && !settled[st.Indicator.TT] {
			list = append(list, st.Indicator.TT)
		}
	}
	return list
}

// closingQuestions counts what waits for a person: about the period's figures,
// and about the plan and the Biểu as the run before found them.
func (s *state) closingQuestions(st *state) int {
	n := len(s.questions()) + asking(st.problems)
	for _, t := range st.tabs {
		n -= asking(t.Problems)
	}
	for _, t := range s.tabs {
		n += asking(t.Problems)
	}
	return n
}

func asking(problems []form.Problem) int {
	n := 0
	for _, p := range problems {
		if p.Level >= form.Ask {
			n++
		}
	}
	return n
}

// closingFace is the line on a closed Biểu that lacks something.
func (s *state) closingFace(c *Closure) string {
	var missing []string
	n := 0
	for _, u := range c.Manifest.Units {
		if u.Reported {
			n++
			continue
		}
		if u.Doubt == DoubtExplain {
			missing = append(missing, form.UnitUnchanged(u.Unit))
			continue
		}
		missing = append(missing, form.UnitShort(u.Unit, u.Doubt == DoubtUnread, u.Period != "" && u.Doubt == "", u.Missing))
	}
	return form.ClosedFace(form.Provisional(n, len(c.Manifest.Units), missing), c.Manifest.Unsettled, c.Early)
}

// closingVerdicts is how each part and each indicator with several parts was
// judged.
func (s *state) closingVerdicts() []history.Verdict {
	var list []history.Verdict
	for _, st := range s.indicator {
		if len(st.Verdict.Parts) > 1 {
			list = append(list, history.Verdict{
				Code: form.HeadCode(st.Indicator.Parts[0].Code), Status: string(st.Verdict.Status), Why: st.Verdict.Why,
			})
		}
		for j, v := range st.Verdict.Parts {
			list = append(list, history.Verdict{
				Code: st.Indicator.Parts[j].Code, Status: string(v.Status), Why: v.Why,
				Target: form.DescribeVersion(st.Targets[j]),
			})
		}
	}
	for i := range list {
		list[i].Period, list[i].SeenAt = s.period.String(), s.opt.At
	}
	return list
}

// overlay puts fresh verdicts in the place of earlier ones, without when and by
// which run they were made: that is the same for those that stay.
func overlay(judged, fresh []history.Verdict) []history.Verdict {
	byCode := map[string]history.Verdict{}
	var codes []string
	for _, v := range slices.Concat(judged, fresh) {
		if _, known := byCode[v.Code]; !known {
			codes = append(codes, v.Code)
		}
		byCode[v.Code] = bareVerdict(v)
	}
	slices.Sort(codes)
	var list []history.Verdict
	for _, code := range codes {
		list = append(list, byCode[code])
	}
	return list
}

func bareVerdict(v history.Verdict) history.Verdict {
	return history.Verdict{Period: v.Period, Code: v.Code, Status: v.Status, Target: v.Target, Why: v.Why}
}
