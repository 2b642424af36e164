package engine_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieu/rules"
	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

func day(month time.Month, d, hour int) time.Time {
	return time.Date(2023, month, d, hour, 0, 0, 0, hanoi)
}

// period sets the cell Kỳ báo cáo of a tab.
func (d *desk) period(tab, text string) { d.book.Set(tab, "C1", workbook.TextCell(text)) }

func stateOf(t *testing.T, o *engine.Outcome, tab string) engine.UnitState {
	t.Helper()
	for _, u := range o.Units {
		if u.Unit.Tab == tab {
			return u
		}
	}
	t.Fatalf("no unit with the tab %q", tab)
	return engine.UnitState{}
}

// standingStep is something a person does, and where the report stands then.
type standingStep struct {
	name  string
	does  func()
	at    time.Time
	want  rules.Standing
	words string
}

// toDo is what Tổng quan asks of the unit, which has one row.
func (s standingStep) toDo() string {
	switch {
	case s.want == rules.Explain:
		return "Cập nhật số liệu, hoặc ghi lý do ở cột Ghi chú"
	case s.want == rules.Complete:
		return "Ghi Kỳ báo cáo"
	case s.name == "the row is cleared":
		return "Bổ sung 14"
	}
	return ""
}

// A unit's report goes through its standings by what is in the sheet alone.
func TestStandingsFollowTheSheet(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	said := func(text string) func() { return func() { d.set(tab, "14", "Kết quả", text) } }
	names := func(period string) func() { return func() { d.period(tab, period) } }
	for _, step := range []standingStep{
		{"august", names("8/2023"), day(time.August, 31, 17), rules.OnTime, "Đã nộp đúng hạn (lúc 17:00 ngày 31/08/2023)"},
		{"september comes", func() {}, day(time.September, 12, 8), rules.NotSubmitted, "Chưa nộp (đang ghi kỳ 8/2023: đã nộp đúng hạn)"},
		{"the period cell is cleared", names(""), day(time.September, 12, 9), rules.NotSubmitted, "Chưa nộp (chưa ghi Kỳ báo cáo)"},
		{"no period can be read", names("cuối quý"), day(time.September, 12, 10), rules.NotSubmitted, "Chưa nộp (chưa hiểu Kỳ báo cáo “cuối quý”)"},
		{"a new period over old rows", names("9/2023"), day(time.September, 28, 8), rules.Explain, "Cần giải trình (mọi dòng vẫn như kỳ 8/2023)"},
		{"the row is cleared", said(""), day(time.September, 28, 9), rules.NotSubmitted, "Chưa nộp"},
		{"answered without a period", func() { names("")(); said("Giải quyết 10/10 đơn, đạt 100%")() }, day(time.September, 28, 10), rules.Complete, "Đủ số liệu (chưa ghi Kỳ báo cáo)"},
		{"handed in", names("9/2023"), day(time.September, 30, 17), rules.OnTime, "Đã nộp đúng hạn (lúc 17:00 ngày 30/09/2023)"},
		{"mended", said("Giải quyết 11/11 đơn, đạt 100%"), day(time.October, 2, 8), rules.OnTime, "Đã nộp đúng hạn (lúc 17:00 ngày 30/09/2023)"},
		{"october comes", func() {}, day(time.October, 10, 0), rules.NotSubmitted, "Chưa nộp (đang ghi kỳ 9/2023: đã nộp đúng hạn)"},
	} {
		step.does()
		u := stateOf(t, d.runAt(step.at), tab)
		period := d.engine.Calendar.Current(step.at)
		if u.Standing != step.want || u.Words(period, hanoi) != step.words {
			t.Errorf("%s: %s, %q; want %s, %q", step.name, u.Standing, u.Words(period, hanoi), step.want, step.words)
		}
		if got := d.overviewState(u.Unit.Name); got != step.words {
			t.Errorf("%s: Tổng quan says %q", step.name, got)
		}
		if got := d.get("Tổng quan", u.Unit.Name, "Việc cần làm"); got != step.toDo() {
			t.Errorf("%s: Tổng quan asks %q, want %q", step.name, got, step.toDo())
		}
		if u.Reported != (step.want == rules.OnTime) {
			t.Errorf("%s: reported %v", step.name, u.Reported)
		}
		if o := d.runAt(step.at); o.Cells != 0 {
			t.Errorf("%s: a second run wrote %d cells", step.name, o.Cells)
		}
	}
}

// overviewState is what Tổng quan says of a unit.
func (d *desk) overviewState(unit string) string {
	d.t.Helper()
	return d.get("Tổng quan", unit, "Tình trạng")
}

// A unit with several rows is entering until the last of them is there, and a
// report that comes from the 10th on is late, whatever month a run works for.
func TestEnteringAndLate(t *testing.T) {
	const tab = "Trạm y tế"
	d := newDesk(t)
	if u := stateOf(t, d.runAt(noon), tab); u.Standing != rules.Entering || len(u.Missing) != 1 {
		t.Errorf("before: %s, missing %v", u.Standing, u.Missing)
	}
	d.set(tab, "9.2", "Kết quả", "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng 10,2%")
	u := stateOf(t, d.runAt(day(time.October, 10, 0)), tab)
	if u.Standing != rules.NotSubmitted || u.Own != rules.Late || !u.Receipt.Late {
		t.Errorf("after the deadline: %s, for its own period %s, receipt %+v", u.Standing, u.Own, u.Receipt)
	}
	if got := d.book.Get(tab, "F1").Value; !strings.HasPrefix(got, "kỳ 9/2023 đủ số liệu lúc 00:00 ngày 10/10/2023, nộp trễ; mã số liệu ") {
		t.Errorf("receipt %q", got)
	}
}

// The first receipt of a unit for a period stays for good; it is written once.
func TestReceipts(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	d.run()
	first := d.book.Get(tab, "F1").Value
	if !strings.HasPrefix(first, "kỳ 9/2023 đủ số liệu lúc 17:00 ngày 30/09/2023, đúng hạn; mã số liệu ") || d.book.Get(tab, "E1").Value != "Biên nhận" {
		t.Fatalf("receipt %q", first)
	}
	if got := d.book.Get("Trạm y tế", "F1").Value; got != "" {
		t.Errorf("a unit that lacks a row has the receipt %q", got)
	}
	receipts := func() []history.Receipt {
		list, err := d.engine.History.Receipts(t.Context(), "test", "2023-09")
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	before := receipts()
	if len(before) != 10 || before[0].Late || !before[0].At.Equal(noon) || len(before[0].Hash) != 64 {
		t.Errorf("%d receipts, the first %+v", len(before), before[0])
	}
	d.set(tab, "14", "Kết quả", "Giải quyết 11/11 đơn, đạt 100%")
	d.runAt(noon.AddDate(0, 0, 20))
	if got := d.book.Get(tab, "F1").Value; got != first {
		t.Errorf("the receipt became %q", got)
	}
	if diff := cmp.Diff(before, receipts()); diff != "" {
		t.Errorf("receipts (-before +after):\n%s", diff)
	}
	d.book.Set(tab, "F1", workbook.TextCell("đã gửi bản giấy"))
	if o := d.run(); d.book.Get(tab, "F1").Value != "đã gửi bản giấy" || !hasProblem(o, "no_receipt_room") {
		t.Errorf("a person's text became %q; problems %v", d.book.Get(tab, "F1").Value, o.Problems)
	}
}

func hasProblem(o *engine.Outcome, code string) bool {
	for _, p := range o.Problems {
		if p.Code == code {
			return true
		}
	}
	for _, p := range o.Questions {
		if p.Code == code {
			return true
		}
	}
	return false
}

// A receipt stays when a figure goes afterwards, and says beside it what is
// missing, as Tổng quan does.
func TestAReceiptSaysWhatWentAfterwards(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	d.run()
	first := d.book.Get(tab, "F1").Value
	said := d.get(tab, "14", "Kết quả")
	d.set(tab, "14", "Kết quả", "")
	u := stateOf(t, d.run(), tab)
	if got, want := d.book.Get(tab, "F1").Value, first+"; sau đó còn thiếu 14"; got != want {
		t.Errorf("receipt %q, want %q", got, want)
	}
	if got, want := d.overviewState(u.Unit.Name), "Chưa nộp (có biên nhận lúc 17:00 ngày 30/09/2023, sau đó còn thiếu số liệu)"; got != want {
		t.Errorf("Tổng quan says %q, want %q", got, want)
	}
	d.set(tab, "14", "Kết quả", said)
	if d.run(); d.book.Get(tab, "F1").Value != first {
		t.Errorf("put back: %q", d.book.Get(tab, "F1").Value)
	}
}

// Rows that moved and blank rows between them have the same values; another
// figure has others.
func TestReceiptHash(t *testing.T) {
	const tab = "Văn hóa - Xã hội"
	hash := func(change func(d *desk)) string {
		d := newDesk(t)
		change(d)
		return stateOf(t, d.run(), tab).Receipt.Hash
	}
	plain := hash(func(*desk) {})
	if plain == "" || plain != hash(func(d *desk) { d.book.MoveRow(tab, 3, 9); d.book.InsertRow(tab, 5) }) {
		t.Error("the hash follows the places of rows")
	}
	if plain == hash(func(d *desk) { d.set(tab, "12", "Ước", "x") }) {
		t.Error("the hash does not know a mark")
	}
}

// Without a history there is nothing to know a receipt again by, and a dry run
// records none.
func TestReceiptsNeedAHistory(t *testing.T) {
	d := newDesk(t)
	store := d.engine.History
	d.engine.History = nil
	d.run()
	if got := d.book.Get("Công an", "F1").Value; got != "" {
		t.Errorf("without a history: %q", got)
	}
	d.engine.History, d.engine.DryRun = store, true
	d.engine.Main = workbook.DryRun(d.book, func(workbook.Change) {})
	if u := stateOf(t, d.run(), "Công an"); u.Standing != rules.OnTime {
		t.Errorf("in a dry run: %s", u.Standing)
	}
	if list, err := store.Receipts(t.Context(), "test", "2023-09"); err != nil || len(list) > 0 {
		t.Errorf("a dry run left the receipts %v (%v)", list, err)
	}
}

// Killed after the workbook was written: the next run at the same instant ends
// with the same receipts.
func TestReceiptsOfAKilledRun(t *testing.T) {
	d := newDesk(t)
	store := d.engine.History
	d.engine.History = &forgetful{History: store}
	if _, err := d.engine.Run(t.Context(), engine.Options{At: noon}); err == nil {
		t.Fatal("the history did not fail")
	}
	d.engine.History = store
	if o := d.run(); o.Cells != 0 {
		t.Errorf("the next run wrote %d cells", o.Cells)
	}
	list, err := store.Receipts(t.Context(), "test", "2023-09")
	if err != nil || len(list) != 10 {
		t.Errorf("%d receipts (%v)", len(list), err)
	}
}

// A period cell that names another month for a moment leaves no receipt behind
// and no question once it is put right.
func TestAPeriodMistypedForAMoment(t *testing.T) {
	const tab = "Công an"
	for _, mistyped := range []string{"8/2023", "10/2023", "9/2022"} {
		d := newDesk(t)
		d.run()
		d.period(tab, mistyped)
		if u := stateOf(t, d.run(), tab); u.Standing != rules.NotSubmitted || !u.Receipt.At.IsZero() {
			t.Errorf("%s: %s, receipt %+v", mistyped, u.Standing, u.Receipt)
		}
		d.period(tab, "9/2023")
		o := d.run()
		if u := stateOf(t, o, tab); u.Standing != rules.OnTime || hasProblem(o, "unchanged") {
			t.Errorf("%s, put right: %s, questions %v", mistyped, u.Standing, o.Questions)
		}
	}
}

// A row that was mended while the cell named another month is the month's own
// as soon as the cell is put right, and stays so.
func TestARowMendedUnderAMistypedPeriod(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	d.run()
	d.period(tab, "8/2023")
	d.set(tab, "14", "Kết quả", "Giải quyết 11/11 đơn, đạt 100%")
	d.run()
	d.period(tab, "9/2023")
	for range 2 {
		o := d.run()
		if u := stateOf(t, o, tab); u.Standing != rules.OnTime || hasProblem(o, "unchanged") {
			t.Errorf("%s, questions %v", u.Standing, o.Questions)
		}
	}
	if o := d.run(); o.Cells != 0 {
		t.Errorf("%d cells written", o.Cells)
	}
}

// A period that locks says so beside its deadline, and gives no receipt any
// more.
func TestLockedPeriods(t *testing.T) {
	d := newDesk(t)
	d.engine.Calendar.Month.LockAfterDays = 5
	d.runAt(noon)
	if got := d.book.Get("Tổng quan", "B6").Value; got != "trước ngày 10/10/2023; khóa số liệu từ ngày 15/10/2023" {
		t.Errorf("Hạn nộp: %q", got)
	}
	d.set("Trạm y tế", "9.2", "Kết quả", "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng 10,2%")
	d.runAt(day(time.October, 15, 0))
	if got := d.book.Get("Trạm y tế", "F1").Value; got != "" {
		t.Errorf("a locked period gave the receipt %q", got)
	}
}

// A period that takes nothing more gives no receipt to a unit that names it too
// late, and one that has not begun gives none at all.
func TestPeriodsWithoutReceipts(t *testing.T) {
	const tab = "Tư pháp"
	d := newDesk(t)
	d.engine.Calendar.Month.LockAfterDays = 5
	d.period(tab, "")
	d.runAt(noon)
	d.period(tab, "9/2023")
	if u := stateOf(t, d.runAt(day(time.October, 15, 0)), tab); u.Have != u.Want || !u.Receipt.At.IsZero() {
		t.Errorf("locked: %d of %d rows, receipt %+v", u.Have, u.Want, u.Receipt)
	}
	d = newDesk(t)
	d.period(tab, "10/2023")
	if u := stateOf(t, d.runAt(noon), tab); !u.Receipt.At.IsZero() || u.Own != rules.Complete {
		t.Errorf("not begun: %s, receipt %+v", u.Own, u.Receipt)
	}
}

// What a run leaves in the history beside the units' figures: the period
// cells, the Biểu as shown, and the verdicts.
func TestWhatARunRecords(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.set("Biểu 02", "7", "Kết quả", "Văn phòng viết lại")
	d.run()
	seen := func(unit, code, column string) history.Observation {
		list, err := d.engine.History.Latest(context.Background(), "test", "2023-09")
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range list {
			if o.Unit == unit && o.Code == code && o.Column == column {
				return o
			}
		}
		return history.Observation{}
	}
	for _, want := range []struct{ unit, code, column, raw, kind, cell string }{
		{"Công an", "", "Kỳ báo cáo", "9/2023", "text", "Công an!C1"},
		{"Biểu 02", "7", "Kết quả", "Văn phòng viết lại", "edited", "Biểu 02!C11"},
		{"Biểu 02", "12", "Đánh giá", "Đang tiếp tục thực hiện", "text", "Biểu 02!D16"},
		{"Biểu 01", "1.1", "Nhiệm vụ", d.get("Biểu 01", "1.1", "Nhiệm vụ"), "text", "Biểu 01!B6"},
	} {
		got := seen(want.unit, want.code, want.column)
		if got.Raw != want.raw || got.Kind != want.kind || got.Cell != want.cell {
			t.Errorf("%s %s %s: %q (%s) at %s, want %q (%s) at %s", want.unit, want.code, want.column,
				got.Raw, got.Kind, got.Cell, want.raw, want.kind, want.cell)
		}
	}
	if order := seen("Biểu 02", "", "Thứ tự").Raw; !strings.HasPrefix(order, "1\n2\n3\n") {
		t.Errorf("order of the rows: %q", order)
	}
	verdicts, err := d.engine.History.VerdictsUpTo(t.Context(), "test", "2023-09", 99)
	if err != nil {
		t.Fatal(err)
	}
	byCode := map[string]history.Verdict{}
	for _, v := range verdicts {
		byCode[v.Code] = v
	}
	if v := byCode["12"]; v.Status != "in_progress" || v.Target == "" || !strings.Contains(v.Why, "117 < 200") {
		t.Errorf("verdict of 12: %+v", v)
	}
}
