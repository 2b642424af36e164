package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"bieu/config"
	"bieu/sync/form"
	"bieu/sync/gsheets"
	"bieu/sync/workbook"
)

// newSheet is a plan that is being laid out in a Google spreadsheet.
type newSheet struct {
	flags initFlags
	// present are the settings that the folder has for this very spreadsheet;
	// nil where it has none, or another plan's.
	present *config.Config

	books    *books
	book     *gsheets.Book
	snapshot *workbook.Snapshot

	list     []form.Listed
	problems []form.Problem

	set   *settings
	text  []byte // of the new settings file
	units int    // that report
}

// initGoogle lays out what a spreadsheet that was shared with the account
// lacks of a plan. All that could stand in the way is looked at first.
func (a *app) initGoogle(c *cobra.Command, f initFlags) error {
	id, err := gsheets.SpreadsheetID(f.google)
	if err != nil {
		return usage(c, "--google “"+f.google+"”: "+trouble(err))
	}
	n := &newSheet{flags: f, present: settingsOf(id)}
	if f.plan != "" {
		if n.list, n.problems, err = a.listed(c, f.plan); err != nil {
			return err
		}
	}
	if err := n.open(c.Context(), a); err != nil {
		return err
	}
	defer n.book.Close()
	if n.list == nil && n.grid(n.planTitle()) == nil {
		return usage(c, fmt.Sprintf("bảng tính chưa có trang %s nên cần thêm --plan với danh sách chỉ tiêu", n.planTitle()))
	}
	if err := n.settle(a); err != nil {
		return err
	}
	tabs, err := n.layouts()
	if err != nil {
		return err
	}
	var added []string
	if slices.ContainsFunc(tabs, func(l workbook.Layout) bool { return n.grid(l.Title) == nil }) {
		if added, err = n.book.LayOut(c.Context(), tabs); err != nil {
			return err
		}
	}
	kept := true
	if n.present == nil {
		if kept, err = writeNew(settingsFile, n.text); err != nil {
			return err
		}
	}
	a.reportGoogle(n, tabs, added, kept)
	return nil
}

// settingsOf returns the folder's settings when they are for this spreadsheet,
// so that laying out again follows them.
func settingsOf(id string) *config.Config {
	present, err := config.Load(settingsFile)
	if err != nil {
		return nil
	}
	if other, err := gsheets.SpreadsheetID(present.Google.Spreadsheet); err != nil || other != id {
		return nil
	}
	return present
}

// open signs in with the key of the command line and reads the spreadsheet.
func (n *newSheet) open(ctx context.Context, a *app) error {
	cfg := config.Config{File: settingsFile}
	if n.present != nil {
		cfg = *n.present
	}
	cfg.Google.Spreadsheet, cfg.Google.Credentials = n.flags.google, n.flags.credentials
	if n.flags.endpoint != "" {
		cfg.Google.Endpoint = n.flags.endpoint
	}
	n.books = &books{settings: &settings{&cfg, false}, log: a.log()}
	if err := n.books.signIn(); err != nil {
		return &fileError{n.flags.credentials, err}
	}
	book, err := n.books.openSheet(ctx, n.flags.google)
	if err != nil {
		return err
	}
	n.book, n.books.sheets = book, []*gsheets.Book{book}
	if n.snapshot, err = book.Read(ctx); err != nil {
		return err
	}
	if info, _ := book.Info(); !info.DecimalComma {
		return &localeError{gsheets.Warning{Code: gsheets.WarnLocale, Arg: info.Locale}}
	}
	return nil
}

// localeError refuses a spreadsheet in which people's figures come to harm.
type localeError struct{ warning gsheets.Warning }

func (e *localeError) Error() string { return "no decimal comma in the locale " + e.warning.Arg }

// grid is a tab of the spreadsheet that is not blank; the blank tab of a new
// spreadsheet gives way to the first of ours, whatever it is called.
func (n *newSheet) grid(title string) *workbook.Grid {
	g := n.snapshot.Grid(title)
	if g != nil && g.Rows() == 0 && len(n.snapshot.Titles) == 1 {
		return nil
	}
	return g
}

// planTitle is what the tab of the plan is called.
func (n *newSheet) planTitle() string {
	if n.present != nil {
		return n.present.Tabs.Plan
	}
	return form.DefaultTabs().Plan
}

// settle finds the year and the settings to lay out by.
func (n *newSheet) settle(a *app) error {
	if n.present != nil {
		n.set = &settings{n.present, false}
		return nil
	}
	texts := sentences(n.list)
	if g := n.grid(n.planTitle()); g != nil {
		for row := range g.Rows() {
			for _, cell := range g.Row(row) {
				texts = append(texts, cell.Value)
			}
		}
	}
	a.settleYear(&n.flags, texts)
	var err error
	n.text, n.set, err = first(settingsFile, config.Values{
		Organisation: n.flags.org, Year: n.flags.year,
		Google: n.flags.google, Credentials: n.flags.credentials, Endpoint: n.flags.endpoint,
	})
	return err
}

// clashError names tabs of the spreadsheet that have a title of ours and are
// something else.
type clashError struct {
	title string
	why   string
}

func (e *clashError) Error() string {
	return fmt.Sprintf("tab %q is something else: %s", e.title, e.why)
}

// layouts are all tabs of the plan: of the one in the spreadsheet, else of the
// list. Tabs that are there already must be what their titles say.
//
// Errors: every *clashError at once.
func (n *newSheet) layouts() ([]workbook.Layout, error) {
	set := n.set.form()
	plan, units := n.grid(set.Tabs.Plan), n.grid(set.Tabs.Units)
	var clashes clashes
	var drafts []form.Draft
	var read form.PlanTab
	if plan != nil {
		read = form.ReadPlan(plan, set)
		clashes.note(set.Tabs.Plan, read.Problems)
		for _, row := range read.Rows {
			drafts = append(drafts, form.Draft{Owner: row.Owner})
		}
	} else {
		drafts = form.DraftPlan(n.list, fallbackUnit)
	}
	roster := form.UnitsOf(form.Owners(drafts), set.Tabs)
	if units != nil {
		known, problems := form.ReadUnits(units, set)
		clashes.note(set.Tabs.Units, problems)
		roster = known
	}
	if err := clashes.err(); err != nil {
		return nil, err
	}
	n.units = len(roster)
	var tabs []workbook.Layout
	if plan == nil {
		tabs = form.NewWorkbook(drafts, roster, "", set)
		for _, tab := range tabs {
			if tab.Title == set.Tabs.Plan {
				read = form.ReadPlan(tab.Grid(), set)
			}
		}
	} else {
		tabs = tabsOf(read, roster, set)
	}
	n.compare(&clashes, tabs, read, roster)
	return tabs, clashes.err()
}

// tabsOf lays out the tabs beside a plan that is there already.
func tabsOf(read form.PlanTab, units []form.Unit, set form.Settings) []workbook.Layout {
	var tabs []workbook.Layout
	for _, tab := range form.NewWorkbook(nil, units, "", set) {
		if tab.Title == set.Tabs.Overview || tab.Title == set.Tabs.Units {
			tabs = append(tabs, tab)
		}
	}
	expected := form.Expected(read, form.NewRoster(units))
	for i, u := range units {
		if u.File == "" {
			tabs = append(tabs, form.UnitLayout(u, expected[i], set))
		}
	}
	return append(tabs, form.BieuLayout(form.Blank01(read, set), set), form.BieuLayout(form.Blank02(read, set), set))
}

// compare looks at the tabs that are there already.
func (n *newSheet) compare(clashes *clashes, tabs []workbook.Layout, read form.PlanTab, units []form.Unit) {
	set := n.set.form()
	for _, tab := range tabs {
		if g := n.grid(tab.Title); g == nil {
			clashes.almost(tab.Title, n.snapshot.Titles)
		} else if tab.Title == set.Tabs.Overview && !form.IsOverview(g) {
			clashes.list = append(clashes.list, &clashError{title: tab.Title})
		}
	}
	expected := form.Expected(read, form.NewRoster(units))
	for i, u := range units {
		if g := n.grid(u.Tab); g != nil && u.File == "" {
			if t := form.ReadUnit(g, u, expected[i], set); t.Refused {
				clashes.note(u.Tab, t.Problems)
			}
		}
	}
	for _, b := range []form.Bieu{form.Blank01(read, set), form.Blank02(read, set)} {
		if g := n.grid(b.Tab); g != nil {
			clashes.note(b.Tab, form.Merge(g, b, nil, set).Problems)
		}
	}
}

// clashes collects what stands in the way.
type clashes struct{ list []error }

// note takes up the first problem that keeps a tab from being read.
func (c *clashes) note(title string, problems []form.Problem) {
	for _, p := range problems {
		if p.Level == form.StopTab {
			c.list = append(c.list, &clashError{title, p.Text})
			return
		}
	}
}

// almost takes up a title that differs from ours by its capitals or marks
// alone: the service refuses two such tabs.
func (c *clashes) almost(title string, present []string) {
	for _, other := range present {
		if other != title && strings.EqualFold(norm.NFC.String(other), norm.NFC.String(title)) {
			c.list = append(c.list, &clashError{title: other})
		}
	}
}

func (c *clashes) err() error { return errors.Join(c.list...) }

// reportGoogle says what was understood, what was made and what to do next.
func (a *app) reportGoogle(n *newSheet, tabs []workbook.Layout, added []string, kept bool) {
	info, _ := n.book.Info()
	for _, tab := range tabs {
		if tab.Title == n.set.Tabs.Plan && slices.Contains(added, tab.Title) {
			a.reportPlan(tab.Grid(), n.set.form(), n.problems)
		}
	}
	if len(added) == 0 {
		a.say("Bảng tính “%s” đã đủ các trang: không ghi gì thêm.", info.Title)
	} else {
		a.say("\nĐã thêm vào bảng tính “%s” %d trang: %s.", info.Title, len(added), strings.Join(added, ", "))
	}
	if n.list != nil && !slices.Contains(added, n.set.Tabs.Plan) {
		a.say("Trang %s đã có nên giữ nguyên, không lấy danh sách %s. Muốn thêm chỉ tiêu: ghi vào trang đó rồi chạy “bieu init --update”.",
			n.set.Tabs.Plan, n.flags.plan)
	}
	if n.units == 0 {
		a.say("Chưa có đơn vị nào nên chưa có trang đơn vị. Đề nghị ghi cột Đơn vị của trang %s, ghi tên đơn vị vào trang %s, rồi chạy “bieu init --update”.",
			n.set.Tabs.Plan, n.set.Tabs.Units)
	}
	if n.present != nil {
		a.say("%s đã có nên giữ nguyên.", settingsFile)
	} else {
		a.reportSettings(n.set, settingsFile, kept)
	}
	for _, text := range n.books.warnings() {
		a.say("Lưu ý: %s", text)
	}
	if kept && n.present == nil {
		a.say("Tiếp theo: ghi cài đặt của bảng tính này vào một tệp riêng rồi chạy “bieu doctor --config” với tệp đó.")
		return
	}
	a.say("Tiếp theo: xem lại trang %s; chạy “bieu doctor” để kiểm tra, rồi “bieu sync”.", n.set.Tabs.Plan)
}
