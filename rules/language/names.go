package language

// nameKind says what the words before a number make of it.
type nameKind int32

const (
	nameNone     nameKind = iota
	nameOrdinal           // "thứ 3", "lớp 9": always a name
	nameNumbered          // "thôn 7": a name unless a unit follows
	nameDocument          // "nghị quyết 15"
	nameYear              // "năm 2023"
	nameDay               // "ngày 13/2"
	nameMonth             // "tháng 9"
	nameSince             // "đến 30/6": a date only when it looks like one
)

// nameWords is the table of words that turn the number after them into a name.
var nameWords = []entry{
	{int32(nameOrdinal), "thứ|khóa|quý|tốp|top|trong nhóm|thuộc nhóm|ngõ|ngách|hẻm|số|lần thứ|kỳ họp thứ|quốc lộ|tỉnh lộ|QL|ĐT|ĐH|ĐX|đường tỉnh|đường huyện|đường xã|KDC số|khu số|chương trình|đề án|thửa số|tờ bản đồ|tờ bản đồ số|" +
		"đường dây nóng|điện thoại|SĐT|fax|zalo|biển số|biển kiểm soát|BKS|số khung|số máy|CCCD|CMND|mã số thuế|mã hồ sơ|số tài khoản|tổng đài|hotline|đầu số|số điện thoại|vụ thứ|giá so sánh|giá cố định|phụ lục|số nhà|học kỳ|cao tốc|MTQG|mục tiêu quốc gia"},
	{int32(nameNumbered), "mức|thôn|xóm|ấp|bản|đội|nhóm|cấp|loại|hạng|mức độ|cấp độ|bậc|phần|kỳ|vòng|bước|vùng|lô|cụm|khu phố|tổ dân phố|TDP|khu dân cư|KDC|" +
		"trường|trạm|dự án|tuyến|điểm|nhà văn hóa|chi bộ|phường|quận|ca|gói thầu|phân khu|tầng|phòng|tiểu học|mầm non|THCS|THPT|giá|buôn|làng|tiết|bài|" +
		"đoạn|đợt|giai đoạn|lớp|khu|tổ|thửa|thừa|thừa chung|thửa chung|tờ|khối|đường|kỳ họp|tiểu khu|khoảnh|biểu|mũi|lần|km|nhóm tuổi|độ tuổi|lứa tuổi|điều|khoản|chương|mục|chuyên đề|vành đai|báo động|tiêu chí"},
	{int32(nameDocument), "nghị quyết|quyết định|nghị định|thông tư|chỉ thị|công văn|kết luận|QĐ|NĐ|TT|luật|hướng dẫn|tờ trình|NQ|CV|thông báo|công điện|văn bản|kế hoạch số|kế hoạch số:|số:"},
	{int32(nameYear), "năm|niên khóa|năm học|đầu năm|cuối năm|nhiệm kỳ|hết năm|đến năm|niên độ|vụ|mùa|xuân|đông|hè thu"},
	{int32(nameDay), "ngày|trước ngày|đến ngày|từ ngày|hết ngày"},
	{int32(nameMonth), "tháng"},
	{int32(nameSince), "đến|trước|sau|từ|hết|vào|tính đến|kể từ|tới|hạn"},
	// Longer expressions that only look like the above.
	{int32(nameNone), "tổng số|thiểu số|đa số|phần lớn số|trong số|trong tổng số|dân số|chỉ số|sĩ số|quân số|hệ số|một số|số số|tổ chức|thành lớp|mỗi lớp|mở lớp|mỗi tổ|mỗi khu|mỗi đợt|hằng năm|hàng năm|cả năm|trong năm|mỗi năm|" +
		"mỗi tháng|mỗi ngày|mỗi quý|bình quân năm|hằng tháng|hàng tháng|nhiều đợt|lớp học|môi trường|thị trường|hiện trường|nhà trường|công trường|quảng trường|nông trường|lâm trường|nông thôn|trọng điểm|thời điểm|đặc điểm|cao điểm|thí điểm|tầng lớp|từng bước|cổ phần|thành phần|học phần|" +
		"cung cấp|trợ cấp|nâng cấp|phân cấp|trung cấp|cao cấp|cao đẳng|phân loại|các loại|chủng loại|quân đội|bộ đội|trực tuyến|quốc phòng|dự phòng|tiêm phòng|văn phòng|biên phòng|phòng, chống|thời kỳ|định kỳ|trị giá|" +
		"đấu giá|văn bản|cơ bản|chi tiết|thời tiết|hạng mục|danh mục|chuyên mục|mặt đường|nền đường|lòng đường|mẫu số|đơn giá|bảng giá|cơ sở|đánh giá"},
}

var (
	nameTable      = newPhraseTable(nameWords)
	namePlainTable = newPlainTable(nameWords)
)

// nameBefore returns what the words right before token i make of a number. It is
// asked several times about the same number.
func (r *reader) nameBefore(i int) nameKind {
	if r.named != i+1 {
		r.named, r.kind = i+1, r.nameKindAt(i)
	}
	return r.kind
}

func (p *page) nameKindAt(i int) nameKind {
	table := nameTable
	if !p.accented && p.words > 0 {
		table = namePlainTable
	}
	for length := min(3, i); length > 0; length-- {
		from := i - length
		if p.tokens[from].kind != tokenWord && length > 1 {
			continue
		}
		if found, ok := table.whole(p.tokens[from:i]); ok {
			return nameKind(found.value)
		}
	}
	return nameNone
}

// lifespanWords let "tuổi" measure something instead of defining an age group.
var lifespanWords = newPhraseTable([]entry{
	{1, "tuổi thọ|tuổi bình quân|tuổi trung bình|độ tuổi bình quân|tuổi kết hôn|độ tuổi trung bình"},
})

// attainedWords are what "trở lên" may belong to instead of a figure:
// "xếp loại khá trở lên", "cấp tỉnh trở lên".
var attainedWords = newPhraseTable([]entry{
	{1, "khá|giỏi|trung bình|đại học|cao đẳng|trung cấp|sơ cấp|thạc sĩ|tiểu học|THCS|THPT|trung học cơ sở|trung học phổ thông|" +
		"cấp tỉnh|cấp huyện|cấp xã|cấp cơ sở|cấp thành phố|cấp trường|cấp trung ương|cấp phường|cấp thị xã|loại tốt|mức tốt|mức khá|loại khá|bậc đại học|nhiều năm"},
})

// attainedBefore reports whether the words right before token i are such.
func (p *page) attainedBefore(i int) bool {
	for length := min(4, i); length > 0; length-- {
		from := i - length
		if _, ok := attainedWords.whole(p.tokens[from:i]); ok {
			return true
		}
	}
	return false
}

// romanDigits are what level numbers are made of ("hạng III").
func (p *page) isRoman(i int) bool {
	if !p.isWordAt(i) {
		return false
	}
	t := p.tokens[i]
	if t.end-t.start > 4 {
		return false
	}
	for _, c := range []byte(p.text[t.start:t.end]) {
		if c != 'I' && c != 'V' && c != 'X' {
			return false
		}
	}
	return true
}
