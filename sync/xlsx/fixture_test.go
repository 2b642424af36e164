package xlsx_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bieu/sync/workbook"
)

var update = flag.Bool("update", false, "make the files in testdata anew")

// The fixtures hold what offices put into their workbooks: merged cells, two
// dropdowns, conditional formats, a chart, a protected sheet, comments, a
// hidden row and tab, a table, a pivot table and shared formulas. The second is
// the first, opened and saved by LibreOffice.
const (
	officeFile      = "testdata/office.xlsx"
	libreofficeFile = "testdata/libreoffice.xlsx"
)

func TestMakeFixtures(t *testing.T) {
	if !*update {
		return
	}
	if err := makeOffice(officeFile); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	soffice(t, dir, "xlsx", officeFile)
	data, err := os.ReadFile(filepath.Join(dir, "office.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(libreofficeFile, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// soffice converts files with LibreOffice, or skips the test where it is not
// installed.
func soffice(t *testing.T, dir, format string, files ...string) {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	profile, err := filepath.Abs(filepath.Join(t.TempDir(), "profile"))
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", format, "--outdir", dir}, files...)
	if out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

const (
	fixtureTab = "Trạm y tế"
	pivotTab   = "Tổng hợp"
)

// makeOffice builds the first fixture.
func makeOffice(path string) error {
	f := excelize.NewFile()
	defer f.Close()
	steps := []func(*excelize.File) error{fillFixture, dressFixture, addObjects, protectFixture}
	for _, step := range steps {
		if err := step(f); err != nil {
			return err
		}
	}
	return f.SaveAs(path)
}

func fillFixture(f *excelize.File) error {
	if err := f.SetSheetName("Sheet1", fixtureTab); err != nil {
		return err
	}
	for _, tab := range []string{pivotTab, "Ẩn"} {
		if _, err := f.NewSheet(tab); err != nil {
			return err
		}
	}
	rows := [][]any{
		{"BÁO CÁO KẾT QUẢ THỰC HIỆN"},
		{},
		{"Mã", "Chỉ tiêu", "Loại", "Kế hoạch", "Thực hiện", "Tỷ lệ", "Đánh giá"},
		{"13.1", "Bảo hiểm y tế", "Xã hội", 99.88, 99.99, nil, "Đạt chỉ tiêu KH"},
		{"13.2", "Trẻ em suy dinh dưỡng", "Xã hội", 11, 10.5, nil, "Đạt chỉ tiêu KH"},
		{"14", "Thu ngân sách", "Kinh tế", 4457000000, 3100000000, nil, "Đang tiếp tục thực hiện"},
		{"15", "Trồng cây", "Kinh tế", 116, 76, nil, nil},
	}
	for i, row := range rows {
		if err := f.SetSheetRow(fixtureTab, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	kind, ref := excelize.STCellFormulaTypeShared, "F4:F7"
	if err := f.SetCellFormula(fixtureTab, "F4", "E4/D4", excelize.FormulaOpts{Type: &kind, Ref: &ref}); err != nil {
		return err
	}
	return f.SetCellStr("Ẩn", "A1", "danh mục")
}

func dressFixture(f *excelize.File) error {
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Times New Roman", Size: 13}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}})
	if err != nil {
		return err
	}
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		return err
	}
	red, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "9A0511"}, Fill: excelize.Fill{Type: "pattern", Color: []string{"FEC7CE"}, Pattern: 1}})
	if err != nil {
		return err
	}
	drop := func(area string, list ...string) error {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = area
		if err := dv.SetDropList(list); err != nil {
			return err
		}
		return f.AddDataValidation(fixtureTab, dv)
	}
	for _, err := range []error{
		f.MergeCell(fixtureTab, "A1", "G1"),
		f.SetCellStyle(fixtureTab, "A3", "G3", head),
		f.SetCellStyle(fixtureTab, "F4", "F7", percent),
		f.SetColWidth(fixtureTab, "B", "B", 28),
		f.SetRowVisible(fixtureTab, 5, false),
		f.SetSheetVisible("Ẩn", false),
		drop("C4:C99", "Xã hội", "Kinh tế"),
		drop("G4:G99", "Đạt chỉ tiêu KH", "Đang tiếp tục thực hiện"),
		f.SetConditionalFormat(fixtureTab, "F4:F7", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "<", Format: &red, Value: "1"}}),
		f.SetConditionalFormat(fixtureTab, "D4:D7", []excelize.ConditionalFormatOptions{{Type: "3_color_scale", Criteria: "=", MinType: "min", MidType: "percentile", MaxType: "max", MinColor: "#F8696B", MidColor: "#FFEB84", MaxColor: "#63BE7B"}}),
		f.SetPanes(fixtureTab, &excelize.Panes{Freeze: true, YSplit: 3, TopLeftCell: "A4", ActivePane: "bottomLeft"}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func addObjects(f *excelize.File) error {
	name := excelize.Font{Family: "Times New Roman", Size: 10}
	return firstError(
		f.AddChart(fixtureTab, "I3", &excelize.Chart{
			Type:   excelize.Col,
			Series: []excelize.ChartSeries{{Name: "'" + fixtureTab + "'!$E$3", Categories: "'" + fixtureTab + "'!$B$4:$B$7", Values: "'" + fixtureTab + "'!$E$4:$E$7"}},
			Title:  excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "Thực hiện", Font: &name}}},
		}),
		f.AddComment(fixtureTab, excelize.Comment{Cell: "E6", Author: "Văn phòng", Text: "Số liệu đến ngày 30/9"}),
		f.AddComment(fixtureTab, excelize.Comment{Cell: "G4", Author: "Lãnh đạo", Text: "Đã xem"}),
		f.AddTable(fixtureTab, &excelize.Table{Range: "A3:G7", Name: "KetQua", StyleName: "TableStyleLight9"}),
		f.AddPivotTable(&excelize.PivotTableOptions{
			DataRange: fixtureTab + "!A3:G7", PivotTableRange: pivotTab + "!A3:C10",
			Rows: []excelize.PivotTableField{{Data: "Loại"}}, Data: []excelize.PivotTableField{{Data: "Thực hiện", Subtotal: "Sum"}},
		}),
	)
}

func protectFixture(f *excelize.File) error {
	return f.ProtectSheet(fixtureTab, &excelize.SheetProtectionOptions{
		AlgorithmName: "SHA-512", Password: "văn phòng", SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, AutoFilter: true,
	})
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// entry is one part as it lies in the file.
type entry struct {
	Name, Comment    string
	Method           uint16
	Modified         string
	CRC              uint32
	Attrs            uint32
	Packed, Unpacked string
}

func entriesOf(t *testing.T, path string) []entry {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var entries []entry
	for _, f := range r.File {
		raw, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		packed, err := io.ReadAll(raw)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := content(f)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry{
			f.Name, f.Comment, f.Method, f.Modified.UTC().String(), f.CRC32, f.ExternalAttrs, string(packed), string(whole),
		})
	}
	return entries
}

func TestPatchTouchesNothingElse(t *testing.T) {
	for _, fixture := range []string{officeFile, libreofficeFile} {
		t.Run(filepath.Base(fixture), func(t *testing.T) {
			path := copyOf(t, fixture)
			before := entriesOf(t, path)
			edits := map[string]workbook.Cell{
				"G4": text("Đang tiếp tục thực hiện"), "G5": text("Đạt chỉ tiêu KH"), "E6": workbook.NumberCell("4457000000.5"),
				"F4": workbook.NumberCell("1.0011"), "B7": text("Trồng cây\nphân tán"), "A5": text("13.2b"),
				"H4": text("mới"), "B9": text("dòng mới"), "G8": text("dưới bảng"),
			}
			edit := workbook.Edit{Base: read(t, path)}
			for _, a1 := range []string{"G4", "G5", "E6", "F4", "B7", "A5", "H4", "B9", "G8"} {
				e := put(a1, edits[a1])
				e.Tab = fixtureTab
				edit.Cells = append(edit.Cells, e)
			}
			want := cellsOf(edit.Base.Grid(fixtureTab))
			if err := open(t, path).Write(t.Context(), edit); err != nil {
				t.Fatal(err)
			}
			compareEntries(t, before, entriesOf(t, path), edits)

			got := cellsOf(read(t, path).Grid(fixtureTab))
			for a1, cell := range edits {
				// A cell that showed something keeps its format.
				cell.Format = want[a1].Format
				if want[a1].Kind == workbook.Blank {
					cell.Format = got[a1].Format
				}
				want[a1] = cell
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

func copyOf(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), filepath.Base(file))
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// compareEntries wants the same parts in the same order: the patched sheet
// differs in its cells, the workbook in what makes it calculate anew, and every
// other part not even in how it is packed.
func compareEntries(t *testing.T, before, after []entry, edits map[string]workbook.Cell) {
	t.Helper()
	if len(before) != len(after) {
		t.Fatalf("%d parts, want %d", len(after), len(before))
	}
	for i, want := range before {
		got := after[i]
		switch want.Name {
		case "xl/worksheets/sheet1.xml":
			if diff := cmp.Diff(withoutCells(want.Unpacked, edits), withoutCells(got.Unpacked, edits)); diff != "" {
				t.Errorf("%s beside the cells (-want +got):\n%s", want.Name, diff)
			}
		case "xl/workbook.xml":
			if got.Unpacked == want.Unpacked || strings.Replace(got.Unpacked, ` fullCalcOnLoad="1"`, "", 1) != want.Unpacked {
				t.Errorf("%s (-want +got):\n%s", want.Name, cmp.Diff(want.Unpacked, got.Unpacked))
			}
		default:
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", want.Name, diff)
			}
		}
		want.CRC, want.Packed, want.Unpacked = got.CRC, got.Packed, got.Unpacked
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("header of %s (-want +got):\n%s", want.Name, diff)
		}
	}
}

var (
	cellElement    = regexp.MustCompile(`(?s)<c r="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</c>)`)
	formulaElement = regexp.MustCompile(`(?s)<f[ />].*?(?:/>|</f>)|<f>.*?</f>`)
	newRow         = regexp.MustCompile(`<row r="[89]"[^>]*></row>`)
	dimension      = regexp.MustCompile(`<dimension ref="[A-Z0-9:]+"`)
	rowHeight      = regexp.MustCompile(` ht="[0-9.]+"`)
)

// withoutCells takes out of a sheet what the edit may change: the cells named,
// the rows that it adds, the text of shared formulas, the used part, heights.
func withoutCells(sheet string, edits map[string]workbook.Cell) string {
	sheet = cellElement.ReplaceAllStringFunc(sheet, func(element string) string {
		if _, ok := edits[cellElement.FindStringSubmatch(element)[1]]; ok {
			return ""
		}
		return formulaElement.ReplaceAllString(element, "<f/>")
	})
	sheet = newRow.ReplaceAllString(sheet, "")
	sheet = dimension.ReplaceAllString(sheet, "<dimension")
	return rowHeight.ReplaceAllString(sheet, "")
}
