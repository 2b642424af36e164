package xlsx_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// form is a tab with everything that a layout can ask for.
func form(title string) workbook.Layout {
	head := workbook.Style{Bold: true, Wrap: true, Border: true, Align: workbook.Center, Fill: "D9E1F2"}
	cell := workbook.Style{Wrap: true, Border: true, Top: true}
	of := func(s string, style workbook.Style) workbook.LayoutCell {
		return workbook.LayoutCell{Value: workbook.TextCell(s), Style: style}
	}
	return workbook.Layout{
		Title: title,
		Rows: []workbook.LayoutRow{
			{Cells: []workbook.LayoutCell{of("BIỂU SỐ 02", workbook.Style{Bold: true, Size: 14, Align: workbook.Center})}, Height: 24},
			{Cells: []workbook.LayoutCell{of("TT", head), of("Nhiệm vụ", head), of("Đánh giá", head)}},
			{Cells: []workbook.LayoutCell{of("1", cell), of("Tỷ lệ người dân tham gia bảo hiểm y tế đạt từ 99,88% trở lên", cell), of("Đạt chỉ tiêu KH", cell)}},
		},
		Columns: []workbook.Column{
			{Width: 6, Style: workbook.Style{Format: "@"}}, {Width: 30}, {Width: 20, Style: workbook.Style{Italic: true}},
		},
		Merges: []workbook.Area{{Top: 0, Left: 0, Bottom: 1, Right: 3}},
		Choices: []workbook.Choice{
			{Area: workbook.Area{Top: 2, Left: 2, Bottom: 50, Right: 3}, Values: []string{"Đạt chỉ tiêu KH", `"khác" & hơn`}, Strict: true},
			{Area: workbook.Area{Top: 2, Left: 3, Bottom: 50, Right: 4}, Values: []string{"=", "≥", "khoảng"}},
			{Area: workbook.Area{Top: 2, Left: 4, Bottom: 50, Right: 5}, Values: []string{"một, hai", "ba"}},
		},
		Colours:    []workbook.Colour{{Area: workbook.Area{Top: 2, Left: 2, Bottom: 50, Right: 3}, Text: `Đạt "KH"`, Fill: "C6EFCE"}},
		Warned:     []workbook.Area{{Top: 2, Left: 0, Bottom: 50, Right: 2}},
		FrozenRows: 2, FrozenCols: 1,
		Print: workbook.Print{
			Landscape: true, RepeatTop: 1, RepeatBottom: 2, Area: workbook.Area{Bottom: 3, Right: 3},
			Top: 20, Bottom: 20, Left: 30, Right: 15, PageNumbers: true,
		},
	}
}

// layout is what another library sees of a tab.
type layout struct {
	Font      string
	Widths    []float64
	Heights   []float64
	Merges    []string
	Validated []string
	Colours   []string
	Panes     excelize.Panes
	Names     []string
	Paper     string
	Margins   []float64
	Header    string
	ColumnFmt string
	Styles    []look
}

type look struct {
	Bold, Italic, Wrap, Border       bool
	Horizontal, Vertical, Fill, Font string
	Size                             float64
}

func layoutOf(t *testing.T, path, tab string) layout {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var l layout
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	l.Font, err = f.GetDefaultFont()
	must(err)
	for _, col := range []string{"A", "B", "C"} {
		w, err := f.GetColWidth(tab, col)
		must(err)
		l.Widths = append(l.Widths, w)
	}
	for row := 1; row <= 3; row++ {
		h, err := f.GetRowHeight(tab, row)
		must(err)
		l.Heights = append(l.Heights, h)
	}
	merges, err := f.GetMergeCells(tab)
	must(err)
	for _, m := range merges {
		l.Merges = append(l.Merges, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	validations, err := f.GetDataValidations(tab)
	must(err)
	for _, v := range validations {
		l.Validated = append(l.Validated, v.Type+" "+*v.ErrorStyle+" "+v.Sqref+" "+v.Formula1+": "+*v.ErrorTitle)
	}
	conditions, err := f.GetConditionalFormats(tab)
	must(err)
	for area, rules := range conditions {
		for _, rule := range rules {
			style, err := f.GetConditionalStyle(*rule.Format)
			must(err)
			l.Colours = append(l.Colours, area+" "+rule.Criteria+" "+rule.Value+" "+style.Fill.Color[0])
		}
	}
	l.Panes, err = f.GetPanes(tab)
	must(err)
	l.Panes.Selection = nil
	for _, name := range f.GetDefinedName() {
		if name.Scope == tab {
			l.Names = append(l.Names, name.Name+" "+name.RefersTo)
		}
	}
	l.Paper, l.Margins, l.Header = pageOf(t, f, tab)
	column, err := f.GetColStyle(tab, "A")
	must(err)
	style, err := f.GetStyle(column)
	must(err)
	if style.CustomNumFmt != nil {
		l.ColumnFmt = *style.CustomNumFmt
	} else if style.NumFmt == 49 {
		l.ColumnFmt = "@"
	}
	for _, a1 := range []string{"A1", "B2", "B3"} {
		id, err := f.GetCellStyle(tab, a1)
		must(err)
		style, err := f.GetStyle(id)
		must(err)
		l.Styles = append(l.Styles, lookOf(style))
	}
	return l
}

func pageOf(t *testing.T, f *excelize.File, tab string) (paper string, margins []float64, header string) {
	t.Helper()
	page, err := f.GetPageLayout(tab)
	if err != nil {
		t.Fatal(err)
	}
	props, err := f.GetSheetProps(tab)
	if err != nil {
		t.Fatal(err)
	}
	if *page.Size == 9 && *props.FitToPage && *page.FitToWidth == 1 && page.FitToHeight != nil && *page.FitToHeight == 0 {
		paper = "A4 fitted " + *page.Orientation
	}
	m, err := f.GetPageMargins(tab)
	if err != nil {
		t.Fatal(err)
	}
	for _, inches := range []*float64{m.Top, m.Bottom, m.Left, m.Right, m.Header} {
		margins = append(margins, float64(int(*inches*25.4+0.5)))
	}
	h, err := f.GetHeaderFooter(tab)
	if err != nil {
		t.Fatal(err)
	}
	if h != nil && h.DifferentFirst && h.FirstHeader == "" {
		header = h.OddHeader
	}
	return paper, margins, header
}

func lookOf(s *excelize.Style) look {
	l := look{Bold: s.Font.Bold, Italic: s.Font.Italic, Size: s.Font.Size, Font: s.Font.Family, Border: len(s.Border) == 4}
	if s.Alignment != nil {
		l.Wrap, l.Horizontal, l.Vertical = s.Alignment.WrapText, s.Alignment.Horizontal, s.Alignment.Vertical
	}
	if len(s.Fill.Color) > 0 {
		l.Fill = s.Fill.Color[0]
	}
	return l
}

// wantForm is what form comes to.
func wantForm(title string) layout {
	return layout{
		Font: "Times New Roman", Widths: []float64{6, 30, 20}, Heights: []float64{24, 15, 31.5}, Merges: []string{"A1:C1"},
		Validated: []string{
			`list stop C3:C50 "Đạt chỉ tiêu KH,"khác" & hơn": Chọn trong danh sách`,
			`list warning D3:D50 "=,≥,khoảng": Chọn trong danh sách`,
			`custom warning A3:B50 FALSE: Cột do máy ghi`,
		},
		Colours: []string{`C3:C50 equal to "Đạt ""KH""" C6EFCE`},
		Panes: excelize.Panes{
			Freeze: true, XSplit: 1, YSplit: 2, TopLeftCell: "B3", ActivePane: "bottomRight",
		},
		Names:     []string{"_xlnm.Print_Titles '" + title + "'!$2:$2", "_xlnm.Print_Area '" + title + "'!$A$1:$C$3"},
		Paper:     "A4 fitted landscape",
		Margins:   []float64{20, 20, 30, 15, 10},
		Header:    `&C&"Times New Roman,Regular"&13&P`,
		ColumnFmt: "@",
		Styles: []look{
			{Bold: true, Size: 14, Font: "Times New Roman", Horizontal: "center", Vertical: "center"},
			{Bold: true, Size: 12, Font: "Times New Roman", Horizontal: "center", Vertical: "center", Wrap: true, Border: true, Fill: "D9E1F2"},
			{Size: 12, Font: "Times New Roman", Vertical: "top", Wrap: true, Border: true},
		},
	}
}

func TestCreateLaysOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mới.xlsx")
	if err := xlsx.Create(path, []workbook.Layout{{Title: "Tổng quan"}, form("Biểu 02")}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantForm("Biểu 02"), layoutOf(t, path, "Biểu 02")); diff != "" {
		t.Errorf("layout (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"mới.xlsx"}, names(t, filepath.Dir(path))); diff != "" {
		t.Errorf("left in the folder (-want +got):\n%s", diff)
	}
	// The font of cells without a style: a scheme would put the theme's in its place.
	if part := partsOf(t, path)["xl/styles.xml"]; !strings.Contains(part, `<fonts count="5"><font><sz val="12">`) || strings.Contains(part, "<scheme") {
		t.Errorf("the usual font is not of 12 points or follows the theme: %.600s", part[strings.Index(part, "<fonts"):])
	}
	// The library that reads the list back takes the doubled quotes away.
	const list = `<formula1>"Đạt chỉ tiêu KH,""khác"" &amp; hơn"</formula1>`
	if part := partsOf(t, path)["xl/worksheets/sheet2.xml"]; !strings.Contains(part, list) {
		t.Errorf("the sheet does not hold %s", list)
	}
}

// A tab added to a workbook that has all the styles looks as if made with it.
func TestAddedTabIsLaidOutAlike(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mới.xlsx")
	// Other looks come first, so that styles have other numbers in a new file.
	cover := workbook.Layout{Title: "Tổng quan", Rows: []workbook.LayoutRow{{Cells: []workbook.LayoutCell{
		{Value: text("a"), Style: workbook.Style{Italic: true, Size: 20}}, {Value: text("b"), Style: workbook.Style{Fill: "FF0000"}},
	}}}, Colours: []workbook.Colour{{Area: workbook.Area{Bottom: 1, Right: 1}, Text: "x", Fill: "FF0000"}}}
	if err := xlsx.Create(path, []workbook.Layout{cover, form("Biểu 02")}); err != nil {
		t.Fatal(err)
	}
	added := workbook.Edit{Base: read(t, path), Tabs: []workbook.Layout{form("Ủy ban's")}}
	if err := open(t, path).Write(t.Context(), added); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantForm("Biểu 02"), layoutOf(t, path, "Biểu 02")); diff != "" {
		t.Errorf("layout of the first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantForm("Ủy ban''s"), layoutOf(t, path, "Ủy ban's")); diff != "" {
		t.Errorf("layout of the added (-want +got):\n%s", diff)
	}
	// Two selected tabs would take whatever is typed into one of them.
	if part := partsOf(t, path)["xl/worksheets/sheet3.xml"]; !strings.Contains(part, `tabSelected="0"`) {
		t.Errorf("the added tab is selected: %.400s", part)
	}
}

// A workbook without the styles gets the tab all the same, in its own dress.
func TestAddedTabInAForeignWorkbook(t *testing.T) {
	strict := map[string]string{}
	for name, part := range map[string]string{"xl/workbook.xml": bookPart, "xl/_rels/workbook.xml.rels": bookRelsPart, "_rels/.rels": rootRelsPart, sheetName: sheet("")} {
		strict[name] = toStrict.Replace(part)
	}
	for name, parts := range map[string]map[string]string{
		"no styles":   nil,
		"some styles": {stylesName: fourStyles},
		"strict":      strict,
	} {
		t.Run(name, func(t *testing.T) {
			path := smallFile(t, parts)
			before := partsOf(t, path)
			tab := form("Mới")
			tab.Rows = append(tab.Rows, workbook.LayoutRow{Cells: []workbook.LayoutCell{
				{Value: workbook.Cell{Kind: workbook.Date, Value: "2023-09-30"}}, {Value: workbook.NumberCell("0.585"), Style: workbook.Style{Format: "0.0%"}},
			}})
			if err := open(t, path).Write(t.Context(), workbook.Edit{Base: read(t, path), Tabs: []workbook.Layout{tab, {Title: "Trống"}}}); err != nil {
				t.Fatal(err)
			}
			s := read(t, path)
			if diff := cmp.Diff([]string{"Trang", "Mới", "Trống"}, s.Titles); diff != "" {
				t.Errorf("titles (-want +got):\n%s", diff)
			}
			g := s.Grid("Mới")
			if d, n := g.At(3, 0), g.At(3, 1); d.Kind != workbook.Date || d.Value != "2023-09-30" || !n.Same(workbook.NumberCell("0.585")) {
				t.Errorf("date and number read back as %+v and %+v", d, n)
			}
			if name == "strict" && holdsTransitional(partsOf(t, path), "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml") {
				t.Error("a strict workbook holds a part of the transitional form")
			}
			touched := map[string]bool{"xl/workbook.xml": true, "xl/_rels/workbook.xml.rels": true, "[Content_Types].xml": true}
			after := partsOf(t, path)
			for part, content := range before {
				if !touched[part] && after[part] != content {
					t.Errorf("part %s changed", part)
				}
			}
			if want := len(before) + 2; len(after) != want {
				t.Errorf("%d parts, want %d", len(after), want)
			}
		})
	}
}

func holdsTransitional(parts map[string]string, names ...string) bool {
	for _, name := range names {
		if strings.Contains(parts[name], "schemas.openxmlformats.org/spreadsheetml") || strings.Contains(parts[name], "schemas.openxmlformats.org/officeDocument") {
			return true
		}
	}
	return false
}
