package form

import (
	"strings"
	"testing"
	"unicode/utf8"

	"bieu/sync/workbook"
)

// notedSheet is Biểu 02 with one row and a column of notes.
func notedSheet(result, judgement, note string) *workbook.Grid {
	return sheet("Biểu 02", "Biểu số 02", "", "TT|Nhiệm vụ|Kết quả|Đánh giá|Ghi chú VP",
		"1|Chỉ tiêu một|"+result+"|"+judgement+"|"+note)
}

// One note speaks of every cell of its row that the office edited, and goes
// with the last of them.
func TestNoteOfARow(t *testing.T) {
	tests := []struct {
		name, result, judgement, source, want string
	}{
		{"nothing is edited", "A", "Đạt", "A", ""},
		{"two cells, the sources as they were", "X", "Y", "A", "Văn phòng đã sửa Kết quả, Đánh giá; xóa trắng ô để lấy lại theo nguồn."},
		{
			"two cells, the source of one changed", "X", "Y", "B",
			"Văn phòng đã sửa Kết quả; nguồn hiện ghi “B”\nVăn phòng đã sửa Đánh giá; xóa trắng ô để lấy lại theo nguồn.",
		},
		{"one cell is cleared", "", "Y", "B", "Văn phòng đã sửa Đánh giá; xóa trắng ô để lấy lại theo nguồn."},
	}
	bases, note := based("A"), ""
	for _, tt := range tests {
		m := Merge(notedSheet(tt.result, tt.judgement, note), bieuOf(tt.source, "Đạt"), bases, testSettings())
		for _, e := range m.Edits {
			if e.A1() == "E4" {
				note = e.Value.Value
			}
		}
		if note != tt.want {
			t.Errorf("%s: the note says %q, want %q", tt.name, note, tt.want)
		}
		bases = settle(bases, m.Written)
		bases[BaseKey{"02", "1", columnResult}] = Base{Text: "A", Settled: true}
	}
}

// What the office writes into the column of notes stays. Only a source that
// changed under an edit is then told in the run.
func TestNoteOfTheOfficeStays(t *testing.T) {
	still := noteKept([]keptCell{{columnResult, "A", false}})
	bases := based("A")
	bases[BaseKey{"02", "1", columnNote}] = Base{Text: still, Settled: true}
	for _, own := range []string{"theo công văn số 12", still + " Theo công văn số 12."} {
		for _, step := range []struct {
			result, source string
			told           []string
		}{
			{"X", "A", nil}, {"X", "B", []string{"Biểu 02!E4 note_taken"}}, {"A", "A", nil},
		} {
			m := Merge(notedSheet(step.result, "Đạt", own), bieuOf(step.source, "Đạt"), bases, testSettings())
			wantEdits(t, m.Edits)
			wantCodes(t, m.Problems, step.told...)
		}
	}
}

// The note of a row that the plan no longer has goes: the row has no source.
func TestNoteOfAWithdrawnRowGoes(t *testing.T) {
	note := noteKept([]keptCell{{columnResult, "A", false}})
	bases := based("A")
	bases[BaseKey{"02", "1", columnNote}] = Base{Text: note, Settled: true}
	b := bieuOf("A", "Đạt")
	b.Rows = nil
	wantEdits(t, Merge(notedSheet("X", "Đạt", note), b, bases, testSettings()).Edits, "E4=", "D4="+WithdrawnMark)
	wantEdits(t, Merge(notedSheet("X", WithdrawnMark, "của văn phòng"), b, bases, testSettings()).Edits)
}

// A source may fill its cell to the brim; the note that quotes two of them must
// have room.
func TestNoteHasRoom(t *testing.T) {
	long := strings.Repeat("ă", MaxText)
	note := noteKept([]keptCell{{columnText, long, true}, {columnResult, long, true}})
	if n := utf8.RuneCountInString(note); n > MaxText/2 || !strings.Contains(note, "ăă…”") {
		t.Errorf("a note of %d characters", n)
	}
}
