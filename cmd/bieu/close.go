package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/xlsx"
)

// closeFlags are the options of close.
type closeFlags struct {
	config, at, period string
	gaps, yes, asJSON  bool
}

func (a *app) closeCommand() *cobra.Command {
	var f closeFlags
	c := &cobra.Command{
		Use:   "close --period KỲ [--with-gaps] [--yes] [--json] [--at THỜI-ĐIỂM] [--config TỆP]",
		Short: "Chốt số liệu một kỳ",
		Long: `Chốt số liệu một kỳ: đọc bảng tính một lượt, rồi lưu cố định vào lịch sử số liệu, đánh giá và hai Biểu của kỳ,
kèm mã kiểm chứng; ghi thêm các trang như “Biểu 02 (T9-2023)”. Sau khi chốt, số liệu đơn vị sửa lại
được nêu ra nhưng không lấy vào kỳ đã chốt, cho đến khi mở lại kỳ (bieu reopen).
Kỳ ghi như 2023-09 (tháng), 2023-Q3 (quý), 2023-H1 (6 tháng), 2023-9M (9 tháng), 2023 (năm).
Chốt năm thì đánh giá là chính thức: chỉ tiêu chưa đạt chuyển thành không đạt.
Còn thiếu báo cáo thì không chốt và kết thúc với mã 1; --with-gaps chốt tạm, trên Biểu ghi rõ “TẠM – …”.`,
		Example: `  bieu close --period 2023-09
  bieu close --period 2023-09 --with-gaps --yes
  bieu close --period 2023 --at 2023-12-31T17:00:00+07:00`,
		Args: args(0, 0, "lệnh close không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error { return a.close(c, f) },
	}
	periodFlag(c, &f.period)
	c.Flags().BoolVar(&f.gaps, "with-gaps", false, "chốt cả khi còn thiếu")
	c.Flags().BoolVar(&f.yes, "yes", false, "không hỏi lại")
	c.Flags().BoolVar(&f.asJSON, "json", false, "in kết quả dạng JSON")
	c.Flags().StringVar(&f.at, "at", "", "xét tại `THỜI-ĐIỂM` này thay cho hiện tại, ví dụ 2023-10-05T17:00:00+07:00")
	c.Flags().StringVar(&f.config, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func periodFlag(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, "period", "", "`KỲ`: 2023-09, 2023-Q3, 2023-H1, 2023-9M hoặc 2023")
}

// periodOf reads --period: as options write it, or as people do.
func periodOf(c *cobra.Command, text string) (calendar.Period, error) {
	if text == "" {
		return calendar.Period{}, usage(c, "cần --period, ví dụ --period 2023-09")
	}
	p, err := calendar.ParseCell(text)
	if err != nil {
		return p, usage(c, "--period cần một kỳ như 2023-09, 2023-Q3, 2023-H1, 2023-9M, 2023, không phải “"+text+"”")
	}
	return p, nil
}

func (a *app) close(c *cobra.Command, f closeFlags) error {
	period, err := periodOf(c, f.period)
	if err != nil {
		return err
	}
	set, err := a.settings(f.config)
	if err != nil {
		return err
	}
	instant, fixed, err := a.instant(c, f.at, set.AsOf)
	if err != nil {
		return err
	}
	if !f.asJSON {
		a.sayExample(set)
	}
	n, err := a.openExisting(c.Context(), set, fixed, false)
	if err != nil {
		return err
	}
	defer n.close()
	var closure *engine.Closure
	err = a.alone(c.Context(), set, n, func(ctx context.Context) (err error) {
		closure, err = n.engine.PrepareClosing(ctx, engine.CloseOptions{
			At: instant, Period: period, Program: version(), Draw: xlsx.Bytes,
		})
		return err
	})
	if err != nil {
		return a.cannotClose(err, period, set)
	}
	if !f.asJSON {
		a.reportClosure(closure, set)
	}
	done := func(closed bool, why error) error {
		if f.asJSON {
			if err := printJSON(a.stdout, closureToJSON(closure, closed, set)); err != nil {
				return err
			}
		}
		return why
	}
	if closure.Manifest.Gaps && !f.gaps {
		a.complain("%s", wordsGaps(period))
		return done(false, errSaid)
	}
	if !f.yes && !a.agreed(wordsCloseAsk(period)) {
		return done(false, a.notDone())
	}
	err = a.alone(c.Context(), set, n, func(ctx context.Context) error {
		_, err := closure.Carry(ctx)
		return err
	})
	if err != nil {
		return a.cannotClose(err, period, set)
	}
	if !f.asJSON {
		a.reportClosed(closure, period)
	}
	return done(true, nil)
}

// reportClosure shows what closing would freeze.
func (a *app) reportClosure(c *engine.Closure, s *settings) {
	m := c.Manifest
	a.say("%s\n", wordsClosing(c, s.Calendar.Location))
	for _, u := range m.Units {
		a.say("  %s", wordsClosingUnit(u))
	}
	counts := map[string]int{}
	for _, st := range c.Indicators {
		counts[st.Words]++
	}
	a.say("\n%s", wordsCounts(c.Words, counts, len(c.Indicators)))
	for _, line := range wordsClosingNotes(c, s.Calendar.Location) {
		a.say("%s", line)
	}
	a.say("Mã kiểm chứng: %s", m.Code())
	a.say("SHA-256 của tệp bieu-%s.xlsx: %s", m.Period, m.Workbook)
}

func (a *app) reportClosed(c *engine.Closure, p calendar.Period) {
	a.say("\nĐã chốt kỳ %s.", p.Words())
	for _, tab := range c.Manifest.Tabs {
		a.say("Đã ghi trang “%s”.", tab)
	}
	a.say("Lấy lại tệp đã chốt bất cứ lúc nào: bieu rebuild --period %s", p)
}

// The JSON of close.
type (
	closureJSON struct {
		Closed    bool                  `json:"closed"`
		Period    string                `json:"period"`
		At        string                `json:"at"`
		Gaps      bool                  `json:"gaps"`
		Final     bool                  `json:"final"`
		Units     []engine.ManifestUnit `json:"units"`
		Statuses  map[rules.Status]int  `json:"statuses"`
		Unsettled []string              `json:"unsettled"`
		Estimates []engine.Estimate     `json:"estimates"`
		Questions int                   `json:"questions"`
		Kept      []keptJSON            `json:"kept"`
		Differing []differingJSON       `json:"differing"`
		Tabs      []string              `json:"tabs"`
		Code      string                `json:"code"`
		Manifest  string                `json:"manifest_sha256"`
		Workbook  string                `json:"workbook_sha256"`
		Previous  string                `json:"previous"`
	}
	keptJSON struct {
		Bieu   string `json:"bieu"`
		TT     string `json:"tt"`
		Column string `json:"column"`
		Text   string `json:"text"`
		Source string `json:"source"`
	}
	differingJSON struct {
		Bieu   string `json:"bieu"`
		TT     string `json:"tt"`
		Column string `json:"column"`
		Shown  string `json:"shown"`
		Closed string `json:"closed"`
		Edited bool   `json:"edited"`
	}
)

func closureToJSON(c *engine.Closure, closed bool, s *settings) closureJSON {
	m := c.Manifest
	j := closureJSON{
		Closed: closed, Period: m.Period, At: m.ClosedAt.In(s.Calendar.Location).Format(time.RFC3339), Gaps: m.Gaps, Final: m.Final,
		Units: m.Units, Statuses: map[rules.Status]int{}, Unsettled: append([]string{}, m.Unsettled...),
		Estimates: append([]engine.Estimate{}, m.Estimates...), Questions: m.Questions, Kept: []keptJSON{}, Differing: []differingJSON{},
		Tabs: m.Tabs, Code: m.Code(), Manifest: m.Hash(), Workbook: m.Workbook, Previous: m.Previous,
	}
	for _, st := range rules.Statuses {
		j.Statuses[st] = 0
	}
	for _, st := range c.Indicators {
		j.Statuses[st.Verdict.Status]++
	}
	for _, k := range c.Kept {
		j.Kept = append(j.Kept, keptJSON(k))
	}
	for _, d := range c.Differing {
		j.Differing = append(j.Differing, differingJSON(d))
	}
	return j
}
