package main

import "bieu/rules/language"

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
