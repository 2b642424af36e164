package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bieu/rules/calendar"
	"bieu/sync/engine"
)

// reopenFlags are the options of reopen.
type reopenFlags struct {
	config, at, period, unit, reason, until string
	yes, asJSON                             bool
}

func (a *app) reopenCommand() *cobra.Command {
	var f reopenFlags
	c := &cobra.Command{
		Use:   "reopen --period KỲ --unit ĐƠN-VỊ --reason LÝ-DO --until NGÀY [--yes] [--json] [--at THỜI-ĐIỂM] [--config TỆP]",
		Short: "Mở lại kỳ đã chốt cho một đơn vị, có lý do và thời hạn",
		Long: `Mở lại một kỳ đã chốt cho một đơn vị: đến hết thời hạn, số liệu đơn vị sửa trong kỳ đó được lấy như trước khi chốt.
Hết hạn thì số liệu đang có được giữ nguyên; chốt lại bằng “bieu close” để có bản chốt mới.
Lý do, đơn vị và thời hạn được lưu vào lịch sử và hiện ở trang Tổng quan.
--until nhận ngày (2023-10-12 hoặc 12/10/2023: đến hết ngày đó) hoặc thời điểm (2023-10-12T17:00:00+07:00).`,
		Example: `  bieu reopen --period 2023-09 --unit "Trạm y tế" --reason "Bổ sung số liệu BHYT" --until 2023-10-12`,
		Args:    args(0, 0, "lệnh reopen không có tham số ngoài tùy chọn"),
		RunE:    func(c *cobra.Command, _ []string) error { return a.reopen(c, f) },
	}
	periodFlag(c, &f.period)
	c.Flags().StringVar(&f.unit, "unit", "", "`ĐƠN-VỊ`, theo tên, mã hoặc tên trang")
	c.Flags().StringVar(&f.reason, "reason", "", "`LÝ-DO` mở lại")
	c.Flags().StringVar(&f.until, "until", "", "thời hạn: `NGÀY` hoặc thời điểm, ví dụ 12/10/2023")
	c.Flags().BoolVar(&f.yes, "yes", false, "không hỏi lại")
	c.Flags().BoolVar(&f.asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&f.at, "at", "", "xét tại `THỜI-ĐIỂM` này thay cho hiện tại")
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func (a *app) reopen(c *cobra.Command, f reopenFlags) error {
	period, err := periodOf(c, f.period)
	if err != nil {
		return err
	}
	for _, need := range []struct{ name, value string }{{"unit", f.unit}, {"reason", strings.TrimSpace(f.reason)}, {"until", f.until}} {
		if need.value == "" {
			return usage(c, "cần --"+need.name)
		}
	}
	set, err := a.settings(f.config)
	if err != nil {
		return err
	}
	until, err := untilOf(c, f.until, set.Calendar.Location)
	if err != nil {
		return err
	}
	instant, fixed, err := a.instant(c, f.at, set.AsOf)
	if err != nil {
		return err
	}
	n, err := a.openExisting(c.Context(), set, fixed, false)
	if err != nil {
		return err
	}
	defer n.close()
	r, err := n.engine.PrepareReopening(c.Context(), engine.ReopenOptions{
		At: instant, Until: until, Period: period, Unit: f.unit, Reason: f.reason,
	})
	if err != nil {
		return a.cannot(err, period, set)
	}
	if !f.asJSON {
		a.say("%s", wordsReopen(r, period, set.Calendar.Location))
	}
	if !f.yes && !a.agreed("Thực hiện?") {
		return a.notDone()
	}
	err = a.alone(c.Context(), set, n, func(ctx context.Context) error { return n.engine.Reopen(ctx, r) })
	if err != nil {
		return err
	}
	if loc := set.Calendar.Location; f.asJSON {
		return printJSON(a.stdout, reopeningJSON{r.Period, r.Unit, r.Reason, r.At.In(loc).Format(time.RFC3339), r.Until.In(loc).Format(time.RFC3339)})
	}
	a.say("Đã mở lại. Chạy “bieu sync” để lấy số liệu mới; xong thì chốt lại bằng “bieu close --period %s”.", period)
	return nil
}

// reopeningJSON is the JSON of reopen.
type reopeningJSON struct {
	Period string `json:"period"`
	Unit   string `json:"unit"`
	Reason string `json:"reason"`
	At     string `json:"at"`
	Until  string `json:"until"`
}

// untilOf reads --until: an instant, or a day to whose end it lasts.
func untilOf(c *cobra.Command, text string, loc *time.Location) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006"} {
		if day, err := time.ParseInLocation(layout, text, loc); err == nil {
			return calendar.DayOf(day.AddDate(0, 0, 1), loc).Start(loc), nil
		}
	}
	return time.Time{}, usage(c, "--until cần một ngày như 2023-10-12 hoặc thời điểm như 2023-10-12T17:00:00+07:00, không phải “"+text+"”")
}
