package form

import "bieu/sync/workbook"

// UnitLayout lays out the tab of a unit for the rows the plan expects of it.
func UnitLayout(u Unit, expected []PlanRow, s Settings) workbook.Layout {
	return unitLayout(u.Tab, expected, "", nil, s)
}

// MissingRows returns the plan's rows that the tab does not have.
func (t UnitTab) MissingRows(expected []PlanRow) []PlanRow {
	have := map[string]bool{}
	for _, r := range t.Rows {
		have[r.Plan.Code] = true
	}
	var rows []PlanRow
	for _, e := range expected {
		if !have[e.Code] {
			rows = append(rows, e)
		}
	}
	return rows
}

// Append returns the cells that add rows below everything the tab holds.
func (t UnitTab) Append(rows []PlanRow) []workbook.CellEdit {
	var edits []workbook.CellEdit
	for i, row := range rows {
		at := t.grid.Rows() + i
		for j, cell := range unitRow(row, "").Cells {
			col, ok := t.cols.at[unitColumns[j].name]
			if !ok {
				continue
			}
			style := cell.Style
			edits = append(edits, workbook.CellEdit{
				Address: workbook.Address{Tab: t.grid.Tab, Row: at, Col: col}, Value: cell.Value, Style: &style,
			})
		}
	}
	return edits
}

// Withdrawn returns the cells that mark rows whose Mã the plan no longer gives
// to this unit, and those Mã. The rows themselves stay.
func (t UnitTab) Withdrawn(expected []PlanRow) (edits []workbook.CellEdit, codes []string) {
	if t.Refused || !t.cols.has("Mã") {
		return nil, nil
	}
	known := map[string]bool{}
	for _, e := range expected {
		known[e.Code] = true
	}
	for row := t.cols.header + 1; row < t.grid.Rows(); row++ {
		code := codeKey(t.cols.cell(t.grid, row, "Mã"))
		if code == "" || known[code] || t.withdrawn(row) {
			continue
		}
		codes = append(codes, code)
		edits = append(edits, differing(t.grid, row, t.cols, map[string]workbook.Cell{
			"Tỷ lệ (%)": {}, "Đánh giá": {}, "Kiểm tra": workbook.TextCell(WithdrawnMark),
		})...)
	}
	return edits, codes
}
