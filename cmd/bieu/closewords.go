package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// What people read of closing, reopening, rebuilding and restoring.

const (
	wordsLeft    = "Chưa làm gì."
	wordsNoFile  = "(không dựng được)"
	wordsNeedYes = "chưa làm gì: cần xác nhận tại máy, hoặc chạy lại với --yes."
)

func wordsCloseAsk(p calendar.Period) string {
	return fmt.Sprintf("Chốt số liệu kỳ %s?", p.Words())
}

func wordsGaps(p calendar.Period) string {
	return fmt.Sprintf("kỳ %s còn thiếu như trên nên chưa chốt. Đề nghị bổ sung rồi chạy lại, hoặc chốt tạm với --with-gaps.", p.Words())
}

func wordsClosing(c *engine.Closure, loc *time.Location) string {
	p, _ := calendar.ParsePeriod(c.Manifest.Period)
	text := fmt.Sprintf("Chốt số liệu kỳ %s, xét tại %s.", p.Words(), form.Moment(c.Manifest.ClosedAt, loc))
	if c.Manifest.Previous != "" {
		text += " Kỳ đã chốt trước đó và đã mở lại; bản này thay bản trước, bản trước vẫn lưu."
	}
	return text
}

func wordsClosingUnit(u engine.ManifestUnit) string {
	switch {
	case u.Reported:
		return fmt.Sprintf("%s: đủ %d/%d dòng", u.Unit, u.Have, u.Want)
	case u.Doubt == engine.DoubtUnread:
		return u.Unit + ": không đọc được trang (bieu check cho biết lý do)"
	case u.Doubt == engine.DoubtExplain:
		return u.Unit + ": cần giải trình, mọi dòng vẫn như kỳ trước"
	case u.Doubt == engine.DoubtUnnamed:
		return fmt.Sprintf("%s: có %d/%d dòng nhưng chưa ghi Kỳ báo cáo", u.Unit, u.Have, u.Want)
	case u.Period == "":
		return u.Unit + ": chưa có số liệu của kỳ này"
	}
	return fmt.Sprintf("%s: có %d/%d dòng, thiếu %s", u.Unit, u.Have, u.Want, strings.Join(u.Missing, ", "))
}

func wordsCounts(order []string, counts map[string]int, all int) string {
	var list []string
	for _, words := range order {
		list = append(list, fmt.Sprintf("%s %d", words, counts[words]))
	}
	return fmt.Sprintf("Cộng %d chỉ tiêu: %s", all, strings.Join(list, " · "))
}

// wordsClosingNotes are the lines about what an official should weigh before
// closing.
func wordsClosingNotes(c *engine.Closure, loc *time.Location) []string {
	m := c.Manifest
	var lines []string
	if m.Final {
		lines = append(lines, "Đánh giá là chính thức của cả năm.")
	}
	if !c.Ends.IsZero() {
		last := calendar.DayOf(c.Ends.Add(-1), loc).Words()
		text := fmt.Sprintf("Kỳ còn đến hết ngày %s; số liệu ghi sau lúc chốt không được lấy.", last)
		if c.Early {
			text = fmt.Sprintf("Thiếu: kỳ chưa kết thúc, còn đến hết ngày %s.", last)
		}
		lines = append(lines, text)
	}
	if len(m.Unsettled) > 0 {
		lines = append(lines, "Thiếu: chưa đánh giá được TT "+strings.Join(m.Unsettled, ", ")+"; văn phòng có thể ghi Đánh giá thẳng vào Biểu 02.")
	}
	if len(m.Estimates) > 0 {
		var list []string
		for _, e := range m.Estimates {
			list = append(list, fmt.Sprintf("%s (%s)", e.Code, e.Unit))
		}
		lines = append(lines, fmt.Sprintf("Số ước (%d): %s", len(list), strings.Join(list, ", ")))
	}
	for _, k := range c.Kept {
		lines = append(lines, wordsKept(k))
	}
	if len(c.Differing) > 0 {
		lines = append(lines, fmt.Sprintf("Trang Biểu nay đã chuyển sang số liệu kỳ %s, khác bản sẽ chốt %d chỗ; "+
			"phần văn phòng sửa từ khi chuyển kỳ không vào bản chốt:", c.Shown.Short(), len(c.Differing)))
	}
	for _, d := range c.Differing {
		lines = append(lines, "  "+wordsDiffering(d))
	}
	if slices.ContainsFunc(c.Differing, func(d form.BieuDifference) bool { return d.Edited }) {
		lines = append(lines, wordsTakeIn(c))
	}
	if m.Questions > 0 {
		lines = append(lines, fmt.Sprintf("Câu hỏi còn mở: %d (xem trang Tổng quan).", m.Questions))
	}
	return lines
}

// wordsTakeIn says how words that the office wrote too late come into what is
// closed: by way of the unit, which says them for the period.
func wordsTakeIn(c *engine.Closure) string {
	p, _ := calendar.ParsePeriod(c.Manifest.Period)
	return fmt.Sprintf("Cần đưa phần văn phòng sửa vào bản chốt thì đề nghị đơn vị ghi câu đó vào Kết quả ở trang của mình, "+
		"Kỳ báo cáo %s, chạy bieu sync rồi chốt; đã chốt thì mở lại kỳ cho đơn vị trước (bieu reopen). "+
		"Sau đó đơn vị ghi lại Kỳ báo cáo đang làm.", p.Last().Short())
}

func wordsKept(k form.KeptText) string {
	if k.Column == "" {
		return fmt.Sprintf("Văn phòng đã bỏ dòng: %s, TT %s “%s”", k.Bieu, k.TT, oneLine(k.Source))
	}
	return fmt.Sprintf("Văn phòng đã sửa: %s, TT %s, %s %s (theo nguồn: %s)", k.Bieu, k.TT, k.Column, quotedOrBlank(k.Text), quotedOrBlank(k.Source))
}

// wordsDiffering tells of one place where a Biểu is not what will be closed.
func wordsDiffering(d form.BieuDifference) string {
	switch {
	case d.Column == form.ColumnOrder:
		return d.Bieu + ": thứ tự các dòng khác bản chốt"
	case d.Column == "" && d.Edited:
		return fmt.Sprintf("%s, TT %s: trang có thêm dòng “%s”, bản chốt không có", d.Bieu, orBlank(d.TT), oneLine(d.Shown))
	case d.Column == "":
		return fmt.Sprintf("%s, TT %s: trang không còn dòng “%s”, bản chốt có", d.Bieu, d.TT, oneLine(d.Closed))
	}
	by := ""
	if d.Edited {
		by = " (văn phòng ghi)"
	}
	return fmt.Sprintf("%s, TT %s, %s: trang ghi %s%s, bản chốt ghi %s", d.Bieu, orBlank(d.TT), d.Column, quotedOrBlank(d.Shown), by, quotedOrBlank(d.Closed))
}

// wordsBlank stands for a text that is not there.
const wordsBlank = "(trống)"

func orBlank(text string) string {
	if text == "" {
		return wordsBlank
	}
	return text
}

// quotedOrBlank quotes a text on one line.
func quotedOrBlank(text string) string {
	if text == "" {
		return wordsBlank
	}
	return "“" + oneLine(text) + "”"
}

// cannotClose says why nothing could be closed. A period that is closed already
// is no failure when its tabs were wanting and have been put in place.
func (a *app) cannotClose(err error, p calendar.Period, s *settings) error {
	var closed *engine.ClosedError
	if errors.As(err, &closed) {
		text := fmt.Sprintf("Kỳ %s đã chốt lúc %s, mã kiểm chứng %s.", p.Words(), form.MomentWords(closed.At, s.Calendar.Location), closed.Code)
		if len(closed.Placed) > 0 {
			a.say("%s Vừa ghi bổ sung trang: %s.", text, strings.Join(closed.Placed, ", "))
			return nil
		}
		a.complain("%s Cần chốt lại thì mở lại kỳ trước (bieu reopen).", text)
		return errSaid
	}
	var unwritten *engine.UnwrittenError
	if errors.As(err, &unwritten) {
		if unwritten.Placed {
			a.say("Đã chốt kỳ %s, các trang bản chốt đã ghi. Tệp riêng của đơn vị chưa ghi được; lượt chạy sau sẽ ghi.", p.Words())
		} else {
			a.say("Đã chốt kỳ %s trong lịch sử. Các trang bản chốt chưa ghi được; lượt chạy sau sẽ ghi.", p.Words())
		}
		return unwritten.Err
	}
	return a.cannot(err, p, s)
}

// cannot says why something about a closed period could not be done.
func (a *app) cannot(err error, p calendar.Period, s *settings) error {
	if text := closingTrouble(err, p, s); text != "" {
		a.complain("%s", text)
		return errSaid
	}
	return err
}

func closingTrouble(err error, p calendar.Period, s *settings) string {
	var unit *engine.UnitError
	var other *engine.PeriodError
	var row *engine.CodeError
	var closing *engine.UnknownClosingError
	switch {
	case errors.As(err, &closing):
		return wordsUnknownClosing(closing, p, s.Calendar.Location)
	case errors.As(err, &row):
		return fmt.Sprintf("%s không có dòng mang Mã “%s”. Đề nghị xem lại cột Mã ở trang của đơn vị.", row.Unit, row.Code)
	case errors.As(err, &unit):
		return fmt.Sprintf("không có đơn vị “%s”. Các đơn vị: %s.", unit.Name, strings.Join(unit.Units, ", "))
	case errors.As(err, &other):
		return fmt.Sprintf("lúc đó trang của %s ghi kỳ %s, nay ghi kỳ %s, nên không đưa số liệu của kỳ khác vào. Đề nghị ghi lại Kỳ báo cáo trước.",
			other.Unit, other.Then.Short(), other.Now.Short())
	case errors.Is(err, engine.ErrOtherYear):
		return fmt.Sprintf("kỳ %s không thuộc năm kế hoạch %d.", p.Words(), s.Year)
	case errors.Is(err, engine.ErrNotBegun):
		return fmt.Sprintf("kỳ %s chưa bắt đầu nên chưa chốt được.", p.Words())
	case errors.Is(err, engine.ErrNothingSeen):
		return fmt.Sprintf("chưa có đơn vị nào ghi số liệu của kỳ %s nên chưa có gì để chốt. Đề nghị kiểm tra ô Kỳ báo cáo ở trang các đơn vị.", p.Words())
	case errors.Is(err, engine.ErrNotClosed):
		return fmt.Sprintf("kỳ %s chưa chốt nên không cần mở lại.", p.Words())
	case errors.Is(err, engine.ErrNoReason):
		return "cần ghi lý do mở lại: --reason “…”."
	case errors.Is(err, engine.ErrPast):
		return "hạn mở lại (--until) phải sau thời điểm hiện tại."
	case errors.Is(err, history.ErrNoClosing):
		return fmt.Sprintf("kỳ %s chưa chốt lần nào.", p.Words())
	case errors.Is(err, engine.ErrClosing):
		return "bản ghi chốt trong lịch sử không còn đọc được, có thể đã bị sửa. Đề nghị phục hồi tệp lịch sử từ bản sao lưu."
	case errors.Is(err, engine.ErrNothingThen):
		return "lịch sử chưa ghi nhận gì của đơn vị này tại thời điểm đó."
	case errors.Is(err, engine.ErrUnreadTab):
		return "chưa đọc được trang của đơn vị này; đề nghị chạy “bieu check” để xem lý do."
	case errors.Is(err, history.ErrNoRun):
		return "không có lượt chạy đó. Xem các lượt: bieu runs."
	}
	return ""
}

func wordsReopen(r history.Reopening, p calendar.Period, loc *time.Location) string {
	return fmt.Sprintf("Mở lại kỳ %s cho %s, %s.\nLý do: %s", p.Words(), r.Unit, form.UntilWords(r.Until, loc), r.Reason)
}

// restoreWords are the reasons for which a cell is left alone.
var restoreWords = map[string]string{
	engine.LeftFormula: "đang có công thức, để nguyên",
	engine.LeftFilled:  "lúc đó để trống, nay đã ghi; để nguyên (muốn xóa trắng lại, nêu rõ dòng bằng --code)",
	engine.LeftGone:    "trang không còn dòng này",
	engine.LeftError:   "lúc đó là dấu báo lỗi của công thức, không ghi lại",
	engine.LeftChanged: "vừa được sửa sau khi nêu ra ở trên, để nguyên",
}

func wordsRestoreCell(c engine.RestoreCell) string {
	where := c.At.String()
	if c.At.Row < 0 {
		where = c.At.Tab
	}
	name := c.Column
	if c.Code != "" {
		name = "Mã " + c.Code + ", " + c.Column
	}
	text := fmt.Sprintf("%s (%s): đang ghi %s, lúc đó ghi %s", where, name, restoreValue(c.Now), restoreValue(c.Then))
	if c.Why != "" {
		text += " – " + restoreWords[c.Why]
	}
	return text
}

func restoreValue(c workbook.Cell) string {
	if c.Kind == workbook.Text {
		return "“" + oneLine(c.Value) + "”"
	}
	return shown(c)
}
