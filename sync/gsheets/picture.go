package gsheets

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"slices"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// fieldMask is what a picture is made of: values as stored, whatever tells a
// cell with a look from a cell that nobody touched, and the anchors.
const fieldMask = "spreadsheetId,properties(title,locale,timeZone)," +
	"sheets(properties(sheetId,title,index,sheetType,hidden,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount)),merges," +
	"data(startRow,startColumn,rowData(values(userEnteredValue(formulaValue),effectiveValue,effectiveFormat(numberFormat)," +
	"userEnteredFormat(numberFormat,horizontalAlignment,verticalAlignment,wrapStrategy,textFormat(bold,italic),borders(bottom(style)),backgroundColorStyle)))," +
	"rowMetadata(hiddenByUser,hiddenByFilter,developerMetadata(metadataId,metadataKey))," +
	"columnMetadata(developerMetadata(metadataId,metadataKey))))"

// picture is all that one call showed of a spreadsheet.
type picture struct {
	title, locale, zone string
	tabs                []*tab // in order
	revision            string
}

// tab is one tab of a picture. Its rows hold whatever has a value or a look.
type tab struct {
	id     int64
	title  string
	hidden bool
	// pointLocale is the spreadsheet's locale if that has no decimal comma.
	pointLocale string
	rows, cols  int // of the grid
	cells       [][]cell
	merges      []workbook.Area
	hiddenRows  map[int]bool
	rowAnchors  map[int]int64
	colAnchors  map[int]int64
}

// cell is a cell with what the seam does not ask for.
type cell struct {
	workbook.Cell
	formula string
	looks   bool // it has a look of its own
	date    bool // its format shows numbers as dates
	shows   numberLook
}

// exists reports whether anybody ever put something into the cell.
func (c cell) exists() bool { return c.looks || !c.empty() }

// empty reports whether the cell holds neither a value nor a formula.
func (c cell) empty() bool { return c.Kind == workbook.Blank && !c.Formula }

// newPicture takes over what the service answered.
func newPicture(s *sheets.Spreadsheet) (*picture, error) {
	if s == nil || s.Properties == nil {
		return nil, fmt.Errorf("the answer holds no spreadsheet: %w", workbook.ErrFormat)
	}
	p := &picture{title: s.Properties.Title, locale: s.Properties.Locale, zone: s.Properties.TimeZone}
	pointLocale := ""
	if !hasDecimalComma(p.locale) {
		pointLocale = p.locale
	}
	for _, sheet := range s.Sheets {
		if sheet.Properties == nil {
			return nil, fmt.Errorf("the answer holds a tab without a name: %w", workbook.ErrFormat)
		}
		t, err := newTab(sheet)
		if err != nil {
			return nil, err
		}
		t.pointLocale = pointLocale
		p.tabs = append(p.tabs, t)
	}
	p.revision = p.digest()
	return p, nil
}

func newTab(s *sheets.Sheet) (*tab, error) {
	t := &tab{
		id: s.Properties.SheetId, title: s.Properties.Title, hidden: s.Properties.Hidden,
		hiddenRows: map[int]bool{}, rowAnchors: map[int]int64{}, colAnchors: map[int]int64{},
	}
	if grid := s.Properties.GridProperties; grid != nil {
		t.rows, t.cols = int(grid.RowCount), int(grid.ColumnCount)
	}
	for _, m := range s.Merges {
		t.merges = append(t.merges, workbook.Area{
			Top: int(m.StartRowIndex), Left: int(m.StartColumnIndex),
			Bottom: int(m.EndRowIndex), Right: int(m.EndColumnIndex),
		})
	}
	for _, data := range s.Data {
		if data.StartRow != 0 || data.StartColumn != 0 {
			return nil, fmt.Errorf("tab %q came in parts: %w", t.title, workbook.ErrFormat)
		}
		t.take(data)
	}
	return t, nil
}

func (t *tab) take(data *sheets.GridData) {
	for _, row := range data.RowData {
		cells := make([]cell, len(row.Values))
		used := 0
		for i, value := range row.Values {
			if cells[i] = newCell(value); cells[i].exists() {
				used = i + 1
			}
		}
		t.cells = append(t.cells, cells[:used])
	}
	for i, row := range data.RowMetadata {
		if row.HiddenByUser || row.HiddenByFilter {
			t.hiddenRows[i] = true
		}
		if id, ok := anchorOf(row.DeveloperMetadata); ok {
			t.rowAnchors[i] = id
		}
	}
	for i, col := range data.ColumnMetadata {
		if id, ok := anchorOf(col.DeveloperMetadata); ok {
			t.colAnchors[i] = id
		}
	}
}

// at returns a cell; beyond what was read every cell is untouched.
func (t *tab) at(row, col int) cell {
	if row < 0 || row >= len(t.cells) || col < 0 || col >= len(t.cells[row]) {
		return cell{}
	}
	return t.cells[row][col]
}

// width is the number of columns up to the last one in use.
func (t *tab) width() int {
	n := 0
	for _, row := range t.cells {
		n = max(n, len(row))
	}
	return n
}

// byID returns the tab, which keeps its id when it is renamed.
func (p *picture) byID(id int64) *tab {
	for _, t := range p.tabs {
		if t.id == id {
			return t
		}
	}
	return nil
}

func (p *picture) byTitle(title string) *tab {
	for _, t := range p.tabs {
		if t.title == title {
			return t
		}
	}
	return nil
}

func (p *picture) titles() []string {
	titles := make([]string, 0, len(p.tabs))
	for _, t := range p.tabs {
		titles = append(titles, t.title)
	}
	return titles
}

func (p *picture) ids() map[int64]bool {
	ids := map[int64]bool{}
	for _, t := range p.tabs {
		ids[t.id] = true
	}
	return ids
}

// sameGrids reports whether the tabs have as many rows and columns as in
// another picture. Blank ones come and go without a change of any value.
func (p *picture) sameGrids(other *picture) bool {
	return slices.EqualFunc(p.tabs, other.tabs, func(a, b *tab) bool {
		return a.id == b.id && a.rows == b.rows && a.cols == b.cols
	})
}

// putRight is the picture with what people have to have in the cells that
// entries are to put back.
func (p *picture) putRight(entries []entry) *picture {
	right := *p
	right.tabs = slices.Clone(p.tabs)
	for _, group := range byTab(entries) {
		i := slices.IndexFunc(p.tabs, func(t *tab) bool { return t.id == group[0].tab })
		if i < 0 {
			continue
		}
		t := *p.tabs[i]
		t.cells = slices.Clone(t.cells)
		for _, e := range group {
			if e.back() && e.row < len(t.cells) && e.col < len(t.cells[e.row]) {
				t.cells[e.row] = slices.Clone(t.cells[e.row])
				t.cells[e.row][e.col].Cell, t.cells[e.row][e.col].formula = e.value, e.formula
				t.cells[e.row][e.col].Formula = e.formula != ""
			}
		}
		right.tabs[i] = &t
	}
	return &right
}

// untouched reports whether nobody has put anything into the spreadsheet yet.
func (p *picture) untouched() bool {
	return len(p.tabs) == 1 && len(p.tabs[0].cells) == 0 && len(p.tabs[0].merges) == 0
}

// digest is the mark of what people and the worker put into the spreadsheet.
// Anchors are not in it: laying them changes nothing that anyone can see.
func (p *picture) digest() string {
	h := sha256.New()
	put(h, p.locale, p.zone)
	for _, t := range p.tabs {
		put(h, t.title, fmt.Sprint(t.id, t.hidden, t.merges, len(t.cells)))
		for r, row := range t.cells {
			put(h, fmt.Sprint(r, t.hiddenRows[r]))
			for c, cell := range row {
				if !cell.empty() {
					put(h, fmt.Sprint(c, cell.Kind), cell.Value, cell.Format, cell.formula)
				}
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// put writes texts with their lengths, so that no two lists look alike.
func put(h hash.Hash, texts ...string) {
	var size [8]byte
	for _, text := range texts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(text)))
		h.Write(size[:])
		h.Write([]byte(text))
	}
}

// grid shows a tab as the seam wants it, cut to the areas; no areas, or an
// empty one, stand for the whole tab.
func (t *tab) grid(areas []workbook.Area) *workbook.Grid {
	all := len(areas) == 0 || slices.ContainsFunc(areas, workbook.Area.Empty)
	bottom, right := math.MaxInt, math.MaxInt
	if !all {
		bottom, right = 0, 0
		for _, a := range areas {
			bottom, right = max(bottom, a.Bottom), max(right, a.Right)
		}
	}
	var rows [][]workbook.Cell
	for r, row := range t.cells[:min(bottom, len(t.cells))] {
		var cells []workbook.Cell
		for c, from := range row[:min(right, len(row))] {
			if from.empty() {
				continue
			}
			if !all && !slices.ContainsFunc(areas, func(a workbook.Area) bool { return a.Has(r, c) }) {
				continue
			}
			cells = append(cells, make([]workbook.Cell, c-len(cells))...)
			cells = append(cells, from.Cell)
		}
		if cells != nil {
			rows = append(rows, make([][]workbook.Cell, r-len(rows))...)
			rows = append(rows, cells)
		}
	}
	g := workbook.NewGrid(t.title, rows)
	g.Merges, g.Hidden, g.PointLocale = slices.Clone(t.merges), t.hidden, t.pointLocale
	if len(t.hiddenRows) > 0 {
		g.HiddenRows = map[int]bool{}
		for r := range t.hiddenRows {
			g.HiddenRows[r] = true
		}
	}
	return g
}
