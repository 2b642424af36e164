package rules

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestTurn(t *testing.T) {
	for _, tt := range []struct {
		before, now, unit string
		cumulative        bool
		want              Turn
	}{
		{"117", "120", "lao động", true, ""},
		{"117", "117", "lao động", true, ""},
		{"120", "117", "lao động", true, Fell},
		{"120", "117", "lao động", false, ""},
		{"120", "0", "lao động", true, Fell},
		{"0", "5000", "hộ", true, ""},
		{"0", "0", "hộ", true, ""},
		{"1", "12", "hộ", true, ""},
		{"9", "900", "hộ", true, ""},
		{"10", "99", "hộ", true, ""},
		{"10", "100", "hộ", true, Leapt},
		{"12", "120", "", false, Leapt},
		{"9", "90", "", false, ""},
		{"1", "1000", "hộ", true, Leapt},
		{"1", "999", "hộ", true, ""},
		{"12", "1", "hộ", false, ""},
		{"12", "1", "hộ", true, Fell},
		{"120", "12", "hộ", true, Plunged},
		{"120", "12", "hộ", false, Plunged},
		{"0.2", "3", "tỷ đồng", true, ""},
		{"1.2", "12", "tỷ đồng", true, Leapt},
		{"5.34", "5340", "tỷ đồng", true, Leapt},
		{"0.005", "5", "tỷ đồng", true, Leapt},
		{"5340", "5.34", "tỷ đồng", true, Plunged},
		{"9.5", "95", "%", false, Leapt},
		{"95", "9.5", "%", false, Plunged},
		{"9.6", "95", "%", false, ""},
		{"-2", "30", "%", false, ""},
		{"30", "-2", "%", true, Fell},
	} {
		c := Course{decimal.RequireFromString(tt.before), decimal.RequireFromString(tt.now), tt.unit, tt.cumulative}
		if got := c.Turn(); got != tt.want {
			t.Errorf("%s → %s %s, cumulative %v: %q, want %q", tt.before, tt.now, tt.unit, tt.cumulative, got, tt.want)
		}
	}
}

func TestUnchanged(t *testing.T) {
	row := func(texts ...string) Said {
		texts = append(texts, "", "", "")
		return Said{texts[0], texts[1], texts[2], texts[3]}
	}
	for _, tt := range []struct {
		name        string
		now, before []Said
		want        bool
	}{
		{"no rows", nil, nil, false},
		{"blank rows", []Said{row("")}, []Said{row("")}, false},
		{"the same figure", []Said{row("117")}, []Said{row("117")}, true},
		{"one row of two moved", []Said{row("117"), row("5")}, []Said{row("117"), row("4")}, false},
		{"a row was answered that was blank", []Said{row("117"), row("5")}, []Said{row("117"), row("")}, false},
		{"a row was cleared", []Said{row("117"), row("")}, []Said{row("117"), row("5")}, false},
		{"the same sentence in other letters", []Said{row("", "Đạt  117 hộ ")}, []Said{row("", "đạt 117 hộ")}, true},
		{"only the day was edited", []Said{row("", "Đến ngày 30/9 đạt 117 hộ")}, []Said{row("", "Đến ngày 31/8 đạt 117 hộ")}, true},
		{"only the month was edited", []Said{row("", "Tháng 9 năm 2023 đạt 117 hộ")}, []Said{row("", "Tháng 8 năm 2023 đạt 117 hộ")}, true},
		{"only the months were edited", []Said{row("", "9 tháng đạt 117 hộ (30/09/2023)")}, []Said{row("", "8 tháng đạt 117 hộ (31/08/2023)")}, true},
		{"a fraction is no date", []Said{row("", "Giải quyết 9/10 đơn")}, []Said{row("", "Giải quyết 8/10 đơn")}, false},
		{"the sentence's figure moved", []Said{row("", "Đến 30/9/2023 đạt 118 hộ")}, []Said{row("", "Đến 31/8/2023 đạt 117 hộ")}, false},
		{"explained", []Said{row("117", "", "Không có lao động mới")}, []Said{row("117")}, false},
		{"an old note explains nothing", []Said{row("117", "", "số của phòng LĐ")}, []Said{row("117", "", "Số của phòng LĐ")}, true},
		{"an estimate became the figure", []Said{row("117")}, []Said{row("117", "", "", "x")}, false},
		{"nothing came up, again", []Said{row("", "Không phát sinh")}, []Said{row("", "Không phát sinh")}, false},
		{"not due, again", []Said{row("", "Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm")},
			[]Said{row("", "Chưa có kết quả, do chỉ tiêu thực hiện trên cả năm")}, false},
		{"not due beside a figure that stayed", []Said{row("", "Không phát sinh"), row("117")}, []Said{row("", "Không phát sinh"), row("117")}, true},
	} {
		if got := Unchanged(tt.now, tt.before); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestWordsOfChanges(t *testing.T) {
	c := func(before, now, unit string) Course {
		return Course{decimal.RequireFromString(before), decimal.RequireFromString(now), unit, true}
	}
	for _, tt := range []struct{ got, want string }{
		{WordsOfGone("117", "05/09/2023 08:12", false), "Ô này trước ghi 117 (thấy lúc 05/09/2023 08:12), nay để trống. Có phải xóa nhầm không?"},
		{WordsOfGone("Đạt 117 hộ.", "05/09/2023 08:12", true),
			"Ô này trước ghi “Đạt 117 hộ” (thấy lúc 05/09/2023 08:12), nay để trống; đơn vị đã giải trình ở cột Ghi chú."},
		{WordsOfTurn(Fell, c("120", "117", "lao động"), "8/2023", false),
			"Số lũy kế 117 lao động nhỏ hơn kỳ 8/2023 (120 lao động). Có phải đã ghi số của riêng kỳ này không? Nếu số đúng, đề nghị ghi lý do ở cột Ghi chú."},
		{WordsOfTurn(Leapt, c("117", "116532", "lao động"), "8/2023", false),
			"Số 116.532 lao động gấp khoảng 1.000 lần kỳ 8/2023 (117 lao động). Có phải ghi nhầm đơn vị tính hoặc thừa chữ số không? Nếu số đúng, đề nghị ghi lý do ở cột Ghi chú."},
		{WordsOfTurn(Leapt, c("9.5", "99", "%"), "8/2023", false),
			"Số 99% gấp khoảng 10 lần kỳ 8/2023 (9,5%). Có phải ghi nhầm đơn vị tính hoặc thừa chữ số không? Nếu số đúng, đề nghị ghi lý do ở cột Ghi chú."},
		{WordsOfTurn(Plunged, c("5340", "5.34", "tỷ đồng"), "8/2023", true),
			"Số 5,34 tỷ đồng chỉ bằng khoảng 1/1.000 kỳ 8/2023 (5.340 tỷ đồng); đơn vị đã giải trình ở cột Ghi chú."},
		{WordsOfTurn("", c("1", "1", ""), "8/2023", false), ""},
		{AskUnchanged("9/2023", "8/2023"),
			"Đã ghi kỳ 9/2023 nhưng mọi dòng vẫn như kỳ 8/2023. Số liệu đã được cập nhật cho kỳ này chưa? Nếu thực tế không thay đổi, đề nghị ghi lý do ở cột Ghi chú của một dòng."},
	} {
		if tt.got != tt.want {
			t.Errorf("got  %s\nwant %s", tt.got, tt.want)
		}
		if strings.Contains(tt.got, "sai") {
			t.Errorf("%q blames", tt.got)
		}
	}
}
