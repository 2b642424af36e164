package language

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// nounAt takes what the number before token i counts from the words themselves,
// where the table of units does not hold it: "25 huy hiệu". A noun has one or
// two words; a word that begins something else ends it.
func (p *page) nounAt(i int) unit {
	if !p.mayBeNoun(i) {
		return unit{}
	}
	end := i + 1
	if p.mayBeNoun(end) || p.countedAt(end) {
		end++
	}
	name := p.cut(i, i+1)
	if end > i+1 {
		name += " " + p.cut(i+1, end)
	}
	return unit{name: norm.NFC.String(name), to: end} // alike however it is typed
}

// notPlain reports whether a rune is no small Vietnamese letter: a capital begins
// a name, other letters give away an old encoding.
func notPlain(r rune) bool {
	f := fold(r)
	return f.letter == 0 || f.letter == letterForeign || f.is(traitUpper|traitAlien|traitOdd)
}

// countedAt reports whether token i is a counting unit of a single word, which
// may end a noun: "lều quán".
func (p *page) countedAt(i int) bool {
	u, ok := p.unitWordAt(i)
	return ok && u.to == i+1 && u.family() == familyCount && !p.tokens[i].line
}

// mayBeNoun reports whether token i is a word that may belong to the name of
// something counted.
func (p *page) mayBeNoun(i int) bool {
	if !p.isWordAt(i) || p.tokens[i].line || p.tokens[i].letters < 2 || strings.ContainsFunc(norm.NFC.String(p.cut(i, i+1)), notPlain) {
		return false
	}
	if _, length := cueTable.find(p.tokens, i); length > 0 || notNouns.lookup(p.tokens, i) > 0 || definitionWords.lookup(p.tokens, i) > 0 {
		return false
	}
	_, isUnit := p.unitWordAt(i)
	return !isUnit
}

// notNouns are words that follow a number without being counted by it: verbs,
// small words, times.
var notNouns = newPhraseTable([]entry{{1,
	"vi phạm|số|tổng|khối lượng|diện tích|giá trị|công việc|chặng|quãng|vận hành|và|hoặc|hay|của|cho|tại|ở|về|do|bởi|để|thì|mà|nếu|khi|trong|ngoài|giữa|sau|trước|theo|cùng|cũng|đều|đã|đang|sẽ|chưa|không|bị|rất|mới|cũ|này|đó|kia|ấy|nữa|" +
		"năm|tháng|quý|tuần|ngày|đêm|giờ|phút|kỳ|vào|ra|lại|nay|năm nay|xếp|đứng|thuộc|nằm|nên|nhưng|song|tuy|vì|qua|bằng|như|so|rưỡi|" +
		"dài|rộng|sâu|dày|nặng|tốt|khá|giỏi|yếu|kém|cao|thấp|nhanh|chậm|lớn|nhỏ|nghèo|giàu|chết|bị thương|sinh|mắc|thoát|hỗ trợ|tham gia|đăng ký|nộp|thu|chi|hưởng|dùng|sử dụng|áp dụng|" +
		"hoàn thành|phát triển|tổ chức|tuyên truyền|kiểm tra|xử lý|xử phạt|phát hiện|triển khai|cấp|giao|nhận|trả|vay|mua|bán|làm|xây|sửa|trồng|nuôi|học|khám|chữa|tiêm|cụ thể"}})

// definitionWords make a number before them part of a name or slogan: "sản phẩm
// 3 sao", "gia đình 5 không 3 sạch", "phương châm 4 tại chỗ".
var definitionWords = newPhraseTable([]entry{{1, "sao|không|sạch|tại chỗ|nhất|an toàn|rõ|cùng|đúng"}})
