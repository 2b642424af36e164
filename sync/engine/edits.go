package engine

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/workbook"
)

// edits is all that a run wants to change: one edit per workbook.
type edits struct {
	main    workbook.Edit
	files   []workbook.Edit // files[i] belongs to state.files[i]
	written []form.Written
}

// edits works out every cell that differs, but for those of Tổng quan: what it
// says depends on whether the units' workbooks could be written.
func (s *state) edits(bases map[form.BaseKey]form.Base) *edits {
	all := &edits{main: workbook.Edit{Base: s.main}, files: make([]workbook.Edit, len(s.files))}
	for i, f := range s.files {
		all.files[i].Base = f.snapshot
	}
	all.main.Cells = append(all.main.Cells, s.plan.Edits...)
	s.unitEdits(all)
	s.bieuEdits(all, bases)
	all.written = append(all.written, s.remembered...)
	return all
}

// unitEdits brings the status columns of every unit's tab up to date.
func (s *state) unitEdits(all *edits) {
	seen := form.Moment(s.opt.At, s.e.Form.Location)
	statuses := s.rowStatuses()
	for i, t := range s.tabs {
		if t.Refused {
			continue
		}
		cells := append(t.StatusEdits(statuses[i], seen), s.receiptEdits(i)...)
		if t.Unit.File == "" {
			all.main.Cells = append(all.main.Cells, cells...)
			continue
		}
		for j, f := range s.files {
			if f.name == t.Unit.File {
				all.files[j].Cells = append(all.files[j].Cells, cells...)
			}
		}
	}
}

// rowStatuses is what stands beside the rows of each unit's tab, by Mã.
func (s *state) rowStatuses() []map[string]form.RowStatus {
	statuses := make([]map[string]form.RowStatus, len(s.units))
	told := make([]map[string][]string, len(s.units))
	for i, t := range s.tabs {
		statuses[i], told[i] = map[string]form.RowStatus{}, map[string][]string{}
		for _, r := range t.Rows {
			told[i][r.Plan.Code] = concat(s.turnLines(i, r.Plan.Code), r.Told)
		}
	}
	for _, st := range s.indicator {
		for j, p := range st.Indicator.Parts {
			unit, ok := s.roster.Find(p.Owner)
			if !ok {
				continue
			}
			v := st.Verdict.Parts[j]
			row := form.RowStatus{Ratio: v.Ratio, Words: s.e.Form.Words[v.Status]}
			row.Check = concat([]string{form.Sentence(v.Why)}, v.Questions, v.Doubts, v.Remarks, told[unit][p.Code])
			statuses[unit][p.Code] = row
			if head := form.HeadCode(p.Code); head != p.Code {
				statuses[unit][head] = form.RowStatus{Words: st.Words, Check: concat([]string{form.Sentence(st.Verdict.Why)}, told[unit][head])}
			}
		}
	}
	for _, t := range s.tasks {
		if unit, ok := s.roster.Find(t.Task.Owner); ok {
			code := t.Task.Code
			statuses[unit][code] = form.RowStatus{Check: concat([]string{form.TaskWords(t.Reported)}, t.Remarks, told[unit][code])}
		}
	}
	return statuses
}

// bieuEdits compiles both Biểu and merges them into their tabs, which it adds
// where they are wanting.
func (s *state) bieuEdits(all *edits, bases map[form.BaseKey]form.Base) {
	set := s.e.Form
	refused := map[int]bool{}
	for i, t := range s.tabs {
		refused[i] = t.Refused || t.OtherYear
	}
	answers := form.AnswersOf(s.tabs)
	words := make([]string, len(s.indicator))
	for i, st := range s.indicator {
		words[i] = st.Words
	}
	line := s.provisional()
	for _, b := range []form.Bieu{
		form.Compile01(s.plan, s.roster, answers, refused, set),
		form.Compile02(s.plan, s.roster, answers, refused, words, set),
	} {
		g := s.main.Grid(b.Tab)
		if g == nil {
			if len(b.Rows) == 0 {
				continue
			}
			layout := form.BieuLayout(b, set)
			all.main.Tabs = append(all.main.Tabs, layout)
			g = layout.Grid()
		}
		b.Provisional = line
		b.Period = s.period.String()
		m := form.Merge(g, b, bases, set)
		for _, p := range m.Problems {
			if p.Level == form.StopTab {
				s.refused = append(s.refused, b.Tab)
				break
			}
		}
		s.problems = append(s.problems, m.Problems...)
		s.kept += m.Kept
		all.main.Cells = append(all.main.Cells, m.Edits...)
		all.written = append(all.written, m.Written...)
		s.bieu = append(s.bieu, bieuShown{b.Number, m.Shown})
	}
}

// provisional is the line of a Biểu that lacks units.
func (s *state) provisional() string {
	var missing []string
	n := 0
	for _, u := range s.states {
		if u.Reported {
			n++
			continue
		}
		missing = append(missing, u.Short(s.period))
	}
	return form.ProvisionalLine(n, len(s.states), missing, s.e.Form.Tabs.Overview)
}

// overviewEdits brings Tổng quan up to date, once the units' workbooks are
// written. The time of reading is renewed
// with other changes, and otherwise once a working day.
func (s *state) overviewEdits(all *edits) {
	set := s.e.Form
	o := s.overview()
	g := s.main.Grid(set.Tabs.Overview)
	if g == nil {
		layout := form.OverviewLayout(len(s.units), set)
		all.main.Tabs = append(all.main.Tabs, layout)
		g = layout.Grid()
	}
	cells := o.Edits(g)
	answer := form.NowEdits(g, form.NowDone(s.opt.At, all.cells()+len(cells), len(s.refused), s.unwritten, set.Location))
	if len(cells)+len(answer) > 0 || s.heartbeat(form.LastRead(g)) {
		cells = append(cells, o.LastReadEdit(g)...)
	}
	all.main.Cells = append(append(all.main.Cells, cells...), answer...)
}

// cells counts the cells that change.
func (e *edits) cells() int {
	n := len(e.main.Cells)
	for _, f := range e.files {
		n += len(f.Cells)
	}
	return n
}

// heartbeat reports whether the shown time of reading is of an earlier day and
// today is a working day.
func (s *state) heartbeat(shown string) bool {
	loc := s.e.Form.Location
	last, ok := form.ParseLastRead(shown, loc)
	if !ok {
		return true
	}
	today := calendar.DayOf(s.opt.At, loc)
	return calendar.DayOf(last, loc) != today && last.Before(s.opt.At) && s.e.Calendar.Working(today)
}

func (s *state) overview() form.Overview {
	set := s.e.Form
	loc := set.Location
	year := s.e.Calendar.Deadlines(calendar.YearOf(set.Year))
	month := s.e.Calendar.Deadlines(s.period)
	o := form.Overview{
		LastRead: form.LastReadWords(s.opt.At, s.e.Fixed, loc),
		Period:   s.period.Words(),
		Due:      form.DueWords(calendar.DayOf(month.Due, loc).Words(), lockWords(month, loc)),
		YearDue:  form.YearDueWords(calendar.DayOf(year.Due, loc).Words(), s.yearly(), len(s.states)),
		Coverage: s.coverage(),
	}
	counts := map[string]int{}
	for _, st := range s.indicator {
		counts[st.Words]++
	}
	for _, words := range form.CountWords(set) {
		o.Counts = append(o.Counts, form.Count{Words: words, N: counts[words]})
	}
	for _, u := range s.states {
		o.Units = append(o.Units, form.UnitLine{
			Name: u.Unit.Name, State: u.Words(s.period, loc),
			Have: strconv.Itoa(u.Have) + "/" + strconv.Itoa(u.Want), ToDo: s.toDo(u),
		})
	}
	for _, open := range s.open() {
		o.Open = append(o.Open, form.OpenLine{Cell: open.Cell(), Text: open.Text})
	}
	return o
}

// yearly counts the units that have handed in the year's report.
func (s *state) yearly() int {
	n := 0
	for _, u := range s.states {
		if !u.Year.IsZero() {
			n++
		}
	}
	return n
}

// toDo is what a unit still owes, and why it was let in again.
func (s *state) toDo(u UnitState) string {
	lines := s.letIn(u.Unit.Name)
	for _, late := range u.Overdue {
		lines = append(lines, late.ToDo())
		if late.Named {
			return strings.Join(lines, "\n") // the rows that lack something are the same
		}
	}
	if owed := form.ToDo(u.Standing, u.Missing, u.Period == s.period, s.otherYear(u.Period)); owed != "" {
		lines = append(lines, owed)
	}
	return strings.Join(lines, "\n")
}

// lockWords is the day from which a period takes nothing more, "" for never.
func lockWords(d calendar.Deadlines, loc *time.Location) string {
	if d.LockedFrom.IsZero() {
		return ""
	}
	return calendar.DayOf(d.LockedFrom, loc).Words()
}

func (s *state) coverage() string {
	read, expected, judged := 0, 0, 0
	for _, t := range s.tabs {
		read += len(t.Rows)
		expected += t.Expected
	}
	for _, st := range s.indicator {
		if st.Verdict.Status != "" {
			judged++
		}
	}
	units := 0
	for _, t := range s.tabs {
		if !t.Refused {
			units++
		}
	}
	return form.CoverageWords(read, expected, judged, len(s.indicator), units, len(s.units))
}

// open lists what waits for a person: problems of the sheets and questions of
// the rules, each at its cell.
func (s *state) open() []form.Problem {
	var open []form.Problem
	for _, p := range s.problems {
		if p.Level >= form.Ask {
			open = append(open, p)
		}
	}
	return append(open, s.questions()...)
}

// questions are what the rules ask and what does not fit together, at the cells
// of the units that can settle it.
func (s *state) questions() []form.Problem {
	var list []form.Problem
	for _, st := range s.indicator {
		for j, p := range st.Indicator.Parts {
			unit, ok := s.roster.Find(p.Owner)
			if !ok {
				continue
			}
			for _, q := range st.Verdict.Parts[j].Questions {
				if !s.told(unit, p.Code, q) {
					list = append(list, s.tabs[unit].Open(p.Code, "question", q))
				}
			}
			for _, d := range st.Verdict.Parts[j].Doubts {
				list = append(list, s.tabs[unit].Open(p.Code, "doubt", d))
			}
		}
	}
	list = append(list, s.turnQuestions()...)
	for _, t := range s.tasks {
		for _, r := range t.Remarks {
			unit, _ := s.roster.Find(t.Task.Owner)
			list = append(list, s.tabs[unit].Open(t.Task.Code, "doubt", r))
		}
	}
	return list
}

// told reports whether a question is already listed as a problem of the row's
// own cells.
func (s *state) told(unit int, code, question string) bool {
	for _, r := range s.tabs[unit].Rows {
		if r.Plan.Code == code && slices.Contains(r.Told, question) {
			return true
		}
	}
	return false
}

func lastDay(a rules.AsOf) time.Time { return a.CutOff.Add(-1) }

func concat(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
