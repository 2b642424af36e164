package config

const (
	defaultTimezone = "Asia/Ho_Chi_Minh"
	historyName     = "bieu.db"
	defaultKeepLogs = 90
)

// statusCodes are the statuses in the order in which people are told.
var statusCodes = []string{"met", "exceeded", "in_progress", "not_met", "not_due", "cannot_tell"}

func defaultStatuses() map[string]string {
	return map[string]string{
		"met":         "Đạt chỉ tiêu KH",
		"exceeded":    "Đạt chỉ tiêu KH",
		"in_progress": "Đang tiếp tục thực hiện",
		"not_met":     "Không đạt chỉ tiêu KH",
		"not_due":     "Đang tiếp tục thực hiện",
		"cannot_tell": "Cần xác nhận",
	}
}

func defaultTabs() Tabs {
	return Tabs{Overview: "Tổng quan", Plan: "Kế hoạch", Units: "Đơn vị", Bieu01: "Biểu 01", Bieu02: "Biểu 02"}
}

// headerNames are the headers of all tabs; only they can have aliases.
var headerNames = []string{
	// Kế hoạch
	"Mã", "TT", "Biểu", "Nhiệm vụ/Chỉ tiêu", "Đơn vị", "ĐVT", "So sánh", "Mức KH", "Đến", "Cấp giao", "Mức giao",
	"Chiều", "Cách tính", "Kỳ đánh giá", "Hiệu lực từ", "Căn cứ", "Máy hiểu", "Hỏi",
	// Đơn vị
	"Mã đơn vị", "Trang", "Tệp", "Người phụ trách", "Email", "Lãnh đạo", "Email lãnh đạo",
	// the units' tabs
	"Kế hoạch", "Thực hiện", "Kết quả", "Ước", "Ghi chú", "Tỷ lệ (%)", "Đánh giá", "Kiểm tra", "Đọc lúc",
	// Biểu 01 and Biểu 02
	"Nhiệm vụ", "Ghi chú VP",
}
