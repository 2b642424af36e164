package form

import (
	"strings"
	"testing"

	"bieu/sync/workbook"
)

func bieuOf(result, judged string) Bieu {
	return Bieu{Number: "02", Tab: "Biểu 02", Judged: true, Rows: []BieuRow{{TT: "1", Text: "Chỉ tiêu một", Result: result, Judgement: judged}}}
}

func bieuSheet(rows ...string) *workbook.Grid {
	return sheet("Biểu 02", append([]string{"Biểu số 02", "", "TT|Nhiệm vụ|Kết quả|Đánh giá"}, rows...)...)
}

func based(result string) map[BaseKey]Base {
	key := func(c string) BaseKey { return BaseKey{"02", "1", c} }
	return map[BaseKey]Base{
		key(columnText):      {Text: "Chỉ tiêu một", Settled: true},
		key(columnResult):    {Text: result, Settled: true},
		key(columnJudgement): {Text: "Đạt", Settled: true},
	}
}

// Every combination of what was written, what is compiled and what stands in
// the cell.
func TestMergeCell(t *testing.T) {
	tests := []struct {
		name, base, compiled, cell string
		known                      bool
		edits                      []string
		kept                       int
	}{
		{"nothing new", "A", "A", "A", true, nil, 0},
		{"the source changed", "A", "B", "A", true, []string{"C4=B"}, 0},
		{"a person edited", "A", "A", "X", true, []string{"E3=Ghi chú VP", "E4=Văn phòng đã sửa Kết quả; xóa trắng ô để lấy lại theo nguồn."}, 1},
		{"a person edited, then the source changed", "A", "B", "X", true, []string{"E3=Ghi chú VP", "E4=Văn phòng đã sửa Kết quả; nguồn hiện ghi “B”"}, 1},
		{"a person wrote what the source says now", "A", "B", "B", true, nil, 0},
		{"a person cleared the cell", "A", "A", "", true, []string{"C4=A"}, 0},
		{"a person cleared it and the source changed", "A", "B", "", true, []string{"C4=B"}, 0},
		{"the source is gone", "A", "", "A", true, []string{"C4="}, 0},
		{"the source is gone under an edit", "A", "", "X", true, []string{"E3=Ghi chú VP", "E4=Văn phòng đã sửa Kết quả; nguồn hiện để trống."}, 1},
		{"first time, blank cell", "", "A", "", false, []string{"C4=A"}, 0},
		{"first time, somebody else's text", "", "A", "X", false, []string{"E3=Ghi chú VP", "E4=Văn phòng đã sửa Kết quả; nguồn hiện ghi “A”"}, 1},
		{"first time, the same text", "", "A", "A", false, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bases := map[BaseKey]Base{}
			if tt.known {
				bases = based(tt.base)
			}
			m := Merge(bieuSheet("1|Chỉ tiêu một|"+tt.cell+"|Đạt"), bieuOf(tt.compiled, "Đạt"), bases, testSettings())
			wantCodes(t, m.Problems)
			wantEdits(t, m.Edits, tt.edits...)
			if m.Kept != tt.kept {
				t.Errorf("kept %d, want %d", m.Kept, tt.kept)
			}
		})
	}
}

func TestMergeTakesPendingTextsForOurs(t *testing.T) {
	bases := based("A")
	key := BaseKey{"02", "1", columnResult}
	bases[key] = Base{Text: "A", Settled: true, Pending: []string{"B", "C"}}
	for _, cell := range []string{"A", "B", "C"} {
		m := Merge(bieuSheet("1|Chỉ tiêu một|"+cell+"|Đạt"), bieuOf("D", "Đạt"), bases, testSettings())
		wantEdits(t, m.Edits, "C4=D")
	}
}

func TestMergeNoteComesAndGoes(t *testing.T) {
	withNote := func(note string) *workbook.Grid {
		return sheet("Biểu 02", "Biểu số 02", "", "TT|Nhiệm vụ|Kết quả|Đánh giá|Ghi chú VP", "1|Chỉ tiêu một|X|Đạt|"+note)
	}
	changed, still := noteKept([]keptCell{{columnResult, "B", true}}), noteKept([]keptCell{{columnResult, "A", false}})
	known := func(note string) map[BaseKey]Base {
		bases := based("A")
		bases[BaseKey{"02", "1", columnNote}] = Base{Text: note, Settled: true}
		return bases
	}
	bases, s := known(changed), testSettings()

	m := Merge(withNote(changed), bieuOf("B", "Đạt"), bases, s)
	wantEdits(t, m.Edits)
	m = Merge(withNote(changed), bieuOf("A", "Đạt"), bases, s)
	wantEdits(t, m.Edits, "E4="+still)
	m = Merge(withNote(still), bieuOf("A", "Đạt"), known(still), s)
	wantEdits(t, m.Edits)
	m = Merge(withNote(still), bieuOf("X", "Đạt"), known(still), s)
	wantEdits(t, m.Edits, "E4=") // nothing is kept any more
	m = Merge(withNote("ý của văn phòng"), bieuOf("C", "Đạt"), bases, s)
	wantEdits(t, m.Edits) // the office's own note stays
}

func TestMergeRows(t *testing.T) {
	b := Bieu{Number: "02", Tab: "Biểu 02", Judged: true, Rows: []BieuRow{
		{TT: "1", Text: "Một", Result: "r1", Judgement: "Đạt"},
		{TT: "2", Text: "Hai", Result: "r2", Judgement: "Đạt"},
	}}
	s := testSettings()
	t.Run("rows that people moved and added", func(t *testing.T) {
		m := Merge(bieuSheet("2|Hai||", "|Dòng của văn phòng|giữ nguyên|", "1|Một||"), b, nil, s)
		wantEdits(t, m.Edits, "C6=r1", "D6=Đạt", "C4=r2", "D4=Đạt")
	})
	t.Run("a new row goes below the table", func(t *testing.T) {
		m := Merge(bieuSheet("1|Một|r1|Đạt", "|Người lập biểu||"), b, nil, s)
		wantEdits(t, m.Edits, "A6=2", "B6=Hai", "C6=r2", "D6=Đạt")
	})
	t.Run("a row a person deleted is asked about", func(t *testing.T) {
		bases := map[BaseKey]Base{{"02", "2", columnText}: {Text: "Hai", Settled: true}}
		m := Merge(bieuSheet("1|Một|r1|Đạt"), b, bases, s)
		wantCodes(t, m.Problems, "Biểu 02 row_gone")
		wantEdits(t, m.Edits)
	})
	t.Run("a TT that stands twice stops the Biểu", func(t *testing.T) {
		m := Merge(bieuSheet("1|Một||", "1|Một||", "2|Hai||"), b, nil, s)
		wantCodes(t, m.Problems, "Biểu 02!A5 doubled_tt")
		wantEdits(t, m.Edits)
	})
	t.Run("a mistyped TT stops the Biểu", func(t *testing.T) {
		m := Merge(bieuSheet("1|Một||", "1|Hai||"), b, nil, s)
		wantCodes(t, m.Problems, "Biểu 02!A5 doubled_tt")
		wantEdits(t, m.Edits)
	})
	t.Run("a held row stays as it is", func(t *testing.T) {
		held := b
		held.Rows = []BieuRow{{TT: "1", Text: "Một", Hold: true}}
		m := Merge(bieuSheet("1|Một|cũ|Đạt"), held, nil, s)
		wantEdits(t, m.Edits)
	})
}

func TestMergeProvisionalLine(t *testing.T) {
	b := bieuOf("A", "Đạt")
	line := Provisional(7, 9, []string{"Trạm y tế", "Công an"})
	if line != "TẠM – 7/9 đơn vị (chưa đủ: Trạm y tế; Công an)" {
		t.Errorf("line %q", line)
	}
	b.Provisional = line
	s := testSettings()
	m := Merge(bieuSheet("1|Chỉ tiêu một|A|Đạt"), b, nil, s)
	wantEdits(t, m.Edits, "A2="+line)

	full := b
	full.Provisional = Provisional(9, 9, nil)
	m = Merge(sheet("Biểu 02", "Biểu số 02", line, "TT|Nhiệm vụ|Kết quả|Đánh giá", "1|Chỉ tiêu một|A|Đạt"), full, nil, s)
	wantEdits(t, m.Edits, "A2=")

	m = Merge(sheet("Biểu 02", "Biểu số 02", "TT|Nhiệm vụ|Kết quả|Đánh giá", "1|Chỉ tiêu một|A|Đạt"), b, nil, s)
	wantCodes(t, m.Problems, "Biểu 02 no_room")
}

// The row of the line does not grow, and what is centred in it would lose its
// beginning first.
func TestProvisionalLineFitsItsRow(t *testing.T) {
	missing := []string{
		"Công chức kinh tế (chưa nộp kỳ này)", "Công chức tài chính (chưa nộp kỳ này)",
		"Công chức văn hóa - xã hội (chưa nộp kỳ này)", "Trạm y tế (thiếu 9.2)",
	}
	for _, tt := range []struct {
		name    string
		missing []string
		want    string
	}{
		{"two units", missing[2:], "TẠM – 7/9 đơn vị (chưa đủ: Công chức văn hóa - xã hội (chưa nộp kỳ này); Trạm y tế (thiếu 9.2))"},
		{"four units", missing, "TẠM – 7/9 đơn vị (chưa đủ: Công chức kinh tế (chưa nộp kỳ này) và 3 đơn vị khác, xem trang Tổng quan)"},
		{"one long name", []string{strings.Repeat("a", 200)}, "TẠM – 7/9 đơn vị (chưa đủ: " + strings.Repeat("a", 200) + ")"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := ProvisionalLine(7, 9, tt.missing, "Tổng quan"); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestMergeKeepsTextsThatAProgramOnlySavedOtherwise(t *testing.T) {
	g := bieuSheet("1|Chỉ tiêu một|x|Đạt")
	set(g, "C4", workbook.TextCell("dòng một\r\ndòng hai\n"))
	m := Merge(g, bieuOf("dòng một\ndòng hai", "Đạt"), based("dòng một\ndòng hai"), testSettings())
	wantEdits(t, m.Edits)
}

func TestMergeMarksWithdrawnRows(t *testing.T) {
	b := bieuOf("A", "Đạt")
	bases := based("A")
	bases[BaseKey{"02", "7", columnJudgement}] = Base{Text: "Đạt", Settled: true}
	bases[BaseKey{"02", "8", columnJudgement}] = Base{Text: "Đạt", Settled: true}
	bases[BaseKey{"02", "10", columnJudgement}] = Base{Text: "Đạt", Settled: true}
	g := bieuSheet("1|Chỉ tiêu một|A|Đạt", "7|Đã thôi giao|x|Đạt", "8|Văn phòng sửa|x|Hoàn thành", "9|Của văn phòng|x|Đạt", "10|Công thức|x|Đạt")
	g.Row(7)[3].Formula = true
	m := Merge(g, b, bases, testSettings())
	wantEdits(t, m.Edits, "D5="+WithdrawnMark)
	wantCodes(t, m.Problems)
}

// Where the numbers begin anew in each group, rows go by their text as well.
func TestMergeRepeatedNumbers(t *testing.T) {
	b := Bieu{Number: "02", Tab: "Biểu 02", Judged: true, Rows: []BieuRow{
		{TT: "1", Text: "Trồng rừng", Result: "50 ha", Judgement: "Đạt"},
		{TT: "1", Text: "Hộ nghèo", Result: "0,4%", Judgement: "Đạt"},
	}}
	m := Merge(bieuSheet("1|Hộ nghèo||", "1|Trồng rừng||"), b, nil, testSettings())
	wantCodes(t, m.Problems)
	wantEdits(t, m.Edits, "C5=50 ha", "D5=Đạt", "C4=0,4%", "D4=Đạt")
}
