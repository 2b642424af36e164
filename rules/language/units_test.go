package language

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestNormalUnit(t *testing.T) {
	tests := []struct {
		text, want string
		ok         bool
	}{
		{"tỷđ", "tỷ đồng", true},
		{"tỉ đồng", "tỷ đồng", true},
		{"TRIỆU ĐỒNG", "triệu đồng", true},
		{"tr.đ", "triệu đồng", true},
		{"đ", "đồng", true},
		{"m2", "m²", true},
		{"%", "%", true},
		{"%0", "‰", true},
		{"tạ/ha", "tạ/ha", true},
		{"trđ/người/năm", "triệu đồng/người/năm", true},
		{"TDP", "tổ dân phố", true},
		{"Nghìn tấn", "nghìn tấn", true},
		{"bác sĩ/10.000 dân", "bác sĩ/10.000 dân", true},
		{"quả đồi", "quả đồi", false},
		{"", "", false},
	}
	for _, test := range tests {
		if got, ok := NormalUnit(test.text); got != test.want || ok != test.ok {
			t.Errorf("NormalUnit(%q) = %q, %v, want %q, %v", test.text, got, ok, test.want, test.ok)
		}
	}
}

func TestCounted(t *testing.T) {
	for unit, want := range map[string]bool{
		"người": true, "Hộ": true, "vụ": true, "đồng": true, "ao cá": true,
		"": false, "%": false, "‰": false, "ha": false, "tỷ đồng": false, "triệu đồng/ha": false, "tạ/ha": false, "nghìn lượt khách": false, "lần": false,
	} {
		if got := Counted(unit); got != want {
			t.Errorf("Counted(%q) = %v, want %v", unit, got, want)
		}
	}
}

func TestConvert(t *testing.T) {
	tests := []struct {
		amount, from, to, want string
		ok                     bool
	}{
		{"5340", "triệu đồng", "tỷ đồng", "5.34", true},
		{"4457000000", "đồng", "tỷ đồng", "4.457", true},
		{"15000", "m²", "ha", "1.5", true},
		{"58", "tạ/ha", "tấn/ha", "5.8", true},
		{"12", "nghìn tấn", "tấn", "12000", true},
		{"45", "nghìn lượt khách", "lượt khách", "45000", true},
		{"5", "hộ", "người", "0", false},
		{"5", "%", "điểm %", "0", false},
		{"14", "‰", "%", "1.4", true},
		{"5", "triệu đồng/ha", "triệu đồng", "0", false},
		{"5", "hộ", "hộ", "5", true},
	}
	for _, test := range tests {
		amount := decimal.RequireFromString(test.amount)
		got, ok := Convert(amount, test.from, test.to)
		if got.String() != test.want || ok != test.ok {
			t.Errorf("Convert(%s, %q, %q) = %s, %v, want %s, %v", test.amount, test.from, test.to, got, ok, test.want, test.ok)
		}
	}
}

func TestFormat(t *testing.T) {
	tests := []struct{ number, unit, want string }{
		{"1727", "", "1.727"},
		{"58.5", "", "58,5"},
		{"-0.05", "", "-0,05"},
		{"4457000000", "đồng", "4.457.000.000 đồng"},
		{"58.5", "%", "58,5%"},
		{"14.2", "‰", "14,2‰"},
		{"135", "triệu đồng/ha", "135 triệu đồng/ha"},
		{"999", "", "999"},
		{"-1234567.25", "", "-1.234.567,25"},
		{"0", "", "0"},
	}
	for _, test := range tests {
		if got := FormatUnit(decimal.RequireFromString(test.number), test.unit); got != test.want {
			t.Errorf("FormatUnit(%s, %q) = %q, want %q", test.number, test.unit, got, test.want)
		}
	}
}
