package gsheets

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"google.golang.org/api/googleapi"

	"bieu/sync/workbook"
)

// What people read in a spreadsheet laid out here.
const (
	wordsWarned = "Cột do máy ghi: nội dung ở đây sẽ được ghi lại ở lần đọc sau. Số liệu, kết quả xin ghi vào các cột dành cho đơn vị."
	wordsStrict = "Cột do máy ghi."
	wordsChoice = "Đề nghị chọn một giá trị có trong danh sách của ô này."
	// wordsScratch is the title of the tab of a probe, with its moment.
	wordsScratch = "Biểu đang thử, sẽ tự xóa %s"
)

// Words says to people what went wrong and what to do; false when the error is
// none of those of this driver.
func Words(err error) (string, bool) {
	var access *AccessError
	var displaced *DisplacedError
	var leftover *LeftoverError
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
	case errors.As(err, &leftover):
		return fmt.Sprintf("Chưa xóa được trang thử “%s”. Đề nghị xóa tay trang này; các trang khác không bị đụng đến.", leftover.Title), true
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

// What a trial saw.
const (
	wordsNowhere  = "chữ ghi qua mốc không vào dòng nào"
	wordsNoAnchor = "mốc không còn"
	wordsCounted  = "Google báo đã ghi %d ô"
)

func wordsBeside(letter string) string {
	if letter == "" {
		return "chữ ghi qua mốc vào một dòng trống"
	}
	return fmt.Sprintf("chữ ghi qua mốc của dòng a vào dòng %s", letter)
}

func wordsBecame(want workbook.Cell, got cell) string {
	now := shown(got.Cell)
	if got.Formula {
		now = "công thức " + got.formula
	} else if kind := kindNames[got.Kind]; kind != "" {
		now = kind + " " + now
	}
	return fmt.Sprintf("%s thành %s", shown(want), now)
}

var kindNames = map[workbook.Kind]string{
	workbook.Text: "chữ", workbook.Number: "số", workbook.Date: "ngày", workbook.Bool: "giá trị đúng/sai", workbook.Error: "lỗi",
}

func wordsOtherLocale(locale string) string {
	return fmt.Sprintf("bảng tính đang dùng ngôn ngữ %s, không phải vi_VN", locale)
}

func wordsRefused(err error) string {
	text := err.Error()
	if answer := (*googleapi.Error)(nil); errors.As(err, &answer) && answer.Message != "" {
		text = answer.Message
	}
	return "Google từ chối: " + text
}

// reasonOf says why a trial could not be made.
func reasonOf(err error) string {
	if text, ok := Words(err); ok {
		return text
	}
	return err.Error()
}

// findingWords are, by trial, what Biểu takes for granted, and what it does
// where the service does otherwise.
var findingWords = map[string]struct{ what, otherwise string }{
	TrySort: {"Sắp xếp cả trang: mốc của dòng đi theo dòng",
		"Biểu đọc lại sau khi ghi, đối chiếu theo Mã và ghi lại vào đúng dòng; nên tránh sắp xếp đúng lúc máy ghi."},
	TryPartSort: {"Sắp xếp một phần cột: mốc ở lại vị trí cũ",
		"Biểu vẫn đối chiếu theo Mã sau khi ghi, không cần làm gì."},
	TryInsert: {"Chèn dòng phía trên: mốc đi theo dòng của mình",
		"Biểu đối chiếu theo Mã sau khi ghi và ghi lại vào đúng dòng, tốn thêm lượt gọi."},
	TryMove: {"Kéo dòng sang chỗ khác: mốc đi theo dòng",
		"Biểu đối chiếu theo Mã sau khi ghi và ghi lại vào đúng dòng, tốn thêm lượt gọi."},
	TryCut: {"Cắt và dán ô sang dòng khác: mốc ở lại dòng cũ",
		"Biểu vẫn đối chiếu theo Mã sau khi ghi, không cần làm gì."},
	TryDelete: {"Xóa dòng: mốc mất theo, ghi qua mốc đó không vào đâu cả",
		"Biểu đọc lại, trả lại chữ của người dùng nếu ghi nhầm, và báo ô đó; nên tránh xóa dòng đúng lúc máy ghi."},
	TryLate: {"Ghi qua mốc: dòng được tìm vào đúng lúc ghi",
		"Biểu đối chiếu theo Mã sau khi ghi và ghi lại vào đúng dòng, tốn thêm lượt gọi."},
	TryNull: {"Ô để trống trong lệnh ghi được giữ nguyên, chỉ ô ghi rỗng mới bị xóa",
		"ô nằm giữa các ô của máy có thể bị xóa: đề nghị chưa chạy “bieu sync” và báo cho người phát triển."},
	TryRaw: {"Chữ do máy ghi giữ nguyên là chữ, kể cả khi bắt đầu bằng dấu =",
		"câu báo cáo có thể bị đổi thành số, ngày hoặc công thức: đề nghị chưa chạy “bieu sync” và báo cho người phát triển."},
	TryTypedDate: {"Người gõ 9/10 vào ô thường: thành ngày 9 tháng 10",
		"Biểu hỏi lại khi gặp ngày trong cột Thực hiện; đề nghị xem kỹ các ô ghi dạng phân số."},
	TryTypedComma: {"Người gõ 1,5: thành số một phẩy năm",
		"số liệu có phần thập phân có thể bị hiểu khác: đề nghị kiểm tra Tệp › Cài đặt › Ngôn ngữ là Việt Nam."},
	TryTypedDots: {"Người gõ 1.500: thành số một nghìn năm trăm",
		"số có dấu chấm phân nhóm có thể bị hiểu khác: đề nghị gõ số không có dấu chấm."},
	TryPlainText: {"Ô định dạng văn bản: 9/10, 1,5, 13.1 giữ nguyên như đã gõ",
		"câu báo cáo và Mã dạng này có thể bị đổi: đề nghị gõ thêm dấu nháy đơn ở đầu."},
	TryWarned: {"Vùng bảo vệ bằng cảnh báo: vẫn sắp xếp và ghi được",
		"cán bộ có thể không sắp xếp được trang: đề nghị bỏ vùng bảo vệ nếu cần sắp xếp."},
	TryStrict: {"Vùng bảo vệ chặt: tài khoản dịch vụ vẫn sắp xếp và ghi được",
		"máy không ghi được cột của mình: đề nghị để mục protection là warn."},
	TryValidation: {"Ô có danh sách chọn bắt buộc: máy vẫn ghi được giá trị khác",
		"Biểu chỉ ghi vào ô không có danh sách chọn, nên không bị cản; nếu văn phòng đặt danh sách ở cột của máy thì lần ghi sẽ bị từ chối."},
	TryTick: {"Ô đánh dấu: máy bỏ dấu được",
		"máy không bỏ được dấu “Tổng hợp ngay”: đề nghị bỏ dấu bằng tay."},
	TryFilterView: {"Chế độ xem bộ lọc có sắp xếp: dòng và mốc không đổi chỗ",
		"Biểu đối chiếu theo Mã sau khi ghi và ghi lại vào đúng dòng, tốn thêm lượt gọi."},
	TryFilter: {"Dòng bị bộ lọc ẩn: máy vẫn ghi đúng dòng",
		"Biểu đọc lại và ghi bù khi bỏ lọc; đề nghị bỏ lọc trước khi chốt kỳ."},
}

// Text says a finding to people.
func (f Finding) Text() string {
	words, saw := findingWords[f.Code], strings.TrimSuffix(f.Saw, ".")
	switch f.Outcome {
	case Holds:
		return words.what + "."
	case Differs:
		return fmt.Sprintf("%s. Thực tế khác: %s. Khi đó: %s", words.what, saw, words.otherwise)
	}
	return fmt.Sprintf("%s. Chưa thử được: %s.", words.what, saw)
}
