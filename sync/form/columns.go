package form

import (
	"bieu/rules/language"
	"bieu/sync/workbook"
)

// headerRows is how far down the header row is looked for.
const headerRows = 20

// column is one of our columns: its header and the other texts it goes by.
type column struct {
	name     string
	aliases  []string
	required bool
}

// The columns of the tabs, in the order in which they are laid out.
var (
	planColumns = []column{
		{"Mã", nil, true},
		{"TT", []string{"STT", "Số TT"}, true},
		{"Biểu", []string{"Biểu (01/02)", "Biểu số"}, true},
		{"Nhiệm vụ/Chỉ tiêu", textAliases, true},
		{"Đơn vị", []string{"Đơn vị thực hiện", "Đơn vị chủ trì"}, true},
		{"ĐVT", unitAliases, false},
		{"So sánh", nil, false},
		{"Mức KH", []string{"Mức kế hoạch"}, false},
		{"Đến", nil, false},
		{"Cấp giao", nil, false},
		{"Mức giao", nil, false},
		{"Chiều", nil, false},
		{"Cách tính", []string{"Cách tính (lũy kế/mới nhất/bình quân)"}, false},
		{"Kỳ đánh giá", []string{"Kỳ đánh giá (tháng/năm)"}, false},
		{"Hiệu lực từ", nil, false},
		{"Căn cứ", nil, false},
		{"Máy hiểu", nil, true},
		{"Hỏi", nil, true},
	}
	unitsColumns = []column{
		{"Mã đơn vị", nil, false},
		{"Đơn vị", []string{"Tên đơn vị"}, true},
		{"Trang", []string{"Trang tính"}, true},
		{"Tệp", []string{"Tệp (để trống: tệp này)"}, false},
		{"Người phụ trách", nil, false},
		{"Email", nil, false},
		{"Lãnh đạo", nil, false},
		{"Email lãnh đạo", nil, false},
	}
	unitColumns = []column{
		{"Mã", nil, false},
		{"TT", []string{"STT", "Số TT"}, false},
		{"Nhiệm vụ/Chỉ tiêu", textAliases, true},
		{"ĐVT", unitAliases, false},
		{"Kế hoạch", []string{"KH", "Chỉ tiêu KH"}, false},
		{"Thực hiện", []string{"TH", "Số thực hiện"}, true},
		{"Kết quả", resultAliases, true},
		{"Ước", []string{"Số ước"}, true},
		{"Ghi chú", nil, false},
		{"Tỷ lệ (%)", []string{"Tỷ lệ", "Tỷ lệ %"}, true},
		{"Đánh giá", nil, true},
		{"Kiểm tra", nil, true},
		{"Đọc lúc", nil, true},
	}
	bieuColumns = []column{
		{"TT", []string{"STT", "Số TT"}, true},
		{"Nhiệm vụ", append([]string{"Nhiệm vụ/Chỉ tiêu"}, textAliases...), true},
		{"Kết quả", resultAliases, true},
		{"Đánh giá", judgementAliases, false},
		{"Ghi chú VP", nil, false},
	}
	textAliases = []string{"Nhiệm vụ", "Chỉ tiêu", "Nhiệm vụ, chỉ tiêu", "Nhiệm vụ/ Chỉ tiêu", "Nội dung",
		"Nội dung chỉ tiêu", "Tên chỉ tiêu", "Nội dung nhiệm vụ", "Chỉ tiêu, nhiệm vụ", "Tên nhiệm vụ"}
	unitAliases      = []string{"Đơn vị tính"}
	resultAliases    = []string{"Kết quả thực hiện", "KQ thực hiện", "Kết quả đạt được"}
	judgementAliases = []string{"Đánh giá kết quả", "Đánh giá kết quả thực hiện", "Mức độ hoàn thành", "Kết quả đánh giá"}
)

// columns says where the columns of one tab stand.
type columns struct {
	header int // the row of the headers
	at     map[string]int
}

// has reports whether the tab has the column.
func (c columns) has(name string) bool { _, ok := c.at[name]; return ok }

// cell returns the cell of a row in the named column; blank without one.
func (c columns) cell(g *workbook.Grid, row int, name string) workbook.Cell {
	if col, ok := c.at[name]; ok {
		return g.At(row, col)
	}
	return workbook.Cell{}
}

// find looks for the header row of a tab: of its first rows the one that
// names the most of our columns. The problems say what is missing or doubled.
func find(g *workbook.Grid, want []column, s Settings) (columns, []Problem) {
	names := headerNames(want, s)
	best, bestCount := -1, 0
	for row := 0; row < min(headerRows, g.Rows()); row++ {
		seen := map[string]bool{}
		for _, cell := range g.Row(row) {
			if name, ok := names[headerKey(cell)]; ok {
				seen[name] = true
			}
		}
		if len(seen) > bestCount {
			best, bestCount = row, len(seen)
		}
	}
	if bestCount < 2 {
		return columns{}, []Problem{problemNoHeader(g.Tab, want)}
	}
	c, problems := locate(g.Row(best), g.Tab, best, want, names)
	if two, ok := secondRow(g, best, c, names); ok && stops(problems) {
		if d, more := locate(two, g.Tab, best, want, names); !stops(more) {
			d.header++
			return d, more
		}
	}
	return c, problems
}

// secondRow returns the headers of two rows as one: under a header that groups
// several columns, or beside it, the row below names columns of ours.
func secondRow(g *workbook.Grid, row int, c columns, names map[string]string) ([]workbook.Cell, bool) {
	cells := append([]workbook.Cell(nil), g.Row(row)...)
	found := false
	for col, cell := range g.Row(row + 1) {
		for len(cells) <= col {
			cells = append(cells, workbook.Cell{})
		}
		name, ours := names[headerKey(cell)]
		if _, above := names[headerKey(cells[col])]; ours && !above && !c.has(name) {
			cells[col], found = cell, true
		}
	}
	return cells, found
}

// locate reads the cells of one header row.
func locate(cells []workbook.Cell, tab string, row int, want []column, names map[string]string) (columns, []Problem) {
	c := columns{header: row, at: map[string]int{}}
	var problems []Problem
	for col, cell := range cells {
		name, ok := names[headerKey(cell)]
		if !ok {
			continue
		}
		if first, doubled := c.at[name]; doubled {
			problems = append(problems, problemDoubledHeader(
				workbook.Address{Tab: tab, Row: row, Col: col}, name, cell.Value,
				workbook.Address{Tab: tab, Row: row, Col: first}, cells[first].Value))
			continue
		}
		c.at[name] = col
	}
	for col, cell := range cells {
		if name, near := nearHeader(cell, want, names); near {
			at := workbook.Address{Tab: tab, Row: row, Col: col}
			if first, ok := c.at[name]; ok {
				problems = append(problems, problemDoubledHeader(at, name, cell.Value,
					workbook.Address{Tab: tab, Row: row, Col: first}, cells[first].Value))
			} else if isRequired(want, name) {
				problems = append(problems, problemMissingHeader(tab, row, name, &at, cell.Value))
				c.at[name] = -1
			}
		}
	}
	for _, w := range want {
		col, ok := c.at[w.name]
		if ok && col < 0 {
			delete(c.at, w.name)
		}
		if !ok && w.required {
			problems = append(problems, problemMissingHeader(tab, row, w.name, nil, ""))
		}
	}
	return c, problems
}

// headerNames maps every accepted header text, as a key, to our column.
func headerNames(want []column, s Settings) map[string]string {
	names := map[string]string{}
	add := func(text, name string) {
		key := language.Key(text)
		if _, taken := names[key]; !taken {
			names[key] = name
		}
	}
	for _, w := range want {
		add(w.name, w.name)
	}
	for _, w := range want {
		for _, a := range s.Headers[w.name] {
			add(a, w.name)
		}
	}
	for _, w := range want {
		for _, a := range w.aliases {
			add(a, w.name)
		}
	}
	return names
}

// nearHeader reports whether a header that names none of our columns is one
// of them but for the marks of tone: "Ket qua", "Kêt quả".
func nearHeader(cell workbook.Cell, want []column, names map[string]string) (string, bool) {
	key := headerKey(cell)
	if key == "" {
		return "", false
	}
	if _, known := names[key]; known {
		return "", false
	}
	bare := language.Bare(key)
	for _, w := range want {
		if language.Bare(language.Key(w.name)) == bare {
			return w.name, true
		}
	}
	return "", false
}

// headerKey is the comparison key of a header cell; "" for anything but text.
func headerKey(cell workbook.Cell) string {
	if cell.Kind != workbook.Text {
		return ""
	}
	return language.Key(cell.Value)
}

func isRequired(want []column, name string) bool {
	for _, w := range want {
		if w.name == name {
			return w.required
		}
	}
	return false
}
