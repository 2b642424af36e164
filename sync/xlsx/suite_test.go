package xlsx_test

import (
	"bytes"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
	"bieu/sync/xlsx"
)

// fileHarness is a file and a person who opens and saves it with another
// program.
type fileHarness struct{ path string }

func (h *fileHarness) Create(tabs ...workbook.Layout) error { return xlsx.Create(h.path, tabs) }

func (h *fileHarness) Open() (workbook.Workbook, error) { return xlsx.Open(h.path, xlsx.Options{}) }

func (h *fileHarness) Type(tab, a1 string, value workbook.Cell) error {
	return h.edit(func(f *excelize.File) error { return typeCell(f, tab, a1, value) })
}

func (h *fileHarness) Formula(tab, a1, formula string, result workbook.Cell) error {
	err := h.edit(func(f *excelize.File) error {
		if err := typeCell(f, tab, a1, result); err != nil {
			return err
		}
		return f.SetCellFormula(tab, a1, formula)
	})
	if err != nil {
		return err
	}
	// The library calls every result a text.
	return rewriteParts(h.path, func(_ string, content []byte) []byte {
		return bytes.ReplaceAll(content, []byte(`t="str"><f>`), []byte(`><f>`))
	})
}

func (h *fileHarness) InsertRow(tab string, row int) error {
	return h.edit(func(f *excelize.File) error { return f.InsertRows(tab, row+1, 1) })
}

func (h *fileHarness) DeleteRow(tab string, row int) error {
	return h.edit(func(f *excelize.File) error { return f.RemoveRow(tab, row+1) })
}

func (h *fileHarness) MoveRow(tab string, from, to int) error {
	return h.edit(func(f *excelize.File) error {
		if err := f.DuplicateRowTo(tab, from+1, to+1); err != nil {
			return err
		}
		return f.RemoveRow(tab, from+2)
	})
}

func (h *fileHarness) InsertColumn(tab string, col int) error {
	return h.edit(func(f *excelize.File) error { return f.InsertCols(tab, workbook.ColumnName(col), 1) })
}

func (h *fileHarness) edit(do func(*excelize.File) error) error {
	f, err := excelize.OpenFile(h.path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := do(f); err != nil {
		return err
	}
	return f.Save()
}

func typeCell(f *excelize.File, tab, a1 string, value workbook.Cell) error {
	if value.Kind != workbook.Number {
		return f.SetCellStr(tab, a1, value.Value)
	}
	n, err := strconv.ParseFloat(value.Value, 64)
	if err != nil {
		return err
	}
	return f.SetCellValue(tab, a1, n)
}

func TestFilesPassTheSuite(t *testing.T) {
	workbooktest.Run(t, func(t *testing.T) workbooktest.Harness {
		return &fileHarness{filepath.Join(t.TempDir(), "số liệu.xlsx")}
	})
}
