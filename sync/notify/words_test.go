package notify

import (
	"strings"
	"testing"
)

// The office reads of no setting, and whoever wrote the settings reads which.
func TestWordsForTheirReaders(t *testing.T) {
	settings := []string{"mail.", "webhook.", "mục mail", "env:", "BIEU_"}
	for kind, w := range words {
		err := &Error{Kind: kind, Place: "biến môi trường BIEU_MAIL_PASSWORD", Code: 421, Answer: "busy"}
		office, installer := Words(err), InstallerWords(err)
		if strings.Contains(w.what, "%s") {
			office = strings.ReplaceAll(office, err.Place, "máy chủ")
		}
		for _, name := range settings {
			if strings.Contains(office, name) {
				t.Errorf("%v: the office reads %q", kind, office)
			}
		}
		if strings.Contains(office+installer, "%") || !strings.Contains(office, "(mã 421: busy)") {
			t.Errorf("%v: %q, %q", kind, office, installer)
		}
	}
	login := InstallerWords(&Error{Kind: ErrLogin, Place: "mail.example.vn:587", Code: 535})
	if want := "mail.example.vn:587 chưa chấp nhận tên đăng nhập hoặc mật khẩu (mã 535); đề nghị kiểm tra mail.user và mail.password"; login != want {
		t.Errorf("got %q, want %q", login, want)
	}
	secret := InstallerWords(&Error{Kind: ErrSecret, Place: "biến môi trường BIEU_MAIL_PASSWORD"})
	if want := "chưa có mật khẩu hoặc khóa của kênh gửi; đề nghị ghi vào biến môi trường BIEU_MAIL_PASSWORD rồi gửi lại"; secret != want {
		t.Errorf("got %q, want %q", secret, want)
	}
}
