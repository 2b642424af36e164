package form

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"bieu/rules/calendar"
	"bieu/sync/workbook"
)

// What people read of a closed period.

// problemClosedEdit tells of a cell that was changed after its period was
// closed or locked.
func problemClosedEdit(at workbook.Address, f Frozen, letIn bool, was, now workbook.Cell, seen string) Problem {
	done := "chốt"
	if f.Locked {
		done = "khóa"
	}
	counts := "đã " + done
	if letIn {
		counts = "đã nhận khi mở lại:"
	}
	return Problem{At: at, Code: "closed_edit", Level: Ask, Text: fmt.Sprintf(
		"Kỳ %s đã %s số liệu: %s %s → nay %s, thấy lúc %s. Số mới chưa được lấy; nếu cần điều chỉnh, đề nghị văn phòng mở lại kỳ cho đơn vị.",
		f.Period.Short(), done, counts, recordWords(was), recordWords(now), seen)}
}

// recordWords is what a cell says, for a sentence that sets two side by side.
func recordWords(c workbook.Cell) string {
	switch c.Kind {
	case workbook.Blank:
		return "(trống)"
	case workbook.Number:
		return shownNumber(c)
	case workbook.Date:
		return dayWords(c.Value)
	}
	return "“" + quoted(c.Value) + "”"
}

// sealMark stands before the code by which a closed Biểu is known.
const sealMark = "mã kiểm chứng "

// SealWords is the last line of a closed Biểu.
func SealWords(closed, code string) string { return closed + ", " + sealMark + code }

// ClosedWords says when a period was closed.
func ClosedWords(at time.Time, loc *time.Location) string {
	return "Chốt lúc " + MomentWords(at, loc)
}

// closedSuffix stands behind the title of a closed Biểu's tab.
func closedSuffix(p calendar.Period, time int) string {
	name := strconv.Itoa(p.Year)
	switch p.Kind {
	case calendar.Month:
		name = fmt.Sprintf("T%d-%d", p.Number, p.Year)
	case calendar.Quarter:
		name = fmt.Sprintf("Q%d-%d", p.Number, p.Year)
	case calendar.Half:
		name = fmt.Sprintf("6T-%d", p.Year)
		if p.Number == 2 {
			name = fmt.Sprintf("6T cuối %d", p.Year)
		}
	case calendar.NineMonths:
		name = fmt.Sprintf("9T-%d", p.Year)
	}
	if time > 1 {
		name += fmt.Sprintf(" lần %d", time)
	}
	return " (" + name + ")"
}

// ProblemClosedGone tells of a closed Biểu that the office took out of the
// workbook.
func ProblemClosedGone(title string, p calendar.Period) Problem {
	return Problem{At: tab(title, -1), Code: "closed_gone", Level: Ask, Text: fmt.Sprintf(
		"Trang bản chốt kỳ %s không còn trong bảng tính; máy không tự tạo lại. Bản chốt vẫn lưu trong lịch sử: chạy “bieu rebuild --period %s” để lấy lại tệp.", p.Short(), p)}
}

// ProblemClosedTaken tells of a tab of people that has the title of a closed
// Biểu.
func ProblemClosedTaken(title string, p calendar.Period) Problem {
	return Problem{At: tab(title, -1), Code: "closed_taken", Level: Ask, Text: fmt.Sprintf(
		"Đã có trang khác mang tên này nên bản chốt kỳ %s chưa ghi được. Đề nghị đổi tên trang rồi chạy lại.", p.Short())}
}

// ProblemClosedChanged tells of a history that is no longer what was closed at
// so many places, the closing itself perhaps among them.
func ProblemClosedChanged(title string, p calendar.Period, places int, inClosing bool) Problem {
	what := fmt.Sprintf("Lịch sử của kỳ %s không còn như lúc chốt ở %d chỗ; kỳ này vẫn được xét theo bản đã chốt.", p.Short(), places)
	if inClosing {
		what = fmt.Sprintf("Bản chốt kỳ %s lưu trong lịch sử không còn khớp mã kiểm chứng lúc chốt.", p.Short())
	}
	return Problem{At: tab(title, -1), Code: "closed_changed", Level: Ask, Text: fmt.Sprintf(
		"%s Đề nghị chạy “bieu rebuild --period %s” để xem từng chỗ, rồi phục hồi tệp lịch sử từ bản sao lưu.", what, p)}
}

// ClosedFace is the line of a closed Biểu that lacks something: the line of the
// units, the indicators that could not be judged, and that the period went on.
func ClosedFace(units string, unsettled []string, unended bool) string {
	var parts []string
	if units != "" {
		parts = append(parts, strings.TrimPrefix(units, provisionalMark+" "))
	}
	if len(unsettled) > 0 {
		parts = append(parts, "chỉ tiêu cần xác nhận: TT "+strings.Join(unsettled, ", "))
	}
	if unended {
		parts = append(parts, "chốt khi kỳ chưa kết thúc")
	}
	if len(parts) == 0 {
		return ""
	}
	return provisionalMark + " " + strings.Join(parts, "; ")
}

// ReopenedWords says until when and why a unit was let in again.
func ReopenedWords(p calendar.Period, until time.Time, reason string, loc *time.Location) string {
	return "Mở lại kỳ " + p.Short() + " " + UntilWords(until, loc) + ", lý do: " + reason
}

// UntilWords writes when something ends: a whole day, or an instant.
func UntilWords(at time.Time, loc *time.Location) string {
	if day := calendar.DayOf(at, loc); day.Start(loc).Equal(at) {
		return "đến hết ngày " + calendar.DayOf(at.Add(-1), loc).Words()
	}
	return "đến trước " + MomentWords(at, loc)
}
