package main

import (
	"errors"
	"fmt"

	"bieu/rules/language"
	"bieu/sync/workbook"
)

// What people read of the reader's own terms.
var (
	roleWords = map[language.Role]string{
		language.RoleValue: "giá trị", language.RoleBase: "mẫu số hoặc gốc so sánh", language.RolePlan: "mức kế hoạch",
		language.RoleChange: "mức tăng, giảm", language.RoleShare: "tỷ lệ so với kế hoạch hoặc tổng số",
		language.RoleRemainder: "phần còn lại", language.RolePart: "phần trong tổng số", language.RoleOther: "số khác",
	}
	verdictWords = map[language.Verdict]string{
		language.VerdictOK: "Khớp", language.VerdictNote: "Lưu ý", language.VerdictWarn: "Đề nghị xem lại", language.VerdictAsk: "Hỏi",
	}
	answerWords = map[language.Answer]string{
		language.AnswerNotDue:  "Câu trả lời: chưa đến kỳ đánh giá.",
		language.AnswerNothing: "Câu trả lời: không phát sinh.",
		language.AnswerPending: "Câu trả lời: chưa có kết quả.",
	}
	actionWords = map[language.Action]string{
		language.ActionNote: "Lưu ý: ", language.ActionAsk: "Hỏi: ", language.ActionWarn: "Đề nghị xem lại: ", language.ActionReject: "Không đọc được: ",
	}
)

// clashWords says what in a spreadsheet keeps a plan from being laid out in it.
func clashWords(err error) (string, bool) {
	var clash *clashError
	var locale *localeError
	switch {
	case errors.As(err, &clash) && clash.why != "":
		return fmt.Sprintf("Bảng tính đã có trang “%s” nhưng chưa dùng được làm trang của Biểu: %s "+
			"Nếu đó là trang khác, đề nghị đổi tên trang đó. Chưa ghi gì vào bảng tính.", clash.title, clash.why), true
	case errors.As(err, &clash):
		return fmt.Sprintf("Bảng tính đã có trang “%s” với nội dung khác, trùng tên với trang của Biểu. "+
			"Đề nghị đổi tên trang đó rồi chạy lại. Chưa ghi gì vào bảng tính.", clash.title), true
	case errors.As(err, &locale):
		return locale.warning.Text() + " Sau đó chạy lại; chưa ghi gì vào bảng tính.", true
	case errors.Is(err, workbook.ErrTabExists):
		return "Vừa có người thêm một trang trùng tên với trang của Biểu. Đề nghị đổi tên trang đó rồi chạy lại.", true
	}
	return "", false
}
