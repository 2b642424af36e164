package form

import (
	"slices"
	"strings"
	"time"

	"bieu/rules/language"
	"bieu/rules/plan"
	"bieu/sync/workbook"
)

// PlanTab is the Kế hoạch tab as read: the plan, where its rows stand, and
// what the worker's two columns should say.
type PlanTab struct {
	Plan     plan.Plan
	Problems []Problem
	// Edits are the cells of Máy hiểu and Hỏi that differ.
	Edits []workbook.CellEdit
	// Rows holds every row with a Mã in the tab's order.
	Rows []PlanRow
}

// PlanRow is one row of the Kế hoạch tab.
type PlanRow struct {
	Code, TT, Text, Owner string
	// ShownTT is the TT cell as the office typed it; blank beside a part.
	ShownTT string
	// Unit is what the unit's tab shows as ĐVT, Goal what it shows as Kế hoạch.
	Unit, Goal string
	// Task is true for a row of Biểu 01, Group for one that is not reported.
	Task, Group bool
	// Head is true for the row of an indicator that has several parts.
	Head bool

	row     int
	ownerAt workbook.Address
	from    time.Time
	version plan.Version
	understood,
	ask string
}

// ReadPlan reads the Kế hoạch tab. A problem of level StopTab means that there
// is no plan to work with.
func ReadPlan(g *workbook.Grid, s Settings) PlanTab {
	c, problems := find(g, planColumns, s)
	if stops(problems) {
		return PlanTab{Problems: problems}
	}
	r := planReader{g: g, c: c, s: s, problems: problems}
	r.readRows()
	r.markHeads()
	r.readTargets()
	t := PlanTab{Problems: r.problems, Rows: r.rows}
	t.Plan = r.assemble()
	t.Problems = r.problems
	for _, row := range r.rows {
		t.Edits = append(t.Edits, differing(g, row.row, c, map[string]workbook.Cell{
			"Máy hiểu": workbook.TextCell(row.understood),
			"Hỏi":      workbook.TextCell(row.ask),
		})...)
	}
	return t
}

// planReader carries one reading of the Kế hoạch tab.
type planReader struct {
	g        *workbook.Grid
	c        columns
	s        Settings
	rows     []PlanRow
	problems []Problem
}

func (r *planReader) at(row int, name string) workbook.Address {
	col, ok := r.c.at[name]
	if !ok {
		col = 0
	}
	return workbook.Address{Tab: r.g.Tab, Row: row, Col: col}
}

func (r *planReader) text(row int, name string) string {
	return plainText(r.c.cell(r.g, row, name))
}

func (r *planReader) problem(p Problem) { r.problems = append(r.problems, p) }

// readRows takes every row that has a Mã, and reports rows that have words but
// no Mã and codes that stand twice for the same day.
func (r *planReader) readRows() {
	seen := map[string]int{}
	for row := r.c.header + 1; row < r.g.Rows(); row++ {
		codeCell := r.c.cell(r.g, row, "Mã")
		code := codeKey(codeCell)
		text := strings.TrimSpace(r.c.cell(r.g, row, "Nhiệm vụ/Chỉ tiêu").Value)
		if code == "" {
			if codeCell.Kind == workbook.Date {
				r.problem(problemDateCode(r.at(row, "Mã"), codeCell.Value))
			} else if text != "" {
				r.problem(problemNoCode(r.at(row, "Mã"), text))
			}
			continue
		}
		line := PlanRow{
			Code: code, TT: codeKey(r.c.cell(r.g, row, "TT")), Text: text,
			Owner: r.text(row, "Đơn vị"), Unit: r.text(row, "ĐVT"), row: row, ownerAt: r.at(row, "Đơn vị"),
		}
		line.Task = strings.HasPrefix(code, "N")
		line.ShownTT = plainText(r.c.cell(r.g, row, "TT"))
		if line.TT == "" {
			line.TT = strings.TrimPrefix(headTT(line), "N")
		}
		line.from = r.day(row)
		key := code + "@" + line.from.Format(time.DateOnly)
		if first, ok := seen[key]; ok {
			r.problem(problemDoubledCode(r.at(row, "Mã"), code, r.at(first, "Mã")))
			continue
		}
		seen[key] = row
		r.rows = append(r.rows, line)
	}
	if len(r.rows) == 0 {
		r.problem(problemEmptyPlan(r.g.Tab))
	}
}

// headTT is the TT of a row whose own TT cell is blank: a part goes under the
// TT of its indicator, a task under its own.
func headTT(line PlanRow) string {
	if line.Task {
		return line.Code
	}
	return HeadCode(line.Code)
}

func (r *planReader) day(row int) time.Time {
	cell := r.c.cell(r.g, row, "Hiệu lực từ")
	if cell.Kind == workbook.Blank {
		return time.Time{}
	}
	day, ok := readDay(cell, r.s.Location)
	if !ok {
		r.problem(problemBadChoice(r.at(row, "Hiệu lực từ"), "Hiệu lực từ", cell.Value, "ngày, ví dụ 01/07/2023"))
	}
	return day
}

// markHeads finds the indicators with parts and the tasks with subtasks.
func (r *planReader) markHeads() {
	children := map[string]bool{}
	for _, line := range r.rows {
		if head, _, under := strings.Cut(line.Code, "."); under {
			children[head] = true
		}
	}
	owners := map[string]string{}
	for i := range r.rows {
		line := &r.rows[i]
		parent := children[line.Code]
		line.Head = parent && !line.Task
		line.Group = parent && line.Task && line.Owner == ""
		if parent {
			owners[line.Code] = line.Owner
		} else if line.Owner == "" {
			line.Owner = owners[HeadCode(line.Code)]
		}
		if line.Owner == "" && !line.Head && !line.Group {
			r.problem(problemNoOwner(r.at(line.row, "Đơn vị"), line.Code))
		}
	}
}

// readTargets reads each indicator row's target: its structured cells, and
// what they leave blank from the row's sentence.
func (r *planReader) readTargets() {
	heads := map[string]language.TargetReading{}
	count, place := map[string]int{}, map[string]int{}
	for _, line := range r.rows {
		if line.Head {
			heads[line.Code] = language.ReadTargets(line.Text)
		} else if !line.Task {
			if head := HeadCode(line.Code); line.Code != head && !r.later(line) {
				count[head]++
				place[line.Code] = count[head]
			}
		}
	}
	for i := range r.rows {
		line := &r.rows[i]
		if line.Task || line.Head {
			continue
		}
		own := language.ReadTargets(line.Text)
		head := heads[HeadCode(line.Code)]
		if n := place[line.Code]; n > 0 && len(own.Targets) != 1 && len(head.Targets) == count[HeadCode(line.Code)] {
			own.Targets = head.Targets[n-1 : n]
			own.Questions, own.Notes = nil, nil
			if n == 1 {
				own.Questions, own.Notes = head.Questions, head.Notes
			}
		}
		r.readVersion(line, own)
	}
}

// later reports whether the row is a further version of a Mã seen before.
func (r *planReader) later(line PlanRow) bool {
	for _, other := range r.rows {
		if other.Code == line.Code {
			return other.row != line.row
		}
	}
	return false
}

// assemble puts the rows together as a plan, in the order of the tab.
func (r *planReader) assemble() plan.Plan {
	p := plan.Plan{Year: r.s.Year}
	place := map[string]int{}
	texts := map[string]string{}
	for _, line := range r.rows {
		switch {
		case line.Task:
			if owner := line.Owner; line.Group {
				owner = ""
				p.Tasks = append(p.Tasks, plan.Task{Code: line.Code, TT: line.TT, Text: line.Text, Owner: owner})
			} else if !r.later(line) {
				p.Tasks = append(p.Tasks, plan.Task{Code: line.Code, TT: line.TT, Text: line.Text, Owner: owner})
			}
			continue
		case line.Head:
			texts[line.Code] = line.Text
		}
		head := HeadCode(line.Code)
		i, ok := place[head]
		if !ok {
			i = len(p.Indicators)
			place[head] = i
			p.Indicators = append(p.Indicators, plan.Indicator{TT: line.TT, Text: line.Text})
		}
		if !line.Head {
			p.Indicators[i].Parts = addVersion(p.Indicators[i].Parts, line)
		}
	}
	for head, i := range place {
		if text, ok := texts[head]; ok {
			p.Indicators[i].Text = text
		}
	}
	return p
}

// addVersion adds a row's target to its part, which it makes when it is new.
func addVersion(parts []plan.Part, line PlanRow) []plan.Part {
	for i := range parts {
		if parts[i].Code == line.Code {
			parts[i].Versions = append(parts[i].Versions, line.version)
			slices.SortStableFunc(parts[i].Versions, func(a, b plan.Version) int { return a.From.Compare(b.From) })
			return parts
		}
	}
	return append(parts, plan.Part{
		Code: line.Code, Text: line.Text, Owner: line.Owner, Unit: line.Unit,
		Versions: []plan.Version{line.version},
	})
}
