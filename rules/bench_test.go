package rules

import (
	"fmt"
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
