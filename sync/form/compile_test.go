package form

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
)

// A figure that stands alone reads in the Biểu as its target means it.
func TestFigureWords(t *testing.T) {
	for _, tt := range []struct {
		op                           language.Op
		target, typed, unit, n, want string
	}{
		{language.OpDecGe, "%", "", "%", "12", "giảm 12%"},
		{language.OpDecRange, "%", "%", "%", "12.5", "giảm 12,5%"},
		{language.OpDecGe, "%", "", "%", "-3", "tăng 3%"},
		{language.OpDecGe, "%", "vụ", "%", "12", "12 vụ"},
		{language.OpIncGe, "%", "", "%", "15.2", "tăng 15,2%"},
		{language.OpIncEq, "%", "", "%", "-1", "giảm 1%"},
		{language.OpDownTo, "%", "", "%", "0.4", "còn 0,4%"},
		{language.OpMult, "lần", "", "lần", "2", "gấp 2 lần"},
		{language.OpMult, "lần", "tỷ đồng", "lần", "2", "2 tỷ đồng"},
		{language.OpGe, "%", "", "%", "12", "12%"},
		{language.OpUpTo, "%", "", "%", "12", "12%"},
		{"", "", "", "hộ", "12", "12 hộ"},
	} {
		row := PlanRow{Unit: tt.unit, version: plan.Version{Target: language.Target{Op: tt.op, Unit: tt.target}}}
		if got := figureWords(decimal.RequireFromString(tt.n), tt.typed, row); got != tt.want {
			t.Errorf("%s %s %q: %q, want %q", tt.op, tt.n, tt.typed, got, tt.want)
		}
	}
}

// A question stands at the cell of the figure, a doubt about a sentence at the
// sentence's.
func TestOpenNamesTheCellThatIsAskedAbout(t *testing.T) {
	p, units := smallPlan(t)
	expected := Expected(p, NewRoster(units))
	for _, tt := range []struct{ figure, sentence, code, want string }{
		{"5", "", "question", "B3"},
		{"5", "", "doubt", "B3"},
		{"5", "Đạt 5%", "question", "B3"},
		{"5", "Đạt 5%", "doubt", "C3"},
		{"", "Đạt 5%", "question", "C3"},
		{"", "", "question", "C3"},
	} {
		first := expected[0][0].Code
		g := sheet(units[0].Tab, "Kỳ báo cáo: 9/2023", "Mã|Thực hiện|Kết quả|Nhiệm vụ/Chỉ tiêu|Ước|Tỷ lệ (%)|Đánh giá|Kiểm tra|Đọc lúc", first+"|"+tt.figure+"|"+tt.sentence+"|x")
		u := ReadUnit(g, units[0], expected[0], testSettings())
		if got := u.Open(first, tt.code, "?").At.A1(); got != tt.want {
			t.Errorf("%q, %q, %s: %s, want %s", tt.figure, tt.sentence, tt.code, got, tt.want)
		}
	}
}
