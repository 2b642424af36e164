package xlsx_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// The smallest parts that make a workbook of one tab, "Trang".
const (
	mainNamespace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNamespace  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	typesPart = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`</Types>`
	rootRelsPart = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
		`</Relationships>`
	bookPart = `<workbook ` + mainNamespace + ` ` + relNamespace + `><sheets>` +
		`<sheet name="Trang" sheetId="1" r:id="rId1"/></sheets></workbook>`
	bookRelsPart = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>` +
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/>` +
		`</Relationships>`
)

const (
	sheetName   = "xl/worksheets/sheet1.xml"
	stringsName = "xl/sharedStrings.xml"
	stylesName  = "xl/styles.xml"
)

// toStrict turns a part into the strict form of the format.
var toStrict = strings.NewReplacer(
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
)

// smallParts returns the parts of a small workbook, with some replaced or
// added; an empty text leaves a part out.
func smallParts(replaced map[string]string) []string {
	var parts []string
	known := map[string]bool{}
	for _, part := range [][2]string{
		{"[Content_Types].xml", typesPart},
		{"_rels/.rels", rootRelsPart},
		{"xl/workbook.xml", bookPart},
		{"xl/_rels/workbook.xml.rels", bookRelsPart},
		{sheetName, sheet("")},
		{stringsName, ""},
		{stylesName, ""},
		{"xl/calcChain.xml", ""},
	} {
		text, ok := replaced[part[0]]
		if !ok {
			text = part[1]
		}
		known[part[0]] = true
		if text != "" {
			parts = append(parts, part[0], text)
		}
	}
	for name, text := range replaced {
		if !known[name] {
			parts = append(parts, name, text)
		}
	}
	return parts
}

// sheet wraps rows into a sheet part.
func sheet(rows string) string {
	return `<worksheet ` + mainNamespace + `><sheetData>` + rows + `</sheetData></worksheet>`
}

func sst(items string) string { return `<sst ` + mainNamespace + `>` + items + `</sst>` }

// styles wraps number formats, given as attributes of xf elements.
func styles(formats string, xfs ...string) string {
	return `<styleSheet ` + mainNamespace + `><numFmts>` + formats + `</numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf ` +
		strings.Join(xfs, `/><xf `) + `/></cellXfs>` +
		`<dxfs><dxf><numFmt numFmtId="200" formatCode="yyyy"/></dxf></dxfs></styleSheet>`
}

// smallFile writes a small workbook and returns its path.
func smallFile(t testing.TB, replaced map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nhỏ.xlsx")
	if err := os.WriteFile(path, zipOf(t, smallParts(replaced)...), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, path string) *xlsx.Book {
	t.Helper()
	b, err := xlsx.Open(path, xlsx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t testing.TB, path string, ranges ...workbook.Range) *workbook.Snapshot {
	t.Helper()
	s, err := open(t, path).Read(t.Context(), ranges...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cellsOf lists the cells in use of a tab by their address.
func cellsOf(g *workbook.Grid) map[string]workbook.Cell {
	cells := map[string]workbook.Cell{}
	for r := range g.Rows() {
		for c, cell := range g.Row(r) {
			if cell != (workbook.Cell{}) {
				cells[cellName(r, c)] = cell
			}
		}
	}
	return cells
}
