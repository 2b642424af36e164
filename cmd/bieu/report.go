package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"bieu/rules"
	"bieu/rules/language"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/workbook"
)

// reportRun tells people what a run found and did.
func (a *app) reportRun(o *engine.Outcome, n *session, s *settings) {
	a.reportTable(o)
	a.reportCounts(o)
	a.reportOpen(o)
	made := ""
	if n.created {
		made = " (tệp mới tạo)"
	}
	for _, text := range n.books.warnings() {
		a.say("\nLưu ý: %s", text)
	}
	a.say("")
	if o.Kept > 0 {
		a.say("Giữ nguyên %d ô văn phòng đã sửa trong Biểu.", o.Kept)
	}
	if o.Cells == 0 {
		a.say("Không có gì thay đổi: ghi 0 ô. %s: %s", s.placeWord(), s.place())
		return
	}
	a.say("Đã ghi %d ô. %s: %s%s", o.Cells, s.placeWord(), s.place(), made)
}

// reportTable prints the indicators: target as understood, result, judgement,
// reason.
func (a *app) reportTable(o *engine.Outcome) {
	a.reportHead(o)
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "TT\tChỉ tiêu (máy hiểu)\tKết quả\tĐánh giá\tLý do")
	for _, st := range o.Indicators {
		tt := st.Indicator.TT
		if len(st.Verdict.Parts) != 1 {
			fmt.Fprintf(w, "%s\t\t\t%s\t%s\n", tt, st.Words, oneLine(st.Verdict.Why))
		}
		for i, p := range st.Verdict.Parts {
			if len(st.Verdict.Parts) > 1 {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", st.Indicator.Parts[i].Code, partGoal(st, i), partActual(p), partWords(o, st, i), oneLine(p.Why))
				continue
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", tt, partGoal(st, i), partActual(p), st.Words, oneLine(st.Verdict.Why))
		}
	}
	w.Flush()
}

// reportHead says at which instant, for which period, and how complete.
func (a *app) reportHead(o *engine.Outcome) {
	head := []string{"Kỳ báo cáo: " + o.Period.Words()}
	if o.Fixed {
		head = append([]string{"Xét tại " + o.Moment}, head...)
	}
	if len(o.Units) > 0 {
		head = append(head,
			fmt.Sprintf("đọc %d/%d dòng, %d chỉ tiêu, %d/%d đơn vị đã báo cáo đủ%s",
				o.RowsRead, o.RowsExpected, len(o.Indicators), o.Reported(), len(o.Units), yearlyWords(o)))
	} else {
		head = append(head, fmt.Sprintf("%d chỉ tiêu", len(o.Indicators)))
	}
	a.say("%s\n", strings.Join(head, " · "))
}

// yearlyWords counts the year's reports, once there are any.
func yearlyWords(o *engine.Outcome) string {
	year, n := o.Yearly()
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; báo cáo %s: %d/%d đơn vị", year.Words(), n, len(o.Units))
}

func partGoal(st engine.IndicatorState, i int) string {
	if goal := form.DescribeTarget(st.Targets[i].Target); goal != "" {
		return goal
	}
	return "(chưa hiểu)"
}

func partActual(p rules.PartVerdict) string {
	if p.Actual.Valid {
		return language.FormatUnit(p.Actual.Decimal, p.Unit)
	}
	if p.ActualWords != "" {
		return oneLine(p.ActualWords)
	}
	return "–"
}

func partWords(o *engine.Outcome, st engine.IndicatorState, i int) string {
	return o.Words[st.Verdict.Parts[i].Status]
}

// reportCounts prints the counts by the office's words; they add up.
func (a *app) reportCounts(o *engine.Outcome) {
	counts := map[string]int{}
	for _, st := range o.Indicators {
		counts[st.Words]++
	}
	var list []string
	for _, words := range o.WordOrder {
		list = append(list, fmt.Sprintf("%s %d", words, counts[words]))
	}
	a.say("\nCộng %d chỉ tiêu: %s", len(o.Indicators), strings.Join(list, " · "))
}

// reportOpen lists what waits for a person.
func (a *app) reportOpen(o *engine.Outcome) {
	var open, notes []form.Problem
	for _, p := range o.Problems {
		if p.Level >= form.Ask {
			open = append(open, p)
		} else {
			notes = append(notes, p)
		}
	}
	open = append(open, o.Questions...)
	var late []string
	for _, u := range o.Units {
		if !u.Reported {
			late = append(late, u.Short(o.Period))
		}
	}
	a.reportUnits(o)
	if len(late) > 0 {
		a.say("\nChưa báo cáo đủ (%d đơn vị): %s", len(late), strings.Join(late, "; "))
	}
	a.reportOverdue(o)
	a.reportProblems("Cần người xem", open)
	a.reportProblems("Lưu ý", notes)
}

// reportOverdue lists who still owes a report whose deadline has passed.
func (a *app) reportOverdue(o *engine.Outcome) {
	var lines []string
	for _, u := range o.Units {
		for _, late := range u.Overdue {
			lines = append(lines, u.Unit.Name+": "+late.Owed())
		}
	}
	if len(lines) == 0 {
		return
	}
	a.say("\nCòn nợ báo cáo đã quá hạn (%d):", len(lines))
	for _, line := range lines {
		a.say("  %s", line)
	}
}

// reportUnits counts the units by where their reports stand.
func (a *app) reportUnits(o *engine.Outcome) {
	counts := map[rules.Standing]int{}
	for _, u := range o.Units {
		counts[u.Standing]++
	}
	var list []string
	for _, s := range rules.Standings {
		if counts[s] > 0 {
			list = append(list, fmt.Sprintf("%s %d", form.StandingWords(s), counts[s]))
		}
	}
	if len(list) > 0 {
		a.say("\nCộng %d đơn vị: %s", len(o.Units), strings.Join(list, " · "))
	}
}

func (a *app) reportProblems(title string, problems []form.Problem) {
	if len(problems) == 0 {
		return
	}
	a.say("\n%s (%d):", title, len(problems))
	for _, p := range problems {
		a.say("  %s: %s", p.Cell(), oneLine(p.Text))
	}
}

// reportChanges prints the cells a dry run would change.
func (a *app) reportChanges(n *session) {
	for _, c := range n.changes {
		where := c.Address.String()
		if c.file != "" {
			where = "[" + c.file + "]" + where
		}
		if c.NewTab != "" {
			a.say("thêm trang %s", c.NewTab)
			continue
		}
		a.say("%s: %s → %s", where, shown(c.Old), shown(c.New))
	}
}

// reportDry sums up a dry run.
func (a *app) reportDry(o *engine.Outcome, n *session, s *settings) {
	cells := 0
	for _, c := range n.changes {
		if c.NewTab == "" {
			cells++
		}
	}
	if n.created {
		a.say("Chạy thử: sẽ tạo %s rồi ghi %d ô; chưa tạo và chưa ghi gì.", s.place(), cells)
		return
	}
	a.say("Chạy thử: %d ô sẽ thay đổi; chưa ghi gì vào %s.", cells, s.place())
	var unwritten []form.Problem
	for _, p := range o.Problems {
		if p.Code == form.FileUnwritten {
			unwritten = append(unwritten, p)
		}
	}
	a.reportProblems("Nếu chạy thật vào lúc này, máy chưa ghi được vào tệp của đơn vị", unwritten)
}

// shown is a cell's content on one line.
func shown(c workbook.Cell) string {
	switch c.Kind {
	case workbook.Blank:
		return "(trống)"
	case workbook.Number:
		if d, err := decimal.NewFromString(c.Value); err == nil {
			return language.Format(d)
		}
	}
	return oneLine(c.Value)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
