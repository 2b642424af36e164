package workbooktest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

func (f *fixture) rowComes() error    { return f.InsertRow(figures, 1) }
func (f *fixture) rowGoes() error     { return f.DeleteRow(figures, 1) }
func (f *fixture) rowMoves() error    { return f.MoveRow(figures, 2, 1) }
func (f *fixture) columnComes() error { return f.InsertColumn(figures, 2) }

// refusedOrFollowed lets a person rearrange a tab between read and write. The
// write is then refused as changed, and nothing else happens; or each value
// stands on its own row, whatever people have done to that, and nowhere else.
func refusedOrFollowed(rearrange func(*fixture) error) func(*testing.T, *fixture) {
	return func(t *testing.T, f *fixture) {
		w := f.open()
		base, err := w.Read(t.Context())
		if err != nil {
			t.Fatalf("read: %v", err)
		}
		if err := rearrange(f); err != nil {
			t.Fatalf("rearrange: %v", err)
		}
		want := pictureOf(f.read())
		err = w.Write(t.Context(), workbook.Edit{Base: base, Keys: map[string]int{figures: 0}, Cells: []workbook.CellEdit{
			set(figures, "F2", workbook.TextCell("của 13.1")),
			set(figures, "F3", workbook.TextCell("của 13.2")),
		}})
		switch {
		case err == nil:
			follow(f.read().Grid(figures), want)
		case !errors.Is(err, workbook.ErrChanged):
			t.Fatalf("write over what moved: error %v", err)
		}
		if diff := cmp.Diff(want, pictureOf(f.read())); diff != "" {
			t.Errorf("write over what moved, error %v (-want +got):\n%s", err, diff)
		}
	}
}

// follow puts the values where the rows and the column are now. The samples
// have five columns, so that the sixth is behind the last.
func follow(g *workbook.Grid, want picture) {
	col := 5
	if g.At(0, col).Kind != workbook.Blank {
		col++
	}
	for r := range g.Rows() {
		switch code := g.At(r, 0).Value; code {
		case "13.1", "13.2":
			at := workbook.Address{Tab: figures, Row: r, Col: col}
			want.Cells[at.String()] = workbook.TextCell("của " + code)
		}
	}
}

// errorMarkKeptOrRefused: where an error is only ever the result of a formula,
// a driver refuses to write one.
func errorMarkKeptOrRefused(t *testing.T, f *fixture) {
	want := pictureOf(f.read())
	mark := workbook.Cell{Kind: workbook.Error, Value: "#N/A"}
	err := f.open().Write(t.Context(), workbook.Edit{Cells: []workbook.CellEdit{
		set(figures, "H8", mark), set(figures, "H7", workbook.TextCell("cùng lúc")),
	}})
	if err == nil {
		want.Cells[figures+"!H8"] = mark
		want.Cells[figures+"!H7"] = workbook.TextCell("cùng lúc")
	}
	if diff := cmp.Diff(want, pictureOf(f.read())); diff != "" {
		t.Errorf("after an error mark, error %v (-want +got):\n%s", err, diff)
	}
}
