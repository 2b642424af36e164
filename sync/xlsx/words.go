package xlsx

// What people read in a workbook made here. Excel takes at most 32 characters
// for a title and 225 for a message, and adds its own question whether to go on.
const (
	wordsWarnedTitle = "Cột do máy ghi"
	wordsWarned      = "Nội dung ở đây do máy tự ghi và sẽ được ghi lại ở lần đọc sau. " +
		"Số liệu, kết quả xin ghi vào các cột dành cho đơn vị."
	wordsChoiceTitle  = "Chọn trong danh sách"
	wordsChoiceStrict = "Đề nghị chọn một giá trị có trong danh sách của ô này."
	wordsChoice       = "Giá trị vừa ghi chưa có trong danh sách của ô này."
)
