package rules_test

import (
	"fmt"
	"time"

	"bieu/rules"
	"bieu/rules/plan"
)

func ExampleEvaluate() {
	p := plan.Plan{Year: 2023, Indicators: []plan.Indicator{
		plan.FromSentence("12", "Tổng số lao động được giải quyết việc làm mới: 200 lao động."),
	}}
	reports := []rules.Report{{Parts: []rules.PartReport{
		{Sentence: "Giải quyết việc làm mới cho 117/200 lao động, đạt 58,5% KH giao"},
	}}}
	zone := time.FixedZone("+07", 7*60*60)
	asOf := rules.AsOf{
		At:     time.Date(2023, time.September, 30, 17, 0, 0, 0, zone),
		CutOff: time.Date(2023, time.October, 1, 0, 0, 0, 0, zone),
	}
	for _, v := range rules.Evaluate(p, reports, asOf) {
		fmt.Println(v.Status, v.Why)
	}
	// Output: in_progress 117 < 200 lao động
}
