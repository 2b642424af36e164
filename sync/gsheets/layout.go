package gsheets

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"

	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

const (
	// A new tab has some room for rows and columns of people, and not the
	// service's usual thousand rows, which every read would bring along.
	spareRows = 60
	spareCols = 3

	pixelsPerChar  = 7.5
	pixelsOfMargin = 5
	pixelsPerPoint = 4.0 / 3
)

// newTabID finds an id for a tab by its title, so that a call whose fate is
// unknown can be recognised afterwards by what it left behind.
func newTabID(title string, taken map[int64]bool) int64 {
	h := fnv.New32a()
	h.Write([]byte(title))
	id := int64(h.Sum32() & math.MaxInt32)
	for id == 0 || taken[id] {
		id = (id + 1) & math.MaxInt32
	}
	return id
}

// drawing collects the requests that lay out one new tab.
type drawing struct {
	id       int64
	layout   workbook.Layout
	strict   bool
	editor   string
	requests []*sheets.Request
}

func (d *drawing) ask(r *sheets.Request) { d.requests = append(d.requests, r) }

// draw lays out a tab. A blank tab that is there already is taken over instead
// of adding one; a title names it anew.
func (d *drawing) draw(takeOver bool) error {
	d.frame(takeOver)
	d.columns()
	if err := d.cells(); err != nil {
		return err
	}
	d.heights()
	d.merges()
	d.choices()
	d.spare()
	d.colours()
	d.warned()
	d.anchors()
	return nil
}

// size is the grid that the layout needs, with room to spare.
func (d *drawing) size() (rows, cols int) {
	l := d.layout
	rows, cols = len(l.Rows), len(l.Columns)
	for _, r := range l.Rows {
		cols = max(cols, len(r.Cells))
	}
	areas := append(append([]workbook.Area{}, l.Merges...), l.Warned...)
	for _, c := range l.Choices {
		areas = append(areas, c.Area)
	}
	for _, c := range l.Colours {
		areas = append(areas, c.Area)
	}
	for _, a := range areas {
		rows, cols = max(rows, a.Bottom), max(cols, a.Right)
	}
	return rows + spareRows, cols + spareCols
}

func (d *drawing) frame(takeOver bool) {
	rows, cols := d.size()
	properties := &sheets.SheetProperties{
		SheetId: d.id, Title: d.layout.Title,
		GridProperties: &sheets.GridProperties{
			RowCount: int64(rows), ColumnCount: int64(cols),
			FrozenRowCount: int64(d.layout.FrozenRows), FrozenColumnCount: int64(d.layout.FrozenCols),
		},
		ForceSendFields: []string{"SheetId"},
	}
	if takeOver {
		d.ask(&sheets.Request{UpdateSheetProperties: &sheets.UpdateSheetPropertiesRequest{
			Properties: properties,
			Fields:     "title,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount)",
		}})
	} else {
		d.ask(&sheets.Request{AddSheet: &sheets.AddSheetRequest{Properties: properties}})
	}
	d.ask(&sheets.Request{RepeatCell: &sheets.RepeatCellRequest{
		Range:  d.area(workbook.Area{Bottom: rows, Right: cols}),
		Cell:   &sheets.CellData{UserEnteredFormat: &sheets.CellFormat{TextFormat: &sheets.TextFormat{FontFamily: fontFamily, FontSize: fontSize}}},
		Fields: "userEnteredFormat.textFormat(fontFamily,fontSize)",
	}})
}

func (d *drawing) columns() {
	rows, _ := d.size()
	for i, column := range d.layout.Columns {
		if column.Width > 0 {
			d.pixels(columnsDimension, i, column.Width*pixelsPerChar+pixelsOfMargin)
		}
		if column.Style != (workbook.Style{}) {
			d.ask(&sheets.Request{RepeatCell: &sheets.RepeatCellRequest{
				Range:  d.area(workbook.Area{Bottom: rows, Left: i, Right: i + 1}),
				Cell:   &sheets.CellData{UserEnteredFormat: cellFormat(column.Style)},
				Fields: "userEnteredFormat",
			}})
		}
	}
}

func (d *drawing) pixels(dimension string, index int, size float64) {
	d.ask(&sheets.Request{UpdateDimensionProperties: &sheets.UpdateDimensionPropertiesRequest{
		Range:      dimensionRange(d.id, dimension, index, index+1),
		Properties: &sheets.DimensionProperties{PixelSize: int64(math.Round(size))},
		Fields:     "pixelSize",
	}})
}

func (d *drawing) cells() error {
	rows := make([]*sheets.RowData, len(d.layout.Rows))
	for r, row := range d.layout.Rows {
		rows[r] = &sheets.RowData{}
		for _, c := range row.Cells {
			data, err := layoutCell(c)
			if err != nil {
				return err
			}
			rows[r].Values = append(rows[r].Values, data)
		}
	}
	if len(rows) > 0 {
		d.ask(&sheets.Request{UpdateCells: &sheets.UpdateCellsRequest{
			Start:  &sheets.GridCoordinate{SheetId: d.id, ForceSendFields: []string{"SheetId"}},
			Rows:   rows,
			Fields: "userEnteredValue,userEnteredFormat",
		}})
	}
	return nil
}

func layoutCell(c workbook.LayoutCell) (*sheets.CellData, error) {
	value, err := c.Value.Normal()
	if err != nil {
		return nil, err
	}
	if err := storable(value); err != nil {
		return nil, err
	}
	style := c.Style
	if style.Format == "" {
		style.Format = value.Format
	}
	if date, _ := isDateFormat(numberFormat(style.Format)); value.Kind == workbook.Date && !date {
		style.Format = datePattern(value.Value)
	}
	data := &sheets.CellData{UserEnteredFormat: cellFormat(style)}
	data.UserEnteredValue, err = entered(value)
	return data, err
}

func (d *drawing) heights() {
	for i, row := range d.layout.Rows {
		if row.Height > 0 {
			d.pixels(rowsDimension, i, row.Height*pixelsPerPoint)
		}
	}
}

// merges leaves out what crosses the edge of the frozen part: the service
// refuses the two together, and a text runs on over blank cells without it.
func (d *drawing) merges() {
	for _, a := range d.layout.Merges {
		if a.Left < d.layout.FrozenCols && a.Right > d.layout.FrozenCols ||
			a.Top < d.layout.FrozenRows && a.Bottom > d.layout.FrozenRows {
			continue
		}
		d.ask(&sheets.Request{MergeCells: &sheets.MergeCellsRequest{Range: d.area(a), MergeType: "MERGE_ALL"}})
	}
}

// choices makes the dropdowns. Where only one value can be chosen, a box to
// tick says it better: ticked it holds that value, otherwise it is blank.
func (d *drawing) choices() {
	for _, c := range d.layout.Choices {
		if c.Area.Empty() || len(c.Values) == 0 {
			continue
		}
		rule := &sheets.DataValidationRule{
			Condition: &sheets.BooleanCondition{Type: "ONE_OF_LIST"},
			Strict:    c.Strict, ShowCustomUi: true, InputMessage: wordsChoice,
		}
		if len(c.Values) == 1 {
			rule.Condition.Type, rule.InputMessage = "BOOLEAN", ""
		}
		for _, value := range c.Values {
			rule.Condition.Values = append(rule.Condition.Values, &sheets.ConditionValue{UserEnteredValue: value})
		}
		d.ask(&sheets.Request{SetDataValidation: &sheets.SetDataValidationRequest{Range: d.area(c.Area), Rule: rule}})
	}
}

// spare keeps what people type into new rows below their table as they type
// it, as far down as its dropdowns reach, in the columns that hold text above: a
// code such as 13.1 must not become a number. Rows of the worker stay as they
// are, which gives a row its look when it adds one.
func (d *drawing) spare() {
	rows := d.layout.Rows
	bottom := len(rows)
	for _, c := range d.layout.Choices {
		bottom = max(bottom, c.Area.Bottom)
	}
	worker := slices.ContainsFunc(d.layout.Warned, func(a workbook.Area) bool { return a.Left == 0 && !a.Empty() })
	if worker || len(rows) == 0 {
		return
	}
	for col, c := range rows[len(rows)-1].Cells {
		if c.Style.Format != "@" || bottom == len(rows) {
			continue
		}
		d.ask(&sheets.Request{RepeatCell: &sheets.RepeatCellRequest{
			Range:  d.area(workbook.Area{Top: len(rows), Bottom: bottom, Left: col, Right: col + 1}),
			Cell:   &sheets.CellData{UserEnteredFormat: &sheets.CellFormat{NumberFormat: numberFormat(c.Style.Format)}},
			Fields: "userEnteredFormat.numberFormat",
		}})
	}
}

// colours fills cells by their text. A text that the service would take for a
// formula is left out.
func (d *drawing) colours() {
	for i, c := range d.layout.Colours {
		if c.Area.Empty() || strings.HasPrefix(c.Text, "=") {
			continue
		}
		d.ask(&sheets.Request{AddConditionalFormatRule: &sheets.AddConditionalFormatRuleRequest{
			Index: int64(i),
			Rule: &sheets.ConditionalFormatRule{
				Ranges: []*sheets.GridRange{d.area(c.Area)},
				BooleanRule: &sheets.BooleanRule{
					Condition: &sheets.BooleanCondition{Type: "TEXT_EQ", Values: []*sheets.ConditionValue{{UserEnteredValue: c.Text}}},
					Format:    &sheets.CellFormat{BackgroundColorStyle: &sheets.ColorStyle{RgbColor: colour(c.Fill)}},
				},
			},
			ForceSendFields: []string{"Index"},
		}})
	}
}

// warned protects the worker's areas. One that reaches the last row goes on to
// the end of the tab: rows that are added there belong to the table, too.
func (d *drawing) warned() {
	for _, a := range d.layout.Warned {
		if a.Empty() {
			continue
		}
		area := d.area(a)
		if a.Bottom >= len(d.layout.Rows) {
			area.EndRowIndex = 0
		}
		protected := &sheets.ProtectedRange{Range: area, Description: wordsWarned, WarningOnly: true}
		if d.strict {
			protected.WarningOnly, protected.Description = false, wordsStrict
			protected.Editors = &sheets.Editors{Users: []string{d.editor}}
		}
		d.ask(&sheets.Request{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: protected}})
	}
}

// anchors spares the first write to the new tab a call.
func (d *drawing) anchors() {
	rows, cols := len(d.layout.Rows), 0
	for _, r := range d.layout.Rows {
		cols = max(cols, len(r.Cells))
	}
	if rows+cols > maxAnchors {
		return
	}
	for i := range rows {
		d.ask(layAnchor(d.id, rowsDimension, i))
	}
	for i := range cols {
		d.ask(layAnchor(d.id, columnsDimension, i))
	}
}

func (d *drawing) area(a workbook.Area) *sheets.GridRange { return gridRange(d.id, a) }

func gridRange(tab int64, a workbook.Area) *sheets.GridRange {
	return &sheets.GridRange{
		SheetId:       tab,
		StartRowIndex: int64(a.Top), EndRowIndex: int64(a.Bottom),
		StartColumnIndex: int64(a.Left), EndColumnIndex: int64(a.Right),
		ForceSendFields: []string{"SheetId", "StartRowIndex", "StartColumnIndex"},
	}
}
