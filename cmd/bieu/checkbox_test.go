package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"bieu/sync/sheetstest"
)

// The box Tổng hợp ngay of the example, and the cell beside it.
const (
	theBox    = "'Tổng quan'!B9"
	besideBox = "'Tổng quan'!C9"
)

// sees is what a person sees in a cell.
func (b *bureau) sees(cell string) string {
	b.t.Helper()
	text, err := b.server.Human(b.id).Value(cell)
	must(b.t, err)
	return text
}

// boxed is an office in the evening, when only the box is looked at each
// minute, with a worker that has run once.
type boxed struct {
	*bureau
	*served
	clock *clockwork.FakeClock
}

func newBoxed(t *testing.T) *boxed {
	t.Helper()
	b := newBureau(t, onSheets, nil)
	b.live("quota: {reads: 6000, writes: 6000}\n")
	clock := clockwork.NewFakeClockAt(monday(19, 0))
	s := serveApp(t, &app{now: clock.Now, ticks: clock, calls: hastyCalls{}}, "--config", b.config)
	s.next(b, 0, 1)
	s.until("ready", s.ready)
	return &boxed{b, s, clock}
}

// tick ticks the box and lets a minute pass.
func (o *boxed) tick() {
	o.served.t.Helper()
	must(o.served.t, o.server.Human(o.id).Type(theBox, "x"))
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
	o.moves("Trạm y tế", o.server.Create(sheetstest.Spreadsheet{Title: "Trạm y tế", NotShared: true}))
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
	rows, err := o.server.Human(o.id).Values("'Trạm y tế'!A1:Z30")
	must(t, err)
	own := o.server.Create(sheetstest.Spreadsheet{Title: "Trạm y tế", Locale: "vi_VN", NotShared: true})
	h := o.server.Human(own)
	must(t, h.AddTab("Trạm y tế"))
	for r, row := range rows {
		header := slices.Contains(row, "Đánh giá")
		for c, text := range row {
			if text != "" && (header || c < slices.Index(rows[2], "Tỷ lệ (%)")) { // behind it the worker writes
				must(t, h.Type("'Trạm y tế'!"+string(rune('A'+c))+strconv.Itoa(r+1), "'"+text))
			}
		}
	}
	must(t, h.Share(sheetstest.DefaultAccount, "reader"))
	o.moves("Trạm y tế", own)
	o.tick()
	if said := o.answered(); !strings.HasPrefix(said, "xong lúc ") || !strings.HasSuffix(said, "; chưa ghi được 1 trang của đơn vị") {
		t.Errorf("it says %q", said)
	}
	shown := o.shown("Tổng quan", "Việc ghi kết quả vào tệp của đơn vị chưa hoàn thành")
	if len(shown) != 1 || !strings.Contains(shown[0], sheetstest.DefaultAccount) || !strings.Contains(shown[0], "Người chỉnh sửa") {
		t.Errorf("Tổng quan says %q", shown)
	}
}

// moves names a spreadsheet as a unit's own.
func (o *boxed) moves(unit, id string) {
	o.served.t.Helper()
	h := o.server.Human(o.id)
	rows, err := h.Values("'Đơn vị'!A1:Z30")
	must(o.served.t, err)
	column, row := slices.Index(rows[0], "Tệp"), slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, unit) })
	if column < 0 || row < 0 {
		o.served.t.Fatalf("the tab Đơn vị: %q", rows)
	}
	must(o.served.t, h.Type("'Đơn vị'!"+string(rune('A'+column))+strconv.Itoa(row+1), "https://docs.google.com/spreadsheets/d/"+id+"/edit"))
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
