package form

import (
	"strings"

	"bieu/rules"
	"bieu/rules/language"
	"bieu/sync/workbook"
)

// OwnTable is a table an office keeps by itself: TT, Nhiệm vụ, Kết quả, Đánh
// giá, and no plan beside it.
type OwnTable struct {
	Tab      string
	Rows     []OwnRow
	Problems []Problem
}

// OwnRow is one row of such a table.
type OwnRow struct {
	TT, Text, Result, Office string
	// Goal is what the column Kế hoạch asks for, with its unit; "" without one.
	Goal string
	// Figure is the reading of a Kết quả that is a bare number.
	Figure language.CellReading
	// At is the cell Kết quả, OfficeAt the cell Đánh giá.
	At, OfficeAt workbook.Address
}

// ownColumns are the columns of such a table.
var ownColumns = []column{
	{columnTT, []string{"STT", "Số TT"}, false},
	{columnText, append([]string{"Nhiệm vụ/Chỉ tiêu"}, textAliases...), true},
	{columnResult, resultAliases, true},
	{columnJudgement, judgementAliases, true},
	{"ĐVT", unitAliases, false},
	{"Kế hoạch", []string{"KH", "Mức kế hoạch", "Mức KH", "Chỉ tiêu KH", "Kế hoạch năm", "KH năm", "Chỉ tiêu kế hoạch"}, false},
}

// ReadOwn reads a tab as an office's own Biểu 02. Rows that only head a group
// are left out.
func ReadOwn(g *workbook.Grid, s Settings) OwnTable {
	c, problems := find(g, ownColumns, s)
	t := OwnTable{Tab: g.Tab, Problems: problems}
	if stops(problems) {
		return t
	}
	for row := c.header + 1; row < g.Rows(); row++ {
		if r, ok := t.readRow(g, c, row); ok {
			t.Rows = append(t.Rows, r)
		}
	}
	if len(t.Rows) == 0 {
		t.Problems = append(t.Problems, problemEmptyTable(g.Tab))
	}
	return t
}

func (t *OwnTable) readRow(g *workbook.Grid, c columns, row int) (OwnRow, bool) {
	at := workbook.Address{Tab: g.Tab, Row: row, Col: c.at[columnResult]}
	r := OwnRow{
		TT: strings.TrimRight(plainText(c.cell(g, row, columnTT)), ". "), At: at,
		OfficeAt: workbook.Address{Tab: g.Tab, Row: row, Col: c.at[columnJudgement]},
		Text:     strings.TrimSpace(c.cell(g, row, columnText).Value),
		Office:   strings.TrimSpace(shownText(c.cell(g, row, columnJudgement))),
	}
	if goal := c.cell(g, row, "Kế hoạch"); goal.Kind != workbook.Blank {
		r.Goal = strings.TrimSpace(shownText(goal) + " " + plainText(c.cell(g, row, "ĐVT")))
	}
	result := c.cell(g, row, columnResult)
	if r.Text == "" || headerKey(workbook.TextCell(r.Text)) == language.Key(columnText) {
		return r, false
	}
	var problem *Problem
	if result.Kind == workbook.Number {
		r.Figure, problem = readFigure(at, result, language.Known{})
	} else {
		r.Result, problem = readSentence(at, result)
	}
	if problem != nil {
		t.Problems = append(t.Problems, *problem)
	}
	blank := result.Kind == workbook.Blank && r.Office == ""
	// Rows that head a group, and whoever signs below the table.
	if (blank || r.TT == "") && len(language.ReadTargets(r.Sentence()).Targets) == 0 || blank && r.TT == "" {
		return r, false
	}
	if r.TT == "" {
		r.TT = rowName(row)
	}
	return r, true
}

// Judgement is what stands in a cell Đánh giá of a Biểu 02.
type Judgement struct {
	Text string
	At   workbook.Address
}

// OfficeJudgements reads Đánh giá as it stands in a Biểu 02, by TT.
func OfficeJudgements(g *workbook.Grid, s Settings) map[string]Judgement {
	c, problems := find(g, bieuColumns, s)
	if stops(problems) || !c.has(columnJudgement) {
		return nil
	}
	words := map[string]Judgement{}
	for row := c.header + 1; row < g.Rows(); row++ {
		if tt := codeKey(c.cell(g, row, columnTT)); tt != "" {
			words[tt] = Judgement{
				Text: strings.TrimSpace(shownText(c.cell(g, row, columnJudgement))),
				At:   workbook.Address{Tab: g.Tab, Row: row, Col: c.at[columnJudgement]},
			}
		}
	}
	return words
}

// TTKey brings a TT to the form in which OfficeJudgements keeps it.
func TTKey(tt string) string { return rowKey(tt) }

// Differs reports whether the office's own words say something else than the
// judgement. Words that say nothing we know, and a judgement that cannot be
// told, never differ. Until the year is final a target that is missed and one
// that is still worked at are the same.
func Differs(office string, judged rules.Status, final bool, s Settings) bool {
	said, ok := officeStatus(office, s)
	if !ok || judged == rules.CannotTell || said == rules.CannotTell {
		return false
	}
	return standing(said, final) != standing(judged, final)
}

// standing brings statuses together that people do not tell apart.
func standing(st rules.Status, final bool) rules.Status {
	switch {
	case st == rules.Exceeded:
		return rules.Met
	case st == rules.NotDue, st == rules.NotMet && !final:
		return rules.InProgress
	}
	return st
}

// The words in which offices judge, looked for in this order: what denies
// comes before what affirms.
var officeWords = []struct {
	word   string
	status rules.Status
}{
	{"cần xác nhận", rules.CannotTell},
	{"không đạt", rules.NotMet}, {"không hoàn thành", rules.NotMet},
	{"chưa", rules.InProgress}, {"đang", rules.InProgress}, {"tiếp tục", rules.InProgress},
	{"vượt", rules.Exceeded}, {"đạt", rules.Met}, {"hoàn thành", rules.Met},
}

// officeStatus reads what an office wrote under Đánh giá.
func officeStatus(text string, s Settings) (rules.Status, bool) {
	key := language.Key(text)
	if key == "" {
		return "", false
	}
	for _, st := range statusOrder {
		if language.Key(s.Words[st]) == key {
			return st, true
		}
	}
	for _, w := range officeWords {
		if strings.Contains(key, language.Key(w.word)) {
			return w.status, true
		}
	}
	return "", false
}

// Sentence is what the row's target is read from: its own words and, where they
// ask for nothing, the column Kế hoạch.
func (r OwnRow) Sentence() string {
	if r.Goal == "" || len(language.ReadTargets(r.Text).Targets) > 0 {
		return r.Text
	}
	return strings.TrimRight(r.Text, " .:;") + ": " + r.Goal
}

// OwnLayout lays out an office's own Biểu 02 from its rows.
func OwnLayout(rows []OwnRow, s Settings) workbook.Layout {
	b := Bieu{Number: "02", Tab: s.Tabs.Bieu02, Title: s.Titles.Bieu02, Judged: true}
	for _, r := range rows {
		b.Rows = append(b.Rows, BieuRow{TT: r.TT, Text: r.Text})
	}
	l := BieuLayout(b, s)
	first := len(l.Rows) - len(rows)
	for i, r := range rows {
		cells := l.Rows[first+i].Cells
		cells[2].Value, cells[3].Value = workbook.TextCell(r.Result), workbook.TextCell(r.Office)
	}
	return l
}
