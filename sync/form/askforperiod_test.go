package form

import (
	"testing"
	"time"

	"bieu/rules/calendar"
)

// Whoever is asked for a period reads which one, and in which cell of the tab
// as it is laid out. What they are shown can be read back.
func TestAskForPeriod(t *testing.T) {
	p, units := smallPlan(t)
	roster := NewRoster(units)
	u, _ := roster.Find("Văn hóa")
	s := testSettings()
	s.Asked = calendar.MonthOf(s.Year, time.November)
	for line, want := range map[string][2]string{
		"Kỳ báo cáo": {
			"Chưa ghi Kỳ báo cáo nên chưa tính là đã nộp. Đề nghị ghi kỳ vào ô B1, ví dụ: 11/2023.",
			"Đề nghị ghi Kỳ báo cáo là 11/2023 (ô B1, bên phải chữ “Kỳ báo cáo”).",
		},
		"Phường Thử|Kỳ báo cáo|||tháng này": {
			"Kỳ báo cáo ghi “tháng này”, chưa hiểu được là kỳ nào. Đề nghị ghi như 11/2023; báo cáo năm thì ghi năm 2023.",
			"Đề nghị ghi Kỳ báo cáo là 11/2023 (ô E1, bên phải chữ “Kỳ báo cáo”).",
		},
		"|Kỳ báo cáo: kỳ này": {
			"Kỳ báo cáo ghi “kỳ này”, chưa hiểu được là kỳ nào. Đề nghị ghi như 11/2023; báo cáo năm thì ghi năm 2023.",
			"Đề nghị sửa ô B1 thành “Kỳ báo cáo: 11/2023”.",
		},
		"Báo cáo": {
			"Chưa ghi Kỳ báo cáo nên chưa tính là đã nộp. Đề nghị thêm ở trên bảng một ô ghi kỳ, ví dụ: “Kỳ báo cáo: 11/2023”.",
			"Đề nghị thêm ở trên bảng một ô ghi “Kỳ báo cáo: 11/2023”.",
		},
		"Kỳ báo cáo|9/2022": {
			"Kỳ báo cáo ghi 9/2022, không thuộc năm 2023 của kế hoạch nên số liệu của trang chưa được đánh giá và chưa đưa vào Biểu. " +
				"Đề nghị ghi lại, ví dụ: 11/2023.",
			"Đề nghị ghi Kỳ báo cáo là 11/2023 (ô B1, bên phải chữ “Kỳ báo cáo”).",
		},
	} {
		tab := ReadUnit(sheet("Văn hóa", line, "", unitHead), units[u], Expected(p, roster)[u], s)
		if tab.Problems[0].Text != want[0] {
			t.Errorf("%q: problem\n%s, want\n%s", line, tab.Problems[0].Text, want[0])
		}
		if got := tab.AskForPeriod(s.Asked); got != want[1] {
			t.Errorf("%q: asked\n%s, want\n%s", line, got, want[1])
		}
	}
	tab := ReadUnit(sheet("Văn hóa", periodLine(s.Asked), "", unitHead), units[u], Expected(p, roster)[u], s)
	if tab.Period != s.Asked {
		t.Errorf("%q is read as %v", periodLine(s.Asked), tab.Period)
	}
}
