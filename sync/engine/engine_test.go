package engine_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bieu/rules"
	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

var (
	hanoi = time.FixedZone("+07", 7*3600)
	noon  = time.Date(2023, 9, 30, 17, 0, 0, 0, hanoi)
)

func settings() form.Settings {
	return form.Settings{
		Organisation: "UBND phường Thọ Xương", Year: 2023, Location: hanoi, Words: form.DefaultWords(),
		Tabs: form.DefaultTabs(), Titles: form.DefaultTitles("UBND phường Thọ Xương", 2023),
	}
}

// desk is an engine on the example in memory, with a real history.
type desk struct {
	t      *testing.T
	book   *workbooktest.Memory
	engine *engine.Engine
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store, err := history.Open(t.Context(), filepath.Join(t.TempDir(), "bieu.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s := settings()
	book := workbooktest.NewMemory(example.Layouts(s)...)
	return &desk{t, book, &engine.Engine{
		Plan: "test", Main: book, History: store, Calendar: calendar.Default(hanoi), Form: s,
		Log: slog.New(slog.DiscardHandler),
	}}
}

func (d *desk) run() *engine.Outcome {
	d.t.Helper()
	return d.runAt(noon)
}

func (d *desk) runAt(at time.Time) *engine.Outcome {
	d.t.Helper()
	o, err := d.engine.Run(d.t.Context(), engine.Options{At: at, Cause: "test"})
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

// cells is everything the workbook holds, by address.
func (d *desk) cells() map[string]string {
	d.t.Helper()
	snapshot, err := d.book.Read(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	all := map[string]string{}
	for _, g := range snapshot.Grids {
		for row := range g.Rows() {
			for col, c := range g.Row(row) {
				if c.Kind != workbook.Blank {
					all[workbook.Address{Tab: g.Tab, Row: row, Col: col}.String()] = c.Value
				}
			}
		}
	}
	return all
}

// changed lists the addresses whose content differs, sorted.
func changed(before, after map[string]string) []string {
	var list []string
	for at := range after {
		if before[at] != after[at] {
			list = append(list, at)
		}
	}
	for at := range before {
		if _, ok := after[at]; !ok {
			list = append(list, at)
		}
	}
	slices.Sort(list)
	return list
}

// at finds the cell of a Mã (or, in a Biểu, a TT) under a header.
func (d *desk) at(tab, code, header string) string {
	d.t.Helper()
	snapshot, err := d.book.Read(d.t.Context(), workbook.Range{Tab: tab})
	if err != nil {
		d.t.Fatal(err)
	}
	g := snapshot.Grid(tab)
	col := -1
	for row := range g.Rows() {
		for c, cell := range g.Row(row) {
			if cell.Value == header && col < 0 {
				col = c
			}
		}
		if col >= 0 && g.At(row, 0).Value == code {
			return workbook.Address{Row: row, Col: col}.A1()
		}
	}
	d.t.Fatalf("no row %s with column %s in %s", code, header, tab)
	return ""
}

func (d *desk) set(tab, code, header, text string) {
	d.book.Set(tab, d.at(tab, code, header), workbook.TextCell(text))
}

func (d *desk) get(tab, code, header string) string {
	return d.book.Get(tab, d.at(tab, code, header)).Value
}

func TestWardsPlan(t *testing.T) {
	d := newDesk(t)
	o := d.run()
	want := map[string]rules.Status{
		"1": rules.Met, "2": rules.InProgress, "3": rules.Met, "4": rules.Met, "5": rules.NotDue,
		"6": rules.NotDue, "7": rules.Met, "8": rules.NotDue, "9": rules.InProgress, "10": rules.Met,
		"11": rules.NotDue, "12": rules.InProgress, "13": rules.InProgress, "14": rules.InProgress, "15": rules.InProgress,
	}
	office := map[string]string{}
	for _, r := range example.Bieu02() {
		office[r.TT] = r.Judgement
	}
	for _, st := range o.Indicators {
		tt := st.Indicator.TT
		if st.Verdict.Status != want[tt] {
			t.Errorf("indicator %s: %s (%s), want %s", tt, st.Verdict.Status, st.Verdict.Why, want[tt])
		}
		if got := d.get("Biểu 02", tt, "Đánh giá"); (got == office[tt]) == (tt == "9") {
			t.Errorf("Biểu 02, TT %s: %q, the office has %q", tt, got, office[tt])
		}
		if st.Verdict.Why == "" {
			t.Errorf("indicator %s has no reason", tt)
		}
	}
	if o.RowsRead != o.RowsExpected || len(o.Units) != 11 || o.Reported() != 10 {
		t.Errorf("read %d of %d rows, %d of %d units reported", o.RowsRead, o.RowsExpected, o.Reported(), len(o.Units))
	}
	if why := d.get("Trạm y tế", "9", "Kiểm tra"); !strings.Contains(why, "suy dinh dưỡng") {
		t.Errorf("the missing part is not named: %q", why)
	}
	for i, r := range example.Bieu02() {
		got := strings.Join(strings.Fields(d.get("Biểu 02", r.TT, "Kết quả")), " ")
		if want := strings.Join(strings.Fields(r.Result), " "); got != want {
			t.Errorf("row %d of Biểu 02: %q, want %q", i+1, got, want)
		}
	}
	for _, r := range example.Bieu01() {
		if got := d.get("Biểu 01", r.TT, "Kết quả"); got != r.Result {
			t.Errorf("Biểu 01, TT %s: %q, want %q", r.TT, got, r.Result)
		}
	}
}

func TestSecondRunWritesNothing(t *testing.T) {
	d := newDesk(t)
	if o := d.run(); o.Cells == 0 || o.Writes != 1 || o.Reads != 1 {
		t.Errorf("first run: %d cells, %d writes, %d reads", o.Cells, o.Writes, o.Reads)
	}
	before := d.cells()
	o := d.run()
	if o.Cells != 0 || o.Writes != 0 || o.Reads != 1 {
		t.Errorf("second run: %d cells, %d writes, %d reads", o.Cells, o.Writes, o.Reads)
	}
	if diff := changed(before, d.cells()); len(diff) > 0 {
		t.Errorf("second run changed %v", diff)
	}
}

func TestOnlyWhatFollowsFromAnEditIsWritten(t *testing.T) {
	d := newDesk(t)
	d.run()
	tab := "Văn hóa - Xã hội"
	d.set(tab, "12", "Kết quả", "Giải quyết việc làm mới cho 205/200 lao động, đạt 102,5% KH giao")
	before := d.cells()
	d.run()
	want := []string{
		"Biểu 02!" + d.at("Biểu 02", "12", "Kết quả"), "Biểu 02!" + d.at("Biểu 02", "12", "Đánh giá"),
		tab + "!" + d.at(tab, "12", "Tỷ lệ (%)"), tab + "!" + d.at(tab, "12", "Đánh giá"), tab + "!" + d.at(tab, "12", "Kiểm tra"),
	}
	for _, at := range changed(before, d.cells()) {
		if !slices.Contains(want, at) && !strings.HasPrefix(at, "Tổng quan!") {
			t.Errorf("changed %s", at)
		}
		want = slices.DeleteFunc(want, func(w string) bool { return w == at })
	}
	if len(want) > 0 {
		t.Errorf("not changed: %v", want)
	}
	if got := d.get("Biểu 02", "12", "Đánh giá"); got != "Đạt chỉ tiêu KH" {
		t.Errorf("indicator 12 is judged %q", got)
	}
}

func TestOfficesEditStays(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.set("Biểu 02", "7", "Kết quả", "Văn phòng viết lại")
	before := d.cells()
	if o := d.run(); o.Kept != 1 {
		t.Errorf("after an edit: %d kept", o.Kept)
	}
	for _, at := range changed(before, d.cells()) {
		if at != "Biểu 02!E4" && at != "Biểu 02!"+d.at("Biểu 02", "7", "Ghi chú VP") && at != "Tổng quan!B4" {
			t.Errorf("after an edit: changed %s", at)
		}
	}
	if note := d.get("Biểu 02", "7", "Ghi chú VP"); note != "Văn phòng đã sửa Kết quả; xóa trắng ô để lấy lại theo nguồn." {
		t.Errorf("note %q", note)
	}
	if o := d.run(); o.Cells != 0 || o.Kept != 1 {
		t.Errorf("after the edit was noted: %d cells written, %d kept", o.Cells, o.Kept)
	}
	d.set("Địa chính - Xây dựng", "7", "Kết quả", "Đã lập hồ sơ quản lý 100% diện tích đất công ích của phường")
	d.run()
	if got := d.get("Biểu 02", "7", "Kết quả"); got != "Văn phòng viết lại" {
		t.Errorf("the office's text became %q", got)
	}
	if note := d.get("Biểu 02", "7", "Ghi chú VP"); !strings.Contains(note, "của phường") {
		t.Errorf("note %q", note)
	}
	d.set("Biểu 02", "7", "Kết quả", "")
	d.run()
	if got := d.get("Biểu 02", "7", "Kết quả"); !strings.Contains(got, "của phường") {
		t.Errorf("a cleared cell holds %q", got)
	}
	if note := d.get("Biểu 02", "7", "Ghi chú VP"); note != "" {
		t.Errorf("note left: %q", note)
	}
}

func TestProblemStopsOneUnitOnly(t *testing.T) {
	d := newDesk(t)
	d.run()
	was := d.get("Biểu 02", "8", "Kết quả")
	d.book.Set("Trạm y tế", "G3", workbook.TextCell("Thực hiện"))
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm mới cho 150/200 lao động, đạt 75% KH giao")
	o := d.run()
	if !slices.Equal(o.Refused, []string{"Trạm y tế"}) {
		t.Errorf("refused %v", o.Refused)
	}
	if got := d.get("Biểu 02", "8", "Kết quả"); got != was {
		t.Errorf("a row of the refused unit became %q", got)
	}
	if got := d.get("Biểu 02", "12", "Kết quả"); !strings.Contains(got, "150/200") {
		t.Errorf("another unit's row was not brought up to date: %q", got)
	}
	face := d.book.Get("Biểu 02", "A3").Value
	if !strings.HasPrefix(face, "TẠM – 10/11 đơn vị") && !strings.HasPrefix(face, "TẠM – ") || !strings.Contains(face, "Trạm y tế") {
		t.Errorf("the Biểu does not say that it is provisional: %q", face)
	}
	for _, st := range o.Indicators {
		if st.Indicator.TT == "8" && st.Verdict.Status != rules.CannotTell {
			t.Errorf("an indicator of the refused unit is %s", st.Verdict.Status)
		}
	}
}

func TestUnitsOwnWorkbooks(t *testing.T) {
	d := newDesk(t)
	files := map[string]*workbooktest.Memory{}
	for _, l := range example.Layouts(settings()) {
		if l.Title == "Trạm y tế" || l.Title == "Công an" {
			files[l.Title+".xlsx"] = workbooktest.NewMemory(l)
		}
	}
	d.book.RemoveTab("Trạm y tế")
	d.book.RemoveTab("Công an")
	var order []string
	d.engine.Main = &recorder{d.book, "main", &order}
	d.engine.Open = func(_ context.Context, file string) (workbook.Workbook, error) {
		if f, ok := files[file]; ok {
			return &recorder{f, file, &order}, nil
		}
		return nil, &workbook.OpError{Op: "read", Ref: file, Err: workbook.ErrNotFound}
	}
	d.set("Đơn vị", "TYT", "Tệp", "Trạm y tế.xlsx")
	d.set("Đơn vị", "CA", "Tệp", "Công an.xlsx")
	o := d.run()
	if want := []string{"Trạm y tế.xlsx", "Công an.xlsx", "main"}; !slices.Equal(order, want) {
		t.Errorf("written in the order %v, want %v", order, want)
	}
	if o.Reads != 3 || o.Writes != 3 || len(o.Refused) > 0 {
		t.Errorf("%d reads, %d writes, refused %v", o.Reads, o.Writes, o.Refused)
	}
	if got := files["Công an.xlsx"].Get("Công an", "K5").Value; got != "Đạt chỉ tiêu KH" {
		t.Errorf("status in the unit's own workbook: %q", got)
	}
	if o := d.run(); o.Writes != 0 {
		t.Errorf("second run: %d writes", o.Writes)
	}

	delete(files, "Trạm y tế.xlsx")
	o = d.run()
	if !slices.Equal(o.Refused, []string{"Trạm y tế"}) {
		t.Errorf("with one workbook gone: refused %v", o.Refused)
	}
	for _, p := range o.Problems {
		if p.Code == "file_unread" && p.Cell() != "[Trạm y tế.xlsx]Trạm y tế" {
			t.Errorf("problem at %s", p.Cell())
		}
	}
}

// recorder notes the order in which workbooks are written.
type recorder struct {
	workbook.Workbook
	name  string
	order *[]string
}

func (r *recorder) Write(ctx context.Context, e workbook.Edit) error {
	*r.order = append(*r.order, r.name)
	return r.Workbook.Write(ctx, e)
}

func TestNoPlanIsAnError(t *testing.T) {
	d := newDesk(t)
	d.book.RemoveTab("Kế hoạch")
	before := d.cells()
	_, err := d.engine.Run(t.Context(), engine.Options{At: noon})
	var plan *engine.PlanError
	if !asPlanError(err, &plan) || plan.Problems[0].Code != "no_tab" {
		t.Errorf("error %v", err)
	}
	if diff := changed(before, d.cells()); len(diff) > 0 {
		t.Errorf("written all the same: %v", diff)
	}
}

func asPlanError(err error, to **engine.PlanError) bool {
	p, ok := err.(*engine.PlanError)
	*to = p
	return ok
}

// A run that was killed after the workbook was written, before that was
// recorded, leaves nothing that looks like a person's edit.
func TestKilledBeforeItWasRecorded(t *testing.T) {
	d := newDesk(t)
	d.run()
	store := d.engine.History
	d.engine.History = &forgetful{History: store}
	d.set("Địa chính - Xây dựng", "7", "Kết quả", "Đã quản lý 100% diện tích đất công ích")
	if _, err := d.engine.Run(t.Context(), engine.Options{At: noon}); err == nil {
		t.Fatal("the history did not fail")
	}
	d.engine.History = store
	d.set("Địa chính - Xây dựng", "7", "Kết quả", "Đã quản lý chặt chẽ 100% diện tích đất công ích")
	if o := d.run(); o.Kept != 0 {
		t.Errorf("%d cells were taken for a person's edit", o.Kept)
	}
	if got := d.get("Biểu 02", "7", "Kết quả"); !strings.Contains(got, "chặt chẽ") {
		t.Errorf("Biểu 02 holds %q", got)
	}
}

type forgetful struct{ engine.History }

func (f *forgetful) Finish(context.Context, int64, history.End) error {
	return fmt.Errorf("killed")
}

func TestHeartbeatOncePerWorkingDay(t *testing.T) {
	d := newDesk(t)
	friday := time.Date(2023, 9, 29, 8, 0, 0, 0, hanoi)
	d.runAt(friday)
	before := d.cells()
	for _, tt := range []struct {
		at   time.Time
		want int
	}{
		{friday.Add(3 * time.Hour), 0},
		{friday.AddDate(0, 0, 1), 0}, // Saturday
		{friday.AddDate(0, 0, 3), 1}, // Monday
		{friday.AddDate(0, 0, 3).Add(time.Hour), 0},
	} {
		d.runAt(tt.at)
		diff := changed(before, d.cells())
		if len(diff) != tt.want {
			t.Errorf("at %s: changed %v", tt.at.Format(time.RFC3339), diff)
		}
		before = d.cells()
	}
}

func TestNoCellOfAPersonChanges(t *testing.T) {
	d := newDesk(t)
	people := maps.Clone(d.cells())
	d.run()
	after := d.cells()
	for at, text := range people {
		if after[at] != text {
			t.Errorf("%s was %q, became %q", at, text, after[at])
		}
	}
}
