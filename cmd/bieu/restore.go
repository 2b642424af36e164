package main

import (
	"context"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"bieu/rules/calendar"
	"bieu/sync/engine"
)

// restoreFlags are the options of restore.
type restoreFlags struct {
	config, run, before, unit, code string
	dry, yes, asJSON                bool
}

func (a *app) restoreCommand() *cobra.Command {
	var f restoreFlags
	c := &cobra.Command{
		Use:   "restore --run LƯỢT|--at THỜI-ĐIỂM --unit ĐƠN-VỊ [--code MÃ] [--dry-run] [--yes] [--json] [--config TỆP]",
		Short: "Đưa lại số liệu đơn vị đã xóa hoặc ghi đè nhầm",
		Long: `Đối chiếu trang của một đơn vị với số liệu lịch sử ghi nhận đến một lượt chạy (--run) hoặc trước một thời điểm (--at),
nêu từng ô khác, hỏi lại, rồi chỉ ghi những ô đã bị xóa hoặc ghi đè và vẫn còn như lúc nêu ra.
Ô có công thức, dòng đã bỏ, ô mới được ghi thêm thì nêu ra và để nguyên. Số liệu của kỳ khác không được đưa vào.
Lần đưa lại được lưu vào lịch sử như một lượt chạy.`,
		Example: `  bieu restore --run 12 --unit "Trạm y tế" --dry-run
  bieu restore --at 2023-09-29T17:00:00+07:00 --unit YT --code 13.2`,
		Args: args(0, 0, "lệnh restore không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.restore(c, f) },
	}
	c.Flags().StringVar(&f.run, "run", "", "số của `LƯỢT` chạy (xem: bieu runs)")
	c.Flags().StringVar(&f.before, "at", "", "số liệu ghi nhận trước `THỜI-ĐIỂM` này, ví dụ 2023-09-29T17:00:00+07:00")
	c.Flags().StringVar(&f.unit, "unit", "", "`ĐƠN-VỊ`, theo tên, mã hoặc tên trang")
	c.Flags().StringVar(&f.code, "code", "", "chỉ dòng có `MÃ` này")
	c.Flags().BoolVar(&f.dry, "dry-run", false, "chỉ nêu các ô, không ghi")
	c.Flags().BoolVar(&f.yes, "yes", false, "không hỏi lại")
	c.Flags().BoolVar(&f.asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

// restoreOptions reads what is asked for from the flags.
func (f restoreFlags) options(c *cobra.Command) (engine.RestoreOptions, error) {
	opt := engine.RestoreOptions{Unit: f.unit, Code: f.code}
	var err error
	switch {
	case f.unit == "":
		return opt, usage(c, "cần --unit, ví dụ --unit \"Trạm y tế\"")
	case (f.run == "") == (f.before == ""):
		return opt, usage(c, "cần một trong hai tùy chọn --run hoặc --at")
	case f.run != "":
		if opt.Run, err = strconv.ParseInt(f.run, 10, 64); err != nil || opt.Run < 1 {
			return opt, usage(c, "--run cần số của một lượt chạy, không phải “"+f.run+"”")
		}
	default:
		if opt.Before, err = time.Parse(time.RFC3339, f.before); err != nil {
			return opt, usage(c, "--at cần một thời điểm dạng 2023-09-30T17:00:00+07:00, không phải “"+f.before+"”")
		}
	}
	return opt, nil
}

func (a *app) restore(c *cobra.Command, f restoreFlags) error {
	opt, err := f.options(c)
	if err != nil {
		return err
	}
	set, err := a.settings(f.config)
	if err != nil {
		return err
	}
	var fixed bool
	if opt.At, fixed, err = a.instant(c, "", set.AsOf); err != nil {
		return err
	}
	n, err := a.openExisting(c.Context(), set, fixed, f.dry)
	if err != nil {
		return err
	}
	defer n.close()
	r, err := n.engine.PrepareRestoring(c.Context(), opt)
	if err != nil {
		return a.cannot(err, calendar.Period{}, set)
	}
	if !f.asJSON {
		a.reportRestoration(r)
	}
	switch {
	case len(r.Cells) == 0 || f.dry:
		return a.restored(f, r, nil)
	case !f.yes && !a.agreed("Ghi lại các ô trên?"):
		return a.notDone()
	}
	var cells []engine.RestoreCell
	err = a.alone(c.Context(), set, n, func(ctx context.Context) (err error) {
		cells, err = r.Carry(ctx)
		return err
	})
	if err != nil {
		return a.cannot(err, r.Period, set)
	}
	return a.restored(f, r, cells)
}

// reportRestoration shows each cell with what stands there and what stood.
func (a *app) reportRestoration(r *engine.Restoration) {
	a.say("%s, kỳ %s:", r.Unit.Name, r.Period.Short())
	for _, cell := range r.Cells {
		a.say("  %s", wordsRestoreCell(cell))
	}
	for _, cell := range r.Left {
		a.say("  để nguyên: %s", wordsRestoreCell(cell))
	}
	if len(r.Cells) == 0 {
		a.say("Không có ô nào cần đưa lại.")
	}
}

// restored says what was written.
func (a *app) restored(f restoreFlags, r *engine.Restoration, cells []engine.RestoreCell) error {
	if f.asJSON {
		return printJSON(a.stdout, restorationToJSON(r, cells))
	}
	if f.dry || len(r.Cells) == 0 {
		if len(r.Cells) > 0 {
			a.say("Chạy thử: %d ô sẽ được ghi lại; chưa ghi gì.", len(r.Cells))
		}
		return nil
	}
	a.say("Đã ghi lại %d ô.", len(cells))
	for _, cell := range r.Left {
		if cell.Why == engine.LeftChanged {
			a.say("  để nguyên: %s", wordsRestoreCell(cell))
		}
	}
	a.say("Chạy “bieu sync” để đánh giá lại.")
	return nil
}

// The JSON of restore.
type (
	restorationJSON struct {
		Unit    string            `json:"unit"`
		Period  string            `json:"period"`
		Cells   []restoreCellJSON `json:"cells"`
		Left    []restoreCellJSON `json:"left"`
		Written int               `json:"cells_written"`
	}
	restoreCellJSON struct {
		Cell   string `json:"cell"`
		Code   string `json:"code"`
		Column string `json:"column"`
		Now    string `json:"now"`
		Then   string `json:"then"`
		Why    string `json:"why"`
	}
)

func restorationToJSON(r *engine.Restoration, cells []engine.RestoreCell) restorationJSON {
	list := func(cells []engine.RestoreCell) []restoreCellJSON {
		all := []restoreCellJSON{}
		for _, c := range cells {
			where := c.At.String()
			if c.At.Row < 0 {
				where = c.At.Tab
			}
			all = append(all, restoreCellJSON{where, c.Code, c.Column, c.Now.Value, c.Then.Value, c.Why})
		}
		return all
	}
	return restorationJSON{Unit: r.Unit.Name, Period: r.Period.String(), Cells: list(r.Cells), Left: list(r.Left), Written: len(cells)}
}
