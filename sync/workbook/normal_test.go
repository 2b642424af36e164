package workbook

import "testing"

func TestNormal(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want Cell
	}{
		{"blank", Cell{Value: "rest", Formula: true}, Cell{}},
		{"empty text", Cell{Kind: Text}, Cell{}},
		{"line breaks", TextCell("a\r\nb\rc\n"), TextCell("a\nb\nc\n")},
		{"format stays", Cell{Kind: Number, Value: "1.50", Format: "0.0"}, Cell{Kind: Number, Value: "1.5", Format: "0.0"}},
		{"exponent", NumberCell("5.85E-1"), NumberCell("0.585")},
		{"binary rest", NumberCell("0.58499999999999996"), NumberCell("0.585")},
		{"large", NumberCell("4457000000"), NumberCell("4457000000")},
		{"minus nothing", NumberCell("-0.0"), NumberCell("0")},
		{"true", BoolCell(true), Cell{Kind: Bool, Value: "TRUE"}},
		{"day", Cell{Kind: Date, Value: "2023-09-30"}, Cell{Kind: Date, Value: "2023-09-30"}},
		{"time of day", Cell{Kind: Date, Value: "23:59:59"}, Cell{Kind: Date, Value: "23:59:59"}},
		{"error mark", Cell{Kind: Error, Value: "#REF!"}, Cell{Kind: Error, Value: "#REF!"}},
	}
	for _, test := range tests {
		if got, err := test.cell.Normal(); err != nil || got != test.want {
			t.Errorf("%s: got %+v (%v), want %+v", test.name, got, err, test.want)
		}
	}
	for _, cell := range []Cell{
		NumberCell(""), NumberCell("12,5"), NumberCell("NaN"), NumberCell("Inf"), NumberCell("0x10"), NumberCell("1_000"), NumberCell("1e999"),
		{Kind: Bool, Value: "true"}, {Kind: Date, Value: "30/9/2023"}, {Kind: Date, Value: "2023-02-30"}, {Kind: Error, Value: "N/A"}, {Kind: 99},
	} {
		if got, err := cell.Normal(); err == nil {
			t.Errorf("%+v: got %+v, want an error", cell, got)
		}
	}
}
