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

// wordsProgram is the other program that a webhook tells.
const wordsProgram = "chương trình nhận tin"

var channelWords = map[string]string{history.ChannelMail: "thư điện tử", history.ChannelWebhook: wordsProgram}

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

// wordsTold says who was told. Reminded is only who was written to: what another
// program did with what it took is not known here.
func wordsTold(m history.Message) string {
	switch {
	case m.Channel == history.ChannelWebhook:
		return "đã chuyển cho chương trình này"
	case m.Unit == "":
		return "đã báo Văn phòng"
	}
	return "đã nhắc"
}

func wordsState(m history.Message, loc *time.Location) string {
	switch m.State {
	case history.Sent:
		return wordsTold(m) + " lúc " + form.MomentWords(m.SentAt, loc)
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

// wordsMessageCounts adds up what became of messages.
func wordsMessageCounts(n messageCounts) string {
	total := n.reminded + n.office + n.program + n.waiting + n.dead + n.cancelled + n.held
	list := []string{fmt.Sprintf("đã nhắc %d", n.reminded)}
	add := func(n int, format string) {
		if n > 0 {
			list = append(list, fmt.Sprintf(format, n))
		}
	}
	add(n.office, "đã báo Văn phòng %d")
	add(n.program, "đã chuyển cho "+wordsProgram+" %d")
	list = append(list, fmt.Sprintf("chờ gửi %d, không gửi được %d, đã hủy %d", n.waiting, n.dead, n.cancelled))
	add(n.held, "xét thử %d")
	return fmt.Sprintf("Tổng số %d thông báo: %s.", total, strings.Join(list, ", "))
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
