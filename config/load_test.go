package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
	"bieu/rules/chase"
)

// sameLocation compares zones by name: the type has no other face.
var sameLocation = cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })

// The lines every file needs, for tests about something else.
const least = "organisation: UBND phường Thọ Xương\nyear: 2023\nworkbook: tho-xuong-2023.xlsx\n"

func leastConfig() *Config {
	loc, _ := time.LoadLocation(defaultTimezone)
	return &Config{
		File: "bieu.yaml", Organisation: "UBND phường Thọ Xương", Year: 2023,
		Workbook: "tho-xuong-2023.xlsx", History: "bieu.db", KeepLogsDays: 90, Timezone: defaultTimezone,
		Statuses: defaultStatuses(), Tabs: defaultTabs(), Calendar: calendar.Default(loc),
		Chase: defaultChase(), Listen: "127.0.0.1:8750",
		Schedule: Schedule{
			HoursFrom: chase.ClockOf(7, 0), HoursTo: chase.ClockOf(17, 30), Every: time.Minute, Otherwise: 15 * time.Minute,
			ReadsPerMinute: 30, Reports: []chase.Clock{chase.ClockOf(16, 0)},
		},
	}
}

func TestParseFillsInDefaults(t *testing.T) {
	for name, text := range map[string]string{
		"the least":           least,
		"empty sections":      least + "statuses:\nheaders:\ntabs: {}\ntitles:\ncalendar:\n  month:\n  year:\n  dates:\n  holidays:\n",
		"byte order mark":     "\ufeff" + least,
		"lines of Windows":    strings.ReplaceAll(least, "\n", "\r\n"),
		"one document marked": "# Cài đặt\n---\n" + least + "...\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Parse("bieu.yaml", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(leastConfig(), got, sameLocation); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestLoadReadsEveryKey(t *testing.T) {
	got, err := Load("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	loc, _ := time.LoadLocation("Asia/Bangkok")
	statuses := defaultStatuses()
	statuses["met"], statuses["exceeded"] = "Đạt", "Vượt"
	want := &Config{
		File:         "testdata/full.yaml",
		Organisation: "UBND phường Thọ Xương",
		Year:         2023,
		Workbook:     "so-lieu/tho-xuong-2023.xlsx",
		History:      "lich-su/bieu.db",
		KeepLogsDays: 30,
		Timezone:     "Asia/Bangkok",
		AsOf:         time.Date(2023, 9, 30, 10, 0, 0, 0, time.UTC),
		Statuses:     statuses,
		Headers:      map[string][]string{"Thực hiện": {"Số thực hiện", "TH: lũy kế"}, "Kết quả": {"Diễn giải"}},
		Tabs:         Tabs{Overview: "Chung", Plan: "Kế hoạch", Units: "Đơn vị", Bieu01: "Biểu 01", Bieu02: "Biểu số 02"},
		Titles:       Titles{Bieu01: "Biểu số 01: nhiệm vụ", Attached: "(Kèm theo Kế hoạch)"},
		Calendar: calendar.Rule{
			Location: loc,
			Window:   calendar.MidMonth,
			Month:    calendar.MonthRule{DueDay: 8, LateFromDay: 10, LockAfterDays: 5},
			Year:     calendar.YearRule{DueMonth: time.December, DueDay: 1, LateMonth: time.December, LateDay: 5},
			Dates: map[calendar.Period]calendar.Dates{
				calendar.MonthOf(2023, time.September): {
					LateFrom:   calendar.Day{Year: 2023, Month: time.October, Day: 12},
					LockedFrom: calendar.Day{Year: 2023, Month: time.October, Day: 20},
				},
				calendar.YearOf(2023): {Due: calendar.Day{Year: 2023, Month: time.December, Day: 1}},
			},
			Holidays: []calendar.Day{{Year: 2023, Month: time.April, Day: 30}, {Year: 2023, Month: time.May, Day: 1}},
			Shift:    calendar.ShiftPrevious,
		},
		Chase: Chase{
			Ladder: chase.Ladder{
				Before: []int{7, 3, 1}, After: []int{1, 4}, LeaderAfter: []int{4}, At: chase.ClockOf(7, 30),
				QuietFrom: chase.ClockOf(19, 0), QuietTo: chase.ClockOf(6, 30),
			},
			Office: "vp@thoxuong.gov.vn",
		},
		Mail: Mail{
			Host: "mail.thoxuong.gov.vn", Port: 465, User: "kh@thoxuong.gov.vn", Password: Secret{Variable: "BIEU_MAIL"},
			From: "UBND phường Thọ Xương <kh@thoxuong.gov.vn>", Encryption: EncryptionTLS,
		},
		Webhook: Webhook{URL: "https://vidu.gov.vn/bieu?so=1", Secret: Secret{File: "khoa/webhook.txt"}},
		Listen:  "0.0.0.0:80",
		Schedule: Schedule{
			HoursFrom: chase.ClockOf(6, 30), HoursTo: chase.ClockOf(18, 0), Every: 2 * time.Minute, Otherwise: time.Hour,
			ReadsPerMinute: 20, Reports: []chase.Clock{chase.ClockOf(9, 0), chase.ClockOf(17, 0)},
		},
	}
	if diff := cmp.Diff(want, got, sameLocation); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOneDeadlineStandsForBoth(t *testing.T) {
	for _, c := range []struct {
		text  string
		month calendar.MonthRule
		year  calendar.YearRule
	}{
		{"month: {due_day: 8}", calendar.MonthRule{DueDay: 8}, calendar.YearRule{DueMonth: 12, DueDay: 5}},
		{"month: {late_from_day: 8}", calendar.MonthRule{DueDay: 8}, calendar.YearRule{DueMonth: 12, DueDay: 5}},
		{"year: {due: 11-30}", calendar.MonthRule{DueDay: 10}, calendar.YearRule{DueMonth: 11, DueDay: 30}},
		{"year: {late_from: 11-30}", calendar.MonthRule{DueDay: 10}, calendar.YearRule{DueMonth: 11, DueDay: 30}},
	} {
		got, err := Parse("bieu.yaml", []byte(least+"calendar: {"+c.text+"}\n"))
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got.Calendar.Month != c.month || got.Calendar.Year != c.year {
			t.Errorf("%s: got %+v %+v, want %+v %+v", c.text, got.Calendar.Month, got.Calendar.Year, c.month, c.year)
		}
	}
}

func TestPathsCountFromTheFile(t *testing.T) {
	for _, c := range []struct{ file, workbook, history, wantWorkbook, wantHistory string }{
		{"bieu.yaml", "a.xlsx", "", "a.xlsx", "bieu.db"},
		{"office/bieu.yaml", "a.xlsx", "", "office/a.xlsx", "office/bieu.db"},
		{"office/bieu.yaml", "2023/a.xlsx", "", "office/2023/a.xlsx", "office/2023/bieu.db"},
		{"office/bieu.yaml", "../a.xlsx", "x.db", "a.xlsx", "office/x.db"},
		{"office/bieu.yaml", "/srv/a.xlsx", "/var/h.db", "/srv/a.xlsx", "/var/h.db"},
	} {
		text := strings.Replace(least, "tho-xuong-2023.xlsx", c.workbook, 1)
		if c.history != "" {
			text += "history: " + c.history + "\n"
		}
		got, err := Parse(c.file, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if w, h := filepath.ToSlash(got.WorkbookPath()), filepath.ToSlash(got.HistoryPath()); w != c.wantWorkbook || h != c.wantHistory {
			t.Errorf("%s: workbook %s, history %s; want %s, %s", c.file, w, h, c.wantWorkbook, c.wantHistory)
		}
	}
}

func TestHeaderIsKnownHoweverItsMarksAreEncoded(t *testing.T) {
	decomposed := "Thu\u031b\u0323c hie\u0323\u0302n"
	got, err := Parse("bieu.yaml", []byte(least+"headers: {"+decomposed+": [TH]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]string{"Thực hiện": {"TH"}}, got.Headers); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadTellsWhyAFileCannotBeRead(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "bieu.yaml")
	_, err := Load(missing)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v is not fs.ErrNotExist", err)
	}
	wantProblems(t, err, Problem{Code: CodeNotFound,
		Text: "không thấy tệp cài đặt này; hãy kiểm tra lại đường dẫn, hoặc tạo tệp mới bằng lệnh bieu init"})

	_, err = Load(t.TempDir())
	wantProblems(t, err, Problem{Code: CodeUnreadable,
		Text: "không đọc được tệp cài đặt; hãy kiểm tra quyền đọc tệp và xem đây có phải là một tệp không"})

	large := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(large, bytes.Repeat([]byte("# x\n"), maxSize/4+1), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Load(large)
	wantProblems(t, err, Problem{Code: CodeTooLarge,
		Text: "tệp lớn hơn 1 MB nên không thể là tệp cài đặt; hãy kiểm tra lại đường dẫn"})
}

func TestAnotherFileIsToldInAFewWords(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []Code
	}{
		"table":   {"TT\tChỉ tiêu\n1\tGiá trị\n", []Code{CodeNoColon}},
		"program": {"{ x = [1\nif: a: b\n", []Code{CodeBracket, CodeMissing, CodeMissing, CodeMissing}},
	} {
		_, err := Parse("bieu.yaml", []byte(strings.Repeat(c.text, 20_000)))
		var ps Problems
		errors.As(err, &ps)
		var got []Code
		for _, p := range ps {
			got = append(got, p.Code)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestProblemsReadLikeACompiler(t *testing.T) {
	_, err := Parse("so-lieu/bieu.yaml", []byte("year: 010\nworkbook: a.xlsx\n"))
	want := "so-lieu/bieu.yaml:1: mục «year» có số viết là 010, có thể hiểu theo hai cách; " +
		"hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _\n" +
		"so-lieu/bieu.yaml: thiếu mục «organisation» (tên cơ quan); hãy thêm một dòng, ví dụ: organisation: 'UBND phường …'"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// wantProblems compares line, code and text; the file is told once in each.
func wantProblems(t *testing.T, err error, want ...Problem) {
	t.Helper()
	var got Problems
	if err != nil && !errors.As(err, &got) {
		t.Fatalf("error is %T, want Problems: %v", err, err)
	}
	if diff := cmp.Diff(problemLines(want), problemLines(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func problemLines(ps []Problem) []string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, fmt.Sprintf("%d %s: %s", p.Line, p.Code, p.Text))
	}
	return lines
}
