package workbook

// Layout is what a tab looks like when it is made. Drivers carry out what
// their backend can and leave out the rest without an error; a tab that
// exists is never laid out again.
type Layout struct {
	Title   string
	Rows    []LayoutRow // from the top
	Columns []Column    // from A
	Merges  []Area
	Choices []Choice
	Colours []Colour
	// Warned areas belong to the worker: whoever types there is warned, and
	// may go on.
	Warned []Area
	// FrozenRows and FrozenCols stay in view while the rest scrolls.
	FrozenRows, FrozenCols int
	Print                  Print
}

// LayoutRow is one row of a new tab. Height is in points, 0 for automatic.
type LayoutRow struct {
	Cells  []LayoutCell
	Height float64
}

// LayoutCell is one cell of a new tab.
type LayoutCell struct {
	Value Cell
	Style Style
}

// Column is the width of a column in characters and the look of the cells that
// LayoutRow does not name.
type Column struct {
	Width float64
	Style Style
}

// Align says where text stands in its cell.
type Align string

// The alignments. The zero Align is the backend's own habit.
const (
	Left   Align = "left"
	Center Align = "center"
	Right  Align = "right"
)

// Style is the look of a cell. The zero Style is a plain cell.
type Style struct {
	Bold, Italic, Wrap, Border bool
	Size                       float64 // points; 0 is the workbook's own
	Align                      Align
	Top                        bool   // text stands at the top, not the middle
	Fill                       string // "RRGGBB"; "" for none
	Format                     string // number format code; "@" keeps what is typed as text
}

// Choice is a dropdown. What is not in the list is refused when Strict, and
// otherwise only warned about.
type Choice struct {
	Area   Area
	Values []string
	Strict bool
}

// Colour fills a cell of Area while its text equals Text. Fill is "RRGGBB".
type Colour struct {
	Area Area
	Text string
	Fill string
}

// Print is how a tab is put on paper: always A4, fitted to one page's width.
type Print struct {
	Landscape bool
	// RepeatTop and RepeatBottom are the half-open rows repeated on each page.
	RepeatTop, RepeatBottom int
	// Area is what is printed; the zero Area prints all.
	Area Area
	// Margins in millimetres; zero is the backend's own.
	Top, Bottom, Left, Right float64
	// PageNumbers puts the page number at the top centre, but on the first page.
	PageNumbers bool
}

// Grid returns what the tab holds once it is laid out.
func (l Layout) Grid() *Grid {
	rows := make([][]Cell, len(l.Rows))
	for i, r := range l.Rows {
		rows[i] = make([]Cell, len(r.Cells))
		for j, c := range r.Cells {
			rows[i][j] = c.Value
			rows[i][j].Format = c.Style.Format
		}
	}
	g := NewGrid(l.Title, rows)
	g.Merges = l.Merges
	return g
}
