package xlsx

import (
	"archive/zip"
	"io"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

// fuzzStrings stands for the table of shared strings.
var fuzzStrings = []string{"không", "một", "hai"}

// fuzzFormats stands for the styles: plain, text, date, percent.
var fuzzFormats = &formats{
	codes: []string{"", "@", "d/m/yyyy", "0.0%"},
	kinds: []dateKind{noDate, noDate, onClock, noDate},
}

func readSheet(sheet []byte) (map[string]workbook.Cell, error) {
	g := gridReader{scanner: scanner{b: sheet}, strings: fuzzStrings, formats: fuzzFormats, slots: 1 << 16}
	grid, err := g.read()
	if err != nil {
		return nil, err
	}
	cells := map[string]workbook.Cell{}
	for r := range grid.Rows() {
		for c, cell := range grid.Row(r) {
			if cell != (workbook.Cell{}) {
				cells[cellRef(r, c)] = cell
			}
		}
	}
	return cells, nil
}

func patchSheet(sheet []byte, sets ...cellSet) ([]byte, error) {
	styles := &looks{cells: []look{{font: fontLook{size: 12}}, {format: "@", font: fontLook{size: 12}}, {wrap: true, font: fontLook{size: 13}}, {format: "0.0%"}}}
	p := &sheetPatcher{
		scanner:    scanner{b: sheet},
		cellWriter: cellWriter{formats: fuzzFormats},
		match:      func(workbook.Style) int { return 1 },
		fit:        &fitter{book: &book{}, looks: styles, xml: sheet, strings: fuzzStrings, hasStrings: true},
		sets:       sets,
	}
	if err := p.run(); err != nil {
		return nil, err
	}
	return p.bytes(), nil
}

// FuzzPatch sets a cell in any sheet that can be read at all: what was set is
// read back, every other cell is as it was, and a second time changes nothing.
func FuzzPatch(f *testing.F) {
	for _, rows := range []string{
		`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B2" s="2"><v>45199</v></c></row>`,
		`<row><c><v>1</v></c><c t="b"><v>1</v></c></row><row r="3" ht="15" spans="1:2"/><row><c t="e"><v>#N/A</v></c></row>`,
		`<row r="2" ht="40" s="1" customFormat="1"><c r="B2" s="2" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c><extLst/></row>`,
		`<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*$C$1</f><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>`,
		`<row r="1"><c r="A1"><f t="array" ref="A1:B2">B1</f><v>1</v></c></row>`,
		"<!-- x --><row r='1'>\r\n<c r='C1' s='3'><v> 0.58499999999999996 </v></c><![CDATA[ ]]></row><?x?>",
	} {
		for _, sheet := range []string{
			`<worksheet><dimension ref="A1"/><cols><col min="1" max="3" style="1" width="9"/></cols><sheetData>` + rows + `</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
			`<x:worksheet xmlns:x="y"><x:sheetData>` + strings.NewReplacer("<row", "<x:row", "</row", "</x:row", "<c", "<x:c", "</c", "</x:c", "<v", "<x:v", "</v", "</x:v").Replace(rows) + `</x:sheetData></x:worksheet>`,
		} {
			f.Add([]byte(sheet), uint16(0), uint8(0), byte(1), "mới\n<&>_x000D_")
			f.Add([]byte(sheet), uint16(1), uint8(1), byte(2), "-0.50")
			f.Add([]byte(sheet), uint16(9), uint8(30), byte(0), "")
		}
	}
	for _, file := range []string{"testdata/office.xlsx", "testdata/libreoffice.xlsx"} {
		f.Add(sheetOf(f, file), uint16(3), uint8(5), byte(1), "Đạt chỉ tiêu KH")
	}
	f.Fuzz(func(t *testing.T, sheet []byte, row uint16, col, kind byte, value string) {
		before, err := readSheet(sheet)
		if err != nil {
			return
		}
		cell, err := workbook.Cell{Kind: workbook.Kind(kind % 6), Value: value}.Normal()
		if err != nil || cell.Kind == workbook.Error || !utf8.ValidString(value) || strings.ContainsAny(value, "\x00\uFFFE\uFFFF") {
			return
		}
		set := cellSet{row: int(row), col: int(col), value: cell}
		patched, err := patchSheet(sheet, set)
		if err != nil {
			return
		}
		after, err := readSheet(patched)
		if err != nil {
			t.Fatalf("the patched sheet cannot be read: %v\n%s", err, patched)
		}
		ref := cellRef(set.row, set.col)
		if got := after[ref]; !got.Same(cell) && !(cell.Kind == workbook.Number && got.Kind == workbook.Date) {
			t.Errorf("%s = %+v, want %+v", ref, got, cell)
		}
		delete(before, ref)
		others := maps.Clone(after)
		delete(others, ref)
		if diff := cmp.Diff(before, others); diff != "" {
			t.Errorf("other cells (-want +got):\n%s\n%s", diff, patched)
		}
		again, err := patchSheet(patched, set)
		if err != nil || string(again) != string(patched) {
			t.Errorf("set again: %v\n%s\nwant\n%s", err, again, patched)
		}
	})
}

func sheetOf(t testing.TB, file string) []byte {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f, err := r.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzText writes any text and reads it back.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "_x000D_", "_x005F_x000D_", "_x005F", "\r\n", "<&>\"'", "\x01\x1f", "👍", "_xD83D__xDC4D_", "_x000_x000D_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r\uFFFE\uFFFF") {
			return
		}
		if got := string(cellText(resolve(appendText(nil, s)))); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
	})
}

// FuzzArchive opens any bytes as a file.
func FuzzArchive(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	f.Add([]byte("TT;Nhiệm vụ"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := Book{opt: Options{MaxUnpacked: 1 << 20}}
		if bk, err := b.openBook(data); err == nil && len(bk.sheets) == 0 {
			t.Error("a workbook without tabs was taken")
		}
	})
}
