package workbook

import (
	"strconv"
	"strings"
)

// Kind says what a cell holds.
type Kind uint8

// The kinds of a cell. The zero Kind is a blank cell.
const (
	Blank Kind = iota
	Text
	Number
	Bool
	Date
	Error
)

// Cell is one cell as the backend stores it, not as it is displayed. A blank
// cell is the zero Cell, whatever its look; only a formula without a result
// leaves a Blank cell with Formula set.
type Cell struct {
	Kind Kind
	// Formula is true when Value is what a formula last gave.
	Formula bool
	// Value by Kind: Text, the characters as typed; Number, the shortest
	// decimal that gives the stored number back ("0.585", "4457000000"); Bool,
	// "TRUE" or "FALSE"; Date, "2006-01-02" or "2006-01-02T15:04:05" (a time of
	// day alone: "15:04:05"); Error, the mark as shown ("#REF!").
	Value string
	// Format is the number format code ("0.0%", "d/m/yyyy"); "" is General.
	Format string
}

// TextCell returns a cell that holds s as text; "" gives a blank cell.
func TextCell(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Value: s}
}

// NumberCell returns a cell that holds a number, written as Cell.Value says.
func NumberCell(decimal string) Cell { return Cell{Kind: Number, Value: decimal} }

// BoolCell returns a cell that holds true or false.
func BoolCell(b bool) Cell { return Cell{Kind: Bool, Value: strings.ToUpper(strconv.FormatBool(b))} }

// Same reports whether two cells hold the same thing; the look does not count.
func (c Cell) Same(d Cell) bool { return c.Kind == d.Kind && c.Value == d.Value }

// Address is one cell of a tab. Row and Col count from 0.
type Address struct {
	Tab string
	Row int
	Col int
}

// String writes the address as people do: "Trạm y tế!F7".
func (a Address) String() string { return a.Tab + "!" + a.A1() }

// A1 writes the address without its tab: "F7".
func (a Address) A1() string { return ColumnName(a.Col) + strconv.Itoa(a.Row+1) }

// ColumnName returns the letters of a column counted from 0: 0 is A, 26 is AA.
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for col++; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// ParseA1 reads "F7" into a row and a column counted from 0. Dollar signs, tabs
// and areas are not taken.
func ParseA1(a1 string) (row, col int, ok bool) {
	i := 0
	for ; i < len(a1) && a1[i]|0x20 >= 'a' && a1[i]|0x20 <= 'z'; i++ {
		col = col*26 + int(a1[i]|0x20-'a') + 1
	}
	digits := a1[i:]
	if i == 0 || i > 4 || digits == "" || len(digits) > 9 {
		return 0, 0, false
	}
	for _, d := range []byte(digits) {
		if d < '0' || d > '9' {
			return 0, 0, false
		}
		row = row*10 + int(d-'0')
	}
	if row == 0 {
		return 0, 0, false
	}
	return row - 1, col - 1, true
}

// Area is a rectangle of cells: rows [Top, Bottom) and columns [Left, Right),
// counted from 0. The zero Area is empty.
type Area struct{ Top, Left, Bottom, Right int }

// Has reports whether the cell lies in the area.
func (a Area) Has(row, col int) bool {
	return row >= a.Top && row < a.Bottom && col >= a.Left && col < a.Right
}

// Empty reports whether the area holds no cell.
func (a Area) Empty() bool { return a.Bottom <= a.Top || a.Right <= a.Left }
