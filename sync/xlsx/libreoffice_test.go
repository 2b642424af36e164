package xlsx_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// everySheet asks LibreOffice for one CSV file for each tab, in UTF-8, with
// cells as they are shown.
const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

// LibreOffice opens what is written here, and shows what was written.
func TestLibreOfficeOpensWhatIsWritten(t *testing.T) {
	dir := t.TempDir()
	made := filepath.Join(dir, "made.xlsx")
	if err := xlsx.Create(made, []workbook.Layout{form("Biểu 02")}); err != nil {
		t.Fatal(err)
	}
	files := []string{made}
	for _, fixture := range []string{officeFile, libreofficeFile} {
		files = append(files, copyOf(t, fixture))
	}
	for _, path := range files {
		base := read(t, path)
		tab := base.Titles[0]
		edit := workbook.Edit{Base: base, Tabs: []workbook.Layout{form("Công an")}}
		for _, e := range []workbook.CellEdit{
			put("B4", text("=1+1 \"ngoặc\" & <dấu>\nhai dòng")), put("E4", workbook.NumberCell("0.585")), put("B40", text("dưới cùng _x000D_")),
			put("I4", workbook.BoolCell(true)),
		} {
			e.Tab = tab
			edit.Cells = append(edit.Cells, e)
		}
		if err := open(t, path).Write(t.Context(), edit); err != nil {
			t.Fatal(err)
		}
	}
	soffice(t, dir, everySheet, files...)
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".xlsx")
		first := read(t, path).Titles[0]
		shown := csv(t, dir, name, first)
		for _, want := range []string{"=1+1 \"\"ngoặc\"\" & <dấu>\nhai dòng", "0.585", "dưới cùng _x000D_", "TRUE"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s, tab %s: LibreOffice does not show %q:\n%s", name, first, want, shown)
			}
		}
		if added := csv(t, dir, name, "Công an"); !strings.Contains(added, "Tỷ lệ người dân tham gia bảo hiểm y tế đạt từ 99,88% trở lên") {
			t.Errorf("%s: LibreOffice shows of the added tab:\n%s", name, added)
		}
	}
}

func csv(t *testing.T, dir, file, tab string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, file+"-"+tab+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
