package engine

import (
	"testing"

	"bieu/sync/form"
)

// A unit reads how many rows are listed where they are more than it has
// indicators.
func TestCountWords(t *testing.T) {
	indicator := func(tt, code string) form.PlanRow { return form.PlanRow{TT: tt, Code: code} }
	task := form.PlanRow{TT: "1", Code: "N1", Task: true}
	for want, rows := range map[string][]form.PlanRow{
		"2 chỉ tiêu":                        {indicator("1", "1"), indicator("2", "2")},
		"1 chỉ tiêu (2 dòng)":               {indicator("3", "3.1"), indicator("3", "3.2")},
		"1 nhiệm vụ":                        {task},
		"2 chỉ tiêu và 1 nhiệm vụ (4 dòng)": {indicator("1", "1"), indicator("3", "3.1"), indicator("3", "3.2"), task},
	} {
		if got := countWords(rows); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestOfficeWords(t *testing.T) {
	for organisation, want := range map[string]string{
		"UBND phường Thọ Xương": "Văn phòng UBND phường Thọ Xương",
		"Văn phòng UBND tỉnh":   "Văn phòng UBND tỉnh",
	} {
		if got := officeWords(organisation); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
