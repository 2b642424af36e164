package web

// What people read in answers.

const (
	wordsNoToken = "Cần mã truy cập. Đề nghị gửi kèm dòng “Authorization: Bearer …” với mã trong tệp bieu.token."
	wordsAway    = "Chưa nhận được yêu cầu: cơ sở dữ liệu của hàng đợi chưa trả lời. Đề nghị thử lại sau ít phút."
)

// wordsNotHere is said at an address where nothing is.
const wordsNotHere = "Không có gì ở địa chỉ này. Các địa chỉ có: /healthz, /readyz, /metrics, /api/sync."

func wordsOtherMethod(method, path string) string {
	return "Địa chỉ " + path + " chỉ nhận lệnh gọi " + method + "."
}

func wordsNoPlan(name string) string {
	if name == "" {
		return "Máy đang làm nhiều kế hoạch, đề nghị chọn một: ?plan=TÊN"
	}
	return "Máy không làm kế hoạch “" + name + "”."
}
