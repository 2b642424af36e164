package plan_test

import (
	"fmt"

	"bieu/rules/plan"
)

func ExampleFromSentence() {
	ind := plan.FromSentence("9", "Tỷ lệ hộ nghèo dưới 0,5%. Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng dưới 11%.")
	for _, part := range ind.Parts {
		target := part.Versions[0].Target
		fmt.Println(part.Code, target.Op, target.Low.Decimal, target.Unit, "·", part.Text)
	}
	// Output:
	// 9.1 lt 0.5 % · Tỷ lệ hộ nghèo dưới 0,5%
	// 9.2 lt 11 % · Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng dưới 11%
}
