package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
)

const (
	defaultFont       = "Times New Roman"
	defaultFontSize   = 12
	defaultDateFormat = "d/m/yyyy"
	paperA4           = 9
	millimetresInInch = 25.4
	maxListLength     = 255
	madeBy            = "Biểu"
	pageNumber        = `&C&"Times New Roman,Regular"&13&P`
)

// drawing lays out tabs in a new excelize file.
type drawing struct {
	*excelize.File
	styles map[workbook.Style]int
}

// draw makes a file of tabs.
func draw(tabs []workbook.Layout) (*excelize.File, error) {
	d := drawing{excelize.NewFile(), map[workbook.Style]int{{}: 0}}
	if err := d.setDefaults(); err != nil {
		return nil, err
	}
	for i, tab := range tabs {
		var err error
		if i == 0 {
			err = d.SetSheetName(d.GetSheetName(0), tab.Title)
		} else {
			_, err = d.NewSheet(tab.Title)
		}
		if err == nil {
			err = d.tab(tab)
		}
		if err != nil {
			return nil, fmt.Errorf("lay out tab %q: %w", tab.Title, err)
		}
	}
	d.SetActiveSheet(0)
	return d.File, nil
}

func (d *drawing) setDefaults() error {
	if err := d.SetDefaultFont(defaultFont); err != nil {
		return err
	}
	size := float64(defaultFontSize)
	d.Styles.Fonts.Font[0].Sz.Val = &size
	if err := d.SetDocProps(&excelize.DocProperties{Creator: madeBy}); err != nil {
		return err
	}
	return d.SetAppProps(&excelize.AppProperties{Application: madeBy})
}

// tab lays out one tab. Columns come first: their style reaches only cells
// that do not exist yet.
func (d *drawing) tab(t workbook.Layout) error {
	steps := []func(workbook.Layout) error{
		d.columns, d.rows, d.merges, d.validations, d.colours, d.freeze, d.page,
	}
	for _, step := range steps {
		if err := step(t); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) columns(t workbook.Layout) error {
	for i, column := range t.Columns {
		name := workbook.ColumnName(i)
		if column.Width > 0 {
			if err := d.SetColWidth(t.Title, name, name, column.Width); err != nil {
				return err
			}
		}
		id, err := d.style(column.Style)
		if err != nil {
			return err
		}
		if id != 0 {
			if err := d.SetColStyle(t.Title, name, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *drawing) rows(t workbook.Layout) error {
	for r, row := range t.Rows {
		for c, cell := range row.Cells {
			if err := d.cell(t.Title, r, c, cell); err != nil {
				return err
			}
		}
		if row.Height > 0 {
			if err := d.SetRowHeight(t.Title, r+1, row.Height); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *drawing) cell(tab string, row, col int, cell workbook.LayoutCell) error {
	value, err := cell.Value.Normal()
	if err != nil {
		return err
	}
	style := cell.Style
	if style.Format == "" {
		style.Format = value.Format
	}
	ref := cellRef(row, col)
	switch value.Kind {
	case workbook.Text:
		if err := checkLength(value.Value); err != nil {
			return fmt.Errorf("%s: %w", ref, err)
		}
		err = d.SetCellStr(tab, ref, value.Value)
	case workbook.Number:
		err = d.SetCellDefault(tab, ref, value.Value)
	case workbook.Bool:
		err = d.SetCellBool(tab, ref, value.Value == "TRUE")
	case workbook.Date:
		if dateKindOf(style.Format) == noDate {
			style.Format = defaultDateFormat
		}
		serial, serialErr := serialOf(value.Value, false)
		if serialErr != nil {
			return serialErr
		}
		err = d.SetCellDefault(tab, ref, serial)
	case workbook.Error:
		return fmt.Errorf("%s: an error mark cannot be laid out", ref)
	}
	if err != nil {
		return err
	}
	id, err := d.style(style)
	if err != nil {
		return err
	}
	return d.SetCellStyle(tab, ref, ref, id)
}

func (d *drawing) merges(t workbook.Layout) error {
	for _, area := range t.Merges {
		if err := d.MergeCell(t.Title, cellRef(area.Top, area.Left), cellRef(area.Bottom-1, area.Right-1)); err != nil {
			return err
		}
	}
	return nil
}

// validations makes the dropdowns and the warnings in the worker's areas. A
// list that the format cannot hold (a comma in a value, too long) is left out.
func (d *drawing) validations(t workbook.Layout) error {
	for _, choice := range t.Choices {
		list := strings.Join(choice.Values, ",")
		if choice.Area.Empty() || utf16Len(list) > maxListLength || strings.Count(list, ",") != len(choice.Values)-1 {
			continue
		}
		style, words := excelize.DataValidationErrorStyleWarning, wordsChoice
		if choice.Strict {
			style, words = excelize.DataValidationErrorStyleStop, wordsChoiceStrict
		}
		dv := excelize.NewDataValidation(true)
		dv.Type = "list"
		dv.Formula1 = escapeFormula(`"` + strings.ReplaceAll(list, `"`, `""`) + `"`)
		dv.SetError(style, wordsChoiceTitle, words)
		dv.Sqref = areaRef(choice.Area)
		if err := d.AddDataValidation(t.Title, dv); err != nil {
			return err
		}
	}
	for _, area := range t.Warned {
		if area.Empty() {
			continue
		}
		dv := excelize.NewDataValidation(false)
		dv.Type, dv.Formula1 = "custom", "FALSE"
		dv.SetError(excelize.DataValidationErrorStyleWarning, wordsWarnedTitle, wordsWarned)
		dv.Sqref = areaRef(area)
		if err := d.AddDataValidation(t.Title, dv); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) colours(t workbook.Layout) error {
	for _, colour := range t.Colours {
		id, err := d.NewConditionalStyle(&excelize.Style{
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour.Fill}},
		})
		if err != nil {
			return err
		}
		err = d.SetConditionalFormat(t.Title, areaRef(colour.Area), []excelize.ConditionalFormatOptions{{
			Type: "cell", Criteria: "==", Format: &id,
			Value: `"` + strings.ReplaceAll(colour.Text, `"`, `""`) + `"`,
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) freeze(t workbook.Layout) error {
	if t.FrozenRows == 0 && t.FrozenCols == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case t.FrozenCols == 0:
		pane = "bottomLeft"
	case t.FrozenRows == 0:
		pane = "topRight"
	}
	return d.SetPanes(t.Title, &excelize.Panes{
		Freeze: true, XSplit: t.FrozenCols, YSplit: t.FrozenRows,
		TopLeftCell: cellRef(t.FrozenRows, t.FrozenCols), ActivePane: pane,
	})
}

// style returns the number of a look in the new file.
func (d *drawing) style(s workbook.Style) (int, error) {
	if id, ok := d.styles[s]; ok {
		return id, nil
	}
	size := s.Size
	if size == 0 {
		size = defaultFontSize
	}
	x := excelize.Style{
		Font:      &excelize.Font{Family: defaultFont, Size: size, Bold: s.Bold, Italic: s.Italic},
		Alignment: &excelize.Alignment{Horizontal: string(s.Align), Vertical: "center", WrapText: s.Wrap},
	}
	if s.Top {
		x.Alignment.Vertical = "top"
	}
	if s.Fill != "" {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Fill}}
	}
	if s.Format != "" {
		x.CustomNumFmt = &s.Format
	}
	if s.Border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			x.Border = append(x.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	id, err := d.NewStyle(&x)
	if err == nil {
		d.styles[s] = id
	}
	return id, err
}
