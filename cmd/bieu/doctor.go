package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"bieu/config"
	"bieu/sync/history"
)

func (a *app) doctorCommand() *cobra.Command {
	var file string
	var probe bool
	c := &cobra.Command{
		Use:   "doctor [--config TỆP] [--probe]",
		Short: "Kiểm tra cài đặt, quyền truy cập, trang và tiêu đề, từng điều một dòng",
		Long: `Kiểm tra lần lượt: cài đặt, khóa và đăng nhập (với Google), quyền đọc và ghi từng bảng tính,
ngôn ngữ và múi giờ, các trang, tiêu đề các cột, bảo vệ, đồng hồ máy, hạn mức gọi, tệp lịch sử.
Mỗi điều một dòng: ✓ là ổn, ✗ kèm việc cần làm. Không thay đổi gì trong bảng tính.
Kết thúc với mã 2 khi cài đặt hoặc khóa chưa dùng được, mã 1 khi có ✗ khác.

--probe tạo một trang thử trong bảng tính Google, thử tại đó những điều Biểu đang dựa vào (dòng được
sắp xếp, chèn, xóa; chữ và số được gõ; vùng bảo vệ), rồi xóa trang thử; không đụng đến trang khác.
Mỗi điều một dòng: ✓ đúng như Biểu dựa vào; ✗ khác, kèm việc Biểu làm khi đó; ? chưa thử được.
Kết thúc với mã 0 khi mọi điều đều đúng, không thì mã 1.`,
		Example: "  bieu doctor\n  bieu doctor --config ke-hoach-2024/bieu.yaml\n  bieu doctor --probe",
		Args:    args(0, 0, "lệnh doctor không có tham số ngoài tùy chọn"),
		RunE:    func(c *cobra.Command, _ []string) error { return a.doctor(c, file, probe) },
	}
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	c.Flags().BoolVar(&probe, "probe", false, "thử trong một trang tạm của bảng tính Google những điều Biểu dựa vào")
	return c
}

// How doctor ends after it has said everything.
var (
	errUnwell   = errors.New("something must be put right")
	errUnusable = errors.New("the settings or the key cannot be used")
)

// checkup is one examination: it prints a line per finding and remembers
// whether all was well.
type checkup struct {
	a    *app
	set  *settings
	well bool
	// unusable says that what is wrong lies in the settings.
	unusable bool
}

func (c *checkup) fine(format string, args ...any) { c.a.say("✓ "+format, args...) }

func (c *checkup) bad(format string, args ...any) {
	c.well = false
	c.a.say("✗ "+format, args...)
}

func (a *app) doctor(c *cobra.Command, file string, probe bool) error {
	ctx := c.Context()
	set, err := a.settings(file)
	up := &checkup{a: a, set: set, well: true}
	if problems := (config.Problems)(nil); errors.As(err, &problems) {
		for _, p := range problems {
			up.bad("Cài đặt: %s", p.Error())
		}
		return errUnusable
	}
	if err != nil {
		return err
	}
	if probe && !set.google() {
		return usage(c, "--probe chỉ dùng cho bảng tính Google")
	}
	a.sayExample(set)
	up.fine("Cài đặt: %s, năm %d, múi giờ %s", set.Organisation, set.Year, set.Timezone)
	b := &books{settings: set, log: a.log()}
	if set.google() {
		if err := up.account(ctx, b); err != nil {
			return err
		}
	}
	if probe {
		return up.probe(ctx, b)
	}
	up.workbooks(ctx, b)
	if b.account != nil {
		up.clock(b.account.Ahead())
		reads, writes := b.account.Left()
		up.fine("Hạn mức gọi Google: lần kiểm tra này còn được %d lượt đọc, %d lượt ghi trong phút này "+
			"(không tính lượt gọi của chương trình khác dùng chung tài khoản)", reads, writes)
	}
	up.history(ctx, set)
	switch {
	case up.unusable:
		return errUnusable
	case !up.well:
		return errUnwell
	}
	return nil
}

// account checks the key and the sign-in, without which nothing else can be.
func (c *checkup) account(ctx context.Context, b *books) error {
	if err := b.signIn(); err != nil {
		c.bad("Khóa %s: %s", c.set.Google.Credentials, trouble(err))
		return errUnusable
	}
	c.fine("Khóa: tài khoản dịch vụ %s", b.account.Email())
	for _, w := range b.account.Warnings() {
		c.bad("%s", w.Text())
	}
	if err := b.account.Check(ctx); err != nil {
		c.bad("Đăng nhập: %s", trouble(err))
		if unusable(err) {
			return errUnusable
		}
		return errUnwell
	}
	c.fine("Đăng nhập Google")
	return nil
}

// mostAhead is how far a clock may be off before signing in begins to fail.
const mostAhead = 2 * time.Minute

func (c *checkup) clock(ahead time.Duration) {
	if ahead.Abs() <= mostAhead {
		c.fine("Đồng hồ máy")
		return
	}
	side := "nhanh"
	if ahead < 0 {
		side = "chậm"
	}
	c.bad("Đồng hồ máy %s %d phút so với Google. Đề nghị bật tự động chỉnh giờ.", side, int(ahead.Abs().Round(time.Minute)/time.Minute))
}

// history checks the file that remembers runs, where there is one.
func (c *checkup) history(ctx context.Context, s *settings) {
	path := s.HistoryPath()
	if path == "" {
		c.historyOnServer(ctx, s)
		return
	}
	if folder := filepath.Dir(path); !exists(folder) {
		c.bad("Tệp lịch sử: chưa có thư mục %s. Đề nghị tạo thư mục này, hoặc sửa mục history.", folder)
		return
	}
	if !exists(path) {
		c.fine("Tệp lịch sử: chưa có, sẽ tạo ở lần chạy đầu (%s)", path)
		return
	}
	store, err := history.Open(ctx, path)
	if err != nil {
		c.bad("Tệp lịch sử: %s", trouble(&fileError{path, err}))
		return
	}
	if err := store.Close(); err != nil {
		c.bad("Tệp lịch sử: %s", trouble(fmt.Errorf("close: %w", err)))
		return
	}
	c.fine("Tệp lịch sử: %s", path)
}
