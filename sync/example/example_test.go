package example_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"bieu/sync/example"
	"bieu/sync/form"
)

func ExampleBieu02() {
	for _, r := range example.Bieu02()[10:12] {
		fmt.Printf("%s | %s | %s\n", r.TT, r.Task, r.Judgement)
	}
	// Output:
	// 11 | Tỷ lệ hộ nghèo: Dưới 0,5%. | Đang tiếp tục thực hiện
	// 12 | Tổng số lao động được giải quyết việc làm mới: 200 lao động. | Đang tiếp tục thực hiện
}

// Every row of the ward's tables has a unit that exists, and every result
// stands in some unit's tab.
func TestEveryRowHasItsUnitAndItsResult(t *testing.T) {
	if n, m := len(example.Bieu01()), len(example.Bieu02()); n != 7 || m != 15 {
		t.Fatalf("%d tasks, %d indicators", n, m)
	}
	roster := form.NewRoster(example.Units())
	answers := map[string]string{}
	for _, d := range example.Drafts() {
		if _, ok := roster.Find(d.Owner); d.Owner != "" && !ok {
			t.Errorf("row %s belongs to %q, which is no unit", d.Code, d.Owner)
		}
		head, _, _ := strings.Cut(d.Code, ".")
		if d.Bieu == "01" {
			head = d.Code
		}
		answers[head] = strings.TrimSpace(answers[head] + " " + d.Answer)
	}
	for prefix, rows := range map[string][]example.Row{"N": example.Bieu01(), "": example.Bieu02()} {
		for _, r := range rows {
			if got := answers[prefix+r.TT]; got != r.Result {
				t.Errorf("row %s%s has the answer %q, want %q", prefix, r.TT, got, r.Result)
			}
		}
	}
}

// Private citizens are named by their initials.
func TestNobodyIsNamed(t *testing.T) {
	titled := regexp.MustCompile(`(ông|bà|hộ ông|hộ bà) (\p{Lu}\p{Ll}+)`)
	for _, r := range append(example.Bieu01(), example.Bieu02()...) {
		if name := titled.FindString(r.Task + " " + r.Result); name != "" {
			t.Errorf("row %s names %q", r.TT, name)
		}
	}
}
