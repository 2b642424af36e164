package config

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
)

const several = `organisation: UBND phường Thọ Xương
year: 2023
credentials: khoa.json
tabs: {overview: Chung}
calendar: {month: {due_day: 8}}
plans:
  - {name: tho-xuong, workbook: tho-xuong.xlsx}
  - name: van-tuong
    organisation: UBND xã Vạn Tường
    year: 2024
    workbook: {google: 1abc}
    statuses: {met: Đạt}
    tabs: {plan: KH}
    calendar: {window: 15-14}
`

func TestPlansBuildOnTheWholeFile(t *testing.T) {
	c, err := Parse("so/bieu.yaml", []byte(several))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Broken) > 0 || len(c.Plans) != 2 {
		t.Fatalf("%d plans, broken: %v", len(c.Plans), c.Broken)
	}
	first, second := leastConfig(), leastConfig()
	for _, p := range []*Config{first, second} {
		p.File, p.Google.Credentials, p.Tabs.Overview = "so/bieu.yaml", "khoa.json", "Chung"
		p.Calendar.Month = calendar.MonthRule{DueDay: 8}
	}
	first.Name, first.Workbook = "tho-xuong", "tho-xuong.xlsx"
	second.Name, second.Organisation, second.Year = "van-tuong", "UBND xã Vạn Tường", 2024
	second.Workbook, second.Google.Spreadsheet = "", "1abc"
	second.Statuses["met"], second.Tabs.Plan, second.Calendar.Window = "Đạt", "KH", calendar.MidMonth
	if diff := cmp.Diff([]*Config{first, second}, c.Plans, sameLocation); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOneBrokenPlanLeavesTheOthers(t *testing.T) {
	c, err := Parse("bieu.yaml", []byte("organisation: A\nyear: 2023\nplans:\n"+
		"  - {name: mot, workbook: a/ke-hoach.xlsx}\n"+
		"  - {name: hai, workbook: b.doc, listen: 1}\n"+
		"  - {name: mot, workbook: c.xlsx}\n"+
		"  - {workbook: {google: 1abc}}\n"+
		"  - {name: nam, workbook: b/Ke-Hoach.xlsx}\n"+
		"  - {name: sau, workbook: d.xlsx, year: 2024}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range c.Plans {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff([]string{"mot", "sau"}, names); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	want := []struct {
		name  string
		codes []Code
	}{
		{"hai", []Code{CodeWorkbook, CodeUnknown}},
		{"mot", []Code{CodeRepeated}},
		{"", []Code{CodeMissing, CodeMissing}},
		{"nam", []Code{CodeSameWorkbook}},
	}
	if len(c.Broken) != len(want) {
		t.Fatalf("broken: %v", c.Broken)
	}
	for i, b := range c.Broken {
		var codes []Code
		for _, p := range b.Problems {
			codes = append(codes, p.Code)
			if p.Line != i+5 && !(i == 3 && p.Line == 8) {
				t.Errorf("%s stands at line %d", p.Text, p.Line)
			}
		}
		if diff := cmp.Diff(want[i].codes, codes); diff != "" || b.Name != want[i].name {
			t.Errorf("%q: -want +got:\n%s", b.Name, diff)
		}
	}
}

func TestWorkingHoursSetThePace(t *testing.T) {
	rule := leastConfig().Calendar
	rule.Holidays = []calendar.Day{{Year: 2023, Month: 9, Day: 4}}
	day := defaultSchedule()
	night := day
	night.HoursFrom, night.HoursTo = day.HoursTo, day.HoursFrom
	for _, c := range []struct {
		at         string
		day, night int // minutes
	}{
		{"2023-09-01T06:59:59+07:00", 15, 1}, // a Friday
		{"2023-09-01T07:00:00+07:00", 1, 15},
		{"2023-09-01T17:29:59+07:00", 1, 15},
		{"2023-09-01T17:30:00+07:00", 15, 1},
		{"2023-09-02T09:00:00+07:00", 15, 15}, // a Saturday
		{"2023-09-04T09:00:00+07:00", 15, 15}, // a holiday
		{"2023-09-05T02:00:00Z", 1, 15},
	} {
		at := instantOf(t, c.at)
		if got := int(day.IntervalAt(rule, at).Minutes()); got != c.day {
			t.Errorf("%s: every %d minutes, want %d", c.at, got, c.day)
		}
		if got := int(night.IntervalAt(rule, at).Minutes()); got != c.night {
			t.Errorf("%s by night: every %d minutes, want %d", c.at, got, c.night)
		}
	}
}

func instantOf(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
