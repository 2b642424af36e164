package engine_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bieu/rules/calendar"
	"bieu/sync/engine"
	"bieu/sync/example"
	"bieu/sync/form"
	"bieu/sync/workbook"
	"bieu/sync/workbooktest"
)

// lookOnly is a workbook that can be read, and written while err is nil.
type lookOnly struct {
	workbook.Workbook
	err  error
	owes bool // err is told to an empty edit as well
}

func (l *lookOnly) Write(ctx context.Context, edit workbook.Edit) error {
	if l.err != nil && (!edit.Empty() || l.owes) {
		return &workbook.OpError{Op: "write", Ref: "unit", Err: l.err, Said: said[l.err]}
	}
	return l.Workbook.Write(ctx, edit)
}

var (
	errShared = errors.New("shared for looking")
	said      = map[error]string{errShared: "Bảng tính mới chia sẻ để xem.\nĐề nghị đổi quyền."}
)

// The box says what was not written though the rest was; Tổng quan says which
// unit's and why, for as long as it is so.
func TestUnitWorkbookThatTakesNothing(t *testing.T) {
	const at, named = "[tram.xlsx]Trạm y tế", "Việc ghi kết quả vào tệp của đơn vị chưa hoàn thành"
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"no right to write", workbook.ErrDenied, named + ": không có quyền đọc hoặc ghi tệp. Đề nghị kiểm tra quyền của thư mục."},
		{"open elsewhere", workbook.ErrOpen, named + ": tệp đang mở trong Excel hoặc LibreOffice nên chưa ghi. Đề nghị lưu và đóng tệp rồi chạy lại."},
		{"words of the driver", errShared, named + ". Bảng tính mới chia sẻ để xem. Đề nghị đổi quyền."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, tram := deskWithTram(t)
			d.run()
			tram.err = tt.err
			tram.Workbook.(*workbooktest.Memory).Set("Trạm y tế", "C1", workbook.TextCell("8/2023"))
			d.book.Set("Tổng quan", nowBox, workbook.TextCell("x"))
			before := d.cells()
			o := d.fails(tt.err)
			n := len(slices.DeleteFunc(changed(before, d.cells()), func(at string) bool {
				return at == "Tổng quan!"+nowBox || at == "Tổng quan!"+nowBeside
			}))
			answer := d.book.Get("Tổng quan", nowBeside).Value
			if end := ", " + strconv.Itoa(n) + " ô thay đổi; chưa ghi được 1 trang của đơn vị"; !strings.HasSuffix(answer, end) {
				t.Errorf("beside the box stands %q, want %q at its end", answer, end)
			}
			if got := d.openAt(at); !slices.Contains(got, tt.want) {
				t.Errorf("Tổng quan says %q, want %q among it", got, tt.want)
			}
			if !slices.ContainsFunc(o.Problems, func(p form.Problem) bool { return p.Code == "file_unwritten" && p.Cell() == at }) {
				t.Error("the outcome has no such problem")
			}
			if !o.Shown {
				t.Error("the outcome says that the main workbook was not written")
			}

			before = d.cells()
			d.fails(tt.err)
			if diff := changed(before, d.cells()); len(diff) > 0 {
				t.Errorf("the same again changed %v", diff)
			}
			tram.err = nil
			d.run()
			if got := d.openAt(at); slices.Contains(got, tt.want) {
				t.Errorf("once written, Tổng quan still says %q", got)
			}
		})
	}
}

// A main workbook that was not written shows nothing, whatever the others took.
func TestMainWorkbookThatTakesNothing(t *testing.T) {
	d, _ := deskWithTram(t)
	d.engine.Main = &lookOnly{d.book, workbook.ErrOpen, false}
	if o := d.fails(workbook.ErrOpen); o.Shown {
		t.Error("the outcome says that it was written")
	}
}

// deskWithTram is a desk whose Trạm y tế has a workbook of its own.
func deskWithTram(t *testing.T) (*desk, *lookOnly) {
	t.Helper()
	d := newDesk(t)
	tram := &lookOnly{}
	for _, l := range example.Layouts(settings()) {
		if l.Title == "Trạm y tế" {
			tram.Workbook = workbooktest.NewMemory(l)
		}
	}
	d.book.RemoveTab("Trạm y tế")
	d.engine.Open = func(context.Context, string) (workbook.Workbook, error) { return tram, nil }
	d.set("Đơn vị", "TYT", "Tệp", "tram.xlsx")
	return d, tram
}

// fails is a run that ends with an error.
func (d *desk) fails(want error) *engine.Outcome {
	d.t.Helper()
	o, err := d.engine.Run(d.t.Context(), engine.Options{At: noon, Cause: "test"})
	if !errors.Is(err, want) {
		d.t.Fatalf("the run ends with %v, want %v", err, want)
	}
	return o
}

// openAt is what the open list of Tổng quan says of a cell.
func (d *desk) openAt(cell string) []string {
	d.t.Helper()
	snapshot, err := d.book.Read(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	var list []string
	g := snapshot.Grid("Tổng quan")
	for row := range g.Rows() {
		for col := range g.Cols() {
			if g.At(row, col).Value == cell {
				list = append(list, g.At(row, col+1).Value)
			}
		}
	}
	return list
}

// What a driver has to tell of an earlier write is asked for though there is
// nothing to write, and told at the unit's tab.
func TestEarlierWriteIsToldOf(t *testing.T) {
	d, tram := deskWithTram(t)
	d.run()
	tram.err, tram.owes = errShared, true
	d.fails(errShared)
	if got := d.openAt("[tram.xlsx]Trạm y tế"); len(got) != 1 || !strings.Contains(got[0], "Bảng tính mới chia sẻ để xem") {
		t.Errorf("Tổng quan says %q", got)
	}
}

// While a unit's workbook takes nothing, the office's own edits in the Biểu stay
// as they do at all times: its wording, also one that stood there before, and
// the rows that it deleted.
func TestOfficeEditsWhileAUnitWorkbookTakesNothing(t *testing.T) {
	d, tram := deskWithTram(t)
	tram.err = workbook.ErrDenied
	say := func(text string) {
		d.set("Tư pháp", "14", "Kết quả", text)
		d.fails(workbook.ErrDenied)
		if got := d.get("Biểu 02", "14", "Kết quả"); got != text {
			t.Fatalf("Biểu 02 says %q, want %q", got, text)
		}
	}
	say("Giải quyết 8/10 đơn, đạt 80%")
	say("Giải quyết 9/10 đơn, đạt 90%")
	const office = "Giải quyết 8/10 đơn, đạt 80%"
	d.set("Biểu 02", "14", "Kết quả", office)
	d.fails(workbook.ErrDenied)
	if got := d.get("Biểu 02", "14", "Kết quả"); got != office {
		t.Errorf("the office's wording became %q", got)
	}
	row, _, _ := workbook.ParseA1(d.at("Biểu 02", "12", "Kết quả"))
	d.book.DeleteRow("Biểu 02", row)
	d.fails(workbook.ErrDenied)
	for at, text := range d.cells() {
		if strings.HasPrefix(at, "Biểu 02!A") && text == "12" {
			t.Errorf("the row that the office deleted is back at %s", at)
		}
	}
}

// A period that is closed while a unit's workbook takes nothing has its tabs all
// the same, and whoever closes it is told so.
func TestClosingWhileAUnitWorkbookTakesNothing(t *testing.T) {
	for _, tt := range []struct {
		name   string
		main   error
		placed bool
	}{
		{"the unit's alone", nil, true},
		{"the main one as well", workbook.ErrOpen, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, tram := deskWithTram(t)
			d.run()
			c, err := d.prepare(calendar.MonthOf(2023, 9), noon)
			if err != nil {
				t.Fatal(err)
			}
			tram.Workbook.(*workbooktest.Memory).Set("Trạm y tế", "C1", workbook.TextCell("8/2023"))
			tram.err = workbook.ErrDenied
			d.engine.Main = &lookOnly{d.book, tt.main, false}
			_, err = c.Carry(t.Context())
			var unwritten *engine.UnwrittenError
			if !errors.As(err, &unwritten) || unwritten.Placed != tt.placed {
				t.Errorf("closing ends with %#v, want one whose tabs stand: %t", err, tt.placed)
			}
		})
	}
}
