package workbooktest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

func writesEveryKind(t *testing.T, f *fixture) {
	wants := map[string]workbook.Cell{
		"H2": workbook.TextCell("Đạt chỉ tiêu KH"),
		"H3": workbook.NumberCell("99.88"),
		"H4": workbook.BoolCell(true),
		"H5": {Kind: workbook.Date, Value: "2023-12-05"},
		"H6": {Kind: workbook.Date, Value: "2023-12-05T08:30:00"},
		"H7": {Kind: workbook.Date, Value: "08:30:00"},
		// A cell that exists, of another kind.
		"A2": workbook.NumberCell("13"),
		"C2": workbook.TextCell("không"),
	}
	var cells []workbook.CellEdit
	for _, a1 := range []string{"H2", "H3", "H4", "H5", "H6", "H7", "A2", "C2"} {
		cells = append(cells, set(figures, a1, wants[a1]))
	}
	f.write(cells...)
	got := map[string]workbook.Cell{}
	s := f.read()
	for a1 := range wants {
		got[a1] = value(t, s, figures, a1)
	}
	if diff := cmp.Diff(wants, got); diff != "" {
		t.Errorf("cells written (-want +got):\n%s", diff)
	}
}

func numbersAreExact(t *testing.T, f *fixture) {
	numbers := []struct{ write, want string }{
		{"0.585", "0.585"},
		{"4457000000", "4457000000"},
		{"-0.05", "-0.05"},
		{"0", "0"},
		{"99.99", "99.99"},
		{"0.58499999999999996", "0.585"},
		{"0.1", "0.1"},
		{"123456789012345", "123456789012345"},
		{"1e3", "1000"},
		{"12.50", "12.5"},
		{"0.000001", "0.000001"},
	}
	var cells []workbook.CellEdit
	for i, n := range numbers {
		cells = append(cells, workbook.CellEdit{
			Address: workbook.Address{Tab: notes, Row: i, Col: 4}, Value: workbook.NumberCell(n.write),
		})
	}
	f.write(cells...)
	g := f.read().Grid(notes)
	for i, n := range numbers {
		got := g.At(i, 4)
		if !got.Same(workbook.NumberCell(n.want)) {
			t.Errorf("number %s read back as %+v, want %s", n.write, got, n.want)
		}
	}
}

func textStaysAsTyped(t *testing.T, f *fixture) {
	texts := []struct{ name, write, want string }{
		{"formula", "=1+1", ""},
		{"plus", "+84 914 000 111", ""},
		{"minus", "- Đã trồng 76/116 cây", ""},
		{"at", "@văn phòng", ""},
		{"digits", "007", ""},
		{"date", "9/2023", ""},
		{"truth", "TRUE", ""},
		{"error mark", "#REF!", ""},
		{"apostrophe", "'đã nộp", ""},
		{"composed", "Thực hiện", ""},
		{"decomposed", "Thu\u031b\u0323c hie\u0323\u0302n", ""},
		{"line breaks", "dòng một\ndòng hai\n\ndòng bốn", ""},
		{"other line breaks", "một\r\nhai\rba", "một\nhai\nba"},
		{"tab", "một\thai", ""},
		{"spaces around", "  có khoảng trắng  ", ""},
		{"only spaces", "   ", ""},
		{"markup", `<b>"đậm"</b> & 'x' ]]> &amp;`, ""},
		{"escape", "_x000D_ và _x005F_", ""},
		{"emoji", "xong 👍🏽", ""},
		{"long", strings.Repeat("Kết quả thực hiện nhiệm vụ. ", 1000), ""},
	}
	var cells []workbook.CellEdit
	for i, text := range texts {
		cells = append(cells, workbook.CellEdit{
			Address: workbook.Address{Tab: notes, Row: i + 2, Col: 3}, Value: workbook.TextCell(text.write),
		})
	}
	f.write(cells...)
	g := f.read().Grid(notes)
	for i, text := range texts {
		want := text.want
		if want == "" {
			want = text.write
		}
		if diff := cmp.Diff(want, g.At(i+2, 3).Value); diff != "" || g.At(i+2, 3).Kind != workbook.Text {
			t.Errorf("%s: kind %d (-want +got):\n%s", text.name, g.At(i+2, 3).Kind, diff)
		}
	}
}

func blankClears(t *testing.T, f *fixture) {
	f.write(
		set(figures, "B2", workbook.Cell{}),
		set(figures, "A3", workbook.TextCell("")),
		set(notes, "Z90", workbook.Cell{}),
	)
	s := f.read()
	for _, a1 := range []string{"B2", "A3"} {
		if got := s.Grid(figures).At(place(a1)); got != (workbook.Cell{}) {
			t.Errorf("%s = %+v after it was cleared", a1, got)
		}
	}
	if got := s.Grid(notes).Rows(); got != 2 {
		t.Errorf("clearing a cell that was never there left %d rows, want 2", got)
	}
	// The look of a cleared cell is still there for the next value.
	f.write(set(figures, "B2", workbook.NumberCell("5")))
	want := workbook.Cell{Kind: workbook.Number, Value: "5", Format: "#,##0"}
	if got := f.read().Grid(figures).At(place("B2")); got != want {
		t.Errorf("B2 = %+v after it was cleared and set, want %+v", got, want)
	}
}

func onlyAskedCellsChange(t *testing.T, f *fixture) {
	if err := f.Formula(figures, "G3", "1+1", workbook.NumberCell("2")); err != nil {
		t.Fatalf("set a formula: %v", err)
	}
	want := pictureOf(f.read())
	f.write(
		set(figures, "E3", workbook.NumberCell("0.65")),
		set(figures, "A2", workbook.TextCell("13.1a")),
		set(figures, "C9", workbook.TextCell("mới")),
	)
	want.Cells[figures+"!A2"] = workbook.TextCell("13.1a")
	got := pictureOf(f.read())
	for _, a1 := range []string{"E3", "C9"} {
		if _, ok := got.Cells[figures+"!"+a1]; !ok {
			t.Errorf("%s was not written", a1)
		}
		delete(got.Cells, figures+"!"+a1)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells that were not asked for (-want +got):\n%s", diff)
	}
}

func allOrNothing(t *testing.T, f *fixture) {
	good := set(figures, "A2", workbook.TextCell("đã ghi"))
	newTab := workbook.Layout{Title: "Mới"}
	tests := []struct {
		name string
		edit workbook.Edit
		want error // nil for any
	}{
		{"absent tab", workbook.Edit{Cells: []workbook.CellEdit{good, set("Không có", "A1", workbook.TextCell("x"))}}, workbook.ErrNoTab},
		{"row before the first", workbook.Edit{Cells: []workbook.CellEdit{good, {Address: workbook.Address{Tab: notes, Row: -1}}}}, nil},
		{"column too far", workbook.Edit{Cells: []workbook.CellEdit{good, {Address: workbook.Address{Tab: notes, Col: 1 << 20}}}}, nil},
		{"named twice", workbook.Edit{Cells: []workbook.CellEdit{good, good}}, nil},
		{"no number", workbook.Edit{Cells: []workbook.CellEdit{good, set(notes, "A1", workbook.NumberCell("12,5"))}}, nil},
		{"no date", workbook.Edit{Cells: []workbook.CellEdit{good, set(notes, "A1", workbook.Cell{Kind: workbook.Date, Value: "30/9"})}}, nil},
		{"text too long", workbook.Edit{Cells: []workbook.CellEdit{good, set(notes, "A1", workbook.TextCell(strings.Repeat("ấ", 100_000)))}}, workbook.ErrTooLong},
		{"tab exists", workbook.Edit{Tabs: []workbook.Layout{newTab, {Title: notes}}, Cells: []workbook.CellEdit{good}}, workbook.ErrTabExists},
		{"tab twice", workbook.Edit{Tabs: []workbook.Layout{newTab, newTab}, Cells: []workbook.CellEdit{good}}, workbook.ErrTabExists},
		{"tab without a title", workbook.Edit{Tabs: []workbook.Layout{newTab, {}}}, workbook.ErrTitle},
	}
	want := pictureOf(f.read())
	for _, test := range tests {
		w := f.open()
		base, err := w.Read(t.Context())
		if err != nil {
			t.Fatalf("%s: read: %v", test.name, err)
		}
		test.edit.Base = base
		err = w.Write(t.Context(), test.edit)
		if err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: got error %v, want %v", test.name, err, test.want)
		}
		if op := (*workbook.OpError)(nil); !errors.As(err, &op) || op.Op != "write" {
			t.Errorf("%s: error %v does not say that a write failed", test.name, err)
		}
		if diff := cmp.Diff(want, pictureOf(f.read())); diff != "" {
			t.Errorf("%s: the workbook changed (-want +got):\n%s", test.name, diff)
		}
	}
}

func baseIsGoodForOneWrite(t *testing.T, f *fixture) {
	w := f.open()
	base, err := w.Read(t.Context())
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	edit := workbook.Edit{Base: base, Cells: []workbook.CellEdit{set(figures, "F2", workbook.TextCell("một"))}}
	if err := w.Write(t.Context(), edit); err != nil {
		t.Fatalf("first write: %v", err)
	}
	if _, err := w.Read(t.Context()); err != nil {
		t.Fatalf("read after a write: %v", err)
	}
	edit.Base = nil
	edit.Cells = []workbook.CellEdit{set(figures, "F2", workbook.TextCell("hai"))}
	if err := w.Write(t.Context(), edit); err != nil {
		t.Fatalf("write without a base: %v", err)
	}
	if got := value(t, f.read(), figures, "F2"); got != workbook.TextCell("hai") {
		t.Errorf("F2 = %+v, want hai", got)
	}
}

func addsTab(t *testing.T, f *fixture) {
	before := pictureOf(f.read())
	tab := workbook.Layout{
		Title: "Trạm y tế",
		Rows: []workbook.LayoutRow{
			{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("Mã"), Style: workbook.Style{Bold: true}}, {Value: workbook.TextCell("  Kết quả\nnăm ")}}},
			{Cells: []workbook.LayoutCell{{Value: workbook.NumberCell("12.5")}, {Value: workbook.BoolCell(true)}}},
		},
		Columns:    []workbook.Column{{Width: 10}, {Width: 40, Style: workbook.Style{Wrap: true}}},
		Merges:     []workbook.Area{{Top: 3, Left: 0, Bottom: 5, Right: 2}},
		Choices:    []workbook.Choice{{Area: workbook.Area{Top: 1, Left: 2, Bottom: 9, Right: 3}, Values: []string{"x"}}},
		Colours:    []workbook.Colour{{Area: workbook.Area{Top: 1, Left: 3, Bottom: 9, Right: 4}, Text: "Đạt", Fill: "C6EFCE"}},
		Warned:     []workbook.Area{{Top: 1, Left: 0, Bottom: 9, Right: 1}},
		FrozenRows: 1,
		Print:      workbook.Print{Landscape: true, RepeatTop: 0, RepeatBottom: 1, PageNumbers: true},
	}
	w := f.open()
	base, err := w.Read(t.Context())
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	err = w.Write(t.Context(), workbook.Edit{
		Base: base,
		Tabs: []workbook.Layout{tab, {Title: "Công an"}},
		Cells: []workbook.CellEdit{
			set("Trạm y tế", "B2", workbook.TextCell("ghi ngay")),
			set("Công an", "B3", workbook.TextCell("trang trống")),
			set(figures, "A2", workbook.TextCell("cùng lúc")),
		},
	})
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	want := before
	want.Titles = append(want.Titles, "Trạm y tế", "Công an")
	want.Merges["Trạm y tế"] = tab.Merges
	for a1, cell := range map[string]workbook.Cell{
		"Trạm y tế!A1": workbook.TextCell("Mã"), "Trạm y tế!B1": workbook.TextCell("  Kết quả\nnăm "),
		"Trạm y tế!A2": workbook.NumberCell("12.5"), "Trạm y tế!B2": workbook.TextCell("ghi ngay"),
		"Công an!B3": workbook.TextCell("trang trống"), figures + "!A2": workbook.TextCell("cùng lúc"),
	} {
		want.Cells[a1] = cell
	}
	if diff := cmp.Diff(want, pictureOf(f.read())); diff != "" {
		t.Errorf("after two tabs were added (-want +got):\n%s", diff)
	}
}

func appendsRows(t *testing.T, f *fixture) {
	f.write(
		set(figures, "A4", workbook.TextCell("14")),
		set(figures, "B4", workbook.NumberCell("3")),
		set(figures, "A6", workbook.TextCell("16")),
	)
	g := f.read().Grid(figures)
	if g.Rows() != 6 {
		t.Errorf("%d rows, want 6", g.Rows())
	}
	var got []string
	for r := range g.Rows() {
		got = append(got, g.At(r, 0).Value)
	}
	if diff := cmp.Diff([]string{"Mã", "13.1", "13.2", "14", "", "16"}, got); diff != "" {
		t.Errorf("first column (-want +got):\n%s", diff)
	}
}

func newCellTakesLookAbove(t *testing.T, f *fixture) {
	percent := workbook.Style{Format: "0.0%"}
	f.write(
		set(figures, "E5", workbook.NumberCell("0.65")),
		workbook.CellEdit{
			Address: workbook.Address{Tab: figures, Row: 4, Col: 6}, Value: workbook.NumberCell("0.7"), Style: &percent,
		},
		// The cell exists: its own look stays.
		workbook.CellEdit{
			Address: workbook.Address{Tab: figures, Row: 1, Col: 1}, Value: workbook.NumberCell("7"), Style: &percent,
		},
	)
	g := f.read().Grid(figures)
	for _, want := range []struct{ a1, value, format string }{
		{"E5", "0.65", "0.0%"}, {"G5", "0.7", "0.0%"}, {"B2", "7", "#,##0"},
	} {
		got := g.At(place(want.a1))
		if got != (workbook.Cell{Kind: workbook.Number, Value: want.value, Format: want.format}) {
			t.Errorf("%s = %+v, want %s with format %s", want.a1, got, want.value, want.format)
		}
	}
}

func emptyEditChangesNothing(t *testing.T, f *fixture) {
	w := f.open()
	before, err := w.Read(t.Context())
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if err := w.Write(t.Context(), workbook.Edit{Base: before}); err != nil {
		t.Errorf("an empty edit failed: %v", err)
	}
	after, err := w.Read(t.Context())
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if after.Revision != before.Revision {
		t.Errorf("an empty edit changed the workbook: revision %s, was %s", after.Revision, before.Revision)
	}
}

func cancelledDoesNothing(t *testing.T, f *fixture) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := f.open()
	if _, err := w.Read(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("read with a cancelled context: error %v", err)
	}
	want := pictureOf(f.read())
	err := w.Write(ctx, workbook.Edit{Cells: []workbook.CellEdit{set(figures, "A2", workbook.TextCell("x"))}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("write with a cancelled context: error %v", err)
	}
	if diff := cmp.Diff(want, pictureOf(f.read())); diff != "" {
		t.Errorf("the workbook changed (-want +got):\n%s", diff)
	}
}

func closesTwice(t *testing.T, f *fixture) {
	w, err := f.Open()
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	for range 2 {
		if err := w.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
}
