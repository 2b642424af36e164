package main

import (
	"strings"
	"testing"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/form"
)

// Words that the office wrote in a Biểu of another month are listed, with the
// way in which they come into what is closed; other differences need none.
func TestWordsOfABieuThatHasGoneOn(t *testing.T) {
	c := &engine.Closure{Manifest: engine.Manifest{Period: "2023-Q3"}, Shown: calendar.MonthOf(2023, 10)}
	c.Differing = []form.BieuDifference{{Bieu: "Biểu 02", TT: "14", Column: "Kết quả", Shown: "b", Closed: "a"}}
	told := strings.Join(wordsClosingNotes(c, time.UTC), "\n")
	if !strings.Contains(told, "số liệu kỳ 10/2023, khác bản sẽ chốt 1 chỗ") || strings.Contains(told, "bieu reopen") {
		t.Errorf("told %s", told)
	}
	c.Differing[0].Edited = true
	want := "Cần đưa phần văn phòng sửa vào bản chốt thì đề nghị đơn vị ghi câu đó vào Kết quả ở trang của mình, Kỳ báo cáo 9/2023, " +
		"chạy bieu sync rồi chốt; đã chốt thì mở lại kỳ cho đơn vị trước (bieu reopen). Sau đó đơn vị ghi lại Kỳ báo cáo đang làm."
	if told := strings.Join(wordsClosingNotes(c, time.UTC), "\n"); !strings.HasSuffix(told, "trang ghi “b” (văn phòng ghi), bản chốt ghi “a”\n"+want) {
		t.Errorf("told %s", told)
	}
}
