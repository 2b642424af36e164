package form

import (
	"strings"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// listColumns are the columns of a list from which a plan is made.
var listColumns = []column{
	{"TT", []string{"STT", "Số TT"}, true},
	{"Nhiệm vụ/Chỉ tiêu", textAliases, true},
	{"Đơn vị", []string{"Đơn vị thực hiện", "Đơn vị chủ trì", "Cơ quan chủ trì"}, false},
	{"Biểu", []string{"Biểu (01/02)", "Biểu số"}, false},
}

// ReadList reads a list of plan sentences: TT and Chỉ tiêu, perhaps Đơn vị and
// Biểu, found by header. Rows that only head a group are told and left out.
func ReadList(g *workbook.Grid, s Settings) ([]Listed, []Problem) {
	c, problems := find(g, listColumns, s)
	if stops(problems) {
		return nil, problems
	}
	var list []Listed
	for row := c.header + 1; row < g.Rows(); row++ {
		text := func(name string) string { return plainText(c.cell(g, row, name)) }
		at := func(name string) workbook.Address {
			return workbook.Address{Tab: g.Tab, Row: row, Col: c.at[name]}
		}
		l := Listed{TT: strings.TrimRight(text("TT"), ". "), Text: text("Nhiệm vụ/Chỉ tiêu"), Owner: text("Đơn vị"), Line: row + 1}
		switch {
		case l.Text == "" && l.TT == "" && l.Owner == "":
			continue
		case l.Text == "":
			problems = append(problems, problemListGap(at("Nhiệm vụ/Chỉ tiêu"), "Nhiệm vụ/Chỉ tiêu"))
			continue
		case isGroup(l):
			problems = append(problems, problemListGroup(at("Nhiệm vụ/Chỉ tiêu"), l.Text))
			continue
		case l.TT == "":
			problems = append(problems, problemListGap(at("TT"), "TT"))
			continue
		}
		bieu, ok := bieuNumber(text("Biểu"))
		if !ok {
			problems = append(problems, problemBadChoice(at("Biểu"), "Biểu", text("Biểu"), "01 hoặc 02"))
			continue
		}
		l.Bieu = bieu
		list = append(list, l)
	}
	if len(list) == 0 {
		problems = append(problems, problemEmptyTable(g.Tab))
	}
	return list, problems
}

// isGroup reports whether a row only heads a group of indicators: its TT is a
// letter, a Roman number or nothing, and its text asks for nothing.
func isGroup(l Listed) bool {
	if l.Owner != "" || strings.Trim(l.TT, "IVXLC") != "" && !(len(l.TT) == 1 && l.TT[0] >= 'A' && l.TT[0] <= 'Z') {
		return false
	}
	return len(language.ReadTargets(l.Text).Targets) == 0
}

// bieuNumber reads 01, 1, "Biểu 01"; nothing is 02.
func bieuNumber(text string) (string, bool) {
	switch strings.TrimSpace(strings.TrimPrefix(language.Key(text), language.Key("Biểu"))) {
	case "", "02", "2", "số 02":
		return "02", true
	case "01", "1", "số 01":
		return "01", true
	}
	return "", false
}

// ListGrid returns the grid of a list kept as text, cells apart by tabs. A
// list without headers has TT, Chỉ tiêu, Đơn vị in this order.
func ListGrid(name, content string) *workbook.Grid {
	content = strings.ReplaceAll(strings.TrimPrefix(content, "\ufeff"), "\r\n", "\n")
	var rows [][]workbook.Cell
	for _, line := range strings.Split(strings.TrimRight(content, "\n"), "\n") {
		rows = append(rows, textCells(strings.Split(line, "\t")...))
	}
	g := workbook.NewGrid(name, rows)
	if _, problems := find(g, listColumns, Settings{}); stops(problems) {
		g = workbook.NewGrid(name, append([][]workbook.Cell{textCells("TT", "Nhiệm vụ/Chỉ tiêu", "Đơn vị")}, rows...))
	}
	return g
}

// UnitsOf makes a unit with a tab of its own of each name, beside the fixed
// tabs.
func UnitsOf(names []string, fixed Tabs) []Unit {
	var units []Unit
	taken := map[string]bool{}
	for _, title := range []string{fixed.Overview, fixed.Plan, fixed.Units, fixed.Bieu01, fixed.Bieu02} {
		taken[language.Key(title)] = true
	}
	for _, name := range names {
		title := tabTitle(name)
		for n := 2; taken[language.Key(title)]; n++ {
			title = numberedTitle(tabTitle(name), n)
		}
		taken[language.Key(title)] = true
		units = append(units, Unit{Name: name, Tab: title})
	}
	return units
}

// longestTitle is how many characters the title of a tab may have.
const longestTitle = 31

// tabTitle makes a tab's title of a unit's name: no character a spreadsheet
// refuses, and not too long.
func tabTitle(name string) string {
	title := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return '-'
		}
		return r
	}, name)
	title = strings.Trim(title, "' ")
	if r := []rune(title); len(r) > longestTitle {
		title = strings.TrimSpace(string(r[:longestTitle]))
	}
	return title
}
