package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// Every Vietnamese line that this package shows to people is made here.

// hintUnit stands above the table of a unit's tab.
func hintUnit(year int) string {
	return fmt.Sprintf("Đơn vị ghi Kỳ báo cáo (ví dụ 9/%d) và các cột Thực hiện, Kết quả, Ước, Ghi chú. Các cột nền xám do máy ghi.", year)
}

func tab(name string, row int) workbook.Address { return workbook.Address{Tab: name, Row: row} }

func problemNoHeader(title string, want []column) Problem {
	var names []string
	for _, w := range want {
		if w.required {
			names = append(names, w.name)
		}
	}
	return Problem{At: tab(title, -1), Code: "no_header", Level: StopTab, Text: fmt.Sprintf(
		"Không tìm thấy dòng tiêu đề trong %d dòng đầu của trang. Cần một dòng có các cột: %s.",
		headerRows, strings.Join(names, " · "))}
}

func problemMissingHeader(title string, row int, name string, near *workbook.Address, found string) Problem {
	p := Problem{At: tab(title, -1), Code: "missing_header", Level: StopTab}
	p.Text = fmt.Sprintf("Thiếu cột “%s” ở dòng tiêu đề (dòng %d). Đề nghị thêm lại cột này hoặc khai tên khác của cột trong mục headers của bieu.yaml.", name, row+1)
	if near != nil {
		p.At = *near
		p.Text = fmt.Sprintf("Tiêu đề ghi “%s”, cần đúng chữ “%s”. Đề nghị sửa lại tiêu đề.", quoted(found), name)
	}
	return p
}

func problemDoubledHeader(at workbook.Address, name, text string, first workbook.Address, firstText string) Problem {
	code := "doubled_header"
	if text != firstText {
		code = "near_doubled_header"
	}
	return Problem{At: at, Code: code, Level: StopTab, Text: fmt.Sprintf(
		"Cột “%s” có hai tiêu đề: “%s” ở ô %s và “%s” ở ô %s, nên không biết đọc cột nào. Đề nghị giữ một cột, đổi tên cột kia.",
		name, quoted(firstText), first.A1(), quoted(text), at.A1())}
}

func problemDoubledCode(at workbook.Address, code string, first workbook.Address) Problem {
	return Problem{At: at, Code: "doubled_code", Level: StopTab, Text: fmt.Sprintf(
		"Mã %s đã có ở ô %s với cùng ngày hiệu lực. Mỗi Mã chỉ một dòng; chỉ tiêu điều chỉnh giữa năm cần ghi “Hiệu lực từ” muộn hơn.", code, first.A1())}
}

func problemDoubledCodeTab(at workbook.Address, code string, first workbook.Address) Problem {
	return Problem{At: at, Code: "doubled_code", Level: StopTab, Text: fmt.Sprintf(
		"Mã %s có hai dòng: %s và %s, nên không biết lấy dòng nào. Đề nghị giữ một dòng.", code, first.A1(), at.A1())}
}

func problemUnknownCode(at workbook.Address, code, unit string) Problem {
	return Problem{At: at, Code: "unknown_code", Level: Refuse, Text: fmt.Sprintf(
		"Mã %s không có trong Kế hoạch của %s; dòng này không được đọc. Đề nghị kiểm tra lại Mã, hoặc thêm vào Kế hoạch.", quoted(code), unit)}
}

func problemNoCode(at workbook.Address, text string) Problem {
	return Problem{At: at, Code: "no_code", Level: Ask, Text: fmt.Sprintf(
		"Dòng “%s” chưa có Mã nên chưa được theo dõi. Đề nghị ghi Mã (ví dụ 16 hoặc N3).", quoted(text))}
}

func problemNoCodeUnit(at workbook.Address, text string) Problem {
	return Problem{At: at, Code: "no_code", Level: Refuse, Text: fmt.Sprintf(
		"Dòng có nội dung “%s” nhưng không có Mã, nên không được đọc. Đề nghị ghi lại Mã như trong Kế hoạch.", quoted(text))}
}

func problemDateCode(at workbook.Address, value string) Problem {
	return Problem{At: at, Code: "date_code", Level: Refuse, Text: fmt.Sprintf(
		"Mã đã bị bảng tính đổi thành ngày %s. Đề nghị định dạng ô là văn bản rồi gõ lại Mã.", dayWords(value))}
}

func problemMissingRow(title string, row PlanRow) Problem {
	return Problem{At: tab(title, -1), Code: "missing_row", Level: Ask, Text: fmt.Sprintf(
		"Trang chưa có dòng Mã %s (%s). Đề nghị thêm lại dòng, hoặc chạy “bieu init --update”.", row.Code, quoted(row.Text))}
}

func problemDoubtfulRow(at workbook.Address, text, code, planText string) Problem {
	return Problem{At: at, Code: "doubtful_row", Level: Ask, Text: fmt.Sprintf(
		"Dòng “%s” có phải là chỉ tiêu %s “%s” không? Chưa đủ giống để tự ghép; đề nghị ghi Mã vào dòng này.", quoted(text), code, quoted(planText))}
}

func problemEmptyPlan(title string) Problem {
	return Problem{At: tab(title, -1), Code: "empty_plan", Level: StopTab,
		Text: "Trang Kế hoạch chưa có dòng nào có Mã. Đề nghị nhập kế hoạch, hoặc tạo bằng “bieu init --plan …”."}
}

func problemNoOwner(at workbook.Address, code string) Problem {
	return Problem{At: at, Code: "no_owner", Level: Ask, Text: fmt.Sprintf(
		"Mã %s chưa giao đơn vị nào. Đề nghị ghi tên đơn vị như ở trang Đơn vị.", code)}
}

// ProblemUnknownOwner tells of a plan row whose Đơn vị the Đơn vị tab lacks.
func ProblemUnknownOwner(row PlanRow) Problem {
	return Problem{At: row.ownerAt, Code: "unknown_owner", Level: Ask, Text: fmt.Sprintf(
		"Mã %s giao cho “%s”, nhưng trang Đơn vị không có đơn vị này. Đề nghị sửa cho khớp tên.", row.Code, quoted(row.Owner))}
}

func problemBadChoice(at workbook.Address, name, found, want string) Problem {
	return Problem{At: at, Code: "bad_choice", Level: Ask, Text: fmt.Sprintf(
		"Cột “%s” ghi “%s”. Đề nghị ghi: %s.", name, quoted(found), want)}
}

func problemDoubledUnit(at workbook.Address, name string, first workbook.Address) Problem {
	return Problem{At: at, Code: "doubled_unit", Level: Ask, Text: fmt.Sprintf(
		"Đơn vị “%s” đã có ở ô %s; dòng này không được dùng. Đề nghị giữ một dòng.", quoted(name), first.A1())}
}

func problemSharedTab(at workbook.Address, title string, first workbook.Address) Problem {
	return Problem{At: at, Code: "shared_tab", Level: Ask, Text: fmt.Sprintf(
		"Trang “%s” đã giao cho đơn vị ở ô %s. Mỗi đơn vị cần một trang riêng.", quoted(title), first.A1())}
}

// ProblemNoTab tells of a tab that the workbook does not have.
func ProblemNoTab(title string) Problem {
	return Problem{At: tab(title, -1), Code: "no_tab", Level: StopTab, Text: fmt.Sprintf(
		"Không có trang “%s”. Đề nghị đặt lại đúng tên trang, hoặc tạo bằng “bieu init --update”.", title)}
}

// ProblemNoFixedTab tells of a tab without which no plan can be read.
func ProblemNoFixedTab(title string) Problem {
	return Problem{At: tab(title, -1), Code: "no_tab", Level: StopTab, Text: fmt.Sprintf(
		"Không có trang “%s”. Đề nghị đặt lại đúng tên trang, hoặc khai tên đang dùng ở mục tabs của bieu.yaml.", title)}
}

func problemFileUnread(title string, why error) Problem {
	return Problem{At: tab(title, -1), Code: "file_unread", Level: StopTab, Text: fileWords("Không đọc được tệp của đơn vị", why)}
}

func problemFileUnwritten(title string, why error) Problem {
	return Problem{At: tab(title, -1), Code: FileUnwritten, Level: Ask,
		Text: fileWords("Việc ghi kết quả vào tệp của đơn vị chưa hoàn thành", why)}
}

// fileWords says what became of a file and why, on one line.
func fileWords(what string, why error) string {
	if said := driverWords(why); said != "" {
		return what + ". " + strings.Join(strings.Fields(said), " ")
	}
	return what + ": " + FileTrouble(fileKind(why))
}

// FileTrouble says in Vietnamese what is the matter with a workbook's file and
// what to do; kind is one of the workbook errors.
func FileTrouble(kind error) string {
	switch kind {
	case workbook.ErrNotFound:
		return "không tìm thấy tệp. Đề nghị kiểm tra lại tên và thư mục."
	case workbook.ErrFormat:
		return "tệp không phải là bảng tính .xlsx đọc được. Đề nghị mở bằng Excel rồi lưu lại thành .xlsx."
	case workbook.ErrOldFormat:
		return "chưa đọc được loại tệp này. Đề nghị mở bằng Word/Excel, dán bảng vào trang tính, lưu .xlsx."
	case workbook.ErrEncrypted:
		return "tệp đang đặt mật khẩu mở tệp. Đề nghị bỏ mật khẩu rồi lưu lại."
	case workbook.ErrTooLarge:
		return "tệp giải nén ra quá lớn. Đề nghị lưu lại chỉ những trang cần dùng."
	case workbook.ErrDenied:
		return "không có quyền đọc hoặc ghi tệp. Đề nghị kiểm tra quyền của thư mục."
	case workbook.ErrOpen:
		return "tệp đang mở trong Excel hoặc LibreOffice nên chưa ghi. Đề nghị lưu và đóng tệp rồi chạy lại."
	case workbook.ErrChanged:
		return "tệp vừa được lưu lại trong lúc chương trình đang chạy nên chưa ghi. Đề nghị chạy lại."
	}
	return "không đọc hoặc ghi được tệp."
}

func problemNoFigure(at workbook.Address, found, why string) Problem {
	text := fmt.Sprintf("Ô này cần một con số, đang ghi “%s”. Đề nghị ghi số; phần chữ xin chuyển sang cột Kết quả.", quoted(found))
	if why != "" {
		text += " " + why
	}
	return Problem{At: at, Code: "not_a_figure", Level: Refuse, Text: text}
}

func problemErrorCell(at workbook.Address, cell workbook.Cell) Problem {
	if cell.Kind == workbook.Error {
		return Problem{At: at, Code: "formula_error", Level: Refuse, Text: fmt.Sprintf(
			"Công thức trong ô đang báo lỗi %s nên chưa đọc được. Đề nghị sửa công thức hoặc gõ số.", cell.Value)}
	}
	return Problem{At: at, Code: "not_a_figure", Level: Refuse, Text: fmt.Sprintf(
		"Ô này cần một con số, đang là giá trị %s. Đề nghị gõ số.", cell.Value)}
}

func problemDateFigure(at workbook.Address, value string) Problem {
	return Problem{At: at, Code: "date_figure", Level: Ask, Text: fmt.Sprintf(
		"Ô đang là ngày %s; có phải ý là %s không? Đề nghị định dạng ô là văn bản rồi gõ lại.", dayWords(value), dayFraction(value))}
}

func problemDateSentence(at workbook.Address, value string) Problem {
	return Problem{At: at, Code: "date_sentence", Level: Ask, Text: fmt.Sprintf(
		"Ô Kết quả đã bị bảng tính đổi thành ngày %s; có phải ý là %s không? Đề nghị định dạng ô là văn bản rồi gõ lại.", dayWords(value), dayFraction(value))}
}

func problemPercentFormat(at workbook.Address, stored string, shown decimal.Decimal, unit string) Problem {
	p := Problem{At: at, Code: "percent_format", Level: Note, Text: fmt.Sprintf(
		"Ô định dạng phần trăm: giá trị lưu là %s, đọc là %s.", strings.Replace(stored, ".", ",", 1), language.FormatUnit(shown, "%"))}
	if unit != "" && unit != "%" {
		p.Level = Ask
		p.Text = fmt.Sprintf("Ô ghi %s nhưng kế hoạch tính bằng %s: đây là tỷ lệ so với kế hoạch hay là số %s?", language.FormatUnit(shown, "%"), unit, unit)
	}
	return p
}

func problemMerged(title string, m workbook.Area) Problem {
	first := workbook.Address{Tab: title, Row: m.Top, Col: m.Left}
	last := workbook.Address{Tab: title, Row: m.Bottom - 1, Col: m.Right - 1}
	return Problem{At: first, Code: "merged_rows", Level: Ask, Text: fmt.Sprintf(
		"Vùng %s:%s bị gộp qua nhiều dòng, chỉ ô đầu giữ giá trị. Đề nghị bỏ gộp ô và ghi riêng từng dòng.", first.A1(), last.A1())}
}

func problemHiddenRows(title string, rows []int) Problem {
	numbers := make([]string, len(rows))
	for i, row := range rows {
		numbers[i] = strconv.Itoa(row + 1)
	}
	return Problem{At: tab(title, rows[0]), Code: "hidden_row", Level: Note, Text: fmt.Sprintf(
		"Dòng %s đang ẩn hoặc bị lọc; vẫn được đọc và đánh giá.", strings.Join(numbers, ", "))}
}

func problemBlankRow(title string, row int) Problem {
	return Problem{At: tab(title, row), Code: "blank_row", Level: Note, Text: fmt.Sprintf(
		"Dòng %d để trống giữa bảng; các dòng dưới vẫn được đọc.", row+1)}
}

func problemTooLong(at workbook.Address, text string) Problem {
	return Problem{At: at, Code: "too_long", Level: Refuse, Text: fmt.Sprintf(
		"Kết quả dài %s ký tự, một ô trong Biểu chỉ chứa được %s. Nội dung vẫn nguyên ở ô này; đề nghị rút gọn để đưa vào Biểu.",
		language.Format(decimal.NewFromInt(int64(len([]rune(text))))), language.Format(decimal.NewFromInt(MaxText)))}
}

func askNoTarget() string {
	return "Chưa đọc được mức chỉ tiêu từ câu này. Đề nghị điền So sánh và Mức KH (hoặc chọn “bằng lời”)."
}

func askSplit(code string, n int) string {
	return fmt.Sprintf("Câu này có %d chỉ tiêu. Đề nghị tách thành các dòng %s.1 … %s.%d, hoặc điền So sánh và Mức KH.", n, code, code, n)
}

// quoted shortens what is quoted to people and keeps it on one line.
func quoted(s string) string {
	const longest = 60
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}

// dayWords writes a stored day as people read it.
func dayWords(value string) string {
	if parts := strings.Split(firstOf(value, "T"), "-"); len(parts) == 3 {
		return parts[2] + "/" + parts[1] + "/" + parts[0]
	}
	return value
}

// dayFraction writes the figure that was perhaps typed: 9/10 became 9 October.
func dayFraction(value string) string {
	parts := strings.Split(firstOf(value, "T"), "-")
	if len(parts) != 3 {
		return value
	}
	day, month := strings.TrimLeft(parts[2], "0"), strings.TrimLeft(parts[1], "0")
	return day + "/" + month
}

func firstOf(s, sep string) string {
	before, _, _ := strings.Cut(s, sep)
	return before
}

func sortedWords[T comparable](words map[T]string) []string {
	var list []string
	for _, w := range words {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

func seeTab(title string) string {
	return fmt.Sprintf("(Nội dung dài, xem trang “%s”)", title)
}

// fixedAt goes before an instant that is set and not the present one.
const fixedAt = "xét tại "

// TaskWords is the line of Kiểm tra beside a task.
func TaskWords(reported bool) string {
	if reported {
		return "Đã có báo cáo"
	}
	return "Chưa có báo cáo"
}

// Before writes a deadline: the report must be in before that day.
func Before(day string) string { return "trước ngày " + day }

func problemEmptyTable(title string) Problem {
	return Problem{At: tab(title, -1), Code: "empty_table", Level: StopTab,
		Text: "Bảng không có dòng chỉ tiêu nào dưới dòng tiêu đề."}
}

// rowName stands for the TT of a row that has none.
func rowName(row int) string { return "dòng " + strconv.Itoa(row+1) }

func defaultTitles(organisation string, year int) Titles {
	return Titles{
		Bieu01:   fmt.Sprintf("Biểu số 01: Kết quả thực hiện nhiệm vụ trọng tâm năm %d", year),
		Bieu02:   fmt.Sprintf("Biểu số 02: Kết quả thực hiện các chỉ tiêu kinh tế - xã hội năm %d", year),
		Attached: fmt.Sprintf("(Kèm theo Kế hoạch số      /KH-UBND ngày     /     /%d của %s)", year, organisation),
	}
}

func problemListGap(at workbook.Address, name string) Problem {
	return Problem{At: at, Code: "list_gap", Level: Refuse, Text: fmt.Sprintf(
		"Dòng thiếu “%s” nên chưa đưa vào kế hoạch. Đề nghị bổ sung.", name)}
}

func problemListGroup(at workbook.Address, text string) Problem {
	return Problem{At: at, Code: "list_group", Level: Note, Text: fmt.Sprintf(
		"Dòng tiêu đề nhóm “%s” không đưa vào kế hoạch.", quoted(text))}
}

func numberedTitle(title string, n int) string {
	suffix := fmt.Sprintf(" (%d)", n)
	if r := []rune(title); len(r) > longestTitle-len(suffix) {
		title = string(r[:longestTitle-len(suffix)])
	}
	return title + suffix
}

func problemHeadFigure(at workbook.Address, code string) Problem {
	return Problem{At: at, Code: "head_figure", Level: Ask, Text: fmt.Sprintf(
		"Dòng %s là dòng chung của nhiều chỉ tiêu nên con số ở đây chưa được dùng. Đề nghị ghi số ở từng dòng %s.1, %s.2 …", code, code, code)}
}

func problemNoStoredValue(at workbook.Address) Problem {
	return Problem{At: at, Code: "formula_unstored", Level: Ask,
		Text: "Công thức trong ô chưa có giá trị lưu kèm nên chưa đọc được. Đề nghị mở tệp bằng Excel hoặc LibreOffice rồi lưu lại."}
}

// MomentWords writes an instant in a sentence: "08:12 ngày 05/10/2023".
func MomentWords(at time.Time, loc *time.Location) string {
	return at.In(loc).Format("15:04") + " ngày " + at.In(loc).Format("02/01/2006")
}
