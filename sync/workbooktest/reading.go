package workbooktest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

func readsBackEveryKind(t *testing.T, f *fixture) {
	want := picture{
		Titles: []string{figures, notes},
		Cells: map[string]workbook.Cell{
			figures + "!A1": workbook.TextCell("Mã"),
			figures + "!B1": workbook.TextCell("Thực hiện"),
			figures + "!C1": workbook.TextCell("Đúng"),
			figures + "!D1": workbook.TextCell("Ngày"),
			figures + "!E1": workbook.TextCell("Tỷ lệ"),
			figures + "!A2": workbook.TextCell("13.1"),
			figures + "!B2": {Kind: workbook.Number, Value: "4457000000", Format: "#,##0"},
			figures + "!C2": workbook.BoolCell(true),
			figures + "!D2": {Kind: workbook.Date, Value: "2023-09-30", Format: "d/m/yyyy"},
			figures + "!E2": {Kind: workbook.Number, Value: "0.585", Format: "0.0%"},
			figures + "!A3": workbook.TextCell("13.2"),
			figures + "!B3": workbook.NumberCell("-0.05"),
			figures + "!C3": workbook.BoolCell(false),
			figures + "!D3": {Kind: workbook.Date, Value: "2023-09-30T17:05:09", Format: "d/m/yyyy h:mm:ss"},
			notes + "!A1":   workbook.TextCell("một"),
			notes + "!B1":   workbook.TextCell("hai"),
			notes + "!A2":   workbook.TextCell("gộp"),
		},
		Merges: map[string][]workbook.Area{notes: {{Top: 1, Left: 0, Bottom: 2, Right: 2}}},
	}
	if diff := cmp.Diff(want, pictureOf(f.read())); diff != "" {
		t.Errorf("what was read (-want +got):\n%s", diff)
	}
}

func readsFormulaResult(t *testing.T, f *fixture) {
	if err := f.Formula(figures, "F2", "B2*2", workbook.NumberCell("8914000000")); err != nil {
		t.Fatalf("set a formula: %v", err)
	}
	want := workbook.Cell{Kind: workbook.Number, Value: "8914000000", Formula: true}
	if got := value(t, f.read(), figures, "F2"); got != want {
		t.Errorf("F2 = %+v, want %+v", got, want)
	}
}

func readsOnlyWhatWasAsked(t *testing.T, f *fixture) {
	s := f.read(
		workbook.Range{Tab: figures, Area: workbook.Area{Top: 1, Left: 0, Bottom: 2, Right: 2}},
		workbook.Range{Tab: figures, Area: workbook.Area{Top: 2, Left: 2, Bottom: 9, Right: 3}},
	)
	want := picture{
		Titles: []string{figures, notes},
		Cells: map[string]workbook.Cell{
			figures + "!A2": workbook.TextCell("13.1"),
			figures + "!B2": {Kind: workbook.Number, Value: "4457000000", Format: "#,##0"},
			figures + "!C3": workbook.BoolCell(false),
		},
		Merges: map[string][]workbook.Area{},
	}
	if diff := cmp.Diff(want, pictureOf(s)); diff != "" {
		t.Errorf("two areas of a tab (-want +got):\n%s", diff)
	}
	whole := f.read(workbook.Range{Tab: notes})
	if got := value(t, whole, notes, "B1"); got != workbook.TextCell("hai") || whole.Grid(figures) != nil {
		t.Errorf("a whole tab: B1 = %+v and tab %q read: %v", got, figures, whole.Grid(figures) != nil)
	}
}

func absentTabIsMissing(t *testing.T, f *fixture) {
	s := f.read(workbook.Range{Tab: "Không có"}, workbook.Range{Tab: notes})
	if s.Grid("Không có") != nil {
		t.Error("an absent tab was read")
	}
	if s.Grid(notes) == nil {
		t.Error("the tab beside an absent one was not read")
	}
}

func titlesKeepOrder(t *testing.T, f *fixture) {
	s := f.read(workbook.Range{Tab: notes}, workbook.Range{Tab: figures})
	var grids []string
	for _, g := range s.Grids {
		grids = append(grids, g.Tab)
	}
	want := []string{figures, notes}
	if diff := cmp.Diff(want, s.Titles); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, grids); diff != "" {
		t.Errorf("grids (-want +got):\n%s", diff)
	}
}

func sparseRows(t *testing.T, f *fixture) {
	if err := f.Type(notes, "D40", workbook.TextCell("xa")); err != nil {
		t.Fatalf("type: %v", err)
	}
	g := f.read().Grid(notes)
	if g.Rows() != 40 || g.Cols() != 4 {
		t.Errorf("used part is %d × %d, want 40 × 4", g.Rows(), g.Cols())
	}
	got := []workbook.Cell{g.At(39, 3), g.At(39, 0), g.At(20, 3), g.At(99, 99), g.At(-1, 0)}
	for i := range got {
		got[i].Format = ""
	}
	want := []workbook.Cell{workbook.TextCell("xa"), {}, {}, {}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells of a sparse tab (-want +got):\n%s", diff)
	}
}
