package form

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/sync/workbook"
)

func TestNowIsSeenAndUnticked(t *testing.T) {
	at := time.Date(2023, 10, 9, 14, 5, 0, 0, time.UTC)
	done := NowDone(at, 3, 0, 0, time.UTC)
	blank := workbook.Cell{}
	for name, c := range map[string]struct {
		box, beside workbook.Cell
		asked       bool
		want        []workbook.Cell // of the box and beside it
	}{
		"not ticked":        {blank, blank, false, nil},
		"mark":              {workbook.TextCell("x"), blank, true, []workbook.Cell{blank, workbook.TextCell(done)}},
		"blanks":            {workbook.TextCell("  "), blank, false, nil},
		"box":               {workbook.BoolCell(true), blank, true, []workbook.Cell{workbook.BoolCell(false), workbook.TextCell(done)}},
		"box that is off":   {workbook.BoolCell(false), blank, false, nil},
		"said before":       {workbook.TextCell("x"), workbook.TextCell(NowNot(at, "lý do", time.UTC)), true, []workbook.Cell{blank, workbook.TextCell(done)}},
		"a person's remark": {workbook.TextCell("x"), workbook.TextCell("hỏi anh Nam"), true, []workbook.Cell{blank}},
	} {
		g := workbook.NewGrid("Tổng quan", [][]workbook.Cell{{}, {{}, workbook.TextCell(labelNow), c.box, c.beside}})
		if got := NowAsked(g); got != c.asked {
			t.Errorf("%s: asked is %v", name, got)
		}
		var got []workbook.Cell
		for i, e := range NowEdits(g, done) {
			if e.Row != 1 || e.Col != 2+i {
				t.Errorf("%s: edits %s", name, e.Address)
			}
			got = append(got, e.Value)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
	if want := "xong lúc "; !strings.HasPrefix(done, want) || !strings.HasSuffix(done, ", 3 ô thay đổi") {
		t.Errorf("got %q", done)
	}
	for _, tt := range []struct {
		refused, unwritten int
		want               string
	}{
		{2, 0, ", 0 ô thay đổi; còn 2 trang chưa đọc được"},
		{0, 1, ", 0 ô thay đổi; chưa ghi được 1 trang của đơn vị"},
		{2, 1, ", 0 ô thay đổi; còn 2 trang chưa đọc được; chưa ghi được 1 trang của đơn vị"},
	} {
		if got := NowDone(at, 0, tt.refused, tt.unwritten, time.UTC); !strings.HasSuffix(got, tt.want) {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
