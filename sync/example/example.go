// Package example holds a real plan to start from: the indicators and tasks of
// UBND phường Thọ Xương for 2023 with the results of nine months, as the ward
// printed them in Biểu số 01 and Biểu số 02 of its plan for 2024; private
// citizens are named by their initials. Which unit reports on which row is
// ours: the plan does not say. Only cmd imports this package; it writes no file.
package example

import (
	"embed"
	"strings"

	"bieu/sync/form"
	"bieu/sync/workbook"
)

//go:embed data
var data embed.FS

// Period is what the units' tabs report for.
const Period = "9/2023"

// Settings returns the settings file of the example.
func Settings() []byte { return file("bieu.yaml") }

// Row is one row of the ward's own tables, as printed.
type Row struct{ TT, Task, Result, Judgement string }

// Bieu01 returns the rows of the ward's own Biểu số 01.
func Bieu01() []Row { return printed("bieu-01-2023.tsv") }

// Bieu02 returns the rows of the ward's own Biểu số 02.
func Bieu02() []Row { return printed("bieu-02-2023.tsv") }

// Layouts returns the tabs of the example's workbook: the plan, the units, and
// in the units' tabs what the ward wrote.
func Layouts(s form.Settings) []workbook.Layout {
	return form.NewWorkbook(Drafts(), Units(), Period, s)
}

// Units returns who reports.
func Units() []form.Unit {
	var units []form.Unit
	for _, cells := range table("don-vi.tsv") {
		units = append(units, form.Unit{Code: cells[0], Name: cells[1], Tab: cells[2]})
	}
	return units
}

// Drafts returns the plan's rows with the ward's answers.
func Drafts() []form.Draft {
	owners := map[string]string{}
	for _, cells := range table("phan-cong.tsv") {
		owners[cells[0]+" "+cells[1]] = cells[2]
	}
	var list []form.Listed
	answers := map[string]string{}
	for _, table := range []struct {
		bieu, prefix string
		rows         []Row
	}{{"01", "N", Bieu01()}, {"02", "", Bieu02()}} {
		for _, r := range table.rows {
			list = append(list, form.Listed{Bieu: table.bieu, TT: r.TT, Text: r.Task, Owner: owners[table.bieu+" "+r.TT]})
			answers[table.prefix+r.TT] = r.Result
		}
	}
	drafts := form.DraftPlan(list, "")
	place(drafts, answers)
	return drafts
}

// place puts each answer beside its row. Where several units report on the
// parts of one indicator, each wrote its own clause.
func place(drafts []form.Draft, answers map[string]string) {
	for i, d := range drafts {
		head, _, isPart := strings.Cut(d.Code, ".")
		switch {
		case d.Bieu == "01" || !isPart && (d.Owner != "" || d.Version != nil):
			drafts[i].Answer = answers[d.Code]
		case isPart && partsApart(drafts, head):
			drafts[i].Answer = clause(answers[head], d.Code)
		}
	}
}

// partsApart reports whether the parts of an indicator have units of their own.
func partsApart(drafts []form.Draft, head string) bool {
	for _, d := range drafts {
		if d.Code == head {
			return d.Owner == "" && d.Version == nil
		}
	}
	return false
}

// clause returns the clause of an answer that belongs to a part: "15.2" is the
// second between semicolons.
func clause(answer, code string) string {
	clauses := strings.SplitAfter(answer, ";")
	_, n, _ := strings.Cut(code, ".")
	for i, c := range clauses {
		if n == string(rune('1'+i)) {
			return strings.TrimSpace(c)
		}
	}
	return ""
}

func printed(name string) []Row {
	var rows []Row
	for _, cells := range table(name) {
		r := Row{TT: cells[0], Task: cells[1], Result: cells[2]}
		if len(cells) > 3 {
			r.Judgement = cells[3]
		}
		rows = append(rows, r)
	}
	return rows
}

// table returns the rows of an embedded TSV file without its header.
func table(name string) [][]string {
	lines := strings.Split(strings.TrimRight(string(file(name)), "\n"), "\n")
	var rows [][]string
	for _, line := range lines[1:] {
		rows = append(rows, strings.Split(line, "\t"))
	}
	return rows
}

func file(name string) []byte {
	content, err := data.ReadFile("data/" + name)
	if err != nil {
		panic("example: " + err.Error()) // embedded at build time
	}
	return content
}
