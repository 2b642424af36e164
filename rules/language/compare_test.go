package language

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"
)

func TestKeyFoldsSpellings(t *testing.T) {
	tests := []struct{ a, b string }{
		{"Hòa Bình", "hoà bình"},
		{"thủy lợi", "thuỷ lợi"},
		{"Tỷ lệ", "tỉ lệ"},
		{"quý III", "quí III"},
		{"kỹ thuật", "kĩ thuật"},
		{"Y tế", "y tế"},
		{"Kết quả", norm.NFD.String("Kết quả")},
		{"ðịnh mƣc", "định mưc"},
		{"Đánh  giá", "đánh\u00a0giá"},
		{"chỉ\u200b tiêu", "chỉ tiêu"},
		{"2021–2025", "2021-2025"},
	}
	for _, test := range tests {
		if Key(test.a) != Key(test.b) {
			t.Errorf("Key(%q) = %q, Key(%q) = %q, want the same", test.a, Key(test.a), test.b, Key(test.b))
		}
	}
}

func TestKeyKeepsWordsApart(t *testing.T) {
	tests := []struct{ a, b string }{
		{"hai", "hay"}, {"thúy", "thúi"}, {"má", "mà"}, {"dân", "đân"}, {"tai", "tay"}, {"năm", "nam"},
	}
	for _, test := range tests {
		if Key(test.a) == Key(test.b) {
			t.Errorf("Key(%q) = Key(%q) = %q, want them apart", test.a, test.b, Key(test.a))
		}
	}
}

func TestKeyReadsNaturally(t *testing.T) {
	tests := []struct{ text, want string }{
		{"  Kết   QUẢ ", "kết quả"},
		{"Nhiệm vụ/Chỉ tiêu", "nhiệm vụ/chỉ tiêu"},
		{"Hoà", "hòa"},
		{"Nguyễn Huệ", "nguyễn huệ"},
		{"giá", "giá"},
		{"quả", "quả"},
	}
	for _, test := range tests {
		if got := Key(test.text); got != test.want {
			t.Errorf("Key(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestLikeness(t *testing.T) {
	tests := []struct {
		a, b       string
		low, high  float64
		comparison string
	}{
		{"Tỷ lệ tham gia bảo hiểm y tế toàn dân", "tỷ lệ người tham gia BHYT", 0.7, 1, "the same in other words"},
		{"Tỷ lệ tham gia bảo hiểm y tế", "BHXH tự nguyện", 0, 0.4, "another insurance"},
		{"Tiến độ GPMB", "tiến độ giải phóng mặt bằng", 1, 1, "an abbreviation"},
		{"Thu ngân sách", "thu ngân sách", 1, 1, "itself"},
		{"Trồng rừng", "tỷ lệ hộ nghèo", 0, 0, "nothing in common"},
		{"", "tỷ lệ hộ nghèo", 0, 0, "nothing"},
	}
	for _, test := range tests {
		if got := Likeness(test.a, test.b); got < test.low || got > test.high {
			t.Errorf("%s: Likeness(%q, %q) = %.2f, want %.2f–%.2f", test.comparison, test.a, test.b, got, test.low, test.high)
		}
	}
}

func TestGrade(t *testing.T) {
	tests := []struct {
		text  string
		rank  int
		words string
		ok    bool
	}{
		{"hoàn thành xuất sắc các nhiệm vụ", 3, "hoàn thành xuất sắc", true},
		{"Hoàn thành tốt nhiệm vụ quốc phòng", 2, "Hoàn thành tốt", true},
		{"hoàn thành nhiệm vụ", 1, "hoàn thành", true},
		{"không hoàn thành nhiệm vụ", 0, "không hoàn thành", true},
		{"chưa hoàn thành chỉ tiêu", 0, "chưa hoàn thành", true},
		{"đang triển khai", 0, "", false},
	}
	for _, test := range tests {
		rank, words, ok := Grade(test.text)
		if rank != test.rank || words != test.words || ok != test.ok {
			t.Errorf("Grade(%q) = %d, %q, %v, want %d, %q, %v", test.text, rank, words, ok, test.rank, test.words, test.ok)
		}
	}
}

func TestClauses(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Đã lập hồ sơ, chưa trình duyệt; đang chờ.", []string{"Đã lập hồ sơ", "chưa trình duyệt", "đang chờ"}},
		{"Trường tiểu học, mầm non đạt chuẩn", []string{"Trường tiểu học, mầm non đạt chuẩn"}},
		{"An ninh ổn định.\nHoàn thành tốt nhiệm vụ", []string{"An ninh ổn định", "Hoàn thành tốt nhiệm vụ"}},
		{"Thu 5,5 tỷ đồng (bằng 50%; nếu trừ thì 40%)", []string{"Thu 5,5 tỷ đồng (bằng 50%; nếu trừ thì 40%)"}},
		{"", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Clauses(test.text)); diff != "" {
			t.Errorf("Clauses(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestWordsAndBare(t *testing.T) {
	want := []string{"bảo", "hiểm", "i", "tế", "đạt", "95"}
	if diff := cmp.Diff(want, Words("BHYT đạt: 95%")); diff != "" {
		t.Errorf("Words (-want +got):\n%s", diff)
	}
	if got := Bare(Key("Đánh giá kết quả")); got != "danh gia ket qua" {
		t.Errorf("Bare = %q", got)
	}
}

func known(unit, plan, last string) Known {
	k := Known{Unit: unit}
	if plan != "" {
		k.Plan = decimal.NewNullDecimal(decimal.RequireFromString(plan))
	}
	if last != "" {
		k.Last = decimal.NewNullDecimal(decimal.RequireFromString(last))
	}
	return k
}

func TestKnownSettlesACell(t *testing.T) {
	tests := []struct {
		text   string
		known  Known
		value  string
		action Action
	}{
		{"269.505 tỷ đồng", known("tỷ đồng", "250", ""), "269.505", ActionAccept},
		{"269.505 tỷ đồng", known("triệu đồng", "260000000", ""), "269505", ActionAccept},
		{"3,098 tấn", known("tấn", "", "3000"), "3098", ActionAccept},
		{"3,098 tấn", known("", "", ""), "3.098", ActionAsk},
		{"1.727", known("người", "", ""), "1727", ActionAccept},
		{"58,5 ha", known("%", "60", ""), "58.5", ActionAsk},
	}
	for _, test := range tests {
		got := ReadCell(test.text, test.known)
		if got.Value != test.value || got.Action != test.action {
			t.Errorf("ReadCell(%q, %+v) = %s %s (%s), want %s %s", test.text, test.known, got.Value, got.Action, got.Why, test.value, test.action)
		}
	}
}

func TestKnownPlanChecksAnImpliedShare(t *testing.T) {
	tests := []struct {
		text  string
		known Known
		want  Verdict
	}{
		{"Thu 10.250 triệu đồng, bằng 82% KH năm", known("tỷ đồng", "12.5", ""), VerdictOK},
		{"Thu 10.250 triệu đồng, bằng 92% KH năm", known("tỷ đồng", "12.5", ""), VerdictWarn},
		{"Thu 4.457.000.000đ đạt 2,81% KH năm", known("tỷ đồng", "158.6", ""), VerdictOK},
	}
	for _, test := range tests {
		claims := ReadResult(test.text, test.known).Claims
		if len(claims) != 1 || claims[0].Kind != ClaimImplied || claims[0].Verdict != test.want {
			t.Errorf("ReadResult(%q).Claims = %+v, want one implied claim, %s", test.text, claims, test.want)
		}
	}
}

func TestPartOfYear(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Giá trị sản phẩm vụ Xuân Hè ước đạt 135 triệu đồng/ha", "vụ Xuân Hè"},
		{"Trong 6 tháng đầu năm thu 5 tỷ đồng", "6 tháng đầu năm"},
		{"Quý III thu 5 tỷ đồng", "Quý III"},
		{"Thu 5 tỷ đồng (so với 6 tháng đầu năm 2022)", ""},
		{"Thu 5 tỷ đồng (9 tháng 4 tỷ đồng)", ""},
		{"Thu 5 tỷ đồng", ""},
	}
	for _, test := range tests {
		if got := ReadResult(test.text, Known{}).Part; got != test.want {
			t.Errorf("part of the year in %q = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestQualifiersAndAlternatives(t *testing.T) {
	got := ReadResult("Thu ước đạt 5 tỷ đồng, bằng 54% dự toán (bằng 60% nếu không tính thu tiền đất); khoảng 350 hộ nộp thuế.", Known{}).Figures
	if len(got) != 4 {
		t.Fatalf("got %d figures, want 4", len(got))
	}
	if got[0].Qualifier != "ước" || got[3].Qualifier != "khoảng" {
		t.Errorf("qualifiers %q and %q, want ước and khoảng", got[0].Qualifier, got[3].Qualifier)
	}
	if got[1].Alternative || !got[2].Alternative || got[2].Role != RoleShare {
		t.Errorf("alternatives %v %v (%s), want only the bracketed share", got[1].Alternative, got[2].Alternative, got[2].Role)
	}
}
