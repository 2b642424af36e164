// Package workbook is the seam between Biểu and the spreadsheets people use:
// what a driver (a local .xlsx file, Google Sheets) must be able to do, and in
// what terms. Drivers, form, engine and the wrappers beside this file import
// it; it imports nothing of ours and knows nothing of plans or indicators.
package workbook

import "context"

// Workbook is one open spreadsheet. It is not safe for use by several
// goroutines at once.
type Workbook interface {
	// Read returns the asked tabs as one consistent picture, in one call to
	// the backend. Without ranges it returns every tab. A range whose tab is
	// absent is no error: the tab is missing from the snapshot.
	//
	// Errors: ErrNotFound, ErrFormat, ErrEncrypted, ErrTooLarge, ErrDenied.
	Read(ctx context.Context, ranges ...Range) (*Snapshot, error)

	// Write applies the whole edit or none of it. Cells that the edit does not
	// name stay exactly as they are, with everything around them. An edit
	// without tabs and cells makes no call to the backend.
	//
	// Errors: ErrChanged when the workbook is no longer what edit.Base shows,
	// ErrOpen when a program holds the file, ErrNoTab, ErrTabExists,
	// ErrTitle, ErrTooLong, ErrDenied.
	Write(ctx context.Context, edit Edit) error

	// Close releases what the driver holds. It never writes.
	Close() error
}

// Checker is a workbook that can tell, without changing anything, whether a
// write would be turned down.
type Checker interface {
	// CheckWritable finds what can be known cheaply; the write itself may
	// still meet something else.
	//
	// Errors: ErrOpen, ErrDenied.
	CheckWritable(ctx context.Context) error
}

// CheckWritable asks w, or the workbook that it is wrapped around. One that
// cannot tell is taken for writable.
func CheckWritable(ctx context.Context, w Workbook) error {
	if c, ok := w.(Checker); ok {
		return c.CheckWritable(ctx)
	}
	return nil
}

// Range names a part of a tab to read. The zero Area is the whole tab.
type Range struct {
	Tab  string
	Area Area
}

// Snapshot is what one Read saw.
type Snapshot struct {
	// Grids holds the tabs that were asked for and exist, in workbook order.
	Grids []*Grid
	// Titles names every tab of the workbook, in order, asked for or not.
	Titles []string
	// Revision is the driver's own mark of the state that was read. It means
	// nothing to anyone else.
	Revision string
}

// Grid returns the tab with exactly that title, or nil.
func (s *Snapshot) Grid(title string) *Grid {
	for _, g := range s.Grids {
		if g.Tab == title {
			return g
		}
	}
	return nil
}

// Edit is one all-or-nothing change of a workbook.
type Edit struct {
	// Base is the snapshot from which the addresses were taken. A driver
	// refuses the edit, or follows the rows, when people moved them since. Nil
	// asks for no such care. A written edit makes its own base out of date.
	Base *Snapshot
	// Keys names, by tab, the column of Base whose texts tell its rows apart
	// (Mã, TT). A driver that cannot hold the workbook still while it writes
	// proves by it that each value stands on its own row. For a tab without an
	// entry it looks for such a column itself.
	Keys map[string]int
	// Tabs are added behind the last tab, in order, before Cells are written.
	Tabs []Layout
	// Cells holds at most one entry per address. Rows and columns beyond the
	// used part of a tab come into being.
	Cells []CellEdit
}

// Empty reports whether the edit would change nothing.
func (e Edit) Empty() bool { return len(e.Tabs) == 0 && len(e.Cells) == 0 }

// CellEdit sets one cell. A Blank value clears the cell and keeps its look.
// Text is always stored as text, also when it begins with = + - or @. The
// value is brought to its Normal form; its Format counts for nothing here.
type CellEdit struct {
	Address
	Value Cell
	// Style is the look of the cell if it does not exist yet; a cell that
	// exists keeps its own. Nil takes the look of the nearest cell above.
	Style *Style
	// Shared says that people may write the cell as well, and keep what they
	// write: a driver that looks at the cell after the write and finds the text
	// of before takes it for theirs.
	Shared bool
}
