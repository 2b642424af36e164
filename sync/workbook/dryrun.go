package workbook

import "context"

// Change is one thing that an edit would do: make the tab NewTab, or turn the
// cell at Address from Old into New.
type Change struct {
	Address
	Old, New Cell
	NewTab   string
}

// DryRun returns a workbook that reads from w and writes nothing: each thing
// that an edit asks for goes to sink instead, tabs first, in the edit's order.
// Old is what the edit's base shows; without a base, or where the base was not
// asked for that cell, it is blank. An impossible edit fails as it would in w.
func DryRun(w Workbook, sink func(Change)) Workbook { return &dryRun{w, sink} }

type dryRun struct {
	Workbook
	sink func(Change)
}

func (d *dryRun) Write(_ context.Context, edit Edit) error {
	if edit.Base != nil {
		if err := edit.Check(edit.Base.Titles); err != nil {
			return err
		}
	}
	for _, tab := range edit.Tabs {
		d.sink(Change{NewTab: tab.Title})
	}
	for _, c := range edit.Cells {
		var old Cell
		if edit.Base != nil {
			if g := edit.Base.Grid(c.Tab); g != nil {
				old = g.At(c.Row, c.Col)
			}
		}
		d.sink(Change{Address: c.Address, Old: old, New: c.Value})
	}
	return nil
}

// CheckWritable asks the workbook underneath.
func (d *dryRun) CheckWritable(ctx context.Context) error { return CheckWritable(ctx, d.Workbook) }
