package language

// workWords stand shortly before what a piece of work is about, or before all
// there is of something: shares told after it are shares of it.
var workWords = newPhraseTable([]entry{{1,
	"kiểm tra|rà soát|khám|khám tuyển|khám sàng lọc|sàng lọc|thẩm định|khảo sát|thanh tra|phúc tra|xét nghiệm|lấy mẫu|lập danh sách|dự thi|thụ lý|đăng ký|hòa giải|" +
		"toàn xã|toàn xã có|toàn phường|toàn phường có|toàn thị trấn|toàn thôn|toàn huyện|toàn tỉnh|toàn thành phố|toàn thị xã|dân số|quân số|sĩ số"}})

// wordsToWhole is how many words may stand between such a word and its figure.
const wordsToWhole = 6

// wholeOfWork reports whether the figure at item i is such a whole: "kiểm tra 25
// cơ sở, phát hiện 5 cơ sở vi phạm (20%)", "trong 20 chỉ tiêu có 17 chỉ tiêu đạt".
func (r *resultReader) wholeOfWork(c *context, i int) bool {
	f := &r.page.figures[r.items[i].figure]
	if f.unit.none() || f.unit.grain() != grainWhole && !(f.unit.word == 0 && f.counted) || f.pairing != pairNone || c.movement != 0 || c.base || c.plan || c.part || c.left {
		return false
	}
	if n := len(r.places) - 1; n >= 0 && r.places[n].inflow && f.from-r.page.figures[n].to == 1 {
		return true // "toàn xã có 7 thôn, 2.186 hộ"
	}
	if r.isWordAt(f.from-1) && r.tokens[f.from-1].key == wordIn {
		return true
	}
	for j := max(c.from, f.from-wordsToWhole); j < f.from; j++ {
		if workWords.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

// wholeOfAmount reports whether the figure at item i is the whole of the amount right
// before it: "giải ngân 5,6 tỷ đồng trong 8 tỷ đồng được giao".
func (r *resultReader) wholeOfAmount(i int) bool {
	f, n := &r.page.figures[r.items[i].figure], len(r.places)-1
	if n < 0 || !f.unit.measured() || !f.unit.bare() || f.pairing != pairNone || !r.isWordAt(f.from-1) || r.tokens[f.from-1].key != wordIn {
		return false
	}
	part := &r.page.figures[n]
	return part.to == f.from-1 && part.pairing == pairNone && part.unit.family() == f.unit.family()
}

var wordIn = keyOf("trong")
