package calendar_test

import (
	"fmt"
	"time"

	"bieu/rules/calendar"
)

func ExampleRule_Deadlines() {
	rule := calendar.Default(time.FixedZone("+07", 7*60*60))
	for _, text := range []string{"tháng 9/2023", "năm 2023"} {
		period, err := calendar.ParseCell(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(period, "late from", rule.Deadlines(period).LateFrom.Format(time.DateTime))
	}
	// Output:
	// 2023-09 late from 2023-10-10 00:00:00
	// 2023 late from 2023-12-05 00:00:00
}

func ExampleRule_Current() {
	rule := calendar.Default(time.FixedZone("+07", 7*60*60))
	at := time.Date(2023, time.October, 9, 23, 59, 59, 0, rule.Location)
	fmt.Println(rule.Current(at).Words())
	fmt.Println(rule.Current(at.Add(time.Second)).Words())
	// Output:
	// tháng 9 năm 2023
	// tháng 10 năm 2023
}
