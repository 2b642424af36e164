package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

func (a *app) doctorCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "doctor [--config FILE]",
		Short: "Kiểm tra cài đặt, quyền truy cập, trang và tiêu đề, từng điều một dòng",
		Long: `Kiểm tra lần lượt: cài đặt, khóa và đăng nhập (với Google), đọc được bảng tính, vùng và múi giờ,
các trang, tiêu đề các cột, đồng hồ máy, hạn mức gọi còn lại, tệp lịch sử.
Mỗi điều một dòng: ✓ là ổn, ✗ kèm việc cần làm. Không ghi gì vào bảng tính.
Kết thúc với mã 2 khi cài đặt hoặc khóa chưa dùng được, mã 1 khi có ✗ khác.`,
		Example: "  bieu doctor\n  bieu doctor --config ke-hoach-2024/bieu.yaml",
		Args:    args(0, 0, "lệnh doctor không có tham số ngoài tùy chọn"),
		RunE:    func(c *cobra.Command, _ []string) error { return a.doctor(c.Context(), file) },
	}
	c.Flags().StringVar(&file, "config", "", "tệp cài đặt `FILE` (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

// errUnwell ends doctor after it has said everything.
var errUnwell = errors.New("something must be put right")

// checkup is one examination: it prints a line per finding and remembers
// whether all was well.
type checkup struct {
	a    *app
	well bool
}

func (c *checkup) fine(format string, args ...any) { c.a.say("✓ "+format, args...) }

func (c *checkup) bad(format string, args ...any) {
	c.well = false
	c.a.say("✗ "+format, args...)
}

func (a *app) doctor(ctx context.Context, file string) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	up := &checkup{a: a, well: true}
	a.sayExample(set)
	up.fine("Cài đặt: %s, năm %d, múi giờ %s", set.Organisation, set.Year, set.Timezone)
	b := &books{settings: set, log: a.log()}
	if set.google() && !up.account(ctx, b) {
		return &usageError{"khóa hoặc đăng nhập chưa dùng được, nên dừng kiểm tra ở đây"}
	}
	up.workbook(ctx, b)
	up.history(ctx, set)
	if !up.well {
		return errUnwell
	}
	return nil
}

// account checks the key, the sign-in and the clock.
func (c *checkup) account(ctx context.Context, b *books) bool {
	if err := b.signIn(); err != nil {
		c.bad("Khóa %s: %s", b.settings.Google.Credentials, trouble(err))
		return false
	}
	c.fine("Khóa: tài khoản %s", b.account.Email())
	for _, w := range b.account.Warnings() {
		c.bad("%s", w.Text())
	}
	if err := b.account.Check(ctx); err != nil {
		c.bad("Đăng nhập: %s", trouble(err))
		return false
	}
	c.fine("Đăng nhập Google")
	return true
}

// workbook checks that every workbook can be read, and the tabs and headers in
// them.
func (c *checkup) workbook(ctx context.Context, b *books) {
	set := b.settings
	main, err := b.main(ctx)
	if err != nil {
		c.bad("Bảng tính: %s", trouble(err))
		return
	}
	defer main.Close()
	e := &engine.Engine{
		Plan: set.plan(main), Main: main, Calendar: set.Calendar, Form: set.form(), Log: b.log,
		Open: func(ctx context.Context, name string) (workbook.Workbook, error) { return b.unit(ctx, name) },
	}
	o, err := e.Check(ctx, options(c.a.now(), "doctor", false))
	var plan *engine.PlanError
	switch {
	case errors.As(err, &plan):
		c.fine("Đọc được bảng tính: %s", set.place())
		c.problems(plan.Problems)
		return
	case err != nil:
		c.bad("Bảng tính: %s", trouble(err))
		return
	}
	c.fine("Đọc được bảng tính: %s", set.place())
	if c.problems(o.Problems) == 0 {
		c.fine("Trang và tiêu đề: %s, %s, %d trang đơn vị", set.Tabs.Plan, set.Tabs.Units, len(o.Units))
	}
	c.google(b)
}

// problems tells the tabs that cannot be read, and returns how many.
func (c *checkup) problems(list []form.Problem) int {
	n := 0
	for _, p := range list {
		if p.Level == form.StopTab {
			n++
			c.bad("%s: %s", p.Cell(), p.Text)
		}
	}
	return n
}

// google tells what the service said about the spreadsheets and the account.
func (c *checkup) google(b *books) {
	if b.account == nil {
		return
	}
	for _, sheet := range b.sheets {
		if info, ok := sheet.Info(); ok {
			c.fine("Bảng tính “%s”: vùng %s, múi giờ %s", info.Title, info.Locale, info.TimeZone)
		}
		for _, w := range sheet.Warnings() {
			c.bad("%s", w.Text())
		}
	}
	c.clock(b.account.Ahead())
	reads, writes := b.account.Left()
	c.fine("Hạn mức còn trong phút này: %d lượt đọc, %d lượt ghi", reads, writes)
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
	c.bad("Đồng hồ máy %s %s so với Google. Đề nghị bật tự chỉnh giờ.", side, strings.TrimSuffix(ahead.Abs().Round(time.Minute).String(), "0s"))
}

// history checks the file that remembers runs, where there is one.
func (c *checkup) history(ctx context.Context, s *settings) {
	path := s.HistoryPath()
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
