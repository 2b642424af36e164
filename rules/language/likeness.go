package language

import (
	"slices"
	"strings"
)

// abbreviations is the table of short forms and what they stand for. Two
// sentences are compared with all of them written out.
var abbreviations = map[string]string{
	"BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội", "BHTN": "bảo hiểm thất nghiệp",
	"GPMB": "giải phóng mặt bằng", "BT": "bồi thường", "BTGPMB": "bồi thường giải phóng mặt bằng", "TĐC": "tái định cư",
	"TDP": "tổ dân phố", "KDC": "khu dân cư", "KP": "khu phố", "GĐVH": "gia đình văn hóa", "NVH": "nhà văn hóa",
	"KNTC": "khiếu nại tố cáo", "KN": "khiếu nại", "TC": "tố cáo", "CD": "công dân",
	"KT-XH": "kinh tế xã hội", "KTXH": "kinh tế xã hội", "QP-AN": "quốc phòng an ninh", "QPAN": "quốc phòng an ninh",
	"ANTT": "an ninh trật tự", "ANCT": "an ninh chính trị", "TTATXH": "trật tự an toàn xã hội", "TTATGT": "trật tự an toàn giao thông",
	"ATGT": "an toàn giao thông", "TNGT": "tai nạn giao thông", "ATTP": "an toàn thực phẩm", "VSATTP": "vệ sinh an toàn thực phẩm",
	"VSMT": "vệ sinh môi trường", "BVMT": "bảo vệ môi trường", "PCCC": "phòng cháy chữa cháy", "CNCH": "cứu nạn cứu hộ",
	"NTM": "nông thôn mới", "DVC": "dịch vụ công", "DVCTT": "dịch vụ công trực tuyến", "TTHC": "thủ tục hành chính", "CCHC": "cải cách hành chính",
	"HTX": "hợp tác xã", "THT": "tổ hợp tác", "DN": "doanh nghiệp", "SXKD": "sản xuất kinh doanh", "CSSX": "cơ sở sản xuất",
	"TM-DV": "thương mại dịch vụ", "TMDV": "thương mại dịch vụ", "CN-TTCN": "công nghiệp tiểu thủ công nghiệp", "TTCN": "tiểu thủ công nghiệp",
	"THCS": "trung học cơ sở", "THPT": "trung học phổ thông", "TH": "tiểu học", "MN": "mầm non", "GDMN": "giáo dục mầm non",
	"PCGD": "phổ cập giáo dục", "XMC": "xóa mù chữ", "GD-ĐT": "giáo dục đào tạo", "GDĐT": "giáo dục đào tạo", "HS": "học sinh",
	"KH": "kế hoạch", "CT": "chỉ tiêu", "DT": "dự toán", "NSNN": "ngân sách nhà nước", "NS": "ngân sách", "XDCB": "xây dựng cơ bản",
	"GCN": "giấy chứng nhận", "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất", "QSDĐ": "quyền sử dụng đất", "SDĐ": "sử dụng đất",
	"NVQS": "nghĩa vụ quân sự", "DQTV": "dân quân tự vệ", "DBĐV": "dự bị động viên", "LLVT": "lực lượng vũ trang",
	"KHHGĐ": "kế hoạch hóa gia đình", "DS-KHHGĐ": "dân số kế hoạch hóa gia đình", "SDD": "suy dinh dưỡng", "TE": "trẻ em",
	"LĐ": "lao động", "GTSX": "giá trị sản xuất", "TNBQ": "thu nhập bình quân", "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân",
	"MTTQ": "mặt trận tổ quốc", "CBCC": "cán bộ công chức", "CCVC": "công chức viên chức", "VSIC": "ngành kinh tế", "TP": "thành phố",
	"TW": "trung ương", "TX": "thị xã", "HGĐ": "hộ gia đình", "SP": "sản phẩm", "DTTS": "dân tộc thiểu số", "VH": "văn hóa",
}

var longForms = foldLongForms()

// foldLongForms keeps the abbreviations by the keys of their words; those with
// a dash are found as two words.
func foldLongForms() map[wordKey][]wordKey {
	forms := make(map[wordKey][]wordKey, len(abbreviations))
	for short, long := range abbreviations {
		if strings.Contains(short, "-") {
			continue
		}
		var keys []wordKey
		for _, word := range strings.Fields(long) {
			keys = append(keys, keyOf(word))
		}
		forms[keyOf(short)] = keys
	}
	return forms
}

// emptyWords carry no meaning of their own when two names are compared.
var emptyWords = newPhraseTable([]entry{{1,
	"và|của|các|những|được|là|cho|về|theo|trên|trong|tại|với|đạt|có|từ|đã|ở|do|thì|để|từng|số|tỷ|lệ|toàn|địa|bàn"}})

// Likeness tells from 0 to 1 how much two names or sentences speak of the same
// thing: the share of words they have in common, abbreviations written out,
// order and small words aside.
func Likeness(a, b string) float64 {
	x, y := meaning(a), meaning(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common, i, j := 0, 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			common, i, j = common+1, i+1, j+1
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	// A name that is wholly contained in a longer one is close to it.
	dice := 2 * float64(common) / float64(len(x)+len(y))
	contained := float64(common) / float64(min(len(x), len(y)))
	return (dice + contained) / 2
}

// meaning returns the sorted keys of the words that carry meaning; when there
// are none but small words, these.
func meaning(text string) []wordKey {
	p := open(text)
	defer p.close()
	keys := make([]wordKey, 0, len(p.tokens))
	var small []wordKey
	for i, t := range p.tokens {
		if t.kind != tokenWord {
			continue
		}
		if t.caps {
			if long, ok := longForms[t.key]; ok {
				keys = append(keys, long...)
				continue
			}
		}
		if emptyWords.lookup(p.tokens, i) > 0 {
			small = append(small, t.key)
			continue
		}
		keys = append(keys, t.key)
	}
	if len(keys) == 0 {
		keys = small
	}
	slices.Sort(keys)
	return keys
}
