package workbook

import "testing"

func TestParseA1(t *testing.T) {
	for _, test := range []struct {
		a1       string
		row, col int
	}{{"A1", 0, 0}, {"F7", 6, 5}, {"z9", 8, 25}, {"AA10", 9, 26}, {"XFD1048576", 1048575, 16383}} {
		row, col, ok := ParseA1(test.a1)
		if !ok || row != test.row || col != test.col {
			t.Errorf("%s: got row %d, column %d, %v; want %d and %d", test.a1, row, col, ok, test.row, test.col)
		}
	}
	for _, a1 := range []string{"", "A", "7", "A0", "$A$1", "A1:B2", "Trang!A1", "ABCDE1", "A1234567890", "Ấ1"} {
		if row, col, ok := ParseA1(a1); ok {
			t.Errorf("%q was read as row %d, column %d", a1, row, col)
		}
	}
}

func TestAddressesAsPeopleWriteThem(t *testing.T) {
	for want, a := range map[string]Address{
		"Trạm y tế!F7": {Tab: "Trạm y tế", Row: 6, Col: 5}, "A!Z1": {Tab: "A", Col: 25}, "A!AA1": {Tab: "A", Col: 26},
		"A!ZZ1": {Tab: "A", Col: 701}, "A!AAA1": {Tab: "A", Col: 702}, "A!XFD1048576": {Tab: "A", Row: 1048575, Col: 16383},
	} {
		if got := a.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
