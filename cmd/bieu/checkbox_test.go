package main

import (
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/sheetstest"
	"bieu/sync/workbook"
)

// The box Tổng hợp ngay of the example, and the cell beside it.
const (
	theBox    = "B9"
	besideBox = "C9"
)

// sees is what a person sees in a cell of Tổng quan.
func (b *bureau) sees(a1 string) string {
	b.t.Helper()
	if b.server != nil { // no call of the worker's account
		text, err := b.server.Human(b.id).Value("'Tổng quan'!" + a1)
		must(b.t, err)
		return text
	}
	row, col, _ := workbook.ParseA1(a1)
	return b.tab("Tổng quan").At(row, col).Value
}

// tab is a tab as it is.
func (b *bureau) tab(title string) *workbook.Grid {
	b.t.Helper()
	book := b.book()
	defer book.Close()
	snapshot, err := book.Read(b.t.Context(), workbook.Range{Tab: title})
	must(b.t, err)
	g := snapshot.Grid(title)
	if g == nil {
		b.t.Fatalf("there is no tab %s", title)
	}
	return g
}

// boxed is an office in the evening, when only the box is looked at, with a
// worker that has run once.
type boxed struct {
	*bureau
	*served
	clock *clockwork.FakeClock
}

// newBoxed is one whose box is looked at each minute.
func newBoxed(t *testing.T) *boxed {
	t.Helper()
	return newBoxedOn(t, onSheets, monday(19, 0))
}

func newBoxedOn(t *testing.T, driver string, at time.Time) *boxed {
	t.Helper()
	b := newBureau(t, driver, nil)
	more := ""
	if driver == onSheets {
		more = "quota: {reads: 6000, writes: 6000}\n"
	}
	b.live(more)
	clock := clockwork.NewFakeClockAt(at)
	s := serveApp(t, &app{now: clock.Now, ticks: clock, calls: hastyCalls{}}, "--config", b.config)
	s.next(b, 0, 1)
	s.until("ready", s.ready)
	return &boxed{b, s, clock}
}

// tick ticks the box and lets a minute pass.
func (o *boxed) tick() {
	o.served.t.Helper()
	o.types(typed{"Tổng quan", theBox, "x"})
	o.minute()
}

func (o *boxed) minute() {
	for range 4 {
		quarter(o.served.t, o.clock)
		time.Sleep(20 * time.Millisecond) // the look belongs to this quarter
	}
}

// answered waits until the box is unticked and returns what stands beside it.
func (o *boxed) answered() string {
	o.served.t.Helper()
	o.until("the box is unticked", func() bool { return o.sees(theBox) == "" })
	return o.sees(besideBox)
}

func TestBoxIsAnswered(t *testing.T) {
	t.Parallel()
	o := newBoxed(t)
	before := len(o.causes())
	o.tick()
	if said := o.answered(); !strings.HasPrefix(said, "xong lúc 02/10/2023 19:0") || !strings.HasSuffix(said, " ô thay đổi") {
		t.Errorf("it says %q", said)
	}
	o.next(o.bureau, before, 1)
	if all := o.causes(); len(all) != before+1 || !strings.HasSuffix(all[before], " checkbox") {
		t.Errorf("runs: %q", all)
	}
	o.says(`bieu_runs_total{cause="checkbox",outcome="done",plan="` + o.plan() + `"} 1`)
}

// A unit whose spreadsheet is not shared keeps nobody else from an answer,
// which says that something was not read.
func TestBoxWhenAUnitIsNotShared(t *testing.T) {
	t.Parallel()
	o := newBoxed(t)
	o.moves("Trạm y tế", sheetLink+o.server.Create(sheetstest.Spreadsheet{Title: "Trạm y tế", NotShared: true}))
	o.tick()
	if said := o.answered(); !strings.HasPrefix(said, "xong lúc ") || !strings.HasSuffix(said, "; còn 1 trang chưa đọc được") {
		t.Errorf("it says %q", said)
	}
	shown := o.shown("Tổng quan", "Không đọc được tệp của đơn vị")
	if want := "Chưa chia sẻ bảng tính với " + sheetstest.DefaultAccount; len(shown) != 1 ||
		!strings.Contains(shown[0], want) || !strings.Contains(shown[0], "Người chỉnh sửa") {
		t.Errorf("Tổng quan says %q, want %q", shown, want)
	}
}

// A unit whose spreadsheet is shared for reading only: the rest is written, and
// the answer says what was not.
func TestBoxWhenAUnitIsSharedForReading(t *testing.T) {
	t.Parallel()
	o := newBoxed(t)
	own := o.ownSheet("Trạm y tế")
	must(t, o.server.Human(own).Share(sheetstest.DefaultAccount, "reader"))
	o.moves("Trạm y tế", sheetLink+own)
	o.tick()
	if said := o.answered(); !strings.HasPrefix(said, "xong lúc ") || !strings.HasSuffix(said, "; chưa ghi được 1 trang của đơn vị") {
		t.Errorf("it says %q", said)
	}
	shown := o.shown("Tổng quan", "Việc ghi kết quả vào tệp của đơn vị chưa hoàn thành")
	if len(shown) != 1 || !strings.Contains(shown[0], sheetstest.DefaultAccount) || !strings.Contains(shown[0], "Người chỉnh sửa") {
		t.Errorf("Tổng quan says %q", shown)
	}
}

const sheetLink = "https://docs.google.com/spreadsheets/d/"

// ownSheet makes a spreadsheet with the tab of a unit in it, as nobody has
// judged it yet, and shares it with nobody.
func (b *bureau) ownSheet(unit string) string {
	b.t.Helper()
	g := b.tab(unit)
	id := b.server.Create(sheetstest.Spreadsheet{Title: unit, Locale: "vi_VN", NotShared: true})
	h := b.server.Human(id)
	must(b.t, h.AddTab(unit))
	header, columns := headers(g)
	for row := range g.Rows() {
		for col := range g.Cols() {
			at, text := workbook.Address{Tab: unit, Row: row, Col: col}, g.At(row, col).Value
			if text != "" && (row <= header || col < columns["Tỷ lệ (%)"]) { // behind it the worker writes
				must(b.t, h.Type("'"+unit+"'!"+at.A1(), "'"+text))
			}
		}
	}
	return id
}

// moves names a workbook as a unit's own.
func (b *bureau) moves(unit, file string) {
	b.t.Helper()
	g := b.tab("Đơn vị")
	for row := range g.Rows() {
		for col := range g.Cols() {
			if g.At(0, col).Value == "Tệp" && g.At(row, 1).Value == unit {
				at := workbook.Address{Row: row, Col: col}
				b.types(typed{"Đơn vị", at.A1(), file})
				return
			}
		}
	}
	b.t.Fatalf("the tab Đơn vị has no column Tệp, or no %s", unit)
}

// A plan that cannot be read is the reason why not; once it can, the box works
// again.
func TestBoxWhenThePlanCannotBeRead(t *testing.T) {
	t.Parallel()
	o := newBoxed(t)
	h := o.server.Human(o.id)
	must(t, h.RenameTab("Kế hoạch", "Kế hoạch cũ"))
	o.tick()
	if said := o.answered(); !strings.HasPrefix(said, "chưa tổng hợp được lúc 02/10/2023 19:0") || !strings.Contains(said, "Kế hoạch") {
		t.Errorf("it says %q", said)
	}
	o.says(`bieu_runs_total{cause="checkbox",outcome="failed",plan="` + o.plan() + `"} 1`)
	must(t, h.RenameTab("Kế hoạch cũ", "Kế hoạch"))
	o.tick()
	if said := o.answered(); !strings.HasPrefix(said, "xong lúc ") {
		t.Errorf("it says %q", said)
	}
}

// Who ticks the box again as soon as it is unticked is answered again, though
// no look came in between.
func TestBoxTickedAgainAtOnce(t *testing.T) {
	t.Parallel()
	o := newBoxed(t)
	for _, times := range []string{"1", "2"} {
		o.tick()
		o.says(`bieu_runs_total{cause="checkbox",outcome="done",plan="` + o.plan() + `"} ` + times)
	}
}

// A spent quota passes by itself: the box stays ticked, and is answered when
// there is quota again, though nobody ticks it again.
func TestBoxWhenTheQuotaIsSpent(t *testing.T) {
	t.Parallel()
	o := newBoxed(t)
	o.server.Inject(sheetstest.Fault{Trouble: sheetstest.Quota429, Times: -1, Match: func(c sheetstest.Call) bool {
		return c.Method != "sheets.spreadsheets.values.get" // by which the box is looked at
	}})
	o.tick()
	o.says(`bieu_runs_total{cause="checkbox",outcome="quota",plan="` + o.plan() + `"} 1`)
	if ticked, said := o.sees(theBox), o.sees(besideBox); ticked != "x" || said != "" {
		t.Errorf("without quota: %q %q", ticked, said)
	}
	o.server.ClearFaults()
	o.minute()
	o.minute()
	if said := o.answered(); !strings.HasPrefix(said, "xong lúc ") {
		t.Errorf("it says %q", said)
	}
}
