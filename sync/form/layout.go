package form

import (
	"fmt"
	"slices"

	"bieu/rules/language"
	"bieu/rules/plan"
	"bieu/sync/workbook"
)

// NewWorkbook lays out every tab of a new workbook: the plan, who reports, one
// tab per unit with the given period, and the Biểu.
func NewWorkbook(drafts []Draft, units []Unit, period string, s Settings) []workbook.Layout {
	planTab := planLayout(drafts, units, s)
	read := ReadPlan(planTab.Grid(), s)
	applyEdits(&planTab, read.Edits)
	answers := map[string]string{}
	for _, d := range drafts {
		answers[d.Code] = d.Answer
	}
	layouts := []workbook.Layout{OverviewLayout(len(units), s), planTab, unitsLayout(units, s)}
	expected := Expected(read, NewRoster(units))
	for i, u := range units {
		if u.File == "" {
			layouts = append(layouts, unitLayout(u.Tab, expected[i], period, answers, s))
		}
	}
	tasks, indicators := Blank01(read, s), Blank02(read, s)
	return append(layouts, BieuLayout(tasks, s), BieuLayout(indicators, s))
}

// Expected returns, for each unit of the roster, the plan's rows that its tab
// must have: each Mã once, in the plan's order; an indicator's head row stands
// above the unit's parts.
func Expected(t PlanTab, roster *Roster) [][]PlanRow {
	rows := make([][]PlanRow, len(roster.Units))
	heads := map[string]PlanRow{}
	seen := make([]map[string]bool, len(roster.Units))
	for i := range seen {
		seen[i] = map[string]bool{}
	}
	for _, row := range t.Rows {
		if row.Head {
			heads[row.Code] = row
			continue
		}
		unit, ok := roster.Find(row.Owner)
		if !ok || row.Group {
			continue
		}
		if head, ok := heads[HeadCode(row.Code)]; ok && !row.Task && !seen[unit][head.Code] {
			seen[unit][head.Code] = true
			rows[unit] = append(rows[unit], head)
		}
		if !seen[unit][row.Code] {
			seen[unit][row.Code] = true
			rows[unit] = append(rows[unit], row)
		}
	}
	return rows
}

// spareRows is how many rows below a table already have its look and dropdowns.
const spareRows = 30

func unitLayout(title string, rows []PlanRow, period string, answers map[string]string, s Settings) workbook.Layout {
	l := workbook.Layout{
		Title: title, FrozenRows: 3, FrozenCols: 3,
		Columns: widths(6, 6, 42, 11, 16, 13, 46, 6, 18, 9, 17, 40, 16),
		Merges: []workbook.Area{
			{Top: 0, Bottom: 1, Left: 0, Right: 2}, {Top: 0, Bottom: 1, Left: receiptColumn + 1, Right: 13}, {Top: 1, Bottom: 2, Left: 0, Right: 13},
		},
		Print: workbook.Print{Landscape: true, RepeatTop: 2, RepeatBottom: 3, Top: 20, Bottom: 20, Left: 15, Right: 15, PageNumbers: true},
	}
	label := workbook.Style{Bold: true, Size: 12}
	l.Rows = append(l.Rows,
		workbook.LayoutRow{Cells: []workbook.LayoutCell{
			{Value: workbook.TextCell(labelPeriod), Style: label}, {},
			{Value: workbook.TextCell(period), Style: workbook.Style{Bold: true, Border: true, Size: 12, Format: "@", Align: workbook.Left}},
			{}, {Value: workbook.TextCell(labelReceipt), Style: receiptStyle(true)}, {Style: receiptStyle(false)},
		}},
		workbook.LayoutRow{Cells: []workbook.LayoutCell{{Value: workbook.TextCell(hintUnit(s.Year)), Style: workbook.Style{Italic: true, Size: 11}}}},
		headerRow(unitColumns, workerUnitColumns),
	)
	for _, row := range rows {
		l.Rows = append(l.Rows, unitRow(row, answers[row.Code]))
	}
	top, bottom := 3, 3+len(rows)
	l.Choices = []workbook.Choice{{Area: workbook.Area{Top: top, Bottom: bottom + spareRows, Left: 7, Right: 8}, Values: []string{"x"}}}
	l.Warned = []workbook.Area{
		{Top: 0, Bottom: 1, Left: receiptColumn, Right: 13},
		{Top: top, Bottom: bottom, Left: 0, Right: 5},
		{Top: top, Bottom: bottom, Left: 9, Right: 13},
	}
	l.Colours = statusColours(workbook.Area{Top: top, Bottom: bottom + spareRows, Left: 10, Right: 11}, s)
	return l
}

// workerUnitColumns are the columns of a unit's tab that the worker writes.
var workerUnitColumns = map[string]bool{
	"Mã": true, "TT": true, "Nhiệm vụ/Chỉ tiêu": true, "ĐVT": true, "Kế hoạch": true,
	"Tỷ lệ (%)": true, "Đánh giá": true, "Kiểm tra": true, "Đọc lúc": true,
}

func unitRow(row PlanRow, answer string) workbook.LayoutRow {
	worker := func(text string, bold bool) workbook.LayoutCell {
		st := workerStyle()
		st.Bold = bold
		return workbook.LayoutCell{Value: workbook.TextCell(text), Style: st}
	}
	code := worker(row.Code, row.Head)
	code.Style.Format = "@"
	cells := []workbook.LayoutCell{
		code, worker(row.ShownTT, row.Head), worker(row.Text, row.Head), worker(row.Unit, false), worker(row.Goal, false),
		{Style: peopleStyle(false)},
		{Value: workbook.TextCell(answer), Style: peopleStyle(true)},
		{Style: peopleStyle(false)}, {Style: peopleStyle(true)},
		worker("", false), worker("", false), worker("", false), worker("", false),
	}
	cells[1].Style.Format = "@"
	cells[9].Style.Format = "0.##"
	return workbook.LayoutRow{Cells: cells}
}

func planLayout(drafts []Draft, units []Unit, s Settings) workbook.Layout {
	l := workbook.Layout{
		Title: s.Tabs.Plan, FrozenRows: 1, FrozenCols: 4,
		Columns: widths(7, 6, 7, 52, 18, 14, 12, 12, 8, 12, 10, 8, 11, 10, 12, 20, 34, 40),
		Print:   workbook.Print{Landscape: true, RepeatTop: 0, RepeatBottom: 1, Top: 20, Bottom: 20, Left: 15, Right: 15, PageNumbers: true},
	}
	l.Rows = append(l.Rows, headerRow(planColumns, map[string]bool{"Máy hiểu": true, "Hỏi": true}))
	for _, d := range drafts {
		l.Rows = append(l.Rows, draftRow(d))
	}
	bottom := 1 + len(drafts) + spareRows
	choose := func(col int, values []string) {
		l.Choices = append(l.Choices, workbook.Choice{
			Area: workbook.Area{Top: 1, Bottom: bottom, Left: col, Right: col + 1}, Values: values,
		})
	}
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	choose(2, []string{"01", "02"})
	choose(4, names)
	choose(6, comparisonWords())
	choose(11, sortedWords(polarityWords))
	choose(12, sortedWords(countingWords))
	choose(13, sortedWords(judgedWords))
	l.Warned = []workbook.Area{{Top: 1, Bottom: 1 + len(drafts), Left: 16, Right: 18}}
	return l
}

// draftRow writes one row of a Kế hoạch, its structured cells filled with what
// was understood, for the office to confirm.
func draftRow(d Draft) workbook.LayoutRow {
	text := func(s string) workbook.LayoutCell {
		return workbook.LayoutCell{Value: workbook.TextCell(s), Style: peopleStyle(true)}
	}
	cells := make([]workbook.LayoutCell, len(planColumns))
	for i := range cells {
		cells[i].Style = peopleStyle(false)
	}
	for i, value := range []string{d.Code, d.TT, d.Bieu, d.Text, d.Owner} {
		cells[i] = text(value)
	}
	for _, i := range []int{5, 6, 9, 11, 12, 13, 15} {
		cells[i] = text("")
	}
	cells[14].Style.Format = "dd/mm/yyyy"
	cells[16].Style, cells[17].Style = workerStyle(), workerStyle()
	if d.Version != nil {
		fillVersion(cells, *d.Version)
	}
	return workbook.LayoutRow{Cells: cells}
}

func fillVersion(cells []workbook.LayoutCell, v plan.Version) {
	t := v.Target
	cells[5].Value = workbook.TextCell(t.Unit)
	cells[6].Value = workbook.TextCell(comparisonWord(t.Op))
	switch {
	case t.Words != "" && !t.Low.Valid:
		cells[7].Value = workbook.TextCell(t.Words)
		cells[7].Style = peopleStyle(true)
	case t.Low.Valid && t.Op != language.OpComplete:
		cells[7].Value = workbook.NumberCell(t.Low.Decimal.String())
	}
	if t.High.Valid {
		cells[8].Value = workbook.NumberCell(t.High.Decimal.String())
	}
	cells[9].Value = workbook.TextCell(t.Giver)
	if t.Given.Valid {
		cells[10].Value = workbook.NumberCell(t.Given.Decimal.String())
	}
	cells[11].Value = workbook.TextCell(polarityWords[v.Polarity])
	cells[12].Value = workbook.TextCell(countingWords[v.Counting])
	cells[13].Value = workbook.TextCell(judgedWords[v.Judged])
}

func unitsLayout(units []Unit, s Settings) workbook.Layout {
	l := workbook.Layout{
		Title: s.Tabs.Units, FrozenRows: 1,
		Columns: widths(12, 30, 22, 26, 24, 26, 24, 26),
		Print:   workbook.Print{Landscape: true, RepeatTop: 0, RepeatBottom: 1, Top: 20, Bottom: 20, Left: 15, Right: 15},
	}
	l.Rows = append(l.Rows, headerRow(unitsColumns, nil))
	for _, u := range units {
		var cells []workbook.LayoutCell
		for _, text := range []string{u.Code, u.Name, u.Tab, u.File, u.Contact, u.Email, u.Leader, u.LeaderEmail} {
			cells = append(cells, workbook.LayoutCell{Value: workbook.TextCell(text), Style: peopleStyle(true)})
		}
		l.Rows = append(l.Rows, workbook.LayoutRow{Cells: cells})
	}
	return l
}

// noteWidth is how wide the helper column of a Biểu is.
const noteWidth = 34

// BieuLayout lays out a Biểu as the office prints it, its results still blank.
func BieuLayout(b Bieu, s Settings) workbook.Layout {
	columns := []string{columnTT, columnText, columnResult}
	widthsOf := []float64{6, 46, 88}
	if b.Judged {
		columns = append(columns, columnJudgement)
		widthsOf = []float64{6, 46, 70, 18}
	}
	n := len(columns)
	// The column of notes comes with the first note; its width cannot then.
	widthsOf = append(widthsOf, noteWidth)
	line := func(text string, style workbook.Style, height float64) workbook.LayoutRow {
		return workbook.LayoutRow{Height: height, Cells: []workbook.LayoutCell{{Value: workbook.TextCell(text), Style: style}}}
	}
	l := workbook.Layout{
		Title: b.Tab, FrozenRows: 4, Columns: widths(widthsOf...),
		Rows: []workbook.LayoutRow{
			line(b.Title, titleStyle(), 40), line(s.Titles.Attached, italicStyle(), 18),
			line("", workbook.Style{Bold: true, Italic: true, Wrap: true, Align: workbook.Center, Size: 12}, 18),
		},
		Print: workbook.Print{Landscape: true, RepeatTop: 3, RepeatBottom: 4, Top: 20, Bottom: 20, Left: 30, Right: 15, PageNumbers: true},
	}
	for row := range 3 {
		l.Merges = append(l.Merges, workbook.Area{Top: row, Bottom: row + 1, Left: 0, Right: n})
	}
	var header workbook.LayoutRow
	for _, name := range columns {
		header.Cells = append(header.Cells, workbook.LayoutCell{Value: workbook.TextCell(name), Style: headerStyle()})
	}
	l.Rows = append(l.Rows, header)
	for _, r := range b.Rows {
		var row workbook.LayoutRow
		for _, t := range r.texts(b.Judged) {
			cell := workbook.LayoutCell{Style: bieuStyle(t.column, r.Group)}
			if t.column == columnTT || t.column == columnText {
				cell.Value = workbook.TextCell(t.text)
			}
			row.Cells = append(row.Cells, cell)
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

// OverviewLayout lays out Tổng quan for so many units.
func OverviewLayout(units int, s Settings) workbook.Layout {
	l := workbook.Layout{
		Title: s.Tabs.Overview, Columns: widths(30, 34, 14, 46, 3, 26, 84),
		Merges: []workbook.Area{{Top: 0, Bottom: 1, Left: 0, Right: 7}, {Top: 1, Bottom: 2, Left: 0, Right: 7}},
		Print:  workbook.Print{Landscape: true, Top: 20, Bottom: 20, Left: 15, Right: 15},
	}
	put := func(row int, cells ...workbook.LayoutCell) {
		for len(l.Rows) <= row {
			l.Rows = append(l.Rows, workbook.LayoutRow{})
		}
		l.Rows[row].Cells = cells
	}
	cell := func(text string, st workbook.Style) workbook.LayoutCell {
		return workbook.LayoutCell{Value: workbook.TextCell(text), Style: st}
	}
	put(0, cell(titleOverview(s.Year), titleStyle()))
	put(1, cell(s.Organisation, italicStyle()))
	for i, label := range []string{labelLastRead, labelPeriod, labelDue, labelYearDue, labelCoverage, labelNow} {
		value := cell("", overviewStyle(false))
		if label == labelNow {
			value.Style = workbook.Style{Bold: true, Border: true, Align: workbook.Center, Size: 12, Fill: fillOpen}
		}
		put(3+i, cell(label, overviewStyle(true)), value)
	}
	l.Choices = []workbook.Choice{{Area: workbook.Area{Top: 8, Bottom: 9, Left: 1, Right: 2}, Values: []string{"x"}, Strict: true}}
	put(10, cell(countTable.headers[0], headerStyle()), cell(countTable.headers[1], headerStyle()))
	row := 11
	for _, words := range append(CountWords(s), labelSum) {
		put(row, cell(words, overviewStyle(words == labelSum)), workbook.LayoutCell{Style: overviewStyle(words == labelSum)})
		row++
	}
	l.Colours = statusColours(workbook.Area{Top: 11, Bottom: row, Left: 0, Right: 1}, s)
	row = 11 + len(statusOrder) + 2 // room for a word of its own for every status
	var heads []workbook.LayoutCell
	for _, h := range slices.Concat(unitTable.headers, []string{""}, openTable.headers) {
		if h == "" {
			heads = append(heads, workbook.LayoutCell{})
			continue
		}
		heads = append(heads, cell(h, headerStyle()))
	}
	put(row, heads...)
	for range units {
		row++
		cells := make([]workbook.LayoutCell, len(unitTable.headers))
		for i := range cells {
			cells[i].Style = overviewStyle(false)
		}
		put(row, cells...)
	}
	return l
}

// CountWords lists the office's words for the statuses, each once, in the
// order in which people are told.
func CountWords(s Settings) []string {
	var words []string
	for _, st := range statusOrder {
		if w := s.Words[st]; !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

func statusColours(a workbook.Area, s Settings) []workbook.Colour {
	var colours []workbook.Colour
	for _, st := range statusOrder {
		c := workbook.Colour{Area: a, Text: s.Words[st], Fill: statusFills[st]}
		if !slices.ContainsFunc(colours, func(o workbook.Colour) bool { return o.Text == c.Text }) {
			colours = append(colours, c)
		}
	}
	return colours
}

func headerRow(list []column, worker map[string]bool) workbook.LayoutRow {
	var row workbook.LayoutRow
	for _, c := range list {
		st := headerStyle()
		st.Fill = fillHeader
		if worker[c.name] {
			st.Fill = fillWorker
		}
		row.Cells = append(row.Cells, workbook.LayoutCell{Value: workbook.TextCell(c.name), Style: st})
	}
	return row
}

func widths(w ...float64) []workbook.Column {
	columns := make([]workbook.Column, len(w))
	for i := range w {
		columns[i].Width = w[i]
	}
	return columns
}

// applyEdits writes cells into a layout that is not yet a tab.
func applyEdits(l *workbook.Layout, edits []workbook.CellEdit) {
	for _, e := range edits {
		l.Rows[e.Row].Cells[e.Col].Value = e.Value
	}
}

func titleOverview(year int) string {
	return fmt.Sprintf("TỔNG QUAN THỰC HIỆN KẾ HOẠCH NĂM %d", year)
}
