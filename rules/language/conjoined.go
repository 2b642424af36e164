package language

// conjoined returns the token of the "và" in a piece behind which another target with
// a verb and a figure of its own begins, while what stands before it is judged in words:
// "duy trì xã đạt chuẩn và xây dựng 2 thôn kiểu mẫu". It returns 0 when there is none.
func (r *reader) conjoined(p piece) int {
	told, first := r.toldBeforeFigure(p)
	if told == none {
		return 0
	}
	for at := r.items[told].to + 2; at+1 < r.items[first].from; at++ {
		if r.tokens[at].key == wordAnd && r.isWordAt(at) && r.ownFigure(at+1, first) {
			return at
		}
	}
	return 0
}

// toldBeforeFigure returns the item of the predicate in words that a piece holds before
// its first figure, and the item of that figure; none for none.
func (r *reader) toldBeforeFigure(p piece) (told, first int) {
	told = none
	complete := false
	for i := p.items.from; i < p.items.to; i++ {
		it := r.items[i]
		switch {
		case it.depth > 0:
		case it.cue == cueFigure:
			return told, i
		case it.cue == cueKeep, it.cue >= gradeCue, it.cue == cuePlan && complete:
			told = i
		case it.cue == cueComplete:
			complete = true // "hoàn thành xây dựng và bàn giao 2 nhà" is one target
		}
	}
	return none, none
}

// ownFigure reports whether a verb begins at token at and the figure at item first is
// its own: right behind it, behind one word more, or behind a predicate.
func (r *reader) ownFigure(at, first int) bool {
	length := actionVerbs.lookup(r.tokens, at)
	if length == 0 {
		return false
	}
	end := at + length
	if r.items[first].from-end <= 1 {
		return true
	}
	for i := first - 1; i >= 0 && r.items[i].from >= end; i-- {
		if !r.chained(i, first) {
			return false
		}
		if r.items[i].cue.predicate() {
			return true
		}
	}
	return false
}

// actionVerbs begin a target of their own behind "và".
var actionVerbs = newPhraseTable([]entry{{1,
	"xây dựng|xây mới|trồng|trồng mới|tạo|tạo việc làm|giải quyết|giải quyết việc làm|cấp|cấp mới|phát triển|thành lập|kết nạp|huy động|thu|tuyển|tuyển dụng|tuyển chọn|thu hồi|thu hút|đào tạo|bồi dưỡng|tập huấn|hỗ trợ|" +
		"giúp|tổ chức|mở|mở mới|sửa chữa|nâng cấp|cải tạo|khởi công|đầu tư|lắp đặt|cứng hóa|bê tông hóa|vận động|trao|tặng|xóa|giảm|tăng|phấn đấu|đưa|cho vay|giải ngân|bàn giao|công nhận|ra mắt|kiểm tra|thanh tra|bố trí|sắp xếp|chuyển đổi|gieo trồng"}})

// firstItem returns the first item of a piece that does not stand before a token.
func (r *reader) firstItem(p piece, token int) int {
	i := p.items.from
	for i < p.items.to && r.items[i].from < token {
		i++
	}
	return i
}
