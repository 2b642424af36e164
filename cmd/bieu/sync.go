package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"bieu/sync/engine"
)

func (a *app) syncCommand() *cobra.Command {
	var f syncFlags
	c := &cobra.Command{
		Use:   "sync [--config TỆP] [--dry-run] [--json] [--at THỜI-ĐIỂM]",
		Short: "Đọc số liệu, đánh giá, ghi kết quả và tổng hợp Biểu (một lượt)",
		Long: `Đọc trang của các đơn vị, đối chiếu với chỉ tiêu, ghi các cột đánh giá, tổng hợp Biểu 01 và Biểu 02.
Chỉ ghi những ô của máy và chỉ ghi ô có thay đổi; chạy lại khi không có gì mới thì không ghi ô nào.
Khi bieu serve đang chạy kế hoạch này thì giao lượt cho nó và chờ; không bao giờ chạy hai lượt cùng lúc.
Không có bieu.yaml thì dùng kế hoạch mẫu đi kèm và tạo tho-xuong-2023.xlsx trong thư mục hiện tại.`,
		Example: `  bieu sync
  bieu sync --dry-run
  bieu sync --config ke-hoach-2024/bieu.yaml --json`,
		Args: args(0, 0, "lệnh sync không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.sync(c, f)
		},
	}
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	c.Flags().StringVar(&f.at, "at", "", "xét tại `THỜI-ĐIỂM` này thay cho hiện tại, ví dụ 2023-09-30T17:00:00+07:00")
	c.Flags().BoolVar(&f.dry, "dry-run", false, "chỉ in các ô sẽ thay đổi, không ghi và không tạo gì")
	c.Flags().BoolVar(&f.asJSON, "json", false, "in kết quả dạng JSON")
	return c
}

// syncFlags are the options of sync.
type syncFlags struct {
	config, at  string
	dry, asJSON bool
}

// sync runs the plan that is named, or every plan of the file, one after the
// other. What is wrong with one does not keep the others.
func (a *app) sync(c *cobra.Command, f syncFlags) error {
	all, err := a.allSettings(f.config)
	if err != nil {
		return err
	}
	plans, broken, err := a.each(all)
	if err != nil {
		return err
	}
	var failed []error
	if len(broken) > 0 {
		failed = append(failed, broken)
	}
	for i, set := range plans {
		if len(plans) > 1 && !f.asJSON {
			if i > 0 {
				a.say("")
			}
			a.say("== %s ==", set.Name)
		}
		if err := a.syncOne(c, set, f); err != nil {
			failed = append(failed, err)
		}
	}
	if len(plans) > 1 {
		return a.worst(failed)
	}
	return errors.Join(failed...)
}

// worst tells of all failures and returns the gravest kind of them.
func (a *app) worst(failed []error) error {
	var worst error
	code := exitDone
	for _, err := range failed {
		// A refusal outweighs nothing, a failure a refusal.
		switch got := a.exit(err); {
		case code == exitDone, code == exitRefused && got != exitRefused:
			code, worst = got, err
		}
	}
	switch code {
	case exitDone:
		return nil
	case exitRefused:
		return errRefused
	case exitUsage:
		return errUnusable
	}
	return fmt.Errorf("%w: %w", errSaid, worst)
}

// syncOne runs one plan and tells what it found.
func (a *app) syncOne(c *cobra.Command, set *settings, f syncFlags) error {
	instant, fixed, err := a.instant(c, f.at, set.AsOf)
	if err != nil {
		return err
	}
	if !f.asJSON {
		a.sayExample(set)
	}
	n, err := a.open(c.Context(), set, fixed, f.dry)
	if err != nil {
		return err
	}
	defer n.close()
	var o *engine.Outcome
	if opt := options(instant, causeCommand, false); f.dry {
		o, err = n.engine.Run(c.Context(), opt)
	} else {
		o, err = a.runOrHandOver(c, set, n, f.at == "", opt)
	}
	if o != nil {
		if err := a.tellRun(o, n, set, f, err); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if err := a.deliverAfter(c.Context(), n, set, f.asJSON); err != nil {
		return err
	}
	if len(o.Refused) > 0 {
		return errRefused
	}
	return nil
}

// tellRun tells people or programs what a run found, as far as it came.
func (a *app) tellRun(o *engine.Outcome, n *session, set *settings, f syncFlags, failed error) error {
	switch {
	case f.asJSON:
		return printJSON(a.stdout, toJSON(o, false))
	case f.dry:
		a.reportChanges(n)
		a.reportDry(o, n, set)
	case failed == nil:
		a.reportRun(o, n, set)
	default:
		a.reportTable(o)
		a.reportOpen(o)
	}
	return nil
}

// sayExample says first that there are no settings of one's own.
func (a *app) sayExample(s *settings) {
	if s.example {
		a.say("Thư mục này chưa có %s: dùng kế hoạch mẫu đi kèm của %s, năm %d.", settingsFile, s.Organisation, s.Year)
	}
}
