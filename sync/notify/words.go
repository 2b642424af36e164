package notify

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// words say what failed and what to do; %s is the server.
var words = map[error]string{
	ErrSecret:      "chưa có mật khẩu hoặc khóa ở %s; đề nghị kiểm tra rồi gửi lại",
	ErrNoChannel:   "cài đặt hiện không có kênh gửi này",
	ErrUnreachable: "chưa kết nối được %s; đề nghị kiểm tra địa chỉ, cổng và đường truyền",
	ErrTLS:         "chưa mở được kết nối mã hóa với %s; đề nghị kiểm tra chứng thư của máy chủ và mục mail.encryption",
	ErrLogin:       "%s chưa chấp nhận tên đăng nhập hoặc mật khẩu; đề nghị kiểm tra mail.user và mail.password",
	ErrSender:      "%s chưa chấp nhận địa chỉ gửi; đề nghị kiểm tra mail.from",
	ErrAddress:     "%s cho biết không có địa chỉ nhận này; đề nghị kiểm tra địa chỉ ở trang Đơn vị",
	ErrRefused:     "%s chưa nhận thông báo",
	ErrBroken:      "kết nối với %s bị ngắt giữa chừng",
	ErrStatus:      "%s trả lời không thành công",
}

// mostAnswer is as much of a server's answer as people read.
const mostAnswer = 120

// Words say in Vietnamese why something was not sent. They hold no secret.
func Words(err error) string {
	e := (*Error)(nil)
	if !errors.As(err, &e) {
		return words[ErrNoChannel]
	}
	place := e.Place
	if place == "" {
		place = "nơi nhận"
	}
	text := words[e.Kind]
	if strings.Contains(text, "%s") {
		text = fmt.Sprintf(text, place)
	}
	if e.Code != 0 {
		text += fmt.Sprintf(" (mã %d%s)", e.Code, answerWords(e.Answer))
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
