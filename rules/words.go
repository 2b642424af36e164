package rules

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieu/rules/language"
)

// What people are told about a verdict is made here and nowhere else.

const (
	wordMissing     = "chưa có số liệu"
	wordUnread      = "chưa đọc được trang của đơn vị"
	wordNoTarget    = "chưa rõ mức kế hoạch để đối chiếu"
	wordNothingFits = "câu kết quả chưa có số liệu đối chiếu được với mức kế hoạch"
	wordNotAffirmed = "câu kết quả chưa nêu rõ nội dung của kế hoạch"
)

// wordsOfAnswer tells which legal answer was given. Once the year is closed
// such an answer no longer says how the target stands.
func wordsOfAnswer(answer language.Answer, text string, closed bool) string {
	if closed {
		return "năm kế hoạch đã chốt, báo cáo còn ghi " + quote(text)
	}
	switch answer {
	case language.AnswerNotDue:
		return "chưa đến kỳ đánh giá: " + quote(text)
	case language.AnswerNothing:
		return "đơn vị báo cáo không phát sinh: " + quote(text)
	}
	return "đơn vị báo cáo chưa có kết quả: " + quote(text)
}

// askYear asks for what the closed year still lacks.
func askYear(label string) string {
	return "Đề nghị báo cáo kết quả cả năm của chỉ tiêu " + quote(label) + "."
}

// wordsOfOtherPeriod tells that the unit reported for another year.
func wordsOfOtherPeriod(period string) string {
	return "chưa đánh giá: Kỳ báo cáo của đơn vị đang ghi " + period + ", không thuộc năm của kế hoạch"
}

// wordsOfUnreadable tells that the number cell holds no figure.
func wordsOfUnreadable(cell language.CellReading) string {
	return "ô Thực hiện ghi " + quote(cell.Text) + ", chưa đọc được thành số"
}

// wordsOfMisfit tells that the number cell cannot be held against the target.
func wordsOfMisfit(cell language.CellReading, t language.Target, unit string) string {
	if t.Op == language.OpComplete && (unit == "%" || unit == "") {
		return "ô Thực hiện ghi " + quote(cell.Text) + ", chưa có mức giao để tính tỷ lệ hoàn thành"
	}
	return "ô Thực hiện ghi " + quote(cell.Text) + ", khác đơn vị tính của kế hoạch (" + unit + ")"
}

func askMisfit(cell language.CellReading, unit string) string {
	if unit == "" {
		unit = "%"
	}
	return "Số " + quote(cell.Text) + " ở ô Thực hiện tính theo đơn vị nào? Đề nghị ghi theo " + unit + "."
}

// askNothingFits asks for the figure that the target needs.
func askNothingFits(label, unit string, op language.Op) string {
	what := "số liệu"
	switch {
	case op == language.OpComplete:
		what = "tỷ lệ hoàn thành kế hoạch (%)"
	case kindOf(op) == change && downwards(op):
		what = "mức giảm" + inUnitWords(unit)
	case kindOf(op) == change:
		what = "mức tăng" + inUnitWords(unit)
	case unit != "":
		what = "số liệu" + inUnitWords(unit)
	}
	return "Đề nghị ghi rõ " + what + " của chỉ tiêu " + quote(label) + "."
}

func inUnitWords(unit string) string {
	if unit == "" {
		return ""
	}
	return " (tính theo " + unit + ")"
}

// askWhose asks which of several figures answers the target.
func askWhose(doubtful []reply, label string) string {
	var figures []string
	for _, r := range doubtful {
		figures = append(figures, r.readings[0].shown.figure())
	}
	return "Số " + strings.Join(figures, ", ") + " trong câu kết quả có phải là kết quả của chỉ tiêu " + quote(label) + " không? Đề nghị ghi rõ tên chỉ tiêu cạnh số liệu."
}

// askReading asks which reading of one figure counts.
func askReading(r reply) string {
	var figures []string
	for _, m := range r.readings {
		figures = appendNew(figures, m.shown.figure())
	}
	return "Đánh giá theo " + strings.Join(figures, " hay ") + "? Đề nghị đơn vị xác nhận số được dùng."
}

// askAffirmation asks whether a sentence affirms the target.
func askAffirmation(a affirmation, want string) string {
	return "Câu " + quote(a.clause) + " đã bảo đảm " + quote(want) + " chưa? Đề nghị xác nhận."
}

func askNotAffirmed(want string) string {
	return "Đề nghị ghi rõ trong câu kết quả: đã bảo đảm " + quote(want) + " hay chưa?"
}

func doubtConflict(cell, sentence reply) string {
	return "Ô Thực hiện ghi " + cell.readings[0].shown.figure() + " nhưng câu Kết quả ghi " + sentence.readings[0].shown.figure() +
		"; đang đánh giá theo ô Thực hiện, đề nghị thống nhất."
}

func doubtAnswerBeside(cell reply, text string) string {
	return "Ô Thực hiện ghi " + cell.readings[0].shown.figure() + " nhưng câu Kết quả ghi " + quote(text) +
		"; đang đánh giá theo ô Thực hiện, đề nghị thống nhất."
}

func remarkEstimate(closed bool) string {
	if closed {
		return "Đánh giá cả năm đang dựa trên số ước, đề nghị cập nhật số chính thức."
	}
	return "Số ước, đề nghị cập nhật khi có số chính thức."
}

func remarkGiven(m measure, t language.Target) string {
	giver := t.Giver
	if giver == "" {
		giver = "cấp trên"
	}
	stands := "thấp hơn"
	if m.goal.lower {
		stands = "cao hơn"
	}
	return m.shown.figure() + " " + stands + " mức " + giver + " giao (" + language.FormatUnit(t.Given.Decimal, t.Unit) + ")."
}

// wordsOfIndicator joins the parts' reasons into one line; where there are
// several, each is led by the words that name its part.
func wordsOfIndicator(parts []*hearing, verdicts []PartVerdict) string {
	if len(verdicts) == 1 {
		return verdicts[0].Why
	}
	same := len(verdicts) > 0
	for _, v := range verdicts {
		same = same && v.Why == verdicts[0].Why
	}
	if same {
		return verdicts[0].Why
	}
	lines := make([]string, len(verdicts))
	for i, v := range verdicts {
		lines[i] = brief(parts[i].label()) + ": " + v.Why
	}
	return strings.Join(lines, "; ")
}

// wordsOfFigures is the reason of a verdict that rests on figures.
func (h *hearing) wordsOfFigures(replies []reply, status Status) string {
	lines := make([]string, len(replies))
	for i, r := range replies {
		lines[i] = h.wordsOfReply(r)
		if len(replies) > 1 && strings.TrimSpace(r.label) != "" {
			lines[i] = brief(r.label) + " " + lines[i]
		}
	}
	line := strings.Join(lines, "; ") + h.circumstances(replies)
	switch {
	case status == CannotTell:
		return line + ", cần xác nhận"
	case status == InProgress && !all(replies).has(short):
		return line + ", chờ hết kỳ mới kết luận"
	}
	return line
}

// circumstances tells, in brackets, what the figures rest on.
func (h *hearing) circumstances(replies []reply) string {
	var told []string
	if part := strings.TrimSpace(h.read.Part); part != "" && (h.own || !fromCell(replies)) {
		told = append(told, "số liệu "+part)
	}
	if h.estimated(replies) {
		told = append(told, "số ước")
	}
	if len(h.part.Versions) > 1 && !h.version.From.IsZero() {
		version := "mức KH từ " + h.version.From.Format("02/01/2006")
		if h.version.Basis != "" {
			version += " theo " + h.version.Basis
		}
		told = append(told, version)
	}
	if len(told) == 0 {
		return ""
	}
	return " (" + strings.Join(told, ", ") + ")"
}

// fromCell reports whether the figures stand in the number cell, of which a
// sentence beside the whole indicator says nothing.
func fromCell(replies []reply) bool {
	for _, r := range replies {
		if r.clause != noClause {
			return false
		}
	}
	return len(replies) > 0
}

// wordsOfReply holds a figure against its goal; other readings of the figure
// follow with their own relation where it is another one.
func (h *hearing) wordsOfReply(r reply) string {
	first := r.readings[0]
	var others []string
	for _, m := range r.readings[1:] {
		if m.outcome() == first.outcome() {
			others = append(others, m.shown.figure())
			continue
		}
		others = append(others, h.against(m))
	}
	line := h.against(first)
	if len(others) > 0 {
		line += " (cách tính khác: " + strings.Join(others, ", ") + ")"
	}
	return line
}

// against writes "117 < 200 lao động", "tăng 15,2% trong khoảng 15–20%".
func (h *hearing) against(m measure) string {
	left := m.left(h.unit())
	if m.goal.rel == between && m.outcome() == reached && m.value.LessThanOrEqual(m.goal.high) && m.value.GreaterThanOrEqual(m.goal.low) {
		return left + " trong khoảng " + h.right(m)
	}
	return left + " " + m.sign() + " " + h.right(m) + h.need(m)
}

// left is the figure's side, in the target's unit; a unit that stands after
// the target too is said once.
func (m measure) left(unit string) string {
	if m.shown.under.Valid {
		return m.shown.figure()
	}
	value := m.value
	if value.Exponent() < -6 { // worked out, not typed
		value = m.rounded()
	}
	if m.shown.ofPlan {
		unit = "%"
	}
	switch {
	case m.shown.moved:
		return m.movement(value, unit)
	case isRate(unit) || unit == times:
		return language.FormatUnit(value, unit)
	}
	return language.Format(value)
}

// movement names the direction of a change.
func (m measure) movement(value decimal.Decimal, unit string) string {
	word := "tăng "
	if m.shown.falls != value.IsNegative() {
		word = "giảm "
	}
	return word + language.FormatUnit(value.Abs(), unit)
}

// right is the target's side.
func (h *hearing) right(m measure) string {
	if m.shown.ofPlan {
		return "100% KH"
	}
	word := ""
	if m.shown.moved && m.value.IsNegative() {
		word = "tăng "
		if m.shown.falls {
			word = "giảm "
		}
	}
	if m.goal.rel == between {
		return word + language.Format(m.goal.low) + "–" + language.FormatUnit(m.goal.high, h.unit())
	}
	return word + language.FormatUnit(m.goal.low, h.unit())
}

// sign is the relation that truly holds between figure and target.
func (m measure) sign() string {
	low := compare(m.value, m.goal.low, m.nudge)
	if m.goal.rel == between && low > 0 {
		low = compare(m.value, m.goal.high, m.nudge)
	}
	if m.outcome() != short {
		switch {
		case low == 0:
			return "="
		case m.goal.rel == above || m.goal.rel == below:
		case low > 0:
			return "≥"
		default:
			return "≤"
		}
	}
	return [...]string{"<", "=", ">"}[low+1]
}

// need explains an equality that is not enough.
func (h *hearing) need(m measure) string {
	if m.outcome() != short || !m.value.Equal(m.goal.low) || m.nudge != 0 {
		return ""
	}
	switch m.goal.rel {
	case above:
		return ", KH yêu cầu trên " + h.right(m)
	case below:
		return ", KH yêu cầu dưới " + h.right(m)
	}
	return ""
}

// figure writes a figure as it was given: "76/116 = 65,5%", "1.727 người".
func (s shown) figure() string {
	text := language.FormatUnit(s.value, s.unit)
	if s.ofPlan && !s.under.Valid {
		text += " KH"
	}
	if s.under.Valid {
		text = language.Format(s.over.Decimal) + "/" + language.Format(s.under.Decimal) + " = " + text
	}
	return text
}

// wordsOfAffirmation is the reason of a verdict on a target in words.
func (h *hearing) wordsOfAffirmation(a affirmation) string {
	clause := quote(a.clause)
	switch {
	case a.doubt != "":
		return clause + " còn có từ “" + a.doubt + "”" + h.circumstances(nil)
	case a.words != "" && a.outcomes == 1<<short:
		return quote(a.words) + " thấp hơn " + quote(h.target().Words) + h.circumstances(nil)
	case a.words != "" && a.outcomes == 1<<reached && a.same:
		return quote(a.words) + " đúng mức KH" + h.circumstances(nil)
	case a.words != "" && a.outcomes == 1<<reached:
		return quote(a.words) + " cao hơn " + quote(h.target().Words) + h.circumstances(nil)
	case a.outcomes == 1<<reached:
		return clause + " khớp nội dung KH" + h.circumstances(nil)
	}
	return clause + " chưa nêu rõ mức " + quote(h.goalWords()) + h.circumstances(nil)
}

// quote sets people's own words apart, without the mark that ends them.
func quote(text string) string {
	return "“" + brief(strings.Trim(strings.Join(strings.Fields(text), " "), " .;,:")) + "”"
}

// briefRunes is how much of a text fits into a line that is read aloud.
const briefRunes = 120

// brief cuts a text at a blank when it is too long for a line.
func brief(text string) string {
	runes := []rune(strings.Trim(strings.Join(strings.Fields(text), " "), " .;,:"))
	if len(runes) <= briefRunes {
		return string(runes)
	}
	cut := string(runes[:briefRunes])
	if i := strings.LastIndex(cut, " "); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " .;,:") + " …"
}

// WordsOfGone asks about a cell that was filled in for the same period and is
// blank now. seen is when the content last stood there.
func WordsOfGone(content, seen string, explained bool) string {
	fact := "Ô này trước ghi " + shownBefore(content) + " (thấy lúc " + seen + "), nay để trống"
	if explained {
		return answered(fact)
	}
	return fact + ". Có phải xóa nhầm không?"
}

// WordsOfTurn asks about a figure by its course since an earlier period, which
// goes by its short name.
func WordsOfTurn(t Turn, c Course, earlier string, explained bool) string {
	now, before := language.FormatUnit(c.Now, c.Unit), language.FormatUnit(c.Before, c.Unit)
	var fact, ask string
	switch t {
	case Fell:
		fact = "Số lũy kế " + now + " nhỏ hơn kỳ " + earlier + " (" + before + ")"
		ask = "Có phải đã ghi số của riêng kỳ này không?"
	case Leapt:
		fact = "Số " + now + " gấp khoảng " + language.Format(c.times()) + " lần kỳ " + earlier + " (" + before + ")"
		ask = "Có phải ghi nhầm đơn vị tính hoặc thừa chữ số không?"
	case Plunged:
		fact = "Số " + now + " chỉ bằng khoảng 1/" + language.Format(c.times()) + " kỳ " + earlier + " (" + before + ")"
		ask = "Có phải ghi nhầm đơn vị tính hoặc thiếu chữ số không?"
	default:
		return ""
	}
	if explained {
		return answered(fact)
	}
	return fact + ". " + ask + " Nếu số đúng, đề nghị ghi lý do ở cột Ghi chú."
}

// AskUnchanged asks a unit that put a new period over old rows.
func AskUnchanged(period, earlier string) string {
	return "Đã ghi kỳ " + period + " nhưng mọi dòng vẫn như kỳ " + earlier +
		". Số liệu đã được cập nhật cho kỳ này chưa? Nếu thực tế không thay đổi, đề nghị ghi lý do ở cột Ghi chú của một dòng."
}

// answered tells of what would be asked, had the unit not explained it.
func answered(fact string) string {
	return fact + "; đơn vị đã giải trình ở cột Ghi chú."
}

// shownBefore writes what a cell held: a number in house style, words quoted.
func shownBefore(content string) string {
	if d, err := decimal.NewFromString(content); err == nil {
		return language.Format(d)
	}
	return quote(content)
}
