package main

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bieu/config"
	"bieu/sync/engine"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

func (a *app) checkCommand() *cobra.Command {
	var file, at string
	var final, asJSON bool
	c := &cobra.Command{
		Use:   "check [TỆP.xlsx] [--at THỜI-ĐIỂM] [--final] [--json] [--config TỆP]",
		Short: "Kiểm tra một bảng tính, không ghi gì",
		Long: `Đọc và đánh giá một bảng tính, không ghi gì; liệt kê từng điều cần xem kèm trang và ô.
TỆP có thể là bảng tính theo mẫu của Biểu, hoặc Biểu 02 cơ quan đang dùng
(bảng TT · Nhiệm vụ · Kết quả · Đánh giá): khi đó chỉ tiêu được đọc từ chính câu nhiệm vụ,
và dòng nào Đánh giá khác với số liệu thì nêu lên đầu.
Không nêu TỆP thì kiểm tra bảng tính khai trong bieu.yaml; chưa có bieu.yaml thì kiểm tra
Biểu 02 của phường Thọ Xương đi kèm chương trình.
Kết thúc với mã 3 khi có bất kỳ điều gì cần xem.`,
		Example: `  bieu check
  bieu check bieu-02-thang-9.xlsx
  bieu check bieu-02-ca-nam.xlsx --final`,
		Args: args(0, 1, "lệnh check nhận nhiều nhất một tệp"),
		RunE: func(c *cobra.Command, names []string) error {
			return a.check(c, append(names, "")[0], file, at, final, asJSON)
		},
	}
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	c.Flags().StringVar(&at, "at", "", "xét tại `THỜI-ĐIỂM` này thay cho hiện tại, ví dụ 2023-09-30T17:00:00+07:00")
	c.Flags().BoolVar(&final, "final", false, "xét như đã hết năm kế hoạch")
	c.Flags().BoolVar(&asJSON, "json", false, "in kết quả dạng JSON")
	return c
}

func (a *app) check(c *cobra.Command, name, file, at string, final, asJSON bool) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	own := name == "" && !set.example // the workbook of the settings
	if own {
		name = set.place()
	} else if name != "" && !set.of(name) {
		set = unsettled(set)
	}
	instant, fixed, err := a.instant(c, at, set.AsOf)
	if err != nil {
		return err
	}
	b := &books{settings: set, log: a.log()}
	book, err := openChecked(c.Context(), name, own, b)
	if err != nil {
		return err
	}
	if !asJSON && name == "" {
		a.say("Kiểm tra Biểu 02 của %s, năm %d (đi kèm chương trình).", set.Organisation, set.Year)
	}
	defer book.Close()
	e := &engine.Engine{Plan: planOf(name, own, set, book), Main: book, Calendar: set.Calendar, Form: set.form(), Fixed: fixed, Log: a.log()}
	if name != "" {
		e.Open = func(ctx context.Context, file string) (workbook.Workbook, error) {
			if own {
				return b.unit(ctx, file)
			}
			return xlsx.Open(beside(name, file), xlsx.Options{})
		}
	}
	o, err := e.Check(c.Context(), options(instant, "check", final))
	if err != nil {
		return err
	}
	if asJSON {
		err = printJSON(a.stdout, toJSON(o, true))
	} else {
		a.reportCheck(o)
	}
	if err == nil && needsPerson(o) {
		err = errRefused
	}
	return err
}

// of reports whether the settings are those of a workbook.
func (s *settings) of(name string) bool {
	a, errA := filepath.Abs(name)
	b, errB := filepath.Abs(s.WorkbookPath())
	return errA == nil && errB == nil && a == b
}

// unsettled are the settings for a workbook that has none: the words and
// headers at hand, and the year in which it is judged.
func unsettled(s *settings) *settings {
	c := *s.Config
	if s.example {
		c.Organisation, c.Titles = "", config.Titles{}
	}
	c.AsOf = time.Time{}
	c.Year = 0
	return &settings{&c, false}
}

// openChecked opens the settings' own workbook, the named file, or the ward's
// own Biểu 02.
func openChecked(ctx context.Context, name string, own bool, b *books) (workbook.Workbook, error) {
	switch {
	case own:
		return b.main(ctx)
	case name != "":
		return xlsx.Open(name, xlsx.Options{})
	}
	var rows []form.OwnRow
	for _, r := range example.Bieu02() {
		rows = append(rows, form.OwnRow{TT: r.TT, Text: r.Task, Result: r.Result, Office: r.Judgement})
	}
	return workbook.Still(form.OwnLayout(rows, b.settings.form())), nil
}

func planOf(name string, own bool, s *settings, book workbook.Workbook) string {
	if own || name == "" {
		return s.plan(book)
	}
	base := filepath.Base(name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// reportCheck tells people what a check found: differences first.
func (a *app) reportCheck(o *engine.Outcome) {
	differing := 0
	for _, st := range o.Indicators {
		if !st.Differs {
			continue
		}
		if differing == 0 {
			a.say("\nĐánh giá khác với số liệu:")
		}
		differing++
		a.say("  %s: TT %s ghi “%s”; theo số liệu: “%s”.", st.OfficeAt, st.Indicator.TT, st.Office, st.Words)
		a.say("     %s", oneLine(st.Verdict.Why))
	}
	a.reportOpen(o)
	a.say("")
	a.reportTable(o)
	a.reportCounts(o)
	if !needsPerson(o) {
		a.say("\nKhông có điều gì cần xem.")
	}
}

// needsPerson reports whether there is any problem, question or difference.
func needsPerson(o *engine.Outcome) bool {
	for _, p := range o.Problems {
		if p.Level >= form.Ask {
			return true
		}
	}
	for _, st := range o.Indicators {
		if st.Differs {
			return true
		}
	}
	return len(o.Questions) > 0 || len(o.Refused) > 0
}
