package form

import (
	"slices"
	"strings"

	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/workbook"
)

// UnitTab is one unit's tab as read.
type UnitTab struct {
	Unit Unit
	// Period is what Kỳ báo cáo names; zero when it is missing or unreadable.
	Period     calendar.Period
	PeriodText string
	// OtherYear is true when it names a period of another year than the plan's:
	// then nobody knows for which period the rows stand.
	OtherYear bool
	// PeriodSeen is the cell in which the period stands; its Column is "" where
	// the tab has no line for it.
	PeriodSeen Seen
	Rows       []UnitRow
	Problems   []Problem
	// Refused is true when the tab could not be read as a whole.
	Refused bool
	// Expected is how many rows the plan wants in this tab.
	Expected int

	grid *workbook.Grid
	cols columns
	// typedIn holds, by Mã, the locales without a decimal comma in which figures
	// were recorded; nil for a tab of which the grid tells.
	typedIn map[string]string
}

// UnitRow is one row of a unit's tab that the plan knows.
type UnitRow struct {
	Plan     PlanRow
	Figure   language.CellReading
	Sentence string
	Estimate bool
	// Seen are the cells people fill in, as they stood, blank ones too.
	Seen []Seen
	// Told are the problems of the row's cells, worded for Kiểm tra.
	Told []string

	row int
}

// Seen is one cell of a person as it stood when it was read.
type Seen struct {
	Column string
	At     workbook.Address
	Cell   workbook.Cell
	// PointLocale is the locale for which the number was asked about.
	PointLocale string
}

// The columns in which units write.
const (
	ColumnFigure   = "Thực hiện"
	ColumnSentence = "Kết quả"
	ColumnEstimate = "Ước"
	ColumnNote     = "Ghi chú"
)

// Text is what people wrote in a column of the row, as stored.
func (r UnitRow) Text(column string) string {
	for _, s := range r.Seen {
		if s.Column == column {
			return s.Cell.Value
		}
	}
	return ""
}

// Blank reports whether people left the row's answer empty.
func (r UnitRow) Blank() bool { return r.Sentence == "" && r.Figure.Text == "" }

// place names the workbook in which the unit's tab stands, for problems.
func (t UnitTab) place(problems []Problem) []Problem {
	for i := range problems {
		problems[i].File = t.Unit.File
	}
	return problems
}

// MissingTab is a unit whose tab is not in its workbook.
func MissingTab(u Unit, expected []PlanRow) UnitTab { return refused(u, expected, ProblemNoTab(u.Tab)) }

func refused(u Unit, expected []PlanRow, p Problem) UnitTab {
	t := UnitTab{Unit: u, Refused: true, Expected: len(expected)}
	t.Problems = t.place([]Problem{p})
	return t
}

// ReadUnit reads one unit's tab: the period it reports for and the rows that
// the plan expects of it.
func ReadUnit(g *workbook.Grid, u Unit, expected []PlanRow, s Settings) UnitTab {
	return readUnit(UnitTab{Unit: u, grid: g, Expected: len(expected)}, expected, s)
}

func readUnit(t UnitTab, expected []PlanRow, s Settings) UnitTab {
	g := t.grid
	c, problems := find(g, unitColumns, s)
	t.Problems = append(t.Problems, problems...)
	if !stops(problems) && !c.has("Mã") && !c.has("TT") {
		t.Problems = append(t.Problems, problemMissingHeader(g.Tab, c.header, "Mã", nil, ""))
	}
	if stops(t.Problems) {
		t.Refused = true
		t.Problems = t.place(t.Problems)
		return t
	}
	t.cols = c
	t.readPeriod(c.header, s)
	t.readRows(expected)
	t.noteShape()
	if stops(t.Problems) {
		t.Refused, t.Rows = true, nil
	}
	t.Problems = t.place(t.Problems)
	return t
}

func (t *UnitTab) at(row int, name string) workbook.Address {
	return workbook.Address{Tab: t.grid.Tab, Row: row, Col: max(0, t.cols.at[name])}
}

// readPeriod looks for the line Kỳ báo cáo above the table: the period stands
// in the same cell behind a colon, or in the next filled cell to the right.
// A year of 0 in the settings takes any.
func (t *UnitTab) readPeriod(header int, s Settings) {
	for row := 0; row < header; row++ {
		cells := t.grid.Row(row)
		for col, cell := range cells {
			if !begins(cell, labelPeriod) {
				continue
			}
			at := workbook.Address{Tab: t.grid.Tab, Row: row, Col: col}
			text := ""
			if _, after, ok := strings.Cut(cell.Value, ":"); ok {
				text = strings.TrimSpace(after)
			}
			for next := col + 1; text == "" && next < len(cells) && !begins(cells[next], labelReceipt); next++ {
				at.Col = next
				text = strings.TrimSpace(cells[next].Value)
			}
			if text == "" {
				at.Col = t.rightOf(row, col)
			}
			t.PeriodSeen = Seen{Column: labelPeriod, At: at, Cell: t.grid.At(at.Row, at.Col)}
			t.setPeriod(at, text, s)
			return
		}
	}
	t.Problems = append(t.Problems, problemNoPeriod(workbook.Address{Tab: t.grid.Tab, Row: -1}, "", s.asked()))
}

// begins reports whether a cell is or begins with one of our labels.
func begins(cell workbook.Cell, label string) bool {
	return cell.Kind == workbook.Text && strings.HasPrefix(language.Key(cell.Value), language.Key(label))
}

// rightOf returns the column to the right of a cell, or of the merged area that
// the cell begins.
func (t *UnitTab) rightOf(row, col int) int {
	for _, m := range t.grid.Merges {
		if m.Top == row && m.Left == col {
			return m.Right
		}
	}
	return col + 1
}

func (t *UnitTab) setPeriod(at workbook.Address, text string, s Settings) {
	t.PeriodText = text
	period, err := calendar.ParseCell(text)
	if err != nil {
		t.Problems = append(t.Problems, problemNoPeriod(at, text, s.asked()))
		return
	}
	t.Period = period
	if t.OtherYear = s.Year > 0 && period.Year != s.Year; t.OtherYear {
		t.Problems = append(t.Problems, problemOtherYear(at, period, s.asked()))
	}
}

// readRows pairs the tab's rows with the plan's and reads what people wrote.
func (t *UnitTab) readRows(expected []PlanRow) {
	byCode := map[string]PlanRow{}
	for _, e := range expected {
		byCode[e.Code] = e
	}
	found := map[string]int{}
	for row := t.cols.header + 1; row < t.grid.Rows(); row++ {
		line, ok := t.match(row, byCode, expected)
		if !ok {
			continue
		}
		if first, doubled := found[line.Code]; doubled {
			t.Problems = append(t.Problems, problemDoubledCodeTab(t.at(row, t.keyColumn()), line.Code, t.at(first, t.keyColumn())))
			continue
		}
		found[line.Code] = row
		t.Rows = append(t.Rows, t.readRow(row, line))
	}
	for _, e := range expected {
		if _, ok := found[e.Code]; !ok && !stops(t.Problems) {
			t.Problems = append(t.Problems, problemMissingRow(t.grid.Tab, e))
		}
	}
}

func (t *UnitTab) keyColumn() string {
	if t.cols.has("Mã") {
		return "Mã"
	}
	return "TT"
}

// match returns the plan's row that a row of the tab belongs to.
func (t *UnitTab) match(row int, byCode map[string]PlanRow, expected []PlanRow) (PlanRow, bool) {
	if !t.cols.has("Mã") {
		return t.matchText(row, expected)
	}
	cell := t.cols.cell(t.grid, row, "Mã")
	code := codeKey(cell)
	if code == "" {
		if cell.Kind == workbook.Date {
			t.Problems = append(t.Problems, problemDateCode(t.at(row, "Mã"), cell.Value))
		} else if text := t.answered(row); text != "" {
			t.Problems = append(t.Problems, problemNoCodeUnit(t.at(row, "Mã"), text))
		}
		return PlanRow{}, false
	}
	line, ok := byCode[code]
	if !ok && !t.withdrawn(row) {
		t.Problems = append(t.Problems, problemUnknownCode(t.at(row, "Mã"), code, t.Unit.Name))
	}
	return line, ok
}

// answered returns what people wrote in a row, "" when nothing.
func (t *UnitTab) answered(row int) string {
	for _, name := range []string{"Kết quả", "Thực hiện"} {
		if cell := t.cols.cell(t.grid, row, name); cell.Kind != workbook.Blank {
			return strings.TrimSpace(cell.Value)
		}
	}
	return ""
}

// withdrawn reports whether the row is marked as no longer assigned.
func (t *UnitTab) withdrawn(row int) bool {
	return strings.HasPrefix(language.Key(t.cols.cell(t.grid, row, "Kiểm tra").Value), language.Key(WithdrawnMark))
}

// alike is how near two texts must be for a row without Mã to be taken for a
// row of the plan. Nearer than doubtful but below alike is asked about.
const (
	alike    = 0.75
	doubtful = 0.4
)

// matchText pairs a row without Mã by its TT and the likeness of its text.
func (t *UnitTab) matchText(row int, expected []PlanRow) (PlanRow, bool) {
	tt := codeKey(t.cols.cell(t.grid, row, "TT"))
	text := strings.TrimSpace(t.cols.cell(t.grid, row, "Nhiệm vụ/Chỉ tiêu").Value)
	if text == "" {
		return PlanRow{}, false
	}
	best, score, second := PlanRow{}, 0.0, 0.0
	for _, e := range expected {
		l := language.Likeness(text, e.Text)
		switch {
		case l > score:
			best, score, second = e, l, score
		case l > second:
			second = l
		}
	}
	sameTT := tt != "" && tt == codeKey(workbook.TextCell(best.TT))
	if score >= alike && score-second > 0.1 || sameTT && score >= doubtful && score-second > 0.1 {
		return best, true
	}
	if score >= doubtful || t.answered(row) != "" {
		t.Problems = append(t.Problems, problemDoubtfulRow(t.at(row, "Nhiệm vụ/Chỉ tiêu"), text, best.Code, best.Text))
	}
	return PlanRow{}, false
}

// readRow reads what a person wrote in one row.
func (t *UnitTab) readRow(row int, line PlanRow) UnitRow {
	r := UnitRow{Plan: line, row: row}
	tell := func(p *Problem) {
		if p != nil {
			t.Problems = append(t.Problems, *p)
			r.Told = append(r.Told, p.Text)
		}
	}
	for _, name := range []string{ColumnFigure, ColumnSentence, ColumnEstimate, ColumnNote} {
		if t.cols.has(name) {
			r.Seen = append(r.Seen, Seen{Column: name, At: t.at(row, name), Cell: t.cols.cell(t.grid, row, name)})
		}
	}
	known := language.Known{Unit: line.Unit, Plan: line.version.Target.Low}
	var problem *Problem
	r.Figure, problem = readFigure(t.at(row, "Thực hiện"), t.cols.cell(t.grid, row, "Thực hiện"), known)
	if line.Task && problem != nil && problem.Level == Refuse {
		problem = nil // a task has no figure to spoil
	}
	tell(problem)
	if line.Head && r.Figure.Text != "" {
		p := problemHeadFigure(t.at(row, "Thực hiện"), line.Code)
		tell(&p)
	}
	r.Sentence, problem = readSentence(t.at(row, "Kết quả"), t.cols.cell(t.grid, row, "Kết quả"))
	tell(problem)
	tell(t.doubtFigure(&r))
	if len(r.Sentence) > MaxText && tooLong(r.Sentence) {
		p := problemTooLong(t.at(row, "Kết quả"), r.Sentence)
		tell(&p)
	}
	r.Estimate = t.readMark(row, &r)
	if p := t.merged(row); p != nil {
		r.Told = append(r.Told, p.Text)
		if !slices.ContainsFunc(t.Problems, func(q Problem) bool { return q.Code == p.Code && q.Text == p.Text }) {
			t.Problems = append(t.Problems, *p)
		}
	}
	return r
}

// doubtFigure asks about a figure that the spreadsheet's locale may have
// changed, unless the sentence beside it says the same.
func (t *UnitTab) doubtFigure(r *UnitRow) *Problem {
	locale := t.grid.PointLocale
	if t.typedIn != nil {
		locale = t.typedIn[r.Plan.Code]
	}
	at := slices.IndexFunc(r.Seen, func(s Seen) bool { return s.Column == ColumnFigure })
	if locale == "" || at < 0 || r.Plan.Task || r.Plan.Head {
		return nil
	}
	seen := &r.Seen[at]
	if r.Figure.Number.Valid && saysSo(r.Sentence, r.Figure.Number.Decimal) {
		return nil
	}
	p := doubtTyped(seen.At, seen.Cell, locale, &r.Figure, expect(r.Plan.Unit, r.Plan.version.Target))
	if p != nil {
		seen.PointLocale = locale
	}
	return p
}

// merged returns the problem of a row over which people merged cells with
// another row; it is told once for the whole area.
func (t *UnitTab) merged(row int) *Problem {
	for _, m := range t.grid.Merges {
		if m.Bottom-m.Top > 1 && row >= m.Top && row < m.Bottom && t.coversAnswer(m) {
			p := problemMerged(t.grid.Tab, m)
			return &p
		}
	}
	return nil
}

// coversAnswer reports whether a merged area touches a column people fill in.
func (t *UnitTab) coversAnswer(m workbook.Area) bool {
	for _, name := range []string{"Mã", "Thực hiện", "Kết quả", "Ước"} {
		if col, ok := t.cols.at[name]; ok && col >= m.Left && col < m.Right {
			return true
		}
	}
	return false
}

// readMark reads the column Ước: x marks an estimate.
func (t *UnitTab) readMark(row int, r *UnitRow) bool {
	cell := t.cols.cell(t.grid, row, "Ước")
	switch key := language.Key(cell.Value); {
	case cell.Kind == workbook.Blank, cell.Kind == workbook.Bool && cell.Value == "FALSE":
		return false
	case cell.Kind == workbook.Bool, key == "x", key == "v", key == "✓", key == "có", key == "ước":
		return true
	case key == "không", key == "-", key == "0":
		return false
	}
	p := problemBadChoice(t.at(row, "Ước"), "Ước", cell.Value, "x (số ước) hoặc để trống")
	t.Problems = append(t.Problems, p)
	r.Told = append(r.Told, p.Text)
	return false
}

// noteShape tells what is read all the same but easily overlooked: hidden
// rows, and blank rows in the middle of the table.
func (t *UnitTab) noteShape() {
	var hidden []int
	for _, r := range t.Rows {
		if t.grid.HiddenRows[r.row] {
			hidden = append(hidden, r.row)
		}
	}
	if len(hidden) > 0 {
		t.Problems = append(t.Problems, problemHiddenRows(t.grid.Tab, hidden))
	}
	if len(t.Rows) == 0 {
		return
	}
	for row := t.cols.header + 1; row < t.Rows[len(t.Rows)-1].row; row++ {
		if blankRow(t.grid.Row(row)) {
			t.Problems = append(t.Problems, problemBlankRow(t.grid.Tab, row))
			return
		}
	}
}

func blankRow(cells []workbook.Cell) bool {
	for _, c := range cells {
		if c.Kind != workbook.Blank {
			return false
		}
	}
	return true
}

// LatestYear returns the latest year that any tab's Kỳ báo cáo names, 0 for
// none.
func LatestYear(grids []*workbook.Grid) int {
	year := 0
	for _, g := range grids {
		t := UnitTab{grid: g}
		t.readPeriod(min(headerRows, g.Rows()), Settings{})
		year = max(year, t.Period.Year)
	}
	return year
}
