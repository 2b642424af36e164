package form

import (
	"strings"
	"testing"

	"bieu/rules"
	"bieu/sync/workbook"
)

func TestReadOwn(t *testing.T) {
	g := sheet("Biểu 02", "BIỂU SỐ 02", "STT|Nội dung chỉ tiêu|ĐVT|Kế hoạch|Kết quả thực hiện|Đánh giá",
		"I|KINH TẾ||||", "1|Trồng rừng|ha|50|Đã trồng 45 ha|Đang thực hiện",
		"2|Tỷ lệ hộ nghèo: dưới 0,5%||||", "|Người lập biểu||||CHỦ TỊCH", "3|Thu gom rác thải|%|95||Đạt")
	set(g, "E7", workbook.NumberCell("96"))
	own := ReadOwn(g, testSettings())
	wantCodes(t, own.Problems)
	var got []string
	for _, r := range own.Rows {
		got = append(got, r.TT+"|"+r.Sentence()+"|"+r.Office)
	}
	want := "1|Trồng rừng: 50 ha|Đang thực hiện\n2|Tỷ lệ hộ nghèo: dưới 0,5%|\n3|Thu gom rác thải: 95 %|Đạt"
	if strings.Join(got, "\n") != want {
		t.Errorf("rows\n got %q\nwant %q", strings.Join(got, "\n"), want)
	}
	if n := own.Rows[2].Figure.Number; !n.Valid || n.Decimal.String() != "96" || own.Rows[2].At.A1() != "E7" {
		t.Errorf("the number reads %+v at %s", own.Rows[2].Figure, own.Rows[2].At.A1())
	}
}

func TestReadOwnRefuses(t *testing.T) {
	wantCodes(t, ReadOwn(sheet("Tờ 1", "TT|Nhiệm vụ|Kết quả", "1|x|y"), testSettings()).Problems, "Tờ 1 missing_header")
	wantCodes(t, ReadOwn(sheet("Tờ 1", "TT|Nhiệm vụ|Kết quả|Đánh giá"), testSettings()).Problems, "Tờ 1 empty_table")
}

// What an office writes under Đánh giá against what the figures say.
func TestDiffers(t *testing.T) {
	tests := []struct {
		office        string
		judged        rules.Status
		during, final bool
	}{
		{"Đạt chỉ tiêu KH", rules.Met, false, false},
		{"Vượt kế hoạch", rules.Met, false, false},
		{"Đạt", rules.Exceeded, false, false},
		{"Đạt", rules.InProgress, true, true},
		{"Đạt", rules.NotMet, true, true},
		{"Đang tiếp tục thực hiện", rules.NotMet, false, true},
		{"Không đạt", rules.InProgress, false, true},
		{"Không đạt", rules.NotMet, false, false},
		{"Chưa hoàn thành", rules.Met, true, true},
		{"Chưa đến kỳ", rules.NotDue, false, false},
		{"Đạt", rules.CannotTell, false, false},
		{"Cần xác nhận", rules.Met, false, false},
		{"", rules.Met, false, false},
		{"Tốt", rules.InProgress, false, false},
	}
	for _, tt := range tests {
		if got := Differs(tt.office, tt.judged, false, testSettings()); got != tt.during {
			t.Errorf("%q against %s during the year: %v", tt.office, tt.judged, got)
		}
		if got := Differs(tt.office, tt.judged, true, testSettings()); got != tt.final {
			t.Errorf("%q against %s after the year: %v", tt.office, tt.judged, got)
		}
	}
}
