package web

// What people read in answers.

const (
	wordsNoToken = "Cần mã truy cập. Đề nghị gửi kèm dòng “Authorization: Bearer …” với mã trong tệp bieu.token."
	wordsAway    = "Chưa nhận được yêu cầu: cơ sở dữ liệu của hàng đợi chưa trả lời. Đề nghị thử lại sau ít phút."
)

func wordsNoPlan(name string) string {
	if name == "" {
		return "Máy đang làm nhiều kế hoạch, đề nghị chọn một: ?plan=TÊN"
	}
	return "Máy không làm kế hoạch “" + name + "”."
}
