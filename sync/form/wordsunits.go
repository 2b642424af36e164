package form

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/rules/language"
	"bieu/sync/workbook"
)

// The Vietnamese lines about units and their reports: the rest of words.go.

// The words before a figure that is no level.
const (
	wordRise     = "tăng "
	wordFall     = "giảm "
	wordLeft     = "còn "
	wordManifold = "gấp "
	wordTimes    = "lần"
)

// standingWords are what people read for each standing.
var standingWords = map[rules.Standing]string{
	rules.NotSubmitted: "Chưa nộp",
	rules.Entering:     "Đang nhập",
	rules.Complete:     "Đủ số liệu",
	rules.Explain:      "Cần giải trình",
	rules.OnTime:       "Đã nộp đúng hạn",
	rules.Late:         "Đã nộp trễ",
	rules.Closed:       "Đã chốt",
	rules.Reopened:     "Mở lại",
}

// StandingWords is what people read for a standing.
func StandingWords(s rules.Standing) string { return standingWords[s] }

// UnitDetail is what helps to understand where a unit stands.
type UnitDetail struct {
	Refused bool
	// Names is the period that the tab names, NamesText how, Own where the
	// unit stands in it.
	Names     calendar.Period
	NamesText string
	Own       rules.Standing
	// Earlier is the period whose rows were left as they were.
	Earlier calendar.Period
	// Receipt is when the unit was first complete, Until when a reopening ends.
	Receipt, Until time.Time
	// Overdue are earlier reports that are still owed.
	Overdue []OverdueReport
}

// OverdueReport is a report that a unit still owes after its deadline.
type OverdueReport struct {
	Period calendar.Period
	// Missing are the Mã without an answer, none where all are or nobody knows.
	Missing []string
	// Named says that the unit's tab names the period, Explain that its rows
	// stand as for another one.
	Named, Explain bool
}

// Words names the report and what is wrong with it.
func (o OverdueReport) Words() string {
	return o.wanting() + " (quá hạn)"
}

func (o OverdueReport) wanting() string {
	if o.Explain {
		return "cần giải trình " + o.report()
	}
	return "chưa nộp " + o.report()
}

// ToDo says what the unit should do about it.
func (o OverdueReport) ToDo() string {
	return upperFirst(o.report()) + " (quá hạn): " + o.do()
}

// Owed says what is wanting and what to do about it, where all that is listed is
// overdue.
func (o OverdueReport) Owed() string {
	return o.wanting() + "; đề nghị " + o.do()
}

func (o OverdueReport) do() string {
	do := "nộp báo cáo"
	switch {
	case o.Explain:
		do = "cập nhật số liệu, hoặc ghi lý do ở cột Ghi chú"
	case len(o.Missing) > 0:
		do = "bổ sung " + strings.Join(o.Missing, ", ")
	}
	if !o.Named {
		do += ", ghi Kỳ báo cáo là " + o.Period.Short()
	}
	return do
}

func (o OverdueReport) report() string {
	if o.Period.Kind == calendar.Year {
		return "báo cáo năm " + strconv.Itoa(o.Period.Year)
	}
	return "kỳ " + o.Period.Short()
}

// UnitYearly names a unit that has handed in the year's report and not the
// month's.
func UnitYearly(name string, year calendar.Period) string {
	return name + " (đã nộp báo cáo " + year.Words() + ")"
}

// YearDueWords writes the year's deadline and how many units were in time for it.
func YearDueWords(due string, reported, units int) string {
	if reported == 0 {
		return Before(due)
	}
	return fmt.Sprintf("%s; đã nộp %d/%d đơn vị", Before(due), reported, units)
}

// UnitWords says where a unit stands in a period, with the detail that helps.
func UnitWords(s rules.Standing, period calendar.Period, d UnitDetail, loc *time.Location) string {
	text := standingWords[s]
	if detail := d.words(s, period, loc); detail != "" {
		text += " (" + detail + ")"
	}
	for _, late := range d.Overdue {
		text += "; " + late.Words()
	}
	return text
}

func (d UnitDetail) words(s rules.Standing, period calendar.Period, loc *time.Location) string {
	switch s {
	case rules.Closed:
		return ""
	case rules.Reopened:
		if d.Until.IsZero() {
			return ""
		}
		return UntilWords(d.Until, loc)
	}
	switch {
	case d.Refused:
		return "không đọc được trang"
	case s == rules.Explain:
		return "mọi dòng vẫn như kỳ " + d.Earlier.Short()
	case (s == rules.OnTime || s == rules.Late) && !d.Receipt.IsZero():
		return "lúc " + MomentWords(d.Receipt, loc)
	case d.Names.IsZero() && d.NamesText == "":
		return "chưa ghi Kỳ báo cáo"
	case d.Names.IsZero():
		return "chưa hiểu Kỳ báo cáo “" + quoted(d.NamesText) + "”"
	case d.Names == period && !d.Receipt.IsZero() && (s == rules.NotSubmitted || s == rules.Entering):
		return "có biên nhận lúc " + MomentWords(d.Receipt, loc) + ", sau đó còn thiếu số liệu"
	case d.Names != period:
		detail := "đang ghi kỳ " + d.Names.Short()
		switch d.Own {
		case rules.OnTime, rules.Late, rules.Closed, rules.Explain:
			detail += ": " + lowerFirst(standingWords[d.Own])
		}
		return detail
	}
	return ""
}

// lowerFirst begins words in the middle of a line.
func lowerFirst(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToLower(first)) + words[size:]
}

// Sentence is a reason as it stands alone in Kiểm tra.
func Sentence(why string) string {
	if why == "" {
		return ""
	}
	return upperFirst(why)
}

// upperFirst begins words at the start of a line.
func upperFirst(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// UnitUnchanged names a unit that put a new period over old rows.
func UnitUnchanged(name string) string { return name + " (cần giải trình)" }

// DueWords writes a deadline, and from when the period takes nothing more.
func DueWords(due, locked string) string {
	if locked == "" {
		return Before(due)
	}
	return Before(due) + "; khóa số liệu từ ngày " + locked
}

// UnitShort names a unit that has not reported, with the reason in brackets.
func UnitShort(name string, refused, inPeriod bool, missing []string) string {
	switch {
	case refused:
		return name + " (không đọc được trang)"
	case !inPeriod:
		return name + " (chưa nộp kỳ này)"
	case len(missing) > 0:
		return name + " (thiếu " + strings.Join(missing, ", ") + ")"
	}
	return name
}

// ToDo says what a unit still owes for a period, which its tab may not name yet
// or which it gives in another year.
func ToDo(s rules.Standing, missing []string, named, otherYear bool) string {
	switch {
	case len(missing) > 0:
		return "Bổ sung " + strings.Join(missing, ", ")
	case s == rules.Explain:
		return "Cập nhật số liệu, hoặc ghi lý do ở cột Ghi chú"
	case otherYear:
		return "Ghi lại Kỳ báo cáo (đang ghi năm khác)"
	case s == rules.Complete && !named:
		return "Ghi Kỳ báo cáo"
	}
	return ""
}

// CoverageWords says how complete the reading was.
func CoverageWords(rows, ofRows, indicators, ofIndicators, units, ofUnits int) string {
	return fmt.Sprintf("đọc %d/%d dòng, %d/%d chỉ tiêu, %d/%d đơn vị", rows, ofRows, indicators, ofIndicators, units, ofUnits)
}

// ReceiptWords is what a unit's tab says of its receipt for a period.
func ReceiptWords(period calendar.Period, at time.Time, late bool, hash string, loc *time.Location) string {
	when := "đúng hạn"
	if late {
		when = "nộp trễ"
	}
	return fmt.Sprintf("kỳ %s đủ số liệu lúc %s, %s; mã số liệu %s", period.Short(), MomentWords(at, loc), when, shortHash(hash))
}

// ReceiptLacking is a receipt to which some of the rows have gone again since.
func ReceiptLacking(receipt string, missing []string) string {
	if len(missing) == 0 {
		return receipt
	}
	return receipt + "; sau đó còn thiếu " + strings.Join(missing, ", ")
}

// shortHash is as much of a hash as people compare.
func shortHash(hash string) string { return hash[:min(len(hash), 12)] }

func problemNoReceipt(at workbook.Address, receipt string) Problem {
	return Problem{At: at, Code: "no_receipt_room", Level: Note, Text: fmt.Sprintf(
		"Chưa có ô trống cạnh Kỳ báo cáo để ghi biên nhận. Biên nhận: %s. Đề nghị chừa hai ô trống bên phải ô Kỳ báo cáo.", receipt)}
}

// problemNoPeriod asks for the period of a tab; at has no row where the tab has
// no line for it.
func problemNoPeriod(at workbook.Address, found string, asked calendar.Period) Problem {
	p := Problem{At: at, Code: "no_period", Level: Ask, Text: "Chưa ghi Kỳ báo cáo nên chưa tính là đã nộp. "}
	switch {
	case found != "":
		p.Code = "bad_period"
		p.Text = fmt.Sprintf("Kỳ báo cáo ghi “%s”, chưa hiểu được là kỳ nào. Đề nghị ghi như %s; báo cáo năm thì ghi năm %d.",
			quoted(found), asked.Short(), asked.Year)
	case at.Row < 0:
		p.Text += fmt.Sprintf("Đề nghị thêm ở trên bảng một ô ghi kỳ, ví dụ: “%s”.", periodLine(asked))
	default:
		p.Text += fmt.Sprintf("Đề nghị ghi kỳ vào ô %s, ví dụ: %s.", at.A1(), asked.Short())
	}
	return p
}

// periodLine is the label and the period in one cell.
func periodLine(p calendar.Period) string { return labelPeriod + ": " + p.Short() }

// AskForPeriod asks for a period to be named in the tab, and says in which cell.
func (t UnitTab) AskForPeriod(p calendar.Period) string {
	seen := t.PeriodSeen
	switch {
	case seen.Column == "":
		return fmt.Sprintf("Đề nghị thêm ở trên bảng một ô ghi “%s”.", periodLine(p))
	case begins(seen.Cell, labelPeriod):
		return fmt.Sprintf("Đề nghị sửa ô %s thành “%s”.", seen.At.A1(), periodLine(p))
	}
	return fmt.Sprintf("Đề nghị ghi Kỳ báo cáo là %s (ô %s, bên phải chữ “%s”).", p.Short(), seen.At.A1(), labelPeriod)
}

func problemOtherYear(at workbook.Address, p, asked calendar.Period) Problem {
	return Problem{At: at, Code: "other_year", Level: Ask, Text: fmt.Sprintf(
		"Kỳ báo cáo ghi %s, không thuộc năm %d của kế hoạch nên số liệu của trang chưa được đánh giá và chưa đưa vào Biểu. "+
			"Đề nghị ghi lại, ví dụ: %s.", p.Short(), asked.Year, asked.Short())}
}

// problemPointLocale asks which of two figures was typed into a spreadsheet
// whose locale has no decimal comma.
func problemPointLocale(at workbook.Address, locale string, stored, other decimal.Decimal, unit string) Problem {
	typed := fmt.Sprintf("có thể đã gõ %s", language.Format(other))
	high, low := stored, other
	if other.GreaterThan(stored) {
		typed = "dấu chấm được hiểu là dấu thập phân"
		high, low = other, stored
	}
	return Problem{At: at, Code: "locale_figure", Level: Ask, Text: fmt.Sprintf(
		"Ô này ghi %s; bảng tính đang dùng ngôn ngữ %s nên %s. Là %s hay %s? "+
			"Đề nghị vào Tệp › Cài đặt › Ngôn ngữ, chọn Việt Nam, rồi gõ lại số ở ô này; "+
			"khi bảng tính đã dùng tiếng Việt, số ở ô được lấy như đang ghi và không hỏi nữa.",
		stored, locale, typed, language.FormatUnit(high, unit), language.FormatUnit(low, unit))}
}
