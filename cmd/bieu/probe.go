package main

import (
	"context"
	"errors"

	"bieu/sync/gsheets"
)

// probe tries in the real spreadsheet what the driver takes for granted.
func (c *checkup) probe(ctx context.Context, b *books) error {
	sheet, err := b.openSheet(ctx, c.set.Google.Spreadsheet)
	if err != nil {
		return err
	}
	defer sheet.Close()
	reads, writes := gsheets.ProbeCalls()
	c.a.say("Thử trong một trang tạm của bảng tính, cần %d lượt đọc, %d lượt ghi, mất khoảng %d phút; trang tạm được xóa khi xong.\n"+
		"“Mốc” là dấu ẩn mà Biểu gắn vào mỗi dòng để tìm lại dòng đó khi ghi.",
		reads, writes, c.set.minutes(reads, writes))
	holds, total := 0, 0
	err = sheet.Probe(ctx, func(f gsheets.Finding) {
		total++
		switch f.Outcome {
		case gsheets.Holds:
			holds++
			c.a.say("✓ %s", f.Text())
		case gsheets.Differs:
			c.a.say("✗ %s", f.Text())
		default:
			c.a.say("? %s", f.Text())
		}
	})
	left := (*gsheets.LeftoverError)(nil)
	if errors.Is(err, context.Canceled) && !errors.As(err, &left) {
		c.a.say("Đã dừng theo yêu cầu. Trang tạm đã được xóa.")
		return errUnwell
	}
	if err != nil {
		return err
	}
	c.a.say("Đã xóa trang tạm. %d trên %d điều đúng như Biểu dựa vào.", holds, total)
	c.a.say("Lưu ý: vùng bảo vệ chặt cản người khác sắp xếp hay không, một tài khoản không thử được; xin một cán bộ sắp xếp thử.")
	if holds < total || !c.well {
		return errUnwell
	}
	return nil
}

// minutes is how long calls take under the quota, rounded up.
func (s *settings) minutes(reads, writes int) int {
	per := func(calls, quota int) int {
		if quota <= 0 {
			quota = usualQuota
		}
		return (calls + quota - 1) / quota
	}
	return max(per(reads, s.Google.Reads), per(writes, s.Google.Writes))
}

// usualQuota is how many calls of a kind Google grants an account in a minute.
const usualQuota = 60
