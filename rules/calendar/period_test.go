package calendar

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParsePeriod(t *testing.T) {
	for _, tt := range []struct {
		text         string
		want         Period
		words, short string
	}{
		{"2023-01", Period{Month, 2023, 1}, "tháng 1 năm 2023", "1/2023"},
		{"2023-09", Period{Month, 2023, 9}, "tháng 9 năm 2023", "9/2023"},
		{"2023-12", Period{Month, 2023, 12}, "tháng 12 năm 2023", "12/2023"},
		{"2023-Q3", Period{Quarter, 2023, 3}, "quý III năm 2023", "quý III/2023"},
		{"2023-H1", Period{Half, 2023, 1}, "6 tháng đầu năm 2023", "6 tháng 2023"},
		{"2023-H2", Period{Half, 2023, 2}, "6 tháng cuối năm 2023", "6 tháng cuối năm 2023"},
		{"2023-9M", Period{NineMonths, 2023, 1}, "9 tháng đầu năm 2023", "9 tháng 2023"},
		{"2023", Period{Year, 2023, 1}, "năm 2023", "năm 2023"},
	} {
		got, err := ParsePeriod(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("ParsePeriod(%q) = %+v, %v; want %+v", tt.text, got, err, tt.want)
			continue
		}
		if got.String() != tt.text {
			t.Errorf("String of %q = %q", tt.text, got.String())
		}
		if got.Words() != tt.words || got.Short() != tt.short {
			t.Errorf("%s: words %q, short %q; want %q, %q", tt.text, got.Words(), got.Short(), tt.words, tt.short)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, text := range []string{
		"", "-", "2023-", "2023-0", "2023-9", "2023-00", "2023-13", "2023-009", "2023-Q0", "2023-Q5", "2023-q3",
		"2023-H3", "2023-9m", "2023-6M", "2023-09-01", "23-09", "9/2023", "0023", "+202-01", "2023-+1", "2023 ", "2o23",
	} {
		if got, err := ParsePeriod(text); !errors.Is(err, ErrPeriod) {
			t.Errorf("ParsePeriod(%q) = %+v, %v; want ErrPeriod", text, got, err)
		}
	}
}

func TestParseCell(t *testing.T) {
	september := MonthOf(2023, time.September)
	for _, tt := range []struct {
		text string
		want Period
	}{
		{"9/2023", september},
		{"09/2023", september},
		{" 9 / 2023 ", september},
		{"\u00a09\u202f/\u20092023", september},
		{"T9/2023", september},
		{"t09/2023", september},
		{"T.9/2023", september},
		{"Tháng 9/2023", september},
		{"tháng 9 năm 2023", september},
		{"THÁNG 09 NĂM 2023", september},
		{"tháng 9, năm 2023", september},
		{"tha\u0301ng 9\u00a0na\u0306m 2023", september},
		{"2023-09-01", september},
		{"2023-09-30", september},
		{"2023-09-01T00:00:00", september},
		{"2023-09", september},
		{"12/2023", MonthOf(2023, time.December)},
		{"2023", YearOf(2023)},
		{"năm 2023", YearOf(2023)},
		{"Năm  2023", YearOf(2023)},
		{"2023-Q3", Period{Quarter, 2023, 3}},
		{"2023-9m", Period{NineMonths, 2023, 1}},
		{"quý I/2024", Period{Quarter, 2024, 1}},
		{"Quý 1 năm 2024", Period{Quarter, 2024, 1}},
		{"QUÝ IV NĂM 2024", Period{Quarter, 2024, 4}},
		{"quý III, năm 2024", Period{Quarter, 2024, 3}},
		{"Quí II/2024", Period{Quarter, 2024, 2}},
		{"Q2/2024", Period{Quarter, 2024, 2}},
		{"quy\u0301 3 / 2024", Period{Quarter, 2024, 3}},
		{"2024-Q1", Period{Quarter, 2024, 1}},
		{"6 tháng đầu năm 2024", Period{Half, 2024, 1}},
		{"6 tháng 2024", Period{Half, 2024, 1}},
		{"6 tháng năm 2024", Period{Half, 2024, 1}},
		{"Sáu tháng đầu năm 2024", Period{Half, 2024, 1}},
		{"6 tháng cuối năm 2024", Period{Half, 2024, 2}},
		{"9 tháng 2024", Period{NineMonths, 2024, 1}},
		{"9 tháng/2024", Period{NineMonths, 2024, 1}},
		{"9 tháng đầu năm 2024", Period{NineMonths, 2024, 1}},
		{"9 tháng đầu của năm 2024", Period{NineMonths, 2024, 1}},
	} {
		got, err := ParseCell(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("ParseCell(%q) = %+v, %v; want %+v", tt.text, got, err, tt.want)
		}
	}
}

func TestParseCellRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "9", "T9", "tháng 9", "0/2023", "13/2023", "9/23", "9.2023", "1/9/2023", "2023/9", "9/2023 (chính thức)",
		"tháng chín năm 2023", "2023-02-30", "2023-13-01", "23", "20233", "0999", "năm", "#REF!", "9/20235", "9/+202",
		"quý I", "quý V/2024", "quý 0/2024", "quý 5 năm 2024", "quý iiii/2024", "6 tháng", "6 tháng đầu năm", "9 tháng cuối năm 2024",
		"3 tháng 2024", "tháng 6 2024", "6 tháng 9/2024", "quý I/0024", "quý I-2024 và quý II-2024",
	} {
		if got, err := ParseCell(text); !errors.Is(err, ErrPeriod) {
			t.Errorf("ParseCell(%q) = %+v, %v; want ErrPeriod", text, got, err)
		}
	}
}

func TestShortNamesReadBack(t *testing.T) {
	periods := []Period{YearOf(2024), {NineMonths, 2024, 1}, {Half, 2024, 1}, {Half, 2024, 2}}
	for q := 1; q <= 4; q++ {
		periods = append(periods, Period{Quarter, 2024, q})
	}
	for m := time.January; m <= time.December; m++ {
		periods = append(periods, MonthOf(2024, m))
	}
	for _, p := range periods {
		for _, text := range []string{p.Short(), p.Words(), p.String()} {
			if got, err := ParseCell(text); err != nil || got != p {
				t.Errorf("ParseCell(%q) = %+v, %v; want %+v", text, got, err, p)
			}
		}
	}
}

func TestNoPeriodHasNoName(t *testing.T) {
	var p Period
	if !p.IsZero() || p.String() != "" || p.Words() != "" || p.Short() != "" {
		t.Errorf("no period is named %q, %q, %q", p.String(), p.Words(), p.Short())
	}
}

func TestFirstLast(t *testing.T) {
	for _, tt := range []struct{ period, first, last string }{
		{"2023-09", "2023-09", "2023-09"},
		{"2023-Q1", "2023-01", "2023-03"},
		{"2023-Q4", "2023-10", "2023-12"},
		{"2023-H1", "2023-01", "2023-06"},
		{"2023-H2", "2023-07", "2023-12"},
		{"2023-9M", "2023-01", "2023-09"},
		{"2023", "2023-01", "2023-12"},
	} {
		p, err := ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{p.First().String(), p.Last().String()}; got != [2]string{tt.first, tt.last} {
			t.Errorf("%s: first and last %v, want %s %s", tt.period, got, tt.first, tt.last)
		}
	}
}

func TestCompareOrdersByEnd(t *testing.T) {
	want := []string{"2022", "2023-01", "2023-03", "2023-Q1", "2023-H1", "2023-09", "2023-Q3", "2023-9M", "2023-12", "2023-Q4", "2023-H2", "2023", "2024-01"}
	var periods []Period
	for _, i := range []int{7, 2, 12, 0, 9, 4, 11, 1, 6, 3, 10, 5, 8} {
		p, err := ParsePeriod(want[i])
		if err != nil {
			t.Fatal(err)
		}
		periods = append(periods, p)
	}
	slices.SortFunc(periods, Period.Compare)
	var got []string
	for _, p := range periods {
		got = append(got, p.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
