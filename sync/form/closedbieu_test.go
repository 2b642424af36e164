package form

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules/calendar"
	"bieu/sync/workbook"
)

func closedExample() Bieu {
	return Bieu{Number: "02", Tab: "Biểu 02", Title: "Biểu số 02", Judged: true, Rows: []BieuRow{
		{TT: "1", Text: "Việc làm", Result: "117 lao động", Judgement: "Đang tiếp tục thực hiện"},
		{TT: "2", Text: "Hộ nghèo", Result: "giảm 0,4%", Judgement: "Đạt chỉ tiêu KH"},
		{TT: "3", Text: "Môi trường", Result: "95%", Judgement: "Đạt chỉ tiêu KH"},
	}}
}

func TestCloseTakesWhatReadersSaw(t *testing.T) {
	b, kept := closedExample().Close([]Shown{
		{Column: ColumnOrder, Text: "2\n+việc thêm\n1\n9\n9#2"},
		{Row: "1", Column: "Kết quả", Text: "117/200 lao động", Edited: true},
		{Row: "1", Column: "Đánh giá", Text: "cũ, của máy"},
		{Row: "2", Column: "Kết quả", Text: "giảm 0,4%", Edited: true},
		{Row: "+việc thêm", Column: "Nhiệm vụ", Text: "Việc thêm", Edited: true},
		{Row: "+việc thêm", Column: "Kết quả", Text: "xong", Edited: true},
		{Row: "9#2", Column: "Nhiệm vụ", Text: "Dòng thứ hai", Edited: true},
	})
	want := []BieuRow{
		{TT: "2", Text: "Hộ nghèo", Result: "giảm 0,4%", Judgement: "Đạt chỉ tiêu KH"},
		{Text: "Việc thêm", Result: "xong"},
		{TT: "1", Text: "Việc làm", Result: "117/200 lao động", Judgement: "Đang tiếp tục thực hiện"},
		{TT: "9"},
		{TT: "9", Text: "Dòng thứ hai"},
	}
	if diff := cmp.Diff(want, b.Rows); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]KeptText{
		{Bieu: "Biểu 02", TT: "1", Column: "Kết quả", Text: "117/200 lao động", Source: "117 lao động"},
		{Bieu: "Biểu 02", TT: "3", Source: "Môi trường"},
	}, kept); diff != "" {
		t.Error(diff)
	}
}

func TestCloseWithoutAnythingShown(t *testing.T) {
	b, kept := closedExample().Close(nil)
	if diff := cmp.Diff(closedExample(), b); diff != "" || kept != nil {
		t.Error(diff, kept)
	}
}

func TestRowKeysAreThoseOfTheMerge(t *testing.T) {
	b := closedExample()
	b.Rows = append(b.Rows, BieuRow{TT: "1", Text: "Việc khác"})
	g := BieuLayout(b, testSettings()).Grid()
	var order string
	for _, s := range Merge(g, b, nil, testSettings()).Shown {
		if s.Column == ColumnOrder {
			order = s.Text
		}
	}
	got := ""
	for i, key := range b.rowKeys() {
		if i > 0 {
			got += "\n"
		}
		got += key
	}
	if got != order {
		t.Errorf("keys %q, of the merge %q", got, order)
	}
}

func TestClosedLayout(t *testing.T) {
	b := closedExample()
	b.Provisional = "TẠM – 7/9 đơn vị"
	at := time.Date(2023, 10, 5, 8, 12, 0, 0, hanoi)
	l := Sealed(ClosedLayout(b, "Biểu 02 (T9-2023)", testSettings()), SealWords(ClosedWords(at, hanoi), "0123456789abcdef"))
	g := l.Grid()
	if got := g.At(2, 0).Value; got != b.Provisional {
		t.Errorf("face %q", got)
	}
	if got := g.At(4, 2).Value + "|" + g.At(6, 3).Value; got != "117 lao động|Đạt chỉ tiêu KH" {
		t.Errorf("results %q", got)
	}
	if got, want := g.At(8, 0).Value, "Chốt lúc 08:12 ngày 05/10/2023, mã kiểm chứng 0123456789abcdef"; got != want {
		t.Errorf("seal %q, want %q", got, want)
	}
	if !HasSeal(g, "0123456789abcdef") || HasSeal(g, "0123456789abcdee") {
		t.Error("the seal is not known again")
	}
}

func TestClosedLayoutHasRoomForEveryUnitItLacks(t *testing.T) {
	b := closedExample()
	for _, tt := range []struct {
		runes int
		want  float64
	}{{0, 18}, {124, 18}, {250, 50}} {
		b.Provisional = strings.Repeat("a", tt.runes)
		if got := ClosedLayout(b, "Biểu 02 (T9-2023)", testSettings()).Rows[2].Height; got != tt.want {
			t.Errorf("%d characters stand in a row of %v points, want %v", tt.runes, got, tt.want)
		}
	}
}

func TestClosedTitle(t *testing.T) {
	tests := []struct {
		tab    string
		period string
		time   int
		taken  []string
		want   string
	}{
		{"Biểu 01", "2023-09", 1, nil, "Biểu 01 (T9-2023)"},
		{"Biểu 02", "2023-Q3", 1, nil, "Biểu 02 (Q3-2023)"},
		{"Biểu 02", "2023-H1", 1, nil, "Biểu 02 (6T-2023)"},
		{"Biểu 02", "2023-H2", 1, nil, "Biểu 02 (6T cuối 2023)"},
		{"Biểu 02", "2023-9M", 1, nil, "Biểu 02 (9T-2023)"},
		{"Biểu 02", "2023", 1, nil, "Biểu 02 (2023)"},
		{"Biểu 02", "2023-09", 2, nil, "Biểu 02 (T9-2023 lần 2)"},
		{"Biểu 02", "2023-09", 1, []string{"Biểu 02 (T9-2023)"}, "Biểu 02 (T9-2023) (2)"},
		{"Kết quả các chỉ tiêu kinh tế xã hội", "2023-09", 1, nil, "Kết quả các chỉ tiêu (T9-2023)"},
	}
	for _, tt := range tests {
		p, err := calendar.ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		got := ClosedTitle(tt.tab, p, tt.time, func(title string) bool {
			for _, other := range tt.taken {
				if title == other {
					return true
				}
			}
			return false
		})
		if got != tt.want || len([]rune(got)) > longestTitle {
			t.Errorf("%s, %s: %q, want %q", tt.tab, tt.period, got, tt.want)
		}
	}
	if (workbook.Edit{Tabs: []workbook.Layout{{Title: tests[len(tests)-1].want}}}).Check(nil) != nil {
		t.Error("not a title")
	}
}
