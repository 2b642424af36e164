package workbook_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

func oneTab() *workbooktest.Memory {
	return workbooktest.NewMemory(workbook.Layout{Title: "Trạm y tế", Rows: []workbook.LayoutRow{
		{Cells: []workbook.LayoutCell{{Value: workbook.TextCell("Mã")}, {Value: workbook.NumberCell("5")}}},
	}})
}

func at(a1 string, value workbook.Cell) workbook.CellEdit {
	row, col, _ := workbook.ParseA1(a1)
	return workbook.CellEdit{Address: workbook.Address{Tab: "Trạm y tế", Row: row, Col: col}, Value: value}
}

func TestDryRunTellsAndWritesNothing(t *testing.T) {
	m := oneTab()
	var got []workbook.Change
	w := workbook.DryRun(m, func(c workbook.Change) { got = append(got, c) })
	base, err := w.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write(t.Context(), workbook.Edit{
		Base:  base,
		Tabs:  []workbook.Layout{{Title: "Công an"}},
		Cells: []workbook.CellEdit{at("B1", workbook.NumberCell("6")), at("A2", workbook.TextCell("mới")), at("A1", workbook.Cell{})},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []workbook.Change{
		{NewTab: "Công an"},
		{Address: workbook.Address{Tab: "Trạm y tế", Col: 1}, Old: workbook.NumberCell("5"), New: workbook.NumberCell("6")},
		{Address: workbook.Address{Tab: "Trạm y tế", Row: 1}, New: workbook.TextCell("mới")},
		{Address: workbook.Address{Tab: "Trạm y tế"}, Old: workbook.TextCell("Mã")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if m.Writes != 0 || m.Get("Trạm y tế", "B1") != workbook.NumberCell("5") {
		t.Errorf("a dry run wrote: %d writes, B1 = %+v", m.Writes, m.Get("Trạm y tế", "B1"))
	}
}

func TestDryRunRefusesTheImpossible(t *testing.T) {
	told := 0
	w := workbook.DryRun(oneTab(), func(workbook.Change) { told++ })
	base, err := w.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	edit := workbook.Edit{Base: base, Cells: []workbook.CellEdit{at("A1", workbook.Cell{}), {Address: workbook.Address{Tab: "Không có"}}}}
	if err := w.Write(t.Context(), edit); !errors.Is(err, workbook.ErrNoTab) || told != 0 {
		t.Errorf("got error %v and %d changes, want %v and none", err, told, workbook.ErrNoTab)
	}
}

// closed is a workbook that tells beforehand that it takes no write.
type closed struct{ workbook.Workbook }

func (closed) CheckWritable(context.Context) error { return workbook.ErrOpen }

func TestWrappersAskWhetherAWriteIsTaken(t *testing.T) {
	for _, c := range []struct {
		name string
		book workbook.Workbook
		want error
	}{
		{"closed", closed{oneTab()}, workbook.ErrOpen},
		{"cannot tell", oneTab(), nil},
	} {
		w := workbook.DryRun(workbook.Logged(c.book, slog.New(slog.DiscardHandler)), func(workbook.Change) {})
		if got := workbook.CheckWritable(t.Context(), w); !errors.Is(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLoggedCounts(t *testing.T) {
	var lines bytes.Buffer
	m := oneTab()
	w := workbook.Logged(m, slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug})))
	base, err := w.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, edit := range []workbook.Edit{
		{Base: base, Cells: []workbook.CellEdit{at("A1", workbook.TextCell("x")), at("B1", workbook.Cell{})}},
		{Base: base, Cells: []workbook.CellEdit{at("A1", workbook.TextCell("y"))}},
		{Base: base},
	} {
		want := []error{nil, workbook.ErrChanged, nil}[i]
		if err := w.Write(t.Context(), edit); !errors.Is(err, want) {
			t.Errorf("write %d: got error %v, want %v", i, err, want)
		}
	}
	if w.Reads != 1 || w.Writes != 2 || w.Cells != 2 {
		t.Errorf("counted %d reads, %d writes, %d cells; want 1, 2, 2", w.Reads, w.Writes, w.Cells)
	}
	if m.Reads != 1 || m.Writes != 2 {
		t.Errorf("%d reads and %d writes reached the workbook, want 1 and 2", m.Reads, m.Writes)
	}
	for _, want := range []string{`level=DEBUG msg="workbook read" ranges=0 tabs=1`, `level=INFO msg="workbook written" tabs=0 cells=2`, `level=ERROR msg="workbook write failed"`} {
		if !strings.Contains(lines.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, lines.String())
		}
	}
	if err := w.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

func ExampleDryRun() {
	w := workbook.DryRun(oneTab(), func(c workbook.Change) {
		fmt.Printf("%s: %s → %s\n", c.Address, c.Old.Value, c.New.Value)
	})
	base, err := w.Read(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	err = w.Write(context.Background(), workbook.Edit{Base: base, Cells: []workbook.CellEdit{at("B1", workbook.NumberCell("6"))}})
	if err != nil {
		fmt.Println(err)
	}
	// Output: Trạm y tế!B1: 5 → 6
}
