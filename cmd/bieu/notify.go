package main

import (
	"time"

	"github.com/spf13/cobra"

	"bieu/sync/history"
	"bieu/sync/notify"
)

func (a *app) notifyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "notify",
		Short: "Thử các kênh gửi thông báo",
		Long:  "Các lệnh về kênh gửi thông báo: thư điện tử (mục mail) và chương trình khác (mục webhook) trong tệp cài đặt.",
		Args: func(c *cobra.Command, list []string) error {
			if len(list) > 0 {
				return usage(c, "lệnh notify có lệnh con test, không có “"+list[0]+"”")
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.notifyTestCommand())
	return c
}

func (a *app) notifyTestCommand() *cobra.Command {
	var file, to string
	c := &cobra.Command{
		Use:   "test [--to ĐỊA-CHỈ] [--config TỆP]",
		Short: "Gửi một thông báo thử qua từng kênh",
		Long: `Gửi ngay một thông báo thử qua từng kênh đã khai trong tệp cài đặt (mail, webhook) và cho biết kết quả.
Không ghi vào lịch sử, không gửi cho đơn vị nào. Không ghi --to thì thư thử đến địa chỉ ở mục chase.office,
nếu không có thì đến địa chỉ gửi thư.`,
		Example: `  bieu notify test
  bieu notify test --to vanphong@thoxuong.gov.vn`,
		Args: args(0, 0, "lệnh notify test không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.notifyTest(c, file, to) },
	}
	c.Flags().StringVar(&to, "to", "", "gửi thư thử đến `ĐỊA-CHỈ` này")
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func (a *app) notifyTest(c *cobra.Command, file, to string) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	channels := a.channels(set)
	if len(channels) == 0 {
		a.complain("%s", wordsNoChannel(set.File))
		return errUnusable
	}
	if to == "" {
		to = set.office()
	}
	now := a.now()
	m := history.Message{Key: "test " + now.Format(time.RFC3339Nano), Step: "test", To: to, At: now}
	m.Subject, m.Body = wordsTestLetter(set.Organisation, now.In(set.Calendar.Location))
	var failed bool
	for _, name := range []string{history.ChannelMail, history.ChannelWebhook} {
		channel, ok := channels[name]
		if !ok {
			continue
		}
		m.Channel = name
		if err := channel.Send(c.Context(), m); err != nil {
			failed = true
			a.log().ErrorContext(c.Context(), "test message not sent", "channel", name, "error", err)
			a.say("✗ %s", wordsTestFailed(name, notify.InstallerWords(err)))
			continue
		}
		a.say("✓ %s", wordsTestSent(name, to))
	}
	if failed {
		return errUnwell
	}
	return nil
}
