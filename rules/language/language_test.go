package language

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// targetLine is a target as a test writes it down.
type targetLine struct {
	Op, Low, High, Unit, Label, Words, Giver, Given string
	Lower                                           bool
}

func targetLines(reading TargetReading) []targetLine {
	var lines []targetLine
	for _, t := range reading.Targets {
		lines = append(lines, targetLine{
			Op: string(t.Op), Low: plain(t.Low), High: plain(t.High), Unit: t.Unit, Label: t.Label,
			Words: t.Words, Giver: t.Giver, Given: plain(t.Given), Lower: t.Polarity == LowerIsBetter,
		})
	}
	return lines
}

func plain(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

func TestReadTargetsOfAWard(t *testing.T) {
	tests := []struct {
		text string
		want []targetLine
	}{
		{
			"Giá trị sản phẩm thu hoạch trên 1 ha đất trồng trọt và nuôi trồng thủy sản phân đầu đạt 135 triệu đồng/ha.",
			[]targetLine{{Op: "eq", Low: "135", Unit: "triệu đồng/ha", Label: "Giá trị sản phẩm thu hoạch trên 1 ha đất trồng trọt và nuôi trồng thủy sản"}},
		},
		{
			"Hoàn thành chỉ tiêu thu ngân sách năm 2023.",
			[]targetLine{{Op: "complete", Low: "100", Unit: "%", Label: "thu ngân sách"}},
		},
		{
			"Số cơ sở sản xuất kinh doanh Thương mại - Dịch vụ; Công nghiệp - Tiểu thủ công nghiệp hằng năm tăng từ 15-20%.",
			[]targetLine{{Op: "inc_range", Low: "15", High: "20", Unit: "%", Label: "Số cơ sở sản xuất kinh doanh Thương mại - Dịch vụ; Công nghiệp - Tiểu thủ công nghiệp hằng năm"}},
		},
		{
			"Giữ vững 03 trường học đạt chuẩn quốc gia; trường MN Hoa Hồng đạt chuẩn mức độ 2.",
			[]targetLine{
				{Op: "eq", Low: "3", Unit: "trường", Label: "trường học đạt chuẩn quốc gia"},
				{Op: "text", Words: "mức độ 2", Label: "trường MN Hoa Hồng đạt chuẩn"},
			},
		},
		{
			"Tỷ lệ gia đình đạt danh hiệu gia đình văn hóa: từ 94% (thành phố 91,2%) trở lên; tỷ lệ tổ dân phố đạt danh hiệu văn hóa: từ 88% trở lên.",
			[]targetLine{
				{Op: "ge", Low: "94", Unit: "%", Label: "Tỷ lệ gia đình đạt danh hiệu gia đình văn hóa", Giver: "thành phố", Given: "91.2"},
				{Op: "ge", Low: "88", Unit: "%", Label: "tỷ lệ tổ dân phố đạt danh hiệu văn hóa"},
			},
		},
		{
			"Duy trì phường đạt chuẩn văn minh đô thị.",
			[]targetLine{{Op: "maintain", Label: "phường đạt chuẩn văn minh đô thị"}},
		},
		{
			"Thiết lập hồ sơ và quản lý chặt chẽ 100% diện tích đất công ích.",
			[]targetLine{{Op: "eq", Low: "100", Unit: "%", Label: "Thiết lập hồ sơ và quản lý chặt chẽ diện tích đất công ích"}},
		},
		{
			"Tỷ lệ phát triển dân số tự nhiên dưới 0,95%. Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng dưới 11%.",
			[]targetLine{
				{Op: "lt", Low: "0.95", Unit: "%", Label: "Tỷ lệ phát triển dân số tự nhiên", Lower: true},
				{Op: "lt", Low: "11", Unit: "%", Label: "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng", Lower: true},
			},
		},
		{
			"Tỷ lệ các cơ sở sản xuất, kinh doanh thực phẩm nhỏ lẻ được đưa vào quản lý: 100%.",
			[]targetLine{{Op: "eq", Low: "100", Unit: "%", Label: "Tỷ lệ các cơ sở sản xuất, kinh doanh thực phẩm nhỏ lẻ được đưa vào quản lý"}},
		},
		{
			"Tỷ lệ hộ nghèo: Dưới 0,5%.",
			[]targetLine{{Op: "lt", Low: "0.5", Unit: "%", Label: "Tỷ lệ hộ nghèo", Lower: true}},
		},
		{
			"Tổng số lao động được giải quyết việc làm mới: 200 lao động.",
			[]targetLine{{Op: "eq", Low: "200", Unit: "lao động", Label: "Tổng số lao động được giải quyết việc làm mới"}},
		},
		{
			"Tỷ lệ tham gia bảo hiểm y tế toàn dân: 99,88% (thành phố 99,7%); hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao.",
			[]targetLine{
				{Op: "eq", Low: "99.88", Unit: "%", Label: "Tỷ lệ tham gia bảo hiểm y tế toàn dân", Giver: "thành phố", Given: "99.7"},
				{Op: "complete", Low: "100", Unit: "%", Label: "BHXH tự nguyện", Giver: "thành phố"},
			},
		},
		{
			"Giải quyết đơn thư và thực hiện quyết định, kết luận: trên 95%.",
			[]targetLine{{Op: "gt", Low: "95", Unit: "%", Label: "Giải quyết đơn thư và thực hiện quyết định, kết luận"}},
		},
		{
			"Giữ vững ổn định về an ninh chính trị; hoàn thành xuất sắc các nhiệm vụ Quốc phòng và An ninh.",
			[]targetLine{
				{Op: "maintain", Label: "ổn định về an ninh chính trị"},
				{Op: "text", Words: "hoàn thành xuất sắc", Label: "nhiệm vụ Quốc phòng và An ninh"},
			},
		},
	}
	for _, test := range tests {
		got := ReadTargets(test.text)
		if diff := cmp.Diff(test.want, targetLines(got)); diff != "" {
			t.Errorf("ReadTargets(%q) (-want +got):\n%s", test.text, diff)
		}
		if len(got.Questions) > 0 {
			t.Errorf("ReadTargets(%q) asks %v", test.text, got.Questions)
		}
	}
}

func TestReadTargetsNotesAMissingTone(t *testing.T) {
	got := ReadTargets("Giá trị thu hoạch phân đấu đạt 135 triệu đồng/ha")
	if len(got.Targets) != 1 || len(got.Notes) != 1 {
		t.Errorf("got %d targets and notes %v, want one of each", len(got.Targets), got.Notes)
	}
}

func TestReadCell(t *testing.T) {
	tests := []struct {
		text, value, unit string
		action            Action
	}{
		{"58,5", "58.5", "", ActionAccept},
		{"1.727 người", "1727", "người", ActionAccept},
		{"4.457.000.000đ", "4457000000", "đồng", ActionAccept},
		{"7.467,2 m²", "7467.2", "m²", ActionAccept},
		{"15.2%", "15.2", "%", ActionNote},
		{"269.505 tỷ đồng", "269505", "tỷ đồng", ActionAsk},
		{"3,098 tấn", "3.098", "tấn", ActionAsk},
		{"5 tỷ 340 triệu", "5340", "triệu đồng", ActionAccept},
		{"03 trường", "3", "trường", ActionAccept},
		{"06/205 hộ", "6/205", "hộ", ActionAccept},
		{"09/10", "9/10", "", ActionAccept},
		{"8tỷđ", "8", "tỷ đồng", ActionAccept},
		{"60trđ", "60", "triệu đồng", ActionAccept},
		{"30tạ/ha", "30", "tạ/ha", ActionAccept},
		{"11hộ", "11", "hộ", ActionAccept},
		{"28,6% triệu đồng", "", "", ActionReject},
		{"#REF!", "", "", ActionReject},
		{"#N/A", "", "", ActionReject},
		{"Dưới 0,7%", "0.7", "%", ActionAccept},
		{"15-20%", "15..20", "%", ActionAccept},
		{"-", "", "", ActionAccept},
		{"…", "", "", ActionAccept},
		{"x", "", "", ActionAccept},
		{"", "", "", ActionAccept},
		{"320k", "320", "nghìn đồng", ActionWarn},
		{"1. 727 người", "1727", "người", ActionWarn},
		{"1 727 người", "1727", "người", ActionNote},
		{"135 trieu dong/ha", "135", "triệu đồng/ha", ActionWarn},
		{"2023-10-09", "9/10", "", ActionAsk},
		{"2013 hộ", "2013", "hộ", ActionAccept},
		{"(13)", "", "", ActionAccept},
	}
	for _, test := range tests {
		got := ReadCell(test.text, Known{})
		if got.Value != test.value || got.Unit != test.unit || got.Action != test.action {
			t.Errorf("ReadCell(%q) = %q %q %s (%s), want %q %q %s",
				test.text, got.Value, got.Unit, got.Action, got.Why, test.value, test.unit, test.action)
		}
	}
}
