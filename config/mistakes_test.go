package config

import (
	"path/filepath"
	"strings"
	"testing"
)

// mistakes holds one file a mistake, with everything that is to be said of it.
var mistakes = []struct {
	file string
	want []Problem
}{
	{"anchor.yaml", []Problem{
		{Line: 5, Code: CodeAnchor, Text: `không dùng được dấu neo &dat ở đây; hãy viết thẳng giá trị`},
		{Line: 6, Code: CodeAlias, Text: `không dùng được dấu tham chiếu *dat ở đây; hãy viết thẳng giá trị`},
	}},
	{"as_of.yaml", []Problem{
		{Line: 4, Code: CodeInstant, Text: `mục «as_of»: "2023-09-30 17:00" chưa phải là một thời điểm; hãy ghi ngày, giờ và múi giờ như 2023-09-30T17:00:00+07:00`},
	}},
	{"binary.yaml", []Problem{
		{Line: 0, Code: CodeNotText, Text: `tệp không phải là văn bản UTF-8; hãy mở bằng Notepad và lưu lại, chọn Encoding là UTF-8`},
	}},
	{"chase.yaml", []Problem{
		{Line: 5, Code: CodeRange, Text: `mục «chase.before» cần số từ 1 đến 60, hiện đang là 0`},
		{Line: 5, Code: CodeRepeated, Text: `mục «chase.before»: "5" đã có ở dòng 5; hãy giữ lại một`},
		{Line: 6, Code: CodeChoice, Text: `mục «chase.on_day»: "có" không có trong các lựa chọn; hãy chọn một trong: true, false`},
		{Line: 7, Code: CodeType, Text: `mục «chase.after» cần một danh sách, mỗi dòng bắt đầu bằng dấu -, hoặc viết trong ngoặc vuông [..., ...], hiện đang là số 1`},
		{Line: 8, Code: CodeClock, Text: `mục «chase.hour»: "8 giờ" chưa phải là giờ trong ngày; hãy ghi giờ:phút như '08:00'`},
		{Line: 9, Code: CodeHours, Text: `mục «chase.quiet»: "20:00 đến 07:00" chưa phải là một khoảng giờ; hãy ghi giờ:phút-giờ:phút như '20:00-07:00'`},
		{Line: 10, Code: CodeEmail, Text: `mục «chase.office»: "Văn phòng" chưa phải là một địa chỉ thư điện tử; hãy ghi như vanphong@thoxuong.gov.vn`},
	}},
	{"choice.yaml", []Problem{
		{Line: 5, Code: CodeChoice, Text: `mục «calendar.window»: "16-15" không có trong các lựa chọn; hãy chọn một trong: month, 15-14`},
		{Line: 6, Code: CodeChoice, Text: `mục «calendar.shift»: "after" không có trong các lựa chọn; hãy chọn một trong: none, previous, next`},
	}},
	{"date.yaml", []Problem{
		{Line: 6, Code: CodeDate, Text: `mục «calendar.dates.2023-09.late_from»: "12/10/2023" chưa phải là một ngày; hãy ghi năm-tháng-ngày như 2023-12-05`},
		{Line: 7, Code: CodeDate, Text: `mục «calendar.holidays»: "2023-02-30" chưa phải là một ngày; hãy ghi năm-tháng-ngày như 2023-12-05`},
	}},
	{"date_order.yaml", []Problem{
		{Line: 7, Code: CodeOrder, Text: `mục «calendar.month.late_from_day» (8) đứng trước mục «calendar.month.due_day» (10); hãy xếp lại theo thứ tự hạn nộp, tính muộn, khóa`},
		{Line: 8, Code: CodeOrder, Text: `mục «calendar.year.late_from» (12-01) đứng trước mục «calendar.year.due» (12-05); hãy xếp lại theo thứ tự hạn nộp, tính muộn, khóa`},
		{Line: 12, Code: CodeOrder, Text: `mục «calendar.dates.2023-09.locked_from» (2023-10-11) đứng trước mục «calendar.dates.2023-09.late_from» (2023-10-12); hãy xếp lại theo thứ tự hạn nộp, tính muộn, khóa`},
		{Line: 13, Code: CodeOrder, Text: `mục «calendar.dates.2023-10.locked_from» (2023-11-11) đứng trước mục «calendar.dates.2023-10.due» (2023-11-12); hãy xếp lại theo thứ tự hạn nộp, tính muộn, khóa`},
		{Line: 14, Code: CodeOrder, Text: `mục «calendar.dates.2023-11.late_from» (2023-12-11) đứng trước mục «calendar.dates.2023-11.due» (2023-12-12); hãy xếp lại theo thứ tự hạn nộp, tính muộn, khóa`},
	}},
	{"duplicate_key.yaml", []Problem{
		{Line: 5, Code: CodeDuplicate, Text: `mục «year» đã có ở dòng 2; hãy giữ lại một`},
	}},
	{"duplicate_section_key.yaml", []Problem{
		{Line: 7, Code: CodeDuplicate, Text: `mục «2023» đã có ở dòng 6; hãy giữ lại một`},
	}},
	{"empty_file.yaml", []Problem{
		{Line: 0, Code: CodeEmptyFile, Text: `tệp chưa có mục nào; hãy tạo tệp mẫu bằng lệnh bieu init rồi điền`},
	}},
	{"empty_value.yaml", []Problem{
		{Line: 1, Code: CodeEmpty, Text: `mục «organisation» đang để trống; hãy điền giá trị, hoặc xóa dòng này`},
		{Line: 3, Code: CodeEmpty, Text: `mục «workbook» đang để trống; hãy điền giá trị, hoặc xóa dòng này`},
	}},
	{"escape.yaml", []Problem{
		{Line: 3, Code: CodeEscape, Text: `dấu \ trong ngoặc kép có nghĩa riêng; hãy dùng dấu nháy đơn '…', hoặc viết đường dẫn bằng dấu /`},
	}},
	{"five_mistakes.yaml", []Problem{
		{Line: 2, Code: CodeNumberForm, Text: `mục «year» có số viết là 02023, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
		{Line: 4, Code: CodeUnknownNear, Text: `không có mục «time_zone»; có phải ý là «timezone»?`},
		{Line: 6, Code: CodeTab, Text: `đầu dòng có phím Tab; hãy thay bằng dấu cách`},
		{Line: 6, Code: CodeChoice, Text: `mục «calendar.shift»: "sau" không có trong các lựa chọn; hãy chọn một trong: none, previous, next`},
		{Line: 7, Code: CodeDuplicate, Text: `mục «year» đã có ở dòng 2; hãy giữ lại một`},
	}},
	{"history.yaml", []Problem{
		{Line: 4, Code: CodeAddress, Text: `mục «history» cần đường dẫn tệp, địa chỉ postgres://…, hoặc env: và tên biến môi trường chứa địa chỉ đó`},
		{Line: 5, Code: CodeRange, Text: `mục «keep_logs_days» cần số từ 0 đến 36525, hiện đang là -1`},
	}},
	{"history_variable.yaml", []Problem{
		{Line: 4, Code: CodeVariable, Text: `mục «history»: sau env: cần tên một biến môi trường, chỉ gồm chữ không dấu, chữ số và dấu _; ví dụ: env:BIEU_HISTORY`},
	}},
	{"indent.yaml", []Problem{
		{Line: 6, Code: CodeIndent, Text: `dòng này thụt vào chưa khớp với các dòng cùng nhóm, hoặc giá trị có thêm dấu hai chấm; hãy thụt cho thẳng hàng, giá trị có dấu hai chấm thì đặt trong dấu nháy đơn '…'`},
	}},
	{"indented_start.yaml", []Problem{
		{Line: 2, Code: CodeIndent, Text: `dòng này thụt vào chưa khớp với các dòng cùng nhóm, hoặc giá trị có thêm dấu hai chấm; hãy thụt cho thẳng hàng, giá trị có dấu hai chấm thì đặt trong dấu nháy đơn '…'`},
	}},
	{"leading_zero.yaml", []Problem{
		{Line: 6, Code: CodeNumberForm, Text: `mục «calendar.month.due_day» có số viết là 010, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
		{Line: 7, Code: CodeNumberForm, Text: `mục «calendar.month.late_from_day» có số viết là 09, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
		{Line: 8, Code: CodeNumberForm, Text: `mục «calendar.month.lock_after_days» có số viết là 0o17, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
	}},
	{"list_wanted.yaml", []Problem{
		{Line: 5, Code: CodeType, Text: `mục «headers.Thực hiện» cần một danh sách, mỗi dòng bắt đầu bằng dấu -, hoặc viết trong ngoặc vuông [..., ...], hiện đang là chữ «Số thực hiện»`},
		{Line: 7, Code: CodeType, Text: `mục «calendar.holidays» cần một danh sách, mỗi dòng bắt đầu bằng dấu -, hoặc viết trong ngoặc vuông [..., ...], hiện đang là ngày 2023-04-30`},
	}},
	{"mail.yaml", []Problem{
		{Line: 5, Code: CodeRange, Text: `mục «mail.port» cần số từ 1 đến 65535, hiện đang là 0`},
		{Line: 5, Code: CodeMissing, Text: `thiếu mục «mail.host» (máy chủ thư); hãy thêm một dòng, ví dụ: host: mail.thoxuong.gov.vn`},
		{Line: 5, Code: CodeMissing, Text: `thiếu mục «mail.password» (nơi giữ mật khẩu thư); hãy thêm một dòng, ví dụ: password: env:BIEU_MAIL_PASSWORD`},
		{Line: 7, Code: CodeEmail, Text: `mục «mail.from»: "văn phòng" chưa phải là một địa chỉ thư điện tử; hãy ghi như vanphong@thoxuong.gov.vn`},
		{Line: 8, Code: CodeChoice, Text: `mục «mail.encryption»: "ssl" không có trong các lựa chọn; hãy chọn một trong: starttls, tls, none`},
		{Line: 10, Code: CodeURL, Text: `mục «webhook.url» cần một địa chỉ bắt đầu bằng https:// hoặc http://`},
		{Line: 10, Code: CodeMissing, Text: `thiếu mục «webhook.secret» (nơi giữ khóa ký thông báo); hãy thêm một dòng, ví dụ: secret: env:BIEU_WEBHOOK_SECRET`},
	}},
	{"mark.yaml", []Problem{
		{Line: 4, Code: CodeMark, Text: `giá trị bắt đầu bằng một ký hiệu có nghĩa riêng; hãy đặt giá trị trong dấu nháy đơn '…'`},
	}},
	{"merge.yaml", []Problem{
		{Line: 6, Code: CodeMerge, Text: `không dùng được dấu gộp << ở đây; hãy viết thẳng từng mục`},
	}},
	{"missing_keys.yaml", []Problem{
		{Line: 0, Code: CodeMissing, Text: `thiếu mục «organisation» (tên cơ quan); hãy thêm một dòng, ví dụ: organisation: 'UBND phường …'`},
		{Line: 0, Code: CodeMissing, Text: `thiếu mục «workbook» (tệp bảng tính); hãy thêm một dòng, ví dụ: workbook: ke-hoach.xlsx`},
	}},
	{"month_day.yaml", []Problem{
		{Line: 6, Code: CodeMonthDay, Text: `mục «calendar.year.late_from»: "05/12" chưa phải là ngày trong năm; hãy ghi tháng-ngày như 12-05`},
		{Line: 7, Code: CodeMonthDay, Text: `mục «calendar.year.due»: "02-29" chưa phải là ngày trong năm; hãy ghi tháng-ngày như 12-05`},
	}},
	{"no_colon.yaml", []Problem{
		{Line: 4, Code: CodeNoColon, Text: `dòng này không có dạng «tên mục: giá trị»; hãy thêm dấu hai chấm, hoặc đặt dấu # ở đầu nếu là lời ghi chú`},
	}},
	{"not_a_section.yaml", []Problem{
		{Line: 1, Code: CodeNoColon, Text: `dòng này không có dạng «tên mục: giá trị»; hãy thêm dấu hai chấm, hoặc đặt dấu # ở đầu nếu là lời ghi chú`},
	}},
	{"not_utf8.yaml", []Problem{
		{Line: 0, Code: CodeNotText, Text: `tệp không phải là văn bản UTF-8; hãy mở bằng Notepad và lưu lại, chọn Encoding là UTF-8`},
	}},
	{"number_wanted.yaml", []Problem{
		{Line: 2, Code: CodeType, Text: `mục «year» cần một số nguyên, hiện đang là chữ «hai nghìn không trăm hai mươi ba»`},
		{Line: 6, Code: CodeType, Text: `mục «calendar.month.late_from_day» cần một số nguyên, hiện đang là số 10.5`},
		{Line: 7, Code: CodeType, Text: `mục «calendar.month.lock_after_days» cần một số nguyên, hiện đang là một danh sách`},
	}},
	{"open_bracket.yaml", []Problem{
		{Line: 5, Code: CodeBracket, Text: `dấu ngoặc mở ở dòng này chưa được đóng; hãy thêm dấu ngoặc đóng ở cuối`},
		{Line: 6, Code: CodeUnknown, Text: `không có mục «shift»; ở đây dùng được: organisation, year, workbook, credentials, endpoint, protection, statuses, headers, tabs, titles, calendar, quota, history, keep_logs_days, timezone, as_of, chase, mail, webhook, listen, schedule, plans`},
	}},
	{"open_quote.yaml", []Problem{
		{Line: 1, Code: CodeQuote, Text: `dấu nháy mở ở dòng này chưa được đóng; hãy thêm dấu nháy ở cuối giá trị`},
		{Line: 2, Code: CodeNumberForm, Text: `mục «year» có số viết là 010, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
	}},
	{"other_number_forms.yaml", []Problem{
		{Line: 2, Code: CodeNumberForm, Text: `mục «year» có số viết là 2_023, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
		{Line: 6, Code: CodeNumberForm, Text: `mục «calendar.month.due_day» có số viết là 0x0A, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
		{Line: 7, Code: CodeNumberForm, Text: `mục «calendar.month.late_from_day» có số viết là +10, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _`},
	}},
	{"out_of_range.yaml", []Problem{
		{Line: 2, Code: CodeRange, Text: `mục «year» cần số từ 2000 đến 2100, hiện đang là 23`},
		{Line: 6, Code: CodeRange, Text: `mục «calendar.month.due_day» cần số từ 1 đến 31, hiện đang là 32`},
		{Line: 7, Code: CodeRange, Text: `mục «calendar.month.lock_after_days» cần số từ 0 đến 366, hiện đang là 99999999999999999999`},
	}},
	{"period.yaml", []Problem{
		{Line: 6, Code: CodePeriod, Text: `mục «calendar.dates»: "9/2023" chưa phải là một kỳ báo cáo; hãy ghi như 2023-09, 2023-Q3, 2023-H1, 2023-9M hoặc 2023`},
	}},
	{"quoted_number.yaml", []Problem{
		{Line: 2, Code: CodeQuoted, Text: `mục «year» cần số, hiện đang là chữ vì có dấu nháy; hãy viết 2023 không có dấu nháy`},
	}},
	{"repeated.yaml", []Problem{
		{Line: 5, Code: CodeRepeated, Text: `mục «headers.Thực hiện»: "TH" đã có ở dòng 5; hãy giữ lại một`},
		{Line: 9, Code: CodeRepeated, Text: `mục «calendar.holidays»: "2023-04-30" đã có ở dòng 8; hãy giữ lại một`},
	}},
	{"same_tab.yaml", []Problem{
		{Line: 5, Code: CodeSameTab, Text: `mục «tabs.plan» trùng tên trang tính với mục «tabs.overview»; hãy đặt tên khác`},
		{Line: 6, Code: CodeSameTab, Text: `mục «tabs.bieu_02» trùng tên trang tính với mục «tabs.bieu_01»; hãy đặt tên khác`},
	}},
	{"schedule.yaml", []Problem{
		{Line: 4, Code: CodeListen, Text: `mục «listen»: "127.0.0.1" chưa phải là nơi chờ kết nối; hãy ghi địa-chỉ:cổng như 127.0.0.1:8750, cổng 0 là tự chọn`},
		{Line: 6, Code: CodeHours, Text: `mục «schedule.hours»: "7 giờ đến 17 giờ" chưa phải là một khoảng giờ; hãy ghi giờ:phút-giờ:phút như '20:00-07:00'`},
		{Line: 7, Code: CodeRange, Text: `mục «schedule.every» cần số từ 1 đến 1440, hiện đang là 0`},
		{Line: 8, Code: CodeRange, Text: `mục «schedule.otherwise» cần số từ 1 đến 1440, hiện đang là 2000`},
		{Line: 9, Code: CodeType, Text: `mục «schedule.reads_per_minute» cần một số nguyên, hiện đang là chữ «nhiều»`},
		{Line: 10, Code: CodeClock, Text: `mục «schedule.reports»: "16 giờ" chưa phải là giờ trong ngày; hãy ghi giờ:phút như '08:00'`},
	}},
	{"second_document.yaml", []Problem{
		{Line: 4, Code: CodeSecondDocument, Text: `dấu --- mở một phần thứ hai, phần này sẽ không được đọc; hãy giữ mọi mục trong một phần và xóa dấu ---`},
		{Line: 6, Code: CodeSecondDocument, Text: `dấu --- mở một phần thứ hai, phần này sẽ không được đọc; hãy giữ mọi mục trong một phần và xóa dấu ---`},
	}},
	{"secret.yaml", []Problem{
		{Line: 4, Code: CodeSecret, Text: `mục «mail.password» không ghi thẳng mật khẩu hay khóa; hãy ghi env: và tên biến môi trường, hoặc file: và đường dẫn tệp chứa nó`},
		{Line: 7, Code: CodeSecret, Text: `mục «webhook.secret» không ghi thẳng mật khẩu hay khóa; hãy ghi env: và tên biến môi trường, hoặc file: và đường dẫn tệp chứa nó`},
	}},
	{"section_wanted.yaml", []Problem{
		{Line: 4, Code: CodeType, Text: `mục «statuses» cần các mục con, mỗi mục một dòng thụt vào hai dấu cách, hiện đang là chữ «Đạt»`},
		{Line: 5, Code: CodeType, Text: `mục «calendar» cần các mục con, mỗi mục một dòng thụt vào hai dấu cách, hiện đang là một danh sách`},
	}},
	{"tab.yaml", []Problem{
		{Line: 5, Code: CodeTab, Text: `đầu dòng có phím Tab; hãy thay bằng dấu cách`},
		{Line: 6, Code: CodeTab, Text: `đầu dòng có phím Tab; hãy thay bằng dấu cách`},
		{Line: 6, Code: CodeUnknownNear, Text: `không có mục «shif»; có phải ý là «shift»?`},
	}},
	{"tab_name.yaml", []Problem{
		{Line: 5, Code: CodeTabName, Text: `mục «tabs.plan»: không đặt được tên trang tính là "Kế hoạch 2023/2024"; tên có tối đa 31 ký tự và không có các dấu [ ] : * ? / \`},
		{Line: 6, Code: CodeTabName, Text: `mục «tabs.units»: không đặt được tên trang tính là "Danh sách các đơn vị và người phụ trách"; tên có tối đa 31 ký tự và không có các dấu [ ] : * ? / \`},
	}},
	{"tag.yaml", []Problem{
		{Line: 4, Code: CodeTag, Text: `không dùng được dấu kiểu !!str ở đây; hãy xóa dấu này và viết thẳng giá trị`},
	}},
	{"text_wanted.yaml", []Problem{
		{Line: 1, Code: CodeUnquoted, Text: `mục «organisation» cần chữ, hiện đang là số 2023; nếu đúng là chữ, hãy đặt trong dấu nháy đơn: '2023'`},
		{Line: 4, Code: CodeType, Text: `mục «history» cần một đoạn chữ, hiện đang là một danh sách`},
		{Line: 5, Code: CodeUnquoted, Text: `mục «timezone» cần chữ, hiện đang là giá trị đúng/không true; nếu đúng là chữ, hãy đặt trong dấu nháy đơn: 'true'`},
	}},
	{"timezone.yaml", []Problem{
		{Line: 4, Code: CodeTimezone, Text: `mục «timezone»: không có múi giờ "Asia/Ha_Noi"; ở Việt Nam hãy ghi Asia/Ho_Chi_Minh`},
	}},
	{"timezone_of_machine.yaml", []Problem{
		{Line: 4, Code: CodeTimezone, Text: `mục «timezone»: không có múi giờ "Local"; ở Việt Nam hãy ghi Asia/Ho_Chi_Minh`},
	}},
	{"two_colons.yaml", []Problem{
		{Line: 5, Code: CodeIndent, Text: `dòng này thụt vào chưa khớp với các dòng cùng nhóm, hoặc giá trị có thêm dấu hai chấm; hãy thụt cho thẳng hàng, giá trị có dấu hai chấm thì đặt trong dấu nháy đơn '…'`},
	}},
	{"unknown_alias.yaml", []Problem{
		{Line: 4, Code: CodeAlias, Text: `không dùng được dấu tham chiếu *dau ở đây; hãy viết thẳng giá trị`},
		{Line: 5, Code: CodeUnknown, Text: `không có mục «shift»; ở đây dùng được: organisation, year, workbook, credentials, endpoint, protection, statuses, headers, tabs, titles, calendar, quota, history, keep_logs_days, timezone, as_of, chase, mail, webhook, listen, schedule, plans`},
	}},
	{"unknown_header.yaml", []Problem{
		{Line: 5, Code: CodeUnknownNear, Text: `không có mục «Thuc hien»; có phải ý là «Thực hiện»?`},
	}},
	{"unknown_key.yaml", []Problem{
		{Line: 3, Code: CodeUnknownNear, Text: `không có mục «workbok»; có phải ý là «workbook»?`},
	}},
	{"unknown_section_key.yaml", []Problem{
		{Line: 6, Code: CodeUnknown, Text: `không có mục «color»; ở đây dùng được: due_day, late_from_day, lock_after_days`},
	}},
	{"unknown_status.yaml", []Problem{
		{Line: 5, Code: CodeUnknown, Text: `không có mục «done»; ở đây dùng được: met, exceeded, in_progress, not_met, not_due, cannot_tell`},
	}},
	{"workbook_kind.yaml", []Problem{
		{Line: 3, Code: CodeWorkbook, Text: `mục «workbook»: "tho-xuong-2023.xls" không phải tệp .xlsx; hãy mở tệp bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi ghi tên tệp đó`},
	}},
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(strings.TrimSuffix(m.file, ".yaml"), func(t *testing.T) {
			c, err := Load(filepath.Join("testdata", m.file))
			wantProblems(t, err, m.want...)
			if c != nil {
				t.Errorf("a file with problems gave settings: %+v", c)
			}
		})
	}
}

// Every kind of problem has its file, its words, and words without a gap.
func TestEveryCodeIsShown(t *testing.T) {
	shown := map[Code]bool{CodeNotFound: true, CodeUnreadable: true, CodeTooLarge: true, // see load_test.go
		CodeSameWorkbook: true} // see plans_test.go
	for _, m := range mistakes {
		for _, p := range m.want {
			shown[p.Code] = true
			if strings.Contains(p.Text, "%!") || strings.Contains(p.Text, "sai") {
				t.Errorf("%s: words with a gap or impolite: %s", m.file, p.Text)
			}
		}
	}
	for code := range texts {
		if !shown[code] && code != CodeSyntax {
			t.Errorf("no file shows %s", code)
		}
	}
}

func TestMistakesAreAllTested(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tested := map[string]bool{"full.yaml": true}
	for _, m := range mistakes {
		tested[m.file] = true
	}
	for _, f := range files {
		if !tested[filepath.Base(f)] {
			t.Errorf("%s is in no table", f)
		}
	}
}
