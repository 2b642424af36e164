package language_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

func ExampleReadTargets() {
	reading := language.ReadTargets("Tỷ lệ hộ nghèo: dưới 0,5%; tham gia BHYT từ 94% (thành phố 91,2%) trở lên.")
	for _, t := range reading.Targets {
		fmt.Println(t.Op, t.Low.Decimal, t.Unit, t.Giver, t.Label)
	}
	// Output:
	// lt 0.5 %  Tỷ lệ hộ nghèo
	// ge 94 % thành phố tham gia BHYT
}

func ExampleReadResult() {
	reading := language.ReadResult("Giải quyết việc làm cho 117/200 lao động, đạt 58,5% KH giao", language.Known{})
	for _, f := range reading.Figures {
		fmt.Println(f.Role, f.Value, f.Unit)
	}
	fmt.Println(reading.Claims[0].Kind, reading.Claims[0].Verdict)
	// Output:
	// value 117 lao động
	// plan 200 lao động
	// share 58.5 %
	// frac ok
}

func ExampleReadCell() {
	cell := language.ReadCell("269.505 tỷ đồng", language.Known{})
	fmt.Println(cell.Action, cell.Why)
	// Output: ask “269.505 tỷ đồng” là 269.505 tỷ đồng hay 269,505 tỷ đồng?
}

func ExampleFormatUnit() {
	fmt.Println(language.FormatUnit(decimal.RequireFromString("1727.5"), "m²"))
	// Output: 1.727,5 m²
}

func ExampleKey() {
	fmt.Println(language.Key("Hoà Bình") == language.Key("HÒA  BÌNH"))
	// Output: true
}

func ExampleLikeness() {
	fmt.Printf("%.1f\n", language.Likeness("Tiến độ GPMB", "Tiến độ giải phóng mặt bằng"))
	// Output: 1.0
}

func ExampleGrade() {
	rank, words, _ := language.Grade("Hoàn thành tốt nhiệm vụ quốc phòng")
	fmt.Println(rank, words)
	// Output: 2 Hoàn thành tốt
}
