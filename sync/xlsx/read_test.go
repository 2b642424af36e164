package xlsx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

type cells = map[string]workbook.Cell

func text(s string) workbook.Cell { return workbook.TextCell(s) }

func number(s, format string) workbook.Cell {
	return workbook.Cell{Kind: workbook.Number, Value: s, Format: format}
}

func date(s, format string) workbook.Cell {
	return workbook.Cell{Kind: workbook.Date, Value: s, Format: format}
}

func TestReadCells(t *testing.T) {
	tests := []struct {
		name    string
		rows    string
		strings string
		styles  string
		want    cells
	}{
		{
			name: "shared, inline and formula text",
			rows: `<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>trong ô</t></is></c>` +
				`<c r="C1" t="str"><f>A1&amp;"x"</f><v>kết quả</v></c></row>`,
			strings: sst(`<si><t>không</t></si><si><t>có</t></si>`),
			want:    cells{"A1": text("có"), "B1": text("trong ô"), "C1": {Kind: workbook.Text, Value: "kết quả", Formula: true}},
		},
		{
			name: "rich text joined, readings left out",
			rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>đậm</t></r><r><t xml:space="preserve"> thường</t></r></is></c></row>`,
			strings: sst(`<si><r><rPr><sz val="12"/></rPr><t xml:space="preserve">Đã </t></r><r><t>xong</t></r>` +
				`<rPh sb="0" eb="1"><t>đọc là</t></rPh><phoneticPr fontId="1"/></si>`),
			want: cells{"A1": text("Đã xong"), "B1": text("đậm thường")},
		},
		{
			name:    "spaces as stated",
			rows:    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`,
			strings: sst(`<si><t xml:space="preserve">  hai  </t></si><si><t>` + "\n   không\n  " + `</t></si>`),
			want:    cells{"A1": text("  hai  "), "B1": text("không")},
		},
		{
			name: "escapes, entities, CDATA and line breaks",
			rows: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D_\nb_x005F_x000D_c_x0041_</t></is></c>" +
				"<c r=\"B1\" t=\"inlineStr\"><is><t>&lt;&amp;&gt;&quot;&apos;&#272;&#x1EA1;&unknown;</t></is></c>" +
				"<c r=\"C1\" t=\"inlineStr\"><is><t>x<![CDATA[<b>&amp;]]>y<!-- z --></t></is></c>" +
				"<c r=\"D1\" t=\"inlineStr\"><is><t>một\r\nhai\rba</t></is></c>" +
				"<c r=\"E1\" t=\"inlineStr\"><is><t>_xD83D__xDC4D_ _x12_</t></is></c></row>",
			want: cells{
				"A1": text("a\nb_x000D_cA"), "B1": text(`<&>"'Đạ&unknown;`), "C1": text("x<b>&amp;y"),
				"D1": text("một\nhai\nba"), "E1": text("👍 _x12_"),
			},
		},
		{
			name: "numbers in their shortest form",
			rows: `<row r="1"><c r="A1"><v>0.58499999999999996</v></c><c r="B1"><v>4457000000</v></c><c r="C1" t="n"><v>-0.05</v></c>` +
				`<c r="D1"><v>4.457E9</v></c><c r="E1"><v>1.50</v></c><c r="F1"><v>-0</v></c><c r="G1"><v> 7 </v></c><c r="H1"><v>007</v></c>` +
				`<c r="I1"><v>123456789012345678</v></c><c r="J1"><v>1.</v></c><c r="K1"><v>.5</v></c><c r="L1"><v>0</v></c><c r="M1"><v>0.30000000000000004</v></c></row>`,
			want: cells{
				"A1": number("0.585", ""), "B1": number("4457000000", ""), "C1": number("-0.05", ""), "D1": number("4457000000", ""),
				"E1": number("1.5", ""), "F1": number("0", ""), "G1": number("7", ""), "H1": number("7", ""),
				"I1": number("123456789012345680", ""), "J1": number("1", ""), "K1": number("0.5", ""), "L1": number("0", ""),
				"M1": number("0.30000000000000004", ""),
			},
		},
		{
			name: "truth, errors and formulas",
			rows: `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#REF!</v></c>` +
				`<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f t="shared" ref="E1:F1" si="0">A1*2</f><v>3</v></c>` +
				`<c r="F1"><f t="shared" si="0"/><v>4</v></c><c r="G1"><f>SUM(A1)</f></c><c r="H1" t="str"><f>""</f><v></v></c></row>`,
			want: cells{
				"A1": workbook.BoolCell(true), "B1": workbook.BoolCell(false), "C1": {Kind: workbook.Error, Value: "#REF!"},
				"D1": {Kind: workbook.Error, Value: "#DIV/0!", Formula: true}, "E1": {Kind: workbook.Number, Value: "3", Formula: true},
				"F1": {Kind: workbook.Number, Value: "4", Formula: true}, "G1": {Formula: true}, "H1": {Formula: true},
			},
		},
		{
			name: "formulas that nothing has calculated yet",
			rows: `<row r="1"><c r="A1"><f>50+8</f></c><c r="B1"><f>50+8</f><v/></c><c r="C1" s="1"><f>50+8</f><v></v></c>` +
				`<c r="D1" t="str"><f>50+8</f><v/></c><c r="E1"><v/><f>50+8</f></c><c r="F1"><f t="shared" si="0"/></c><c r="G1"><v/></c></row>`,
			want: cells{
				"A1": {Formula: true}, "B1": {Formula: true}, "C1": {Formula: true}, "D1": {Formula: true},
				"E1": {Formula: true}, "F1": {Formula: true},
			},
		},
		{
			name: "formats and dates",
			rows: `<row r="1"><c r="A1" s="1"><v>45199</v></c><c r="B1" s="2"><v>45199.711909722224</v></c><c r="C1" s="3"><v>0.35416666666666669</v></c>` +
				`<c r="D1" s="4"><v>1.5</v></c><c r="E1" s="5"><v>0.585</v></c><c r="F1" s="6"><v>5</v></c><c r="G1" s="1"><v>-3</v></c>` +
				`<c r="H1" s="7"><v>12</v></c><c r="I1" s="99"><v>1</v></c><c r="J1" s="8"><v>45199</v></c><c r="K1" t="d"><v>2023-09-30</v></c>` +
				`<c r="L1" t="d"><v>2023-09-30T17:05:09Z</v></c><c r="M1" s="1"><v>45198.999999999</v></c><c r="N1" s="1" t="s"><v>0</v></c></row>`,
			strings: sst(`<si><t>9/2023</t></si>`),
			styles: styles(`<numFmt numFmtId="164" formatCode="d/m/yyyy\ h:mm:ss"/><numFmt numFmtId="165" formatCode="[h]:mm"/>`+
				`<numFmt numFmtId="166" formatCode="0.0%"/><numFmt numFmtId="167" formatCode="#,##0&quot; đồng/ngày&quot;"/>`+
				`<numFmt numFmtId="168" formatCode="&quot;ngày&quot;\ dd"/>`,
				`numFmtId="0"`, `numFmtId="14"`, `numFmtId="164"`, `numFmtId="21"`, `numFmtId="165"`, `numFmtId="166"`, `numFmtId="49"`,
				`numFmtId="167"`, `numFmtId="168"`),
			want: cells{
				"A1": date("2023-09-30", "m/d/yyyy"), "B1": date("2023-09-30T17:05:09", `d/m/yyyy\ h:mm:ss`), "C1": date("08:30:00", "h:mm:ss"),
				"D1": date("36:00:00", "[h]:mm"), "E1": number("0.585", "0.0%"), "F1": number("5", "@"), "G1": number("-3", "m/d/yyyy"),
				"H1": number("12", `#,##0" đồng/ngày"`), "I1": number("1", ""), "J1": date("2023-09-30", `"ngày"\ dd`),
				"K1": date("2023-09-30", ""), "L1": date("2023-09-30T17:05:09", ""), "M1": date("2023-09-30", "m/d/yyyy"),
				"N1": {Kind: workbook.Text, Value: "9/2023", Format: "m/d/yyyy"},
			},
		},
		{
			name: "places that are not said",
			rows: `<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>3</v></c><c><v>4</v></c></row><row r="4"><c r="B4"><v>5</v></c></row><row><c><v>6</v></c></row>`,
			want: cells{
				"A1": number("1", ""), "B1": number("2", ""), "E1": number("3", ""), "F1": number("4", ""),
				"B4": number("5", ""), "A5": number("6", ""),
			},
		},
		{
			name: "styled blanks and empty elements",
			rows: `<row r="1" spans="1:3"/><row r="2"><c r="A2" s="1"/><c r="B2" t="s"/><c r="C2"></c><c r="D2"><v/></c><c r="E2" t="inlineStr"><is/></c><c r="F2" t="inlineStr"><is><t/></is></c></row>`,
			want: cells{},
		},
		{
			name: "extensions and foreign elements",
			rows: `<row r="1" x14ac:dyDescent="0.25"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c><extLst><c r="B1"><v>2</v></c></extLst></row><!-- <row r="2"><c r="A2"><v>2</v></c></row> -->`,
			want: cells{"A1": number("1", "")},
		},
		{
			name:    "attributes in any order and quotes",
			rows:    "<row\n  r='1' ><c\tt = \"s\"\n s='0'  r = 'B1' ><v>0</v></c ></row >",
			strings: `<?xml version="1.0"?>` + "\r\n" + sst(`<si><t>a&gt;b</t></si>`),
			want:    cells{"B1": text("a>b")},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := smallFile(t, map[string]string{sheetName: sheet(test.rows), stringsName: test.strings, stylesName: test.styles})
			if diff := cmp.Diff(test.want, cellsOf(read(t, path).Grids[0])); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadShapesOfParts(t *testing.T) {
	one := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45199</v></c></row>`
	prefixed := strings.NewReplacer("<c ", "<x:c ", "</c>", "</x:c>", "<v>", "<x:v>", "</v>", "</x:v>", "<row", "<x:row", "</row", "</x:row").Replace(one)
	sharedOne, dateStyle := sst(`<si><t>một</t></si>`), styles("", `numFmtId="0"`, `numFmtId="14"`)
	tests := map[string]map[string]string{
		"plain":      {},
		"byte marks": {sheetName: "\uFEFF" + sheet(one), stringsName: "\uFEFF" + sharedOne, "xl/workbook.xml": "\uFEFF" + bookPart},
		"absolute targets": {"xl/_rels/workbook.xml.rels": strings.NewReplacer(`Target="`, `Target="/xl/`).Replace(bookRelsPart),
			"_rels/.rels": strings.Replace(rootRelsPart, `Target="`, `Target="/`, 1)},
		"targets with dots": {"xl/_rels/workbook.xml.rels": strings.ReplaceAll(bookRelsPart, `Target="`, `Target="./../xl/`)},
		"other letter case": {"xl/_rels/workbook.xml.rels": strings.ReplaceAll(bookRelsPart, `worksheets/sheet1`, `Worksheets/Sheet1`)},
		"strict": {"xl/workbook.xml": toStrict.Replace(bookPart), "xl/_rels/workbook.xml.rels": toStrict.Replace(bookRelsPart),
			"_rels/.rels": toStrict.Replace(rootRelsPart), sheetName: toStrict.Replace(sheet(one)), stringsName: toStrict.Replace(sharedOne)},
		"prefixed elements": {
			sheetName:   `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>` + prefixed + `</x:sheetData></x:worksheet>`,
			stringsName: `<x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:si><x:t>một</x:t></x:si></x:sst>`,
			"xl/workbook.xml": `<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:rel="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
				`<x:sheets><x:sheet name="Trang" sheetId="1" rel:id="rId1"/></x:sheets></x:workbook>`,
		},
		"what stands around the rows": {
			sheetName: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n" + `<worksheet ` + mainNamespace + ` xmlns:mc="m">` +
				`<mc:AlternateContent><mc:Choice><sheetData><row r="1"><c r="A1"><v>9</v></c></row></sheetData></mc:Choice></mc:AlternateContent>` +
				`<cols><col min="1" max="2" width="9"/></cols>` + "\r\n" + `<sheetData>` + "\r\n  " + one + "\r\n" + `</sheetData>` +
				`<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1&lt;1</formula></cfRule></conditionalFormatting></worksheet>`,
		},
	}
	for name, parts := range tests {
		t.Run(name, func(t *testing.T) {
			all := map[string]string{sheetName: sheet(one), stringsName: sharedOne, stylesName: dateStyle}
			for part, text := range parts {
				all[part] = text
			}
			s := read(t, smallFile(t, all))
			if diff := cmp.Diff([]string{"Trang"}, s.Titles); diff != "" {
				t.Errorf("titles (-want +got):\n%s", diff)
			}
			want := cells{"A1": text("một"), "B1": date("2023-09-30", "m/d/yyyy")}
			if diff := cmp.Diff(want, cellsOf(s.Grids[0])); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadWhatIsHiddenAndMerged(t *testing.T) {
	path := smallFile(t, map[string]string{
		"xl/workbook.xml": `<workbook ` + mainNamespace + ` ` + relNamespace + `><workbookPr date1904="1"/><sheets>` +
			`<sheet name="B&amp;C" sheetId="3" state="hidden" r:id="rId1"/><sheet name="Biểu đồ" sheetId="4" r:id="rId9"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": strings.Replace(bookRelsPart, `</Relationships>`,
			`<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`, 1),
		sheetName: `<worksheet ` + mainNamespace + `><sheetData><row r="2" hidden="1"><c r="A2" s="1"><v>0</v></c></row><row r="3" hidden="true"/>` +
			`<row r="4" hidden="0"><c r="A4" s="1"><v>43737</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="B2:C3"/><mergeCell ref="D4"/></mergeCells></worksheet>`,
		stylesName: styles("", `numFmtId="0"`, `numFmtId="14"`),
	})
	s := read(t, path)
	if diff := cmp.Diff([]string{"B&C", "Biểu đồ"}, s.Titles); diff != "" {
		t.Fatalf("titles (-want +got):\n%s", diff)
	}
	g := s.Grids[0]
	if !g.Hidden || s.Grids[1].Hidden {
		t.Errorf("hidden tabs: %v and %v, want true and false", g.Hidden, s.Grids[1].Hidden)
	}
	if diff := cmp.Diff(map[int]bool{1: true, 2: true}, g.HiddenRows); diff != "" {
		t.Errorf("hidden rows (-want +got):\n%s", diff)
	}
	want := []workbook.Area{{Top: 1, Left: 1, Bottom: 3, Right: 3}, {Top: 3, Left: 3, Bottom: 4, Right: 4}}
	if diff := cmp.Diff(want, g.Merges); diff != "" {
		t.Errorf("merges (-want +got):\n%s", diff)
	}
	// Days since 1904.
	wantCells := cells{"A2": date("1904-01-01", "m/d/yyyy"), "A4": date("2023-09-30", "m/d/yyyy")}
	if diff := cmp.Diff(wantCells, cellsOf(g)); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestReadCellOfFiftyThousandCharacters(t *testing.T) {
	long := strings.Repeat("ấ", 50_000)
	path := smallFile(t, map[string]string{sheetName: sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>` + long + `</t></is></c></row>`)})
	if got := read(t, path).Grids[0].At(0, 0); got != text(long) {
		t.Errorf("got kind %d and %d bytes, want %d", got.Kind, len(got.Value), len(long))
	}
}
