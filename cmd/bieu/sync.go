package main

import (
	"github.com/spf13/cobra"
)

func (a *app) syncCommand() *cobra.Command {
	var file, at string
	var dry, asJSON bool
	c := &cobra.Command{
		Use:   "sync [--config FILE] [--dry-run] [--json] [--at RFC3339]",
		Short: "Đọc số liệu, đánh giá, ghi kết quả và tổng hợp Biểu (một lượt)",
		Long: `Đọc trang của các đơn vị, đối chiếu với chỉ tiêu, ghi các cột đánh giá, tổng hợp Biểu 01 và Biểu 02.
Chỉ ghi những ô của máy và chỉ ghi ô có thay đổi; chạy lại khi không có gì mới thì không ghi ô nào.
Không có bieu.yaml thì dùng kế hoạch mẫu đi kèm và tạo tho-xuong-2023.xlsx trong thư mục hiện tại.`,
		Example: `  bieu sync
  bieu sync --dry-run
  bieu sync --config ke-hoach-2024/bieu.yaml --json`,
		Args: args(0, 0, "lệnh sync không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.sync(c, file, at, dry, asJSON)
		},
	}
	c.Flags().StringVar(&file, "config", "", "tệp cài đặt `FILE` (mặc định: bieu.yaml trong thư mục hiện tại)")
	c.Flags().StringVar(&at, "at", "", "xét tại thời điểm `RFC3339` thay cho hiện tại, ví dụ 2023-09-30T17:00:00+07:00")
	c.Flags().BoolVar(&dry, "dry-run", false, "chỉ in các ô sẽ thay đổi, không ghi và không tạo gì")
	c.Flags().BoolVar(&asJSON, "json", false, "in kết quả dạng JSON")
	return c
}

func (a *app) sync(c *cobra.Command, file, at string, dry, asJSON bool) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	instant, fixed, err := a.instant(c, at, set.AsOf)
	if err != nil {
		return err
	}
	if !asJSON {
		a.sayExample(set)
	}
	n, err := a.open(c.Context(), set, fixed, dry)
	if err != nil {
		return err
	}
	defer n.close()
	o, err := n.engine.Run(c.Context(), options(instant, "command", false))
	if o != nil {
		switch {
		case asJSON:
			if err := printJSON(a.stdout, toJSON(o, false)); err != nil {
				return err
			}
		case dry:
			a.reportChanges(n)
			a.reportDry(o, n, set)
		case err == nil:
			a.reportRun(o, n, set)
		default:
			a.reportTable(o)
			a.reportOpen(o)
		}
	}
	if err != nil {
		return err
	}
	if err := a.deliverAfter(c.Context(), n, set, asJSON); err != nil {
		return err
	}
	if len(o.Refused) > 0 {
		return errRefused
	}
	return nil
}

// sayExample says first that there are no settings of one's own.
func (a *app) sayExample(s *settings) {
	if s.example {
		a.say("Thư mục này chưa có %s: dùng kế hoạch mẫu đi kèm của %s, năm %d.", settingsFile, s.Organisation, s.Year)
	}
}
