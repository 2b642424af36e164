package language

// answerWords are the replies that hold no figure and are legal all the same.
var answerWords = newPhraseTable([]entry{
	{answerNotYet, "chưa có kết quả|chưa có số liệu|chưa có báo cáo|chưa đánh giá|chưa tổng hợp|chưa triển khai|chưa thực hiện|chưa có|chưa xét|chưa bình xét|chưa công nhận|chưa thống kê|chưa tổ chức"},
	{answerNone, "không phát sinh|không có phát sinh|chưa phát sinh|không có trường hợp nào|không có trường hợp phát sinh"},
	{answerUnderWay, "đang triển khai|đang thực hiện|đang tổng hợp|đang tiến hành|đang tiếp tục|đang rà soát|đang hoàn thiện|đang thống kê|đang trong quá trình"},
	{answerLater, "cả năm|cuối năm|chưa đến kỳ|chưa tới kỳ|chưa đến hạn|chưa đến thời điểm|chưa đến thời gian|hết năm|cuối kỳ|kết thúc năm|cuối vụ|chưa kết thúc|kỳ đánh giá|" +
		"đánh giá hằng năm|đánh giá hàng năm|một năm một lần|theo năm|cuối quý IV|quý IV|tháng 12|vào năm sau|chưa đến đợt"},
})

const (
	answerNotYet int32 = 1 + iota
	answerNone
	answerLater
	answerUnderWay
)

// answer tells which of the legal answers a sentence gives. A sentence that
// holds a level gives none.
func (r *resultReader) answer() Answer {
	for _, f := range r.reading.Figures {
		if f.Role == RoleValue || f.Role == RoleShare || f.Role == RoleChange {
			return ""
		}
	}
	var notYet, none, later bool
	for i := 0; i < len(r.tokens); i++ {
		value, length := answerWords.find(r.tokens, i)
		switch value {
		case answerNotYet:
			notYet = true
		case answerUnderWay:
			notYet = notYet || i < 3 // only when it is the whole reply
		case answerNone:
			none = true
		case answerLater:
			later = true
		}
		i += max(length-1, 0)
	}
	switch {
	case later && (notYet || !none):
		if notYet || r.dueLater() {
			return AnswerNotDue
		}
		return ""
	case none:
		return AnswerNothing
	case notYet:
		return AnswerPending
	}
	return ""
}

// dueWords say by themselves that a figure falls due later.
var dueWords = newPhraseTable([]entry{{1,
	"chưa đến kỳ|chưa tới kỳ|chưa đến hạn|chưa đến thời điểm|chưa đến thời gian|đánh giá cuối năm|đánh giá vào cuối năm|thực hiện trên cả năm|thực hiện cả năm|tính cả năm|chưa đến đợt"}})

func (r *resultReader) dueLater() bool {
	for i := range r.tokens {
		if dueWords.lookup(r.tokens, i) > 0 {
			return true
		}
	}
	return false
}

// seasonWords begin the name of a part of the year.
var seasonWords = newPhraseTable([]entry{
	{partSeason, "vụ xuân hè|vụ đông xuân|vụ hè thu|vụ thu đông|vụ mùa|vụ xuân|vụ đông|vụ chiêm|vụ chiêm xuân|vụ thu mùa|học kỳ I|học kỳ II"},
	{partQuarter, "quý I|quý II|quý III|quý IV|quý 1|quý 2|quý 3|quý 4"},
})

const (
	partSeason int32 = 1 + iota
	partQuarter
)

// monthsWords follow the number in "6 tháng đầu năm".
var monthsWords = newPhraseTable([]entry{{1, "tháng|tháng đầu năm|tháng cuối năm|tháng đầu|tháng năm"}})

// partOfYear returns the part of the year that a result covers, as typed.
// Brackets mostly speak of another period, so they are left out.
func (r *resultReader) partOfYear() string {
	depth := 0
	for i := range r.tokens {
		switch t := r.tokens[i]; {
		case t.kind == tokenMark && t.mark == '(':
			depth++
		case t.kind == tokenMark && t.mark == ')':
			depth--
		case depth > 0:
		case t.kind == tokenNumber:
			if length := monthsWords.lookup(r.tokens, i+1); length > 0 && !r.comparedBefore(i) {
				return r.cut(i, i+1+length)
			}
		default:
			if length := seasonWords.lookup(r.tokens, i); length > 0 && !r.comparedBefore(i) {
				return r.cut(i, i+length)
			}
		}
	}
	return ""
}

// comparedBefore reports whether the period at token i is one that the result
// is compared with.
func (r *resultReader) comparedBefore(i int) bool {
	for j := max(0, i-3); j < i; j++ {
		if comparedWords.lookup(r.tokens, j) > 0 {
			return true
		}
	}
	return false
}

var comparedWords = newPhraseTable([]entry{{1, "so với|cùng kỳ|so|CK"}})
