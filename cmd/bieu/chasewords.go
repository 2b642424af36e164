package main

import (
	"fmt"
	"strings"
	"time"

	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/notify"
)

// What people read of reminders and of the channels by which they go.

const wordsNoMessages = "Chưa có thông báo đôn đốc nào."

func wordsVariable(name string) string   { return "biến môi trường " + name }
func wordsSecretFile(path string) string { return "tệp " + path }
func wordsFile(name string) string       { return "Tệp: " + name }

func wordsNoChannel(file string) string {
	return file + ": chưa có mục mail hoặc webhook nên chưa có kênh gửi thông báo nào. Đề nghị thêm một trong hai mục đó."
}

// wordsTestLetter is what a test sends.
func wordsTestLetter(organisation string, at time.Time) (subject, body string) {
	subject = "Thông báo thử của phần mềm Biểu: " + organisation
	body = fmt.Sprintf("Đây là thông báo thử do %s gửi lúc %s.\n"+
		"Nhận được thông báo này nghĩa là kênh gửi đã dùng được. Không cần trả lời.\n",
		organisation, form.MomentWords(at, at.Location()))
	return subject, body
}

var channelWords = map[string]string{history.ChannelMail: "thư điện tử", history.ChannelWebhook: "webhook"}

func wordsTestSent(channel, to string) string {
	if channel == history.ChannelMail {
		return "Thư điện tử: đã gửi thư thử đến " + to + ". Đề nghị kiểm tra hộp thư, kể cả thư rác."
	}
	return "Webhook: đã gửi thông báo thử, nơi nhận trả lời thành công."
}

func wordsTestFailed(channel, why string) string {
	if channel == history.ChannelMail {
		return "Thư điện tử: " + why + "."
	}
	return "Webhook: " + why + "."
}

// wordsStep names a step of the ladder: "before-5", "day", "after-1".
func wordsStep(step string) string {
	kind, days, _ := strings.Cut(step, "-")
	switch kind {
	case "before":
		return "trước hạn " + days + " ngày làm việc"
	case "day":
		return "ngày cuối của hạn nộp"
	case "after":
		return "quá hạn " + days + " ngày"
	}
	return step
}

// wordsMessage says of one message who was told what when, or why nobody was.
func wordsMessage(m history.Message, loc *time.Location) string {
	unit := m.Unit
	if unit == "" {
		unit = "Văn phòng"
	}
	if m.To != "" {
		unit += " <" + m.To + ">"
	}
	return fmt.Sprintf("%s  %s, %s, %s: %s", form.Moment(m.At, loc), unit, channelWords[m.Channel], wordsStep(m.Step), wordsState(m, loc))
}

func wordsState(m history.Message, loc *time.Location) string {
	switch m.State {
	case history.Sent:
		return "đã nhắc lúc " + form.MomentWords(m.SentAt, loc)
	case history.Dead:
		return fmt.Sprintf("không gửi được, đã thử %d lần: %s", m.Attempts, m.LastError)
	case history.Cancelled:
		return "đã hủy trước khi gửi, vì đơn vị đã bổ sung hoặc đã sang bước nhắc sau"
	case history.Held:
		return "không gửi, vì lượt chạy xét tại thời điểm đặt trước"
	}
	if m.Attempts > 0 {
		return fmt.Sprintf("chờ gửi lại lúc %s, đã thử %d lần: %s", form.MomentWords(m.NextAt, loc), m.Attempts, m.LastError)
	}
	return "chờ gửi, từ " + form.MomentWords(m.NextAt, loc)
}

// wordsMessageCounts adds up what became of messages, in messageStates' order.
func wordsMessageCounts(counts []int) string {
	total := 0
	for _, n := range counts {
		total += n
	}
	text := fmt.Sprintf("Tổng số %d thông báo: đã nhắc %d, chờ gửi %d, không gửi được %d, đã hủy %d", total, counts[0], counts[1], counts[2], counts[3])
	if counts[4] > 0 {
		text += fmt.Sprintf(", xét thử %d", counts[4])
	}
	return text + "."
}

// wordsDelivery says what a run sent, "" for nothing.
func wordsDelivery(d notify.Delivery) string {
	var list []string
	if d.Sent > 0 {
		list = append(list, fmt.Sprintf("đã gửi %d", d.Sent))
	}
	if d.Failed > 0 {
		list = append(list, fmt.Sprintf("chưa gửi được %d, sẽ gửi lại", d.Failed))
	}
	if d.Dead > 0 {
		list = append(list, fmt.Sprintf("không gửi được %d", d.Dead))
	}
	if len(list) == 0 {
		return ""
	}
	return "Thông báo đôn đốc: " + strings.Join(list, "; ") + ". Xem: bieu chase."
}
