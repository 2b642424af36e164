package workbooktest_test

import (
	"testing"

	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

// memoryHarness is the memory workbook and its person.
type memoryHarness struct{ *workbooktest.Memory }

func (h *memoryHarness) Create(tabs ...workbook.Layout) error {
	h.Memory = workbooktest.NewMemory(tabs...)
	return nil
}

func (h *memoryHarness) Open() (workbook.Workbook, error) { return h.Memory, nil }

func (h *memoryHarness) Type(tab, a1 string, value workbook.Cell) error {
	h.Set(tab, a1, value)
	return nil
}

func (h *memoryHarness) Formula(tab, a1, _ string, result workbook.Cell) error {
	result.Formula = true
	h.Set(tab, a1, result)
	return nil
}

func (h *memoryHarness) InsertRow(tab string, row int) error {
	h.Memory.InsertRow(tab, row)
	return nil
}

func (h *memoryHarness) DeleteRow(tab string, row int) error {
	h.Memory.DeleteRow(tab, row)
	return nil
}

func (h *memoryHarness) MoveRow(tab string, from, to int) error {
	h.Memory.MoveRow(tab, from, to)
	return nil
}

func (h *memoryHarness) InsertColumn(tab string, col int) error {
	h.Memory.InsertColumn(tab, col)
	return nil
}

func TestMemoryPassesTheSuite(t *testing.T) {
	workbooktest.Run(t, func(*testing.T) workbooktest.Harness { return &memoryHarness{} })
}
