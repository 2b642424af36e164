package engine_test

import (
	"slices"
	"strings"
	"testing"

	"bieu/rules"
	"bieu/sync/form"
	"bieu/sync/history"
	"bieu/sync/workbook"
)

// figure types a number into the cell of a part of 13.
func (d *desk) figure(code, number string) {
	d.book.Set(social, d.at(social, code, form.ColumnFigure), workbook.NumberCell(number))
}

// Where a typed 58,5 becomes 585, both readings are open: the status is the one
// that both lead to, and otherwise waits for a person. With the locale put right
// the number counts as it stands.
func TestFiguresTypedWithoutADecimalComma(t *testing.T) {
	const asks = "bảng tính đang dùng ngôn ngữ en_US"
	words := form.DefaultWords()
	tests := []struct {
		name, locale, number string
		status               rules.Status
		asked                bool
	}{
		{"far from its target", "en_US", "585", rules.CannotTell, true},
		{"reached either way", "en_US", "9999", rules.Exceeded, true},
		{"plausible", "en_US", "99.99", rules.Exceeded, false},
		{"decimal comma", "", "585", rules.Exceeded, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.book.PointLocale = tt.locale
			d.figure("13.1", tt.number)
			o := d.run()
			if got := d.get(social, "13.1", "Đánh giá"); got != words[tt.status] {
				t.Errorf("judged %q, want %q", got, words[tt.status])
			}
			if got := d.get(social, "13.1", "Kiểm tra"); strings.Contains(got, asks) != tt.asked {
				t.Errorf("Kiểm tra: %q, asked %v wanted", got, tt.asked)
			}
			at := social + "!" + d.at(social, "13.1", form.ColumnFigure)
			if asked := slices.ContainsFunc(o.Problems, func(p form.Problem) bool {
				return p.Code == "locale_figure" && p.Cell() == at && p.Level == form.Ask
			}); asked != tt.asked {
				t.Errorf("asked at the cell: %v", asked)
			}
			if again := d.run(); again.Cells != 0 {
				t.Errorf("a second run wrote %d cells", again.Cells)
			}
			d.book.PointLocale = ""
			d.run()
			if got := d.get(social, "13.1", "Kiểm tra"); strings.Contains(got, asks) {
				t.Errorf("asked with the locale put right: %q", got)
			}
		})
	}
}

// A closed period goes on as it was closed, also once the locale is put right:
// the history knows for which figures it was asked about.
func TestClosedWithoutADecimalComma(t *testing.T) {
	d := newDesk(t)
	d.book.PointLocale = "en_US"
	d.figure("13.1", "585")
	d.run()
	status := form.DefaultWords()[rules.CannotTell]
	if got := d.get(social, "13.1", "Đánh giá"); got != status {
		t.Fatalf("judged %q before the closing", got)
	}
	seen, err := d.engine.History.Latest(t.Context(), d.engine.Plan, september.String())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(seen, func(o history.Observation) bool {
		return o.Code == "13.1" && o.Raw == "585" && o.Kind == "number:en_US"
	}) {
		t.Errorf("the history does not know in which locale 585 was typed")
	}
	d.closeAt(september, hours(1))
	d.book.PointLocale = ""
	o := d.runAt(hours(2))
	if got := d.get(social, "13.1", "Đánh giá"); got != status {
		t.Errorf("judged %q after the closing", got)
	}
	for _, p := range o.Problems {
		if p.Code == "closed_edit" {
			t.Errorf("the same number counts as an edit: %s", p.Text)
		}
	}
	if r := d.rebuild(september); !r.Sound() {
		t.Errorf("rebuilt with differences %v", r.Differences)
	}
}
