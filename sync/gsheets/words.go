package gsheets

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"bieu/sync/workbook"
)

// What people read in a spreadsheet laid out here.
const (
	wordsWarned = "Cột do máy ghi: nội dung ở đây sẽ được ghi lại ở lần đọc sau. Số liệu, kết quả xin ghi vào các cột dành cho đơn vị."
	wordsStrict = "Cột do máy ghi."
	wordsChoice = "Đề nghị chọn một giá trị có trong danh sách của ô này."
)

// Words says to people what went wrong and what to do; false when the error is
// none of those of this driver.
func Words(err error) (string, bool) {
	var access *AccessError
	var displaced *DisplacedError
	switch {
	case errors.As(err, &access) && access.ReadOnly:
		return fmt.Sprintf("Bảng tính mới được chia sẻ với %s ở quyền xem. "+
			"Đề nghị chủ bảng tính bấm nút Chia sẻ và đổi quyền của địa chỉ này thành Người chỉnh sửa.", access.Account), true
	case errors.As(err, &access) && access.Revoked:
		return fmt.Sprintf("Quyền truy cập bảng tính vừa bị thu hồi khi đang làm việc, hoặc chỉ là quyền xem. "+
			"Đề nghị chủ bảng tính bấm nút Chia sẻ và thêm lại %s với quyền Người chỉnh sửa.", access.Account), true
	case errors.As(err, &access):
		return fmt.Sprintf("Chưa chia sẻ bảng tính với %s. Đề nghị mở bảng tính, bấm nút Chia sẻ, "+
			"thêm địa chỉ này với quyền Người chỉnh sửa; nếu đã chia sẻ, xin xem lại đường dẫn hoặc mã của bảng tính.", access.Account), true
	case errors.Is(err, ErrKey) && errors.Is(err, fs.ErrNotExist):
		return "Không tìm thấy khóa của tài khoản dịch vụ. Đề nghị xem lại đường dẫn tệp khóa, hoặc tên biến môi trường giữ khóa.", true
	case errors.As(err, &displaced):
		return displacedWords(displaced.Cells), true
	}
	for _, known := range kindWords {
		if errors.Is(err, known.kind) {
			return known.text, true
		}
	}
	return "", false
}

var kindWords = []struct {
	kind error
	text string
}{
	{ErrLink, "Không nhận ra bảng tính Google. Đề nghị chép nguyên đường dẫn trên thanh địa chỉ khi đang mở bảng tính, " +
		"dạng https://docs.google.com/spreadsheets/d/…"},
	{ErrKeyRefused, "Google không nhận khóa của tài khoản dịch vụ: khóa đã hết hạn, đã bị xóa hoặc thuộc tài khoản khác. " +
		"Đề nghị tạo khóa mới (JSON) trong Google Cloud và thay tệp khóa."},
	{ErrKey, "Không dùng được khóa của tài khoản dịch vụ: không phải khóa dạng JSON do Google Cloud cấp. Đề nghị xem lại mục credentials, hoặc tải lại khóa."},
	{ErrClock, "Đồng hồ của máy này chênh quá nhiều so với giờ của Google nên không đăng nhập được. Đề nghị bật tự động chỉnh giờ rồi chạy lại."},
	{ErrScope, "Lần đăng nhập này không có quyền với bảng tính. Đề nghị dùng khóa của tài khoản dịch vụ do Biểu tự đăng nhập."},
	{ErrAPIOff, "Google Sheets API chưa bật cho dự án của tài khoản dịch vụ. Đề nghị mở Google Cloud, mục APIs & Services, bật Google Sheets API, chờ vài phút rồi chạy lại."},
	{ErrSignIn, "Google không nhận lần đăng nhập này. Đề nghị xem lại tài khoản dịch vụ còn hoạt động hay không, rồi chạy lại."},
	{ErrProtected, "Có vùng được bảo vệ không cho tài khoản dịch vụ ghi. Đề nghị chủ bảng tính thêm tài khoản này vào danh sách được sửa của vùng bảo vệ."},
	{ErrQuota, "Đã dùng hết số lần gọi Google Sheets trong phút này. Chưa có gì bị mất; xin chạy lại sau ít phút."},
	{ErrBusy, "Google Sheets chưa trả lời sau nhiều lần gọi. Chưa có gì bị mất; đề nghị xem lại mạng và chạy lại sau ít phút."},
	{ErrUnproven, "Đã ghi nhưng chưa xem lại được kết quả ghi. Lần chạy sau sẽ đối chiếu và ghi bù nếu thiếu."},
}

func displacedWords(cells []Displaced) string {
	var b strings.Builder
	b.WriteString("Có người chèn, xóa hoặc chuyển cột, dòng đúng lúc máy ghi; các ô sau đề nghị xem lại:")
	for _, c := range cells {
		fmt.Fprintf(&b, "\n  %s: trước đó là %s, hiện là %s", c.Address, shown(c.Was), shown(c.Now))
	}
	return b.String()
}

func shown(c workbook.Cell) string {
	if c.Kind == workbook.Blank {
		return "(trống)"
	}
	return "“" + c.Value + "”"
}

// Text says to people what should be put right.
func (w Warning) Text() string {
	switch w.Code {
	case WarnKeyOpen:
		return fmt.Sprintf("Người khác trên máy này đọc được tệp khóa %s. Đề nghị chỉ để chủ tệp đọc được (chmod 600).", w.Arg)
	case WarnLocale:
		return fmt.Sprintf("Bảng tính đang dùng ngôn ngữ %s, không viết số thập phân bằng dấu phẩy: 58,5 sẽ thành 585. "+
			"Đề nghị vào Tệp › Cài đặt › Ngôn ngữ, chọn Việt Nam, rồi xem lại các số đã ghi.", w.Arg)
	case WarnTimeZone:
		return fmt.Sprintf("Bảng tính đang dùng múi giờ %s. Đề nghị vào Tệp › Cài đặt › Múi giờ, chọn (GMT+07:00) Ho Chi Minh City.", w.Arg)
	}
	return w.Code
}
