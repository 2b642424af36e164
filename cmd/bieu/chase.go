package main

import (
	"time"

	"github.com/spf13/cobra"

	"bieu/rules/calendar"
	"bieu/sync/history"
	"bieu/sync/notify"
)

func (a *app) chaseCommand() *cobra.Command {
	var file, period string
	var asJSON bool
	c := &cobra.Command{
		Use:   "chase [--period KỲ] [--json] [--config TỆP]",
		Short: "Xem đã đôn đốc đơn vị nào, khi nào, về nội dung gì",
		Long: `Liệt kê các thông báo đôn đốc, từ cũ đến mới: gửi đến ai, lúc nào, ở bước nào, về nội dung gì; thông báo nào
đang chờ gửi, thông báo nào không gửi được và lý do. Nội dung đầy đủ của từng thông báo, đúng như đã gửi, có
trong kết quả --json. Chỉ đọc lịch sử, không gửi gì.`,
		Example: `  bieu chase
  bieu chase --period 2023-09
  bieu chase --period 2023-09 --json`,
		Args: args(0, 0, "lệnh chase không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.chase(c, file, period, asJSON) },
	}
	c.Flags().StringVar(&period, "period", "", "chỉ `KỲ` này, ví dụ 2023-09")
	c.Flags().BoolVar(&asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func (a *app) chase(c *cobra.Command, file, period string, asJSON bool) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	if period != "" {
		p, err := calendar.ParseCell(period)
		if err != nil {
			return usage(c, "--period cần một kỳ như 2023-09 hoặc 2023, không phải “"+period+"”")
		}
		period = p.String()
	}
	return set.lookHistory(c.Context(), func(store *history.Store) error {
		plan, err := set.historyPlan()
		if err != nil {
			return err
		}
		all, err := store.Outbox(c.Context(), plan, period)
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(a.stdout, messagesToJSON(plan, all, set.Calendar.Location))
		}
		a.reportMessages(all, set.Calendar.Location)
		return nil
	})
}

func (a *app) reportMessages(all []history.Message, loc *time.Location) {
	if len(all) == 0 {
		a.say("%s", wordsNoMessages)
		return
	}
	for _, m := range all {
		a.say("%s", wordsMessage(m, loc))
		a.say("  %s", m.Subject)
	}
	a.say("%s", wordsMessageCounts(countMessages(all)))
}

// messageCounts count messages by what became of them: those that came by who
// got them, since only a unit that was written to itself was reminded.
type messageCounts struct {
	reminded, office, program      int
	waiting, dead, cancelled, held int
}

func countMessages(all []history.Message) messageCounts {
	var n messageCounts
	for _, m := range all {
		switch {
		case m.State == history.Pending:
			n.waiting++
		case m.State == history.Dead:
			n.dead++
		case m.State == history.Cancelled:
			n.cancelled++
		case m.State == history.Held:
			n.held++
		case m.Channel == history.ChannelWebhook:
			n.program++
		case m.Unit == "":
			n.office++
		default:
			n.reminded++
		}
	}
	return n
}

// The JSON of chase.
type (
	chaseJSON struct {
		Plan     string        `json:"plan"`
		Messages []messageJSON `json:"messages"`
	}
	messageJSON struct {
		Key      string               `json:"key"` // as the letter itself carries it
		Period   string               `json:"period"`
		Unit     string               `json:"unit"` // "" for the office
		Step     string               `json:"step"`
		Channel  string               `json:"channel"`
		To       string               `json:"to"`
		State    history.MessageState `json:"state"`
		Run      int64                `json:"run"`
		At       string               `json:"at"`
		Sent     *string              `json:"sent"` // null for what has not gone out
		Next     *string              `json:"next"` // null for what waits for nothing
		Attempts int                  `json:"attempts"`
		Error    string               `json:"error"`
		Subject  string               `json:"subject"`
		Body     string               `json:"body"`
	}
)

func messagesToJSON(plan string, all []history.Message, loc *time.Location) chaseJSON {
	j := chaseJSON{Plan: plan, Messages: []messageJSON{}}
	instant := func(t time.Time, there bool) *string {
		if !there {
			return nil
		}
		text := t.In(loc).Format(time.RFC3339)
		return &text
	}
	for _, m := range all {
		j.Messages = append(j.Messages, messageJSON{
			Key: notify.ID(m.Key), Period: m.Period, Unit: m.Unit, Step: m.Step, Channel: m.Channel, To: m.To, State: m.State,
			Run: m.Run, At: m.At.In(loc).Format(time.RFC3339), Sent: instant(m.SentAt, m.State == history.Sent),
			Next: instant(m.NextAt, m.State == history.Pending), Attempts: m.Attempts, Error: m.LastError,
			Subject: m.Subject, Body: m.Body,
		})
	}
	return j
}
