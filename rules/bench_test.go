package rules

import (
	"fmt"
	"strings"
	"testing"

	"bieu/rules/plan"
)

// The ward's fifteen rows over and over: time must grow with their number.
func BenchmarkEvaluate(b *testing.B) {
	p, reports := wardPlan(b)
	for _, n := range []int{15, 1_000, 20_000} {
		big := plan.Plan{Year: p.Year}
		var bigReports []Report
		for i := range n {
			big.Indicators = append(big.Indicators, p.Indicators[i%len(p.Indicators)])
			bigReports = append(bigReports, reports[i%len(reports)])
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if got := Evaluate(big, bigReports, september); len(got) != n {
					b.Fatal(len(got))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/indicator")
		})
	}
}

// One sentence of 50,000 characters, for two parts that both read it.
func BenchmarkLongSentence(b *testing.B) {
	ind := plan.FromSentence("5", familyTarget)
	long := strings.Repeat("Đã tổ chức 12/13 hội nghị, đạt 92,3%, tăng 5% so với cùng kỳ; ", 800) + "tỷ lệ gia đình văn hóa đạt 95%."
	p, reports := plan.Plan{Indicators: []plan.Indicator{ind}}, []Report{headReport(ind, long)}
	b.ReportAllocs()
	for b.Loop() {
		Evaluate(p, reports, september)
	}
}
