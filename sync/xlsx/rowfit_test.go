package xlsx

import (
	"strings"
	"testing"

	"bieu/sync/workbook"
)

func TestHeightOfText(t *testing.T) {
	wrapped := typeface{size: 12, wrap: true}
	const width = 20 * 6 // about twenty digits of 12 points
	tests := []struct {
		name string
		face typeface
		text string
		want float64
	}{
		{"one line", wrapped, "Đạt chỉ tiêu KH", 15.75},
		{"two lines", wrapped, "Đang tiếp tục thực hiện chỉ tiêu", 31.5},
		{"breaks", wrapped, "một\nhai\n\nbốn", 63},
		{"not wrapped", typeface{size: 12}, "một\nhai", 15.75},
		{"larger letters", typeface{size: 14, wrap: true}, "một", 18.75},
		{"a long word", wrapped, strings.Repeat("m", 40), 63},
		{"bold is wider", typeface{size: 12, wrap: true, bold: true}, "aaaaaaaaaaaaaaaaaaaa", 31.5},
		{"not bold", wrapped, "aaaaaaaaaaaaaaaaaaaa", 15.75},
		{"marks take no room", wrapped, strings.Repeat("ắ", 20), 15.75},
		{"nor when they stand apart", wrapped, strings.Repeat("a\u0306\u0301", 20), 15.75},
		{"as high as rows get", wrapped, strings.Repeat("x\n", 60), 409.5},
	}
	for _, test := range tests {
		if got := test.face.height(test.text, width); got != test.want {
			t.Errorf("%s: %q is %v high, want %v", test.name, test.text, got, test.want)
		}
	}
}

// Style 2 of patchSheet wraps and has 13 points: 17.25 a line.
func TestRowsFitTheirText(t *testing.T) {
	short, long := "ngắn", "một\nhai\nba"
	cell := func(a1, text string) string {
		return `<c r="` + a1 + `" s="2" t="inlineStr"><is><t xml:space="preserve">` + text + `</t></is></c>`
	}
	sheet := func(attrs, cells, merge string) string {
		return `<worksheet><cols><col min="1" max="9" width="30"/></cols><sheetData><row r="1"` + attrs + `>` + cells + `</row></sheetData>` + merge + `</worksheet>`
	}
	merge := `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`
	tests := []struct{ name, attrs, cells, merge, set, want string }{
		{"grows", ` ht="17.25"`, cell("A1", short), "", long, ` ht="51.75"`},
		{"is high enough", ` ht="60"`, cell("A1", short), "", long, ` ht="60"`},
		{"shrinks with the cell that made it high", ` ht="51.75"`, cell("A1", long), "", short, ` ht="17.25"`},
		{"but not below the others", ` ht="51.75"`, cell("A1", long) + cell("B1", "một\nhai"), "", short, ` ht="34.5"`},
		{"nor when another made it high", ` ht="69"`, cell("A1", long) + cell("B1", "1\n2\n3\n4"), "", short, ` ht="69"`},
		{"is set by a person", ` ht="17.25" customHeight="1"`, cell("A1", short), "", long, ` ht="17.25" customHeight="1"`},
		{"is not stated and one line", ` x="y"`, cell("A1", short), "", "dài", ` x="y"`},
		{"is not stated and too low", ` x="y"`, cell("A1", short) + cell("B1", "1\n2\n3\n4"), "", long, ` ht="69" r="1" x="y"`},
		{"is merged", ` ht="17.25"`, cell("A1", short), merge, long, ` ht="17.25"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := `<row r="1"` + test.want + `>`
			if strings.Contains(test.want, "r=") {
				want = `<row` + test.want + `>`
			}
			got, err := patchSheet([]byte(sheet(test.attrs, test.cells, test.merge)), cellSet{value: workbook.TextCell(test.set)})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(got), want) {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	got, err := patchSheet([]byte(sheet("", cell("A1", short), "")), cellSet{row: 4, value: workbook.TextCell(long)})
	if want := `<row r="5" ht="51.75">`; err != nil || !strings.Contains(string(got), want) {
		t.Errorf("a new row: got %s (%v), want %s", got, err, want)
	}
}
