package engine_test

import (
	"strings"
	"testing"
	"time"

	"bieu/rules"
	"bieu/sync/engine"
	"bieu/sync/workbook"
)

// questionOf returns the question with a code, "" for none, and where it is
// asked.
func questionOf(o *engine.Outcome, code string) (text, cell string) {
	for _, q := range o.Questions {
		if q.Code == code {
			return q.Text, q.Cell()
		}
	}
	return "", ""
}

// asks runs twice and holds what is asked against what is wanted: one question
// of a code, told in Kiểm tra and in Tổng quan, or none. The second run writes
// nothing.
func (d *desk) asks(name string, at time.Time, tab, mã, code, cell, text string) *engine.Outcome {
	d.t.Helper()
	o := d.runAt(at)
	got, where := questionOf(o, code)
	if got != text || where != cell {
		d.t.Errorf("%s: asked at %q: %q\nwant at %q: %q", name, where, got, cell, text)
	}
	check := d.get(tab, mã, "Kiểm tra")
	open := strings.Join(d.openLines(), "\n")
	if text != "" && (!strings.Contains(check, text) || !strings.Contains(open, text)) {
		d.t.Errorf("%s: Kiểm tra %q, Tổng quan %q", name, check, open)
	}
	if text == "" && (strings.Contains(check, "Có phải") || strings.Contains(open, "Có phải")) {
		d.t.Errorf("%s: still asked: Kiểm tra %q, Tổng quan %q", name, check, open)
	}
	if o := d.runAt(at.Add(time.Minute)); o.Cells != 0 {
		d.t.Errorf("%s: a second run wrote %d cells", name, o.Cells)
	}
	return o
}

// openLines is what Tổng quan lists as open.
func (d *desk) openLines() []string {
	var lines []string
	for at, text := range d.cells() {
		if strings.HasPrefix(at, "Tổng quan!G") {
			lines = append(lines, text)
		}
	}
	return lines
}

const (
	social = "Văn hóa - Xã hội"
	jobs   = "Phối hợp giải quyết việc làm mới cho 117/200 lao động, đạt 58,5% KH giao"
)

// A cell that was filled in for the same period and is blank is asked about
// until it is filled in again or explained.
func TestAFigureThatDisappears(t *testing.T) {
	d := newDesk(t)
	cell := social + "!" + d.at(social, "12", "Kết quả")
	d.runAt(day(time.September, 28, 8))
	status := d.get(social, "13.1", "Đánh giá")
	d.set(social, "12", "Kết quả", "")
	text := "Ô này trước ghi “Phối hợp giải quyết việc làm mới cho 117/200 lao động, đạt 58,5% KH giao” (thấy lúc 28/09/2023 08:00), nay để trống. Có phải xóa nhầm không?"
	d.asks("gone", day(time.September, 28, 10), social, "12", "figure_gone", cell, text)
	d.asks("gone for days", day(time.September, 29, 15), social, "12", "figure_gone", cell, text)
	if got := d.get(social, "13.1", "Đánh giá"); got != status {
		t.Errorf("another status became %q", got)
	}
	d.set(social, "12", "Kết quả", jobs)
	d.asks("restored", day(time.September, 29, 16), social, "12", "figure_gone", "", "")

	d.set(social, "12", "Ghi chú", "phòng LĐ cung cấp")
	d.runAt(day(time.September, 29, 17))
	d.set(social, "12", "Kết quả", "")
	text = strings.Replace(text, "28/09/2023 08:00", "29/09/2023 16:00", 1)
	d.asks("gone beside an old note", day(time.September, 30, 8), social, "12", "figure_gone", cell, text)
	d.set(social, "12", "Ghi chú", "Số cũ báo nhầm kỳ, đang xác minh")
	d.asks("explained", day(time.September, 30, 9), social, "12", "figure_gone", "", "")
	if check := d.get(social, "12", "Kiểm tra"); !strings.Contains(check, "thấy lúc 29/09/2023 16:00), nay để trống; đơn vị đã giải trình ở cột Ghi chú.") {
		t.Errorf("the explanation is not told: %q", check)
	}
	d.period(social, "10/2023")
	d.asks("another period", day(time.October, 12, 9), social, "12", "figure_gone", "", "")
}

// A number that the sentence names by now, or words that did not belong where
// a figure does, are not missed; a number that is nowhere is.
func TestAFigureThatMoved(t *testing.T) {
	d := newDesk(t)
	figure := func(c workbook.Cell) { d.book.Set(social, d.at(social, "12", "Thực hiện"), c) }
	figure(workbook.NumberCell("117"))
	d.runAt(day(time.September, 28, 8))
	figure(workbook.Cell{})
	d.asks("named in the sentence", day(time.September, 28, 9), social, "12", "figure_gone", "", "")
	d.set(social, "12", "Kết quả", "Đang rà soát")
	d.asks("named nowhere", day(time.September, 28, 10), social, "12", "figure_gone", social+"!"+d.at(social, "12", "Thực hiện"),
		"Ô này trước ghi 117 (thấy lúc 28/09/2023 08:00), nay để trống. Có phải xóa nhầm không?")

	d = newDesk(t)
	d.book.Set(social, d.at(social, "12", "Thực hiện"), workbook.TextCell("khá tốt"))
	d.runAt(day(time.September, 28, 8))
	d.book.Set(social, d.at(social, "12", "Thực hiện"), workbook.Cell{})
	d.asks("words", day(time.September, 28, 9), social, "12", "figure_gone", "", "")
}

// Figures are held against the last period that has one, and the status never
// depends on that.
func TestFiguresAgainstTheLastPeriod(t *testing.T) {
	d := newDesk(t)
	cell := social + "!" + d.at(social, "12", "Kết quả")
	said := func(n string) {
		d.set(social, "12", "Kết quả", "Giải quyết việc làm mới cho "+n+" lao động")
	}
	d.period(social, "7/2023")
	said("110")
	d.runAt(day(time.August, 1, 8))
	// Nothing was said of it for August.
	d.period(social, "8/2023")
	d.set(social, "12", "Kết quả", "")
	d.runAt(day(time.September, 1, 8))
	d.period(social, "9/2023")
	ask := " Nếu số đúng, đề nghị ghi lý do ở cột Ghi chú."
	for _, step := range []struct {
		name, n, code, text string
	}{
		{"it grew", "120", "figure_fell", ""},
		{"it stayed", "110", "figure_fell", ""},
		{"it fell", "105", "figure_fell", "Số lũy kế 105 lao động nhỏ hơn kỳ 7/2023 (110 lao động). Có phải đã ghi số của riêng kỳ này không?" + ask},
		{"it rose again", "111", "figure_fell", ""},
		{"a digit too many", "1.110", "figure_leapt", "Số 1.110 lao động gấp khoảng 10 lần kỳ 7/2023 (110 lao động). Có phải ghi nhầm đơn vị tính hoặc thừa chữ số không?" + ask},
		{"a digit too few", "11", "figure_plunge", "Số 11 lao động chỉ bằng khoảng 1/10 kỳ 7/2023 (110 lao động). Có phải ghi nhầm đơn vị tính hoặc thiếu chữ số không?" + ask},
		{"corrected", "112", "figure_plunge", ""},
	} {
		said(step.n)
		at := cell
		if step.text == "" {
			at = ""
		}
		o := d.asks(step.name, day(time.September, 28, 8), social, "12", step.code, at, step.text)
		want := rules.InProgress
		if step.n == "1.110" {
			want = rules.Exceeded
		}
		for _, st := range o.Indicators {
			if st.Indicator.TT == "12" && st.Verdict.Status != want {
				t.Errorf("%s: judged %s, want %s", step.name, st.Verdict.Status, want)
			}
		}
	}
	said("1.110")
	d.set(social, "12", "Ghi chú", "Đợt tuyển dụng của khu công nghiệp")
	d.asks("explained", day(time.September, 29, 8), social, "12", "figure_leapt", "", "")
	if check := d.get(social, "12", "Kiểm tra"); !strings.Contains(check, "gấp khoảng 10 lần kỳ 7/2023 (110 lao động); đơn vị đã giải trình ở cột Ghi chú.") {
		t.Errorf("the explanation is not told: %q", check)
	}
}

// Parts that are spoken for by the sentence of the whole indicator are held
// against what that sentence said.
func TestFiguresOfPartsInOneSentence(t *testing.T) {
	d := newDesk(t)
	d.period(social, "8/2023")
	d.set(social, "13", "Kết quả", "Vận động 76/116 đối tượng tham gia BHXH đạt 65,5% KH năm; tỷ lệ người tham gia BHYT đạt 99,99%.")
	d.runAt(day(time.August, 31, 8))
	d.period(social, "9/2023")
	d.set(social, "13", "Kết quả", "Vận động 70/116 đối tượng tham gia BHXH đạt 60,3% KH năm; tỷ lệ người tham gia BHYT đạt 99,9%.")
	cell := social + "!" + d.at(social, "13", "Kết quả")
	d.asks("a share of the plan fell", day(time.September, 28, 8), social, "13.2", "figure_fell", cell,
		"Số lũy kế 60,3% nhỏ hơn kỳ 8/2023 (65,5%). Có phải đã ghi số của riêng kỳ này không? Nếu số đúng, đề nghị ghi lý do ở cột Ghi chú.")
}

// A unit that only put a new period over old rows is asked once, at its period
// cell; a note in any row explains it.
func TestOldRowsUnderANewPeriod(t *testing.T) {
	d := newDesk(t)
	d.period(social, "8/2023")
	d.runAt(day(time.August, 31, 8))
	d.period(social, "9/2023")
	o := d.asks("unchanged", day(time.September, 28, 8), social, "4", "unchanged", social+"!C1",
		"Đã ghi kỳ 9/2023 nhưng mọi dòng vẫn như kỳ 8/2023. Số liệu đã được cập nhật cho kỳ này chưa? Nếu thực tế không thay đổi, đề nghị ghi lý do ở cột Ghi chú của một dòng.")
	if face := d.book.Get("Biểu 02", "A3").Value; !strings.Contains(face, "Công chức văn hóa - xã hội (cần giải trình)") {
		t.Errorf("the Biểu says %q", face)
	}
	if u := stateOf(t, o, social); u.Reported {
		t.Error("it counts as reported")
	}
	d.set(social, "12", "Ghi chú", "Không có lao động mới trong tháng")
	o = d.asks("explained", day(time.September, 29, 8), social, "4", "unchanged", "", "")
	if u := stateOf(t, o, social); u.Standing != rules.OnTime {
		t.Errorf("explained: %s", u.Standing)
	}
}
