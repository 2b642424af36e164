package xlsx

import (
	"strconv"

	"bieu/sync/workbook"
)

const (
	usualRowHeight   = 15.75
	usualColumnWidth = 8.43
)

// autoHeights works out the heights of the rows that a layout leaves open; a
// row of one line is left to the program. A cell in a merged area counts for
// nothing, as in Excel.
func autoHeights(t workbook.Layout) map[int]float64 {
	heights := map[int]float64{}
	usual := fontLook{name: defaultFont, size: defaultFontSize}
	for r, row := range t.Rows {
		if row.Height > 0 {
			continue
		}
		for c, cell := range row.Cells {
			if cell.Value.Kind != workbook.Text || inMerge(t.Merges, r, c) {
				continue
			}
			face := typeface{size: cell.Style.Size, bold: cell.Style.Bold, wrap: cell.Style.Wrap}
			if face.size == 0 {
				face.size = defaultFontSize
			}
			width := usualColumnWidth
			if c < len(t.Columns) && t.Columns[c].Width > 0 {
				width = t.Columns[c].Width
			}
			if h := face.height(cell.Value.Value, columnPoints(width, usual)); h > max(heights[r], usualRowHeight) {
				heights[r] = h
			}
		}
	}
	return heights
}

func inMerge(merges []workbook.Area, row, col int) bool {
	for _, m := range merges {
		if m.Has(row, col) {
			return true
		}
	}
	return false
}

// setHeight states the height in a row tag that was just read. It is not
// marked as set by a person, so that the row goes on growing with its text.
func setHeight(p *patch, s *scanner, height float64) {
	if height > 0 {
		p.insert(s.attrsAt(), ` ht="`+formatHeight(height)+`"`)
	}
}

func formatHeight(h float64) string { return strconv.FormatFloat(h, 'f', -1, 64) }

// withHeights states heights in the sheets of a file that was just drawn.
func withHeights(data []byte, tabs []workbook.Layout) ([]byte, error) {
	a, err := openArchive(data, defaultMaxUnpacked)
	if err != nil {
		return nil, err
	}
	b, err := openBook(a)
	if err != nil {
		return nil, err
	}
	c := changes{patched: map[string]*patch{}}
	for i, tab := range tabs {
		heights := autoHeights(tab)
		if len(heights) == 0 {
			continue
		}
		xml, err := b.part(b.sheets[i].part)
		if err != nil {
			return nil, err
		}
		p := &patch{src: xml}
		s := &scanner{b: xml}
		for s.next() {
			if string(s.name) == "row" && s.kind != closeTag {
				setHeight(p, s, heights[attrInt(s, "r", 0)-1])
			}
		}
		if s.err != nil {
			return nil, s.err
		}
		c.patched[partKey(b.sheets[i].part)] = p
	}
	return a.repack(c)
}
