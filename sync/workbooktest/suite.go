package workbooktest

import (
	"testing"

	"bieu/sync/workbook"
)

// Harness is one workbook of a driver under test: the driver's side, and a
// person who works on the same workbook by other means than the driver.
type Harness interface {
	// Create makes the workbook. The suite calls it once, first of all.
	Create(tabs ...workbook.Layout) error
	// Open opens it through the driver; called any number of times.
	Open() (workbook.Workbook, error)
	// Type puts a value into a cell ("F7") as a person would.
	Type(tab, a1 string, value workbook.Cell) error
	// Formula puts a formula into a cell, which then shows the result.
	Formula(tab, a1, formula string, result workbook.Cell) error
	// InsertRow puts an empty row before the row, counted from 0.
	InsertRow(tab string, row int) error
	// DeleteRow takes a row out with all that stands in it.
	DeleteRow(tab string, row int) error
	// MoveRow takes a row up to before another, as dragging and sorting do.
	MoveRow(tab string, from, to int) error
	// InsertColumn puts an empty column before the column, counted from 0.
	InsertColumn(tab string, col int) error
}

// Run puts a driver through what the seam promises. New returns a harness
// without a workbook; it is called once for each test.
func Run(t *testing.T, newHarness func(t *testing.T) Harness) {
	tests := []struct {
		name string
		run  func(*testing.T, *fixture)
	}{
		{"reads back every kind", readsBackEveryKind},
		{"reads a formula's result", readsFormulaResult},
		{"reads only what was asked", readsOnlyWhatWasAsked},
		{"an absent tab is missing", absentTabIsMissing},
		{"titles keep their order", titlesKeepOrder},
		{"sparse rows", sparseRows},
		{"writes every kind", writesEveryKind},
		{"numbers are exact", numbersAreExact},
		{"text stays as typed", textStaysAsTyped},
		{"blank clears", blankClears},
		{"only the asked cells change", onlyAskedCellsChange},
		{"all or nothing", allOrNothing},
		{"an error mark is kept or refused", errorMarkKeptOrRefused},
		{"refused or followed when a row came", refusedOrFollowed((*fixture).rowComes)},
		{"refused or followed when a row went", refusedOrFollowed((*fixture).rowGoes)},
		{"refused or followed when a row moved", refusedOrFollowed((*fixture).rowMoves)},
		{"refused or followed when a column came", refusedOrFollowed((*fixture).columnComes)},
		{"a base is good for one write", baseIsGoodForOneWrite},
		{"adds a tab", addsTab},
		{"appends rows", appendsRows},
		{"a new cell takes the look above", newCellTakesLookAbove},
		{"an empty edit changes nothing", emptyEditChangesNothing},
		{"a cancelled context does nothing", cancelledDoesNothing},
		{"closes twice", closesTwice},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := &fixture{t, newHarness(t)}
			if err := f.Create(samples()...); err != nil {
				t.Fatalf("create: %v", err)
			}
			test.run(t, f)
		})
	}
}

// fixture is a harness with short ways to use it.
type fixture struct {
	t *testing.T
	Harness
}

func (f *fixture) open() workbook.Workbook {
	f.t.Helper()
	w, err := f.Open()
	if err != nil {
		f.t.Fatalf("open: %v", err)
	}
	f.t.Cleanup(func() { w.Close() })
	return w
}

// read opens the workbook anew and reads it.
func (f *fixture) read(ranges ...workbook.Range) *workbook.Snapshot {
	f.t.Helper()
	s, err := f.open().Read(f.t.Context(), ranges...)
	if err != nil {
		f.t.Fatalf("read: %v", err)
	}
	return s
}

// write reads, sets cells and fails the test when that does not work.
func (f *fixture) write(cells ...workbook.CellEdit) {
	f.t.Helper()
	w := f.open()
	base, err := w.Read(f.t.Context())
	if err != nil {
		f.t.Fatalf("read: %v", err)
	}
	if err := w.Write(f.t.Context(), workbook.Edit{Base: base, Cells: cells}); err != nil {
		f.t.Fatalf("write: %v", err)
	}
}

const (
	figures = "Số liệu"
	notes   = "Ghi chú & khác"
)

// samples are the tabs that each test begins with.
func samples() []workbook.Layout {
	text := func(s string) workbook.LayoutCell { return workbook.LayoutCell{Value: workbook.TextCell(s)} }
	number := func(s, format string) workbook.LayoutCell {
		return workbook.LayoutCell{Value: workbook.NumberCell(s), Style: workbook.Style{Format: format, Border: true}}
	}
	return []workbook.Layout{
		{
			Title: figures,
			Rows: []workbook.LayoutRow{
				{Cells: []workbook.LayoutCell{text("Mã"), text("Thực hiện"), text("Đúng"), text("Ngày"), text("Tỷ lệ")}},
				{Cells: []workbook.LayoutCell{
					text("13.1"), number("4457000000", "#,##0"),
					{Value: workbook.BoolCell(true)},
					{Value: workbook.Cell{Kind: workbook.Date, Value: "2023-09-30"}, Style: workbook.Style{Format: "d/m/yyyy"}},
					number("0.585", "0.0%"),
				}},
				{Cells: []workbook.LayoutCell{
					text("13.2"), number("-0.05", ""),
					{Value: workbook.BoolCell(false)},
					{
						Value: workbook.Cell{Kind: workbook.Date, Value: "2023-09-30T17:05:09"},
						Style: workbook.Style{Format: "d/m/yyyy h:mm:ss"},
					},
				}},
			},
			Columns: []workbook.Column{{Width: 8}, {Width: 20}},
		},
		{
			Title: notes,
			Rows: []workbook.LayoutRow{
				{Cells: []workbook.LayoutCell{text("một"), text("hai")}},
				{Cells: []workbook.LayoutCell{text("gộp")}},
			},
			Merges: []workbook.Area{{Top: 1, Left: 0, Bottom: 2, Right: 2}},
		},
	}
}

func set(tab, a1 string, value workbook.Cell) workbook.CellEdit {
	row, col := place(a1)
	return workbook.CellEdit{Address: workbook.Address{Tab: tab, Row: row, Col: col}, Value: value}
}

// picture is all that a snapshot shows, in a form that cmp can compare.
type picture struct {
	Titles []string
	Cells  map[string]workbook.Cell
	Merges map[string][]workbook.Area
}

func pictureOf(s *workbook.Snapshot) picture {
	p := picture{Titles: s.Titles, Cells: map[string]workbook.Cell{}, Merges: map[string][]workbook.Area{}}
	for _, g := range s.Grids {
		for r := range g.Rows() {
			for c, cell := range g.Row(r) {
				if cell != (workbook.Cell{}) {
					p.Cells[workbook.Address{Tab: g.Tab, Row: r, Col: c}.String()] = cell
				}
			}
		}
		if len(g.Merges) > 0 {
			p.Merges[g.Tab] = g.Merges
		}
	}
	return p
}

// value looks at one cell of a snapshot without its format.
func value(t *testing.T, s *workbook.Snapshot, tab, a1 string) workbook.Cell {
	t.Helper()
	g := s.Grid(tab)
	if g == nil {
		t.Fatalf("tab %q was not read", tab)
	}
	row, col := place(a1)
	cell := g.At(row, col)
	cell.Format = ""
	return cell
}
