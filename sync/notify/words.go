package notify

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// wording is how people are told of a kind of failure; %s is the server.
type wording struct {
	what string
	// office is what the office can do, installer what whoever wrote the
	// settings can; the latter alone reads names of settings.
	office, installer string
}

const askInstaller = "đề nghị báo người quản trị phần mềm kiểm tra"

var words = map[error]wording{
	ErrSecret:      {"chưa có mật khẩu hoặc khóa của kênh gửi", askInstaller, "đề nghị ghi vào %s rồi gửi lại"},
	ErrNoChannel:   {"cài đặt hiện không có kênh gửi này", askInstaller, "đề nghị xem lại mục mail và mục webhook"},
	ErrUnreachable: {"chưa kết nối được %s", "đề nghị kiểm tra đường truyền, hoặc báo người quản trị phần mềm", "đề nghị kiểm tra địa chỉ, cổng và đường truyền"},
	ErrTLS:         {"chưa mở được kết nối mã hóa với %s", askInstaller, "đề nghị kiểm tra chứng thư của máy chủ và mục mail.encryption"},
	ErrLogin:       {"%s chưa chấp nhận tên đăng nhập hoặc mật khẩu", askInstaller, "đề nghị kiểm tra mail.user và mail.password"},
	ErrSender:      {"%s chưa chấp nhận địa chỉ gửi", askInstaller, "đề nghị kiểm tra mail.from"},
	ErrAddress:     {"%s cho biết không có địa chỉ nhận này", "đề nghị kiểm tra địa chỉ ở trang Đơn vị", "đề nghị kiểm tra địa chỉ nhận"},
	ErrRefused:     {"%s chưa nhận thông báo", "", ""},
	ErrBroken:      {"kết nối với %s bị ngắt giữa chừng", "", ""},
	ErrStatus:      {"%s trả lời không thành công", askInstaller, "đề nghị kiểm tra webhook.url và nhật ký của chương trình nhận"},
}

// mostAnswer is as much of a server's answer as people read.
const mostAnswer = 120

// Words say to the office why something was not sent and what to do. They hold
// no secret and name no setting.
func Words(err error) string {
	return worded(err, func(w wording) string { return w.office })
}

// InstallerWords say it to whoever wrote the settings.
func InstallerWords(err error) string {
	return worded(err, func(w wording) string { return w.installer })
}

func worded(err error, advice func(wording) string) string {
	e := (*Error)(nil)
	if !errors.As(err, &e) {
		e = &Error{Kind: ErrNoChannel}
	}
	place := e.Place
	if place == "" {
		place = "nơi nhận"
	}
	w := words[e.Kind]
	text := strings.ReplaceAll(w.what, "%s", place)
	if e.Code != 0 {
		text += fmt.Sprintf(" (mã %d%s)", e.Code, answerWords(e.Answer))
	}
	if advice := advice(w); advice != "" {
		text += "; " + strings.ReplaceAll(advice, "%s", place)
	}
	return text
}

// answerWords is a server's own answer on one line.
func answerWords(answer string) string {
	answer = oneLine(answer)
	if answer == "" {
		return ""
	}
	runes := []rune(answer)
	if len(runes) > mostAnswer {
		answer = string(runes[:mostAnswer]) + "…"
	}
	return ": " + answer
}

// oneLine is a text without anything that could end a line of a header.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}
