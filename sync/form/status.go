package form

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"bieu/sync/workbook"
)

// MaxText is how many UTF-16 units a cell of an .xlsx file may hold.
const MaxText = 32767

// WithdrawnMark stands in Kiểm tra beside a row that the plan no longer has.
const WithdrawnMark = "Thôi giao"

// RowStatus is what the worker says beside one row of a unit's tab.
type RowStatus struct {
	Ratio decimal.NullDecimal // percent of the target
	Words string              // Đánh giá
	// Check are the lines of Kiểm tra: the reason first, then what to mend.
	Check []string
}

// StatusEdits returns the cells of the worker's columns that differ: the
// plan's own columns, and the statuses by Mã. Đọc lúc changes only together
// with another status cell of its row.
func (t UnitTab) StatusEdits(statuses map[string]RowStatus, seen string) []workbook.CellEdit {
	var edits []workbook.CellEdit
	for _, r := range t.Rows {
		if r.row < 0 {
			continue // it counts, but has no row in the tab
		}
		if t.cols.has("Mã") {
			edits = append(edits, t.planEdits(r)...)
		}
		st := statuses[r.Plan.Code]
		changed := differing(t.grid, r.row, t.cols, map[string]workbook.Cell{
			"Tỷ lệ (%)": ratioCell(st.Ratio),
			"Đánh giá":  workbook.TextCell(st.Words),
			"Kiểm tra":  workbook.TextCell(checkText(st.Check)),
		})
		if len(changed) > 0 {
			changed = append(changed, differing(t.grid, r.row, t.cols, map[string]workbook.Cell{
				"Đọc lúc": workbook.TextCell(seen),
			})...)
		}
		edits = append(edits, changed...)
	}
	return edits
}

// planEdits keeps the worker's columns of the plan as the plan is now.
func (t UnitTab) planEdits(r UnitRow) []workbook.CellEdit {
	return differing(t.grid, r.row, t.cols, map[string]workbook.Cell{
		"TT":                workbook.TextCell(r.Plan.ShownTT),
		"Nhiệm vụ/Chỉ tiêu": workbook.TextCell(r.Plan.Text),
		"ĐVT":               workbook.TextCell(r.Plan.Unit),
		"Kế hoạch":          workbook.TextCell(r.Plan.Goal),
	})
}

// ratioCell shows a ratio with two decimals at most.
func ratioCell(ratio decimal.NullDecimal) workbook.Cell {
	if !ratio.Valid {
		return workbook.Cell{}
	}
	return workbook.NumberCell(ratio.Decimal.Round(2).String())
}

// checkText joins the lines of Kiểm tra, each once.
func checkText(lines []string) string {
	var kept []string
	seen := map[string]bool{}
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" && !seen[line] {
			kept = append(kept, line)
			seen[line] = true
		}
	}
	return strings.Join(kept, "\n")
}

// momentLayout is how the sheets show an instant.
const momentLayout = "02/01/2006 15:04"

// Moment writes an instant as the sheets show it: "30/09/2023 17:00".
func Moment(at time.Time, loc *time.Location) string {
	return at.In(loc).Format(momentLayout)
}

// LastReadWords is when the sheets were last read; an instant that the
// settings fix is named as such.
func LastReadWords(at time.Time, fixed bool, loc *time.Location) string {
	if fixed {
		return fixedAt + Moment(at, loc)
	}
	return Moment(at, loc)
}

// ParseLastRead reads what LastReadWords wrote.
func ParseLastRead(text string, loc *time.Location) (time.Time, bool) {
	at, err := time.ParseInLocation(momentLayout, strings.TrimPrefix(text, fixedAt), loc)
	return at, err == nil
}

// tooLong reports whether a text does not fit into one cell of an .xlsx file.
func tooLong(s string) bool {
	units := 0
	for _, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return units > MaxText
}

// codeDoubt marks what does not fit together in what a unit wrote.
const codeDoubt = "doubt"

// Open is something the rules leave to a person to settle about a row, at the
// cell in which the unit wrote its figure or, where it wrote none or its
// sentence is what is doubted, its sentence.
func (t UnitTab) Open(row, code, text string) Problem {
	p := Problem{At: workbook.Address{Tab: t.Unit.Tab, Row: -1}, Code: code, Text: text, Level: Ask, File: t.Unit.File}
	for _, r := range t.Rows {
		if r.Plan.Code == row {
			p.At = t.at(r.row, ColumnSentence)
			if r.Figure.Text != "" && (code != codeDoubt || r.Sentence == "") {
				p.At = t.at(r.row, ColumnFigure)
			}
			if r.Blank() {
				p.At = t.headCell(row, p.At)
			}
		}
	}
	return p
}

// headCell is the sentence's cell of the head row above a part, if that is
// where the unit wrote.
func (t UnitTab) headCell(code string, otherwise workbook.Address) workbook.Address {
	for _, r := range t.Rows {
		if r.Plan.Code == HeadCode(code) && !r.Blank() {
			return t.at(r.row, "Kết quả")
		}
	}
	return otherwise
}
