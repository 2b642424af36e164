package workbook

import (
	"fmt"
	"slices"
)

// The furthest cell that any backend we know can hold, counted from 0.
const (
	lastRow = 1<<20 - 1
	lastCol = 1<<14 - 1
)

// Check tells whether the edit can be applied to a workbook with these tabs:
// each new tab is new, each cell stands in a tab that exists by then, is named
// once and holds a possible value. Drivers and wrappers call it before they
// touch anything.
//
// Errors: ErrTitle, ErrTabExists, ErrNoTab.
func (e Edit) Check(titles []string) error {
	titles = slices.Clone(titles)
	for _, tab := range e.Tabs {
		if tab.Title == "" {
			return fmt.Errorf("add a tab without a title: %w", ErrTitle)
		}
		if slices.Contains(titles, tab.Title) {
			return fmt.Errorf("add %q: %w", tab.Title, ErrTabExists)
		}
		titles = append(titles, tab.Title)
	}
	known := make(map[string]bool, len(titles))
	for _, title := range titles {
		known[title] = true
	}
	seen := make(map[Address]bool, len(e.Cells))
	for _, c := range e.Cells {
		switch {
		case !known[c.Tab]:
			return fmt.Errorf("set %s: %w", c.Address, ErrNoTab)
		case c.Row < 0 || c.Row > lastRow || c.Col < 0 || c.Col > lastCol:
			return fmt.Errorf("set row %d, column %d of %q: no such cell", c.Row, c.Col, c.Tab)
		case seen[c.Address]:
			return fmt.Errorf("set %s: named twice in one edit", c.Address)
		}
		seen[c.Address] = true
		if _, err := c.Value.Normal(); err != nil {
			return fmt.Errorf("set %s: %w", c.Address, err)
		}
	}
	return nil
}
