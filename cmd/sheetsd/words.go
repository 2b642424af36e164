package main

import (
	"errors"
	"fmt"
	"net"
	"os"

	"bieu/sync/gsheets"
)

// What people read of this program.
const (
	helpText = `Máy chủ thử: trả lời như Google Sheets, dùng để chạy thử bieu khi chưa có tài khoản Google.
Bảng tính chỉ nằm trong bộ nhớ và mất khi dừng chương trình.

Cách dùng:
  sheetsd [--addr ĐỊA-CHỈ] [--example] [--quota]

  --addr     địa chỉ lắng nghe (mặc định 127.0.0.1:0: chỉ máy này, cổng trống bất kỳ)
  --example  dựng sẵn bảng tính mẫu và viết bieu.yaml vào thư mục hiện tại
  --quota    giới hạn số lần gọi mỗi phút như Google (60 đọc, 60 ghi)

Khóa tài khoản dịch vụ được viết vào thư mục hiện tại: ` + keyFile + `
`
	usageWords   = "Chưa hiểu tùy chọn (%v). Xem: sheetsd --help\n"
	servingWords = "Máy chủ thử đang chạy tại %s\nBảng tính: %s\nKhóa:      %s\n"
	exampleWords = "Cài đặt:   %s\nMở cửa sổ khác trong thư mục này và chạy: bieu sync --config %s\n"
	endWords     = "Nhấn Ctrl-C để dừng; bảng tính sẽ mất theo.\n"

	exampleTitle = "Kế hoạch 2023 (bản chạy thử)"
	blankTitle   = "Bảng tính trống (bản chạy thử)"

	// settingsMark is the first line of settings that may be written over.
	settingsMark = "# Do sheetsd viết để chạy thử; mỗi lần khởi động sẽ viết lại."
)

// words tells what went wrong and what to do next.
func words(err error) string {
	var onFile *os.PathError
	var onNet *net.OpError
	switch {
	case errors.Is(err, errForeign):
		return "Thư mục này đã có " + settingsFile + " do người khác viết nên được giữ nguyên. Xin chạy sheetsd --example trong một thư mục trống."
	case errors.As(err, &onNet):
		return fmt.Sprintf("Không lắng nghe được tại địa chỉ đã cho: %v. Xin chọn địa chỉ hoặc cổng khác bằng --addr.", onNet.Err)
	case errors.As(err, &onFile):
		return fmt.Sprintf("Không ghi được %s: %v. Xin kiểm tra quyền ghi vào thư mục hiện tại.", onFile.Path, onFile.Err)
	}
	if text, ok := gsheets.Words(err); ok {
		return text
	}
	return fmt.Sprintf("Chưa chạy được máy chủ thử: %v", err)
}
