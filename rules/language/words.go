package language

import "github.com/shopspring/decimal"

// Everything this package says to people is worded here, the way an official
// would put it to a colleague.

func askSeparator(typed string, f *figure, at Span) Question {
	return Question{Code: "one_separator", Text: wordSeparator(typed, f), Span: at}
}

func wordSeparator(typed string, f *figure) string {
	high, low := f.value, f.other.Decimal
	if high.LessThan(low) {
		high, low = low, high
	}
	return "“" + typed + "” là " + FormatUnit(high, f.unit.name) + " hay " + FormatUnit(low, f.unit.name) + "?"
}

func askUnits(typed string, at Span) Question {
	return Question{Code: "two_units", Text: "“" + typed + "” ghi hai đơn vị tính; đề nghị cho biết đơn vị đúng.", Span: at}
}

func askUnit(typed string, at Span) Question {
	return Question{Code: "no_unit", Text: "“" + typed + "” tính theo đơn vị nào?", Span: at}
}

func askMovement(typed string, d direction, at Span) Question {
	move, bound := "giảm", "mức còn lại"
	if d == rising {
		move, bound = "tăng", "mức đạt được"
	}
	return Question{
		Code: "change_or_level",
		Text: "“" + typed + "” là giới hạn của phần " + move + " thêm hay của " + bound + "?",
		Span: at,
	}
}

func askOver(typed string, at Span) Question {
	return Question{
		Code: "over", Text: "“vượt " + typed + "” là đạt " + typed + " kế hoạch hay cao hơn kế hoạch " + typed + "?", Span: at,
	}
}

func askNoTarget(text string, at Span) Question {
	return Question{Code: "no_target", Text: "Chưa xác định được mức phấn đấu trong câu “" + text + "”; đề nghị ghi rõ mức cần đạt.", Span: at}
}

func noteMissingTone(typed string) string {
	return "“" + typed + "” thiếu dấu thanh, vẫn hiểu được."
}

func noteStyle(typed string, f figure) string {
	return "“" + typed + "” được hiểu là " + FormatUnit(f.value, f.unit.name) + "."
}

func noteLegacy() string {
	return "Văn bản có ký tự của bảng mã cũ (TCVN3, VNI…); đề nghị gõ lại bằng Unicode."
}

func whyCellError(typed string) string {
	return "Ô đang báo lỗi công thức “" + typed + "”; đề nghị nhập lại số liệu."
}

func whyFormula(typed string) string {
	return "Ô đang giữ công thức dạng chữ “" + typed + "”; đề nghị nhập số liệu."
}

func whyUnread(typed string) string {
	return "“" + typed + "” là số liệu bao nhiêu? Đề nghị chỉ ghi chữ số và đơn vị tính, ví dụ: 120 hộ."
}

func whyItem(typed string) string {
	return "“" + typed + ".” là số liệu hay số thứ tự?"
}

func whyMalformed(typed string) string {
	return "“" + typed + "” có dấu phân cách chưa rõ; đề nghị ghi lại số."
}

func askPart(typed string, at Span) Question {
	return Question{Code: "part_of", Text: "“" + typed + "” là phần của tổng số hay là số lượng cụ thể?", Span: at}
}

func askTimes(typed string, at Span) Question {
	return Question{Code: "times", Text: "“tăng " + typed + "” là bằng " + typed + " hay tăng thêm " + typed + " so với trước?", Span: at}
}

func askDamaged(at Span) Question {
	return Question{Code: "damaged", Text: "Câu có ký tự của bảng mã cũ hoặc bị lỗi phông; đề nghị gõ lại bằng Unicode để đọc đúng số liệu và từ ngữ?", Span: at}
}

func askMalformed(typed string, at Span) Question {
	return Question{Code: "malformed", Text: "“" + typed + "” là bao nhiêu? Dấu phân cách trong số chưa rõ.", Span: at}
}

func whyFractionOrDate(typed string) string {
	return "“" + typed + "” là phân số hay là ngày, tháng?"
}

func whySeveral(first, second string) string {
	return "Ô ghi nhiều số (“" + first + "”, “" + second + "”); số nào là số thực hiện?"
}

func whyDate(typed, fraction string) string {
	return "Ô đang là ngày “" + typed + "”; có phải là " + fraction + "?"
}

func whyUnits(typed string) string {
	return "“" + typed + "” ghi hai đơn vị tính không đi cùng nhau; đề nghị ghi lại."
}

func whyUnit(typed, unit string) string {
	return "“" + typed + "” có đổi được ra " + unit + " như kế hoạch không?"
}

func whyDamaged(typed string, f figure) string {
	return "“" + typed + "” có khoảng trống sau dấu chấm; được hiểu là " + FormatUnit(f.value, f.unit.name) + "."
}

func whyShortened(typed string, f figure) string {
	return "“" + typed + "” viết tắt; được hiểu là " + FormatUnit(f.value, f.unit.name) + "."
}

func whyOddLetters() string {
	return "Văn bản dùng ký tự ð, ƣ thay cho đ, ư; vẫn đọc được."
}

func whyUnaccented() string {
	return "Văn bản không dấu; số liệu đọc được, đề nghị gõ có dấu."
}

// quote writes a number of a reading as people expect to see it.
func (o operand) quote() string { return FormatUnit(o.value, o.unit) }

// line is a line about a claim while it is put together.
type line []byte

// lineRoom is what most lines fit into.
const lineRoom = 192

func (l line) text(s string) line { return append(l, s...) }

func (l line) number(d decimal.Decimal) line { return appendNumber(l, d) }

func (l line) amount(o operand) line { return appendAmount(l, o.value, o.unit) }

// outcome ends the line.
func (l line) outcome(f *finding) string {
	switch f.verdict {
	case VerdictOK:
		l = l.text(", khớp với “").amount(f.stated).text("”")
	case VerdictNote:
		l = l.text(", báo cáo ghi “").amount(f.stated).text("”: chênh do làm tròn")
	default:
		l = l.text(", báo cáo ghi “").amount(f.stated).text("”; đề nghị kiểm tra lại")
	}
	return string(l)
}

func whyShare(f *finding, computed decimal.Decimal) string {
	unit := percent
	if f.times {
		unit = f.stated.unit
	}
	var room [lineRoom]byte
	l := line(room[:0]).number(f.a.value).text("/").amount(f.b)
	return l.text(" = ").amount(operand{computed, unit}).outcome(f)
}

func whyOver(f *finding, computed decimal.Decimal) string {
	move := "tăng "
	if f.falling != computed.IsNegative() {
		move = "giảm "
	}
	computed = computed.Abs()
	var room [lineRoom]byte
	l := line(room[:0]).amount(f.a).text(" so với ").amount(f.b).text(" ").text(move)
	return l.amount(operand{computed, percent}).outcome(f)
}

func whyDoubtfulOver(stated operand) string {
	return "“" + stated.quote() + "” là mức đạt so với kế hoạch hay phần vượt thêm?"
}

func whyNoBase(stated operand) string {
	return "“" + stated.quote() + "” tính trên số nào?"
}

func whyGap(f *finding, computed decimal.Decimal) string {
	less := f.less
	if len(less) == 0 || len(less) > mostAddends {
		less = []operand{f.b}
	}
	var room [lineRoom]byte
	l := line(room[:0]).amount(f.a).text(" − ").terms(less, f.a.unit, " − ")
	return l.text(" = ").amount(operand{computed, f.stated.unit}).outcome(f)
}

// mostAddends is how many parts of a sum a line still lists.
const mostAddends = 8

func whySum(f *finding, parts []operand, computed decimal.Decimal) string {
	var room [lineRoom]byte
	l := line(room[:0])
	if len(parts) > mostAddends {
		l = l.text("cộng ").number(decimal.New(int64(len(parts)), 0)).text(" phần")
	} else {
		l = l.terms(parts, f.stated.unit, " + ")
	}
	return l.text(" = ").amount(operand{computed, f.stated.unit}).outcome(f)
}

// terms lists operands with a sign between them; the unit that all share is
// written only where it stands alone.
func (l line) terms(all []operand, unit, sign string) line {
	if len(all) == 1 {
		return l.amount(all[0])
	}
	for i, o := range all {
		if i > 0 {
			l = l.text(sign)
		}
		if o.unit == unit {
			l = l.number(o.value)
		} else {
			l = l.amount(o)
		}
	}
	return l
}

func whyProduct(f *finding, computed decimal.Decimal) string {
	sign := " × "
	if f.average {
		sign = " : "
	}
	var room [lineRoom]byte
	l := line(room[:0]).amount(f.a).text(sign).amount(f.b)
	return l.text(" = ").amount(operand{computed, f.stated.unit}).outcome(f)
}
