package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/language"
)

type builtPart struct {
	Code, Text, Unit, Low, High string
	Op                          language.Op
	Counting                    Counting
	Polarity                    language.Polarity
}

func build(tt, text string) []builtPart {
	var parts []builtPart
	for _, p := range FromSentence(tt, text).Parts {
		v := p.Versions[0]
		b := builtPart{Code: p.Code, Text: p.Text, Unit: p.Unit, Op: v.Target.Op, Counting: v.Counting, Polarity: v.Polarity}
		if v.Target.Low.Valid {
			b.Low = v.Target.Low.Decimal.String()
		}
		if v.Target.High.Valid {
			b.High = v.Target.High.Decimal.String()
		}
		parts = append(parts, b)
	}
	return parts
}

func TestFromSentence(t *testing.T) {
	const lower = language.LowerIsBetter
	for _, tt := range []struct {
		tt, text string
		want     []builtPart
	}{
		{"12", "Tổng số lao động được giải quyết việc làm mới: 200 lao động.", []builtPart{
			{Code: "12", Text: "Tổng số lao động được giải quyết việc làm mới: 200 lao động.", Unit: "lao động", Low: "200", Op: language.OpEq, Counting: Cumulative}}},
		{"9", "Tỷ lệ phát triển dân số tự nhiên dưới 0,95%. Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng dưới 11%.", []builtPart{
			{Code: "9.1", Text: "Tỷ lệ phát triển dân số tự nhiên dưới 0,95%", Unit: "%", Low: "0.95", Op: language.OpLt, Counting: Latest, Polarity: lower},
			{Code: "9.2", Text: "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng dưới 11%", Unit: "%", Low: "11", Op: language.OpLt, Counting: Latest, Polarity: lower}}},
		{"13", "Tỷ lệ tham gia bảo hiểm y tế toàn dân: 99,88% (thành phố 99,7%); hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao.", []builtPart{
			{Code: "13.1", Text: "Tỷ lệ tham gia bảo hiểm y tế toàn dân: 99,88% (thành phố 99,7%)", Unit: "%", Low: "99.88", Op: language.OpEq, Counting: Latest},
			{Code: "13.2", Text: "hoàn thành chỉ tiêu BHXH tự nguyện thành phố giao", Unit: "%", Low: "100", Op: language.OpComplete, Counting: Cumulative}}},
		{"15", " Giữ vững ổn định về an ninh chính trị; hoàn thành xuất sắc các nhiệm vụ Quốc phòng và An ninh. ", []builtPart{
			{Code: "15.1", Text: "Giữ vững ổn định về an ninh chính trị", Op: language.OpMaintain},
			{Code: "15.2", Text: "hoàn thành xuất sắc các nhiệm vụ Quốc phòng và An ninh", Op: language.OpText}}},
		{"3", "Số cơ sở sản xuất kinh doanh hằng năm tăng từ 15-20%.", []builtPart{
			{Code: "3", Text: "Số cơ sở sản xuất kinh doanh hằng năm tăng từ 15-20%.", Unit: "%", Low: "15", High: "20", Op: language.OpIncRange, Counting: Latest}}},
		{"2", "Trồng mới 20 ha rừng, 5.000 cây phân tán; xây dựng 02 nhà văn hóa.", []builtPart{
			{Code: "2.1", Text: "Trồng mới 20 ha rừng", Unit: "ha", Low: "20", Op: language.OpEq, Counting: Cumulative},
			{Code: "2.2", Text: "5.000 cây phân tán", Unit: "cây", Low: "5000", Op: language.OpEq, Counting: Cumulative},
			{Code: "2.3", Text: "xây dựng 02 nhà văn hóa", Unit: "nhà văn hóa", Low: "2", Op: language.OpEq, Counting: Cumulative}}},
		{"4", "Tăng cường công tác tuyên truyền.", []builtPart{{Code: "4", Text: "Tăng cường công tác tuyên truyền.", Op: language.OpText}}},
		{"1", "", []builtPart{{Code: "1"}}},
	} {
		if diff := cmp.Diff(tt.want, build(tt.tt, tt.text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestDefaultCounting(t *testing.T) {
	for _, tt := range []struct {
		op          language.Op
		unit, label string
		want        Counting
	}{
		{language.OpEq, "lao động", "Giải quyết việc làm", Cumulative},
		{language.OpLe, "vụ", "Tai nạn giao thông", Cumulative},
		{language.OpGe, "tỷ đồng", "Thu ngân sách", Cumulative},
		{language.OpEq, "tấn", "Sản lượng lương thực", Cumulative},
		{language.OpEq, "%", "Tỷ lệ hộ nghèo", Latest},
		{language.OpEq, "‰", "Tỷ suất sinh", Latest},
		{language.OpEq, "triệu đồng/ha", "Giá trị sản phẩm", Latest},
		{language.OpEq, "triệu đồng", "Thu nhập bình quân đầu người", Latest},
		{language.OpDownTo, "hộ", "Số hộ nghèo", Latest},
		{language.OpLt, "hộ", "Số hộ cận nghèo", Latest},
		{language.OpIncRange, "%", "Số cơ sở", Latest},
		{language.OpMult, "lần", "Giá trị sản xuất", Latest},
		{language.OpComplete, "%", "Thu ngân sách", Cumulative},
		{language.OpMaintain, "", "Phường đạt chuẩn", CountingUnstated},
		{language.OpText, "", "Nhiệm vụ quốc phòng", CountingUnstated},
		{language.OpEq, "", "Số liệu không đơn vị", CountingUnstated},
		{"", "", "", CountingUnstated},
	} {
		target := language.Target{Op: tt.op, Unit: tt.unit, Label: tt.label}
		if got := DefaultCounting(target); got != tt.want {
			t.Errorf("%s %q %q: counting %d, want %d", tt.op, tt.unit, tt.label, got, tt.want)
		}
	}
}

func TestCountsThings(t *testing.T) {
	for unit, want := range map[string]bool{
		"hộ": true, "trường": true, "lao động": true, "vụ": true, "đơn": true,
		"": false, "%": false, "‰": false, "điểm %": false, "triệu đồng": false, "đồng": false, "ha": false, "m²": false,
		"tấn": false, "tạ/ha": false, "triệu đồng/ha": false, "km": false,
	} {
		if got := CountsThings(unit); got != want {
			t.Errorf("CountsThings(%q) = %v", unit, got)
		}
	}
}
