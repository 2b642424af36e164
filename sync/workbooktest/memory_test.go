package workbooktest_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

func people(t *testing.T) *workbooktest.Memory {
	t.Helper()
	m := workbooktest.NewMemory(workbook.Layout{
		Title: "Người",
		Rows: []workbook.LayoutRow{
			{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("Tên")}, {Value: workbook.TextCell("Tuổi")}}},
			{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("An")}, {Value: workbook.NumberCell("30")}}},
			{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("Bình")}, {Value: workbook.NumberCell("40")}}},
		},
		Merges: []workbook.Area{{Top: 1, Left: 2, Bottom: 3, Right: 3}},
	})
	m.HideRow("Người", 2)
	return m
}

// picture is what a read shows of the first tab.
type picture struct {
	Names  []string
	Merges []workbook.Area
	Hidden map[int]bool
}

func look(t *testing.T, m *workbooktest.Memory) picture {
	t.Helper()
	s, err := m.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g := s.Grids[0]
	p := picture{Merges: g.Merges, Hidden: g.HiddenRows}
	for r := range g.Rows() {
		p.Names = append(p.Names, g.At(r, 0).Value)
	}
	return p
}

func TestRowsMoveWithAllThatHangsOnThem(t *testing.T) {
	tests := map[string]struct {
		act  func(*workbooktest.Memory)
		want picture
	}{
		"insert above the merge": {
			func(m *workbooktest.Memory) { m.InsertRow("Người", 1) },
			picture{
				Names:  []string{"Tên", "", "An", "Bình"},
				Merges: []workbook.Area{{Top: 2, Left: 2, Bottom: 4, Right: 3}},
				Hidden: map[int]bool{3: true},
			},
		},
		"insert inside the merge": {
			func(m *workbooktest.Memory) { m.InsertRow("Người", 2) },
			picture{
				Names:  []string{"Tên", "An", "", "Bình"},
				Merges: []workbook.Area{{Top: 1, Left: 2, Bottom: 4, Right: 3}},
				Hidden: map[int]bool{3: true},
			},
		},
		"delete the merge's first row": {
			func(m *workbooktest.Memory) { m.DeleteRow("Người", 1) },
			picture{
				Names:  []string{"Tên", "Bình"},
				Merges: []workbook.Area{{Top: 1, Left: 2, Bottom: 2, Right: 3}},
				Hidden: map[int]bool{1: true},
			},
		},
		"delete the hidden row": {
			func(m *workbooktest.Memory) { m.DeleteRow("Người", 2) },
			picture{
				Names:  []string{"Tên", "An"},
				Merges: []workbook.Area{{Top: 1, Left: 2, Bottom: 2, Right: 3}},
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := people(t)
			test.act(m)
			if diff := cmp.Diff(test.want, look(t, m)); diff != "" {
				t.Errorf("after the change (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPersonStepsInBeforeWrite(t *testing.T) {
	m := people(t)
	base, err := m.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m.BeforeWrite = func(workbook.Edit) error {
		m.InsertRow("Người", 0)
		return nil
	}
	err = m.Write(t.Context(), workbook.Edit{Base: base, Cells: []workbook.CellEdit{
		{Address: workbook.Address{Tab: "Người", Row: 1, Col: 1}, Value: workbook.NumberCell("31")},
	}})
	if !errors.Is(err, workbook.ErrChanged) {
		t.Errorf("Write after an inserted row: got %v, want %v", err, workbook.ErrChanged)
	}
	if got, want := m.Get("Người", "B3"), workbook.NumberCell("30"); got != want {
		t.Errorf("B3 = %+v, want %+v", got, want)
	}
}
