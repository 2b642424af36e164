package gsheets_test

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/api/googleapi"
	sheets "google.golang.org/api/sheets/v4"

	"bieu/sync/workbook"
)

// looksMask is everything that laying out sets and a value does not.
const looksMask = "sheets(properties(title,gridProperties),merges,protectedRanges(range,warningOnly,editors)," +
	"conditionalFormats,data(rowData(values(userEnteredValue,userEnteredFormat,dataValidation)),rowMetadata(pixelSize),columnMetadata(pixelSize)))"

// looks tells what a person's client sees of the tabs, one line a thing. Cells
// that only have the font of the tab are left out, and so are rows below the
// fifth.
func (h *sheetHarness) looks() []string {
	h.t.Helper()
	answer, err := h.person.Spreadsheets.Get(h.id).IncludeGridData(true).Fields(googleapi.Field(looksMask)).Context(h.t.Context()).Do()
	if err != nil {
		h.t.Fatal(err)
	}
	var lines []string
	for _, s := range answer.Sheets {
		lines = append(lines, tabLooks(s)...)
		lines = append(lines, gridLooks(s.Data[0])...)
	}
	return lines
}

func tabLooks(s *sheets.Sheet) []string {
	grid := s.Properties.GridProperties
	lines := []string{fmt.Sprintf("tab %s, frozen %d × %d", s.Properties.Title, grid.FrozenRowCount, grid.FrozenColumnCount)}
	for _, m := range s.Merges {
		lines = append(lines, "merged "+areaOf(m))
	}
	for _, p := range s.ProtectedRanges {
		who := ", warning"
		if !p.WarningOnly {
			slices.Sort(p.Editors.Users)
			who = ", editors " + strings.Join(p.Editors.Users, " ")
		}
		lines = append(lines, "protected "+areaOf(p.Range)+who)
	}
	for _, c := range s.ConditionalFormats {
		lines = append(lines, fmt.Sprintf("coloured %s %s %s", areaOf(c.Ranges[0]), condition(c.BooleanRule.Condition), hex(c.BooleanRule.Format.BackgroundColorStyle)))
	}
	return lines
}

func gridLooks(d *sheets.GridData) []string {
	widths := "widths"
	for _, c := range d.ColumnMetadata[:min(2, len(d.ColumnMetadata))] {
		widths += fmt.Sprint(" ", c.PixelSize)
	}
	lines := []string{widths}
	for i, r := range d.RowMetadata {
		if r.PixelSize != 0 && r.PixelSize != 21 {
			lines = append(lines, fmt.Sprintf("height of row %d: %d", i+1, r.PixelSize))
		}
	}
	for r, row := range d.RowData[:min(5, len(d.RowData))] {
		for c, data := range row.Values {
			if look := cellLooks(data); look != " 12" {
				lines = append(lines, workbook.Address{Row: r, Col: c}.A1()+look)
			}
		}
	}
	return lines
}

func cellLooks(data *sheets.CellData) string {
	var b strings.Builder
	add := func(parts ...string) {
		for _, p := range parts {
			if p != "" {
				b.WriteString(" " + p)
			}
		}
	}
	if v := data.UserEnteredValue; v != nil && v.StringValue != nil {
		add(fmt.Sprintf("%q", *v.StringValue))
	} else if v != nil && v.NumberValue != nil {
		add(fmt.Sprint(*v.NumberValue))
	}
	if f := data.UserEnteredFormat; f != nil {
		add(word(f.TextFormat.Bold, "bold"), word(f.TextFormat.Italic, "italic"), fmt.Sprint(f.TextFormat.FontSize))
		add(f.HorizontalAlignment, f.VerticalAlignment, f.WrapStrategy, hex(f.BackgroundColorStyle))
		add(word(f.Borders != nil, "border"))
		if n := f.NumberFormat; n != nil {
			add(n.Type + "(" + n.Pattern + ")")
		}
	}
	if rule := data.DataValidation; rule != nil {
		add(condition(rule.Condition), word(rule.Strict, "strict"))
	}
	return b.String()
}

func word(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

func condition(c *sheets.BooleanCondition) string {
	text := c.Type
	for _, v := range c.Values {
		text += fmt.Sprintf(" %q", v.UserEnteredValue)
	}
	return text
}

func hex(c *sheets.ColorStyle) string {
	if c == nil || c.RgbColor == nil {
		return ""
	}
	part := func(share float64) int { return int(share*255 + 0.5) }
	return fmt.Sprintf("%02X%02X%02X", part(c.RgbColor.Red), part(c.RgbColor.Green), part(c.RgbColor.Blue))
}

func areaOf(r *sheets.GridRange) string {
	from := workbook.Address{Row: int(r.StartRowIndex), Col: int(r.StartColumnIndex)}
	to := workbook.Address{Row: int(r.EndRowIndex) - 1, Col: int(r.EndColumnIndex) - 1}
	if r.EndRowIndex == 0 {
		return from.A1() + ":" + workbook.ColumnName(to.Col)
	}
	return from.A1() + ":" + to.A1()
}
