package engine

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
)

// The letters to units and to the office. What sheets say is worded by form.

// letter is the subject and the body of a reminder to a unit's contact or
// leader, as things stand at an instant.
func (s *state) letter(o owed, c call, role string, at time.Time) (subject, body string) {
	d := s.deadlineWords(c.period, at)
	unit := oneLine(o.unit.Name)
	subject = fmt.Sprintf("Đôn đốc báo cáo %s: %s %s (%s)", reportWords(c.period), unit, o.words(), d.short)

	var b lines
	b.add("Kính gửi: %s", addressee(o.unit, role))
	b.add("")
	b.add("%s", d.request(oneLine(s.e.Form.Organisation), unit, reportWords(c.period)))
	b.add("Tình hình báo cáo tính đến %s: %s.", form.MomentWords(at, s.e.Form.Location), o.words())
	b.add("")
	o.describe(&b)
	b.add("Trang số liệu của đơn vị: “%s”.", oneLine(o.unit.Tab))
	if link := s.tabLink(o.unit); link != "" {
		b.add("%s", link)
	}
	b.add("")
	o.askFor(&b)
	b.sign(s.e.Form.Organisation)
	return subject, b.String()
}

// officeLetter tells the office of the units that could not be written to.
func (s *state) officeLetter(silent []owed, c call, at time.Time) (subject, body string) {
	d := s.deadlineWords(c.period, at)
	subject = fmt.Sprintf("Đôn đốc báo cáo %s: %d đơn vị còn thiếu địa chỉ thư (%s)", reportWords(c.period), len(silent), d.short)

	var b lines
	b.add("Kính gửi: %s", officeWords(s.e.Form.Organisation))
	b.add("")
	b.add("Báo cáo %s (%s) của các đơn vị sau chưa hoàn thành, nhưng chưa gửi được thư đôn đốc vì trang “%s” còn thiếu địa chỉ:",
		reportWords(c.period), d.short, oneLine(s.e.Form.Tabs.Units))
	b.add("")
	for _, o := range silent {
		b.add("- %s: %s.", oneLine(o.unit.Name), o.words())
		b.add("  Chưa có %s.", strings.Join(lacking(o.unit, c.step.Leader), "; "))
	}
	b.add("")
	b.add("Đề nghị bổ sung địa chỉ và trực tiếp nhắc các đơn vị này.")
	b.sign("")
	return subject, b.String()
}

// undeliveredLetter tells the office of a letter that did not come.
func (s *state) undeliveredLetter(dead history.Message, c call, at time.Time) (subject, body string) {
	unit, report, to := oneLine(dead.Unit), reportWords(c.period), oneLine(dead.To)
	whom, column := unit, columnEmail
	if roleOf(dead.Key) == toLeader {
		whom, column = "lãnh đạo "+unit, columnLeaderEmail
	}
	subject = fmt.Sprintf("Đôn đốc báo cáo %s: thư gửi %s không đến được địa chỉ %s", report, whom, to)

	var b lines
	b.add("Kính gửi: %s", officeWords(s.e.Form.Organisation))
	b.add("")
	b.add("Thư đôn đốc gửi %s về báo cáo %s (%s) không đến được địa chỉ %s.", whom, report, s.deadlineWords(c.period, at).short, to)
	b.add("Lý do: %s.", oneLine(dead.LastError))
	b.add("")
	b.add("Thư này không được gửi lại. Đề nghị trực tiếp nhắc %s nếu báo cáo chưa hoàn thành.", unit)
	b.add("Địa chỉ này ghi ở trang “%s”, cột %s; sau khi sửa, các lần nhắc sau gửi theo địa chỉ mới.", oneLine(s.e.Form.Tabs.Units), column)
	b.sign("")
	return subject, b.String()
}

// lacking names the addresses that the units' tab should hold.
func lacking(u form.Unit, leader bool) []string {
	var list []string
	cell := func(whose, column, text string) {
		if len(addresses(text)) > 0 {
			return
		}
		stands := "đang để trống"
		if text = oneLine(text); text != "" {
			stands = "đang ghi “" + text + "”"
		}
		list = append(list, fmt.Sprintf("địa chỉ thư của %s (cột %s, %s)", whose, column, stands))
	}
	cell("người phụ trách", columnEmail, u.Email)
	if leader {
		cell("lãnh đạo đơn vị", columnLeaderEmail, u.LeaderEmail)
	}
	return list
}

// The columns of the units' tab that hold addresses.
const (
	columnEmail       = "Email"
	columnLeaderEmail = "Email lãnh đạo"
)

// officeWords names the office of an organisation, to which letters go that are
// not for a unit.
func officeWords(organisation string) string {
	const office = "Văn phòng"
	if organisation = oneLine(organisation); strings.HasPrefix(organisation, office) {
		return organisation
	}
	return office + " " + organisation
}

// reportWords names a report: "kỳ 9/2023", "năm 2023".
func reportWords(p calendar.Period) string {
	if p.Kind == calendar.Month {
		return "kỳ " + p.Short()
	}
	return p.Words()
}

// addressee is whom a letter to a unit is for.
func addressee(u form.Unit, role string) string {
	unit, name := oneLine(u.Name), oneLine(u.Contact)
	if role == toLeader {
		unit, name = "lãnh đạo "+unit, oneLine(u.Leader)
	}
	if name == "" {
		return firstUpper(unit)
	}
	return name + ", " + unit
}

// firstUpper begins words at the start of a line.
func firstUpper(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// deadline is how a letter speaks of a report's deadline.
type deadline struct {
	due, late string // "trước ngày 10/10/2023"
	short     string
	over      bool
}

func (s *state) deadlineWords(p calendar.Period, at time.Time) deadline {
	loc := s.e.Form.Location
	dates := s.e.Calendar.Deadlines(p)
	due, late := calendar.DayOf(dates.Due, loc), calendar.DayOf(dates.LateFrom, loc)
	d := deadline{due: form.Before(due.Words()), over: dates.Late(at)}
	d.short = "hạn " + d.due
	if due != late {
		d.late = ", tính là nộp trễ từ ngày " + late.Words()
	}
	if d.over {
		d.short = "đã quá hạn; " + d.short
	}
	return d
}

func (d deadline) request(organisation, unit, report string) string {
	if d.over {
		return fmt.Sprintf("%s thông báo: báo cáo %s của %s đã quá hạn nộp (%s%s). Đề nghị %s khẩn trương hoàn thành.",
			organisation, report, unit, d.due, d.late, unit)
	}
	return fmt.Sprintf("%s đề nghị %s hoàn thành báo cáo %s %s%s.", organisation, unit, report, d.due, d.late)
}

// words say in one phrase what a report lacks: "còn thiếu 2 chỉ tiêu, có 1 nội
// dung cần xác nhận".
func (o owed) words() string {
	var list []string
	switch {
	case len(o.troubles) > 0:
		list = append(list, "có trang số liệu chưa đọc được")
	case len(o.missing) > 0 && len(o.missing) == o.want:
		list = append(list, "chưa nộp, còn thiếu "+countWords(o.missing))
	case len(o.missing) > 0:
		list = append(list, "còn thiếu "+countWords(o.missing))
	case o.unchanged != "":
		list = append(list, "cần giải trình số liệu")
	case o.names != nil:
		list = append(list, o.names.words())
	}
	if n := len(o.asked); n > 0 {
		list = append(list, fmt.Sprintf("có %d nội dung cần xác nhận", n))
	}
	return strings.Join(list, ", ")
}

// countWords counts rows as people do: an indicator is one, however many parts
// it has. Where that is not the number of rows, it stands beside.
func countWords(rows []form.PlanRow) string {
	seen := map[string]bool{}
	indicators, tasks := 0, 0
	for _, row := range rows {
		switch key := fmt.Sprint(row.Task, row.TT); {
		case seen[key]:
		case row.Task:
			seen[key] = true
			tasks++
		default:
			seen[key] = true
			indicators++
		}
	}
	var list []string
	if indicators > 0 {
		list = append(list, fmt.Sprintf("%d chỉ tiêu", indicators))
	}
	if tasks > 0 {
		list = append(list, fmt.Sprintf("%d nhiệm vụ", tasks))
	}
	text := strings.Join(list, " và ")
	if len(rows) != indicators+tasks {
		text += fmt.Sprintf(" (%d dòng)", len(rows))
	}
	return text
}

func (p tabPeriod) words() string {
	switch {
	case !p.period.IsZero():
		return "đang ghi Kỳ báo cáo là " + p.period.Short()
	case strings.TrimSpace(p.text) != "":
		return "ghi Kỳ báo cáo chưa rõ là kỳ nào (“" + oneLine(p.text) + "”)"
	}
	return "chưa ghi Kỳ báo cáo"
}

// describe says what is wrong with the tab and lists the rows, a paragraph each.
func (o owed) describe(b *lines) {
	for _, text := range o.troubles {
		b.add("- %s", oneLine(text))
	}
	if o.names != nil {
		b.add("- Trang số liệu %s.", o.names.words())
	}
	if o.unchanged != "" {
		b.add("- %s", oneLine(o.unchanged))
	}
	if len(o.troubles) > 0 || o.names != nil || o.unchanged != "" {
		b.add("")
	}
	if len(o.missing) > 0 {
		b.add("Chưa có số liệu (%d dòng):", len(o.missing))
		for _, row := range o.missing {
			b.add("- %s", rowWords(row))
			for _, text := range o.beside[row.Code] {
				b.add("  %s", oneLine(text))
			}
		}
		b.add("")
	}
	if len(o.asked) > 0 {
		b.add("Cần xác nhận (%d nội dung):", len(o.asked))
		for _, a := range o.asked {
			b.add("- %s", rowWords(a.row))
			b.add("  %s", oneLine(a.text))
		}
		b.add("")
	}
}

// askFor says what to do about what was listed: the period first, without which
// the rows do not count for it.
func (o owed) askFor(b *lines) {
	if o.names != nil {
		b.add("%s", o.names.request)
	}
	if len(o.missing) > 0 {
		b.add("Đề nghị ghi vào cột Thực hiện hoặc Kết quả của các dòng chưa có số liệu. " +
			"Nội dung không phát sinh thì ghi “Không phát sinh”; chưa có kết quả thì ghi rõ lý do.")
	}
	if len(o.asked) > 0 {
		b.add("Nội dung cần xác nhận: đề nghị sửa lại số liệu, hoặc ghi lý do ở cột Ghi chú của dòng đó.")
	}
	b.add("Trường hợp đơn vị đã bổ sung sau thời điểm nêu trên thì không phải trả lời thư này.")
}

// rowWords names a row: "TT 9, mã 9.2: Tỷ lệ …".
func rowWords(row form.PlanRow) string {
	name := "TT " + oneLine(row.TT)
	if row.Code != row.TT {
		name += ", mã " + oneLine(row.Code)
	}
	return name + ": " + oneLine(row.Text)
}

// oneLine is a text of people as one line: nothing in it ends a line or a
// header, whatever they typed.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// lines is a text that grows line by line.
type lines struct{ strings.Builder }

func (b *lines) add(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }

func (b *lines) sign(organisation string) {
	b.add("")
	b.add("Trân trọng./.")
	if organisation != "" {
		b.add("%s", oneLine(organisation))
	}
	b.add("")
	b.add("(Thư do phần mềm Biểu tự động lập.)")
}
