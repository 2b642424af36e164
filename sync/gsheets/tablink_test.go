package gsheets

import "testing"

func TestTabLink(t *testing.T) {
	b := &Book{id: "abc"}
	const whole = "https://docs.google.com/spreadsheets/d/abc/edit"
	if got := b.TabLink("Trạm y tế"); got != whole {
		t.Errorf("before a read: %s", got)
	}
	b.last = &picture{tabs: []*tab{{id: 0, title: "Tổng quan"}, {id: 77, title: "Trạm y tế"}}}
	for title, want := range map[string]string{"Tổng quan": whole + "#gid=0", "Trạm y tế": whole + "#gid=77", "Công an": whole} {
		if got := b.TabLink(title); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}
