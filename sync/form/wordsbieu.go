package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"bieu/sync/workbook"
)

// What people read of a Biểu that is not what its sources say.

func problemDoubledTT(at workbook.Address, tt string, first int) Problem {
	return Problem{At: at, Code: "doubled_tt", Level: StopTab, Text: fmt.Sprintf(
		"TT %s có hai dòng: dòng %d và dòng %d, nên không biết ghi vào dòng nào. Biểu này chưa được cập nhật; đề nghị giữ một dòng.", tt, first+1, at.Row+1)}
}

func problemRowGone(title string, row BieuRow) Problem {
	return Problem{At: tab(title, -1), Code: "row_gone", Level: Ask, Text: fmt.Sprintf(
		"Dòng %s “%s” đã bị xóa khỏi Biểu; máy không tự thêm lại. Nếu cần, đề nghị thêm một dòng có TT %s.", row.TT, quoted(row.Text), row.TT)}
}

func problemNoteTaken(at workbook.Address, note string) Problem {
	return Problem{At: at, Code: "note_taken", Level: Note, Text: fmt.Sprintf(
		"Ô Ghi chú VP đang có ghi chú của văn phòng nên máy không ghi vào. %s", note)}
}

func problemNoRoom(title, line string) Problem {
	return Problem{At: tab(title, -1), Code: "no_room", Level: Note, Text: fmt.Sprintf(
		"Không có dòng trống phía trên bảng để ghi “%s”. Đề nghị chừa một dòng trống trên dòng tiêu đề.", line)}
}

// provisionalMark begins the line of a Biểu that is not complete.
const provisionalMark = "TẠM –"

// Provisional writes the line of a Biểu that is not complete: how many units
// have reported, and who is wanted.
func Provisional(reported, total int, missing []string) string {
	if reported == total {
		return ""
	}
	return fmt.Sprintf("%s %d/%d đơn vị (chưa đủ: %s)", provisionalMark, reported, total, strings.Join(missing, "; "))
}

// faceRunes is how many characters of the line of a Biểu that is not complete
// one row across the table shows. The row does not grow with its text: a merged
// cell grows by itself in no program.
const faceRunes = 125

// ProvisionalLine is Provisional, cut to one row: as many units as it holds, at
// least one, and where the others are listed.
func ProvisionalLine(reported, total int, missing []string, overview string) string {
	line := Provisional(reported, total, missing)
	for n := len(missing) - 1; n > 0 && utf8.RuneCountInString(line) > faceRunes; n-- {
		line = fmt.Sprintf("%s %d/%d đơn vị (chưa đủ: %s và %d đơn vị khác, xem trang %s)",
			provisionalMark, reported, total, strings.Join(missing[:n], "; "), len(missing)-n, overview)
	}
	return line
}

// noteKept says of a row which of its cells say what the office wrote: where
// the source changed since, what it says now, and of the others how to go back
// to it.
func noteKept(cells []keptCell) string {
	var lines, still []string
	for _, c := range cells {
		if c.changed {
			lines = append(lines, noteSource(c))
		} else {
			still = append(still, c.column)
		}
	}
	if len(still) > 0 {
		lines = append(lines, fmt.Sprintf("Văn phòng đã sửa %s; xóa trắng ô để lấy lại theo nguồn.", strings.Join(still, ", ")))
	}
	return strings.Join(lines, "\n")
}

func noteSource(c keptCell) string {
	if c.source == "" {
		return fmt.Sprintf("Văn phòng đã sửa %s; nguồn hiện để trống.", c.column)
	}
	source := c.source
	if r := []rune(source); len(r) > longestSource {
		source = string(r[:longestSource]) + "…"
	}
	return fmt.Sprintf("Văn phòng đã sửa %s; nguồn hiện ghi “%s”", c.column, source)
}

// longestSource is how many characters of a source a note quotes: what a cell
// holds of a source, with the words around it, it may not hold of the note.
const longestSource = 4000
