// Package workbooktest holds the suite that every driver of the workbook seam
// passes, and a workbook in memory that passes it. Tests of the drivers, of the
// engine and of whatever works on a workbook import it; no program does. It
// never touches a disk or a network by itself.
package workbooktest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"bieu/sync/workbook"
)

// maxText is how many characters a cell takes in a write: the limit of the
// strictest backend.
const maxText = 32767

// Memory is a workbook that lives in memory. Besides the seam it has methods
// that act as a person at the sheet would; they panic when a test names a tab
// or a cell that cannot be.
type Memory struct {
	// BeforeWrite, when set, runs at the start of each Write that has
	// something to write: the moment for a person to step in between read and
	// write. An error from it fails the write.
	BeforeWrite func(workbook.Edit) error
	// PointLocale is the locale of a spreadsheet without a decimal comma.
	PointLocale string
	// Reads and Writes count the calls.
	Reads, Writes int

	tabs     []*memoryTab
	revision int
}

// NewMemory returns a workbook with one tab for each layout.
func NewMemory(layouts ...workbook.Layout) *Memory {
	m := &Memory{}
	for _, l := range layouts {
		m.AddTab(l)
	}
	return m
}

// Read returns a copy of the asked tabs.
func (m *Memory) Read(ctx context.Context, ranges ...workbook.Range) (*workbook.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, &workbook.OpError{Op: "read", Ref: "memory", Err: err}
	}
	m.Reads++
	s := &workbook.Snapshot{Titles: m.titles(), Revision: strconv.Itoa(m.revision)}
	for _, tab := range m.tabs {
		asked := len(ranges) == 0
		var areas []workbook.Area
		for _, r := range ranges {
			if r.Tab == tab.title {
				asked = true
				areas = append(areas, r.Area)
			}
		}
		if asked {
			g := tab.grid(areas)
			g.PointLocale = m.PointLocale
			s.Grids = append(s.Grids, g)
		}
	}
	return s, nil
}

// Write applies the edit when nothing changed since its base was read.
func (m *Memory) Write(ctx context.Context, edit workbook.Edit) error {
	if edit.Empty() {
		return nil
	}
	if err := m.write(ctx, edit); err != nil {
		return &workbook.OpError{Op: "write", Ref: "memory", Err: err}
	}
	return nil
}

func (m *Memory) write(ctx context.Context, edit workbook.Edit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.Writes++
	if m.BeforeWrite != nil {
		if err := m.BeforeWrite(edit); err != nil {
			return err
		}
	}
	if err := edit.Check(m.titles()); err != nil {
		return err
	}
	if edit.Base != nil && edit.Base.Revision != strconv.Itoa(m.revision) {
		return workbook.ErrChanged
	}
	for _, c := range edit.Cells {
		if c.Value.Kind == workbook.Text && utf8.RuneCountInString(c.Value.Value) > maxText {
			return fmt.Errorf("set %s: %w", c.Address, workbook.ErrTooLong)
		}
	}
	for _, l := range edit.Tabs {
		m.AddTab(l)
	}
	for _, c := range edit.Cells {
		value, err := c.Value.Normal()
		if err != nil {
			return err
		}
		m.tab(c.Tab).write(c, value)
	}
	m.revision++
	return nil
}

// Close does nothing; the workbook can be used on.
func (m *Memory) Close() error { return nil }

func (m *Memory) titles() []string {
	titles := make([]string, 0, len(m.tabs))
	for _, tab := range m.tabs {
		titles = append(titles, tab.title)
	}
	return titles
}

func (m *Memory) tab(title string) *memoryTab {
	i := slices.IndexFunc(m.tabs, func(t *memoryTab) bool { return t.title == title })
	if i < 0 {
		panic(fmt.Sprintf("workbooktest: no tab %q", title))
	}
	return m.tabs[i]
}

func place(a1 string) (row, col int) {
	row, col, ok := workbook.ParseA1(a1)
	if !ok {
		panic(fmt.Sprintf("workbooktest: no cell %q", a1))
	}
	return row, col
}
