package form

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"bieu/sync/workbook"
)

var someColumns = []column{
	{"Mã", nil, true},
	{"Thực hiện", []string{"Số thực hiện"}, true},
	{"Kết quả", nil, true},
	{"Ghi chú", nil, false},
}

func TestFindColumns(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  map[string]int
		row   int
	}{
		{"in order", []string{"Mã|Thực hiện|Kết quả|Ghi chú"}, map[string]int{"Mã": 0, "Thực hiện": 1, "Kết quả": 2, "Ghi chú": 3}, 0},
		{"anywhere, among others", []string{"Báo cáo", "", "Kết quả|Người nhập|Mã||Thực hiện"}, map[string]int{"Kết quả": 0, "Mã": 2, "Thực hiện": 4}, 2},
		{"alias, case and blanks", []string{"MÃ|SỐ  THỰC HIỆN|kết quả"}, map[string]int{"Mã": 0, "Thực hiện": 1, "Kết quả": 2}, 0},
		{"decomposed letters", []string{norm.NFD.String("Mã|Thực hiện|Kết quả")}, map[string]int{"Mã": 0, "Thực hiện": 1, "Kết quả": 2}, 0},
		{"in two rows", []string{"TT|Mã|Kết quả thực hiện kế hoạch||Ghi chú", "||Thực hiện|Kết quả|"}, map[string]int{"Mã": 1, "Thực hiện": 2, "Kết quả": 3, "Ghi chú": 4}, 1},
		{"alias of the settings", []string{"Mã|Lũy kế|Kết quả"}, map[string]int{"Mã": 0, "Thực hiện": 1, "Kết quả": 2}, 0},
	}
	s := Settings{Headers: map[string][]string{"Thực hiện": {"Lũy kế"}}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, problems := find(sheet("T", tt.lines...), someColumns, s)
			wantCodes(t, problems)
			if c.header != tt.row || len(c.at) != len(tt.want) {
				t.Errorf("found %v in row %d, want %v in row %d", c.at, c.header, tt.want, tt.row)
			}
			for name, col := range tt.want {
				if c.at[name] != col {
					t.Errorf("%s in column %d, want %d", name, c.at[name], col)
				}
			}
		})
	}
}

func TestFindColumnsRefuses(t *testing.T) {
	tests := []struct {
		name, header string
		want         []string
	}{
		{"missing", "Mã|Kết quả", []string{"T missing_header"}},
		{"doubled", "Mã|Kết quả|Thực hiện|Kết quả", []string{"T!D1 doubled_header"}},
		{"doubled by an alias", "Mã|Thực hiện|Số thực hiện|Kết quả", []string{"T!C1 near_doubled_header"}},
		{"doubled but for blanks", "Mã|Kết quả|Thực hiện|KẾT  QUẢ", []string{"T!D1 near_doubled_header"}},
		{"doubled but for marks", "Mã|Kết quả|Thực hiện|Ket qua", []string{"T!D1 near_doubled_header"}},
		{"only without marks", "Mã|Kết quả|Thuc hien", []string{"T!C1 missing_header"}},
		{"an optional one only without marks", "Mã|Kết quả|Thực hiện|Ghi chu", nil},
		{"no header row", "Họ tên|Điện thoại", []string{"T no_header"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := find(sheet("T", tt.header, "1|2|3"), someColumns, Settings{})
			wantCodes(t, problems, tt.want...)
			if got := stops(problems); got != (len(tt.want) > 0) {
				t.Errorf("stops the tab: %v", got)
			}
		})
	}
}

func TestHeaderRowIsLookedForInTwentyRows(t *testing.T) {
	lines := make([]string, headerRows)
	lines[headerRows-1] = "Mã|Thực hiện|Kết quả"
	if c, problems := find(sheet("T", lines...), someColumns, Settings{}); len(problems) > 0 || c.header != headerRows-1 {
		t.Errorf("header in the last row looked at: row %d, %v", c.header, codes(problems))
	}
	_, problems := find(sheet("T", append([]string{""}, lines...)...), someColumns, Settings{})
	wantCodes(t, problems, "T no_header")
}

func TestHeaderCellsThatAreNoTextAreNotHeaders(t *testing.T) {
	g := sheet("T", "Mã|Thực hiện|Kết quả|x")
	set(g, "D1", workbook.NumberCell("2023"))
	if _, problems := find(g, someColumns, Settings{}); len(problems) > 0 {
		t.Errorf("problems %v", codes(problems))
	}
}
