package engine_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/workbook"
)

// The box of the example's Tổng quan, and the cell beside it.
const (
	nowBox    = "B9"
	nowBeside = "C9"
)

func TestBoxIsAnsweredByTheRun(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.book.Set("Tổng quan", nowBox, workbook.TextCell("x"))
	d.set("Văn hóa - Xã hội", "12", "Kết quả", "Giải quyết việc làm mới cho 205/200 lao động, đạt 102,5% KH giao")
	before := d.cells()
	writes := d.book.Writes
	o := d.run()
	if d.book.Writes != writes+1 {
		t.Errorf("%d writes, want 1", d.book.Writes-writes)
	}
	if box := d.book.Get("Tổng quan", nowBox); box.Kind != workbook.Blank {
		t.Errorf("the box holds %q", box.Value)
	}
	// What people see changed, but for the box, the line beside it and the time.
	n := len(slices.DeleteFunc(changed(before, d.cells()), func(at string) bool {
		return at == "Tổng quan!"+nowBox || at == "Tổng quan!"+nowBeside
	}))
	said := d.book.Get("Tổng quan", nowBeside).Value
	if want := ", " + strconv.Itoa(n) + " ô thay đổi"; !strings.HasPrefix(said, "xong lúc ") || !strings.HasSuffix(said, want) {
		t.Errorf("it says %q, %d cells changed of %d written", said, n, o.Cells)
	}
	before = d.cells()
	d.run()
	if diff := changed(before, d.cells()); len(diff) > 0 {
		t.Errorf("the next run changed %v", diff)
	}
}

func TestBoxSaysWhyNot(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.book.Set("Tổng quan", nowBox, workbook.BoolCell(true))
	d.book.RemoveTab("Kế hoạch")
	before := d.cells()
	if _, err := d.engine.Run(t.Context(), engine.Options{At: noon}); err == nil {
		t.Fatal("no error")
	}
	if diff, want := changed(before, d.cells()), []string{"Tổng quan!" + nowBox, "Tổng quan!" + nowBeside}; !slices.Equal(diff, want) {
		t.Errorf("changed %v, want %v", diff, want)
	}
	if box := d.book.Get("Tổng quan", nowBox); box.Value != "FALSE" {
		t.Errorf("the box holds %q", box.Value)
	}
	if said := d.book.Get("Tổng quan", nowBeside).Value; !strings.HasPrefix(said, "chưa tổng hợp được lúc ") || !strings.Contains(said, "Kế hoạch") {
		t.Errorf("it says %q", said)
	}
	// Any other reason comes from whoever asked for the run.
	d.book.Set("Tổng quan", nowBox, workbook.TextCell("x"))
	for range 2 {
		if err := d.engine.Decline(t.Context(), noon, "mạng bị ngắt"); err != nil {
			t.Fatal(err)
		}
	}
	if said := d.book.Get("Tổng quan", nowBeside).Value; !strings.HasSuffix(said, ": mạng bị ngắt") {
		t.Errorf("it says %q", said)
	}
}

func TestPeopleAreToldSinceWhenNobodyLooked(t *testing.T) {
	d := newDesk(t)
	d.run()
	o, err := d.engine.Run(t.Context(), engine.Options{At: noon, Blind: engine.Stretch{From: noon.Add(-3 * time.Hour), To: noon}})
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for at, text := range d.cells() {
		if strings.HasPrefix(at, "Tổng quan!") && strings.Contains(text, "không đọc bảng tính từ") {
			told++
		}
	}
	if told != 1 || !slices.ContainsFunc(o.Problems, func(p form.Problem) bool { return p.Code == "blind" }) {
		t.Errorf("told %d times", told)
	}
	d.run()
	for at, text := range d.cells() {
		if strings.Contains(text, "không đọc bảng tính từ") {
			t.Errorf("%s still tells", at)
		}
	}
}
