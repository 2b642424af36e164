package form

import (
	"strings"

	"bieu/sync/workbook"
)

// codeKey brings a Mã or TT to one form: "12", "13.1", "N1.1". Office people
// type "13.1." and "n1.1" as well, and a spreadsheet makes 13.1 a number.
func codeKey(cell workbook.Cell) string {
	text := plainText(cell)
	text = strings.TrimRight(text, ".) ")
	text = strings.ReplaceAll(text, ",", ".")
	return strings.ToUpper(strings.Join(strings.Fields(text), ""))
}

// HeadCode returns the Mã of the whole indicator: "13.1" belongs to "13".
func HeadCode(code string) string {
	head, _, _ := strings.Cut(code, ".")
	return head
}
