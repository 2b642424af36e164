package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

// The texts of the proof: what was written, what the source says since, what a
// person wrote.
const (
	textA = "Đạt 117/200 lao động"
	textB = "Đạt 130/200 lao động"
	textX = "Văn phòng viết lại"
	noteX = "ý kiến của văn phòng"
)

// mergeCase is one combination: what the worker remembers of the cell Kết quả,
// what is compiled for it now, what stands in it, and what became of its row
// and of the column of notes.
type mergeCase struct{ base, compiled, cell, row, others, notes string }

func (c mergeCase) String() string {
	return fmt.Sprintf("written %s, compiled %s, cell %s, row %s, rows of the office %s, notes %s",
		c.base, c.compiled, c.cell, c.row, c.others, c.notes)
}

var (
	mergeBases = map[string]Base{
		"never":              {},
		"A":                  {Text: textA, Settled: true},
		"A, perhaps B":       {Text: textA, Settled: true, Pending: []string{textB}},
		"perhaps B":          {Pending: []string{textB}},
		"nothing":            {Settled: true},
		"nothing, perhaps A": {Settled: true, Pending: []string{textA}},
	}
	mergeCells = map[string]workbook.Cell{
		"A": workbook.TextCell(textA), "B": workbook.TextCell(textB), "X": workbook.TextCell(textX), "blank": {},
		"a formula": {Kind: workbook.Text, Value: textA, Formula: true}, "a blank formula": {Formula: true},
	}
	mergeCompiled = map[string]string{"A": textA, "B": textB, "nothing": ""}
)

// ours are the texts that may stand in the cell by the worker's hand.
func (c mergeCase) ours() []string {
	switch c.base {
	case "A":
		return []string{textA}
	case "A, perhaps B":
		return []string{textA, textB}
	case "perhaps B":
		return []string{textB}
	case "nothing":
		return []string{""}
	case "nothing, perhaps A":
		return []string{"", textA}
	}
	return nil
}

// settled reports whether the worker knows that it once wrote the row.
func (c mergeCase) settled() bool { return c.base != "never" && c.base != "perhaps B" }

// tab is the tab Biểu 02 before the merge; subject is the row in question, -1
// where it was deleted.
func (c mergeCase) tab() (g *workbook.Grid, subject int) {
	header := []string{"TT", "Nhiệm vụ", "Kết quả", "Đánh giá"}
	switch c.notes {
	case "there", "a person's":
		header = append(header, "Ghi chú VP")
	case "moved":
		header = slices.Insert(header, 2, "Ghi chú VP")
	}
	line := func(cells map[string]string) string {
		texts := make([]string, len(header))
		for i, h := range header {
			texts[i] = cells[h]
		}
		return strings.Join(texts, "|")
	}
	note := ""
	if c.notes == "a person's" {
		note = noteX
	}
	mine := line(map[string]string{"TT": "1", "Nhiệm vụ": "Chỉ tiêu một", "Kết quả": "?", "Đánh giá": "Đạt", "Ghi chú VP": note})
	lines := []string{mine}
	if c.others == "there" {
		lines = append(lines,
			line(map[string]string{"TT": "7a", "Nhiệm vụ": "Dòng có TT của văn phòng", "Kết quả": textX}),
			line(map[string]string{"Nhiệm vụ": "Dòng không TT của văn phòng", "Kết quả": textA}),
			line(map[string]string{"TT": "2", "Nhiệm vụ": "Dòng khác cùng TT", "Kết quả": textX}))
	}
	lines = append(lines, line(map[string]string{"TT": "2", "Nhiệm vụ": "Chỉ tiêu hai", "Kết quả": "r2", "Đánh giá": "Đạt"}))
	switch c.row {
	case "moved":
		lines = append(lines[1:], mine)
	case "deleted":
		lines = lines[1:]
	}
	lines = append([]string{"Biểu số 02", "", strings.Join(header, "|")}, lines...)
	lines = append(lines, "", "|Người lập biểu")
	g = sheet("Biểu 02", lines...)
	subject = slices.IndexFunc(lines, func(l string) bool { return l == mine })
	if subject >= 0 {
		g.Row(subject)[slices.Index(header, "Kết quả")] = mergeCells[c.cell]
	}
	return g, subject
}

// bieu is what is compiled now.
func (c mergeCase) bieu(period string) Bieu {
	b := Bieu{Number: "02", Tab: "Biểu 02", Judged: true, Period: period}
	if c.row != "withdrawn" {
		b.Rows = append(b.Rows, BieuRow{TT: "1", Text: "Chỉ tiêu một", Result: mergeCompiled[c.compiled], Judgement: "Đạt"})
	}
	b.Rows = append(b.Rows, BieuRow{TT: "2", Text: "Chỉ tiêu hai", Result: "r2", Judgement: "Đạt"})
	return b
}

func (c mergeCase) bases() map[BaseKey]Base {
	bases := map[BaseKey]Base{}
	for _, key := range []string{"1", "2"} {
		for column, text := range map[string]string{columnText: map[string]string{"1": "Chỉ tiêu một", "2": "Chỉ tiêu hai"}[key], columnResult: "r2", columnJudgement: "Đạt"} {
			bases[BaseKey{"02", key, column}] = Base{Text: text, Settled: true}
		}
	}
	if !c.settled() {
		delete(bases, BaseKey{"02", "1", columnText})
		delete(bases, BaseKey{"02", "1", columnJudgement})
	}
	delete(bases, BaseKey{"02", "1", columnResult})
	if c.base != "never" {
		bases[BaseKey{"02", "1", columnResult}] = mergeBases[c.base]
	}
	return bases
}

// wanted is the tab after the merge, by A1, as the promises have it; kept says
// that a person's edit stays.
func (c mergeCase) wanted(g *workbook.Grid, subject int) (cells map[string]string, kept bool) {
	cells = cellsOf(g)
	col := map[string]int{}
	for i, h := range g.Row(2) {
		col[h.Value] = i
	}
	put := func(row int, column, text string) {
		a1 := workbook.Address{Row: row, Col: col[column]}.A1()
		delete(cells, a1)
		if text != "" {
			cells[a1] = text
		}
	}
	compiled := mergeCompiled[c.compiled]
	switch {
	case c.row == "withdrawn":
		if c.settled() {
			put(subject, "Đánh giá", WithdrawnMark)
		}
		return cells, false
	case c.row == "deleted" && c.settled():
		return cells, false
	case c.row == "deleted":
		end := 3
		for !blankRow(g.Row(end)) {
			end++
		}
		for column, text := range map[string]string{"TT": "1", "Nhiệm vụ": "Chỉ tiêu một", "Kết quả": compiled, "Đánh giá": "Đạt"} {
			put(end, column, text)
		}
		return cells, false
	}
	cell := mergeCells[c.cell]
	switch {
	case cell.Formula:
	case cell.Value == compiled:
		return cells, false
	case cell.Kind == workbook.Blank, slices.Contains(c.ours(), cell.Value):
		put(subject, "Kết quả", compiled)
		return cells, false
	}
	if c.notes == "a person's" {
		return cells, true
	}
	if c.notes == "absent" {
		col["Ghi chú VP"] = 4
		put(2, "Ghi chú VP", "Ghi chú VP")
	}
	put(subject, "Ghi chú VP", c.note())
	return cells, true
}

// note is what stands beside an edit that stays: what the source says where it
// is another text than the worker wrote last.
func (c mergeCase) note() string {
	compiled := mergeCompiled[c.compiled]
	switch {
	case compiled == mergeCells[c.cell].Value, slices.Contains(c.ours(), compiled):
		return "Văn phòng đã sửa Kết quả; xóa trắng ô để lấy lại theo nguồn."
	case compiled == "":
		return "Văn phòng đã sửa Kết quả; nguồn hiện để trống."
	}
	return "Văn phòng đã sửa Kết quả; nguồn hiện ghi “" + compiled + "”"
}

// cellsOf is what a grid holds, by A1; a formula is told from a text.
func cellsOf(g *workbook.Grid) map[string]string {
	cells := map[string]string{}
	for row := range g.Rows() {
		for col, cell := range g.Row(row) {
			text := cell.Value
			if cell.Formula {
				text = "=" + text
			}
			if text != "" {
				cells[workbook.Address{Row: row, Col: col}.A1()] = text
			}
		}
	}
	return cells
}

// carried returns the grid with the edits carried out.
func carried(g *workbook.Grid, edits []workbook.CellEdit) *workbook.Grid {
	rows := make([][]workbook.Cell, g.Rows())
	for i := range rows {
		rows[i] = slices.Clone(g.Row(i))
	}
	for _, e := range edits {
		for len(rows) <= e.Row {
			rows = append(rows, nil)
		}
		for len(rows[e.Row]) <= e.Col {
			rows[e.Row] = append(rows[e.Row], workbook.Cell{})
		}
		rows[e.Row][e.Col] = e.Value
	}
	return workbook.NewGrid(g.Tab, rows)
}

// settle adds what was written to what is remembered.
func settle(bases map[BaseKey]Base, written []Written) map[BaseKey]Base {
	for _, w := range written {
		bases[BaseKey{w.Bieu, w.Row, w.Column}] = Base{Text: w.Text, Settled: true}
	}
	return bases
}

// TestMergeEveryCombination holds the merge against the promises, told anew in
// mergeCase.wanted, and looks at every cell of the tab each time. What it wrote
// leaves nothing to write.
func TestMergeEveryCombination(t *testing.T) {
	combinations := 0
	for base := range mergeBases {
		for compiled := range mergeCompiled {
			for cell := range mergeCells {
				for _, row := range []string{"in place", "moved", "deleted", "withdrawn"} {
					for _, others := range []string{"none", "there"} {
						for _, notes := range []string{"absent", "there", "moved", "a person's"} {
							if row == "deleted" && cell != "A" {
								continue // there is no cell
							}
							combinations++
							provesMerge(t, mergeCase{base, compiled, cell, row, others, notes})
						}
					}
				}
			}
		}
	}
	if combinations != 6*3*(3*6+1)*2*4 {
		t.Errorf("%d combinations", combinations)
	}
}

func provesMerge(t *testing.T, c mergeCase) {
	t.Helper()
	g, subject := c.tab()
	want, kept := c.wanted(g, subject)
	bases := c.bases()
	m := Merge(g, c.bieu("2023-09"), bases, testSettings())
	after := carried(g, m.Edits)
	if diff := cmp.Diff(want, cellsOf(after)); diff != "" {
		t.Errorf("%v (-want +got):\n%s", c, diff)
	}
	if (m.Kept == 1) != kept || m.Kept > 1 {
		t.Errorf("%v: kept %d cells", c, m.Kept)
	}
	asked := slices.ContainsFunc(m.Problems, func(p Problem) bool { return p.Code == "row_gone" })
	if asked != (c.row == "deleted" && c.settled()) {
		t.Errorf("%v: asked about the row: %v", c, asked)
	}
	for _, s := range m.Shown {
		if s.Row == "1" && s.Column == columnResult {
			at := after.At(place(t, s.Cell))
			if c.row != "withdrawn" && (shownText(at) != s.Text || s.Edited != kept) {
				t.Errorf("%v: shown as %+v", c, s)
			}
		}
	}
	again := Merge(after, c.bieu("2023-09"), settle(bases, m.Written), testSettings())
	if len(again.Edits) > 0 || again.Kept != m.Kept {
		t.Errorf("%v: a second merge writes %v", c, edited(again.Edits))
	}
}

// place reads where a cell is shown to stand: "Biểu 02!C4".
func place(t *testing.T, cell string) (row, col int) {
	t.Helper()
	_, a1, _ := strings.Cut(cell, "!")
	row, col, ok := workbook.ParseA1(a1)
	if !ok {
		t.Fatalf("no cell %q", cell)
	}
	return row, col
}

// A row that the office deleted is asked about in the period in which it was
// first missed, and once more when it was put back and deleted again.
func TestMergeAsksOnceAboutADeletedRow(t *testing.T) {
	c := mergeCase{base: "A", compiled: "A", cell: "A", row: "in place", others: "none", notes: "absent"}
	gone := c
	gone.row = "deleted"
	bases := c.bases()
	for _, step := range []struct {
		tab    mergeCase
		period string
		asked  bool
	}{
		{c, "2023-08", false}, {gone, "2023-09", true}, {gone, "2023-09", true}, {gone, "2023-10", false}, {gone, "2023-11", false},
		{c, "2023-11", false}, {c, "2023-12", false}, {gone, "2023-12", true}, {gone, "2024-01", false},
	} {
		g, _ := step.tab.tab()
		m := Merge(g, c.bieu(step.period), bases, testSettings())
		wantEdits(t, m.Edits)
		if asked := len(codes(m.Problems)) > 0; asked != step.asked {
			t.Errorf("row %s in %s: problems %v", step.tab.row, step.period, codes(m.Problems))
		}
		bases = settle(bases, m.Written)
	}
	// A run that was killed before it ended has missed the row all the same.
	bases = c.bases()
	bases[BaseKey{"02", "1", columnGone}] = Base{Pending: []string{"2023-09"}}
	g, _ := gone.tab()
	wantCodes(t, Merge(g, c.bieu("2023-10"), bases, testSettings()).Problems)
}

// Clearing a cell takes the source again, also after the source changed under
// the edit, and takes the note away.
func TestMergeClearedCellTakesTheSource(t *testing.T) {
	c := mergeCase{base: "A", compiled: "B", cell: "X", row: "in place", others: "none", notes: "absent"}
	g, row := c.tab()
	m := Merge(g, c.bieu("2023-09"), c.bases(), testSettings())
	wantEdits(t, m.Edits, "E3=Ghi chú VP", "E4=Văn phòng đã sửa Kết quả; nguồn hiện ghi “"+textB+"”")
	g, bases := carried(g, m.Edits), settle(c.bases(), m.Written)
	g.Row(row)[2] = workbook.Cell{}
	m = Merge(g, c.bieu("2023-09"), bases, testSettings())
	wantEdits(t, m.Edits, "C4="+textB, "E4=")
	if diff := cmp.Diff(0, m.Kept); diff != "" {
		t.Error(diff)
	}
}

// The column of notes goes past what people wrote to the right of the table,
// and back into its own old place when only its header was taken away.
func TestMergePlacesTheColumnOfNotes(t *testing.T) {
	c := mergeCase{base: "A", compiled: "B", cell: "X", row: "in place", others: "none", notes: "absent"}
	note := "Văn phòng đã sửa Kết quả; nguồn hiện ghi “" + textB + "”"
	g, row := c.tab()
	g = carried(g, []workbook.CellEdit{{Address: workbook.Address{Row: row, Col: 4}, Value: workbook.TextCell("số của tôi")}})
	wantEdits(t, Merge(g, c.bieu("2023-09"), c.bases(), testSettings()).Edits, "F3=Ghi chú VP", "F4="+note)

	g, _ = c.tab()
	g = carried(g, []workbook.CellEdit{{Address: workbook.Address{Row: row, Col: 4}, Value: workbook.TextCell(note)}})
	bases := settle(c.bases(), []Written{{"02", "1", columnNote, note}})
	wantEdits(t, Merge(g, c.bieu("2023-09"), bases, testSettings()).Edits, "E3=Ghi chú VP")
}

// A note that a person wrote stays, and the source is told in the run.
func TestMergeTellsWhereANoteIsTaken(t *testing.T) {
	c := mergeCase{base: "A", compiled: "B", cell: "X", row: "in place", others: "none", notes: "a person's"}
	g, _ := c.tab()
	m := Merge(g, c.bieu("2023-09"), c.bases(), testSettings())
	wantEdits(t, m.Edits)
	wantCodes(t, m.Problems, "Biểu 02!E4 note_taken")
	if !strings.Contains(m.Problems[0].Text, textB) || m.Problems[0].Level != Note {
		t.Errorf("told as %+v", m.Problems[0])
	}
}

// A row whose TT comes to be repeated, or no longer is, is still known for the
// worker's: its texts follow the source and a person's edit stays.
func TestMergeKnowsRowsWhoseKeyChanges(t *testing.T) {
	forest := BieuRow{TT: "1", Text: "Trồng rừng", Result: "50 ha", Judgement: "Đạt"}
	poor := BieuRow{TT: "1", Text: "Hộ nghèo", Result: "0,4%", Judgement: "Đạt"}
	table := func(rows ...BieuRow) Bieu {
		return Bieu{Number: "02", Tab: "Biểu 02", Judged: true, Rows: rows, Period: "2023-09"}
	}
	both := bieuSheet("1|Trồng rừng|50 ha|Đạt", "1|Hộ nghèo|0,4%|Đạt")
	bases := settle(map[BaseKey]Base{}, Merge(both, table(forest, poor), nil, testSettings()).Written)
	mended := forest
	mended.Result = "52 ha"
	m := Merge(bieuSheet("1|Trồng rừng|50 ha|Đạt"), table(mended), bases, testSettings())
	wantEdits(t, m.Edits, "C4=52 ha")
	m = Merge(bieuSheet("1|Trồng rừng|"+textX+"|Đạt"), table(forest), bases, testSettings())
	wantEdits(t, m.Edits, "E3=Ghi chú VP", "E4="+noteKept([]keptCell{{columnResult, "50 ha", false}}))

	bases = settle(map[BaseKey]Base{}, Merge(bieuSheet("1|Trồng rừng|50 ha|Đạt"), table(forest), nil, testSettings()).Written)
	m = Merge(bieuSheet("1|Trồng rừng|50 ha|Đạt"), table(mended, poor), bases, testSettings())
	wantEdits(t, m.Edits, "C4=52 ha", "A5=1", "B5=Hộ nghèo", "C5=0,4%", "D5=Đạt")
}

// What is shown of a Biểu is enough to lay it out again: every row in its
// order, the office's too, and whose text each cell holds.
func TestMergeTellsWhatIsShown(t *testing.T) {
	c := mergeCase{base: "A", compiled: "B", cell: "X", row: "moved", others: "there", notes: "absent"}
	g, _ := c.tab()
	m := Merge(g, c.bieu("2023-09"), c.bases(), testSettings())
	var got []string
	for _, s := range m.Shown {
		if s.Column == columnResult || s.Column == ColumnOrder {
			got = append(got, fmt.Sprint(s.Row, " ", s.Column, " at ", s.Cell, ": ", s.Text, " ", s.Edited))
		}
	}
	want := []string{
		"7A Kết quả at Biểu 02!C4: " + textX + " true",
		"+dòng không tt của văn phòng Kết quả at Biểu 02!C5: " + textA + " true",
		"2#2 Kết quả at Biểu 02!C6: " + textX + " true",
		"2 Kết quả at Biểu 02!C7: r2 false",
		"1 Kết quả at Biểu 02!C8: " + textX + " true",
		" Thứ tự at Biểu 02: 7A\n+dòng không tt của văn phòng\n2#2\n2\n1 false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
}
