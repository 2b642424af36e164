package xlsx

import "testing"

func TestShiftFormula(t *testing.T) {
	for _, test := range []struct{ formula, want string }{
		{"A1", "B3"},
		{"$A1+A$1+$A$1", "$A3+B$1+$A$1"},
		{"SUM(A1:B2,C:C,1:1)", "SUM(B3:C4,D:D,3:3)"},
		{"SUM($A:$A,$1:$1)", "SUM($A:$A,$1:$1)"},
		{`IF(A1="A1",'Tab A1'!A1,Sheet1!B2)`, `IF(B3="A1",'Tab A1'!B3,Sheet1!C4)`},
		{`"a ""A1"" b"&A1`, `"a ""A1"" b"&B3`},
		{"LOG10(A1)+10*1.5+1E5", "LOG10(B3)+10*1.5+1E5"},
		{"tên_A1+KetQua[Cột A1]", "tên_A1+KetQua[Cột A1]"},
		{"KetQua[[#Data],[A1]]+A1", "KetQua[[#Data],[A1]]+B3"},
		{"[1]Sheet1!A1", "[1]Sheet1!B3"},
		{"ABCD1+XFE1+A1048577", "ABCD1+XFE1+A1048577"},
		{"XFD1048576", "A2"},
		{"a1", "B3"},
		{"'chưa đóng A1", "'chưa đóng A1"},
		{"Tỷ_lệ*A1", "Tỷ_lệ*B3"},
	} {
		if got := shiftFormula(test.formula, 2, 1); got != test.want {
			t.Errorf("%s moved is %s, want %s", test.formula, got, test.want)
		}
	}
}
