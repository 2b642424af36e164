package language

// cue is what a fixed expression tells the readers.
type cue int32

const (
	cueNothing cue = iota // masks a longer expression that holds a cue

	// Comparisons.
	cueAtLeast
	cueAtMost
	cueAbove
	cueBelow
	cueOrMore
	cueOrLess
	cueFrom
	cueTo
	cueAbout

	// Movements.
	cueRise
	cueFall
	cueGrowth // may be the name of a rate or a movement
	cueNotLet
	cueDown
	cueUp
	cueTimes
	cueDouble
	cueOver
	cueReachOver
	cueGrowthName

	// Predicates.
	cueReach
	cueIs
	cueEstimate
	cueHave
	cueKeep
	cueComplete
	cueGrade
	cueLevel

	// Whose figure it is.
	cuePlan
	cueAssigned
	cueGiver
	cueBase
	cueOfTotal
	cueTotal
	cueAmong
	cueMadeOf
	cueLeft
	cueExcept
	cueEquals
	cueTurn
	cueEach

	// Signs.
	cueStop
	cueSemicolon
	cueComma
	cueColon
	cueOpen
	cueClose
	cueFigure
	cueNoFigure
	cueStrayPercent
)

// cueWords is the table of fixed expressions: add a word where its meaning
// stands. Grades live in grade.go, units in unitwords.go.
var cueWords = []entry{
	// "ít nhất 95%", "95% trở lên"
	{int32(cueAtLeast), "ít nhất|lớn hơn hoặc bằng|cao hơn hoặc bằng|bằng hoặc cao hơn|bằng hoặc lớn hơn|bằng hoặc hơn|tối thiểu|không thấp hơn|không dưới|không ít hơn|không nhỏ hơn|chí ít|thấp nhất|≥|không kém"},
	{int32(cueAtMost), "không quá|nhỏ hơn hoặc bằng|thấp hơn hoặc bằng|bằng hoặc thấp hơn|bằng hoặc nhỏ hơn|tối đa|không vượt quá|không vượt|không cao hơn|không lớn hơn|không nhiều hơn|nhiều nhất|không trên|không hơn|cao nhất|≤"},
	{int32(cueOrMore), "trở lên"},
	{int32(cueOrLess), "trở xuống"},
	{int32(cueAbove), "vượt quá|trên|hơn|cao hơn|lớn hơn|nhiều hơn|quá|>"},
	{int32(cueBelow), "dưới|thấp hơn|nhỏ hơn|ít hơn|chưa đến|chưa tới|chưa đầy|<"},
	{int32(cueFrom), "từ"},
	{int32(cueTo), "đến|tới"},
	{int32(cueAbout), "khoảng|gần|xấp xỉ|trên dưới|chừng|độ khoảng|~|≈|cỡ"},
	{int32(cueEstimate), "ước|ước tính|ước khoảng|dự kiến|dự ước"},

	// "tăng 5%", "giảm còn 2%"
	{int32(cueRise), "tăng|tăng thêm|tăng bình quân|cao hơn năm trước|cao hơn so với"},
	{int32(cueGrowth), "tăng trưởng"},
	{int32(cueFall), "giảm|giảm bình quân|giảm bớt|hạ|thấp hơn năm trước|thấp hơn so với|kéo giảm"},
	{int32(cueNotLet), "không để|không cho|tránh để|không được để"},
	{int32(cueDown), "còn|giảm đến mức|giảm tới mức|xuống còn|xuống|giảm còn|giảm xuống|giảm xuống còn|chỉ còn|hạ xuống|hạ xuống còn"},
	{int32(cueUp), "lên|tăng lên|nâng lên|đưa lên|lên tới|tăng lên đến|lên đến|nâng lên đến|tăng đến"},
	{int32(cueDouble), "gấp đôi|tăng gấp đôi|gấp hai|tăng gấp hai"},
	{int32(cueTimes), "gấp|tăng gấp|gấp hơn|cao gấp"},
	{int32(cueOver), "vượt|vượt mức|vượt kế hoạch|vượt chỉ tiêu|vượt dự toán|vượt KH|vượt so với|tăng vượt"},
	{int32(cueReachOver), "đạt và vượt|hoàn thành và vượt|hoàn thành và vượt mức|đạt và vượt mức|đạt vượt|hoàn thành vượt mức|hoàn thành và hoàn thành vượt mức|hoàn thành vượt"},
	{int32(cueGrowthName), "tốc độ tăng|tốc độ tăng trưởng|tỷ lệ tăng|tỷ lệ tăng trưởng|mức tăng|mức tăng trưởng|tỷ suất tăng|chỉ số tăng|chỉ số phát triển|" +
		"tốc độ giảm|tỷ lệ giảm|mức giảm|tỷ suất giảm|nhịp độ tăng|nhịp độ tăng trưởng"},
	{int32(cueNothing), "tháng đầu năm|tháng cuối năm|tuần đầu năm|ngày đầu năm|quý đầu năm|tăng cường|việc làm tăng thêm|việc làm mới tăng thêm|tăng huyết áp|tăng gia|tăng ca|giảm đau|giảm trừ|giảm nhẹ|giảm sinh|vượt khó|vượt cấp|vượt lũ|vượt qua|vượt trội|vượt tuyến|vượt sông|giảm thiểu|gia tăng|giá trị gia tăng|tăng dân số|lên kế hoạch|trên cơ sở|tăng động|" +
		"cấp dưới|từ đầu năm|từ đầu kỳ|từ đầu nhiệm kỳ|hơn nữa|trên đây|nêu trên|dưới tán|dưới hình thức|dưới sự|trên không|ở trên|từng bước|" +
		"thành lập mới|quá trình|quá hạn|quá tải|đạt chuẩn|đạt danh hiệu|đạt tiêu chuẩn|đạt tiêu chí|bằng cấp|bằng khen|bằng tốt nghiệp|còn hạn|trước hạn|đúng hạn|" +
		"liên quan đến|liên quan tới|kể từ|từ thiện|từ chối|hướng tới|đến nay|tính đến|đưa vào|lên lớp|ra trường|đi lên|hộ khẩu|công nghiệp|" +
		"bình quân đầu người|vị thành niên|trên không gian|quy mô|ước mơ|ước muốn|công tác giảm nghèo|chương trình giảm nghèo|giảm nghèo bền vững|xóa đói giảm nghèo|giảm phát|dưới nước|trên cạn|" +
		"tồn đọng|tồn tại|hạ ngầm|hạ thế|hạ áp|hạ lưu|bảo tồn|còn sống|đẻ sống|hạ tầng|kết cấu hạ tầng|lên men|gần gũi|độ tuổi|lần đầu|" +
		"giao thông|giao quân|giao nhận quân|giao đất|giao rừng|giao khoán|giao ban|giao dịch|giao lưu|giao dịch|giao tiếp|bàn giao|chuyển giao|vui chơi"},

	// "phấn đấu đạt 95%", ": 95%"
	{int32(cueReach), "đạt|đạt được|phấn đấu|phấn đấu đạt|đạt tỷ lệ|bằng|chiếm|chiếm tỷ lệ|đạt mức|thực hiện đạt|" +
		"đảm bảo|bảo đảm|đảm bảo đạt|bảo đảm đạt|tỷ lệ đạt|phải đạt|thực hiện|thực hiện được"},
	{int32(cueIs), "là|ở mức|mức|=|với|được"},
	{int32(cueHave), "có|xây dựng|trồng|trồng mới|tạo|giải quyết|cấp|phát triển|thành lập|kết nạp|huy động|thu|tuyển"},
	{int32(cueKeep), "duy trì|giữ vững|giữ|tiếp tục duy trì|tiếp tục giữ vững|giữ ổn định|duy trì ổn định"},
	{int32(cueComplete), "hoàn thành|hoàn thành đạt"},
	{int32(cueLevel), "mức độ|cấp độ|hạng|loại|cấp"},

	// "45% kế hoạch", "tỉnh giao"
	{int32(cuePlan), "kế hoạch|KH|chỉ tiêu|dự toán|chỉ tiêu kế hoạch|kế hoạch năm|KH năm|CT|DT|dự toán năm|chỉ tiêu năm|kế hoạch, chỉ tiêu|chỉ tiêu, kế hoạch|" +
		"kế hoạch đề ra|chỉ tiêu nghị quyết|nghị quyết|NQ|mục tiêu|mục tiêu kế hoạch"},
	{int32(cueAssigned), "giao|được giao|phân bổ"},
	{int32(cueGiver), "trung ương|TW|cấp trên|HĐND|UBND|Chính phủ|Thủ tướng|Đảng ủy|Huyện ủy|Thành ủy|Tỉnh ủy|Thị ủy|cấp ủy|Đảng ủy cấp trên|cấp ủy cấp trên"},
	{int32(cueNothing), "toàn tỉnh|toàn thành phố|toàn huyện|toàn xã|toàn phường|toàn thị xã|đường tỉnh|tỉnh lộ|đường huyện|đường xã|cấp tỉnh|cấp xã|cấp huyện|cấp thành phố|cấp phường|hợp tác xã|xã hội|" +
		"cộng đồng|cộng tác|cộng tác viên|công cộng|cộng sản|cộng hòa|an sinh xã hội|bảo hiểm xã hội|kinh tế xã hội|thành phố thông minh|trên địa bàn|cơ bản|ngoại tỉnh|nội tỉnh|quy hoạch|xã viên|kế hoạch hóa|kế hoạch hoá gia đình|chỉ thị|xuất khẩu"},

	// Figures to compare with.
	{int32(cueBase), "so với|so|cùng kỳ|cùng kỳ năm trước|năm trước|vụ trước|tuần trước|năm ngoái|năm học trước|nhiệm kỳ trước|kỳ trước|đầu kỳ|đầu năm|thực hiện năm|quý trước|tháng trước|CK|so cùng kỳ"},
	{int32(cueOfTotal), "trên tổng số|trong số|trong tổng số|trên tổng|trong tổng|/tổng số|/ tổng số|/tổng|so với tổng số"},
	{int32(cueTotal), "tổng số|tổng|tổng cộng|cộng|cộng lại|cộng chung|tính chung|tổng số tiền|tổng trị giá|tổng giá trị|tổng diện tích|tổng số hộ|tổng cộng có|tiếp nhận|phải thu|phải nộp|phải thu hồi|phải giải quyết|phải thi hành|phải thực hiện|thụ lý|tổng thu|tổng chi|tổng sản lượng|tổng đàn|tổng dư nợ|tổng doanh thu|tổng chiều dài|tổng vốn|tổng kinh phí|tổng số vốn"},
	{int32(cueAmong), "trong đó|trong đó có|trong số đó|trong số này|riêng"},
	{int32(cueMadeOf), "gồm|bao gồm|gồm có|chia ra|cụ thể|gồm:"},
	{int32(cueLeft), "còn lại|còn tồn|còn phải|còn phải thu|còn phải nộp|còn nợ|chưa thực hiện|chưa giải quyết|tồn|còn thiếu|đang giải quyết|chuyển kỳ sau|chuyển sang kỳ sau|chuyển sang tháng sau|chuyển sang năm sau|chuyển năm sau"},
	{int32(cueExcept), "nếu không tính|không tính|loại trừ|nếu loại trừ|không kể|chưa kể|nếu không kể|chưa tính|không bao gồm|nếu trừ|trừ đi|nếu tính cả|tính cả|sau khi trừ|sau khi loại trừ|nếu bỏ"},
	{int32(cueEquals), "tương đương|tương ứng|tức là|tức"},
	{int32(cueTurn), "lần lượt|theo thứ tự"},
	{int32(cueEach), "cả|mỗi|một"},
}

// slips are spellings that are wrong but common; they are understood with a
// note, like a phrase that lacks a tone.
var slips = []entry{
	{int32(cueReach), "phân đầu|phấn đầu|phần đấu|phân dấu|phấn dấu"},
	{int32(cueComplete), "hòan thành|hoàn thàn"},
}

var (
	cueTable      = newForgivingTable(allCues(), slips)
	cuePlainTable = newPlainTable(allCues())
)

// gradeCue is the first of the cues that stand for grades: cue − gradeCue is
// the rank.
const gradeCue = 1000

// tiers are the levels of government, councils the bodies at each of them; both
// assign targets.
var (
	tiers    = [...]string{"tỉnh", "thành phố", "TP", "huyện", "thị xã", "TX", "quận", "phường", "xã", "thị trấn", "đặc khu"}
	councils = [...]string{"HĐND", "UBND", "Hội đồng nhân dân", "Ủy ban nhân dân", "Chủ tịch UBND"}
)

func giverEntries() []entry {
	var all []entry
	for _, tier := range tiers {
		all = append(all, entry{int32(cueGiver), tier})
		for _, council := range councils {
			all = append(all, entry{int32(cueGiver), council + " " + tier})
		}
	}
	return all
}

func allCues() []entry {
	all := append([]entry(nil), cueWords...)
	all = append(all, giverEntries()...)
	for rank, forms := range gradeWords {
		all = append(all, entry{int32(gradeCue + rank), forms})
	}
	return all
}

// cueAt returns the expression that begins at token i and its length.
func (p *page) cueAt(i int) (cue, int) {
	found, ok := cueTable.match(p.tokens, i)
	if ok {
		if found.loose && p.loose.empty() {
			p.loose = span{i, i + len(found.keys)}
		}
		return cue(found.value), len(found.keys)
	}
	if p.accented || p.tokens[i].kind != tokenWord {
		return 0, 0
	}
	if found, ok = cuePlainTable.match(p.tokens, i); ok {
		p.unaccented = p.unaccented || found.value != int32(cueNothing)
		return cue(found.value), len(found.keys)
	}
	return 0, 0
}
