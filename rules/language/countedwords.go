package language

// countedWords are further things that are counted one by one; each is its own
// unit. Add a noun here when it needs no other spelling.
const countedWords = "hội thi|hội diễn|giải đấu|công văn|thông báo|tờ trình|bài viết|phóng sự|video|clip|tủ sách|vườn mẫu|" +
	"vườn|ao|hồ chứa|đập|trạm bơm|kênh mương|cống|bến|bãi đỗ xe|bể bơi|sân|sân bóng|phòng khám|bệnh viện|" +
	"nhà thuốc|quầy thuốc|nhà trẻ|nhóm trẻ|giáo dân|tín đồ|chức sắc|thí sinh|vận động viên|huy chương|" +
	"huân chương|bằng khen|giấy khen|cờ thi đua|học bổng|sổ|sổ tiết kiệm|thư viện|tiết mục|vở diễn|" +
	"đêm diễn|tủ thuốc|máy tính|điện thoại|trụ|loa|cụm loa|bộ loa|ghế|túi|gói|thùng rác|xe rác|" +
	"bình chữa cháy|bình|vòi|điểm tập kết|bãi rác|hố|hố rác|lò|lò đốt|hầm|hầm biogas|chủng loại|ngành|" +
	"ngành nghề|nghề|lĩnh vực|nội dung|mục tiêu|nhóm tiêu chí|phong trào|công trình phần việc|phần việc|" +
	"ủy viên|cấp ủy viên|cộng tác viên|tuyên truyền viên|hòa giải viên|tình nguyện viên|dân quân|" +
	"quân nhân|cựu chiến binh|phóng viên|thanh tra viên|chủ hộ|chủ cơ sở|tiểu thương|nông dân|công nhân|" +
	"ngư dân|già làng|trẻ mồ côi|sản phụ|bà mẹ|thai phụ|ca mắc|ca tử vong|ổ dịch|đàn|đàn ong|tổ ong|" +
	"nhà màng|nhà lưới|nhà kính|kho|kho lạnh|cửa hàng|siêu thị|nhà hàng|khách sạn|nhà nghỉ|quán|đại lý|" +
	"chi nhánh|văn phòng|thương hiệu|nhãn hiệu|chứng nhận|chứng chỉ|mã số|mã vùng trồng|vùng trồng|chuỗi|" +
	"chuỗi liên kết|phiên chợ|chuyến|chuyến xe|chuyến hàng|tuyến phố|con đường|ngõ|hẻm|khu vực|địa điểm|" +
	"tụ điểm|bãi tắm|tour|đoàn|đoàn công tác|phái đoàn|cuộc thi|hội thao|hoạt động|chương trình|đề án|" +
	"quy chế|quy ước|hương ước|chuyên đề|câu hỏi|bậc|thứ bậc|tiêu chí thành phần|chỉ số|chỉ số thành phần|trang|kỳ|" +
	"nguồn|nguồn vốn|ngân hàng|khâu|hướng|dòng họ|dân tộc|tôn giáo|ổ nhóm|vị trí|trục|trụ sở|gian hàng|bữa|suất ăn|biển|biển quảng cáo|biển hiệu|mái che|sự kiện|huy hiệu|kỷ niệm chương"
