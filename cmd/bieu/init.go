package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"bieu/config"
	"bieu/sync/form"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// initFlags are the options of init.
type initFlags struct {
	plan, out, org, config string
	// google is a spreadsheet in place of out; the others open it.
	google, credentials, endpoint string
	year                          int
	update, yes                   bool
}

// fallbackUnit has the tab of every row that names no unit.
const fallbackUnit = "Văn phòng"

func (a *app) initCommand() *cobra.Command {
	var f initFlags
	c := &cobra.Command{
		Use: "init --plan TỆP --out TỆP.xlsx [--year NĂM] [--org TÊN]\n" +
			"  bieu init --google ĐƯỜNG-DẪN --credentials KHÓA [--plan TỆP] [--year NĂM] [--org TÊN] [--endpoint ĐỊA-CHỈ]\n" +
			"  bieu init --update [--config TỆP] [--yes]",
		Short: "Tạo bảng tính mới từ danh sách chỉ tiêu, hoặc bổ sung trang, dòng còn thiếu",
		Long: `Tạo bảng tính mới từ danh sách câu chỉ tiêu. Danh sách là tệp TSV (TT, Chỉ tiêu, Đơn vị cách nhau
bằng phím Tab) hoặc .xlsx có các cột đó; có thể thêm cột Biểu (01 hoặc 02). Không có Đơn vị thì
mọi dòng vào trang Văn phòng; nhiều đơn vị cho từng phần của một chỉ tiêu thì cách nhau bằng dấu ;.
Các cột của trang Kế hoạch được điền theo cách máy hiểu câu chữ, để văn phòng xác nhận.
Cạnh bảng tính có bieu.yaml kèm lời giải thích. Không ghi đè tệp đã có.

--google dựng các trang đó trong một bảng tính Google đã chia sẻ với tài khoản dịch vụ và viết
bieu.yaml vào thư mục hiện tại. Trang khác đang có trong bảng tính được giữ nguyên; đã có trang
Kế hoạch thì dùng trang đó, không cần --plan. Chạy lại thì chỉ thêm trang còn thiếu.

--update đối chiếu bảng tính với trang Kế hoạch: thêm trang và dòng còn thiếu (dòng mới ở cuối),
đánh dấu “Thôi giao” ở dòng không còn trong kế hoạch; không xóa gì. Danh sách được in ra trước.`,
		Example: `  bieu init --plan chi-tieu-2024.tsv --out ke-hoach-2024.xlsx --org "UBND phường Thọ Xương"
  bieu init --google https://docs.google.com/spreadsheets/d/…/edit --credentials khoa-bieu.json --plan chi-tieu-2024.tsv
  bieu init --update`,
		Args: args(0, 0, "lệnh init không có tham số ngoài tùy chọn"),
		RunE: func(c *cobra.Command, _ []string) error {
			switch err := f.check(c); {
			case err != nil:
				return err
			case f.update:
				return a.update(c, f)
			case f.google != "":
				return a.initGoogle(c, f)
			}
			return a.init(c, f)
		},
	}
	c.Flags().StringVar(&f.plan, "plan", "", "`TỆP` danh sách chỉ tiêu (.tsv hoặc .xlsx)")
	c.Flags().StringVar(&f.out, "out", "", "bảng tính sẽ tạo `TỆP.xlsx`")
	c.Flags().StringVar(&f.google, "google", "", "`ĐƯỜNG-DẪN` hoặc mã của bảng tính Google đã chia sẻ với tài khoản dịch vụ")
	c.Flags().StringVar(&f.credentials, "credentials", "", "với --google: `KHÓA` của tài khoản dịch vụ, là đường dẫn tệp JSON hoặc tên biến môi trường")
	c.Flags().StringVar(&f.endpoint, "endpoint", "", "với --google: `ĐỊA-CHỈ` của máy chủ thử thay cho Google")
	c.Flags().IntVar(&f.year, "year", 0, "`NĂM` kế hoạch (mặc định: năm ghi trong các câu, nếu chỉ có một năm; không thì năm nay)")
	c.Flags().StringVar(&f.org, "org", "", "`TÊN` cơ quan, ví dụ “UBND phường Thọ Xương”")
	c.Flags().BoolVar(&f.update, "update", false, "bổ sung trang và dòng còn thiếu theo trang Kế hoạch")
	c.Flags().BoolVar(&f.yes, "yes", false, "với --update: làm ngay, không hỏi lại")
	c.Flags().StringVar(&f.config, "config", "", "với --update: `TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

// check refuses options that do not go together.
func (f initFlags) check(c *cobra.Command) error {
	switch {
	case f.update && (f.plan != "" || f.out != "" || f.google != ""):
		return usage(c, "--update không dùng cùng --plan, --out, --google")
	case f.update:
		return nil
	case f.google != "" && f.out != "":
		return usage(c, "--google không dùng cùng --out")
	case f.google != "" && f.credentials == "":
		return usage(c, "--google cần thêm --credentials: khóa của tài khoản dịch vụ")
	case f.google == "" && (f.credentials != "" || f.endpoint != ""):
		return usage(c, "--credentials, --endpoint chỉ dùng cùng --google")
	case f.google == "" && (f.plan == "" || f.out == ""):
		return usage(c, "cần cả --plan và --out (hoặc --google, --update)")
	case f.google == "" && !strings.EqualFold(filepath.Ext(f.out), ".xlsx"):
		return usage(c, "--out cần tên tệp có đuôi .xlsx")
	case c.Flags().Changed("year") && (f.year < 2000 || f.year > 2100):
		return usage(c, "--year cần một năm từ 2000 đến 2100")
	}
	return nil
}

// first is the settings file of a new plan: its text, and what it says.
func first(path string, v config.Values) (text []byte, set *settings, err error) {
	if v.Organisation == "" {
		v.Organisation = unnamed
	}
	text = config.Template(v)
	cfg, err := config.Parse(path, text)
	return text, &settings{cfg, false}, err
}

// listed reads the sentences of --plan.
func (a *app) listed(c *cobra.Command, name string) ([]form.Listed, []form.Problem, error) {
	grid, err := a.readList(c, name)
	if err != nil {
		return nil, nil, err
	}
	list, problems := form.ReadList(grid, form.Settings{})
	if len(list) == 0 {
		a.reportProblems("Danh sách chưa dùng được", problems)
		return nil, nil, &fileError{name, errEmptyList}
	}
	return list, problems, nil
}

// settleYear takes the year of the sentences where no option names one.
func (a *app) settleYear(f *initFlags, texts []string) {
	if f.year == 0 {
		f.year = a.yearOf(texts)
		a.say("Năm kế hoạch: %d (đổi bằng --year).", f.year)
	}
}

func (a *app) init(c *cobra.Command, f initFlags) error {
	list, problems, err := a.listed(c, f.plan)
	if err != nil {
		return err
	}
	a.settleYear(&f, sentences(list))
	settingsPath := filepath.Join(filepath.Dir(f.out), settingsFile)
	text, set, err := first(settingsPath, config.Values{Organisation: f.org, Year: f.year, Workbook: filepath.Base(f.out)})
	if err != nil {
		return err
	}
	drafts := form.DraftPlan(list, fallbackUnit)
	units := form.UnitsOf(form.Owners(drafts), set.form().Tabs)
	tabs := form.NewWorkbook(drafts, units, "", set.form())
	if err := xlsx.Create(f.out, tabs); err != nil {
		return err
	}
	kept, err := writeNew(settingsPath, text)
	if err != nil {
		return err
	}
	for _, tab := range tabs {
		if tab.Title == set.Tabs.Plan {
			a.reportPlan(tab.Grid(), set.form(), problems)
		}
	}
	a.say("\nĐã tạo %s.", f.out)
	a.reportSettings(set, settingsPath, kept)
	if kept {
		a.say("Tiếp theo: xem lại trang %s; ghi cài đặt của %s vào một tệp riêng rồi chạy “bieu sync --config” với tệp đó.", set.Tabs.Plan, f.out)
		return nil
	}
	a.say("Tiếp theo: xem lại trang %s, rồi chạy “bieu sync --config %s”.", set.Tabs.Plan, settingsPath)
	return nil
}

func sentences(list []form.Listed) []string {
	var texts []string
	for _, l := range list {
		texts = append(texts, l.Text)
	}
	return texts
}

// unnamed stands for the office's name until somebody fills it in.
const unnamed = "(tên cơ quan)"

var errEmptyList = errors.New("the list holds no plan sentence")

// readList reads the list of plan sentences from a TSV or .xlsx file.
func (a *app) readList(c *cobra.Command, name string) (*workbook.Grid, error) {
	if strings.EqualFold(filepath.Ext(name), ".xlsx") {
		book, err := xlsx.Open(name, xlsx.Options{})
		if err != nil {
			return nil, err
		}
		defer book.Close()
		snapshot, err := book.Read(c.Context())
		if err != nil {
			return nil, err
		}
		for _, g := range snapshot.Grids {
			if list, _ := form.ReadList(g, form.Settings{}); len(list) > 0 {
				return g, nil
			}
		}
		return snapshot.Grids[0], nil
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, &fileError{name, err}
	}
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		return nil, &fileError{name, errCommas}
	}
	if !utf8.Valid(content) || strings.ContainsRune(string(content), 0) {
		return nil, &fileError{name, errNotText}
	}
	return form.ListGrid(filepath.Base(name), string(content)), nil
}

var errCommas = errors.New("a list with commas between its columns")

var errNotText = errors.New("not a text file in UTF-8")

var yearInText = regexp.MustCompile(`năm (20\d\d)`)

// yearOf is the one year that the sentences name, else the present one.
func (a *app) yearOf(texts []string) int {
	years := map[string]bool{}
	last := ""
	for _, text := range texts {
		for _, m := range yearInText.FindAllStringSubmatch(text, -1) {
			years[m[1]], last = true, m[1]
		}
	}
	if len(years) == 1 {
		year, _ := strconv.Atoi(last)
		return year
	}
	return a.now().Year()
}

// writeNew writes a file that is not there yet; kept is true when one is.
func writeNew(name string, content []byte) (kept bool, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return true, nil
	}
	if err != nil {
		return false, &fileError{name, err}
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Close()); err != nil {
		return false, &fileError{name, err}
	}
	return false, nil
}

// reportPlan shows the plan as it was understood and what is asked about it.
func (a *app) reportPlan(plan *workbook.Grid, set form.Settings, problems []form.Problem) {
	read := form.ReadPlan(plan, set)
	for _, row := range read.Rows {
		goal := row.Goal
		if row.Task || row.Head {
			goal = ""
		}
		a.say("  %-6s %-28s %s", row.Code, goal, oneLine(row.Text))
	}
	var open, notes []form.Problem
	for _, p := range append(problems, read.Problems...) {
		if p.Level >= form.Ask {
			open = append(open, p)
		} else {
			notes = append(notes, p)
		}
	}
	a.reportProblems("Cần văn phòng xác nhận", open)
	a.reportProblems("Lưu ý", notes)
}

// reportSettings says what became of the settings file.
func (a *app) reportSettings(s *settings, path string, kept bool) {
	if kept {
		a.say("%s đã có nên giữ nguyên; đề nghị kiểm tra mục workbook trong đó.", path)
		return
	}
	a.say("Đã tạo %s.", path)
	if s.Organisation == unnamed {
		a.say("Tên cơ quan chưa có: đề nghị sửa mục organisation trong %s.", path)
	}
}

// update adds what the workbook lacks for its plan, after showing it.
func (a *app) update(c *cobra.Command, f initFlags) error {
	set, err := a.settings(f.config)
	if err != nil {
		return err
	}
	a.sayExample(set)
	if !set.google() && !exists(set.WorkbookPath()) {
		return &fileError{set.WorkbookPath(), fs.ErrNotExist}
	}
	instant, fixed, err := a.instant(c, "", set.AsOf)
	if err != nil {
		return err
	}
	n, err := a.openBooks(c.Context(), set, fixed, false)
	if err != nil {
		return err
	}
	defer n.close()
	u, err := n.engine.Compare(c.Context(), options(instant, "update", false))
	if err != nil {
		return err
	}
	defer u.Close()
	a.reportProblems("Chưa bổ sung được", u.Problems)
	if len(u.Changes) == 0 {
		a.say("Bảng tính đã đủ trang và dòng theo Kế hoạch.")
		return refusedIf(len(u.Problems) > 0)
	}
	for _, change := range u.Changes {
		switch {
		case change.NewTab:
			a.say("  thêm trang %s", change.Tab)
		case change.Withdrawn:
			a.say("  %s: đánh dấu “%s” ở dòng Mã %s", change.Tab, form.WithdrawnMark, change.Code)
		default:
			a.say("  %s: thêm dòng %s %s", change.Tab, change.Code, oneLine(change.Text))
		}
	}
	if !f.yes && !a.confirm("Thực hiện các thay đổi trên?") {
		a.say("Chưa ghi gì. Chạy lại với --yes để thực hiện.")
		return nil
	}
	if err := u.Apply(c.Context()); err != nil {
		return err
	}
	a.say("Đã bổ sung. Chạy “bieu sync” để đánh giá.")
	return refusedIf(len(u.Problems) > 0)
}

func refusedIf(refused bool) error {
	if refused {
		return errRefused
	}
	return nil
}

// confirm asks a person; without an answer it is no.
func (a *app) confirm(question string) bool {
	fmt.Fprint(a.stdout, question+" (gõ c để đồng ý, Enter để thôi) ")
	line, err := bufio.NewReader(a.stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	if answer == "" {
		a.say("")
	}
	return answer == "c" || answer == "có" || answer == "co" || answer == "y"
}
