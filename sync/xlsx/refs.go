package xlsx

import (
	"strconv"

	"bieu/sync/workbook"
)

// The size of a sheet, fixed by the format.
const (
	maxRows = 1 << 20
	maxCols = 1 << 14
)

// parseColumn reads the column of "F7"; the row is known already.
func parseColumn(ref []byte) (int, bool) {
	col, i := 0, 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		col = col*26 + int(c-'a') + 1
	}
	return col - 1, i > 0
}

func parseUint(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// parseArea reads "B2:D4" or "B2".
func parseArea(ref string) (workbook.Area, bool) {
	first, last := ref, ref
	for i := range len(ref) {
		if ref[i] == ':' {
			first, last = ref[:i], ref[i+1:]
			break
		}
	}
	top, left, ok1 := workbook.ParseA1(first)
	bottom, right, ok2 := workbook.ParseA1(last)
	return workbook.Area{Top: top, Left: left, Bottom: bottom + 1, Right: right + 1}, ok1 && ok2
}

// areaRef writes an area as "B2:D4".
func areaRef(a workbook.Area) string {
	return cellRef(a.Top, a.Left) + ":" + cellRef(a.Bottom-1, a.Right-1)
}

func cellRef(row, col int) string { return workbook.ColumnName(col) + strconv.Itoa(row+1) }
