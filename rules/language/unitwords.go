package language

import "strings"

// family is a kind of quantity. Units of one family convert into each other;
// whatever is only counted is a family of its own.
type family uint8

const (
	familyCount family = iota
	familyMoney
	familyArea
	familyMass
	familyLength
	familyVolume
	familyEnergy
	familyShare // %, ‰
	familyPoint // điểm %
	familyTimes
	familyAge
)

// unitWord is one line of the table of units.
type unitWord struct {
	name   string // as we write it
	family family
	// A unit is worth factor × 10^power of its family's smallest unit.
	factor int64
	power  int32
	grain  grain
	forms  string // other ways of writing it
}

// unitWords is the table of units: add a unit or a spelling here.
var unitWords = withCounted([]unitWord{
	{"nghìn tỷ đồng", familyMoney, 1, 12, grainVast, "ngàn tỷ đồng|nghìn tỷ|ngàn tỷ|nghìn tỷ VNĐ"},
	{"tỷ đồng", familyMoney, 1, 9, grainVast, "tỷđ|tỉđ|tỉđồng|tỷ đ|tỷ.đ|tỷ|tỷ VNĐ|tỷ VND|tỷ đồng VN|tỷđồng"},
	{"vạn đồng", familyMoney, 1, 4, grainMeasured, "vạn"},
	{"triệu đồng", familyMoney, 1, 6, grainMeasured, "trđ|tr đ|tr.đ|triệu|tr|triệuđ|triệu đ|triệu.đ|trđồng|tr đồng|tr.đồng|triệu VNĐ|triệu VND|triệuđồng"},
	{"nghìn đồng", familyMoney, 1, 3, grainMeasured, "ngàn đồng|nghìn đ|ngàn đ|nghìnđ|ngànđ|nghìn|ngàn|ngđ|ng.đ|k|nghìn VNĐ|1000 đồng"},
	{"đồng", familyMoney, 1, 0, grainWhole, "đ|vnđ|vnd|đồng Việt Nam"},
	{"triệu USD", familyCount, 1, 0, grainMeasured, "triệu đô la|triệu đô la Mỹ"},
	{"tỷ USD", familyCount, 1, 0, grainMeasured, ""},
	{"USD", familyCount, 1, 0, grainWhole, "đô la Mỹ|đô la"},

	{"%", familyShare, 10, 0, grainFine, "phần trăm|٪"},
	{"‰", familyShare, 1, 0, grainFine, "phần nghìn|phần ngàn"},
	{"điểm %", familyPoint, 10, 0, grainFine, "điểm phần trăm|đ%"},
	{"lần", familyTimes, 1, 0, grainFine, ""},

	{"m²", familyArea, 1, 0, grainSquare, "mét vuông"},
	{"ha", familyArea, 1, 4, grainMeasured, "héc ta|hécta|hec ta|hecta|héc-ta"},
	{"km²", familyArea, 1, 6, grainMeasured, "ki lô mét vuông"},
	{"sào", familyArea, 360, 0, grainMeasured, "sào Bắc Bộ"},
	{"mẫu", familyArea, 3600, 0, grainMeasured, ""},

	{"gam", familyMass, 1, -3, grainMeasured, "gram"},
	{"kg", familyMass, 1, 0, grainMeasured, "kilôgam|ki lô gam"},
	{"yến", familyMass, 1, 1, grainMeasured, ""},
	{"tạ", familyMass, 1, 2, grainMeasured, ""},
	{"tấn", familyMass, 1, 3, grainMeasured, ""},

	{"m", familyLength, 1, 0, grainMeasured, "mét|mét dài|md"},
	{"km", familyLength, 1, 3, grainMeasured, "ki lô mét|cây số|kilômét|kilomet"},

	{"lít", familyVolume, 1, 0, grainMeasured, ""},
	{"m³", familyVolume, 1, 3, grainMeasured, "mét khối"},
	{"kV", familyCount, 1, 0, grainMeasured, ""},
	{"GB", familyCount, 1, 0, grainMeasured, ""},
	{"Mbps", familyCount, 1, 0, grainMeasured, "Mb/s"},
	{"kWh", familyEnergy, 1, 0, grainMeasured, ""},
	{"MW", familyEnergy, 1, 3, grainMeasured, ""},
	{"tuổi", familyAge, 1, 0, grainFine, ""},

	// People.
	{"lao động", familyCount, 1, 0, grainWhole, "LĐ|người lao động|lđ"},
	{"người", familyCount, 1, 0, grainWhole, "người dân|ng"},
	{"lượt người", familyCount, 1, 0, grainWhole, ""},
	{"lượt khách", familyCount, 1, 0, grainWhole, "lượt du khách"},
	{"lượt", familyCount, 1, 0, grainWhole, ""},
	{"hộ", familyCount, 1, 0, grainWhole, "hộ gia đình|hộ dân"},
	{"khẩu", familyCount, 1, 0, grainWhole, ""},
	{"nhân khẩu", familyCount, 1, 0, grainWhole, ""},
	{"đối tượng", familyCount, 1, 0, grainWhole, ""},
	{"học sinh", familyCount, 1, 0, grainWhole, "em học sinh|HS"},
	{"học viên", familyCount, 1, 0, grainWhole, ""},
	{"sinh viên", familyCount, 1, 0, grainWhole, ""},
	{"trẻ em", familyCount, 1, 0, grainWhole, ""},
	{"trẻ", familyCount, 1, 0, grainWhole, ""},
	{"cháu", familyCount, 1, 0, grainWhole, ""},
	{"em", familyCount, 1, 0, grainWhole, ""},
	{"bé", familyCount, 1, 0, grainWhole, ""},
	{"bé trai", familyCount, 1, 0, grainWhole, ""},
	{"bé gái", familyCount, 1, 0, grainWhole, ""},
	{"trẻ em gái", familyCount, 1, 0, grainWhole, ""},
	{"đồng chí", familyCount, 1, 0, grainWhole, "đ/c"},
	{"công dân", familyCount, 1, 0, grainWhole, ""},
	{"thanh niên", familyCount, 1, 0, grainWhole, ""},
	{"đảng viên", familyCount, 1, 0, grainWhole, ""},
	{"đoàn viên", familyCount, 1, 0, grainWhole, ""},
	{"hội viên", familyCount, 1, 0, grainWhole, ""},
	{"thành viên", familyCount, 1, 0, grainWhole, ""},
	{"quần chúng", familyCount, 1, 0, grainWhole, "quần chúng ưu tú"},
	{"cán bộ", familyCount, 1, 0, grainWhole, ""},
	{"công chức", familyCount, 1, 0, grainWhole, ""},
	{"viên chức", familyCount, 1, 0, grainWhole, ""},
	{"giáo viên", familyCount, 1, 0, grainWhole, ""},
	{"bác sĩ", familyCount, 1, 0, grainWhole, ""},
	{"bệnh nhân", familyCount, 1, 0, grainWhole, ""},
	{"chiến sĩ", familyCount, 1, 0, grainWhole, ""},
	{"đại biểu", familyCount, 1, 0, grainWhole, ""},
	{"cử tri", familyCount, 1, 0, grainWhole, ""},
	{"khách", familyCount, 1, 0, grainWhole, ""},
	{"phụ nữ", familyCount, 1, 0, grainWhole, ""},
	{"nữ", familyCount, 1, 0, grainWhole, ""},
	{"nam", familyCount, 1, 0, grainWhole, ""},
	{"dân", familyCount, 1, 0, grainWhole, ""},
	{"vạn dân", familyCount, 1, 0, grainWhole, ""},
	{"gia đình", familyCount, 1, 0, grainWhole, ""},
	{"người có công", familyCount, 1, 0, grainWhole, ""},
	{"nạn nhân", familyCount, 1, 0, grainWhole, ""},
	{"bị can", familyCount, 1, 0, grainWhole, ""},

	// Institutions and places.
	{"cơ sở", familyCount, 1, 0, grainWhole, "CS"},
	{"doanh nghiệp", familyCount, 1, 0, grainWhole, "DN"},
	{"hợp tác xã", familyCount, 1, 0, grainWhole, "HTX"},
	{"tổ hợp tác", familyCount, 1, 0, grainWhole, "THT"},
	{"trang trại", familyCount, 1, 0, grainWhole, ""},
	{"trường", familyCount, 1, 0, grainWhole, "trường học|nhà trường"},
	{"lớp", familyCount, 1, 0, grainWhole, "lớp học"},
	{"phòng học", familyCount, 1, 0, grainWhole, ""},
	{"phòng", familyCount, 1, 0, grainWhole, ""},
	{"xã", familyCount, 1, 0, grainWhole, ""},
	{"phường", familyCount, 1, 0, grainWhole, ""},
	{"xã, phường", familyCount, 1, 0, grainWhole, "xã phường"},
	{"thị trấn", familyCount, 1, 0, grainWhole, ""},
	{"huyện", familyCount, 1, 0, grainWhole, ""},
	{"thôn", familyCount, 1, 0, grainWhole, ""},
	{"xóm", familyCount, 1, 0, grainWhole, ""},
	{"bản", familyCount, 1, 0, grainWhole, ""},
	{"ấp", familyCount, 1, 0, grainWhole, ""},
	{"buôn", familyCount, 1, 0, grainWhole, ""},
	{"khu phố", familyCount, 1, 0, grainWhole, ""},
	{"khu dân cư", familyCount, 1, 0, grainWhole, "KDC"},
	{"khu", familyCount, 1, 0, grainWhole, ""},
	{"tổ dân phố", familyCount, 1, 0, grainWhole, "TDP"},
	{"tổ", familyCount, 1, 0, grainWhole, ""},
	{"đội", familyCount, 1, 0, grainWhole, ""},
	{"nhóm", familyCount, 1, 0, grainWhole, ""},
	{"cơ quan", familyCount, 1, 0, grainWhole, "cơ quan, đơn vị"},
	{"đơn vị", familyCount, 1, 0, grainWhole, ""},
	{"chi bộ", familyCount, 1, 0, grainWhole, ""},
	{"đảng bộ", familyCount, 1, 0, grainWhole, ""},
	{"chi hội", familyCount, 1, 0, grainWhole, ""},
	{"chi đoàn", familyCount, 1, 0, grainWhole, ""},
	{"chi đội", familyCount, 1, 0, grainWhole, ""},
	{"liên đội", familyCount, 1, 0, grainWhole, ""},
	{"y sĩ", familyCount, 1, 0, grainWhole, "y sỹ"},
	{"ô tô", familyCount, 1, 0, grainWhole, "xe ô tô"},
	{"bằng tốt nghiệp", familyCount, 1, 0, grainWhole, ""},
	{"câu lạc bộ", familyCount, 1, 0, grainWhole, "CLB"},
	{"trạm y tế", familyCount, 1, 0, grainWhole, ""},
	{"trạm", familyCount, 1, 0, grainWhole, ""},
	{"giường bệnh", familyCount, 1, 0, grainWhole, ""},
	{"giường", familyCount, 1, 0, grainWhole, ""},
	{"chợ", familyCount, 1, 0, grainWhole, ""},
	{"nhà văn hóa", familyCount, 1, 0, grainWhole, "NVH"},
	{"nhà", familyCount, 1, 0, grainWhole, ""},
	{"ngôi nhà", familyCount, 1, 0, grainWhole, ""},
	{"căn nhà", familyCount, 1, 0, grainWhole, ""},
	{"căn", familyCount, 1, 0, grainWhole, ""},
	{"nhà ở", familyCount, 1, 0, grainWhole, ""},
	{"điểm", familyCount, 1, 0, grainFine, ""},
	{"mô hình", familyCount, 1, 0, grainWhole, ""},
	{"làng nghề", familyCount, 1, 0, grainWhole, ""},
	{"làng", familyCount, 1, 0, grainWhole, ""},
	{"di tích", familyCount, 1, 0, grainWhole, ""},
	{"vùng", familyCount, 1, 0, grainWhole, ""},
	{"cánh đồng", familyCount, 1, 0, grainWhole, ""},
	{"cụm công nghiệp", familyCount, 1, 0, grainWhole, ""},

	// Papers and cases.
	{"đơn", familyCount, 1, 0, grainWhole, "lá đơn"},
	{"đơn thư", familyCount, 1, 0, grainWhole, ""},
	{"hồ sơ", familyCount, 1, 0, grainWhole, ""},
	{"thủ tục", familyCount, 1, 0, grainWhole, "TTHC|thủ tục hành chính"},
	{"vụ", familyCount, 1, 0, grainWhole, "vụ án"},
	{"vụ việc", familyCount, 1, 0, grainWhole, ""},
	{"trường hợp", familyCount, 1, 0, grainWhole, "TH"},
	{"ca", familyCount, 1, 0, grainWhole, "ca bệnh"},
	{"giấy chứng nhận", familyCount, 1, 0, grainWhole, "GCN|giấy CN|GCNQSDĐ|GCN QSDĐ"},
	{"giấy phép", familyCount, 1, 0, grainWhole, ""},
	{"giấy", familyCount, 1, 0, grainWhole, ""},
	{"quyết định", familyCount, 1, 0, grainWhole, ""},
	{"kết luận", familyCount, 1, 0, grainWhole, ""},
	{"nghị quyết", familyCount, 1, 0, grainWhole, ""},
	{"văn bản", familyCount, 1, 0, grainWhole, ""},
	{"báo cáo", familyCount, 1, 0, grainWhole, ""},
	{"kế hoạch", familyCount, 1, 0, grainWhole, ""},
	{"ý kiến", familyCount, 1, 0, grainWhole, ""},
	{"phản ánh", familyCount, 1, 0, grainWhole, ""},
	{"kiến nghị", familyCount, 1, 0, grainWhole, ""},
	{"nguồn tin", familyCount, 1, 0, grainWhole, ""},
	{"tin báo", familyCount, 1, 0, grainWhole, "tin báo, tố giác|tin báo, tố giác tội phạm|tin báo tố giác"},
	{"tố giác", familyCount, 1, 0, grainWhole, "tố giác, tin báo|tố giác, tin báo tội phạm|tố giác tin báo|tố giác tội phạm"},
	{"phiếu", familyCount, 1, 0, grainWhole, ""},
	{"tin, bài", familyCount, 1, 0, grainWhole, ""},
	{"tin bài", familyCount, 1, 0, grainWhole, ""},
	{"tin", familyCount, 1, 0, grainWhole, ""},
	{"bài", familyCount, 1, 0, grainWhole, ""},
	{"sáng kiến", familyCount, 1, 0, grainWhole, ""},
	{"đề tài", familyCount, 1, 0, grainWhole, ""},
	{"thẻ", familyCount, 1, 0, grainWhole, "thẻ BHYT"},
	{"tài khoản", familyCount, 1, 0, grainWhole, ""},
	{"thửa", familyCount, 1, 0, grainWhole, "thửa đất"},
	{"lô", familyCount, 1, 0, grainWhole, "lô đất"},
	{"bản đồ", familyCount, 1, 0, grainWhole, ""},

	// Events.
	{"cuộc", familyCount, 1, 0, grainWhole, ""},
	{"buổi", familyCount, 1, 0, grainWhole, ""},
	{"hội nghị", familyCount, 1, 0, grainWhole, ""},
	{"hội thảo", familyCount, 1, 0, grainWhole, ""},
	{"đợt", familyCount, 1, 0, grainWhole, ""},
	{"kỳ họp", familyCount, 1, 0, grainWhole, ""},
	{"lễ", familyCount, 1, 0, grainWhole, ""},
	{"phiên", familyCount, 1, 0, grainWhole, ""},
	{"ngày", familyCount, 1, 0, grainFine, "ngày làm việc"},
	{"ngày công", familyCount, 1, 0, grainWhole, ""},
	{"giờ", familyCount, 1, 0, grainFine, ""},
	{"phút", familyCount, 1, 0, grainFine, ""},

	// Things.
	{"dự án", familyCount, 1, 0, grainWhole, "DA"},
	{"công trình", familyCount, 1, 0, grainWhole, "CT"},
	{"hạng mục", familyCount, 1, 0, grainWhole, ""},
	{"tuyến", familyCount, 1, 0, grainWhole, "tuyến đường"},
	{"cầu", familyCount, 1, 0, grainWhole, "cây cầu"},
	{"sản phẩm", familyCount, 1, 0, grainWhole, "SP|sản phẩm OCOP"},
	{"tiêu chí", familyCount, 1, 0, grainWhole, "TC"},
	{"chỉ tiêu", familyCount, 1, 0, grainWhole, ""},
	{"nhiệm vụ", familyCount, 1, 0, grainWhole, ""},
	{"con", familyCount, 1, 0, grainWhole, ""},
	{"cây", familyCount, 1, 0, grainWhole, ""},
	{"cặp", familyCount, 1, 0, grainWhole, ""},
	{"chiếc", familyCount, 1, 0, grainWhole, ""},
	{"cái", familyCount, 1, 0, grainWhole, ""},
	{"bộ", familyCount, 1, 0, grainWhole, ""},
	{"quả", familyCount, 1, 0, grainWhole, ""},
	{"bao", familyCount, 1, 0, grainWhole, ""},
	{"máy", familyCount, 1, 0, grainWhole, ""},
	{"thiết bị", familyCount, 1, 0, grainWhole, ""},
	{"camera", familyCount, 1, 0, grainWhole, "mắt camera"},
	{"xe", familyCount, 1, 0, grainWhole, ""},
	{"phương tiện", familyCount, 1, 0, grainWhole, ""},
	{"tàu", familyCount, 1, 0, grainWhole, "tàu cá"},
	{"suất", familyCount, 1, 0, grainWhole, ""},
	{"suất quà", familyCount, 1, 0, grainWhole, ""},
	{"phần quà", familyCount, 1, 0, grainWhole, ""},
	{"phần", familyCount, 1, 0, grainWhole, ""},
	{"liều", familyCount, 1, 0, grainWhole, "liều vắc xin"},
	{"mũi", familyCount, 1, 0, grainWhole, "mũi tiêm"},
	{"đơn vị máu", familyCount, 1, 0, grainWhole, ""},
	{"dịch vụ", familyCount, 1, 0, grainWhole, ""},
	{"danh hiệu", familyCount, 1, 0, grainWhole, ""},
	{"giải", familyCount, 1, 0, grainWhole, "giải thưởng"},
	{"bể", familyCount, 1, 0, grainWhole, ""},
	{"lồng", familyCount, 1, 0, grainWhole, "lồng bè"},
	{"thùng", familyCount, 1, 0, grainWhole, ""},
	{"điểm cầu", familyCount, 1, 0, grainWhole, ""},
	{"điểm trường", familyCount, 1, 0, grainWhole, ""},
	{"băng rôn", familyCount, 1, 0, grainWhole, "băng zôn|băng-rôn"},
	{"pa nô", familyCount, 1, 0, grainWhole, "panô|pano"},
	{"khẩu hiệu", familyCount, 1, 0, grainWhole, ""},
	{"áp phích", familyCount, 1, 0, grainWhole, ""},
	{"tờ rơi", familyCount, 1, 0, grainWhole, ""},
	{"biển báo", familyCount, 1, 0, grainWhole, ""},
	{"cuốn", familyCount, 1, 0, grainWhole, ""},
	{"chốt", familyCount, 1, 0, grainWhole, ""},
	{"bóng", familyCount, 1, 0, grainWhole, "bóng đèn"},
	{"bãi", familyCount, 1, 0, grainWhole, ""},
	{"thuê bao", familyCount, 1, 0, grainWhole, ""},
	{"giao dịch", familyCount, 1, 0, grainWhole, ""},
	{"trận", familyCount, 1, 0, grainWhole, ""},
	{"gói thầu", familyCount, 1, 0, grainWhole, ""},
	{"hợp đồng", familyCount, 1, 0, grainWhole, ""},
	{"khoản", familyCount, 1, 0, grainWhole, ""},
	{"hợp phần", familyCount, 1, 0, grainWhole, ""},
})

// notUnits begin like a unit and are none.
const notUnits = "tỷ lệ|tỷ trọng|tỷ suất|tỷ số|tỷ giá|đồng bào|đồng ruộng|đồng bộ|đồng thời|đồng hồ|đồng tình|đồng thuận|đồng đều|đồng phục|" +
	"đồng hành|đồng đội|đồng nghiệp|tấn công|mẫu giáo|mẫu nước|mẫu giống|triệu chứng|nhà nước|xã hội|con số|đơn giản|bộ phận|trẻ hóa|điểm mạnh|cây trồng|con nuôi|vật nuôi|giải quyết|giải ngân|giải phóng|giải pháp|giải tỏa|tin tưởng|" +
	"bài bản|đoàn kết|đoàn viên hưởng|lễ phép|nghề nghiệp|bàn giao|việc làm"

// withCounted adds the nouns of countedWords to the table.
func withCounted(table []unitWord) []unitWord {
	for noun := range strings.SplitSeq(countedWords, "|") {
		table = append(table, unitWord{name: noun, family: familyCount, factor: 1, grain: grainWhole})
	}
	return table
}
