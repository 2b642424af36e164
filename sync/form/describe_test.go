package form

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/rules/plan"
)

func TestDescribeVersion(t *testing.T) {
	v := plan.Version{Target: language.Target{Op: language.OpGe, Low: decimal.NewNullDecimal(decimal.New(94, 0)), Unit: "%"}}
	mended := v
	mended.From = time.Date(2023, time.July, 1, 0, 0, 0, 0, hanoi)
	explained := mended
	explained.Basis = "QĐ 12/QĐ-UBND"
	for _, tt := range []struct {
		v    plan.Version
		want string
	}{
		{v, "≥ 94%"},
		{mended, "≥ 94%, hiệu lực từ 01/07/2023"},
		{explained, "≥ 94%, hiệu lực từ 01/07/2023 (QĐ 12/QĐ-UBND)"},
		{plan.Version{}, ""},
	} {
		if got := DescribeVersion(tt.v); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
