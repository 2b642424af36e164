package form

import (
	"fmt"
	"strings"
	"time"
)

// What stands beside Tổng hợp ngay once it was seen. Each begins as nowSaid
// wants it.
const (
	nowDone = "xong lúc "
	nowNot  = "chưa tổng hợp được lúc "
)

// NowDone says that a run answered, how many cells it changed, how many tabs it
// could not read and into how many tabs of units it could not write.
func NowDone(at time.Time, cells, refused, unwritten int, loc *time.Location) string {
	text := fmt.Sprintf("%s%s, %d ô thay đổi", nowDone, Moment(at, loc), cells)
	if refused > 0 {
		text += fmt.Sprintf("; còn %d trang chưa đọc được", refused)
	}
	if unwritten > 0 {
		text += fmt.Sprintf("; chưa ghi được %d trang của đơn vị", unwritten)
	}
	return text
}

// NowNot says that a run could not do its work, and why.
func NowNot(at time.Time, why string, loc *time.Location) string {
	return nowNot + Moment(at, loc) + ": " + strings.Join(strings.Fields(why), " ")
}

// nowSaid reports whether a text is one that stands beside Tổng hợp ngay.
func nowSaid(text string) bool {
	return strings.HasPrefix(text, nowDone) || strings.HasPrefix(text, nowNot)
}

// BlindWords says for how long nobody read the sheets.
func BlindWords(from, to time.Time, loc *time.Location) string {
	return fmt.Sprintf("Máy không đọc bảng tính từ %s đến %s. Số liệu sửa nhiều lần trong thời gian đó thì máy chỉ thấy lần sửa cuối.",
		Moment(from, loc), Moment(to, loc))
}
