package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"bieu/rules/calendar"
	"bieu/sync/form"
	"bieu/sync/history"
)

// What people read of the history: by code and arguments, here alone.

// What went wrong with the history, and what to do: of a file, and of a
// database where that is told otherwise. The first kind that fits counts.
var historyWords = []struct {
	kind         error
	file, server string
}{
	{history.ErrNewerSchema, "tệp lịch sử do phiên bản mới hơn của chương trình ghi. Đề nghị dùng phiên bản mới hơn.",
		"lịch sử do phiên bản mới hơn của chương trình ghi. Đề nghị dùng phiên bản mới hơn."},
	{history.ErrOlderSchema, "lịch sử do phiên bản cũ hơn của chương trình ghi. Chạy “bieu sync” một lần để nâng cấp.", ""},
	{history.ErrSchema, "các bảng trong tệp lịch sử đã bị thay đổi nên máy không ghi tiếp. Đề nghị phục hồi từ bản sao lưu.",
		"các bảng lịch sử trong cơ sở dữ liệu đã bị thay đổi nên máy không ghi tiếp. Đề nghị phục hồi từ bản sao lưu."},
	{history.ErrCorrupt, "tệp lịch sử bị hỏng. Đề nghị phục hồi từ bản sao lưu; nếu không có, đổi tên tệp này để máy tạo tệp mới (chữ văn phòng đã sửa trong Biểu vẫn được giữ).",
		"cơ sở dữ liệu bị hỏng. Đề nghị báo người quản trị máy chủ, phục hồi từ bản sao lưu."},
	{history.ErrForeign, "tệp này không phải tệp lịch sử của Biểu. Đề nghị khai tên khác ở mục history trong tệp cài đặt.",
		"cơ sở dữ liệu đã có bảng cùng tên của chương trình khác. Đề nghị lập cơ sở dữ liệu riêng cho Biểu."},
	{history.ErrNotDatabase, "tệp này không phải tệp lịch sử của Biểu. Đề nghị khai tên khác ở mục history trong tệp cài đặt.", ""},
	{history.ErrFull, "hết chỗ trên đĩa nên chưa lưu được; những gì đã lưu trước đó vẫn còn. Đề nghị dọn đĩa rồi chạy lại.", ""},
	{history.ErrDisk, "đĩa không đọc hoặc không ghi được; những gì đã lưu trước đó vẫn còn. Đề nghị kiểm tra đĩa, dung lượng còn trống rồi chạy lại.", ""},
	{history.ErrReadOnly, "không ghi được tệp lịch sử. Đề nghị kiểm tra quyền của thư mục.",
		"người dùng này không có quyền tạo bảng hoặc ghi trong cơ sở dữ liệu. Đề nghị người quản trị cấp quyền."},
	{history.ErrBusy, "tệp lịch sử đang được một lượt chạy khác dùng. Đề nghị chạy lại sau ít phút.",
		"cơ sở dữ liệu đang bận. Đề nghị chạy lại sau ít phút."},
	{history.ErrPlace, "địa chỉ cơ sở dữ liệu ở mục history chưa dùng được. Đề nghị ghi như postgres://tên@máy-chủ/cơ-sở-dữ-liệu; cơ sở dữ liệu phải dùng mã chữ UTF8.", ""},
	{history.ErrDenied, "máy chủ không nhận tên hoặc mật khẩu. Đề nghị xem lại địa chỉ ở mục history.", ""},
	{history.ErrNoDatabase, "máy chủ chưa có cơ sở dữ liệu này. Đề nghị lập cơ sở dữ liệu, hoặc xem lại địa chỉ ở mục history.", ""},
	{history.ErrAway, "không kết nối được máy chủ cơ sở dữ liệu, hoặc bị ngắt giữa chừng; lượt chạy chưa được lưu. Đề nghị kiểm tra mạng, máy chủ rồi chạy lại.", ""},
	{history.ErrNoHistory, "chưa có lịch sử: chưa có lượt chạy nào được ghi lại. Chạy “bieu sync” trước.", ""},
	{history.ErrNoRun, "không có lượt chạy này trong lịch sử của kế hoạch. Xem các lượt chạy: bieu runs.", ""},
}

// historyTrouble words an error of the history, "" for any other.
func historyTrouble(err error) string {
	var variable *variableError
	if errors.As(err, &variable) {
		if variable.set {
			return "biến môi trường " + variable.name + " không chứa địa chỉ dạng postgres://… Đề nghị xem lại biến này, hoặc mục history trong tệp cài đặt."
		}
		return "chưa đặt biến môi trường " + variable.name + " mà mục history trong tệp cài đặt nêu. Đề nghị đặt biến này bằng địa chỉ postgres://… của cơ sở dữ liệu."
	}
	var op *history.OpError
	onServer := errors.As(err, &op) && history.Elsewhere(op.Place)
	for _, w := range historyWords {
		switch {
		case !errors.Is(err, w.kind):
		case w.server != "" && onServer:
			return w.server
		default:
			return w.file
		}
	}
	return ""
}

// causeWords says who or what asked for a run.
var causeWords = map[string]string{
	"command": "lệnh", "schedule": "lịch", "button": "nút bấm", "checkbox": "ô Tổng hợp ngay", "request": "yêu cầu",
	"close": "chốt kỳ", "reopen": "mở lại kỳ", "restore": "phục hồi ô", "check": "kiểm tra",
}

// wordsCause is the cause as people know it, else as it was given.
func wordsCause(cause string) string {
	if words, ok := causeWords[cause]; ok {
		return words
	}
	return cause
}

// wordsOutcome says how a run ended.
func wordsOutcome(r history.Record) string {
	switch {
	case r.EndedAt.IsZero():
		return "chưa kết thúc hoặc bị ngắt"
	case r.Outcome == "done":
		return "xong"
	case r.Outcome == "partial":
		return "xong, chưa ghi được tệp của đơn vị"
	}
	return "gặp lỗi"
}

// wordsTook says how long a run took, "" where nobody knows.
func wordsTook(r history.Record) string {
	took := r.EndedAt.Sub(r.At)
	switch {
	case r.EndedAt.IsZero(), took <= 0:
		return ""
	case took < 100*time.Millisecond:
		return "dưới 0,1 giây"
	case took < time.Minute:
		return strings.Replace(fmt.Sprintf("%.1f giây", took.Seconds()), ".", ",", 1)
	}
	took = took.Round(time.Second)
	return fmt.Sprintf("%d phút %02d giây", int(took.Minutes()), int(took.Seconds())%60)
}

// wordsPeriod is a period of the history in few words.
func wordsPeriod(text string) string {
	p, err := calendar.ParsePeriod(text)
	if err != nil {
		return text
	}
	return p.Short()
}

// wordsValue is what stood in a cell. Numbers are in Vietnamese notation,
// texts in quotes, so that a number typed as text is told from one.
func wordsValue(raw, kind string) string {
	kind, _, _ = strings.Cut(kind, ":") // behind it stands a locale
	switch kind {
	case "number":
		if d, err := decimal.NewFromString(raw); err == nil {
			return strings.Replace(d.String(), ".", ",", 1)
		}
	case "date":
		for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05"} {
			if day, err := time.Parse(layout, raw); err == nil {
				return day.Format("02/01/2006")
			}
		}
	case "bool":
		if raw == "TRUE" || raw == "true" || raw == "1" {
			return "ô đã đánh dấu"
		}
		return "ô chưa đánh dấu"
	}
	if raw == "" {
		return "(trống)"
	}
	words := "“" + oneLine(raw) + "”"
	if kind == "edited" {
		words += " (văn phòng sửa)"
	}
	return words
}

// wordsSeen is one line of a cell's story.
func wordsSeen(o history.Observation, before string, loc *time.Location) string {
	line := fmt.Sprintf("%s\tlượt %d\t%s\t", form.Moment(o.SeenAt, loc), o.Run, o.Cell)
	if before != "" {
		line += before + " → "
	}
	return line + wordsValue(o.Raw, o.Kind)
}

// wordsCell names a cell by what it means.
func wordsCell(o history.Observation) string {
	parts := []string{o.Unit}
	if o.Code != "" {
		parts = append(parts, o.Code)
	}
	return strings.Join(append(parts, o.Column, "kỳ "+wordsPeriod(o.Period)), " · ")
}

// wordsSize is the size of a file.
func wordsSize(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return strings.Replace(fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20)), ".", ",", 1)
	case bytes >= 1<<10:
		return fmt.Sprintf("%d KB", bytes>>10)
	}
	return fmt.Sprintf("%d byte", bytes)
}

// wordsRestore says how a backup takes the place of a history.
func wordsRestore(backup string, settings *settings) []string {
	if path := settings.HistoryPath(); path != "" {
		return []string{
			"Khi cần phục hồi: dừng chương trình, đổi tên " + path + " (cùng " + path + "-wal, " + path + "-shm nếu có) để giữ lại,",
			"rồi sao chép " + backup + " thành " + path + ".",
		}
	}
	return []string{
		"Khi cần phục hồi: dừng chương trình, đặt bản sao lưu cạnh bieu.yaml",
		"rồi ghi ở bieu.yaml: history: tên-bản-sao-lưu (một tệp, thay cho địa chỉ máy chủ).",
	}
}

const (
	wordsRunsHead   = "Lượt\tLúc\tDo\tKỳ\tKết quả\tGhi (ô)\tĐọc/ghi (lần)\tTrong"
	wordsNoRuns     = "Kế hoạch này chưa có lượt chạy nào được ghi lại."
	wordsNothingNew = "Không thấy gì mới."
	wordsNoTurns    = "Không đánh giá nào đổi."
	wordsNoWrites   = "Không ghi gì mới vào Biểu."

	wordsNothingBack = "Không ghi nhận ô nào đã đưa lại; nhật ký cho biết thêm."
	wordsNoLog       = "(không có, hoặc đã được bỏ bớt theo thời hạn giữ nhật ký)"
)

// wordsNothingSeen says that nothing fits, and of which periods there is
// something.
func wordsNothingSeen(periods []string) string {
	if len(periods) == 0 {
		return "Kế hoạch này chưa có số liệu nào được ghi lại."
	}
	short := make([]string, len(periods))
	for i, p := range periods {
		short[i] = wordsPeriod(p)
	}
	return "Không có số liệu nào như vậy trong lịch sử. Các kỳ có số liệu: " + strings.Join(short, "; ") + "."
}

// wordsRun is a run in a few lines.
func wordsRun(r history.Record, loc *time.Location) []string {
	end := wordsOutcome(r)
	if took := wordsTook(r); took != "" {
		end += ", " + took
	}
	return []string{
		fmt.Sprintf("Lượt %d · %s · do %s · kỳ %s", r.ID, form.Moment(r.At, loc), wordsCause(r.Cause), wordsPeriod(r.Period)),
		fmt.Sprintf("Kết quả: %s. Ghi %d ô; đọc %d lần, ghi %d lần.", end, r.Cells, r.Reads, r.Writes),
	}
}

// wordsChange is what a run saw in one cell.
func wordsChange(c history.Change) string {
	line := wordsCell(c.Observation) + "\t" + c.Cell + "\t"
	if !c.New {
		line += wordsValue(c.Before, c.BeforeKind) + " → "
	}
	return line + wordsValue(c.Raw, c.Kind)
}

// wordsTurn is a row that was judged otherwise.
func wordsTurn(t history.Turn, status func(code string) string) string {
	line := t.Code + "\tkỳ " + wordsPeriod(t.Period) + "\t"
	if t.Before != "" && t.Before != t.Status {
		line += status(t.Before) + " → "
	}
	return line + status(t.Status) + "\t" + oneLine(t.Why)
}

// wordsWrite is a cell of a Biểu that was written.
func wordsWrite(w history.Write) string {
	tab := w.Tab
	if tab == "01" || tab == "02" {
		tab = "Biểu " + tab
	}
	line := tab + " · " + w.Row + " · " + w.Column + "\t"
	if w.Before != "" {
		line += wordsValue(w.Before, "text") + " → "
	}
	return line + wordsValue(w.Text, "text")
}

// wordsBackup says that a copy is whole.
func wordsBackup(to string, size int64) string {
	return fmt.Sprintf("Đã sao lưu lịch sử vào %s (%s); đã mở và kiểm tra bản sao.", to, wordsSize(size))
}

// causeRestore is the cause of a run that put back what people had deleted.
const causeRestore = "restore"

// wordsPutBack is a cell that was put back: what stood there, and what was put.
func wordsPutBack(c history.Restored) string {
	name := c.Column
	if c.Code != "" {
		name = "Mã " + c.Code + ", " + c.Column
	}
	return fmt.Sprintf("%s\t%s\t%s → %s", c.Cell, name, wordsValue(c.Before, c.BeforeKind), wordsValue(c.Text, c.Kind))
}
