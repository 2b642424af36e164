package engine_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bieu/sync/engine"
	"bieu/sync/history"
	"bieu/sync/workbook"
	"bieu/sync/xlsx"
)

// unitOf is how a closing tells of a unit.
func unitOf(c *engine.Closure, name string) engine.ManifestUnit {
	i := slices.IndexFunc(c.Manifest.Units, func(u engine.ManifestUnit) bool { return u.Unit == name })
	return c.Manifest.Units[i]
}

// Each thing that a closing may lack, and what makes up for it.
func TestGapsOfAClosing(t *testing.T) {
	d := newDesk(t)
	d.set("Trạm y tế", "9.2", "Kết quả", "Tỷ lệ trẻ em suy dinh dưỡng là 7,9%")
	d.runAt(hours(0))
	prepare := func(n int) *engine.Closure {
		t.Helper()
		c, err := d.prepare(september, hours(n))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := prepare(1); c.Manifest.Gaps {
		t.Fatalf("nothing is missing, but %+v", c.Manifest)
	}

	stood := d.get("Tư pháp", "14", "Kết quả")
	d.set("Tư pháp", "14", "Kết quả", "Đạt khá tốt")
	if c := prepare(2); !slices.Equal(c.Manifest.Unsettled, []string{"14"}) || !c.Manifest.Gaps {
		t.Errorf("unsettled %q", c.Manifest.Unsettled)
	}
	d.set("Biểu 02", "14", "Đánh giá", "Đạt chỉ tiêu KH")
	if c := prepare(3); c.Manifest.Gaps || len(c.Kept) == 0 {
		t.Errorf("settled by the office: %q, kept %+v", c.Manifest.Unsettled, c.Kept)
	}
	d.set("Tư pháp", "14", "Kết quả", stood)
	d.set("Biểu 02", "14", "Đánh giá", "")

	header := d.at("Công an", "15.1", "Kết quả")
	header = header[:1] + "3"
	d.book.Set("Công an", header, workbook.TextCell("Gì đó"))
	if c := prepare(4); !c.Manifest.Gaps || unitOf(c, "Công an").Doubt != engine.DoubtUnread {
		t.Errorf("an unreadable tab: %+v", unitOf(c, "Công an"))
	}
	d.book.Set("Công an", header, workbook.TextCell("Kết quả"))
	if c := prepare(5); c.Manifest.Gaps {
		t.Errorf("readable again: %+v", c.Manifest)
	}

	d.book.Set("Công an", "C1", workbook.Cell{})
	if c := prepare(6); !c.Manifest.Gaps || unitOf(c, "Công an").Doubt != engine.DoubtUnnamed {
		t.Errorf("no period named: %+v", unitOf(c, "Công an"))
	}
	d.book.Set("Công an", "C1", workbook.TextCell("10/2023"))
	if c := prepare(7); c.Manifest.Gaps {
		t.Errorf("the unit went on to the next month: %+v", unitOf(c, "Công an"))
	}
}

func TestUnchangedRowsAreAGap(t *testing.T) {
	d := newDesk(t)
	d.book.Set("Công an", "C1", workbook.TextCell("8/2023"))
	d.runAt(noon.AddDate(0, -1, 0))
	d.book.Set("Công an", "C1", workbook.TextCell("9/2023"))
	c, err := d.prepare(september, hours(0))
	if err != nil {
		t.Fatal(err)
	}
	if u := unitOf(c, "Công an"); u.Doubt != engine.DoubtExplain || u.Reported {
		t.Errorf("told %+v", u)
	}
	if _, err := c.Carry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if face := d.book.Get("Biểu 02 (T9-2023)", "A3").Value; !strings.HasPrefix(face, "TẠM – 9/11 đơn vị") {
		t.Errorf("face %q", face)
	}
}

// What a cell's format says about its figure is closed with it.
func TestPercentagesAreClosedAsSuch(t *testing.T) {
	d := newDesk(t)
	at := d.at("Tư pháp", "14", "Thực hiện")
	percent := func(value string) workbook.Cell {
		return workbook.Cell{Kind: workbook.Number, Value: value, Format: "0%"}
	}
	d.set("Tư pháp", "14", "Kết quả", "")
	d.book.Set("Tư pháp", at, percent("0.9"))
	d.closeAt(september, hours(0))
	if o := d.runAt(hours(1)); len(closedEdits(o)) > 0 || actual(o, "14") != "90" {
		t.Errorf("closed with %s, edits %q", actual(o, "14"), closedEdits(o))
	}
	d.book.Set("Tư pháp", at, percent("0.97"))
	o := d.runAt(hours(2))
	if edits := closedEdits(o); len(edits) != 1 || !strings.Contains(edits[0], "đã chốt 90% → nay 97%") || actual(o, "14") != "90" {
		t.Errorf("closed with %s, edits %q", actual(o, "14"), edits)
	}
}

// actual is the figure by which an indicator was judged.
func actual(o *engine.Outcome, tt string) string {
	for _, st := range o.Indicators {
		if st.Indicator.TT == tt {
			return st.Verdict.Parts[0].Actual.Decimal.String()
		}
	}
	return ""
}

// Whoever changes the manifest under a program of another version is told of it
// by the log of the closing's run.
func TestChangedManifestUnderAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bieu.db")
	store, err := history.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	d := newDesk(t)
	d.engine.History = store
	d.closeAt(september, hours(0))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	change := `UPDATE closings SET manifest = REPLACE(manifest, '"questions":', '"questions":1')`
	if _, err := db.ExecContext(context.Background(), change); err != nil {
		t.Fatal(err)
	}
	r, err := d.engine.Rebuild(t.Context(), september, 0, "a later version", xlsx.Bytes)
	if err != nil || r.ContentSound() || r.Sound() {
		t.Errorf("told %+v, %v", r, err)
	}
}

// A closed period's Biểu does not wait for the month's run: it is closed by what
// was seen of it, also weeks later, when the tabs show another month.
func TestClosingLongAfterwards(t *testing.T) {
	d := newDesk(t)
	d.run()
	d.set("Biểu 02", "12", "Kết quả", "Chữ của văn phòng tháng 9")
	d.runAt(hours(1))
	november := time.Date(2023, 11, 3, 9, 0, 0, 0, hanoi)
	for _, tab := range d.unitTabs() {
		d.book.Set(tab, "C1", workbook.TextCell("10/2023"))
	}
	d.set("Tư pháp", "14", "Kết quả", "Giải quyết 20/20 đơn, đạt 100%")
	d.set("Biểu 02", "13", "Kết quả", "Chữ của văn phòng tháng 10")
	d.runAt(november)
	d.closeAt(september, november.Add(time.Hour))
	closed := func(tt string) string { return d.get("Biểu 02 (T9-2023)", tt, "Kết quả") }
	if got := closed("14"); !strings.Contains(got, "10 đơn") || strings.Contains(got, "20/20") {
		t.Errorf("TT 14 closed with %q", got)
	}
	if got := closed("12"); got != "Chữ của văn phòng tháng 9" {
		t.Errorf("TT 12 closed with %q", got)
	}
	if got := closed("13"); got == "Chữ của văn phòng tháng 10" {
		t.Errorf("TT 13 closed with %q", got)
	}
	if o := d.runAt(november.Add(2 * time.Hour)); len(closedEdits(o)) > 0 || o.Cells != 0 {
		t.Errorf("October is open: %q, %d cells", closedEdits(o), o.Cells)
	}
	if r := d.rebuild(september); !r.Sound() {
		t.Errorf("rebuilt: %v", r.Differences)
	}
}
