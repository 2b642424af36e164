package config

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// words makes the text of a problem. Texts speak to whoever edits the file:
// what stands there, then what to do.
func words(code Code, args ...any) string { return fmt.Sprintf(texts[code], args...) }

var texts = map[Code]string{
	CodeNotFound:       "không thấy tệp cài đặt này; hãy kiểm tra lại đường dẫn, hoặc tạo tệp mới bằng lệnh bieu init",
	CodeUnreadable:     "không đọc được tệp cài đặt; hãy kiểm tra quyền đọc tệp và xem đây có phải là một tệp không",
	CodeTooLarge:       "tệp lớn hơn 1 MB nên không thể là tệp cài đặt; hãy kiểm tra lại đường dẫn",
	CodeNotText:        "tệp không phải là văn bản UTF-8; hãy mở bằng Notepad và lưu lại, chọn Encoding là UTF-8",
	CodeEmptyFile:      "tệp chưa có mục nào; hãy tạo tệp mẫu bằng lệnh bieu init rồi điền",
	CodeSyntax:         "chưa đọc được từ dòng này; hãy kiểm tra dấu hai chấm, dấu nháy và khoảng thụt đầu dòng",
	CodeTab:            "đầu dòng có phím Tab; hãy thay bằng dấu cách",
	CodeQuote:          "dấu nháy mở ở dòng này chưa được đóng; hãy thêm dấu nháy ở cuối giá trị",
	CodeBracket:        "dấu ngoặc mở ở dòng này chưa được đóng; hãy thêm dấu ngoặc đóng ở cuối",
	CodeEscape:         "dấu \\ trong ngoặc kép có nghĩa riêng; hãy dùng dấu nháy đơn '…', hoặc viết đường dẫn bằng dấu /",
	CodeIndent:         "dòng này thụt vào chưa khớp với các dòng cùng nhóm, hoặc giá trị có thêm dấu hai chấm; hãy thụt cho thẳng hàng, giá trị có dấu hai chấm thì đặt trong dấu nháy đơn '…'",
	CodeMark:           "giá trị bắt đầu bằng một ký hiệu có nghĩa riêng; hãy đặt giá trị trong dấu nháy đơn '…'",
	CodeNoColon:        "dòng này không có dạng «tên mục: giá trị»; hãy thêm dấu hai chấm, hoặc đặt dấu # ở đầu nếu là lời ghi chú",
	CodeSecondDocument: "dấu %s mở một phần thứ hai, phần này sẽ không được đọc; hãy giữ mọi mục trong một phần và xóa dấu %[1]s",
	CodeAnchor:         "không dùng được dấu neo &%s ở đây; hãy viết thẳng giá trị",
	CodeAlias:          "không dùng được dấu tham chiếu *%s ở đây; hãy viết thẳng giá trị",
	CodeMerge:          "không dùng được dấu gộp << ở đây; hãy viết thẳng từng mục",
	CodeTag:            "không dùng được dấu kiểu %s ở đây; hãy xóa dấu này và viết thẳng giá trị",
	CodeDuplicate:      "mục %s đã có ở dòng %d; hãy giữ lại một",
	CodeUnknown:        "không có mục %s; ở đây dùng được: %s",
	CodeUnknownNear:    "không có mục %s; có phải ý là «%s»?",
	CodeMissing:        "thiếu mục %s (%s); hãy thêm một dòng, ví dụ: %s",
	CodeEmpty:          "mục %s đang để trống; hãy điền giá trị, hoặc xóa dòng này",
	CodeType:           "mục %s cần %s, hiện đang là %s",
	CodeQuoted:         "mục %s cần số, hiện đang là chữ vì có dấu nháy; hãy viết %s không có dấu nháy",
	CodeUnquoted:       "mục %s cần chữ, hiện đang là %s; nếu đúng là chữ, hãy đặt trong dấu nháy đơn: '%s'",
	CodeNumberForm:     "mục %s có số viết là %s, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _",
	CodeRange:          "mục %s cần số từ %d đến %d, hiện đang là %s",
	CodeVariable:       "mục %s: sau env: cần tên một biến môi trường, chỉ gồm chữ không dấu, chữ số và dấu _; ví dụ: env:BIEU_HISTORY",
	CodeAddress:        "mục %s cần đường dẫn tệp, địa chỉ postgres://…, hoặc env: và tên biến môi trường chứa địa chỉ đó",
	CodeTimezone:       "mục %s: không có múi giờ %q; ở Việt Nam hãy ghi Asia/Ho_Chi_Minh",
	CodeInstant:        "mục %s: %q chưa phải là một thời điểm; hãy ghi ngày, giờ và múi giờ như 2023-09-30T17:00:00+07:00",
	CodeDate:           "mục %s: %q chưa phải là một ngày; hãy ghi năm-tháng-ngày như 2023-12-05",
	CodeMonthDay:       "mục %s: %q chưa phải là ngày trong năm; hãy ghi tháng-ngày như 12-05",
	CodePeriod:         "mục %s: %q chưa phải là một kỳ báo cáo; hãy ghi như 2023-09, 2023-Q3, 2023-H1, 2023-9M hoặc 2023",
	CodeChoice:         "mục %s: %q không có trong các lựa chọn; hãy chọn một trong: %s",
	CodeWorkbook:       "mục %s: %q không phải tệp .xlsx; hãy mở tệp bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi ghi tên tệp đó",
	CodeTabName:        "mục %s: không đặt được tên trang tính là %q; tên có tối đa 31 ký tự và không có các dấu [ ] : * ? / \\",
	CodeSameTab:        "mục %s trùng tên trang tính với mục %s; hãy đặt tên khác",
	CodeRepeated:       "mục %s: %q đã có ở dòng %d; hãy giữ lại một",
	CodeOrder:          "mục %s (%s) đứng trước mục %s (%s); hãy xếp lại theo thứ tự hạn nộp, tính muộn, khóa",
	CodeClock:          "mục %s: %q chưa phải là giờ trong ngày; hãy ghi giờ:phút như '08:00'",
	CodeHours:          "mục %s: %q chưa phải là một khoảng giờ; hãy ghi giờ:phút-giờ:phút như '20:00-07:00'",
	CodeEmail:          "mục %s: %q chưa phải là một địa chỉ thư điện tử; hãy ghi như vanphong@thoxuong.gov.vn",
	CodeURL:            "mục %s cần một địa chỉ bắt đầu bằng https:// hoặc http://",
	CodeListen:         "mục %s: %q chưa phải là nơi chờ kết nối; hãy ghi địa-chỉ:cổng như 127.0.0.1:8750, cổng 0 là tự chọn",
	CodeSameWorkbook:   "mục %s: %q trùng tên với bảng tính của kế hoạch ở dòng %d; mỗi kế hoạch cần một bảng tính có tên riêng",
	CodeSecret:         "mục %s không ghi thẳng mật khẩu hay khóa; hãy ghi env: và tên biến môi trường, hoặc file: và đường dẫn tệp chứa nó",
}

// What a value should be.
const (
	wantText    = "một đoạn chữ"
	wantNumber  = "một số nguyên"
	wantList    = "một danh sách, mỗi dòng bắt đầu bằng dấu -, hoặc viết trong ngoặc vuông [..., ...]"
	wantSection = "các mục con, mỗi mục một dòng thụt vào hai dấu cách"
)

// required explains the keys a file cannot do without, and shows a line of each.
var required = map[string]struct{ meaning, example string }{
	"name":         {"tên của kế hoạch", "name: phuong-tho-xuong"},
	"organisation": {"tên cơ quan", "organisation: 'UBND phường …'"},
	"year":         {"năm kế hoạch", "year: 2023"},
	"workbook":     {"tệp bảng tính", "workbook: ke-hoach.xlsx"},

	"mail.host":      {"máy chủ thư", "host: mail.thoxuong.gov.vn"},
	"mail.from":      {"địa chỉ gửi thư", "from: vanphong@thoxuong.gov.vn"},
	"mail.user":      {"tên đăng nhập máy chủ thư", "user: vanphong@thoxuong.gov.vn"},
	"mail.password":  {"nơi giữ mật khẩu thư", "password: env:BIEU_MAIL_PASSWORD"},
	"webhook.url":    {"địa chỉ nhận thông báo", "url: https://vidu.gov.vn/bieu"},
	"webhook.secret": {"nơi giữ khóa ký thông báo", "secret: env:BIEU_WEBHOOK_SECRET"},
}

// statusMeanings explain the status codes to whoever chooses their words.
var statusMeanings = map[string]string{
	"met":         "đạt",
	"exceeded":    "vượt",
	"in_progress": "chưa đạt, còn thời gian",
	"not_met":     "hết năm mà không đạt",
	"not_due":     "chưa đến kỳ",
	"cannot_tell": "chưa đủ căn cứ để đánh giá",
}

// found describes what stands in place of something else.
func found(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "một nhóm mục con"
	case yaml.SequenceNode:
		return "một danh sách"
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		return "số " + short(n.Value)
	case "!!bool":
		return "giá trị đúng/không " + short(n.Value)
	case "!!timestamp":
		return "ngày " + short(n.Value)
	}
	return "chữ «" + short(n.Value) + "»"
}

// key writes the name of a key as it stands in messages.
func key(path string) string { return "«" + short(path) + "»" }

// list joins the choices a person has.
func list(choices []string) string { return strings.Join(choices, ", ") }

// short keeps a message readable when the value is not, and passwords out of
// it.
func short(text string) string {
	const most = 60
	text = concealed(text)
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
