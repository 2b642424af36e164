package xlsx

import (
	"testing"

	"bieu/sync/workbook"
)

func TestNearestLook(t *testing.T) {
	thin := [4]string{"thin", "thin", "thin", "thin"}
	font := func(f fontLook) fontLook {
		f.name = "Times New Roman"
		if f.size == 0 {
			f.size = 12
		}
		return f
	}
	have := looks{cells: []look{
		0:  {font: font(fontLook{})},
		1:  {font: font(fontLook{bold: true}), vertical: "center"},
		2:  {font: font(fontLook{}), vertical: "center", wrap: true},
		3:  {font: font(fontLook{}), vertical: "center", borders: thin},
		4:  {font: font(fontLook{}), vertical: "center", borders: thin, wrap: true},
		5:  {font: font(fontLook{}), vertical: "top", borders: thin, wrap: true},
		6:  {font: font(fontLook{bold: true}), vertical: "center", borders: thin, wrap: true, horizontal: "center", fill: "D9E1F2"},
		7:  {font: font(fontLook{}), vertical: "center", format: "0.0%"},
		8:  {font: font(fontLook{}), vertical: "center", format: "d/m/yyyy"},
		9:  {font: font(fontLook{}), vertical: "center", format: "@", borders: thin},
		10: {font: font(fontLook{size: 14, bold: true}), vertical: "center"},
		11: {font: font(fontLook{italic: true}), vertical: "center", horizontal: "center"},
		12: {font: font(fontLook{colour: "FF0000"}), vertical: "center", fill: "FFFF00"},
		13: {font: font(fontLook{}), vertical: "center"},
	}}
	tests := []struct {
		name  string
		style workbook.Style
		want  int
	}{
		{"plain", workbook.Style{}, 0},
		{"bold", workbook.Style{Bold: true}, 1},
		{"wrapped", workbook.Style{Wrap: true}, 2},
		{"border", workbook.Style{Border: true}, 3},
		{"border, wrapped", workbook.Style{Border: true, Wrap: true}, 4},
		{"border, wrapped, top", workbook.Style{Border: true, Wrap: true, Top: true}, 5},
		{"head", workbook.Style{Bold: true, Border: true, Wrap: true, Align: workbook.Center, Fill: "d9e1f2"}, 6},
		{"head of another colour", workbook.Style{Bold: true, Border: true, Wrap: true, Align: workbook.Center, Fill: "FFF2CC"}, 6},
		{"percent", workbook.Style{Format: "0.0%"}, 7},
		{"another date", workbook.Style{Format: "dd/mm/yyyy"}, 8},
		{"as typed", workbook.Style{Format: "@"}, 9},
		{"as typed, wrapped", workbook.Style{Format: "@", Wrap: true}, 9},
		{"title", workbook.Style{Bold: true, Size: 14}, 10},
		{"larger title", workbook.Style{Bold: true, Size: 16}, 10},
		{"italic", workbook.Style{Italic: true, Align: workbook.Center}, 11},
		{"right", workbook.Style{Align: workbook.Right}, 13},
	}
	for _, test := range tests {
		if got := have.nearest(have.asked(test.style)); got != test.want {
			t.Errorf("%s: got style %d, want %d", test.name, got, test.want)
		}
	}
}
