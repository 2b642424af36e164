package form

import (
	"testing"

	"bieu/rules/calendar"
)

// A list whose heading says that all in it is overdue does not say it again.
func TestOverdueReportOwed(t *testing.T) {
	year := calendar.Period{Year: 2023, Kind: calendar.Year}
	for _, tt := range []struct {
		name string
		o    OverdueReport
		want string
	}{
		{"nothing handed in", OverdueReport{Period: year}, "chưa nộp báo cáo năm 2023; đề nghị nộp báo cáo, ghi Kỳ báo cáo là năm 2023"},
		{"rows missing", OverdueReport{Period: year, Named: true, Missing: []string{"9.1", "9.2"}}, "chưa nộp báo cáo năm 2023; đề nghị bổ sung 9.1, 9.2"},
		{"rows unchanged", OverdueReport{Period: year, Named: true, Explain: true}, "cần giải trình báo cáo năm 2023; đề nghị cập nhật số liệu, hoặc ghi lý do ở cột Ghi chú"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.o.Owed(); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}
