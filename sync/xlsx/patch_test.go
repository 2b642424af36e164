package xlsx_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

func put(a1 string, value workbook.Cell) workbook.CellEdit {
	row, col, ok := workbook.ParseA1(a1)
	if !ok {
		panic(a1)
	}
	return workbook.CellEdit{Address: workbook.Address{Tab: "Trang", Row: row, Col: col}, Value: value}
}

func putStyled(a1 string, value workbook.Cell, style workbook.Style) workbook.CellEdit {
	e := put(a1, value)
	e.Style = &style
	return e
}

// inline is a text cell as the patch writes it; attrs are its style.
func inline(a1, attrs, text string) string {
	return `<c r="` + a1 + `"` + attrs + ` t="inlineStr"><is><t xml:space="preserve">` + text + `</t></is></c>`
}

func TestPatchRows(t *testing.T) {
	tests := []struct {
		name  string
		rows  string
		edits []workbook.CellEdit
		want  string
	}{
		{
			"replace keeps the style",
			`<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1" s="2"><v>1</v></c></row>`,
			[]workbook.CellEdit{put("A1", text("mới")), put("B1", workbook.NumberCell("0.5850"))},
			`<row r="1">` + inline("A1", ` s="3"`, "mới") + `<c r="B1" s="2"><v>0.585</v></c></row>`,
		},
		{
			"clear keeps the style",
			`<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>`,
			[]workbook.CellEdit{put("A1", workbook.Cell{}), put("B1", text("")), put("C1", workbook.Cell{}), put("A9", workbook.Cell{})},
			`<row r="1"><c r="A1" s="3"/><c r="B1"/></row>`,
		},
		{
			"the same again is no change",
			`<row r="1"><c r="A1" s="3"/>` + inline("B1", "", "a") + `</row>`,
			[]workbook.CellEdit{put("A1", workbook.Cell{}), put("B1", text("a"))},
			`<row r="1"><c r="A1" s="3"/>` + inline("B1", "", "a") + `</row>`,
		},
		{
			"between, before and behind",
			`<row r="2" spans="2:4"><c r="B2"><v>2</v></c> <c r="D2"><v>4</v></c></row>`,
			[]workbook.CellEdit{put("E2", text("e")), put("A2", text("a")), put("C2", text("c"))},
			`<row r="2" spans="1:5">` + inline("A2", "", "a") + `<c r="B2"><v>2</v></c> ` + inline("C2", ` s="3"`, "c") +
				`<c r="D2"><v>4</v></c>` + inline("E2", "", "e") + `</row>`,
		},
		{
			"new rows before, between and behind",
			`<row r="2"><c r="A2"><v>2</v></c></row><row r="5"/>`,
			[]workbook.CellEdit{put("A6", text("6")), put("A1", text("1")), put("B3", text("3b")), put("A3", text("3a")), put("C5", text("5"))},
			`<row r="1">` + inline("A1", "", "1") + `</row><row r="2"><c r="A2"><v>2</v></c></row><row r="3">` + inline("A3", "", "3a") +
				inline("B3", "", "3b") + `</row><row r="5">` + inline("C5", ` s="3"`, "5") + `</row><row r="6">` + inline("A6", "", "6") + `</row>`,
		},
		{
			"places that are not said",
			`<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`,
			[]workbook.CellEdit{put("B1", text("b")), put("A2", text("a")), put("C1", text("c"))},
			`<row><c><v>1</v></c>` + inline("B1", "", "b") + inline("C1", ` s="3"`, "c") + `</row><row>` + inline("A2", "", "a") + `</row>`,
		},
		{
			"a new cell looks like the one above, the row or the column",
			`<row r="1"><c r="A1" s="1"/></row><row r="3" s="2" customFormat="1"/><row r="4"/>`,
			[]workbook.CellEdit{put("A3", text("a")), put("B3", text("b")), put("C4", text("c")), put("B5", text("b5"))},
			`<row r="1"><c r="A1" s="1"/></row><row r="3" s="2" customFormat="1">` + inline("A3", ` s="1"`, "a") + inline("B3", ` s="2"`, "b") +
				`</row><row r="4">` + inline("C4", ` s="3"`, "c") + `</row><row r="5">` + inline("B5", ` s="2"`, "b5") + `</row>`,
		},
		{
			"a new cell takes the nearest style there is",
			`<row r="1"><c r="A1" s="3"><v>1</v></c></row>`,
			[]workbook.CellEdit{
				putStyled("B1", workbook.NumberCell("1"), workbook.Style{Format: "0.0%"}),
				putStyled("C1", text("x"), workbook.Style{Bold: true}),
				putStyled("D1", text("y"), workbook.Style{Border: true, Wrap: true}),
				putStyled("E1", workbook.Cell{}, workbook.Style{Border: true}),
				putStyled("A1", text("z"), workbook.Style{Bold: true}),
			},
			`<row r="1">` + inline("A1", ` s="3"`, "z") + `<c r="B1" s="1"><v>1</v></c>` + inline("C1", ` s="2"`, "x") + inline("D1", ` s="3"`, "y") +
				`<c r="E1" s="3"/></row>`,
		},
		{
			"every kind",
			`<row r="1"><c r="D1" s="4"/><c r="E1" s="1"><v>1</v></c></row>`,
			[]workbook.CellEdit{
				put("A1", workbook.BoolCell(true)), put("B1", workbook.BoolCell(false)), put("C1", workbook.Cell{Kind: workbook.Error, Value: "#N/A"}),
				put("D1", workbook.Cell{Kind: workbook.Date, Value: "2023-09-30T12:00:00"}), put("E1", workbook.Cell{Kind: workbook.Date, Value: "2023-09-30"}),
			},
			`<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" s="3" t="e"><v>#N/A</v></c><c r="D1" s="4"><v>45199.5</v></c>` +
				`<c r="E1" s="1" t="d"><v>2023-09-30</v></c></row>`,
		},
		{
			"text that XML or the format would change",
			`<row r="1"/>`,
			[]workbook.CellEdit{put("A1", text("=1+1 <&> \"'\r\n\x01\x00_x000D_\t\xff\uFFFE"))},
			`<row r="1">` + inline("A1", "", "=1+1 &lt;&amp;&gt; \"'\n_x0001_\uFFFD_x005F_x000D_\t\uFFFD\uFFFD") + `</row>`,
		},
		{
			"a formula goes with its cell",
			`<row r="1"><c r="A1" s="1"><f>B1*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>`,
			[]workbook.CellEdit{put("A1", workbook.NumberCell("5"))},
			`<row r="1"><c r="A1" s="1"><v>5</v></c><c r="B1"><v>2</v></c></row>`,
		},
		{
			"those who shared the formula get their own",
			`<row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1*$B$1&amp;"C1"</f><v>1</v></c></row><row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>` +
				`<row r="3"><c r="C3"><f t="shared" si="0"></f><v>3</v></c><c r="D3"><f t="shared" ref="D3:D4" si="1">A3</f><v>0</v></c></row><row r="4"><c r="D4"><f t="shared" si="1"/><v>0</v></c></row>`,
			[]workbook.CellEdit{put("C1", text("x"))},
			`<row r="1">` + inline("C1", "", "x") + `</row><row r="2"><c r="C2"><f>A2*$B$1&amp;"C1"</f><v>2</v></c></row>` +
				`<row r="3"><c r="C3"><f>A3*$B$1&amp;"C1"</f><v>3</v></c><c r="D3"><f t="shared" ref="D3:D4" si="1">A3</f><v>0</v></c></row><row r="4"><c r="D4"><f t="shared" si="1"/><v>0</v></c></row>`,
		},
		{
			"one that only shared it",
			`<row r="1"><c r="C1"><f t="shared" ref="C1:C2" si="0">A1</f><v>1</v></c></row><row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>`,
			[]workbook.CellEdit{put("C2", text("x"))},
			`<row r="1"><c r="C1"><f t="shared" ref="C1:C2" si="0">A1</f><v>1</v></c></row><row r="2">` + inline("C2", "", "x") + `</row>`,
		},
		{
			"an array formula of one cell",
			`<row r="1"><c r="A1"><f t="array" ref="A1">SUM(B1:B9)</f><v>1</v></c></row>`,
			[]workbook.CellEdit{put("A1", text("x"))},
			`<row r="1">` + inline("A1", "", "x") + `</row>`,
		},
		{
			"what stands among the cells",
			"\r\n  <!-- <row r=\"1\"> --><row r='1' x:y='>'>\r\n <c r='A1' s='1' cm='1' vm='2'><v>1</v></c> <c r='B1'/><extLst><ext/></extLst>\r\n</row>\r\n",
			[]workbook.CellEdit{put("A1", text("a")), put("C1", text("c"))},
			"\r\n  <!-- <row r=\"1\"> --><row r='1' x:y='>'>\r\n " + inline("A1", ` s="1"`, "a") + " <c r='B1'/>" + inline("C1", ` s="3"`, "c") + "<extLst><ext/></extLst>\r\n</row>\r\n",
		},
	}
	const head = `<worksheet ` + mainNamespace + `><sheetPr/><cols><col min="3" max="3" style="3" width="9"/></cols><sheetData>`
	const tail = `</sheetData><sheetProtection password="CC1A" sheet="1"/></worksheet>`
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := smallFile(t, map[string]string{sheetName: head + test.rows + tail, stringsName: sst(`<si><t>cũ</t></si>`), stylesName: fourStyles})
			before := partsOf(t, path)
			if err := open(t, path).Write(t.Context(), workbook.Edit{Base: read(t, path), Cells: test.edits}); err != nil {
				t.Fatal(err)
			}
			before[sheetName] = head + test.want + tail
			if strings.Contains(test.rows, "<f") {
				before["xl/workbook.xml"] = strings.Replace(bookPart, "</sheets>", `</sheets><calcPr fullCalcOnLoad="1"/>`, 1)
			}
			if diff := cmp.Diff(before, partsOf(t, path)); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
		})
	}
}

// fourStyles are a plain one, a percentage, a bold one, one with borders and
// wrapped text, and a date.
const fourStyles = `<styleSheet ` + mainNamespace + `><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>` +
	`<fonts><font><sz val="12"/><color theme="1"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts>` +
	`<fills><fill><patternFill patternType="none"/></fill></fills>` +
	`<borders><border><left/><right/><top/><bottom/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>` +
	`<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1"><alignment vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>`

func TestPatchSheetsOfOtherShapes(t *testing.T) {
	const x = `xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	edits := []workbook.CellEdit{put("B2", text("mới"))}
	tests := map[string][2]string{
		"no rows": {
			`<worksheet ` + mainNamespace + `><dimension ref="A1"/><sheetData/></worksheet>`,
			`<worksheet ` + mainNamespace + `><dimension ref="A1:B2"/><sheetData><row r="2">` + inline("B2", "", "mới") + `</row></sheetData></worksheet>`,
		},
		"no rows, open": {
			`<worksheet ` + mainNamespace + `><dimension ref="C3:D4"></dimension><sheetData></sheetData></worksheet>`,
			`<worksheet ` + mainNamespace + `><dimension ref="B2:D4"></dimension><sheetData><row r="2">` + inline("B2", "", "mới") + `</row></sheetData></worksheet>`,
		},
		"dimension wide enough": {
			`<worksheet ` + mainNamespace + `><dimension ref="A1:Z99"/><sheetData/></worksheet>`,
			`<worksheet ` + mainNamespace + `><dimension ref="A1:Z99"/><sheetData><row r="2">` + inline("B2", "", "mới") + `</row></sheetData></worksheet>`,
		},
		"prefixed": {
			"\uFEFF<x:worksheet " + x + `><x:sheetData><x:row r="2"><x:c r="B2" s="1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
			"\uFEFF<x:worksheet " + x + `><x:sheetData><x:row r="2"><x:c r="B2" s="1" t="inlineStr"><x:is><x:t xml:space="preserve">mới</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := smallFile(t, map[string]string{sheetName: test[0]})
			if err := open(t, path).Write(t.Context(), workbook.Edit{Base: read(t, path), Cells: edits}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test[1], partsOf(t, path)[sheetName]); diff != "" {
				t.Errorf("sheet (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPatchRefuses(t *testing.T) {
	tests := map[string]struct {
		rows string
		edit workbook.CellEdit
		want error
	}{
		"inside an array formula":  {`<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`, put("A2", text("x")), nil},
		"head of an array formula": {`<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>`, put("A1", text("x")), nil},
		"new cell in an array":     {`<row r="1"><c r="A1"><f t="array" ref="A1:B2">B1:B2</f><v>1</v></c></row>`, put("B2", text("x")), nil},
		"rows out of order":        {`<row r="3"/><row r="1"/>`, put("A4", text("x")), workbook.ErrFormat},
		"cells out of order":       {`<row r="1"><c r="B1"/><c r="A1"/></row>`, put("A1", text("x")), workbook.ErrFormat},
		"too long":                 {``, put("A1", text(strings.Repeat("ấ", 32768))), workbook.ErrTooLong},
		"too long as Excel counts": {``, put("A1", text(strings.Repeat("👍", 16384))), workbook.ErrTooLong},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := smallFile(t, map[string]string{sheetName: sheet(test.rows)})
			before := partsOf(t, path)
			err := open(t, path).Write(t.Context(), workbook.Edit{Cells: []workbook.CellEdit{put("A9", text("y")), test.edit}})
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got error %v, want %v", err, test.want)
			}
			if diff := cmp.Diff(before, partsOf(t, path)); diff != "" {
				t.Errorf("the file changed (-want +got):\n%s", diff)
			}
		})
	}
	longest := text(strings.Repeat("ấ", 32767))
	path := smallFile(t, nil)
	if err := open(t, path).Write(t.Context(), workbook.Edit{Cells: []workbook.CellEdit{put("A1", longest)}}); err != nil {
		t.Errorf("the longest text that Excel takes was refused: %v", err)
	}
}

func TestPatchCalculation(t *testing.T) {
	const entries = `<calcChain ` + mainNamespace + `><c r="B1" i="1" l="1"/><c r="A1"/><c r="C1" s="1"/><c r="B1" i="2"/></calcChain>`
	formula := `<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><f>1</f><v>1</v></c><c r="C1"><f>2</f><v>2</v></c></row>`
	withPart := strings.Replace(typesPart, "</Types>", `<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>`, 1)
	withSum := func(attrs string) string {
		return strings.Replace(bookPart, "</sheets>", "</sheets><definedNames/><calcPr"+attrs+"/><extLst/>", 1)
	}
	tests := []struct {
		name, chain, book   string
		edits               []workbook.CellEdit
		wantChain, wantBook string
	}{
		{
			"no formula replaced", entries, withSum(` calcId="1"`), []workbook.CellEdit{put("D1", text("x"))},
			entries, withSum(` fullCalcOnLoad="1" calcId="1"`),
		},
		{
			"first of a sheet replaced", entries, withSum(` fullCalcOnLoad="0"`), []workbook.CellEdit{put("B1", text("x"))},
			`<calcChain ` + mainNamespace + `><c i="1" r="A1"/><c r="C1" s="1"/><c r="B1" i="2"/></calcChain>`, withSum(` fullCalcOnLoad="1"`),
		},
		{
			"two replaced", entries, withSum(` fullCalcOnLoad="1"`), []workbook.CellEdit{put("B1", text("x")), put("A1", text("x"))},
			`<calcChain ` + mainNamespace + `><c i="1" r="C1" s="1"/><c r="B1" i="2"/></calcChain>`, withSum(` fullCalcOnLoad="1"`),
		},
		{
			"all replaced", strings.Replace(entries, `<c r="B1" i="2"/>`, "", 1), withSum(""),
			[]workbook.CellEdit{put("A1", text("x")), put("B1", text("x")), put("C1", text("x"))}, "", withSum(` fullCalcOnLoad="1"`),
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := smallFile(t, map[string]string{
				sheetName: sheet(formula), "xl/calcChain.xml": test.chain, "xl/workbook.xml": test.book, "[Content_Types].xml": withPart,
			})
			if err := open(t, path).Write(t.Context(), workbook.Edit{Cells: test.edits}); err != nil {
				t.Fatal(err)
			}
			got := partsOf(t, path)
			if diff := cmp.Diff(test.wantChain, got["xl/calcChain.xml"]); diff != "" {
				t.Errorf("order of calculation (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.wantBook, got["xl/workbook.xml"]); diff != "" {
				t.Errorf("workbook (-want +got):\n%s", diff)
			}
			named := strings.Contains(got["[Content_Types].xml"], "calcChain") && strings.Contains(got["xl/_rels/workbook.xml.rels"], "calcChain")
			if want := test.wantChain != ""; named != want {
				t.Errorf("the package names the order of calculation: %v, want %v", named, want)
			}
		})
	}
}
