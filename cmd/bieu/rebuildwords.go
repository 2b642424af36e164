package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/form"
)

// What people read of a closed period that is rebuilt, and of a history that is
// no longer what was closed.

func wordsRebuilt(r *engine.Rebuilt) string {
	p, _ := calendar.ParsePeriod(r.Manifest.Period)
	which := ""
	if r.Closings > 1 {
		which = fmt.Sprintf(" (bản chốt lần %d trong %d lần)", r.Closing, r.Closings)
	}
	return fmt.Sprintf("Dựng lại kỳ %s%s, chốt bằng chương trình %s. Mã kiểm chứng: %s", p.Words(), which, r.Manifest.Program, r.Code)
}

// wordsUnknownClosing names the closings that there are.
func wordsUnknownClosing(e *engine.UnknownClosingError, p calendar.Period, loc *time.Location) string {
	var list []string
	for _, c := range e.Closings {
		list = append(list, fmt.Sprintf("lần %d (%s, mã kiểm chứng %s)", c.N, form.MomentWords(c.At, loc), c.Code))
	}
	return fmt.Sprintf("kỳ %s không có bản chốt lần %d. Các bản chốt của kỳ: %s.", p.Words(), e.N, strings.Join(list, "; "))
}

// wordsUnsound says in what way a rebuilt period is not what was closed.
func wordsUnsound(r *engine.Rebuilt, written string) string {
	switch {
	case !r.ContentSound():
		return "bản chốt trong lịch sử đã bị thay đổi so với lúc chốt, nên không ghi tệp. Đề nghị phục hồi tệp lịch sử từ bản sao lưu."
	case len(r.Differences) > 0:
		return fmt.Sprintf("lịch sử của kỳ đã bị thay đổi so với lúc chốt (%d chỗ, nêu ở trên). Nội dung Biểu vẫn đúng bản chốt, tệp: %s.", len(r.Differences), written)
	}
	return fmt.Sprintf("tệp dựng lại không giống từng byte với lúc chốt, dù nội dung đúng bản chốt; phiên bản chương trình có thể khác. Tệp: %s.", written)
}

// differenceWords name what of a closed period is no longer as it was.
var differenceWords = map[string]string{
	"observations": "số liệu đã ghi nhận", "verdicts": "đánh giá", "receipts": "biên nhận",
	"reopenings": "lần mở lại", "closings": "bản chốt", "runs": "lượt chạy",
}

// fieldWords name the fields of a row.
var fieldWords = map[string]string{
	"Raw": "nội dung", "Kind": "loại nội dung", "Cell": "ô", "SeenAt": "thấy lúc", "Unit": "đơn vị", "Code": "Mã",
	"Column": "cột", "Period": "kỳ", "Run": "lượt", "ID": "số", "Status": "đánh giá", "Target": "chỉ tiêu", "Why": "lý do",
	"At": "lúc", "Hash": "mã số liệu", "Late": "nộp trễ", "Reason": "lý do mở lại", "Until": "thời hạn",
}

// closingWords name what of a closing no longer fits its manifest.
var closingWords = map[string]string{
	"content": "nội dung", "plan": "kế hoạch", "observations": "số liệu", "verdicts": "đánh giá", "receipts": "biên nhận",
	"reopenings": "lần mở lại", "period": "kỳ", "closed_at": "thời điểm chốt", "gaps": "chốt tạm", "previous": "bản chốt trước",
	"manifest": "bản kê",
}

// statusWords name the statuses of the history.
var statusWords = map[rules.Status]string{
	rules.Met: "đạt", rules.Exceeded: "vượt", rules.InProgress: "đang thực hiện", rules.NotMet: "không đạt",
	rules.NotDue: "chưa đến kỳ", rules.CannotTell: "cần xác nhận",
}

// telling are the fields that say what a whole row was about.
var telling = []string{"Raw", "Status", "Reason", "Hash"}

func wordsDifference(d engine.Difference) string {
	where := differenceWords[d.Table] + " " + differenceRow(d)
	if d.Table == "closings" {
		return where + ": không còn khớp mã kiểm chứng lúc chốt"
	}
	was, now := rowFields(d.Was), rowFields(d.Now)
	switch {
	case d.Was == "":
		return where + ": không có lúc chốt, nay có" + toldFields(now)
	case d.Now == "":
		return where + ": có lúc chốt, nay không còn" + toldFields(was)
	case was == nil || now == nil:
		return fmt.Sprintf("%s: lúc chốt %s, nay %s", where, shortened(d.Was), shortened(d.Now))
	}
	var list []string
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if a, b := fmt.Sprint(was[name]), fmt.Sprint(now[name]); a != b {
			list = append(list, fmt.Sprintf("%s lúc chốt %s, nay %s", fieldName(name), fieldText(name, a), fieldText(name, b)))
		}
	}
	return where + ": " + strings.Join(list, "; ")
}

// differenceRow names the row: of an observation not by its number, which says
// nothing to people.
func differenceRow(d engine.Difference) string {
	switch d.Table {
	case "closings":
		return closingWords[d.Row]
	case "verdicts":
		return "Mã " + d.Row
	case "observations":
		_, name, _ := strings.Cut(d.Row, ": ")
		return name
	}
	return d.Row
}

// fieldText is what a field says, a status in words.
func fieldText(name, text string) string {
	if words, ok := statusWords[rules.Status(text)]; ok && name == "Status" {
		text = words
	}
	return shortened(text)
}

// rowFields reads a row that is told as JSON; nil for another text.
func rowFields(text string) map[string]any {
	var fields map[string]any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&fields) != nil {
		return nil
	}
	return fields
}

func toldFields(fields map[string]any) string {
	for _, name := range telling {
		if text := fmt.Sprint(fields[name]); fields[name] != nil && text != "" {
			return ": " + fieldName(name) + " " + fieldText(name, text)
		}
	}
	return ""
}

func fieldName(name string) string {
	if words, ok := fieldWords[name]; ok {
		return words
	}
	return name
}

// shortened quotes a text on one line.
func shortened(text string) string {
	const longest = 80
	text = oneLine(text)
	if r := []rune(text); len(r) > longest {
		text = string(r[:longest]) + "…"
	}
	return "“" + text + "”"
}
